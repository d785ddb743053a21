"""A force-directed drawing of a small graph, always the same for the same graph.

References
----------
Fruchterman, T. M. J., Reingold, E. M. (1991). Graph drawing by force-directed placement. doi:10.1002/spe.4380211102
"""

from collections.abc import Iterable
from typing import Any

GOLDEN = 2.399963229728653
"""The golden angle, in radians: a spiral with this step fills a disc evenly."""
DENSE = 1500
"""Nodes up to which all pairs push one another; more keep their place on the spiral."""


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
    if not 2 < nodes <= DENSE:
        return places
    pull = numpy.zeros((nodes, nodes))
    for one, other, weight in edges:
        pull[one, other] = pull[other, one] = weight
    pull /= max(float(pull.max()), 1e-9)
    ideal, step = nodes**-0.5, 0.3
    for _ in range(rounds):
        apart = places[:, None] - places[None]
        square = (apart**2).sum(-1) + 1e-6
        strength = ideal * ideal / square - pull * numpy.sqrt(square) / ideal * 0.5 * nodes**-0.5
        force = (apart * strength[..., None]).sum(1) - places * 0.05
        length = numpy.hypot(force[:, 0], force[:, 1])[:, None] + 1e-9
        places = places + force / length * numpy.minimum(length, step)
        step = max(step * 0.95, 0.004)
    return _in_disc(places)


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
