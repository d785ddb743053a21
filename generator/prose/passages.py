"""A text as readers see it and scripts show it: in plain letters, its formulas too, with its sentences and keywords."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator import text
from generator.papers import Span
from generator.prose.plain import plain_text

_MATHS = re.compile(
    r"(?<![\\\w$])(\$\$?)(?=[^\s$])([^$\n]{1,400}?)(?<=[^\s\\$])\1(?![\w$])|\\\((.{1,400}?)\\\)|\\\[(.{1,400}?)\\\]"
)
_RAISED = re.compile(r"\$\^\{?(-?[\dn+]{1,6})\}?\$|(?<=[\w)\]}])\^(?:\{(-?[\dn+]{1,6})\}|(-?\d{1,4}))")
_SPACING = re.compile(r"\\(?:(?:left|right|big)(?![a-z])|[,;:! ])")
_MAY_CHANGE = re.compile(r"[\\$^_~`{}]|''|--|\s\s|[^\S ]")
"""TeX, or white space other than single blanks: a text without is as readable as it can be."""
_SIGNS = (*"\\$^_~`{}\t\n\v\f\r\x1c\x1d\x1e\x1f", "''", "--", "  ")
"""The same, of ASCII."""
_HIGH = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as readers see it; sentences are (start, end), spans (start, end, keyword's key), both in order."""

    text: str
    sentences: tuple[tuple[int, int], ...] = ()
    spans: tuple[tuple[int, int, str], ...] = ()


def passage(original: str, spans: Iterable[Span]) -> Passage:
    """Return a text with its TeX made readable, and its sentences and spans where they then stand.

    >>> passage("Adds 5\\\\% gain. Old way.", [Span(9, 13, "gain")])
    Passage(text='Adds 5% gain. Old way.', sentences=((0, 13), (14, 22)), spans=((8, 12, 'gain'),))
    """
    sentences = tuple(text.sentences(original))
    marks = [(span.start, span.end, span.key) for span in spans if span.end <= len(original)]
    if not _may_change(original):
        return Passage(original, sentences, tuple(marks))
    cuts = {0, len(original)}
    cuts.update(*sentences, *((start, end) for start, end, _ in marks))
    shown, moved = _converted(original, sorted(cuts))
    return Passage(
        shown,
        tuple((moved[start], moved[end]) for start, end in sentences),
        tuple((moved[start], moved[end], key) for start, end, key in marks),
    )


def _converted(original: str, cuts: Sequence[int]) -> tuple[str, dict[int, int]]:
    """Return the readable text and where each cut went; no TeX command is looked for across a cut."""
    shown, moved = "", {0: 0}
    for start, end in pairwise(cuts):
        shown += _readable(original[start:end])
        moved[end] = len(shown)
    return shown, moved


def _may_change(source: str) -> bool:
    # Looking for one sign after the other is faster than for all of them at each letter.
    return any(sign in source for sign in _SIGNS) if source.isascii() else bool(_MAY_CHANGE.search(source))


def _readable(piece: str) -> str:
    if not _may_change(piece):
        return piece
    core = piece.strip()
    if not core:
        return piece
    before, _, after = piece.partition(core)
    return before + readable(core) + after


def readable(source: str) -> str:
    r"""Return a text as plain letters, its formulas too: the scripts show texts, never markup.

    >>> readable("M^3ViT in $\\mathcal{O}(n^2)$ of $d_{model}$ costs \\$5")
    'M³ViT in O(n²) of d_model costs $5'
    """
    if not _may_change(source):
        return source.strip()
    return plain_text(_MATHS.sub(_formula, _RAISED.sub(_raised, source)))


def _raised(match: re.Match[str]) -> str:
    return (match[1] or match[2] or match[3]).translate(_HIGH)


def _formula(match: re.Match[str]) -> str:
    inner = match[2] or match[3] or match[4]
    if not re.search(r"[\\^_=<>+*/A-Za-z-]", inner):
        return match[0]
    shown = plain_text(_SPACING.sub("", inner))
    return shown.replace("{", "").replace("}", "")
