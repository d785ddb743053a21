"""Topics, their names and the measures, on graphs small enough to see."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.graph import communities as grouping
from generator.graph import consensus, measures, topics
from generator.graph.louvain import communities, settled
from generator.graph.names import match
from generator.papers import Link, Slug, TopicMemory


def link(one: str, other: str, weight: float = 0.5) -> Link:
    source, target = sorted((one, other))
    return Link(Slug(source), Slug(target), weight, ())


def clique(name: str, size: int) -> list[Link]:
    return [link(f"{name}{i:02}", f"{name}{j:02}") for i in range(size) for j in range(i)]


def groups(sizes: dict[str, int]) -> list[Link]:
    return [one for name, size in sizes.items() for one in clique(name, size)]


def test_groups_that_hang_together_are_topics_largest_first() -> None:
    found = topics.find([*groups({"a": 8, "b": 10, "c": 6, "d": 7, "e": 6}), link("a00", "b00", 0.1)])
    assert [sorted(papers)[0][0] for papers in found] == ["b", "a", "d", "c", "e"]


def test_topics_do_not_depend_on_the_order_of_links() -> None:
    rng = random.Random(3)
    ends = sorted({(f"p{rng.randrange(60):02}", f"q{rng.randrange(60):02}") for _ in range(300)})
    made = [link(one, other, rng.random()) for one, other in ends]
    found = topics.find(made)
    rng.shuffle(made)
    assert topics.find(made) == found


def test_a_leftover_joins_the_topic_it_is_linked_to() -> None:
    made = [*groups({"a": 12, "b": 12, "c": 12}), link("x", "y", 0.9), link("x", "a01", 0.2)]
    found = topics.find(made)
    assert len(found) == 3
    assert {"x", "y", "a01"} <= next(papers for papers in found if "x" in papers)


def test_papers_with_no_way_to_a_topic_have_none() -> None:
    found = topics.find([*groups({"a": 20, "b": 20}), link("x", "y")])
    assert not any("x" in papers for papers in found)


def test_no_topic_is_more_than_a_quarter_where_it_has_parts() -> None:
    chain = [
        link(f"a{9:02}", "b00", 0.45),
        link("b09", "c00", 0.45),
        link("c09", "d00", 0.45),
        link("d09", "e00", 0.45),
    ]
    found = topics.find([*groups(dict.fromkeys("abcde", 10)), *chain])
    assert max(map(len, found)) <= 0.25 * 50


def test_topics_stay_when_papers_come_and_new_papers_join_them() -> None:
    old = groups({"a": 20, "b": 20, "c": 20})
    home = {slug: papers for papers in ("a", "b", "c") for slug in (f"{papers}{n:02}" for n in range(20))}
    found = topics.find([*old, link("new", "c01"), link("new", "c02")], home)
    assert next(papers for papers in found if "new" in papers) >= {"c00", "c01", "c19"}
    assert len(found) == 3


def test_topics_are_found_anew_when_the_remembered_ones_are_much_worse() -> None:
    made = groups({"a": 12, "b": 12, "c": 12})
    wrong = {f"{name}{n:02}": str(n % 3) for name in "abc" for n in range(12)}
    assert topics.find(made, wrong) == topics.find(made)


def test_no_links_no_topics() -> None:
    assert topics.find([]) == []
    assert topics.modularity([], []) == 0.0


def test_the_modularity_of_two_equal_groups_is_one_half() -> None:
    two = [frozenset({"a", "b"}), frozenset({"c", "d"})]
    assert topics.modularity([link("a", "b"), link("c", "d")], two) == 0.5


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(0.01, 1)), max_size=40), st.integers(0, 5))
def test_louvain_puts_every_node_somewhere_and_only_with_what_it_reaches(
    edges: list[tuple[int, int, float]], seed: int
) -> None:
    rows: list[dict[int, float]] = [{} for _ in range(12)]
    for one, other, weight in edges:
        if one != other:
            rows[one][other] = rows[other][one] = weight
    home = communities(rows, seed)
    assert len(home) == 12
    for node, row in enumerate(rows):
        assert row or home.count(home[node]) == 1


def test_a_topic_is_the_remembered_one_it_overlaps_most() -> None:
    now = [frozenset("abcd"), frozenset("efg"), frozenset("xyz")]
    remembered = {
        "old-one": TopicMemory("Old one", tuple(map(Slug, "abce"))),
        "old-two": TopicMemory("Old two", tuple(map(Slug, "efgh"))),
        "gone": TopicMemory("Gone", (Slug("q"),)),
    }
    assert match(now, remembered) == {0: ("old-one", 0.6), 1: ("old-two", 0.75)}


def test_two_halves_of_a_topic_do_not_both_inherit_its_id() -> None:
    now = [frozenset("abcd"), frozenset("efg")]
    assert match(now, {"old": TopicMemory("Old", tuple(map(Slug, "abcdefg")))}) == {0: ("old", 4 / 7)}


def test_the_paper_with_most_weight_inside_is_central() -> None:
    related = {
        "a": [link("a", "b", 0.2)],
        "b": [link("a", "b", 0.2), link("b", "c", 0.3), link("b", "z", 0.9)],
        "c": [link("b", "c", 0.3)],
    }
    assert measures.central(["a", "b", "c"], related) == ("b", "c", "a")


def test_a_paper_with_links_into_two_topics_is_a_bridge() -> None:
    made = [link("a1", "a2", 0.6), link("a2", "b1", 0.4), link("b1", "b2", 0.9)]
    related: dict[str, list[Link]] = {
        slug: [one for one in made if slug in (one.source, one.target)] for slug in ("a1", "a2", "b1", "b2")
    }
    home = {"a1": Slug("a"), "a2": Slug("a"), "b1": Slug("b"), "b2": Slug("b")}
    assert measures.bridges(related, home) == ("a2", "b1")
    assert measures.between(made, home) == {"a": (("b", 1),), "b": (("a", 1),)}


def test_a_paper_without_link_is_an_orphan() -> None:
    assert measures.orphans({"b": [], "a": [], "c": [link("c", "d")]}) == ("a", "b")


def test_another_seed_finds_the_same_clear_topics() -> None:
    made = [*groups({"a": 12, "b": 12, "c": 12}), link("a01", "b01", 0.2), link("b02", "c02", 0.2)]
    assert all(topics.find(made, seed=seed) == topics.find(made) for seed in range(5))


def test_new_papers_that_are_a_field_of_their_own_are_a_new_topic() -> None:
    old = groups({"a": 20, "b": 20, "c": 20})
    home = {f"{name}{n:02}": name for name in "abc" for n in range(20)}
    found = topics.find([*old, *groups({"d": 20}), link("d00", "a00", 0.1)], home)
    assert {frozenset(slug[0] for slug in papers) for papers in found} == {*map(frozenset, "abcd")}


def test_a_paper_that_is_pulled_away_leaves_its_topic_and_the_others_stay() -> None:
    made = groups({"a": 20, "b": 20})
    home = {f"{name}{n:02}": name for name in "ab" for n in range(20)} | {"b07": "a"}
    found = topics.find(made, home)
    assert {frozenset(slug[0] for slug in papers) for papers in found} == {*map(frozenset, "ab")}
    assert topics.find(made, {slug: str(at) for at, papers in enumerate(found) for slug in papers}) == found


def test_clear_topics_are_agreed_on_by_all_runs() -> None:
    found = topics.search(groups({"a": 12, "b": 12}))
    assert (found.agreement, found.together, found.runs) == (1.0, (1.0, 1.0), topics.RUNS)


def test_kept_topics_are_judged_by_the_runs_of_today() -> None:
    home = {f"a{n:02}": str(n % 2) for n in range(30)}
    found = topics.search(clique("a", 30), home)
    assert [len(papers) for papers in found.communities] == [15, 15]
    # All linked to all: no run of today sees any group.
    assert (found.agreement, found.together) == (0.0, (0.0, 0.0))


def remembered(found: topics.Found) -> topics.Memory:
    homes = {slug: f"t{at}" for at, papers in enumerate(found.communities) for slug in papers}
    assert found.searched is not None
    return topics.Memory(homes, {f"t{at}": share for at, share in enumerate(found.together)}, found.searched)


def test_topics_that_hold_are_kept_without_a_new_search_with_what_it_said() -> None:
    old = groups(dict.fromkeys("abcde", 20))
    before = topics.search([*old, link("a01", "b01", 0.2)])
    memory = remembered(before)
    assert topics.search([*old, link("a01", "b01", 0.2)], memory.homes, memory=memory) == before
    grown = topics.search([*old, link("new", "c01"), link("new", "c02")], memory.homes, memory=memory)
    assert max(map(len, grown.communities)) == 21
    assert (grown.runs, grown.agreement, grown.searched) == (before.runs, before.agreement, before.searched)


def test_runs_are_asked_where_topics_are_not_as_dense_as_they_were_or_new_papers_could_be_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    ask = grouping.runs_of

    def counting(
        weights: grouping.Weights, seed: int, number: int, resolution: float = grouping.FINE
    ) -> list[list[int]]:
        asked.append(number)
        return ask(weights, seed, number, resolution)

    old = groups(dict.fromkeys("abcde", 20))
    memory = remembered(topics.search(old))
    monkeypatch.setattr(grouping, "runs_of", counting)
    few, many = ([*old, *groups({"f": size}), link("f00", "c01")] for size in (2, 3))
    looser = [*old, *(link(f"a{n:02}", f"b{n:02}") for n in range(20))]
    for made, runs in ((old, []), (few, []), (many, [topics.FEW]), (looser, [topics.FEW])):
        topics.search(made, memory.homes, memory=memory)
        assert asked[:1] == runs
        asked.clear()


def test_topics_are_searched_anew_when_they_are_worse_or_many_papers_came() -> None:
    old = groups(dict.fromkeys("abcde", 20))
    memory = remembered(topics.search(old))
    assert len(topics.search([*old, *groups({"f": 20})], memory.homes, memory=memory).communities) == 6
    mixed = topics.Memory(
        {slug: f"t{at % 5}" for at, slug in enumerate(sorted(memory.homes))}, memory.together, memory.searched
    )
    assert topics.search(old, mixed.homes, memory=mixed) == topics.search(old)


def test_parts_of_a_topic_stay_and_a_new_paper_joins_the_one_it_is_linked_to() -> None:
    made = [*groups({"a": 24, "b": 20}), link("a00", "b00", 0.1), link("new", "b03"), link("lone", "a01")]
    whole = frozenset(slug for one in made for slug in (one.source, one.target))
    parts = tuple(frozenset(f"{name}{n:02}" for n in range(size)) for name, size in {"a": 24, "b": 20}.items())
    before = topics.Parted(whole - {"new"}, parts)
    assert topics.parts(made, whole, before) == [parts[0], parts[1] | {"new"}]


def test_where_all_are_linked_to_all_they_are_one_topic() -> None:
    assert [len(papers) for papers in topics.find(clique("a", 7))] == [7]


def test_a_large_topic_has_the_parts_that_its_links_show() -> None:
    made = [*groups({"a": 24, "b": 20}), link("a00", "b00", 0.1), link("a01", "z")]
    whole = frozenset(slug for one in made for slug in (one.source, one.target))
    assert topics.parts(made, whole - {"z"}) == [
        frozenset(f"a{n:02}" for n in range(24)),
        frozenset(f"b{n:02}" for n in range(20)),
    ]
    assert topics.parts(clique("a", 60), frozenset(f"a{n:02}" for n in range(60))) == []
    assert topics.parts(groups({"a": 8, "b": 8}), frozenset({"a00", "b00"})) == []


def test_a_node_settles_where_its_links_pull_unless_it_gains_too_little() -> None:
    rows = [{1: 1.0, 2: 0.9}, {0: 1.0}, {0: 0.9, 3: 1.0}, {2: 1.0}]
    assert settled(rows, [1, 0, 1, 1]) == [0, 0, 1, 1]
    assert settled(rows, [1, 0, 1, 1], stay=0.9) == [1, 0, 1, 1]


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, 3), min_size=9, max_size=9), min_size=1, max_size=6))
def test_no_two_groups_agree_more_than_asked_and_what_is_always_together_stays(runs: list[list[int]]) -> None:
    found = consensus.agreed(runs, 0.5)
    near = [[sum(run[i] == run[j] for run in runs) / len(runs) for j in range(9)] for i in range(9)]
    for i in range(9):
        assert all(found[i] == found[j] for j in range(9) if near[i][j] == 1)
    members = [[node for node in range(9) if found[node] == group] for group in sorted(set(found))]
    for one, other in itertools.combinations(members, 2):
        assert sum(near[i][j] for i in one for j in other) / len(one) / len(other) < 0.5 + 1e-6
