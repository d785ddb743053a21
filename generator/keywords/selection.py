"""Which of the ranked phrases a reader is shown: the ranking says what is likely, this says what is fit to print."""

import re
from collections.abc import Sequence

from generator.keywords.dull import DULL, EMPTY_HEADS, GENERIC, RHETORIC, WEAK_HEADS
from generator.keywords.rank import NEVER_ALONE, Candidate, Statistics
from generator.keywords.words import ADJECTIVE_TAILS, LEAD, NOMINAL, OPENERS, stems

_NO_WORD = GENERIC | DULL | LEAD | OPENERS
_SAYS_NOTHING = stems(GENERIC | LEAD | OPENERS)
_GENERIC = stems(GENERIC)
_LOOKED_AT = 60
_MEASURE = re.compile(r"(?!\dD$)\d+(?:[.,]\d+)*-?[A-Za-z%×]{0,4}$")

FEW = 5
"""A list of this length is not made longer with phrases that one paper uses once in passing,"""
WEAK = -4.8
"""nor with phrases of a lower score."""
WORD = -3.1
"""A single word that is no name needs this score."""
SUBJECT = -3.0
"""The score from which a phrase in the title that comes back is what the paper is about, whatever its words are."""
PASSING = 1.0
"""What a phrase loses that the paper has once, and not in its title."""


def select(ranked: Sequence[Candidate], counts: Statistics, top: int) -> list[Candidate]:
    """Return at most `top` candidates, best first: fit to print, and none that a better one already says.

    A list that would be short is filled with what else the paper says twice or in its title, and then once.
    """
    near = sorted(ranked[:_LOOKED_AT], key=lambda candidate: (-_worth(candidate), candidate.key))
    chosen: list[Candidate] = []
    for candidate in near:
        if len(chosen) < top and _fit(candidate, counts) and not (len(chosen) >= FEW and _weak(candidate, counts)):
            _add(candidate, chosen)
    for common in (False, True):
        for candidate in near:
            if len(chosen) < min(FEW, top) and _will_do(candidate, once=common):
                _add(candidate, chosen)
    return chosen


def _add(candidate: Candidate, chosen: list[Candidate]) -> None:
    # Words that say nothing make no other keyword: "sparse attention methods" after "sparse attention".
    telling = _telling(candidate.words)
    if not _said(candidate, chosen) and all(telling != _telling(other.words) for other in chosen):
        chosen.append(candidate)


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
    lower = _surface(candidate)
    if len(surface) < 3 or _MEASURE.match(surface) or lower in _NO_WORD:
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


def _surface(candidate: Candidate) -> str:
    return candidate.surfaces.most_common(1)[0][0].lower()


def is_name(surface: str) -> bool:
    """Return whether a word is spelled as names of methods are: capitals inside, or a digit."""
    return any(char.isupper() for part in surface.split("-") for char in part[1:]) or any(
        char.isdigit() for char in surface
    )


def _fit_phrase(candidate: Candidate, counts: Statistics) -> bool:
    if candidate.key in counts.long_forms or candidate.key in RHETORIC:
        return candidate.key not in RHETORIC
    whole = counts.whole[candidate.key]
    surface = _surface(candidate)
    return (
        whole >= 0.15 * counts.anywhere[candidate.key]
        and len(set(candidate.words)) > 1
        and len(surface) <= 60
        and (_subject(candidate) or _names(candidate, surface.split()[-1], whole, counts))
        and _well_formed(surface.split(), max(whole, candidate.count))
    )


def _will_do(candidate: Candidate, *, once: bool) -> bool:
    passing = candidate.count == 1 and not candidate.in_title
    if not 2 <= len(candidate.words) <= 4 or (passing and not once) or candidate.key in RHETORIC:
        return False
    words = _surface(candidate).split()
    said = any(word not in _SAYS_NOTHING for word in candidate.words)
    return said and words[-1] not in EMPTY_HEADS and _well_formed(words, candidate.count)


def _subject(candidate: Candidate) -> bool:
    """Return whether a paper is so much about a phrase that it may be made of common words: "emergent abilities"."""
    return candidate.in_title and candidate.count > 1 and candidate.score >= SUBJECT


def _names(candidate: Candidate, head: str, whole: int, counts: Statistics) -> bool:
    """Return whether a phrase names something: its head does, and not all of its words are common ones."""
    words = candidate.words
    if all(word in _SAYS_NOTHING for word in words) or head in EMPTY_HEADS:
        return False
    if whole < 3 and (head in WEAK_HEADS or (words[0] in _GENERIC and words[-1] in NEVER_ALONE and len(words) == 2)):
        return False
    if len(words) > 2 and words[-1] in _GENERIC and whole < counts.whole[" ".join(words[:-1])]:
        return False
    rare = candidate.count < 2 and counts.anywhere[candidate.key] < 2
    return not rare or len(words) <= (4 if candidate.in_title else 2)


def _well_formed(words: Sequence[str], times: int) -> bool:
    if len(words) == 1 and words[0].rpartition("-")[2] in ADJECTIVE_TAILS:
        return False
    if words[0] in OPENERS or words[-1] in OPENERS | LEAD or any(_MEASURE.match(word) for word in words):
        return False
    # "training deep networks" is what a paper does; "training dynamics", which several say, is a thing.
    return not words[0].endswith("ing") or times >= 2


def _said(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Return whether every place of the candidate is inside another phrase, or its one word is."""
    if candidate in others:
        return True
    holders = [other for other in others if _inside(candidate.words, other.words)]
    if len(candidate.words) == 1:
        return bool(holders)
    return bool(holders) and candidate.count <= sum(other.count for other in holders)


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _SAYS_NOTHING) or tuple(words)


def _inside(part: Sequence[str], whole: Sequence[str]) -> bool:
    return len(part) < len(whole) and f" {' '.join(part)} " in f" {' '.join(whole)} "
