"""Texts as streams of the keys of their words, with their places: what keywords are looked for in.

All words of many texts pass here, so they are flat arrays, and what is the same of all that are written alike is asked
once.
"""

import re
from bisect import insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeVar

from generator import text
from generator.cut import cut
from generator.keywords.acronyms import singular, written_out
from generator.keywords.keys import FIRST_PARTS, mask, parts, word_key

T = TypeVar("T")
# What stands between two words of one phrase: spaces, hyphens, quotes, a slash, an inner full stop; no more.
_JOIN = re.compile(r"[\s\"'“”‘’`*_]*(?:[-‐‑‒–/.&][\"'“”‘’*_]*)?")

Forms = Mapping[str, str]
"""acronym -> key of its long form, as far as one paper's texts have any."""
Unit = tuple[int, int, str]
"""A word, or an acronym for several: text[start:end] with its key."""
_NONE: Forms = {}


@dataclass(frozen=True, slots=True)
class Units:
    """The words of texts in order, an acronym for several as one: arrays of a number, or a truth, each.

    texts: the number of its text; starts, ends: its place there; kinds: its number in `written` and `keys`
    joined: whether nothing but what may stand inside a phrase parts it from the one before
    """

    texts: Any
    starts: Any
    ends: Any
    kinds: Any
    joined: Any
    written: list[str]
    keys: list[str]


def units(texts: Sequence[str], forms: Sequence[Forms]) -> Units:
    """Return the units of texts; forms: the acronyms of each. Places are of the original texts."""
    import numpy

    masked = list(map(mask, texts))
    found = cut(masked)
    joined = numpy.array([_joins(between) for between in found.between])[found.gaps]
    joined &= numpy.diff(found.texts, prepend=-1) == 0
    kinds = _Kinds(found.written)
    made = Units(found.texts, found.starts, found.ends, found.words, joined, kinds.written, kinds.keys)
    _write_out(made, masked, forms, kinds)
    return _join_parts(made, texts, kinds)


class _Kinds:
    """What units are written and what their key is; both of one number."""

    def __init__(self, words: Sequence[str]) -> None:
        self.written = list(words)
        self.keys = list(map(word_key, words))
        self._numbers: dict[tuple[str, str], int] = {}

    def number(self, written: str, key: str) -> int:
        """Return the number of a unit of another key than its word has."""
        number = self._numbers.setdefault((written, key), len(self.keys))
        if number == len(self.keys):
            self.written.append(written)
            self.keys.append(key)
        return number


@lru_cache(maxsize=10_000)
def _joins(between: str) -> bool:
    return between == " " or bool(_JOIN.fullmatch(between))


def _write_out(made: Units, masked: Sequence[str], forms: Sequence[Forms], kinds: _Kinds) -> None:
    """Give acronyms the keys of their long forms."""
    import numpy

    known = frozenset().union(*{id(own): own for own in forms}.values())
    # No acronym has its only capital in front.
    short = [not word[1:].islower() and (word in known or singular(word) in known) for word in made.written]
    for at in numpy.flatnonzero(numpy.array(short, dtype=bool)[made.kinds]).tolist():
        home = made.texts[at]
        if long := written_out(forms[home], masked[home], made.starts[at], made.ends[at]):
            made.kinds[at] = kinds.number(made.written[made.kinds[at]], long)


def _join_parts(made: Units, texts: Sequence[str], kinds: _Kinds) -> Units:
    """Return units with one of each that is a part of a word, and what follows it."""
    import numpy

    first = numpy.array([key in FIRST_PARTS for key in made.keys], dtype=bool)[made.kinds]
    bounds = numpy.searchsorted(made.texts, numpy.arange(len(texts) + 1)).tolist()
    gone: list[int] = []
    gone_before, home = 0, -1
    for place in numpy.flatnonzero(first).tolist():
        if made.texts[place] != home:
            home, gone_before = int(made.texts[place]), len(gone)
        here = gone[gone_before:]
        at = place - len(here)
        one, other = _standing(at, here), _standing(at + 1, here)
        while at >= bounds[home] and other < bounds[home + 1] and made.joined[other]:
            keys = made.keys[made.kinds[one]], made.keys[made.kinds[other]]
            if not parts(*keys):
                break
            made.ends[one] = made.ends[other]
            written = texts[home][made.starts[one] : made.ends[one]]
            made.kinds[one] = kinds.number(written, text.stem("".join(keys)))
            insort(here, other)
            other = _standing(at + 1, here)
        gone[gone_before:] = here
    if not gone:
        return made
    stay = numpy.ones(len(made.texts), dtype=bool)
    stay[gone] = False
    return Units(
        made.texts[stay],
        made.starts[stay],
        made.ends[stay],
        made.kinds[stay],
        made.joined[stay],
        made.written,
        made.keys,
    )


def _standing(at: int, gone: Sequence[int]) -> int:
    """Return which unit of all has a place among those that are not gone."""
    for each in gone:
        at += each <= at
    return at


def keys(texts: Sequence[str], forms: Sequence[Forms]) -> list[str]:
    """Return the keys of texts, their acronyms written out."""
    found = units(texts, forms)
    names = [found.keys[kind] for kind in found.kinds.tolist()]
    return [" ".join(own) for own in by_text(names, found.texts, len(texts))]


def by_text(rows: Sequence[T], homes: Any, texts: int) -> list[Sequence[T]]:
    """Return the rows of each text, in order; homes: the number of each row's text, in order."""
    import numpy

    bounds = numpy.searchsorted(homes, numpy.arange(texts + 1)).tolist()
    return [rows[start:end] for start, end in pairwise(bounds)]


def segments(original: str, forms: Forms = _NONE) -> Iterator[list[Unit]]:
    """Yield runs of units that no punctuation parts, in order; places are of the original text."""
    found = units([original], [forms])
    run: list[Unit] = []
    columns = (found.starts, found.ends, found.kinds, found.joined)
    for start, end, kind, joined in zip(*[column.tolist() for column in columns], strict=True):
        if run and not joined:
            yield run
            run = []
        run.append((start, end, found.keys[kind]))
    if run:
        yield run
