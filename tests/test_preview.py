"""Previews: two analyses of toy libraries, compared; every figure is worked by hand."""

from dataclasses import replace

from generator.analysis import Analysis
from generator.graph.consensus import Stability
from generator.graph.faithful import Faithfulness
from generator.graph.neighbourhood import Neighbours
from generator.keywords.matched import Matched
from generator.papers import Keyword, Link, Reason, Slug, State, Topic
from generator.preview import Changes, LinkChange, ListChange, Move, Naming, compare


def keyword(key: str, label: str, *, page: bool = True) -> Keyword:
    return Keyword(key, label, Slug(key.replace(" ", "-")), (), has_page=page)


def link(source: str, target: str, weight: float, *reasons: str) -> Link:
    return Link(Slug(source), Slug(target), weight, tuple(Reason(reason, 50) for reason in reasons))


def topic(id: str, name: str) -> Topic:
    return Topic(Slug(id), 0, name, (), ())


BEFORE = Analysis(
    keywords={one.key: one for one in (keyword("moe", "MoE"), keyword("map", "Maps"), keyword("rare", "Rare", page=False))},
    listed={"a": ("moe", "map"), "b": ("map",), "c": ()},
    terms={}, spans={}, neighbourhood=Neighbours(), near=(),
    links=(link("a", "b", 0.40, "map"), link("a", "c", 0.20, "moe"), link("b", "c", 0.30, "map", "rare")),
    related={},
    topics=(topic("maps", "Maps"), topic("moe", "MoE")),
    topic_of={"a": Slug("moe"), "b": Slug("maps"), "c": Slug("maps")},
    positions={}, bridges=(), orphans=(), modularity=0.0, stability=Stability(),
    faithfulness=Faithfulness(), state=State(), matched=Matched({}, {}, frozenset(), frozenset(), ""),
)  # fmt: skip


def test_the_same_is_no_change() -> None:
    assert compare(BEFORE, BEFORE) == Changes()
    assert not compare(BEFORE, replace(BEFORE, modularity=0.5))


def test_a_list_says_which_labels_go_and_come() -> None:
    after = replace(
        BEFORE,
        keywords={**BEFORE.keywords, "mixtur of expert": keyword("mixtur of expert", "Mixture of experts", page=False)},
        listed={**BEFORE.listed, "a": ("mixtur of expert", "map")},
    )
    assert compare(BEFORE, after) == Changes(lists=(ListChange(Slug("a"), ("MoE",), ("Mixture of experts",)),))


def test_links_are_made_lost_reweighted_or_explained_otherwise() -> None:
    after = replace(
        BEFORE,
        links=(link("a", "b", 0.46, "map"), link("b", "c", 0.35, "map"), link("c", "d", 0.10, "moe")),
    )
    assert compare(BEFORE, after) == Changes(
        made=(LinkChange(Slug("c"), Slug("d"), None, 0.1, (), ("MoE",)),),
        lost=(LinkChange(Slug("a"), Slug("c"), 0.2, None, ("MoE",), ()),),
        reweighted=(LinkChange(Slug("a"), Slug("b"), 0.4, 0.46, ("Maps",), ("Maps",)),),
        reasoned=(LinkChange(Slug("b"), Slug("c"), 0.3, 0.35, ("Maps", "Rare"), ("Maps",)),),
    ), ".05 is not more than .05"


def test_what_changes_most_comes_first() -> None:
    after = replace(
        BEFORE, links=(link("a", "b", 0.5, "map"), link("a", "c", 0.5, "moe"), link("b", "c", 0.4, "map", "rare"))
    )
    assert [(one.source, one.target) for one in compare(BEFORE, after).reweighted] == [
        ("a", "c"),
        ("a", "b"),
        ("b", "c"),
    ]


def test_the_order_of_reasons_is_no_change() -> None:
    after = replace(BEFORE, links=(*BEFORE.links[:2], link("b", "c", 0.30, "rare", "map")))
    assert compare(BEFORE, after) == Changes()


def test_papers_change_topic_and_topics_their_name() -> None:
    after = replace(
        BEFORE,
        topics=(topic("maps", "Atlases"), topic("new", "Experts")),
        topic_of={"a": Slug("new"), "b": Slug("maps")},
    )
    assert compare(BEFORE, after) == Changes(
        moved=(Move(Slug("a"), "MoE", "Experts"), Move(Slug("c"), "Maps", "")),
        topics=(
            Naming(Slug("maps"), "Maps", "Atlases"),
            Naming(Slug("moe"), "MoE", ""),
            Naming(Slug("new"), "", "Experts"),
        ),
    )


def test_keyword_pages_come_and_go() -> None:
    after = replace(
        BEFORE,
        keywords={
            "map": keyword("map", "Maps and charts"),
            "moe": keyword("moe", "MoE", page=False),
            "rare": keyword("rare", "Rare"),
        },
        listed={"a": ("moe",), "b": (), "c": ()},
        links=(),
    )
    assert compare(BEFORE, after).pages == (
        Naming(Slug("map"), "Maps", "Maps and charts"),
        Naming(Slug("moe"), "MoE", ""),
        Naming(Slug("rare"), "", "Rare"),
    )
