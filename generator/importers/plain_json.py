"""Papers as JSON under everyday names, as people's own programs write them: title, abstract, authors, year, doi."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import identifiers
from generator.importers import better_bibtex_json, csl_json, fields, huggingface, jsontext, openalex, semantic_scholar
from generator.importers.jsontext import Item
from generator.importers.protocol import Finding
from generator.papers import Author

LISTS = ("papers", "records", "articles", "items", "entries", "results", "data")
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "abstract": ("abstract", "summary"),
    "authors": ("authors_parsed", "authors", "author"),
    "year": ("year", "publication_year", "published", "publication_date", "date"),
    "date": ("date", "publication_date", "published"),
    "venue": ("venue", "journal", "journal-ref", "journal_ref", "booktitle", "conference"),
    "type": ("type",),
    "language": ("language",),
    "doi": ("doi",),
    "arxiv": ("arxiv", "arxiv_id", "arxivid"),
    "pmid": ("pmid",),
    "url": ("url", "link"),
    "pdf": ("pdf", "pdf_url"),
    "keywords": ("keywords",),
    "tags": ("tags", "categories"),
    "resources": ("resources", "code", "code_url"),
}
_PARTS = (("family", "last", "lastName", "last_name"), ("given", "first", "firstName", "first_name"))
_TELLING = ("abstract", "authors", "year", "doi", "arxiv")
_BEGINS = re.compile(r'\s*(?:\{\s*"|\[\s*\{\s*"|\[{9})')
_OTHERS = (better_bibtex_json.knows, csl_json.knows, huggingface.knows, openalex.knows, semantic_scholar.knows)


@dataclass(frozen=True, slots=True)
class PlainJson:
    """The importer of papers under everyday names: a list, an object that holds one, or JSON Lines."""

    name: str = "json"
    title: str = "JSON with titles and abstracts"

    def recognises(self, text: str) -> int:
        """Return 40 where records have a title and something else that papers have, and are of no format with a name.

        Return 25 for what begins as JSON and is none, so that it is said what is wrong with it.
        """
        found = jsontext.samples(text, LISTS)
        if any(_claimed(each) for each in found):
            return 0
        return 40 if any(map(_knows, found)) else 25 if _BEGINS.match(text) and _is_broken(text) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield the papers in order."""
        return jsontext.records(
            text, source, LISTS, lambda item: [fields.record(_fields(item), source, item.line, item.verbatim)]
        )


importer = PlainJson()


def _knows(paper: Mapping[str, Any]) -> bool:
    said = _said(paper)
    return isinstance(said.get("title"), str) and any(said.get(name) for name in _TELLING)


def _claimed(paper: Mapping[str, Any]) -> bool:
    """Return whether a record is of a format with a name."""
    return any(knows(paper) for knows in _OTHERS)


def _is_broken(text: str) -> bool:
    """Return whether reading ends before there is a record."""
    first = next(iter(jsontext.Reader(text, "", LISTS)), None)
    return not isinstance(first, jsontext.Item | None)


def _said(paper: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record's values by the names that we have for them."""
    given = {str(name).lower(): value for name, value in paper.items() if value}
    return {ours: given[name] for ours, names in _NAMES.items() for name in reversed(names) if name in given}


def _fields(item: Item) -> fields.Fields:
    said = _said(item.fields)
    id = str(item.fields.get("id") or "")
    return {name: csl_json.first(value) for name, value in said.items()} | {
        "title": fields.without_markup(csl_json.first(said.get("title"))),
        "abstract": fields.without_markup(csl_json.first(said.get("abstract"))),
        "authors": _authors(said.get("authors")),
        "date": fields.date(said.get("date")),
        "type": fields.kind(said.get("type")),
        "language": fields.language(said.get("language")),
        # An archive's own listing has its number as the record's id.
        "arxiv": said.get("arxiv") or (id if identifiers.arxiv(id) == id else ""),
        "resources": _list(said.get("resources")),
        "keywords": _list(said.get("keywords")),
        "tags": _list(said.get("tags")),
    }


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else fields.entries(value)


def _authors(value: object) -> list[Author | str]:
    """Return names written as a list, or as one text: "A; B", "A, B and C", or BibTeX's "Family, Given and ..."."""
    if isinstance(value, dict):
        value = [value]
    if isinstance(value, list):
        return [name for each in value if (name := _author(each))]
    shown = str(value or "")
    if ";" in shown:
        return list(fields.entries(shown, ";"))
    turned = fields.unique(shown.split(" and "))
    names = fields.unique(shown.replace(" and ", ",").split(","))
    one_each = all(" " in name for name in names) and not (len(turned) > 1 and all("," in name for name in turned))
    return list(names if one_each else turned)


def _author(value: object) -> Author | str:
    """Return a name as one text, as parts (family, given, suffix), or as an object with either."""
    if isinstance(value, list):
        family, given = (" ".join(str(part) for part in parts if part) for parts in (value[:1], value[1:]))
        return Author(family, given)
    if not isinstance(value, dict):
        return str(value or "")
    family, given = (next((str(value[name]) for name in names if value.get(name)), "") for names in _PARTS)
    return Author(family, given) if family else str(value.get("name") or "")
