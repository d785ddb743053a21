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
from generator.keywords.keys import Resolve, segments
from generator.keywords.words import LEAD, OPENERS, SOFT, STOP, stems
from generator.papers import Span

_STOP = stems(STOP)
_NO_LETTER = re.compile(r"[\W_]+")
_VERBS = ("ed", "ize", "ise", "ify", "yze", "yse")
_PRAISE = LEAD | SOFT | OPENERS
Place = tuple[int, int, str]
"""start, end, key; a `Span` once it is known to be shown: most are not."""
TITLE = 2.5
"""What a place in the title counts, where one in the abstract counts 1."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What one paper's text holds: key -> weighted count, and the places in the title and in the abstract, nested ones
    too; of single words only those where they are nouns."""

    counts: Mapping[str, float]
    title: tuple[Place, ...] = ()
    abstract: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """patterns: words of a text -> key that they count for, which for words and ends of phrases is themselves."""

    patterns: Mapping[str, str]
    beginnings: frozenset[str] = field(repr=False)
    """the first words of all longer patterns"""
    names: frozenset[str] = field(default=frozenset(), repr=False)
    """single words that count only where they have inner capitals"""
    forms: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    """key of a single word -> its forms (`form`) as a noun: other words of its stem count, and have no place"""
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
        """Return the dictionary of keys, with the variants that fold into one of them; `names` keep their capitals."""
        known = set(keys)
        patterns = {name: name for name in sorted(known.union(*map(_ends, known)))}
        patterns.update({variant: name for variant, name in sorted(variants.items()) if name in known})
        cuts = (name[:at] for name in patterns for at, char in enumerate(name) if char == " ")
        return cls(
            patterns,
            frozenset(cuts),
            frozenset(names),
            forms or {},
            frozenset(name for name in known if UNSPACED.fullmatch(name)),
        )

    def read(self, title: str, abstract: str, resolve: Resolve | None) -> Matches:
        """Return what a paper's text holds."""
        counts: defaultdict[str, float] = defaultdict(float)
        places = tuple(self._read(text, resolve, counts, weight) for text, weight in ((title, TITLE), (abstract, 1.0)))
        return Matches(dict(counts), places[0], places[1])

    def _read(
        self, text: str, resolve: Resolve | None, counts: defaultdict[str, float], weight: float
    ) -> tuple[Place, ...]:
        found: list[Place] = []
        patterns, beginnings, names, forms = self.patterns, self.beginnings, self.names, self.forms
        for run in segments(text, resolve):
            for at, (start, end, pattern) in enumerate(run):
                name = patterns.get(pattern)
                if name is not None and not (pattern in names and text[start + 1 : end].islower()):
                    counts[name] += weight
                    if name not in forms or pattern != name or speaks_of(text[start:end], forms[name]):
                        found.append((start, end, name))
                while pattern in beginnings and (at := at + 1) < len(run):
                    _, end, word = run[at]
                    pattern = f"{pattern} {word}"
                    if (name := patterns.get(pattern)) is not None:
                        counts[name] += weight
                        found.append((start, end, name))
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
