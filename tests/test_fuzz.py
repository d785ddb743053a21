"""Drawn inputs break no reader, editor or converter: a short turn of each property; `make proof` takes long ones.

What once broke one is a case here.
"""

import pytest

from benchmarks import fuzz
from generator import identifiers
from generator.content import frontmatter


@pytest.mark.parametrize("property", fuzz.PROPERTIES, ids=lambda property: property.__name__)
def test_no_input_breaks(property: fuzz.Property) -> None:
    fuzz.turn(property, fuzz.PROPERTIES[property][1])


@pytest.mark.parametrize("sign", ["\ue085", "\ue028", "\ue029", "\x85", "\u2028", "\U0010fe28"])
def test_signs_of_fonts_are_kept_and_are_no_line_breaks(sign: str) -> None:
    page = f"---\n{frontmatter.dump('title', f'a{sign}b')}---\n"
    assert frontmatter.parse(page, "x").value("title") == f"a{sign}b"


@pytest.mark.parametrize("value", ['"a\u2028b"', "a\u2028b", '["a\u2028b"]'])
def test_line_breaks_that_are_only_yamls_are_read_as_they_stand(value: str) -> None:
    page = frontmatter.parse(f"---\nvenue: {value}\ntitle: \U0010fe00\n---\n", "x")
    assert "".join(page.value("venue") or "").strip() == "a\u2028b"
    assert page.value("title") == "\U0010fe00"


@pytest.mark.parametrize("text", ["10.1000/: ", "10.1000/.", "doi:10.1000/)"])
def test_a_prefix_with_nothing_but_signs_behind_it_is_no_doi(text: str) -> None:
    assert identifiers.doi(text) == ""
