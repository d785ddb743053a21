"""Tables of databases, of reference managers, and of one's own."""

from pathlib import Path

import pytest

from conftest import CHECKOUT
from generator import importers
from generator.importers import rows, table
from generator.papers import Record, Rejected
from generator.report import Problem
from generator.text import title_key

SAMPLES = CHECKOUT / "tests" / "samples" / "table"


def read(text: str) -> list[Record | Rejected | Problem]:
    return list(table.importer.read(text, "x.csv"))


def records(text: str) -> list[Record]:
    return [finding for finding in read(text) if isinstance(finding, Record)]


def problems(text: str) -> list[Problem]:
    return [finding for finding in read(text) if isinstance(finding, Problem)]


def sample(name: str) -> list[Record]:
    return records(importers.decode((SAMPLES / name).read_bytes(), name).text)


def file(path: Path) -> list[Record | Rejected | Problem]:
    return read(importers.decode(path.read_bytes(), path.name).text)


@pytest.mark.parametrize("name", ["scopus.csv", "lens.csv", "openalex.csv", "dimensions.csv", "web-of-science.txt"])
def test_what_the_databases_share_is_read_alike(name: str) -> None:
    first = sample(name)[0].fields
    assert first["authors"] == ["Ito, Sora", "de Vries, Pieter"]
    assert (str(first["venue"]).lower(), first["year"], first["doi"]) == ("journal of maps", "2021", "10.1000/maps.1")
    assert first["type"] == "article-journal"


def test_scopus_names_its_keywords_and_the_index_s_apart() -> None:
    first, second = sample("scopus.csv")
    assert (first.fields["keywords"], first.fields["tags"]) == (["reading", "maps"], ["Cartography", "Humans"])
    assert first.fields["language"] == "en"
    assert "abstract" not in second.fields
    assert second.fields["type"] == "paper-conference"


def test_initials_after_the_family_name_and_commas_between_authors() -> None:
    assert sample("scopus-older.csv")[0].fields["authors"] == ["Ito, S.", "de Vries, P."]
    assert sample("pubmed.csv")[0].fields["authors"] == ["Ito, S.", "de Vries, P."]


def test_zotero_s_cells_keep_their_lines_tags_files_and_numbers() -> None:
    (only,) = sample("zotero.csv")
    assert only.fields["title"] == "Maps of reading"
    assert only.fields["abstract"] == 'First line. Second line, with "quotes".'
    assert only.fields["authors"] == ["Ito, Sora", "World Map Society"]
    assert only.fields["tags"] == ["Cartography", "Humans", "reading"]
    assert only.fields["pmid"] == "33000001"
    assert only.fields["date"] == "2021-05"


def test_a_preamble_is_left_out_and_said() -> None:
    text = (SAMPLES / "dimensions.csv").read_text("utf-8")
    assert [problem.message[:36] for problem in problems(text)] == ['1 line before the header left out: "']
    assert records(text)[0].line == 3


def test_the_line_that_tells_excel_the_delimiter_is_no_preamble() -> None:
    text = (SAMPLES / "own.csv").read_text("utf-8")
    (only,) = records(text)
    assert problems(text) == []
    assert only.fields["keywords"] == ["Lesen", "Karten"]
    assert only.fields["resources"] == ["https://github.com/example/maps"]


def test_quotation_marks_mean_nothing_in_a_table_of_tags() -> None:
    first, second = sample("web-of-science.txt")
    assert first.fields["title"] == '"Green" maps of reading'
    assert first.fields["abstract"] == 'We map "what people read.'
    assert (first.fields["date"], second.fields["date"]) == ("2021-05-03", "2022-12")
    assert first.fields["tags"] == ["ATLAS"]


def test_openalex_s_lists_are_parted_by_bars_and_its_number_is_known() -> None:
    fields = sample("openalex.csv")[0].fields
    assert (fields["openalex"], fields["pdf"]) == ("W2741809807", "https://example.org/maps.pdf")
    assert fields["keywords"] == ["Reading", "Maps"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(sign: str) -> None:
    (only,) = records(f"Title{sign}Year{sign}Note\nA title{sign}2020{sign}x\n")
    assert (only.fields["title"], only.fields["year"]) == ("A title", "2020")


def test_lines_are_those_of_the_file_also_behind_cells_of_several_lines() -> None:
    found = records('Title,Abstract\n"One","a\n\nb"\nTwo,c\n')
    assert [(record.line, record.fields["abstract"]) for record in found] == [(2, "a\n\nb"), (5, "c")]
    assert found[0].text == '"One","a\n\nb"'


def test_a_quotation_mark_never_closed_is_named_and_swallows_nothing() -> None:
    text = 'Title,Abstract\n"Good ""one""\nof two lines","a, b"\n"Unclosed, abs\nNext,row\n"Last","x"\n'
    assert [record.fields["title"] for record in records(text)] == [
        'Good "one" of two lines',
        "Unclosed",
        "Next",
        "Last",
    ]
    assert [(each.line, each.message) for each in problems(text)] == [
        (4, "a quotation mark is opened and never closed")
    ]


def test_a_broken_row_that_cannot_be_read_is_rejected_with_its_lines() -> None:
    text = 'Title,Year,Abstract\n"One",2020,"starts here\nand goes on\nand on\n"Two",2021,"b"\n'
    rejected = [finding for finding in read(text) if isinstance(finding, Rejected)]
    assert [(each.line, each.text) for each in rejected] == [(2, '"One",2020,"starts here\nand goes on\nand on')]
    assert [record.fields["title"] for record in records(text)] == ["Two"]


def test_quotation_marks_inside_a_cell_that_are_not_doubled_are_text() -> None:
    text = 'Title,Year\n"He said "hello" to you",2020\n'
    assert records(text)[0].fields["title"] == 'He said "hello" to you'
    assert [each.line for each in problems(text)] == [2]


def test_uneven_rows_are_told_once_and_empty_cells_at_the_end_are_none() -> None:
    text = "Title,Year,Abstract\nOne,2020\nTwo,2021,b,,\nThree,2022,c,d\n"
    assert [record.fields["title"] for record in records(text)] == ["One", "Two", "Three"]
    assert [(each.line, each.message) for each in problems(text)] == [
        (2, "2 rows have more or fewer cells than the 3 of the header, the first with 2")
    ]


def test_a_formula_is_text() -> None:
    (only,) = records('Title,Abstract Note,DOI\n"=cmd|\' /C calc\'!A0","+1+1","@SUM(1)"\n')
    assert dict(only.fields) == {"title": "=cmd|' /C calc'!A0", "abstract": "+1+1"}


def test_a_row_without_a_title_is_rejected_and_an_empty_one_is_nothing() -> None:
    found = read("Title,Year\n,2020\n,\nA title,2021\n")
    assert [(type(each).__name__, each.line) for each in found] == [("Rejected", 2), ("Record", 4)]


def test_a_long_cell_is_read_whole() -> None:
    long = "x " * 100_000
    assert len(str(records(f'Title,Abstract\nA,"{long}"\n')[0].fields["abstract"])) == len(long) - 1


@pytest.mark.parametrize(
    "text",
    [
        "Name,Email\nA,b\n",
        "| Title | Year |\n|---|---|\n| A | 2020 |\n",
        "Title | Year\n--- | ---\nA | 2020\n",
        '["title", "year"]\n',
        "A title, an abstract and a year\n",
        "@article{a,\n  title\t\t= {Maps},\n  year = 2020\n}\n",
        "Title, words\nand a sentence\n",
        "",
    ],
)
def test_what_is_no_table_of_papers_is_not_recognised(text: str) -> None:
    assert table.importer.recognises(text) == 0


def test_a_file_of_broken_quotes_takes_no_time() -> None:
    text = "Title,Year\n" + '"a ""b\n' * 3_000 + '"c, d\n' * 3_000
    assert sum(1 for _ in rows.split(text, ",", 2, 2)) == 6_000


@pytest.mark.parametrize(("name", "count"), [("dev/biblx_scopus.csv", 8), ("crossformat/asysd_zotero.csv", 1233)])
def test_every_row_of_a_real_export_is_a_record(shared: Path, name: str, count: int) -> None:
    found = file(shared / "inputs" / name)
    assert len(found) == count
    assert all(isinstance(each, Record) for each in found)


def test_a_library_has_the_titles_that_its_other_exports_have(shared: Path) -> None:
    found = file(shared / "inputs" / "crossformat" / "asysd_zotero.csv")
    assert len({title_key(each.title) for each in found if isinstance(each, Record)}) == 1224


@pytest.mark.parametrize(
    ("name", "titles", "faults"),
    [
        ("csv_bad_quotes_embedded_newline.csv", ['Title with "quotes" and newline', "Unclosed", "Next"], [4]),
        ("csv_formula_injection.csv", ["=cmd|' /C calc'!A0"], []),
        ("csv_semicolon_latin1.csv", ["Étude naïve"], []),
    ],
)
def test_hostile_tables(shared: Path, name: str, titles: list[str], faults: list[int]) -> None:
    found = file(shared / "inputs" / "hostile" / "made" / name)
    assert [each.title for each in found if isinstance(each, Record)] == titles
    assert [each.line for each in found if isinstance(each, Problem)] == faults
