"""The search index: BM25 impacts and places of every word, packed for scripts.

docs/decisions/0025-search-places.md has the reasons and the measurements.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from operator import add
from typing import Any

from generator.cut import Numbers, distinct
from generator.queries import held, words

# Robertson, S., & Zaragoza, H. (2009). The probabilistic relevance framework: BM25 and beyond. doi:10.1561/1500000019
_K1 = 1.2
_B = 0.75
LEVELS = 26
_WEIGHTS = {"title": 3, "keywords": 2, "authors": 2, "venue": 1, "year": 1, "abstract": 1}
SHARD = 12_000
"""Characters of postings in one file, if no single word has more."""
SPELLINGS = 16_000
"""Words that slips of the pen are compared with, at most: the most frequent."""
DIGITS = ("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_", "!#$%&'()*+/:;=>?@[]^`{|}~")
"""The last digits of places' steps, and those before them."""

_LEVEL = "ABCDEFGHIJKLMNOPQRSTUVWXYZZ"
"""A letter for each level, from 0 to 1 in steps; 1 itself counts as the last."""


@dataclass(frozen=True, slots=True)
class Index:
    """By term: its postings and its places, packed; the number of papers that hold it; its most frequent spelling.

    Papers go by their places in slug order.
    """

    terms: Mapping[str, str]
    places: Mapping[str, str]
    papers: Mapping[str, int]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shard:
    """A run of terms in the order in which scripts compare them: packed postings, and packed places."""

    first: str
    terms: Mapping[str, str]
    places: Mapping[str, str]


def index(documents: Sequence[Mapping[str, str]]) -> Index:
    """Return the BM25 impact of every term in every document, without its idf (the script has the counts for that).

    A document is field -> text; the fields weigh as in the table above. Two words that some document joins by a hyphen
    are found as one word, too, wherever they stand side by side: "fine-tuning", "fine tuning" and "finetuning" are one.
    """
    import numpy

    found = held.read(documents)
    named = Numbers()
    terms = named.of(term for term, _ in found.kinds_of)[found.kinds].astype(numpy.int64)
    weights = numpy.array([_WEIGHTS[name] for name in words.DOCUMENT])[found.fields]
    groups, at = numpy.unique(terms * len(documents) + found.documents, return_inverse=True)
    lengths = numpy.bincount(found.documents, weights, len(documents))
    times, papers = numpy.bincount(at, weights), groups % max(1, len(documents))
    starts = numpy.searchsorted(groups, numpy.arange(len(named) + 1) * len(documents)).tolist()
    mean = float(lengths.mean()) if lengths.any() else 1.0
    levels = (impact(times, lengths[papers], mean) * LEVELS).astype(int)
    parts = [*map(add, map(base36, _steps(papers, starts[:-1])), map(_LEVEL.__getitem__, levels.tolist()))]
    here = packed_places(at, found.places, len(groups))
    rows = list(zip(named, pairwise(starts), strict=True))
    return Index(
        {term: "".join(parts[start:end]) for term, (start, end) in rows},
        {term: ",".join(here[start:end]) for term, (start, end) in rows},
        {term: end - start for term, (start, end) in rows},
        _spelled(found.kinds_of, numpy.bincount(found.kinds, minlength=len(found.kinds_of)).tolist()),
    )


def packed_places(groups: Any, places: Any, many: int) -> list[str]:
    """Return the places of each of so many groups, packed: as steps from one to the next, each place once.

    groups: the number of each place's group; a negative place is none
    """
    import numpy

    placed = places >= 0
    most = int(places.max(initial=0)) + 1
    rows = distinct(groups[placed] * most + places[placed])
    starts = numpy.searchsorted(rows, numpy.arange(many + 1) * most)
    parts = [*map(_step, _steps(rows % most, starts[:-1][starts[:-1] < starts[1:]]))]
    # Most have one place.
    return [parts[start] if end - start == 1 else "".join(parts[start:end]) for start, end in pairwise(starts.tolist())]


def _steps(numbers: Any, starts: Any) -> list[int]:
    """Return how far each number of ascending runs is above the one before; the first of each run as it is."""
    import numpy

    steps = numpy.diff(numbers, prepend=0)
    steps[starts] = numbers[starts]
    return list(steps.tolist())


def impact(count: Any, length: Any, mean: float) -> Any:
    """Return what terms weigh, in 0..1, that stand so many times in papers of such a length; numbers or arrays.

    >>> impact(3, 10.0, 10.0) == 3 / 4.2
    True
    """
    return count / (count + _K1 * (1 - _B + _B * length / mean))


def _spelled(kinds: Sequence[tuple[str, str]], often: Sequence[int]) -> dict[str, str]:
    """Return the most frequent spelling of each term, the first of equal ones; kinds: a term and a word of it each."""
    best: dict[str, tuple[int, str]] = {}
    for (term, word), number in zip(kinds, often, strict=True):
        if term not in best or (-number, word) < best[term]:
            best[term] = -number, word
    return {term: word for term, (_, word) in best.items()}


def shards(made: Index, most: int = SHARD) -> list[Shard]:
    """Return all terms in runs of so many characters of postings."""
    found: list[Shard] = []
    terms: dict[str, str] = {}
    places: dict[str, str] = {}
    room = 0
    for term in sorted(made.terms, key=lambda term: term.encode("utf-16-be")):
        postings = made.terms[term]
        if room < len(postings):
            terms, places = {}, {}
            found.append(Shard(term, terms, places))
            room = most
        room -= len(postings) + len(term)
        # The two tables grow until the next shard begins.
        terms[term] = postings
        places[term] = made.places[term]
    return found


@cache
def _step(number: int) -> str:
    """Return a step between two places. Its last digit is one of 64, those before it are of 25 others: most steps are
    one character.

    >>> _step(3), _step(997)
    ('3', '?B')
    """
    last, before = DIGITS
    high, low = divmod(number, len(last))
    shown = last[low]
    while high:
        high, low = divmod(high, len(before))
        shown = before[low] + shown
    return shown


def spellings(made: Index) -> str:
    """Return the most frequent words: how many letters it shares with the one before, its rest, how frequent it is.

    >>> spellings(index([{"title": "graphs graphics"}, {"title": "graph"}, {"title": "graphs"}]))
    '0graphicsA5sB'
    """
    plain = (term for term, word in made.words.items() if word.isalpha() and len(word) > 2 and word.islower())
    ranked = sorted(plain, key=lambda term: (-made.papers[term], term))[:SPELLINGS]
    words = sorted((made.words[term], made.papers[term]) for term in ranked)
    parts = []
    last = ""
    for word, papers in words:
        shared = _shared(last, word)
        parts.append(base36(shared) + word[shared:] + chr(ord("A") + min(25, papers.bit_length() - 1)))
        last = word
    return "".join(parts)


def _shared(one: str, other: str) -> int:
    """Return with how many letters both begin, as far as one digit can say."""
    pairs = enumerate(zip(one, other, strict=False))
    return min(35, next((at for at, (a, b) in pairs if a != b), min(len(one), len(other))))


@lru_cache(maxsize=65_536)
def base36(number: int) -> str:
    """Return a number as scripts read it with `parseInt(_, 36)`."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    shown = digits[number % 36]
    while number := number // 36:
        shown = digits[number % 36] + shown
    return shown
