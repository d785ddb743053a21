"""What pages name: papers, topics, keywords and texts, as they are wherever they are shown.

All are whole values. `repr` of one is what an output that shows it depends on.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from generator import prose
from generator.pages.texts import Text
from generator.papers import Permalink


class _Shared:
    """A value that many pages hold: its `repr` is its stamp, made once, which stands for all its fields."""

    def __repr__(self) -> str:
        return self.stamp

    @cached_property
    def stamp(self) -> str:
        values = [repr(getattr(self, name)) for name in self.__dataclass_fields__]  # type: ignore[attr-defined]
        said = ", ".join(values).encode("utf-8", "surrogatepass")
        return f"{type(self).__name__}({hashlib.blake2b(said, digest_size=16).hexdigest()})"


@dataclass(frozen=True, repr=False)
class TopicCard(_Shared):
    """A topic wherever it is named."""

    id: str
    name: str
    number: int
    link: Permalink


@dataclass(frozen=True, repr=False)
class KeywordCard(_Shared):
    """A keyword wherever it is named; it links to its page, else to the search for it.

    inline: the label as it stands within a sentence
    """

    key: str
    label: str
    inline: str
    link: Permalink
    papers: int


@dataclass(frozen=True, repr=False)
class PaperCard(_Shared):
    """A paper wherever it is listed."""

    slug: str
    title: str
    link: Permalink
    authors: str = ""
    year: int | None = None
    topic: TopicCard | None = None

    @cached_property
    def number(self) -> int:
        """The topic's number, -1 without one."""
        return self.topic.number if self.topic else -1

    @cached_property
    def plain(self) -> str:
        """The title as a reader would type it."""
        return prose.plain_text(self.title)


@dataclass(frozen=True, slots=True)
class Dated:
    """A paper with the days on which it came and was last changed by an import."""

    paper: PaperCard
    published: str
    updated: str


def by_title(card: PaperCard) -> tuple[str, str]:
    """Return the key that puts papers in the order of their titles."""
    return card.plain.casefold(), card.slug


class ReasonCard(NamedTuple):
    """A shared keyword and its share of a link, in whole percent."""

    keyword: KeywordCard
    share: int


class Why(NamedTuple):
    """Why two papers are related: the same object for both.

    rest: the percentage that the reasons leave open; stamp: stands for all of it
    """

    weight: float
    reasons: tuple[ReasonCard, ...]
    given: bool
    rest: int
    stamp: str

    def evidence(self, text: Text) -> "Evidence":
        """Return what one of the two papers says of the shared keywords."""
        listing, keywords = text.listing, [reason.keyword for reason in self.reasons]
        if sentences := text.sentences_with([each.key for each in keywords]):
            nowhere = [each for each in keywords if each.key in listing and each.key not in text] if text.whole else []
            return Evidence(sentences, nowhere)
        return Evidence((), [each for each in keywords if each.key in listing], not text.whole)


class Evidence(NamedTuple):
    """The sentences of one paper that hold the shared keywords.

    `listed` are those in the paper's own list that its text has nowhere; without any sentence, all in that list, and
    `withheld` says that part of its abstract is not shown.
    """

    sentences: Sequence[Markup]
    listed: Sequence[KeywordCard] = ()
    withheld: bool = False


class Related(NamedTuple):
    """A paper near to the page's own, and why. `abstract` is its text, `own` the page's."""

    paper: PaperCard
    why: Why
    own: Text
    abstract: Text

    def __repr__(self) -> str:
        return f"Related({self.paper.stamp}, {self.why.stamp}, {self.own.stamp}, {self.abstract.stamp})"

    @property
    def weight(self) -> float:
        return self.why.weight

    @property
    def reasons(self) -> tuple[ReasonCard, ...]:
        return self.why.reasons

    @property
    def given(self) -> bool:
        return self.why.given

    @property
    def rest(self) -> int:
        return self.why.rest

    @property
    def evidence(self) -> tuple[Evidence, Evidence]:
        """What both papers say of the shared keywords, the page's own first; found only when it is rendered."""
        return self.why.evidence(self.own), self.why.evidence(self.abstract)


@dataclass(frozen=True, slots=True)
class Named:
    """A link with its words: an author, a venue, a year, a menu entry. Without an address it is only named."""

    name: str
    link: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """A source that a paper is from, its account's address ("" without one), and the lines that it stands in, each with
    the address that tells of it."""

    name: str
    link: str = ""
    lines: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """A place outside where the paper, its code or its data are. kind: paper, pdf, code, data or link."""

    kind: str
    host: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSummary:
    """A topic as a card: what it is about, and where to begin."""

    topic: TopicCard
    papers: int
    keywords: tuple[KeywordCard, ...]
    central: tuple[PaperCard, ...]
    definition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What the last import brought."""

    date: str
    papers: tuple[PaperCard, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """Another topic that this one has links to, and the papers that make most of them."""

    topic: TopicCard
    links: int
    papers: tuple[PaperCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A group of a topic's papers; without a name, those that are in no other."""

    name: str
    keywords: tuple[KeywordCard, ...]
    papers: tuple[PaperCard, ...]
