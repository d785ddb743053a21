"""What pages name: papers, topics, keywords and texts, as they are wherever they are shown.

All are whole values. `repr` of one is what an output that shows it depends on.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from generator import prose, text
from generator.papers import Permalink, Span

_EVIDENCE = 2
"""Sentences shown of each abstract under a link: enough to see why, little enough to read."""


@dataclass(frozen=True, slots=True, repr=False)
class Text:
    """A paper's title and its published abstract (`value`) with the keywords in them.

    Its `repr` is a hash, so that many pages may hold it at little cost.
    """

    value: str
    spans: tuple[Span, ...]
    title: str
    title_spans: tuple[Span, ...]
    stamp: str

    @classmethod
    def of(
        cls, value: str, original: str, spans: Iterable[Span] = (), title: str = "", title_spans: Iterable[Span] = ()
    ) -> "Text":
        """Return what is published of `original`, with the spans that it still holds: an excerpt may have lost some."""
        kept = tuple(span for span in spans if value == original or value[: span.end] == original[: span.end])
        placed = [[(span.start, span.end, span.key) for span in each] for each in (kept, title_spans)]
        stamp = hashlib.sha256(f"{value}\0{title}\0{placed}".encode("utf-8", "surrogatepass")).hexdigest()
        return cls(value, kept, title, tuple(title_spans), stamp)

    def __repr__(self) -> str:
        return f"Text({self.stamp})"

    def __bool__(self) -> bool:
        return bool(self.value.strip())

    @property
    def html(self) -> Markup:
        """The whole text in paragraphs, its keywords marked."""
        return prose.paragraphs(self.value, self.spans)

    def sentences_with(self, keys: Iterable[str]) -> list[Markup]:
        """Return the first sentences that hold one of the keywords, those only marked; each brings one not yet seen.

        The title counts as the last of the sentences: it helps where the abstract has other words for the same.
        """
        wanted, found = set(keys), []
        spans = [span for span in self.spans if span.key in wanted]
        for start, end in _sentences(self.value) if spans else ():
            here = [span for span in spans if start <= span.start and span.end <= end]
            if wanted & {span.key for span in here}:
                wanted -= {span.key for span in here}
                found.append(prose.marked(self.value, here, start, end))
            if len(found) == _EVIDENCE:
                return found
        in_title = [span for span in self.title_spans if span.key in wanted]
        return [*found, prose.marked(self.title, in_title)] if in_title else found


@lru_cache(maxsize=16_384)
def _sentences(value: str) -> tuple[tuple[int, int], ...]:
    """Return where a text's sentences are: a paper's are asked for on the page of each paper related to it."""
    return tuple(text.sentences(value))


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic wherever it is named."""

    id: str
    name: str
    number: int
    link: Permalink


@dataclass(frozen=True, slots=True)
class KeywordCard:
    """A keyword wherever it is named; it links to its page, else to the search for it.

    inline: the label as it stands within a sentence
    """

    key: str
    label: str
    inline: str
    link: Permalink
    papers: int


@dataclass(frozen=True, slots=True)
class PaperCard:
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
class ReasonCard:
    """A shared keyword and its share of a link, in whole percent."""

    keyword: KeywordCard
    share: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences of one abstract that hold the shared keywords."""

    paper: PaperCard
    sentences: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A paper near to the page's own, and why. `abstract` is its text, `own` the page's."""

    paper: PaperCard
    weight: float
    reasons: tuple[ReasonCard, ...]
    given: bool
    own: Text
    abstract: Text

    def evidence(self, page: PaperCard) -> Iterator[Evidence]:
        """Yield the sentences of both abstracts that hold the shared keywords; found only when a page is rendered."""
        keys = [reason.keyword.key for reason in self.reasons]
        for card, abstract in ((page, self.own), (self.paper, self.abstract)):
            if sentences := abstract.sentences_with(keys):
                yield Evidence(card, tuple(sentences))


@dataclass(frozen=True, slots=True)
class Named:
    """A link with its words: an author, a venue's year, a menu entry."""

    name: str
    link: str
    count: int = 0


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
