"""New pages made for a person to go on writing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import identifiers, ingest
from generator.content import files, store
from generator.errors import SitegenError
from generator.report import Report


def new_paper(project: Path, title: str, fields: Mapping[str, Any]) -> str:
    """Write a page for a paper and return its file. `fields` are front matter values; empty ones are left out.

    Keywords are chosen from the text when none are given. Raises SitegenError for values that make no sense.
    """
    if not title.strip():
        raise SitegenError("a paper needs a title", hint='Write: sitegen new "The title"')
    given: dict[str, Any] = {key: _plain(value) for key, value in fields.items() if value}
    given["resources"] = identifiers.resource_urls(str(given.get("abstract", "")))
    quiet = Report()
    stored = store.read(project, quiet)
    same = next((each.paper for each in stored if each.paper.title.casefold() == title.strip().casefold()), None)
    if same:
        raise SitegenError(
            "there is a paper of this title", where=same.path, hint="Edit that page, or give another title."
        )
    taken = {*store.taken_names(project), *(each.paper.slug for each in stored)}
    slug = store.new_slug(title, identifiers.paper_id(title), taken)
    where = f"{store.FOLDER}/{slug}.md"
    text = store.page_text({"title": title.strip(), **given})
    _refuse_odd(text, where)
    if files.leads_out(project, where):
        raise files.outside(where)
    files.write_text(project / where, text)
    ingest.adopt(project, quiet)
    return where


def _plain(value: object) -> str | list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else str(value)


def _refuse_odd(text: str, where: str) -> None:
    report = Report()
    store.parse(text, where, report)
    if report.problems:
        first = report.sorted()[0]
        raise SitegenError(first.message, hint=first.hint)
