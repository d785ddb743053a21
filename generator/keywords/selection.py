"""Which of the ranked phrases a reader is shown: the ranking says what is likely, this says what is fit to print."""

import re
from collections.abc import Sequence

from generator.keywords.rank import Candidate, Statistics
from generator.keywords.words import (
    ADJECTIVE_TAILS,
    DULL,
    EMPTY_HEADS,
    GENERIC,
    LEAD,
    NOMINAL,
    OPENERS,
    RHETORIC,
    WEAK_HEADS,
    stems,
)

_ALONE = stems(GENERIC | DULL) | (stems(LEAD | OPENERS) - stems(NOMINAL))
_SAYS_NOTHING = stems(GENERIC | LEAD | OPENERS)
_GENERIC = stems(GENERIC)
_EMPTY = stems(EMPTY_HEADS)
_WEAK = stems(WEAK_HEADS)
_LOOKED_AT = 60
_MEASURE = re.compile(r"(?!\dD$)\d+(?:[.,]\d+)*-?[A-Za-z%×]{0,4}$")

FEW = 5
"""A list of this length is not made longer with phrases that one paper uses once in passing,"""
WEAK = -4.8
"""nor with phrases of a lower score."""
WORD = -3.1
"""A single word that is no name needs this score."""
PASSING = 1.0
"""What a phrase loses that the paper has once, and not in its title."""


def select(ranked: Sequence[Candidate], counts: Statistics, top: int) -> list[Candidate]:
    """Return at most `top` candidates, best first: fit to print, and none that a better one already says."""
    fit = [candidate for candidate in ranked[:_LOOKED_AT] if _fit(candidate, counts)]
    chosen: list[Candidate] = []
    told: set[tuple[str, ...]] = set()
    for candidate in sorted(fit, key=lambda candidate: (-_worth(candidate), candidate.key)):
        if len(chosen) >= top:
            break
        if len(chosen) >= FEW and _weak(candidate, counts):
            continue
        # Words that say nothing make no other keyword: "sparse attention methods" after "sparse attention".
        telling = _telling(candidate.words)
        if telling not in told and not _said(candidate, chosen):
            chosen.append(candidate)
            told.add(telling)
    return chosen


def _worth(candidate: Candidate) -> float:
    return candidate.score - PASSING * (candidate.count == 1 and not candidate.in_title)


def _weak(candidate: Candidate, counts: Statistics) -> bool:
    rare = candidate.count == 1 and not candidate.in_title and counts.anywhere[candidate.key] == 1
    return rare or _worth(candidate) < WEAK


def _fit(candidate: Candidate, counts: Statistics) -> bool:
    if not candidate.words:
        return False
    return _fit_word(candidate, counts) if len(candidate.words) == 1 else _fit_phrase(candidate, counts)


def _fit_word(candidate: Candidate, counts: Statistics) -> bool:
    surface = candidate.surfaces.most_common(1)[0][0]
    lower = surface.lower()
    if candidate.words[0] in _ALONE or len(surface) < 3 or _MEASURE.match(surface) or lower in LEAD | OPENERS | DULL:
        return False
    if lower.endswith("ing") and lower.rpartition("-")[2] not in NOMINAL:
        return False
    if is_name(surface):
        return candidate.count >= 2 or candidate.in_title or counts.anywhere[candidate.key] >= 3
    if all(form[:1].isupper() for form in candidate.surfaces):
        return candidate.in_title and candidate.count >= 2
    if candidate.nouns * 2 < candidate.count - candidate.in_title or not candidate.whole:
        return False
    known = counts.anywhere[candidate.key] > 2
    return (candidate.count > 1 or (candidate.in_title and known)) and _worth(candidate) >= WORD


def is_name(surface: str) -> bool:
    """Return whether a word is spelled as names of methods are: capitals inside, or a digit."""
    return any(char.isupper() for part in surface.split("-") for char in part[1:]) or any(
        char.isdigit() for char in surface
    )


def _fit_phrase(candidate: Candidate, counts: Statistics) -> bool:
    if candidate.key in counts.long_forms or candidate.key in RHETORIC:
        return candidate.key not in RHETORIC
    surface = candidate.surfaces.most_common(1)[0][0]
    whole = counts.whole[candidate.key]
    if all(word in _SAYS_NOTHING for word in candidate.words):
        return False
    if candidate.words[-1] in _EMPTY or (candidate.words[-1] in _WEAK and whole < 3):
        return False
    if candidate.words[0] in _GENERIC and candidate.words[-1] in _ALONE and len(candidate.words) == 2:
        return False
    if (
        candidate.words[-1] in _GENERIC
        and whole < counts.whole[" ".join(candidate.words[:-1])]
        and len(candidate.words) > 2
    ):
        return False
    if (
        len(candidate.words) > (4 if candidate.in_title else 2)
        and candidate.count < 2
        and counts.anywhere[candidate.key] < 2
    ):
        return False
    if whole < 0.15 * counts.anywhere[candidate.key]:
        return False
    return (
        len(set(candidate.words)) > 1
        and len(surface) <= 60
        and _well_formed(surface.lower().split(), max(whole, candidate.count))
    )


def _well_formed(words: Sequence[str], times: int) -> bool:
    if len(words) == 1 and words[0].rpartition("-")[2] in ADJECTIVE_TAILS:
        return False
    if words[0] in OPENERS or words[-1] in OPENERS | LEAD or any(_MEASURE.match(word) for word in words):
        return False
    # "training deep networks" is what a paper does; "training dynamics", which several say, is a thing.
    return not words[0].endswith("ing") or times >= 2


def _said(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Return whether every place of the candidate is inside another phrase, or its one word is."""
    holders = [other for other in others if other is not candidate and _inside(candidate.words, other.words)]
    if len(candidate.words) == 1:
        return bool(holders)
    return bool(holders) and candidate.count <= sum(other.count for other in holders)


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _SAYS_NOTHING) or tuple(words)


def _inside(part: Sequence[str], whole: Sequence[str]) -> bool:
    return len(part) < len(whole) and f" {' '.join(part)} " in f" {' '.join(whole)} "
