"""JSON of any format -> its records one by one, each with its line and its own text.

    for found in jsontext.Reader(text, source, ("items",)):
        if isinstance(found, jsontext.Item):
            found.fields["title"], found.line, found.verbatim

A text is one record, a list of records, an object that holds the list, or JSON Lines of any of these. Records are
decoded one by one: a broken one is rejected, those before it are read, and those behind it where they can be found.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from generator.importers.jsonwalk import Beside, Document, Found, Item, whole
from generator.papers import Record, Rejected
from generator.report import Problem
from generator.text import counted

__all__ = ["Found", "Item", "Reader", "listed", "mapping", "records", "samples"]

# An escaped half of a character that needs two: it is in no text that can be written to a file.
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL)
_HEAD = 500_000
"""Characters by which a format is known."""


@dataclass(slots=True)
class Reader:
    """Reads the records of a text, in order; afterwards `rest` has what stood beside them in the object that held them.

    `lists` names the members that hold records, in a list or in an object that is one record or has such a member.
    Strict: comments, NaN and whatever else is no JSON is refused. Of a key that stands twice the last value counts.
    """

    text: str
    source: str
    lists: Sequence[str] = ()
    _beside: Beside = field(default_factory=Beside)

    @property
    def rest(self) -> Mapping[str, Any]:
        return self._beside.members

    def __iter__(self) -> Iterator[Found]:
        text = self.text.removeprefix("\ufeff")
        clean = _without_halves(text)
        about = self.source, self.lists, self._beside
        if not _is_lines(clean):
            yield from Document(*about, clean, text).read()
        else:
            end = len(clean.rstrip())
            for number, start, line in _lines(clean):
                verbatim = text[start : start + len(line)]
                yield from Document(*about, line, verbatim, number, start + len(line) >= end).read_line()
        yield from self._noted()

    def _noted(self) -> Iterator[Problem]:
        if twice := self._beside.twice:
            more = f" (and {counted(len(twice) - 1, 'more such key')})" if len(twice) > 1 else ""
            said = f'the key "{twice[0][0]}" stands twice in one object; the last value counts{more}'
            yield Problem(self.source, twice[0][1], said, "Take one of them away in the source.")
        if nulls := self._beside.nulls:
            said = f"{counted(len(nulls), 'place')} of the list with null instead of a record"
            yield Problem(self.source, nulls[0], said, "The service did not know what it was asked for.")


def samples(text: str, lists: Sequence[str] = ()) -> list[Mapping[str, Any]]:
    """Return the fields of the first records, or of the object that begins the text, to know a format by."""
    if text[:1000].lstrip("\ufeff \t\n\r")[:1] not in ("{", "["):
        return []
    reader = Reader(text[:_HEAD], "", lists)
    return [found.fields for found in islice(reader, 8) if isinstance(found, Item)] or [reader.rest]


def records(
    text: str, source: str, lists: Sequence[str], made: Callable[[Item], Iterable[Record | Rejected | Problem]]
) -> Iterator[Record | Rejected | Problem]:
    """Yield what `made` makes of each record of a text, and what is to be said of the rest."""
    for found in Reader(text, source, lists):
        if isinstance(found, Item):
            yield from made(found)
        else:
            yield found


def mapping(value: object) -> Mapping[str, Any]:
    """Return the value if it is an object, else an empty one: for formats that write null for what they lack."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[Any]:
    """Return the value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def _without_halves(text: str) -> str:
    """Return a text of the same length in which no escape is half a character."""
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _ESCAPE.sub(lambda escape: "\\ufffd" if escape[1] else escape[0], text)


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the number, the place and the text of each line that is not blank."""
    number, start = 1, 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if not text[start:end].isspace() and start < end:
            yield number, start, text[start:end]
        number, start = number + 1, end + 1


def _is_lines(text: str) -> bool:
    """Return whether the text is JSON Lines: its first line is an object, or most are, and the whole is no JSON."""
    head = [line.strip() for _, _, line in islice(_lines(text), 50)]
    objects = [line for line in head if line.startswith("{") and line.endswith("}")]
    if len(head) < 2 or not objects:
        return False
    return (head[0] == objects[0] and _is_json(head[0])) or (len(objects) * 2 >= len(head) and not _is_json(text))


def _is_json(text: str) -> bool:
    try:
        json.loads(text, parse_int=whole)
    except (ValueError, RecursionError):
        return False
    return True
