"""OpenAlex works as its API gives them: one work, a page of results, a list, or one work a line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.importers import fields, jsontext
from generator.importers.jsontext import Item
from generator.importers.protocol import Finding
from generator.report import Problem

LISTS = ("results", "works")
_WORK = re.compile(r"(?:https?://)?(?:api\.)?openalex\.org/(?:works/)?W\d+", re.IGNORECASE)
_LONGEST = 20_000
"""Words of an abstract. The index of a longer one is an error, and would fill the memory."""
_SURE = 0.3
"""OpenAlex gives a concept from this score on; those below are only the parents of such."""


@dataclass(frozen=True, slots=True)
class OpenAlex:
    """The importer of OpenAlex works."""

    name: str = "openalex"
    title: str = "OpenAlex JSON"

    def recognises(self, text: str) -> int:
        """Return 95 where the records have the id of an OpenAlex work."""
        return max(map(knows, jsontext.samples(text, LISTS)), default=0)

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield the works in order."""
        return jsontext.records(text, source, LISTS, lambda item: _findings(item, source))


importer = OpenAlex()


def knows(work: Mapping[str, Any]) -> int:
    """Return how sure it is that an object is a work of OpenAlex."""
    return 95 if _WORK.fullmatch(str(work.get("id"))) and {"title", "display_name"} & work.keys() else 0


def _findings(item: Item, source: str) -> Iterator[Finding]:
    work = item.fields
    abstract, highest = _abstract(work)
    yield fields.record({**_fields(work), "abstract": abstract}, source, item.line, item.verbatim)
    if highest:
        said = f"the abstract is left out: its index speaks of a word number {highest}"
        yield Problem(source, item.line, said, "Ask OpenAlex for the work again, or write the abstract on the page.")


def _abstract(work: Mapping[str, Any]) -> tuple[str, str]:
    """Return the abstract in the order of its words, and the highest position if it is too high to be true."""
    index = work.get("abstract_inverted_index")
    if not isinstance(index, dict) or not index:
        return fields.without_markup(work.get("abstract")), ""
    places = [(at, word) for word, found in index.items() for at in jsontext.listed(found) if isinstance(at, int)]
    highest = max(places, default=(0, ""))[0]
    if highest > _LONGEST:
        return "", f"{highest:,}"
    return fields.without_markup(" ".join(word for _, word in sorted(places))), ""


def _fields(work: Mapping[str, Any]) -> fields.Fields:
    ids = jsontext.mapping(work.get("ids"))
    places = [jsontext.mapping(work.get(name)) for name in ("primary_location", "best_oa_location", "host_venue")]
    places += [jsontext.mapping(each) for each in jsontext.listed(work.get("locations"))]
    addresses = [place.get(name) for place in places for name in ("landing_page_url", "pdf_url")]
    return {
        "title": fields.without_markup(work.get("title") or work.get("display_name")),
        "authors": [name for each in jsontext.listed(work.get("authorships")) if (name := _author(each))],
        "year": work.get("publication_year"),
        "date": fields.date(work.get("publication_date")),
        "venue": fields.without_markup(next((name for place in places if (name := _venue(place))), "")),
        "type": fields.kind(work.get("type_crossref")) or fields.kind(work.get("type")),
        "language": fields.language(work.get("language")),
        "doi": work.get("doi") or ids.get("doi"),
        "arxiv": fields.arxiv_of(work.get("doi"), *addresses),
        "pmid": str(ids.get("pmid") or "").rpartition("/")[2],
        "openalex": work.get("id"),
        "url": places[0].get("landing_page_url") or work.get("doi") or work.get("id"),
        "pdf": next((place["pdf_url"] for place in (places[1], *places) if place.get("pdf_url")), ""),
        "tags": list({str(each).casefold(): each for each in _tags(work)}.values()),
    }


def _author(authorship: object) -> str:
    said = jsontext.mapping(authorship)
    return str(jsontext.mapping(said.get("author")).get("display_name") or said.get("raw_author_name") or "")


def _venue(place: Mapping[str, Any]) -> str:
    """Return the journal or conference of a place where the work is; a repository is none."""
    source = jsontext.mapping(place.get("source")) or place
    return "" if source.get("type") == "repository" else str(source.get("display_name") or "")


def _tags(work: Mapping[str, Any]) -> Iterator[object]:
    for name in ("keywords", "topics", "concepts", "mesh"):
        for each in map(jsontext.mapping, jsontext.listed(work.get(name))):
            if name != "concepts" or _number(each.get("score")) >= _SURE:
                yield each.get("display_name") or each.get("keyword") or each.get("descriptor_name")


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
