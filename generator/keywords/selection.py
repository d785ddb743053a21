"""Which of the ranked phrases a reader is shown: the ranking says what is likely, this says what is fit to print."""

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import mul

from generator.keywords.dull import DULL, EMPTY_HEADS, FIELDS, GENERIC, RHETORIC, WEAK_HEADS
from generator.keywords.keys import key
from generator.keywords.rank import DULL_STEMS, NEVER_ALONE, Candidate, Statistics
from generator.keywords.words import ADJECTIVE_TAILS, LEAD, NOMINAL, OPENERS, stems

_NO_WORD = GENERIC | DULL | LEAD | OPENERS
_NO_END = (OPENERS - NOMINAL) | LEAD
_SAYS_NOTHING = stems(GENERIC | LEAD | OPENERS)
_GENERIC = stems(GENERIC)
_LOOKED_AT = 60
_MEASURE = re.compile(r"(?!\dD$)\d+(?:[.,]\d+)*-?[A-Za-z%×]{0,4}$")

FEW = 5
"""A list that would be shorter is filled up to this length with the best of what is left."""
SURE = 0.6
"""The worth from which a keyword needs no place to fill."""
WEAK = -4.8
"""The score that a keyword needs."""
WORD = -3.1
"""A single word that is no name needs this score."""
SUBJECT = -3.0
"""The score from which a phrase in the title that comes back is what the paper is about, whatever its words are."""
KNOWN, BOUND = 3, 1.05
"""A phrase that so many papers have binds its parts, which hardly more papers have."""
MEASURED = 0.4
"""The share of the papers with a phrase in which a figure stands beside it that makes it a measure."""
MODIFIER = 0.2
"""The share of the papers with a plural in which it stands before a noun that makes it a part of phrases: "sports"."""
BROAD = 0.08
"""What so many of the papers hold, or whole fields are called, is said in passing unless the title has it"""
OFTEN = 4
"""or it comes so often."""

WORTH = {
    "score": 0.736,
    "field": -2.619,
    "shared": 0.988,
    "recurs": 0.627,
    "name": 3.648,
    "one_word": -2.702,
    "two_words": -1.044,
    "papers": -1.565,
    "titles": 0.533,
    "dull_head": -0.346,
    "passing": -0.386,
    "fit": 0.572,
}
"""A logistic regression on 1,447 verdicts of readers on 155 papers (docs/decisions/0010-keywords.md)."""
_INTERCEPT = 2.143


def select(ranked: Sequence[Candidate], counts: Statistics, top: int) -> list[Candidate]:
    """Return at most `top` candidates, best first: fit to print, and none that a better one already says.

    All are taken that a reader would surely call good. A list that is shorter than `FEW` is filled with what is
    likeliest of the rest, and there a part of the title's phrases ("sentence encoder") may stand beside the whole.
    """
    fit = {candidate.key for candidate in ranked[:_LOOKED_AT] if _fit(candidate, counts)}
    worth = {
        candidate.key: _worth(candidate, counts, fit=candidate.key in fit)
        for candidate in ranked[:_LOOKED_AT]
        if (candidate.key in fit or _will_do(candidate))
        and not _is_measure(candidate, counts)
        and (candidate.key in counts.long_forms or not _is_act(_surface(candidate).split(), counts))
    }
    pool = [one for one in ranked[:_LOOKED_AT] if one.key in worth]
    bound = {one.key for one in pool if any(_is_bound(one, other, counts) for other in pool)} - {*counts.long_forms}
    free = [one for one in pool if one.key not in bound]
    best = sorted(free, key=lambda one: (-worth[one.key], one.key))
    chosen: list[Candidate] = []
    _add([one for one in best if worth[one.key] >= SURE], chosen, top)
    _add(best, chosen, min(FEW, top), ends=True)
    return chosen + [one for one in best if one not in chosen][: max(0, min(FEW, top) - len(chosen))]


def _is_bound(candidate: Candidate, other: Candidate, counts: Statistics) -> bool:
    """Return whether the library hardly has a phrase outside another: "King Charles spaniels" of cavaliers."""
    papers = counts.anywhere[other.key]
    return (
        papers >= KNOWN and counts.anywhere[candidate.key] <= BOUND * papers and _inside(candidate.words, other.words)
    )


def _is_measure(candidate: Candidate, counts: Statistics) -> bool:
    """Return whether a phrase is what papers count or measure by, and no title speaks of it: units, statistics."""
    name, unit = candidate.key, len(candidate.words) == 1 and not _surface(candidate).endswith("s")
    times = counts.measured[name]
    return times > MEASURED * counts.anywhere[name] and (unit or times > 1) and not counts.titles[name]


def _is_act(words: Sequence[str], counts: Statistics) -> bool:
    """Return whether a verb behind a plural has an object: "tests revealing defects", "users compared charts", but not
    "sports betting companies" where others speak of "sports media"."""
    return any(
        word.endswith(("ing", "ed"))
        and len(word) > 5
        and word not in NOMINAL
        and _PLURAL.fullmatch(before)
        and counts.before_nouns[before] < MODIFIER * counts.words[key(before)]
        for before, word in pairwise(words[:-1])
    )


_PLURAL = re.compile(r"\w{2,}[^suiy]s|people|children|men|women")


def _worth(candidate: Candidate, counts: Statistics, *, fit: bool) -> float:
    """Return how likely a reader is to call the candidate a good keyword, 0 to 1."""
    words = candidate.words
    surface = candidate.surfaces.most_common(1)[0][0]
    figures = (
        candidate.score,
        candidate.key in FIELDS,
        candidate.shared,
        candidate.recurs,
        len(words) == 1 and is_name(surface),
        len(words) == 1,
        len(words) == 2,
        counts.part(max(1, counts.anywhere[candidate.key])),
        counts.titles[candidate.key] > candidate.in_title,
        words[-1] in DULL_STEMS,
        _in_passing(candidate, counts),
        fit,
    )
    return 1 / (1 + math.exp(-_INTERCEPT - math.fsum(map(mul, WORTH.values(), figures))))


def _in_passing(candidate: Candidate, counts: Statistics) -> bool:
    if candidate.in_title:
        return len(candidate.words) == 1 and _is_broad(candidate, counts)
    return candidate.count == 1 or (candidate.count < OFTEN and _is_broad(candidate, counts))


def _is_broad(candidate: Candidate, counts: Statistics) -> bool:
    if candidate.key in FIELDS:
        return True
    compound = len(candidate.words) == 1 and "-" in _surface(candidate)
    return not compound and counts.anywhere[candidate.key] > max(2, BROAD * counts.papers)


def _add(candidates: Iterable[Candidate], chosen: list[Candidate], most: int, *, ends: bool = False) -> None:
    """Add the candidates that no chosen one says already; with `ends`, also what the title's phrases end in."""
    for candidate in candidates:
        if len(chosen) >= most:
            return
        # Words that say nothing make no other keyword: "sparse attention methods" after "sparse attention".
        telling = _telling(candidate.words)
        others = [other for other in chosen if not (ends and _ends(candidate, other))]
        if not _said(candidate, others) and all(telling != _telling(other.words) for other in chosen):
            chosen.append(candidate)


def _ends(candidate: Candidate, other: Candidate) -> bool:
    """Return whether a phrase of the title ends another."""
    size = len(candidate.words)
    return candidate.in_title and 1 < size < len(other.words) and other.words[-size:] == candidate.words


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
    return (candidate.count > 1 or (candidate.in_title and known)) and candidate.score >= WORD


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


def _will_do(candidate: Candidate) -> bool:
    if not 2 <= len(candidate.words) <= 4 or candidate.key in RHETORIC:
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
    if words[0] in OPENERS or words[-1] in _NO_END or any(_MEASURE.match(word) for word in words):
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
