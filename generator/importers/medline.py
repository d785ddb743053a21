"""PubMed's own text format (.nbib, "PubMed", "MEDLINE")."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.importers import fields, tagged
from generator.importers.protocol import Finding
from generator.importers.tagged import Tagged

FULL_TEXT = "https://pmc.ncbi.nlm.nih.gov/articles/{}/"
"""The address of an article's free full text, by its number at PubMed Central."""

_SHAPE = tagged.Shape(
    tag=re.compile(r"\ufeff?(?=[A-Z0-9 ]{4}-)([A-Z][A-Z0-9]{1,3}) {0,2}-(.*)$"), begins=frozenset({"PMID"})
)
_BEGIN = re.compile(r"^\ufeff?(?:PMID|OWN |STAT|PMCR|DCOM)- ?[A-Za-z0-9]", re.MULTILINE)
_RIS = re.compile(r"^[^\S\n]*TY {1,2}-", re.MULTILINE)
_MARKED_DOI = re.compile(r"(10\.\d{4,9}/\S+)\s*\[doi\]")
_WHOLLY_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_NOT_AVAILABLE = {"not available", "in process citation"}


@dataclass(frozen=True, slots=True)
class Medline:
    """The importer of PubMed's text format."""

    name: str = "medline"
    title: str = "PubMed text (.nbib)"

    def recognises(self, text: str) -> int:
        """Return 95 where lines near the top have PubMed's own tags, else 0."""
        head = text[:20_000]
        return 95 if _BEGIN.search(head) and not _RIS.search(head) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Return the records in order."""
        return tagged.read(text, source, _SHAPE, _fields)


importer = Medline()


def tidy_title(title: str) -> str:
    """Return a title without PubMed's full stop, and without the brackets of one that it translated.

    >>> [tidy_title(each) for each in ("A new drug.", "[A translated title].", "Wait for it ...", "[Not Available].")]
    ['A new drug', 'A translated title', 'Wait for it ...', '']
    """
    shown = title.strip()
    if shown.endswith(".") and not re.search(r"\.\.$|\b[A-Z]\.$|\b(?:al|etc|vs|Inc|Jr)\.$", shown):
        shown = shown[:-1]
    if match := _WHOLLY_BRACKETED.fullmatch(shown):
        shown = match[1].rstrip(".")
    return "" if shown.lower() in _NOT_AVAILABLE else shown


def _fields(record: Tagged) -> Mapping[str, object]:
    article, book = tidy_title(tagged.plain(" ".join(record.all("TI")))) or record.title("TT"), record.title("BTI")
    number = re.search(r"PMC\d+", record.first("PMC"))
    doi = _MARKED_DOI.search(" ".join(record.all("LID", "AID")))
    author_keywords = not record.first("OTO") or "NOTNLM" in record.all("OTO")
    terms = [term.strip("*") for term in record.all("OT")]
    return {
        "title": article or tidy_title(book),
        "abstract": record.prose("AB") or record.prose("OAB"),
        "authors": _authors(record),
        **_dates(record),
        "venue": record.first("JT", "TA") or (book if article else ""),
        "type": _kind(record, bool(article and book)),
        "language": fields.language(record.first("LA")),
        "pmid": record.first("PMID"),
        "doi": doi[1] if doi else "",
        "url": FULL_TEXT.format(number[0]) if number else "",
        "tags": [*map(fields.index_term, record.all("MH")), *([] if author_keywords else terms)],
        "keywords": terms if author_keywords else [],
    }


def _authors(record: Tagged) -> list[str]:
    """Return persons by their full names where there are any, and bodies, in order; editors where there is no other."""
    found: list[str] = []
    before = ""
    for tag, lines in record.values:
        name = " ".join(lines).strip()
        if tag == "FAU" or (tag == "AU" and before != "FAU"):
            found.append(name)
        elif tag == "CN":
            found.append(f"{name},")
        before = tag if tag in ("FAU", "AU") else before
    return found or record.all("FED") or record.all("ED")


def _dates(record: Tagged) -> dict[str, str]:
    """Return the year of the issue, and its date, or the day on which it came online in that year."""
    issued, online = record.first("DP"), re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", record.first("DEP"))
    year = fields.year(issued) or fields.year(online)
    dates = map(fields.date, (issued, online))
    return {"year": year, "date": next((each for each in dates if each and each.startswith(year)), "")}


def _kind(record: Tagged, chapter: bool) -> str:
    types = record.all("PT")
    if "Preprint" in types:
        return "article"
    if record.first("BTI"):
        return "chapter" if chapter else "book"
    return next(filter(None, map(fields.kind, types)), "article-journal")
