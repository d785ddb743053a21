import json
from collections import Counter
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_samples import ANALYSIS, CONTENT, GIVEN, LINK, MIXTURE, paper, without_facts

from generator import pages, permalinks
from generator.config import Config, ThemeSettings
from generator.emitters import exports
from generator.pages import Page, PaperPage, Site
from generator.pages.texts import Text
from generator.pages.topics import reading_path
from generator.papers import Content, Library, Reason, Slug, Span, SubTopic

CONFIG = Config(title="My map", repository="https://github.com/me/map", show_fields=("grade", "none"))


@pytest.fixture(scope="module")
def site() -> Site:
    return pages.plan(CONTENT, ANALYSIS, CONFIG)


def at(site: Site, path: str) -> Page:
    return next(page for page in site.pages if page.path == path)


def test_every_page_has_its_own_place(site: Site) -> None:
    assert [page.path for page in site.pages] == sorted(
        [
            *(
                "404.html",
                "changes.html",
                "data.html",
                "gaps.html",
                "how-to-read.html",
                "index.html",
                "map.html",
                "reading-list.html",
                "search.html",
                "trust.html",
            ),
            "pages/about.html",
            *("authors/index.html", "authors/marie-curie.html", "venues/index.html"),
            *("collections/firsts.html", "collections/index.html", "keywords/index.html"),
            *("keywords/mixture-of-experts.html", "papers/alpha.html", "papers/beta.html", "papers/gamma.html"),
            *("papers/index.html", "papers/lone.html", "papers/old-alpha.html", "topics/experts.html"),
            *("topics/index.html", "topics/rays.html", "years/1903.html", "years/1934.html", "years/index.html"),
        ]
    )


def test_hidden_and_private_papers_are_nowhere(site: Site) -> None:
    assert "Hidden thing" not in repr(site.pages)
    assert "Private thing" not in repr(site.pages)


def test_parts_that_a_library_lacks_have_no_page_and_no_menu_entry() -> None:
    site = pages.plan(*without_facts(), CONFIG)
    assert not [
        page.path
        for page in site.pages
        if page.path.startswith(("authors/", "venues/", "years/", "sources", "collections/"))
    ]
    assert [entry.name for entry in site.frame.menu] == ["map", "topics", "papers", "keywords"]


def test_an_empty_library_has_a_home() -> None:
    empty = replace(ANALYSIS, keywords={}, links=(), related={}, topics=(), bridges=(), orphans=(), positions={})
    site = pages.plan(Content(Library.of([])), empty, Config())
    assert [page.path for page in site.pages if "/" not in page.path] == [
        *(
            "404.html",
            "data.html",
            "gaps.html",
            "how-to-read.html",
            "index.html",
            "map.html",
            "reading-list.html",
            "search.html",
            "trust.html",
        )
    ]


def test_a_page_knows_its_way_back_to_the_root(site: Site) -> None:
    assert at(site, "index.html").root == ""
    assert at(site, "papers/alpha.html").root == "../"


def test_a_related_paper_says_why(site: Site) -> None:
    (related,) = site.papers["alpha"].related
    assert related.paper.slug == "beta"
    assert related.weight == LINK.weight
    assert [(reason.keyword.label, reason.share) for reason in related.reasons] == [
        ("Mixture of experts", 70),
        ("Gamma ray", 30),
    ]


def test_a_keyword_without_page_leads_to_the_search_for_its_phrase(site: Site) -> None:
    (related,) = site.papers["alpha"].related
    assert [reason.keyword.link for reason in related.reasons] == [
        "keywords/mixture-of-experts.html",
        "search.html?q=%22Gamma%20ray%22",
    ]
    assert permalinks.search_for("Rays") == "search.html?q=Rays"
    assert permalinks.search_for('fine-"tuning') == "search.html?q=%22fine-%20tuning%22"


def test_evidence_is_the_sentences_that_hold_the_shared_keywords(site: Site) -> None:
    page = site.papers["alpha"]
    mark = "<mark>{}</mark>"
    assert [side.sentences for side in page.related[0].evidence] == [
        [f"A {mark.format('mixture of experts')} is trained on 50% of “tasks”."],
        [f"{mark.format('Mixtures of experts')} decay."],
    ]


def test_a_reason_that_stands_in_a_list_only_is_said_beside_the_sentences() -> None:
    listed = {**ANALYSIS.listed, "alpha": ("gamma rai", "mixtur of expert")}
    page = pages.plan(CONTENT, replace(ANALYSIS, listed=listed), CONFIG).papers["alpha"]
    own, other = page.related[0].evidence
    assert (len(own.sentences), [card.label for card in own.listed]) == (1, ["Gamma ray"])
    assert (len(other.sentences), other.listed) == (1, [])


def test_a_keyword_inside_a_longer_one_is_quoted_with_it() -> None:
    inside = Text.of("A gamma ray burst. Rays.", "A gamma ray burst. Rays.", [Span(2, 17, "gamma rai burst")])
    assert inside.sentences_with(["gamma rai"]) == ["A <mark>gamma ray burst</mark>."]
    alone = Text.of("Bursts. A gamma ray.", "Bursts. A gamma ray.", [Span(0, 6, "rai burst"), Span(10, 19, "rai")])
    assert alone.sentences_with(["rai"]) == ["A <mark>gamma ray</mark>."]


def test_what_the_reasons_of_a_link_leave_open_is_said() -> None:
    def rest(*shares: int, weight: float = 0.42) -> int:
        link = replace(LINK, weight=weight, reasons=tuple(Reason("mixtur of expert", share) for share in shares))
        site = pages.plan(CONTENT, replace(ANALYSIS, related={"alpha": (link,)}), CONFIG)
        return site.papers["alpha"].related[0].rest

    assert rest(30, 20) == 50
    assert rest(60, 37) == 0, "shares are rounded"
    assert rest(weight=0.0) == 0, "the curator alone made this link"


def test_a_given_link_needs_no_reason(site: Site) -> None:
    (related,) = site.papers["gamma"].related
    assert related.given == GIVEN.given
    assert related.reasons == ()


def test_only_web_addresses_become_links(site: Site) -> None:
    assert [(resource.kind, resource.host) for resource in site.papers["alpha"].resources] == [
        ("paper", "doi.org"),
        ("code", "github.com"),
        ("data", "huggingface.co"),
    ]
    assert site.papers["alpha"].resources[0].url == "https://doi.org/10.1/x(1)"


def test_only_fields_that_the_settings_name_are_shown(site: Site) -> None:
    assert site.papers["alpha"].extra == (("grade", "A"),)


def test_wiki_links_find_papers_by_title(site: Site) -> None:
    assert '<a href="../papers/beta.html"' in site.papers["alpha"].notes
    assert "<span>nowhere</span>" in site.papers["alpha"].notes


def test_an_edit_link_leads_to_the_pages_file(site: Site) -> None:
    assert site.papers["alpha"].edit == "https://github.com/me/map/edit/HEAD/content/papers/alpha.md"
    without = pages.plan(CONTENT, ANALYSIS, Config())
    assert without.papers["alpha"].edit == ""


def test_papers_of_a_topic_follow_one_another_as_its_page_lists_them(site: Site) -> None:
    shown = at(site, "topics/experts.html").papers  # type: ignore[attr-defined]
    assert [card.slug for card in shown] == ["alpha", "beta"]
    alpha, beta, lone = (site.papers[slug] for slug in ("alpha", "beta", "lone"))
    assert (alpha.before, alpha.after) == (None, shown[1])
    assert (beta.before, beta.after) == (shown[0], None)
    assert (lone.before, lone.after) == (None, None)


def test_an_earlier_address_leads_to_the_paper(site: Site) -> None:
    assert at(site, "papers/old-alpha.html").target.link == "papers/alpha.html"  # type: ignore[attr-defined]


def test_an_alias_never_takes_a_papers_place() -> None:
    papers = [paper("one", "One", aliases=("two", "old")), paper("two", "Two", aliases=("OLD", "../up"))]
    site = pages.plan(Content(Library.of(papers)), ANALYSIS, Config())
    assert [page.path for page in site.pages if page.template == "redirect.html"] == ["papers/old.html"]


def test_abstracts_are_published_as_the_settings_say() -> None:
    none = pages.plan(CONTENT, ANALYSIS, replace(CONFIG, abstracts="none"))
    page = none.papers["alpha"]
    assert not page.abstract
    assert page.withheld == "none"
    own, other = page.related[0].evidence
    assert (own.sentences, other.sentences) == ((), ())
    assert ([card.key for card in own.listed], other.listed) == (["mixtur of expert"], [])
    assert own.withheld
    assert other.withheld
    assert "join experts" not in repr(none.pages)


def test_an_excerpt_loses_the_keywords_it_no_longer_holds() -> None:
    long = replace(CONTENT.library["beta"], abstract="word " * 100 + "experts")
    spans = {**ANALYSIS.spans, "beta": ((), (replace(ANALYSIS.spans["beta"][1][0], start=500, end=507),))}
    content = replace(CONTENT, library=Library.of([*(one for one in CONTENT.library if one.slug != "beta"), long]))
    site = pages.plan(content, replace(ANALYSIS, spans=spans), replace(CONFIG, abstracts="excerpt"))
    assert site.papers["beta"].withheld == "excerpt"
    assert site.papers["beta"].abstract.spans == ()


def test_a_keywords_page_lists_the_papers_about_it_first(site: Site) -> None:
    page = at(site, "keywords/mixture-of-experts.html")
    assert [card.slug for card in page.listed] == ["alpha"]  # type: ignore[attr-defined]
    assert [card.slug for card in page.others] == ["beta"]  # type: ignore[attr-defined]
    assert page.definition == "Several models, one &lt;gate&gt;."  # type: ignore[attr-defined]
    assert page.variants == MIXTURE.variants  # type: ignore[attr-defined]


def test_a_trend_is_shown_only_where_there_are_years(site: Site) -> None:
    assert 'aria-label="1903: 1"' in at(site, "keywords/mixture-of-experts.html").trend  # type: ignore[attr-defined]
    bare = pages.plan(*without_facts(), CONFIG)
    assert at(bare, "keywords/mixture-of-experts.html").trend == ""  # type: ignore[attr-defined]


def test_home_says_what_the_last_import_brought(site: Site) -> None:
    arrivals = at(site, "index.html").arrivals  # type: ignore[attr-defined]
    assert (arrivals.date, [card.slug for card in arrivals.papers], arrivals.more) == ("2026-02-01", ["beta"], 0)


def test_the_first_import_is_no_news() -> None:
    every = replace(CONTENT.imports[0], papers=tuple(sorted(one.id for one in CONTENT.library)))
    site = pages.plan(replace(CONTENT, imports=(every,)), ANALYSIS, CONFIG)
    assert at(site, "index.html").arrivals is None  # type: ignore[attr-defined]


def test_bridges_name_the_papers_that_make_them(site: Site) -> None:
    (bridge,) = at(site, "topics/experts.html").bridges  # type: ignore[attr-defined]
    assert (bridge.topic.name, bridge.links, [card.slug for card in bridge.papers]) == ("Rays", 1, ["beta"])


def test_a_reading_path_takes_the_paper_that_adds_most() -> None:
    # a: 3 papers, b: 2, c: 2, d: one only, so d does not count. p2 holds all; without c in p2, p1 holds 5 of 7.
    terms = {"p1": dict.fromkeys("abd", 1.0), "p2": dict.fromkeys("abc", 1.0), "p3": dict.fromkeys("ac", 1.0)}
    assert reading_path(["p1", "p2", "p3"], terms, "abcd") == (["p2"], 100)  # type: ignore[list-item]
    del terms["p2"]["c"]
    terms["p4"] = {"c": 1.0}
    assert reading_path(["p1", "p2", "p3", "p4"], terms, "abcd") == (["p1", "p3"], 100)  # type: ignore[list-item]


@given(st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([0.1, 0.2, 0.5])), max_size=8))
def test_each_paper_of_a_reading_path_adds_most(held: list[dict[str, float]]) -> None:
    terms = {f"p{place}": weights for place, weights in enumerate(held)}
    sums = Counter(key for weights in held for key in weights)
    left = {key: round(sum(weights.get(key, 0.0) for weights in held), 9) for key, count in sums.items() if count > 1}
    for slug in reading_path([Slug(slug) for slug in terms], terms, "abcdefgh")[0]:
        adds = {each: round(sum(left.get(key, 0.0) for key in weights), 6) for each, weights in terms.items()}
        assert slug == max(terms, key=adds.__getitem__)
        left = {key: weight for key, weight in left.items() if key not in terms[slug]}


def test_a_reading_path_weighs_keywords_and_ends_at_four_fifths() -> None:
    # a weighs .8 + .8, b .1 + .1, c .1 + .1, and w is no keyword: p1 holds a, which is 80 % of the 2.0.
    terms = {
        "p1": {"a": 0.8, "w": 0.9},
        "p2": {"a": 0.8, "b": 0.1, "w": 0.9},
        "p3": {"b": 0.1, "c": 0.1},
        "p4": {"c": 0.1},
    }
    assert reading_path(["p1", "p2", "p3", "p4"], terms, "abc") == (["p2"], 90)  # type: ignore[list-item]
    assert reading_path(["p1", "p2", "p3", "p4"], {**terms, "p2": {"a": 0.8}, "p4": {"b": 0.1, "c": 0.1}}, "abc") == (
        ["p1"],  # type: ignore[list-item]
        80,
    )


def test_a_topics_papers_stand_in_its_parts_and_those_of_none_come_last() -> None:
    part = SubTopic("Decays", ("mixtur of expert",), (Slug("beta"),))
    topics = (replace(ANALYSIS.topics[0], parts=(part,)), ANALYSIS.topics[1])
    page = at(pages.plan(CONTENT, replace(ANALYSIS, topics=topics), CONFIG), "topics/experts.html")
    shown = [(part.name, [card.slug for card in part.papers]) for part in page.parts]  # type: ignore[attr-defined]
    assert shown == [("Decays", ["beta"]), ("", ["alpha"])]


def test_keywords_stand_in_sentences_as_the_abstracts_write_them(site: Site) -> None:
    assert site.papers["alpha"].keywords[0].label == "Mixture of experts"
    assert site.papers["alpha"].keywords[0].inline == "mixture of experts"


def test_a_sites_storage_has_a_name_of_its_own() -> None:
    def name(config: Config) -> str:
        return pages.plan(CONTENT, ANALYSIS, config).frame.namespace

    assert name(CONFIG) == "https-github-com-me-map"
    assert name(Config(title="Ж")) == "map"
    assert name(Config(theme=ThemeSettings())) == "literature-map"


def test_planning_twice_gives_the_same_pages(site: Site) -> None:
    assert repr(pages.plan(CONTENT, ANALYSIS, CONFIG).pages) == repr(site.pages)


def test_near_papers_of_which_little_is_told_are_folded_away_and_are_for_programs_in_the_order_of_weight() -> None:
    strong = replace(LINK, target=Slug("lone"), weight=0.5)
    site = pages.plan(CONTENT, replace(ANALYSIS, near=(LINK, strong, GIVEN)), Config())
    page: Any = at(site, "papers/alpha.html")
    assert [one.paper.slug for one in page.related] == ["beta"]
    assert [one.paper.slug for one in page.further] == ["lone"]
    files = {output.path: output for output in exports.outputs(site, CONTENT, ANALYSIS, Config())}
    related = json.loads(files["data/related.json"].render())
    assert [(one["slug"], one["weight"]) for one in related["alpha"]] == [("lone", 0.5), ("beta", 0.42)]


def test_another_abstract_changes_its_own_page_and_those_related_to_it(site: Site) -> None:
    changed = Library.of(
        replace(one, abstract="Mixtures of experts grow.") if one.slug == "beta" else one for one in CONTENT.library
    )
    after = pages.plan(replace(CONTENT, library=changed), ANALYSIS, CONFIG)
    touched = {now.path for now, before in zip(after.pages, site.pages, strict=True) if repr(now) != repr(before)}
    assert touched == {"papers/alpha.html", "papers/beta.html", "papers/gamma.html"}


def test_a_papers_page_is_another_where_a_related_paper_is_folded_away(site: Site) -> None:
    page = site.papers["alpha"]
    assert page.related
    folded = replace(page, related=page.related[:-1], further=(page.related[-1], *page.further))
    assert (*folded.related, *folded.further) == (*page.related, *page.further)
    assert repr(folded) != repr(page)


@pytest.mark.parametrize("field", [each.name for each in fields(PaperPage)])
def test_a_papers_page_is_another_where_anything_but_its_notes_is(field: str, site: Site) -> None:
    page, other = site.papers["alpha"], site.papers["gamma"]
    value = getattr(other, field)
    if value == getattr(page, field):
        value = ("else",) if isinstance(value, tuple) and field not in ("related", "further") else "else"
    if field in ("related", "further"):
        value = (*getattr(page, field), *other.related)
    assert (repr(replace(page, **{field: value})) == repr(page)) == (field == "notes")


def test_a_paper_page_is_what_the_site_has_by_slug(site: Site) -> None:
    assert all(isinstance(page, PaperPage) for page in site.papers.values())
    assert list(site.papers) == ["alpha", "beta", "gamma", "lone"]
