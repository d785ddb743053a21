"""What pages name: papers, topics, keywords and texts, as they are wherever they are shown.

All are whole values. `repr` of one is what an output that shows it depends on.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup

from generator import prose, text
from generator.papers import Permalink, Span

_EVIDENCE = 2
"""Sentences shown of each abstract under a link: enough to see why, little enough to read."""
_TITLE = -1
"""Stands for the number of a sentence."""


class _Shared:
    """A value that many pages hold: its `repr` is its stamp, made once, which stands for all its fields."""

    def __repr__(self) -> str:
        return self.stamp

    @cached_property
    def stamp(self) -> str:
        values = [repr(getattr(self, name)) for name in self.__dataclass_fields__]  # type: ignore[attr-defined]
        said = ", ".join(values).encode("utf-8", "surrogatepass")
        return f"{type(self).__name__}({hashlib.blake2b(said, digest_size=16).hexdigest()})"


# Without slots: what is derived from a text is kept with it, as it is asked for by the page of every related paper.
@dataclass(frozen=True, repr=False)
class Text:
    """A paper's title, its published abstract (`value`) with the keywords in them, and the keys that its page lists.

    Its `repr` is a hash, so that many pages may hold it at little cost.
    """

    value: str
    spans: tuple[Span, ...]
    title: str
    title_spans: tuple[Span, ...]
    listed: tuple[str, ...]
    whole: bool
    """Whether all of the abstract is published."""
    stamp: str

    @classmethod
    def of(
        cls,
        value: str,
        original: str,
        spans: Iterable[Span] = (),
        title: str = "",
        title_spans: Iterable[Span] = (),
        listed: tuple[str, ...] = (),
    ) -> "Text":
        """Return what is published of `original`, with the spans that it still holds: an excerpt may have lost some."""
        whole = value == original
        kept = tuple(span for span in spans if whole or value[: span.end] == original[: span.end])
        placed = [[(span.start, span.end, span.key) for span in each] for each in (kept, title_spans)]
        said = f"{value}\0{title}\0{placed}\0{listed}\0{whole}"
        stamp = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(value, kept, title, tuple(title_spans), listed, whole, stamp)

    def __repr__(self) -> str:
        return f"Text({self.stamp})"

    def __bool__(self) -> bool:
        return bool(self.value.strip())

    def __hash__(self) -> int:
        return hash(self.stamp)

    def __contains__(self, key: str) -> bool:
        """Whether the text holds a keyword, on its own or inside a longer one."""
        return bool(self._known.get(key)) or f" {key} " in self._held

    @property
    def html(self) -> Markup:
        """The whole text in paragraphs, its keywords marked. Only the paper's own page asks for it, once."""
        return prose.paragraphs(self.value, self.spans)

    def sentences_with(self, keys: Iterable[str]) -> Sequence[Markup]:
        """Return the first sentences that hold one of the keywords, those only marked; each brings one not yet seen.

        The title counts as the last of the sentences: it helps where the abstract has other words for the same.
        """
        wanted = tuple(keys)
        found = self._telling.get(wanted)
        if found is None:
            found = self._telling[wanted] = self._sentences_with(wanted)
        return found

    def _sentences_with(self, keys: tuple[str, ...]) -> Sequence[Markup]:
        known = self._known
        places = [(key, known[key] if key in known else self._inside(key)) for key in keys]
        # The first sentence of a keyword that an earlier one did not bring is the first sentence that brings it.
        first = sorted({here[0][0] for _, here in places if here})[:_EVIDENCE]
        found = [
            self._quoted(number, {span for _, here in places for at, span in here if at == number}) for number in first
        ]
        if len(found) == _EVIDENCE or not self.title_spans:
            return found
        in_title = {span for key, here in places if not here for span in _holders(self.title_spans, key)}
        return [*found, self._quoted(_TITLE, in_title)] if in_title else found

    def _quoted(self, number: int, spans: Collection[int]) -> Markup:
        """Return a sentence, or the title for `_TITLE`, with only these spans marked: it stands under several links."""
        place = (number, *sorted(spans))
        quote = self._quotes.get(place)
        if quote is None:
            quote = self._quotes[place] = self._sentence(*place)
        return quote

    def _sentence(self, number: int, *spans: int) -> Markup:
        if number == _TITLE:
            return prose.marked(self.title, [self.title_spans[place] for place in spans])
        return prose.marked(self.value, [self.spans[place] for place in spans], *self._sentences[number])

    def _inside(self, key: str) -> Sequence[tuple[int, int]]:
        """Return the places of a keyword that nowhere stands alone: longer ones hold it, "neural network" is in "graph
        neural network"."""
        inside = f" {key} "
        longer = [places for held, places in self._alone.items() if inside in f" {held} "]
        self._known[key] = sorted(chain.from_iterable(longer)) if longer else []
        return self._known[key]

    @cached_property
    def listing(self) -> frozenset[str]:
        """The keys that its page lists, in no order."""
        return frozenset(self.listed)

    @cached_property
    def _telling(self) -> dict[tuple[str, ...], Sequence[Markup]]:
        """What `sentences_with` found: many links have the same reasons."""
        return {}

    @cached_property
    def _quotes(self) -> dict[tuple[int, ...], Markup]:
        return {}

    @cached_property
    def _known(self) -> dict[str, list[tuple[int, int]]]:
        return dict(self._alone)

    @cached_property
    def _alone(self) -> dict[str, list[tuple[int, int]]]:
        """Each keyword with the sentence and the number of each of its spans, in order; a span across two sentences is
        in none."""
        starts = [start for start, _ in self._sentences]
        found: dict[str, list[tuple[int, int]]] = {}
        for place, span in enumerate(self.spans):
            at = bisect_right(starts, span.start) - 1
            here = found.setdefault(span.key, [])
            if at >= 0 and span.end <= self._sentences[at][1]:
                here.append((at, place))
        return found

    @cached_property
    def _sentences(self) -> Sequence[tuple[int, int]]:
        return text.sentences(self.value)

    @cached_property
    def _held(self) -> str:
        return "|".join(f" {span.key} " for span in (*self.spans, *self.title_spans))


def _holders(spans: Sequence[Span], key: str) -> list[int]:
    """Return the numbers of the spans that hold a keyword, on its own or else within a longer one."""
    alone = [place for place, span in enumerate(spans) if span.key == key]
    return alone or [place for place, span in enumerate(spans) if f" {key} " in f" {span.key} "]


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

    @property
    def number(self) -> int:
        """The topic's number, -1 without one."""
        return self.topic.number if self.topic else -1


@dataclass(frozen=True, slots=True)
class Dated:
    """A paper with the days on which it came and was last changed by an import."""

    paper: PaperCard
    published: str
    updated: str


def by_title(card: PaperCard) -> tuple[str, str]:
    """Return the key that puts papers in the order of their titles."""
    return prose.plain_text(card.title).casefold(), card.slug


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

    @property
    def keys(self) -> tuple[str, ...]:
        """The shared keywords' keys."""
        return tuple([reason.keyword.key for reason in self.reasons])

    def evidence(self, card: PaperCard, text: Text) -> "Evidence":
        """Return what one of the two papers says of the shared keywords."""
        listing = text.listing
        listed = [reason.keyword for reason in self.reasons if reason.keyword.key in listing]
        if sentences := text.sentences_with(self.keys):
            nowhere = [each for each in listed if text.whole and each.key not in text]
            return Evidence(card, tuple(sentences), tuple(nowhere))
        return Evidence(card, (), tuple(listed), not text.whole)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences of one paper that hold the shared keywords.

    `listed` are those in the paper's own list that its text has nowhere; without any sentence, all in that list, and
    `withheld` says that part of its abstract is not shown.
    """

    paper: PaperCard
    sentences: tuple[Markup, ...]
    listed: tuple[KeywordCard, ...] = ()
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

    def evidence(self, page: PaperCard) -> tuple[Evidence, Evidence]:
        """Return what both papers say of the shared keywords, the page's own first; found only when it is rendered."""
        return self.why.evidence(page, self.own), self.why.evidence(self.paper, self.abstract)


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
