"""The `%`-tagged references of Refer and EndNote (.enw), which Google Scholar and publishers offer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.importers import addresses, fields, tagged
from generator.importers.protocol import Finding
from generator.importers.tagged import Tagged

_SHAPE = tagged.Shape(tag=re.compile(r"[\s\ufeff]*%([!-~])(?:\s+(.*))?$"), begins=frozenset({"0"}))
_BEGIN = re.compile(r"[\s\ufeff]*%[0A-Z] +\S")
_TITLE = re.compile(r"^%T +\S", re.MULTILINE)
_VENUES: Mapping[str, tuple[str, ...]] = {"book": (), "thesis": ("I",), "report": ("I", "B"), "patent": ()}


@dataclass(frozen=True, slots=True)
class Refer:
    """The importer of Refer's and EndNote's tagged references."""

    name: str = "refer"
    title: str = "EndNote or Refer tags (.enw)"

    def recognises(self, text: str) -> int:
        """Return 90 for a text that begins with such a tag and soon gives a title, else 0."""
        head = text[:20_000]
        return 90 if _BEGIN.match(head) and _TITLE.search(head) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Return the records in order."""
        return tagged.read(text, source, _SHAPE, _fields)


importer = Refer()


def _fields(record: Tagged) -> Mapping[str, object]:
    kind = fields.kind(record.first("0")) or ("article-journal" if record.first("J") else "")
    links, notes = record.all("U", ">"), record.lines("Z")
    year, day = fields.year(record.first("D")), record.first("8")
    date = fields.date(day) or fields.date(f"{day} {year}") or fields.date(record.first("D"))
    return {
        "title": record.title("T", "B") if kind == "book" else record.title("T", "!"),
        "abstract": record.prose("X"),
        "authors": [name for each in record.lines("A") or record.lines("E", "Y") for name in each.split(";")],
        "year": year or fields.year(day),
        "date": date if date.startswith(year) else "",
        "venue": record.title(*_VENUES.get(kind, ("J", "B"))),
        "type": kind,
        "language": fields.language(record.first("G")),
        "doi": addresses.doi_of(record.all("R"), links, notes),
        "arxiv": fields.arxiv_of(*record.all("R", "U", "J", "M")),
        "pmid": addresses.pmid_of(record.first("M"), record.first("W", "~"), links),
        **addresses.places(links),
        **fields.keywords(tagged.terms(record.lines("K"))),
    }
