"""XML is read record by record: damage costs one record, and nothing that a file points to is ever opened."""

from pathlib import Path

import pytest

from generator import importers
from generator.importers import xml
from generator.papers import Rejected
from generator.report import Problem


def found(text: str, *names: str) -> list[str]:
    """Return what comes out: a record as "line: its text", all else as it is told."""
    return [
        f"{each.line}: {xml.said(each.element)}"
        if isinstance(each, xml.Node)
        else f"{each.line}: {each.reason}"
        if isinstance(each, Rejected)
        else f"{each.line}: {each.message}"
        for each in xml.nodes(text, "x.xml", *(names or ("r",)))
    ]


def test_records_have_their_line_and_their_own_text() -> None:
    nodes = list(xml.nodes("<a>\n <r>é <i>x</i></r><r/>\n\n<r n='>'>2</r></a>", "x.xml", "r"))
    assert [(each.line, each.verbatim) for each in nodes if isinstance(each, xml.Node)] == [
        (2, "<r>é <i>x</i></r>"), (2, "<r/>"), (4, "<r n='>'>2</r>")
    ]  # fmt: skip


def test_names_in_comments_and_namespaces_are_told_apart() -> None:
    assert found(
        "<a xmlns='urn:x'><!-- <r>no</r> --><![CDATA[<r>]]><b:r xmlns:b='urn:y'>1</b:r><r>2 <r>3</r></r></a>"
    ) == ["1: 1", "1: 2 3"]


def test_a_broken_record_is_rejected_and_the_next_are_read() -> None:
    text = "<a><r>1</r>\n<r>2 <b></r>\n<r>3</r>\n<r>&nbsp;</r><r>5</r>\n<r>6\n<r>7</r></a>\n"
    assert found(text) == [
        "1: 1",
        "2: this is not well-formed XML (mismatched tag) at line 2",
        "3: 3",
        "4: this is not well-formed XML (undefined entity) at line 4",
        "4: 5",
        "5: this is not well-formed XML (mismatched tag) at line 6",
        "6: 7",
    ]


def test_damage_between_records_is_told_and_reading_goes_on() -> None:
    assert found("<a><r>1</r>\n & \n<r>2</r></a>") == [
        "1: 1",
        "2: this is not well-formed XML (not well-formed (invalid token))",
        "3: 2",
    ]


@pytest.mark.parametrize("cut", range(15, 29))
def test_of_a_file_cut_off_the_complete_records_are_read(cut: int) -> None:
    text = "<a><r>1</r>\n<r>22<b>3</b></r></a>"
    assert text[12:15] == "<r>"
    assert text[29:] == "</a>"
    assert found(text[:cut]) == ["1: 1", "2: the file ends inside this record: download it again"]


@pytest.mark.parametrize("cut", [11, 12, 13, 14])
def test_a_file_cut_off_between_records_is_told(cut: int) -> None:
    assert found("<a><r>1</r>\n<r>22</r></a>"[:cut])[1:] == [
        f"{1 + (cut > 11)}: the file ends too early: records may be missing"
    ]


def test_files_that_were_put_together_are_read_to_the_end() -> None:
    one = '<?xml version="1.0"?>\n<a><r>1</r></a>\n'
    assert found(one * 3) == ["2: 1", "4: 1", "6: 1"]
    assert found("<r>1</r><r>2</r>") == ["1: 1", "1: 2"]


def test_what_is_no_xml_is_told_with_its_line() -> None:
    assert found("<a>\n<b></a><r>1</r>") == ["2: this is not well-formed XML (mismatched tag)"]
    assert found("plain <r>1</r>") == ["1: this is not well-formed XML (syntax error)"]
    assert found("") == []


def test_characters_that_xml_forbids_do_not_cost_the_record() -> None:
    assert found("<a>\n<r>a\x0bb&#x1F;c&#11;&#10;d\x00</r></a>") == [
        "2: characters that XML forbids were left out",
        "2: abc d",
    ]


def test_a_declared_encoding_does_not_matter_once_the_text_is_decoded() -> None:
    content = '<?xml version="1.0" encoding="UTF-16"?><a><r>é</r></a>'.encode("utf-16")
    assert found(importers.decode(content, "x.xml").text) == ["1: é"]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><r>&x;</r></a>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><a><r>1</r></a>',
        '<!DOCTYPE a [<!ENTITY b "1234"><!ENTITY c "&b;&b;">]><a><r>&c;</r></a>',
    ],
)
def test_entities_are_refused(text: str) -> None:
    assert found(text) == ["1: this XML declares entities, which are never read"]


def test_a_doctype_alone_is_passed_over() -> None:
    assert found('<!DOCTYPE a PUBLIC "-//X//EN" "http://127.0.0.1:9/a.dtd"><a><r>1</r></a>') == ["1: 1"]


def test_depth_and_size_are_no_danger() -> None:
    deep = "<a><r>" + "<b>" * 100_000 + "1" + "</b>" * 100_000 + "</r>" + "<r>&x;</r>" * 1000 + "</a>"
    nodes = list(xml.nodes(deep, "x.xml", "r"))
    assert [type(each) for each in nodes] == [xml.Node, *[Rejected] * 1000]


def test_the_bombs_are_refused_unopened(shared: Path) -> None:
    for path in sorted((shared / "inputs" / "hostile" / "xml").glob("*.xml")):
        said = list(xml.nodes(importers.decode(path.read_bytes(), path.name).text, path.name, "bomb", "root", "html"))
        if path.stem == "dtd":
            assert [type(each) for each in said] == [xml.Node]
        else:
            assert [each.message for each in said if isinstance(each, Problem)] == [
                "this XML declares entities, which are never read"
            ]


def test_records_that_never_end_do_not_cost_a_reading_each() -> None:
    nodes = list(xml.nodes("<a>" + "<r>" * 5000, "x.xml", "r"))
    assert len(nodes) < 10
    assert "".join(each.text for each in nodes if isinstance(each, Rejected)) == "<r>" * 5000
