"""The site is found, followed and cited: maps of the site, feeds, what pages say of themselves to machines."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pages_samples import ANALYSIS, CONTENT
from pages_samples import paper as sample
from PIL import Image

from generator import pages, theme
from generator.config import Config
from generator.emitters import Output, feeds, finding, picture
from generator.emitters import html as emitter
from generator.pages import Site
from generator.papers import Author, Collection, Content, History, Import, Library, Shift, Slug, Topic

AWAY = Config(title="Rays & maps", description="All of <it>.", url="https://me.example/map/")
HOME = replace(AWAY, url="")
ATOM = "{http://www.w3.org/2005/Atom}"
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def outputs(config: Config = AWAY, content: Content = CONTENT, analysis: Any = ANALYSIS) -> Iterator[Output]:
    site, look = pages.plan(content, analysis, config), theme.load(Path("none"))
    yield from emitter.outputs(site, look, config)
    yield from feeds.outputs(site, look, config)
    yield from finding.outputs(site, look, config)
    yield from picture.outputs(site, analysis, look)


def made(**given: Any) -> dict[str, bytes]:
    return {output.path: output.render() for output in outputs(**given)}


@pytest.fixture(scope="module")
def away() -> dict[str, bytes]:
    return made()


@pytest.fixture(scope="module")
def home() -> dict[str, bytes]:
    return made(config=HOME)


def tree(content: bytes) -> Any:
    from defusedxml.ElementTree import fromstring

    return fromstring(content)


def metas(page: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page.decode()):
        found.setdefault(name, []).append(html.unescape(content))
    return found


def linked(page: bytes) -> dict[str, Any]:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.decode(), re.DOTALL)
    assert block
    value: dict[str, Any] = json.loads(block[1])
    return value


# -- sitemap, robots, llms.txt


def test_a_site_that_knows_its_address_has_a_sitemap_of_its_pages(away: dict[str, bytes]) -> None:
    addresses = [each.text for each in tree(away["sitemap.xml"]).iter(f"{MAPS}loc")]
    assert "https://me.example/map/" in addresses
    paths = {address.removeprefix("https://me.example/map/") or "index.html" for address in addresses}
    html_pages = {path for path in away if path.endswith(".html")}
    assert html_pages - paths == {"404.html", "search.html", "reading-list.html", "papers/old-alpha.html"}
    assert paths - html_pages == set()
    assert away["robots.txt"] == b"User-agent: *\nDisallow:\nSitemap: https://me.example/map/sitemap.xml\n"


def test_a_site_without_an_address_has_none(home: dict[str, bytes]) -> None:
    assert "sitemap.xml" not in home
    assert "map.png" not in home
    assert home["robots.txt"] == b"User-agent: *\nDisallow:\n"
    assert "og:title" not in metas(home["index.html"])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "me.example", "ftp://me.example"])
def test_an_address_that_is_none_makes_no_sitemap(url: str) -> None:
    assert "sitemap.xml" not in {output.path for output in outputs(replace(AWAY, url=url))}


def test_a_long_sitemap_is_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 10)
    files = made()
    parts = [each.text for each in tree(files["sitemap.xml"]).iter(f"{MAPS}loc")]
    assert parts[0] == "https://me.example/map/sitemap-1.xml"
    counts = [len(list(tree(files[part.rpartition("/")[2]]).iter(f"{MAPS}loc"))) for part in parts]
    assert max(counts) == 10
    assert sum(counts) > 20


def test_llms_txt_has_a_title_a_summary_and_lists_of_links(home: dict[str, bytes]) -> None:
    lines = home["llms.txt"].decode().splitlines()
    assert lines[0] == "# Rays & maps"
    assert lines[2] == "> All of &lt;it>. 4 papers, 2 topics."
    links = [line for line in lines if line.startswith("- ")]
    assert links
    assert all(re.fullmatch(r"- \[[^\]]+\]\([^)\s]+\)(: .+)?", line) for line in links)
    assert "- [Experts](topics/experts.html): 2 papers. Mixture of experts" in links
    assert [line for line in lines if line.startswith("#")][1:] == ["## Data and downloads", "## Topics", "## Optional"]


# -- feeds


def test_the_feed_tells_the_imports_the_last_first(home: dict[str, bytes]) -> None:
    feed = tree(home["feed.xml"])
    assert feed.findtext(f"{ATOM}updated") == "2026-02-01T00:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["1 new paper, 2 new links", "1 new paper"]
    assert [entry.find(f"{ATOM}link").attrib["href"] for entry in entries] == [
        "changes.html#import-2",
        "changes.html#import-1",
    ]
    assert '<a href="papers/beta.html">Beta decay</a>' in entries[0].findtext(f"{ATOM}content")
    assert b"Hidden" not in home["feed.xml"]


def test_every_feed_is_atom(away: dict[str, bytes], home: dict[str, bytes]) -> None:
    for files in (away, home):
        names = [path for path in files if path.endswith(".xml") and "sitemap" not in path]
        assert sorted(names) == ["collections/firsts.xml", "feed.xml", "topics/experts.xml"]
        for name in names:
            feed = tree(files[name])
            assert feed.tag == f"{ATOM}feed"
            assert feed.findtext(f"{ATOM}author/{ATOM}name")
            entries = feed.findall(f"{ATOM}entry")
            for element in (feed, *entries):
                assert all(len(element.findall(ATOM + part)) == 1 for part in ("id", "title", "updated"))
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated"))
                assert re.match(
                    r"(?:https://me\.example/map/|urn:sitegen:rays-maps:)\S+$", element.findtext(f"{ATOM}id")
                )
            ids = [element.findtext(f"{ATOM}id") for element in (feed, *entries)]
            assert len(set(ids)) == len(ids)


def test_a_collection_has_a_feed_of_what_came_last_of_its_papers() -> None:
    chosen = Collection(Slug("chosen"), "Chosen", (), "", "content/collections/chosen.md", "experts", 2, 3)
    files = {each.path: each for each in outputs(content=replace(CONTENT, collections=(chosen,)))}
    feed = tree(files["collections/chosen.xml"].render())
    assert feed.findtext(f"{ATOM}title") == "Chosen · Rays & maps"
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert b'href="../collections/chosen.xml"' in files["collections/chosen.html"].render()


def test_feedparser_reads_every_feed(away: dict[str, bytes]) -> None:
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed")
    for name in ("feed.xml", "topics/experts.xml"):
        feed = feedparser.parse(away[name])
        assert not feed.bozo
        assert feed.version == "atom10"
        assert len(feed.entries) == 2


def test_a_topics_feed_has_its_papers_those_of_the_last_import_first(away: dict[str, bytes]) -> None:
    entries = tree(away["topics/experts.xml"]).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Beta decay", "Alpha **rays** & <sks> dogs"]
    assert (
        next(entry.find(f"{ATOM}link").attrib["href"] for entry in entries) == "https://me.example/map/papers/beta.html"
    )
    assert entries[1].findtext(f"{ATOM}author/{ATOM}name") == "Marie Curie"
    assert "50% of" in entries[1].findtext(f"{ATOM}summary")


def test_pages_name_their_feeds(away: dict[str, bytes], home: dict[str, bytes]) -> None:
    assert b'type="application/atom+xml" href="../feed.xml"' in home["papers/alpha.html"]
    assert b'type="application/atom+xml" href="../topics/experts.xml"' in home["topics/experts.html"]
    assert b"topics/rays.xml" not in home["topics/rays.html"], "no import brought any of its papers"


def test_a_withheld_abstract_is_in_no_feed_and_no_head() -> None:
    for path, content in made(config=replace(AWAY, abstracts="none")).items():
        assert b"join experts" not in content, path


def test_a_library_that_no_import_made_has_no_feed() -> None:
    files = made(content=replace(CONTENT, imports=()))
    assert not [path for path in files if path.endswith(".xml") and path != "sitemap.xml"]
    assert "changes.html" not in files
    assert b"feed.xml" not in files["index.html"]


# -- what changed


def shown(page: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.decode())).split()).replace(" ,", ",")


def test_the_page_of_changes_tells_new_and_changed_papers_and_links() -> None:
    imports = (*CONTENT.imports, Import(3, "2026-03-01", (), ("id-alpha", "id-gamma"), ("id-alpha",)))
    page = shown(made(content=replace(CONTENT, imports=imports))["changes.html"])
    third, second = page.index("2026-03-01"), page.index("2026-02-01")
    assert third < second
    assert "1 new paper Gamma Rays 1 paper changed Alpha **rays** & <sks> dogs" in page[third:second]
    assert "1 new link" in page[third:second], "beta and gamma could first be linked when gamma came"
    assert "1 new link" in page[second:], "alpha and beta when beta came"
    assert "Mixture of experts" in page[second:] or "mixture of experts" in page[second:]


def test_a_paper_that_a_person_had_made_before_its_first_import_is_changed_by_it() -> None:
    (page,) = (
        each
        for each in pages.plan(
            replace(CONTENT, imports=(Import(1, "2026-01-01", (), ("id-alpha",), ("id-alpha",)),)), ANALYSIS, AWAY
        ).pages
        if each.path == "changes.html"
    )
    assert isinstance(page, pages.changes.ChangesPage)
    assert [(each.all_new, each.all_changed) for each in page.imports] == [(0, 1)]


SPLIT = Shift("split", (("experts", "Old experts"),), (("experts", "Experts"), ("lost", "Lost <b>")))


def with_history(*shifts: Shift) -> Any:
    return replace(ANALYSIS, state=replace(ANALYSIS.state, history=History({2: shifts}, 2)))


def test_topics_that_split_are_told_with_links_to_those_that_are_there() -> None:
    published = replace(CONTENT, library=Library.of(each for each in CONTENT.library if each.published))
    files = made(content=published, analysis=with_history(SPLIT))
    assert "Split: Old experts became Experts and Lost <b>" in shown(files["changes.html"])
    assert b'<a href="topics/experts.html" dir="auto">Experts</a>' in files["changes.html"]
    assert b"topics/lost.html" not in files["changes.html"]
    assert "Lost &lt;b&gt;" in tree(files["feed.xml"]).find(f"{ATOM}entry").findtext(f"{ATOM}content")


def test_a_topics_old_name_is_not_told_where_only_withdrawn_papers_may_speak_of_it() -> None:
    files = made(analysis=with_history(SPLIT))
    assert "Split: another topic became Experts and another topic" in shown(files["changes.html"])
    for path, content in files.items():
        assert b"Old experts" not in content, path


# -- what pages say of themselves


def test_a_papers_head_tells_scholars_what_it_is(away: dict[str, bytes]) -> None:
    tags = metas(away["papers/alpha.html"])
    assert tags["citation_title"] == ["Alpha **rays** & <sks> dogs"]
    assert tags["citation_author"] == ["Curie, Marie", "The Group"]
    assert tags["citation_publication_date"] == ["1903"]
    assert tags["citation_journal_title"] == ["Comptes rendus"]
    assert tags["citation_doi"] == ["10.1/x(1)"]
    assert tags["citation_abstract_html_url"] == ["https://me.example/map/papers/alpha.html"]


def site_of(**fields: Any) -> tuple[Site, Content]:
    content = Content(Library.of([sample("alpha", "A </script><script>alert(1)</script> title", **fields)]))
    lone = replace(ANALYSIS, links=(), related={}, topics=(), topic_of={}, bridges=(), orphans=())
    return pages.plan(content, lone, AWAY), content


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("article-journal", "citation_journal_title"),
        ("paper-conference", "citation_conference_title"),
        ("thesis", "citation_dissertation_institution"),
        ("chapter", "citation_inbook_title"),
        ("", "citation_journal_title"),
    ],
)
def test_a_venue_is_named_by_the_kind_of_paper(kind: str, tag: str) -> None:
    site, _ = site_of(
        type=kind, venue="There", date="2020-04-03", arxiv="2004.00001", pmid="12", pdf="https://a.b/c.pdf"
    )
    tags = dict(pages.scholar.tags(site.papers["alpha"], ""))
    assert tags[tag] == "There"
    assert tags["citation_publication_date"] == "2020/04/03"
    assert (tags["citation_arxiv_id"], tags["citation_pmid"]) == ("2004.00001", "12")
    assert tags["citation_pdf_url"] == "https://a.b/c.pdf"
    assert "citation_abstract_html_url" not in tags


def test_linked_data_say_the_same(away: dict[str, bytes]) -> None:
    said = linked(away["papers/alpha.html"])
    assert (said["@context"], said["@type"]) == ("https://schema.org", "ScholarlyArticle")
    assert said["author"] == [
        {"@type": "Person", "name": "Marie Curie", "familyName": "Curie", "givenName": "Marie"},
        {"@type": "Organization", "name": "The Group"},
    ]
    assert said["identifier"] == [{"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1/x(1)"}]
    assert said["isPartOf"]["name"] == "Comptes rendus"
    assert "abstract" not in said


def test_no_title_ends_the_block_of_linked_data() -> None:
    site, _content = site_of(authors=(Author("<!--<script>", ""),))
    look = theme.load(Path("none"))
    page = next(each for each in emitter.outputs(site, look, AWAY) if each.path == "papers/alpha.html").render()
    assert linked(page)["name"] == "A </script><script>alert(1)</script> title"
    assert linked(page)["author"][0]["name"] == "<!--<script>"
    assert b"<script>alert" not in page


def test_a_page_says_what_a_link_to_it_shows(away: dict[str, bytes]) -> None:
    tags = metas(away["papers/alpha.html"])
    assert tags["og:title"] == ["Alpha **rays** & <sks> dogs"]
    assert tags["og:type"] == ["article"]
    assert tags["og:url"] == ["https://me.example/map/papers/alpha.html"]
    assert tags["og:image"] == ["https://me.example/map/map.png"]
    assert tags["twitter:card"] == ["summary_large_image"]
    assert metas(away["index.html"])["og:type"] == ["website"]


# -- the picture


def seen(content: bytes) -> Image.Image:
    """Return a PNG as an independent reader sees it."""
    with Image.open(BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
        return picture.convert("RGB")


def test_the_picture_shows_every_topic_in_its_colour(away: dict[str, bytes]) -> None:
    colours = {colour for _, colour in seen(away["map.png"]).getcolors(1200 * 630) or []}
    # The theme's first colour, what the curator gave to the second topic, the ground, and the paper without topic.
    for colour in ("006aa6", "777777", "fbfaf7", "8a8f96"):
        assert tuple(bytes.fromhex(colour)) in colours


def test_the_picture_is_the_same_twice_and_changes_with_the_map_and_the_title(away: dict[str, bytes]) -> None:
    again = {output.path: output for output in outputs()}["map.png"]
    assert again.render() == away["map.png"]
    moved = {output.path: output for output in outputs(analysis=replace(ANALYSIS, positions={"alpha": (1.0, 2.0)}))}
    assert moved["map.png"].key != again.key
    titled = {output.path: output for output in outputs(config=replace(AWAY, title="Other"))}
    assert titled["map.png"].key != again.key
    assert titled["map.png"].render() != away["map.png"]


def test_a_map_beyond_its_edges_is_drawn_all_the_same() -> None:
    dots = [picture.Circle(float(x), 0.0, 5.0, "#000000") for x in range(-3000, 3000, 1000)]
    assert seen(picture.draw("A title", "6 papers", [picture.Circle(0.0, 0.0, 9000.0, "#ff0000", "Maps")], dots))
    assert seen(picture.draw("A title " * 80, "", [], dots[:1]))


def test_what_the_font_lacks_is_not_written() -> None:
    dots = [picture.Circle(0.0, 0.0, 5.0, "#000000")]
    assert picture.draw("文献地图", "", [], dots) == picture.draw("", "", [], dots)


def test_of_names_that_would_cover_one_another_the_larger_topic_s_is_written() -> None:
    dots = [picture.Circle(0.0, 0.0, 5.0, "#000000")]
    both = [picture.Circle(0, 0, 50, "#ff0000", "Large"), picture.Circle(1, 0, 40, "#ff0000", "Small")]
    alone = [both[0], replace(both[1], name="")]
    assert picture.draw("", "", both, dots) == picture.draw("", "", alone, dots)
    assert picture.draw("", "", both, dots) != picture.draw("", "", [replace(each, name="") for each in both], dots)


def test_no_dot_is_no_picture() -> None:
    nothing = replace(ANALYSIS, keywords={}, links=(), related={}, topics=(), bridges=(), orphans=(), positions={})
    assert "map.png" not in {each.path for each in outputs(content=Content(Library.of([])), analysis=nothing)}


def test_topics_beyond_the_palette_use_it_again() -> None:
    topics = tuple(Topic(f"t{n}", n, f"T{n}", (), ()) for n in range(20))  # type: ignore[arg-type]
    islands = picture._islands(replace(ANALYSIS, topics=topics), ["#000000", "#111111"])
    assert [each.colour for each in islands][:3] == ["#000000", "#111111", "#000000"]
