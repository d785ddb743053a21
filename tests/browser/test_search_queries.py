"""The language of queries, and what the search says when it finds nothing or takes a query for something else."""

from typing import Any

from browser import library
from browser.test_search import asked, count, searched, titles

EACH = library.PER_THEME * len(library.THEMES)


PAPERS = {
    "docking OR diarization": 14,
    "docking|diarization": 14,
    "docking OR diarization year:2015": 2,
    "benchmark docking OR diarization -year:2015": 12,
    "title:docking": 5,
    "title:zymurgical": 0,
    f"abstract:{library.RARE}": 1,
    "title:dock*": 5,
    "dock*": 7,
    "title:doc": 5,
    'author:"Ada 0 Müller"': EACH // 3,
    'author:"ada 0 muller" year:2015': EACH // 6,
    'author:"Müller Luz"': 0,
    'authors:"Luz García"': EACH,
    "venue:annals": EACH // 2,
    "keyword:docking": 7,
    'keyword:"docking molecular"': 0,
    "year:2016": EACH // 6,
    "year:2016-2017": EACH // 3,
    "year:2016..2017": EACH // 3,
    "year:>2018": EACH // 3,
    "year:>=2018": EACH // 2,
    "year:<2016": EACH // 6,
    "year:-2016": EACH // 3,
    "year:soon": 0,
    "tag:blue": EACH // 2,
    "tag:bl": EACH // 2,
    "tag:lue": 0,
    "source:library.ris": EACH,
    'collection:"board 1"': EACH // 2,
    "has:nothing": 0,
    "docking -tag:blue": 4,
    "-tag:blue title:docking OR title:diarization": 6,
    '"molecular docking"': 7,
    "“molecular docking”": 7,
    '"docking molecular"': 0,
    "MOLÉCULAR dócking": 7,
    "言語モデル": 1,
    '"大規模言語"': 1,
    '"規模大"': 0,
    "التعرف الكلام": 1,
    '"على الكلام"': 1,
    "mülller": EACH,
    "zmyurgical": 1,
    "ymurgical": 1,
    "zymurgiccall": 1,
}


def test_a_query_finds_as_many_papers_as_it_says(disk: str, visit: Any) -> None:
    page = searched(visit, disk, "speech")
    said = {query: asked(page, query)[0].partition(" paper")[0] for query in PAPERS}
    assert said == {query: str(papers or "No") for query, papers in PAPERS.items()}


def test_a_topic_is_found_by_words_of_its_name(disk: str, visit: Any) -> None:
    page = searched(visit, disk, "docking")
    page.wait_for_selector("#search-results li")
    name = page.locator(".search-topic").first.inner_text()
    page = searched(visit, disk, f'topic:"{name}"')
    page.wait_for_selector("#search-results li")
    assert set(page.locator(".search-topic").all_inner_texts()) == {name}


def test_a_field_that_is_none_is_taken_as_a_word_and_said_so(home: str, visit: Any) -> None:
    page = searched(visit, home, "speech:recognition")
    page.wait_for_selector("#search-results li")
    assert (
        page.locator("#search-notes p").inner_text().startswith("There is no field speech:, so it was taken as a word.")
    )
    assert "title: abstract: author:" in page.locator("#search-notes p").inner_text()


def test_a_slip_is_said_and_what_is_shown_instead_is_marked(disk: str, visit: Any) -> None:
    page = searched(visit, disk, "moleculr dokcing")
    page.wait_for_selector("#search-results li")
    notes = page.locator("#search-notes p").all_inner_texts()
    assert notes == [
        "Nothing holds “moleculr”; papers with “molecular” are shown instead.",
        "Nothing holds “dokcing”; papers with “docking” are shown instead.",
    ]
    assert page.locator("#search-results h2 mark").all_inner_texts()[:2] == ["Molecular", "docking"]


def test_nothing_found_says_what_fewer_words_find_and_shows_what_comes_nearest(home: str, visit: Any) -> None:
    page = searched(visit, home, '"molecular docking" 1999999 binding')
    page.wait_for_selector("#search-notes a")
    assert count(page).startswith("No paper for")
    fewer = page.locator("#search-notes a[href^='?q=']")
    assert fewer.all_inner_texts() == ['"molecular docking" binding']
    assert "Nearest to it" in page.locator("#search-notes").inner_text()
    assert all("docking" in title.lower() or "binding" in title.lower() for title in titles(page))
    fewer.click()
    page.wait_for_selector("#search-results li")
    assert count(page).startswith('2 papers for “"molecular docking" binding”')


def test_how_to_search_is_told_in_examples_that_find_something(disk: str, visit: Any) -> None:
    page = visit(f"{disk}search.html")
    page.locator("#search-help summary").click()
    page.locator("#search-help dt a").first.wait_for()
    examples = page.locator("#search-help dt a").all_inner_texts()
    assert {'"', "-", "OR", "*", "title:", "topic:"} <= {
        part for part in ('"', "-", "OR", "*", "title:", "topic:") if part in " ".join(examples)
    }
    for query in examples:
        said, _ = asked(page, query)
        assert " paper" in said, query
        assert not said.startswith("No paper"), query


def test_a_query_that_is_an_attack_is_text(disk: str, visit: Any) -> None:
    for query in (
        "<img src=x onerror=window.__xss=1>:x",
        '"><script>window.__xss=1</script>',
        "constructor __proto__",
        "title:constructor",
    ):
        page = searched(visit, disk, query)
        assert page.evaluate("window.__xss") is None
