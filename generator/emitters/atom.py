"""Atom, the format of feeds: one document of dated entries that link to pages.

A feed of a site without an address of its own still needs names that nobody else has: they are URNs then, and its
links are relative to where it stands.

References
----------
Nottingham, M., Sayre, R. (2005). The Atom Syndication Format. RFC 4287.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.markup import xml_attribute, xml_escaped


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one thing.

    id: a URI that stays; link: the address of its page; updated, published: days, as 2026-01-31
    html: its content, safe; summary: plain text; authors: names
    """

    id: str
    title: str
    link: str
    updated: str
    published: str = ""
    html: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries, the latest first; own: its own address, home: that of the page it follows."""

    id: str
    title: str
    subtitle: str
    author: str
    own: str
    home: str
    language: str
    generator: str
    entries: Sequence[Entry]


def document(feed: Feed) -> bytes:
    """Return the feed as a file. It was updated when its latest entry was: a build has no clock."""
    updated = max(entry.updated for entry in feed.entries)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_attribute(feed.language)}>',
        f"<id>{_text(feed.id)}</id>",
        f"<title>{_text(feed.title)}</title>",
        *([f"<subtitle>{_text(feed.subtitle)}</subtitle>"] if feed.subtitle else []),
        f"<updated>{_moment(updated)}</updated>",
        f"<author><name>{_text(feed.author)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={_attribute(feed.own)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(feed.home)}/>',
        f"<generator>{_text(feed.generator)}</generator>",
        *(line for entry in feed.entries for line in _entry(entry)),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Return the text without the control characters that XML cannot hold at all."""
    return _NOT_XML.sub("", text)


def _entry(entry: Entry) -> list[str]:
    return [
        "<entry>",
        f"<id>{_text(entry.id)}</id>",
        f"<title>{_text(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href={_attribute(entry.link)}/>',
        f"<updated>{_moment(entry.updated)}</updated>",
        *([f"<published>{_moment(entry.published)}</published>"] if entry.published else []),
        *(f"<author><name>{_text(name)}</name></author>" for name in entry.authors),
        *([f"<summary>{_text(entry.summary)}</summary>"] if entry.summary else []),
        *([f'<content type="html">{_text(entry.html)}</content>'] if entry.html else []),
        "</entry>",
    ]


def _moment(day: str) -> str:
    return f"{day[:10]}T00:00:00Z"


def _text(text: str) -> str:
    return xml_escaped(xml_text(text))


def _attribute(text: str) -> str:
    return xml_attribute(xml_text(text))
