"""Long lists are parted: a page of many thousand entries takes long to load and to read."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from generator.pages.cards import Named
from generator.papers import Permalink

LONGEST = 1500
"""Entries on one page of a list."""

Entry = TypeVar("Entry")


def fits(entries: Sequence[object]) -> bool:
    """Return whether a list stands on one page."""
    return len(entries) <= LONGEST


def parted(
    entries: Sequence[Entry], address: Callable[[int], Permalink]
) -> Iterator[tuple[Permalink, Sequence[Entry], Named | None, Named | None]]:
    """Yield the pages of a list, at least one: its address, its entries, and the pages before and after it.

    address: of each part, counted from 1; the pages are named by their numbers
    """
    starts = range(0, max(1, len(entries)), LONGEST)
    named = [Named(str(part), address(part)) for part, _ in enumerate(starts, start=1)]
    for start, before, here, after in zip(starts, [None, *named], named, [*named[1:], None], strict=False):
        yield Permalink(here.link), entries[start : start + LONGEST], before, after
