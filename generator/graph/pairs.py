"""How many pairs of papers are near to one another, linked or not: what a map with few links leaves out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from generator.graph import compared, nearest
from generator.graph.neighbourhood import Neighbours
from generator.graph.table import Table
from generator.papers import Link

ROWS = 1500
"""Papers whose pairs are all looked at; of a larger library, every so manieth paper's, and the rest is estimated: of
5,000 papers within 0.2 % (pairs that are near) and 1.6 % (those as strong as half of the links)."""
_HALF = 0.005
"""Weights are shown to two decimals: what rounds up to a weight is as strong."""
_CHUNK = 512
_KEYWORD = 256.0
"""The mark of a keyword, where that of any other term is 1: its square is more than terms that two papers share."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of papers: all; those near enough for a link; of these, those that are no link.

    strong: pairs left out that are as strong as half of the links; weak: left out for the threshold alone
    estimated: whether the library is too large to look at all of them
    """

    all: int
    near: int
    left: int
    strong: int
    weak: int
    estimated: bool = False


def count(
    table: Table,
    keywords: Collection[str],
    linked: Sequence[Link],
    neighbourhood: Neighbours,
    *,
    strong: float,
    top: int,
    threshold: float,
) -> Pairs:
    """Return how many pairs are near, and how many of them the map leaves out.

    Near are two papers that share at least two terms which are not everywhere, one of them in `keywords`. Left out for
    the threshold are those below it that are among the `top` nearest of either paper.
    """
    slugs = table.slugs
    every = len(slugs) * (len(slugs) - 1) // 2
    step = -(-len(slugs) // ROWS) if slugs else 1
    near = left = heavy = 0
    weak: set[tuple[int, int]] = set()
    ends = _ends(slugs, linked)
    for rows, weights, fit in _products(table, keywords, neighbourhood, range(0, len(slugs), step)):
        near += int(fit.sum())
        for place, row in enumerate(rows):
            fit[place, ends[row]] = False
            if threshold:
                best = (-weights[place]).argsort(kind="stable")[:top].tolist()
                weak |= {(min(row, at), max(row, at)) for at in best if 0 < weights[place, at] < threshold}
        left += int(fit.sum())
        heavy += int((fit & (weights >= strong - _HALF)).sum())
    near, left, heavy = (round(number * step / 2) for number in (near, left, heavy))
    return Pairs(every, near, left, heavy, len(weak) * step, step > 1)


def _ends(slugs: Sequence[str], linked: Sequence[Link]) -> list[list[int]]:
    place = {slug: number for number, slug in enumerate(slugs)}
    ends: list[list[int]] = [[] for _ in slugs]
    for link in linked:
        ends[place[link.source]].append(place[link.target])
        ends[place[link.target]].append(place[link.source])
    return ends


def _products(table: Table, keywords: Collection[str], neighbourhood: Neighbours, rows: range) -> Any:
    """Yield some rows, their weights against every paper, 0 where two are not near, and whether they are."""
    import numpy

    papers = len(table.slugs)
    whole, shared = nearest.Product.of(table), neighbourhood.product(table.slugs)
    rare = compared.most(papers)
    known = numpy.array([name in keywords for name in whole.names], dtype=bool)
    marks = whole.marked(numpy.where(known, _KEYWORD, 1.0) * (whole.papers <= rare))
    chunk = max(1, min(_CHUNK, nearest.CELLS // max(1, papers)))
    for start in range(0, len(rows), chunk):
        some = list(rows[start : start + chunk])
        # Sums differ in their last bits between machines: rounded, they do not.
        weights = (whole.rows(some) * (1 + shared.rows(some)) / 2).round(9)
        fit = marks.rows(some) >= _KEYWORD**2 + compared.SHARED - 1
        fit[numpy.arange(len(some)), some] = False
        weights[~fit] = 0
        yield some, weights, fit
