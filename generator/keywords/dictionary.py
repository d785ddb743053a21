"""All keywords of the library, found again in every title and abstract, in whatever spelling.

This, and not the overlap of extracted lists, is what makes the links good (docs/decisions/0011-links.md): a paper
that never listed a keyword still holds it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from generator.keywords.foreign import UNSPACED
from generator.keywords.keys import Resolve, Units, units
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
        patterns = {name: name for name in sorted(known.union(*map(_ends, known)))}
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

    def read(self, title: str, abstract: str, resolve: Resolve | None) -> Matches:
        """Return what a paper's text holds."""
        counts: defaultdict[str, float] = defaultdict(float)
        both = [units(text, resolve) for text in (title, abstract)]
        places = [
            self._read(text, read, counts, weight)
            for text, read, weight in zip((title, abstract), both, (TITLE, 1.0), strict=True)
        ]
        words = " ".join([*both[0].keys, *both[1].keys])
        return Matches(dict(counts), places[0], places[1], f" {words} ")

    def _read(self, text: str, read: Units, counts: defaultdict[str, float], weight: float) -> tuple[Place, ...]:
        found: list[Place] = []
        patterns, beginnings, known = self.patterns, self.beginnings, self.words.get
        ends, keys, joined = read.ends, read.keys, read.joined
        for at, (start, end, pattern, word) in enumerate(
            zip(read.starts, ends, keys, map(known, keys), strict=True), 1
        ):
            if word is None:
                continue
            name, proper, forms, begins = word
            if name and not (proper and text[start + 1 : end].islower()):
                counts[name] += weight
                if forms is None or speaks_of(text[start:end], forms):
                    found.append((start, end, name))
            if begins:
                for further in range(at, len(keys)):
                    if not joined[further] or pattern not in beginnings:
                        break
                    pattern = f"{pattern} {keys[further]}"
                    if name := patterns.get(pattern, ""):
                        counts[name] += weight
                        found.append((start, ends[further], name))
        for start, end in _runs(text, self.unspaced):
            counts[text[start:end]] += weight
            found.append((start, end, text[start:end]))
        return tuple(found)


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


def _ends(name: str) -> Iterator[str]:
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
