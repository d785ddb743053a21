"""What papers hold, as arrays: what concerns all of them, or many pairs of them, is asked of numpy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import methodcaller
from typing import Any

_CELLS = 250_000
"""Numbers that are spread out at a time: more are slower, for the processor's cache does not hold them;"""
_ROWS = 16
"""and the papers that are spread out at a time at least."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What pairs of papers share: arrays of one number for each term that both hold, in order of pairs and terms.

    many: how many pairs there are; pairs: the number of the pair; ones, others: the entries of both papers
    """

    many: int
    pairs: Any
    ones: Any
    others: Any


@dataclass(frozen=True, slots=True)
class Table:
    """The weights of papers: arrays of one entry for each paper and each term that it holds, in order of both.

    slugs, names: of papers and terms, in order; a paper's entries are those from bounds[paper] to bounds[paper + 1]
    held: the number of the term; weights: what it weighs in the paper, more than 0
    """

    slugs: Sequence[str]
    names: Sequence[str]
    bounds: Any
    held: Any
    weights: Any

    @classmethod
    def of(cls, terms: Mapping[str, Mapping[str, float]]) -> "Table":
        """Return the table of what papers hold: slug -> term -> weight."""
        import numpy

        slugs = sorted(terms)
        rows = [terms[slug] for slug in slugs]
        names = sorted(set[str]().union(*rows))
        number = {name: at for at, name in enumerate(names)}
        bounds = numpy.cumsum([0, *map(len, rows)])
        held = numpy.fromiter(map(number.__getitem__, chain.from_iterable(rows)), numpy.int64, bounds[-1])
        weights = numpy.fromiter(chain.from_iterable(map(_values, rows)), float, bounds[-1])
        order = numpy.argsort(
            numpy.repeat(numpy.arange(len(rows)), numpy.diff(bounds)) * len(names) + held, kind="stable"
        )
        return cls(slugs, names, bounds, held[order], weights[order])

    @property
    def rows(self) -> Any:
        """Return the number of the paper of each entry."""
        import numpy

        return numpy.repeat(numpy.arange(len(self.slugs)), numpy.diff(self.bounds))

    def papers(self) -> Any:
        """Return how many papers hold each term."""
        import numpy

        return numpy.bincount(self.held, minlength=len(self.names))

    def entries(self, papers: Any) -> tuple[Any, Any]:
        """Return the entries of some papers, one paper after the other: which of these it is, and which entry."""
        import numpy

        many = numpy.diff(self.bounds)[papers]
        which = numpy.repeat(numpy.arange(len(papers)), many)
        return which, numpy.arange(len(which)) + numpy.repeat(
            self.bounds[:-1][papers] - numpy.cumsum(many) + many, many
        )

    def shared(self, ones: Any, others: Any) -> Iterator[Shared]:
        """Yield what pairs of papers share, many pairs at a time; ones, others: their papers, ordered by the first."""
        import numpy

        papers, places = numpy.unique(ones, return_inverse=True)
        rows = max(_ROWS, _CELLS // max(1, len(self.names)))
        for start in range(0, len(papers), rows):
            some = papers[start : start + rows]
            spread = numpy.full((len(some), len(self.names)), -1, dtype=numpy.int32)
            which, entries = self.entries(some)
            spread[which, self.held[entries]] = entries
            low, high = numpy.searchsorted(places, [start, start + rows])
            pairs, entries = self.entries(others[low:high])
            found = spread[places[low:high][pairs] - start, self.held[entries]]
            both = found >= 0
            yield Shared(int(high - low), pairs[both], found[both], entries[both])

    def parts(self, shared: Shared) -> Any:
        """Return what each term adds to what both papers share."""
        return self.weights[shared.ones] * self.weights[shared.others]

    def sums(self, ones: Any, others: Any) -> Any:
        """Return what pairs of papers share, always added in order of terms, to nine digits; pairs as for `shared`."""
        import numpy

        every = [numpy.bincount(some.pairs, self.parts(some), some.many) for some in self.shared(ones, others)]
        return numpy.concatenate([numpy.zeros(0), *every]).round(9)


_values = methodcaller("values")
