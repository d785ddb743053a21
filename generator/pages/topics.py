"""Pages of topics: one each with its own map, and the overview of all."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from generator import drawing, permalinks, prose
from generator.pages.cards import Bridge, by_title
from generator.pages.model import TopicPage, TopicsPage
from generator.pages.shelf import Shelf
from generator.papers import Slug, Topic

CENTRAL = 5
READING_PATH = 6
_BRIDGES = 5
_ROADS = 2
_LINKED = 1500
"""Papers up to which each dot of the whole map is a link: beyond, the page would weigh more than it is worth."""


def topic_pages(shelf: Shelf) -> Iterator[TopicPage]:
    """Yield a page for every topic, by number."""
    topics = shelf.analysis.topics
    crossings = _crossings(shelf)
    for place, topic in enumerate(topics):
        before = shelf.topics[topics[place - 1].id] if place else None
        after = shelf.topics[topics[place + 1].id] if place + 1 < len(topics) else None
        path_, covered = reading_path(topic.papers, shelf.analysis.terms)
        yield TopicPage(
            path=permalinks.file(permalinks.topic(topic.id)),
            template="topic.html",
            title=topic.name,
            description=topic.definition,
            section="topics",
            topic=shelf.topics[topic.id],
            colour=topic.colour,
            definition=prose.plain_html(topic.definition),
            picture=_picture(shelf, topic),
            keywords=shelf.labels(topic.keywords[:12]),
            featured=tuple(card for card in shelf.listed(topic.papers) if shelf.papers[card.slug].featured),
            central=shelf.listed(topic.papers[:CENTRAL]),
            covered=covered,
            reading_path=shelf.listed(path_),
            papers=tuple(sorted(shelf.listed(topic.papers), key=by_title)),
            bridges=tuple(_bridges(shelf, topic, crossings)),
            before=before,
            after=after,
        )


def topics_page(shelf: Shelf) -> TopicsPage:
    """Return the overview of all topics."""
    path = permalinks.file(permalinks.TOPICS)
    return TopicsPage(
        path=path,
        template="topics.html",
        title="",
        section="topics",
        picture=overview(shelf, permalinks.root(path)),
        topics=tuple(shelf.summary(topic) for topic in shelf.analysis.topics),
    )


def overview(shelf: Shelf, root: str) -> Markup:
    """Return the whole map: islands with their names and roads, a dot a paper, its strongest link if that is near."""
    if not shelf.papers:
        return Markup("")
    discs = [shelf.disc(topic, root) for topic in shelf.analysis.topics]
    slugs = list(shelf.papers)
    dots = [shelf.dot(slug, root) for slug in slugs]
    if len(dots) > _LINKED:
        dots = [replace(dot, title="", link="") for dot in dots]
    place = {slug: index for index, slug in enumerate(slugs)}
    topic_of = shelf.analysis.topic_of
    best = {
        links[0]
        for slug in slugs
        if (links := shelf.analysis.related.get(slug)) and topic_of.get(slug) == topic_of.get(links[0].other(slug))
    }
    lines = [
        drawing.Line(place[link.source], place[link.target], link.weight)
        for link in sorted(best, key=lambda link: (link.source, link.target))
    ]
    return drawing.atlas(discs, dots, lines, _roads(shelf.analysis.topics), named_by="map-heading")


def _roads(topics: Sequence[Topic]) -> list[drawing.Line]:
    """Return a road to each topic's two nearest ones, as wide as their links are many: all of them would be a net."""
    place = {topic.id: index for index, topic in enumerate(topics)}
    roads = {
        tuple(sorted((place[topic.id], place[other]))): links
        for topic in topics
        for other, links in topic.bridges[:_ROADS]
    }
    most = max(roads.values(), default=1)
    return [drawing.Line(one, other, links / most) for (one, other), links in sorted(roads.items())]


def reading_path(papers: Sequence[Slug], terms: Mapping[str, Mapping[str, float]]) -> tuple[list[Slug], int]:
    """Return a few papers that together hold most of what a topic's papers share, best first, and how much in percent.

    A keyword counts as often as papers of the topic hold it; one that a single paper holds is not the topic's.
    Ties go to the more central paper.
    """
    counts = Counter(key for slug in papers for key in terms.get(slug, {}))
    shared = {key: count for key, count in counts.items() if count > 1}
    total = sum(shared.values())
    chosen: list[Slug] = []
    left = dict(shared)
    while left and len(chosen) < READING_PATH:
        best = max(papers, key=lambda slug: sum(left.get(key, 0) for key in terms.get(slug, {})))
        gained = [key for key in terms.get(best, {}) if key in left]
        if not gained:
            break
        chosen.append(best)
        for key in gained:
            del left[key]
    return chosen, round(100 * (total - sum(left.values())) / total) if total else 0


def _picture(shelf: Shelf, topic: Topic) -> Markup:
    root = permalinks.root(permalinks.topic(topic.id))
    cards = shelf.listed(topic.papers)
    dots = [
        shelf.dot(card.slug, root, str(rank) if rank <= CENTRAL else "") for rank, card in enumerate(cards, start=1)
    ]
    island = drawing.Disc(topic.x, topic.y, topic.radius, topic.number, "", len(cards), "")
    return drawing.atlas([island], dots, shelf.lines_among([card.slug for card in cards]), named_by="map-heading")


def _crossings(shelf: Shelf) -> dict[tuple[str, str], Counter[str]]:
    """Return, for each pair of topics, how many links to the second each paper of the first has."""
    topic_of = shelf.analysis.topic_of
    crossings: dict[tuple[str, str], Counter[str]] = {}
    for link in shelf.analysis.links:
        one, other = topic_of.get(link.source), topic_of.get(link.target)
        if one and other and one != other:
            crossings.setdefault((one, other), Counter())[link.source] += 1
            crossings.setdefault((other, one), Counter())[link.target] += 1
    return crossings


def _bridges(shelf: Shelf, topic: Topic, crossings: Mapping[tuple[str, str], Counter[str]]) -> Iterator[Bridge]:
    for other, links in topic.bridges[:_BRIDGES]:
        counts = crossings.get((topic.id, other), Counter())
        papers = sorted(counts, key=lambda slug: (-counts[slug], slug))[:2]
        yield Bridge(topic=shelf.topics[other], links=links, papers=shelf.listed(papers))
