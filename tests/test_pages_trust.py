"""The pages about the map itself, on the library of five papers."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pages_samples import ANALYSIS, CONTENT, GIVEN, LINK, without_facts

from generator import pages, theme
from generator.analysis import Analysis
from generator.config import Config
from generator.drawing.histogram import histogram
from generator.emitters import html
from generator.graph.consensus import Stability
from generator.graph.faithful import Faithfulness
from generator.pages.findings import GapsPage, TrustPage
from generator.pages.trust import percent, quartiles
from generator.papers import Content, Library, Link, Reason, Slug

CONFIG = Config(title="My map")


def trust(analysis: Analysis = ANALYSIS, content: Content = CONTENT) -> TrustPage:
    (page,) = (page for page in pages.plan(content, analysis, CONFIG).pages if isinstance(page, TrustPage))
    return page


def gaps(analysis: Analysis = ANALYSIS, content: Content = CONTENT) -> GapsPage:
    (page,) = (page for page in pages.plan(content, analysis, CONFIG).pages if isinstance(page, GapsPage))
    return page


def shown(path: str, analysis: Analysis = ANALYSIS, content: Content = CONTENT, **changes: object) -> str:
    """Return a page's words."""
    site = pages.plan(content, analysis, CONFIG)
    changed = tuple(replace(page, **changes) if page.path == path else page for page in site.pages)  # type: ignore[arg-type]
    site = replace(site, pages=changed)
    (output,) = (one for one in html.outputs(site, theme.load(Path("none")), CONFIG) if one.path == path)
    return " ".join(re.sub(r"<[^>]+>", " ", output.render().decode()).split())


def test_the_figures_are_of_published_papers_only() -> None:
    page = trust()
    assert (page.papers, page.abstracts, page.abstracts_share, page.alone) == (4, 3, 75, 1)
    assert page.sources == (("a.txt", 1),)
    assert (page.keywords, page.keywords_each) == (1, "0.5")
    assert (page.links, page.links_each, page.given) == (2, "1.0", 1)


def test_weights_and_shares_are_of_links_that_were_computed() -> None:
    page = trust()
    assert page.weights == ("0.42", "0.42", "0.42")
    assert page.told == (100, 100, 100)


def test_quartiles_of_four_links_by_hand() -> None:
    links = tuple(
        Link(Slug("alpha"), Slug(f"x{at}"), weight, (Reason("gamma rai", share),))
        for at, (weight, share) in enumerate([(0.1, 20), (0.2, 40), (0.3, 60), (0.5, 100)])
    )
    papers = [replace(CONTENT.library["lone"], slug=Slug(f"x{at}"), id=f"x{at}") for at in range(4)]
    content = replace(CONTENT, library=Library.of([*CONTENT.library, *papers]))
    terms = {**ANALYSIS.terms, **{f"x{at}": {} for at in range(4)}}
    page = trust(replace(ANALYSIS, links=links, terms=terms, related={}), content)
    # Between the ordered values at a quarter, a half and three quarters of the way.
    assert page.weights == ("0.18", "0.25", "0.35")
    assert page.told == (35, 50, 70)


def test_a_share_is_all_or_nothing_only_when_it_is() -> None:
    assert [percent(*pair) for pair in [(999, 1000), (1, 1000), (5, 5), (0, 5), (0, 0)]] == [99, 1, 100, 0, 0]
    assert quartiles([]) == []


def test_the_worked_example_adds_up_to_its_weight() -> None:
    link = replace(LINK, weight=0.42, reasons=(Reason("mixtur of expert", 50), Reason("gamma rai", 20)))
    example = trust(replace(ANALYSIS, links=(link, GIVEN))).example
    assert example is not None
    assert [(card.label, share, adds) for card, share, adds in example.parts] == [
        ("Mixture of experts", 50, "0.21"),
        ("Gamma ray", 20, "0.08"),
    ]
    assert example.rest == (30, "0.13")
    assert trust(replace(ANALYSIS, links=(GIVEN,))).example is None


def test_what_the_curator_hid_is_counted_once() -> None:
    papers = {paper.slug: paper for paper in CONTENT.library}
    papers[Slug("alpha")] = replace(papers[Slug("alpha")], unrelated=("gamma", "hidden", "nothing"))
    papers[Slug("gamma")] = replace(papers[Slug("gamma")], unrelated=("old-alpha", "gamma"))
    assert trust(content=replace(CONTENT, library=Library.of(papers.values()))).refused == 1


def test_stability_is_said_where_it_is_known() -> None:
    assert "adjusted Rand index" not in shown("trust.html")
    said = shown("trust.html", agreement=87, runs=20, together=((trust_topic(), 91),))
    assert "looked for 20 times" in said
    assert "to 87 %" in said
    assert "Experts 91 %" in said


def trust_topic() -> object:
    site = pages.plan(CONTENT, ANALYSIS, CONFIG)
    return next(page.topic for page in site.pages if isinstance(page, pages.TopicPage))


def test_measures_of_the_analysis_become_percent() -> None:
    known = replace(
        ANALYSIS,
        stability=Stability(agreement=0.866, runs=20, together={"rays": 0.5, "experts": 0.914}),
        faithfulness=Faithfulness(near=0.412, by_chance=0.024),
    )
    page = trust(known)
    assert (page.agreement, page.runs, page.near, page.by_chance) == (87, 20, 41, 2)
    assert [(card.name, share) for card, share in page.together] == [("Experts", 91), ("Rays", 50)]


def test_a_histogram_counts_each_value_once() -> None:
    drawn = histogram([0.02, 0.05, 0.15, 0.15, 0.19], 0.05, 0.15, named_by="x")
    assert drawn.count("<rect") == 4
    assert drawn.count('class="middle"') == 1
    assert ">3</text>" in drawn
    assert histogram([], 0.05, 0.0, named_by="x") == ""


def test_an_empty_library_has_both_pages_and_no_figure() -> None:
    empty = replace(
        ANALYSIS,
        keywords={},
        listed={},
        terms={},
        links=(),
        near=(),
        related={},
        topics=(),
        topic_of={},
        bridges=(),
        orphans=(),
    )
    nothing = Content(Library.of([]))
    assert "No papers yet" in shown("trust.html", empty, nothing)
    assert "No papers yet" in shown("gaps.html", empty, nothing)


def test_a_paper_that_joins_two_topics_says_how_much_it_pulls_into_each() -> None:
    (joint,) = gaps(replace(ANALYSIS, related={**ANALYSIS.related, "beta": (LINK, replace(GIVEN, weight=0.1))})).joints
    assert (joint.paper.slug, joint.home.id, joint.pull, joint.away.id, joint.pull_away) == (
        "beta", "experts", "0.42", "rays", "0.10",
    )  # fmt: skip


def test_a_gap_says_what_chance_would_bring() -> None:
    papers = [replace(CONTENT.library["lone"], slug=Slug(f"x{at}"), id=f"x{at}") for at in range(8)]
    slugs = tuple(one.slug for one in papers)
    named = {
        key: replace(ANALYSIS.keywords["gamma rai"], key=key, label=label, papers=half, has_page=True)
        for key, label, half in (("gamma rai", "Gamma ray", slugs[:4]), ("beta decai", "Beta decay", slugs[4:]))
    }
    terms = {slug: {"light": 0.6, slug: 0.8} for slug in slugs}
    ends = (Link(Slug("x1"), Slug("x5"), 0.3, ()),)
    analysis = replace(
        ANALYSIS,
        keywords=named,
        terms=terms,
        links=ends,
        near=ends,
        related={"x1": ends, "x5": ends},
        listed={},
        orphans=(),
    )
    page = gaps(analysis, Content(Library.of(papers)))
    (gap,) = page.gaps
    # 4 * 4 / 8 = 2, and exp(-2) is 14 %.
    assert (gap.one.label, gap.other.label, gap.expected, gap.chance) == ("Beta decay", "Gamma ray", "2.0", 14)
    assert gap.nearest is not None
    assert [card.slug for card in gap.nearest] == ["x5", "x1"]


def test_a_paper_alone_is_listed_with_its_reason() -> None:
    (lone,) = gaps().lonely
    assert (lone.paper.slug, lone.why, lone.nearest) == ("lone", "abstract", None)
    assert "It has no abstract here, only a title." in shown("gaps.html")


def test_it_is_said_when_no_paper_is_alone() -> None:
    assert "Every paper has a link." in shown("gaps.html", replace(ANALYSIS, orphans=()))


@pytest.mark.parametrize("path", ["trust.html", "gaps.html"])
def test_papers_with_titles_only_have_both_pages(path: str) -> None:
    assert shown(path, *reversed(without_facts()))
