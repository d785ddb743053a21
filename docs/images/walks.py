"""Two walks through a built site, one with the keyboard alone, one without a script: python docs/images/walks.py

docs/guide/walks.md shows them on the demo; tests/browser/test_walks.py takes them through a small library.
"""

import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SITE = HERE.parents[1] / "site"
FAR = 80
"""Presses of Tab after which nobody would go on."""

Snap = Callable[[str], object]


def main() -> None:
    """Write the pictures of both walks through the demo beside this file."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    home = f"{SITE.as_uri()}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        look = {"viewport": {"width": 1280, "height": 760}, "device_scale_factor": 0.7, "reduced_motion": "reduce"}
        page = browser.new_page(**look)
        by_keyboard(page, home, "MMoE", partial(_taken, page, "keyboard"))
        page = browser.new_page(**look, java_script_enabled=False)
        without_script(page, home, "Recommendation system", partial(_taken, page, "plain"))
        browser.close()


def _taken(page: Any, walk: str, name: str) -> None:
    page.screenshot(path=HERE / f"walk-{walk}-{name}.jpg", type="jpeg", quality=54)


def by_keyboard(page: Any, home: str, words: str, snap: Snap) -> str:
    """Find papers, see why two of them are linked, and return both as they are cited. No key but a person's is used."""
    press = page.keyboard.press
    page.goto(f"{home}index.html")
    press("/")
    page.keyboard.type(words)
    press("Enter")
    page.wait_for_selector("#search-results li")
    snap("1-found")
    tab_to(page, "Show on the map")
    press("Enter")
    page.wait_for_selector("#map.is-ready:not([aria-busy])")
    tab_to(page, "Skip to the map")
    press("Enter")
    press("ArrowDown")
    page.wait_for_selector("#map-live:has-text('related to')", state="attached")
    snap("2-related")
    press("w")
    page.wait_for_selector(".map-both section")
    snap("3-why")
    tab_to(page, "Add both to reading list")
    press("Enter")
    tab_to(page, "Reading list")
    press("Enter")
    page.wait_for_selector("#reading-papers > li:nth-child(2)")
    tab_to(page, "BibTeX")
    with page.expect_download() as cited:
        press("Enter")
    snap("4-cited")
    return Path(cited.value.path()).read_text("utf-8")


def tab_to(page: Any, words: str) -> int:
    """Press Tab until what has the focus says these words, and return how often that was."""
    for presses in range(1, FAR):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "(() => { const it = document.activeElement; return it.getAttribute('aria-label') ?? it.textContent; })()"
        )
        if said.strip() == words:
            return presses
    raise LookupError(f"Tab does not lead to “{words}” on {page.url}")


def without_script(page: Any, home: str, keyword: str, snap: Snap) -> str:
    """Find papers by a keyword, see why two are linked, and return both as they are cited."""
    page.goto(f"{home}map.html")
    snap("1-map")
    page.locator("nav a", has_text="Keywords").first.click()
    page.locator("main a", has_text=re.compile(rf"^\s*{keyword}\s*\d*\s*$", re.IGNORECASE)).first.click()
    snap("2-keyword")
    page.locator("ul.papers .paper-link, ol.papers .paper-link").first.click()
    related = page.locator(".related > li").first
    related.locator(".evidence > summary").click()
    related.scroll_into_view_if_needed()
    snap("3-why")
    cited = _cited(page)
    page.locator(".cite").scroll_into_view_if_needed()
    snap("4-cited")
    page.locator(".related > li .paper-link").first.click()
    return cited + _cited(page)


def _cited(page: Any) -> str:
    page.locator(".cite > summary").click()
    return re.sub(r"\s*\Z", "\n", str(page.locator("[data-cite=bib] code").inner_text()))


if __name__ == "__main__":
    main()
