"""The papers and their links for programs that draw and measure networks: GraphML, GEXF and VOSviewer's JSON.

Written line by line, which takes a fifth of the time that NetworkX takes to write them; a test has NetworkX read them
(docs/decisions/0030-downloads.md).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import generator
from generator import permalinks, prose
from generator.analysis import Analysis
from generator.config import Config
from generator.emitters import Output, datafile, digest
from generator.emitters.atom import xml_text
from generator.markup import xml_attribute as _a
from generator.markup import xml_escaped as _t
from generator.pages import Site
from generator.papers import OutputPath

_SCALE = 100
"""VOSviewer's maps are a few units wide, ours some hundreds."""
_NODE = {"label": "string", "topic": "string", "x": "double", "y": "double"}
_EDGE = {"weight": "double", "reasons": "string"}


@dataclass(frozen=True, slots=True)
class _Node:
    """A published paper as a network has it; `topic` is the topic's number, -1 without one."""

    slug: str
    label: str
    topic: int
    name: str
    x: float
    y: float
    year: int | None
    url: str


class _Edge(NamedTuple):
    source: str
    target: str
    weight: float
    reasons: str


@dataclass(frozen=True, slots=True)
class _Network:
    nodes: Sequence[_Node]
    edges: Sequence[_Edge]


def outputs(site: Site, analysis: Analysis, config: Config) -> Iterator[Output]:
    """Yield data/graph.graphml, data/graph.gexf and data/vosviewer.json."""
    network = _Network(_nodes(site, analysis, config), list(_edges(analysis)))
    edges = "\n".join([f"{source} {target} {weight} {reasons}" for source, target, weight, reasons in network.edges])
    key = digest(generator.__version__, network.nodes, edges)
    made: dict[str, Callable[[], bytes]] = {
        "graph.graphml": partial(_graphml, network),
        "graph.gexf": partial(_gexf, network),
        "vosviewer.json": partial(_vosviewer, network, analysis),
    }
    for name, render in made.items():
        yield Output(OutputPath(f"data/{name}"), digest(key, name), render)


def _nodes(site: Site, analysis: Analysis, config: Config) -> list[_Node]:
    topics: Mapping[str, Any] = {topic.id: topic for topic in analysis.topics}
    found = []
    for slug, page in site.papers.items():
        topic = topics.get(analysis.topic_of.get(slug, ""))
        x, y = analysis.positions.get(slug, (0.0, 0.0))
        label = xml_text(prose.plain_text(page.paper.title))
        number, name = (topic.number, xml_text(topic.name)) if topic else (-1, "")
        url = permalinks.absolute(config.url, page.paper.link)
        found.append(_Node(slug, label, number, name, x, y, page.paper.year, url))
    return found


def _edges(analysis: Analysis) -> Iterator[_Edge]:
    labels = {key: xml_text(keyword.label) for key, keyword in analysis.keywords.items()}
    for link in analysis.links:
        said = [labels[reason.keyword] for reason in link.reasons if reason.keyword in labels]
        yield _Edge(link.source, link.target, link.weight, "; ".join(said))


def _graphml(network: _Network) -> bytes:
    """Return what Gephi, Cytoscape, yEd, igraph and NetworkX read.

    References
    ----------
    Brandes, U., Eiglsperger, M., Lerner, J., Pich, C. (2013). Graph Markup Language (GraphML). In Handbook of Graph
    Drawing and Visualization.
    """
    rows = [
        f'<node id={_a(node.slug)}><data key="label">{_t(node.label)}</data>'
        f'<data key="topic">{_t(node.name)}</data><data key="x">{node.x}</data><data key="y">{node.y}</data></node>'
        for node in network.nodes
    ]
    rows += [
        f'<edge source={_a(edge.source)} target={_a(edge.target)}><data key="weight">{edge.weight}</data>'
        f'<data key="reasons">{_t(edge.reasons)}</data></edge>'
        for edge in network.edges
    ]
    keys = (
        f'<key id="{name}" for="{place}" attr.name="{name}" attr.type="{kind}"/>'
        for place, fields in (("node", _NODE), ("edge", _EDGE))
        for name, kind in fields.items()
    )
    opening = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    return _xml([opening, *keys, '<graph edgedefault="undirected">', *rows, "</graph>", "</graphml>"])


def _gexf(network: _Network) -> bytes:
    """Return what Gephi reads with places, which count upwards there.

    References
    ----------
    GEXF Working Group. GEXF 1.2draft Primer.
    """
    dots = [
        f'<node id={_a(node.slug)} label={_a(node.label)}><attvalues><attvalue for="topic" value={_a(node.name)}/>'
        f'</attvalues><viz:position x="{node.x}" y="{-node.y}" z="0.0"/></node>'
        for node in network.nodes
    ]
    lines = [
        f'<edge id="{number}" source={_a(edge.source)} target={_a(edge.target)} weight="{edge.weight}"><attvalues>'
        f'<attvalue for="reasons" value={_a(edge.reasons)}/></attvalues></edge>'
        for number, edge in enumerate(network.edges)
    ]
    opening = (
        '<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">',
        '<graph mode="static" defaultedgetype="undirected">',
        '<attributes class="node"><attribute id="topic" title="topic" type="string"/></attributes>',
        '<attributes class="edge"><attribute id="reasons" title="reasons" type="string"/></attributes>',
    )
    return _xml([*opening, "<nodes>", *dots, "</nodes>", "<edges>", *lines, "</edges>", "</graph>", "</gexf>"])


def _xml(lines: Iterable[str]) -> bytes:
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', *lines, ""]).encode("utf-8", "replace")


def _vosviewer(network: _Network, analysis: Analysis) -> bytes:
    """Return a map with its network as VOSviewer and VOSviewer Online open it; topics are its clusters.

    References
    ----------
    Van Eck, N. J., Waltman, L. VOSviewer Online: JSON file type (items, links and clusters of `network`).
    """
    numbers = {node.slug: number for number, node in enumerate(network.nodes, start=1)}
    tables = {
        "items": datafile.lines(_item(numbers[node.slug], node, analysis) for node in network.nodes),
        "links": datafile.lines(
            {"source_id": numbers[edge.source], "target_id": numbers[edge.target], "strength": edge.weight}
            for edge in network.edges
        ),
        "clusters": datafile.lines({"cluster": topic.number + 1, "label": topic.name} for topic in analysis.topics),
    }
    parts = ",\n".join(f'"{name}": {rows}' for name, rows in tables.items())
    return f'{{"network": {{\n{parts}\n}}}}\n'.encode("utf-8", "replace")


def _item(number: int, node: _Node, analysis: Analysis) -> dict[str, Any]:
    links = analysis.related.get(node.slug, ())
    strength = round(sum(link.weight for link in links), 2)
    item: dict[str, Any] = {
        "id": number,
        "label": node.label,
        "url": node.url,
        "x": round(node.x / _SCALE, 4),
        "y": round(-node.y / _SCALE, 4),
        "weights": {"Links": len(links), "Total link strength": strength},
    }
    if node.topic >= 0:
        item["cluster"] = node.topic + 1
    if node.year is not None:
        item["scores"] = {"Year": node.year}
    return item
