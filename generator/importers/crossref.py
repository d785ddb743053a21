"""Crossref's answers about works: one, or a list of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.importers import fields, jsontext
from generator.importers.protocol import Finding

_SHAPE = re.compile(r'"message-type"\s*:\s*"work(?:-list)?"')
LISTS = ("message", "items")
_DATES = ("published", "published-print", "published-online", "issued", "posted", "created")


@dataclass(frozen=True, slots=True)
class Crossref:
    """The importer of Crossref's JSON."""

    name: str = "crossref"
    title: str = "an answer of Crossref (JSON)"

    def recognises(self, text: str) -> int:
        """Return 95 where the head says that the message is a work, or a list of works."""
        head = text[:5_000].lstrip("\ufeff \n\t")
        return 95 if head.startswith("{") and _SHAPE.search(head) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield a record a work."""
        return jsontext.records(
            text, source, LISTS, lambda work: [fields.record(_fields(work.fields), source, work.line, work.verbatim)]
        )


importer = Crossref()


def _fields(work: Mapping[str, Any]) -> dict[str, object]:
    date = _date(work)
    return {
        "title": fields.without_markup(_title(work)),
        "abstract": fields.without_markup(work.get("abstract")),
        "authors": [name for name in map(_name, _list(work, "author")) if name],
        "year": date[:4],
        "date": date if len(date) > 4 else "",
        "venue": fields.without_markup(_venue(work)),
        "type": fields.kind(work.get("type")),
        "language": fields.language(work.get("language")),
        "doi": work.get("DOI"),
        "url": work.get("URL"),
        "pdf": next((link.get("URL") for link in _tables(work, "link") if _is_pdf(link)), ""),
        "tags": [each for each in _list(work, "subject") if isinstance(each, str)],
    }


def _list(table: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = table.get(name)
    return value if isinstance(value, list) else []


def _tables(table: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    return [each for each in _list(table, name) if isinstance(each, dict)]


def _title(work: Mapping[str, Any]) -> str:
    """Return the title, with the subtitle behind a colon where the title does not have it already."""
    title, sub = (next((str(each) for each in _list(work, name) if each), "") for name in ("title", "subtitle"))
    return f"{title}: {sub}" if title and sub and sub.casefold() not in title.casefold() else title


def _name(author: object) -> str:
    """Return "Family, Given", or a body's name."""
    if not isinstance(author, dict):
        return ""
    family, given = (str(author.get(part) or "").strip() for part in ("family", "given"))
    suffix = str(author.get("suffix") or "").strip()
    if not family:
        return str(author.get("name") or given)
    return ", ".join(part for part in (family, " ".join(part for part in (given, suffix) if part)) if part)


def _date(work: Mapping[str, Any]) -> str:
    """Return the first of its dates that is known: YYYY, YYYY-MM or YYYY-MM-DD."""
    for name in _DATES:
        table = work.get(name)
        parts: object = next(iter(_list(table, "date-parts")), []) if isinstance(table, dict) else []
        numbers = [part for part in parts if isinstance(part, int)] if isinstance(parts, list) else []
        if numbers and numbers[0] > 0:
            return "-".join(f"{number:0{4 if place == 0 else 2}}" for place, number in enumerate(numbers[:3]))
    return ""


def _venue(work: Mapping[str, Any]) -> str:
    event = work.get("event")
    named = [
        *_list(work, "container-title"),
        event.get("name") if isinstance(event, dict) else "",
        work.get("group-title"),
    ]
    return next((str(each) for each in named if each), "")


def _is_pdf(link: Mapping[str, Any]) -> bool:
    return link.get("content-type") == "application/pdf"
