"""How likely an author would give a phrase as a keyword: a linear model over 20 figures of the phrase, its paper and
the library.

The weights are those of a logistic regression on author keywords of computer science papers;
docs/decisions/0010-keywords.md says how they were measured.
"""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from operator import mul

from generator.keywords.candidates import Chunk, Part
from generator.keywords.words import GENERIC, LEAD, OPENERS, stems

GENERIC_STEMS = stems(GENERIC)

WEIGHTS = {
    "log_count": -0.3541,
    "log_count_whole": 0.681,
    "rarity": -0.6397,
    "rarest_word": -0.8864,
    "mean_word": 2.8009,
    "standalone": -0.9656,
    "log_papers_whole": 0.0714,
    "in_title": 0.2865,
    "early": 1.1324,
    "position": -0.5514,
    "one_word": -0.4473,
    "two_words": 0.8794,
    "three_words": 0.1278,
    "more_words": -1.2544,
    "log_degree": 0.5845,
    "generic": -0.4039,
    "generic_head": -0.7891,
    "acronym": 0.3612,
    "once": -0.7722,
    "count_rarity": 1.1293,
}
_INTERCEPT = -3.955
_FACTORS = tuple(WEIGHTS.values())


@dataclass(slots=True)
class Candidate:
    """A phrase of one paper, with what is counted of it there."""

    key: str
    words: tuple[str, ...]
    count: int = 0
    whole: int = 0
    first: int = 0
    in_title: bool = False
    degree: float = 0.0
    surfaces: Counter[str] = field(default_factory=Counter)
    nouns: int = 0
    """how often its last word was tagged as a common noun, outside titles"""
    score: float = 0.0


@dataclass(slots=True)
class Document:
    """One paper's chunks, its length in words, the key of its title."""

    slug: str
    chunks: list[Chunk]
    length: int
    title: str


@dataclass(slots=True)
class Statistics:
    """In how many papers of the library a phrase or word stands."""

    papers: int
    anywhere: Counter[str]
    whole: Counter[str]
    words: Counter[str]
    long_forms: Collection[str]
    rarities: dict[int, float] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: Sequence[Document], long_forms: Collection[str]) -> "Statistics":
        """Return the statistics of all documents."""
        counts = cls(len(documents), Counter(), Counter(), Counter(), long_forms)
        for document in documents:
            whole = {chunk.key for chunk in document.chunks}
            counts.whole.update(whole)
            counts.words.update({word for phrase in whole for word in phrase.split()})
            counts.anywhere.update({part.key for chunk in document.chunks for part in chunk.parts})
        return counts

    def rarity(self, papers: int) -> float:
        """Return 1 for what one paper has, near 0 for what all have."""
        if papers not in self.rarities:
            self.rarities[papers] = math.log((self.papers + 1) / max(1, papers)) / math.log(self.papers + 1)
        return self.rarities[papers]


def trimmed(documents: Sequence[Document], long_forms: Collection[str]) -> list[Document]:
    """Return the documents without soft adjectives in front of chunks, but for those that the library shows to belong
    there."""
    fixed = _fixed(documents, long_forms)
    return [
        replace(document, chunks=[chunk for old in document.chunks if (chunk := _trim(old, fixed)).tokens])
        for document in documents
    ]


def _fixed(documents: Sequence[Document], long_forms: Collection[str]) -> set[str]:
    """Return the phrases whose soft first word belongs to them.

    A gerund that comes back ("binding affinity") does; praise must come back more often.
    """
    led: Counter[str] = Counter()
    rest: Counter[str] = Counter()
    least: dict[str, int] = {}
    for document in documents:
        for chunk in document.chunks:
            rest.update(part.key for part in chunk.parts)
            if chunk.tokens[0].is_loose:
                parts = [part.key for part in chunk.parts if len(part.tokens) > 1 and part.tokens[0] is chunk.tokens[0]]
                led.update(parts)
                least.update(dict.fromkeys(parts, 2 if chunk.tokens[0].word.lower().endswith("ing") else 3))
    return {
        phrase
        for phrase, count in led.items()
        if phrase in long_forms or (count >= least[phrase] and count >= 0.3 * rest[phrase.split(" ", 1)[-1]])
    }


def _trim(chunk: Chunk, fixed: Collection[str]) -> Chunk:
    while chunk.tokens and _cut(chunk, fixed):
        chunk = Chunk(chunk.sentence, chunk.offset, chunk.tokens[1:])
    return chunk


def _cut(chunk: Chunk, fixed: Collection[str]) -> bool:
    if chunk.tokens[0].is_loose:
        return not any(
            part.key in fixed for part in chunk.parts if part.tokens[0] is chunk.tokens[0] and len(part.tokens) > 1
        )
    return chunk.tokens[0].word.lower() in LEAD


def candidates(document: Document, counts: Statistics) -> list[Candidate]:
    """Return the scored candidates of one paper, best first; ties by key."""
    found: dict[str, Candidate] = {}
    for chunk in document.chunks:
        for part in chunk.parts:
            if _stands(part, chunk, counts):
                _count(found, part, chunk)
    degrees = _degrees(document)
    for candidate in found.values():
        candidate.degree = sum(degrees.get(word, 1.0) for word in candidate.words)
        candidate.in_title = candidate.in_title or f" {candidate.key} " in f" {document.title} "
        candidate.score = _score(candidate, document, counts)
    return sorted(found.values(), key=lambda candidate: (-candidate.score, candidate.key))


def _stands(part: Part, chunk: Chunk, counts: Statistics) -> bool:
    if not part.tokens[-1].is_noun:
        return False
    if part.whole:
        return True
    lead = part.tokens[0].word.lower()
    if part.tokens[0] is not chunk.tokens[0] and (lead in LEAD or lead in OPENERS):
        return False
    return counts.whole[part.key] >= 2 or part.key in counts.long_forms


def _count(found: dict[str, Candidate], part: Part, chunk: Chunk) -> None:
    candidate = found.get(part.key)
    if candidate is None:
        first = chunk.offset if chunk.sentence >= 0 else 0
        candidate = found[part.key] = Candidate(part.key, tuple(part.key.split()), first=first)
    candidate.count += 1
    candidate.whole += part.whole
    candidate.surfaces[" ".join(token.word for token in part.tokens)] += 1
    candidate.in_title |= chunk.sentence == -1
    candidate.nouns += chunk.sentence >= 0 and part.tokens[-1].tag in ("NN", "NNS")


def _degrees(document: Document) -> dict[str, float]:
    """Return for each word the mean length of the chunks that hold it (RAKE's degree over frequency)."""
    length: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for chunk in document.chunks:
        words = chunk.key.split()
        for word in words:
            length[word] += len(words)
            count[word] += 1
    return {word: length[word] / count[word] for word in sorted(count)}


def _score(candidate: Candidate, document: Document, counts: Statistics) -> float:
    return _INTERCEPT + math.fsum(map(mul, _FACTORS, _figures(candidate, document, counts)))


def _figures(candidate: Candidate, document: Document, counts: Statistics) -> tuple[float, ...]:
    """Return the figures in the order of `WEIGHTS`."""
    anywhere = max(1, counts.anywhere[candidate.key])
    whole = counts.whole[candidate.key]
    rarities = [counts.rarity(counts.words[word]) for word in candidate.words]
    rarity = counts.rarity(anywhere)
    position = candidate.first / document.length
    words = len(candidate.words)
    log_count = math.log1p(candidate.count)
    return (
        log_count,
        math.log1p(candidate.whole),
        rarity,
        min(rarities),
        sum(rarities) / words,
        whole / anywhere,
        math.log1p(whole),
        candidate.in_title,
        math.exp(-3 * position),
        position,
        words == 1,
        words == 2,
        words == 3,
        words >= 4,
        math.log1p(candidate.degree),
        GENERIC_STEMS.issuperset(candidate.words),
        candidate.words[-1] in GENERIC_STEMS,
        any(surface.isupper() and len(surface) > 1 for surface in candidate.surfaces),
        whole == 1,
        log_count * rarity,
    )
