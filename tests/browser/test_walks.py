"""The two walks of docs/guide/walks.md through the small library: with the keyboard alone, and without a script."""

import re
from importlib import util
from types import ModuleType
from typing import Any

import pytest

from browser.test_map import heading
from conftest import CHECKOUT


@pytest.fixture(scope="module")
def walks() -> ModuleType:
    found = util.spec_from_file_location("walks", CHECKOUT / "docs" / "images" / "walks.py")
    assert found
    assert found.loader
    module = util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def keys(cited: str) -> list[str]:
    """Return the keys of BibTeX entries."""
    return re.findall(r"^@\w+\{([\w-]+),", cited, re.MULTILINE)


def test_papers_are_found_seen_linked_and_cited_with_the_keyboard_alone(
    home: str, walks: ModuleType, visit: Any
) -> None:
    page = visit(f"{home}index.html")
    seen: dict[str, str] = {}

    def look(name: str) -> None:
        """Keep what the page says at each step, aloud too."""
        live = page.locator("#map-live")
        said = live.text_content() if live.count() else ""
        seen[name[2:]] = f"{page.locator('main').inner_text()}\n{said}"
        if name.endswith("why"):
            assert heading(page) == "Why these two are linked"

    cited = walks.by_keyboard(page, home, "optical flow", look)
    assert "optical flow" in seen["found"].lower()
    assert re.search(r"1 of \d+ related to .+\. Both discuss .+\.", seen["related"])
    assert re.search(r".+ – .+\. Both discuss .+\.", seen["why"])
    assert len(set(keys(cited))) == 2
    assert "Saved, 2 papers." in page.locator("main").inner_text()


def test_papers_are_found_seen_linked_and_cited_without_a_script(home: str, walks: ModuleType, visit: Any) -> None:
    page = visit(f"{home}index.html", java_script_enabled=False)
    seen: dict[str, str] = {}
    cited = walks.without_script(
        page, home, "Optical flow", lambda name: seen.update({name[2:]: page.locator("main").inner_text()})
    )
    assert "All papers as a list" in seen["map"]
    assert "Optical flow" in seen["keyword"]
    assert re.search(r"Related because both discuss .+", seen["why"])
    assert "@" in seen["cited"]
    assert len(set(keys(cited))) == 2
