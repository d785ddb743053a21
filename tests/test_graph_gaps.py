"""Gaps, worked by hand on small libraries."""

import pytest

from generator.graph import gaps, nearest, pairs
from generator.graph.gaps import Alone, Apart, Gap
from generator.graph.neighbourhood import Neighbours
from generator.graph.table import Table
from generator.papers import Link, Slug

TERMS = {f"p{number:02}": {"x": 0.6, f"own{number:02}": 0.8} for number in range(16)}
SIXTEEN = Table.of(TERMS)


def link(source: str, target: str, weight: float = 0.5) -> Link:
    return Link(Slug(source), Slug(target), weight, ())


def holders(one: range, other: range) -> dict[str, list[str]]:
    return {name: [f"p{at:02}" for at in papers] for name, papers in (("ant", one), ("bee", other))}


def test_keywords_that_no_paper_has_both_of_are_a_gap_with_the_number_that_chance_would_bring() -> None:
    # 4 * 8 / 16 = 2 papers by chance. The papers share x alone: 4 * .6 and 8 * .6 beside own terms of .8.
    (gap,) = gaps.never_meet(holders(range(4), range(4, 12)), SIXTEEN, 9)
    one = (4 * 0.6) / ((4 * 0.6) ** 2 + 4 * 0.8**2) ** 0.5
    other = (8 * 0.6) / ((8 * 0.6) ** 2 + 8 * 0.8**2) ** 0.5
    assert gap == Gap("ant", "bee", 2.0, round(one * other, 3))


def test_keywords_that_meet_once_are_no_gap() -> None:
    assert gaps.never_meet(holders(range(5), range(4, 12)), SIXTEEN, 9) == []


def test_rare_keywords_are_no_gap() -> None:
    assert gaps.never_meet(holders(range(3), range(4, 16)), SIXTEEN, 9) == []


def test_a_keyword_inside_another_is_no_gap() -> None:
    found = holders(range(4), range(4, 12))
    assert gaps.never_meet({"ant": found["ant"], "red ant": found["bee"]}, SIXTEEN, 9) == []


def test_two_names_of_one_thing_are_no_gap() -> None:
    same = {slug: {"x": 1.0} for slug in TERMS}
    assert gaps.never_meet(holders(range(4), range(4, 12)), Table.of(same), 9) == []


def test_one_keyword_does_not_fill_the_list_of_gaps() -> None:
    found = {name: [f"p{4 * at + step:02}" for step in range(4)] for at, name in enumerate(("a", "b", "c", "d"))}
    named = [name for gap in gaps.never_meet(found, SIXTEEN, 9) for name in (gap.one, gap.other)]
    assert named == ["a", "b", "a", "c", "b", "c"]


def test_topics_hardly_touch_where_their_sizes_let_expect_links() -> None:
    # Three topics of 4 papers: 16 pairs of papers each way, so of 12 links between topics 4 are expected for each two.
    topic_of = {f"{name}{at}": Slug(name) for name in "abc" for at in range(4)}
    links = [link(f"a{at}", f"b{other}") for at in range(3) for other in range(2)]
    links += [link(f"b{at}", f"c{other}") for at in range(3) for other in range(2)]
    links += [link("a0", "a1")]
    assert gaps.hardly_touch(links, topic_of, 9) == [Apart(Slug("a"), Slug("c"), 0, 4.0)]


def test_a_papers_pulls_are_its_weights_into_each_topic() -> None:
    ends = [link("a", "b", 0.2), link("a", "c", 0.3), link("a", "d", 0.4), link("a", "e", 0.9)]
    topic_of = {"b": Slug("x"), "c": Slug("x"), "d": Slug("y")}
    assert gaps.pulls("a", ends, topic_of) == {"x": 0.5, "y": 0.4}


MANY = dict.fromkeys("abcdefgh", 0.1)


def test_a_paper_alone_says_why() -> None:
    terms = {
        "silent": {"x": 0.5},
        "short": {"x": 1.0},
        "strange": {**MANY, "odd": 0.9},
        "little": {**{f"l{letter}": 0.1 for letter in MANY}, "x": 0.5},
        "other": {"x": 0.2, "y": 0.9, "a": 0.1},
    }
    found = gaps.alone(["silent", "short", "strange", "little"], terms, {"x", "y"}, Neighbours(), empty={"silent"})
    assert [one.why for one in found] == ["abstract", "short", "unshared", "little"]
    # "short" has more of x than "other" has.
    assert found[3] == Alone(Slug("little"), "little", Slug("short"), 0.25, ("x",))


def test_a_paper_may_be_alone_because_the_curator_or_the_threshold_will_it() -> None:
    terms = {"one": {**MANY, "x": 0.5}, "two": {"x": 0.4}}
    (refused,) = gaps.alone(["one"], terms, {"x"}, Neighbours(), refused={("one", "two")})
    assert refused.why == "refused"
    (below,) = gaps.alone(["one"], terms, {"x"}, Neighbours(), threshold=0.15)
    assert (below.why, below.weight) == ("threshold", 0.1)


def test_near_pairs_share_two_terms_one_of_them_a_keyword() -> None:
    terms = {"a": {"x": 0.6, "y": 0.8}, "b": {"x": 0.6, "y": 0.8}, "c": {"z": 1.0}, "d": {"z": 0.6, "w": 0.8}}
    made = pairs.count(Table.of(terms), {"x"}, [], Neighbours(), strong=0.45, top=2, threshold=0.0)
    assert (made.all, made.near, made.left, made.strong, made.weak) == (6, 1, 1, 1, 0)
    assert pairs.count(Table.of(terms), {"z"}, [], Neighbours(), strong=0.45, top=2, threshold=0.0).near == 0
    # With a third paper y is in more than 60 % of the four: it is everywhere, and x alone is too little.
    everywhere = {**terms, "c": {"y": 0.1, "z": 0.9}}
    assert pairs.count(Table.of(everywhere), {"x"}, [], Neighbours(), strong=0.45, top=2, threshold=0.0).near == 0


def test_a_linked_pair_is_not_left_out_and_a_weak_one_is_left_out_for_the_threshold() -> None:
    terms = {"a": {"x": 0.6, "y": 0.8}, "b": {"x": 0.6, "y": 0.8}, "c": {"q": 1.0}, "d": {"r": 1.0}}
    made = pairs.count(Table.of(terms), {"x"}, [link("a", "b", 1.0)], Neighbours(), strong=0.25, top=2, threshold=0.0)
    assert (made.near, made.left, made.strong) == (1, 0, 0)
    assert pairs.count(
        Table.of(terms), {"x"}, [], Neighbours(), strong=0.25, top=2, threshold=0.5
    ).weak == pytest.approx(0)
    weak = {**terms, "b": {"x": 0.3, "y": 0.4, "s": 0.86}}
    assert pairs.count(Table.of(weak), {"x"}, [], Neighbours(), strong=0.45, top=2, threshold=0.4).weak == 1


def test_pairs_of_a_large_library_are_estimated_from_every_so_manieth_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = {f"p{at}{end}": {f"x{at}": 0.6, f"y{at}": 0.8} for at in range(8) for end in "ab"}
    keywords = {f"x{at}" for at in range(8)}
    whole = pairs.count(Table.of(terms), keywords, [], Neighbours(), strong=0.25, top=2, threshold=0.0)
    monkeypatch.setattr(pairs, "ROWS", 8)
    some = pairs.count(Table.of(terms), keywords, [], Neighbours(), strong=0.25, top=2, threshold=0.0)
    assert (whole.near, whole.estimated) == (8, False)
    assert (some.near, some.estimated) == (8, True)
    monkeypatch.setattr(nearest, "_DENSE", 0)
    monkeypatch.setattr(nearest, "OFTEN", 0.5)
    assert pairs.count(Table.of(terms), keywords, [], Neighbours(), strong=0.25, top=2, threshold=0.0) == some
