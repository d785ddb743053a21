"""The curator's own files: keywords.toml, topics.toml, collections/*.md, pages/*.md."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import config
from generator.content import files, frontmatter, store, vocabulary
from generator.errors import SitegenError
from generator.papers import Collection, Slug, TextPage, TopicSettings, Vocabulary
from generator.report import Report

TOPICS = "content/topics.toml"


def read_vocabulary(project: Path, report: Report) -> Vocabulary:
    """Return what keywords.toml says; empty where there is none."""
    path = project / vocabulary.FILE
    if not path.is_file():
        return Vocabulary()
    try:
        return vocabulary.parse(files.read_text(path, vocabulary.FILE), vocabulary.FILE, report)
    except SitegenError as error:
        report.add(error.where, error.line, error.message, error.hint, fatal=True)
        return Vocabulary()


def topics(project: Path, report: Report) -> dict[str, TopicSettings]:
    """Return what topics.toml says, by topic id."""
    found: dict[str, TopicSettings] = {}
    for id, table in sorted(_toml(project, TOPICS, report).items()):
        if not isinstance(table, dict):
            report.add(
                TOPICS,
                _line(project, TOPICS, id),
                f'"{id}" must be a section',
                f'Write [{id}] and under it name = "...".',
            )
            continue
        for key in sorted(set(table) - {"name", "colour", "definition"}):
            hint = 'Did you mean "colour"?' if key == "color" else "Known are: name, colour, definition."
            report.add(TOPICS, _line(project, TOPICS, key), f'"{key}" means nothing here', hint)
        found[id] = TopicSettings(*(str(table.get(key, "")) for key in ("name", "colour", "definition")))
    return found


def collections(project: Path, report: Report) -> tuple[Collection, ...]:
    """Return the curated lists of papers, by slug."""
    found = []
    for slug, page, where in _pages(project, "content/collections", report):
        listed = page.fields.get("papers")
        papers = listed.value if listed and isinstance(listed.value, list) else []
        slugs = tuple(Slug(str(paper)) for paper in papers)
        line = listed.first if listed else 0
        found.append(Collection(slug, _title(page, slug), slugs, page.body, where, line))
    return tuple(found)


def text_pages(project: Path, report: Report) -> tuple[TextPage, ...]:
    """Return the pages of the curator's own words, by slug; `index` is the home page's introduction."""
    return tuple(
        TextPage(slug, _title(page, slug), page.body, where)
        for slug, page, where in _pages(project, "content/pages", report)
    )


def _pages(project: Path, folder: str, report: Report) -> list[tuple[Slug, frontmatter.Page, str]]:
    found = []
    for path in store.page_files(project, folder, report):
        where = f"{folder}/{path.name}"
        try:
            page = frontmatter.parse(files.read_text(path, where), where)
        except SitegenError as error:
            report.add(error.where, error.line, error.message, error.hint, fatal=True)
            continue
        home = path.stem == "index" and folder.endswith("/pages")
        slug = "index" if home else store.slug_of_file(path.stem)
        found.append((Slug(slug), page, where))
    return found


def _title(page: frontmatter.Page, slug: str) -> str:
    """Return the title of the front matter, else the first heading, else the file's name in words."""
    if "title" in page.fields and isinstance(page.fields["title"].value, str):
        return page.fields["title"].value
    heading = next((line[2:].strip() for line in page.body.splitlines() if line.startswith("# ")), "")
    return heading or slug.replace("-", " ").capitalize()


def _toml(project: Path, name: str, report: Report) -> Mapping[str, Any]:
    path = project / name
    if not path.is_file():
        return {}
    try:
        text = files.read_text(path, name).removeprefix("\ufeff")
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = config.line_of_error(str(error), text)
        report.add(name, line, f"not valid TOML: {error}", "Mend or remove that line.", fatal=True)
    except SitegenError as error:
        report.add(error.where, error.line, error.message, error.hint, fatal=True)
    return {}


def _line(project: Path, name: str, key: str) -> int:
    lines = (project / name).read_text("utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if line.strip().lstrip('["').startswith(key)), 0)
