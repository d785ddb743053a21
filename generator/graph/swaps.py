"""Dots change places until linked ones are near: what is left to do when the places themselves are given."""

from collections.abc import Iterable, Sequence
from typing import Any

MOST = 1500
"""More dots than this stay where they are: the work grows with their square."""
ROUNDS = 8
"""How often all are asked at most;"""
LARGE = 400
"""more dots than this so often:"""
FEWER = 3
GAIN = 1e-6
"""The least that a change of places brings, in widths of the whole times link weight."""


def improved(points: Sequence[tuple[float, float]], edges: Iterable[tuple[int, int, float]]) -> list[int]:
    """Return for each node the number of the place that it should have, at first its own.

    The sum of weight * distance over all edges is made smaller by exchanging two nodes' places, the best exchange of
    each node in turn, until none helps or all have been asked often enough.

    Parameters
    ----------
    points: the places; node n stands at the nth
    edges: (node, node, weight)

    Examples
    --------
    >>> improved([(0, 0), (1, 0), (9, 0)], [(0, 2, 1.0)])
    [1, 2, 0]
    """
    import numpy

    size = len(points)
    place = list(range(size))
    if not 2 < size <= MOST:
        return place
    spots = numpy.array(points, dtype=float)
    far = numpy.hypot(spots[:, None, 0] - spots[None, :, 0], spots[:, None, 1] - spots[None, :, 1])
    far = (far / max(float(far.max()), 1e-9)).round(9)
    weight = numpy.zeros((size, size))
    for one, other, value in edges:
        weight[one, other] = weight[other, one] = value
    ends = [numpy.flatnonzero(row) for row in weight]
    slot = numpy.arange(size)
    cost = _costs(weight, ends, far, slot)
    for _ in range(ROUNDS if size <= LARGE else FEWER):
        moved = [_exchange(node, slot, weight, ends, far, cost) for node in range(size)]
        if not any(moved):
            break
    return [int(at) for at in slot]


def _costs(weight: Any, ends: Sequence[Any], far: Any, slot: Any) -> Any:
    """Return what each node would cost on each place while all others stay."""
    import numpy

    rows = [(weight[node, near, None] * far[slot[near]]).sum(0) for node, near in enumerate(ends)]
    return numpy.array(rows)


def _exchange(node: int, slot: Any, weight: Any, ends: Sequence[Any], far: Any, cost: Any) -> bool:
    """Exchange a node's place with the one that it gains most with; return whether there is one."""
    import numpy

    here = slot[node]
    now = cost[numpy.arange(len(slot)), slot]
    change = cost[node, slot] + cost[:, here] - now[node] - now + 2 * weight[node] * far[here, slot]
    change[node] = 0
    other = int(change.argmin())
    if change[other] > -GAIN:
        return False
    there = slot[other]
    shift = far[there] - far[here]
    cost[ends[node]] += weight[ends[node], node, None] * shift
    cost[ends[other]] -= weight[ends[other], other, None] * shift
    slot[node], slot[other] = there, here
    return True
