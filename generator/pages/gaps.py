"""The page of bridges and gaps: where topics meet and where they do not, and which papers stand alone."""

import math
from collections.abc import Iterator

from generator import permalinks
from generator.graph import gaps
from generator.graph.links import pair
from generator.keywords.library import can_name, is_generic
from generator.pages.cards import PaperCard
from generator.pages.findings import ApartCard, GapCard, GapsPage, Joint, LonelyCard
from generator.pages.shelf import Shelf

_GAPS = 12
_APART = 8


def gaps_page(shelf: Shelf) -> GapsPage:
    """Return the page of bridges and gaps."""
    return GapsPage(
        path=permalinks.file(permalinks.GAPS),
        template="gaps.html",
        title="",
        joints=tuple(_joints(shelf)),
        gaps=tuple(_gaps(shelf)),
        apart=tuple(_apart(shelf)),
        lonely=tuple(_lonely(shelf)),
        papers=len(shelf.papers),
        topics=len(shelf.topics),
    )


def refused(shelf: Shelf) -> frozenset[tuple[str, str]]:
    """Return the pairs of published papers, each in order, between which the curator wants no link."""
    current = {alias: slug for slug, paper in shelf.papers.items() for alias in paper.aliases}
    current |= {slug: slug for slug in shelf.papers}
    named = ((slug, current.get(other)) for slug, paper in shelf.papers.items() for other in paper.unrelated)
    return frozenset(pair(slug, other) for slug, other in named if other is not None and other != slug)


def _joints(shelf: Shelf) -> Iterator[Joint]:
    topic_of = shelf.analysis.topic_of
    for slug in shelf.analysis.bridges:
        if slug not in shelf.cards or slug not in topic_of:
            continue
        home = topic_of[slug]
        pulls = gaps.pulls(slug, shelf.analysis.related.get(slug, ()), topic_of)
        away = min((topic for topic in pulls if topic != home), key=lambda topic: (-pulls[topic], topic), default=None)
        if away is not None:
            yield Joint(
                paper=shelf.cards[slug],
                home=shelf.topics[home],
                pull=f"{pulls.get(home, 0.0):.2f}",
                away=shelf.topics[away],
                pull_away=f"{pulls[away]:.2f}",
            )


def _gaps(shelf: Shelf) -> Iterator[GapCard]:
    """Yield gaps between keywords that name a thing: of "training data" and "base models" nothing follows."""
    holders = {
        key: keyword.papers
        for key, keyword in shelf.analysis.keywords.items()
        if keyword.has_page and can_name(keyword.label) and not is_generic(key)
    }
    for gap in gaps.never_meet(holders, shelf.table, _GAPS):
        yield GapCard(
            one=shelf.keywords[gap.one],
            other=shelf.keywords[gap.other],
            expected=f"{gap.expected:.1f}",
            # Rare and independent events are Poisson's.
            chance=round(100 * math.exp(-gap.expected)),
            nearest=_nearest(shelf, gap.one, gap.other),
        )


def _nearest(shelf: Shelf, one: str, other: str) -> tuple[PaperCard, PaperCard] | None:
    """Return the two papers, one of each keyword, with the strongest link between them."""
    keywords = shelf.analysis.keywords
    others = set(keywords[other].papers)
    found = [
        (-link.weight, slug, link.other(slug))
        for slug in keywords[one].papers
        for link in shelf.analysis.related.get(slug, ())
        if link.other(slug) in others
    ]
    if not found:
        return None
    _, first, second = min(found)
    return shelf.cards[first], shelf.cards[second]


def _apart(shelf: Shelf) -> Iterator[ApartCard]:
    for pair_ in gaps.hardly_touch(shelf.analysis.links, shelf.analysis.topic_of, _APART):
        one, other = sorted((shelf.topics[pair_.one], shelf.topics[pair_.other]), key=lambda topic: topic.number)
        yield ApartCard(one=one, other=other, links=pair_.links, expected=f"{pair_.expected:.0f}")


def _lonely(shelf: Shelf) -> Iterator[LonelyCard]:
    slugs = [slug for slug in shelf.analysis.orphans if slug in shelf.cards]
    found = gaps.alone(
        slugs,
        shelf.analysis.terms,
        shelf.analysis.keywords,
        shelf.analysis.neighbourhood,
        empty=frozenset(slug for slug in slugs if not shelf.papers[slug].abstract.strip()),
        refused=refused(shelf),
        threshold=shelf.config.map.threshold,
    )
    for one in found:
        yield LonelyCard(
            paper=shelf.cards[one.slug],
            why=one.why,
            nearest=shelf.cards[one.nearest] if one.nearest else None,
            weight=f"{one.weight:.2f}",
            shared=shelf.labels(one.shared),
        )
