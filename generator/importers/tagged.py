"""Texts of tagged lines, record after record, each tag with a value that may go on: RIS, MEDLINE and their like.

The reader forgives what exports do: a missing last line of a record, wrapped values, blank lines, text in front.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.importers import fields
from generator.importers.protocol import Finding
from generator.report import Problem
from generator.text import counted, visible

WRAPPED = 120
"""Characters; if no line of a text is longer, a program broke its lines, not its author."""

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});|</[a-zA-Z]")
_SENTENCE_END = re.compile(r"[.!?:;)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a format writes its lines and parts its records."""

    tag: re.Pattern[str]
    """finds a line's tag (group 1) and its value (group 2)"""
    begins: frozenset[str]
    """tags that begin a record; in a text without any, blank lines part the records"""
    ends: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    """tags of the file, not of a record"""
    known: frozenset[str] = frozenset()
    """all tags there are; any other in a long value is a word of that value. Empty: every tag is one"""
    long: frozenset[str] = frozenset()
    """tags whose values are prose"""


@dataclass(frozen=True, slots=True)
class Tagged:
    """One record: its tags in order, each with the lines of its value."""

    line: int
    verbatim: str
    values: tuple[tuple[str, tuple[str, ...]], ...]

    def all(self, *tags: str) -> list[str]:
        """Return the values of these tags, tag by tag, each on one line; empty ones are left out."""
        joined = (" ".join(lines).strip() for tag in tags for each, lines in self.values if each == tag)
        return [value for value in joined if value]

    def first(self, *tags: str) -> str:
        """Return the first value of the first of these tags that has one."""
        return next(iter(self.all(*tags)), "")

    def lines(self, *tags: str) -> list[str]:
        """Return every line of the values of these tags."""
        return [line for tag in tags for each, lines in self.values if each == tag for line in lines if line]

    def title(self, *tags: str) -> str:
        """Return the first value of the first of these tags, without markup."""
        return plain(self.first(*tags))

    def prose(self, *tags: str) -> str:
        """Return the paragraphs of the first of these tags that has any, without markup."""
        for tag in tags:
            found = [_paragraphs(lines) for each, lines in self.values if each == tag and any(lines)]
            if found:
                return plain("\n\n".join(found))
        return ""


def read(text: str, source: str, shape: Shape, fields_of: Callable[[Tagged], fields.Fields]) -> Iterator[Finding]:
    """Yield the records of a text in order; lines between records, which belong to none, are told at the end."""
    strays: list[int] = []
    for record in _records(text, shape, strays):
        yield fields.record(fields_of(record), source, record.line, record.verbatim)
    if strays:
        said = f"{counted(len(strays), 'line')} between records left out, from line {strays[0]} on"
        yield Problem(source, strays[0], said, "If they belong to a record, move them into it.")


def plain(value: str) -> str:
    """Return a value without the markup and the entities that some exports leave in it; `a < b` stays."""
    return fields.without_markup(value) if _ENTITY.search(value) else value


def terms(values: list[str]) -> list[str]:
    """Return keywords: one a line, or a list on one line, by semicolons or else by two commas and more."""
    if len(values) == 1 and ";" not in values[0] and values[0].count(",") > 1:
        return fields.entries(values[0], ",")
    return [term for value in values for term in fields.entries(plain(value), ";")]


def _records(text: str, shape: Shape, strays: list[int]) -> Iterator[Tagged]:
    lines = text.split("\n")
    begins = any((found := shape.tag.match(line)) and found[1] in shape.begins for line in lines)
    draft: _Draft | None = None
    first = blank = True
    for number, line in enumerate(lines, start=1):
        tag, value = _parted(line, shape, draft)
        if draft and (tag in shape.begins or tag in shape.outside or (tag and blank and not begins)):
            yield draft.done()
            draft = None
        if tag in shape.ends:
            if draft:
                draft.lines.append(line)
                yield draft.done()
            draft = None
        elif tag and tag not in shape.outside:
            draft, first = draft or _Draft(number), False
            draft.add(line, value, tag)
        elif draft:
            draft.add(line, line.strip())
        elif visible(line) and not tag and not first:
            strays.append(number)
        blank = not line.strip()
    if draft:
        yield draft.done()


class _Draft:
    """A record while its lines come in."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.lines: list[str] = []
        self.values: list[tuple[str, list[str]]] = []

    def add(self, line: str, value: str, tag: str = "") -> None:
        self.lines.append(line)
        if tag:
            self.values.append((tag, [value]))
        else:
            self.values[-1][1].append(value)

    def done(self) -> Tagged:
        values = tuple((tag, tuple(lines)) for tag, lines in self.values)
        return Tagged(self.line, "\n".join(self.lines).strip("\n"), values)


def _parted(line: str, shape: Shape, draft: _Draft | None) -> tuple[str, str]:
    """Return a line's tag and value; no tag for a line that goes on with the value before it."""
    match = shape.tag.match(line)
    if not match:
        return "", line
    in_prose = draft is not None and draft.values[-1][0] in shape.long
    if shape.known and match[1] not in shape.known and (in_prose or draft is None):
        return "", line
    return match[1], (match[2] or "").strip()


def _paragraphs(lines: tuple[str, ...]) -> str:
    """Return lines as one text: a line end after a sentence parts paragraphs, unless a program broke the lines."""
    if all(len(line) <= WRAPPED for line in lines):
        return "\n".join(lines)
    return "".join(f"{line}\n\n" if _SENTENCE_END.search(line) else f"{line}\n" for line in lines)
