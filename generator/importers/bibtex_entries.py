"""BibTeX text -> entries with the values as BibTeX sees them: macros put in, parts joined, LaTeX still LaTeX.

bibtexparser finds the blocks. What it gives up on is read again field by field, and only what is surely whole is kept:
a value that another field's name stands in has lost its end.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibtexparser.model import Block

_ENDS = "Unexpectedly reached end of file"
_NO_RECORDS = re.compile(r"@(?:string|comment|preamble)\b", re.IGNORECASE)
_HEAD = re.compile(r"@(\w*)[ \t]*[{(](?:\s*+([^\s,={}]*+(?=\s*+(?:,|[})]\s*\Z)),?))?")
_FIELD = re.compile(r"(?<=[,\n{(])[ \t]*([A-Za-z][\w:+./-]*)\s*=\s*")
_LOST_END = re.compile(
    r"[,\n}][ \t]*(?:title|author|editor|abstract|journal(?:title)?|booktitle|year|date|month|volume|number|pages|doi|"
    r"url|publisher|keywords|issn|isbn|note|eprint|address|location|urldate|language|file|series)\s*=\s*[{\"\w]",
    re.IGNORECASE,
)
_MISSING_COMMA = re.compile(r"\s+([A-Za-z][\w:+./-]*)\s*=\s*")
_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_QUOTE = re.compile(r'(?<!\\)[{}"]')
_ANY_BRACE = re.compile(r"[{}]")
_BARE = re.compile(r'[^\s#{}",=]+')
_JOIN = re.compile(r"\s*#\s*")
_CLOSED = re.compile(r"[\s,]*[})]")
_LISTS = frozenset({"keywords", "keyword", "author_keywords", "groups", "mendeley-groups"})
"""Fields that programs repeat, once for each entry of the list."""

_NOT_READ = frozenset("publisher address location organization institution school edition type month".split())
"""Fields of which no record has anything, or whose names need no @string."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_PATIENCE = 20
"""So many values without an end are looked at in one broken entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its type and field names in small letters, the values without what encloses them.

    broken: why it could not be read whole; `fields` then has what surely could
    twice: fields that it gives again, with other words; the first counts
    """

    kind: str
    key: str
    fields: Mapping[str, str]
    line: int
    text: str
    broken: str = ""
    twice: tuple[str, ...] = ()


@dataclass(slots=True)
class Macros:
    """The @strings of a file. A name that none defines stands for itself, and is counted."""

    values: dict[str, str] = field(default_factory=lambda: {month: month for month in _MONTHS.split()})
    undefined: Counter[str] = field(default_factory=Counter)
    lines: dict[str, int] = field(default_factory=dict)
    spellings: dict[str, str] = field(default_factory=dict)

    def value(self, name: str, line: int) -> str:
        if name.isdigit() or name.lower() in self.values:
            return self.values.get(name.lower(), name)
        known = self.spellings.setdefault(name.lower(), name)
        self.undefined[known] += 1
        self.lines.setdefault(known, line)
        return name


@dataclass(frozen=True, slots=True)
class _Span:
    """A block from its `@` on, what bibtexparser made of it (None: nothing), and the text up to the next block."""

    block: "Block | None"
    line: int
    text: str
    rest: str
    ends: bool
    """the file ends inside it"""


def entries(text: str, macros: Macros) -> Iterator[Entry]:
    """Yield every entry of a file in order; `macros` learns the file's @strings, and is asked for them."""
    spans = list(_spans(text))
    for span in spans:
        _define(span, macros)
    for span in spans:
        if not _NO_RECORDS.match(span.text):
            yield _entry(span, macros)


def _spans(text: str) -> Iterator[_Span]:
    found = list(_placed(text))
    ends = [start for start, _ in found[1:]] + [len(text)] * bool(found)
    for (start, block), end in zip(found, ends, strict=True):
        understood = _understood(block)
        size = len(str(block.raw)) if understood else end - start
        yield _Span(
            understood,
            (block.start_line or 0) + 1,
            text[start : start + size].rstrip(),
            text[start + size : end],
            _ENDS in str(getattr(getattr(block, "error", None), "abort_reason", "")),
        )


def _placed(text: str) -> Iterator[tuple[int, "Block"]]:
    """Yield each block with the place of its `@`, without free text and what only looks like a block in it."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import ImplicitComment

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it says of broken entries, we say better
    place = 0
    for block in parse_string(text, parse_stack=[]).blocks:
        if not isinstance(block, ImplicitComment):
            start = text.find(str(block.raw)[:80], place)
            place = start + (len(str(block.raw)) if _understood(block) else 1)
            if _is_block(text, start, block):
                yield start, block


def _understood(block: "Block") -> "Block | None":
    """Return the block; of a key or field that stands twice, what it names; None of one that could not be read."""
    from bibtexparser.model import ParsingFailedBlock

    return block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block


def _is_block(text: str, start: int, block: "Block") -> bool:
    """Return whether this is no mention in free text ("mail me @work (mornings)") and not commented out by `%`."""
    before = text[max(0, start - 200) : start].rpartition("\n")[2].strip()
    stated = "=" in str(block.raw) and _understood(block) is not None
    return not before.startswith("%") and (not before or before[-1] in "})" or stated)


def _define(span: _Span, macros: Macros) -> None:
    from bibtexparser.model import String

    if isinstance(span.block, String):
        for name, value in _assigned(span.block.key.lower(), str(span.block.value), macros, span.line):
            macros.values[name] = value


def _entry(span: _Span, macros: Macros) -> Entry:
    from bibtexparser.model import Entry as Parsed

    if not isinstance(span.block, Parsed):
        return _mended(span, macros)
    values = [(each.key, str(each.value)) for each in span.block.fields]
    leftover = span.rest.lstrip()
    broken = "a brace too many closes it early" if leftover.startswith(",") and "=" in leftover else ""
    if broken:
        values += [(each.name, each.value) for each in _read_again(leftover) if each.end > 0]
    fields, twice = _fields(values, macros, span.line)
    if any("=" in value and _LOST_END.search(value) for value in fields.values()):
        return _mended(span, macros)
    return Entry(span.block.entry_type, span.block.key, fields, span.line, span.text, broken, twice)


def _fields(values: list[tuple[str, str]], macros: Macros, line: int) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return each field's value by its name in small letters, and the names that were given again with other words."""
    fields: dict[str, str] = {}
    twice = []
    for written, expression in values:
        asked = Macros(macros.values) if written.lower() in _NOT_READ else macros
        for name, said in _assigned(written.lower(), expression, asked, line):
            known = fields.get(name)
            if not known:
                fields[name] = said
            elif name in _LISTS:
                fields[name] = f"{known}{';' if ';' in known + said else ','}{said}"
            elif said and said != known:
                twice.append(name)
    return fields, tuple(dict.fromkeys(twice))


def _assigned(name: str, expression: str, macros: Macros, line: int) -> Iterator[tuple[str, str]]:
    """Yield the field with what `{a} # macro # "b"` says, and those after it that only a missing comma hid in it."""
    if expression[:1] == "{" and expression[-1:] == "}" and not _ANY_BRACE.search(expression, 1, len(expression) - 1):
        yield name, expression[1:-1]
        return
    start = 0
    while True:
        said, place = _joined(expression, start, macros, line)
        hidden = _MISSING_COMMA.match(expression, place) if place > start else None
        if hidden is None and place < len(expression):
            said = expression[start:].strip('"') if expression[start : start + 1] == '"' else expression[start:]
        yield name, said
        if hidden is None:
            return
        name, start = hidden[1].lower(), hidden.end()


def _joined(expression: str, place: int, macros: Macros, line: int) -> tuple[str, int]:
    """Return the parts joined that begin here, and where they end."""
    parts: list[str] = []
    end = place
    while (part := _part(expression, place, macros, line)) is not None:
        said, end = part
        parts.append(said)
        if (sign := _JOIN.match(expression, end)) is None:
            break
        place = sign.end()
    return "".join(parts), end


def _part(expression: str, place: int, macros: Macros, line: int) -> tuple[str, int] | None:
    opening = expression[place : place + 1]
    if opening in ("{", '"') and opening:
        end = _closing(expression, place, _BRACE if opening == "{" else _BRACE_OR_QUOTE)
        return (expression[place + 1 : end], end + 1) if end > 0 else None
    if bare := _BARE.match(expression, place):
        return macros.value(bare[0], line), bare.end()
    return None


def _closing(text: str, place: int, marks: re.Pattern[str]) -> int:
    """Return where the brace or quotation mark closes that opens at `place`; -1 if nowhere."""
    quoted, depth = text[place] == '"', 0
    for mark in marks.finditer(text, place + (1 if quoted else 0)):
        if mark[0] == '"' and depth == 0:
            return mark.start()
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0 and not quoted:
            return mark.start()
    return -1


def _mended(span: _Span, macros: Macros) -> Entry:
    """Return a broken entry with the fields that are surely whole."""
    head = _HEAD.match(span.text)
    kind, key = (head[1].lower(), (head[2] or "").rstrip(",")) if head else ("", "")
    found = list(_read_again(span.text, head.end() if head else 0))
    sure = [(each.name, each.value) for each in found if each.end > 0]
    fields, twice = _fields(sure, macros, span.line)
    broken = ""
    if not found or len(sure) < len(found) or not _CLOSED.match(span.text, found[-1].end):
        broken = "the file ends inside it" if span.ends else "its braces or quotation marks do not match"
    return Entry(kind, key, fields, span.line, span.text, broken, twice)


@dataclass(frozen=True, slots=True)
class _Value:
    """A field found in a broken entry; `end` is -1 unless its value is surely whole."""

    name: str
    value: str
    end: int


def _read_again(text: str, place: int = 0) -> Iterator[_Value]:
    """Yield each field, where one name after another stands before an equals sign."""
    unsure = 0
    while unsure < _PATIENCE and (found := _FIELD.search(text, place)):
        end = _value_end(text, found.end())
        value = text[found.end() : max(end, 0)]
        if _LOST_END.search(value):
            end = -1
        unsure += end < 0
        yield _Value(found[1], value, end)
        place = end if end > 0 else found.end()


def _value_end(text: str, place: int) -> int:
    """Return where the value that begins here ends; every brace counts, as for BibTeX itself. -1 if nowhere."""
    opening = text[place : place + 1]
    if opening in ("{", '"') and opening:
        return _closing(text, place, _ANY_BRACE if opening == "{" else _BRACE_OR_QUOTE) + 1 or -1
    bare = _BARE.match(text, place)
    return bare.end() if bare else -1
