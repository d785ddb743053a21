"""Semantic Scholar papers: one paper, a search, a batch with its nulls, citations, or the bulk data, one a line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.importers import fields, jsontext
from generator.importers.jsontext import Item
from generator.importers.protocol import Finding

LISTS = ("data", "papers", "recommendedPapers", "citingPaper", "citedPaper")
_ARCHIVE = re.compile(r"arxiv(?:\.org)?|corr", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SemanticScholar:
    """The importer of Semantic Scholar's papers. What a paper cites, and what cites it, are no records of their own."""

    name: str = "semantic-scholar"
    title: str = "Semantic Scholar JSON"

    def recognises(self, text: str) -> int:
        """Return 95 where the records have the id of a paper of Semantic Scholar."""
        return max(map(knows, jsontext.samples(text, LISTS)), default=0)

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield the papers in order."""
        return jsontext.records(
            text, source, LISTS, lambda item: [fields.record(_fields(item), source, item.line, item.verbatim)]
        )


importer = SemanticScholar()


def knows(paper: Mapping[str, Any]) -> int:
    """Return how sure it is that an object is a paper of Semantic Scholar."""
    return 95 if {"paperId", "corpusid"} & paper.keys() and "title" in paper else 0


def _fields(item: Item) -> fields.Fields:
    # The bulk data has the same names in small letters.
    paper = {name.lower(): value for name, value in item.fields.items()}
    ids = {name.lower(): value for name, value in jsontext.mapping(paper.get("externalids")).items()}
    where = jsontext.mapping(paper.get("publicationvenue"))
    return {
        "title": fields.without_markup(paper.get("title")),
        "abstract": fields.without_markup(paper.get("abstract")),
        "authors": [str(jsontext.mapping(each).get("name") or "") for each in jsontext.listed(paper.get("authors"))],
        "year": paper.get("year"),
        "date": fields.date(paper.get("publicationdate")),
        "venue": _venue(paper, where),
        "type": _type(paper, where),
        "doi": ids.get("doi") or paper.get("doi"),
        "arxiv": ids.get("arxiv") or paper.get("arxivid"),
        "pmid": ids.get("pubmed"),
        "url": paper.get("url"),
        "pdf": jsontext.mapping(paper.get("openaccesspdf")).get("url"),
        "tags": list(_tags(paper)),
    }


def _venue(paper: Mapping[str, Any], where: Mapping[str, Any]) -> str:
    said = (where.get("name"), paper.get("venue"), jsontext.mapping(paper.get("journal")).get("name"))
    return next((name for each in said if (name := fields.text(each)) and not _ARCHIVE.fullmatch(name)), "")


def _type(paper: Mapping[str, Any], where: Mapping[str, Any]) -> str:
    if where.get("type") == "conference":
        return fields.kind("conference")
    return next((kind for each in jsontext.listed(paper.get("publicationtypes")) if (kind := fields.kind(each))), "")


def _tags(paper: Mapping[str, Any]) -> Iterator[object]:
    for name in ("fieldsofstudy", "s2fieldsofstudy"):
        for each in jsontext.listed(paper.get(name)):
            yield each.get("category") if isinstance(each, dict) else each
