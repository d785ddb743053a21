"""No line of text holds a pattern for long; the finder of such patterns sees one."""

import re

import pytest

from benchmarks import patterns
from generator.importers import markdown
from generator.text import sentences, stem


def test_a_pattern_that_takes_the_cube_of_a_line_is_seen() -> None:
    slow = patterns.slowest("x", patterns.Used(re.compile(r"(#+)\s+(.+?)\s*$"), frozenset({"match"})))
    assert slow is not None
    assert slow.ratio > 3


def test_a_pattern_that_reads_once_is_let_pass() -> None:
    assert patterns.slowest("x", patterns.Used(re.compile(r"(?<!\s)\s+and\s+"), frozenset({"split"}))) is None


def test_every_pattern_of_the_program_is_known() -> None:
    known = patterns.patterns()
    assert "generator.importers.markdown._HEADING" in known
    assert known["generator.importers.markdown._HEADING"].ways == {"match"}
    assert len(known) > 250


@pytest.mark.parametrize("line", ["# " + " " * 50_000 + "x", "# a" + " #" * 50_000, "# " + "#" * 50_000 + "x"])
def test_a_heading_of_blanks_and_signs_is_read_at_once(line: str) -> None:
    assert markdown._HEADING.match(line)


@pytest.mark.parametrize("line", ["-" * 50_000 + "x", " " * 50_000 + "x", "- " * 25_000 + "x"])
def test_a_rule_that_goes_on_and_on_is_no_rule(line: str) -> None:
    assert not markdown._RULE.match(line)


def test_a_text_of_full_stops_has_one_sentence() -> None:
    assert list(sentences("." * 100_000)) == [(0, 100_000)]


def test_a_word_that_is_no_word_has_itself_as_its_stem() -> None:
    assert stem("y" * 5000 + "ational") == "y" * 5000 + "ational"
