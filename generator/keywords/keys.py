"""A text as a stream of stems with their places, and the key that all spellings of one keyword share.

A key is a pure function of the label: plural, case and hyphens do not matter, and word parts such as `multi` are
joined to the next word, so that "multi-modal", "multi modal" and "multimodal" are one. Acronyms are resolved by the
caller, who knows the paper.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from generator import text
from generator.keywords.words import PAIRS, PREFIXES

# What stands between two words of one phrase: spaces, hyphens, quotes, a slash, an inner full stop; no more.
_JOIN = re.compile(r"[\s\"'“”‘’`*_]*(?:[-‐‑‒–/.&][\"'“”‘’*_]*)?")
# What is no prose, each with a string without which a text cannot hold it: most texts are spared most searches.
_MASKED = (
    ("$", re.compile(r"\$[^$\n]{1,200}\$")),
    ("://", re.compile(r"https?://\S+")),
    ("www.", re.compile(r"www\.\S+")),
    ("@", re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+")),
    ("[", re.compile(r"\[\d[\d,\s–-]*\]")),
    (")", re.compile(r"\((?:[A-Z][\w'’-]+(?: (?:and|&) [A-Z][\w'’-]+| et al\.?)?,? \d{4}[a-z]?(?:; ?)?)+\)")),
    # Praise, not art.
    ("-art", re.compile(r"\b[Ss]tate-of-the-art\b")),
    (" art", re.compile(r"\b[Ss]tate[ -]of[ -]the[ -]art\b")),
    (" et al", re.compile(r"\b[A-Z][\w'’-]{1,60}+ et al\b\.?(?:,? ?[(\[]\d{4}[a-z]?[)\]])?")),
    (")", re.compile(r"\b[A-Z][\w'’-]{1,60}+(?: (?:and|&) [A-Z][\w'’-]{1,60}+)?,? ?[(\[]\d{4}[a-z]?[)\]]")),
)
_PARTS = re.compile(f"({text.TOKEN.pattern})")
_COMMAND = re.compile(r"\\[a-zA-Z]+\{|(?<=\w)\}")

Resolve = Callable[[str, int, int], str]
"""(text, start, end) -> the key of the long form when the token there is an acronym, else ""."""

Unit = tuple[int, int, str]
"""A word, or an acronym for several: text[start:end] with its key."""


def mask(original: str) -> str:
    """Return a text of the same length whose formulas, addresses and citations are `;`: they part phrases, and places
    stay."""
    masked = original
    for sign, pattern in _MASKED:
        if sign in masked:
            masked = pattern.sub(lambda match: ";" * len(match[0]), masked)
    return _COMMAND.sub(lambda match: " " * len(match[0]), masked) if "\\" in masked else masked


@lru_cache(maxsize=200_000)
def key(phrase: str) -> str:
    """Return the key of a phrase.

    >>> key("Multi-Modal Models") == key("multimodal model")
    True
    """
    return " ".join(_joined([word for _, _, word in text.tokens(phrase)]))


def join(keys: Sequence[str]) -> str:
    """Return the key of a phrase from the keys of its words."""
    if _FIRST_PARTS.isdisjoint(keys):
        return " ".join(keys)
    return " ".join(_joined([word for part in keys for word in part.split()]))


# Plurals that the stemmer does not see through, by their stems.
_SINGULAR = {
    "bias": "bia",
    "analysi": "analys",
    "hypothesi": "hypothes",
    "matric": "matrix",
    "vertic": "vertex",
    "corpora": "corpu",
    "criteria": "criterion",
    "lens": "len",
    "synthesi": "synthes",
    "emphasi": "emphas",
}


def _joined(words: list[str]) -> list[str]:
    out: list[str] = []
    for word in (_SINGULAR.get(word, word) for word in words):
        if out and _parts(out[-1], word):
            out[-1] = text.stem(out[-1] + word)
        else:
            out.append(word)
    return out


_FIRST_PARTS = PREFIXES | {first for first, _ in PAIRS}


def _parts(first: str, second: str) -> bool:
    return (first in PREFIXES or (first, second) in PAIRS) and len(second) > 2 and second.isalpha()


COMPOUNDS = frozenset(text.stem(first + second) for first, second in PAIRS)
"""Keys of words that are also written as two."""


@dataclass(frozen=True, slots=True)
class Units:
    """The words of a text in order, an acronym for several as one: unit n is text[starts[n]:ends[n]] with keys[n].

    joined: whether nothing but what may stand inside a phrase parts a unit from the one before it
    """

    starts: list[int]
    ends: list[int]
    keys: list[str]
    joined: list[bool]


def units(original: str, resolve: Resolve | None = None) -> Units:
    """Return the units of a text; places are of the original text."""
    masked = mask(original)
    # Every word of a library passes here, so each step is one call for all words of the text.
    parts = _PARTS.split(masked)
    tokens, ends = parts[1::2], list(accumulate(map(len, parts)))
    found = Units(ends[:-1:2], ends[1::2], list(map(_name, tokens)), list(map(_joins, parts[:-1:2])))
    if found.joined:
        found.joined[0] = False
    if resolve:
        # No acronym has its only capital in front.
        for at in [at for at, token in enumerate(tokens) if not token[1:].islower()]:
            if long := resolve(masked, found.starts[at], found.ends[at]):
                found.keys[at] = long
    if not _FIRST_PARTS.isdisjoint(found.keys):
        _join_parts(found)
    return found


def segments(original: str, resolve: Resolve | None = None) -> Iterator[list[Unit]]:
    """Yield runs of units that no punctuation parts, in order; places are of the original text."""
    found = units(original, resolve)
    run: list[Unit] = []
    for start, end, name, joined in zip(found.starts, found.ends, found.keys, found.joined, strict=True):
        if run and not joined:
            yield run
            run = []
        run.append((start, end, name))
    if run:
        yield run


@lru_cache(maxsize=10_000)
def _joins(between: str) -> bool:
    return between == " " or bool(_JOIN.fullmatch(between))


def _join_parts(found: Units) -> None:
    """Make one unit of each that is a part of a word, and what follows it."""
    gone = 0
    for first in [at for at, name in enumerate(found.keys) if name in _FIRST_PARTS]:
        at, after = first - gone, first - gone + 1
        while at >= 0 and after < len(found.keys) and found.joined[after] and _parts(found.keys[at], found.keys[after]):
            found.keys[at] = text.stem(found.keys[at] + found.keys[after])
            found.ends[at] = found.ends[after]
            for row in (found.starts, found.ends, found.keys, found.joined):
                del row[after]
            gone += 1


@lru_cache(maxsize=200_000)
def _name(token: str) -> str:
    word = text.stemmed(token)
    return _SINGULAR.get(word, word)
