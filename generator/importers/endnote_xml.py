"""EndNote's XML, as EndNote itself, Zotero, Mendeley and Bookends write it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.importers import addresses, fields, xml
from generator.importers.protocol import Finding

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RECORD = re.compile(r"<record(?:\s[^<>]*)?>")
_INSIDE = re.compile(r"<(?:ref-type|rec-number|source-app|contributors|titles)[\s>]")
_WITHOUT_VENUE = {"book": "", "thesis": "publisher", "report": "publisher", "patent": "", "webpage": ""}
"""Types whose second title is a series; a thesis and a report are from where they were published."""


@dataclass(frozen=True, slots=True)
class EndnoteXml:
    """The importer of EndNote XML."""

    name: str = "endnote-xml"
    title: str = "EndNote XML"

    def recognises(self, text: str) -> int:
        """Return 95 for XML with a `<record>` and in it what only EndNote's records have, else 0."""
        head = text[:8000]
        xml_like = head.lstrip("\ufeff \n\t").startswith("<")
        return 95 if xml_like and (match := _RECORD.search(head)) and _INSIDE.search(head, match.end()) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield the records in order."""
        for found in xml.nodes(text, source, "record"):
            if isinstance(found, xml.Node):
                yield fields.record(_fields(found.element), source, found.line, found.verbatim)
            else:
                yield found


importer = EndnoteXml()


def _fields(record: "Element") -> Mapping[str, object]:
    reference = record.find("ref-type")
    kind = fields.kind(reference.get("name") if reference is not None else "")
    year, day = _first(record, "dates/year"), _first(record, "dates/pub-dates/date")
    number, links = _first(record, "electronic-resource-num"), _links(record)
    return {
        "title": _first(record, "titles/title", "titles/secondary-title" if kind == "book" else "titles/short-title"),
        "abstract": _long(record.find("abstract")),
        "authors": _all(record, "contributors/authors/author") or _all(record, "contributors/secondary-authors/author"),
        "year": fields.year(year) or fields.year(day),
        "date": fields.date(day) or fields.date(f"{day} {year}") or fields.date(year),
        "venue": _venue(record, kind),
        "type": kind,
        "language": fields.language(_first(record, "language")),
        "doi": addresses.doi_of([number], [number, *links], _all(record, "notes")),
        "arxiv": fields.arxiv_of(number, *links),
        "pmid": addresses.pmid_of(_first(record, "accession-num"), _first(record, "remote-database-name"), links),
        **addresses.places(links),
        **fields.keywords(term for each in _all(record, "keywords/keyword") for term in fields.entries(each, ";")),
    }


def _first(record: "Element", *paths: str) -> str:
    return next((said for path in paths if (said := xml.said(record.find(path)))), "")


def _all(record: "Element", path: str) -> list[str]:
    return [xml.said(each) for each in record.findall(path)]


def _long(element: "Element | None") -> str:
    """Return a text with its line ends, which EndNote writes as carriage returns."""
    return "" if element is None else "".join(element.itertext()).replace("\r\n", "\n").replace("\r", "\n\n")


def _venue(record: "Element", kind: str) -> str:
    if kind in _WITHOUT_VENUE:
        return _first(record, _WITHOUT_VENUE[kind]) if _WITHOUT_VENUE[kind] else ""
    return _first(
        record, "periodical/full-title", "titles/secondary-title", "periodical/abbr-1", "alt-periodical/full-title",
        "titles/tertiary-title",
    )  # fmt: skip


def _links(record: "Element") -> list[str]:
    return [said for kind in ("web", "related", "text", "pdf") for said in _all(record, f"urls/{kind}-urls/url")]
