"""Texts read before are not read again, and what they are said to hold is what reading all of them anew finds; so is
what is told of pairs of papers."""

import json
import os
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from conftest import CHECKOUT
from generator import analysis, content
from generator.graph import links
from generator.graph.compared import Compared, Told
from generator.kept import Kept
from generator.keywords import library
from generator.keywords.library import Reading
from generator.keywords.matched import Earlier
from generator.papers import Paper, Slug, Vocabulary
from generator.report import Report

EDITS = int(os.environ.get("SITEGEN_EDITS", "20"))
"""How many edits follow one another; more of them in `make proof`, with the whole demo."""
SEED = int(os.environ.get("SITEGEN_EDITS_SEED", "1"))


def edited(papers: list[Paper], vocabulary: Vocabulary, order: random.Random) -> tuple[list[Paper], Vocabulary]:
    """Return the library after one edit of any kind that says what a text holds."""
    at = order.randrange(len(papers))
    paper, other = papers[at], order.choice(papers)
    words = " ".join(order.sample(other.abstract.split() or ["nothing"], k=min(2, len(other.abstract.split()) or 1)))
    kinds = {
        "own keyword": {"keywords": (*paper.keywords[1:], words)},
        "other's keyword": {"keywords": (*paper.keywords, *other.keywords[:1])},
        "title": {"title": f"{paper.title} {words}"},
        "abstract": {"abstract": f"{paper.abstract} We know the {words}, and {' '.join(other.keywords[:2])}."},
        "acronym": {"abstract": f"{paper.abstract} The Queer Unit of Zoology (QUZ) is a QUZ."},
        "part": {"abstract": paper.abstract[: order.randrange(300)]},
        "without": {"without": other.keywords[:1]},
        "language": {"abstract": "Wir untersuchen, wie sich die Karten von Feldern der Forschung mit der Zeit ändern."},
    }
    kind = order.choice([*kinds, "prefer", "hide", "gone", "back"])
    if kind == "prefer" and paper.keywords and other.keywords:
        return papers, replace(vocabulary, prefer={paper.keywords[0]: other.keywords[0]})
    if kind == "hide":
        return papers, replace(vocabulary, hide=frozenset(paper.keywords[:1]))
    if kind == "gone":
        return papers[:at] + papers[at + 1 :], vocabulary
    if kind == "back":
        return [*papers[:at], replace(other, slug=Slug(f"{papers[at].slug}-0")), *papers[at:]], vocabulary
    return [*papers[:at], replace(paper, **kinds.get(kind, {})), *papers[at + 1 :]], vocabulary  # type: ignore[arg-type]


def says(reading: Reading) -> list[object]:
    """Return all that a reading says, in its order, but for what is kept of it."""
    names = ("listed", "spellings", "matches", "counts", "said", "foreign", "folding", "acronyms")
    return [[*value.items()] if isinstance(value := getattr(reading, name), dict) else value for name in names]


def test_after_every_edit_all_texts_are_said_to_hold_what_reading_them_anew_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    papers = list(content.read(CHECKOUT, Report()).library)[:: 1 if EDITS > 100 else 15]
    vocabulary, order = Vocabulary(), random.Random(SEED)
    rows: dict[str, str] = {}
    dictionary = told = ""
    asked: list[int] = []
    tell = Compared.told

    def counting(library: Compared, ones: Any, others: Any, sure: Any) -> Iterator[Told]:
        asked.append(len(ones))
        return tell(library, ones, others, sure)

    monkeypatch.setattr(Compared, "told", counting)
    fewer = 0
    for number in range(EDITS):
        found = library.read(papers, vocabulary, Earlier(rows, dictionary))
        assert says(found) == says(library.read(papers, vocabulary)), f"edit {number}"
        kept = Kept(told)
        terms, shown = links.weigh(found.counts), analysis.shown(found)
        near = links.find(terms, shown, 5, kept)
        some = sum(asked)
        assert near == links.find(terms, shown, 5), f"edit {number}"
        fewer += some < sum(asked) - some
        asked.clear()
        told = kept.now
        rows |= found.matched.rows
        dictionary = found.matched.dictionary
        papers, vocabulary = edited(papers, vocabulary, order)
    assert fewer


def test_a_new_keyword_has_only_the_texts_read_that_hold_it() -> None:
    texts = {"a": "a graph of things", "b": "things without number", "c": "many graphs"}
    papers = [Paper(Slug(slug), slug, text, keywords=("Thing",)) for slug, text in texts.items()]
    first = library.read(papers, Vocabulary())
    papers[1] = replace(papers[1], keywords=("Thing", "Graph"))
    earlier = Earlier(first.matched.rows, first.matched.dictionary)
    again = library.read(papers, Vocabulary(), earlier)
    assert again.matched.rows.keys() == {"a", "c"}
    assert "graph" in again.counts["c"]
    assert json.loads(again.matched.dictionary)["patterns"].keys() == {"graph", "thing"}


def test_an_acronym_that_the_library_agrees_on_has_all_texts_read() -> None:
    said = "A Queer Unit of Zoology (QUZ) is here."
    papers = [Paper(Slug(slug), slug, "QUZ here", "", keywords=("Queer unit of zoology",)) for slug in "abc"]
    first = library.read(papers, Vocabulary())
    papers[:2] = [replace(paper, abstract=said) for paper in papers[:2]]
    again = library.read(papers, Vocabulary(), Earlier(first.matched.rows, first.matched.dictionary))
    assert again.matched.rows.keys() == {"a", "b", "c"}
    assert again.matches["c"].title != first.matches["c"].title
