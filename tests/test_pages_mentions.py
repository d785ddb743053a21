"""Wiki links lead to papers, topics, keywords, collections and pages, and each of those says where it is mentioned."""

from dataclasses import replace

import pytest
from pages_samples import ANALYSIS, CONTENT, paper

from generator import pages
from generator.config import Config
from generator.pages import Site
from generator.papers import Collection, Content, Library, Slug, TextPage


def planned(about: str, **fields: object) -> Site:
    words = TextPage(Slug("about"), "About us", about, "content/pages/about.md")
    return pages.plan(replace(CONTENT, pages=(CONTENT.pages[0], words), **fields), ANALYSIS, Config(title="Rays"))  # type: ignore[arg-type]


def mentions(site: Site, path: str) -> list[tuple[str, str]]:
    (page,) = (page for page in site.pages if page.path == path)
    return [(entry.name, entry.link) for entry in page.mentions]


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("beta", "papers/beta.html"),
        ("BETA decay", "papers/beta.html"),
        ("old-alpha", "papers/alpha.html"),
        ("mixture of experts", "keywords/mixture-of-experts.html"),
        ("Experts", "topics/experts.html"),
        ("firsts", "collections/firsts.html"),
    ],
)
def test_a_page_says_where_it_is_mentioned(link: str, path: str) -> None:
    site = planned(f"See [[{link}]] and [[{link}|again]].")
    assert ("About us", "pages/about.html") in mentions(site, path)
    assert len(mentions(site, path)) == len(set(mentions(site, path)))
    (page,) = (page for page in site.pages if page.path == "pages/about.html")
    assert f'href="../{path}"' in page.body  # type: ignore[attr-defined]


def test_a_collection_or_page_that_is_named_by_slug_is_shown_by_its_title() -> None:
    site = planned("[[firsts]]", collections=(Collection(Slug("first-papers"), "Where to begin", (), "[[about]]"),))
    (page,) = (page for page in site.pages if page.path == "collections/first-papers.html")
    assert ">About us</a>" in page.notes  # type: ignore[attr-defined]


def test_the_notes_of_papers_collections_and_the_home_page_count() -> None:
    site = planned("", collections=(Collection(Slug("c"), "Some", (), "[[alpha]] [[c]]"),))
    assert mentions(site, "papers/alpha.html") == [("Some", "collections/c.html"), ("Rays", "index.html")]
    assert mentions(site, "papers/beta.html") == [("Alpha **rays** & <sks> dogs", "papers/alpha.html")]
    assert mentions(site, "collections/c.html") == []


def test_what_is_not_published_mentions_nothing() -> None:
    papers = [
        paper("a", "A", notes="<!-- private -->[[b]]<!-- /private --> `[[b]]`"),
        paper("b", "B"),
        paper("c", "C", private=True, notes="[[b]]"),
        paper("d", "D", hidden=True, notes="[[b]]"),
    ]
    site = pages.plan(Content(Library.of(papers)), ANALYSIS, Config())
    assert mentions(site, "papers/b.html") == []
