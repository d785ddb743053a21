"""The importer knows its own format, and says of every hit what it is."""

import json

from sitegen_dblp import importer

HIT = {"@id": "1", "info": {"title": "On Maps.", "authors": {"author": {"text": "Wei Wang 0001"}}, "year": "2020"}}
ANSWER = json.dumps({"result": {"query": "maps", "hits": {"@total": "1", "hit": [HIT]}}}, indent=1)


def test_it_knows_its_own_format_only() -> None:
    assert importer.recognises(ANSWER) == 90
    assert importer.recognises('{"result": [], "title": "x"}') == 0


def test_a_hit_is_a_record() -> None:
    (record,) = importer.read(ANSWER, "dblp.json")
    assert (record.fields["title"], record.fields["authors"], record.line) == ("On Maps", ["Wei Wang"], 8)
