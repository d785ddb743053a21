"""The pages: plain, whole values. A template chooses and shows; everything that it shows is here.

Links are permalinks from the site's root; a page knows its own way back there. `repr` of a page is what its output
depends on.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator import permalinks
from generator.pages import parts
from generator.pages.cards import (
    Arrivals,
    Bridge,
    Dated,
    KeywordCard,
    Named,
    PaperCard,
    Part,
    TopicCard,
    TopicSummary,
)
from generator.pages.trend import trend
from generator.papers import OutputPath, Permalink
from generator.report import Problem

if TYPE_CHECKING:
    from generator.pages.paper import PaperPage

_NOTHING = Markup("")
_TREND = 5
"""Papers from which on it is worth a picture how they lie over the years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has. `section` is the menu entry it belongs to."""

    path: OutputPath
    template: str
    title: str
    description: str = ""
    section: str = ""
    mentions: tuple[Named, ...] = ()
    """pages whose notes link here"""

    @property
    def root(self) -> str:
        """The way from this page to the site's root."""
        return permalinks.root(self.path)

    @property
    def opens_section(self) -> bool:
        """Whether the menu entry of its section leads to this page."""
        return self.path in (f"{self.section}.html", f"{self.section}/index.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """The shape of the field, and the ways into it."""

    intro: Markup
    papers: int
    links: int
    keywords: int
    picture: Markup
    topics: tuple[TopicSummary, ...]
    featured: tuple[PaperCard, ...]
    arrivals: Arrivals | None
    bridges: tuple[PaperCard, ...]
    orphans: tuple[PaperCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage(Page):
    """Every paper in one table, or a part of them, where they are many; `total` counts all."""

    papers: tuple[tuple[PaperCard, int, str], ...]
    """with the number of links, and with an anchor where a letter begins"""
    letters: tuple[Named, ...]
    """where each letter begins"""
    total: int
    has_authors: bool
    has_years: bool
    before: Named | None = None
    after: Named | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPage(Page, ABC):
    """A page that lists papers. rest: the page with those that it has no room for"""

    rest: Named | None = None

    @property
    @abstractmethod
    def cards(self) -> tuple[PaperCard, ...]:
        """All papers, in the order of the list."""

    def first(self, papers: Sequence[PaperCard], before: int = 0) -> Sequence[PaperCard]:
        """Return those of some papers for which there is room, after so many that stand before them."""
        return papers[: max(0, parts.LONGEST - before)]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordPage(ListingPage):
    """One keyword: what it means and who speaks of it."""

    keyword: KeywordCard
    definition: Markup
    variants: tuple[str, ...]
    listed: tuple[PaperCard, ...]
    others: tuple[PaperCard, ...]
    related: tuple[KeywordCard, ...]
    topics: tuple[tuple[TopicCard, int], ...]

    @property
    def cards(self) -> tuple[PaperCard, ...]:
        return (*self.listed, *self.others)

    @property
    def trend(self) -> Markup:
        """The papers of each year as bars; drawn when it is shown."""
        return trend((card.year for card in self.cards), self.root)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordsPage(Page):
    """All keywords that have a page, by first letter, the most frequent apart; or a part of them, where they are many.

    menu: where each letter is
    """

    frequent: tuple[KeywordCard, ...]
    letters: tuple[tuple[str, tuple[KeywordCard, ...]], ...]
    menu: tuple[Named, ...] = ()
    before: Named | None = None
    after: Named | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage(ListingPage):
    """One topic: its own map, where to begin, and where it leads."""

    topic: TopicCard
    colour: str
    """the curator's own, "" for the theme's"""
    definition: Markup
    picture: Markup
    keywords: tuple[KeywordCard, ...]
    featured: tuple[PaperCard, ...]
    central: tuple[PaperCard, ...]
    covered: int
    """Percent of the topic's vocabulary that the reading path holds."""
    reading_path: tuple[PaperCard, ...]
    papers: tuple[PaperCard, ...]
    """by title"""
    parts: tuple[Part, ...]
    """the papers in groups, where the topic has any; each paper stands in one"""
    bridges: tuple[Bridge, ...]
    latest: tuple[Dated, ...]
    """what imports brought, the last first; the topic has a feed if there is any"""
    before: TopicCard | None
    after: TopicCard | None

    @property
    def cards(self) -> tuple[PaperCard, ...]:
        return tuple(card for part in self.parts for card in part.papers) or self.papers

    @property
    def shown_parts(self) -> Iterator[tuple[Part, Sequence[PaperCard]]]:
        """The parts that have room on the page, each with its papers that have."""
        before = 0
        for part in self.parts:
            if here := self.first(part.papers, before):
                yield part, here
            before += len(part.papers)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsPage(Page):
    """All topics as cards, with the whole map above."""

    picture: Markup
    topics: tuple[TopicSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(ListingPage):
    """The papers of a collection, with what the curator wrote above them and where they lie on the map.

    query: what finds them, "" where they are listed; found: the search for them
    """

    slug: str
    notes: Markup = _NOTHING
    papers: tuple[PaperCard, ...] = ()
    edit: str = ""
    query: str = ""
    found: Permalink = permalinks.SEARCH
    on_map: Permalink = permalinks.MAP
    downloads: tuple[Named, ...] = ()
    """the papers' citations as files, and what of them came last as a feed"""
    latest: tuple[Dated, ...] = ()
    picture: Markup = _NOTHING
    topics: tuple[tuple[TopicCard, int], ...] = ()

    @property
    def cards(self) -> tuple[PaperCard, ...]:
        return self.papers


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage(ListingPage):
    """The papers of an author, a venue or a year, newest first, and what they have in common.

    spellings: other ways in which papers write the name; years: the papers by year, "" for those without
    people: an author's co-authors, or the authors that a venue or a year has several papers of, with their number
    before, after: the neighbouring years
    """

    slug: str
    spellings: tuple[str, ...]
    size: int
    years: tuple[tuple[str, tuple[PaperCard, ...]], ...]
    keywords: tuple[KeywordCard, ...]
    people: tuple[Named, ...]
    more_people: int
    topics: tuple[tuple[TopicCard, int], ...]
    before: Named | None = None
    after: Named | None = None

    @property
    def trend(self) -> Markup:
        """The papers of each year as bars, where there are enough for that to say something; drawn when it is shown."""
        years = (card.year for _, cards in self.years for card in cards)
        return trend(years, self.root) if self.size >= _TREND else _NOTHING

    @property
    def cards(self) -> tuple[PaperCard, ...]:
        return tuple(card for _, cards in self.years for card in cards)

    @property
    def shown_years(self) -> Iterator[tuple[str, int, Sequence[PaperCard]]]:
        """The years that have room on the page, each with the number of its papers and those of them that have."""
        before = 0
        for year, cards in self.years:
            if here := self.first(cards, before):
                yield year, len(cards), here
            before += len(cards)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage(Page):
    """The list of all authors, venues or collections, in sections; or a part of it, where it is long.

    An entry of one paper leads to that. letters: where each letter is; frequent: those of most papers
    """

    sections: tuple[tuple[str, tuple[Named, ...]], ...]
    letters: tuple[Named, ...] = ()
    frequent: tuple[Named, ...] = ()
    total: int = 0
    before: Named | None = None
    after: Named | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsPage(Page):
    """All years, the latest first, each with a bar as long as its papers are many."""

    years: tuple[tuple[Named, Markup], ...]
    without: int
    """papers of which no year is known"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage(Page):
    """A page of words: the curator's own, or the theme's (how to read, not found), whose words its template has."""

    body: Markup = _NOTHING
    edit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage(Page):
    """A page at a paper's earlier address."""

    target: PaperCard


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage(Page):
    """The live map; `picture` is what readers without a script see."""

    picture: Markup
    topics: tuple[TopicSummary, ...]
    papers: int
    links: int
    has_years: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """The search; its results come from a script, its way out without one from the template."""

    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page. A change here makes all of them anew: what an import changes is not here."""

    title: str
    description: str
    language: str
    url: str
    namespace: str
    """The name under which scripts remember things: all sites of one host share one storage."""
    logo: str
    footer: str
    menu: tuple[Named, ...]
    extra: tuple[Named, ...]
    """menu entries of sitegen.toml"""
    pages: tuple[Named, ...]
    """the curator's own pages"""
    has_sources: bool
    """Whether there is a page that says where the papers come from,"""
    has_changes: bool = False
    """one that says what imports brought, with its feed,"""
    has_picture: bool = False
    """and a picture of the map for those that link to the site."""


@dataclass(frozen=True, slots=True)
class Site:
    """Every page, in the order of their paths, and what surrounds them.

    problems: what a curator names that is not there
    """

    frame: Frame
    pages: tuple[Page, ...]
    papers: Mapping[str, "PaperPage"] = field(repr=False, default_factory=dict)
    pictures: Mapping[OutputPath, str] = field(repr=False, default_factory=dict)
    """the curator's own, of the notes that are published, with the files of the project they are copied from"""
    problems: tuple[Problem, ...] = ()
