"""Bibliographies as text, in the styles in which they are written."""

import pytest

from conftest import CHECKOUT
from generator import importers
from generator.importers.references import importer
from generator.papers import Record, Rejected

SAMPLE = (CHECKOUT / "tests" / "samples" / "references" / "bibliography.txt").read_text("utf-8")


def read(text: str) -> list[dict[str, object]]:
    assert importers.choose(text, "x.txt").name == "references"
    return [dict(item.fields) for item in importer.read(text, "x.txt") if isinstance(item, Record)]


def test_each_style_gives_its_title_authors_venue_and_year() -> None:
    found = [[each.get(name, "") for name in ("title", "authors", "venue", "year")] for each in read(SAMPLE)]
    assert found == [
        ["Maps of papers: A survey", ["Doe, J.", "Roe, J.", "Li, M.-W."], "Proc. Conf. Maps", "2019"],
        ["What a list hides", ["Poe, A.", "Ito, S."], "Journal of Maps", "2020"],
        ["Islands of topics", ["Poe, Ada", "Ito, Sora", "Hop, Grace"], "Advances in Maps", "2021"],
        ["Naming islands", ["Doe, J.", "Roe, J."], "Maps and Lists", "2022"],
        ["Maps in radiology: are we there yet?", ["Hop, G.", "Li, M. W."], "Radiology", "2019"],
        ["Scaling maps", ["Kap, J."], "", "2020"],
        ["doi:10.1000/maps.8", "", "", ""],
    ]


def test_identifiers_are_found_wherever_they_stand() -> None:
    found = read(SAMPLE)
    assert [each.get("doi", each.get("arxiv", "")) for each in found] == [
        "10.1000/maps.1", "10.1000/maps.2", "", "", "", "2001.08361", "10.1000/maps.8"
    ]  # fmt: skip
    assert found[-1]["needs"] == "metadata"


def test_what_has_neither_title_nor_identifier_is_rejected_with_its_line() -> None:
    (rejected,) = (item for item in importer.read(SAMPLE, "x.txt") if isinstance(item, Rejected))
    assert (rejected.line, rejected.text) == (10, "To appear.")


def test_references_may_be_paragraphs_with_the_first_name_turned() -> None:
    text = (
        'Works Cited\n\nVas, Ada, et al. "Maps Are All You\nNeed." Advances in Maps, vol. 30, 2017.\n\n'
        "LeC, Yann, Yoshua Ben, and Grace Hop. “Deep Maps.” Nature 521, no. 7553 (2015): 436–44.\n"
    )
    assert [(each["title"], each["authors"]) for each in read(text)] == [
        ("Maps Are All You Need", ["Vas, Ada"]),
        ("Deep Maps", ["LeC, Yann", "Ben, Yoshua", "Hop, Grace"]),
    ]


def test_a_summary_that_pubmed_saves_is_read_with_its_numbers() -> None:
    text = (
        "1: Smith J, Doe JA, van der Berg K. Maps: A Primer. Radiology. 2019 Mar;290(3):590-606. doi: 10.1148/r.1. "
        "Epub 2019 Jan 29. PMID: 30694159.\n\n2: Lee K. Maps of lungs. Eur Radiol. 2020;30(1):1-10. PMID: 31400000; PMCID: PMC1.\n"
    )
    assert read(text) == [
        {
            "title": "Maps: A Primer",
            "authors": ["Smith, J.", "Doe, J. A.", "van der Berg, K."],
            "year": "2019",
            "venue": "Radiology",
            "doi": "10.1148/r.1",
            "pmid": "30694159",
        },
        {"title": "Maps of lungs", "authors": ["Lee, K."], "year": "2020", "venue": "Eur Radiol", "pmid": "31400000"},
    ]


def test_authors_may_stand_on_a_line_of_their_own() -> None:
    text = "Jane Doe, John Roe:\nMaps of Lists. MAPS (1) 2019: 1-9\nAda Poe:\nLists of Maps: A Study. MAPS 2020: 3-4\n"
    assert [(each["title"], each["venue"], each["year"]) for each in read(text)] == [
        ("Maps of Lists", "MAPS", "2019"),
        ("Lists of Maps: A Study", "MAPS", "2020"),
    ]


def test_initials_before_the_family_name_end_no_list_of_authors() -> None:
    one = "A. Vas, N. Sha, N. Par. Maps are all you need. In Maps, 2017."
    assert read(f"{one}\nB. Vas, N. Sha. Other maps. Nature, 2018.\n")[0]["authors"] == [
        "Vas, A.",
        "Sha, N.",
        "Par, N.",
    ]


@pytest.mark.parametrize(
    "text", ["We went there in 2019. It was good.\nThen in 2020. It was not.", "Chapter 1. Maps.\nChapter 2. Lists.\n"]
)
def test_running_text_is_no_bibliography(text: str) -> None:
    assert importer.recognises(text) == 0
