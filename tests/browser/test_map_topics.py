"""The map of a library too large for one picture: topics first, and a map inside each. Here the limit is lowered."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import library
from browser.conftest import faults, until
from browser.test_map import covering, heading, now, opened, settled
from generator.build import build
from generator.emitters import map as network_map


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that is made as one of more papers than a map shows."""
    project = tmp_path_factory.mktemp("many")
    library.write(project)
    library.join(project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network_map, "LIMIT", 20)
        build(project)
    return project / "site"


@pytest.fixture(params=["file", "http"])
def place(request: pytest.FixtureRequest, many: Path, served: str, built: Path) -> Iterator[str]:
    """Its address, from disk and from a folder of a web server."""
    if request.param == "file":
        yield f"{many.as_uri()}/"
        return
    link = built.parent / "web" / "many"
    link.symlink_to(many, target_is_directory=True)
    yield served.replace("/repo/", "/many/")
    link.unlink()


@pytest.fixture
def here(many: Path) -> str:
    """Its address on disk."""
    return f"{many.as_uri()}/"


def papers(page: Any, address: str) -> int:
    return int(page.evaluate("(id) => sitegen.load('map').then((map) => map.nodes.find((n) => n.slug === id).papers)", address))  # fmt: skip


def first_topic(page: Any) -> str:
    return str(page.evaluate("sitegen.load('map').then((map) => map.nodes[0].slug)"))


def wait_inside(page: Any) -> None:
    page.wait_for_selector("#map-where:not([hidden])")
    page.wait_for_selector("#map.is-ready")


def test_a_large_library_opens_on_its_topics(place: str, many: Path, visit: Any) -> None:
    page = opened(visit, place)
    topics = len(list((many / "topics").glob("*.html"))) - 1
    assert page.locator("#map-papers").inner_text().startswith(f"{now(page)['papers']} of ")
    assert page.locator("#map-papers").inner_text().endswith(" topics shown")
    assert now(page)["papers"] >= topics
    assert len(page.evaluate("sitegen.map.view.names()")) == topics
    assert page.locator("#map-years").is_hidden()


def test_a_click_on_a_topic_shows_it_and_opens_its_map(place: str, visit: Any) -> None:
    page = opened(visit, place)
    spot = page.evaluate("sitegen.map.view.camera.place(0)")
    page.locator("#map-stage").click(position=spot)
    topic = first_topic(page)
    assert page.url.endswith(f"#topic={topic}")
    settled(page)
    assert page.locator("#map-panel .map-related li").count() > 0
    page.locator("#map-panel .map-open").click()
    wait_inside(page)
    assert page.url.endswith(f"#in={topic}")
    assert now(page)["papers"] == papers(page, topic)
    assert page.locator("#map-box").evaluate("(box) => box === document.activeElement")
    page.go_back()
    until(page, "document.getElementById('map-where').hidden && sitegen.map.now().paper === 0")


def test_inside_a_topic_papers_filters_and_panel_are_as_ever(here: str, visit: Any) -> None:
    page = opened(visit, here)
    topic = first_topic(page)
    page.goto(f"{here}map.html#in={topic}")
    wait_inside(page)
    page.locator("#map-list").click()
    page.locator("#map-panel .map-related a").first.click()
    title = heading(page)
    assert f"#in={topic}&paper=" in page.url
    page.wait_for_selector(".map-abstract p")
    page.locator(".map-why").first.click()
    page.wait_for_selector(".map-both blockquote mark")
    page.go_back()
    until(page, "sitegen.map.now().paper >= 0")
    assert heading(page) == title
    page.locator("#map-close").click()
    page.locator("#map-from").select_option("2018")
    assert now(page)["shown"] < papers(page, topic)
    page.locator("#map-where a").press("Enter")
    until(page, "document.getElementById('map-where').hidden")


def test_a_paper_is_shown_where_it_is_without_its_topic_being_named(here: str, visit: Any) -> None:
    page = visit(f"{here}map.html#paper=paper-01")
    wait_inside(page)
    assert heading(page).endswith("part 1")
    assert "#in=" in page.url


def test_a_paper_of_another_topic_is_found_and_its_map_opened(place: str, visit: Any) -> None:
    page = opened(visit, place)
    page.goto(f"{place}map.html#in={first_topic(page)}")
    wait_inside(page)
    before = page.url
    others = page.evaluate("sitegen.load('titles').then((all) => Object.values(all).map((titles) => titles[0]))")
    for title in (others[0], others[-1]):
        page.locator("#map-find").fill(title)
        page.wait_for_selector(f"#map-found li:has-text('{title}')")
        page.locator("#map-find").press("Enter")
        page.wait_for_selector(f"#map-panel h2:has-text('{title}')")
        assert now(page)["paper"] >= 0
    assert page.url.partition("&")[0] != before


def test_papers_of_other_topics_are_named_where_they_are_linked(here: str, visit: Any) -> None:
    page = opened(visit, here)
    found = page.evaluate("""sitegen.load('map').then(async (map) => {
        for (const { slug } of map.nodes) {
            const { nodes, edges } = await sitegen.load(`map/${slug}`);
            for (const { from, to } of edges)
                if (nodes[to].far && !nodes[from].far) return [slug, nodes[from].slug, nodes[to].title, nodes[to].slug];
        }
        return null;
    })""")
    assert found, "the small library has no link between two topics"
    topic, slug, title, other = found
    page.goto(f"{here}map.html#in={topic}&paper={slug}")
    wait_inside(page)
    page.locator(".map-related [dir=auto]", has_text=title).first.click()
    until(page, f"location.hash.endsWith('&paper={other}') && !location.hash.startsWith('#in={topic}&')")
    page.wait_for_selector(f"#map-panel h2:has-text('{title}')")


def test_topics_can_be_walked_by_keyboard_and_read_as_a_table(here: str, visit: Any) -> None:
    page = opened(visit, here, "#table=yes")
    rows = page.locator(".map-table tbody tr")
    assert rows.count() == now(page)["papers"]
    assert page.locator(".map-table thead th").all_inner_texts() == ["Topic", "Papers", "Links"]
    page.keyboard.press("Escape")
    page.locator("#map-box").focus()
    page.keyboard.press("ArrowRight")
    assert now(page)["paper"] >= 0
    page.keyboard.press("Enter")
    wait_inside(page)


def test_an_address_that_names_no_topic_opens_on_all(here: str, visit: Any) -> None:
    page = opened(visit, here, "#in=nothing-such&paper=no-paper")
    assert page.locator("#map-where").is_hidden()
    assert now(page)["paper"] == -1


def test_no_text_covers_another_inside_a_topic(here: str, visit: Any) -> None:
    page = opened(visit, here)
    page.goto(f"{here}map.html#in={first_topic(page)}")
    wait_inside(page)
    for _ in range(5):
        assert covering(page) == []
        page.locator("#map-in").click()


@pytest.mark.parametrize("view", ["", "#topic={}", "#table=yes", "#in={}", "#in={}&table=yes"])
def test_everyone_can_use_the_map_of_topics(view: str, many: Path, here: str, visit: Any) -> None:
    topic = next(path.stem for path in sorted((many / "topics").glob("*.html")) if path.stem != "index")
    page = opened(visit, here, view.format(topic))
    settled(page)
    assert faults(page) == []
