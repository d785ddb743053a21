"""The live map's data, made with pyvis: its network is the model, its options are vis-network's; its page is not used.

pyvis's own page asks other hosts for scripts and runs HTML that stands in titles, and its `add_edge` looks through all
edges each time. So nodes and edges go straight into the network's lists and the data are taken out again.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator import drawing
from generator.analysis import Analysis
from generator.config import Config
from generator.emitters import Output, datafile, digest, mending, reading
from generator.pages import Site
from generator.papers import Content, Keyword, Link, OutputPath, Topic

DEGREE = 6
"""Links at a paper, on average, when the map opens: about three for each paper in the library."""

_OPTIONS: dict[str, object] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0},
    "nodes": {"borderWidth": 1, "borderWidthSelected": 1},
    "interaction": {
        "dragNodes": False,
        "hideEdgesOnDrag": True,
        "hideEdgesOnZoom": True,
        "hover": False,
        "keyboard": {"enabled": False, "bindToWindow": False},
        "selectable": False,
        "zoomSpeed": 0.7,
    },
}


def outputs(site: Site, content: Content, analysis: Analysis, config: Config, stamp: str) -> Iterator[Output]:
    """Yield data/map.js, then the papers' texts that its panel and the search page show, then how links are mended."""
    papers = reading.readings(site, content, analysis, config)
    table = keyword_table(papers, analysis)
    places = {keyword.key: place for place, keyword in enumerate(table)}
    parts = network_parts(papers, analysis, table, places)
    key = digest(stamp, _OPTIONS, parts)
    yield Output(OutputPath("data/map.js"), key, lambda: datafile.script("map", _drawn(parts)))
    yield from reading.outputs(papers, places, stamp)
    yield from mending.outputs(site, content, config, stamp)


def keyword_table(papers: Sequence[reading.Reading], analysis: Analysis) -> list[Keyword]:
    """Return every keyword that a list, a text or a link of the map speaks of, by label."""
    keys = {key for paper in papers for key in paper.keys}
    keys |= {key for paper in papers for _, _, key in (*paper.heading, *paper.abstract.spans)}
    keys |= {reason.keyword for link in analysis.links for reason in link.reasons}
    keys |= {key for topic in analysis.topics for key in topic.keywords}
    return sorted((analysis.keywords[key] for key in keys), key=lambda keyword: (keyword.label.casefold(), keyword.key))


def network_parts(
    papers: Sequence[reading.Reading], analysis: Analysis, table: Sequence[Keyword], places: Mapping[str, int]
) -> dict[str, Any]:
    """Return all that the map shows. Papers and keywords are named by number, since every link speaks of them."""
    numbers = {paper.slug: number for number, paper in enumerate(papers)}
    longer = within(places)
    return {
        "nodes": [_node(number, paper, analysis, places) for number, paper in enumerate(papers)],
        "edges": [_edge(link, numbers, places) for link in analysis.links],
        "keywords": [
            [keyword.label, keyword.slug if keyword.has_page else "", *filter(None, [longer.get(keyword.key)])]
            for keyword in table
        ],
        "topics": [_topic(topic, numbers, places) for topic in analysis.topics],
        "threshold": threshold([link.weight for link in analysis.links], len(papers)),
        "chunk": reading.CHUNK,
    }


def within(places: Mapping[str, int]) -> dict[str, list[int]]:
    """Return for each keyword that stands inside longer ones their numbers: where it never stands alone, they hold it.

    >>> within({"rai": 0, "gamma rai": 1, "gamma rai burst": 2})
    {'rai': [1, 2], 'gamma rai': [2]}
    """
    found: dict[str, list[int]] = {}
    for key, place in places.items():
        words = key.split()
        parts = {" ".join(words[at : at + length]) for length in range(1, len(words)) for at in range(len(words))}
        for part in sorted(parts & places.keys() - {key}):
            found.setdefault(part, []).append(place)
    return {key: sorted(numbers) for key, numbers in sorted(found.items(), key=lambda item: places[item[0]])}


def threshold(weights: Sequence[float], papers: int) -> float:
    """Return the weight from which links are shown at first: a picture with more lines than this tells nobody anything.

    >>> threshold([0.1, 0.2, 0.3, 0.4], papers=1)
    0.2
    >>> threshold([0.1, 0.2, 0.2, 0.2, 0.4], papers=1)
    0.4
    >>> threshold([0.1, 0.2], papers=9)
    0.0
    """
    wanted = papers * DEGREE // 2
    if len(weights) <= wanted:
        return 0.0
    strongest = sorted(weights, reverse=True)
    # Weights have two decimals, so many are equal: all of them are shown, or none.
    tied = strongest[wanted]
    return min((weight for weight in strongest if weight > tied), default=tied)


def _node(number: int, paper: reading.Reading, analysis: Analysis, places: Mapping[str, int]) -> dict[str, Any]:
    x, y = analysis.positions[paper.slug]
    links = len(analysis.related.get(paper.slug, ()))
    node = {
        "id": number,
        "slug": paper.slug,
        "title": paper.title,
        "x": x,
        "y": y,
        "shape": drawing.marker_shape(paper.topic),
        "size": round(4 + min(2.0, math.sqrt(links) / 3), 1),
        "topic": paper.topic,
        "keywords": [places[key] for key in paper.keys],
    }
    if paper.year is not None:
        node["year"] = paper.year
    return node


def _edge(link: Link, numbers: Mapping[str, int], places: Mapping[str, int]) -> dict[str, Any]:
    edge: dict[str, Any] = {
        "from": numbers[link.source],
        "to": numbers[link.target],
        "weight": link.weight,
        "reasons": [[places[reason.keyword], reason.share] for reason in link.reasons],
    }
    if link.given:
        edge["given"] = 1
    return edge


def _topic(topic: Topic, numbers: Mapping[str, int], places: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": topic.id,
        "name": topic.name,
        "number": topic.number,
        "shape": drawing.marker_shape(topic.number),
        "x": topic.x,
        "y": topic.y,
        "radius": topic.radius,
        "papers": len(topic.papers),
        "central": [numbers[slug] for slug in topic.papers[:5]],
        "keywords": [places[key] for key in topic.keywords[:6]],
    }


def _drawn(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts as pyvis gives them back: its nodes and edges, and the options that vis-network reads."""
    from pyvis.network import Network

    network = Network(cdn_resources="remote")
    network.nodes = parts["nodes"]
    network.edges = parts["edges"]
    network.set_options(json.dumps(_OPTIONS))
    nodes, edges, _, _, _, options = network.get_network_data()
    return {**parts, "nodes": nodes, "edges": edges, "options": json.loads(options)}
