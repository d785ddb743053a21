"""A seeded sample of what a project's site says, to be judged by a person."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.baselines import yake
from generator import analysis, config, content
from generator.keywords.spelling import sentence_case
from generator.papers import Library, Paper
from generator.report import Report

T = TypeVar("T")

PAPERS, LINKS, TITLES, KEYWORDS = 40, 100, 10, 10


@dataclass(frozen=True, slots=True)
class JudgedPaper:
    """A paper with the keywords of its page and those of the other method."""

    slug: str
    title: str
    abstract: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """The (title, abstract) of a link's ends, and its reasons with their shares in percent."""

    one: tuple[str, str]
    other: tuple[str, str]
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class JudgedTopic:
    """A topic's name, its number of papers, and titles of some of them."""

    name: str
    papers: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """What is to be judged."""

    papers: tuple[JudgedPaper, ...]
    links: tuple[JudgedLink, ...]
    topics: tuple[JudgedTopic, ...]


def draw(project: Path, seed: int) -> Sample:
    """Return 40 papers, 100 links and all topics with ten papers each, or as many as there are.

    Each part is drawn by itself, so that a link more does not change the papers.
    """
    known = content.read(project, Report())
    found = analysis.analyse(known, config.load(project).map)
    papers = [paper for paper in known.library if paper.slug in found.terms]
    links = _some([link for link in found.links if not link.given], LINKS, f"links {seed}")
    return Sample(
        _judged(_some(papers, PAPERS, f"papers {seed}")),
        tuple(
            JudgedLink(
                _text(known.library, link.source),
                _text(known.library, link.target),
                tuple((found.keywords[reason.keyword].label, reason.share) for reason in link.reasons),
            )
            for link in links
        ),
        tuple(
            JudgedTopic(
                topic.name,
                len(topic.papers),
                tuple(
                    known.library[slug].title
                    for slug in _some(sorted(topic.papers), TITLES, f"topic {topic.id} {seed}")
                ),
            )
            for topic in found.topics
        ),
    )


def _some(things: Sequence[T], number: int, seed: str) -> list[T]:
    """Return some of the things in their order."""
    places = random.Random(seed).sample(range(len(things)), min(number, len(things)))
    return [things[place] for place in sorted(places)]


def _judged(papers: Sequence[Paper]) -> tuple[JudgedPaper, ...]:
    lists = yake.keywords([f"{paper.title}. {paper.abstract}" for paper in papers], KEYWORDS)
    return tuple(
        JudgedPaper(
            paper.slug,
            paper.title,
            paper.abstract,
            paper.keywords[:KEYWORDS],
            # Their capitals must not say whose list it is.
            tuple(sentence_case(label) for label in theirs),
        )
        for paper, theirs in zip(papers, lists, strict=True)
    )


def _text(library: Library, slug: str) -> tuple[str, str]:
    return library[slug].title, library[slug].abstract
