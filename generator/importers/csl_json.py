"""CSL-JSON: what Zotero, Mendeley, pandoc and doi.org write of a work; Crossref writes its works much like it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import identifiers
from generator.importers import fields, jsontext
from generator.importers.jsontext import Item
from generator.importers.protocol import Finding
from generator.papers import Author

LISTS = ("items", "references")
_OWN = frozenset(
    "issued container-title citation-key citation-label event-title event-place publisher-place number-of-pages "
    "collection-title container-title-short title-short original-date accessed".split()
)
_OTHERS = frozenset("itemType paperId authorships paper abstract_inverted_index".split())
_TYPES = {
    "article-magazine": "magazine article",
    "entry": "encyclopedia article",
    "entry-encyclopedia": "encyclopedia article",
    "entry-dictionary": "dictionary entry",
}
_DATES = ("issued", "published", "published-print", "published-online", "event-date", "submitted")
_VENUES = ("container-title", "event-title", "event")


@dataclass(frozen=True, slots=True)
class CslJson:
    """The importer of CSL-JSON: a list, `{"items": [...]}`, one work, or one work a line."""

    name: str = "csl-json"
    title: str = "CSL-JSON"

    def recognises(self, text: str) -> int:
        """Return 90 for works with names or dates as only CSL-JSON has them, 60 for those with a type of its own."""
        return max(map(knows, jsontext.samples(text, LISTS)), default=0)

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield the works in order."""
        return jsontext.records(text, source, LISTS, lambda item: [fields.record(_fields(item), source, *_place(item))])


importer = CslJson()


def knows(work: Mapping[str, Any]) -> int:
    """Return how sure it is that an object is a work in CSL-JSON."""
    if not work.get("title") or _OTHERS & work.keys():
        return 0
    names = [name for role in ("author", "editor") for name in jsontext.listed(work.get(role))]
    if _OWN & work.keys() or any(isinstance(name, dict) and {"family", "literal"} & name.keys() for name in names):
        return 90
    return 60 if "id" in work and "-" in str(work.get("type")) and fields.kind(work["type"]) else 0


def _place(item: Item) -> tuple[int, str]:
    return item.line, item.verbatim


def _fields(item: Item) -> fields.Fields:
    work = item.fields
    note = "\n".join(str(work[name]) for name in ("note", "annote") if work.get(name))
    said = fields.labelled(note) | {name.lower(): str(value) for name, value in _custom(work).items()}
    address = str(work.get("URL") or "")
    date = next((date for name in _DATES if (date := _date(work.get(name)))), "")
    return {
        "title": fields.without_markup(first(work.get("title"))),
        "abstract": fields.without_markup(work.get("abstract")),
        "authors": [
            name for each in jsontext.listed(work.get("author") or work.get("editor")) for name in _names(each)
        ],
        "year": date,
        "date": fields.date(date),
        "venue": fields.without_markup(next((name for key in _VENUES if (name := first(work.get(key)))), "")),
        "type": fields.kind(_TYPES.get(str(work.get("type")), work.get("type"))),
        "language": fields.language(work.get("language")),
        "doi": doi(work.get("DOI"), said.get("doi"), address),
        "arxiv": arxiv(said, work.get("number"), address),
        "pmid": work.get("PMID") or said.get("pmid"),
        "url": address,
        **_keywords(work),
    }


def doi(*values: object) -> str:
    """Return the first DOI that is given as one, or as an address of its resolver."""
    shown = [str(value or "") for value in values]
    return next(
        (doi for each in shown if "://" not in each or "doi.org/" in each if (doi := identifiers.doi(each))), ""
    )


def arxiv(said: Mapping[str, str], *values: object) -> str:
    """Return the arXiv id that a note names, or that is in a value that speaks of arXiv."""
    return identifiers.arxiv(said.get("arxiv", "")) or fields.arxiv_of(*values)


def first(value: object) -> object:
    """Return one value of those that some write as a list, or as an object with a name."""
    if isinstance(value, list):
        return first(value[0]) if value else ""
    return value.get("name", "") if isinstance(value, dict) else value


def _names(name: object) -> list[Author | str]:
    if not isinstance(name, dict):
        return [str(name)] if name else []
    family = _joined(name, "non-dropping-particle", "family")
    if not family:
        return [Author(str(name.get("literal") or name.get("name") or name.get("given") or ""))]
    return [Author(family, _joined(name, "given", "dropping-particle", "suffix"))]


def _joined(name: Mapping[str, Any], *parts: str) -> str:
    return " ".join(str(name[part]) for part in parts if name.get(part))


def _date(value: object) -> str:
    """Return a date as it is written: in parts, raw, literal, or as one text (EDTF)."""
    if not isinstance(value, dict):
        return str(value or "")
    first = next(iter(jsontext.listed(value.get("date-parts"))), None)
    parts = first if isinstance(first, list) else [value.get(part) for part in ("year", "month", "day")]
    known = "-".join(str(part) for part in parts if part)
    return known or str(value.get("raw") or value.get("literal") or "")


def _custom(work: Mapping[str, Any]) -> Mapping[str, Any]:
    custom = work.get("custom")
    return custom if isinstance(custom, dict) else fields.labelled(custom)


def _keywords(work: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return keywords, of which nobody says whose they are, and Crossref's subjects, which are the journal's."""
    given = work.get("keyword")
    found = fields.keywords(given if isinstance(given, list) else fields.entries(given))
    return found | {"tags": [*found["tags"], *map(str, jsontext.listed(work.get("subject")))]}
