"""Which regular expressions take longer than a text is long? Each of the program, on texts made to mislead it.

    python -m benchmarks.patterns

For every repeated part of a pattern a text is made: what the pattern wants before it, the part many times over, and
something that does not fit. A text twice as long takes twice the time, or four times: that is told. More than that
must not be: a single line of a few thousand signs would hold the program for minutes.
"""

import ast
import importlib
import itertools
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import generator

_PARSER: Any = importlib.import_module("re._parser")
_REPEATS = {_PARSER.MAX_REPEAT, _PARSER.MIN_REPEAT, _PARSER.POSSESSIVE_REPEAT}
_MANY = 12
"""Repeats up to so many times take no time that a text's length could multiply."""
_SUFFIXES = ("", "\x00", "\n\x00")
_LENGTH = 2000
"""Characters of the shorter text."""
_UNSEEN = 0.02
"""Seconds for the longer text, below which no growth can be told."""
_SQUARE, _WORST = 3.0, 6.0
"""Times that a text twice as long takes: above the first it is told, above the second it is wrong."""
_WAYS = "finditer findall sub subn split search match fullmatch".split()
"""How a pattern is used, those that try most places first."""
_METHODS = frozenset([*_WAYS, "compile"])


@dataclass(frozen=True, slots=True)
class Slow:
    """A pattern with a text that it is slow on: seconds for the longer one, and how much more than for the shorter."""

    where: str
    pattern: str
    text: str
    seconds: float
    ratio: float

    def __str__(self) -> str:
        return f"{self.where}: {self.ratio:.1f} times, {self.seconds:.3f} s: {self.pattern[:160]!r} on {self.text!r}"


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern, and the methods by which the program calls it."""

    pattern: re.Pattern[Any]
    ways: frozenset[str]


def main() -> None:
    """Print each pattern that is slow on some text; end with 1 if there is any."""
    known = patterns()
    found = []
    for where, used in known.items():
        if slow := slowest(where, used):
            found.append(slow)
            print(slow, flush=True)
    worse = [slow for slow in found if slow.ratio > _WORST]
    print(f"{len(known)} patterns: {len(found)} take the square of a text's length, {len(worse)} of them more")
    sys.exit(1 if worse else 0)


def patterns() -> dict[str, Used]:
    """Return every pattern of the program by module and name, or line, with how it is used."""
    found: dict[str, Used] = {}
    for info in pkgutil.walk_packages(generator.__path__, "generator."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        calls = _calls(module)
        for name, pattern in _held(module):
            ways = {way for of, way, _, _ in calls if of == name} or {"finditer"}
            found[f"{info.name}.{name}"] = Used(pattern, frozenset(ways & _METHODS))
        for of, way, line, given in calls:
            if of == "re" and given is not None and way != "compile":
                found[f"{info.name}:{line}"] = Used(re.compile(given), frozenset({way}))
    return found


def _held(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    for name, value in vars(module).items():
        rows = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple | list) else [value]
        cells = itertools.chain.from_iterable(row if isinstance(row, tuple | list) else [row] for row in rows)
        yield from ((name, cell) for cell in cells if isinstance(cell, re.Pattern))


def _calls(module: ModuleType) -> list[tuple[str, str, int, Any]]:
    """Return (name, method, line, first argument) of each place where a method of a pattern, or of `re`, is named."""
    found = []
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
        given = node.args[0] if isinstance(node, ast.Call) and node.args else None
        of = node.func if isinstance(node, ast.Call) else node
        holder = getattr(of, "value", None)
        holder = holder.value if isinstance(holder, ast.Subscript) else holder  # a table of patterns
        if isinstance(of, ast.Attribute) and isinstance(holder, ast.Name) and of.attr in _METHODS:
            found.append((holder.id, of.attr, of.lineno, given.value if isinstance(given, ast.Constant) else None))
    return found


def slowest(where: str, used: Used) -> Slow | None:
    """Return a text that a pattern takes longer on than the text is long; None if none is found."""
    way = min(used.ways, key=_WAYS.index)
    for prefix, part, suffix in texts(used.pattern):
        seconds, ratio = _growth(used.pattern, way, prefix, part, suffix)
        if ratio > _SQUARE:
            return Slow(
                f"{where} ({way})", str(used.pattern.pattern), f"{prefix[:30]}({part[:30]})*{suffix}", seconds, ratio
            )
    return None


def texts(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (before, part, behind) for each repeated part of a pattern, and for each two that follow one another."""
    source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    tree = _PARSER.parse(source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    pumps: list[tuple[str, str]] = []
    _walk(list(tree), "", pumps)
    pumps += [("", before + part) for before, part in pumps if before]
    pumps += [("", part) for _, part in pumps]
    for (before, part), behind in itertools.product(dict.fromkeys(pumps), _SUFFIXES):
        yield before, part, behind


def _walk(nodes: list[Any], before: str, pumps: list[tuple[str, str]]) -> str:
    """Collect the repeated parts of a pattern with what stands before them; return a text that the nodes match."""
    for code, value in nodes:
        if code in _REPEATS:
            low, high, body = value
            for text in _samples(list(body)):
                if high > _MANY and text:
                    pumps.append((before, text))
            inner = _walk(list(body), before, pumps)
            before = before + (inner[len(before) :] * max(low, 1))
        elif code is _PARSER.BRANCH:
            before, *_ = [_walk(list(branch), before, pumps) for branch in value[1]]
        elif code is _PARSER.SUBPATTERN:
            before = _walk(list(value[3]), before, pumps)
        elif code in (_PARSER.ASSERT, _PARSER.ASSERT_NOT):
            _walk(list(value[1]), before, pumps)
        elif code is _PARSER.ATOMIC_GROUP:
            before = _walk(list(value), before, pumps)
        else:
            before += _one(code, value)
    return before


def _samples(nodes: list[Any]) -> list[str]:
    """Return some texts that the nodes match: of classes, a letter, a sign and a space if they hold them."""
    found = [""]
    for code, value in nodes:
        if code in _REPEATS:
            parts = [part * max(1, value[0]) for part in _samples(list(value[2]))] + ([""] if not value[0] else [])
        elif code is _PARSER.BRANCH:
            parts = [part for branch in value[1] for part in _samples(list(branch))]
        elif code is _PARSER.SUBPATTERN:
            parts = _samples(list(value[3]))
        elif code is _PARSER.ATOMIC_GROUP:
            parts = _samples(list(value))
        elif code is _PARSER.IN:
            parts = _of_class(value)
        else:
            parts = [_one(code, value)]
        found = [text + part for text, part in itertools.product(found, dict.fromkeys(parts))][:24]
    return [text for text in dict.fromkeys(found) if text]


_TRIED = "a A1 \n.-_,'\"({[<$\\é"
_CATEGORIES: Mapping[str, Callable[[str], bool]] = {
    "CATEGORY_DIGIT": str.isdigit,
    "CATEGORY_NOT_DIGIT": lambda char: not char.isdigit(),
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_NOT_SPACE": lambda char: not char.isspace(),
    "CATEGORY_WORD": lambda char: char.isalnum() or char == "_",
    "CATEGORY_NOT_WORD": lambda char: not (char.isalnum() or char == "_"),
}


def _of_class(members: list[Any]) -> list[str]:
    negated = any(code is _PARSER.NEGATE for code, _ in members)
    first = [chr(value[0]) if code is _PARSER.RANGE else chr(value) for code, value in members
             if code in (_PARSER.RANGE, _PARSER.LITERAL)]  # fmt: skip
    candidates = dict.fromkeys([*_TRIED, *first])
    return [char for char in candidates if _in(char, members) != negated][:6] or ["a"]


def _in(char: str, members: list[Any]) -> bool:
    return any(
        (code is _PARSER.LITERAL and ord(char) == value)
        or (code is _PARSER.RANGE and value[0] <= ord(char) <= value[1])
        or (code is _PARSER.CATEGORY and _CATEGORIES[str(value)](char))
        for code, value in members
    )


def _one(code: Any, value: Any) -> str:
    """Return a text that a single node matches; "" for places and for what stood before."""
    if code is _PARSER.LITERAL:
        return chr(value)
    if code is _PARSER.NOT_LITERAL:
        return "b" if value == ord("a") else "a"
    if code is _PARSER.IN:
        return _of_class(value)[0]
    return "a" if code is _PARSER.ANY else ""


def _growth(pattern: re.Pattern[Any], way: str, before: str, part: str, behind: str) -> tuple[float, float]:
    """Return the seconds that the longer of two texts takes, and how many times those of the shorter."""
    times = max(1, _LENGTH // len(part))
    long = _seconds(pattern, way, before + part * (2 * times) + behind)
    if long < _UNSEEN:
        return long, 0.0
    short = min(_seconds(pattern, way, before + part * times + behind) for _ in range(3))
    long = min(long, *(_seconds(pattern, way, before + part * (2 * times) + behind) for _ in range(2)))
    return long, long / max(short, 1e-6)


def _seconds(pattern: re.Pattern[Any], way: str, text: str) -> float:
    given: Any = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
    begun = time.process_time()
    for _ in _TRIED_AS.get(way, _everywhere)(pattern, given):
        pass
    return time.process_time() - begun


def _everywhere(pattern: re.Pattern[Any], given: Any) -> Iterator[object]:
    return pattern.finditer(given)


_TRIED_AS: Mapping[str, Callable[[re.Pattern[Any], Any], Iterator[object]]] = {
    "search": lambda pattern, given: iter([pattern.search(given)]),
    "match": lambda pattern, given: iter([pattern.match(given)]),
    "fullmatch": lambda pattern, given: iter([pattern.fullmatch(given)]),
}


if __name__ == "__main__":
    main()
