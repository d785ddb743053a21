"""Where the papers come from: the account of each source, and what must not stand in it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pages_samples import ANALYSIS, CONTENT

from generator import pages, theme
from generator.config import Config
from generator.emitters import exports, html
from generator.pages import Site, parts
from generator.papers import Account, Content, Entry

CONFIG = Config(title="My map")
LEDGER = (
    Account(
        "a.txt",
        "listing",
        (
            Entry(3, "Alpha rays", "new", "id-alpha"),
            Entry(9, "Beta decay", "known", "id-beta", "same title"),
            Entry(12, "Alpha, rays", "duplicate", "id-alpha", "same DOI 10.1/x"),
            Entry(12, "<b>", "rejected", "", "no abstract"),
            Entry(15, "Private thing", "new", "id-private"),
            Entry(18, "Thing of privacy", "duplicate", "id-private", "same DOI 10.1/secret"),
            Entry(21, "Hidden thing", "new", "id-hidden"),
            Entry(24, "Private  Thing!", "rejected", "", "the same again"),
            Entry(27, "A page once", "new", "id-gone", "same title"),
            Entry(30, "Gamma", "new", "id-gamma", 'same DOI, different titles: "Private thing"'),
        ),
    ),
    Account("b/a.txt", "ris", (Entry(1, "Alpha", "duplicate", "id-alpha", "same title"),)),
    Account("c.bib", "bibtex", (Entry(1, "Private thing", "known", "id-private"),)),
)


def planned(ledger: tuple[Account, ...] = LEDGER, **changes: Any) -> Site:
    return pages.plan(replace(CONTENT, ledger=ledger, **changes), ANALYSIS, CONFIG)


@pytest.fixture(scope="module")
def site() -> Site:
    return planned()


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, str]:
    content = replace(CONTENT, ledger=LEDGER)
    made = [
        *html.outputs(site, theme.load(Path("no-such-project")), CONFIG),
        *exports.outputs(site, content, ANALYSIS, CONFIG),
    ]
    return {output.path: output.render().decode() for output in made}


def at(site: Site, path: str) -> Any:
    return next(page for page in site.pages if page.path == path)


def test_records_are_the_sum_of_what_became_of_them(site: Site) -> None:
    index = at(site, "sources.html")
    assert [(card.file, card.records, dict(card.counts), card.withheld) for card in index.sources] == [
        ("a.txt", 6, {"new": 3, "known": 1, "duplicate": 1, "rejected": 1}, 4),
        ("b/a.txt", 1, {"new": 0, "known": 0, "duplicate": 1, "rejected": 0}, 0),
    ]
    assert index.records == sum(dict(index.counts).values()) == 7
    assert index.withheld == 5, "those of a source that is not shown at all, too"


def test_every_record_says_what_became_of_it(files: dict[str, str]) -> None:
    page = files["sources/a-txt.html"]
    for part in (
        '<a href="../papers/alpha.html">Alpha rays</a>',
        '<a href="../papers/beta.html">Beta decay</a>',
        'Duplicate of</span> <a href="../papers/alpha.html" dir="auto">',
        "same DOI 10.1/x",
        "&lt;b&gt;",
        "no abstract",
        "Its page has been deleted.",
        "4 records are not shown.",
    ):
        assert part in page, part
    assert page.count('id="line-12"') == 1


def test_nothing_of_a_paper_that_is_not_published_is_told(files: dict[str, str]) -> None:
    for path, content in files.items():
        for word in ("Private thing", "Private  Thing", "privacy", "10.1/secret", "Hidden thing", "c.bib", "c-bib"):
            assert word not in content, (path, word)
    assert "different titles" not in files["sources/a-txt.html"]


def test_a_deleted_page_is_said_to_be_so_and_not_named(site: Site, files: dict[str, str]) -> None:
    (row,) = (row for row in at(site, "sources/a-txt.html").rows if row.gone)
    assert (row.line, row.title, row.reason, row.paper) == (27, "", "", None)
    assert all("A page once" not in content for content in files.values())


def test_a_paper_says_which_file_and_line_it_is_from(site: Site, files: dict[str, str]) -> None:
    (origin,) = site.papers["alpha"].sources
    assert (origin.name, origin.link) == ("a.txt", "sources/a-txt.html")
    assert origin.lines == ((3, "sources/a-txt.html#line-3"), (12, "sources/a-txt.html#line-12"))
    page = files["papers/alpha.html"]
    assert '<a href="../sources/a-txt.html">a.txt</a>, <a href="../sources/a-txt.html#line-3">line 3</a>' in page


def test_two_files_of_one_slug_have_two_pages() -> None:
    entry = Entry(1, "Alpha", "new", "id-alpha")
    site = planned((Account("a b.txt", "x", (entry,)), Account("a-b.txt", "x", (entry,))))
    assert [page.path for page in site.pages if page.path.startswith("sources/")] == [
        "sources/a-b-txt-2.html",
        "sources/a-b-txt.html",
    ]


def test_the_ledger_can_be_read_by_programs(files: dict[str, str]) -> None:
    first, second = json.loads(files["data/ledger.json"])
    assert {name: first[name] for name in ("file", "format", "records", "new", "known", "duplicate", "rejected")} == {
        "file": "a.txt", "format": "listing", "records": 6, "new": 3, "known": 1, "duplicate": 1, "rejected": 1,
    }  # fmt: skip
    assert first["not_shown"] == 4
    assert second["entries"] == [
        {
            "line": 1, "title": "Alpha", "kind": "duplicate", "paper": "alpha", "reason": "same title", "deleted": False,
        }
    ]  # fmt: skip


def test_without_ledger_there_is_no_page_and_no_link_to_it() -> None:
    for ledger in ((), LEDGER[2:]):
        site = planned(ledger)
        assert not [page.path for page in site.pages if page.path.startswith("sources")]
        made = {str(output.path): output for output in html.outputs(site, theme.load(Path("no-such-project")), CONFIG)}
        page = made["papers/alpha.html"].render().decode()
        assert "sources.html" not in page
        assert "a.txt" in page
        assert "data/ledger.json" not in {
            output.path for output in exports.outputs(site, Content(CONTENT.library), ANALYSIS, CONFIG)
        }


def test_records_for_which_a_page_has_no_room_stand_on_further_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LONGEST", 2)
    site = planned()
    first, *others = [page for page in site.pages if page.path.startswith("sources/a-txt")]
    assert [page.path for page in others] == ["sources/a-txt_part_2.html", "sources/a-txt_part_3.html"]
    rows = [row for page in (first, *others) for row in page.shown]  # type: ignore[attr-defined]
    assert rows == list(first.rows)  # type: ignore[attr-defined]
    origin = at(site, "papers/alpha.html").sources[0]
    assert origin.lines == ((3, "sources/a-txt.html#line-3"), (12, "sources/a-txt_part_2.html#line-12"))
    made = {output.path: output for output in html.outputs(site, theme.load(Path("no-such-project")), CONFIG)}
    assert 'id="line-12"' in made["sources/a-txt_part_2.html"].render().decode()
