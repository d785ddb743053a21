"""Reading lists in Markdown."""

from pathlib import Path

from conftest import CHECKOUT
from generator.importers import reading_list
from generator.importers.markdown import blocks
from generator.papers import Record
from generator.report import Problem

SAMPLE = (CHECKOUT / "tests" / "samples" / "reading-list" / "papers.md").read_text("utf-8")
PAPERS = {
    record.title: record for record in reading_list.importer.read(SAMPLE, "papers.md") if isinstance(record, Record)
}


def one(text: str) -> dict[str, object]:
    (record,) = (each for each in reading_list.importer.read(text, "x.md") if isinstance(each, Record))
    return dict(record.fields)


def test_every_paper_of_a_list_is_a_record_in_its_order() -> None:
    assert list(PAPERS) == [
        "Maps of reading",
        "Second map: a study of maps",
        "A survey of many maps",
        "Retrieval on maps",
        "Drawing what is read",
        "arXiv:2401.01234",
        "Tables of maps",
    ]


def test_an_item_says_title_authors_venue_year_and_links() -> None:
    assert dict(PAPERS["Maps of reading"].fields) == {
        "title": "Maps of reading",
        "authors": ["Ito, Sora", "de Vries, Pieter", "d'Aumale, Cyprien"],
        "year": "2021",
        "venue": "ICLR",
        "arxiv": "2101.00001",
        "pdf": "https://arxiv.org/pdf/2101.00001.pdf",
        "collections": ["Reading"],
        "resources": ["https://github.com/example/maps"],
    }
    assert PAPERS["Maps of reading"].line == 9


def test_an_address_without_a_host_that_can_be_costs_no_other_item() -> None:
    found = list(
        reading_list.importer.read(
            "- **Maps** [pdf](https://[supp]/x.pdf) 2019\n- **Lists** [pdf](https://a.example/l.pdf)\n", "x.md"
        )
    )
    assert [each.title for each in found if isinstance(each, Record)] == ["Maps", "Lists"]


def test_an_item_may_run_over_two_lines_and_a_preprint_has_no_venue() -> None:
    fields = PAPERS["Second map: a study of maps"].fields
    assert fields["authors"] == ["Ito, Sora"]
    assert "venue" not in fields


def test_authors_and_venue_may_stand_behind_commas() -> None:
    fields = PAPERS["A survey of many maps"].fields
    assert fields["authors"] == ["Ito, Sora", "Doe, Jane"]
    assert (fields["venue"], fields["year"], fields["doi"]) == ("ACL", "2020", "10.1000/survey.1")
    assert fields["collections"] == ["Reading / Surveys"]


def test_what_is_indented_under_a_paper_is_the_paper_s() -> None:
    fields = PAPERS["Retrieval on maps"].fields
    assert fields["authors"] == ["Doe, Jane", "Roe, John"]
    assert (fields["venue"], fields["year"]) == ("EMNLP", "2019")
    assert fields["url"] == "https://openreview.net/forum?id=abc"
    assert fields["resources"] == ["https://gitlab.com/example/retrieval"]


def test_words_before_a_link_that_only_says_paper_are_the_title() -> None:
    fields = PAPERS["Drawing what is read"].fields
    assert (fields["authors"], fields["venue"], fields["year"]) == (["Doe"], "NeurIPS", "2017")


def test_a_row_of_a_table_is_read_by_its_columns() -> None:
    fields = PAPERS["Tables of maps"].fields
    assert (fields["venue"], fields["date"], fields["arxiv"]) == ("NeurIPS", "2023-04-17", "2304.08485")


def test_an_address_alone_is_a_stub() -> None:
    assert PAPERS["arXiv:2401.01234"].fields["needs"] == "metadata"


def test_what_is_no_paper_is_told_once_with_its_lines() -> None:
    (problem,) = (each for each in reading_list.importer.read(SAMPLE, "papers.md") if isinstance(each, Problem))
    assert problem.line == 3
    assert problem.message == (
        '4 items of the list name no paper and are left out: 3: "See [another list](https://example.org/list)."; '
        '5: "[Reading](#reading)"; 28: "**[Mapper](https://github.com/example/mapper)** - a tool"; '
        '29: "**Website**: [here](https://example.org)"'
    )


def test_a_short_bold_name_before_the_linked_title_is_not_the_title() -> None:
    found = one(
        "- (2018-10) **BERT** [BERT: Deep Bidirectional Transformers](https://arxiv.org/abs/1810.04805) - A. Bee et al.\n"
    )
    assert (found["title"], found["year"]) == ("BERT: Deep Bidirectional Transformers", "2018")


def test_a_venue_in_brackets_with_a_short_year() -> None:
    found = one("- **A Title in Bold** (ICLR'22) [[Paper]](https://openreview.net/pdf?id=abc)\n")
    assert (found["venue"], found["year"], found["pdf"]) == ("ICLR", "2022", "https://openreview.net/pdf?id=abc")


def test_prose_and_lists_of_tools_are_no_reading_list() -> None:
    for text in ("# A tool\n\n- **Fast**: it is fast\n- [docs](https://example.org)\n", "Some words.\n", ""):
        assert reading_list.importer.recognises(text) == 0


def test_odd_markdown_takes_no_time() -> None:
    for odd in (
        "<!--" * 50_000,
        "[" * 50_000,
        "**a " * 20_000,
        "- " * 50_000,
        "-" * 50_000 + "x",
        "[a](" * 20_000,
        "<a " * 20_000,
    ):
        list(reading_list.importer.read(f"- **A title**. [[pdf](https://arxiv.org/abs/2101.00001)]\n{odd}\n", "x.md"))
    deep = "\n".join(f"{' ' * depth}- word" for depth in range(600))
    assert len(list(blocks(deep))) == 600
    list(reading_list.importer.read(deep, "x.md"))


def test_a_real_list_is_read_whole(shared: Path) -> None:
    text = (shared / "inputs" / "dev" / "PLMpapers_README.md").read_text("utf-8")
    found = [each for each in reading_list.importer.read(text, "x.md") if isinstance(each, Record)]
    # 126 items on one line, one on two lines, one paragraph.
    assert len(found) == 128
    assert len({each.line for each in found}) == 128
    assert sum("arxiv" in each.fields for each in found) == 68
    assert sum("authors" in each.fields for each in found) == 125
