"""What holds for every page: it asks nobody for anything, fits a phone, can be used by everyone, and runs no text."""

import html
import posixpath
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from browser import library
from browser.conftest import Desk, Watch, faults, until

KINDS = ["index.html", "404.html", "how-to-read.html", "map.html", "search.html?q=speech", "papers/index.html", "papers/paper-01.html",
         "keywords/index.html", "keywords/*.html", "topics/index.html", "topics/*.html", "authors/index.html", "authors/*.html",
         "venues/index.html", "venues/*.html", "years/index.html", "years/*.html", "sources.html", "sources/*.html",
         "search.html?author=luz-garcia", "trust.html", "gaps.html", "reading-list.html", "changes.html", "data.html"]  # fmt: skip

LINK = "map.html#link=paper-01~paper-06"
AREA = "map.html#area=-9999,-9999,9999,9999"
PATH = "map.html#path=paper-01~paper-09&min=0"
NOTHING = "search.html?q=nothingsuch"


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
        page.wait_for_selector("#map.is-ready:not([aria-busy])")
    if page.locator("#search-count").count():
        until(page, "document.getElementById('search-count').textContent")


def test_a_page_asks_no_other_host_and_breaks_no_rule(built: Path, home: str, visit: Any, desk: Desk) -> None:
    page = visit(f"{home}index.html")
    for kind in KINDS:
        page.goto(home + address(built, kind))
        settled(page)
        assert page.title()
        assert page.locator("h1").count() == 1, kind
        assert desk.watch == Watch(), kind


def test_nothing_is_wider_than_a_phone(built: Path, disk: str, visit: Any) -> None:
    page = visit(f"{disk}index.html", width=360, height=740)
    wide = []
    for kind in [*KINDS, "map.html#paper=paper-01", "papers/paper-52.html", NOTHING]:
        page.goto("about:blank")
        page.goto(disk + address(built, kind))
        settled(page)
        if page.evaluate("document.scrollingElement.scrollWidth") > 360:
            wide.append(kind)
    assert wide == []


@pytest.mark.parametrize(
    "kind", [*KINDS, "map.html#paper=paper-01", "map.html#list=yes", "map.html#table=yes", LINK, AREA, PATH, NOTHING]
)
def test_everyone_can_use_the_page(kind: str, built: Path, disk: str, visit: Any) -> None:
    page = visit(disk + address(built, kind))
    settled(page)
    assert faults(page) == []


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
    page = visit(f"{disk}index.html")
    for kind in kinds:
        page.goto("about:blank")
        page.goto(disk + kind)
        settled(page)
        assert page.evaluate("window.__xss") is None, kind


def test_a_page_reads_without_a_script(disk: str, visit: Any) -> None:
    page = visit(f"{disk}map.html", java_script_enabled=False)
    assert page.locator("main a[href*='topics/']").count() >= 1
    assert page.locator("main a[href='papers/index.html']").first.is_visible()
    page = visit(f"{disk}search.html", java_script_enabled=False)
    assert page.locator("main a[href='papers/index.html']").is_visible()


def test_every_link_leads_somewhere(built: Path) -> None:
    assert lost(built) == []


def lost(site: Path) -> list[str]:
    """Return the links of all pages that lead to no file, or to no place in it."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: (site / name).read_text("utf-8") for name in sorted(files) if name.endswith(".html")}
    anchors = {name: set(re.findall(r'\bid="([^"]+)"', page)) for name, page in pages.items()}
    return [
        f"{name}: {target}"
        for name, page in pages.items()
        for target in set(re.findall(r'\b(?:href|src)="([^"]+)"', page))
        if not _leads(files, anchors, name, html.unescape(target))
    ]


def _leads(files: set[str], anchors: dict[str, set[str]], name: str, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True
    parts = urlsplit(target)
    place = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
    # The map and its papers are found by the script, from what stands after the #.
    anywhere = place == "map.html" or not place.endswith(".html")
    return place in files and (anywhere or not parts.fragment or html.unescape(parts.fragment) in anchors[place])
