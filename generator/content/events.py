"""Front matter that is written otherwise than this program writes it: as YAML reads it, event by event."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from generator.content.frontmatter import Field, Value
from generator.content.mistakes import mistake
from generator.errors import SitegenError

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# YAML breaks lines here, people and editors do not: hidden from YAML, a line is a line. What stands in their place is
# no font's sign: those of the first private area come out of PDFs.
_BREAKS = "\x85\u2028\u2029"
_PLACES = range(0x10FE00, 0x10FFFE)
# What goes before a comment: a value in quotes, or anything without quotes; then a space. Within a word a quote opens
# nothing. No sign can be read in two ways, so a line is gone through once.
_COMMENT = re.compile(
    r"""(?:[^"'#]|(?<![^\s\[{,:])(?:"(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+')|(?<=[^\s\[{,:])['"]|(?<=\S)#)*?"""
    r"(?:^|(?<=\s))(#.*)$"
)
_DEEPEST = 20
"""Lists within lists of a field."""


def fields(head: str, where: str) -> dict[str, Field]:
    """Return the fields of front matter. Raises SitegenError, with the line, for what is not read here."""
    hidden = _hidden(head)
    try:
        return dict(_mapping(head.translate(hidden), where, {place: sign for sign, place in hidden.items()}))
    except yaml.YAMLError as error:
        found = mistake(error, head)
        raise SitegenError(found.message, where=where, line=found.line, hint=found.hint) from error


def _hidden(head: str) -> dict[int, int]:
    """Return what stands in the place of each line break that is only YAML's: signs that the text does not have."""
    free = (place for place in _PLACES if chr(place) not in head)
    return {ord(sign): next(free) for sign in _BREAKS if sign in head}


def _mapping(head: str, where: str, shown: Mapping[int, int]) -> Iterator[tuple[str, Field]]:
    events = yaml.parse(head, Loader=_LOADER)
    lines, seen = head.split("\n"), dict[str, int]()
    depth = 0
    for event in events:
        if isinstance(event, yaml.MappingStartEvent) and depth == 0:
            depth = 1
            _refuse(event, where)
        elif isinstance(event, yaml.MappingEndEvent):
            depth = 0
        elif depth == 1:
            if not isinstance(event, yaml.ScalarEvent):
                raise SitegenError(
                    "a field's name must be a word",
                    where=where,
                    line=_line(event),
                    hint="Write name: value.",
                )
            _refuse(event, where)
            key, line = event.value, _line(event)
            if key in seen:
                raise SitegenError(
                    f'the field "{key}" stands here twice, first in line {seen[key]}',
                    where=where,
                    line=line,
                    hint="Keep one of them.",
                )
            seen[key] = line
            value, last = _value(next(events), events, where, shown)
            last = max(line, _trimmed(lines, line, last))
            yield key.translate(shown), Field(value, line, last, _comments(lines, line, last))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.ScalarEvent | yaml.AliasEvent):
            raise SitegenError(
                "the front matter must be lines of name: value",
                where=where,
                line=_line(event),
                hint="Write name: value.",
            )


def _line(event: Any) -> int:
    """Return the file's line on which something begins; the head begins on line 2."""
    return int(event.start_mark.line) + 2


def _refuse(event: Any, where: str) -> None:
    """Tags, anchors and aliases have no use here and can do harm."""
    tagged = getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or (tagged and tagged != "!"):
        what = "a tag (!)" if tagged else "an anchor or alias (& or *)"
        raise SitegenError(
            f"{what} is not read here",
            where=where,
            line=_line(event),
            hint="Put the value in double quotes.",
        )


def _value(event: Any, events: Iterator[Any], where: str, shown: Mapping[int, int], deep: int = 0) -> tuple[Value, int]:
    """Return a value and the line after which it ends (from 1, in the file)."""
    _refuse(event, where)
    if deep > _DEEPEST:
        what = f"lists within lists go deeper than {_DEEPEST}"
        raise SitegenError(what, where=where, line=_line(event), hint="Put the value in double quotes.")
    if isinstance(event, yaml.ScalarEvent):
        return event.value.translate(shown), _last_line(event)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_value(event, events, where, shown, deep + 1)[0])
        return items, _last_line(event)
    table: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _value(event, events, where, shown, deep + 1)[0]
        table[str(key)] = _value(next(events), events, where, shown, deep + 1)[0]
    return table, _last_line(event)


def _last_line(event: Any) -> int:
    """The end mark of a block stands at the start of the line behind it."""
    return int(event.end_mark.line) + (2 if event.end_mark.column else 1)


def _trimmed(lines: list[str], first: int, last: int) -> int:
    """Blank lines and comments behind a value belong to what follows."""
    while last > first and (not lines[last - 2].strip() or lines[last - 2].startswith("#")):
        last -= 1
    return last


def _comments(head: list[str], first: int, last: int) -> tuple[str, ...]:
    """Return the comments on a field's lines, which an edit would otherwise lose."""
    lines = [line.rstrip("\r") for line in head[first - 2 : last - 1]]
    if re.match(r"[^#]*?:\s*[|>][-+0-9]*\s*(#.*)?$", lines[0]):
        lines = lines[:1]
    found = (_COMMENT.match(line) for line in lines)
    return tuple(match[1] for match in found if match)
