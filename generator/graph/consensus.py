"""What many runs of a method that depends on chance agree on: the groups whose papers are mostly together.

References
----------
Lancichinetti, A., Fortunato, S. (2012). Consensus clustering in complex networks. doi:10.1038/srep00336
Murtagh, F. (1983). A survey of recent advances in hierarchical clustering algorithms. doi:10.1093/comjnl/26.4.354
Hubert, L., Arabie, P. (1985). Comparing partitions. doi:10.1007/BF01908075
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

WIDE = 6000
"""Kinds of nodes that are compared pair by pair at most; where there are more, fewer runs are asked."""


@dataclass(frozen=True, slots=True)
class Stability:
    """How far topics are to be trusted: what many searches, each with another order of the papers, say of them.

    agreement: the mean adjusted Rand index between one search and the topics; 1 when all say the same, 0 by chance
    together: topic id -> the share of searches that put two of its papers together, mean over pairs, 0..1
    runs: how many searches there were
    """

    agreement: float = 0.0
    together: Mapping[str, float] = field(default_factory=dict)
    runs: int = 0


def agreed(runs: Sequence[Sequence[int]], share: float) -> list[int]:
    """Return a group for each node: its nodes are together in `share` of the runs, on average over their pairs.

    Parameters
    ----------
    runs: for each run the group of each node
    share: 0..1; groups are joined, those that agree most first, until no two agree that much (average linkage)

    Examples
    --------
    >>> agreed([[0, 0, 1], [1, 1, 1], [0, 0, 2]], 0.5)
    [0, 0, 1]
    """
    import numpy

    while True:
        kinds, kind, sizes = numpy.unique(
            numpy.array(runs, dtype=numpy.int64).T, axis=0, return_inverse=True, return_counts=True
        )
        if len(kinds) <= WIDE or len(runs) < 2:
            break
        runs = runs[:-1]
    together = numpy.zeros((len(kinds), len(kinds)), dtype=numpy.float32)
    for run in kinds.T:
        together += run[:, None] == run[None]
    joined = _linked(together / len(runs), sizes.astype(numpy.float32), share)
    number: dict[int, int] = {}
    return [number.setdefault(joined[at], len(number)) for at in kind.ravel().tolist()]


def _linked(near: Any, sizes: Any, share: float) -> list[int]:
    """Return for each row the row that its group goes by.

    Each group follows its nearest until two are each other's nearest; those are joined if they are near enough, and
    both are done if not, for joining others never brings a group nearer.
    """
    import numpy

    group = list(range(len(near)))
    numpy.fill_diagonal(near, -1)
    waiting = numpy.ones(len(near), dtype=bool)
    chain: list[int] = []
    while waiting.any():
        last = chain[-1] if chain else int(waiting.argmax())
        chain = chain or [last]
        best = int(near[last].argmax())
        if len(chain) > 1 and near[last, chain[-2]] >= near[last, best]:
            best = chain[-2]
        if near[last, best] < share:
            # Nothing is near enough to the last, and so to none that it was the nearest of.
            _leave(near, waiting, last)
            chain.pop()
        elif len(chain) > 1 and best == chain[-2]:
            chain = chain[:-2]
            row = (near[last] * sizes[last] + near[best] * sizes[best]) / (sizes[last] + sizes[best])
            sizes[best] += sizes[last]
            row[best] = -1
            _leave(near, waiting, last)
            row[~waiting] = -1
            near[best], near[:, best] = row, row
            group[last] = best
        else:
            chain.append(best)
    return [_root(group, at) for at in range(len(group))]


def _leave(near: Any, waiting: Any, gone: int) -> None:
    waiting[gone] = False
    near[gone], near[:, gone] = -1, -1


def _root(group: Sequence[int], at: int) -> int:
    while group[at] != at:
        at = group[at]
    return at


def rand(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the adjusted Rand index of two groupings of the same nodes: 1 for the same, about 0 by chance.

    Examples
    --------
    >>> rand([0, 0, 1, 1], [5, 5, 3, 3])
    1.0
    >>> round(rand([0, 0, 1, 1], [0, 1, 0, 1]), 9)
    -0.5
    """
    import numpy

    rows, columns = (numpy.unique(numpy.array(side), return_inverse=True)[1] for side in (one, other))
    table = numpy.zeros((rows.max(initial=0) + 1, columns.max(initial=0) + 1))
    numpy.add.at(table, (rows, columns), 1)
    both, first, second = (_pairs(counts) for counts in (table, table.sum(1), table.sum(0)))
    every = len(one) * (len(one) - 1) / 2
    chance = first * second / every if every else 0.0
    most = (first + second) / 2
    return float((both - chance) / (most - chance)) if most != chance else 1.0


def _pairs(counts: Any) -> float:
    return float((counts * (counts - 1) / 2).sum())


def together(runs: Sequence[Sequence[int]], group: Sequence[int]) -> float:
    """Return how often two nodes of a group were together: the mean over pairs and runs, 1 for a single node.

    Examples
    --------
    >>> round(together([[0, 0, 1], [0, 0, 0]], [0, 1, 2]), 9)
    0.666666667
    """
    import numpy

    every = len(group) * (len(group) - 1) / 2
    if not every or not runs:
        return 1.0
    counts = [numpy.unique(numpy.array(run)[list(group)], return_counts=True)[1] for run in runs]
    return sum(_pairs(count) for count in counts) / every / len(runs)
