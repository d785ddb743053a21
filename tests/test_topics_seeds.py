"""The seed papers: topics that other seeds find too, that stay when papers come, and names that say what is in them."""

import itertools
import math
import statistics
from dataclasses import replace

import pytest

from benchmarks import growth
from benchmarks.topics import agreement
from conftest import CHECKOUT
from generator.analysis import Analysis, analyse
from generator.config import MapSettings
from generator.graph import labels, topics
from generator.papers import Content, TopicSettings

Project = tuple[Content, MapSettings]


@pytest.fixture(scope="module")
def project() -> Project:
    if not (CHECKOUT / "content" / "papers").is_dir():
        pytest.skip("the demo's pages are not in this checkout")
    return growth.read(CHECKOUT)


@pytest.fixture(scope="module")
def analysis(project: Project) -> Analysis:
    return analyse(*project)


@pytest.fixture(scope="module")
def grown(project: Project) -> list[Analysis]:
    """Five steps of a tenth more papers."""
    return list(growth.steps(*project, 5, 1))


def test_other_seeds_find_nearly_the_same_topics(analysis: Analysis) -> None:
    found = [topics.find(analysis.links, seed=seed) for seed in range(6)]
    papers = sum(bool(ends) for ends in analysis.related.values())
    assert agreement(found) >= 0.85
    for one in found:
        assert 8 <= len(one) <= 20
        assert len(one[0]) <= 0.25 * papers
        assert topics.modularity(analysis.links, one) >= 0.46


def test_names_are_held_by_many_of_their_papers_and_share_no_keyword(analysis: Analysis) -> None:
    known = {keyword.label.casefold(): keyword for keyword in analysis.keywords.values()}
    shares = []
    for topic in analysis.topics:
        halves = [[label.casefold() for label in half] for half in labels.halves(topic.name)]
        assert all(any(label in known for label in half) for half in halves), topic.name
        holders = {slug for half in halves for label in half if label in known for slug in known[label].papers}
        shares.append(len(holders & set(topic.papers)) / len(topic.papers))
    assert statistics.mean(shares) >= 0.35
    assert min(shares) >= 0.2
    parts = [part for topic in analysis.topics for part in topic.name.casefold().split(" and ")]
    assert len(set(parts)) == len(parts)


def test_parts_of_a_topic_share_no_paper_and_no_name(analysis: Analysis) -> None:
    large = [topic for topic in analysis.topics if topic.parts]
    assert large
    for topic in large:
        held = [slug for part in topic.parts for slug in part.papers]
        assert len(set(held)) == len(held)
        assert set(held) <= set(topic.papers)
        names = [part.name for part in topic.parts]
        assert len({*names, topic.name}) == len(names) + 1


def test_how_far_topics_and_map_are_to_be_trusted_is_told(analysis: Analysis) -> None:
    assert analysis.stability.runs == topics.RUNS
    assert analysis.stability.together.keys() == {topic.id for topic in analysis.topics}
    assert all(0.2 < share <= 1 for share in analysis.stability.together.values())
    assert 0.4 < analysis.stability.agreement < 1
    assert analysis.faithfulness.near > 10 * analysis.faithfulness.by_chance


def test_a_tenth_more_papers_leaves_nine_names_in_ten(project: Project) -> None:
    shares = []
    for draw in range(3):
        old, new = growth.steps(*project, 1, draw)
        known = {(topic.id, topic.name) for topic in old.topics}
        shares.append(len(known & {(topic.id, topic.name) for topic in new.topics}) / len(known))
    assert statistics.mean(shares) >= 0.9


def test_a_curators_name_stays_when_a_tenth_more_papers_come(project: Project) -> None:
    content, settings = project
    small, _ = growth.steps(content, settings, 1, 0)
    id = small.topics[0].id
    curated = replace(content, state=small.state, topics={id: TopicSettings("What I call it", "#123456", "Mine.")})
    topic = next(topic for topic in analyse(curated, settings).topics if topic.id == id)
    assert (topic.name, topic.colour, topic.definition) == ("What I call it", "#123456", "Mine.")


def test_old_papers_hardly_move_and_the_grown_map_shows_nearly_what_a_fresh_one_does(
    grown: list[Analysis], analysis: Analysis
) -> None:
    for old, new in itertools.pairwise(grown):
        across = [x for x, _ in new.positions.values()]
        moved = [math.dist(place, new.positions[slug]) for slug, place in old.positions.items()]
        assert statistics.median(moved) < 0.03 * (max(across) - min(across))
    assert grown[-1].faithfulness.near >= 0.85 * analysis.faithfulness.near
    assert min(math.dist(one, other) for one, other in itertools.combinations(grown[-1].positions.values(), 2)) >= 12


def test_a_grown_map_stands_still_when_nothing_comes(project: Project, grown: list[Analysis]) -> None:
    content, settings = project
    again = analyse(replace(content, state=grown[-1].state), settings)
    assert (again.topics, again.positions, again.state) == (
        grown[-1].topics,
        grown[-1].positions,
        grown[-1].state,
    )
