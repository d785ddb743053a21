"""Answers of DBLP's search, https://dblp.org/search/publ/api?q=...&format=json, for sitegen."""

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.importers import Finding, Record

_BEGINS = re.compile(r'\s*\{\s*"result"\s*:\s*\{.{0,2000}?"@?(?:dblp|completions|hits)"', re.DOTALL)
_NUMBER = re.compile(r" \d{4}$")
_TYPES = {"Journal Articles": "article-journal", "Conference and Workshop Papers": "paper-conference"}


class Dblp:
    """The importer; `interface` is the version of sitegen's interface that it is made for."""

    interface = "1.0"
    name = "dblp"
    title = "DBLP search (JSON)"

    def recognises(self, text: str) -> int:
        """Return 90 for what begins like an answer of the search, else 0."""
        return 90 if _BEGINS.match(text) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield a record for each hit."""
        for hit in json.loads(text)["result"]["hits"].get("hit", []):
            yield Record(_fields(hit["info"]), source, line=_line(text, hit["@id"]), text=json.dumps(hit))


importer = Dblp()


def _fields(info: dict[str, Any]) -> dict[str, object]:
    authors = info.get("authors", {}).get("author", [])
    return {
        "title": info["title"].removesuffix("."),
        # A namesake's number is DBLP's own: "Wei Wang 0001".
        "authors": [_NUMBER.sub("", each["text"]) for each in (authors if isinstance(authors, list) else [authors])],
        "year": info.get("year"),
        "venue": info.get("venue"),
        "type": _TYPES.get(info.get("type", ""), ""),
        "doi": info.get("doi"),
        "url": info.get("ee"),
    }


def _line(text: str, id: str) -> int:
    found = re.search(rf'"@id"\s*:\s*"{re.escape(id)}"', text)
    return text.count("\n", 0, found.start()) + 1 if found else 0
