"""Many texts cut into words at once, as flat arrays: what concerns every word of a library is asked of numpy."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

_SIGNS = re.compile(r"[+#]+(?!\w)")
_SPACE = " "
_AT_ONCE = 4_000
"""Texts whose characters are in memory as numbers."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The words of texts in order, as `text.tokens` finds them: arrays of one whole number a word.

    texts: the number of its text; starts, ends: its place there; words: its number in `written`; gaps: that of what
    stands before it, back to the word before or the text's beginning, in `between`
    """

    texts: Any
    starts: Any
    ends: Any
    words: Any
    gaps: Any
    written: list[str]
    between: list[str]


def cut(texts: Sequence[str]) -> Cut:
    """Return the words of texts."""
    import numpy

    written, between = Numbers(), Numbers((_SPACE,))
    blocks = [_block(texts[at : at + _AT_ONCE], at, written, between) for at in range(0, max(1, len(texts)), _AT_ONCE)]
    columns = [numpy.concatenate(column) for column in zip(*blocks, strict=True)]
    homes, starts, ends, words, gaps = columns
    return Cut(homes, starts, ends, words, gaps, list(written), list(between))


class Numbers(dict[str, int]):
    """Texts, each with its number, in the order in which they were first asked for."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        super().__init__((text, number) for number, text in enumerate(known))

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number

    def of(self, texts: Iterable[str]) -> Any:
        """Return the numbers of texts as an array."""
        import numpy

        return numpy.fromiter(map(self.__getitem__, texts), numpy.int32)


def _block(texts: Sequence[str], number: int, written: Numbers, between: Numbers) -> tuple[Any, Any, Any, Any, Any]:
    """Return the columns of some of the texts; number: that of the first."""
    import numpy

    whole = "\n".join(texts)
    codes = numpy.frombuffer(whole.encode("utf-32-le", "surrogatepass"), numpy.uint32)
    inside = _in_words(codes)
    edges = numpy.flatnonzero(numpy.diff(inside, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2].copy()
    parts = numpy.where(inside, codes, ord(_SPACE)).tobytes().decode("utf-32-le", "surrogatepass").split()
    behind = codes[numpy.minimum(ends, len(codes) - 1)]
    for at in numpy.flatnonzero((behind == ord("+")) | (behind == ord("#"))).tolist():
        if signs := _SIGNS.match(whole, ends[at]):
            ends[at] = signs.end()
            parts[at] += signs[0]
    begins = numpy.cumsum([0, *[len(text) + 1 for text in texts]])[: len(texts)]
    homes = numpy.searchsorted(begins, starts, side="right") - 1
    first = begins[homes]
    before = numpy.maximum(first, numpy.concatenate([[0], ends[:-1]])[: len(ends)])
    odd = numpy.flatnonzero((starts - before != 1) | (codes[before] != ord(_SPACE)))
    gaps = numpy.zeros(len(starts), dtype=numpy.int32)
    gaps[odd] = between.of(map(whole.__getitem__, map(slice, before[odd].tolist(), starts[odd].tolist())))
    return homes + number, starts - first, ends - first, written.of(parts), gaps


def _in_words(codes: Any) -> Any:
    """Return whether each character is a letter or a digit of any script."""
    import numpy

    plain = numpy.array([chr(code).isalnum() for code in range(128)])
    inside = plain[numpy.minimum(codes, 127)]
    odd = numpy.flatnonzero(codes > 127)
    if len(odd):
        found, at = numpy.unique(codes[odd], return_inverse=True)
        inside[odd] = numpy.array([chr(code).isalnum() for code in found.tolist()])[at]
    return inside


def distinct(numbers: Any) -> Any:
    """Return whole numbers in order, each once."""
    return counted(numbers)[0]


def counted(numbers: Any) -> tuple[Any, Any]:
    """Return whole numbers in order, each once, and how often each is there."""
    import numpy

    # Sorting is several times as fast as the hash table of `numpy.unique`.
    ordered = numpy.sort(numbers)
    first = numpy.flatnonzero(numpy.diff(ordered, prepend=ordered[:1] - 1))
    return ordered[first], numpy.diff(first, append=len(ordered))


def among(numbers: Any, ordered: Any) -> Any:
    """Return whether each of some numbers is among others, which are in order."""
    import numpy

    at = numpy.searchsorted(ordered, numbers)
    return numpy.append(ordered, -1)[at] == numbers
