"""Pages of authors, venues and years, and what a paper's page says of them."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pages_samples import ANALYSIS, CONTENT, paper, without_facts

from generator import pages, theme
from generator.config import Config
from generator.emitters import html, narrowing, reading
from generator.pages import Site, parts
from generator.pages.cards import Named
from generator.pages.model import ListingPage
from generator.papers import Author, Content, Keyword, Library, Paper, Slug

CONFIG = Config(title="My map")
PAPERS = [
    paper("alpha", "Alpha", authors=(Author("Curie", "M."), Author("Meitner", "Lise")), year=1903, venue="Nature",
          tags=("physics", "Mixture of experts"), collections=("Thesis / Chapter 2",), sources=("a.bib",),
          type="article-journal", language="fr", doi="10.1/x", arxiv="2401.00001", pmid="42"),
    paper("beta", "Beta", authors=(Author("Curie", "Marie"), Author("Meitner", "Lise")), year=1934, venue="NATURE",
          tags=("physics",), sources=("a.bib",)),
    paper("gamma", "Gamma", authors=(Author("Curie", "Marie"), Author("Bohr", "Niels")), year=1934),
    paper("lone", "Lone"),
]  # fmt: skip


def planned(*papers: Paper) -> Site:
    """Return the site of some papers, and of those that the sample's links speak of."""
    others = [paper(slug, slug) for slug in ("alpha", "beta", "gamma") if all(slug != each.slug for each in papers)]
    return pages.plan(replace(CONTENT, library=Library.of([*papers, *others]), collections=()), ANALYSIS, CONFIG)


@pytest.fixture(scope="module")
def site() -> Site:
    return planned(*PAPERS)


def at(site: Site, path: str) -> Any:
    return next(page for page in site.pages if page.path == path)


def shown(site: Site, path: str) -> str:
    made = html.outputs(site, theme.load(Path("no-such-project")), CONFIG)
    return next(output for output in made if output.path == path).render().decode()


def test_an_author_has_their_papers_by_year_and_those_they_wrote_with(site: Site) -> None:
    page = at(site, "authors/marie-curie.html")
    assert (page.title, page.spellings, page.size) == ("Marie Curie", ("M. Curie",), 3)
    assert [(year, [card.slug for card in cards]) for year, cards in page.years] == [
        ("1934", ["beta", "gamma"]),
        ("1903", ["alpha"]),
    ]
    assert [(person.name, person.link, person.count) for person in page.people] == [
        ("Lise Meitner", "authors/lise-meitner.html", 2),
        ("Niels Bohr", "", 1),
    ]
    assert [card.label for card in page.keywords] == ["Mixture of experts"]
    assert [(topic.name, count) for topic, count in page.topics] == [("Experts", 2), ("Rays", 1)]


def test_an_author_of_one_paper_is_listed_with_it_and_has_no_page(site: Site) -> None:
    assert [page.path for page in site.pages if page.path.startswith("authors/")] == [
        "authors/index.html",
        "authors/lise-meitner.html",
        "authors/marie-curie.html",
    ]
    index = at(site, "authors/index.html")
    assert [
        (letter, [(entry.name, entry.link, entry.count) for entry in entries]) for letter, entries in index.sections
    ] == [
        ("B", [("Bohr, Niels", "papers/gamma.html", 1)]),
        ("C", [("Curie, Marie", "authors/marie-curie.html", 3)]),
        ("M", [("Meitner, Lise", "authors/lise-meitner.html", 2)]),
    ]
    assert [(entry.name, entry.count) for entry in index.frequent] == [("Marie Curie", 3), ("Lise Meitner", 2)]


def test_a_venue_has_its_papers_and_its_authors_of_several(site: Site) -> None:
    page = at(site, "venues/nature.html")
    assert (page.title, page.spellings) == ("Nature", ("NATURE",))
    assert [card.slug for card in page.cards] == ["beta", "alpha"]
    assert [person.name for person in page.people] == ["Marie Curie", "Lise Meitner"]
    assert site.papers["alpha"].venue == Named("Nature", "venues/nature.html")


def test_years_are_bars_as_long_as_their_papers_are_many(site: Site) -> None:
    page = at(site, "years/index.html")
    assert [(year.name, year.count) for year, _ in page.years] == [("1934", 2), ("1903", 1)]
    assert ['width="100"' in bar for _, bar in page.years] == [True, False]
    assert 'width="50"' in page.years[1][1]
    assert page.without == 1
    year = at(site, "years/1934.html")
    assert (year.before.name, year.after) == ("1903", None)


def test_a_trend_links_no_year_without_papers_and_needs_some() -> None:
    years = (1930, 1930, 1932, 1934, 1934)
    some = [paper(f"p{place}", "T", year=year, venue="Nature") for place, year in enumerate(years)]
    trend = at(planned(*some), "venues/nature.html").trend
    assert (trend.count("<a "), trend.count("<rect")) == (3, 5)
    assert at(planned(*some[1:]), "venues/nature.html").trend == ""


def test_a_paper_page_shows_what_is_known_and_links_what_has_a_page(site: Site) -> None:
    page = shown(site, "papers/alpha.html")
    for part in (
        '<a href="../authors/marie-curie.html">M. Curie</a>',
        '<a href="../venues/nature.html">Nature</a>, <a href="../years/1903.html">1903</a>',
        '<a href="https://doi.org/10.1/x" rel="noopener noreferrer">10.1/x</a>',
        '<a href="https://arxiv.org/abs/2401.00001" rel="noopener noreferrer">2401.00001</a>',
        '<a href="https://pubmed.ncbi.nlm.nih.gov/42/" rel="noopener noreferrer">42</a>',
        ">Journal article</dd>",
        "<dd>French</dd>",
        'href="../search.html?tag=physics"',
        'href="../search.html?collection=Thesis%20%2F%20Chapter%202"',
    ):
        assert part in page, part
    assert [tag.name for tag in site.papers["alpha"].tags] == ["physics"], "a keyword need not stand there twice"
    assert "<span>Niels Bohr</span>" in shown(site, "papers/gamma.html")


def test_of_many_authors_the_first_twenty_are_shown_and_the_rest_folded() -> None:
    many = tuple(Author(f"Family{number:02}", "A.") for number in range(23))
    page = shown(planned(paper("alpha", "Alpha", authors=many)), "papers/alpha.html")
    before, _, after = page.partition("<summary>and 3 more</summary>")
    assert "A. Family19" in before
    assert "A. Family20" not in before.partition("<h1")[2]
    assert "A. Family22" in after


def test_a_long_list_of_authors_is_parted_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LONGEST", 2)
    some = [Author(name, "X.") for name in ("Abel", "Ader", "Adler", "Born", "Żak", "Жуков", "王")]
    site = planned(paper("alpha", "Alpha", authors=tuple(some)))
    found = {str(page.path): page for page in site.pages if page.path.startswith("authors/")}
    index: Any = found["authors/index.html"]
    assert index.sections == ()
    assert [(letter.name, letter.link) for letter in index.letters] == [
        ("A", "authors/from_a.html"),
        ("B", "authors/from_b.html"),
        ("Z", "authors/from_z.html"),
        ("Ж", "authors/from_u416.html"),
        ("#", "authors/from_u23.html"),
    ]
    assert set(found) == {letter.link for letter in index.letters} | {"authors/index.html", "authors/from_a_2.html"}
    first: Any = found["authors/from_a.html"]
    assert [[entry.name for entry in entries] for _, entries in first.sections] == [["Abel, X.", "Ader, X."]]
    assert (first.before, first.after.link) == (None, "authors/from_a_2.html")


def test_long_lists_of_papers_and_keywords_are_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = ("Alpha", "Aorta", "Axon", "Beta")
    keywords = {label: Keyword(label, label, Slug(label), (Slug("alpha"),), 1, has_page=True) for label in labels}
    analysis = replace(ANALYSIS, keywords=ANALYSIS.keywords | keywords)
    whole: Any = at(pages.plan(CONTENT, analysis, CONFIG), "papers/index.html")
    monkeypatch.setattr(parts, "LONGEST", 2)
    found: dict[str, Any] = {str(page.path): page for page in pages.plan(CONTENT, analysis, CONFIG).pages}
    tables = found["papers/index.html"], found["papers/part_2.html"]
    assert [row for table in tables for row in table.papers] == list(whole.papers)
    assert [table.total for table in tables] == [4, 4]
    assert (tables[0].before, tables[0].after.link) == (None, "papers/part_2.html")
    assert (tables[1].before.link, tables[1].after) == ("papers/index.html", None)
    assert tables[0].letters == (), "four papers are found without"
    index = found["keywords/index.html"]
    assert (index.letters, bool(index.frequent)) == ((), True)
    links = ["keywords/from_a.html", "keywords/from_b.html", "keywords/from_m.html"]
    assert [letter.link for letter in index.menu] == links
    assert [card.label for _, cards in found["keywords/from_a_2.html"].letters for card in cards] == ["Axon"]


def test_the_table_of_many_papers_says_where_each_letter_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    titles = ["“Ada”", "Élan", "Earth", "8 ways", "王", *(f"Moon {number:02}" for number in range(60))]
    some = [paper(f"p-{number:02}", title) for number, title in enumerate(titles)]
    index: Any = at(planned(*some), "papers/index.html")
    assert [(card.title, anchor) for card, _, anchor in index.papers[:8]] == [
        ("8 ways", "letter-1"), ("王", ""), ("“Ada”", "letter-2"), ("alpha", ""), ("beta", "letter-3"),
        ("Earth", "letter-4"), ("Élan", ""), ("gamma", "letter-5"),
    ]  # fmt: skip
    monkeypatch.setattr(parts, "LONGEST", 5)
    page = shown(planned(*some), "papers/part_2.html")
    menu = page.partition('class="letters"')[2].partition("</nav>")[0]
    assert re.findall(r'href="\.\./papers/([^"]+)">(.)</a>', menu) == [
        ("index.html#letter-1", "#"), ("index.html#letter-2", "A"), ("index.html#letter-3", "B"),
        ("part_2.html#letter-4", "E"), ("part_2.html#letter-5", "G"), ("part_2.html#letter-6", "M"),
    ]  # fmt: skip
    assert '<tr id="letter-4">' in page


def test_papers_for_which_a_page_has_no_room_stand_on_further_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    same = {"year": 1903, "venue": "Nature", "authors": (Author("Curie", "Marie"),)}
    papers = [paper(slug, slug.title(), **same) for slug in ("alpha", "beta", "gamma")]
    whole = planned(*papers)
    monkeypatch.setattr(parts, "LONGEST", 1)
    site = planned(*papers)
    listing = [page for page in site.pages if isinstance(page, ListingPage) and len(page.cards) > 1]
    assert {page.section for page in listing} >= {"authors", "venues", "years", "topics", "keywords"}
    for page in listing:
        assert page.cards == at(whole, page.path).cards
        listed, path = [], str(page.path)
        while path:
            here = at(site, path)
            lists = shown(site, path).rpartition("data-order")[2]
            listed += re.findall(r'class="paper-link" href="../papers/([^"]+).html"', lists)
            following = here.rest if here is page else here.after
            path = following.link if following else ""
        assert listed == [card.slug for card in page.cards], page.path
        assert here.before.link in (page.path, f"{page.path.removesuffix('.html')}_part_{here.number - 1}.html")


def test_a_crowd_of_authors_is_nobodys_circle() -> None:
    crowd = tuple(Author(f"Family{number}", "A.") for number in range(101))
    site = planned(paper("alpha", "Alpha", authors=crowd), paper("beta", "Beta", authors=crowd[:2]))
    assert [person.name for person in at(site, "authors/a-family0.html").people] == ["A. Family1"]
    assert at(site, "authors/a-family0.html").people[0].count == 1


def test_papers_that_are_not_published_are_in_no_list() -> None:
    secret = paper("secret", "Secret", authors=(Author("Curie", "Marie"), Author("Noether", "E.")), year=1850,
                   venue="Underground", private=True)  # fmt: skip
    site = planned(*PAPERS, secret, replace(secret, slug=Slug("veiled"), private=False, hidden=True))
    for word in ("Secret", "Noether", "1850", "Underground"):
        assert word not in repr(site.pages), word


def test_what_a_library_lacks_is_not_in_its_search(site: Site) -> None:
    content, analysis = without_facts()
    bare = pages.plan(content, analysis, CONFIG)
    found = narrowing.facets(bare, content, analysis, reading.readings(bare, content, analysis))
    assert set(found) == {"keyword"}


def test_results_can_be_narrowed_by_what_several_papers_share(site: Site) -> None:
    content = Content(Library.of(PAPERS))
    found = narrowing.facets(site, content, ANALYSIS, reading.readings(site, content, ANALYSIS))
    assert found == {
        "author": {("marie-curie", "Marie Curie"): [0, 1, 2], ("lise-meitner", "Lise Meitner"): [0, 1]},
        "venue": {("nature", "Nature"): [0, 1]},
        "keyword": {("Mixture of experts",): [0]},
        "tag": {("Mixture of experts",): [0], ("physics",): [0, 1]},
        "collection": {("Thesis / Chapter 2",): [0]},
        "source": {("a.bib",): [0, 1]},
    }
