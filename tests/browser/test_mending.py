"""A link that is wrong is mended from where it is read: the line, its file, and a way to copy it."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import faults, until
from generator.build import build

PAPER = "papers/paper-01.html"
LINK = "map.html#link=paper-01~paper-06"


def opened(page: Any, place: str) -> Any:
    """Return the folded element of a place after it was opened and has its line."""
    found = page.locator(f"{place} .mend").first
    found.locator("summary").click()
    found.locator("select").wait_for()
    return found


def nearest(page: Any) -> str:
    """Return the slug of the first related paper."""
    return Path(page.locator(".related > li .paper-link").first.get_attribute("href")).stem


def on_paper(page: Any) -> Any:
    page.locator(".related > li .evidence > summary").first.click()
    return opened(page, ".related > li .evidence")


def test_a_related_paper_says_which_line_hides_its_link(home: str, visit: Any) -> None:
    page = visit(home + PAPER)
    other = nearest(page)
    mend = on_paper(page)
    assert mend.locator(".mend-line code").inner_text() == f"unrelated: [{other}]"
    assert "content/papers/paper-01.md" in mend.inner_text()


def test_each_reason_can_be_kept_from_either_paper_or_from_all(disk: str, visit: Any) -> None:
    page = visit(disk + PAPER)
    mend = on_paper(page)
    label = page.locator(".related > li .shares li > b").first.inner_text()
    group = mend.locator("optgroup").first
    said = []
    for option in group.locator("option").all():
        mend.locator("select").select_option(option.get_attribute("value"))
        said.append((mend.locator("p code").first.inner_text(), mend.locator(".mend-line code").inner_text()))
    other = nearest(page)
    assert said == [
        ("content/papers/paper-01.md", f"without: [{label}]"),
        (f"content/papers/{other}.md", f"without: [{label}]"),
        ("content/keywords.toml", f'hide = ["{label}"]'),
    ]


def test_the_map_says_it_too(home: str, visit: Any) -> None:
    page = visit(home + LINK, height=1400)
    page.wait_for_selector("#map.is-ready")
    mend = opened(page, "#map-panel")
    assert mend.locator(".mend-line code").inner_text() == "unrelated: [paper-06]"
    assert "content/papers/paper-01.md" in mend.inner_text()


def test_a_line_is_copied_or_stands_selected(disk: str, visit: Any) -> None:
    page = visit(disk + PAPER)
    mend = on_paper(page)
    line = mend.locator(".mend-line code").inner_text()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => { throw 0; } } })")
    mend.locator("button").click()
    mend.get_by_role("status").filter(has_text=re.compile("selected")).wait_for()
    assert page.evaluate("getSelection().toString()") == line
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    mend.locator("button").click()
    mend.get_by_role("status").filter(has_text="Copied").wait_for()
    assert page.evaluate("window.copied") == line


def test_a_line_stands_there_without_a_script(disk: str, visit: Any) -> None:
    page = visit(disk + PAPER, java_script_enabled=False)
    page.locator(".related-section > .mend > summary").click()
    said = page.locator(".related-section > .mend").inner_text()
    assert re.search(r"unrelated: \[paper-\d+\]", said)
    assert "related: [slug-of-the-other-paper]" in said
    assert "content/papers/paper-01.md" in said


@pytest.fixture(scope="module")
def curated(built: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The small library with a repository, and a page that has lists already."""
    project = tmp_path_factory.mktemp("curated")
    shutil.copytree(built.parent / "content", project / "content")
    (project / "sitegen.toml").write_text('repository = "https://github.com/me/map"\n', "utf-8")
    (project / "content" / "keywords.toml").write_text('hide = ["Prosody transfer"]\n', "utf-8")
    page = project / "content" / "papers" / "paper-01.md"
    page.write_text(page.read_text("utf-8").replace("---\n", "---\nunrelated: [paper-40]\n", 1), "utf-8")
    build(project)
    return f"{(project / 'site').as_uri()}/"


def test_a_line_is_whole_where_the_page_has_one_and_can_be_edited_in_the_repository(curated: str, visit: Any) -> None:
    mend = on_paper(visit(curated + PAPER))
    assert mend.locator(".mend-line code").inner_text().startswith("unrelated: [paper-40, paper-")
    assert "takes the place of the line there" in mend.inner_text()
    assert mend.locator("a").get_attribute("href") == "https://github.com/me/map/edit/HEAD/content/papers/paper-01.md"
    mend.locator("select").select_option(mend.locator("option").nth(3).get_attribute("value"))
    assert "There is such a list already" in mend.inner_text()
    assert mend.locator("a").get_attribute("href") == "https://github.com/me/map/edit/HEAD/content/keywords.toml"


@pytest.mark.parametrize("kind", [PAPER, LINK])
def test_everyone_can_mend_and_it_fits_a_phone(kind: str, curated: str, visit: Any) -> None:
    page = visit(curated + kind, width=360, height=740)
    if kind == LINK:
        page.wait_for_selector("#map.is-ready")
        opened(page, "#map-panel")
        wider = "(() => { const p = document.getElementById('map-panel'); return p.scrollWidth - p.clientWidth; })()"
        assert page.evaluate(wider) == 0
    else:
        on_paper(page)
        page.locator(".related-section > .mend > summary").click()
    until(page, "document.querySelector('.mend select')")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert faults(page) == []
