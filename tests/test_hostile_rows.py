"""The table of hostile cases and the promises of SECURITY.md name tests that are there, and say what they said."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import rows
from conftest import CHECKOUT


def test_all_sixty_seven_cases_have_a_test_and_hold() -> None:
    found = list(rows.ROW.finditer(rows.TABLE.read_text("utf-8")))
    assert [int(row[1]) for row in found] == list(range(1, 68))
    assert [row[1] for row in found if not rows.TEST.search(row[4])] == []
    assert [row[1] for row in found if not row[5].strip().startswith("holds")] == []


@pytest.mark.parametrize("page", ["docs/hostile.md", "SECURITY.md"])
def test_every_test_that_is_named_is_there(page: str) -> None:
    named = rows.TEST.findall((CHECKOUT / page).read_text("utf-8"))
    sources = {file: (CHECKOUT / "tests" / f"{file}.py").read_text("utf-8") for file, _ in named}
    assert named
    assert [f"{file}::{name}" for file, name in named if f"\ndef test_{name}(" not in sources[file]] == []


def test_each_promise_names_its_tests() -> None:
    promises = re.findall(r"(?ms)^\d\. \*\*.+?(?=^\d\. |^## )", Path(CHECKOUT / "SECURITY.md").read_text("utf-8"))
    assert len(promises) == 7
    assert [promise[:30] for promise in promises if not rows.TEST.search(promise)] == []


def test_a_row_is_as_good_as_the_worst_case_of_its_tests() -> None:
    cases = """<a><testcase classname="tests.test_a" name="test_x[1]"/><testcase classname="tests.test_a" name="test_x[2]">
        <failure/></testcase><testcase classname="tests.browser.test_b" name="test_y"><skipped/></testcase></a>"""
    said = rows.worst(ElementTree.fromstring(cases).iter("testcase"))
    assert said == {("test_a", "x"): "failed", ("browser/test_b", "y"): "skipped"}
    assert rows.verdict([("test_a", "x")], said) == "FAILS: x failed"
    assert rows.verdict([("browser/test_b", "y")], said) == "holds but for y skipped"
    assert rows.verdict([("test_c", "z")], said) == "FAILS: z missing"
    assert rows.verdict([], said) == "holds"
