"""What a topic is called, and what its parts are; and which topic of the last build it is."""

import itertools
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.graph import labels
from generator.graph.communities import Community
from generator.graph.measures import central
from generator.keywords.entries import free_slug
from generator.keywords.keys import key
from generator.papers import Keyword, Link, Slug, SubTopic, Topic, TopicMemory

SAME = 0.3
"""Overlap (Jaccard) from which a topic is the one of the last build, and keeps its id."""
SAME_NAME = 0.5
"""Overlap from which it keeps its name too."""
KEYWORDS = 12
"""Keywords of a topic at most;"""
FEW = 5
"""of a part of one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What names are made of: the papers' terms, their lists, the keywords by key, their links."""

    terms: Mapping[str, Mapping[str, float]]
    listed: Mapping[str, Sequence[str]]
    keywords: Mapping[str, Keyword]
    related: Mapping[str, Sequence[Link]]
    holders: Mapping[str, frozenset[str]]
    """keyword -> the papers whose text or list has it"""
    proper: Collection[str]
    """words that labels write with a capital"""

    @classmethod
    def of(
        cls,
        terms: Mapping[str, Mapping[str, float]],
        listed: Mapping[str, Sequence[str]],
        keywords: Mapping[str, Keyword],
        related: Mapping[str, Sequence[Link]],
    ) -> "Evidence":
        """Return the evidence; each keyword knows the papers that hold it."""
        holders = {name: frozenset[str](keyword.papers) for name, keyword in keywords.items()}
        return cls(terms, listed, keywords, related, holders, labels.proper(keywords.values()))


def topics(communities: Sequence[Community], evidence: Evidence, remembered: Mapping[str, TopicMemory]) -> list[Topic]:
    """Return the topics in the order of the communities, named, with the ids that the last build gave them."""
    known = match(communities, remembered)
    holders = evidence.holders
    keys = [_distinctive(papers, evidence, holders, len(evidence.terms), KEYWORDS) for papers in communities]
    kept = [
        remembered[known[at][0]].name if known.get(at, ("", 0.0))[1] >= SAME_NAME else "" for at in range(len(keys))
    ]
    found = _named(_wanted(communities, keys, evidence, holders), kept)
    taken = {id for id, _ in known.values()}
    built = []
    for at, papers in enumerate(communities):
        id = Slug(known[at][0]) if at in known else free_slug(found[at], taken, "topic", found[at])
        taken.add(id)
        built.append(Topic(id, at, found[at], keys[at], central(papers, evidence.related)))
    return built


def parts(topic: Topic, communities: Sequence[Community], evidence: Evidence) -> tuple[SubTopic, ...]:
    """Return the parts of a topic, named by what sets them apart inside it; no part is called as the topic is."""
    if not communities:
        return ()
    holders = _Inside(evidence.holders, topic.papers)
    keys = [_distinctive(papers, evidence, holders, len(topic.papers), FEW) for papers in communities]
    wanted = [
        [name for name in own if name.text.casefold() != topic.name.casefold()]
        for own in _wanted(communities, keys, evidence, holders)
    ]
    found = _named(wanted, [""] * len(communities), "Part")
    return tuple(
        SubTopic(name, own, central(papers, evidence.related))
        for name, own, papers in zip(found, keys, communities, strict=True)
    )


class _Inside(dict[str, frozenset[str]]):
    """For each keyword those of some papers that hold it: few are asked for."""

    def __init__(self, holders: Mapping[str, frozenset[str]], papers: Iterable[str]) -> None:
        self._holders, self._papers = holders, frozenset(papers)

    def __missing__(self, name: str) -> frozenset[str]:
        found = self[name] = self._holders[name] & self._papers
        return found


def match(communities: Sequence[Community], remembered: Mapping[str, TopicMemory]) -> dict[int, tuple[str, float]]:
    """Return for each topic the remembered id that overlaps most, best pairs first, each id once."""
    home = {slug: number for number, papers in enumerate(communities) for slug in papers}
    pairs = []
    for id, memory in sorted(remembered.items()):
        common = Counter(home[slug] for slug in memory.members if slug in home)
        for number, both in common.items():
            overlap = both / (len(communities[number]) + len(memory.members) - both)
            pairs.append((-overlap, id, number))
    found: dict[int, tuple[str, float]] = {}
    for overlap, id, number in sorted(pairs):
        if -overlap >= SAME and number not in found and all(id != other for other, _ in found.values()):
            found[number] = (id, -overlap)
    return found


def _distinctive(
    papers: Community, evidence: Evidence, holders: Mapping[str, frozenset[str]], among: int, most: int
) -> tuple[str, ...]:
    """Return the keywords by how much more often the topic's papers hold them than others do; lists count twice.

    among: how many papers they are told from, with themselves
    """
    held = [evidence.terms.get(slug, {}) for slug in papers]
    twice = [weights.keys() & evidence.listed.get(slug, ()) for slug, weights in zip(papers, held, strict=True)]
    inside = Counter(itertools.chain(*held, *twice))
    scores = {
        name: _score(count, len(holders[name]), len(papers), among) * (1.0 if " " in name else 0.5)
        for name, count in inside.items()
        if count >= min(3, len(papers)) and name in evidence.keywords
    }
    best = sorted(scores, key=lambda name: (-round(scores[name], 9), name))
    chosen: list[str] = []
    for name in best:
        if len(chosen) < most and not any(_overlap(name, other) for other in chosen):
            chosen.append(name)
    return tuple(chosen)


def _score(count: int, everywhere: int, papers: int, library: int) -> float:
    """Return count * ln(share inside / share everywhere): what many of the topic's papers hold and few others."""
    lift = (min(count, 2 * papers) / papers) / (everywhere / library)
    return count * math.log(max(lift, 1.0))


def _overlap(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _wanted(
    communities: Sequence[Community],
    keys: Sequence[Sequence[str]],
    evidence: Evidence,
    holders: Mapping[str, frozenset[str]],
) -> list[list[labels.Name]]:
    """Return the names that each topic could have, best first; after those that cover it, its keywords."""
    found = []
    for papers, own in zip(communities, keys, strict=True):
        spare = [labels.Name(evidence.keywords[name].label, (name,), 0.0, 0.0, 0.0) for name in own]
        found.append(
            [
                *labels.ranked(papers, holders, evidence.listed, evidence.keywords, evidence.proper),
                *sorted(spare, key=lambda name: " " not in name.keys[0]),
            ]
        )
    return found


def _named(wanted: Sequence[Sequence[labels.Name]], kept: Sequence[str], noun: str = "Topic") -> list[str]:
    """Return one name for each topic: the kept one, else its best that shares no keyword with another's.

    What is most surely a topic's own is given first.
    """
    names = list(kept)
    said = [key(label) for name in kept if name for half in labels.halves(name) for label in half]
    order = sorted(range(len(names)), key=lambda at: (-max((name.score for name in wanted[at]), default=0.0), at))
    for at in order:
        if not names[at]:
            apart = (name for name in wanted[at] if not any(_overlap(own, part) for own in name.keys for part in said))
            best = next(apart, None) or _other(wanted[at], [name for name in names if name], noun)
            names[at] = best.text
            said.extend(best.keys)
    return names


def _other(wanted: Sequence[labels.Name], taken: Collection[str], noun: str) -> labels.Name:
    """Return the best name that is not taken, else a number."""
    small = {name.casefold() for name in taken}
    numbered = (labels.Name(f"{noun} {number}", (), 0.0, 0.0, 0.0) for number in itertools.count(1))
    return next(name for name in (*wanted, *itertools.islice(numbered, 1000)) if name.text.casefold() not in small)
