"""Pages of arXiv, ACL Anthology, OpenReview, PubMed, Google Scholar and conferences, pasted from a browser."""

from pathlib import Path

import pytest

from conftest import CHECKOUT, LONG
from generator import importers
from generator.importers.page import importer
from generator.importers.page_lines import names
from generator.papers import Record
from generator.report import Problem

SAMPLES = CHECKOUT / "tests" / "samples" / "page"


def read(text: str) -> tuple[list[dict[str, object]], list[str]]:
    """Return the fields of the records, and the problems as lines, of a text that is known to be such a page."""
    assert importers.choose(text, "x.txt").name == "page"
    found = list(importer.read(text, "x.txt"))
    records = [dict(item.fields) for item in found if isinstance(item, Record)]
    return records, [f"{item.line}: {item.message}" for item in found if isinstance(item, Problem)]


def sample(name: str) -> tuple[list[dict[str, object]], list[str]]:
    return read((SAMPLES / name).read_text("utf-8"))


def test_a_listing_of_arxiv_gives_titles_authors_numbers_classes_and_abstracts() -> None:
    (first, second), problems = sample("arxiv.txt")
    assert first == {
        "title": "Maps of Sparse Sensors: A Survey",
        "abstract": "Sensors are sparse, and maps of them are sparser. We survey what is known of both, and draw a map of "
        "the papers that say so. It shows that the two halves of the field seldom cite each other.",
        "authors": ["Doe, Jane", "the SENSE Collaboration"],
        "year": "2024",
        "arxiv": "2405.00013",
        "tags": ["cs.LG", "physics.data-an"],
    }
    assert second["abstract"] == "We study where to place a sensor."
    assert (second["venue"], second["doi"]) == ("J. Sparse Things 12 (2024) 1-20", "10.1000/sparse.12")
    assert problems == [
        '1: 4 lines of the page belong to no paper and are left out: 1: "Machine Learning"; 2: "Authors and titles for '
        'recent submissions"; 3: "Total of 2 entries"; 4: "New submissions (showing 2 of 2 entries)"'
    ]


def test_a_volume_of_the_anthology_gives_its_papers_with_its_year_and_no_paper_of_its_own() -> None:
    records, problems = sample("anthology.txt")
    assert [(each["title"], each["authors"], each["year"], each["venue"]) for each in records] == [
        (
            "Islands of Topics: Maps that Readers Remember",
            ["Li, Ming", "Ito, Sora", "de Vries, Pieter"],
            "2023",
            "MAPS",
        ),
        ("Naming Islands", ["Poe, Ada"], "2023", "MAPS"),
        ("What a List Hides", ["Doe, Jane"], "2023", "MAPS"),
    ]
    assert ["abstract" in each for each in records] == [True, False, True]
    assert problems == ["16: 1 paper of this page without an abstract"]


def test_labelled_values_alone_make_papers() -> None:
    records, _ = read(
        "Title: Maps\nAuthors: Ada Poe\nYear: 2017\nAbstract: We map.\n\nTitle: Lists\nAbstract: We list.\n"
    )
    assert [(each["title"], each["abstract"]) for each in records] == [("Maps", "We map."), ("Lists", "We list.")]


def test_a_search_at_arxiv_is_read_by_its_labels() -> None:
    (record,), problems = read(
        "Showing 1–1 of 1 results for all: maps\n\n    arXiv:2405.00013  [pdf, other]  cs.LG cs.AI\n    Maps of Sensors\n"
        f"    Authors: Jane Doe, John Roe\n    Abstract: {LONG.strip()} △ Less\n"
        "    Submitted 2 May, 2024; originally announced May 2024.\n    Comments: 12 pages\n"
    )
    assert record == {
        "title": "Maps of Sensors",
        "abstract": LONG.strip(),
        "authors": ["Doe, Jane", "Roe, John"],
        "year": "2024",
        "date": "2024-05-02",
        "arxiv": "2405.00013",
        "tags": ["cs.LG", "cs.AI"],
    }
    assert len(problems) == 1


def test_a_mail_of_arxiv_is_read_though_its_lines_are_broken() -> None:
    (record, other), _ = read(
        "\\\\\narXiv:math/9812001\nDate: Tue, 30 Apr 1998 19:00:00 GMT   (1234kb,D)\n\nTitle: Maps of sparse sensors of\n"
        "  large cities\nAuthors: Jane Doe (1), John Roe (2) and Ming Li ((1) MIT, (2) University of\n  Nowhere)\n"
        "Categories: cs.LG cs.AI\n\\\\\n  We draw a map of\nsensors and show\nit.\n\\\\ ( https://arxiv.org/abs/1 ,  9kb)\n"
        "---------------\n\\\\\narXiv:2405.00027\nTitle: Another\nAuthors: Ada Poe\n\\\\\n  So short.\n\\\\ ( x )\n"
    )
    assert (record["title"], record["year"]) == ("Maps of sparse sensors of large cities", "1998")
    assert record["authors"] == ["Doe, Jane", "Roe, John", "Li, Ming"]
    assert (record["abstract"], other["abstract"]) == ("We draw a map of sensors and show it.", "So short.")


def test_openreview_gives_venue_date_and_keywords() -> None:
    (first, second), problems = read(
        "Accept (oral)\nA Map of Reviews\nYonatan Or, Nicole Me\nPublished: 16 Jan 2024, Last Modified: 13 Mar 2024ICLR 2024 "
        f"oralEveryoneRevisionsBibTeX\nKeywords: maps, reviews\nTL;DR: Maps.\nAbstract: {LONG}\n"
        "Reviews of Maps\nNicole Me\n28 Sept 2020 (modified: 05 May 2023)ICLR 2021 PosterReaders: Everyone\nAbstract: Short.\n"
    )
    assert first["keywords"] == ["maps", "reviews"]
    assert (first["venue"], first["year"], first["date"]) == ("ICLR", "2024", "2024-01-16")
    assert (second["authors"], second["venue"], second["year"], second["abstract"]) == (
        ["Me, Nicole"],
        "ICLR",
        "2021",
        "Short.",
    )
    assert problems == ['1: 1 line of the page belongs to no paper and is left out: 1: "Accept (oral)"']


def test_a_programme_gives_its_talks_and_names_its_breaks() -> None:
    records, problems = read(
        "09:00–09:15 Opening\n09:15–10:00 Keynote: Maps and what they hide\nAda Poe (University of Here)\n10:00 Coffee break\n"
        "10:30 - 10:50 Layouts for large libraries\nJohn Roe (MIT), Ming Li (Elsewhere)\n"
    )
    assert [(each["title"], each["authors"]) for each in records] == [
        ("Keynote: Maps and what they hide", ["Poe, Ada"]),
        ("Layouts for large libraries", ["Roe, John", "Li, Ming"]),
    ]
    assert problems[1].endswith('and are left out: 1: "09:00–09:15 Opening"; 4: "10:00 Coffee break"')


def test_results_of_google_scholar_give_no_piece_of_text_as_an_abstract() -> None:
    records, _ = read(
        "About 2 results (0.05 sec)\n[PDF] arxiv.org\nMaps are all you need\nA Poe, N Roe… - Advances in maps, 2017 - maps.cc\n"
        f"… to attend to maps\n{LONG.strip()} …\nSave Cite Cited by 123 Related articles All 87 versions \n"
        "[BOOK][B] Maps with Python\nF Chol - 2021 - books.google.com\n… Printed. …\nSave Cite\n"
    )
    assert records == [
        {
            "title": "Maps are all you need",
            "authors": ["Poe, A", "Roe, N"],
            "year": "2017",
            "venue": "Advances in maps",
        },
        {"title": "Maps with Python", "authors": ["Chol, F"], "year": "2021"},
    ]


def test_abstracts_saved_as_text_at_pubmed_are_joined_from_their_lines() -> None:
    records, problems = read(
        "1. Radiology. 2019 Mar;290(3):590-606. doi: 10.1148/r.1. Epub 2019\nJan 29.\n\nMaps of lungs that need\nanother line.\n\n"
        "Smith J(1), van der Berg K(2).\n\nAuthor information:\n(1)Somewhere.\n\nMaps of lungs are few and far\nbetween. We "
        "drew ten of them, and looked at what they have in common with those of cities.\n\n© RSNA, 2019.\n\n"
        "DOI: 10.1148/r.1\nPMID: 30694159 [Indexed for MEDLINE]\n\n\n2. Eur Radiol. 2020;30(1):1-10.\n\nA second map.\n\n"
        "Lee K.\n\nPMID: 31400000\n"
    )
    assert records[0] == {
        "title": "Maps of lungs that need another line",
        "abstract": "Maps of lungs are few and far between. We drew ten of them, and looked at what they have in common with "
        "those of cities.",
        "authors": ["Smith, J.", "van der Berg, K."],
        "year": "2019",
        "date": "2019-03",
        "venue": "Radiology",
        "doi": "10.1148/r.1",
        "pmid": "30694159",
    }
    assert (records[1]["venue"], records[1]["pmid"]) == ("Eur Radiol", "31400000")
    assert problems == ["21: 1 paper of this page without an abstract"]


def test_a_value_may_stand_on_the_line_under_its_label() -> None:
    (record,), _ = read(
        f"A Map Alone\n\nAda Poe, John Roe\nAbstract\n{LONG}\nYear:\n    2024\nVenue:\n    MAPS\nDOI:\n    10.1000/m\n"
    )
    assert (record["year"], record["venue"], record["doi"]) == ("2024", "MAPS", "10.1000/m")


def test_papers_may_have_a_button_under_them_and_one_author() -> None:
    records, _ = read(
        "Maps of Here\nAda Poe, John Roe\n[pdf] [supp]\n[bibtex]\nMaps of the Place There\nMing Li\n[pdf]\n[bibtex]\n"
    )
    assert [each["authors"] for each in records] == [["Poe, Ada", "Roe, John"], ["Li, Ming"]]


def test_proceedings_may_stand_behind_the_names_and_a_doi_anywhere() -> None:
    records, _ = read(
        "Maps of Data\nJane Doe, John Roe; Proceedings of the 40th Conference on Maps, PMLR 202:1-18\n[abs][Download PDF]\n"
        "Maps of Sets\nAda Poe; (52):1−71, 2024.\n[abs][pdf][bib]\n"
        "Maps of Trees\nJ. Doe, Ming Li, +1 author, Ada Poe\npp 1–10https://doi.org/10.1145/1234567.1234568\n"
    )
    assert [sorted(each) for each in records] == [
        ["authors", "title", "venue"],
        ["authors", "title", "year"],
        ["authors", "doi", "title"],
    ]
    assert records[0]["venue"] == "Proceedings of the 40th Conference on Maps"
    assert records[2]["authors"] == ["Doe, J.", "Li, Ming", "Poe, Ada"]
    assert records[2]["doi"] == "10.1145/1234567.1234568"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Jane Doe1,2, John Roe†", ["Jane Doe", "John Roe"]),
        ("Daniel Y Fu · Đặng Văn A", ["Daniel Y Fu", "Đặng Văn A"]),
        ("Jane Doe and John Roe, Some University; Ming Li, MIT", ["Jane Doe", "John Roe", "Ming Li"]),
        ("Doe, Jane; Roe, John", ["Doe, Jane", "Roe, John"]),
        ("王芳、李明，张三丰", ["王芳", "李明", "张三丰"]),
        ("Graphs, Trees, and Beyond", []),
        ("Where Maps End, and How", []),
        ("Session 1, Room 2", []),
        ("Jane Doe", []),
    ],
)
def test_a_line_of_names_is_told_from_a_title(line: str, found: list[str]) -> None:
    assert names(line) == found


def test_a_page_of_titles_and_abstracts_alone_is_left_to_its_own_reader() -> None:
    assert importer.recognises(f"Title One\n{LONG}\nTitle Two\n{LONG}") == 0


def test_the_seeds_are_no_such_pages(shared: Path) -> None:
    assert {importer.recognises(path.read_text("utf-8")) for path in (shared / "seeds").glob("*.txt")} == {0}
