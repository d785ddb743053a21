"""JSON is read strictly, record by record: what is broken costs itself, and what is hostile costs nothing."""

import json
from pathlib import Path

import pytest

from generator import importers
from generator.errors import SitegenError
from generator.importers import jsontext
from generator.importers.jsontext import Item
from generator.papers import Rejected
from generator.report import Problem


def read(text: str, *lists: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return (line, own text) of the items, and (line, words) of all else."""
    found = list(jsontext.Reader(text, "x.json", lists))
    said = [
        (each.line, each.reason if isinstance(each, Rejected) else each.message)
        for each in found
        if not isinstance(each, Item)
    ]
    return [(each.line, each.verbatim) for each in found if isinstance(each, Item)], said


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('{"a": 1}', [1]),
        ('\ufeff[\n{"a": 1},\n\n{"a": 2}]', [2, 4]),
        ('{"meta": {"a": []},\n"items": [{"a": 1},\n{"a": 2}],\n"more": 1}', [2, 3]),
        ('{"message": {"n": 2, "items": [{"a": 1}]}}', [1]),
        ('{"message":\n{"a": 1}}', [2]),
        ('\n{"a": 1}\n\n{"a": 2}\n', [2, 4]),
        ('{"items": [{"a": 1}]}\n{"items": [{"a": 2}, {"a": 3}]}', [1, 2, 2]),
        ('[{"items": [{"a": 1},\n{"a": 2}]}]', [1, 2]),
        ("[]", []),
    ],
)
def test_records_are_found_in_every_shape_with_their_lines(text: str, lines: list[int]) -> None:
    items, said = read(text, "items", "message")
    assert [line for line, _ in items] == lines
    assert all("a" in json.loads(verbatim) for _, verbatim in items)
    assert said == []


def test_what_stands_beside_the_records_is_kept() -> None:
    reader = jsontext.Reader('{"items": [{"a": 1}], "collections": {"k": 2}}', "x.json", ("items",))
    assert len(list(reader)) == 1
    assert reader.rest == {"collections": {"k": 2}}


def test_a_bad_line_of_json_lines_is_rejected_and_the_others_are_read() -> None:
    items, said = read('{"a": 1}\n{"a": "unterminated}\nnot json\n{"a": 2} x\n{"a": 3}\n{"a": ')
    assert [line for line, _ in items] == [1, 5]
    assert said == [
        (2, "not valid JSON: Unterminated string (line 2, column 7)"),
        (3, "not valid JSON: Expecting value (line 3, column 1)"),
        (4, "not valid JSON: there is text behind its end (line 4, column 10)"),
        (6, "not valid JSON: the file ends inside the record that starts at line 6: download it again"),
    ]


def test_json_lines_may_begin_with_a_bad_line() -> None:
    items, said = read('{"a": "unterminated}\n{"a": 2}\n{"a": 3}')
    assert [line for line, _ in items] == [2, 3]
    assert [line for line, _ in said] == [1]


def test_an_object_on_several_lines_is_no_json_lines() -> None:
    assert read('{"b":\n{"a": 1}\n}') == ([(1, '{"b":\n{"a": 1}\n}')], [])


@pytest.mark.parametrize("cut", ['{"a": ', '{"a": "wor', '{"a"', "{", '{"a": tr', '{"a": [1, '])
def test_a_truncated_file_gives_its_complete_records(cut: str) -> None:
    items, said = read('{"items": [\n  {"a": 1},\n  {"a": 2},\n  ' + cut, "items")
    assert [line for line, _ in items] == [2, 3]
    assert said == [(4, "not valid JSON: the file ends inside the record that starts at line 4: download it again")]


def test_a_file_that_ends_between_records_says_so() -> None:
    items, said = read('[{"a": 1},\n')
    assert [line for line, _ in items] == [1]
    assert said == [(2, "not valid JSON: the file ends inside its list")]


def test_a_broken_record_on_lines_of_its_own_costs_no_other() -> None:
    items, said = read('[\n  {"a": 1},\n  {\n    "a": "x,\n    "b": {"c": 1}\n  },\n  {"a": 3}\n]')
    assert items == [(2, '{"a": 1}'), (7, '{"a": 3}')]
    assert said == [(3, "not valid JSON: Invalid control character (line 4, column 13)")]


def test_behind_a_broken_record_on_one_line_with_others_nothing_is_guessed() -> None:
    items, said = read('[{"a": 1}, {"a": nope}, {"a": 3}]')
    assert items == [(1, '{"a": 1}')]
    assert said == [(1, "not valid JSON: Expecting value (line 1, column 18); what stands behind it is not read")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[{"a": 1} {"a": 2}]', 'not valid JSON: a "," is expected (line 1, column 11)'),
        ('[{"a": 1}, {"a": 2},]', "not valid JSON: Expecting value (line 1, column 21)"),
        ('[{"a": 1}, {"a": 2}]]', "not valid JSON: there is text behind its end (line 1, column 21)"),
    ],
)
def test_a_comma_too_many_or_too_few_is_told_and_costs_no_record(text: str, words: str) -> None:
    items, said = read(text)
    assert [verbatim for _, verbatim in items] == ['{"a": 1}', '{"a": 2}']
    assert said == [(1, words)]


def test_what_is_no_object_is_rejected_and_null_is_counted() -> None:
    items, said = read('[null, {"a": 1}, "text", null]')
    assert [verbatim for _, verbatim in items] == ['{"a": 1}']
    assert said == [
        (1, "a record is an object in { }"),
        (1, "2 places of the list with null instead of a record"),
    ]


def test_a_key_that_stands_twice_is_told_once_a_file_and_its_last_value_counts() -> None:
    found = list(jsontext.Reader('[{"a": 1, "a": 2},\n{"b": {"c": 1, "c": 2}}]', "x.json"))
    assert [each.fields for each in found if isinstance(each, Item)] == [{"a": 2}, {"b": {"c": 2}}]
    assert [str(each) for each in found if isinstance(each, Problem)] == [
        'x.json:1: the key "a" stands twice in one object; the last value counts (and 1 more such key)\n'
        "  Take one of them away in the source."
    ]


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(constant: str) -> None:
    assert read(f'{{"a": 1, "b": {constant}}}') == (
        [],
        [(1, f"not valid JSON: {constant} is no number (line 1, column 15)")],
    )


def test_a_number_of_5000_digits_stays_text() -> None:
    (found,) = jsontext.Reader('{"a": ' + "9" * 5000 + "}", "x.json")
    assert isinstance(found, Item)
    assert found.fields["a"] == "9" * 5000


@pytest.mark.parametrize("nest", ["[", '{"a":', '{"items":', '[{"items":', '[\n{"a":['])
def test_200000_levels_are_refused_in_words(nest: str) -> None:
    items, said = read(nest * 200_000, "items")
    assert items == []
    assert "not valid JSON: it is nested too deeply" in said[0][1]


def test_half_a_character_becomes_the_sign_for_it_and_a_whole_one_stays() -> None:
    text = r'{"a": "\ud800 \ud83d\ude00 \\ud800"}'
    (found,) = jsontext.Reader(text, "x.json")
    assert isinstance(found, Item)
    assert found.fields["a"] == "\ufffd \U0001f600 \\ud800"
    assert found.verbatim == text


def test_every_case_of_the_test_suite_for_json_is_judged_right(shared: Path) -> None:
    cases = sorted((shared / "inputs" / "hostile" / "json" / "JSONTestSuite").glob("*.json"))
    assert len(cases) == 318
    wrong = []
    for path in cases:
        try:
            text = importers.decode(path.read_bytes(), path.name).text
            refused = any("not valid JSON" in words for _, words in read(text)[1])
        except SitegenError:
            refused = True
        if refused != path.name.startswith("n_") and not path.name.startswith("i_"):
            wrong.append(path.name)
    assert wrong == []
