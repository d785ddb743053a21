"""What the program says of a data set: the only module here that calls it."""

import os
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator import analysis, collect_rarely, keywords
from generator.graph import islands, layout, links, reasons, topics
from generator.graph.communities import Community
from generator.keywords import library
from generator.papers import Link, Paper, Slug, Vocabulary

NEAREST = 10

Record = Mapping[str, Any]
"""A paper of a data set: id, title, abstract and, for scoring alone, keywords."""


# As the command line does.
collect_rarely()
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@dataclass(frozen=True, slots=True)
class Result:
    """What the program says of a data set: keywords and related papers by paper id; the papers' topics by their place
    in the data set, -1 for none; CPU seconds of its parts."""

    keywords: dict[str, list[str]]
    related: dict[str, list[tuple[str, float, list[str]]]]
    topics: list[int]
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Graph:
    """The terms of a library (slug -> key -> weight), what may be shown of them, what is near, and the links."""

    reading: library.Reading
    terms: Mapping[str, Mapping[str, float]]
    shown: reasons.Shown
    found: links.Found
    links: list[Link]


def papers(records: Sequence[Record]) -> list[Paper]:
    """Return the records as papers that only have a title and an abstract, in their order."""
    slugs = [Slug(f"p{number:07d}") for number in range(len(records))]
    return [Paper(slug, slug, record["title"], record["abstract"]) for slug, record in zip(slugs, records, strict=True)]


def listed(bare: Sequence[Paper], top: int) -> list[Paper]:
    """Return the papers with the keywords that are chosen for them."""
    lists = keywords.extract(bare, top=top)
    return [replace(paper, keywords=lists[paper.slug]) for paper in bare]


def linked(listed: Sequence[Paper]) -> Graph:
    """Return the terms and links of papers."""
    reading = library.read(listed, Vocabulary())
    terms, shown = links.weigh(reading.counts), analysis.shown(reading)
    found = links.find(terms, shown, NEAREST)
    return Graph(reading, terms, shown, found, links.link(terms, shown, links.Wishes(), found))


def communities(graph: Graph) -> list[Community]:
    """Return the topics of a library that has none yet."""
    return topics.find(graph.links)


def placed(graph: Graph, found: Sequence[Community]) -> dict[str, tuple[float, float]]:
    """Return the papers' places on a new map."""
    groups = [islands.Group(f"t{number}", f"Topic {number}", tuple(sorted(one))) for number, one in enumerate(found)]
    return layout.arrange(groups, sorted(graph.terms), graph.links, {}, islands.Memory({}, {}, {}))[0]


def run(records: Sequence[Record], top: int) -> Result:
    """Return what the program's own extraction, links and topics make of titles and abstracts alone."""
    clock = [time.process_time()]
    library_papers = listed(papers(records), top)
    clock.append(time.process_time())
    graph = linked(library_papers)
    clock.append(time.process_time())
    found = communities(graph)
    clock.append(time.process_time())
    home = {slug: number for number, community in enumerate(found) for slug in community}
    ids = {paper.slug: str(record["id"]) for paper, record in zip(library_papers, records, strict=True)}
    parts = ("keywords", "links", "topics")
    return Result(
        {ids[paper.slug]: list(paper.keywords) for paper in library_papers},
        _related(graph, library_papers, ids),
        [home.get(paper.slug, -1) for paper in library_papers],
        {part: clock[n + 1] - clock[n] for n, part in enumerate(parts)},
    )


def _related(
    graph: Graph, papers: Sequence[Paper], ids: Mapping[Slug, str]
) -> dict[str, list[tuple[str, float, list[str]]]]:
    shown, related = graph.shown, graph.found.related
    labels = library.labels(graph.reading, papers, shown.keywords | shown.spare)
    return {
        ids[Slug(slug)]: [
            (ids[link.other(slug)], round(weight, 2), [labels[reason.keyword] for reason in link.reasons])
            for link, weight in some
        ]
        for slug, some in related.items()
    }


def plain(label: str) -> str:
    """Return a label without the acronym in brackets at its end.

    >>> plain("Large language models (LLMs)")
    'Large language models'
    """
    return re.sub(r"\s*\([^()]*\)$", "", label)
