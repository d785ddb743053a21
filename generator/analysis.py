"""What the library says as a whole: keywords, explained links, topics, positions. Pure: content in, analysis out.

Analysing again with the state that came out changes nothing: names, addresses and places are pinned at first sight.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator import graph as networks
from generator.config import MapSettings
from generator.graph import compared, faithful, islands, labels, layout, links, measures, names, reasons, shifts, topics
from generator.graph.communities import Community
from generator.graph.consensus import Stability
from generator.graph.faithful import Faithfulness
from generator.graph.neighbourhood import Neighbours
from generator.kept import Kept
from generator.keywords import dictionary, entries, library
from generator.keywords.library import Reading
from generator.keywords.matched import Earlier, Matched
from generator.papers import (
    Content,
    Keyword,
    KeywordMemory,
    Link,
    Paper,
    Searched,
    Slug,
    Span,
    State,
    Topic,
    TopicMemory,
    TopicSettings,
)
from generator.text import phrase_key

_NOTHING = Earlier()


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that pages show of the library. Hidden and private papers are not in it.

    keywords: by key: those that a page lists, that have a page, or that are a reason of a link
    listed: slug -> keys of the paper's own list, in order; terms: slug -> key -> weight (`links.weigh`)
    spans: slug -> the keywords' places in the title and in the abstract, longest first where they overlap, in order
    neighbourhood: which papers are near to each; near: the links of these, by their ends, which topics are found in
    links: those that a reader is shown
    related: slug -> its links, best first; topic_of: only papers that have a topic
    bridges: papers that join two topics, best first; orphans: papers without link
    stability: how far the topics are to be trusted; faithfulness: how much of the links the map shows
    """

    keywords: Mapping[str, Keyword]
    listed: Mapping[str, tuple[str, ...]]
    terms: Mapping[str, Mapping[str, float]]
    spans: Mapping[str, tuple[tuple[Span, ...], tuple[Span, ...]]]
    neighbourhood: Neighbours
    near: tuple[Link, ...]
    links: tuple[Link, ...]
    related: Mapping[str, tuple[Link, ...]]
    topics: tuple[Topic, ...]
    topic_of: Mapping[str, Slug]
    positions: Mapping[str, tuple[float, float]]
    bridges: tuple[Slug, ...]
    orphans: tuple[Slug, ...]
    modularity: float
    stability: Stability
    faithfulness: Faithfulness
    state: State
    matched: Matched
    """what the texts hold, for the next build"""

    def faint(self) -> dict[str, tuple[Link, ...]]:
        """Return the links of nearest papers that are too weak to be shown among the others: slug -> best first."""
        shown = {(link.source, link.target) for link in self.links}
        return links.neighbours((link for link in self.near if (link.source, link.target) not in shown), self.terms)

    @property
    def graph(self) -> Any:
        """Return an `nx.Graph` of the links, made anew: only the GraphML export wants it."""
        return networks.build(self.terms, self.links)


def analyse(
    content: Content, settings: MapSettings | None = None, earlier: Earlier = _NOTHING, kept: Kept | None = None
) -> Analysis:
    """Return the analysis of a project's content; earlier, kept: what a build of it found before, for speed alone."""
    settings = settings or MapSettings()
    papers = [paper for paper in content.library if paper.published]
    reading = library.read(papers, content.vocabulary, earlier)
    terms, showable = links.weigh(reading.counts), shown(reading)
    nearest = links.find(terms, showable, settings.links, kept)
    near = links.link(terms, showable, _wishes(papers), nearest, settings.threshold)
    linked = links.strong(near, nearest.confirmed)
    told = {reason.keyword for link in near for reason in link.reasons}
    keywords = entries.entries(papers, reading, terms, told, content.state)
    related = links.neighbours(linked, terms)
    home: dict[str, str] = {slug: id for id, memory in content.state.topics.items() for slug in memory.members}
    searched = topics.search(near, home, memory=_memory(content.state, home))
    evidence = names.Evidence.of(terms, reading.listed, keywords, related)
    whole_topics = names.topics(searched.communities, evidence, _remembered(content, keywords))
    topic_of: dict[str, Slug] = {slug: topic.id for topic in whole_topics for slug in topic.papers}
    within = measures.within(near, topic_of)
    found = [
        replace(topic, parts=names.parts(topic, _parts(topic, within.get(topic.id, ()), content.state), evidence))
        for topic in whole_topics
    ]
    positions, placed = _placed(papers, found, linked, content, home)
    joined = measures.between(linked, topic_of)
    whole = tuple(_complete(topic, placed[topic.id], joined.get(topic.id, ()), content.topics) for topic in found)
    together: dict[str, float] = dict(zip((topic.id for topic in found), searched.together, strict=True))
    stability = Stability(searched.agreement, together, searched.runs)
    return Analysis(
        keywords=keywords,
        listed=reading.listed,
        terms=terms,
        spans={paper.slug: _spans(paper, reading, keywords) for paper in papers},
        neighbourhood=nearest.neighbourhood,
        near=tuple(near),
        links=tuple(linked),
        related=related,
        topics=whole,
        topic_of=topic_of,
        positions=positions,
        bridges=measures.bridges(related, topic_of),
        orphans=measures.orphans(related),
        modularity=round(searched.modularity, 3),
        stability=stability,
        faithfulness=faithful.measure(positions, related),
        state=_state(content, keywords, whole, found, positions, placed, stability, searched.searched),
        matched=reading.matched,
    )


def shown(reading: Reading) -> reasons.Shown:
    """Return what a reader may be shown of a library as reasons."""
    return reasons.Shown(reading.shown(), reading.spare(), reading.said, compared.frequent(reading.counts))


def _memory(state: State, homes: Mapping[str, str]) -> topics.Memory | None:
    """Return what is known of the last search for topics; None where there was none."""
    together = {id: topic.together for id, topic in state.topics.items()}
    return topics.Memory(homes, together, state.searched) if state.searched else None


def _parts(topic: Topic, linked: Sequence[Link], state: State) -> list[Community]:
    """Return the parts of a topic: those of the last build, as far as they are known and hold."""
    memory = state.topics.get(topic.id)
    before = None
    if memory is not None and memory.parts is not None and state.searched:
        before = topics.Parted(frozenset(memory.members), tuple(map(frozenset, memory.parts)))
    return topics.parts(linked, frozenset(topic.papers), before)


def _wishes(papers: Iterable[Paper]) -> links.Wishes:
    papers = list(papers)
    current = {alias: paper.slug for paper in papers for alias in paper.aliases} | {
        paper.slug: paper.slug for paper in papers
    }

    def pairs(field: str) -> frozenset[tuple[str, str]]:
        wanted = ((paper.slug, current.get(Slug(other))) for paper in papers for other in getattr(paper, field))
        return frozenset(links.pair(slug, other) for slug, other in wanted if other is not None and other != slug)

    return links.Wishes(pairs("related"), pairs("unrelated"))


def _remembered(content: Content, keywords: Mapping[str, Keyword]) -> Mapping[str, TopicMemory]:
    """Return the topics of the last build, without those that are called after what only withdrawn papers speak of."""
    withdrawn = {paper.slug for paper in content.library if not paper.published}
    known = spoken(keywords) if withdrawn else set()
    topics = content.state.topics
    return {
        id: topic for id, topic in topics.items() if withdrawn.isdisjoint(topic.members) or sayable(topic.name, known)
    }


def spoken(keywords: Mapping[str, Keyword]) -> set[str]:
    """Return the keys of what published papers speak of, for `sayable`."""
    return {phrase_key(keyword.label) for keyword in keywords.values()}


def sayable(name: str, spoken: Collection[str]) -> bool:
    """Return whether a topic's name says only what published papers speak of."""
    halves = [{phrase_key(label) for label in half} for half in labels.halves(name)]
    return phrase_key(name) in spoken or all(not half.isdisjoint(spoken) for half in halves)


def _spans(
    paper: Paper, reading: Reading, keywords: Mapping[str, Keyword]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    matches, wanted = reading.matches[paper.slug], reading.counts[paper.slug].keys() & keywords.keys()
    return dictionary.marks(matches.title, wanted), dictionary.marks(matches.abstract, wanted)


def _placed(
    papers: Sequence[Paper], found: Sequence[Topic], linked: Sequence[Link], content: Content, home: Mapping[str, str]
) -> tuple[dict[str, tuple[float, float]], dict[str, islands.Island]]:
    return layout.arrange(
        [islands.Group(topic.id, _words(topic, content.topics).name, topic.papers) for topic in found],
        [paper.slug for paper in papers],
        linked,
        {paper.slug: paper.position for paper in papers if paper.position is not None},
        islands.Memory(content.state.positions, content.state.islands, home),
    )


def _complete(
    topic: Topic, island: islands.Island, joined: tuple[tuple[Slug, int], ...], curated: Mapping[str, TopicSettings]
) -> Topic:
    """Return the topic with its island, its bridges and the curator's words."""
    return replace(_words(topic, curated), bridges=joined, x=island.x, y=island.y, radius=island.radius)


def _words(topic: Topic, curated: Mapping[str, TopicSettings]) -> Topic:
    words = curated.get(topic.id, TopicSettings())
    return replace(topic, name=words.name or topic.name, colour=words.colour, definition=words.definition)


def _state(
    content: Content,
    keywords: Mapping[str, Keyword],
    shown: Iterable[Topic],
    found: Iterable[Topic],
    positions: Mapping[str, tuple[float, float]],
    placed: Mapping[str, islands.Island],
    stability: Stability,
    searched: Searched | None,
) -> State:
    """Return what the next build must know. A keyword stays pinned when its page goes: no other gets its address."""
    old = content.state
    pinned = {**old.keywords}
    for name, keyword in keywords.items():
        if keyword.has_page:
            pinned.setdefault(name, KeywordMemory(keyword.label, keyword.slug))
    called = {topic.id: topic.name for topic in shown}
    remembered: dict[str, TopicMemory] = {
        topic.id: TopicMemory(
            topic.name,
            tuple(sorted(topic.papers)),
            called[topic.id] if called[topic.id] != topic.name else "",
            stability.together[topic.id],
            tuple(tuple(sorted(part.papers)) for part in topic.parts),
        )
        for topic in sorted(found, key=lambda topic: topic.id)
    }
    last = max((one.number for one in content.imports), default=0)
    return State(
        positions=dict(sorted(positions.items())),
        islands={id: (island.x, island.y, island.radius) for id, island in sorted(placed.items())},
        topics=remembered,
        keywords=dict(sorted(pinned.items())),
        history=shifts.history(old.history, _names_only(old.topics), last, _names_only(remembered)),
        searched=searched,
    )


def _names_only(remembered: Mapping[str, TopicMemory]) -> dict[str, TopicMemory]:
    """Return topics without what was found out about them, which is nothing to their history."""
    return {id: replace(topic, together=0.0, parts=None) for id, topic in remembered.items()}
