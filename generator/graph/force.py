"""A force-directed drawing of a small graph, always the same for the same graph.

References
----------
Fruchterman, T. M. J., Reingold, E. M. (1991). Graph drawing by force-directed placement. doi:10.1002/spe.4380211102
"""

from collections.abc import Iterable
from typing import Any

GOLDEN = 2.399963229728653
"""The golden angle, in radians: a spiral with this step fills a disc evenly."""
DENSE = 600
"""Nodes up to which all pairs push one another; in larger graphs, each is pushed by squares full of nodes."""
SQUARES = 16
"""Squares along a side."""


def place(nodes: int, edges: Iterable[tuple[int, int, float]], rounds: int = 60) -> Any:
    """Return an array (nodes, 2) of places in the unit disc, centred; linked nodes are near.

    Parameters
    ----------
    nodes: number of nodes; they are 0, 1, ...
    edges: (node, node, weight)
    rounds: steps of the simulation, each smaller than the one before
    """
    import numpy

    places = _spiral(nodes)
    if nodes < 3:
        return places
    table = numpy.array(list(edges), dtype=float).reshape(-1, 3)
    one, other = table[:, 0].astype(int), table[:, 1].astype(int)
    pull = table[:, 2:] / max(float(table[:, 2].max(initial=0)), 1e-9) * 0.5 * nodes**-0.5
    ideal, step = nodes**-0.5, 0.3
    for _ in range(rounds):
        force = (_push(places) if nodes <= DENSE else _push_of_squares(places)) * ideal * ideal - places * 0.05
        apart = places[one] - places[other]
        pulled = apart * pull * numpy.hypot(apart[:, :1], apart[:, 1:]) / ideal
        numpy.subtract.at(force, one, pulled)
        numpy.add.at(force, other, pulled)
        length = numpy.hypot(force[:, 0], force[:, 1])[:, None] + 1e-9
        places = places + force / length * numpy.minimum(length, step)
        step = max(step * 0.95, 0.004)
    return _in_disc(places)


def _push(places: Any) -> Any:
    """Return for each node the sum of its directions from all others, each over the distance."""
    import numpy

    across = places[:, None, 0] - places[None, :, 0]
    down = places[:, None, 1] - places[None, :, 1]
    strength = 1 / (across**2 + down**2 + 1e-6)
    return numpy.stack([(across * strength).sum(1), (down * strength).sum(1)], axis=1)


def _push_of_squares(places: Any) -> Any:
    """Return what `_push` does, with all nodes of a square in the middle of their places."""
    import numpy

    low, wide = places.min(0), float(numpy.ptp(places, axis=0).max()) + 1e-9
    column, row = numpy.minimum((places - low) / wide * SQUARES, SQUARES - 1).astype(int).T
    square, counts = numpy.unique(column * SQUARES + row, return_inverse=True, return_counts=True)[1:]
    middle = numpy.stack([numpy.bincount(square, weights=side) / counts for side in places.T], axis=1)
    across = places[:, None, 0] - middle[None, :, 0]
    down = places[:, None, 1] - middle[None, :, 1]
    # A node is half a square away from the others of its own, not in their midst.
    strength = counts / (across**2 + down**2 + (wide / SQUARES / 2) ** 2)
    return numpy.stack([(across * strength).sum(1), (down * strength).sum(1)], axis=1)


def _spiral(nodes: int) -> Any:
    import numpy

    number = numpy.arange(nodes)
    radius = numpy.sqrt((number + 0.5) / max(1, nodes))
    return numpy.stack([radius * numpy.cos(GOLDEN * number), radius * numpy.sin(GOLDEN * number)], axis=1)


def _in_disc(places: Any) -> Any:
    import numpy

    places = places - places.mean(0)
    radius = numpy.hypot(places[:, 0], places[:, 1])
    places = places / (numpy.percentile(radius, 90) + 1e-9)
    radius = numpy.hypot(places[:, 0], places[:, 1])[:, None]
    return numpy.where(radius > 1, places / numpy.maximum(radius, 1e-9), places)
