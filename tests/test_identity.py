"""Which records are one paper."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.content.identity import Index

TITLE = "Learning to Map the Literature"


def found(one: dict[str, Any], other: dict[str, Any]) -> tuple[str, str]:
    index = Index()
    index.add("1", one)
    match = index.find(other)
    return match.id, match.reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"title": TITLE}, {"title": "LEARNING to map the literature."}, "same title"),
        ({"title": "One", "arxiv": "2401.01234"}, {"title": "Two", "arxiv": "2401.01234"}, "same arxiv 2401.01234"),
        ({"title": TITLE, "doi": "10.1/x"}, {"title": TITLE + ": a study", "doi": "10.1/x"}, "same DOI 10.1/x"),
        ({"title": TITLE, "year": "2019"}, {"title": TITLE, "year": "2020"}, "same title"),
        ({"title": TITLE, "doi": "10.48550/x"}, {"title": TITLE, "doi": "10.1/x"}, "same title"),
        ({"title": "深度学习综述"}, {"title": "深度学习综述"}, "same title"),
        ({"title": "🔥", "abstract": "On fire."}, {"title": "🔥", "abstract": "On fire."}, "same title"),
    ],
)
def test_records_of_one_paper_are_one(one: dict[str, Any], other: dict[str, Any], reason: str) -> None:
    assert found(one, other) == ("1", reason)


@pytest.mark.parametrize(
    ("one", "other", "doubt"),
    [
        ({"title": TITLE, "year": "2017"}, {"title": TITLE, "year": "2020"}, "same title, another year"),
        ({"title": TITLE, "authors": ["Doe, J"]}, {"title": TITLE, "authors": ["Roe, J"]}, "same title, other authors"),
        ({"title": TITLE, "doi": "10.1/x"}, {"title": TITLE, "doi": "10.1/y"}, "same title, another DOI"),
        (
            {"title": TITLE, "abstract": "graphs " * 50},
            {"title": TITLE, "abstract": "quite other words " * 20},
            "same title, another abstract",
        ),
        (
            {"title": "A supplement", "doi": "10.1/x"},
            {"title": "Quite another talk", "doi": "10.1/x"},
            "same DOI, different titles",
        ),
        (
            {"title": "Introduction", "abstract": "On maps of the field."},
            {"title": "Introduction", "abstract": "On mice in the field, again."},
            "",
        ),
    ],
)
def test_two_papers_stay_two_and_the_doubt_is_told(one: dict[str, Any], other: dict[str, Any], doubt: str) -> None:
    id, reason = found(one, other)
    assert id == ""
    assert reason.startswith(doubt)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Language Models are Few-Shot Learners", "Large Language Models are Null-Shot Learners"),
        ("Neural Databases", "Neural Graph Reasoning: Complex Logical Query Answering Meets Graph Databases"),
        ("A Study of Maps, Part I", "A Study of Maps, Part II"),
        ("On GPT-3 and Its Limits", "On GPT-4 and Its Limits"),
    ],
)
def test_titles_that_only_look_alike_are_two_papers(one: str, other: str) -> None:
    assert found({"title": one}, {"title": other}) == ("", "")


def test_the_hard_negatives_of_the_seeds_stay_apart(shared: Path) -> None:
    for one, other in json.loads((shared / "seed_truth.json").read_text("utf-8"))["must_not_merge"]:
        assert found({"title": one}, {"title": other}) == ("", "")


def test_a_record_without_a_doi_does_not_bridge_two_papers() -> None:
    index = Index()
    index.add("1", {"title": TITLE, "doi": "10.1/x"})
    index.add("1", {"title": TITLE})
    index.add("1", {"title": TITLE, "doi": "10.1/x", "year": "2010"})
    assert index.find({"title": TITLE, "doi": "10.1/y"}).id == ""


def cluster(*views: dict[str, Any]) -> Index:
    index = Index()
    for view in views:
        index.add("1", view)
    return index


@pytest.mark.parametrize(
    ("first", "bridge", "other", "doubt"),
    [
        ({"doi": "10.1/x"}, {}, {"doi": "10.1/y"}, "same title, another DOI"),
        ({"year": "2010"}, {}, {"year": "2015"}, "same title, another year"),
        ({"year": "2018"}, {"year": "2019"}, {"year": "2020"}, "same title, another year"),
        ({"authors": ["Doe, J"]}, {}, {"authors": ["Roe, J"]}, "same title, other authors"),
        (
            {"abstract": "graphs " * 50},
            {},
            {"abstract": "quite other words " * 20},
            "same title, another abstract",
        ),
        (
            {"doi": "10.1/x", "arxiv": "2401.00001"},
            {"arxiv": "2401.00001"},
            {"doi": "10.1/y", "arxiv": "2401.00001"},
            "same arxiv, another DOI",
        ),
    ],
)
def test_a_record_that_says_less_does_not_bridge_two_papers(
    first: dict[str, Any], bridge: dict[str, Any], other: dict[str, Any], doubt: str
) -> None:
    title = {"title": TITLE}
    index = cluster(title | first)
    assert index.find(title | bridge).id == "1"
    index.add("1", title | bridge)
    match = index.find(title | other)
    assert (match.id, match.near) == ("", "1")
    assert match.reason.startswith(doubt)


def test_an_edited_year_or_author_still_finds_its_source_and_those_who_agree_with_the_person() -> None:
    index = cluster({"title": TITLE, "year": "2007", "authors": ["Deo, J"]})
    index.add("1", {"title": TITLE, "year": "2017", "authors": ["Doe, J"]}, page=True)
    assert index.find({"title": TITLE, "year": "2007", "authors": ["Deo, J"]}).id == "1"
    assert index.find({"title": TITLE, "year": "2017", "authors": ["Doe, J"]}).id == "1"
    assert index.find({"title": TITLE, "year": "2012"}).id == ""


@pytest.mark.parametrize(
    "prefix", ["Erratum: ", "Correction to: ", "Corrigendum to ", "Reply to: ", "Comment on: ", "Retraction notice to "]
)
def test_a_correction_that_shares_the_doi_of_its_paper_is_a_paper_of_its_own(prefix: str) -> None:
    long = TITLE + " of a Whole Field in One Afternoon, with Figures"
    one, other = {"title": long, "doi": "10.1/x"}, {"title": prefix + long, "doi": "10.1/x"}
    assert found(one, other)[0] == ""
    assert found(other, one)[0] == ""
    assert found(other, other)[0] == "1"


@pytest.mark.parametrize(
    "title", ["Editorial", "Erratum", "Reply to Smith", "Preface", "Author Index", "Introduction", "Editorial 12"]
)
def test_a_title_that_many_papers_have_needs_author_year_and_place(title: str) -> None:
    full = {"title": title, "authors": ["Doe, J"], "year": "2020", "venue": "Journal of Maps"}
    assert found(full, full)[0] == "1"
    assert found(full, full | {"doi": "10.1/x"})[0] == "1"
    for without in ("authors", "year", "venue"):
        less = {name: value for name, value in full.items() if name != without}
        assert found(full, less) == ("", "")
        assert found(less, less) == ("", "")
    assert found(full, full | {"year": "2021"}) == ("", "")
    assert found(full | {"doi": "10.1/x"}, full | {"doi": "10.1/y"}) == ("", "")
    same_doi = {"title": title, "doi": "10.1/x"}
    assert found(same_doi, same_doi | {"authors": ["Doe, J"]}) == ("", "")


def test_a_record_that_says_what_it_said_before_is_found_whatever_its_title() -> None:
    index = Index()
    index.add("1", {"title": "Editorial"}, source="a.ris")
    assert index.find({"title": "Editorial"}, "a.ris").id == "1"
    assert index.find({"title": "Editorial"}, "b.ris").id == ""


def test_a_short_title_needs_more_than_itself() -> None:
    assert found({"title": "Maps"}, {"title": "Maps"})[0] == ""
    assert found({"title": "Maps", "year": "2020"}, {"title": "Maps", "year": "2020", "venue": "J"})[0] == ""
    by = {"title": "Maps", "authors": ["Doe, J"], "year": "2020"}
    assert found(by, by | {"year": "2021"})[0] == "1"
    assert found({"title": "Maps", "abstract": "On maps."}, {"title": "Maps", "abstract": "On maps."})[0] == "1"
    assert found({"title": "Maps", "doi": "10.1/x"}, {"title": "Maps", "doi": "10.1/x"})[0] == "1"


def test_talks_of_one_supplement_that_share_a_doi_and_differ_in_a_number_are_two() -> None:
    one, other = f"{TITLE}: Part I of a Long Series", f"{TITLE}: Part II of a Long Series"
    assert found({"title": one, "doi": "10.1/x"}, {"title": other, "doi": "10.1/x"})[0] == ""


def test_a_version_finds_its_paper() -> None:
    index = cluster(
        {
            "title": TITLE,
            "doi": "10.1/x",
            "versions": ["https://doi.org/10.48550/y", "https://arxiv.org/abs/2401.00001v2"],
        }
    )
    assert index.find({"title": TITLE, "doi": "10.48550/y"}).reason == "same DOI 10.48550/y"
    assert index.find({"title": "Another Title", "arxiv": "2401.00001"}).reason == "same arxiv 2401.00001"


def ris(path: Path) -> list[dict[str, Any]]:
    """Read a RIS file for this test alone."""
    records: list[dict[str, Any]] = []
    for line in path.read_text("utf-8-sig").splitlines():
        tag, value = line[:2], line[6:].strip()
        if tag == "TY":
            records.append({"authors": []})
        elif line[2:6] == "  - " and tag == "AU":
            records[-1]["authors"].append(value)
        elif line[2:6] == "  - " and (
            name := {"TI": "title", "PY": "year", "DO": "doi", "T2": "venue", "AB": "abstract"}.get(tag)
        ):
            records[-1][name] = value.lower() if name == "doi" else value
    return records


def test_two_databases_of_one_topic_are_united_as_a_person_would(shared: Path) -> None:
    dev = shared / "inputs" / "dev"
    scopus, pubmed = ris(dev / "cs_scopus255.ris"), ris(dev / "cs_pubmed176.ris")
    assert (len(scopus), len(pubmed)) == (255, 176)
    lines = (Path(__file__).parent / "pairs" / "gambling-scopus-pubmed.txt").read_text("utf-8").splitlines()
    truth = {(int(one), int(other)) for one, other in (line.split() for line in lines if not line.startswith("#"))}
    index = Index()
    paper_of: dict[str, list[tuple[str, int]]] = {}
    for source, records in (("pubmed", pubmed), ("scopus", scopus)):
        for number, record in enumerate(records, start=1):
            id = index.find(record, source).id or f"{source} {number}"
            index.add(id, record)
            paper_of.setdefault(id, []).append((source, number))
    united = {
        (other[1], one[1])
        for members in paper_of.values()
        for one, other in zip(members, members[1:])
        if one[0] != other[0]
    }
    assert all(len(members) <= 2 for members in paper_of.values())
    assert united - truth == set()
    # A notice that one database titles as the letter it corrects: the two are asked about, not united.
    assert truth - united == {(125, 176)}
