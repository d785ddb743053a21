"""What the map shows, as plain values: papers as nodes, links as edges, topics as islands, a table of keywords."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator import drawing
from generator.analysis import Analysis
from generator.emitters import reading
from generator.papers import Keyword, Link, Topic

DEGREE = 6
"""Links at a paper, on average, when the map opens: about three for each paper in the library."""
CENTRAL = 5
"""Papers of a topic that are named first."""


def keyword_table(papers: Sequence[reading.Reading], analysis: Analysis) -> list[Keyword]:
    """Return every keyword that a list or a link of the map speaks of, by label."""
    keys = {key for paper in papers for key in paper.keys}
    keys |= {reason.keyword for link in analysis.links for reason in link.reasons}
    keys |= {key for topic in analysis.topics for key in topic.keywords}
    return sorted((analysis.keywords[key] for key in keys), key=lambda keyword: (keyword.label.casefold(), keyword.key))


def whole(
    papers: Sequence[reading.Reading], analysis: Analysis, table: Sequence[Keyword], places: Mapping[str, int]
) -> dict[str, Any]:
    """Return all that the map shows. Papers and keywords are named by number, since every link speaks of them."""
    numbers = {paper.slug: number for number, paper in enumerate(papers)}
    return {
        "nodes": [node(number, paper, analysis, places) for number, paper in enumerate(papers)],
        "edges": [edge(link, numbers, places) for link in analysis.links],
        "keywords": keyword_rows(table),
        "topics": [
            {**island(topic, places), "central": [numbers[slug] for slug in topic.papers[:CENTRAL]]}
            for topic in analysis.topics
        ],
        "threshold": threshold([link.weight for link in analysis.links], len(papers)),
        "chunk": reading.CHUNK,
    }


def keyword_rows(table: Iterable[Keyword]) -> list[list[str]]:
    """Return for each keyword its label, and its page's slug or ""."""
    return [[keyword.label, keyword.slug if keyword.has_page else ""] for keyword in table]


def threshold(weights: Sequence[float], papers: int, degree: int = DEGREE) -> float:
    """Return the weight from which links are shown at first: a picture with more lines than this tells nobody anything.

    >>> threshold([0.1, 0.2, 0.3, 0.4], papers=1)
    0.2
    >>> threshold([0.1, 0.2, 0.2, 0.2, 0.4], papers=1)
    0.4
    >>> threshold([0.1, 0.2], papers=9)
    0.0
    """
    wanted = papers * degree // 2
    if len(weights) <= wanted:
        return 0.0
    strongest = sorted(weights, reverse=True)
    # Weights have two decimals, so many are equal: all of them are shown, or none.
    tied = strongest[wanted]
    return min((weight for weight in strongest if weight > tied), default=tied)


def node(number: int, paper: reading.Reading, analysis: Analysis, places: Mapping[str, int]) -> dict[str, Any]:
    """Return a paper as the map's scripts read it."""
    x, y = analysis.positions[paper.slug]
    links = len(analysis.related.get(paper.slug, ()))
    made: dict[str, Any] = {
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
        made["year"] = paper.year
    if paper.authors:
        made["authors"] = list(paper.authors)
    return made


def edge(link: Link, numbers: Mapping[str, int], places: Mapping[str, int]) -> dict[str, Any]:
    """Return a link as the map's scripts read it."""
    made: dict[str, Any] = {
        "from": numbers[link.source],
        "to": numbers[link.target],
        "weight": link.weight,
        "reasons": [[places[reason.keyword], reason.share] for reason in link.reasons],
    }
    if link.given:
        made["given"] = 1
    return made


def island(topic: Topic, places: Mapping[str, int]) -> dict[str, Any]:
    """Return a topic as the map's scripts read it."""
    return {
        "id": topic.id,
        "name": topic.name,
        "number": topic.number,
        "shape": drawing.marker_shape(topic.number),
        "x": topic.x,
        "y": topic.y,
        "radius": topic.radius,
        "papers": len(topic.papers),
        "keywords": [places[key] for key in topic.keywords[:6]],
    }
