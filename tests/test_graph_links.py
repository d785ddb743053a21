"""Links, worked by hand on small libraries."""

import itertools
import math
import random
from collections import Counter

import pytest

from generator import graph
from generator.graph import links, nearest
from generator.graph.links import Shown, Wishes
from generator.papers import Link, Reason, Slug

NONE = Wishes()


def shown(*names: str) -> Shown:
    return Shown(frozenset(names))


def counted(**terms: str) -> dict[str, dict[str, float]]:
    """Return each paper's terms with a count of one, in words joined by `_`."""
    return {slug: {name.replace("_", " "): 1.0 for name in names.split()} for slug, names in terms.items()}


def test_a_weight_is_root_of_count_times_rarity_times_length_over_a_pivoted_norm() -> None:
    terms = links.weigh({"a": {"x": 4.0, "y z": 1.0}, "b": {"x": 1.0}, "c": {}, "d": {}})
    x = math.log(6 / 3) ** 0.6
    phrase = math.log(6 / 2) ** 0.6 * 0.7
    a, b = math.hypot(2 * x, phrase), x
    mean = (a + b) / 2
    assert terms["a"]["x"] == pytest.approx(2 * x / (0.25 * mean + 0.75 * a))
    assert terms["a"]["y z"] == pytest.approx(phrase / (0.25 * mean + 0.75 * a))
    assert terms["b"]["x"] == pytest.approx(x / (0.25 * mean + 0.75 * b))
    assert terms["c"] == {}


def test_a_links_weight_is_the_sum_of_what_its_keywords_add() -> None:
    one, other = {"x": 0.6, "y": 0.8}, {"x": 0.8, "y": 0.6}
    found = links.explain("a", "b", {"a": one, "b": other}, shown("x", "y"))
    assert found.weight == 0.96
    assert found.reasons == (Reason("x", 50), Reason("y", 50))


def test_a_shown_phrase_speaks_for_its_words() -> None:
    terms = {"a": {"deep learn": 0.6, "deep": 0.6, "learn": 0.4, "x": 0.34}}
    terms["b"] = terms["a"]
    found = links.explain("a", "b", terms, shown("deep learn", "learn", "x"))
    total = 0.36 + 0.36 + 0.16 + 0.1156
    assert found.reasons == (Reason("deep learn", round(100 * 0.88 / total)), Reason("x", round(100 * 0.1156 / total)))


def test_what_no_person_would_give_is_counted_but_not_shown() -> None:
    terms = {"a": {"gap": 0.6, "graph drawing": 0.8}, "b": {"gap": 0.6, "graph drawing": 0.8}}
    found = links.explain("a", "b", terms, shown("graph drawing"))
    assert (found.weight, found.reasons) == (1.0, (Reason("graph drawing", 64),))


def test_spare_words_are_shown_only_where_there_are_fewer_than_two_keywords() -> None:
    terms = {name: {"pruning": 0.9, "mask": 0.3, "rare": 0.3162} for name in ("a", "b")}
    enough = links.explain("a", "b", terms, Shown(frozenset({"rare", "mask"}), frozenset({"pruning"})))
    assert [reason.keyword for reason in enough.reasons] == ["rare", "mask"]
    few = links.explain("a", "b", terms, Shown(frozenset({"pruning"}), frozenset({"rare", "mask"})))
    assert [reason.keyword for reason in few.reasons] == ["pruning", "rare"]


def test_a_word_is_a_reason_only_if_both_papers_say_it_as_one() -> None:
    terms = {name: {"predict": 0.8, "mask": 0.6} for name in ("a", "b")}
    keywords = frozenset({"predict", "mask"})
    both = {"a": {"predict", "mask"}, "b": {"predict", "mask"}}
    found = links.explain("a", "b", terms, Shown(keywords, said=both))
    assert [reason.keyword for reason in found.reasons] == ["predict", "mask"]
    found = links.explain("a", "b", terms, Shown(keywords, said={**both, "b": {"mask"}}))
    assert (found.weight, [reason.keyword for reason in found.reasons]) == (1.0, ["mask"])


def test_a_link_with_one_reason_is_none_unless_given() -> None:
    terms = links.weigh(counted(a="x y p", b="x y q", **{f"z{n}": f"u{n}" for n in range(20)}))
    assert links.link(terms, shown("x"), NONE, top=5) == []
    assert len(links.link(terms, shown("x", "y"), NONE, top=5)) == 1
    assert len(links.link(terms, shown("x"), Wishes(frozenset({("a", "b")})), top=5)) == 1


def test_a_keyword_inside_a_longer_one_is_a_reason_of_its_own_if_it_adds_far_more() -> None:
    shown = Shown(frozenset({"a b", "a b c", "x"}))
    terms = {name: {"a b": 0.8, "a b c": 0.2, "x": 0.5} for name in ("a", "b")}
    assert [reason.keyword for reason in links.explain("a", "b", terms, shown).reasons] == ["a b", "x"]
    terms = {name: {"a b": 0.3, "a b c": 0.2, "x": 0.5} for name in ("a", "b")}
    assert links.explain("a", "b", terms, shown).reasons == (Reason("x", 66), Reason("a b c", 34))


def test_a_part_of_a_phrase_is_told_rather_than_what_adds_next_to_nothing() -> None:
    shown = Shown(frozenset({"distil", "knowledg distil", "model"}))
    terms = {name: {"distil": 0.4, "knowledg distil": 0.3, "model": 0.1} for name in ("a", "b")}
    found = links.explain("a", "b", terms, shown)
    assert found.reasons == (Reason("distil", 62), Reason("knowledg distil", 35))
    assert found.weight == pytest.approx(0.16 + 0.09 + 0.01)


def test_what_everybody_says_is_told_only_where_there_is_no_other_second_reason() -> None:
    terms = {name: {"attent": 0.5, "model": 0.3, "mask": 0.15} for name in ("a", "b")}
    common = Shown(frozenset({"attent", "model", "mask"}), common={"model"})
    assert [reason.keyword for reason in links.explain("a", "b", terms, common).reasons] == ["attent", "model", "mask"]
    del terms["a"]["mask"]
    terms["a"]["model"] = 0.1
    assert [reason.keyword for reason in links.explain("a", "b", terms, common).reasons] == ["attent", "model"]


def test_a_spare_word_of_little_weight_is_told_if_the_texts_around_it_share_a_word() -> None:
    terms = {name: {"x": 0.6, "search": 0.15} for name in ("a", "b", "c")}
    words = (frozenset({"x"}), frozenset({"search"}))
    near = {"a": {"web", "engin"}, "b": {"architectur"}, "c": {"engin"}}
    known = Shown(*words, around=lambda slug, word: near[slug])
    assert [reason.keyword for reason in links.explain("a", "b", terms, known).reasons] == ["x"]
    assert [reason.keyword for reason in links.explain("a", "c", terms, known).reasons] == ["x", "search"]


def test_of_links_that_tell_little_a_paper_shows_two_at_most() -> None:
    def link(one: str, other: str, weight: float, given: bool = False) -> Link:
        return Link(Slug(one), Slug(other), weight, (Reason("x", 20), Reason("y", 10)), given)

    plain = [link(f"w{n}", f"v{n}{m}", 0.5) for n in range(7) for m in range(2)]
    weak = [link("a", f"w{n}", 0.1 + n / 100) for n in range(7)]
    kept = links.telling([*weak, *plain, link("a", "g", 0.01, given=True)], shown())
    assert [one.other("a") for one in kept if "a" in (one.source, one.target)] == ["w6", "g"]
    assert len(kept) == len(plain) + 2


def test_what_every_fifth_paper_says_makes_no_link_plain() -> None:
    def link(one: str, other: str) -> Link:
        return Link(Slug(one), Slug(other), 0.5, (Reason("model", 90), Reason("x", 10)))

    found = [link(one, other) for one, other in itertools.combinations("abcde", 2)]
    assert links.telling(found, shown()) == found
    few = links.telling(found, Shown(frozenset({"x"}), common={"model"}))
    assert len(few) < len(found)
    assert min(Counter(end for one in few for end in (one.source, one.target)).values()) == 2


def test_two_shared_terms_make_a_link_and_one_does_not() -> None:
    names = {f"other{n}": f"u{n} v{n}" for n in range(10)}
    terms = links.weigh(counted(a="x y p", b="x y q", c="x r", **names))
    found = links.link(terms, shown("x", "y"), NONE, top=5)
    assert [(one.source, one.target) for one in found] == [("a", "b")]


def test_a_link_that_no_keyword_explains_is_none() -> None:
    names = {f"other{n}": f"u{n} v{n}" for n in range(10)}
    terms = links.weigh(counted(a="x y p", b="x y q", **names))
    assert links.link(terms, shown("p", "q"), NONE, top=5) == []


def test_each_paper_has_its_nearest_and_ties_go_by_slug() -> None:
    terms = links.weigh(counted(a="x y", b="x y", c="x y", d="x y", **{f"z{n}": f"u{n}" for n in range(20)}))
    near = nearest.of(terms, 2)
    assert [slug for slug, _ in near["a"]] == ["b", "c"]
    assert [slug for slug, _ in near["d"]] == ["a", "b"]


def test_dense_and_sparse_products_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = links.weigh({f"p{n:02}": {f"t{n * k % 17}": 1.0 + k for k in range(1, 7)} for n in range(60)})
    dense = nearest.of(terms, 5)
    monkeypatch.setattr(nearest, "_DENSE", 0)
    monkeypatch.setattr(nearest, "OFTEN", 0.3)
    monkeypatch.setattr(nearest, "_ROWS", 7)
    assert nearest.of(terms, 5) == dense


def test_in_a_large_library_the_nearest_are_looked_for_among_those_that_share_rare_terms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = random.Random(1)
    terms = links.weigh(
        {f"p{n:03}": dict.fromkeys(order.sample("abcdefghijklmnopqrstuvwxyz", 5), 1.0) for n in range(300)}
    )
    every = nearest.of(terms, 5)
    monkeypatch.setattr(nearest, "_DENSE", 0)
    monkeypatch.setattr(nearest, "WHOLE", 0)
    monkeypatch.setattr(nearest, "RARER", 0.22)
    assert nearest.of(terms, 5) == every
    monkeypatch.setattr(nearest, "LIKELY", 20)
    monkeypatch.setattr(nearest, "CAP", 40)
    some = nearest.of(terms, 5)
    assert some != every
    right = sum(len(set(every[slug]) & set(row)) for slug, row in some.items())
    assert right > 0.6 * sum(map(len, every.values()))


def test_given_links_are_made_and_refused_ones_are_not() -> None:
    terms = links.weigh(counted(a="x y p", b="x y q", c="r s", **{f"z{n}": f"u{n}" for n in range(20)}))
    wishes = Wishes(frozenset({("a", "c")}), frozenset({("a", "b")}))
    (only,) = links.link(terms, shown("x", "y"), wishes, top=5)
    assert only == Link(Slug("a"), Slug("c"), 0.0, (), given=True)


def test_weaker_links_than_the_threshold_are_left_out() -> None:
    terms = links.weigh(counted(a="x y p", b="x y q", **{f"z{n}": f"u{n}" for n in range(20)}))
    assert links.link(terms, shown("x", "y"), NONE, top=5, threshold=0.99) == []


def test_the_graph_has_every_paper_and_explained_edges() -> None:
    one = Link(Slug("a"), Slug("b"), 0.5, ())
    made = graph.build(["b", "c", "a"], [one])
    assert list(made) == ["a", "b", "c"]
    assert made["a"]["b"] == {"weight": 0.5, "link": one}
