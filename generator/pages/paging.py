"""Lists of many papers: the page itself shows as many as it takes, and the others stand on pages of their own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from generator import permalinks
from generator.pages.cards import Named, PaperCard
from generator.pages.model import ListingPage, Page
from generator.pages.parts import fits, parted
from generator.papers import Permalink


@dataclass(frozen=True, slots=True, kw_only=True)
class RestPage(Page):
    """Further papers of a page with a long list. whole: the page itself; number: the part of the list, from 2 on"""

    whole: Named
    number: int
    papers: tuple[PaperCard, ...]
    before: Named | None
    after: Named | None


def paged(pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the pages, and after one that lists more papers than it takes a page for each further part."""
    for page in pages:
        if isinstance(page, ListingPage) and not fits(page.cards):
            yield from _parts(page)
        else:
            yield page


def _parts(page: ListingPage) -> Iterator[Page]:
    link = Permalink(page.path)
    for number, (here, cards, before, after) in enumerate(parted(page.cards, partial(permalinks.part, link)), start=1):
        if number == 1:
            yield replace(page, rest=after)
            continue
        yield RestPage(
            path=permalinks.file(here),
            template="rest.html",
            title=page.title,
            section=page.section,
            whole=Named(page.title, link),
            number=number,
            papers=tuple(cards),
            before=before,
            after=after,
        )
