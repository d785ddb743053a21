"""The papers nearest to each paper: the greatest products of their terms' weights.

All pairs of a library are multiplied, in blocks of rows. That takes time with the square of its papers, so in a large
library only those pairs are that share terms of few papers; docs/speed.md says what is missed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.graph.table import Table

Terms = Mapping[str, float]

_ROWS = 512
CELLS = 4_000_000
"""Weights of pairs that are held at a time."""
_DENSE = 3_000_000
"""Cells up to which a matrix is not sparse;"""
OFTEN = 0.04
"""and the share of the papers that a term has which is no sparse column in any."""
WHOLE = 8_000
"""Papers up to which all pairs are multiplied. In a larger library, near to a paper can only be papers that share a
term with it which"""
RARER = 0.08
"""at most this share of the papers has, and of a term's papers only"""
CAP = 1_000
"""so many, those that it weighs most in, or of more than 25,000 papers"""
KEPT = 0.04
"""this share of them;"""
LIKELY = 200
"""and so many of them, those that share most, are multiplied with all their terms."""
_ROUGH = 5e-5
"""What products of single precision may be wrong by: they tell which pairs are worth an exact one."""
_GROUPS = 8
"""Groups of pairs that are looked through for each that is wanted."""
FEW = 0.25
"""The share of the papers that may have changed for the others' nearest to be worth keeping."""


@dataclass(frozen=True, slots=True)
class Near:
    """The papers near to each, as arrays; papers are the numbers of `slugs`.

    of a paper they are those from bounds[paper] to bounds[paper + 1], nearest first, ties by slug
    ends: the other paper; shares: what both share
    """

    slugs: Sequence[str]
    bounds: Any
    ends: Any
    shares: Any

    @property
    def rows(self) -> Any:
        """Return the paper of each pair whose nearest it is."""
        import numpy

        return numpy.repeat(numpy.arange(len(self.slugs)), numpy.diff(self.bounds))

    def named(self) -> dict[str, list[tuple[str, float]]]:
        """Return for each slug the others by name, with what both share."""
        pairs = list(zip(map(self.slugs.__getitem__, self.ends.tolist()), self.shares.tolist(), strict=True))
        bounds = self.bounds.tolist()
        return {slug: pairs[bounds[at] : bounds[at + 1]] for at, slug in enumerate(self.slugs)}


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier build found of papers that are as they were then.

    near: their nearest, by the numbers that all papers have now, with -1 for each that is gone or has changed
    same: whether each paper is as it was
    """

    near: Near
    same: Any


Found = tuple[Any, Any, Any]
"""Pairs among which the nearest of some papers are: the paper, the other one, and what both share."""


def of(table: Table, top: int, known: Known | None = None) -> Near:
    """Return at most `top` papers that are nearest to each; known: for speed alone."""
    import numpy

    slugs, every = table.slugs, numpy.arange(len(table.slugs))
    if len(slugs) > WHOLE:
        product = Product.of(table, RARER)
        if product.sparse is not None:
            return best(slugs, [among_likely(product, every, top)], top)
    product = Product.of(table, OFTEN, single=True)
    if not known or (~known.same).sum() > FEW * len(slugs):
        return best(slugs, [among_all(table, product, every, top)], top)
    found, settled = _settled(table, product, known, top)
    return best(slugs, [found, among_all(table, product, every[~settled], top)], top)


def best(slugs: Sequence[str], found: Sequence[Found], top: int) -> Near:
    """Return the nearest of each paper among some pairs, `top` at most."""
    import numpy

    rows, ends, shares = (numpy.concatenate(column) for column in zip(*found, strict=True))
    order = numpy.lexsort((ends, -shares, rows))
    rows, ends, shares = rows[order], ends[order], shares[order]
    fit = (numpy.arange(len(rows)) - numpy.searchsorted(rows, rows) < top) & (shares > 0)
    bounds = numpy.searchsorted(rows[fit], numpy.arange(len(slugs) + 1))
    return Near(slugs, bounds, ends[fit], shares[fit])


def among_all(table: Table, product: "Product", rows: Any, top: int) -> Found:
    """Return pairs of all, for the nearest of some papers."""
    import numpy

    most = min(top, len(table.slugs) - 1)
    pairs = [(rows[:0], rows[:0])]
    for some in _blocks(rows, len(table.slugs)) if most > 0 else ():
        weights = product.rows(some)
        weights[numpy.arange(len(some)), some] = 0
        least = _bound(weights, most)
        at, ends = numpy.nonzero((weights > 0) & (weights >= (least - _ROUGH)[:, None]))
        pairs.append((some[at], ends))
    ones, others = (numpy.concatenate(column) for column in zip(*pairs, strict=True))
    return ones, others, table.sums(ones, others)


def _bound(weights: Any, most: int) -> Any:
    """Return a number for each row that at least `most` of its weights reach, and few more."""
    import numpy

    # The greatest of each of many groups are weights, too, and fewer to choose from.
    size = max(1, weights.shape[1] // (_GROUPS * most))
    groups = weights.shape[1] // size
    greatest = weights[:, : size * groups].reshape(len(weights), size, groups).max(axis=1)
    return numpy.partition(greatest, -most, axis=1)[:, -most]


def _settled(table: Table, product: "Product", known: Known, top: int) -> tuple[Found, Any]:
    """Return pairs among which the nearest of papers that have not changed are, and for which papers they surely are.

    Those that were near may have changed. Then others that were not may be as near as the last that was.
    """
    import numpy

    near, rows = known.near, known.near.rows
    full = numpy.diff(near.bounds) >= top
    last = numpy.zeros(len(full))
    last[full] = near.shares[near.bounds[1:][full] - 1]
    pairs = [(rows[:0], rows[:0])]
    for some in _blocks(numpy.flatnonzero(~known.same), len(full)):
        weights = product.rows(some)
        at, ends = numpy.nonzero((weights > 0) & (weights >= last - _ROUGH) & known.same)
        pairs.append((ends, some[at]))
    ones, others = (numpy.concatenate(column) for column in zip(*pairs, strict=True))
    order = numpy.lexsort((others, ones))
    ones, others = ones[order], others[order]
    shares = table.sums(ones, others)
    stay = near.ends >= 0
    nearer = numpy.concatenate([rows[stay], ones[shares > last[ones]]])
    settled = known.same & (~full | (numpy.bincount(nearer, minlength=len(full)) >= top))
    found = (
        numpy.concatenate(both) for both in ((rows[stay], ones), (near.ends[stay], others), (near.shares[stay], shares))
    )
    ones, others, shares = found
    fit = settled[ones]
    return (ones[fit], others[fit], shares[fit]), settled


def _blocks(rows: Any, papers: int) -> Iterator[Any]:
    """Yield papers, as many at a time as may be multiplied with all."""
    size = max(1, min(_ROWS, CELLS // max(1, papers)))
    yield from (rows[start : start + size] for start in range(0, len(rows), size))


def among_likely(product: "Product", rows: Any, top: int) -> Found:
    """Return the nearest of some papers among those that share most of their rarer terms."""
    import numpy

    rare = product.sparse
    heavy = _heaviest(rare).T.tocsr()
    own = numpy.zeros(rare.shape[1])
    pairs = [(rows[:0], rows[:0], own[:0])]
    for some in _blocks(rows, rare.shape[0]):
        shared = rare[some] @ heavy
        full = product.full[some]
        for place, row in enumerate(some.tolist()):
            held = slice(shared.indptr[place], shared.indptr[place + 1])
            ends, parts = shared.indices[held], shared.data[held].round(9)
            if len(ends) > LIKELY:
                ends = ends[parts >= numpy.partition(parts, -LIKELY)[-LIKELY]]
            ends = numpy.sort(ends[ends != row])
            mine = slice(rare.indptr[row], rare.indptr[row + 1])
            own[rare.indices[mine]] = rare.data[mine]
            weights = (rare[ends] @ own + product.full[ends] @ full[place]).round(9)
            own[rare.indices[mine]] = 0
            best = numpy.argsort(-weights, kind="stable")[:top]
            pairs.append((numpy.full(len(best), row), ends[best], weights[best]))
    ones, others, shares = (numpy.concatenate(column) for column in zip(*pairs, strict=True))
    return ones, others, shares


def _heaviest(matrix: Any) -> Any:
    """Return a sparse matrix with only the greatest values of each column, `CAP` or more, of equal ones the first."""
    import numpy
    from scipy.sparse import csr_matrix

    table = matrix.tocoo()
    order = numpy.lexsort((table.row, -table.data.round(9), table.col))
    column = table.col[order]
    place = numpy.arange(len(column)) - numpy.searchsorted(column, column)
    kept = order[place < max(CAP, KEPT * matrix.shape[0])]
    return csr_matrix((table.data[kept], (table.row[kept], table.col[kept])), shape=matrix.shape)


@dataclass(frozen=True, slots=True)
class Product:
    """The weights of papers as matrices of papers and terms, to be multiplied with one another.

    Terms of many papers are a full matrix and the others a sparse one, for each kind of product is fast where the other
    is slow; a small library is a full matrix as a whole: importing scipy costs more. Terms of one paper join nothing.
    """

    names: Sequence[str]
    """the terms of the columns, those of the full matrix first"""
    papers: Any
    """how many papers have each"""
    full: Any
    sparse: Any = None
    others: Any = None
    """the sparse matrix, turned over"""

    @classmethod
    def of(cls, table: Table, share: float = OFTEN, *, single: bool = False) -> "Product":
        """Return the product of papers, by their terms' weights.

        share: of the papers that have a term, from which it is no sparse column; single: of single precision
        """
        import numpy

        size, papers = len(table.slugs), table.papers()
        most = 1 if size * len(papers) <= _DENSE else share * size
        often, rest = (
            numpy.flatnonzero((papers > 1) & (papers > most)),
            numpy.flatnonzero((papers > 1) & (papers <= most)),
        )
        columns = numpy.full(len(papers), -1)
        columns[often], columns[rest] = numpy.arange(len(often)), numpy.arange(len(rest)) + len(often)
        rows, cols, weights = table.rows, columns[table.held], table.weights.astype(numpy.float32 if single else float)
        full = numpy.zeros((size, max(1, len(often))), dtype=weights.dtype)
        here, there = (cols >= 0) & (cols < len(often)), cols >= len(often)
        full[rows[here], cols[here]] = weights[here]
        held = numpy.concatenate([often, rest])
        names = [table.names[at] for at in held.tolist()]
        if not len(rest):
            return cls(names, papers[held], full)
        from scipy.sparse import csr_matrix

        sparse = csr_matrix((weights[there], (rows[there], cols[there] - len(often))), shape=(size, len(rest)))
        return cls(names, papers[held], full, sparse, sparse.T.tocsr())

    def marked(self, values: Any) -> "Product":
        """Return the product of papers whose terms all weigh what their column does."""
        import numpy

        often = len(self.names) - (0 if self.sparse is None else self.sparse.shape[1])
        full = numpy.zeros(self.full.shape, dtype=numpy.float32)
        full[:, :often] = (self.full[:, :often] != 0) * values[:often].astype(numpy.float32)
        if self.sparse is None:
            return Product(self.names, self.papers, full)
        sparse = self.sparse.astype(numpy.float32)
        sparse.data[:] = values[often:][sparse.indices]
        return Product(self.names, self.papers, full, sparse, sparse.T.tocsr())

    def rows(self, wanted: Any) -> Any:
        """Return the products of some papers' weights with those of all papers, as an array."""
        products = self.full[wanted] @ self.full.T
        if self.sparse is not None:
            products += (self.sparse[wanted] @ self.others).toarray()
        return products
