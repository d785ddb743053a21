"""RIS, as Zotero, EndNote, Mendeley, Scopus, Web of Science, PubMed and publishers write it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.importers import addresses, fields, tagged
from generator.importers.protocol import Finding
from generator.importers.tagged import Tagged

_TAGS = frozenset(
    "A1 A2 A3 A4 A5 A6 AB AD AF AN AP AR AS AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CL CN CP CR CT CY DA DB DE DI DO DP DS "
    "DT ED EI EM EP ER ET FD FN FU FX GN H1 H2 ID IP IS J1 J2 J9 JA JF JI JO JT K1 KW L1 L2 L3 L4 LA LB LK LL LS M1 M2 "
    "M3 N1 N2 NO NR NV OI OL OP PA PB PG PI PM PP PT PU PY RD RI RN RP RT SC SD SE SF SL SN SO SP SR ST SU SV T1 T2 T3 "
    "TA TC TI TL TT TY U1 U2 U3 U4 U5 UR UT VL VO VP VR WC WE WP WT WV Y1 Y2 YR Z9 ZZ".split()
)
_SHAPE = tagged.Shape(
    tag=re.compile(r"[\s\ufeff]*([A-Z][A-Z0-9]) {1,2}-(?:\s+(.*)|\s*)$"),
    begins=frozenset({"TY"}),
    ends=frozenset({"ER"}),
    known=_TAGS,
    long=frozenset({"AB", "N1", "N2", "TI", "T1", "AD", "U1", "U2"}),
)
_BEGIN = re.compile(r"^[^\S\n]*+(?:\ufeff[^\S\n]*+)?TY {1,2}- *[A-Za-z]", re.MULTILINE)

_TITLES: Mapping[str, tuple[str, ...]] = {"book": ("BT", "T2"), "article": ("BT",)}
"""Where else a title stands, by type."""
_VENUES: Mapping[str, tuple[str, ...]] = {
    "article-journal": ("JF", "JO", "T2", "JA", "J2", "J1", "BT"),
    "paper-conference": ("T2", "BT", "JF", "JO", "C3", "T3"),
    "chapter": ("BT", "T2", "JF"),
    "book": (),
    "thesis": ("PB",),
    "report": ("PB", "T2"),
    "patent": (),
    "": ("T2", "JF", "JO", "JA", "BT"),
}


@dataclass(frozen=True, slots=True)
class Ris:
    """The importer of RIS."""

    name: str = "ris"
    title: str = "RIS"

    def recognises(self, text: str) -> int:
        """Return 95 where a line near the top gives a record's type (`TY  - `), else 0."""
        return 95 if _BEGIN.search(text[:20_000]) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Return the records in order."""
        return tagged.read(text, source, _SHAPE, _fields)


importer = Ris()


def _fields(record: Tagged) -> Mapping[str, object]:
    kind = fields.kind(record.first("TY"))
    links, notes = record.all("UR", "L1", "L2", "L4", "LK"), record.lines("N1")
    database = record.first("DB", "DP")
    return {
        "title": record.title("TI", "T1", "CT", *_TITLES.get(kind, ()), "TT", "ST"),
        "abstract": record.prose("AB", "N2"),
        "authors": _authors(record),
        **_dates(record),
        "venue": record.title(*_venue_tags(record, kind)),
        "type": kind,
        "language": fields.language(record.first("LA")),
        "doi": addresses.doi_of(record.all("DO", "DI", "M3", "L3", "ID"), links, notes),
        "arxiv": fields.arxiv_of(*record.all("DO", "UR", "L2", "AN", "M1", "JF", "JO", "T2"), *_arxiv_notes(notes)),
        "pmid": addresses.pmid_of(record.first("AN"), database, [*links, *notes]),
        **addresses.places(links),
        **_keywords(record),
    }


def _authors(record: Tagged) -> list[str]:
    """Return the authors, else the editors. A value goes on in the next line, which is a name of its own if all are."""
    for tags in (("AU", "A1"), ("A2", "ED"), ("A3",)):
        found = []
        for tag, lines in record.values:
            if tag in tags:
                names = [line for line in lines if line]
                found += names if all("," in name for name in names) else [" ".join(names)]
        if found:
            return [name for each in found for name in each.split(";")]
    return []


def _venue_tags(record: Tagged, kind: str) -> list[str]:
    """Return the tags to take the venue from: T2 may be an issue's title, but JO may be an abbreviation."""
    abbreviated = "." in record.first("JO")
    return sorted(_VENUES.get(kind, _VENUES[""]), key=lambda tag: abbreviated and tag == "JO")


def _dates(record: Tagged) -> dict[str, str]:
    """Return the year of publication, and the date if it lies in that year: DA may be any day."""
    year = next(filter(None, map(fields.year, record.all("PY", "Y1", "YR", "DA"))), "")
    said = record.all("DA", "Y1", "PY")
    dates = (fields.date(each) or fields.date(f"{each} {year}") for each in said)
    return {"year": year, "date": next((each for each in dates if each and each.startswith(year)), "")}


def _arxiv_notes(notes: list[str]) -> list[str]:
    return [note for note in notes if note.lower().startswith("arxiv:")]


def _keywords(record: Tagged) -> dict[str, list[str]]:
    """Return the keywords; of Web of Science's, those in capitals are its own."""
    found = tagged.terms(record.lines("KW", "K1"))
    if record.first("AN").startswith("WOS:"):
        return {"tags": fields.unique(found), "keywords": [term for term in found if not term.isupper()]}
    return fields.keywords(found)
