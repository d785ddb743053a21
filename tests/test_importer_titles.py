"""Titles with their links, as people keep them in a chat or a note."""

import pytest

from conftest import CHECKOUT
from generator import importers
from generator.importers.titles import importer
from generator.papers import Record
from generator.report import Problem

SAMPLE = (CHECKOUT / "tests" / "samples" / "titles" / "group.txt").read_text("utf-8")


def read(text: str) -> list[dict[str, object]]:
    assert importers.choose(text, "x.txt").name == "titles"
    return [dict(item.fields) for item in importer.read(text, "x.txt") if isinstance(item, Record)]


def test_each_title_has_its_link_wherever_that_stands() -> None:
    assert read(SAMPLE) == [
        {"title": "Maps of papers: a survey", "arxiv": "2101.00001", "url": "https://arxiv.org/abs/2101.00001"},
        {"title": "What a list hides", "year": "2020", "doi": "10.1000/hides"},
        {
            "title": "Islands of topics",
            "pdf": "https://proceedings.mlr.press/v1/islands.pdf",
            "resources": ["https://github.com/example/islands"],
        },
        {"title": "Naming islands", "arxiv": "2101.00002"},
        {"title": "arXiv:2101.00003", "arxiv": "2101.00003", "needs": "metadata"},
    ]


def test_a_line_without_a_link_is_named() -> None:
    (problem,) = (item for item in importer.read(SAMPLE, "x.txt") if isinstance(item, Problem))
    assert (problem.line, problem.message) == (1, '1 line has no title with a link, left out: 1: "To read in spring"')


def test_headings_of_markdown_are_no_titles() -> None:
    text = "# Group\n\n## Week 1\n\nMaps of papers\nhttps://arxiv.org/abs/2101.00001\n\n## Week 2\n\nLists https://arxiv.org/abs/2101.00002\n"
    assert [each["title"] for each in read(text)] == ["Maps of papers", "Lists"]


def test_links_may_stand_over_their_titles() -> None:
    text = "https://arxiv.org/abs/2101.00001\nMaps of papers\n--\nhttps://arxiv.org/abs/2101.00002\nLists (of maps)\n"
    assert [(each["title"], each["arxiv"]) for each in read(text)] == [
        ("Maps of papers", "2101.00001"),
        ("Lists (of maps)", "2101.00002"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "See https://a.example/x for more.\nAnd https://b.example/y too.\n",
        "One title\nAnother title\nhttps://arxiv.org/abs/2101.00001\n",
        "As https://arxiv.org/abs/2101.00001 says, maps are good.\nBut see https://arxiv.org/abs/2101.00002 for why not all.\n",
    ],
)
def test_text_with_links_is_no_such_list(text: str) -> None:
    assert importer.recognises(text) == 0
