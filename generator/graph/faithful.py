"""How much of the links the map shows: who is linked should stand near.

References
----------
Lee, J. A., Verleysen, M. (2009). Quality assessment of dimensionality reduction: rank-based criteria.
doi:10.1016/j.neucom.2008.12.017
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.papers import Link

NEAREST = 10
FEW = 2000
"""Dots whose distances are all measured; among more, first those not farther to the sides than"""
REACH = 60.0
"""this, in which ten dots have room."""
_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """How much of the links the map shows.

    near: of each paper's (at most ten) strongest linked papers, the share that is among its ten nearest dots, mean over
    the papers with links, 0..1; by_chance: what dots at random places would have
    """

    near: float = 0.0
    by_chance: float = 0.0


def measure(positions: Mapping[str, tuple[float, float]], related: Mapping[str, Sequence[Link]]) -> Faithfulness:
    """Return which share of the papers' strongest linked papers is among their nearest dots.

    Of each paper's links the ten strongest count, of its dots the ten nearest. By chance a paper stands
    among another's ten nearest in 10 of n - 1 cases.
    """
    slugs = sorted(positions)
    number = {slug: at for at, slug in enumerate(slugs)}
    linked = {
        number[slug]: {number[link.other(slug)] for link in related[slug][:NEAREST]}
        for slug in slugs
        if related.get(slug)
    }
    if not linked:
        return Faithfulness()
    near = _nearest([positions[slug] for slug in slugs], sorted(linked))
    shares = [len(others & set(near[at])) / len(others) for at, others in linked.items()]
    return Faithfulness(
        round(sum(shares) / len(shares), 3), round(min(NEAREST, len(slugs) - 1) / max(1, len(slugs) - 1), 3)
    )


def _nearest(points: Sequence[tuple[float, float]], wanted: Sequence[int]) -> dict[int, list[int]]:
    """Return for each wanted point its nearest others, in no order."""
    import numpy

    places = numpy.array(points)
    found = _among(places, wanted, REACH) if len(points) > FEW else {}
    return found | _among(places, [at for at in wanted if at not in found], numpy.inf)


def _among(places: Any, wanted: Sequence[int], reach: float) -> dict[int, list[int]]:
    """Return the nearest of each wanted point that has so many not farther away than `reach`."""
    import numpy

    across, down = places.T
    most = min(NEAREST, len(places) - 1)
    rows = numpy.array(wanted, dtype=int)
    rows = rows[numpy.argsort(across[rows], kind="stable")]
    found: dict[int, list[int]] = {}
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        near = numpy.flatnonzero((across >= across[some[0]] - reach) & (across <= across[some[-1]] + reach))
        if len(near) <= most:
            continue
        square = (across[some, None] - across[near]) ** 2 + (down[some, None] - down[near]) ** 2
        square[near == some[:, None]] = numpy.inf
        best = numpy.argpartition(square, most - 1, axis=1)[:, :most]
        fit = numpy.take_along_axis(square, best, axis=1).max(axis=1) <= reach**2
        found |= dict(zip(some[fit].tolist(), near[best[fit]].tolist(), strict=True))
    return found
