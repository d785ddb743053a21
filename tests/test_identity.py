"""Which records are one paper."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.content.identity import Index

TITLE = "Learning to Map the Literature"


def found(one: dict[str, Any], other: dict[str, Any]) -> tuple[str, str]:
    index = Index()
    index.add("1", one)
    match = index.find(other)
    return match.id, match.reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"title": TITLE}, {"title": "LEARNING to map the literature."}, "same title"),
        ({"title": "One", "arxiv": "2401.01234"}, {"title": "Two", "arxiv": "2401.01234"}, "same arxiv 2401.01234"),
        ({"title": TITLE, "doi": "10.1/x"}, {"title": TITLE + ": a study", "doi": "10.1/x"}, "same DOI 10.1/x"),
        ({"title": TITLE, "year": "2019"}, {"title": TITLE, "year": "2020"}, "same title"),
        ({"title": TITLE, "doi": "10.48550/x"}, {"title": TITLE, "doi": "10.1/x"}, "same title"),
        ({"title": "深度学习综述"}, {"title": "深度学习综述"}, "same title"),
        ({"title": "🔥", "abstract": "On fire."}, {"title": "🔥", "abstract": "On fire."}, "same title"),
    ],
)
def test_records_of_one_paper_are_one(one: dict[str, Any], other: dict[str, Any], reason: str) -> None:
    assert found(one, other) == ("1", reason)


@pytest.mark.parametrize(
    ("one", "other", "doubt"),
    [
        ({"title": TITLE, "year": "2017"}, {"title": TITLE, "year": "2020"}, "same title, another year"),
        ({"title": TITLE, "authors": ["Doe, J"]}, {"title": TITLE, "authors": ["Roe, J"]}, "same title, other authors"),
        ({"title": TITLE, "doi": "10.1/x"}, {"title": TITLE, "doi": "10.1/y"}, "same title, another DOI"),
        (
            {"title": TITLE, "abstract": "graphs " * 50},
            {"title": TITLE, "abstract": "quite other words " * 20},
            "same title, another abstract",
        ),
        (
            {"title": "A supplement", "doi": "10.1/x"},
            {"title": "Quite another talk", "doi": "10.1/x"},
            "same DOI, different titles",
        ),
        (
            {"title": "Introduction", "abstract": "On maps of the field."},
            {"title": "Introduction", "abstract": "On mice in the field, again."},
            "",
        ),
    ],
)
def test_two_papers_stay_two_and_the_doubt_is_told(one: dict[str, Any], other: dict[str, Any], doubt: str) -> None:
    id, reason = found(one, other)
    assert id == ""
    assert reason.startswith(doubt)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Language Models are Few-Shot Learners", "Large Language Models are Null-Shot Learners"),
        ("Neural Databases", "Neural Graph Reasoning: Complex Logical Query Answering Meets Graph Databases"),
        ("A Study of Maps, Part I", "A Study of Maps, Part II"),
        ("On GPT-3 and Its Limits", "On GPT-4 and Its Limits"),
    ],
)
def test_titles_that_only_look_alike_are_two_papers(one: str, other: str) -> None:
    assert found({"title": one}, {"title": other}) == ("", "")


def test_the_hard_negatives_of_the_seeds_stay_apart(shared: Path) -> None:
    for one, other in json.loads((shared / "seed_truth.json").read_text("utf-8"))["must_not_merge"]:
        assert found({"title": one}, {"title": other}) == ("", "")


def test_a_record_without_a_doi_does_not_bridge_two_papers() -> None:
    index = Index()
    index.add("1", {"title": TITLE, "doi": "10.1/x"})
    index.add("1", {"title": TITLE})
    index.add("1", {"title": TITLE, "doi": "10.1/x", "year": "2010"})
    assert index.find({"title": TITLE, "doi": "10.1/y"}).id == ""
