"""What a format's values become."""

import pytest

from generator.importers import fields
from generator.importers.names import people, person
from generator.papers import Author, Record, Rejected


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ada Lovelace", "Lovelace, Ada"),
        ("Lovelace, Ada", "Lovelace, Ada"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Knuth DE", "Knuth, D. E."),
        ("van der Berg J", "van der Berg, J."),
        ("Smith, J.-P.", "Smith, J.-P."),
        ("King, Jr., Martin Luther", "King, Martin Luther Jr."),
        ("Martin Luther King Jr.", "King, Martin Luther Jr."),
        ("The ATLAS Collaboration", "The ATLAS Collaboration"),
        ("Doctors Without Borders,", "Doctors Without Borders"),
        ("OpenAI", "OpenAI"),
        ("others", ""),
        ("张三", "张三"),
        ("Jane Doe 0001", "Doe, Jane"),
        ("Doe 0002, Jane", "Doe, Jane"),
        ("Daniel Y Fu", "Fu, Daniel Y"),
        ("World 2020 Group", "World 2020 Group"),
    ],
)
def test_a_name_is_family_then_given_and_a_body_stays_whole(written: str, name: str) -> None:
    assert person(written) == name


def test_markup_that_publishers_leave_goes_and_other_angle_brackets_stay() -> None:
    said = fields.without_markup("<jats:p>CO<sub>2</sub> &amp; <i>E. coli</i>: a &lt; b, a <sks> dog</jats:p>")
    assert fields.paragraphs(said) == "CO2 & E. coli: a < b, a <sks> dog"


def test_a_year_out_of_range_is_none() -> None:
    assert [fields.year(each) for each in ("2021", "c1999.", "in press", "12345", None)] == ["2021", "1999", "", "", ""]


@pytest.mark.parametrize(("said", "kind"), [("Journal Article", "article-journal"), ("JOUR", "article-journal"),
                                            ("inProceedings", "paper-conference"), ("PhdThesis", "thesis"), ("x", "")])  # fmt: skip
def test_a_type_has_one_name_in_all_formats(said: str, kind: str) -> None:
    assert fields.kind(said) == kind


def test_index_terms_are_tags_and_no_keywords_of_the_author() -> None:
    assert fields.keywords(["Gambling", "Harm"]) == {"tags": ["Gambling", "Harm"], "keywords": ["Gambling", "Harm"]}
    assert fields.keywords(["*Gambling/psychology", "Humans"]) == {"tags": ["Gambling", "Humans"], "keywords": []}
    assert fields.keywords(["client/server", "TCP/IP"])["tags"] == ["client/server", "TCP/IP"]
    assert fields.keywords([f"term {number}" for number in range(30)])["keywords"] == []


def test_a_record_has_only_what_the_source_gave_and_in_one_spelling() -> None:
    made = fields.record(
        {"title": " A\n title ", "doi": "https://doi.org/10.48550/ARXIV.2401.01234", "year": "", "authors": ["A B"]},
        "x.ris",
        3,
    )
    assert isinstance(made, Record)
    assert dict(made.fields) == {
        "title": "A title",
        "authors": ["B, A"],
        "doi": "10.48550/arxiv.2401.01234",
        "arxiv": "2401.01234",
    }


def test_an_author_whose_parts_are_known_is_not_turned() -> None:
    made = fields.record({"title": "T", "authors": [Author("Kommune Sometown"), Author("Da Silva", "Ana")]}, "x.bib", 1)
    assert isinstance(made, Record)
    assert made.fields["authors"] == ["Kommune Sometown", "Da Silva, Ana"]


def test_languages_are_known_by_the_names_that_latex_has_for_them() -> None:
    found = [fields.language(each) for each in ("american", "ngerman", "nynorsk", "brazil", "magyar")]
    assert found == ["en", "de", "no", "pt", "hu"]


def test_a_record_without_a_title_is_rejected_verbatim() -> None:
    made = fields.record({"abstract": "Text."}, "x.ris", 7, "TY  - JOUR")
    assert made == Rejected("x.ris", 7, "it has no title", "TY  - JOUR")


def test_a_name_of_which_the_source_says_what_is_what_is_not_turned() -> None:
    people = [
        Author("Deutsche Forschungsgemeinschaft"),
        Author("Knuth", "DE"),
        Author("Plato"),
        Author("others"),
        "A B",
    ]
    made = fields.record({"title": "T", "authors": people}, "x", 1)
    assert isinstance(made, Record)
    assert made.fields["authors"] == ["Deutsche Forschungsgemeinschaft", "Knuth, D. E.", "Plato", "B, A"]


@pytest.mark.parametrize(
    ("written", "date"),
    [("12/21/2011", "2011-12-21"), ("25/7/2014", "2014-07-25"), ("4/4/2014", "2014-04-04"), ("3/2/2011", ""), ("3.2.2011", "2011-02-03")],
)  # fmt: skip
def test_a_day_and_a_month_are_told_apart_or_left_out(written: str, date: str) -> None:
    assert fields.date(written) == date


def test_lines_of_a_note_are_found_by_their_labels() -> None:
    assert fields.labelled("mine\nPMID: 12\nPMID: 13\nempty:") == {"pmid": "12"}


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Liu F., Li C.", ["Liu F.", "Li C."]),
        ("Smith, J., van Doe, B.-C.", ["Smith, J.", "van Doe, B.-C."]),
        ("Smith, John", ["Smith, John"]),
        ("van der Berg, Jan and Knuth, D.", ["van der Berg, Jan", "Knuth, D."]),
        ("Mark Neumann, Kenton Lee and Luke Zettlemoyer", ["Mark Neumann", "Kenton Lee", "Luke Zettlemoyer"]),
        ("Vaswani, Ashish, Shazeer, Noam", ["Vaswani, Ashish", "Shazeer, Noam"]),
        ("OpenAI, Josh Achiam", ["OpenAI", "Josh Achiam"]),
        ("King, Jr., Martin Luther", ["King, Jr., Martin Luther"]),
        ("Doe, Jane; Roe, John", ["Doe, Jane", "Roe, John"]),
        ("Jane Doe et al.", ["Jane Doe"]),
        ("", []),
    ],
)
def test_names_in_one_text_are_parted_however_it_is_written(written: str, names: list[str]) -> None:
    assert people(written) == names
