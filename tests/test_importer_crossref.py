"""Crossref's answers."""

from conftest import CHECKOUT
from generator.importers import crossref
from generator.papers import Record, Rejected

SAMPLES = CHECKOUT / "tests" / "samples" / "crossref"
WORK, LIST = ((SAMPLES / name).read_text("utf-8") for name in ("work.json", "list.json"))


def test_a_work_is_read_with_its_markup_as_plain_text() -> None:
    (only,) = crossref.importer.read(WORK, "x.json")
    assert isinstance(only, Record)
    assert dict(only.fields) == {
        "title": "Maps of reading & writing: A study",
        "abstract": "We map what people read; CO2 < 5.\n\nSecond.",
        "authors": ["Ito, Sora", "World Map Society", "King, Martin Jr."],
        "year": "2021",
        "date": "2021-05",
        "venue": "Journal of Maps",
        "type": "article-journal",
        "language": "en",
        "doi": "10.1000/maps.1",
        "url": "https://doi.org/10.1000/maps.1",
        "pdf": "https://example.org/maps.pdf",
        "tags": ["Geography"],
    }


def test_every_work_of_a_list_has_its_line() -> None:
    found = list(crossref.importer.read(LIST, "x.json"))
    assert [(type(each).__name__, each.line) for each in found] == [("Record", 7), ("Rejected", 8), ("Record", 9)]
    assert isinstance(found[0], Record)
    assert (found[0].fields["venue"], found[0].fields["date"]) == ("MapConf", "2019-12-31")


def test_works_before_a_broken_one_are_read() -> None:
    found = list(crossref.importer.read(LIST[: LIST.index('"Three"')], "x.json"))
    assert [type(each).__name__ for each in found] == ["Record", "Rejected", "Rejected"]
    assert isinstance(found[-1], Rejected)
    assert "not valid JSON" in found[-1].reason or "ends inside" in found[-1].reason


def test_odd_shapes_are_rejected_and_never_a_traceback() -> None:
    for message in ("null", "[]", '{"title": "x"}', '{"title": [null], "author": ["x"], "issued": []}', "[" * 100_000):
        text = f'{{"message-type": "work", "message": {message}}}'
        found = list(crossref.importer.read(text, "x.json"))
        assert not any(isinstance(each, Record) for each in found), message[:50]
