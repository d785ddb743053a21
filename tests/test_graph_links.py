"""Links, worked by hand on small libraries."""

import math
import random

import pytest

from generator import graph
from generator.graph import links, nearest
from generator.graph.links import Wishes
from generator.graph.neighbourhood import Neighbours
from generator.graph.reasons import Shown
from generator.graph.table import Table
from generator.papers import Link, Reason, Slug

NONE = Wishes()
ALONE = Neighbours()
NEAR = Neighbours.of({"a": [("b", 0.5)], "b": [("a", 0.5)]})


def shown(*names: str) -> Shown:
    return Shown(frozenset(names))


def linked(
    terms: dict[str, dict[str, float]], some: Shown, wishes: Wishes = NONE, threshold: float = 0.0
) -> list[Link]:
    return links.link(terms, some, wishes, links.find(terms, some, 5), threshold)


def near_to(terms: dict[str, dict[str, float]], top: int) -> dict[str, list[tuple[str, float]]]:
    return nearest.of(Table.of(terms), top).named()


def counted(**terms: str) -> dict[str, dict[str, float]]:
    """Return each paper's terms with a count of one, in words joined by `_`."""
    return {slug: {name.replace("_", " "): 1.0 for name in names.split()} for slug, names in terms.items()}


def test_a_weight_is_root_of_count_times_rarity_times_length_over_a_pivoted_norm() -> None:
    terms = links.weigh({"a": {"x": 4.0, "y z": 1.0}, "b": {"x": 1.0}, "c": {}, "d": {}})
    x = math.log(6 / 3) ** 0.6
    phrase = math.log(6 / 2) ** 0.6 * 0.7
    a, b = math.hypot(2 * x, phrase), x
    mean = float(f"{0.25 * (a + b) / 2:.3g}")
    assert terms["a"]["x"] == pytest.approx(2 * x / (mean + 0.75 * a))
    assert terms["a"]["y z"] == pytest.approx(phrase / (mean + 0.75 * a))
    assert terms["b"]["x"] == pytest.approx(x / (mean + 0.75 * b))
    assert terms["c"] == {}


def test_a_links_weight_is_the_sum_of_what_its_keywords_add() -> None:
    one, other = {"x": 0.6, "y": 0.8}, {"x": 0.8, "y": 0.6}
    found = links.explain("a", "b", {"a": one, "b": other}, shown("x", "y"), ALONE)
    assert found.weight == 0.48
    assert found.reasons == (Reason("x", 50), Reason("y", 50))


def test_a_shown_phrase_speaks_for_its_words() -> None:
    terms = {"a": {"deep learn": 0.6, "deep": 0.6, "learn": 0.4, "x": 0.34}}
    terms["b"] = terms["a"]
    found = links.explain("a", "b", terms, shown("deep learn", "learn", "x"), ALONE)
    total = 0.36 + 0.36 + 0.16 + 0.1156
    assert found.reasons == (Reason("deep learn", round(100 * 0.88 / total)), Reason("x", round(100 * 0.1156 / total)))


def test_what_no_person_would_give_is_counted_but_not_shown() -> None:
    terms = {"a": {"gap": 0.6, "graph drawing": 0.8}, "b": {"gap": 0.6, "graph drawing": 0.8}}
    found = links.explain("a", "b", terms, shown("graph drawing"), ALONE)
    assert (found.weight, found.reasons) == (0.5, (Reason("graph drawing", 64),))


def test_spare_words_are_shown_only_where_there_are_fewer_than_two_keywords() -> None:
    terms = {name: {"pruning": 0.9, "mask": 0.3, "rare": 0.3162} for name in ("a", "b")}
    enough = links.explain("a", "b", terms, Shown(frozenset({"rare", "mask"}), frozenset({"pruning"})), ALONE)
    assert [reason.keyword for reason in enough.reasons] == ["rare", "mask"]
    few = links.explain("a", "b", terms, Shown(frozenset({"pruning"}), frozenset({"rare", "mask"})), NEAR)
    assert [reason.keyword for reason in few.reasons] == ["pruning", "rare"]


def test_a_word_is_a_reason_only_if_both_papers_say_it_as_one() -> None:
    terms = {name: {"predict": 0.8, "mask": 0.6} for name in ("a", "b")}
    keywords = frozenset({"predict", "mask"})
    both = {"a": {"predict", "mask"}, "b": {"predict", "mask"}}
    found = links.explain("a", "b", terms, Shown(keywords, said=both), ALONE)
    assert [reason.keyword for reason in found.reasons] == ["predict", "mask"]
    found = links.explain("a", "b", terms, Shown(keywords, said={**both, "b": {"mask"}}), ALONE)
    assert (found.weight, [reason.keyword for reason in found.reasons]) == (0.5, ["mask"])


def test_a_link_with_one_reason_is_none_unless_given() -> None:
    terms = links.weigh(counted(a="x y p", b="x y q", **{f"z{n}": f"u{n}" for n in range(20)}))
    assert linked(terms, shown("x")) == []
    assert len(linked(terms, shown("x", "y"))) == 1
    assert len(linked(terms, shown("x"), Wishes(frozenset({("a", "b")})))) == 1


def test_a_keyword_inside_a_longer_one_is_a_reason_of_its_own_if_it_adds_far_more() -> None:
    shown = Shown(frozenset({"a b", "a b c", "x"}))
    terms = {name: {"a b": 0.8, "a b c": 0.2, "x": 0.5} for name in ("a", "b")}
    assert [reason.keyword for reason in links.explain("a", "b", terms, shown, ALONE).reasons] == ["a b", "x"]
    terms = {name: {"a b": 0.3, "a b c": 0.2, "x": 0.5} for name in ("a", "b")}
    assert links.explain("a", "b", terms, shown, ALONE).reasons == (Reason("x", 66), Reason("a b c", 34))


def test_a_part_of_a_phrase_is_told_rather_than_what_adds_next_to_nothing() -> None:
    shown = Shown(frozenset({"distil", "knowledg distil", "model"}))
    terms = {name: {"distil": 0.4, "knowledg distil": 0.3, "model": 0.1} for name in ("a", "b")}
    found = links.explain("a", "b", terms, shown, ALONE)
    assert found.reasons == (Reason("distil", 62), Reason("knowledg distil", 35))
    assert found.weight == pytest.approx((0.16 + 0.09 + 0.01) / 2)


def test_what_everybody_says_is_told_only_where_there_is_no_other_second_reason() -> None:
    terms = {name: {"attent": 0.5, "model": 0.3, "mask": 0.15} for name in ("a", "b")}
    common = Shown(frozenset({"attent", "model", "mask"}), common={"model"})
    assert [reason.keyword for reason in links.explain("a", "b", terms, common, ALONE).reasons] == [
        "attent",
        "model",
        "mask",
    ]
    del terms["a"]["mask"]
    terms["a"]["model"] = 0.1
    assert [reason.keyword for reason in links.explain("a", "b", terms, common, ALONE).reasons] == ["attent", "model"]


def test_a_word_in_no_list_is_told_of_papers_that_have_neighbours_in_common() -> None:
    terms = {name: {"x": 0.6, "search": 0.5} for name in ("a", "b", "c")}
    words = Shown(frozenset({"x"}), frozenset({"search"}))
    known = Neighbours.of({"a": [("c", 0.5)], "b": [("d", 0.5)], "c": [("a", 0.5)]})
    assert [reason.keyword for reason in links.explain("a", "b", terms, words, known).reasons] == ["x"]
    assert [reason.keyword for reason in links.explain("a", "c", terms, words, known).reasons] == ["x", "search"]


def test_links_that_neighbours_confirm_are_shown_and_of_the_others_the_surest_of_a_paper_that_has_none() -> None:
    def link(one: str, other: str, weight: float, given: bool = False) -> Link:
        return Link(Slug(one), Slug(other), weight, (Reason("x", 20), Reason("y", 10)), given)

    plain = [link(f"w{n}", f"v{n}", 0.1) for n in range(7)]
    weak = [link("a", f"w{n}", 0.5) for n in range(7)]
    confirmed = {(one.source, one.target): 0.2 for one in plain} | {("a", f"w{n}"): n / 1000 for n in range(7)}
    kept = links.strong([*weak, *plain, link("b", "g", 0.01, given=True)], confirmed)
    assert [(one.source, one.target) for one in kept if one not in plain] == [("a", "w6"), ("b", "g")]
    assert len(kept) == len(plain) + 2


def test_of_two_links_that_share_as_much_the_one_with_shared_neighbours_weighs_more() -> None:
    near = {
        "a": [("b", 0.5), ("c", 0.5)],
        "b": [("a", 0.5), ("c", 0.5)],
        "c": [("a", 0.5), ("b", 0.5)],
        "d": [("e", 0.5)],
    }
    known, one = Neighbours.of(near), {"x": 0.8, "y": 0.6}
    terms = dict.fromkeys("abcd", one)
    same, other = (links.explain("a", slug, terms, shown("x", "y"), known) for slug in "bd")
    assert (same.weight, other.weight) == (1.0, 0.5)
    assert same.reasons == other.reasons
    assert known.shared("b", "a") == known.shared("a", "b") == 1.0


def test_the_nearest_are_those_with_shared_neighbours() -> None:
    group = dict.fromkeys(("a", "b", "c", "d"), "x y z")
    terms = links.weigh(
        counted(
            **group, far="x y z u v w", **{f"u{n}": "u v w" for n in range(4)}, **{f"z{n}": f"q{n}" for n in range(20)}
        )
    )
    found = links.find(terms, shown(*"xyzuvw"), 5)
    weights = {one.other("far"): weight for one, weight in found.related["far"]}
    assert found.neighbourhood.shared("a", "b") > found.neighbourhood.shared("a", "far")
    assert weights
    assert max(weights.values()) < found.related["a"][0][1]


def test_two_shared_terms_make_a_link_and_one_does_not() -> None:
    names = {f"other{n}": f"u{n} v{n}" for n in range(10)}
    terms = links.weigh(counted(a="x y p", b="x y q", c="x r", **names))
    found = linked(terms, shown("x", "y"))
    assert [(one.source, one.target) for one in found] == [("a", "b")]


def test_a_link_that_no_keyword_explains_is_none() -> None:
    names = {f"other{n}": f"u{n} v{n}" for n in range(10)}
    terms = links.weigh(counted(a="x y p", b="x y q", **names))
    assert linked(terms, shown("p", "q")) == []


def test_each_paper_has_its_nearest_and_ties_go_by_slug() -> None:
    terms = links.weigh(counted(a="x y", b="x y", c="x y", d="x y", **{f"z{n}": f"u{n}" for n in range(20)}))
    near = near_to(terms, 2)
    assert [slug for slug, _ in near["a"]] == ["b", "c"]
    assert [slug for slug, _ in near["d"]] == ["a", "b"]


def test_dense_and_sparse_products_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = links.weigh({f"p{n:02}": {f"t{n * k % 17}": 1.0 + k for k in range(1, 7)} for n in range(60)})
    dense = near_to(terms, 5)
    monkeypatch.setattr(nearest, "_DENSE", 0)
    monkeypatch.setattr(nearest, "OFTEN", 0.3)
    monkeypatch.setattr(nearest, "_ROWS", 7)
    assert near_to(terms, 5) == dense


def test_in_a_large_library_the_nearest_are_looked_for_among_those_that_share_rare_terms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = random.Random(1)
    terms = links.weigh(
        {f"p{n:03}": dict.fromkeys(order.sample("abcdefghijklmnopqrstuvwxyz", 5), 1.0) for n in range(300)}
    )
    every = near_to(terms, 5)
    monkeypatch.setattr(nearest, "_DENSE", 0)
    monkeypatch.setattr(nearest, "WHOLE", 0)
    monkeypatch.setattr(nearest, "RARER", 0.22)
    assert near_to(terms, 5) == every
    monkeypatch.setattr(nearest, "LIKELY", 20)
    monkeypatch.setattr(nearest, "CAP", 40)
    some = near_to(terms, 5)
    assert some != every
    right = sum(len(set(every[slug]) & set(row)) for slug, row in some.items())
    assert right > 0.6 * sum(map(len, every.values()))


def test_one_more_paper_with_a_common_word_leaves_the_weights_of_the_others_as_they_are() -> None:
    counts = {f"p{n:04}": {"often": 1.0, f"t{n % 500}": 1.0} if n < 500 else {f"t{n % 500}": 1.0} for n in range(1500)}
    before = links.weigh(counts)
    after = links.weigh({**counts, "p0900": {"often": 1.0, **counts["p0900"]}})
    assert [slug for slug in counts if before[slug] != after[slug]] == ["p0900"]
    rare = links.weigh({**counts, "p0900": {"t1": 1.0, **counts["p0900"]}})
    assert [slug for slug in counts if before[slug] != rare[slug]] == ["p0001", "p0501", "p0900", "p1001"]


def test_given_links_are_made_and_refused_ones_are_not() -> None:
    terms = links.weigh(counted(a="x y p", b="x y q", c="r s", **{f"z{n}": f"u{n}" for n in range(20)}))
    wishes = Wishes(frozenset({("a", "c")}), frozenset({("a", "b")}))
    (only,) = linked(terms, shown("x", "y"), wishes)
    assert only == Link(Slug("a"), Slug("c"), 0.0, (), given=True)


def test_weaker_links_than_the_threshold_are_left_out() -> None:
    terms = links.weigh(counted(a="x y p", b="x y q", **{f"z{n}": f"u{n}" for n in range(20)}))
    assert linked(terms, shown("x", "y"), threshold=0.99) == []


def test_the_graph_has_every_paper_and_explained_edges() -> None:
    one = Link(Slug("a"), Slug("b"), 0.5, ())
    made = graph.build(["b", "c", "a"], [one])
    assert list(made) == ["a", "b", "c"]
    assert made["a"]["b"] == {"weight": 0.5, "link": one}
