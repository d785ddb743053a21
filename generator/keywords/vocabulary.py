"""The curator's words about keywords, as keys: which variants fold into which keyword, which are hidden, what they
are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.keywords.keys import key
from generator.papers import Vocabulary


@dataclass(frozen=True, slots=True)
class Folding:
    """variants: key -> key of the preferred label; labels: key -> label as the curator typed it; hidden: keys."""

    variants: Mapping[str, str]
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    hidden: frozenset[str]
    typed: Mapping[str, tuple[str, ...]]
    """key -> the variants that were typed for it"""

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Folding":
        """Return the folding of a vocabulary."""
        steps = {key(variant): key(label) for variant, label in sorted(vocabulary.prefer.items())}
        variants = {start: _end(start, steps) for start in steps}
        labels = {key(label): label for label in sorted({*vocabulary.define, *vocabulary.prefer.values()})}
        kept = {name: label for name, label in labels.items() if variants.get(name, name) == name}
        definitions = {variants.get(key(label), key(label)): text for label, text in sorted(vocabulary.define.items())}
        hidden = frozenset(variants.get(key(label), key(label)) for label in vocabulary.hide)
        return cls(variants, kept, definitions, hidden, _typed(vocabulary, variants))

    def fold(self, phrase: str) -> str:
        """Return the key that a phrase's key folds into: its own where nothing is said of it."""
        return self.variants.get(phrase, phrase)


def _end(start: str, steps: Mapping[str, str]) -> str:
    seen = [start]
    while seen[-1] in steps and steps[seen[-1]] not in seen:
        seen.append(steps[seen[-1]])
    return seen[-1]


def _typed(vocabulary: Vocabulary, variants: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    typed: dict[str, list[str]] = {}
    for variant in sorted(vocabulary.prefer):
        typed.setdefault(variants[key(variant)], []).append(variant)
    return {name: tuple(spellings) for name, spellings in sorted(typed.items())}
