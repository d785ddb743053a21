"""The block between `---` lines: read as text whatever YAML would make of it, edited line by line.

Rewriting changes the lines of the field that changes and not one other byte: comments, order, quoting, line ends
and byte order mark stay.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.content import plainly
from generator.errors import SitegenError

Value = str | list[Any] | dict[str, Any]
_FENCE = re.compile(r"---[ \t]*\r?\n")
# A search jumps to what a pattern begins with.
_CLOSE = re.compile(r"\n---[ \t]*(?:\r?\n|\Z)")
_SIGNS = ("<<<<<<<", "=======", ">>>>>>>")
_CONFLICT = re.compile(f"(?m)^({'|'.join(_SIGNS)})")
_PLAIN = re.compile(r"[A-Za-z][\w .()/'+-]*[\w.)+]|[A-Za-z]")
_BARE = re.compile(r"https?://[\w./~%?=&+@:;-]*[\w/]|\w[\w.-]*\w", re.ASCII)
# Other readers of the file would make numbers of these; a year is one.
_NUMBER = re.compile(r"(?!\d{4}$)[\d.]+(?:e\d+)?", re.IGNORECASE)
_MOST = 1000
"""Fields of a page."""
_YAML_WORDS = frozenset("yes no true false null on off y n ~".split())


@dataclass(frozen=True, slots=True)
class Field:
    """A value as text, list or mapping, the lines it stands on (from 1, both inclusive), and the comments there."""

    value: Value
    first: int
    last: int
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed file: its fields in order, its body, and the exact text it was read from."""

    text: str
    fields: Mapping[str, Field]
    body: str
    close: int
    """line number of the closing `---`; 0 when there is no front matter"""

    def value(self, name: str) -> Value | None:
        """Return what a field says, None where the page has no such field."""
        return self.fields[name].value if name in self.fields else None


def parse(text: str, where: str) -> Page:
    """Return the fields and the body of a page. Raises SitegenError with the line of what cannot be read."""
    start = 1 if text.startswith("\ufeff") else 0
    opening = _FENCE.match(text, start)
    if not opening:
        return Page(text, {}, text[start:], 0)
    closing = _CLOSE.search(text, opening.end() - 1)
    if not closing:
        raise SitegenError(
            "the front matter is opened with --- but never closed", where=where, line=1, hint="Add a line --- after it."
        )
    head = re.sub(r"\r(?!\n)", " ", text[opening.end() : closing.start() + 1])
    if any(sign in head for sign in _SIGNS) and (mark := _CONFLICT.search(head)):
        line = head.count("\n", 0, mark.start()) + 2
        raise SitegenError(
            "a merge conflict is left in the front matter",
            where=where,
            line=line,
            hint="Keep one side and delete the marks.",
        )
    fields = _fields(head, where)
    if len(fields) > _MOST:
        what = f"the front matter has {len(fields):,} fields, more than {_MOST:,}"
        raise SitegenError(what, where=where, line=list(fields.values())[_MOST].first, hint="Keep those of this paper.")
    return Page(text, fields, text[closing.end() :], head.count("\n") + 2)


def _fields(head: str, where: str) -> dict[str, Field]:
    if (plain := plainly.fields(head)) is not None:
        return {key: Field(value, first, last) for key, (value, first, last) in plain.items()}
    # YAML takes its time to be imported, and most builds do not need it.
    from generator.content import events

    return events.fields(head, where)


def edit(page: Page, changes: Mapping[str, Value | None]) -> str:
    """Return the page's text with some fields set, or removed (None); new fields come last. The body never changes.

    Comments of a changed field stay, on its line or above it. Raises SitegenError for front matter that is not written
    in lines, where one field cannot be told from another.
    """
    edited = _edited(page, changes)
    try:
        after = parse(edited, "")
        wanted = {key: value for key, value in changes.items() if value is not None}
        whole = {key: field.value for key, field in page.fields.items() if key not in changes} | wanted
        if {key: field.value for key, field in after.fields.items()} == whole and after.body == page.body:
            return edited
    except SitegenError:
        pass
    raise SitegenError(
        "the front matter is not written in lines of name: value, so it is left as it is",
        line=1,
        hint="Write each field on a line of its own, without { } around them and without indent.",
    )


def _edited(page: Page, changes: Mapping[str, Value | None]) -> str:
    newline = "\r\n" if "\r\n" in page.text[:2000] else "\n"
    if not page.close:
        mark = "\ufeff" if page.text.startswith("\ufeff") else ""
        block = "".join(dump(key, value, newline) for key, value in changes.items() if value is not None)
        return f"{mark}---{newline}{block}---{newline}{page.text.removeprefix(mark)}"
    lines = page.text.split("\n")
    added = [
        dump(key, value, newline) for key, value in changes.items() if value is not None and key not in page.fields
    ]
    lines[page.close - 1 : page.close - 1] = [block.removesuffix("\n") for block in added]
    for key, field in sorted(page.fields.items(), key=lambda item: -item[1].first):
        if key in changes:
            lines[field.first - 1 : field.last] = _rewritten(key, changes[key], field.comments, newline)
    return "\n".join(lines)


def _rewritten(key: str, value: Value | None, comments: tuple[str, ...], newline: str) -> list[str]:
    block = "" if value is None else dump(key, value, newline).removesuffix("\n")
    ending = newline.removesuffix("\n")
    if len(comments) == 1 and block and "\n" not in block:
        return [f"{block.removesuffix(ending)}  {comments[0]}{ending}"]
    return [*(f"{comment}{ending}" for comment in comments), *([block] if block else [])]


def dump(key: str, value: Value, newline: str = "\n") -> str:
    """Return a field as lines that YAML reads back as the same text."""
    if isinstance(value, list):
        return f"{key}: [{', '.join(_item(item) for item in value)}]{newline}"
    if isinstance(value, dict):
        return f"{key}: {json.dumps(value, ensure_ascii=False)}{newline}"
    if len(value) > 120 and _block_safe(value):
        body = newline.join(f"  {line}" if line else "" for line in value.split("\n"))
        return f"{key}: |-{newline}{body}{newline}"
    return f"{key}: {_scalar(value)}{newline}"


def _block_safe(value: str) -> bool:
    """A literal block keeps a text whole unless it begins with a space, ends with a break, or has odd characters."""
    return (
        value[:1] not in (" ", "\n")
        and not value.endswith("\n")
        and not re.search("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]", value)
    )


def _item(value: Any) -> str:
    """Return a list's item; words stand without quotes."""
    text = str(value)
    return text if _PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS else _scalar(value)


def _scalar(value: Any) -> str:
    """Return a text in quotes, but addresses, file names and ids without: they read best so; all is read as text."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    text = str(value)
    if _BARE.fullmatch(text) and not _NUMBER.fullmatch(text) and text.lower() not in _YAML_WORDS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda char: f"\\u{ord(char[0]):04x}", quoted)
