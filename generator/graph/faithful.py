"""How much of the links the map shows: who is linked should stand near.

References
----------
Lee, J. A., Verleysen, M. (2009). Quality assessment of dimensionality reduction: rank-based criteria.
doi:10.1016/j.neucom.2008.12.017
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.papers import Link

NEAREST = 10
FEW = 2000
"""Dots whose distances are all measured; among more, the nearest are looked for in a tree."""


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

    most = min(NEAREST, len(points) - 1)
    if len(points) > FEW:
        return _nearest_in_tree(points, wanted, most)
    across, down = numpy.array(points).T
    rows = list(wanted)
    square = (across[rows, None] - across) ** 2 + (down[rows, None] - down) ** 2
    square[numpy.arange(len(rows)), rows] = numpy.inf
    return dict(zip(rows, numpy.argpartition(square, most - 1, axis=1)[:, :most].tolist(), strict=True))


def _nearest_in_tree(points: Sequence[tuple[float, float]], wanted: Sequence[int], most: int) -> dict[int, list[int]]:
    import numpy
    from scipy.spatial import cKDTree

    places = numpy.array(points)
    near = cKDTree(places).query(places[list(wanted)], k=most + 1)[1].tolist()
    # A dot is its own nearest, unless others stand on it.
    return {at: [other for other in row if other != at][:most] for at, row in zip(wanted, near, strict=True)}
