"""Pages of topics: one each with its own map, and the overview of all."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from itertools import chain

from markupsafe import Markup

from generator import drawing, permalinks, prose
from generator.pages import changes
from generator.pages.cards import Bridge, Part, by_title
from generator.pages.model import TopicPage, TopicsPage
from generator.pages.shelf import Shelf
from generator.papers import Slug, Topic

CENTRAL = 5
READING_PATH = 10
"""Papers of a reading path at most."""
COVERED = 0.8
"""The share of a topic's vocabulary at which its reading path ends."""
_BRIDGES = 5
_ROADS = 2
_LINKED = 1500
"""Papers up to which each dot of the whole map is a link: beyond, the page would weigh more than it is worth."""


def topic_pages(shelf: Shelf) -> Iterator[TopicPage]:
    """Yield a page for every topic, by number."""
    topics = shelf.analysis.topics
    crossings, days = _crossings(shelf), changes.days(shelf.content.imports)
    for place, topic in enumerate(topics):
        before = shelf.topics[topics[place - 1].id] if place else None
        after = shelf.topics[topics[place + 1].id] if place + 1 < len(topics) else None
        path_, covered = reading_path(topic.papers, shelf.analysis.terms, shelf.analysis.keywords)
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
            parts=tuple(_parts(shelf, topic)),
            bridges=tuple(_bridges(shelf, topic, crossings)),
            latest=changes.dated(shelf, topic.papers, days, changes.LATEST),
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
        dots = [dot._replace(title="", link="") for dot in dots]
    place = {slug: index for index, slug in enumerate(slugs)}
    topic_of = shelf.analysis.topic_of
    best = {
        links[0]
        for slug in slugs
        if (links := shelf.analysis.related.get(slug)) and topic_of.get(slug) == topic_of.get(links[0].other(slug))
    }
    lines = [
        (place[link.source], place[link.target], link.weight)
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
    return [(one, other, links / most) for (one, other), links in sorted(roads.items())]


def reading_path(
    papers: Sequence[Slug], terms: Mapping[str, Mapping[str, float]], keywords: Collection[str]
) -> tuple[list[Slug], int]:
    """Return a few papers that together speak of what a topic's papers share, best first, and of how much in percent.

    The vocabulary are the keywords that two papers hold at least; each counts with its summed weight in all of them, so
    that a frequent and telling one counts most. The path takes the paper that adds most, ties to the more central one,
    until it has `COVERED` of that or `READING_PATH` papers.

    References
    ----------
    Nemhauser, G. L., Wolsey, L. A., Fisher, M. L. (1978). An analysis of approximations for maximizing submodular set
    functions. doi:10.1007/BF01588971
    Minoux, M. (1978). Accelerated greedy algorithms for maximizing submodular set functions. doi:10.1007/BFb0006528
    """
    held = {slug: [key for key in terms.get(slug, ()) if key in keywords] for slug in papers}
    counts = Counter(chain.from_iterable(held.values()))
    sums: defaultdict[str, float] = defaultdict(float)
    for slug, keys in held.items():
        for key in keys:
            sums[key] += terms[slug][key]
    left = {key: round(sums[key], 9) for key, count in sorted(counts.items()) if count > 1}
    total = sum(left.values())
    chosen: list[Slug] = []

    def ranked(slug: Slug, place: int) -> tuple[float, int, Slug]:
        return -round(sum([left[key] for key in held[slug] if key in left]), 6), place, slug

    waiting = [ranked(slug, place) for place, slug in enumerate(papers)]
    heapify(waiting)
    while waiting and len(chosen) < READING_PATH and round(sum(left.values()) - (1 - COVERED) * total, 6) > 0:
        # What a paper adds never grows: who is still the first when it is worked out anew adds most.
        while (now := ranked(waiting[0][2], waiting[0][1])) != waiting[0]:
            heapreplace(waiting, now)
        best = heappop(waiting)[2]
        chosen.append(best)
        left = {key: weight for key, weight in left.items() if key not in terms[best]}
    return chosen, round(100 * (total - sum(left.values())) / total) if total else 0


def _parts(shelf: Shelf, topic: Topic) -> Iterator[Part]:
    """Yield the topic's parts, and last, without a name, the papers that are in none."""
    grouped = {slug for part in topic.parts for slug in part.papers}
    rest = tuple(slug for slug in topic.papers if slug not in grouped) if grouped else ()
    for name, keywords, papers in (*((part.name, part.keywords, part.papers) for part in topic.parts), ("", (), rest)):
        if papers:
            cards = tuple(sorted(shelf.listed(papers), key=by_title))
            yield Part(name=name, keywords=shelf.labels(keywords[:6]), papers=cards)


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
