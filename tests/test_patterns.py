"""No line of text holds a pattern for long; the finder of such patterns sees one."""

import re

import pytest

from benchmarks import patterns
from generator.content import events, evidence
from generator.importers import citing, markdown, medline, reading_list, ris
from generator.keywords import keys
from generator.prose import curated
from generator.queries import words
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
    assert known["generator.content.evidence._BEFORE"].ways == {"match"}
    assert len(known) > 250


@pytest.mark.parametrize("line", ["# " + " " * 50_000 + "x", "# a" + " #" * 50_000, "# " + "#" * 50_000 + "x"])
def test_a_heading_of_blanks_and_signs_is_read_at_once(line: str) -> None:
    assert markdown._HEADING.match(line)


@pytest.mark.parametrize("line", ["-" * 50_000 + "x", " " * 50_000 + "x", "- " * 25_000 + "x"])
def test_a_rule_that_goes_on_and_on_is_no_rule(line: str) -> None:
    assert not markdown._RULE.match(line)


SPACES = " " * 100_000
LONG = {
    "what a title ends with": (evidence._BEHIND["comment"].search, f": re{SPACES}x"),
    "a line of spaces": (events._COMMENT.match, f"key: a{SPACES}b"),
    "quotes within words": (events._COMMENT.match, 'key: x"' + 'a"' * 50_000),
    "a venue that ends in no year": (citing._PLACED.fullmatch, f"a{SPACES}b"),
    "a venue that ends in no short year": (citing._SHORT_YEAR.fullmatch, f"a{SPACES}b"),
    "pictures without an end": (markdown._IMAGE.search, "![a" * 30_000),
    "empty lines before MEDLINE": (medline._RIS.search, "\n" * 100_000),
    "a line of spaces in a reading list": (reading_list._MARKDOWN.search, f"- {SPACES}a"),
    "a line of spaces before RIS": (ris._BEGIN.search, f"{SPACES}a"),
    "a name of hyphens": (keys.mask, f"(a) and {'A-' * 50_000} et al"),
    "ways up and up in a note": (curated._FILE.search, "../" * 30_000),
    "signs behind the last word": (words._PIECE.findall, "a " + "-" * 100_000),
}


@pytest.mark.parametrize("what", LONG)
def test_what_an_import_may_bring_is_gone_through_once(what: str) -> None:
    look, text = LONG[what]
    look(text)  # The square of its length would be hours.


def test_a_text_of_full_stops_has_one_sentence() -> None:
    assert list(sentences("." * 100_000)) == [(0, 100_000)]


def test_a_word_that_is_no_word_has_itself_as_its_stem() -> None:
    assert stem("y" * 5000 + "ational") == "y" * 5000 + "ational"
