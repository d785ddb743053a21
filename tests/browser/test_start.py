"""The guide's first page is true: its commands run and print what it shows, and what a clone of the published branch holds is the whole site, in the folder that its address names."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import guides
import pytest

from browser.conftest import serving
from browser.test_pages import KINDS, address, settled


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A clone of the branch that the guide publishes, and its address under /maps/ of a web server, as GitHub has it."""
    folder = tmp_path_factory.mktemp("start")
    bare, _ = guides.follow_start(folder)
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", "--branch", "gh-pages", str(bare), str(clone)], check=True)
    with serving(clone, "maps") as home:
        yield clone, home


def test_the_first_page_leads_from_an_empty_folder_to_a_published_site(public: tuple[Path, str]) -> None:
    site, _ = public
    assert {"index.html", ".nojekyll", "papers/a-paper-that-no-list-had.html"} <= {
        path.relative_to(site).as_posix() for path in site.rglob("*")
    }
    settings = site.parent / "desk" / "maps" / "sitegen.toml"
    assert 'url = "https://ada.github.io/maps/"' in settings.read_text("utf-8")


def _kinds(site: Path) -> list[str]:
    """Return a page of each kind; those of KINDS that name a page of another library, by this one's first."""
    own = {"papers/paper-01.html": "papers/*.html", "search.html?q=speech": "search.html?q=runoff"}
    others = [own.get(kind, kind) for kind in KINDS if "author=" not in kind]
    return [address(site, kind) for kind in others]


def test_all_kinds_of_pages_work_where_they_are_published(public: tuple[Path, str], visit: Any) -> None:
    site, home = public
    page = visit(home)
    for kind in _kinds(site):
        answer = page.goto(home + kind)
        assert answer.status == 200, kind
        settled(page)
        assert page.locator("h1").count() == 1, kind


def test_from_the_home_page_a_reader_comes_to_the_map_and_a_paper(public: tuple[Path, str], visit: Any) -> None:
    _, home = public
    page = visit(home)
    page.locator("nav a[href='map.html']").first.click()
    page.wait_for_selector("#map.is-ready")
    assert page.evaluate("sitegen.map !== undefined")
    page.goto(f"{home}search.html?q=cloudbursts")
    settled(page)
    page.locator("main a[href^='papers/']").first.click()
    assert "/maps/papers/" in page.url
    assert "cloudburst" in page.locator("h1").inner_text().lower()
