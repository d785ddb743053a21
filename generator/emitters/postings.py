"""The search index: BM25 impacts and places of every word, packed for scripts.

docs/decisions/0025-search-places.md has the reasons and the measurements.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from operator import add, sub

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

Postings = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Index:
    """term -> paper number -> impact in 0..1; numbers are places in slug order.

    places: term -> paper number -> where it stands, as `words.FIELDS` counts; words: term -> its most frequent spelling
    """

    papers: int
    terms: Mapping[str, Postings]
    places: Mapping[str, Mapping[int, Sequence[int]]]
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
    known = cut.known_compounds(documents)
    counts: list[dict[str, int]] = []
    places: dict[str, dict[int, list[int]]] = defaultdict(dict)
    spelled: Counter[tuple[str, str]] = Counter()
    for number, document in enumerate(documents):
        count: dict[str, int] = {}
        for name, terms, words, at in cut.read(document, known):
            for term, times in Counter(terms).items():
                count[term] = count.get(term, 0) + _WEIGHTS[name] * times
            spelled.update(zip(terms, words, strict=True))
            for term, place in zip(terms, at, strict=True):
                if place is not None:
                    places[term].setdefault(number, []).append(place)
        counts.append(count)
    return Index(len(documents), _impacts(counts), places, _spelled(spelled))


def _spelled(counts: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Return the most frequent spelling of each term."""
    best: dict[str, tuple[int, str]] = {}
    for (term, word), number in counts.items():
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
        postings = packed(made.terms[term])
        if room < len(postings):
            terms, places = {}, {}
            found.append(Shard(term, terms, places))
            room = most
        room -= len(postings) + len(term)
        # The two tables grow until the next shard begins.
        terms[term] = postings
        places[term] = packed_places(made.terms[term], made.places.get(term, {}))
    return found


def packed(postings: Postings) -> str:
    """Return postings as text: for each paper the step from the one before in base 36, then a letter for the impact.

    >>> packed({0: 0.99, 2: 0.5, 40: 0.0})
    '0Z2N12A'
    """
    numbers = sorted(postings)
    steps = map(base36, map(sub, numbers, [0, *numbers]))
    levels = [_LEVEL[int(postings[number] * LEVELS)] for number in numbers]
    return "".join(map(add, steps, levels))


def packed_places(postings: Iterable[int], places: Mapping[int, Sequence[int]]) -> str:
    """Return the places in each paper that has postings, in their order: steps, commas between papers.

    The last digit of a step is one of 64, those before it are of 25 others: most steps are one character.

    >>> packed_places([0, 2, 40], {0: [3, 1000], 40: [7]})
    '3?B,,7'
    """
    found = map(places.get, sorted(postings), repeat(()))
    return ",".join([_step(here[0]) if here and len(here) == 1 else _steps(here) for here in found])


def _steps(places: Iterable[int]) -> str:
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

    >>> spellings(index([{"title": "graphs graphics"}, {"title": "graph"}, {"title": "graphs"}]))
    '0graphicsA5sB'
    """
    plain = (term for term, word in made.words.items() if word.isalpha() and len(word) > 2 and word.islower())
    ranked = sorted(plain, key=lambda term: (-len(made.terms[term]), term))[:SPELLINGS]
    words = sorted((made.words[term], len(made.terms[term])) for term in ranked)
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


def _impacts(counts: Sequence[Mapping[str, int]]) -> dict[str, dict[int, float]]:
    lengths = [sum(count.values()) for count in counts]
    mean = sum(lengths) / max(1, len(lengths)) or 1.0
    terms: dict[str, dict[int, float]] = defaultdict(dict)
    for number, (count, length) in enumerate(zip(counts, lengths, strict=True)):
        norm = _K1 * (1 - _B + _B * length / mean)
        for term, frequency in count.items():
            terms[term][number] = frequency / (frequency + norm)
    return terms
