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
from generator.keywords.dull import DULL, GENERIC
from generator.keywords.keys import join
from generator.keywords.words import LEAD, NOMINAL, OPENERS, stems

_GENERIC_STEMS = stems(GENERIC)
DULL_STEMS = stems(GENERIC | DULL)
NEVER_ALONE = DULL_STEMS - stems(NOMINAL)
"""Stems of words that are no keyword by themselves."""

WEIGHTS = {
    "log_count": -1.0976,
    "log_count_whole": 1.1849,
    "once_here": -0.4658,
    "share_whole": -1.0871,
    "log_sentences": 0.6482,
    "in_title": 0.962,
    "log_degree": -0.9736,
    "mean_word": 0.3144,
    "one_word": -2.5694,
    "two_words": -0.2208,
    "generic_head": -0.4979,
    "dull": -0.5133,
    "gerund": 0.7045,
    "long_form": 0.9382,
    "papers": -2.6589,
    "papers_whole": 1.9393,
    "once": -1.0027,
    "titles": 4.4121,
    "phrases": -3.2378,
    "phrases_a_paper": 3.357,
}
_INTERCEPT = -0.0992
_FACTORS = tuple(WEIGHTS.values())


@dataclass(slots=True)
class Candidate:
    """A phrase of one paper, with what is counted of it there."""

    key: str
    words: tuple[str, ...]
    count: int = 0
    whole: int = 0
    """how often it is a whole chunk"""
    sentences: set[int] = field(default_factory=set)
    in_title: bool = False
    shared: float = 0.0
    """the share of its words that the title has"""
    recurs: bool = False
    """whether each of its words stands in several phrases of the paper"""
    degree: float = 0.0
    surfaces: Counter[str] = field(default_factory=Counter)
    nouns: int = 0
    """how often its last word stands for a common noun, outside titles"""
    score: float = 0.0


@dataclass(slots=True)
class Document:
    """One paper's chunks, the key of its title."""

    slug: str
    chunks: list[Chunk]
    title: str


@dataclass(slots=True)
class Statistics:
    """In how many papers of the library a phrase stands: anywhere, as a whole chunk, in the title; in how many a word
    does; how many different chunks hold the phrase and more; how many papers have a figure beside the phrase;
    in how many a word as written stands before a noun that is no gerund."""

    papers: int
    long_forms: Collection[str]
    anywhere: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    phrases: Counter[str] = field(default_factory=Counter)
    measured: Counter[str] = field(default_factory=Counter)
    before_nouns: Counter[str] = field(default_factory=Counter)
    parts: dict[int, float] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: Sequence[Document], long_forms: Collection[str]) -> "Statistics":
        """Return the statistics of all documents."""
        counts = cls(len(documents), long_forms)
        for document in documents:
            whole = {chunk.key: chunk for chunk in document.chunks}
            for name, chunk in whole.items():
                if name not in counts.whole:
                    counts.phrases.update({part.key for part in chunk.parts if not part.whole})
            counts.whole.update(whole.keys())
            counts.measured.update({chunk.key for chunk in document.chunks if chunk.measured})
            counts.before_nouns.update(
                {
                    first.word.lower()
                    for chunk in document.chunks
                    for first, second in zip(chunk.tokens, chunk.tokens[1:])
                    if second.is_noun and not second.word.endswith("ing")
                }
            )
            counts.words.update({word for phrase in whole for word in phrase.split()})
            counts.anywhere.update({part.key for chunk in document.chunks for part in chunk.parts})
            counts.titles.update({part.key for chunk in document.chunks if chunk.sentence < 0 for part in chunk.parts})
        return counts

    def part(self, papers: int) -> float:
        """Return the logarithm of a number of papers as a share of that of all: 0 for one, near 1 for all."""
        if papers not in self.parts:
            self.parts[papers] = math.log(papers) / math.log(self.papers + 1)
        return self.parts[papers]


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
        chunk = replace(chunk, tokens=chunk.tokens[1:])
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
    title = set(document.title.split())
    times = Counter(word for chunk in document.chunks for word in chunk.key.split())
    for candidate in found.values():
        candidate.recurs = all(times[word] > 1 for word in candidate.words)
        candidate.shared = sum(word in title for word in candidate.words) / len(candidate.words)
        candidate.degree = sum(degrees.get(word, 1.0) for word in candidate.words)
        candidate.in_title = candidate.in_title or f" {candidate.key} " in f" {document.title} "
        candidate.score = _score(candidate, counts)
    return sorted(found.values(), key=lambda candidate: (-candidate.score, candidate.key))


def _stands(part: Part, chunk: Chunk, counts: Statistics) -> bool:
    if part.key in NEVER_ALONE or not part.tokens[-1].is_noun:
        return False
    if part.whole:
        return True
    lead = part.tokens[0].word.lower()
    if part.tokens[0] is not chunk.tokens[0] and (lead in LEAD or lead in OPENERS):
        return False
    return counts.whole[part.key] >= 2 or part.key in counts.long_forms or _ends_title(part, chunk, counts)


def _ends_title(part: Part, chunk: Chunk, counts: Statistics) -> bool:
    """Return whether a part is what a phrase of the title speaks of, without its first words: "sentence encoder" of
    "universal sentence encoder", but not "features lens" of "random features lens": "random features" is a phrase."""
    cut = len(chunk.tokens) - len(part.tokens)
    if chunk.sentence >= 0 or len(part.tokens) < 2 or part.tokens[0] is not chunk.tokens[cut]:
        return False
    torn = join((chunk.tokens[cut - 1].key, chunk.tokens[cut].key))
    return not counts.whole[torn] and counts.anywhere[torn] < 2


def _count(found: dict[str, Candidate], part: Part, chunk: Chunk) -> None:
    candidate = found.get(part.key)
    if candidate is None:
        candidate = found[part.key] = Candidate(part.key, tuple(part.key.split()))
    candidate.count += 1
    candidate.whole += part.whole
    candidate.sentences.add(chunk.sentence)
    candidate.surfaces[" ".join(token.word for token in part.tokens)] += 1
    candidate.in_title |= chunk.sentence == -1
    last = part.tokens[-1]
    candidate.nouns += chunk.sentence >= 0 and (last.tag in ("NN", "NNS") or last.word.lower() in NOMINAL)


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


def _score(candidate: Candidate, counts: Statistics) -> float:
    return _INTERCEPT + math.fsum(map(mul, _FACTORS, _figures(candidate, counts)))


def _figures(candidate: Candidate, counts: Statistics) -> tuple[float, ...]:
    """Return the figures in the order of `WEIGHTS`. Logarithms of numbers of papers are shares of the library's."""
    key, words = candidate.key, candidate.words
    papers = max(1, counts.anywhere[key])
    whole = counts.whole[key]
    phrases = counts.phrases[key]
    return (
        math.log1p(candidate.count),
        math.log1p(candidate.whole),
        candidate.count == 1,
        candidate.whole / candidate.count,
        math.log(len(candidate.sentences)),
        candidate.in_title,
        math.log1p(candidate.degree),
        sum(1 - counts.part(counts.words[word] or 1) for word in words) / len(words),
        len(words) == 1,
        len(words) == 2,
        words[-1] in _GENERIC_STEMS,
        DULL_STEMS.issuperset(words),
        _surface(candidate).endswith("ing"),
        key in counts.long_forms,
        counts.part(papers),
        counts.part(1 + whole),
        whole == 1,
        counts.part(1 + counts.titles[key]),
        counts.part(1 + phrases),
        phrases / (papers + phrases),
    )


def _surface(candidate: Candidate) -> str:
    return candidate.surfaces.most_common(1)[0][0].lower()
