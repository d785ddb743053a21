"""How a library grows: the project's papers in a fixed random order, a tenth more at each step."""

import random
from collections.abc import Iterator
from pathlib import Path

from generator import config, content
from generator.analysis import Analysis, analyse
from generator.graph.consensus import Stability
from generator.graph.faithful import Faithfulness
from generator.papers import Content, Library, Paper, State
from generator.report import Report

ROOT = Path(__file__).resolve().parents[1]


def read(project: Path) -> tuple[Content, config.MapSettings]:
    """Return a project's content without what earlier builds fixed, and the settings of its map."""
    found = content.read(project, Report())
    return Content(found.library, found.vocabulary, topics=found.topics), config.load(project).map


def stability(found: Analysis) -> Stability:
    """Return how far an analysis trusts its topics."""
    return found.stability or Stability()


def faithfulness(found: Analysis) -> Faithfulness:
    """Return how much of the links an analysis's map shows."""
    return found.faithfulness or Faithfulness()


def steps(whole: Content, settings: config.MapSettings, number: int, draw: int) -> Iterator[Analysis]:
    """Yield the analyses of a library that grows `number` times by a tenth until it is whole, each with the state of
    the one before.

    draw: which random order the papers come in
    """
    papers: list[Paper] = list(whole.library)
    random.Random(draw).shuffle(papers)
    state = State()
    for left in range(number, -1, -1):
        held = Library.of(papers[: round(len(papers) / 1.1**left)])
        found = analyse(Content(held, whole.vocabulary, topics=whole.topics, state=state), settings)
        state = found.state
        yield found
