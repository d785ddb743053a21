"""The live map: what it holds, how it answers pointer and keyboard, and that every view has an address."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from browser import library
from browser.conftest import until
from generator.build import build

PAPERS = len(library.THEMES) * library.PER_THEME + len(library.HOSTILE) + 6


def opened(visit: Any, home: str, fragment: str = "", **options: Any) -> Any:
    page = visit(f"{home}map.html{fragment}", **options)
    page.wait_for_selector("#map.is-ready")
    return page


def settled(page: Any) -> None:
    """Wait until what was asked for is shown: some of it has a script of its own."""
    page.wait_for_selector("#map.is-ready:not([aria-busy])")


def now(page: Any) -> dict[str, Any]:
    settled(page)
    return dict(page.evaluate("sitegen.map.now()"))


def number(page: Any, slug: str) -> int:
    return int(
        page.evaluate(
            "slug => sitegen.load('map').then((map) => map.nodes.findIndex((node) => node.slug === slug))", slug
        )
    )


def heading(page: Any) -> str:
    settled(page)
    return str(page.locator("#map-panel h2").inner_text())


def test_the_map_holds_every_paper(home: str, visit: Any) -> None:
    page = opened(visit, home)
    assert now(page)["papers"] == PAPERS
    assert page.locator("#map-papers").inner_text() == f"{PAPERS} of {PAPERS} papers shown"


def test_a_click_on_a_paper_shows_it_with_its_related_papers(home: str, visit: Any) -> None:
    page = opened(visit, home)
    place = page.evaluate("sitegen.map.view.camera.to(0), sitegen.map.view.camera.place(0)")
    page.locator("#map-stage").click(position=place)
    assert page.url.endswith("#paper=paper-01")
    assert heading(page) == "Graph neural networks with message passing, part 1"
    page.wait_for_selector(".map-abstract >> text=We study graph neural networks in study 1.")
    assert page.locator("#map-panel .map-related li").count() >= 5
    assert "graph neural networks" in page.locator(".map-because").first.inner_text().lower()
    assert page.locator(".map-open").get_attribute("href") == "papers/paper-01.html"


def test_a_deep_link_reproduces_the_view_and_back_works(home: str, visit: Any) -> None:
    page = opened(visit, home, "#paper=paper-02&min=0.30&from=2016")
    assert heading(page).endswith("part 2")
    assert page.locator("#map-from").input_value() == "2016"
    page.locator("#map-panel .map-related a").first.click()
    assert "part 2" not in page.locator("#map-panel h2").inner_text()
    page.go_back()
    until(page, "document.querySelector('#map-panel h2').textContent.endsWith('part 2')")
    assert now(page)["min"] == pytest.approx(0.3)


def test_what_an_address_asks_for_is_drawn(built: Path, disk: str, visit: Any) -> None:
    """A topic far from the middle: its dots stand in its colour, a few are under titles, and its links are there."""
    script = (built / "data" / "map.js").read_text("utf-8")
    topics = json.loads(script[script.index("{") : script.rindex("}") + 1])["topics"]
    farthest = max(topics, key=lambda topic: math.hypot(topic["x"], topic["y"]))
    page = opened(visit, disk, f"#topic={farthest['id']}")
    settled(page)
    dots, links = page.evaluate(
        """async () => {
            const { camera, view, set, select } = sitegen.map.view;
            const { width, height } = view.network.canvas.frame.canvas;
            const copy = Object.assign(document.createElement("canvas"), { width, height });
            const context = copy.getContext("2d", { willReadFrequently: true });
            const near = ({ x, y }) => [-4, 0, 4].flatMap((a) => [-4, 0, 4].map((b) => ({ x: x + a, y: y + b })));
            const colour = ({ x, y }) => `rgb(${context.getImageData(x, y, 1, 1).data.slice(0, 3).join(", ")})`;
            const seen = async (places) => {
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                context.clearRect(0, 0, width, height);
                context.drawImage(view.network.canvas.frame.canvas, 0, 0);
                return places.map(colour);
            };
            const own = view.colours.topic(view.choice.topic);
            const dots = [...view.choice.lit].map(camera.place);
            await seen([]);
            const shown = dots.map((dot) => near(dot).map(colour).includes(own));
            const halves = view.lines.map(({ from, to }) => [camera.place(from.id), camera.place(to.id)])
                .map(([one, other]) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }));
            const linked = await seen(halves);
            set({ ...view.scene, edges: [] });
            select(view.choice);
            const bare = await seen(halves);
            const share = (all, holds) => all.filter(holds).length / all.length;
            return [share(shown, Boolean), share(linked, (each, at) => each !== bare[at])];
        }"""
    )
    assert dots > 0.5
    assert links > 0.5


def test_a_link_says_why_it_is_there(disk: str, visit: Any) -> None:
    page = opened(visit, disk, "#paper=paper-01")
    page.locator(".map-why").first.click()
    assert page.url.partition("#")[2].startswith("link=paper-01~")
    assert heading(page) == "Why these two are linked"
    page.wait_for_selector(".map-both blockquote mark")
    shares = [int(text.split()[0]) for text in page.locator(".map-percent").all_inner_texts()]
    assert shares == sorted(shares, reverse=True)
    assert page.locator(".map-both section").count() == 2


def test_enter_in_the_search_box_flies_to_the_paper(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    page.keyboard.press("/")
    page.keyboard.type("optical flow")
    page.wait_for_selector("#map-found li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    state = now(page)
    assert state["paper"] >= 0
    place = page.evaluate("(id) => sitegen.map.view.camera.place(id)", state["paper"])
    box = page.locator("#map-stage").bounding_box()
    assert 0 < place["x"] < box["width"]
    assert 0 < place["y"] < box["height"]


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_map_is_there_at_once_where_less_movement_is_asked_for(motion: str, disk: str, visit: Any) -> None:
    page = opened(visit, disk, reduced_motion=motion)
    places = page.evaluate(
        """async () => {
            const camera = sitegen.map.view.camera, seen = new Set();
            document.querySelector("#map-find").value = "optical flow";
            document.querySelector("#map-find").dispatchEvent(new Event("input", { bubbles: true }));
            while (!document.querySelector("#map-found li")) await new Promise(requestAnimationFrame);
            for (const key of ["ArrowDown", "Enter"])
                document.querySelector("#map-find").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
            while (sitegen.map.now().paper < 0 || document.querySelector("#map[aria-busy]"))
                await new Promise(requestAnimationFrame);
            for (let frame = 0; frame < 20; frame++) {
                await new Promise(requestAnimationFrame);
                seen.add(JSON.stringify(camera.place(0)));
            }
            return seen.size;
        }"""
    )
    assert now(page)["paper"] >= 0
    assert (places == 1) is (motion == "reduce")


def test_what_no_title_holds_is_looked_for_on_the_search_page(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    page.locator("#map-find").fill(library.RARE)
    page.locator("#map-find").press("Enter")
    page.wait_for_url(f"**/search.html?q={library.RARE}")
    page.wait_for_selector("#search-results li")


def test_arrows_walk_the_related_papers_and_say_why(disk: str, visit: Any) -> None:
    page = opened(visit, disk, "#paper=paper-01")
    page.locator("#map-box").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    settled(page)
    said = page.locator("#map-live").inner_text()
    related = page.locator("#map-panel .map-related li")
    assert said.startswith(
        f"2 of {related.count()} related to Graph neural networks with message passing, part 1. Both discuss "
    )
    assert "is-here" in str(related.nth(1).get_attribute("class"))
    title = related.nth(1).locator("a").first.inner_text()
    page.keyboard.press("Enter")
    assert heading(page) == title


def test_escape_clears_step_by_step(disk: str, visit: Any) -> None:
    page = opened(visit, disk, "#paper=paper-01")
    page.locator("#map-box").focus()
    page.keyboard.press("ArrowRight")
    settled(page)
    page.keyboard.press("Escape")
    assert now(page)["cursor"] == -1
    assert now(page)["paper"] == 0
    page.keyboard.press("Escape")
    assert now(page)["paper"] == -1
    assert page.locator("#map-panel").is_hidden()
    assert "#" not in page.url
    page.go_back()
    until(page, "sitegen.map.now().paper === 0")


def test_the_map_is_a_few_tabs_away(disk: str, visit: Any) -> None:
    page = opened(visit, disk, "#paper=paper-01")
    page.locator("#main").focus()
    page.keyboard.press("Tab")
    skip = page.locator("#map-skip")
    assert skip.evaluate("(link) => link === document.activeElement")
    assert skip.bounding_box()["y"] > page.locator("#map").bounding_box()["y"]
    page.keyboard.press("Enter")
    assert page.locator("#map-box").evaluate("(box) => box === document.activeElement")
    assert now(page)["paper"] == 0


def test_closing_the_panel_gives_the_earlier_view_back(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    page.locator("#map-in").click()
    before = page.evaluate("[sitegen.map.view.camera.scale(), sitegen.map.view.camera.place(0)]")
    page.locator(".map-aim").first.click()
    page.locator("#map-panel .map-related a").first.click()
    assert page.evaluate("sitegen.map.view.camera.scale()") != before[0]
    page.locator("#map-close").click()
    after = page.evaluate("[sitegen.map.view.camera.scale(), sitegen.map.view.camera.place(0)]")
    assert after[0] == pytest.approx(before[0])
    assert after[1] == pytest.approx(before[1])


def test_what_was_looked_for_is_gone_once_another_paper_is_chosen(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    page.locator("#map-find").fill("optical flow")
    page.locator("#map-find").press("Enter")
    assert page.locator("#map-find").input_value() == heading(page)
    page.locator("#map-panel .map-related a").first.click()
    assert page.locator("#map-find").input_value() == ""


def test_a_word_that_is_no_keyword_is_said_to_be_none(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    field = page.locator("#map-keyword")
    field.fill("optical")
    assert field.get_attribute("aria-invalid") != "true"
    field.press("Enter")
    settled(page)
    assert page.locator("#map-keyword-note").inner_text() == "No such keyword"
    field.fill("optical flow")
    until(page, f"sitegen.map.now().shown < {PAPERS}")
    assert field.get_attribute("aria-invalid") == "false"
    assert page.locator("#map-keyword-note").inner_text() == ""


def test_filters_that_nothing_passes_say_so_and_let_all_be_shown(disk: str, visit: Any) -> None:
    page = opened(visit, disk, f"#q={library.RARE}&list=yes")
    assert page.locator("#map-empty").is_visible()
    assert "Nothing matches." in page.locator("#map-panel").inner_text()
    page.locator("#map-box").focus()
    page.keyboard.press("ArrowRight")
    assert now(page)["paper"] == -1
    assert page.locator("#map-live").inner_text() == "Nothing matches."
    page.locator("#map-again").click()
    assert now(page)["shown"] == PAPERS
    assert page.locator("#map-empty").is_hidden()


def test_a_topics_central_papers_pass_the_filters(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    page.locator("#map-from").select_option("2018")
    page.locator(".map-aim").first.click()
    page.wait_for_selector("#map-panel .map-related li")
    years = page.evaluate("sitegen.load('map').then((map) => new Map(map.nodes.map(({ slug, year }) => [slug, year])))"
                          ".then((years) => [...document.querySelectorAll('#map-panel .map-related a')]"
                          ".map((link) => years.get(link.hash.slice('#paper='.length))))")  # fmt: skip
    assert years
    assert min(years) >= 2018


def test_filters_list_and_map_agree(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    page.locator("#map-words").fill("optical")
    until(page, f"sitegen.map.now().shown < {PAPERS}")
    shown = now(page)["shown"]
    page.locator("#map-list").click()
    assert page.locator("#map-panel h2").inner_text() == f"{shown} papers shown"
    titles = page.locator("#map-panel .map-related a").all_inner_texts()
    assert len(titles) == shown
    page.locator("#map-reset").click()
    assert now(page)["shown"] == PAPERS


def test_a_topic_can_be_left_out_and_years_bounded(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    page.locator("#map-topics input").first.uncheck()
    without = now(page)["shown"]
    assert without < PAPERS
    assert "hide=" in page.url
    page.locator("#map-from").select_option("2018")
    assert now(page)["shown"] < without


def test_the_slider_says_how_many_links_are_shown(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    before = now(page)["links"]
    page.locator("#map-min").focus()
    page.keyboard.press("End")
    until(page, f"sitegen.map.now().links < {before}")
    assert page.locator("#map-links").inner_text().startswith(f"{now(page)['links']} of ")


def test_focus_reaches_further_with_each_step(disk: str, visit: Any) -> None:
    page = opened(visit, disk, "#paper=paper-01")
    page.locator(".map-focus button", has_text="2").click()
    assert "steps=2" in page.url
    assert page.locator(".map-focus [aria-pressed=true]").inner_text() == "2"


def covering(page: Any) -> list[list[float]]:
    """Return the boxes of the names and titles on the picture that another one touches."""
    boxes: list[list[float]] = [text["box"] for text in page.evaluate("sitegen.map.view.written()")]
    assert boxes
    return [
        one
        for at, one in enumerate(boxes)
        for other in boxes[:at]
        if not (one[2] < other[0] or one[0] > other[2] or one[3] < other[1] or one[1] > other[3])
    ]


@pytest.mark.parametrize("size", [(1280, 800), (360, 740)])
@pytest.mark.parametrize("fragment", ["", "#paper=paper-01", "#path=paper-01~paper-09&min=0"])
def test_no_name_covers_another_at_any_zoom(fragment: str, size: tuple[int, int], disk: str, visit: Any) -> None:
    page = opened(visit, disk, fragment, width=size[0], height=size[1])
    page.evaluate("sitegen.map.view.camera.all()")
    for _ in range(7):
        assert covering(page) == []
        page.evaluate("sitegen.map.view.camera.zoom(1.4)")


def test_a_box_drawn_around_papers_says_what_they_share(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    box = page.locator("#map-stage").bounding_box()
    page.locator("#map-brush").click()
    page.wait_for_selector("#map-brush[aria-pressed=true]")
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 30, box["y"] + box["height"] - 30, steps=4)
    page.mouse.up()
    page.wait_for_url("**#area=*")
    settled(page)
    titles = page.locator("#map-panel .map-related").last.locator("li").count()
    assert titles > 5
    assert heading(page) == f"{titles} papers in this area"
    counts = [int(text) for text in page.locator("#map-panel .map-keywords .map-count").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)


def test_the_picture_can_be_saved(home: str, visit: Any) -> None:
    page = opened(visit, home)
    with page.expect_download() as saved:
        page.locator("#map-save").click()
    assert saved.value.suggested_filename == "map.png"
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_surprise_is_one_of_the_papers_shown(disk: str, visit: Any) -> None:
    page = opened(visit, disk, "#q=optical")
    page.locator("#map-any").click()
    assert now(page)["paper"] >= 0
    keywords = page.locator("#map-panel .map-keywords").inner_text()
    assert "optical" in f"{heading(page)} {keywords}".lower()


def test_years_can_be_told_by_colour(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    page.locator("#map-by-year").check()
    assert page.locator("#map-spectrum").inner_text() == "Pale is 2015, strong is 2020."
    page.wait_for_url("**/map.html#*colour=year*")


def test_a_thumb_can_use_the_map(disk: str, visit: Any) -> None:
    page = phone(visit, disk)
    place = page.evaluate("sitegen.map.view.camera.to(0), sitegen.map.view.camera.place(0)")
    box = page.locator("#map-stage").bounding_box()
    page.touchscreen.tap(box["x"] + place["x"] + 9, box["y"] + place["y"])
    page.locator("#map-panel").wait_for()
    panel = page.locator("#map-panel").bounding_box()
    assert heading(page).endswith("part 1")
    assert panel["width"] <= 360
    assert panel["y"] > 250
    page.locator("#map-drawer").click()
    assert page.locator("#map-words").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#map-words").is_hidden()


def phone(visit: Any, home: str) -> Any:
    return opened(visit, home, width=360, height=740, has_touch=True, is_mobile=True)


@pytest.mark.parametrize("button", ["#map-list", "#map-any", ".map-aim >> nth=0"])
def test_what_opens_the_panel_closes_the_drawer_on_a_phone(button: str, disk: str, visit: Any) -> None:
    page = phone(visit, disk)
    page.locator("#map-drawer").click()
    page.locator(button).click()
    settled(page)
    assert page.locator("#map-panel").is_visible()
    assert page.locator("#map-side").is_hidden()
    assert page.locator("#map-panel").evaluate("(panel) => panel === document.activeElement")


def test_a_topics_name_is_what_a_thumb_hits_on_it(disk: str, visit: Any) -> None:
    page = phone(visit, disk)
    topics = page.evaluate("sitegen.load('map').then((map) => map.topics.length)")
    names = page.evaluate("sitegen.map.view.names()")
    assert len(names) == topics
    box = page.locator("#map-stage").bounding_box()
    for name in names:
        x, y = page.evaluate(
            "([left, top, right, bottom]) => { const { camera } = sitegen.map.view, from = camera.at(0, 0);"
            " return [left + right - 2 * from.x, top + bottom - 2 * from.y].map((at) => (at / 2) * camera.scale()); }",
            name["box"],
        )
        page.touchscreen.tap(box["x"] + x, box["y"] + y)
        until(page, "!document.getElementById('map-panel').hidden")
        assert now(page)["topic"] == name["topic"]
        page.locator("#map-close").click()


def test_the_picture_follows_the_scheme(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    dark = "getComputedStyle(document.querySelector('.map-view')).backgroundColor"
    before = page.evaluate(dark)
    page.emulate_media(color_scheme="dark")
    until(page, f"{dark} !== {before!r}")


@pytest.mark.parametrize("papers", [0, 1, 2])
def test_a_library_that_has_hardly_begun_has_a_map(papers: int, tmp_path: Path, visit: Any) -> None:
    library.write(tmp_path, papers)
    build(tmp_path)
    page = visit(f"{(tmp_path / 'site').as_uri()}/map.html")
    if not papers:
        assert page.locator(".map-plain").is_visible()
        return
    page.wait_for_selector("#map.is-ready")
    assert now(page)["papers"] == papers
    page.locator("#map-any").click()
    assert heading(page)
