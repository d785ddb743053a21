"""Shared neighbours: two papers belong together the surer, the more the papers near them are the same.

References
----------
Jarvis, R. A., Patrick, E. A. (1973). Clustering using a similarity measure based on shared near neighbors.
doi:10.1109/T-C.1973.223640
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from generator.graph import nearest

NEAREST = 20
"""Papers that are a paper's neighbours, with itself."""


_AT_ONCE = 20_000
"""Pairs whose neighbours are compared at a time."""
Near = Mapping[str, Sequence[tuple[str, float]]]
"""slug -> others, with what they share"""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each slug the papers nearest to it, as a vector of length one."""

    vectors: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, near: Near) -> "Neighbours":
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

    def weighed(self, near: Near) -> dict[str, list[tuple[str, float, float]]]:
        """Return for each slug the others, each with the weight of a link and how far both have the same neighbours:
        heaviest first, ties by slug."""
        import numpy

        slugs = sorted(near)
        place = {slug: number for number, slug in enumerate(slugs)}
        rows = numpy.repeat(numpy.arange(len(slugs)), [len(near[slug]) for slug in slugs])
        others = numpy.array([place[other] for slug in slugs for other, _ in near[slug]], dtype=int)
        said = numpy.array([share for slug in slugs for _, share in near[slug]], dtype=float)
        pairs, at = numpy.unique(
            numpy.minimum(rows, others) * len(slugs) + numpy.maximum(rows, others), return_inverse=True
        )
        alike = self._alike(slugs, place, pairs)[at]
        weights = (said * (1 + alike) / 2).round(9)
        order = numpy.lexsort((others, -weights, rows))
        columns = (map(slugs.__getitem__, others[order].tolist()), weights[order].tolist(), alike[order].tolist())
        every = list(zip(*columns, strict=True))
        bounds = numpy.searchsorted(rows, numpy.arange(len(slugs) + 1)).tolist()
        return {slug: every[start:end] for slug, (start, end) in zip(slugs, pairwise(bounds), strict=True)}

    def _alike(self, slugs: Sequence[str], place: Mapping[str, int], pairs: Any) -> Any:
        """Return how far the two papers of each pair have the same neighbours: what `shared` does, for many."""
        import numpy

        ids = numpy.zeros((len(slugs), NEAREST + 1), dtype=numpy.int32)
        parts = numpy.zeros((len(slugs), NEAREST + 1))
        for row, slug in enumerate(slugs):
            vector = self.vectors[slug]
            ids[row, : len(vector)], parts[row, : len(vector)] = [*map(place.__getitem__, vector)], [*vector.values()]
        found = numpy.zeros(len(pairs))
        for start in range(0, len(pairs), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            one, other = numpy.divmod(pairs[some], len(slugs))
            same = ids[one][:, :, None] == ids[other][:, None, :]
            found[some] = numpy.einsum("pi,pj,pij->p", parts[one], parts[other], same)
        return found.round(9)

    def product(self, slugs: Sequence[str]) -> nearest.Product:
        """Return the neighbours of papers, to be multiplied with one another."""
        return nearest.Product.of([self.vectors.get(slug, {}) for slug in slugs])


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
