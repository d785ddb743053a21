"""The search index: BM25 impacts and places of every word, packed for scripts.

docs/decisions/0025-search-places.md has the reasons and the measurements.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    counts: list[Counter[str]] = []
    places: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for number, document in enumerate(documents):
        counts.append(Counter())
        for name, term, word, place in cut.read(document, known):
            counts[-1][term] += _WEIGHTS[name]
            spelled[term][word] += 1
            if place is not None:
                places[term][number].append(place)
    words = {term: min(found, key=lambda word: (-found[word], word)) for term, found in spelled.items()}
    return Index(len(documents), _impacts(counts), places, words)


def shards(made: Index, most: int = SHARD) -> list[Shard]:
    """Return all terms in runs of so many characters of postings."""
    found: list[Shard] = []
    room = 0
    for term in sorted(made.terms, key=lambda term: term.encode("utf-16-be")):
        postings = packed(made.terms[term])
        if room < len(postings):
            found.append(Shard(term, {}, {}))
            room = most
        room -= len(postings) + len(term)
        # The two tables grow until the next shard begins.
        found[-1].terms[term] = postings  # type: ignore[index]
        found[-1].places[term] = packed_places(made.terms[term], made.places.get(term, {}))  # type: ignore[index]
    return found


def packed(postings: Postings) -> str:
    """Return postings as text: for each paper the step from the one before in base 36, then a letter for the impact.

    >>> packed({0: 0.99, 2: 0.5, 40: 0.0})
    '0Z2N12A'
    """
    parts = []
    last = 0
    for number in sorted(postings):
        level = min(LEVELS - 1, int(postings[number] * LEVELS))
        parts.append(base36(number - last) + chr(ord("A") + level))
        last = number
    return "".join(parts)


def packed_places(postings: Iterable[int], places: Mapping[int, Sequence[int]]) -> str:
    """Return the places in each paper that has postings, in their order: steps, commas between papers.

    The last digit of a step is one of 64, those before it are of 25 others: most steps are one character.

    >>> packed_places([0, 2, 40], {0: [3, 1000], 40: [7]})
    '3?B,,7'
    """
    return ",".join(
        "".join(_step(place - before) for before, place in pairwise([0, *sorted(set(places.get(number, ())))]))
        for number in sorted(postings)
    )


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


def base36(number: int) -> str:
    """Return a number as scripts read it with `parseInt(_, 36)`."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    shown = digits[number % 36]
    while number := number // 36:
        shown = digits[number % 36] + shown
    return shown


def _impacts(counts: Sequence[Counter[str]]) -> dict[str, dict[int, float]]:
    lengths = [sum(count.values()) for count in counts]
    mean = sum(lengths) / max(1, len(lengths)) or 1.0
    terms: dict[str, dict[int, float]] = defaultdict(dict)
    for number, (count, length) in enumerate(zip(counts, lengths, strict=True)):
        norm = _K1 * (1 - _B + _B * length / mean)
        for term, frequency in count.items():
            terms[term][number] = frequency / (frequency + norm)
    return terms
