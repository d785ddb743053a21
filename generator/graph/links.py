"""Explained links: papers whose texts share rare keywords.

What two papers share is the product of their term weights, so it *is* the sum of what each shared keyword adds. The
weight of their link is that sum, half of it only as far as the papers near them are the same (see `neighbourhood`), and
each keyword has the same share of it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.graph import nearest, neighbourhood, reasons, recalled
from generator.graph.compared import Compared, Told
from generator.graph.neighbourhood import Neighbours, Weighed, uncoded
from generator.graph.reasons import Shown
from generator.graph.table import Table
from generator.kept import Kept
from generator.papers import Link, Reason, Slug

Terms = nearest.Terms

RARITY = 0.6
"""The power of a term's rarity."""
OFTEN = 0.02
"""How many papers hold a term that more than this share of them holds is counted"""
STEPS = 500
"""in steps of one of so many of all papers."""
LENGTH = 0.7
"""What each further word of a phrase takes: its words count too."""
PIVOT = 0.75
"""How far long texts are made equal to short ones; with 1, short ones would be near to everybody."""
RESERVE = 15
"""How many more neighbours are looked at, for those that nothing explains."""
CONFIRMED = 0.036
"""What neighbours confirm at least of the weight of a link that a reader is shown;"""
ALONE = 1
"""and of a paper with fewer links than this, the surest of the others."""


def weigh(counts: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return for each slug its terms' weights; the product of two papers' weights, summed, is what they share.

    A weight is tf ** 0.5 * rarity ** 0.6 * 0.7 ** (words - 1), where rarity is ln((2 + papers) / (1 + papers with the
    term, counted in steps where they are many)), divided by the pivoted Euclidean length, 0.25 * mean (to three digits)
    + 0.75 * own.

    Examples
    --------
    >>> round(weigh({"a": {"x": 1.0}, "b": {"x": 1.0}, "c": {}})["a"]["x"], 3)
    1.0

    References
    ----------
    Salton, G., Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
    doi:10.1016/0306-4573(88)90021-0
    Singhal, A., Buckley, C., Mitra, M. (1996). Pivoted document length normalization. doi:10.1145/243199.243206
    """
    import numpy

    table = Table.of(counts)
    factor = [
        math.log((2 + len(counts)) / (1 + papers)) ** RARITY * LENGTH ** name.count(" ")
        for name, papers in zip(table.names, _roughly(table.papers(), len(counts)).tolist(), strict=True)
    ]
    raw = numpy.sqrt(table.weights) * numpy.array(factor, dtype=float)[table.held]
    squares, bounds = (raw * raw).tolist(), table.bounds.tolist()
    lengths = [math.sqrt(math.fsum(squares[start:end])) for start, end in pairwise(bounds)]
    some = [length for length in lengths if length]
    # To three digits: an edit leaves the weights of all papers that it does not concern just as they are.
    shift = float(f"{(1 - PIVOT) * math.fsum(some) / len(some):.3g}") if some else 1.0
    weights = (raw / (shift + PIVOT * numpy.array(lengths, dtype=float))[table.rows]).tolist()
    names = list(map(table.names.__getitem__, table.held.tolist()))
    rows = (dict(zip(names[start:end], weights[start:end], strict=True)) for start, end in pairwise(bounds))
    found = dict(zip(table.slugs, rows, strict=True))
    return {slug: found[slug] for slug in counts}


def _roughly(papers: Any, every: int) -> Any:
    """Return how many papers hold each term; of what many hold, not to the last paper: an edit that adds a common word
    leaves the weights of all others that have it as they are."""
    import numpy

    step = max(1, every // STEPS)
    return numpy.where(papers > OFTEN * every, (papers + step // 2) // step * step, papers)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Pairs of slugs, the smaller first, that a curator wants linked, or not."""

    given: frozenset[tuple[str, str]] = frozenset()
    refused: frozenset[tuple[str, str]] = frozenset()


def pair(one: str, other: str) -> tuple[str, str]:
    """Return two slugs in order."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Found:
    """What papers are near to one another.

    related: slug -> links with their whole weight, nearest first
    confirmed: ends of a link -> what neighbours confirm of its weight
    """

    related: Mapping[str, Sequence[tuple[Link, float]]]
    confirmed: Mapping[tuple[str, str], float]
    neighbourhood: Neighbours


def find(
    terms: Mapping[str, Terms],
    shown: Shown,
    top: int,
    kept: Kept | None = None,
) -> Found:
    """Return at most `top` links of each paper, with those that are nearest to it, that their reasons explain.

    The nearest are looked for among the `top + RESERVE` that share most with a paper.

    kept: what an earlier build found
    """
    library = Compared.of(terms, shown)
    slugs = library.table.slugs
    # What is nearest depends on how it is looked for, too.
    of = f"{top}-{len(slugs) <= nearest.WHOLE}"
    stamps = library.stamps() if kept else []
    known, told = (recalled.recall(kept.before, of, slugs, stamps) if kept else None) or (None, {})
    near = nearest.of(library.table, top + RESERVE, known)
    neighbours = Neighbours.of(near.named())
    weighed = neighbours.weighed(near)
    taken, told = _explained(library, weighed, top, told)
    if kept:
        kept.now = recalled.text(of, near, stamps, told)
    return _linked(slugs, weighed, taken, told, neighbours)


def _linked(
    slugs: Sequence[str], weighed: Weighed, taken: Any, told: Mapping[int, Told], neighbours: Neighbours
) -> Found:
    """Return the links of papers with some of those that are near to each: `taken`."""
    import numpy

    codes, first, at = numpy.unique(weighed.codes[taken], return_index=True, return_inverse=True)
    ones, others, _ = (column.tolist() for column in uncoded(codes, len(slugs)))
    weights, alike = weighed.weights[taken], weighed.alike[taken][first].tolist()
    made: list[Link] = []
    for one, other, code, near in zip(ones, others, codes.tolist(), alike, strict=True):
        total, parts = told[code]
        made.append(_told_link(slugs[one], slugs[other], neighbourhood.weight(total, near), parts))
    sure = map(neighbourhood.confirmed, weights[first].tolist(), alike)
    ends: list[tuple[str, str]] = [(link.source, link.target) for link in made]
    rows = list(zip(map(made.__getitem__, at.tolist()), weights.tolist(), strict=True))
    bounds = numpy.searchsorted(weighed.rows[taken], numpy.arange(len(slugs) + 1)).tolist()
    related = {slug: rows[start:end] for slug, (start, end) in zip(slugs, pairwise(bounds), strict=True)}
    return Found(related, dict(zip(ends, sure, strict=True)), neighbours)


def _explained(library: Compared, weighed: Weighed, top: int, known: Mapping[int, Told]) -> tuple[Any, dict[int, Told]]:
    """Return which of the papers near to each are linked to it, `top` of each at most, and what is told of all pairs
    that were asked for that, by their codes; known: what is told of some."""
    import numpy

    codes, at = numpy.unique(weighed.codes, return_inverse=True)
    linked = numpy.full(len(codes), -1)
    told: dict[int, Told] = {}
    rows, place = weighed.rows, numpy.arange(len(at))
    start, end = weighed.bounds[:-1], weighed.bounds[1:]
    missing = numpy.full(len(start), top)
    while True:
        until = numpy.minimum(start + missing, end)
        asked = numpy.flatnonzero((place >= start[rows]) & (place < until[rows]))
        if not len(asked):
            return numpy.flatnonzero((place < start[rows]) & (linked[at] > 0)), told
        new = numpy.flatnonzero(numpy.bincount(at[asked], minlength=len(codes)).astype(bool) & (linked < 0))
        told |= _told(library, codes[new], known)
        linked[new] = [bool(told[code][1]) for code in codes[new].tolist()]
        missing = missing - numpy.bincount(rows[asked], linked[at[asked]], len(missing)).astype(int)
        start = until


def _told(library: Compared, codes: Any, known: Mapping[int, Told]) -> dict[int, Told]:
    """Return what is told of pairs, by their codes, which are in order."""
    import numpy

    found = {code: known[code] for code in codes.tolist() if code in known}
    anew = numpy.array([code for code in codes.tolist() if code not in known], dtype=numpy.int64)
    ones, others, sure = uncoded(anew, len(library.table.slugs))
    return found | dict(zip(anew.tolist(), library.told(ones, others, sure), strict=True))


def link(terms: Mapping[str, Terms], shown: Shown, wishes: Wishes, found: Found, threshold: float = 0.0) -> list[Link]:
    """Return the links of a library, sorted by their ends: each paper's nearest, both ways, and the given ones."""
    near = {(one.source, one.target): one for some in found.related.values() for one, at in some if at >= threshold}
    wanted = [near[ends] for ends in near.keys() - wishes.given - wishes.refused]
    wanted += [explain(*ends, terms, shown, found.neighbourhood, given=True) for ends in wishes.given - wishes.refused]
    return sorted(wanted, key=lambda one: (one.source, one.target))


def strong(links: Sequence[Link], confirmed: Mapping[tuple[str, str], float]) -> list[Link]:
    """Return the links that a reader is shown, in their order: the given ones, those of whose weight neighbours confirm
    enough and, of the others, the surest up to `ALONE` links of a paper."""
    sure = [confirmed.get((link.source, link.target), 0.0) for link in links]
    taken = [link.given or part >= CONFIRMED for link, part in zip(links, sure, strict=True)]
    many = Counter(end for at, link in enumerate(links) if taken[at] for end in (link.source, link.target))
    for at in sorted(range(len(links)), key=lambda at: (-sure[at], at)):
        ends = (links[at].source, links[at].target)
        if not taken[at] and min(many[end] for end in ends) < ALONE:
            taken[at] = True
            many.update(ends)
    return [link for at, link in enumerate(links) if taken[at]]


def explain(
    source: str,
    target: str,
    terms: Mapping[str, Terms],
    shown: Shown,
    neighbourhood: Neighbours,
    *,
    given: bool = False,
) -> Link:
    """Return the link of two papers with its reasons.

    What a shown phrase's own words add to the weight counts for the phrase.
    """
    held = contributions(terms[source], terms[target])
    parts, said = reasons.Parts.of(held), shown.of((source, target))
    here = said[source] & said[target] & held.keys()
    alike = neighbourhood.shared(source, target)
    shares = reasons.shares(parts, shown, here, alike >= reasons.SURE)
    weight, told = neighbourhood.weight(source, target, parts.total), reasons.worth_telling(shares)
    return _told_link(source, target, weight, told, given=given)


def _told_link(source: str, target: str, weight: float, told: tuple[Reason, ...], *, given: bool = False) -> Link:
    return Link(Slug(source), Slug(target), round(min(weight, 1.0), 2), told, given)


def contributions(one: Terms, other: Terms) -> dict[str, float]:
    """Return what each shared term adds to what two papers share."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return {term: weight * many[term] for term, weight in few.items() if term in many}


def neighbours(links: Iterable[Link], slugs: Iterable[str]) -> dict[str, tuple[Link, ...]]:
    """Return for each slug its links, strongest first, ties by the other's slug."""
    found: dict[str, list[Link]] = {slug: [] for slug in slugs}
    for one in links:
        found[one.source].append(one)
        found[one.target].append(one)
    return {
        slug: tuple(sorted(ends, key=lambda one: (-one.given, -one.weight, one.other(slug))))
        for slug, ends in found.items()
    }
