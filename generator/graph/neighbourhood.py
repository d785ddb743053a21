"""Shared neighbours: two papers belong together the surer, the more the papers near them are the same.

References
----------
Jarvis, R. A., Patrick, E. A. (1973). Clustering using a similarity measure based on shared near neighbors.
doi:10.1109/T-C.1973.223640
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.graph import nearest
from generator.graph.nearest import Near
from generator.graph.reasons import SURE
from generator.graph.table import Table

NEAREST = 20
"""Papers that are a paper's neighbours, with itself."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The papers near to each with the weights of their links, as arrays: heaviest first, ties by slug.

    of a paper they are those from bounds[paper] to bounds[paper + 1]; rows: the paper; ends: the other one
    alike: how far both have the same neighbours; codes: what `coded` returns of both
    """

    bounds: Any
    rows: Any
    ends: Any
    weights: Any
    alike: Any
    codes: Any


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each slug the papers nearest to it, as a vector of length one."""

    vectors: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, near: Mapping[str, Sequence[tuple[str, float]]]) -> "Neighbours":
        """Return the neighbours by what papers share with their nearest; to itself, a paper is as near as the nearest.

        >>> Neighbours.of({"a": [("b", 0.5)], "b": [("a", 0.5)], "c": []}).shared("a", "b")
        1.0
        """
        return cls({slug: _vector(slug, others[:NEAREST]) for slug, others in near.items()})

    def shared(self, one: str, other: str) -> float:
        """Return how far two papers have the same neighbours, from 0 to 1: the cosine of their vectors."""
        mine, theirs = self.vectors.get(one, {}), self.vectors.get(other, {})
        return round(math.fsum([part * theirs[slug] for slug, part in mine.items() if slug in theirs]), 9)

    def weight(self, one: str, other: str, said: float) -> float:
        """Return the weight of a link by what its texts share: half of that counts as far as their neighbours do."""
        return weight(said, self.shared(one, other))

    def weighed(self, near: Near) -> Weighed:
        """Return the papers near to each by the weight of their link."""
        import numpy

        rows, ends, many = near.rows, near.ends, max(1, len(near.slugs))
        pairs, at = numpy.unique(numpy.minimum(rows, ends) * many + numpy.maximum(rows, ends), return_inverse=True)
        alike = self._table(near.slugs).sums(*numpy.divmod(pairs, many))[at]
        weights = (near.shares * (1 + alike) / 2).round(9)
        order = numpy.lexsort((ends, -weights, rows))
        columns = (column[order] for column in (rows, ends, weights, alike, coded(pairs[at], alike >= SURE)))
        return Weighed(near.bounds, *columns)

    def product(self, slugs: Sequence[str]) -> nearest.Product:
        """Return the neighbours of papers, to be multiplied with one another."""
        return nearest.Product.of(self._table(slugs))

    def _table(self, slugs: Sequence[str]) -> Table:
        return Table.of({slug: self.vectors.get(slug, {}) for slug in slugs})


def coded(pairs: Any, sure: Any) -> Any:
    """Return a number for each pair of papers; `uncoded` reads it.

    pairs: the smaller of both papers' numbers, times that of all papers, and the greater one; sure: whether both have
    neighbours in common, so that a word means the same in both
    """
    return pairs * 2 + sure


def uncoded(codes: Any, papers: int) -> tuple[Any, Any, Any]:
    """Return of pairs both papers, the smaller first, and whether they have neighbours in common."""
    import numpy

    return (*numpy.divmod(codes // 2, max(1, papers)), codes % 2 > 0)


def weight(said: float, alike: float) -> float:
    """Return the weight of a link by what its texts share, and how far both have the same neighbours."""
    return round(said * (1 + alike) / 2, 9)


def confirmed(weight: float, alike: float) -> float:
    """Return the part of a weight that is there because both have the same neighbours, as far as they do."""
    return round(weight * alike / (1 + alike), 9)


def _vector(slug: str, others: Sequence[tuple[str, float]]) -> dict[str, float]:
    if not others:
        return {}
    parts = {slug: others[0][1], **dict(others)}
    length = math.sqrt(math.fsum(part * part for part in parts.values()))
    return {other: part / length for other, part in parts.items()}
