"""The network of papers: explained links, topics, measures and the map's positions. Pure: no file, no clock, seeds
fixed."""

from collections.abc import Iterable
from typing import Any

from generator.papers import Link

__all__ = ["build"]


def build(slugs: Iterable[str], links: Iterable[Link]) -> Any:
    """Return an `nx.Graph` whose nodes are slugs in order; edges carry `weight` and `link`."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(sorted(slugs))
    graph.add_edges_from((one.source, one.target, {"weight": one.weight, "link": one}) for one in links)
    return graph
