"""One JSON text -> its records, walked from left to right, so that a broken one costs no other.

Importers ask `jsontext`, which knows where one JSON text ends and the next begins.
"""

import json
import re
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.papers import Rejected
from generator.report import Problem

_SPACE = re.compile(r"[ \t\n\r]*")
_CUT_LITERAL = re.compile(r"(?:-|t|tr|tru|f|fa|fal|fals|n|nu|nul)?\s*\Z")
_DIGITS = 1000
"""A whole number with more stays the text that it is written as."""
_DEEPEST = 4
"""A record stands at most so deep in objects that hold lists."""
_TRIES = 3
"""How many times over the text may be read in vain to find the records behind broken ones."""
_DEEP = 10_000
"""What reading in vain costs, in characters, where it ends only as the nesting is too deep."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record: its fields, the line it begins on, and its own text."""

    fields: Mapping[str, Any]
    line: int
    verbatim: str


Found = Item | Rejected | Problem


class BrokenError(Exception):
    """What is no JSON, and where it stops being it; `cut` where the text ends too early; `cost`: see `_TRIES`."""

    def __init__(self, reason: str, at: int, cut: bool = False, cost: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.at, self.cut, self.cost = reason, at, cut, cost


# What walks the text yields what it finds, and returns the place behind it; None where nothing behind it can be read.
_Walk = Generator[Found, None, int | None]


@dataclass(slots=True)
class Beside:
    """What is found beside the records: their object's other members, keys that stand twice, nulls."""

    members: dict[str, Any] = field(default_factory=dict)
    twice: list[tuple[str, int]] = field(default_factory=list)
    nulls: list[int] = field(default_factory=list)


class Document:
    """One JSON text, walked from left to right: a file, or a line of JSON Lines (`last`: no other comes behind it)."""

    def __init__(
        self,
        source: str,
        lists: Sequence[str],
        beside: Beside,
        text: str,
        verbatim: str,
        line: int = 1,
        last: bool = True,
    ) -> None:
        self._source, self._lists, self._beside = source, lists, beside
        self._text, self._verbatim, self._last = text, verbatim, last
        self._counted, self._line = 0, line
        self._decoder = json.JSONDecoder(object_pairs_hook=self._object_of, parse_int=whole, parse_constant=_refuse)
        self._twice: list[str] = []
        self._tries = _TRIES * len(text)

    def read(self) -> Iterator[Found]:
        """Yield what a file is, or holds."""
        try:
            end = yield from self._walk(self._behind_space(0))
            if end is not None and (end := self._behind_space(end)) < len(self._text):
                raise BrokenError("there is text behind its end", end)
        except BrokenError as broken:
            yield self._problem(broken)

    def read_line(self) -> Iterator[Found]:
        """Yield what a line of JSON Lines is, or holds."""
        start = self._behind_space(0)
        try:
            _, end = self._decode(start)
            if (end := self._behind_space(end)) < len(self._text):
                raise BrokenError("there is text behind its end", end)
            yield from self._element(start, 1)
        except BrokenError as broken:
            yield self._rejected(broken, start, None)

    def _walk(self, at: int) -> _Walk:
        if self._text.startswith("{", at):
            return (yield from self._object(at, 1))
        if self._text.startswith("[", at):
            return (yield from self._list(at, 1))
        return self._decode(at)[1]

    def _list(self, at: int, depth: int) -> _Walk:
        at = self._behind_space(at + 1)
        if self._text.startswith("]", at):
            return at + 1
        while True:
            start = at
            try:
                end = yield from self._element(start, depth)
            except BrokenError as broken:
                if start == len(self._text):
                    raise
                if self._text.startswith("]", start):
                    yield self._problem(broken)
                    return start + 1
                self._tries -= broken.at - start + broken.cost
                further = self._next_after(start) if self._tries > 0 else None
                lost = "" if further or broken.cut else "; what stands behind it is not read"
                yield self._rejected(broken, start, further, lost)
                if further is None:
                    return None
                at = further
                continue
            if end is None or self._text.startswith("]", end := self._behind_space(end)):
                return end and end + 1
            try:
                at = self._behind_space(self._behind(",", end))
            except BrokenError as broken:
                if not self._text.startswith("{", end):
                    raise
                yield self._problem(broken)
                at = end

    def _element(self, start: int, depth: int) -> _Walk:
        value, end = self._decode(start)
        if isinstance(value, dict):
            if depth < _DEEPEST and any(isinstance(value.get(name), list | dict) for name in self._lists):
                return (yield from self._object(start, depth + 1))
            yield self._item(value, start, end)
        elif value is None:
            self._beside.nulls.append(self._line_of(start))
        else:
            text = self._verbatim[start:end]
            yield Rejected(self._source, self._line_of(start), "a record is an object in { }", text)
        return end

    def _object(self, start: int, depth: int) -> _Walk:
        """Walk an object: it holds records, or is one."""
        members: list[tuple[str, Any]] = []
        holds = False
        try:
            at: int | None = self._behind_space(start + 1)
            while not self._text.startswith("}", at):
                if members or holds:
                    at = self._behind_space(self._behind(",", at or 0))
                name, at = self._name(at or 0)
                if name in self._lists and depth < _DEEPEST and self._text.startswith(("[", "{"), at):
                    holds = True
                    at = yield from (self._list if self._text[at] == "[" else self._object)(at, depth + 1)
                    if at is None:
                        return None
                else:
                    value, at = self._decode(at)
                    members.append((name, value))
                at = self._behind_space(at)
        except BrokenError as broken:
            self._beside.members |= dict(members)
            if holds:
                raise
            yield self._rejected(broken, start, None)
            return None
        fields, end = self._object_of(members), (at or 0) + 1
        if holds:
            self._beside.members |= fields
        else:
            yield self._item(fields, start, end)
        return end

    def _name(self, at: int) -> tuple[str, int]:
        if not self._text.startswith('"', at):
            raise BrokenError("a name in double quotes is expected", at, at == len(self._text))
        name, at = self._decode(at)
        return name, self._behind_space(self._behind(":", self._behind_space(at)))

    def _behind(self, sign: str, at: int) -> int:
        if not self._text.startswith(sign, at):
            raise BrokenError(f'a "{sign}" is expected', at, at == len(self._text))
        return at + 1

    def _behind_space(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _decode(self, at: int) -> tuple[Any, int]:
        try:
            return self._decoder.raw_decode(self._text, at)
        except json.JSONDecodeError as error:
            cut = error.msg.startswith("Unterminated") or bool(_CUT_LITERAL.match(self._text, error.pos))
            raise BrokenError(error.msg.removesuffix(" at").removesuffix(" starting"), error.pos, cut) from error
        except RecursionError as error:
            raise BrokenError("it is nested too deeply", at, cost=_DEEP) from error
        except ValueError as error:
            raise BrokenError(str(error), at) from error

    def _object_of(self, members: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(members)
        if len(found) < len(members):
            self._twice += (name for name, times in Counter(name for name, _ in members).items() if times > 1)
        return found

    def _item(self, fields: Mapping[str, Any], start: int, end: int) -> Item:
        line = self._line_of(start)
        self._beside.twice += ((name, line) for name in self._twice)
        self._twice.clear()
        return Item(fields, line, self._verbatim[start:end])

    def _problem(self, broken: BrokenError) -> Problem:
        cut = broken.cut and self._behind_space(0) < len(self._text)
        reason = "not valid JSON: the file ends inside its list" if cut else self._reason(broken, 0)
        hint = "Download it again: records may be missing." if cut else "Mend it in the source, or export it again."
        return Problem(self._source, self._line_of(broken.at), reason, hint)

    def _rejected(self, broken: BrokenError, start: int, end: int | None, lost: str = "") -> Rejected:
        text = self._verbatim[start:end].rstrip().rstrip(",")
        line = self._line_of(start)
        return Rejected(self._source, line, self._reason(broken, line) + lost, text)

    def _reason(self, broken: BrokenError, line: int) -> str:
        if self._behind_space(0) == len(self._text):
            return "not valid JSON: the file is empty"
        if broken.cut and self._last:
            return f"not valid JSON: the file ends inside the record that starts at line {line}: download it again"
        column = broken.at - self._text.rfind("\n", 0, broken.at)
        return f"not valid JSON: {broken.reason} (line {self._line_of(broken.at)}, column {column})"

    def _next_after(self, start: int) -> int | None:
        """Return where the record behind a broken one begins: on a line of its own, as far to the right as that one."""
        before = self._text[self._text.rfind("\n", 0, start) + 1 : start]
        mark = re.compile(r"\n ?(?=\{)" if before.strip() == "[" else rf"\n{re.escape(before)}(?=\{{)")
        match = mark.search(self._text, start) if before.strip() in ("", "[") else None
        return match.end() if match else None

    def _line_of(self, at: int) -> int:
        """Return the line of a place; places are asked for nearly in order, so that little is counted twice."""
        self._line += self._text.count("\n", self._counted, at) - self._text.count("\n", at, self._counted)
        self._counted = at
        return self._line


def whole(digits: str) -> int | str:
    """Return a whole number, or its digits where there are so many that no one can have meant a number."""
    return int(digits) if len(digits) <= _DIGITS else digits


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number")
