"""The search index: BM25 impacts and places of every word, packed for scripts.

docs/decisions/0025-search-places.md has the reasons and the measurements.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from operator import add, sub
from typing import Any

from generator.kept import Kept, mark
from generator.queries import words as cut

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

_SPACE, _TAB = " ", "\t"


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


def index(documents: Mapping[str, Mapping[str, str]], kept: Kept | None = None) -> Index:
    """Return the BM25 impact of every term in every document, without its idf (the script has the counts for that).

    A document is field -> text; the fields weigh as in the table above. Two words that some document joins by a hyphen
    are found as one word, too, wherever they stand side by side: "fine-tuning", "fine tuning" and "finetuning" are one.

    documents: by slug, in order; kept: what an earlier build read in them
    """
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    ids: list[int] = []
    counts: list[list[int]] = []
    places: list[str] = []
    spelled: Counter[str] = Counter()
    for row in _read(documents, kept or Kept()):
        terms, times, here, spellings = row.split("\n")
        counts.append([*map(int, times.split())])
        if terms:
            ids += map(numbers.__getitem__, terms.split(_SPACE))
            places += here.split(_SPACE)
            spelled.update(spellings.split(_TAB))
    found = dict(zip(numbers, _by_term(ids, counts, places), strict=True))
    postings, held, papers = ({term: each[at] for term, each in found.items()} for at in range(3))
    return Index(postings, held, papers, _spelled(spelled))


def _read(documents: Mapping[str, Mapping[str, str]], kept: Kept) -> Iterator[str]:
    """Yield what each document holds: lines of its terms, of their counts, of their places, and of terms with words."""
    marks = {slug: mark(*chain.from_iterable(sorted(document.items()))) for slug, document in documents.items()}
    pairs: dict[str, None] = {}
    for slug, document in documents.items():
        found = kept.made(f"pairs {slug}", marks[slug], lambda: _TAB.join(_pairs(document)))  # noqa: B023 - called at once
        pairs.update(dict.fromkeys(found.split(_TAB) if found else ()))
    known = cut.Compounds.of([(first, second) for first, _, second in (pair.partition(_SPACE) for pair in pairs)])
    all_pairs = mark(*sorted(pairs))
    for slug, document in documents.items():
        yield kept.made(f"terms {slug}", marks[slug] + all_pairs, lambda: _terms(document, known))  # noqa: B023


def _pairs(document: Mapping[str, str]) -> list[str]:
    return sorted({_SPACE.join(pair) for pair in cut.joined_pairs(document)})


def _terms(document: Mapping[str, str], known: cut.Compounds) -> str:
    counts: defaultdict[str, int] = defaultdict(int)
    places: defaultdict[str, list[int]] = defaultdict(list)
    spelled: list[str] = []
    for name, terms, words, at in cut.read(document, known):
        weight = _WEIGHTS[name]
        spelled += map(_SPACE.join, zip(terms, words, strict=True))
        for term, place in zip(terms, at, strict=True):
            counts[term] += weight
            if place is not None:
                places[term].append(place)
    lines = counts, map(str, counts.values()), map(packed_places, map(places.__getitem__, counts))
    return "\n".join([*map(_SPACE.join, lines), _TAB.join(spelled)])


def _by_term(ids: Sequence[int], counts: Sequence[Sequence[int]], places: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield each term's postings, places and number of papers.

    ids: the number of the term of each posting, paper by paper; counts: those of each paper
    """
    import numpy

    lengths = numpy.array([sum(times) for times in counts], dtype=float)
    mean = float(lengths.mean()) if counts and lengths.any() else 1.0
    papers = numpy.repeat(numpy.arange(len(counts)), [len(times) for times in counts])
    impacts = impact(numpy.fromiter(chain.from_iterable(counts), float, len(ids)), lengths[papers], mean)
    order = numpy.argsort(numpy.array(ids, dtype=int), kind="stable")
    starts = numpy.flatnonzero(numpy.diff(numpy.array(ids, dtype=int)[order], prepend=-1))
    steps = numpy.diff(papers[order], prepend=0)
    steps[starts] = papers[order][starts]
    levels = (impacts[order] * LEVELS).astype(int)
    parts = [*map(add, map(base36, steps.tolist()), map(_LEVEL.__getitem__, levels.tolist()))]
    held = [places[at] for at in order.tolist()]
    for start, end in pairwise([*starts.tolist(), len(ids)]):
        yield "".join(parts[start:end]), ",".join(held[start:end]), end - start


def impact(count: Any, length: Any, mean: float) -> Any:
    """Return what terms weigh, in 0..1, that stand so many times in papers of such a length; numbers or arrays.

    >>> impact(3, 10.0, 10.0) == 3 / 4.2
    True
    """
    return count / (count + _K1 * (1 - _B + _B * length / mean))


def _spelled(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the most frequent spelling of each term; counts: "term word" -> how often."""
    best: dict[str, tuple[int, str]] = {}
    for spelling, number in counts.items():
        term, _, word = spelling.partition(_SPACE)
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


def packed_places(places: Sequence[int]) -> str:
    """Return the places of a term in one paper, as steps.

    The last digit of a step is one of 64, those before it are of 25 others: most steps are one character.

    >>> packed_places([3, 1000])
    '3?B'
    """
    if len(places) == 1:
        return _step(places[0])
    ordered = sorted(set(places))
    return "".join(map(_step, map(sub, ordered, [0, *ordered])))


@cache
def _step(number: int) -> str:
    last, before = DIGITS
    high, low = divmod(number, len(last))
    shown = last[low]
    while high:
        high, low = divmod(high, len(before))
        shown = before[low] + shown
    return shown


def spellings(made: Index) -> str:
    """Return the most frequent words: how many letters it shares with the one before, its rest, how frequent it is.

    >>> spellings(index({"a": {"title": "graphs graphics"}, "b": {"title": "graph"}, "c": {"title": "graphs"}}))
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
