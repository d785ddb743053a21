"""What a map of links does not show by itself: keywords that never meet, topics that hardly touch, why a paper stands
alone."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from generator.graph.neighbourhood import Neighbours
from generator.graph.table import Table
from generator.papers import Link, Slug

Terms = Mapping[str, float]

FEWEST = 4
"""Papers that hold a keyword at least before its not meeting another says anything, or"""
SHARE = 0.01
"""this share of the papers, whichever is more."""
EVERYWHERE = 0.2
"""A keyword of more than this share of the papers is no subject of its own; in small libraries, of more than"""
MANY = 20
"""this many papers."""
EXPECTED = 0.5
"""Papers that would hold two keywords by chance, before their never meeting is worth a word."""
LOOKED_AT = 200
"""Pairs of keywords whose company is compared: those that chance would most often bring together."""
OFTEN = 2
"""Gaps that one keyword is named in at most: a list of one keyword against all others says one thing many times."""
SAME = 0.8
"""Two keywords whose papers otherwise say the same are two names of one thing."""
APART = 0.25
"""Topics hardly touch when they have at most this share of the links to be expected,"""
SOME = 3.0
"""where at least this many are to be expected."""
SHORT = 8
"""A text with fewer terms is too short to say what it is near to."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Two keywords (keys, in order) that no paper holds both of.

    expected: papers that would hold both if they were strewn by chance; company: 0..1, how alike their papers are in
    all else
    """

    one: str
    other: str
    expected: float
    company: float


def never_meet(holders: Mapping[str, Collection[str]], table: Table, most: int) -> list[Gap]:
    """Return at most `most` gaps between frequent keywords, those first that would most be expected to meet.

    `holders` says which papers hold a keyword. A pair ranks by the papers that would hold both by chance, n_a n_b / N,
    times how alike the papers of the two are in all else. Left out are keywords inside one another and pairs that are
    alike in nearly everything: those are two names of one thing.
    """
    papers = len(table.slugs)
    least, greatest = max(FEWEST, SHARE * papers), max(EVERYWHERE * papers, MANY)
    sets = {name: frozenset(slugs) for name, slugs in sorted(holders.items()) if least <= len(slugs) <= greatest}
    found = [
        (len(sets[one]) * len(sets[other]) / papers, one, other)
        for one, other in combinations(sets, 2)
        if len(sets[one]) * len(sets[other]) >= EXPECTED * papers
        and not _inside(one, other)
        and sets[one].isdisjoint(sets[other])
    ]
    found = sorted(found, key=lambda gap: (-gap[0], gap[1:]))[:LOOKED_AT]
    company = _Company(table)
    kept_by = {name: company.of(sets[name]) for name in sorted({name for _, *pair in found for name in pair})}
    gaps = [
        Gap(one, other, round(expected, 2), round(company.alike(one, other, kept_by[one], kept_by[other]), 3))
        for expected, one, other in found
    ]
    kept = [gap for gap in gaps if 0 < gap.company < SAME]
    return _varied(sorted(kept, key=lambda gap: (-round(gap.expected * gap.company, 6), gap.one, gap.other)))[:most]


def _varied(gaps: Iterable[Gap]) -> list[Gap]:
    """Return the gaps in their order, without those of keywords that were named often enough."""
    named: Counter[str] = Counter()
    kept = []
    for gap in gaps:
        if max(named[gap.one], named[gap.other]) < OFTEN:
            named.update((gap.one, gap.other))
            kept.append(gap)
    return kept


def _inside(one: str, other: str) -> bool:
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


class _Company:
    """The company that keywords keep: the summed weights of the terms of the papers that hold them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._column = {name: at for at, name in enumerate(table.names)}
        self._row = {slug: at for at, slug in enumerate(table.slugs)}

    def of(self, slugs: Iterable[str]) -> Any:
        """Return the sums by column."""
        import numpy

        _, entries = self._table.entries(numpy.array([self._row[slug] for slug in sorted(slugs)], dtype=int))
        return numpy.bincount(self._table.held[entries], self._table.weights[entries], len(self._column))

    def alike(self, one: str, other: str, a: Any, b: Any) -> float:
        """Return the cosine of the company of two keywords, their own words left out."""
        own = [self._column[name] for name in {one, other, *one.split(), *other.split()} if name in self._column]
        a, b = a.copy(), b.copy()
        a[own], b[own] = 0, 0
        length = math.sqrt(float(a @ a) * float(b @ b))
        return float(a @ b) / length if length else 0.0


@dataclass(frozen=True, slots=True)
class Apart:
    """Two topics (ids) with few links between them for their size."""

    one: Slug
    other: Slug
    links: int
    expected: float


def hardly_touch(links: Iterable[Link], topic_of: Mapping[str, Slug], most: int) -> list[Apart]:
    """Return at most `most` pairs of topics that have far fewer links than their sizes let expect, widest gap first.

    Expected is the share that a pair of topics has of all pairs of papers of different topics, times the links between
    topics.
    """
    sizes = Counter(topic_of.values())
    across: Counter[tuple[Slug, Slug]] = Counter()
    for link in links:
        one, other = topic_of.get(link.source), topic_of.get(link.target)
        if one is not None and other is not None and one != other:
            across[min(one, other), max(one, other)] += 1
    pairs = sum(sizes[one] * sizes[other] for one, other in combinations(sorted(sizes), 2))
    found = [
        Apart(one, other, across[one, other], round(across.total() * sizes[one] * sizes[other] / pairs, 1))
        for one, other in combinations(sorted(sizes), 2)
    ]
    kept = [pair for pair in found if pair.expected >= SOME and pair.links <= APART * pair.expected]
    return sorted(kept, key=lambda pair: (round(pair.links - pair.expected, 6), pair.one, pair.other))[:most]


def pulls(slug: str, ends: Sequence[Link], topic_of: Mapping[str, Slug]) -> dict[Slug, float]:
    """Return the summed weight of a paper's links into each topic."""
    found: defaultdict[Slug, float] = defaultdict(float)
    for link in ends:
        topic = topic_of.get(link.other(slug))
        if topic is not None:
            found[topic] += link.weight
    return {topic: round(weight, 6) for topic, weight in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class Alone:
    """A paper without link, and why.

    why: "abstract" (it has none), "short" (too few terms), "unshared" (no keyword that another paper holds),
    "refused" (the curator wants no link to the nearest), "threshold" (the nearest is below it), "little" (what it
    shares with the nearest says too little)
    nearest: the paper that shares most with it, with the weight their link would have, and the keywords that they share
    """

    slug: Slug
    why: str
    nearest: Slug | None = None
    weight: float = 0.0
    shared: tuple[str, ...] = ()


def alone(
    slugs: Iterable[str],
    terms: Mapping[str, Terms],
    keywords: Collection[str],
    neighbourhood: Neighbours,
    *,
    empty: Collection[str] = (),
    refused: Collection[tuple[str, str]] = (),
    threshold: float = 0.0,
) -> list[Alone]:
    """Return why each of the papers `slugs` has no link, in their order; `empty` are those without an abstract."""
    slugs = list(slugs)
    wanted = {name for slug in slugs for name in terms[slug]}
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for slug, weights in sorted(terms.items()):
        for name in wanted & weights.keys():
            holders[name].append(slug)
    return [_alone(slug, terms, keywords, neighbourhood, holders, empty, refused, threshold) for slug in slugs]


def _alone(
    slug: str,
    terms: Mapping[str, Terms],
    keywords: Collection[str],
    neighbourhood: Neighbours,
    holders: Mapping[str, Sequence[str]],
    empty: Collection[str],
    refused: Collection[tuple[str, str]],
    threshold: float,
) -> Alone:
    own = terms[slug]
    sums: defaultdict[str, float] = defaultdict(float)
    for name, weight in own.items():
        for other in holders[name]:
            if other != slug and name in keywords:
                sums[other] += weight * terms[other][name]
    nearest = min(sums, key=lambda other: (-round(sums[other], 9), other), default=None)
    if nearest is None:
        return Alone(Slug(slug), _silent(slug, own, empty) or "unshared")
    parts = {name: weight * terms[nearest][name] for name, weight in own.items() if name in terms[nearest]}
    shared = sorted((name for name in parts if name in keywords), key=lambda name: (-round(parts[name], 9), name))
    weight = round(neighbourhood.weight(slug, nearest, math.fsum(parts.values())), 2)
    why = _silent(slug, own, empty)
    if (slug, nearest) in refused or (nearest, slug) in refused:
        why = "refused"
    return Alone(
        Slug(slug), why or ("threshold" if weight < threshold else "little"), Slug(nearest), weight, tuple(shared[:4])
    )


def _silent(slug: str, own: Terms, empty: Collection[str]) -> str:
    return "abstract" if slug in empty else "short" if len(own) < SHORT else ""
