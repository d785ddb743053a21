"""Shared neighbours: two papers belong together the surer, the more the papers near them are the same.

References
----------
Jarvis, R. A., Patrick, E. A. (1973). Clustering using a similarity measure based on shared near neighbors.
doi:10.1109/T-C.1973.223640
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.graph import nearest

NEAREST = 10
"""Papers that are a paper's neighbours, with itself."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each slug the papers nearest to it, as a vector of length one."""

    vectors: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    _known: dict[tuple[str, str], float] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, near: Mapping[str, Sequence[tuple[str, float]]]) -> "Neighbours":
        """Return the neighbours by what papers share with their nearest; to itself, a paper is as near as the nearest.

        >>> Neighbours.of({"a": [("b", 0.5)], "b": [("a", 0.5)], "c": []}).shared("a", "b")
        1.0
        """
        return cls({slug: _vector(slug, others[:NEAREST]) for slug, others in near.items()})

    def shared(self, one: str, other: str) -> float:
        """Return how far two papers have the same neighbours, from 0 to 1: the cosine of their vectors."""
        if (found := self._known.get((one, other))) is None:
            mine, theirs = self.vectors.get(one, {}), self.vectors.get(other, {})
            found = round(math.fsum([part * theirs[slug] for slug, part in mine.items() if slug in theirs]), 9)
            self._known[one, other] = found
        return found

    def weight(self, one: str, other: str, said: float) -> float:
        """Return the weight of a link by what its texts share: half of that counts as far as their neighbours do."""
        return round(said * (1 + self.shared(one, other)) / 2, 9)

    def product(self, slugs: Sequence[str]) -> nearest.Product:
        """Return the neighbours of papers, to be multiplied with one another."""
        return nearest.Product.of([self.vectors.get(slug, {}) for slug in slugs])


def _vector(slug: str, others: Sequence[tuple[str, float]]) -> dict[str, float]:
    if not others:
        return {}
    parts = {slug: others[0][1], **dict(others)}
    length = math.sqrt(math.fsum(part * part for part in parts.values()))
    return {other: part / length for other, part in parts.items()}
