"""Topics, their names and the measures, on graphs small enough to see."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.graph import measures, topics
from generator.graph.louvain import communities
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


@settings(max_examples=30, deadline=None)
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
