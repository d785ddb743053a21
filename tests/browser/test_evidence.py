"""What the map says of a link is what the paper's page says: the same sentences, marked at the same places."""

from typing import Any

import pytest

from generator.build import build

PAPERS = {
    "one": ("On the gamma-ray bursts", "We measure optical flow in light.", "gamma ray bursts, optical flow"),
    "two": ("Two", "Gamma ray bursts are bright. They bring optical flow.", "gamma ray bursts, optical flow"),
    "three": ("Three", "Retrieval-augmented generation (RAG) is slow. We make RAG fast by beam search.", "retrieval augmented generation, beam search"),
    "four": ("Four", "Nothing is said here of the search.", "retrieval-augmented generation, beam search"),
    "five": ("Five", "We like beam search. Retrieval augmented generation (RAG) needs it.", "RAG, beam search"),
    "six": ("Six", "Quite another thing.", "another thing"),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a site in which each paper says its keywords in another way."""
    project = tmp_path_factory.mktemp("evidence")
    folder = project / "content" / "papers"
    folder.mkdir(parents=True)
    for slug, (title, abstract, keywords) in PAPERS.items():
        given = "related: [one]\n" if slug == "six" else ""
        page = f'---\ntitle: "{title}"\nkeywords: [{keywords}]\n{given}abstract: "{abstract}"\n---\n'
        (folder / f"{slug}.md").write_text(page, "utf-8")
    build(project)
    return f"{(project / 'site').as_uri()}/"


def panel(visit: Any, site: str, one: str, other: str) -> Any:
    """Return the open panel of a link."""
    page = visit(f"{site}map.html#link={one}~{other}", width=360, height=740)
    page.locator("#map.is-ready").wait_for()
    page.locator(".map-both section").first.wait_for()
    return page


def quotes(page: Any, place: str) -> list[list[str]]:
    """Return what each quotation of a place says, then what is marked in it."""
    return [
        [quote.inner_text(), *quote.locator("mark").all_inner_texts()]
        for quote in page.locator(f"{place} blockquote").all()
    ]


def test_a_reason_that_the_title_alone_has_shows_the_title_marked(site: str, visit: Any) -> None:
    said = quotes(panel(visit, site, "one", "two"), ".map-both")
    assert said == [
        ["We measure optical flow in light.", "optical flow"],
        ["On the gamma-ray bursts", "gamma-ray bursts"],
        ["Gamma ray bursts are bright.", "Gamma ray bursts"],
        ["They bring optical flow.", "optical flow"],
    ]


@pytest.mark.parametrize("ends", [("one", "two"), ("three", "five")])
def test_the_map_quotes_what_the_page_quotes(ends: tuple[str, str], site: str, visit: Any) -> None:
    on_map = quotes(panel(visit, site, *sorted(ends)), ".map-both")
    page = visit(f"{site}papers/{min(ends)}.html")
    item = page.locator(".related > li").filter(has=page.locator(f"a[href$='/{max(ends)}.html']")).first
    item.locator(".evidence > summary").click()
    assert quotes(item, ".evidence") == on_map
    assert len(on_map) >= 3


def test_hyphens_and_acronyms_are_marked_as_what_they_stand_for(site: str, visit: Any) -> None:
    said = quotes(panel(visit, site, "five", "three"), ".map-both")
    assert said == [
        ["We like beam search.", "beam search"],
        ["Retrieval augmented generation (RAG) needs it.", "Retrieval augmented generation", "RAG"],
        ["Retrieval-augmented generation (RAG) is slow.", "Retrieval-augmented generation", "RAG"],
        ["We make RAG fast by beam search.", "RAG", "beam search"],
    ]


def test_what_only_a_list_of_keywords_has_is_said_to_be_there(site: str, visit: Any) -> None:
    page = panel(visit, site, "four", "three")
    note = page.locator(".map-both section").first.locator(".map-note").inner_text()
    assert note.startswith("Its list of keywords has ")
    page = visit(f"{site}papers/four.html")
    page.locator(".evidence > summary").first.click()
    assert "list of keywords" in page.locator(".evidence").first.inner_text()


def test_a_link_that_the_curator_gave_says_so_in_both_places(site: str, visit: Any) -> None:
    page = panel(visit, site, "one", "six")
    assert "Linked by the curator" in page.locator("#map-panel").inner_text()
    assert page.locator(".mend summary").is_visible()
    page = visit(f"{site}papers/six.html")
    assert "Related: the curator linked them." in page.locator(".related").inner_text()
