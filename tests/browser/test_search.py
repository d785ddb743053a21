"""The search: what it finds, in which order, and that script and index cut words alike."""

from pathlib import Path
from typing import Any

from browser import library
from browser.conftest import until
from generator import text
from generator.drawing.shapes import DOT, outline
from generator.queries import words as cut


def searched(visit: Any, home: str, query: str) -> Any:
    from urllib.parse import quote

    page = visit(f"{home}search.html?q={quote(query)}")
    until(page, "document.getElementById('search-count').textContent")
    return page


def asked(page: Any, query: str) -> tuple[str, list[str]]:
    """Ask another query on the page of a search; return the number that it says, and the titles."""
    page.evaluate(
        """(query) => new Promise((done) => {
            new MutationObserver(done).observe(document.getElementById("search-count"), { childList: true });
            document.getElementById("search-words").value = query;
            document.getElementById("search-form").requestSubmit();
        })""",
        query,
    )
    return count(page), titles(page)


def count(page: Any) -> str:
    return str(page.locator("#search-count").inner_text())


def titles(page: Any) -> list[str]:
    return list(page.locator("#search-results h2").all_inner_texts())


def test_a_word_that_only_an_abstract_holds_is_found(home: str, visit: Any) -> None:
    page = searched(visit, home, library.RARE)
    page.wait_for_selector("#search-results li")
    assert count(page) == f"1 paper for “{library.RARE}”"
    assert page.locator(".search-snippet mark").inner_text() == library.RARE
    assert page.locator("#search-results h2 a").get_attribute("href") == "papers/paper-13.html"


def test_a_title_counts_more_than_an_abstract(disk: str, visit: Any) -> None:
    page = searched(visit, disk, "depth estimation")
    page.wait_for_selector("#search-results li")
    assert "depth estimation" in titles(page)[0].lower()


def test_every_result_can_be_reached(disk: str, visit: Any) -> None:
    page = searched(visit, disk, "benchmark")
    page.wait_for_selector("#search-results li:nth-child(20)")
    everything = len(library.THEMES) * library.PER_THEME
    assert count(page).startswith(f"{everything} papers")
    while page.locator("#search-more").is_visible():
        shown = len(titles(page))
        page.locator("#search-more").click()
        page.wait_for_selector(f"#search-results li:nth-child({shown + 1})")
    assert len(titles(page)) == everything


FOUND = {
    '"acoustic models"': True,
    '"models acoustic"': False,
    "speech -recognition": False,
    'recognition -"acoustic recognition"': True,
    'recognition -"speech recognition"': False,
    "recognition -acoustic-recognition": True,
    "recognition -speech-recognition": False,
    "accoustic": True,
    "acoust": True,
    "Muller": True,
    "大規模言語": True,
    "الكلام": True,
    "benchmarks studies": True,
    "nothingsuchanywhere": False,
}


def test_queries_find_what_they_say(disk: str, visit: Any) -> None:
    page = searched(visit, disk, "speech")
    assert {query: bool(asked(page, query)[1]) for query in FOUND} == FOUND


def test_an_empty_answer_says_so_and_what_to_try(disk: str, visit: Any) -> None:
    page = searched(visit, disk, "acoustic nothingsuchanywhere")
    page.wait_for_selector("#search-notes a")
    assert count(page) == "No paper for “acoustic nothingsuchanywhere”"
    assert page.locator("#search-notes a[href='?q=acoustic']").count() == 1
    assert page.locator("#search-notes a[href='papers/index.html']").count() == 1


def test_the_address_follows_the_words_and_back_works(home: str, visit: Any) -> None:
    page = searched(visit, home, "speech")
    page.locator("#search-words").fill("docking")
    page.locator("#search-words").press("Enter")
    page.wait_for_url("**q=docking**")
    until(page, "document.getElementById('search-count').textContent.includes('docking')")
    page.go_back()
    until(page, "document.getElementById('search-count').textContent.includes('speech')")
    assert page.locator("#search-words").input_value() == "speech"


def test_facets_narrow_together_and_count_what_they_would_leave(disk: str, visit: Any) -> None:
    page = searched(visit, disk, "benchmark")
    page.wait_for_selector("#search-results li")
    for name in ("Topic", "Year"):
        button = page.locator(f".search-facet[aria-label={name}] button").first
        left = int(button.inner_text().split()[-1])
        button.click()
        until(page, f"document.querySelectorAll('#search-results li').length === {min(left, 20)}")
        assert f", {left} of them after narrowing" in count(page)
    assert "topic=" in page.url
    assert "year=" in page.url
    page.reload()
    page.wait_for_selector("#search-results li")
    assert f", {left} of them" in count(page)


def test_slash_goes_to_the_search_box_from_any_page(disk: str, visit: Any) -> None:
    page = visit(f"{disk}papers/paper-01.html")
    until(page, "window.sitegen")
    page.keyboard.press("/")
    page.keyboard.type("docking")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=docking")


def test_a_compound_is_found_however_it_is_written(disk: str, visit: Any) -> None:
    found = {}
    for query in ("finetuning", "fine-tuning", "fine tuning"):
        page = searched(visit, disk, query)
        page.wait_for_selector("#search-results li")
        found[query] = sorted(titles(page))
        assert page.locator("#search-results mark").first.inner_text().lower() in ("fine-tuning", "finetuning")
    assert len(found["finetuning"]) == 3
    assert found["finetuning"] == found["fine-tuning"] == found["fine tuning"]


def test_a_query_with_nothing_to_look_for_is_told_why(disk: str, visit: Any) -> None:
    page = searched(visit, disk, "speech")
    for query, answer in {
        "-speech": "A minus only takes papers away. Add a word that the papers should hold.",
        "!!!": "There is no word in that to look for.",
        "the of": "Every paper would hold those words. Add one that says what you look for.",
    }.items():
        assert asked(page, query) == (answer, [])


def test_results_show_readable_titles_with_their_topics_shape(disk: str, visit: Any) -> None:
    page = searched(visit, disk, "finetuning")
    page.wait_for_selector("#search-results li")
    assert "M³ViT: finetuning depth estimation" in titles(page)
    page = searched(visit, disk, "docking")
    page.wait_for_selector("#search-results li")
    topic = page.locator(".search-topic").first
    topics = {name: shape for _, name, shape in page.evaluate("sitegen.load('search').then(({ topics }) => topics)")}
    assert topic.locator("svg path").get_attribute("d") == outline(topics[topic.inner_text()], DOT)


def test_script_and_index_cut_words_alike(disk: str, visit: Any) -> None:
    words = _words()
    page = searched(visit, disk, "speech")
    assert page.evaluate("(words) => words.map(sitegen.stem)", words) == [text.stem(word) for word in words]
    texts = [
        "The Poincaré models of C++ and C#",
        "大規模言語モデルの研究 and ＡＢＣ",
        "Naïve e\u0301tude — ﬁne-tuning_x",
        "ИЙ Ё ǅ ß İ",
        "हिन्दी ภาษาไทย",
    ]
    cutter = "const cutter = sitegen.cutter((await sitegen.load('search')).stop);"
    found = page.evaluate(
        f"async (texts) => {{ {cutter} return texts.map((text) => cutter.terms(text).map(({{ term }}) => term)) }}",
        texts,
    )
    assert found == [list(cut.terms(sample)) for sample in texts]
    joined = [
        "Fine-tuning",
        "fine\u2011tuned",
        "multi-task-learning",
        "fine tuning",
        "GPT-4",
        "Poincaré-like",
        "C-like",
    ]
    compounds = page.evaluate(
        f"async (texts) => {{ {cutter} return texts.map((text) => cutter.compound(text)?.term ?? null) }}", joined
    )
    assert compounds == [next(cut.compounds(sample), None) if sample.count("-") < 2 else None for sample in joined]


def _words() -> list[str]:
    """Return all words of the project's own sources, and some that try every rule of the stemmer."""
    tricky = "caresses ponies cats feed agreed plastered motoring hopping hoping falling sky happy relational conditional " \
             "rationalization operator feudalism decisiveness hopefulness callousness formality sensitivity sensibility triplicate " \
             "formative electricity electrical goodness revival allowance inference airliner adjustable irritant replacement " \
             "adoption homologous angularity probate rate cease controll roll y yes say"  # fmt: skip
    sources = sorted((Path(__file__).parents[2] / "content" / "sources").glob("*.txt"))
    every = " ".join([tricky, *(source.read_text("utf-8", "replace") for source in sources)])
    return sorted({every[start:end].lower() for start, end, _ in text.tokens(every)})
