"""A library of any size out of the demo's own sentences: the same number gives the same papers.

A paper is made of sentences of papers of one topic. Of its rare words, half are coined anew, from a stock that grows
as the vocabulary of real libraries does, so that a library of ten times the size does not say the same ten times.

References
----------
Heaps, H. S. (1978). Information retrieval: computational and theoretical aspects.
"""

import random
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.product import Record
from generator import content, text
from generator.keywords import keys
from generator.keywords.dictionary import Dictionary
from generator.papers import Content, Paper
from generator.report import Report

SENTENCES = 8
FROM = 4
"""Papers whose sentences a new one holds."""
RARE = 3
"""A word of this many papers at most is rare."""
COINED = 0.5
"""The share of rare words that are coined."""
DRAWN = 8
"""Keywords of a paper that are drawn from the project's,"""
COINED_KEYWORDS = 3
"""and from its coined words."""
_WORD = re.compile(r"[a-z]{5,}")
_SYLLABLES = "bra cor den fil gan lor mir nex pol quan ras sol tri ven zor mal".split()


def papers(number: int, project: Path) -> list[Record]:
    """Return a data set of papers: the project's own first, then made ones."""
    known = content.read(project, Report())
    own = [{"title": paper.title, "abstract": paper.abstract} for paper in known.library][:number]
    order = random.Random(number)
    coin = _Coin(own, number, order)
    groups = _groups(known)
    made = [_made(order.choice(groups), coin, order) for _ in range(number - len(own))]
    return [{"id": str(place), **paper} for place, paper in enumerate([*own, *made])]


def drawn(papers: Sequence[Paper], project: Path) -> list[Paper]:
    """Return papers with the project's own keywords that their texts hold, and with a few of their coined words."""
    known = content.read(project, Report()).library
    labels = {keys.key(label): label for paper in known for label in paper.keywords}
    held = {word for paper in known for word in _WORD.findall(f"{paper.title} {paper.abstract}")}
    dictionary, order = Dictionary.of(sorted(labels), {}), random.Random(len(papers))
    return [replace(paper, keywords=_drawn(paper, dictionary, labels, held, order)) for paper in papers]


def _drawn(
    paper: Paper, dictionary: Dictionary, labels: Mapping[str, str], held: Collection[str], order: random.Random
) -> tuple[str, ...]:
    counts = dictionary.read(paper.title, paper.abstract, {}).counts
    own = sorted(
        (name for name in counts if name in labels), key=lambda name: (-counts[name] * len(name.split()), name)
    )
    coined = sorted({word for word in _WORD.findall(f"{paper.title} {paper.abstract}") if word not in held})
    return (*[labels[name] for name in own[:DRAWN]], *order.sample(coined, min(COINED_KEYWORDS, len(coined))))


def _groups(known: Content) -> list[list[tuple[str, list[str]]]]:
    """Return (title, sentences) of the papers of each topic of the last build; all papers where there is none."""
    slugs = [
        [slug for slug in topic.members if slug in known.library.by_slug] for topic in known.state.topics.values()
    ] or [[paper.slug for paper in known.library]]
    return [
        [(known.library[slug].title, _sentences(known.library[slug].abstract)) for slug in members]
        for members in slugs
        if len(members) >= FROM
    ]


def _sentences(abstract: str) -> list[str]:
    return [abstract[start:end] for start, end in text.sentences(abstract)]


def _made(group: Sequence[tuple[str, list[str]]], coin: "_Coin", order: random.Random) -> dict[str, str]:
    chosen = order.sample(group, FROM)
    pool = [sentence for _, sentences in chosen for sentence in sentences]
    abstract = " ".join(order.sample(pool, min(SENTENCES, len(pool))))
    halves = [title.split() for title, _ in chosen[:2]]
    title = " ".join(halves[0][: len(halves[0]) // 2 + 1] + halves[1][len(halves[1]) // 2 :])
    return {"title": coin.spend(title), "abstract": coin.spend(abstract)}


class _Coin:
    """Coins words: rare ones of a text become others, of a stock of 27 * papers ** 0.6 with few frequent ones."""

    def __init__(self, papers: Sequence[Mapping[str, str]], number: int, order: random.Random) -> None:
        spread = Counter(
            word for paper in papers for word in set(_WORD.findall(f"{paper['title']} {paper['abstract']}"))
        )
        self.rare = {word for word, held in spread.items() if held <= RARE}
        self.order = order
        self.stock = max(100, int(27 * number**0.6))

    def spend(self, original: str) -> str:
        return _WORD.sub(lambda match: self._other(match[0]), original)

    def _other(self, word: str) -> str:
        if word not in self.rare or self.order.random() > COINED:
            return word
        number = int(self.stock ** self.order.random())
        syllables: list[str] = []
        while number or len(syllables) < 3:
            number, at = divmod(number, len(_SYLLABLES))
            syllables.append(_SYLLABLES[at])
        return "".join(syllables)
