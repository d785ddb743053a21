"""Narrowing by author, venue and the like, and lists of papers in the order of their years."""

from pathlib import Path
from typing import Any

from browser import library
from browser.conftest import until
from browser.test_search import count, searched, titles

EACH = library.PER_THEME * len(library.THEMES)


def press(page: Any, facet: str, label: str) -> int:
    """Press a button that narrows, and return how many papers it says are then left."""
    button = page.locator(f".search-facet[aria-label={facet}] button[title='{label}']")
    left = int(button.inner_text().split()[-1])
    button.click()
    until(page, f"document.getElementById('search-count').textContent.includes('{left} of them')")
    return left


def test_author_venue_and_year_narrow_together_and_are_kept_in_the_address(disk: str, visit: Any) -> None:
    page = visit(f"{disk}search.html?q=benchmark")
    page.wait_for_selector("#search-results li")
    assert press(page, "Author", "Ada 0 Müller") == EACH // 3
    assert press(page, "Venue", "Annals") == EACH // 6
    assert press(page, "Year", "2015") == EACH // 12
    assert len(titles(page)) == EACH // 12
    for part in ("author=ada-0-muller", "venue=annals", "year=2015"):
        assert part in page.url
    page.reload()
    page.wait_for_selector("#search-results li")
    assert f", {EACH // 12} of them" in count(page)


def test_a_facet_alone_shows_all_papers_that_have_it(home: str, visit: Any) -> None:
    page = visit(f"{home}search.html?tag=blue")
    page.wait_for_selector("#search-results li")
    everything = page.evaluate("sitegen.load('search').then(({ papers }) => papers)")
    assert count(page) == f"{EACH // 2} of {everything} papers"
    assert (
        page.locator("details .search-facet[aria-label=Tag] button[aria-pressed=true]").inner_text().startswith("blue")
    )


def test_an_unknown_choice_in_the_address_is_none(disk: str, visit: Any) -> None:
    page = visit(f"{disk}search.html?author=nobody")
    until(page, "document.getElementById('search-count').textContent")
    assert count(page).startswith("Search the titles")


def test_a_list_can_be_put_in_the_order_of_its_years(built: Path, disk: str, visit: Any) -> None:
    topic = next(path for path in sorted((built / "topics").glob("*.html")) if path.stem != "index")
    page = visit(f"{disk}topics/{topic.name}")
    years = "[...document.querySelectorAll('[data-order] .papers > li')].map((item) => Number(item.dataset.year ?? 0))"
    before = page.evaluate(years)
    page.get_by_role("button", name="newest first").click()
    assert page.evaluate(years) == sorted(before, reverse=True)
    page.get_by_role("button", name="oldest first").click()
    known = [year for year in page.evaluate(years) if year]
    assert known == sorted(known)
    page.get_by_role("button", name="as listed").click()
    assert page.evaluate(years) == before


def test_a_line_of_a_source_can_be_gone_to_from_the_paper(disk: str, visit: Any) -> None:
    page = visit(f"{disk}papers/paper-03.html")
    page.get_by_role("link", name="line 30", exact=True).click()
    page.wait_for_url("**/sources/library-ris.html#line-30")
    assert page.locator("#line-30 a").get_attribute("href") == "../papers/paper-03.html"


def test_only_papers_with_code_are_left(home: str, visit: Any) -> None:
    page = searched(visit, home, "benchmark")
    page.wait_for_selector("#search-results li")
    assert press(page, "Only", "with code or data") == len(titles(page)) == 2 * len(library.THEMES)
    assert "has=code" in page.url
    page.go_back()
    until(page, "!document.getElementById('search-count').textContent.includes('of them')")


def test_a_result_goes_on_the_reading_list_and_the_list_narrows(home: str, visit: Any) -> None:
    page = searched(visit, home, "benchmark")
    page.wait_for_selector("#search-results li")
    first = titles(page)[0]
    keep = page.locator("#search-results li").first.get_by_role("button", name="Add to reading list")
    keep.click()
    page.locator("#search-results li").first.get_by_role("button", name="Take off the reading list").wait_for()
    page.locator(".search-facet[aria-label=Only] button[title='on your reading list']").wait_for()
    page.reload()
    page.wait_for_selector("#search-results li")
    assert press(page, "Only", "on your reading list") == 1
    assert titles(page) == [first]
    assert "list=yes" in page.url


def test_narrowing_stays_while_words_change_and_is_removed_at_once(disk: str, visit: Any) -> None:
    page = visit(f"{disk}search.html?q=benchmark&year=2015&venue=annals")
    page.wait_for_selector("#search-results li")
    page.locator("#search-words").fill("docking")
    until(page, "document.getElementById('search-count').textContent.includes('docking')")
    assert "year=2015" in page.url
    page.get_by_role("button", name="Remove all narrowing").click()
    until(page, "!document.getElementById('search-count').textContent.includes('of them')")
    assert page.url.endswith("search.html?q=docking")
