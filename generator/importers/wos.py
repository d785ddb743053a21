"""Web of Science's plain text and .ciw files, tagged in its own way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.importers import fields, tagged
from generator.importers.protocol import Finding
from generator.importers.tagged import Tagged

_SHAPE = tagged.Shape(
    tag=re.compile(r"\ufeff?([A-Z][A-Z0-9])(?: (.*))?$"),
    begins=frozenset({"PT"}),
    ends=frozenset({"ER"}),
    outside=frozenset({"FN", "VR", "EF"}),
)
_BEGIN = re.compile(r"(?<!\s)\s*\ufeff?FN [^\n]*\nVR |^PT [A-Z][a-z]*\n(?:[A-Z][A-Z0-9] |   )", re.MULTILINE)
_BOOKS = (("proceedings paper", "paper-conference"), ("book chapter", "chapter"), ("book", "book"))
"""What a document in a book may be, the narrower first."""


@dataclass(frozen=True, slots=True)
class WebOfScience:
    """The importer of Web of Science's tagged text."""

    name: str = "wos"
    title: str = "Web of Science (.ciw, tagged text)"

    def recognises(self, text: str) -> int:
        """Return 95 under the head of such a file, or where a record begins as theirs do, else 0."""
        return 95 if _BEGIN.search(text[:5000]) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Return the records in order."""
        return tagged.read(text, source, _SHAPE, _fields)


importer = WebOfScience()


def _fields(record: Tagged) -> Mapping[str, object]:
    year = next(filter(None, map(fields.year, record.all("PY", "EY", "EA"))), "")
    return {
        "title": record.title("TI"),
        "abstract": record.prose("AB"),
        "authors": _authors(record),
        "year": year,
        "date": fields.date(f"{record.first('PD')} {year}"),
        "venue": record.title("SO", "JI", "J9"),
        "type": _kind(record),
        "language": fields.language(record.first("LA")),
        "doi": record.first("DI", "D2"),
        "arxiv": fields.arxiv_of(record.first("DI")),
        "pmid": record.first("PM"),
        "keywords": tagged.terms(record.all("DE")),
        "tags": tagged.terms(record.all("ID")),
    }


def _authors(record: Tagged) -> list[str]:
    """Return persons, by their full names where there are any, and bodies; else the editors, or who gave the book."""
    persons = record.lines("AF") or record.lines("AU")
    found = [name for name in persons if name != "[Anonymous]"] + _bodies(record, "CA")
    return found or record.lines("BF") or record.lines("BE") or record.lines("ED") or _bodies(record, "GP")


def _bodies(record: Tagged, tag: str) -> list[str]:
    return [f"{name}," for each in record.lines(tag) for name in each.split(";")]


def _kind(record: Tagged) -> str:
    """Return the type: by the kind of publication, and in books by the document's."""
    said = record.first("DT").lower()
    if record.first("PT")[:1] == "J":
        return "article-journal"
    if record.first("PT")[:1] == "P":
        return "patent"
    if record.first("CT"):
        return "paper-conference"
    return next((kind for name, kind in _BOOKS if name in said), "chapter" if record.first("SO") else "book")
