"""Hugging Face's daily papers: the answers of its API, and the saved page, which holds the same in an attribute."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator import identifiers
from generator.importers import fields, jsontext
from generator.importers.jsontext import Item
from generator.importers.protocol import Finding
from generator.papers import Record, Rejected

LISTS = ("dailyPapers", "papers", "searchResults")
_TARGET = 'data-target="DailyPapers"'
_PROPS = re.compile(r"""data-props=(?:"([^"]*)"|'([^']*)')""")
_MARKS = frozenset("upvotes ai_keywords ai_summary discussionId githubRepo projectPage submittedOnDailyAt".split())


@dataclass(frozen=True, slots=True)
class HuggingFace:
    """The importer of daily papers."""

    name: str = "huggingface"
    title: str = "Hugging Face daily papers"

    def recognises(self, text: str) -> int:
        """Return 95 for papers as the API gives them, and for a page that holds them."""
        return 95 if _props(text) or any(map(knows, jsontext.samples(text, LISTS))) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield the papers in order; those of a page stand on the line of the attribute that holds them."""
        props = _props(text)
        shown = html.unescape(props[1] or props[2] or "") if props else text
        for found in jsontext.records(shown, source, LISTS, lambda item: [_record(item, source)]):
            yield replace(found, line=text.count("\n", 0, props.start(0)) + 1) if props else found


importer = HuggingFace()


def knows(item: Mapping[str, Any]) -> int:
    """Return how sure it is that an object is a paper of Hugging Face, or an entry of its daily list."""
    paper = _paper(item)
    titled = "id" in paper and bool({"title", "summary"} & paper.keys())
    return 95 if titled and (paper is not item or ("summary" in paper and _MARKS & paper.keys())) else 0


def _paper(item: Mapping[str, Any]) -> Mapping[str, Any]:
    return item["paper"] if isinstance(item.get("paper"), dict) else item


def _props(text: str) -> re.Match[str] | None:
    """Return the attribute of the page's element that holds the papers."""
    target = text.find(_TARGET)
    for at in (text.find("data-props=", target), text.rfind("data-props=", 0, target)) if target >= 0 else ():
        match = _PROPS.match(text, max(at, 0))
        if match and not re.search("[<>]", text[min(target, match.end()) : max(target, match.start())]):
            return match
    return None


def _record(item: Item, source: str) -> Record | Rejected:
    return fields.record(_fields(item.fields), source, item.line, item.verbatim)


def _fields(item: Mapping[str, Any]) -> fields.Fields:
    paper = _paper(item)
    id = str(paper.get("id") or "")
    published = str(paper.get("publishedAt") or item.get("publishedAt") or "")
    return {
        "title": paper.get("title") or item.get("title"),
        "abstract": paper.get("summary") or item.get("summary"),
        "authors": [str(jsontext.mapping(each).get("name") or "") for each in jsontext.listed(paper.get("authors"))],
        "year": published[:10],
        "date": fields.date(published[:10]),
        "arxiv": identifiers.arxiv(id),
        "url": f"https://huggingface.co/papers/{id}" if id else "",
        "resources": [url for name in ("githubRepo", "projectPage") if (url := _web(paper.get(name)))],
        "tags": jsontext.listed(paper.get("ai_keywords")),
    }


def _web(value: object) -> str:
    return identifiers.web_url(str(value or ""))
