"""The map of a library too large for one picture: its topics first, and a map of its own for each of them.

A topic's map holds its own papers and, so that no link is lost, the papers of other topics they are linked with; these
are drawn only around a paper that is chosen. Papers without topic have a map, too.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator import drawing
from generator.analysis import Analysis
from generator.emitters import citing, network, reading
from generator.papers import Keyword, Link

LOOSE = "-"
"""Stands for the id of a topic in the map of papers that have none; no slug is so short."""
ROADS = 3
"""Links between topics that are drawn: so many of each topic, its strongest."""
REASONS = 10
DEGREE = 3
"""Links at a paper, on average, when a topic's map opens: its papers lie close, and are all of one colour."""
SHELF = 512
"""Papers in one file that says which topic a paper is in, on average."""
RING = 14.0
"""Between papers of other topics, which stand on rings around the island."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that the maps are made from; `members` holds the papers' numbers by topic number, -1 for none."""

    papers: Sequence[reading.Reading]
    analysis: Analysis
    table: Sequence[Keyword]
    places: Mapping[str, int]
    members: Mapping[int, Sequence[int]]


def files(
    papers: Sequence[reading.Reading], analysis: Analysis, table: Sequence[Keyword], places: Mapping[str, int]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the value of each map: `map`, which holds the topics, and `map/<topic's id>`."""
    members: dict[int, list[int]] = {topic.number: [] for topic in analysis.topics}
    for number, paper in enumerate(papers):
        members.setdefault(paper.topic, []).append(number)
    shelf = Shelf(papers, analysis, table, places, members)
    yield "map", _topics(shelf)
    links = _by_topic(shelf)
    for number in members:
        yield f"map/{_id(shelf, number)}", _inside(shelf, number, links[number])


def indexes(papers: Sequence[reading.Reading], analysis: Analysis) -> Iterator[tuple[str, Any]]:
    """Yield what finds a paper: `titles`, topic -> titles in the order of its map, and `at/<n>`, slug -> topic."""
    ids = {-1: LOOSE} | {topic.number: str(topic.id) for topic in analysis.topics}
    titles: dict[str, list[str]] = defaultdict(list)
    count = shelves(len(papers))
    rows: list[dict[str, str]] = [{} for _ in range(count)]
    for paper in papers:
        titles[ids[paper.topic]].append(paper.title)
        rows[citing.place(paper.slug, count)][paper.slug] = ids[paper.topic]
    yield "titles", dict(titles)
    yield from ((f"at/{number}", row) for number, row in enumerate(rows))


def shelves(papers: int) -> int:
    """Return how many files say which topic a paper is in."""
    return max(1, -(-papers // SHELF))


def _id(shelf: Shelf, number: int) -> str:
    return str(shelf.analysis.topics[number].id) if number >= 0 else LOOSE


def _topics(shelf: Shelf) -> dict[str, Any]:
    """Return the map of topics: each is a node, and what links their papers is summed."""
    nodes = [_topic(shelf, topic.number) for topic in shelf.analysis.topics]
    if shelf.members.get(-1):
        nodes.append(_loose(shelf, len(nodes)))
    edges = _roads(shelf)
    used = {place for node in nodes for place in node["keywords"]}
    used |= {place for edge in edges for place, _ in edge["reasons"]}
    return {
        "kind": "topics",
        "nodes": nodes,
        "edges": edges,
        "keywords": _rows(shelf, used),
        "topics": [{**network.island(topic, shelf.places), "central": []} for topic in shelf.analysis.topics],
        "threshold": 0.0,
        "papers": len(shelf.papers),
        "shelves": shelves(len(shelf.papers)),
        "chunk": reading.CHUNK,
    }


def _topic(shelf: Shelf, number: int) -> dict[str, Any]:
    topic = shelf.analysis.topics[number]
    titles = {shelf.papers[at].slug: shelf.papers[at].title for at in shelf.members[number]}
    return {
        "id": number,
        "slug": topic.id,
        "title": topic.name,
        "x": topic.x,
        "y": topic.y,
        "shape": drawing.marker_shape(number),
        "size": round(max(6.0, topic.radius / 2), 1),
        "topic": number,
        "keywords": [shelf.places[key] for key in topic.keywords[: network.CENTRAL + 1]],
        "papers": len(topic.papers),
        "central": [[slug, titles[slug]] for slug in topic.papers[: network.CENTRAL]],
    }


def _loose(shelf: Shelf, number: int) -> dict[str, Any]:
    """Return the papers without topic as one node, in the middle of where they stand."""
    (x, y), _ = _circle(shelf, -1)
    return {
        "id": number,
        "slug": LOOSE,
        "title": "",
        "x": round(x, 1),
        "y": round(y, 1),
        "shape": drawing.marker_shape(-1),
        "size": 12,
        "topic": -1,
        "keywords": [],
        "papers": len(shelf.members[-1]),
        "central": [],
    }


def _roads(shelf: Shelf) -> list[dict[str, Any]]:
    """Return the links between topics: each topic's strongest, with the keywords that bring most of them."""
    weights: dict[tuple[int, int], float] = defaultdict(float)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    shares: dict[tuple[int, int], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    home = {paper.slug: paper.topic for paper in shelf.papers}
    for link in shelf.analysis.links:
        one, other = sorted((home[link.source], home[link.target]))
        if one < 0 or one == other:
            continue
        weights[one, other] += link.weight
        counts[one, other] += 1
        for reason in link.reasons:
            shares[one, other][shelf.places[reason.keyword]] += link.weight * reason.share
    most = max(weights.values(), default=1.0) or 1.0
    return [
        {
            "from": one,
            "to": other,
            "weight": max(0.01, round(weights[one, other] / most, 2)),
            "links": counts[one, other],
            "reasons": _most(shares[one, other], 100 * weights[one, other]),
        }
        for one, other in _strongest(weights)
    ]


def _strongest(weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        for end in pair:
            ends[end].append(pair)
    return sorted({pair for pairs in ends.values() for pair in pairs[:ROADS]})


def _most(shares: Mapping[int, float], whole: float) -> list[list[int]]:
    """Return [keyword, percent] of those that bring most, at least one percent each."""
    found = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:REASONS]
    percents = [[place, round(100 * share / whole)] for place, share in found] if whole else []
    return [row for row in percents if row[1] >= 1]


def _by_topic(shelf: Shelf) -> dict[int, list[Link]]:
    """Return the links of each topic's papers; one between two topics is in both."""
    home = {paper.slug: paper.topic for paper in shelf.papers}
    links: dict[int, list[Link]] = {number: [] for number in shelf.members}
    for link in shelf.analysis.links:
        for number in {home[link.source], home[link.target]}:
            links[number].append(link)
    return links


def _inside(shelf: Shelf, topic: int, links: Sequence[Link]) -> dict[str, Any]:
    """Return the map of a topic: its papers, and after them those of other topics that they are linked with."""
    own = [shelf.papers[at] for at in shelf.members[topic]]
    local = {paper.slug: place for place, paper in enumerate(own)}
    inner = [link.weight for link in links if link.source in local and link.target in local]
    nodes = [
        {**network.node(place, paper, shelf.analysis, shelf.places), "number": at}
        for place, (at, paper) in enumerate(zip(shelf.members[topic], own, strict=True))
    ]
    far = _far(shelf, topic, sorted({end for link in links for end in (link.source, link.target)} - local.keys()))
    for node in far:
        local[node["slug"]] = node["id"] = len(nodes)
        nodes.append(node)
    edges = [network.edge(link, local, shelf.places) for link in links]
    used = {place for node in nodes for place in node["keywords"]}
    used |= {place for edge in edges for place, _ in edge["reasons"]}
    return {
        "topic": topic,
        "nodes": nodes,
        "edges": edges,
        "keywords": _rows(shelf, used),
        "central": [local[slug] for slug in shelf.analysis.topics[topic].papers[: network.CENTRAL]]
        if topic >= 0
        else [],
        "parts": _parts(shelf, topic),
        "threshold": network.threshold(inner, len(own), DEGREE),
        "chunk": reading.CHUNK,
    }


def _far(shelf: Shelf, topic: int, slugs: Sequence[str]) -> list[dict[str, Any]]:
    """Return papers of other topics, on rings around the island, each on the side on which its own topic lies."""
    places = {paper.slug: number for number, paper in enumerate(shelf.papers)}
    middle, radius = _circle(shelf, topic)

    def angle(slug: str) -> float:
        x, y = shelf.analysis.positions[slug]
        return math.atan2(y - middle[1], x - middle[0])

    inner = radius + 3 * RING
    room = max(8, int(2 * math.pi * inner / RING))
    rings = max(1, -(-len(slugs) // room))
    made = []
    for order, slug in enumerate(sorted(slugs, key=lambda slug: (angle(slug), slug))):
        away, turn = inner + RING * (order % rings), 2 * math.pi * order / len(slugs) - math.pi
        number = places[slug]
        made.append(
            {
                "slug": slug,
                "title": shelf.papers[number].title,
                "x": round(middle[0] + away * math.cos(turn), 1),
                "y": round(middle[1] + away * math.sin(turn), 1),
                "shape": drawing.marker_shape(shelf.papers[number].topic),
                "size": 5,
                "topic": shelf.papers[number].topic,
                "keywords": [],
                "number": number,
                "far": 1,
            }
        )
    return made


def _circle(shelf: Shelf, topic: int) -> tuple[tuple[float, float], float]:
    """Return the middle and the radius of what a topic's papers take."""
    if topic >= 0:
        found = shelf.analysis.topics[topic]
        return (found.x, found.y), found.radius
    points = [shelf.analysis.positions[shelf.papers[at].slug] for at in shelf.members[topic]]
    middle = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    return middle, max(math.dist(middle, point) for point in points)


def _parts(shelf: Shelf, topic: int) -> list[dict[str, Any]]:
    """Return the names of a topic's parts, each where the middle one of its papers stands."""
    if topic < 0:
        return []
    parts = []
    for part in shelf.analysis.topics[topic].parts:
        points = [shelf.analysis.positions[slug] for slug in part.papers]
        x, y = (sorted(axis)[len(points) // 2] for axis in zip(*points, strict=True))
        parts.append({"name": part.name, "x": x, "y": y})
    return parts


def _rows(shelf: Shelf, used: set[int]) -> dict[int, list[Any]]:
    """Return keywords by their number in the library's table, by which the map of topics knows them, too."""
    ordered = sorted(used)
    return dict(zip(ordered, network.keyword_rows(shelf.table[place] for place in ordered), strict=True))
