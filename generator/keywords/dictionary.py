"""All keywords of the library, found again in every title and abstract, in whatever spelling.

This, and not the overlap of extracted lists, is what makes the links good (docs/decisions/0011-links.md): a paper
that never listed a keyword still holds it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

from generator.cut import Numbers
from generator.keywords.foreign import UNSPACED
from generator.keywords.units import Forms, Units, by_text, units
from generator.keywords.words import LEAD, OPENERS, SOFT, STOP, stems
from generator.papers import Span

_STOP = stems(STOP)
_NO_LETTER = re.compile(r"[\W_]+")
_VERBS = ("ed", "ize", "ise", "ify", "yze", "yse")
_PRAISE = LEAD | SOFT | OPENERS
Place = tuple[int, int, str]
"""start, end, key; a `Span` once it is known to be shown: most are not."""
Word = tuple[str, bool, frozenset[str] | None, bool]
"""The key that a word alone counts for, or ""; whether only with inner capitals; its forms (`form`) as a noun, where
other words of its stem count and have no place; whether longer patterns begin with it."""
_NO_WORD: Word = ("", False, None, False)
_AT_ONCE = 1_000
"""Papers whose texts are in memory as numbers."""
TITLE = 2.5
"""What a place in the title counts, where one in the abstract counts 1."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What one paper's text holds: key -> weighted count, and the places in the title and in the abstract, nested ones
    too; of single words only those where they are nouns."""

    counts: Mapping[str, float]
    title: tuple[Place, ...] = ()
    abstract: tuple[Place, ...] = ()
    words: str = field(default="", compare=False, repr=False)
    """all keys of the text's words in order, each between spaces"""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """patterns: words of a text -> key that they count for, which for words and ends of phrases is themselves."""

    patterns: Mapping[str, str]
    beginnings: frozenset[str] = field(repr=False)
    """the first words of all longer patterns"""
    words: Mapping[str, Word] = field(repr=False)
    """what a pattern may begin with"""
    unspaced: frozenset[str] = field(default=frozenset(), repr=False)
    """keys of scripts that put no space between words"""

    @classmethod
    def of(
        cls,
        keys: Iterable[str],
        variants: Mapping[str, str],
        names: Collection[str] = (),
        forms: Mapping[str, frozenset[str]] | None = None,
    ) -> "Dictionary":
        """Return the dictionary of keys, with the variants that fold into one of them.

        names: single words that count only where they have inner capitals; forms: key of a single word -> its forms as
        a noun
        """
        known = set(keys)
        patterns = {name: name for name in sorted(known.union(*map(ends, known)))}
        patterns.update({variant: name for variant, name in sorted(variants.items()) if name in known})
        cuts = frozenset(name[:at] for name in patterns for at, char in enumerate(name) if char == " ")
        alone = {
            word: (name, word in names, forms.get(name) if forms and name == word else None, word in cuts)
            for word, name in ((word, patterns.get(word, "")) for word in patterns.keys() | cuts)
        }
        return cls(
            patterns,
            cuts,
            alone,
            frozenset(name for name in known if UNSPACED.fullmatch(name)),
        )

    def read(self, title: str, abstract: str, forms: Forms) -> Matches:
        """Return what a paper's text holds."""
        return self.read_all([(title, abstract)], [forms])[0]

    def read_all(self, papers: Sequence[tuple[str, str]], forms: Sequence[Forms]) -> list[Matches]:
        """Return what the texts of papers hold, each a title and an abstract; forms: their acronyms."""
        found: list[Matches] = []
        for start in range(0, len(papers), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            texts = [text for paper in papers[some] for text in paper]
            found += self._read(texts, units(texts, [own for own in forms[some] for _ in range(2)]))
        return found

    def _read(self, texts: Sequence[str], read: Units) -> Iterator[Matches]:
        """Yield what papers hold, of each two texts."""
        hits = self._hits(read)
        counts = _counts(hits, read.texts[hits.first], len(texts) // 2)
        places = _places(hits, read, len(texts))
        words = by_text(list(map(read.keys.__getitem__, read.kinds.tolist())), read.texts, len(texts))
        for number, text in enumerate(texts):
            for start, end in _runs(text, self.unspaced) if self.unspaced and not text.isascii() else ():
                name = text[start:end]
                counts[number // 2][name] = counts[number // 2].get(name, 0.0) + (1.0 if number % 2 else TITLE)
                places[number].append((start, end, name))
        for paper, held in enumerate(counts):
            at = 2 * paper
            both = " ".join([*words[at], *words[at + 1]])
            yield Matches(held, tuple(places[at]), tuple(places[at + 1]), f" {both} ")

    def _hits(self, read: Units) -> "_Hits":
        """Return where single words count, and patterns of several."""
        import numpy

        # What is the same of all units that are written alike is asked once.
        asked = [self.words.get(key, _NO_WORD) for key in read.keys]
        alone = [
            name if not (proper and written[1:].islower()) else ""
            for written, (name, proper, _, _) in zip(read.written, asked, strict=True)
        ]
        seen = [
            forms is None or speaks_of(written, forms)
            for written, (_, _, forms, _) in zip(read.written, asked, strict=True)
        ]
        names = Numbers(("",))
        kinds = names.of(alone)
        first = numpy.flatnonzero(kinds[read.kinds])
        hits = [(first, first, kinds[read.kinds[first]], numpy.array(seen, dtype=bool)[read.kinds[first]])]
        for first, last, found in self._longer(read, [begins for _, _, _, begins in asked]):
            at = names.of(found)
            hits.append((first[at > 0], last[at > 0], at[at > 0], at[at > 0] > 0))
        columns = [numpy.concatenate(column) for column in zip(*hits, strict=True)]
        order = numpy.lexsort((columns[1], columns[0]))
        first, last, kinds, placed = [column[order] for column in columns]
        return _Hits(first, last, kinds, placed, list(names))

    def _longer(self, read: Units, begins: Sequence[bool]) -> Iterator[tuple[Any, Any, list[str]]]:
        """Yield the first and the last units of what may be patterns of two words, three and so on, with their keys:
        "" of what is none."""
        import numpy

        first = numpy.flatnonzero(numpy.array(begins, dtype=bool)[read.kinds])
        last, prefixes, most = first, read.keys, len(read.keys)
        state = read.kinds[first].astype(numpy.int64)
        joined = numpy.append(read.joined, False)
        while len(first):
            on = joined[last + 1]
            first, last = first[on], last[on] + 1
            pairs, at = numpy.unique(state[on] * most + read.kinds[last], return_inverse=True)
            prefixes = [f"{prefixes[pair // most]} {read.keys[pair % most]}" for pair in pairs.tolist()]
            found = [self.patterns.get(prefix, "") for prefix in prefixes]
            yield first, last, list(map(found.__getitem__, at.tolist()))
            further = numpy.array([prefix in self.beginnings for prefix in prefixes], dtype=bool)[at]
            first, last, state = first[further], last[further], at[further]


@dataclass(frozen=True, slots=True)
class _Hits:
    """Where keys are, in order, shorter ones first: arrays of their first and last units, their numbers in `names`, and
    whether they have a place there."""

    first: Any
    last: Any
    kinds: Any
    placed: Any
    names: list[str]


def _counts(hits: _Hits, texts: Any, papers: int) -> list[dict[str, float]]:
    """Return what counts for each paper; texts: the number of each hit's text."""
    import numpy

    held, at = numpy.unique((texts // 2) * len(hits.names) + hits.kinds, return_inverse=True)
    counts = numpy.bincount(at, numpy.where(texts % 2, 1.0, TITLE)).tolist()
    names = map(hits.names.__getitem__, (held % len(hits.names)).tolist())
    bounds = numpy.searchsorted(held // len(hits.names), numpy.arange(papers + 1)).tolist()
    rows = list(zip(names, counts, strict=True))
    return [dict(rows[start:end]) for start, end in pairwise(bounds)]


def _places(hits: _Hits, read: Units, texts: int) -> list[list[Place]]:
    """Return the places of what has some, for each text."""
    first, last = hits.first[hits.placed], hits.last[hits.placed]
    names = map(hits.names.__getitem__, hits.kinds[hits.placed].tolist())
    rows = list(zip(read.starts[first].tolist(), read.ends[last].tolist(), names, strict=True))
    return [[*own] for own in by_text(rows, read.texts[first], texts)]


def form(word: str) -> str:
    """Return what singular and plural of a noun have in common.

    >>> form("Predictions"), form("Multi-modality")
    ('prediction', 'multimodality')
    """
    plain = _NO_LETTER.sub("", word.lower())
    if plain.endswith("ies"):
        return f"{plain[:-3]}y"
    return plain[:-1] if plain.endswith("s") and not plain.endswith(("ss", "us", "is")) else plain


@lru_cache(maxsize=50_000)
def speaks_of(word: str, forms: frozenset[str]) -> bool:
    """Return whether a word of a noun's stem says what the noun does: no verb does, nor praise.

    >>> [speaks_of(word, frozenset({"prediction"})) for word in ("Predictions", "predictive", "predicts", "predicted")]
    [True, True, False, False]
    >>> speaks_of("competitive", frozenset({"competition"})), speaks_of("robust", frozenset({"robustness"}))
    (False, True)
    """
    found = form(word)
    if found in forms or f"{found}ness" in forms:
        return True
    if word.lower() in _PRAISE or found.endswith(_VERBS):
        return False
    several = word.endswith("s") and any(noun.endswith("ing") for noun in forms)
    return several or not any(noun.startswith(found.removesuffix("e")) for noun in forms)


def ends(name: str) -> Iterator[str]:
    """Yield the single words of a key, and what is left of it when words are taken from its front: "contextual language
    models" speaks of "language models" too."""
    words = name.split()
    yield from (word for word in words if len(word) > 1 and word not in _STOP)
    yield from (" ".join(words[at:]) for at in range(1, len(words) - 1) if words[at] not in _STOP)


def _runs(text: str, keys: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of keys of scripts without spaces, nested ones too: no word break can find them."""
    longest = max(map(len, keys), default=0)
    for run in UNSPACED.finditer(text) if longest else ():
        for start in range(run.start(), run.end()):
            for end in range(start + 1, min(start + longest, run.end()) + 1):
                if text[start:end] in keys:
                    yield start, end


def marks(places: Iterable[Place], keys: Collection[str]) -> tuple[Span, ...]:
    """Return the spans to mark: only those of `keys`, longest first where they overlap, in order of place."""
    fit = sorted((start - end, start, end, name) for start, end, name in places if name in keys)
    taken = bytearray(max((end for _, _, end, _ in fit), default=0))
    kept: list[Span] = []
    for length, start, end, name in fit:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * -length
            kept.append(Span(start, end, name))
    return tuple(sorted(kept, key=lambda span: span.start))
