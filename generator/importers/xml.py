"""XML of any format -> its records one by one, each with its place, without ever following what the file points to.

    for found in xml.nodes(text, source, "entry"):
        if isinstance(found, xml.Node):
            title = xml.said(found.element.find("{*}title"))
        else:
            yield found

Entities are refused, a DOCTYPE is passed over, nothing is opened. One broken record is rejected and reading goes on
behind it; of a file that was cut off, the complete records are read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.papers import Rejected
from generator.report import Problem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element, TreeBuilder
    from xml.parsers.expat import XMLParserType

_CHUNK = 1 << 16
_PATIENCE = 4
"""How often a file may be read over for records that never end; then the rest is one broken record."""

# Characters that no XML may hold, as they are or by number: they come in when an abstract is copied out of a PDF.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));",
    re.IGNORECASE,
)
# The parser's numbers for a text that ends too early, and for a second document behind the first.
_CUT_OFF = {3, 5, 6, 20}
_ANOTHER = {9, 17, 30}


@dataclass(frozen=True, slots=True)
class Node:
    """An element, the line it begins on, and its own text."""

    element: "Element"
    line: int
    verbatim: str


def nodes(text: str, source: str, *names: str) -> Iterator[Node | Rejected | Problem]:
    """Yield the outermost elements of these names, in any namespace, in the order of the file.

    An element that is not well-formed, or in which the file ends, is Rejected. What is wrong elsewhere is a Problem; it
    ends the reading if it comes before the first element, as entities do.
    """
    clean, removed = _FORBIDDEN.subn("", text)
    if removed and (first := _FORBIDDEN.search(text)):
        line = text.count("\n", 0, first.start()) + 1
        yield Problem(
            source, line, "characters that XML forbids were left out", "Nothing to do, if the text reads well."
        )
    yield from _File(clean.encode(errors="replace"), source, names).read()


def said(element: "Element | None") -> str:
    """Return all text in an element, whatever is marked in it, on one line; "" for none."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


@dataclass(frozen=True, slots=True)
class _Damage:
    """Why the parser stopped, and where."""

    at: int
    reason: str
    code: int = 0


class _File:
    """The bytes of a file, read in stretches: behind damage a new parser goes on, under the same root."""

    def __init__(self, content: bytes, source: str, names: tuple[str, ...]) -> None:
        either = "|".join(map(re.escape, names)).encode()
        self._content, self._source, self._names = content, source, names
        self._opening = re.compile(rb"(?=<(?:[\w.-]+:)?(?:%s)[\s/>])" % either)
        self._edge = re.compile(rb"</(?:[\w.-]+:)?(?:%s)\s*>|%s" % (either, self._opening.pattern))
        self._head: bytes | None = None
        self._counted, self._line = 0, 1
        self._spent = 0

    def read(self) -> Iterator[Node | Rejected | Problem]:
        begin = 0
        while begin < len(self._content):
            target = _Target(self._names)
            for element, start, end in self._elements(begin, target):
                yield Node(element, self._line_of(start), self._content[start:end].decode())
            if target.damage is None:
                return
            begin, found = self._behind(target.damage, target.begun, begin)
            if found:
                yield found

    def _elements(self, begin: int, target: "_Target") -> Iterator[tuple["Element", int, int]]:
        """Yield the wanted elements from a place on, with their first and last byte; the target keeps what stops it."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser, ParseError

        parser = DefusedXMLParser(target=target, encoding="utf-8")
        head = self._head or b""
        target.follow(parser.parser, begin - len(head))
        try:
            parser.feed(head)
            for at in range(begin, len(self._content), _CHUNK):
                parser.feed(self._content[at : at + _CHUNK])
                yield from self._complete(target)
            parser.close()
        except DefusedXmlException:
            target.damage = _Damage(target.place(), "this XML declares entities, which are never read")
        except ParseError as error:
            reason = str(error).partition(":")[0]
            target.damage = _Damage(target.place(), f"this is not well-formed XML ({reason})", error.code)
        yield from self._complete(target)

    def _complete(self, target: "_Target") -> Iterator[tuple["Element", int, int]]:
        if self._head is None and target.first >= 0:
            self._head = self._content[: target.first]
        for element, start, last_tag in target.complete:
            closing = self._edge.match(self._content, last_tag)
            yield element, start, closing.end() if closing else last_tag
        target.complete.clear()

    def _behind(self, damage: _Damage, begun: int, begin: int) -> tuple[int, Rejected | Problem | None]:
        """Return where to go on behind damage, and what is to be said of it."""
        if begun >= 0:
            self._spent += damage.at - begun
            patient = self._spent <= _PATIENCE * len(self._content)
            match = self._edge.search(self._content, begun + 1) if patient else None
            until = match.end() if match else len(self._content)
            return until, self._rejected(damage, begun, until)
        cut = damage.code in _CUT_OFF and self._head is not None
        reason = "the file ends too early: records may be missing" if cut else damage.reason
        problem = Problem(self._source, self._line_of(damage.at), reason, "Export or download the file again.")
        if self._head is None:
            return len(self._content), problem
        match = self._opening.search(self._content, max(damage.at, begin + 1))
        return match.start() if match else len(self._content), None if damage.code in _ANOTHER else problem

    def _rejected(self, damage: _Damage, begun: int, until: int) -> Rejected:
        line = self._line_of(begun)
        if damage.code in _CUT_OFF and until == len(self._content):
            reason = "the file ends inside this record: download it again"
        else:
            reason = f"{damage.reason} at line {self._line_of(damage.at)}"
        return Rejected(self._source, line, reason, self._content[begun:until].decode())

    def _line_of(self, at: int) -> int:
        """Return the line of a byte; places are asked for nearly in order, so that none is counted twice."""
        if at < self._counted:
            return self._content.count(b"\n", 0, at) + 1
        self._line += self._content.count(b"\n", self._counted, at)
        self._counted = at
        return self._line


class _Target:
    """What the parser speaks to: it builds the wanted elements only, and keeps where each begins and ends."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.complete: list[tuple[Element, int, int]] = []
        self.damage: _Damage | None = None
        self.first = self.begun = -1
        self._names = names
        self._builder: TreeBuilder | None = None
        self._depth = 0

    def follow(self, parser: "XMLParserType", offset: int) -> None:
        """Take places from this parser; its first byte stands `offset` bytes into the file."""
        self._parser, self._offset = parser, offset

    def place(self) -> int:
        return self._parser.CurrentByteIndex + self._offset

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._builder is None and tag.rpartition("}")[2] in self._names:
            from xml.etree.ElementTree import TreeBuilder

            self._builder, self.begun = TreeBuilder(), self.place()
            self.first = self.begun if self.first < 0 else self.first
        if self._builder is not None:
            self._depth += 1
            self._builder.start(tag, attributes)

    def data(self, text: str) -> None:
        if self._builder is not None:
            self._builder.data(text)

    def end(self, tag: str) -> None:
        if self._builder is None:
            return
        self._depth -= 1
        self._builder.end(tag)
        if not self._depth:
            self.complete.append((self._builder.close(), self.begun, self.place()))
            self._builder, self.begun = None, -1

    def close(self) -> None:
        """The parser asks for a tree at the end; there is none."""
