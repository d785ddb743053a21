"""What holds for every page: it asks nobody for anything, fits a phone, can be used by everyone, and runs no text."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from browser import library
from browser.conftest import until

KINDS = ["index.html", "404.html", "how-to-read.html", "map.html", "search.html?q=speech", "papers/index.html", "papers/paper-01.html",
         "keywords/index.html", "keywords/*.html", "topics/index.html", "topics/*.html", "authors/index.html", "authors/*.html",
         "venues/index.html", "venues/*.html", "years/index.html", "years/*.html", "sources.html", "sources/*.html",
         "search.html?author=luz-garcia", "trust.html", "gaps.html", "reading-list.html", "changes.html", "data.html"]  # fmt: skip

LINK = "map.html#link=paper-01~paper-06"
AREA = "map.html#area=-9999,-9999,9999,9999"
PATH = "map.html#path=paper-01~paper-09&min=0"


def address(built: Path, kind: str) -> str:
    """Return a page of a kind: where it names no page, the first there is."""
    if "*" not in kind:
        return kind
    pages = sorted(page for page in built.glob(kind) if page.stem != "index")
    assert pages, f"the small library has no {kind}"
    return pages[0].relative_to(built).as_posix()


def settled(page: Any) -> None:
    """Wait until the scripts of a page have shown what they show."""
    if page.locator("#map").count():
        page.wait_for_selector("#map.is-ready")
    if page.locator("#search-count").count():
        until(page, "document.getElementById('search-count').textContent")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_no_other_host_and_breaks_no_rule(kind: str, built: Path, home: str, visit: Any) -> None:
    page = visit(home + address(built, kind))
    settled(page)
    assert page.title()
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize(
    "kind", [*KINDS, "map.html#paper=paper-01", "papers/paper-52.html", "search.html?q=nothingsuch"]
)
def test_nothing_is_wider_than_a_phone(kind: str, built: Path, disk: str, visit: Any) -> None:
    page = visit(disk + address(built, kind), width=360, height=740)
    settled(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "kind",
    [
        *KINDS,
        "map.html#paper=paper-01",
        "map.html#list=yes",
        "map.html#table=yes",
        LINK,
        AREA,
        PATH,
        "search.html?q=nothingsuch",
    ],
)
def test_everyone_can_use_the_page(kind: str, scheme: str, built: Path, disk: str, visit: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(disk + address(built, kind), color_scheme=scheme)
    settled(page)
    results = Axe().run(page, options={"preload": False})
    assert results.violations_count == 0, results.generate_report()


def test_no_text_of_a_paper_runs(built: Path, disk: str, visit: Any) -> None:
    hostile = len(library.THEMES) * library.PER_THEME + 1
    kinds = [f"papers/paper-{number}.html" for number in range(hostile, hostile + 3)]
    kinds += [
        "index.html",
        "map.html#paper=paper-49",
        "map.html#list=yes",
        "search.html?q=window",
        "search.html?q=<img src=x onerror=window.__xss=9>",
    ]
    for kind in kinds:
        page = visit(disk + kind)
        settled(page)
        assert page.evaluate("window.__xss") is None
        page.context.close()


def test_a_page_reads_without_a_script(disk: str, visit: Any) -> None:
    page = visit(f"{disk}map.html", java_script_enabled=False)
    assert page.locator("main a[href*='topics/']").count() >= 1
    assert page.locator("main a[href='papers/index.html']").first.is_visible()
    page = visit(f"{disk}search.html", java_script_enabled=False)
    assert page.locator("main a[href='papers/index.html']").is_visible()


def test_every_link_leads_somewhere(built: Path) -> None:
    files = {path.relative_to(built).as_posix(): path for path in sorted(built.rglob("*.html"))}
    trees = {name: html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False) for name, path in files.items()}
    anchors = {name: {element.get("id") for element in tree.iter()} for name, tree in trees.items()}
    lost = [
        f"{name}: {target}"
        for name, tree in trees.items()
        for target in _targets(tree)
        if not _leads(built, name, target, anchors)
    ]
    assert lost == []


def _targets(tree: Any) -> set[str]:
    found = {element.get(name) for element in tree.iter() for name in ("href", "src")}
    return {target for target in found if target and not re.match(r"[a-z]+:", target)}


def _leads(built: Path, name: str, target: str, anchors: dict[str, set[str | None]]) -> bool:
    parts = urlsplit(target)
    path = (built / name).parent / unquote(parts.path) if parts.path else built / name
    if not path.is_file():
        return False
    # The map and its papers are found by the script, from what stands after the #.
    place = path.resolve().relative_to(built.resolve()).as_posix()
    return not parts.fragment or place == "map.html" or parts.fragment in anchors.get(place, set())
