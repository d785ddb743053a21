"""Louvain's method on plain dicts: several times faster than a general library's, and nothing to import.

References
----------
Blondel, V. D., et al. (2008). Fast unfolding of communities in large networks. doi:10.1088/1742-5468/2008/10/P10008
Ozaki, N., Tezuka, H., Inaba, M. (2016). A simple acceleration method for the Louvain algorithm.
"""

import random
from collections import deque
from collections.abc import Sequence

Neighbours = Sequence[dict[int, float]]
"""node -> {neighbour: weight}, both ways; a node's own entry is the weight inside it, counted twice."""


def communities(neighbours: Neighbours, seed: int, resolution: float = 1.0) -> list[int]:
    """Return the community of each node, as a number; which number means nothing.

    Parameters
    ----------
    neighbours: the graph; the order of nodes and of their neighbours matters, so it must be fixed
    seed: of the order in which nodes are asked to move
    resolution: above 1 gives more and smaller communities

    Examples
    --------
    >>> two = [{1: 1.0}, {0: 1.0}, {3: 1.0}, {2: 1.0}]
    >>> home = communities(two, seed=0)
    >>> home[0] == home[1] != home[2] == home[3]
    True
    """
    order = random.Random(seed)
    home = list(range(len(neighbours)))
    level = neighbours
    while True:
        nodes = list(range(len(level)))
        order.shuffle(nodes)
        moved = _move(level, nodes, list(range(len(level))), resolution)
        names = {old: new for new, old in enumerate(dict.fromkeys(moved))}
        home = [names[moved[node]] for node in home]
        if len(names) == len(level):
            return home
        level = _collapse(level, [names[community] for community in moved], len(names))


def settled(neighbours: Neighbours, home: Sequence[int], resolution: float = 1.0, stay: float = 0.0) -> list[int]:
    """Return communities after each node, asked in order, has moved to where it gains most, until none would move.

    stay: what a move must gain at least, as a share of the weight of all the node's links

    Examples
    --------
    >>> settled([{1: 1.0, 2: 0.2}, {0: 1.0}, {0: 0.2, 3: 1.0}, {2: 1.0}], [0, 0, 0, 1])
    [0, 0, 1, 1]
    """
    return _move(neighbours, range(len(neighbours)), list(home), resolution, stay)


def _move(
    neighbours: Neighbours, nodes: Sequence[int], home: list[int], resolution: float, stay: float = 0.0
) -> list[int]:
    """Return communities after every node has moved to the neighbouring one that gains most, until none moves.

    After a move, only the neighbours outside the new community are asked again.
    """
    degree = [sum(row.values()) for row in neighbours]
    scale = resolution / (sum(degree) or 1.0)
    total = [0.0] * (max(home, default=0) + 1)
    for node, here in enumerate(home):
        total[here] += degree[node]
    waiting = [True] * len(nodes)
    queue = deque(nodes)
    while queue:
        node = queue.popleft()
        waiting[node] = False
        here = home[node]
        total[here] -= degree[node]
        best = _best(node, neighbours[node], home, total, degree[node] * scale, degree[node] * stay)
        total[best] += degree[node]
        if best != here:
            home[node] = best
            for other in neighbours[node]:
                if home[other] != best and not waiting[other]:
                    waiting[other] = True
                    queue.append(other)
    return home


def _best(
    node: int, row: dict[int, float], home: Sequence[int], total: Sequence[float], own: float, stay: float
) -> int:
    """Return the community that a node gains most from; its own where none gains more by `stay`."""
    pull: dict[int, float] = {}
    for other, weight in row.items():
        if other != node:
            there = home[other]
            pull[there] = pull.get(there, 0.0) + weight
    best = home[node]
    most = pull.get(best, 0.0) - total[best] * own + stay
    for there, weight in pull.items():
        gain = weight - total[there] * own
        if gain > most + 1e-9:
            best, most = there, gain
    return best


def _collapse(neighbours: Neighbours, home: Sequence[int], size: int) -> Neighbours:
    """Return the graph of communities."""
    level: list[dict[int, float]] = [{} for _ in range(size)]
    for node, row in enumerate(neighbours):
        own = level[home[node]]
        for other, weight in row.items():
            own[home[other]] = own.get(home[other], 0.0) + weight
    return level
