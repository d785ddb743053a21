import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from pages_samples import ANALYSIS, CONTENT, LINK, without_facts

from generator import pages, theme
from generator.build import build
from generator.config import Config, ThemeSettings
from generator.emitters import Output, assets, bibliographies, citing, exports, feeds, finding, graphs, html
from generator.papers import Content, Library, Reason
from generator.theme import colours

CONFIG = Config(
    title="My <map>", repository="https://github.com/me/map", theme=ThemeSettings(accent="#c03", footer="By me")
)


def outputs(config: Config = CONFIG, project: Path = Path("no-such-project")) -> Iterator[Output]:
    site = pages.plan(CONTENT, ANALYSIS, config)
    look = theme.load(project)
    cited = citing.cited(site, CONTENT, config)
    yield from html.outputs(site, look, config)
    yield from assets.outputs(site, look, config)
    yield from bibliographies.outputs(site, ANALYSIS, config, cited)
    yield from feeds.outputs(site, look, config)
    yield from finding.outputs(site, look, config)
    yield from exports.outputs(site, CONTENT, ANALYSIS, config)
    yield from graphs.outputs(site, ANALYSIS, config)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {output.path: output.render() for output in outputs()}


def text(files: dict[str, bytes], path: str) -> str:
    return files[path].decode()


class Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action") and value:
                self.found.append(value)
            if name == "id" and value:
                self.ids.add(value)


def parsed(page: str) -> Addresses:
    parser = Addresses()
    parser.feed(page)
    return parser


def test_every_address_within_the_site_is_there(files: dict[str, bytes]) -> None:
    made_elsewhere = ("data/", "static/js/words.js")
    missing = set()
    for path in (path for path in files if path.endswith(".html")):
        page = parsed(text(files, path))
        for address in page.found:
            if address.startswith(("http", "mailto")):
                continue
            target, _, fragment = address.partition("#")
            target = unquote(target.partition("?")[0])
            if not target:
                assert fragment in page.ids, (path, address)
                continue
            whole = (Path("/") / Path(path).parent / target).resolve().relative_to("/").as_posix()
            if whole not in files and not whole.startswith(made_elsewhere):
                missing.add((path, address))
    assert missing == set()


def test_every_page_holds_the_policy_and_nothing_inline(files: dict[str, bytes]) -> None:
    for path in (path for path in files if path.endswith(".html")):
        page = text(files, path)
        assert page.startswith("<!DOCTYPE html>"), path
        assert "default-src 'none'; script-src 'self' file:" in page
        assert not re.search(
            r"<script(?![^>]*\ssrc=| type=\"application/ld\+json\">)|<style|\sstyle=|\son[a-z]+=\"", page
        ), path


def test_every_page_has_one_first_heading_and_a_title(files: dict[str, bytes]) -> None:
    for path in (path for path in files if path.endswith(".html")):
        page = text(files, path)
        assert page.count("<h1") == 1, path
        assert re.search(r"<title>[^<]+</title>", page), path


def test_no_heading_stands_over_nothing(files: dict[str, bytes]) -> None:
    page = text(files, "papers/lone.html")
    assert "Abstract" not in page
    assert "Related papers" not in page
    assert "Keywords</h2>" not in page
    assert re.search(r"<h(\d)[^>]*>\s*</h\1>", page) is None


def test_texts_of_papers_stay_texts(files: dict[str, bytes]) -> None:
    page = text(files, "papers/alpha.html")
    assert '<h1 dir="auto">Alpha **rays** &amp; &lt;sks&gt; dogs</h1>' in page
    assert "&lt;b&gt;new&lt;/b&gt;" in page
    assert "javascript:" not in page
    assert "<title>Alpha **rays** &amp; &lt;sks&gt; dogs · My &lt;map&gt;</title>" in page


def test_a_paper_page_says_why_papers_are_related(files: dict[str, bytes]) -> None:
    page = re.sub(r"<[^>]+>", "", text(files, "papers/alpha.html"))
    assert "Related because both discuss mixture of experts and gamma ray." in page
    assert "This paper says" in page
    assert "% more comes" not in page, "70 % and 30 % are all"
    assert "Related: the curator linked them." in re.sub(r"<[^>]+>", "", text(files, "papers/gamma.html"))


def test_a_paper_page_says_how_much_its_reasons_leave_open_and_where_keywords_stand_but_in_sentences() -> None:
    weak = replace(LINK, reasons=(Reason("mixtur of expert", 30),))
    analysis = replace(ANALYSIS, related={"alpha": (weak,)}, spans={})
    site = pages.plan(CONTENT, analysis, CONFIG)
    page = next(one for one in html.outputs(site, theme.load(Path("none")), CONFIG) if one.path == "papers/alpha.html")
    shown = " ".join(re.sub(r"<[^>]+>", "", page.render().decode()).split())
    assert "Mixture of experts 30 % 70 % more comes from words that both use" in shown
    assert "could be shown: its own list of keywords has Mixture of experts." in shown
    assert "How much each keyword counts" in shown
    assert "Why, in their own words" not in shown


def test_a_featured_paper_without_topic_is_known_as_such() -> None:
    library = Library.of(replace(one, featured=one.slug == "lone") for one in CONTENT.library)
    site = pages.plan(replace(CONTENT, library=library), ANALYSIS, CONFIG)
    page = next(one for one in html.outputs(site, theme.load(Path("none")), CONFIG) if one.path == "papers/lone.html")
    assert '<p class="eyebrow"><span class="badge">Worth reading first</span></p>' in page.render().decode()


def test_scholarly_tools_find_the_paper(files: dict[str, bytes]) -> None:
    page = text(files, "papers/alpha.html")
    assert '<meta name="citation_author" content="Curie, Marie">' in page
    assert '<meta name="citation_doi" content="10.1/x(1)">' in page


def test_an_earlier_address_redirects_without_a_script(files: dict[str, bytes]) -> None:
    page = text(files, "papers/old-alpha.html")
    assert '<meta http-equiv="refresh" content="0; url=../papers/alpha.html">' in page


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("https://me.example/map/", "/map/"),
        ("https://me.example", "/"),
        ("https://me.example//a//b", "/a/b/"),
        ("", ""),
    ],
)
def test_a_missing_page_finds_the_site_by_its_path_on_the_host(url: str, root: str) -> None:
    page = next(output for output in outputs(replace(CONFIG, url=url)) if output.path == "404.html").render().decode()
    assert f'href="{root}static/css/base.css"' in page
    assert f'data-root="{root}"' in page


def test_a_site_with_an_url_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "content/papers").mkdir(parents=True)
    (tmp_path / "content/papers/one.md").write_text("---\ntitle: One\n---\n")
    (tmp_path / "sitegen.toml").write_text('url = "https://me.example/map/"\n')
    build(tmp_path)
    assert 'src="/map/static/js/theme.js"' in (tmp_path / "site/404.html").read_text()


def test_an_empty_library_has_pages_that_say_so() -> None:
    nothing = replace(ANALYSIS, keywords={}, links=(), related={}, topics=(), bridges=(), orphans=(), positions={})
    site = pages.plan(Content(Library.of([])), nothing, Config())
    made = {output.path: output.render().decode() for output in html.outputs(site, theme.load(Path("none")), Config())}
    assert "No papers yet" in made["index.html"]
    assert "The map</h2>" not in made["index.html"]


def test_columns_that_no_paper_fills_are_left_out() -> None:
    content, analysis = without_facts()
    site = pages.plan(content, analysis, CONFIG)
    made = {output.path: output for output in html.outputs(site, theme.load(Path("none")), CONFIG)}
    page = made["papers/index.html"].render().decode()
    assert '<th scope="col">Authors' not in page
    assert "Year" not in page


def test_a_menu_entry_leads_to_the_web_or_into_the_site() -> None:
    menu = {
        "Web": "https://a.example/",
        "Page": "pages/about.html",
        "Bad": "javascript:alert(1)",
        "Other": "//b.example",
    }
    config = replace(CONFIG, theme=ThemeSettings(menu=menu))
    page = next(output for output in outputs(config) if output.path == "papers/alpha.html").render().decode()
    assert '<a href="https://a.example/">Web</a>' in page
    assert '<a href="../pages/about.html">Page</a>' in page
    assert '<a href="#">Bad</a>' in page
    assert '<a href="#">Other</a>' in page


def test_a_projects_template_may_extend_the_one_it_replaces(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/paper.html").write_text(
        '{% extends "!base/paper.html" %}{% block abstract %}{{ super() }}<p>Mine</p>{% endblock %}'
    )
    page = next(output for output in outputs(project=tmp_path) if output.path == "papers/alpha.html").render().decode()
    assert "<p>Mine</p>" in page
    assert "We join experts" in page


def test_keys_change_with_what_they_depend_on_only() -> None:
    before = {output.path: output.key for output in outputs()}
    assert before == {output.path: output.key for output in outputs()}
    after = {output.path: output.key for output in outputs(replace(CONFIG, title="Other"))}
    assert before["papers/alpha.html"] != after["papers/alpha.html"]
    assert before["static/css/base.css"] == after["static/css/base.css"]


def test_rendering_twice_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert files == {output.path: output.render() for output in outputs()}


def test_scripts_get_their_words_and_no_others(files: dict[str, bytes]) -> None:
    words = text(files, "static/js/words.js")
    assert words.startswith("sitegen.words({")
    assert "nav.map" not in words
    assert "static/words/en.json" not in files


def test_a_projects_colours_are_made_readable(files: dict[str, bytes]) -> None:
    css = text(files, "static/css/topics.css")
    accent = re.search(r":root \{ --accent: (#\w+)", css)
    assert accent is not None
    assert colours.contrast(accent[1], "#fbfaf7") >= 4.5
    given = re.search(r"\.topic-1 \{ --topic: (#\w+); --topic-text: (#\w+)", css)
    assert given is not None
    assert colours.contrast(given[2], "#fbfaf7") >= 4.5


def test_a_colour_that_is_none_is_left_out() -> None:
    css = next(
        o for o in outputs(replace(CONFIG, theme=ThemeSettings(accent="red}body{x"))) if o.path.endswith("topics.css")
    )
    assert b"body" not in css.render()


def test_the_themes_colours_are_readable_in_both_schemes(files: dict[str, bytes]) -> None:
    css = text(files, "static/css/base.css")
    light, _, dark = css.partition("@media (prefers-color-scheme: dark)")
    for part, ground in ((light, "#fbfaf7"), (dark, "#15171b")):
        found = re.findall(r"--(?:colour-\d+|text|muted|accent): (#[0-9a-f]{6})", part)
        assert len(found) >= 19
        assert min(colours.contrast(colour, ground) for colour in found) >= 4.5


def test_other_programs_can_read_the_papers(files: dict[str, bytes]) -> None:
    rows = json.loads(files["data/papers.json"])
    assert [row["slug"] for row in rows] == ["alpha", "beta", "gamma", "lone"]
    assert rows[0]["authors"] == ["Marie Curie", "The Group"]
    assert rows[0]["keywords"] == ["Mixture of experts"]
    assert rows[0]["topic"] == "experts"
    assert rows[0]["url"] == "papers/alpha.html"


def test_other_programs_can_read_what_is_related(files: dict[str, bytes]) -> None:
    related = json.loads(files["data/related.json"])
    assert related["alpha"] == [{"slug": "beta", "weight": 0.42, "reasons": ["Mixture of experts", "Gamma ray"]}]
    assert related["lone"] == []
    assert json.loads(files["data/topics.json"])[0] == {
        "id": "experts",
        "name": "Experts",
        "keywords": ["Mixture of experts"],
        "papers": ["beta", "alpha"],
    }


def test_the_graph_is_graphml(files: dict[str, bytes]) -> None:
    root = ET.fromstring(files["data/graph.graphml"])
    names = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert [node.attrib["id"] for node in root.findall(".//g:node", names)] == ["alpha", "beta", "gamma", "lone"]
    assert len(root.findall(".//g:edge", names)) == 2


def test_withheld_abstracts_are_in_no_file() -> None:
    for output in outputs(replace(CONFIG, abstracts="none")):
        assert b"join experts" not in output.render(), output.path


def test_a_projects_colours_are_variables_of_their_scheme() -> None:
    own = ThemeSettings(
        colours={"bg": "#FFF", "text": "x}", "nosuch": "#000"},
        colours_dark={"mark-text": "#fafafa"},
        accent_dark="#9cf",
    )
    made = next(o for o in outputs(replace(CONFIG, theme=own)) if o.path.endswith("topics.css")).render().decode()
    assert made.splitlines()[:5] == [
        ":root { --bg: #ffffff }",
        "@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { --mark-text: #fafafa } }",
        ":root[data-theme=dark] { --mark-text: #fafafa }",
        "@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { --accent: #99ccff; --accent-text: #111111 } }",
        ":root[data-theme=dark] { --accent: #99ccff; --accent-text: #111111 }",
    ]
