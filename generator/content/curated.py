"""The curator's own files: keywords.toml, topics.toml, collections/*.md, pages/*.md."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import config, toml
from generator.content import files, frontmatter, schema, store, vocabulary
from generator.errors import SitegenError
from generator.papers import Collection, Slug, TextPage, TopicSettings, Vocabulary
from generator.report import Report
from generator.text import public

TOPICS = "content/topics.toml"
_FIELDS = ("title", "papers", "query", "hidden", "private")
_LONGEST = 500
"""Characters of a query that the search page takes."""


def read_vocabulary(project: Path, report: Report) -> Vocabulary:
    """Return what keywords.toml says; empty where there is none."""
    if not (project / vocabulary.FILE).is_file():
        return Vocabulary()
    try:
        return vocabulary.parse(files.read_own(project, vocabulary.FILE), vocabulary.FILE, report)
    except SitegenError as error:
        report.add(error.where, error.line, error.message, error.hint, fatal=True)
        return Vocabulary()


def topics(project: Path, report: Report) -> dict[str, TopicSettings]:
    """Return what topics.toml says, by topic id."""
    found: dict[str, TopicSettings] = {}
    for id, table in sorted(_toml(project, TOPICS, report).items()):
        line = _line(project, TOPICS, id)
        if not isinstance(table, dict):
            report.add(TOPICS, line, f'"{id}" must be a section', f'Write [{id}] and under it name = "...".')
            continue
        for key in sorted(set(table) - {"name", "colour", "definition"}):
            hint = 'Did you mean "colour"?' if key == "color" else "Known are: name, colour, definition."
            report.add(TOPICS, _line(project, TOPICS, key, line), f'"{key}" means nothing here', hint)
        name, colour, definition = (str(table.get(key, "")) for key in ("name", "colour", "definition"))
        if colour and not config.COLOUR.fullmatch(colour.strip()):
            where = _line(project, TOPICS, "colour", line)
            report.add(TOPICS, where, f'colour is no colour: "{colour}"', 'Write it as "#0072b2".')
        found[id] = TopicSettings(name, colour, definition, line)
    return found


def collections(project: Path, report: Report) -> tuple[Collection, ...]:
    """Return the curated lists of papers, by slug."""
    found = []
    for slug, page, where in _pages(project, "content/collections", report):
        listed, asked = page.fields.get("papers"), page.fields.get("query")
        if not listed and not asked:
            hint = 'Write papers: [one-slug, another-slug], or query: "words that they have".'
            report.add(where, 0, "a collection needs papers or a query", hint)
        line, query_line = (field.first if field else 0 for field in (listed, asked))
        found.append(
            Collection(
                slug=slug,
                title=_title(page, slug),
                papers=_slugs(listed, where, report),
                notes=page.body,
                path=where,
                query=_query(asked, where, report),
                line=line,
                query_line=query_line,
                notes_line=page.close + 1,
            )
        )
    return tuple(found)


def _slugs(listed: frontmatter.Field | None, where: str, report: Report) -> tuple[Slug, ...]:
    if listed and not isinstance(listed.value, list):
        report.add(where, listed.first, "papers must be a list of papers", "Write papers: [one-slug, another-slug].")
    return tuple(Slug(paper) for paper in schema.as_list(listed.value)) if listed else ()


def _query(asked: frontmatter.Field | None, where: str, report: Report) -> str:
    if asked and not isinstance(asked.value, str):
        report.add(where, asked.first, "query must be one text", "Write it as on the search page, in single quotes.")
    query = " ".join(asked.value.split()) if asked and isinstance(asked.value, str) else ""
    if asked and len(query) > _LONGEST:
        what = f"the query has {len(query):,} characters; the search page takes {_LONGEST}"
        report.add(where, asked.first, what, "Part it into two collections.")
    return query


def text_pages(project: Path, report: Report) -> tuple[TextPage, ...]:
    """Return the pages of the curator's own words, by slug; `index` is the home page's introduction."""
    return tuple(
        TextPage(slug, _title(page, slug), page.body, where, page.close + 1)
        for slug, page, where in _pages(project, "content/pages", report)
    )


def _pages(project: Path, folder: str, report: Report) -> list[tuple[Slug, frontmatter.Page, str]]:
    """Return the pages of a folder that are published."""
    found = []
    for path in store.page_files(project, folder, report):
        where = f"{folder}/{path.name}"
        try:
            page = frontmatter.parse(files.read_text(path, where), where)
        except SitegenError as error:
            report.add(error.where, error.line, error.message, error.hint, fatal=True)
            continue
        for key, field in page.fields.items():
            close = difflib.get_close_matches(key.lower(), _FIELDS, n=1, cutoff=0.8)
            if close and key not in _FIELDS:
                report.add(where, field.first, f'"{key}" is no field of ours', f'Did you mean "{close[0]}"?')
        if any(schema.is_on(page.fields.get(name)) for name in ("hidden", "private")):
            continue
        home = path.stem == "index" and folder.endswith("/pages")
        slug = "index" if home else store.slug_of_file(path.stem)
        found.append((Slug(slug), page, where))
    return found


def _title(page: frontmatter.Page, slug: str) -> str:
    """Return the title of the front matter, else the first heading that is public, else the file's name in words."""
    if "title" in page.fields and isinstance(page.fields["title"].value, str):
        return page.fields["title"].value
    heading = next((line[2:].strip() for line in public(page.body).splitlines() if line.startswith("# ")), "")
    return heading or slug.replace("-", " ").capitalize()


def _toml(project: Path, name: str, report: Report) -> Mapping[str, Any]:
    if not (project / name).is_file():
        return {}
    try:
        table, slip = toml.read(files.read_own(project, name))
    except SitegenError as error:
        report.add(error.where, error.line, error.message, error.hint, fatal=True)
        return {}
    if slip:
        report.add(name, slip.line, slip.message, slip.hint, fatal=True)
    return table


def _line(project: Path, name: str, key: str, after: int = 0) -> int:
    """Return the line behind `after` on which a section or a value of this name begins; 0 where none does."""
    lines = (project / name).read_text("utf-8", errors="replace").splitlines()
    return config.line_of_key(lines, key, after + 1)
