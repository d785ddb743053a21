"""Lists of identifiers, and the stubs they become."""

from pathlib import Path

import pytest

from conftest import CHECKOUT, LONG
from generator import ingest
from generator.content import store
from generator.importers import ids
from generator.ingest import Source
from generator.papers import Record, Rejected
from generator.report import Problem, Report

SAMPLE = (CHECKOUT / "tests" / "samples" / "ids" / "mixed.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("10.1145/3292500.3330919", "doi:10.1145/3292500.3330919"),
        ("doi: 10.1000/ABC.", "doi:10.1000/abc"),
        ("https://doi.org/10.48550/arXiv.1706.03762", "arXiv:1706.03762"),
        ("arXiv:1706.03762v7", "arXiv:1706.03762"),
        ("https://arxiv.org/html/2401.01234v1#S2", "arXiv:2401.01234"),
        ("https://www.alphaxiv.org/abs/2401.01234", "arXiv:2401.01234"),
        ("cs/0503050", "arXiv:cs/0503050"),
        ("hf.co/papers/2402.09671", "arXiv:2402.09671"),
        ("PMID: 29768149", "PMID 29768149"),
        ("https://pubmed.ncbi.nlm.nih.gov/29768149/", "PMID 29768149"),
        ("W2741809807", "OpenAlex W2741809807"),
        ("https://www.aclweb.org/anthology/P19-1139.pdf", "ACL Anthology P19-1139"),
        (
            "10.1002/%28SICI%291097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
            "doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
        ),
    ],
)  # fmt: skip
def test_an_identifier_has_one_spelling(written: str, title: str) -> None:
    found = ids.identify(written)
    assert found
    assert found.title == title


@pytest.mark.parametrize("written", ["not an id", "12345678", "10.1/x", "see 10.1145/1", "https://example.org/1", ""])
def test_other_words_are_no_identifier(written: str) -> None:
    assert ids.identify(written) is None


def test_a_list_gives_a_stub_an_identifier_and_says_how_to_fill_them() -> None:
    found = list(ids.importer.read(SAMPLE, "mixed.txt"))
    stubs = [each for each in found if isinstance(each, Record)]
    assert len(stubs) == 12
    assert all(each.fields["needs"] == "metadata" for each in stubs)
    assert [each.title for each in stubs[-2:]] == ["doi:10.1000/one", "doi:10.1000/two"]
    (problem,) = (each for each in found if isinstance(each, Problem))
    assert problem.message == "12 identifiers: an identifier alone says no title, so each page is a stub"
    assert "sitegen add content/sources/mixed.txt" in problem.hint


def test_ten_identifiers_and_one_line_that_is_none(shared: Path) -> None:
    text = (shared / "inputs" / "hostile" / "made" / "id_list_mixed.txt").read_text("utf-8")
    found = list(ids.importer.read(text, "x.txt"))
    assert ids.importer.recognises(text) == 90
    assert len({each.title for each in found if isinstance(each, Record)}) == 10
    assert [(each.line, each.text) for each in found if isinstance(each, Rejected)] == [(10, "not an id")]


def imported(project: Path, name: str, text: str) -> ingest.Ledger:
    target = project / "content" / "sources" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    return ingest.run(project, [Source(name, text.encode())])


def pages(project: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((project / store.FOLDER).glob("*.md"))}


STUB = "10.1000/maps.1\n10.48550/arXiv.2401.01234\narXiv:2401.01234\n"
EXPORT = f'Title,Abstract,DOI,Year,Author Keywords\nMaps of reading,"{LONG}",10.1000/maps.1,2021,reading; maps\n'


def test_a_stub_is_marked_and_two_spellings_are_one(tmp_path: Path) -> None:
    ledger = imported(tmp_path, "ids.txt", STUB)
    assert [ledger.count(kind) for kind in ("new", "duplicate", "rejected")] == [2, 1, 0]
    found = pages(tmp_path)
    assert list(found) == ["arxiv-2401-01234.md", "doi-10-1000-maps-1.md"]
    assert 'title: "doi:10.1000/maps.1"' in found["doi-10-1000-maps-1.md"]
    assert all("needs: metadata" in page and "keywords" not in page for page in found.values())


def test_a_source_with_the_title_fills_the_stub_and_takes_the_mark_away(tmp_path: Path) -> None:
    imported(tmp_path, "ids.txt", STUB)
    ledger = imported(tmp_path, "export.csv", EXPORT)
    assert ledger.problems == []
    page = store.parse(pages(tmp_path)["doi-10-1000-maps-1.md"], "x.md", Report()).paper
    assert (page.title, page.needs, page.year) == ("Maps of reading", "", 2021)
    assert page.keywords[:2] == ("reading", "maps")
    assert page.sources == ("export.csv", "ids.txt")
    before = pages(tmp_path)
    imported(tmp_path, "ids.txt", STUB)
    imported(tmp_path, "export.csv", EXPORT)
    assert pages(tmp_path) == before


def test_a_stub_gives_its_title_to_no_page_that_has_one(tmp_path: Path) -> None:
    imported(tmp_path, "export.csv", EXPORT)
    imported(tmp_path, "ids.txt", STUB)
    page = store.parse(pages(tmp_path)["maps-of-reading.md"], "x.md", Report()).paper
    assert (page.title, page.needs) == ("Maps of reading", "")
    assert len(pages(tmp_path)) == 2


def test_a_title_that_a_person_gave_a_stub_stays(tmp_path: Path) -> None:
    imported(tmp_path, "ids.txt", STUB)
    path = tmp_path / store.FOLDER / "doi-10-1000-maps-1.md"
    path.write_text(path.read_text("utf-8").replace('doi:10.1000/maps.1"', 'My own title"', 1), "utf-8")
    imported(tmp_path, "export.csv", EXPORT)
    page = store.parse(path.read_text("utf-8"), "x.md", Report()).paper
    assert (page.title, page.needs, page.year) == ("My own title", "", 2021)
