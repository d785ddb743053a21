"""The library as pages see it: cards by slug, made once and shared by all pages that name a paper, keyword or topic."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator import permalinks, prose
from generator.analysis import Analysis
from generator.config import Config
from generator.drawing import Disc, Dot, Line
from generator.graph.table import Table
from generator.pages import mending, names
from generator.pages.cards import KeywordCard, Named, PaperCard, TopicCard, TopicSummary
from generator.pages.collected import Collected, collected
from generator.pages.texts import Text
from generator.papers import Author, Content, Paper, Permalink, Topic
from generator.text import title_key

_SHOWN_AUTHORS = 3
_BEGINS_AFTER = ("", ".", "!", "?", ":")
_WITHHELD = "a paper that is not published"


def pictured(address: str, source: str) -> str:
    """Return which file of the project a picture's address in a page of content/ names, "" for none."""
    where = posixpath.normpath(posixpath.join(posixpath.dirname(source), re.split("[?#]", address)[0]))
    return "" if where.startswith(("/", "..")) else where


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything a page may ask for.

    papers: those that are published, by slug
    authors, venues: each as a paper spells it -> the one it is; years -> slugs
    """

    content: Content
    analysis: Analysis
    config: Config
    papers: Mapping[str, Paper]
    topics: Mapping[str, TopicCard]
    cards: Mapping[str, PaperCard]
    keywords: Mapping[str, KeywordCard]
    texts: Mapping[str, Text]
    authors: Mapping[Author, names.Group]
    venues: Mapping[str, names.Group]
    years: Mapping[int, tuple[str, ...]]
    collections: Mapping[str, Collected]
    """a collection's slug -> what is in it"""
    names: Mapping[str, Named]
    """title_key of titles, labels and names -> what they name, for links in notes"""
    earlier: Mapping[str, str]
    """earlier slug, which no paper has now -> the published paper that has it among its aliases"""
    named: Collection[str]
    """all slugs that published papers have or had"""
    later: Mapping[str, Mapping[str, float]]
    """a paper's slug -> the slugs of those after it that it is linked with, and the links' weights"""
    withheld: frozenset[str]
    """title_key of the slugs and titles of papers that are not published"""
    table: Table
    """what the papers' terms weigh, as arrays"""

    def listed(self, slugs: Iterable[str]) -> tuple[PaperCard, ...]:
        """Return the cards of the papers that are published, in the order given, each once; earlier slugs count."""
        current = dict.fromkeys(self.earlier.get(slug, slug) for slug in slugs)
        return tuple(self.cards[slug] for slug in current if slug in self.cards)

    def labels(self, keys: Iterable[str]) -> tuple[KeywordCard, ...]:
        """Return the cards of keywords, in the order given."""
        return tuple(self.keywords[key] for key in keys if key in self.keywords)

    def notes(self, notes: str, path: str, source: str) -> Markup:
        """Return the curator's Markdown of the file `source` as HTML for the page at `path`."""

        def lies(address: str) -> str:
            where = self.picture(address, source)
            return permalinks.pictured(where) if where.startswith("content/") else where

        return prose.markdown_html(notes, self.find, permalinks.root(path), lies)

    def picture(self, address: str, source: str) -> str:
        """Return which file of the project a picture is that notes in the file `source` show; "" for none.

        A bare name is looked for beside the page, then in all of content/, as Obsidian does.
        """
        where = pictured(address, source)
        if where in self.content.pictures or where.startswith("static/"):
            return where
        named = [each for each in self.content.pictures if each.rpartition("/")[2] == address]
        return named[0] if len(named) == 1 else ""

    def find(self, target: str) -> prose.Target | None:
        """Return the page that a link among pages means: a paper, else a topic, a keyword, a collection or a page; of a
        file's name the paper, page or collection that the file is of.

        Of a paper that is hidden or private the target gives nothing away.
        """
        name = prose.file_named(target)
        if (slug := self.earlier.get(name, name)) in self.cards:
            card = self.cards[slug]
            return prose.Target(card.link, card.plain)
        found = self._written(name) if name != target else self.names.get(title_key(name))
        if found:
            words = target if title_key(target) == title_key(found.name) else found.name
            return prose.Target(Permalink(found.link), words)
        return prose.Target(Permalink(""), _WITHHELD) if title_key(name) in self.withheld else None

    def _written(self, name: str) -> Named | None:
        """Return the collection or the page of a file with this name."""
        for page in self.content.collections:
            if prose.file_named(page.path) == name:
                return Named(page.title, permalinks.collection(page.slug))
        for text in self.content.pages:
            if prose.file_named(text.path) == name:
                return Named(text.title, permalinks.text_page(text.slug))
        return None

    def person(self, author: Author) -> Named:
        """Return an author as a paper spells the name, with the address of their page where they have one."""
        slug = self.authors[author].slug
        return Named(str(author), permalinks.author(slug) if slug else "")

    def venue(self, venue: str) -> Named | None:
        """Return a venue as a paper spells it, with the address of its page where it has one; None without a name."""
        if venue not in self.venues:
            return None
        slug = self.venues[venue].slug
        return Named(venue, permalinks.venue(slug) if slug else "")

    def summary(self, topic: Topic, papers: int = 3) -> TopicSummary:
        """Return a topic as a card."""
        return TopicSummary(
            topic=self.topics[topic.id],
            papers=len(topic.papers),
            keywords=self.labels(topic.keywords[:3]),
            central=self.listed(topic.papers[:papers]),
            definition=topic.definition,
        )

    def disc(self, topic: Topic, root: str) -> Disc:
        """Return a topic's island."""
        link = root + self.topics[topic.id].link
        return Disc(topic.x, topic.y, topic.radius, topic.number, topic.name, len(topic.papers), link)

    def dot(self, slug: str, root: str, label: str = "") -> Dot:
        """Return a paper's dot at its place on the map."""
        card = self.cards[slug]
        x, y = self.analysis.positions.get(slug, (0.0, 0.0))
        return Dot(x, y, card.number, card.plain, root + card.link, label)

    def lines_among(self, slugs: Iterable[str]) -> tuple[Line, ...]:
        """Return the links among some papers, as lines between their places in the list."""
        place = {slug: index for index, slug in enumerate(slugs)}
        return tuple(
            [
                (place[slug], place[other], links[other])
                for slug in sorted(place)
                if (links := self.later.get(slug))
                for other in sorted(links.keys() & place.keys())
            ]
        )


def shelve(content: Content, analysis: Analysis, config: Config) -> Shelf:
    """Return the library with all its cards made."""
    papers: dict[str, Paper] = {paper.slug: paper for paper in content.library if paper.published}
    topics: dict[str, TopicCard] = {
        topic.id: TopicCard(topic.id, topic.name, topic.number, permalinks.topic(topic.id)) for topic in analysis.topics
    }
    keywords = _keyword_cards(papers, analysis)
    cards = {slug: _paper_card(paper, topics.get(analysis.topic_of.get(slug, ""))) for slug, paper in papers.items()}
    texts = {slug: _text(paper, analysis, config) for slug, paper in papers.items()}
    earlier = _earlier(papers)
    named = (
        *_curators_pages(content),
        *((card.label, Named(card.label, card.link)) for card in keywords.values() if "?" not in card.link),
        *((topic.name, Named(topic.name, topic.link)) for topic in topics.values()),
        *((paper.title, Named(paper.title, cards[slug].link)) for slug, paper in papers.items()),
    )
    return Shelf(
        content=content,
        analysis=analysis,
        config=config,
        papers=papers,
        topics=topics,
        cards=cards,
        keywords=keywords,
        texts=texts,
        authors=names.authors(papers.values()),
        venues=names.venues(papers.values()),
        years=_years(papers.values()),
        names={title_key(name): each for name, each in named},
        collections=collected(content, analysis, cards, texts, earlier),
        earlier=earlier,
        named=mending.names(papers),
        later={
            slug: {link.target: link.weight for link in links if link.source == slug}
            for slug, links in analysis.related.items()
        },
        withheld=frozenset(
            title_key(name)
            for paper in content.library
            if paper.slug not in papers
            for name in (paper.slug, paper.title, *paper.aliases)
        ),
        table=Table.of(analysis.terms),
    )


def _curators_pages(content: Content) -> Iterator[tuple[str, Named]]:
    """Yield collections and pages by their slug and by their title; a collection goes before a page."""
    for page in content.pages:
        link = permalinks.text_page(page.slug)
        yield from ((name, Named(page.title, link)) for name in (page.slug, page.title))
    for collection in content.collections:
        link = permalinks.collection(collection.slug)
        yield from ((name, Named(collection.title, link)) for name in (collection.slug, collection.title))


def _earlier(papers: Mapping[str, Paper]) -> dict[str, str]:
    found: dict[str, str] = {}
    for slug, paper in papers.items():
        for alias in paper.aliases:
            if alias not in papers:
                found.setdefault(alias, slug)
    return found


def byline(authors: Iterable[Author]) -> str:
    """Return a paper's authors as lists show them: the first three, then "et al."."""
    names = [author.family for author in authors]
    return ", ".join(names) if len(names) <= _SHOWN_AUTHORS else f"{', '.join(names[:_SHOWN_AUTHORS])} et al."


def _keyword_cards(papers: Mapping[str, Paper], analysis: Analysis) -> dict[str, KeywordCard]:
    lowered = _lowered(papers, analysis)
    return {
        key: KeywordCard(
            key=key,
            label=keyword.label,
            inline=keyword.label[:1].lower() + keyword.label[1:] if key in lowered else keyword.label,
            link=permalinks.keyword(keyword.slug) if keyword.has_page else permalinks.search_for(keyword.label),
            papers=len(keyword.papers),
        )
        for key, keyword in sorted(analysis.keywords.items())
    }


def _lowered(papers: Mapping[str, Paper], analysis: Analysis) -> set[str]:
    """Return the keywords that abstracts do not mostly begin with a capital inside a sentence: they are no names."""
    small = {key: 0 for key, keyword in analysis.keywords.items() if _ordinary(keyword.label)}
    for paper in papers.values():
        abstract = paper.abstract
        for span in analysis.spans.get(paper.slug, ((), ()))[1]:
            if span.key in small and abstract[max(0, span.start - 3) : span.start].rstrip()[-1:] not in _BEGINS_AFTER:
                small[span.key] += 1 if abstract[span.start].islower() else -1
    return {key for key, balance in small.items() if balance >= 0}


def _ordinary(label: str) -> bool:
    """Return whether a label has a capital at its beginning only, as in a title's case of no name or acronym."""
    return len(label) > 1 and label[1:] == label[1:].lower() and any(char.isalpha() for char in label[1:2])


def _paper_card(paper: Paper, topic: TopicCard | None) -> PaperCard:
    return PaperCard(paper.slug, paper.title, permalinks.paper(paper.slug), byline(paper.authors), paper.year, topic)


def _text(paper: Paper, analysis: Analysis, config: Config) -> Text:
    value = prose.published(paper.abstract, config.abstracts)
    in_title, in_abstract = analysis.spans.get(paper.slug, ((), ()))
    return Text.of(value, paper.abstract, in_abstract, paper.title, in_title, analysis.listed.get(paper.slug, ()))


def _years(papers: Iterable[Paper]) -> dict[int, tuple[str, ...]]:
    """Return the papers of each year, the earliest first."""
    found: dict[int, list[str]] = {}
    for paper in papers:
        if paper.year is not None:
            found.setdefault(paper.year, []).append(paper.slug)
    return {year: tuple(found[year]) for year in sorted(found)}
