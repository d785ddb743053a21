"""What each import brought: papers, links, and what became of topics. It comes from the state, so CI knows it too."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import permalinks
from generator.analysis import sayable, spoken
from generator.pages.cards import Dated, Named, PaperCard
from generator.pages.model import Page
from generator.pages.shelf import Shelf
from generator.papers import Import, Link, Shift

SHOWN = 20
"""Imports on the page and in the feed."""
LATEST = 30
"""Papers in a topic's feed."""
_PAPERS = 50
"""Papers listed of one import,"""
_LINKS = 5
"""and links, the strongest."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NO_DAY = "1970-01-01"


@dataclass(frozen=True, slots=True)
class ShiftCard:
    """What became of topics; one that is not there any more has no address, and one that may not be named no name."""

    kind: str
    before: tuple[Named, ...]
    after: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class LinkCard:
    """A link that came with an import."""

    one: PaperCard
    other: PaperCard
    weight: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCard:
    """What an import brought.

    new, changed: the first papers by slug, of so many; links: all that came with the new papers
    first: whether all that the library then had came with it
    """

    number: int
    date: str
    first: bool
    new: tuple[PaperCard, ...]
    all_new: int
    changed: tuple[PaperCard, ...]
    all_changed: int
    links: int
    strongest: tuple[LinkCard, ...]
    shifts: tuple[ShiftCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage(Page):
    """What changed, import by import, the last first; `earlier` imports are not told any more."""

    imports: tuple[ImportCard, ...]
    earlier: int


def changes_page(shelf: Shelf) -> Iterator[ChangesPage]:
    """Yield the page of changes; none where no import brought anything that is published."""
    told = list(_told(shelf))
    if told:
        yield ChangesPage(
            path=permalinks.file(permalinks.CHANGES),
            template="changes.html",
            title="",
            section="changes",
            imports=tuple(told[:SHOWN]),
            earlier=len(told[SHOWN:]),
        )


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last import of each paper, by its id, each as its number and day."""

    came: Mapping[str, tuple[int, str]]
    changed: Mapping[str, tuple[int, str]]


def days(imports: Iterable[Import]) -> Days:
    """Return when papers came and were changed by imports."""
    came: dict[str, tuple[int, str]] = {}
    changed: dict[str, tuple[int, str]] = {}
    for each in imports:
        for id in each.papers:
            came.setdefault(id, (each.number, day(each)))
            changed[id] = (each.number, day(each))
    return Days(came, changed)


def dated(shelf: Shelf, slugs: Iterable[str], known: Days, most: int) -> tuple[Dated, ...]:
    """Return the papers of these that an import brought, those of the last one first."""
    ids = {slug: shelf.papers[slug].id for slug in slugs if slug in shelf.papers}
    ranked = sorted(slug for slug, id in ids.items() if id in known.came)
    ranked.sort(key=lambda slug: known.changed[ids[slug]], reverse=True)
    return tuple(
        Dated(shelf.cards[slug], known.came[ids[slug]][1], known.changed[ids[slug]][1]) for slug in ranked[:most]
    )


def day(each: Import) -> str:
    """Return the day of an import as 2026-01-31."""
    return each.date[:10] if _DAY.match(each.date) else _NO_DAY


def _told(shelf: Shelf) -> Iterator[ImportCard]:
    """Yield every import of which something may be told, the last first."""
    slugs = {paper.id: slug for slug, paper in shelf.papers.items()}
    new = _new(shelf.content.imports)
    came = {slugs[id]: number for number, ids in new.items() for id in ids if id in slugs}
    links = _links(shelf, came)
    shifts = _shifts(shelf)
    first = min(new, default=0)
    for each in sorted(shelf.content.imports, key=lambda one: -one.number):
        fresh = [slugs[id] for id in each.papers if id in slugs and id in new[each.number]]
        others = [slugs[id] for id in each.papers if id in slugs and id not in new[each.number]]
        if fresh or others or each.number in shifts:
            begins = each.number == first and len(fresh) > 1
            # What the first import brought is all there is: none of its links is news.
            brought = [] if begins else links.get(each.number, [])
            yield ImportCard(
                number=each.number,
                date=day(each),
                first=begins,
                new=_listed(shelf, fresh),
                all_new=len(fresh),
                changed=_listed(shelf, others),
                all_changed=len(others),
                links=len(brought),
                strongest=tuple(_link(shelf, link) for link in brought[:_LINKS] if not link.given),
                shifts=shifts.get(each.number, ()),
            )


def _new(imports: Iterable[Import]) -> dict[int, set[str]]:
    """Return import -> the papers that it made: no earlier one names them, and no page was there."""
    seen: set[str] = set()
    made = {}
    for each in imports:
        made[each.number] = set(each.papers) - seen - set(each.changed)
        seen.update(each.papers)
    return made


def _links(shelf: Shelf, came: Mapping[str, int]) -> dict[int, list[Link]]:
    """Return import -> the links that could first be with its papers, the strongest first."""
    found: dict[int, list[Link]] = defaultdict(list)
    for link in shelf.analysis.links:
        if link.source in shelf.cards and link.target in shelf.cards:
            found[max(came.get(link.source, 0), came.get(link.target, 0))].append(link)
    for listed in found.values():
        listed.sort(key=lambda link: (-link.weight, link.source, link.target))
    return found


def _link(shelf: Shelf, link: Link) -> LinkCard:
    labels = shelf.labels(reason.keyword for reason in link.reasons)
    one, other = shelf.cards[link.source], shelf.cards[link.target]
    return LinkCard(one, other, link.weight, tuple(card.inline for card in labels[:3]))


def _listed(shelf: Shelf, slugs: Collection[str]) -> tuple[PaperCard, ...]:
    return tuple(shelf.cards[slug] for slug in sorted(slugs)[:_PAPERS])


def _shifts(shelf: Shelf) -> dict[int, tuple[ShiftCard, ...]]:
    withheld = len(shelf.papers) < len(shelf.content.library)
    known = spoken(shelf.analysis.keywords) if withheld else set()
    names = {topic.name for topic in shelf.analysis.topics}

    def named(pair: tuple[str, str]) -> Named:
        id, name = pair
        card = shelf.topics.get(id)
        may = not withheld or name in names or sayable(name, known)
        return Named(name if may else "", card.link if card else "")

    def card(shift: Shift) -> ShiftCard:
        return ShiftCard(shift.kind, tuple(map(named, shift.before)), tuple(map(named, shift.after)))

    return {number: tuple(map(card, listed)) for number, listed in shelf.analysis.state.history.shifts.items()}
