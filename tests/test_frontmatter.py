"""Front matter is read as text and edited without touching another byte."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import CHECKOUT
from generator.content import frontmatter, plainly
from generator.errors import SitegenError

PAGE = """---
# my own comment
title: "A title: with a colon"   # why
keywords:
  - graphs

  - maps
# about the year
year: 2010
abstract: |-
  First line.

  Second # not a comment.
rating: 9
---

Notes --- with dashes.
---
Not front matter: 1
"""
texts = st.text(st.characters(blacklist_categories=("Cs",)), max_size=300)


def test_fields_come_as_text_with_their_lines() -> None:
    page = frontmatter.parse(PAGE, "x.md")
    assert {key: (field.value, field.first, field.last) for key, field in page.fields.items()} == {
        "title": ("A title: with a colon", 3, 3),
        "keywords": (["graphs", "maps"], 4, 7),
        "year": ("2010", 9, 9),
        "abstract": ("First line.\n\nSecond # not a comment.", 10, 13),
        "rating": ("9", 14, 14),
    }
    assert page.body == "\nNotes --- with dashes.\n---\nNot front matter: 1\n"


@pytest.mark.parametrize("value", ["No", "1.10", "2401.10", "1e3", "null", "2020-13-45", "0x10", "~"])
def test_yaml_types_stay_text(value: str) -> None:
    assert frontmatter.parse(f"---\narxiv: {value}\n---\n", "x.md").fields["arxiv"].value == value


def test_an_edit_changes_the_lines_of_its_field_only() -> None:
    page = frontmatter.parse(PAGE, "x.md")
    after = frontmatter.edit(page, {"keywords": ["one", "two, three"], "rating": None, "doi": "10.1/x"})
    assert after == PAGE.replace("keywords:\n  - graphs\n\n  - maps\n", 'keywords: [one, "two, three"]\n').replace(
        "rating: 9\n", 'doi: "10.1/x"\n'
    )


def test_line_ends_and_byte_order_mark_stay() -> None:
    text = "\ufeff" + PAGE.replace("\n", "\r\n")
    page = frontmatter.parse(text, "x.md")
    after = frontmatter.edit(page, {"year": "2011", "abstract": "x" * 130 + "\n\nend"})
    assert "\n" not in after.replace("\r\n", "")
    assert after.startswith("\ufeff---\r\n# my own comment\r\n")
    assert frontmatter.parse(after, "x.md").fields["abstract"].value == "x" * 130 + "\n\nend"
    assert after.endswith("\r\n\r\nNotes --- with dashes.\r\n---\r\nNot front matter: 1\r\n")


@given(
    st.dictionaries(
        st.sampled_from(["title", "abstract", "keywords", "new", "other"]),
        st.one_of(texts, st.lists(texts, max_size=5)),
    )
)
@example({"title": "\x85 \u2028"})
@example({"abstract": "long " * 40 + "\n \n  indented\n\ttab"})
@example({"keywords": ["yes", "null", "a, b", "[x]", "c++", "#1", "", " "]})
def test_what_is_written_is_read_back(changes: dict[str, str | list[str]]) -> None:
    page = frontmatter.parse(PAGE, "x.md")
    after = frontmatter.parse(frontmatter.edit(page, changes), "x.md")
    assert {key: after.fields[key].value for key in changes} == changes
    assert after.body == page.body
    assert {key: field.value for key, field in after.fields.items() if key not in changes} == {
        key: field.value for key, field in page.fields.items() if key not in changes
    }


@given(texts)
def test_a_page_without_front_matter_is_all_body(text: str) -> None:
    if text.lstrip("\ufeff").startswith("---"):
        return
    page = frontmatter.parse(text, "x.md")
    after = frontmatter.edit(page, {"title": "T"})
    assert frontmatter.parse(after, "x.md").body == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("---\ntitle: x\n", 1, "never closed"),
        ("---\ntitle: a: b\n---\n", 2, "there is a colon within the value"),
        ("---\ntitle: a\nyear 2018\nvenue: v\n---\n", 3, 'this line is no "name: value"'),
        ("---\ntitle: a\nauthors: [b\nyear: 2018\n---\n", 3, "a list is opened with [ and not closed"),
        ('---\ntitle: "a\nyear: 2018\n---\n', 2, "a quotation mark is opened and never closed"),
        ('---\ntitle: "a "b" c"\n---\n', 2, "something stands behind the end of the value"),
        ("---\ntitle: x\n\tyear: 1\n---\n", 3, "found a tab character"),
        ("---\ntitle: a\ntitle: b\n---\n", 3, 'the field "title" stands here twice, first in line 2'),
        ("---\ntitle: &a b\n---\n", 2, "anchor"),
        ("---\ntitle: *a\n---\n", 2, "a"),
        ("---\ntitle: !!python/object/apply:os.system [x]\n---\n", 2, "a tag (!)"),
        ("---\n- a\n- b\n---\n", 2, "must be lines of name: value"),
        ("---\njust words\n---\n", 2, "must be lines of name: value"),
        ("---\n<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> x\n---\n", 2, "a merge conflict is left"),
        (f"---\ntitle: a\nx: {'[' * 9000}{']' * 9000}\n---\n", 3, "lists within lists go deeper than 20"),
        (
            "".join(["---\n", *(f"f{number}: 1\n" for number in range(1001)), "---\n"]),
            1002,
            "1,001 fields, more than 1,000",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(SitegenError) as caught:
        frontmatter.parse(text, "content/papers/x.md")
    assert (caught.value.where, caught.value.line) == ("content/papers/x.md", line)
    assert message in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("year:2018", "Put a space behind the colon: year: 2018"),
        ("Lost its indent", "Write name: value; indent by two spaces what belongs to the value above."),
        ("title：a", 'Write the colon as ":", with a space behind it.'),
        (" year: 1", "Take the spaces at the line's beginning out; or put the value above in double quotes."),
        ("title: @a", "Put the value in double quotes."),
    ],
)
def test_a_slip_in_front_matter_is_told_with_its_cure(line: str, hint: str) -> None:
    with pytest.raises(SitegenError) as caught:
        frontmatter.parse(f"---\nvenue: v\n{line}\ntype: t\n---\n", "x.md")
    assert (caught.value.line, caught.value.hint) == (3, hint)


def test_comments_of_a_changed_field_stay() -> None:
    text = '---\ntitle: "A # b"  # checked by hand\nresources:  # mine\n  - https://a.io  # first\n  # TODO more\n  - https://b.io/#x\nlast: 1\n---\n'
    page = frontmatter.parse(text, "x.md")
    after = frontmatter.edit(page, {"title": "New", "resources": ["https://c.io"]})
    assert after == (
        "---\ntitle: New  # checked by hand\n# mine\n# first\n# TODO more\nresources: [https://c.io]\nlast: 1\n---\n"
    )


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029", "\r"])
def test_odd_line_breaks_in_a_value_move_no_line(sign: str) -> None:
    text = f'---\nvenue: "line{sign}sep{sign}sep"\nresources: [a]\ntype:\nmine: "precious"\nlast: 1\n---\n'
    after = frontmatter.edit(frontmatter.parse(text, "x.md"), {"resources": ["b"], "type": "article"})
    assert after == text.replace("[a]", "[b]").replace("type:", "type: article")


@pytest.mark.parametrize("head", ['{title: "A", venue: "b"}', '  title: "A"\n  venue: b'])
def test_front_matter_that_has_no_lines_of_fields_is_left_alone(head: str) -> None:
    page = frontmatter.parse(f"---\n{head}\n---\n", "x.md")
    with pytest.raises(SitegenError, match="not written in lines of name: value"):
        frontmatter.edit(page, {"id": "12345678"})


_SIGNS = st.text(st.sampled_from("ab1 :-#,.'\"\\/[]{}|>&*!?%@`~é中\t\r\x85 "), max_size=12)
_VALUES = st.one_of(
    _SIGNS,
    _SIGNS.map(lambda text: f'"{text}"'),
    st.lists(_SIGNS.map(lambda text: json.dumps(text)) | _SIGNS, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    st.lists(_SIGNS.map(lambda text: f"  {text}") | st.just(""), max_size=3).map(
        lambda lines: "\n".join(["|-", *lines])
    ),
    st.sampled_from(
        ["yes", "1.10", "2401.10", "null", "~", "https://example.org/a?b=c:d", "10.1/x", "[https://a.org/?x, b]"]
    ),
)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from("abc"), _VALUES), max_size=4))
def test_what_is_read_without_yaml_yaml_reads_alike(lines: list[tuple[str, str]]) -> None:
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in lines) + "---\n"
    head = text[4:-4]
    if "\n---" not in head and plainly.fields(head) is not None:
        quick = frontmatter.parse(text, "x")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(plainly, "fields", lambda _: None)
            assert frontmatter.parse(text, "x") == quick


def test_what_the_program_writes_is_read_without_yaml() -> None:
    heads = [path.read_text("utf-8")[4:].partition("---\n")[0] for path in (CHECKOUT / "content/papers").glob("*.md")]
    assert heads
    assert all(plainly.fields(head) for head in heads)
