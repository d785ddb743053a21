"""Text of a table -> rows of cells, each with the line it begins on, however badly it is quoted.

A row is read strictly first. Where that fails, only the lines of that row suffer: the next one is looked for at each
line after it, so a quotation mark that is never closed does not swallow the file.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# A cell of references may be longer than the module's own limit; one that runs on for ever is still stopped.
csv.field_size_limit(4_000_000)
_FAR = 200
"""Lines after a broken row among which the next whole one is looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its first line, its cells, its own text, and what is wrong with its quotation marks."""

    line: int
    cells: tuple[str, ...]
    text: str
    fault: str = ""


def split(text: str, delimiter: str, width: int, first: int = 1, *, quoted: bool = True) -> Iterator[Row]:
    """Yield the rows of a text from its `first` line on; rows with nothing in them are left out.

    width: cells of a whole row; quoted: whether quotation marks mean anything
    """
    table = _Table(text.split("\n"), delimiter, width)
    at = first - 1
    while at < len(table.lines):
        row, at = table.row(at) if quoted else (table.plain(at), at + 1)
        if any(cell.strip() for cell in row.cells):
            yield row


def cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line by itself."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


@dataclass(frozen=True, slots=True)
class _Table:
    lines: list[str]
    delimiter: str
    width: int
    whole: dict[int, bool] = field(default_factory=dict)

    def row(self, at: int) -> tuple[Row, int]:
        """Return the row that begins at a line, and the line behind it."""
        if '"' not in self.lines[at]:
            return self.plain(at), at + 1
        found, after = self._strict(at)
        if found is not None and (len(found) == self.width or not self._whole_between(at, after)):
            return self._made(at, after, found), after
        loose = self._loose(self.lines[at])
        if len(loose) == self.width and not any(map(_half_quoted, loose)):
            return self._made(at, at + 1, loose, "quotation marks inside a cell are not doubled"), at + 1
        after = self._whole_between(at, at + _FAR) or at + 1
        fault = "a quotation mark is opened and never closed"
        bare = self.lines[at].replace('"', "").split(self.delimiter)
        if after == at + 1 and len(bare) == self.width:
            return self._made(at, after, bare, fault), after
        return self._made(at, after, ["\n".join(self.lines[at:after])], fault), after

    def plain(self, at: int) -> Row:
        return self._made(at, at + 1, self.lines[at].split(self.delimiter))

    def _made(self, at: int, after: int, found: list[str], fault: str = "") -> Row:
        return Row(at + 1, tuple(found), "\n".join(self.lines[at:after]), fault)

    def _strict(self, at: int) -> tuple[list[str] | None, int]:
        """Return the cells by the letter of the format, and the line behind the row; None where it is broken."""
        read = at

        def feed() -> Iterator[str]:
            nonlocal read
            while read < len(self.lines):
                read += 1
                yield self.lines[read - 1] + "\n"

        try:
            found = next(csv.reader(feed(), delimiter=self.delimiter, strict=True), [])
        except csv.Error:
            return None, read
        return found, read

    def _whole_between(self, at: int, end: int) -> int:
        """Return the first line after `at` and before `end` at which a whole row begins; 0 where none does."""
        return next((line for line in range(at + 1, min(end, len(self.lines))) if self._is_whole(line)), 0)

    def _is_whole(self, at: int) -> bool:
        """Return whether a whole row begins at a line; each line is looked at once."""
        if at not in self.whole:
            found, _ = self._strict(at)
            self.whole[at] = found is not None and len(found) == self.width
        return self.whole[at]

    def _loose(self, line: str) -> list[str]:
        """Return a line's cells where only a quotation mark beside a delimiter opens or closes one."""
        sign = re.escape(self.delimiter)
        found = re.findall(rf'(?:^|{sign})(?:"(.*?)"(?={sign}|$)|([^{sign}]*))', line)
        return [(inner or plain).replace('""', '"') for inner, plain in found]


def _half_quoted(cell: str) -> bool:
    return cell.startswith('"') and cell.count('"') == 1
