"""Lists, tables and pictures as editors and GitHub take them -> as the converter needs them.

It nests a list by four spaces only, and sees a list or a table only behind an empty line.
"""

import re
from collections.abc import Iterator, Sequence

_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])( +)(?=\S)")
_RULE = re.compile(r" *([-*_])(?: *\1){2,} *")
_DELIMITER = re.compile(r" {0,3}\|?(?: *:?-+:? *\|)+ *(?::?-+:? *)?")
_NO_TEXT = re.compile(r" {0,3}(?:#{1,6} |>|\||\[\^?[^\]]*\]:|:? {3})|\s*$|.*\x03")
# As Obsidian writes a picture.
_EMBEDDED = re.compile(
    r"!\[\[([^\[\]|\n`<>]{1,200}\.(?:png|jpe?g|gif|svg|webp|avif))(?:\|([^\[\]\n]{0,200}))?\]\]", re.IGNORECASE
)
_STEP = 4


def settled(lines: Sequence[str]) -> list[str]:
    """Return a text's lines with an empty one before each list and table, and nested lists indented by fours."""
    shown = [_EMBEDDED.sub(_as_picture, line) if "![[" in line else line for line in lines]
    return [line for run in _runs(list(_parted(shown))) for line in _nested(run)]


def _as_picture(match: re.Match[str]) -> str:
    """Return a picture in Markdown; the width that may stand behind the bar is none of its words."""
    words = match[2] or ""
    return f"![{'' if words.replace('x', '').isdigit() else words}](<{match[1]}>)"


def _parted(lines: Sequence[str]) -> Iterator[str]:
    before = ""
    listed = False
    for at, line in enumerate(lines):
        item = _item(line)
        begins = item is not None and not item[1] and item[2] in ("-", "*", "+", "1.", "1)") and not listed
        table = "|" in line and at + 1 < len(lines) and _DELIMITER.fullmatch(lines[at + 1])
        if (begins or (table and "|" not in before)) and not _NO_TEXT.match(before):
            yield ""
        listed = item is not None or (listed and bool(line.strip()))
        before = line
        yield line


def _item(line: str) -> re.Match[str] | None:
    return None if _RULE.fullmatch(line[:300]) else _ITEM.match(line)


def _begins(line: str) -> bool:
    """Return whether a list begins: four spaces before it would make it code."""
    return _item(line) is not None and _indent(line) < _STEP


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _runs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield lists, with all that is indented below their items, and each other line by itself."""
    run: list[str] = []
    for line in lines:
        goes_on = run and (not line.strip() or line[:1] == " " or _item(line) or run[-1].strip())
        if run and not goes_on:
            yield run
            run = []
        if run or _begins(line):
            run.append(line)
        else:
            yield [line]
    if run:
        yield run


def _nested(run: Sequence[str]) -> Iterator[str]:
    """Yield a list's lines, each as deep as it is meant; a list that goes by fours already stays as it is."""
    if not _begins(run[0]) or all(_indent(line) % _STEP == 0 for line in run if line.strip()):
        yield from run
        return
    above: list[tuple[int, int]] = []
    for line in run:
        indent, item = _indent(line), _item(line)
        while above and (item or indent) and line.strip() and indent < (above[-1][0] + 2 if item else above[-1][1]):
            above.pop()
        if item:
            above.append((indent, item.end()))
            yield " " * _STEP * (len(above) - 1) + line.lstrip(" ")
        elif above and indent:
            yield " " * _STEP * len(above) + line[above[-1][1] :]
        else:
            yield line
