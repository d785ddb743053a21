"""What a topic is called: by a keyword that its papers share and others lack; and which topic of the last build it
is."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.graph.measures import central
from generator.graph.topics import Community
from generator.keywords.entries import free_slug
from generator.keywords.library import can_name, is_generic
from generator.papers import Keyword, Link, Slug, Topic, TopicMemory

SAME = 0.3
"""Overlap (Jaccard) from which a topic is the one of the last build, and keeps its id."""
SAME_NAME = 0.5
"""Overlap from which it keeps its name too."""
KEYWORDS = 12
"""Keywords of a topic at most."""
OWN = 0.6
"""The share of its papers that a topic must hold before a phrase of common words names it: "transfer learning",
"language models"."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What names are made of: the papers' terms, their lists, the keywords by key, their links."""

    terms: Mapping[str, Mapping[str, float]]
    listed: Mapping[str, Sequence[str]]
    keywords: Mapping[str, Keyword]
    related: Mapping[str, Sequence[Link]]


def topics(communities: Sequence[Community], evidence: Evidence, remembered: Mapping[str, TopicMemory]) -> list[Topic]:
    """Return the topics in the order of the communities, named, with the ids that the last build gave them."""
    known = match(communities, remembered)
    everywhere = Counter(name for weights in evidence.terms.values() for name in weights if name in evidence.keywords)
    keys = [_distinctive(papers, evidence, everywhere) for papers in communities]
    kept = [
        remembered[known[at][0]].name if known.get(at, ("", 0.0))[1] >= SAME_NAME else "" for at in range(len(keys))
    ]
    found = _named(
        [_names(own, papers, evidence.keywords) for own, papers in zip(keys, communities, strict=True)], kept
    )
    taken = {id for id, _ in known.values()}
    built = []
    for at, papers in enumerate(communities):
        id = Slug(known[at][0]) if at in known else free_slug(found[at], taken, "topic", found[at])
        taken.add(id)
        built.append(Topic(id, at, found[at], keys[at], central(papers, evidence.related)))
    return built


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


def _distinctive(papers: Community, evidence: Evidence, everywhere: Mapping[str, int]) -> tuple[str, ...]:
    """Return the keywords by how much more often the topic's papers hold them than others do; lists count twice."""
    inside: Counter[str] = Counter()
    for slug in sorted(papers):
        own = set(evidence.listed.get(slug, ()))
        for name in evidence.terms.get(slug, {}):
            if name in everywhere:
                inside[name] += 2 if name in own else 1
    scores = {
        name: _score(count, everywhere[name], len(papers), len(evidence.terms)) * (1.0 if " " in name else 0.5)
        for name, count in inside.items()
        if count >= min(3, len(papers))
    }
    best = sorted(scores, key=lambda name: (-round(scores[name], 9), name))
    chosen: list[str] = []
    for name in best:
        if len(chosen) < KEYWORDS and not any(_overlap(name, other) for other in chosen):
            chosen.append(name)
    return tuple(chosen)


def _score(count: int, everywhere: int, papers: int, library: int) -> float:
    """Return count * ln(share inside / share everywhere): what names many of the topic's papers and few others."""
    lift = (min(count, 2 * papers) / papers) / (everywhere / library)
    return count * math.log(max(lift, 1.0))


def _overlap(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _names(own: Sequence[str], papers: Community, keywords: Mapping[str, Keyword]) -> list[str]:
    """Return the labels that could name a topic, best first: phrases that belong to it, then other phrases, then
    words."""
    phrases = [name for name in own if 2 <= len(name.split()) <= 4 and not any(word.isdigit() for word in name.split())]
    own_words = [name for name in phrases if not is_generic(name) or _share(name, papers, keywords) >= OWN]
    first = [name for name in own_words if can_name(keywords[name].label)]
    rest = [name for name in (*phrases, *own) if name not in first]
    return [keywords[name].label for name in (*first, *rest)]


def _share(name: str, papers: Community, keywords: Mapping[str, Keyword]) -> float:
    holders = keywords[name].papers
    return sum(slug in papers for slug in holders) / max(1, len(holders))


def _named(labels: Sequence[Sequence[str]], kept: Sequence[str]) -> list[str]:
    """Return one name for each topic, all different: the kept one, else its first label that is free."""
    names = list(kept)
    taken = {name.casefold() for name in names if name}
    for at, own in enumerate(labels):
        if not names[at]:
            names[at] = next(label for label in (*own, *_numbered()) if label.casefold() not in taken)
            taken.add(names[at].casefold())
    return names


def _numbered() -> list[str]:
    return [f"Topic {number}" for number in range(1, 1000)]
