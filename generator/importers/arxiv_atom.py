"""Atom as arXiv's API and feeds give it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.importers import fields, xml
from generator.importers.protocol import Finding
from generator.papers import Rejected

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FEED = re.compile(r"<(?:\w+:)?(?:feed|entry)\b[^>]*http://www\.w3\.org/2005/Atom", re.IGNORECASE)
_ARXIV = re.compile(
    r"<(?:\w+:)?id>\s*(?:https?://(?:export\.)?arxiv\.org/(?:abs|api)/|oai:arxiv\.org:)|arxiv\.org/schemas/atom", re.I
)
_ID = re.compile(r"(?:/abs/|oai:arxiv\.org:)(\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArxivAtom:
    """The importer of arXiv's Atom."""

    name: str = "arxiv-atom"
    title: str = "arXiv Atom"

    def recognises(self, text: str) -> int:
        """Return 95 for an Atom feed that speaks of arXiv."""
        head = text[:20_000]
        return 95 if _FEED.search(head) and _ARXIV.search(head) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield the entries in order."""
        for found in xml.nodes(text, source, "entry"):
            yield _record(found, source) if isinstance(found, xml.Node) else found


importer = ArxivAtom()


def _record(node: xml.Node, source: str) -> Finding:
    if "/api/errors" in _said(node.element, "id"):
        answer = _said(node.element, "summary")
        return Rejected(source, node.line, f'arXiv answered with an error: "{answer}"', node.verbatim)
    return fields.record(_fields(node.element), source, node.line, node.verbatim)


def _fields(entry: "Element") -> fields.Fields:
    id = _ID.search(_said(entry, "id"))
    links = {link.get("title") or link.get("rel"): link.get("href") for link in entry.iterfind("{*}link")}
    published = _said(entry, "published")
    abstract = _said(entry, "summary")
    return {
        "title": _said(entry, "title"),
        # The daily feeds put the entry's number and kind before the abstract.
        "abstract": re.sub(r"^arXiv:\S+\s+Announce Type:.*?Abstract:\s*", "", abstract),
        "authors": [xml.said(name) for name in entry.iterfind("{*}author/{*}name")]
        or _said(entry, "creator").split(", "),
        "year": published[:10],
        "date": fields.date(published[:10]),
        "venue": _said(entry, "journal_ref"),
        "doi": _said(entry, "doi"),
        "arxiv": id[1] if id else "",
        "url": links.get("alternate"),
        "pdf": links.get("pdf"),
        "tags": [term for each in entry.iterfind("{*}category") if (term := each.get("term"))],
    }


def _said(entry: "Element", name: str) -> str:
    return xml.said(entry.find(f"{{*}}{name}"))
