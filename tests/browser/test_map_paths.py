"""The way between two papers, the table, authors, free shapes and the SVG: what a person sees of them."""

import re
from typing import Any
from xml.etree import ElementTree

from browser.conftest import until
from browser.test_map import PAPERS, heading, now, number, opened, phone, settled

SVG = "{http://www.w3.org/2000/svg}"
WAY = "#path=paper-01~paper-09&min=0"


def test_a_path_is_asked_for_in_a_papers_panel(home: str, visit: Any) -> None:
    page = opened(visit, home, "#paper=paper-01&min=0")
    page.locator("#map-path").fill("part 9")
    page.wait_for_selector("#map-ends li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert re.fullmatch(r"\d+ steps?", heading(page))
    steps = page.locator(".map-steps > li")
    assert steps.count() == len(now(page)["way"]["links"]) + 1
    assert steps.first.locator("a").first.inner_text().endswith("part 1")
    assert steps.last.inner_text().endswith("part 9")
    assert steps.last.locator(".map-because").count() == 0
    assert "#path=paper-01~paper-" in page.url
    assert page.locator("#map-live").inner_text().startswith(heading(page))
    page.go_back()
    until(page, "document.querySelector('#map-panel h2').textContent.endsWith('part 1')")
    assert "path=" not in page.url


def test_each_step_of_a_path_says_why_and_leads_to_the_link(disk: str, visit: Any) -> None:
    page = opened(visit, disk, WAY)
    first = page.locator(".map-steps .map-step").first
    assert "Both discuss" in first.inner_text()
    assert "Both discuss" in page.locator("#map-live").inner_text()
    assert "Hidden links are not used." in page.locator("#map-panel").inner_text()
    page.locator(".map-steps .map-why").first.click()
    assert heading(page) == "Why these two are linked"
    page.go_back()
    until(page, "sitegen.map.now().path !== null")


def test_a_path_prefers_strong_links_and_uses_only_those_shown(disk: str, visit: Any) -> None:
    page = opened(visit, disk, WAY)
    cheapest = """sitegen.load('map').then((map) => {
        const cost = map.nodes.map(() => Infinity);
        cost[0] = 0;
        for (const _ of map.nodes) for (const { from, to, weight } of map.edges)
            for (const [a, b] of [[from, to], [to, from]]) cost[b] = Math.min(cost[b], cost[a] + 1 / weight);
        const { links } = sitegen.map.now().way;
        return [cost[%d], links.reduce((sum, number) => sum + 1 / map.edges[number].weight, 0)];
    })"""
    least, taken = page.evaluate(cheapest % number(page, "paper-09"))
    assert abs(least - taken) < 1e-9
    page.locator("#map-min").focus()
    page.keyboard.press("End")
    until(page, "sitegen.map.now().way === null")
    assert heading(page) == "No path"
    assert page.locator("#map-live").inner_text().startswith("No path. ")
    page.locator("#map-panel .map-actions button").click()
    assert re.fullmatch(r"\d+ steps?", heading(page))


def test_papers_of_no_common_theme_have_no_path(disk: str, visit: Any) -> None:
    page = opened(visit, disk, "#path=paper-01~paper-54&min=0")
    assert heading(page) == "No path"


def test_an_authors_papers_are_shown_in_map_list_and_text(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    field = page.locator("#map-author")
    field.focus()
    settled(page)
    assert page.locator("#map-author-list option").count() == 5
    field.fill("ada 1 müller")
    until(page, f"sitegen.map.now().shown < {PAPERS}")
    shown = now(page)["shown"]
    assert "author=Ada%201%20M%C3%BCller" in page.url
    page.locator("#map-list").click()
    settled(page)
    assert page.locator("#map-panel .map-related a").count() == shown == 16
    page.reload()
    page.wait_for_selector("#map.is-ready")
    assert now(page)["shown"] == shown
    assert field.input_value() == "Ada 1 Müller"
    page.locator("#map-reset").click()
    page.locator("#map-words").fill("luz garcía")
    until(page, "sitegen.map.now().shown === 48")


def test_a_name_that_no_author_has_is_said_to_be_none(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    page.locator("#map-author").fill("Nobody")
    page.locator("#map-author").press("Enter")
    assert page.locator("#map-author-note").inner_text() == "No such author"


def test_the_table_says_what_the_list_says_and_sorts(home: str, visit: Any) -> None:
    page = opened(visit, home, "#q=optical&list=yes")
    titles = sorted(page.locator("#map-panel .map-related a").all_inner_texts())
    page.locator("#map-panel .map-actions button").click()
    assert "table=yes" in page.url
    settled(page)
    rows = page.locator(".map-table tbody tr")
    assert sorted(rows.locator("th").all_inner_texts()) == titles
    assert page.locator(".map-table thead th").all_inner_texts() == ["Title", "Topic", "Year", "Links"]
    page.locator(".map-table thead button", has_text="Links").press("Enter")
    links = [int(text) for text in rows.locator("td:last-child").all_inner_texts()]
    assert links == sorted(links, reverse=True)
    page.locator(".map-table thead button", has_text="Year").press("Enter")
    years = [int(text) for text in rows.locator("td:nth-child(3)").all_inner_texts()]
    assert years == sorted(years, reverse=True)
    rows.locator("a").first.click()
    assert now(page)["paper"] >= 0
    page.go_back()
    until(page, "document.querySelector('.map-table')")


def test_the_table_has_an_address_of_its_own(disk: str, visit: Any) -> None:
    page = opened(visit, disk, "#table=yes")
    assert page.locator(".map-table tbody tr").count() == PAPERS
    page.locator("#map-panel .map-actions button").click()
    assert page.locator("#map-panel .map-related a").count() >= PAPERS


def test_the_table_leaves_the_filters_in_sight(disk: str, visit: Any) -> None:
    page = opened(visit, disk, "#table=yes")
    side, panel = (page.locator(place).bounding_box() for place in ("#map-side", "#map-panel"))
    assert side["x"] + side["width"] <= panel["x"] + 1


def drawn(page: Any, points: list[tuple[float, float]]) -> None:
    """Draw on the stage along points given as shares of its size."""
    box = page.locator("#map-stage").bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for x, y in places[1:]:
        page.mouse.move(x, y, steps=5)
    page.mouse.up()


def test_a_free_shape_takes_the_papers_inside_it(disk: str, visit: Any) -> None:
    page = opened(visit, disk)
    page.locator("#map-lasso").click()
    page.wait_for_selector("#map-lasso[aria-pressed=true]")
    drawn(page, [(0.1, 0.95), (0.5, 0.05), (0.95, 0.95), (0.15, 0.95)])
    page.wait_for_url("**#area=*")
    settled(page)
    area = re.search(r"area=([-\d,]+)", page.url)
    assert area
    corners = area[1].split(",")
    assert 6 <= len(corners) <= 62
    inside = page.locator("#map-panel .map-related").last.locator("li").count()
    assert heading(page) == f"{inside} papers in this area"
    assert 0 < inside < PAPERS
    assert page.locator("#map-lasso").get_attribute("aria-pressed") == "false"
    page.reload()
    page.wait_for_selector("#map.is-ready")
    assert heading(page) == f"{inside} papers in this area"


def test_a_thumb_draws_a_free_shape(disk: str, visit: Any) -> None:
    page = phone(visit, disk)
    page.locator("#map-lasso").tap()
    page.wait_for_selector("#map-lasso[aria-pressed=true]")
    box = page.locator("#map-stage").bounding_box()
    touch = page.context.new_cdp_session(page)
    points = [(0.02, 0.1), (0.98, 0.1), (0.98, 0.8), (0.5, 0.85), (0.02, 0.8)]
    for place, (x, y) in enumerate(points):
        spot = {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}
        kind = "touchMove" if place else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [spot]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(page, "sitegen.map.now().area !== null")
    assert heading(page).endswith("papers in this area")
    # On a phone islands stand further apart; the address still means the same papers elsewhere.
    assert heading(opened(visit, disk, f"#{page.url.partition('#')[2]}")) == heading(page)


def saved(page: Any) -> ElementTree.Element:
    with page.expect_download() as download:
        page.locator("#map-svg").click()
    assert download.value.suggested_filename == "map.svg"
    return ElementTree.fromstring(download.value.path().read_text("utf-8"))


def test_the_svg_holds_what_the_picture_shows(home: str, visit: Any) -> None:
    page = opened(visit, home)
    svg = saved(page)
    groups = {group.get("id"): group for group in svg.iter(f"{SVG}g")}
    topics = page.evaluate("sitegen.load('map').then((map) => map.topics.map((topic) => topic.name))")
    assert len(groups["islands"]) == len(topics)
    assert len(groups["papers"]) == PAPERS
    assert len(groups["links"]) == now(page)["links"]
    names = [" ".join(line.text or "" for line in text) for text in groups["names"]]
    assert set(topics) <= set(names)
    assert not [element for element in svg.iter() if element.tag in (f"{SVG}script", f"{SVG}foreignObject")]
    assert not [name for element in svg.iter() for name in element.attrib if name.startswith("on") or "href" in name]
    view = [float(part) for part in svg.attrib["viewBox"].split()]
    assert all(view[0] <= float(each.attrib["cx"]) <= view[0] + view[2] for each in groups["islands"])


def test_the_svg_leaves_out_what_filters_leave_out_and_shows_the_path(disk: str, visit: Any) -> None:
    page = opened(visit, disk, "#q=optical")
    groups = {group.get("id"): group for group in saved(page).iter(f"{SVG}g")}
    assert len(groups["papers"]) == now(page)["shown"] < PAPERS
    page.goto(f"{disk}map.html{WAY}")
    page.reload()
    page.wait_for_selector("#map.is-ready")
    groups = {group.get("id"): group for group in saved(page).iter(f"{SVG}g")}
    assert len(groups["links"]) == len(now(page)["way"]["links"])
