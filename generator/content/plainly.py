"""Front matter as this program writes it, read thirty times as fast as YAML; all else is left to YAML.

What is read here, YAML reads alike: a test compares the two.
"""

import re

Found = dict[str, tuple[str | list[str], int, int]]
"""field -> its value, and its first and last line in the file"""

# Neither control characters nor line ends of other systems, nor what is private or no character.
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\uf8ff\ufeff\ufffe\uffff]")
_QUOTED = r'"[^"\\]*+(?:\\["\\][^"\\]*+)*+"'
_BARE = r"https?://[A-Za-z0-9_./~%?=&+@:;-]*[A-Za-z0-9_/]|[A-Za-z0-9_][A-Za-z0-9_.-]*[A-Za-z0-9_]"
_WORDS = r"[A-Za-z](?:[\w .()/'+-]*[\w.)+])?"
_LINE = re.compile(rf"([a-z_]+): (?:(\|-)|(\[.*\])|({_QUOTED})|({_BARE}))")
_ITEM = re.compile(rf"(?:({_QUOTED})|({_BARE}|{_WORDS}))(?:, |$)")
_FIRST = 2
"""The line of the file on which the front matter begins, behind its ---."""


def fields(head: str) -> Found | None:
    """Return the fields of front matter; None where any line of it is not as this program writes it."""
    # What is printable is not odd, and is told faster.
    if not head.replace("\n", "").isprintable() and _ODD.search(head):
        return None
    found: Found = {}
    lines = head.removesuffix("\n").split("\n")
    at = 0
    while at < len(lines):
        match = None if "#" in lines[at] else _LINE.fullmatch(lines[at])
        if not match or match[1] in found:
            return None
        key, first = match[1], at + _FIRST
        if match[2]:
            end = _block_end(lines, at + 1)
            if not (value := _block(lines[at + 1 : end])):
                return None
            found[key] = value, first, first + value.count("\n") + 1
            at = end
        else:
            listed = _items(match[3][1:-1]) if match[3] else match[5] or _unquoted(match[4])
            if listed is None:
                return None
            found[key] = listed, first, first
            at += 1
    return found


def _block_end(lines: list[str], at: int) -> int:
    while at < len(lines) and lines[at][:2] in ("", "  "):
        at += 1
    return at


def _block(lines: list[str]) -> str:
    """Return the text of a literal block; "" where its indent is not two spaces, or a line is of spaces only."""
    if not lines or not lines[0] or lines[0][2:3] in ("", " ") or any(line and line.isspace() for line in lines):
        return ""
    return "\n".join(line[2:] for line in lines).rstrip("\n")


def _items(text: str) -> list[str] | None:
    items: list[str] = []
    at = 0
    while at < len(text):
        match = _ITEM.match(text, at)
        if not match or (match.end() == len(text) and match[0].endswith(", ")):
            return None
        items.append(match[2] if match[1] is None else _unquoted(match[1]))
        at = match.end()
    return items


def _unquoted(text: str) -> str:
    inner = text[1:-1]
    return re.sub(r"\\(.)", r"\1", inner) if "\\" in inner else inner
