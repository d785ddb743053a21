"""The page that says how far to trust the map: its figures, all of this build."""

from collections import Counter
from collections.abc import Sequence
from statistics import median, quantiles

from generator import permalinks
from generator.drawing.histogram import histogram
from generator.graph import links as weighing
from generator.graph import pairs
from generator.graph.consensus import Stability
from generator.pages.cards import TopicCard
from generator.pages.findings import Example, TrustPage
from generator.pages.gaps import refused
from generator.pages.shelf import Shelf
from generator.papers import Link

_SOURCES = 8
_STEP = 0.05


def trust_page(shelf: Shelf) -> TrustPage:
    """Return the page of figures."""
    found, settings = shelf.analysis, shelf.config.map
    links = [link for link in found.links if link.source in shelf.cards and link.target in shelf.cards]
    computed = [link for link in links if not link.given]
    weights = [link.weight for link in computed]
    abstracts = sum(bool(paper.abstract.strip()) for paper in shelf.papers.values())
    sources = Counter(source for paper in shelf.papers.values() for source in dict.fromkeys(paper.sources))
    ranked = sorted(sources.items(), key=lambda item: (-item[1], item[0]))
    listed = [len(found.listed.get(slug, ())) for slug in shelf.papers]
    stability, faithfulness = found.stability, found.faithfulness
    return TrustPage(
        path=permalinks.file(permalinks.TRUST),
        template="trust.html",
        title="",
        papers=len(shelf.papers),
        abstracts=abstracts,
        abstracts_share=percent(abstracts, len(shelf.papers)),
        sources=tuple(ranked[:_SOURCES]),
        more_sources=len(ranked[_SOURCES:]),
        alone=len(found.orphans),
        keywords=sum(keyword.has_page for keyword in found.keywords.values()),
        keywords_each=f"{sum(listed) / len(listed):.1f}" if listed else "0",
        links=len(links),
        links_each=f"{2 * len(links) / len(shelf.papers):.1f}" if shelf.papers else "0",
        weights=tuple(f"{value:.2f}" for value in quartiles(weights)),
        histogram=histogram(weights, _STEP, median(weights) if weights else 0.0, named_by="weights"),
        top=settings.links,
        threshold=f"{settings.threshold:g}" if settings.threshold else "",
        given=len(links) - len(computed),
        refused=len(refused(shelf)),
        pairs=pairs.count(
            shelf.table,
            found.keywords,
            links,
            found.neighbourhood,
            strong=round(median(weights), 2) if weights else 1.0,
            top=settings.links,
            threshold=settings.threshold,
        ),
        told=tuple(round(value) for value in quartiles([min(100, sum(_shares(link))) for link in computed])),
        example=example(shelf, computed),
        rarity=f"{weighing.RARITY:g}",
        length=f"{weighing.LENGTH:g}",
        topics=len(found.topics),
        modularity=f"{found.modularity:.2f}",
        agreement=round(100 * stability.agreement) if stability.runs else None,
        runs=stability.runs,
        together=_together(shelf, stability),
        near=round(100 * faithfulness.near) if links else None,
        by_chance=round(100 * faithfulness.by_chance),
    )


def percent(part: int, whole: int) -> int:
    """Return a share in whole percent; all and nothing are said only of all and nothing.

    >>> percent(417, 418), percent(1, 418), percent(418, 418), percent(0, 0)
    (99, 1, 100, 0)
    """
    if not whole or part in (0, whole):
        return 100 if part else 0
    return min(99, max(1, round(100 * part / whole)))


def quartiles(values: Sequence[float]) -> list[float]:
    """Return the lower quartile, the median and the upper quartile; [] without values.

    >>> quartiles([1, 2, 3, 4, 5]), quartiles([7])
    ([2.0, 3.0, 4.0], [7, 7, 7])
    """
    return quantiles(values, n=4, method="inclusive") if len(values) > 1 else [*values] * 3


def example(shelf: Shelf, links: Sequence[Link]) -> Example | None:
    """Return the strongest link that several keywords explain, its weight taken apart; None where there is none.

    What each keyword adds is its share of the weight; what is left is the rest, so that the sum is the weight.
    """
    told = [link for link in links if len(link.reasons) > 1]
    if not told:
        return None
    link = min(told, key=lambda link: (-link.weight, link.source, link.target))
    adds = [round(link.weight * reason.share / 100, 2) for reason in link.reasons]
    left, open_ = round(link.weight - sum(adds), 2), 100 - sum(_shares(link))
    return Example(
        one=shelf.cards[link.source],
        other=shelf.cards[link.target],
        weight=f"{link.weight:.2f}",
        parts=tuple(
            (shelf.keywords[reason.keyword], reason.share, f"{add:.2f}")
            for reason, add in zip(link.reasons, adds, strict=True)
        ),
        rest=(max(open_, 0), f"{left:.2f}") if left else None,
    )


def _shares(link: Link) -> list[int]:
    return [reason.share for reason in link.reasons]


def _together(shelf: Shelf, stability: Stability) -> tuple[tuple[TopicCard, int], ...]:
    """Return the topics with how often two of their papers were together, in percent, the firmest first."""
    known = [(shelf.topics[id], round(100 * share)) for id, share in stability.together.items() if id in shelf.topics]
    return tuple(sorted(known, key=lambda item: (-item[1], item[0].number)))
