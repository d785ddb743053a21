"""The types that all other modules speak. Data only: no files, no third-party import."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NewType

Slug = NewType("Slug", str)
"""The name of a paper, keyword or topic in addresses and file names; pinned at first sight."""

Permalink = NewType("Permalink", str)
"""The address of a page relative to the site's root, with `/`: `papers/x.html`."""

OutputPath = NewType("OutputPath", str)
"""Where a file is written, relative to the site's folder, with `/`."""

_EAST_ASIAN = re.compile("[\u3005\u3040-\u309f\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af]+")
"""Names in Han, kana or Hangul; katakana writes foreign names, which keep their order."""

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Author:
    """A person (`family`, `given`) or, with an empty `given`, a body."""

    family: str
    given: str = ""

    @classmethod
    def parse(cls, text: str) -> "Author":
        """Return the author written as "Family, Given" or as a body's name."""
        family, _, given = text.partition(",")
        return cls(family.strip(), given.strip())

    def __str__(self) -> str:
        """The name as it is said: in Chinese, Japanese and Korean script the family name comes first."""
        if _EAST_ASIAN.fullmatch(self.family + self.given):
            return self.family + self.given
        return f"{self.given} {self.family}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Record:
    """What a source gave, before it is a paper: fields as in the front matter, and where it stood."""

    fields: Mapping[str, object]
    source: str
    line: int
    text: str = ""
    """The record's own lines, verbatim, for the day it must be rejected."""

    @property
    def title(self) -> str:
        return str(self.fields.get("title", ""))


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not become a paper, verbatim, with the reason."""

    source: str
    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One work: one object, one file, one page. Field by field as in the front matter (docs/reference)."""

    slug: Slug
    id: str
    """8 hex digits, made once; "" on a page that a person made and no build has seen"""
    title: str
    abstract: str = ""
    authors: tuple[Author, ...] = ()
    year: int | None = None
    date: str = ""
    venue: str = ""
    type: str = ""
    language: str = ""
    doi: str = ""
    arxiv: str = ""
    pmid: str = ""
    openalex: str = ""
    url: str = ""
    pdf: str = ""
    resources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    """The source's own folders of papers: "Thesis / Chapter 2"."""
    files: tuple[str, ...] = ()
    """Where copies lie on the curator's own disk. Never published."""
    needs: str = ""
    """"metadata" on a stub: its title is only its identifier, until a source gives the rest."""
    versions: tuple[str, ...] = ()
    """Addresses of the paper's other versions: the preprint of an article."""
    sources: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    unrelated: tuple[str, ...] = ()
    position: tuple[float, float] | None = None
    aliases: tuple[str, ...] = ()
    hidden: bool = False
    private: bool = False
    featured: bool = False
    locked: tuple[str, ...] = ()
    """Fields that imports leave alone; `("*",)` when all are."""
    extra: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    """Fields that are not ours: kept, and shown where sitegen.toml names them."""
    notes: str = ""
    """The body: the curator's Markdown."""
    path: str = ""
    """The page's file, relative to the project, for messages and edit links."""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    """Field -> its line in the page, for messages."""
    notes_line: int = field(default=0, compare=False, repr=False)
    """The line of the page on which the notes begin."""

    @property
    def published(self) -> bool:
        """Whether the paper is in the site at all."""
        return not (self.hidden or self.private)


@dataclass(frozen=True, slots=True)
class Library:
    """All papers of a project, ordered by slug."""

    papers: tuple[Paper, ...]
    by_slug: Mapping[str, Paper]

    @classmethod
    def of(cls, papers: Iterable[Paper]) -> "Library":
        ordered = tuple(sorted(papers, key=lambda paper: paper.slug))
        return cls(ordered, MappingProxyType({paper.slug: paper for paper in ordered}))

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers)

    def __len__(self) -> int:
        return len(self.papers)

    def __getitem__(self, slug: str) -> Paper:
        return self.by_slug[slug]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The curator's content/keywords.toml. Spellings are given as typed; nothing is stemmed here."""

    prefer: Mapping[str, str] = field(default_factory=dict)
    """variant -> preferred label"""
    hide: tuple[str, ...] = ()
    """labels that neither count nor show"""
    define: Mapping[str, str] = field(default_factory=dict)
    """label -> definition, plain text"""
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict, compare=False, repr=False)
    """("prefer", "hide" or "define"; label or variant) -> its line in `path`, for messages"""
    path: str = field(default="content/keywords.toml", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TopicSettings:
    """What content/topics.toml says of one topic, by its id."""

    name: str = ""
    colour: str = ""
    definition: str = ""
    line: int = field(default=0, compare=False, repr=False)
    """where its section begins"""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A preferred label with the papers whose text or list holds it.

    key: the stemmed label: the keyword's identity inside the program
    papers: those that list it first, then by falling weight of the term, then by slug
    listed: how many of `papers` have it in their own list
    has_page: two papers list it, or keywords.toml names it
    related: keys of the keywords that most often stand with it, best first
    """

    key: str
    label: str
    slug: Slug
    papers: tuple[Slug, ...]
    listed: int = 0
    variants: tuple[str, ...] = ()
    definition: str = ""
    has_page: bool = False
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Where a text holds a keyword: text[start:end] is a spelling of `key`."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A shared keyword (its key) and its share of the link's weight, in whole percent."""

    keyword: str
    share: int


@dataclass(frozen=True, slots=True)
class Link:
    """An explained edge. `source` < `target`; `weight` in 0..1 to 2 decimals; reasons by falling share.

    given: a curator named it in `related`; its reasons may then be empty.
    """

    source: Slug
    target: Slug
    weight: float
    reasons: tuple[Reason, ...]
    given: bool = False

    def other(self, slug: str) -> Slug:
        return self.target if slug == self.source else self.source


@dataclass(frozen=True, slots=True)
class SubTopic:
    """A part of a large topic: its name, what sets it apart inside the topic, its papers, most central first."""

    name: str
    keywords: tuple[str, ...]
    papers: tuple[Slug, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A community of papers, named for readers.

    id: slug of its first name, kept while its members mostly stay; number: 0.. by falling size, for colour and marker
    keywords: keys, most distinctive first; papers: slugs, most central first
    bridges: ids of the topics it has most links to, with the number of links, most first
    x, y, radius: its island on the map, in the map's units
    parts: of a large topic with parts; a paper is in one of them at most
    """

    id: Slug
    number: int
    name: str
    keywords: tuple[str, ...]
    papers: tuple[Slug, ...]
    colour: str = ""
    definition: str = ""
    bridges: tuple[tuple[Slug, int], ...] = ()
    x: float = 0.0
    y: float = 0.0
    radius: float = 0.0
    parts: tuple[SubTopic, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicMemory:
    """What was pinned of a topic at an earlier build.

    together: what the search said of it; parts: its parts, None where that is not known
    """

    name: str
    members: tuple[Slug, ...]
    shown: str = ""
    """what the curator called it then; "" where that is its name"""
    together: float = 0.0
    parts: tuple[tuple[Slug, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """The last search for topics: among how many papers, with how many runs, how far these agreed with the topics, and
    the topics' modularity then."""

    papers: int
    runs: int
    agreement: float
    modularity: float


@dataclass(frozen=True, slots=True)
class Shift:
    """What became of topics, each by its id and the name that readers saw.

    kind: "new" (of papers that had no topic or several), "split", "merged", "renamed", "gone" (its papers went apart)
    """

    kind: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class History:
    """What became of topics with each import: number -> shifts.

    number, topics: the last import seen, and the topics as they were before it
    """

    shifts: Mapping[int, tuple[Shift, ...]] = field(default_factory=dict)
    number: int = 0
    topics: Mapping[str, TopicMemory] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeywordMemory:
    """What was pinned of a keyword at first sight."""

    label: str
    slug: Slug


@dataclass(frozen=True, slots=True)
class State:
    """What earlier builds fixed, so that names, addresses and places stay. Kept in content/.sitegen/.

    positions: paper slug -> x, y; topics: id -> name and members; keywords: key -> label and slug
    """

    positions: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    islands: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    """topic id -> x, y, radius"""
    topics: Mapping[str, TopicMemory] = field(default_factory=dict)
    keywords: Mapping[str, KeywordMemory] = field(default_factory=dict)
    history: History = field(default_factory=History)
    searched: Searched | None = None
    """the search that the topics are of"""


@dataclass(frozen=True, slots=True)
class Collection:
    """A curated list of papers: a Markdown page with `papers` or a `query`, or both, in its front matter."""

    slug: Slug
    title: str
    papers: tuple[Slug, ...]
    notes: str = ""
    path: str = ""
    query: str = ""
    line: int = field(default=0, compare=False, repr=False)
    """where the list stands in `path`"""
    query_line: int = field(default=0, compare=False, repr=False)
    notes_line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of the curator's own words: content/pages/*.md; `index` is the home page's introduction."""

    slug: Slug
    title: str
    notes: str = ""
    path: str = ""
    notes_line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Import:
    """An import that brought something. `date` is ISO, UTC; `papers` are new or changed by it."""

    number: int
    date: str
    sources: tuple[tuple[str, str], ...]
    """file name and hash of its bytes"""
    papers: tuple[str, ...]
    """ids, sorted"""
    changed: tuple[str, ...] = ()
    """those of them that were there before"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one record of a source.

    kind: "new" (it made the page), "known" (the page was there), "duplicate" (of another record), "rejected"
    paper: the page's id; "" of a rejected one; reason: why it is that paper, or why it is none
    """

    line: int
    title: str
    kind: str
    paper: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A source's records in order, each with what became of it when the source was last read."""

    file: str
    format: str
    """the name of the importer that read it"""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """All that a project's content/ says: what a build is a function of, with the settings and the theme."""

    library: Library
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    topics: Mapping[str, TopicSettings] = field(default_factory=dict)
    collections: tuple[Collection, ...] = ()
    pages: tuple[TextPage, ...] = ()
    pictures: frozenset[str] = frozenset()
    """the pictures beside the pages, as files of the project; none where no notes show any"""
    imports: tuple[Import, ...] = ()
    ledger: tuple[Account, ...] = ()
    """the account of every source, by its name"""
    state: State = field(default_factory=State)
