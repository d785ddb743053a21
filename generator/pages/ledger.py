"""Where the papers come from: every record of every source, and what became of it.

What belongs to a paper that is not published is left out and not counted; only how many such records there are is said.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator import permalinks
from generator.pages import parts
from generator.pages.cards import Named, Origin, PaperCard
from generator.pages.model import Page
from generator.papers import Account, Entry, Permalink
from generator.text import RESERVED, free_name, slugify, title_key

if TYPE_CHECKING:
    from generator.pages.shelf import Shelf

KINDS = ("new", "known", "duplicate", "rejected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record and what became of it.

    paper: the page it is on; without one, the record was rejected, or (`gone`) its page is not there any more
    first: whether it is the first of its line, which is named after it
    """

    line: int
    title: str
    kind: str
    paper: PaperCard | None
    reason: str
    gone: bool
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """A source with the figures of what is shown of it; `records` is the sum of `counts`, which go by `KINDS`."""

    file: str
    format: str
    link: Permalink
    records: int
    counts: tuple[tuple[str, int], ...]
    withheld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage(Page):
    """All sources with their figures, and the sums of these."""

    sources: tuple[SourceCard, ...]
    records: int
    counts: tuple[tuple[str, int], ...]
    withheld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage(Page):
    """All records of one source, in its order."""

    source: SourceCard
    rows: tuple[Row, ...]
    after: Named | None = None

    @property
    def shown(self) -> tuple[Row, ...]:
        """The records that have room on the page."""
        return self.rows[: parts.LONGEST]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRestPage(Page):
    """Further records of a source."""

    source: SourceCard
    shown: tuple[Row, ...]
    before: Named | None
    after: Named | None


@dataclass(frozen=True, slots=True)
class Told:
    """A source with what is shown of it."""

    card: SourceCard
    rows: tuple[Row, ...]


def accounts(shelf: "Shelf") -> tuple[Told, ...]:
    """Return every source, by name, with what may be shown of it: of some that is nothing."""
    known = {paper.id for paper in shelf.content.library}
    cards = {paper.id: shelf.cards[slug] for slug, paper in shelf.papers.items()}
    hidden = {paper.id for paper in shelf.content.library if paper.slug not in shelf.papers}
    secret = [paper.title for paper in shelf.content.library if paper.slug not in shelf.papers]
    # A page that is not there may be one that cannot be read, and private.
    secret += [entry.title for each in shelf.content.ledger for entry in each.entries if entry.paper not in known]
    taken = set(RESERVED)
    return tuple(
        _told(account, _slug(account.file, taken), cards, hidden, shelf.withheld, secret)
        for account in shelf.content.ledger
    )


def source_pages(told: Sequence[Told]) -> Iterator[Page]:
    """Yield a page for every source of which something is shown, and the list of all; nothing without such."""
    shown = [each for each in told if each.rows]
    for each in shown:
        yield from _pages(each)
    if shown:
        sums = Counter[str]()
        for each in shown:
            sums.update(dict(each.card.counts))
        yield SourcesPage(
            path=permalinks.file(permalinks.SOURCES),
            template="sources.html",
            title="",
            section="sources",
            sources=tuple(each.card for each in shown),
            records=sums.total(),
            counts=tuple((kind, sums[kind]) for kind in KINDS),
            withheld=sum(each.card.withheld for each in told),
        )


def _pages(told: Told) -> Iterator[Page]:
    for link, rows, before, after in parts.parted(told.rows, partial(permalinks.part, told.card.link)):
        path, title = permalinks.file(link), told.card.file
        if before is None:
            yield SourcePage(
                path=path,
                template="source.html",
                title=title,
                section="sources",
                source=told.card,
                rows=told.rows,
                after=after,
            )
        else:
            yield SourceRestPage(
                path=path,
                template="source-rest.html",
                title=title,
                section="sources",
                source=told.card,
                shown=tuple(rows),
                before=before,
                after=after,
            )


def origins(shelf: "Shelf", told: Sequence[Told]) -> Mapping[str, tuple[Origin, ...]]:
    """Return where each published paper comes from, by slug: the sources that its page names, with the lines."""
    links = {each.card.file: each.card.link for each in told if each.rows}
    lines: dict[tuple[str, str], dict[int, str]] = {}
    for each in told:
        begins: dict[int, Permalink] = {}
        for place, row in enumerate(each.rows):
            page = begins.setdefault(row.line, permalinks.part(each.card.link, place // parts.LONGEST + 1))
            if row.paper:
                lines.setdefault((row.paper.slug, each.card.file), {})[row.line] = f"{page}#line-{row.line}"
    return {
        slug: tuple(
            Origin(file, links.get(file, ""), tuple(lines.get((slug, file), {}).items()))
            for file in dict.fromkeys(paper.sources)
        )
        for slug, paper in shelf.papers.items()
    }


def _told(
    account: Account,
    slug: str,
    cards: Mapping[str, PaperCard],
    hidden: Collection[str],
    withheld: Collection[str],
    secret: Sequence[str],
) -> Told:
    entries = [entry for entry in account.entries if not _is_withheld(entry, hidden, withheld)]
    counts = Counter(entry.kind for entry in entries)
    card = SourceCard(
        file=account.file,
        format=account.format,
        link=permalinks.source(slug),
        records=len(entries),
        counts=tuple((kind, counts[kind]) for kind in KINDS),
        withheld=len(account.entries) - len(entries),
    )
    return Told(card, tuple(_rows(entries, cards, secret)))


def _is_withheld(entry: Entry, hidden: Collection[str], withheld: Collection[str]) -> bool:
    """Return whether a record is of a paper that is not published, or was rejected and has the title of one."""
    return entry.paper in hidden or (not entry.paper and title_key(entry.title) in withheld)


def _rows(entries: Iterable[Entry], cards: Mapping[str, PaperCard], secret: Sequence[str]) -> Iterator[Row]:
    seen: set[int] = set()
    for entry in entries:
        gone = entry.kind != "rejected" and entry.paper not in cards
        yield Row(
            line=entry.line,
            title="" if gone else entry.title,
            kind=entry.kind,
            paper=cards.get(entry.paper),
            reason="" if gone else _said(entry.reason, secret),
            gone=gone,
            first=entry.line not in seen,
        )
        seen.add(entry.line)


def _said(reason: str, secret: Iterable[str]) -> str:
    """Return a reason, if it quotes no paper that is not published."""
    quotes = '"' in reason and any(title and title in reason for title in secret)
    return "" if quotes else reason


def _slug(file: str, taken: set[str]) -> str:
    slug = free_name(slugify(file) or "source", taken)
    taken.add(slug)
    return slug
