"""Citing a paper, and the reader's own list: kept in the browser, taken out and in as files."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

PAPER = "papers/paper-01.html"
LIST = "reading-list.html"


def saved(page: Any, press: Any) -> str:
    """Return the text of the file that a press of a button gives."""
    with page.expect_download() as download:
        press.click()
    return Path(download.value.path()).read_text("utf-8")


def with_list(home: str, visit: Any) -> Any:
    """Return the list's page after two papers were put on it from their own pages."""
    page = visit(home + PAPER)
    for slug in ("paper-01", "paper-02"):
        page.goto(f"{home}papers/{slug}.html")
        page.get_by_role("button", name="Add to reading list").click()
        page.get_by_role("button", name="Take off the reading list").wait_for()
    page.locator(".paper-actions a").click()
    page.locator("#reading-papers > li").nth(1).wait_for()
    return page


def test_a_paper_is_cited_in_three_formats_that_can_be_saved(home: str, visit: Any) -> None:
    page = visit(home + PAPER)
    page.locator(".cite > summary").click()
    shown = [section.locator("code").inner_text() for section in page.locator("[data-cite]").all()]
    assert shown[0].startswith("@article{paper-01,")
    assert shown[1].startswith("TY  - ")
    assert json.loads(shown[2])[0]["id"] == "paper-01"
    assert saved(page, page.locator("[data-cite=bib]").get_by_role("button", name="Save")) == shown[0]


def test_citations_are_read_without_a_script(disk: str, visit: Any) -> None:
    page = visit(disk + PAPER, java_script_enabled=False)
    page.locator(".cite > summary").click()
    assert page.locator("[data-cite=ris] code").is_visible()


def test_a_list_with_notes_outlives_the_page_and_goes_out_as_every_format(home: str, visit: Any) -> None:
    page = with_list(home, visit)
    page.locator("textarea").first.fill("=1+1 is what I think, twice")
    page.locator("textarea").first.blur()
    page.get_by_label("Read", exact=True).first.check()
    page.reload()
    assert page.locator("textarea").first.input_value() == "=1+1 is what I think, twice"
    assert page.locator("#reading-count").inner_text() == "2 papers, 1 to read"
    out = {kind: saved(page, page.locator(f"[data-save={kind}]")) for kind in ("bib", "ris", "csv", "md", "json")}
    assert out["bib"].count("{paper-0") == 2
    assert out["ris"].count("ER  - ") == 2
    assert "N1  - =1+1 is what I think, twice" in out["ris"]
    rows = list(csv.DictReader(io.StringIO(out["csv"].removeprefix("\ufeff"))))
    assert [(row["read"], row["note"]) for row in rows] == [("yes", "'=1+1 is what I think, twice"), ("", "")]
    assert re.search(r"^- \[x\] \[.+\]\(<.+papers/paper-01\.html>\)", out["md"], re.MULTILINE)
    assert [paper["slug"] for paper in json.loads(out["json"])["papers"]] == ["paper-01", "paper-02"]


def test_a_list_that_is_taken_in_keeps_what_is_there(disk: str, visit: Any, tmp_path: Path) -> None:
    page = with_list(disk, visit)
    page.locator("textarea").first.fill("mine")
    page.locator("textarea").first.blur()
    other = {"papers": [{"slug": "paper-03", "title": "Third"}, {"slug": "paper-01", "note": "theirs"}]}
    (tmp_path / "list.json").write_text(json.dumps(other), "utf-8")
    page.locator("#reading-file").set_input_files(tmp_path / "list.json")
    page.locator("#reading-papers > li").nth(2).wait_for()
    assert page.locator("textarea").first.input_value() == "mine\n\ntheirs"
    assert page.locator("#reading-status").inner_text() == "1 new paper on your list, of 2 given."


def test_a_file_that_is_no_list_changes_nothing(disk: str, visit: Any, tmp_path: Path) -> None:
    page = with_list(disk, visit)
    for text in ("not JSON", '{"papers": "x"}', '[{"slug": "<img src=x onerror=alert(1)>"}]', "null", "[null, 3]"):
        (tmp_path / "x.json").write_text(text, "utf-8")
        page.locator("#reading-file").set_input_files(tmp_path / "x.json")
        page.get_by_text("There is no reading list in it.").wait_for()
        assert page.locator("#reading-papers > li").count() == 2


def test_a_link_to_a_list_is_taken_in_only_when_the_reader_says_so(home: str, visit: Any) -> None:
    page = visit(f"{home}{LIST}#papers=paper-04,paper-05,no-such-paper,%3Cb%3E")
    assert page.locator("#reading-papers > li").count() == 0
    page.get_by_role("button", name="Put 3 papers of this link on my list").click()
    page.locator("#reading-papers > li").nth(1).wait_for()
    assert page.locator("#reading-papers > li").count() == 2


def test_papers_of_a_box_on_the_map_become_a_list(disk: str, visit: Any) -> None:
    page = visit(disk + "map.html#area=-9999,-9999,9999,9999")
    page.get_by_role("button", name="Add all to reading list").click()
    page.locator("#map-panel a", has_text="Reading list").click()
    page.locator("#reading-papers > li").first.wait_for()
    assert page.locator("#reading-papers > li").count() > 40


def test_the_papers_of_an_author_a_year_and_a_keyword_are_taken_as_files(built: Path, home: str, visit: Any) -> None:
    pages = [next(path for path in sorted((built / kind).glob("*.html")) if path.stem != "index") for kind in
             ("authors", "venues", "years", "keywords")]  # fmt: skip
    for path in pages:
        page = visit(f"{home}{path.parent.name}/{path.name}")
        links = page.locator("main .papers > li > a.paper-link").all()
        slugs = {Path(link.get_attribute("href")).stem for link in links}
        buttons = page.locator("[data-downloads]")
        bib = saved(page, buttons.get_by_role("button", name="BibTeX"))
        assert set(re.findall(r"^@\w+\{([^,]+),", bib, re.MULTILINE)) == slugs
        assert saved(page, buttons.get_by_role("button", name="RIS")).count("ER  - ") == len(slugs)
    rows = list(csv.DictReader(io.StringIO(saved(page, buttons.get_by_role("button", name="CSV")).lstrip("\ufeff"))))
    assert len(rows) == len(slugs)
    assert set(rows[0]) == {"title", "authors", "year", "venue", "doi", "url", "keywords"}


def test_a_topics_files_lie_beside_its_page(built: Path, disk: str, visit: Any) -> None:
    path = next(path for path in sorted((built / "topics").glob("*.html")) if path.stem != "index")
    page = visit(f"{disk}topics/{path.name}")
    found = [link.get_attribute("href") for link in page.locator(".downloads a").all()]
    assert [Path(link).suffix for link in found] == [".bib", ".ris", ".csv", ".xml"]
    assert all((path.parent / Path(link).name).is_file() for link in found)
