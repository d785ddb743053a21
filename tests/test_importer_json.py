"""What the formats that are JSON say of a paper: CSL, Zotero, OpenAlex, Semantic Scholar, Hugging Face, plain."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import importers
from generator.importers import (
    better_bibtex_json,
    csl_json,
    huggingface,
    openalex,
    plain_json,
    registry,
    semantic_scholar,
)
from generator.papers import Record, Rejected
from generator.report import Problem

SAMPLES = Path(__file__).parent / "samples"
ALL = [each.importer for each in (better_bibtex_json, csl_json, huggingface, openalex, plain_json, semantic_scholar)]


def read(path: Path | str) -> list[Any]:
    """Return what the importer that knows a file finds in it; a name is one of our samples."""
    path = SAMPLES / path if isinstance(path, str) else path
    text = importers.decode(path.read_bytes(), path.name).text
    return list(importers.choose(text, path.name).read(text, path.name))


def fields(path: str) -> list[dict[str, Any]]:
    return [dict(each.fields) for each in read(path) if isinstance(each, Record)]


def test_csl_json_with_particles_bodies_notes_and_every_kind_of_date() -> None:
    first, second, third = fields("csl-json/zotero.json")
    assert first == {
        "title": "Small maps for large libraries",
        "abstract": "We measure how small maps help readers, and find that CO2 is not involved.",
        "authors": ["van der Berg, Jan", "King, Martin Jr.", "Reading Maps Working Party"],
        "year": "2021",
        "date": "2021-03-04",
        "venue": "Journal of Small Maps",
        "type": "article-journal",
        "language": "en",
        "doi": "10.1234/maps.5",
        "arxiv": "2101.00001",
        "pmid": "7654321",
        "url": "https://example.org/maps/5",
        "keywords": ["maps", "reading"],
        "tags": ["maps", "reading"],
    }
    assert (second["authors"], second["date"]) == (["Roe, J. P."], "2019-05-12")
    assert (third["authors"], third["date"], third["type"]) == (["Doe, Ann"], "2018-06", "book")


def test_works_as_crossref_writes_them_have_lists_for_titles() -> None:
    first, second = fields("csl-json/works-of-crossref.json")
    assert first == {
        "title": "One title in a list",
        "abstract": "Lists hold what <one> would do.",
        "authors": ["Major, Mary", "List Consortium"],
        "year": "2020",
        "date": "2020-07",
        "venue": "Annals of Lists",
        "type": "article-journal",
        "doi": "10.1234/one",
        "url": "https://doi.org/10.1234/one",
        "tags": ["General Lists"],
    }
    assert (second["year"], second["venue"], second["type"]) == ("2017", "Meeting of Lists", "paper-conference")


def test_better_bibtex_gives_folders_files_and_what_extra_says() -> None:
    first, second = fields("better-bibtex-json/library.json")
    assert first == {
        "title": "How folders help",
        "abstract": "Folders hold papers.",
        "authors": ["Lovelace, Ada", "Folder Society of Wales"],
        "year": "2014",
        "date": "2014-07-25",
        "venue": "Journal of Folders",
        "type": "article-journal",
        "language": "en",
        "doi": "10.1234/folders",
        "arxiv": "1407.00001",
        "pmid": "111",
        "url": "https://example.org/folders",
        "pdf": "https://example.org/folders.pdf",
        "keywords": ["folders", "order"],
        "tags": ["folders", "order"],
        "collections": ["Thesis / Chapter 2"],
        "files": ["files/7/folders.pdf"],
    }
    assert second["authors"] == ["Itor, Ed"]
    assert (second["year"], "date" in second) == ("2011", False), "10/11 may be October or November"


def test_a_note_among_zotero_s_items_is_rejected_as_what_it_is() -> None:
    (note,) = [each for each in read("better-bibtex-json/library.json") if isinstance(each, Rejected)]
    assert (note.line, note.reason) == (38, "it is a note, not a paper")
    assert json.loads(note.text)["itemID"] == 9


@pytest.mark.parametrize(
    "tree",
    [
        {"A": {"key": "A", "name": "Up", "items": [1]}, "B": {"key": "B", "name": "Down", "parent": "A", "items": [1]}},
        [{"name": "Up", "items": [1], "collections": [{"name": "Down", "items": [{"itemID": 1}]}]}],
        {"A": {"key": "A", "name": "Up", "parent": "A", "items": [1]}, "B": {"name": "Down", "parent": "A", "items": [1]}},
    ],
)  # fmt: skip
def test_collections_are_named_with_those_that_hold_them(tree: object) -> None:
    text = json.dumps({"items": [{"itemType": "book", "itemID": 1, "title": "T"}], "collections": tree})
    (found,) = better_bibtex_json.importer.read(text, "x.json")
    assert isinstance(found, Record)
    assert found.fields["collections"] == ["Up", "Up / Down"]


def test_zotero_s_web_api_puts_the_item_beside_its_links() -> None:
    (found,) = fields("better-bibtex-json/web-api.json")
    assert (found["title"], found["arxiv"], found["type"]) == ("A preprint by way of the web", "2201.00002", "article")


def test_openalex_puts_the_abstract_in_order_and_names_the_journal_not_the_repository() -> None:
    (first, *_) = fields("openalex/page.json")
    assert first == {
        "title": "Open works & closed ones",
        "abstract": "We the words in the index",
        "authors": ["Lovelace, Ada", "Babbage, Charles"],
        "year": "2021",
        "date": "2021-05-06",
        "venue": "Meeting on Openness",
        "type": "paper-conference",
        "language": "en",
        "doi": "10.1234/oa.1",
        "arxiv": "2105.00003",
        "pmid": "222",
        "openalex": "W1000001",
        "url": "https://doi.org/10.1234/oa.1",
        "pdf": "https://arxiv.org/pdf/2105.00003",
        "tags": ["Openness", "Open Science"],
    }


def test_an_openalex_work_without_a_title_is_rejected_and_an_index_without_bounds_refused() -> None:
    first, rejected, third, problem = read("openalex/page.json")
    assert isinstance(first, Record)
    assert (rejected.line, rejected.reason) == (11, "it has no title")
    assert "abstract" not in third.fields
    assert isinstance(problem, Problem)
    assert problem.message == "the abstract is left out: its index speaks of a word number 500,000,000"


def test_a_paper_of_semantic_scholar_is_one_record_with_all_that_it_cites() -> None:
    assert fields("semantic-scholar/paper.json") == [
        {
            "title": "A paper with what it cites",
            "abstract": "It cites one paper.",
            "authors": ["Lovelace, Ada", "Babbage, C."],
            "year": "2020",
            "date": "2020-02-03",
            "venue": "Conference on Citing",
            "type": "paper-conference",
            "doi": "10.1234/s2",
            "arxiv": "2001.00004",
            "pmid": "333",
            "url": "https://www.semanticscholar.org/paper/aaaa0000",
            "pdf": "https://example.org/s2.pdf",
            "tags": ["Computer Science"],
        }
    ]


def test_a_batch_of_semantic_scholar_has_nulls_for_what_it_does_not_know() -> None:
    known, untitled, nulls = read("semantic-scholar/batch.json")
    assert dict(known.fields) == {"title": "Known to the service", "year": "2022"}
    assert untitled.reason == "it has no title"
    assert nulls.message == "1 place of the list with null instead of a record"


def test_citations_and_the_bulk_data_of_semantic_scholar_are_read() -> None:
    assert [each["title"] for each in fields("semantic-scholar/citations.json")] == ["It cites", "It cites too"]
    first, second = fields("semantic-scholar/bulk.jsonl")
    assert (first["doi"], first["tags"], second["year"]) == ("10.1234/bulk", ["Physics"], "2019")


def test_daily_papers_are_joined_linked_and_dated_by_the_paper() -> None:
    first, second = fields("huggingface/daily_papers.json")
    assert first == {
        "title": "Daily Reading for Engines",
        "abstract": "We read papers daily and keep what is good. It takes an hour.",
        "authors": ["Lovelace, Ada", "Babbage, Charles"],
        "year": "2024",
        "date": "2024-06-01",
        "arxiv": "2406.00001",
        "url": "https://huggingface.co/papers/2406.00001",
        "tags": ["reading", "engines"],
        "resources": ["https://github.com/example/daily", "https://example.org/daily"],
    }
    assert second["title"] == "A Bare Paper"


def test_the_saved_page_of_daily_papers_holds_the_same() -> None:
    (found,) = read("huggingface/page.html")
    assert (found.title, found.line) == ("A <sks> Dog & a Page", 5)
    assert found.fields["abstract"] == "It is said that x < y > z."
    assert found.fields["authors"] == ["Doe, Ann"]
    assert json.loads(found.text)["paper"]["id"] == "2406.00003"


@pytest.mark.parametrize(
    "attributes",
    [
        """data-props="{}" data-target="DailyPapers\"""",
        """data-target="DailyPapers" class="x" data-props="{}\"""",
        """data-target="DailyPapers" data-props='{}'""",
    ],
)
def test_the_page_s_attributes_may_stand_in_any_order(attributes: str) -> None:
    papers = json.dumps({"dailyPapers": [{"paper": {"id": "2406.00004", "title": "T"}}]}).replace('"', "&quot;")
    page = f'<p data-props="[1]">\n<div {attributes.replace("{}", papers)}></div><p data-props="[2]">'
    assert huggingface.importer.recognises(page) == 95
    assert [each.line for each in huggingface.importer.read(page, "x.html")] == [2]


def test_a_page_without_daily_papers_is_not_recognised() -> None:
    assert huggingface.importer.recognises('<div data-target="DailyPapers"></div><p data-props="{}">') == 0
    assert huggingface.importer.recognises("<html><p>papers</p></html>") == 0


def test_plain_json_takes_everyday_names() -> None:
    first, second = fields("json/list.json")
    assert first == {
        "title": "Written by a script",
        "abstract": "It has everyday names.",
        "authors": ["Lovelace, Ada", "Babbage, Charles", "Doe, Ann"],
        "year": "2020",
        "venue": "Script Letters",
        "doi": "10.1234/script",
        "url": "https://example.org/script",
        "keywords": ["scripts", "names"],
    }
    assert second["authors"] == ["Doe, Ann", "Roe, Richard", "Major, Mary"]
    assert (second["abstract"], second["date"], second["pdf"]) == (
        "Shorter.",
        "2021-02-03",
        "https://example.org/a.pdf",
    )


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Doe, Ann; Roe, Richard", ["Doe, Ann", "Roe, Richard"]),
        ("Doe, Ann and Roe, Richard", ["Doe, Ann", "Roe, Richard"]),
        ("Ann Doe, Richard Roe, and Mary Major", ["Doe, Ann", "Roe, Richard", "Major, Mary"]),
        ("Ann Doe and Richard Roe", ["Doe, Ann", "Roe, Richard"]),
        ("Doe, Ann", ["Doe, Ann"]),
        ("Plato and Aristotle", ["Plato", "Aristotle"]),
        (["Doe", ["Roe", "Richard", ""], {"family": "Major"}, None], ["Doe", "Roe, Richard", "Major"]),
        ({"name": "Ann Doe"}, ["Doe, Ann"]),
        (None, []),
    ],
)
def test_names_are_parted_however_a_script_wrote_them(written: object, names: list[str]) -> None:
    (found,) = plain_json.importer.read(json.dumps({"title": "T", "authors": written}), "x.json")
    assert isinstance(found, Record)
    assert found.fields.get("authors", []) == names


def test_an_archive_s_listing_has_its_number_as_id() -> None:
    first, second = fields("json/lines.jsonl")
    assert (first["arxiv"], first["authors"], first["venue"]) == ("0704.0001", ["Balder, C.", "Berg, E."], "Letters 7")
    assert second["arxiv"] == "hep-th/9901001"


@pytest.mark.parametrize(
    "text",
    ["{}", "[]", '{"status": "ok", "message-type": "work", "message": {"title": ["T"], "author": [{"family": "Doe"}]}}', "null", "3", '["title", "abstract"]', '{"title": "a page", "body": "text"}', '[{"name": "x", "version": 1}]',
     '{"type": "FeatureCollection", "features": []}', "[link](https://example.org) and [[wiki]]", "{{ template }}", ""],
)  # fmt: skip
def test_valid_json_of_no_format_and_other_text_is_not_recognised(text: str) -> None:
    assert [importer.recognises(text) for importer in ALL] == [0] * len(ALL)


def test_broken_json_is_told_what_is_wrong_with_it() -> None:
    text = '{"title": "a", "year": NaN}'
    (found,) = importers.choose(text, "x.json").read(text, "x.json")
    assert isinstance(found, Rejected)
    assert found.reason == "not valid JSON: NaN is no number (line 1, column 24)"


def test_a_format_is_known_by_a_truncated_record_too() -> None:
    text = '{"paperId": "aaaa0000", "title": "T", "abstract": "It en'
    assert importers.choose(text, "x.json").name == "semantic-scholar"


ODD: list[Any] = [None, -1, "x", [], {}, [None], [[0]], {"x": [1]}, True]


def importers_of(path: Path) -> list[importers.Importer]:
    return [each for each in ALL if each.name in (path.parent.name, "json")]


def variants(value: Any) -> Iterator[Any]:
    """Yield a value with one part of it replaced by something of another type."""
    yield from ODD
    if isinstance(value, dict):
        for name in value:
            yield from ({**value, name: each} for each in variants(value[name]))
    elif isinstance(value, list):
        for place in range(len(value)):
            yield from ([*value[:place], each, *value[place + 1 :]] for each in variants(value[place]))


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/*.json")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_value_of_another_type_is_more_than_a_rejected_record(path: Path) -> None:
    for odd in variants(json.loads(path.read_text("utf-8"))):
        text = json.dumps(odd)
        for importer in importers_of(path):
            importer.recognises(text)
            assert all(isinstance(each, Record | Rejected | Problem) for each in importer.read(text, "x.json"))


@pytest.mark.parametrize(
    ("name", "importer", "records", "rejected"),
    [
        ("bbt_1179.csl.json", "csl-json", 26, 0),
        ("bbt_873.expected.betterbibtex.json", "better-bibtex-json", 988, 1),
        ("bbt_bulk.source.betterbibtex.json", "better-bibtex-json", 1241, 0),
        ("openalex_0.json", "openalex", 1, 0),
        ("openalex_1.json", "openalex", 1, 0),
        ("openalex_5.json", "openalex", 5, 0),
        ("openalex_works.jsonl", "openalex", 7, 0),
        ("s2_paper.json", "semantic-scholar", 1, 0),
    ],
)
def test_every_record_of_real_exports_is_read(
    shared: Path, name: str, importer: str, records: int, rejected: int
) -> None:
    path = shared / "inputs" / "dev" / name
    text = importers.decode(path.read_bytes(), name).text
    assert importers.choose(text, name).name == importer
    found = read(path)
    assert Counter(type(each) for each in found) == Counter({Record: records, Rejected: rejected})
    lines = text.split("\n")
    for each in found:
        verbatim = each.text.split("\n")
        assert verbatim[0] in lines[each.line - 1]


def test_the_hostile_json_is_read_as_far_as_it_is_json(shared: Path) -> None:
    made = shared / "inputs" / "hostile" / "made"
    lines = read(made / "jsonl_one_bad_line.jsonl")
    assert [(type(each), each.line) for each in lines] == [(Record, 1), (Rejected, 2), (Record, 3)]
    rejected, second, third, problem = read(made / "openalex_no_title.json")
    assert rejected.reason == "it has no title"
    assert (second.title, second.fields["abstract"]) == ("Has markup & entity", "a b a")
    assert (third.title, "abstract" in third.fields) == ("Gap", False)
    assert isinstance(problem, Problem)
    for name in ("json_deep_nesting.json", "json_nan_bignum_dupkeys.json"):
        (found,) = read(made / name)
        assert found.reason.startswith("not valid JSON: ")


def test_naughty_strings_are_no_papers(shared: Path) -> None:
    text = (shared / "inputs" / "hostile" / "blns.json").read_text("utf-8")
    assert max(importer.recognises(text) for importer in ALL) < registry.SURE_ENOUGH
    strings = json.loads(text)
    papers = json.dumps([{"title": each, "abstract": each, "authors": [each], "year": each} for each in strings])
    found = list(plain_json.importer.read(papers, "blns.json"))
    assert len(found) == len(strings)
