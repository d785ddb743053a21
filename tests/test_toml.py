"""What is no TOML is told in plain words, with its line and its cure."""

import pytest

from generator import toml


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("name = Maps", "a text stands here without straight quotes", 'Write name = "Maps".'),
        ("name = “Maps”", "a text stands here without straight quotes", 'Write name = "Maps".'),
        (
            "hide = [Maps]",
            "a text stands here without straight quotes",
            'Put each text of a list in straight quotes: ["one", "another"].',
        ),
        ('name = "Maps', "a quotation mark is opened and never closed", "Close it on the same line."),
        ('name: "Maps"', "a colon stands where = must", 'Write name = "Maps"'),
        (
            'Big maps = "Maps"',
            "this is no name = value",
            'Put the name before = in quotes: "Big maps" = ...',
        ),
        ("just words", "this is no name = value", 'Write name = "value".'),
        (
            "[Big maps]",
            "this is no name of a section",
            'Write it with both brackets, and in quotes if it has spaces: ["Big maps"].',
        ),
        (
            "[maps",
            "this is no name of a section",
            'Write it with both brackets, and in quotes if it has spaces: ["maps"].',
        ),
        ("[first]", "[first] stands here twice", "Make one section of the two."),
        ("first = 2", "first stands here twice", "Keep one of the two."),
        ("a = 1 2", "Expected newline or end of document after a statement", "Mend or remove that line."),
    ],
)
def test_a_slip_is_told_with_its_line_and_its_cure(line: str, message: str, hint: str) -> None:
    first = "first = 1" if line == "first = 2" else "[first]"
    table, slip = toml.read(f"{first}\n{line}\n")
    assert (table, slip) == ({}, toml.Slip(2, f"not valid TOML: {message}", hint))


def test_what_is_toml_is_read_with_or_without_its_mark() -> None:
    assert toml.read("\ufeffa = 1\n") == ({"a": 1}, None)


def test_lists_without_an_end_are_told_with_the_last_line() -> None:
    _, slip = toml.read("a = [\n" * 1)
    assert slip
    assert slip.line == 1
