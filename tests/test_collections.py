"""Collections: lists and queries, each with its map, its place in the search, and its file of citations."""

from dataclasses import replace
from pathlib import Path

import bibtexparser
import pytest
from pages_samples import ANALYSIS, CONTENT

from generator import content, pages
from generator.config import Config
from generator.emitters import bibliographies, citing, map, narrowing, reading
from generator.pages import ListPage, Site
from generator.papers import Collection, Content, Slug
from generator.report import Report


def collection(query: str = "", papers: tuple[str, ...] = (), slug: str = "c") -> Collection:
    path = f"content/collections/{slug}.md"
    return Collection(Slug(slug), f"The {slug}", tuple(Slug(each) for each in papers), "", path, query, 2, 3)


def planned(*collections: Collection, config: Config = Config()) -> tuple[Content, Site]:  # noqa: B008
    whole = replace(CONTENT, collections=collections)
    return whole, pages.plan(whole, ANALYSIS, config)


def readings(site: Site, whole: Content) -> list[reading.Reading]:
    return reading.readings(site, whole, ANALYSIS)


def page(site: Site, slug: str = "c") -> ListPage:
    return next(page for page in site.pages if isinstance(page, ListPage) and page.slug == slug)


def found(query: str, *papers: str) -> list[str]:
    return [card.slug for card in page(planned(collection(query, papers))[1]).papers]


def test_a_query_finds_papers_by_title() -> None:
    assert found("experts") == ["alpha", "beta"]
    assert found("topic:rays OR author:curie") == ["alpha", "beta", "gamma"]
    assert found("keyword:moe") == ["alpha"]


def test_listed_papers_stand_first_and_each_once() -> None:
    assert found("experts", "gamma", "beta") == ["gamma", "beta", "alpha"]


def test_what_is_not_published_is_in_no_collection() -> None:
    assert found("thing OR lone") == ["lone"]
    short = page(planned(collection("experts"), config=Config(abstracts="none"))[1])
    assert [card.slug for card in short.papers] == ["alpha"]


def test_a_query_may_name_a_list_and_the_folders_of_a_source() -> None:
    _, site = planned(collection("collection:firsts"), collection("", ("beta",), "firsts"))
    assert [card.slug for card in page(site).papers] == ["beta"]


def test_a_paper_says_which_collections_it_is_in() -> None:
    _, site = planned(collection("experts"))
    assert [entry.name for entry in site.papers["beta"].collections] == ["The c"]
    assert site.papers["gamma"].collections == ()


def test_what_a_query_asks_in_vain_is_a_problem_with_its_line() -> None:
    _, site = planned(
        collection("expertz titel:rays"), collection("nosuch -rays", slug="d"), collection("-rays", slug="e")
    )
    assert [str(problem) for problem in site.problems if "collections" in problem.path] == [
        'content/collections/c.md:3: the query asks for expertz, which no paper has\n  Did you mean "experts"?',
        "content/collections/c.md:3: the query asks for titel, which no paper has\n  Try it on the search page.",
        'content/collections/c.md:3: the query names titel:, which is no field\n  Did you mean "title"?',
        "content/collections/d.md:3: the query asks for nosuch, which no paper has\n  Try it on the search page.",
        "content/collections/e.md:3: the query finds no paper\n  Try it on the search page.",
    ]


def test_its_map_shows_its_papers_amid_all_topics() -> None:
    picture = page(planned(collection("", ("gamma", "beta")))[1]).picture
    assert picture.count('class="dot-label"') == 2
    assert picture.count('class="island-name"') == 2
    assert 'href="../papers/gamma.html"' in picture
    assert "alpha" not in picture


def test_a_collection_by_query_leads_to_the_same_search() -> None:
    _, site = planned(collection('title:"Beta decay" OR ray*'), collection("rays", ("beta",), "d"))
    assert page(site).found == "search.html?q=title%3A%22Beta%20decay%22%20OR%20ray%2A%20"
    assert page(site, "d").found == "search.html?collection=The%20d"


def test_the_live_map_and_the_search_know_collections() -> None:
    whole, site = planned(collection("experts"), collection("-rays", slug="empty"))
    made = {
        output.path: output.render()
        for output in map.outputs(readings(site, whole), site, whole, ANALYSIS, Config(), "")
    }
    assert b'"collections":{"c":["Thec",[0,1]]}' in made["data/map.js"].replace(b" ", b"")
    facets = narrowing.facets(site, whole, ANALYSIS, reading.readings(site, whole, ANALYSIS))
    assert facets["collection"] == {("The c",): [0, 1]}


def test_a_large_librarys_map_shows_the_topics_of_a_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map, "LIMIT", 2)
    whole, site = planned(collection("", ("gamma", "lone")))
    made = {
        output.path: output.render().replace(b" ", b"")
        for output in map.outputs(readings(site, whole), site, whole, ANALYSIS, Config(), "")
    }
    assert b'"collections":{"c":["Thec",[1,2]]}' in made["data/map.js"]
    assert b'"collections":{"c":["Thec",[0]]}' in made["data/map/rays.js"]
    assert b"collections" not in made["data/map/experts.js"]


def test_its_papers_are_files_of_citations() -> None:
    config = Config(abstracts="none")
    whole, site = planned(collection("decay", ("alpha",)), collection("-rays", slug="empty"))
    cited = citing.cited(site, whole, config)
    outputs = bibliographies.outputs(site, ANALYSIS, config, cited)
    made = {each.path: each.render().decode() for each in outputs if each.path.startswith("collections/")}
    assert [*made, "collections/c.xml"] == [file.link for file in page(site).downloads]
    library = bibtexparser.parse_string(made["collections/c.bib"])
    assert [entry.key for entry in library.entries] == ["alpha", "beta"]
    assert all("abstract" not in entry.fields_dict for entry in library.entries)
    assert library.failed_blocks == []


@pytest.mark.parametrize(
    ("head", "line", "message"),
    [
        ("title: X", 0, "a collection needs papers or a query"),
        ("papers: a-slug", 2, "papers must be a list of papers"),
        ("query: [a, b]", 2, "query must be one text"),
        ("title: X\nqueri: a", 3, '"queri" is no field of ours'),
        (f"query: {'word ' * 120}", 2, "the query has 599 characters; the search page takes 500"),
    ],
)
def test_a_collection_that_cannot_be_is_told_with_its_line(tmp_path: Path, head: str, line: int, message: str) -> None:
    folder = tmp_path / "content" / "collections"
    folder.mkdir(parents=True)
    (folder / "c.md").write_text(f"---\n{head}\n---\nWords.\n", "utf-8")
    report = Report()
    content.read(tmp_path, report)
    assert (line, message) in [(problem.line, problem.message) for problem in report.problems]


def test_a_query_is_read_from_its_page(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "collections"
    folder.mkdir(parents=True)
    (folder / "c.md").write_text("---\ntitle: Maps\nquery: 'title:\"of maps\"\n  year:>2000'\n---\nWords.\n", "utf-8")
    report = Report()
    (read,) = content.read(tmp_path, report).collections
    assert (read.query, read.query_line, read.papers, report.problems) == ('title:"of maps" year:>2000', 3, (), [])
