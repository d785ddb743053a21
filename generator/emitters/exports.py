"""The library for other programs: papers, related papers, topics and sources as JSON, and the schemas of all JSON."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import generator
from generator import permalinks, prose
from generator.analysis import Analysis
from generator.config import Config
from generator.emitters import Output, datafile, digest
from generator.pages import Site, SourcePage
from generator.pages.cards import Related
from generator.papers import Content, OutputPath, Paper


def outputs(site: Site, content: Content, analysis: Analysis, config: Config) -> Iterator[Output]:
    """Yield data/papers.json, related.json, topics.json and, where sources are known, ledger.json; then their schemas.

    Only what is published is in them.
    """
    papers = [content.library[slug] for slug in site.papers]
    yield _table("papers.json", _papers(papers, analysis, config))
    yield _table("related.json", _related(site))
    yield _table("topics.json", _topics(analysis))
    if sources := [page for page in site.pages if isinstance(page, SourcePage)]:
        yield _table("ledger.json", _ledger(sources))
    yield from (_schema(path) for path in schemas())


def schemas() -> list[Path]:
    """Return the JSON Schema of each kind of JSON file in data/."""
    return sorted((Path(generator.__file__).parent / "schemas").glob("*.schema.json"))


def _schema(path: Path) -> Output:
    content = path.read_bytes()
    return Output(OutputPath(f"data/schema/{path.name}"), digest(content), lambda: content)


def _table(name: str, rows: Mapping[str, Any] | list[Any]) -> Output:
    """Return a list, or a table by slug, as JSON with an entry a line."""
    shown = datafile.fields(rows) if isinstance(rows, Mapping) else datafile.lines(rows)
    content = f"{shown}\n".encode("utf-8", "replace")
    return Output(OutputPath(f"data/{name}"), digest(content), lambda: content)


def _papers(papers: list[Paper], analysis: Analysis, config: Config) -> list[dict[str, Any]]:
    return [
        {
            "slug": paper.slug,
            "title": paper.title,
            "authors": [str(author) for author in paper.authors],
            "year": paper.year,
            "abstract": prose.published(paper.abstract, config.abstracts),
            "keywords": [
                analysis.keywords[key].label for key in analysis.listed.get(paper.slug, ()) if key in analysis.keywords
            ],
            "topic": analysis.topic_of.get(paper.slug),
            "url": permalinks.absolute(config.url, permalinks.paper(paper.slug)),
        }
        for paper in papers
    ]


def _related(site: Site) -> dict[str, list[dict[str, Any]]]:
    said: dict[int, dict[str, Any]] = {}

    def row(related: Related) -> dict[str, Any]:
        why = related.why
        # The page of the other paper has the same.
        if id(why) not in said:
            said[id(why)] = {"weight": why.weight, "reasons": [reason.keyword.label for reason in why.reasons]}
        return {"slug": related.paper.slug, **said[id(why)]}

    papers = {slug: sorted([*page.related, *page.further], key=_rank) for slug, page in site.papers.items()}
    return {slug: list(map(row, near)) for slug, near in papers.items()}


def _rank(related: Related) -> tuple[bool, float]:
    return not related.why.given, -related.why.weight


def _topics(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "id": topic.id,
            "name": topic.name,
            "keywords": [analysis.keywords[key].label for key in topic.keywords if key in analysis.keywords],
            "papers": list(topic.papers),
        }
        for topic in analysis.topics
    ]


def _ledger(sources: list[SourcePage]) -> list[dict[str, Any]]:
    """Return every source with its figures and records; `paper` is the slug of the page that a record is on."""
    return [
        {
            "file": page.source.file,
            "format": page.source.format,
            "records": page.source.records,
            **dict(page.source.counts),
            "not_shown": page.source.withheld,
            "entries": [
                {
                    "line": row.line,
                    "title": row.title,
                    "kind": row.kind,
                    "paper": row.paper.slug if row.paper else None,
                    "reason": row.reason,
                    "deleted": row.gone,
                }
                for row in page.rows
            ],
        }
        for page in sources
    ]
