"""Atom from arXiv: its API's answers and its daily feeds."""

from pathlib import Path

import pytest

from generator import importers
from generator.importers.arxiv_atom import importer
from generator.papers import Record, Rejected

SAMPLES = Path(__file__).parent / "samples" / "arxiv-atom"


def records(path: Path) -> list[Record]:
    text = importers.decode(path.read_bytes(), path.name).text
    return [each for each in importer.read(text, path.name) if isinstance(each, Record)]


def test_an_answer_of_the_api_is_read() -> None:
    first, second = records(SAMPLES / "query.atom")
    assert dict(first.fields) == {
        "title": "Maps of Papers: A Title on Two Lines",
        "abstract": "We draw maps, where a < b, and read them.",
        "authors": ["Lovelace, Ada", "van der Berg, Jan"],
        "year": "2022",
        "date": "2022-02-01",
        "venue": "Journal of Maps 3 (2022)",
        "doi": "10.1234/atom",
        "arxiv": "2202.00001",
        "url": "https://arxiv.org/abs/2202.00001v3",
        "pdf": "https://arxiv.org/pdf/2202.00001v3",
        "tags": ["cs.DL", "cs.HC"],
    }
    assert (first.line, second.line) == (5, 23)
    assert first.text.startswith("<entry>")
    assert second.fields["arxiv"] == "cs/0503050"


def test_an_entry_of_a_daily_feed_is_read_without_what_the_feed_adds() -> None:
    (found,) = records(SAMPLES / "daily.atom")
    assert dict(found.fields) == {
        "title": "Announced Today",
        "abstract": "What the feed says of it.",
        "authors": ["Lovelace, Ada", "Babbage, Charles"],
        "year": "2024",
        "date": "2024-01-02",
        "arxiv": "2401.00005",
        "url": "https://arxiv.org/abs/2401.00005",
        "tags": ["cs.DL"],
    }


def test_an_error_that_arxiv_answers_with_is_no_paper() -> None:
    text = """<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id>
<entry><id>http://arxiv.org/api/errors#incorrect_id</id><title>Error</title><summary>incorrect id</summary></entry></feed>"""
    assert importer.recognises(text) == 95
    (found,) = importer.read(text, "x.atom")
    assert isinstance(found, Rejected)
    assert (found.line, found.reason) == (2, 'arXiv answered with an error: "incorrect id"')


def test_entities_are_refused_and_a_truncated_answer_gives_its_complete_entries() -> None:
    text = (SAMPLES / "query.atom").read_text("utf-8")
    bomb = text.replace("<feed", '<!DOCTYPE feed [<!ENTITY a "b">]>\n<feed', 1).replace("Old.", "&a;")
    assert not [each for each in importer.read(bomb, "x.atom") if isinstance(each, Record)]
    cut = text[: text.index("An Old Number")]
    first, second = importer.read(cut, "x.atom")
    assert isinstance(first, Record)
    assert isinstance(second, Rejected)
    assert second.reason == "the file ends inside this record: download it again"


@pytest.mark.parametrize(
    "text",
    ["", "<feed xmlns='http://www.w3.org/2005/Atom'><title>A blog</title></feed>", "<html>arxiv.org/abs/1</html>"],
)
def test_other_feeds_and_pages_are_not_recognised(text: str) -> None:
    assert importer.recognises(text) == 0


def test_every_entry_of_a_recorded_answer_is_read(shared: Path) -> None:
    found = records(shared / "inputs" / "dev" / "arxiv_query100.atom")
    assert len(found) == 100
    assert all(each.fields["arxiv"] and each.fields["abstract"] and each.fields["pdf"] for each in found)
    assert sum("doi" in each.fields for each in found) == 32
    assert {"cs/0503050", "hep-ph/0301050", "gr-qc/0103067"} <= {str(each.fields["arxiv"]) for each in found}
