"""The papers nearest to each paper: the greatest products of their terms' weights.

All pairs of a library are multiplied, in blocks of rows. That takes time with the square of its papers, so in a large
library only those pairs are that share terms of few papers; docs/speed.md says what is missed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
_LEAST = 1e-9
"""What products are told apart by."""
LIKELY = 200
"""and so many of them, those that share most, are multiplied with all their terms."""


def of(terms: Mapping[str, Terms], top: int) -> dict[str, list[tuple[str, float]]]:
    """Return for each slug at most `top` (slug, weight), nearest first, ties by slug."""
    slugs = sorted(terms)
    if len(slugs) < 2:
        return {slug: [] for slug in slugs}
    rows = max(1, min(_ROWS, CELLS // len(slugs)))
    blocks = [range(start, min(start + rows, len(slugs))) for start in range(0, len(slugs), rows)]
    whole = len(slugs) <= WHOLE
    product = Product.of([terms[slug] for slug in slugs], OFTEN if whole else RARER)
    found = (among_all if whole or product.sparse is None else among_likely)(product, blocks, top)
    return {slug: [(slugs[other], weight) for other, weight in row] for slug, row in zip(slugs, found, strict=True)}


def among_all(product: "Product", blocks: Iterable[Sequence[int]], top: int) -> Iterator[list[tuple[int, float]]]:
    """Yield for each paper the number and weight of the nearest."""
    for rows in blocks:
        yield from _rows(rows, product, top)


def among_likely(product: "Product", blocks: Iterable[Sequence[int]], top: int) -> Iterator[list[tuple[int, float]]]:
    """Yield for each paper the nearest of those that share most of its rarer terms."""
    import numpy

    rare = product.sparse
    heavy = _heaviest(rare).T.tocsr()
    own = numpy.zeros(rare.shape[1])
    for rows in blocks:
        shared = rare[rows] @ heavy
        full = product.full[rows]
        for place, row in enumerate(rows):
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
            yield [(int(ends[at]), float(weights[at])) for at in best if weights[at] > 0]


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

    columns: Mapping[str, int]
    full: Any
    sparse: Any = None
    others: Any = None
    """the sparse matrix, turned over"""

    @classmethod
    def of(cls, terms: Sequence[Terms], share: float | None = None) -> "Product":
        """Return the product of papers, by their terms' weights.

        share: of the papers that have a term, from which it is no sparse column; `OFTEN` where none is given
        """
        import numpy

        papers = Counter(term for weights in terms for term in weights)
        small = len(terms) * len(papers) <= _DENSE
        most = 1 if small else (OFTEN if share is None else share) * len(terms)
        held = sorted(term for term, count in papers.items() if count > 1)
        columns = {term: at for at, term in enumerate(sorted(held, key=lambda term: papers[term] <= most))}
        often = sum(papers[term] > most for term in held)
        rows = numpy.repeat(numpy.arange(len(terms)), [len(weights) for weights in terms])
        cols = numpy.fromiter((columns.get(term, -1) for weights in terms for term in weights), dtype=int)
        values = numpy.fromiter((weight for weights in terms for weight in weights.values()), dtype=float)
        full = numpy.zeros((len(terms), max(1, often)))
        here, rest = (cols >= 0) & (cols < often), cols >= often
        full[rows[here], cols[here]] = values[here]
        if often == len(held):
            return cls(columns, full)
        from scipy.sparse import csr_matrix

        sparse = csr_matrix((values[rest], (rows[rest], cols[rest] - often)), shape=(len(terms), len(held) - often))
        return cls(columns, full, sparse, sparse.T.tocsr())

    def papers(self) -> Any:
        """Return how many papers have the term of each column."""
        import numpy

        full = numpy.count_nonzero(self.full, axis=0)[: self._often]
        more = () if self.sparse is None else numpy.bincount(self.sparse.indices, minlength=self.sparse.shape[1])
        return numpy.concatenate([full, more]).astype(int)

    @property
    def _often(self) -> int:
        """How many columns the full matrix has."""
        return len(self.columns) - (0 if self.sparse is None else self.sparse.shape[1])

    def marked(self, values: Any) -> "Product":
        """Return the product of papers whose terms all weigh what their column does."""
        import numpy

        often = self._often
        full = numpy.zeros(self.full.shape, dtype=numpy.float32)
        full[:, :often] = (self.full[:, :often] != 0) * values[:often].astype(numpy.float32)
        if self.sparse is None:
            return Product(self.columns, full)
        sparse = self.sparse.astype(numpy.float32)
        sparse.data[:] = values[often:][sparse.indices]
        return Product(self.columns, full, sparse, sparse.T.tocsr())

    def rows(self, wanted: Sequence[int]) -> Any:
        """Return the products of some papers' weights with those of all papers, as an array."""

        products = self.full[wanted] @ self.full.T
        if self.sparse is not None:
            products += (self.sparse[wanted] @ self.others).toarray()
        return products


def _rows(rows: Sequence[int], product: Product, top: int) -> Iterator[list[tuple[int, float]]]:
    import numpy

    weights = product.rows(rows)
    weights[numpy.arange(len(rows)), numpy.array(rows)] = 0
    most = min(top, weights.shape[1] - 1)
    least = numpy.partition(weights, -most, axis=1)[:, -most]
    for row, bound in enumerate(least):
        ends = numpy.flatnonzero(weights[row] >= max(bound - _LEAST, _LEAST / 2))
        # Equal sums may differ in their last bits: rounded, they are ties, and ties go by slug.
        shares = weights[row, ends].round(9)
        order = numpy.argsort(-shares, kind="stable")[:most]
        yield [pair for pair in zip(ends[order].tolist(), shares[order].tolist(), strict=True) if pair[1]]
