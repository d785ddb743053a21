"""Markdown -> the blocks of a list: items with what is indented under them, rows of tables, paragraphs, by heading.

Only as much of Markdown is read as tells one entry of a list from the next.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_FENCE = re.compile(r"\s*(?:```|~~~)")
_HEADING = re.compile(r" {0,3}(#{1,6})\s++(\S.*)")
_ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?(?=\S)")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"(?=.*--)[\s:|-]+$|\s*+[-*_=](?:\s*+[-*_=]){2,}\s*$")
_DEFINED = re.compile(r"(?m)^ {0,3}\[([^\]\n]{1,100})\]:[ \t]+<?(\S+?)>?(?:[ \t]+[\"'(].*)?$")
_IMAGE = re.compile(r"!\[(?:[^\]\n!]|!(?!\[))*+\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])|<img\b[^<>]*>")
_ANCHOR = re.compile(r"<a\b[^<>]{0,300}?href\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>(.{0,500}?)</a>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:br|b|i|em|strong|p|div|span|sub|sup|center|details|summary|kbd|font|u|li|ul|td|tr)\b[^<>]*>", re.I
)
_DEEPEST = 16


@dataclass(frozen=True, slots=True)
class Block:
    """An entry of a list, or what may be one.

    text: its Markdown on one line, without images and HTML; raw: as it stands
    headings: those it stands under, from the second level down; cells: of a row, by the head of their column
    kind: "item", "row" or "paragraph"
    """

    line: int
    text: str
    kind: str
    headings: tuple[str, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    indent: int = 0


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a Markdown text in order; headings, rules, code and comments are none."""
    defined = {name.casefold(): address for name, address in _DEFINED.findall(text)}
    reader = _Reader(defined)
    for number, line in enumerate(_without_comments(_DEFINED.sub("", text)).split("\n"), start=1):
        yield from reader.take(number, line)
    yield from reader.done()


def _without_comments(text: str) -> str:
    """Return the text with its comments' lines empty; a comment that is never closed is text."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join([*parts, text[at:]])


@dataclass(slots=True)
class _Reader:
    """Goes through the lines and keeps what the next one may belong to."""

    defined: Mapping[str, str]
    headings: dict[int, str] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    fenced: bool = False
    lines: list[str] = field(default_factory=list)
    first: int = 0
    kind: str = ""
    indent: int = 0

    def take(self, number: int, line: str) -> Iterator[Block]:
        if _FENCE.match(line):
            yield from self.done()
            self.fenced = not self.fenced
        elif self.fenced:
            pass
        elif heading := _HEADING.match(line):
            yield from self.done()
            self._under(len(heading[1]), heading[2].rstrip().rstrip("#").rstrip() or heading[2])
        elif _RULE.match(line[:300]) or not line.strip():
            yield from self._rule(line)
        elif _ROW.match(line):
            yield from self._row(number, line)
        elif item := _ITEM.match(line):
            yield from self.done()
            self._begin(number, "item", line[item.end() :], min(len(item[1].expandtabs(4)), _DEEPEST))
        elif self.lines:
            self.lines.append(line.strip())
        else:
            self._begin(number, "paragraph", line.strip(), 0)

    def _under(self, level: int, title: str) -> None:
        self.headings = {each: words for each, words in self.headings.items() if each < level}
        self.headings[level] = plain(self._shown(title))
        self.columns = []

    def _rule(self, line: str) -> Iterator[Block]:
        """Under a first row a rule makes it the head of a table; a blank line ends what is open."""
        if self.kind == "row" and line.strip() and not self.columns:
            self.columns = [plain(cell).casefold() for cell in _cells(" ".join(self.lines))]
            self.lines = []
            return
        yield from self.done()
        if not line.strip():
            self.columns = []

    def _row(self, number: int, line: str) -> Iterator[Block]:
        columns = self.columns
        yield from self.done()
        self.columns = columns
        self._begin(number, "row", line.strip(), 0)

    def _begin(self, number: int, kind: str, text: str, indent: int) -> None:
        self.lines, self.first, self.kind, self.indent = [text], number, kind, indent

    def done(self) -> Iterator[Block]:
        if self.lines:
            text = self._shown(" ".join(self.lines))
            cells = dict(zip(self.columns, _cells(text))) if self.kind == "row" else {}
            if text:  # A picture alone is nothing.
                yield Block(self.first, text, self.kind, self._path(), cells, self.indent)
        self.lines, self.kind = [], ""

    def _path(self) -> tuple[str, ...]:
        return tuple(words for level, words in sorted(self.headings.items()) if level > 1 and words)

    def _shown(self, text: str) -> str:
        """Return Markdown whose links all have one form, without images and tags."""
        text = _TAG.sub(" ", _ANCHOR.sub(r"[\2](\1)", _IMAGE.sub("", text)))
        if self.defined:
            text = re.sub(r"\[([^\[\]]+)\]\[([^\[\]]*)\]", self._resolved, text)
        return " ".join(text.split())

    def _resolved(self, link: re.Match[str]) -> str:
        address = self.defined.get((link[2] or link[1]).casefold())
        return f"[{link[1]}]({address})" if address else link[0]


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def plain(text: str) -> str:
    """Return Markdown's words without links, emphasis and code marks."""
    words = re.sub(r"\[([^\[\]]*)\]\([^()\s]*\)", r"\1", text)
    return re.sub(r"(?<!\\)(\*\*|__|\*|`)|(?<!\w)_|_(?!\w)", "", words).replace("\\", "").strip()
