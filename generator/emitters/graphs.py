"""The papers and their links for programs that draw and measure networks: GraphML, GEXF and VOSviewer's JSON."""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import generator
from generator import permalinks, prose
from generator.analysis import Analysis
from generator.config import Config
from generator.emitters import Output, digest
from generator.emitters.atom import xml_text
from generator.pages import Site
from generator.papers import OutputPath

_SCALE = 100
"""VOSviewer's maps are a few units wide, ours some hundreds."""


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


@dataclass(frozen=True, slots=True)
class _Edge:
    source: str
    target: str
    weight: float
    reasons: str


def outputs(site: Site, analysis: Analysis, config: Config) -> Iterator[Output]:
    """Yield data/graph.graphml, data/graph.gexf and data/vosviewer.json."""
    nodes = _nodes(site, analysis, config)
    key = digest(generator.__version__, nodes, analysis.links, [analysis.keywords[key] for key in _reasons(analysis)])
    made: dict[str, Callable[[], bytes]] = {
        "graph.graphml": partial(_graphml, nodes, analysis),
        "graph.gexf": partial(_gexf, nodes, analysis),
        "vosviewer.json": partial(_vosviewer, nodes, analysis),
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


def _reasons(analysis: Analysis) -> list[str]:
    used = {reason.keyword for link in analysis.links for reason in link.reasons}
    return sorted(used & analysis.keywords.keys())


def _edges(analysis: Analysis) -> Iterator[_Edge]:
    for link in analysis.links:
        labels = [
            analysis.keywords[reason.keyword].label for reason in link.reasons if reason.keyword in analysis.keywords
        ]
        yield _Edge(link.source, link.target, link.weight, xml_text("; ".join(labels)))


def _graphml(nodes: list[_Node], analysis: Analysis) -> bytes:
    """Return what Gephi, Cytoscape, yEd and igraph read."""
    import networkx as nx

    graph = nx.Graph()
    for node in nodes:
        graph.add_node(node.slug, label=node.label, topic=node.name, x=node.x, y=node.y)
    for edge in _edges(analysis):
        graph.add_edge(edge.source, edge.target, weight=edge.weight, reasons=edge.reasons)
    buffer = io.BytesIO()
    nx.write_graphml_xml(graph, buffer, encoding="utf-8")
    return buffer.getvalue() + b"\n"


def _gexf(nodes: list[_Node], analysis: Analysis) -> bytes:
    """Return what Gephi reads with places; NetworkX dates what it writes, and the date is taken out."""
    import networkx as nx
    from networkx.readwrite.gexf import GEXFWriter

    graph = nx.Graph()
    for node in nodes:
        # Gephi counts upwards, a screen downwards.
        place = {"position": {"x": node.x, "y": -node.y, "z": 0.0}}
        graph.add_node(node.slug, label=node.label, topic=node.name, viz=place)
    for edge in _edges(analysis):
        graph.add_edge(edge.source, edge.target, weight=edge.weight, reasons=edge.reasons)
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    for element in writer.xml.iter():
        element.attrib.pop("lastmodifieddate", None)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue() + b"\n"


def _vosviewer(nodes: list[_Node], analysis: Analysis) -> bytes:
    """Return a map with its network as VOSviewer and VOSviewer Online open it; topics are its clusters.

    References
    ----------
    Van Eck, N. J., Waltman, L. VOSviewer Online: JSON file type (items, links and clusters of `network`).
    """
    numbers = {node.slug: number for number, node in enumerate(nodes, start=1)}
    network = {
        "items": [_item(numbers[node.slug], node, analysis) for node in nodes],
        "links": [
            {"source_id": numbers[link.source], "target_id": numbers[link.target], "strength": link.weight}
            for link in analysis.links
        ],
        "clusters": [{"cluster": topic.number + 1, "label": topic.name} for topic in analysis.topics],
    }
    return (json.dumps({"network": network}, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


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
