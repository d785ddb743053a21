"""What the pages about the map itself show: how far it can be trusted, where it has bridges and gaps."""

from dataclasses import dataclass

from markupsafe import Markup

from generator.graph.pairs import Pairs
from generator.pages.cards import KeywordCard, PaperCard, TopicCard
from generator.pages.model import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A link worked out: what each shared keyword adds to its weight, in percent and in weight, and the rest."""

    one: PaperCard
    other: PaperCard
    weight: str
    parts: tuple[tuple[KeywordCard, int, str], ...]
    rest: tuple[int, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """A paper that joins two topics, with the summed weight of its links into each."""

    paper: PaperCard
    home: TopicCard
    pull: str
    away: TopicCard
    pull_away: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapCard:
    """Two keywords that no paper holds both of.

    expected: papers that would by chance; chance: in how many percent of such cases none would, all the same
    nearest: two linked papers, one of each, where there are any
    """

    one: KeywordCard
    other: KeywordCard
    expected: str
    chance: int
    nearest: tuple[PaperCard, PaperCard] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartCard:
    """Two topics with fewer links between them than their sizes let expect."""

    one: TopicCard
    other: TopicCard
    links: int
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LonelyCard:
    """A paper without link: why (as `graph.gaps.Alone` says it), and what is nearest to it."""

    paper: PaperCard
    why: str
    nearest: PaperCard | None
    weight: str
    shared: tuple[KeywordCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustPage(Page):
    """How far the map can be trusted, in figures of this build. Shares are whole percent; weights have two decimals.

    weights, told: lower quartile, median and upper quartile of the links' weights, of the percent that reasons explain
    agreement, near: None where the analysis does not know
    """

    papers: int
    abstracts: int
    abstracts_share: int
    sources: tuple[tuple[str, int], ...]
    more_sources: int
    alone: int
    keywords: int
    keywords_each: str
    links: int
    links_each: str
    weights: tuple[str, ...]
    histogram: Markup
    top: int
    threshold: str
    given: int
    refused: int
    pairs: Pairs
    told: tuple[int, ...]
    example: Example | None
    rarity: str
    length: str
    topics: int
    modularity: str
    agreement: int | None
    runs: int
    together: tuple[tuple[TopicCard, int], ...]
    near: int | None
    by_chance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsPage(Page):
    """Where topics meet and where they do not, keywords that never meet, papers that stand alone."""

    joints: tuple[Joint, ...]
    gaps: tuple[GapCard, ...]
    apart: tuple[ApartCard, ...]
    lonely: tuple[LonelyCard, ...]
    papers: int
    topics: int
