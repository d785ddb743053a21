"""The demo's own site in a real browser, from disk."""

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from benchmarks.search import expected, places
from browser.conftest import until
from browser.test_map import covering, heading, now, opened
from browser.test_pages import lost
from conftest import CHECKOUT
from generator.build import build


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the demo's site."""
    project = tmp_path_factory.mktemp("demo")
    shutil.copytree(CHECKOUT / "content", project / "content")
    shutil.copy(CHECKOUT / "sitegen.toml", project)
    build(project)
    return f"{(project / 'site').as_uri()}/"


def test_the_map_of_the_demo_holds_418_papers_and_answers(demo: str, visit: Any) -> None:
    page = opened(visit, demo)
    assert now(page)["papers"] == 418
    assert page.evaluate("sitegen.load('map').then((map) => map.nodes.length)") == 418
    place = page.evaluate("sitegen.map.view.camera.to(0), sitegen.map.view.camera.place(0)")
    page.locator("#map-stage").click(position=place)
    assert heading(page).startswith("12-in-1")
    page = opened(visit, demo, "#paper=a-survey-on-mixture-of-experts")
    assert heading(page) == "A Survey on Mixture of Experts"


@pytest.mark.parametrize("size", [(1280, 800), (360, 740), (2560, 1300)])
def test_no_name_on_the_map_of_the_demo_covers_another(size: tuple[int, int], demo: str, visit: Any) -> None:
    page = opened(visit, demo, width=size[0], height=size[1])
    for _ in range(6):
        assert covering(page) == []
        page.evaluate("sitegen.map.view.camera.zoom(1.5)")


@pytest.mark.parametrize("size", [(320, 600), (360, 740), (430, 930)])
def test_on_a_phone_all_islands_of_the_demo_have_their_names_and_the_screen_is_filled(
    size: tuple[int, int], demo: str, visit: Any
) -> None:
    page = opened(visit, demo, width=size[0], height=size[1])
    written = page.evaluate("sitegen.map.view.written()")
    names = [" ".join(text["lines"]) for text in written]
    topics = page.evaluate("sitegen.load('map').then((map) => map.topics.map((topic) => topic.name))")
    assert sorted({*names} - {"No topic"}) == sorted(topics)
    high = max(text["box"][3] for text in written) - min(text["box"][1] for text in written)
    stage = page.locator("#map-stage").bounding_box()["height"]
    assert high * page.evaluate("sitegen.map.view.camera.scale()") > 0.6 * stage


def test_what_a_reader_asks_for_stands_among_the_first_three(demo: str, visit: Any) -> None:
    page = visit(f"{demo}search.html")
    until(page, "document.getElementById('search-count').textContent")
    wanted = expected()
    found = places(page, wanted)
    assert len(found) == 30
    assert [query for query, place in found.items() if not 0 < place <= 3] == []
    assert sum(place == 1 for place in found.values()) >= 24


def test_every_paper_of_the_demo_is_cited_where_the_script_looks_for_it(demo: str, visit: Any) -> None:
    page = visit(f"{demo}reading-list.html")
    slugs = sorted(path.stem for path in (CHECKOUT / "content" / "papers").glob("*.md"))
    found = page.evaluate("(slugs) => sitegen.citations(slugs).then(Object.fromEntries)", slugs)
    assert list(found) == slugs
    files = [f"{demo.removeprefix('file://')}data/library.{ending}" for ending in ("bib", "ris")]
    bibtex, ris = (Path(file).read_text("utf-8") for file in files)
    assert bibtex == "\n".join(found[slug]["bibtex"] for slug in slugs)
    assert ris == "".join(found[slug]["ris"] for slug in slugs)


def test_the_search_of_the_demo_finds_a_word_of_one_abstract(demo: str, visit: Any) -> None:
    page = visit(f"{demo}search.html?q=inversescaling")
    page.wait_for_selector("text=Inverse Scaling: When Bigger Isn't Better")
    assert "1 paper" in page.locator("main").inner_text()


def test_every_link_of_the_demo_leads_somewhere(demo: str) -> None:
    site = Path(unquote(urlsplit(demo).path))
    assert lost(site) == []
    assert len(list(site.rglob("*.html"))) > 418 + 17
