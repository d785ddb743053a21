"""The seed papers: what a reader sees of keywords, reasons, topics and the map, from the sources as they are."""

import itertools
import math
from dataclasses import replace

import pytest

from conftest import SEEDS
from generator import keywords
from generator.analysis import Analysis, analyse
from generator.importers.listing import importer
from generator.keywords import library
from generator.papers import Content, Library, Paper, Record, Slug, Vocabulary
from generator.text import slugify

# What extraction from prose tends to give and no reader wants.
UNWANTED = {
    "guide", "unveiling", "lake", "baroni", "image depicting", "dogs playing", "picture", "gap", "team", "increase", "memorial",
    "state-of-the-art", "paper", "results", "model", "models", "language", "bias", "laws", "in-context", "survey", "removal",
}  # fmt: skip
LISTED_OFTEN = {
    "Large language models",
    "Mixture-of-experts",
    "Multi-task learning",
    "In-context learning",
    "Knowledge distillation",
}


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    sources = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []
    if not sources:
        pytest.skip("the demo's sources are not in this checkout")
    found: dict[str, Paper] = {}
    for source in sources:
        for record in importer.read(source.read_text("utf-8"), source.name):
            if isinstance(record, Record):
                slug = slugify(record.title)
                found.setdefault(slug, Paper(Slug(slug), "", record.title, str(record.fields.get("abstract", ""))))
    lists = keywords.extract(list(found.values()))
    return [replace(paper, keywords=lists[slug]) for slug, paper in found.items()]


@pytest.fixture(scope="module")
def analysis(papers: list[Paper]) -> Analysis:
    return analyse(Content(Library.of(papers)))


def test_nearly_every_paper_has_five_to_ten_keywords(papers: list[Paper]) -> None:
    lengths = [len(paper.keywords) for paper in papers]
    assert max(lengths) <= 10
    assert min(lengths) >= 3
    assert sum(length >= 5 for length in lengths) >= 0.99 * len(lengths)


def test_no_list_has_what_no_reader_wants(papers: list[Paper]) -> None:
    assert not {label for paper in papers for label in paper.keywords if label.lower() in UNWANTED}


def test_one_keyword_has_one_spelling(papers: list[Paper]) -> None:
    forms: dict[str, set[str]] = {}
    for paper in papers:
        for label in paper.keywords:
            forms.setdefault(keywords.key(label), set()).add(label)
    assert not {name: spellings for name, spellings in forms.items() if len(spellings) > 1}


def test_what_the_papers_are_about_is_listed_in_full(papers: list[Paper]) -> None:
    assert {label for paper in papers for label in paper.keywords} >= LISTED_OFTEN
    assert not {"LLM", "LLMs", "MoE", "ICL"} & {label for paper in papers for label in paper.keywords}


def test_reasons_are_what_a_person_would_give(analysis: Analysis) -> None:
    labels = {analysis.keywords[reason.keyword].label for link in analysis.links for reason in link.reasons}
    assert not {label for label in labels if label.lower() in UNWANTED}


def test_every_link_has_two_reasons_that_both_papers_say(papers: list[Paper], analysis: Analysis) -> None:
    said = library.read(papers, Vocabulary()).said
    for link in analysis.links:
        assert len(link.reasons) >= 2
        for reason in link.reasons:
            assert reason.keyword in said[link.source]
            assert reason.keyword in said[link.target]


def test_hardly_a_paper_is_without_link(papers: list[Paper], analysis: Analysis) -> None:
    assert len(analysis.orphans) < 0.01 * len(papers)


def test_topics_are_a_score_with_names_of_their_own(analysis: Analysis) -> None:
    names = [topic.name for topic in analysis.topics]
    assert 8 <= len(names) <= 20
    assert len(set(names)) == len(names)
    assert len(analysis.topics[0].papers) <= 0.25 * len(analysis.terms)
    assert not [name for name in names if " " not in name and "-" not in name]
    assert not [name for name in names if name.lower() in UNWANTED]


def test_dots_and_islands_do_not_touch(analysis: Analysis) -> None:
    assert min(math.dist(one, other) for one, other in itertools.combinations(analysis.positions.values(), 2)) >= 12
    for one, other in itertools.combinations(analysis.topics, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) > one.radius + other.radius


def test_the_new_state_changes_nothing(papers: list[Paper], analysis: Analysis) -> None:
    again = analyse(Content(Library.of(papers), state=analysis.state))
    assert (again.keywords, again.links, again.topics) == (analysis.keywords, analysis.links, analysis.topics)
    assert (again.positions, again.state) == (analysis.positions, analysis.state)
