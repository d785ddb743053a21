"""PubMed's XML: what its web site, E-utilities and baseline files give, of articles and of books."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.importers import fields, xml
from generator.importers.medline import FULL_TEXT, tidy_title
from generator.importers.protocol import Finding

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RECORD = re.compile(r"<(?:Pubmed(?:Book)?Article(?:Set)?)[\s>]")
_UNLABELLED = {"", "UNLABELLED", "UNASSIGNED"}


@dataclass(frozen=True, slots=True)
class PubmedXml:
    """The importer of PubMed's XML."""

    name: str = "pubmed-xml"
    title: str = "PubMed XML"

    def recognises(self, text: str) -> int:
        """Return 98 for a text that begins with PubMed's own elements, else 0."""
        head = text[:5000]
        return 98 if head.lstrip("\ufeff \n\t").startswith("<") and _RECORD.search(head) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield the articles and the books, or their chapters, in order."""
        for found in xml.nodes(text, source, "PubmedArticle", "PubmedBookArticle"):
            if isinstance(found, xml.Node):
                of = _of_article if found.element.tag == "PubmedArticle" else _of_book
                yield fields.record(of(found.element), source, found.line, found.verbatim)
            else:
                yield found


importer = PubmedXml()


def _of_article(record: "Element") -> Mapping[str, object]:
    article = "MedlineCitation/Article"
    issued, online = record.find(f"{article}/Journal/JournalIssue/PubDate"), record.find(f"{article}/ArticleDate")
    title = tidy_title(_first(record, f"{article}/ArticleTitle"))
    types = _all(record, f"{article}/PublicationTypeList/PublicationType")
    return {
        "title": title or tidy_title(_first(record, f"{article}/VernacularTitle")),
        "abstract": _abstract(record, f"{article}/Abstract") or _abstract(record, "MedlineCitation/OtherAbstract"),
        "authors": _authors(record, f"{article}/AuthorList"),
        **_dates(issued, online),
        "venue": _first(record, f"{article}/Journal/Title", f"{article}/Journal/ISOAbbreviation", ".//MedlineTA"),
        "type": "article" if "Preprint" in types else "article-journal",
        "language": fields.language(_first(record, f"{article}/Language")),
        "pmid": _first(record, "MedlineCitation/PMID"),
        "doi": _doi(record, article, "PubmedData"),
        "url": _full_text(record, "PubmedData"),
        "tags": [
            *_all(record, "MedlineCitation/MeshHeadingList/MeshHeading/DescriptorName"),
            *_keywords(record, author=False),
        ],
        "keywords": _keywords(record, author=True),
    }


def _of_book(record: "Element") -> Mapping[str, object]:
    """Return a book's fields, or those of the chapter that has a title of its own."""
    document = "BookDocument"
    book, chapter = _first(record, f"{document}/Book/BookTitle"), tidy_title(_first(record, f"{document}/ArticleTitle"))
    authors = _authors(record, f"{document}/AuthorList") or _authors(record, f"{document}/Book/AuthorList")
    return {
        "title": chapter or tidy_title(book),
        "abstract": _abstract(record, f"{document}/Abstract"),
        "authors": authors,
        **_dates(record.find(f"{document}/Book/PubDate"), record.find(f"{document}/ContributionDate")),
        "venue": book if chapter else "",
        "type": "chapter" if chapter else "book",
        "language": fields.language(_first(record, f"{document}/Language")),
        "pmid": _first(record, f"{document}/PMID"),
        "doi": _doi(record, f"{document}/Book", document, "PubmedBookData"),
        "keywords": _all(record, f"{document}/KeywordList/Keyword"),
    }


def _first(record: "Element", *paths: str) -> str:
    return next((said for path in paths if (said := xml.said(record.find(path)))), "")


def _all(record: "Element", path: str) -> list[str]:
    return [xml.said(each) for each in record.findall(path)]


def _abstract(record: "Element", path: str) -> str:
    """Return the parts of an abstract as paragraphs, each after its label."""
    parts = []
    for part in record.findall(f"{path}/AbstractText"):
        label, said = (part.get("Label") or "").strip(), xml.said(part)
        parts.append(said if label.upper() in _UNLABELLED or not said else f"{label}: {said}")
    return "\n\n".join(parts)


def _authors(record: "Element", path: str) -> list[str]:
    """Return the authors; editors where a list says no authors."""
    lists = record.findall(path)
    chosen = [each for each in lists if each.get("Type") != "editors"] or lists
    return [
        _name(author) for each in chosen[:1] for author in each.findall("Author") if author.get("ValidYN", "Y") == "Y"
    ]


def _name(author: "Element") -> str:
    """Return "Family, Given Suffix"; a body's name, and a family name alone, with a comma behind it."""
    given = " ".join(filter(None, (_first(author, "ForeName", "FirstName", "Initials"), _first(author, "Suffix"))))
    return f"{_first(author, 'LastName', 'CollectiveName')}, {given}".strip()


def _dates(issued: "Element | None", online: "Element | None") -> dict[str, str]:
    """Return the year of the issue, and its date, or the day on which it came online in that year."""
    year = fields.year(_written(issued)) or fields.year(_written(online))
    dates = (fields.date(_written(each)) for each in (issued, online))
    return {"year": year, "date": next((each for each in dates if each and each.startswith(year)), "")}


def _written(date: "Element | None") -> str:
    """Return a date as text: "2018-02-07", "2018 Feb", or what MedlineDate says ("2019 Jan-Feb")."""
    if date is None:
        return ""
    parts = [_first(date, name) for name in ("Year", "Month", "Day")]
    numbers = parts[1].isdigit()
    return _first(date, "MedlineDate") or ("-" if numbers else " ").join(part for part in parts if part)


def _doi(record: "Element", *places: str) -> str:
    """Return the record's own DOI; the references below it have such lists too."""
    for place in places:
        for each in record.findall(f"{place}/ELocationID[@EIdType='doi']"):
            if each.get("ValidYN", "Y") == "Y":
                return xml.said(each)
    return _first(record, *(f"{place}/ArticleIdList/ArticleId[@IdType='doi']" for place in places))


def _full_text(record: "Element", place: str) -> str:
    number = re.search(r"PMC\d+", _first(record, f"{place}/ArticleIdList/ArticleId[@IdType='pmc']"))
    return FULL_TEXT.format(number[0]) if number else ""


def _keywords(record: "Element", *, author: bool) -> list[str]:
    """Return the author's keywords, or those of the libraries that index for PubMed."""
    lists = record.findall("MedlineCitation/KeywordList")
    return [
        xml.said(each)
        for one in lists
        if (one.get("Owner", "NOTNLM").startswith("NOTNLM")) == author
        for each in one.findall("Keyword")
    ]
