"""What became of topics, on sets of papers small enough to see."""

import pytest

from generator.graph.shifts import compare, history
from generator.papers import History, Shift, Slug, TopicMemory


def topics(**members: str) -> dict[str, TopicMemory]:
    """Return topics named in capitals, of papers of one letter each."""
    return {id: TopicMemory(id.upper(), tuple(map(Slug, papers))) for id, papers in members.items()}


def told(before: dict[str, TopicMemory], now: dict[str, TopicMemory]) -> list[tuple[str, str, str]]:
    return [
        (each.kind, "".join(id for id, _ in each.before), "".join(id for id, _ in each.after))
        for each in compare(before, now)
    ]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (topics(a="stuv"), topics(a="stuvwxyz"), []),
        (topics(a="stuvwx"), topics(a="stu", b="vwx"), [("split", "a", "ab")]),
        (topics(a="stuvwx"), topics(b="stu", c="vwx"), [("split", "a", "bc")]),
        (topics(a="stu", b="vwx"), topics(a="stuvwx"), [("merged", "ab", "a")]),
        (topics(a="stu", b="vwx"), topics(c="stuvwx"), [("merged", "ab", "c")]),
        (topics(a="stu"), topics(a="stu", b="xyz"), [("new", "", "b")]),
        (topics(a="stu", b="vwx"), topics(a="stu"), [("gone", "b", "")]),
        (topics(a="stu", b="vwx"), topics(a="stuv", c="wxy"), [("new", "", "c"), ("gone", "b", "")]),
        # Papers that went over to a topic that was there are no part of anything.
        (topics(a="stuvwx", b="opq"), topics(a="stu", b="opqvwx"), []),
        # Two papers make no part.
        (topics(a="stuvwx"), topics(a="stuv", b="wxyz"), [("new", "", "b")]),
        ({}, topics(a="stu"), []),
    ],
)
def test_topics_come_go_split_and_merge(
    before: dict[str, TopicMemory], now: dict[str, TopicMemory], expected: list[tuple[str, str, str]]
) -> None:
    assert told(before, now) == expected


def test_a_name_that_the_curator_gave_is_a_new_name_once() -> None:
    plain = topics(a="stu")
    called = {"a": TopicMemory("A", plain["a"].members, "Rays")}
    assert list(compare(plain, called)) == [Shift("renamed", (("a", "A"),), (("a", "Rays"),))]
    assert list(compare(called, called)) == []


def test_the_first_import_says_nothing() -> None:
    assert history(History(), {}, 1, topics(a="stu")) == History()
    assert history(History(), topics(a="stu"), 0, topics(a="stuv")) == History()


def test_a_second_build_knows_what_the_first_knew() -> None:
    last, now = topics(a="stuvwx"), topics(a="stu", b="vwx")
    once = history(History(), last, 2, now)
    assert [shift.kind for shift in once.shifts[2]] == ["split"]
    assert once.topics == last
    assert history(once, now, 2, now) == once


def test_what_an_import_did_stays_when_the_next_one_comes() -> None:
    first, second, third = topics(a="stuvwx"), topics(a="stu", b="vwx"), topics(a="stuvwx")
    known = history(history(History(), first, 2, second), second, 3, third)
    assert {number: [shift.kind for shift in listed] for number, listed in known.shifts.items()} == {
        2: ["split"],
        3: ["merged"],
    }
    assert (known.number, known.topics) == (3, second)


def test_an_import_that_was_taken_back_and_done_again_is_told_once() -> None:
    first, second = topics(a="stuvwx"), topics(a="stu", b="vwx")
    known = history(History(), first, 2, second)
    undone = history(known, second, 1, first)
    assert undone == known
    assert history(undone, first, 2, second) == known
