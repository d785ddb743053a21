"""The three-way merge: sources may change what no person touched, and nothing else."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.content.bases import Base
from generator.content.merge import LISTS, SCALARS, merge

BASE = Base(
    "1", "x", {"title": "Old", "year": "2010"}, {"a.bib": {"title": True, "year": True, "resources": ["r1", "r2"]}}
)
PAGE = {"title": "Old", "year": "2010", "resources": ["r1", "r2"], "sources": ["a.bib"]}


def test_what_nobody_touched_follows_its_source() -> None:
    merged = merge(PAGE, BASE, {"title": "New", "year": "2010", "resources": ["r2", "r3"]}, "a.bib")
    assert merged.changes == {"title": "New", "resources": ["r2", "r3"]}
    assert merged.conflicts == ()


def test_what_a_person_changed_stays() -> None:
    merged = merge(PAGE | {"title": "Mine"}, BASE, {"title": "Old", "year": "2011"}, "a.bib")
    assert merged.changes["year"] == "2011"
    assert "title" not in merged.changes


def test_what_both_changed_stays_and_is_a_conflict() -> None:
    merged = merge(PAGE | {"title": "Mine"}, BASE, {"title": "New", "resources": ["r1", "r2"]}, "a.bib")
    assert merged.changes == {}
    assert [(each.field, each.yours, each.incoming, each.source) for each in merged.conflicts] == [
        ("title", "Mine", "New", "a.bib")
    ]


def test_a_conflict_is_told_once() -> None:
    first = merge(PAGE | {"title": "Mine"}, BASE, {"title": "New"}, "a.bib")
    assert merge(PAGE | {"title": "Mine"}, first.base, {"title": "New"}, "a.bib").conflicts == ()


def test_what_a_person_removed_from_a_list_never_returns() -> None:
    merged = merge(PAGE | {"resources": ["r2", "own"]}, BASE, {"resources": ["r1", "r2", "r3"]}, "a.bib")
    assert merged.changes["resources"] == ["r2", "own", "r3"]


def test_a_source_that_says_nothing_takes_nothing_away() -> None:
    merged = merge(PAGE, BASE, {"title": "Old"}, "b.ris")
    assert merged.changes == {"sources": ["a.bib", "b.ris"]}


def test_a_text_that_a_person_emptied_stays_empty() -> None:
    assert "title" not in merge(PAGE | {"title": ""}, BASE, {"title": "Old"}, "a.bib").changes


def test_without_a_base_the_page_wins_and_gaps_are_filled() -> None:
    merged = merge({"id": "1", "title": "Mine"}, None, {"title": "Theirs", "year": "2010"}, "a.bib")
    assert merged.changes == {"year": "2010", "sources": ["a.bib"]}


def test_a_locked_field_is_left_alone() -> None:
    assert merge(PAGE, BASE, {"title": "New", "year": "2011"}, "a.bib", ("title",)).changes == {
        "year": "2011",
        "resources": [],
    }
    assert merge(PAGE, BASE, {"title": "New", "year": "2011"}, "a.bib", ("*",)).changes == {}


values = st.one_of(st.just(""), st.sampled_from(["x", "y", "z"]))
items = st.lists(st.sampled_from(["r1", "r2", "r3", "own"]), unique=True)
fields = st.fixed_dictionaries({**dict.fromkeys(SCALARS[:3], values), **dict.fromkeys(LISTS, items)})
steps = st.lists(st.tuples(st.sampled_from(["a.bib", "b.ris"]), fields, fields), min_size=1, max_size=5)


@given(steps)
def test_no_history_of_imports_and_edits_loses_an_edit(
    history: list[tuple[str, dict[str, Any], dict[str, Any]]],
) -> None:
    page: dict[str, Any] = {"id": "1", "sources": []}
    base = Base("1", "x")
    edited: dict[str, Any] = {}
    for source, incoming, edit in history:
        page |= (merged := merge(page, base, incoming, source)).changes
        base = merged.base
        for name, value in edited.items():
            if name in SCALARS:
                assert page[name] == value
            else:
                assert set(value[0]) <= set(page[name])
                assert not set(value[1]) & set(page[name])
        again = merge(page, base, incoming, source)
        assert (again.changes, again.conflicts, again.base) == ({}, (), base)
        changed = {name: value for name, value in edit.items() if value and value != page.get(name)}
        for name, value in changed.items():
            if name in SCALARS:
                # A word that no source ever said: it is surely a person's.
                edited[name] = page[name] = f"mine {value}"
            else:
                said = {item for told in base.said.values() for item in told.get(name, [])}
                removed = [item for item in page.get(name) or [] if item not in value and item in said]
                page[name] = [f"mine {name}", *[item for item in page.get(name) or [] if item not in removed]]
                edited[name] = ([f"mine {name}"], [])
                assert not set(removed) & set(page[name])


def test_another_source_that_repeats_the_old_value_is_no_conflict() -> None:
    merged = merge(PAGE | {"title": "Mine"}, BASE, {"title": "Old"}, "b.ris")
    assert (merged.conflicts, merged.changes) == ((), {"sources": ["a.bib", "b.ris"]})
