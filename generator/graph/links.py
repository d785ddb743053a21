"""Explained links: papers whose texts share rare keywords.

What two papers share is the product of their term weights, so it *is* the sum of what each shared keyword adds. The
weight of their link is that sum, half of it only as far as the papers near them are the same (see `neighbourhood`), and
each keyword has the same share of it.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from generator.graph import nearest, neighbourhood, reasons
from generator.graph.neighbourhood import Neighbours
from generator.graph.reasons import Shown
from generator.graph.recalled import Recalled, Told, stamps
from generator.kept import Kept
from generator.papers import Link, Slug

Terms = nearest.Terms

RARITY = 0.6
"""The power of a term's rarity."""
LENGTH = 0.7
"""What each further word of a phrase takes: its words count too."""
PIVOT = 0.75
"""How far long texts are made equal to short ones; with 1, short ones would be near to everybody."""
SHARED = 2
"""Terms that are not common which two papers share at least before there is a link."""
COMMON = 0.2
"""A term of more than this share of the papers does not count as shared; in small libraries, of more than"""
SMALL = 0.6
"""this share, up to"""
FEW = 20
"""this many papers."""
ENOUGH = 10
"""Percent that a link's reasons explain at least;"""
AMPLE = 20
"""where there is no keyword among them."""
CLEAR = 0.02
"""What reasons that are not common add at least to what two papers share."""
RESERVE = 15
"""How many more neighbours are looked at, for those that nothing explains."""
CONFIRMED = 0.036
"""What neighbours confirm at least of the weight of a link that a reader is shown;"""
ALONE = 1
"""and of a paper with fewer links than this, the surest of the others."""


def weigh(counts: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return for each slug its terms' weights; the product of two papers' weights, summed, is what they share.

    A weight is tf ** 0.5 * rarity ** 0.6 * 0.7 ** (words - 1), where rarity is ln((2 + papers) / (1 + papers with the
    term)), divided by the pivoted Euclidean length, 0.25 * mean (to three digits) + 0.75 * own.

    Examples
    --------
    >>> round(weigh({"a": {"x": 1.0}, "b": {"x": 1.0}, "c": {}})["a"]["x"], 3)
    1.0

    References
    ----------
    Salton, G., Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
    doi:10.1016/0306-4573(88)90021-0
    Singhal, A., Buckley, C., Mitra, M. (1996). Pivoted document length normalization. doi:10.1145/243199.243206
    """
    papers = Counter(term for terms in counts.values() for term in terms)
    factor = {
        term: math.log((2 + len(counts)) / (1 + number)) ** RARITY * LENGTH ** term.count(" ")
        for term, number in papers.items()
    }
    raw = {slug: {term: math.sqrt(tf) * factor[term] for term, tf in terms.items()} for slug, terms in counts.items()}
    return _pivoted(raw)


def _pivoted(raw: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    lengths = {slug: math.sqrt(math.fsum(weight * weight for weight in terms.values())) for slug, terms in raw.items()}
    some = [length for length in lengths.values() if length]
    # To three digits: an edit leaves the weights of all papers that it does not concern just as they are.
    shift = float(f"{(1 - PIVOT) * math.fsum(some) / len(some):.3g}") if some else 1.0
    return {
        slug: {term: weight / (shift + PIVOT * lengths[slug]) for term, weight in sorted(raw[slug].items()) if weight}
        for slug in raw
    }


@dataclass(frozen=True, slots=True)
class Wishes:
    """Pairs of slugs, the smaller first, that a curator wants linked, or not."""

    given: frozenset[tuple[str, str]] = frozenset()
    refused: frozenset[tuple[str, str]] = frozenset()


def pair(one: str, other: str) -> tuple[str, str]:
    """Return two slugs in order."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Found:
    """What papers are near to one another.

    related: slug -> links with their whole weight, nearest first
    confirmed: ends of a link -> what neighbours confirm of its weight
    """

    related: Mapping[str, Sequence[tuple[Link, float]]]
    confirmed: Mapping[tuple[str, str], float]
    neighbourhood: Neighbours


def find(
    terms: Mapping[str, Terms],
    shown: Shown,
    top: int,
    kept: Kept | None = None,
) -> Found:
    """Return at most `top` links of each paper, with those that are nearest to it, that their reasons explain.

    The nearest are looked for among the `top + RESERVE` that share most with a paper.

    kept: what was told of pairs before
    """
    library = _Compared.of(terms, shown)
    recalled = _recalled(library, kept) if kept is not None else None
    shared = nearest.of(terms, top + RESERVE)
    neighbours = Neighbours.of(shared)
    made: dict[tuple[str, str], Link | None] = {}
    confirmed: dict[tuple[str, str], float] = {}
    near: dict[str, list[tuple[Link, float]]] = {}
    for slug, others in neighbours.weighed(shared).items():
        near[slug] = []
        for other, weight, alike in others:
            ends = pair(slug, other)
            if ends not in made:
                made[ends] = library.link(*ends, alike, recalled)
            if (one := made[ends]) is not None:
                near[slug].append((one, weight))
                confirmed[ends] = neighbourhood.confirmed(weight, alike)
                if len(near[slug]) == top:
                    break
    if recalled:
        recalled.keep()
    return Found(near, confirmed, neighbours)


@dataclass(frozen=True, slots=True)
class _Compared:
    """A library whose papers are compared: `shown` of it; slug -> terms, and those among them that it says so that they
    can be shown; the terms of so many papers that sharing them makes no link."""

    terms: Mapping[str, Terms]
    shown: Shown
    said: Mapping[str, frozenset[str]]
    common: frozenset[str]

    @classmethod
    def of(cls, terms: Mapping[str, Terms], shown: Shown) -> "_Compared":
        said = {slug: names.intersection(terms[slug]) for slug, names in shown.of(terms).items()}
        return cls(terms, shown, said, frozenset(frequent(terms)))

    def link(self, source: str, target: str, alike: float, recalled: Recalled | None) -> Link | None:
        """Return the link of two papers if they share enough, and enough of it can be shown."""
        here = self.said[source] & self.said[target]
        if len(here) < reasons.REASONS:
            return None
        sure = alike >= reasons.SURE

        def tell() -> Told | None:
            return self.tell(source, target, here, sure)

        told = recalled.told(source, target, sure, tell) if recalled else tell()
        if not told:
            return None
        total, shares = told
        link = _told_link(source, target, neighbourhood.weight(total, alike), shares)
        return link if len(link.reasons) >= reasons.REASONS else None

    def tell(self, source: str, target: str, here: Set[str], sure: bool) -> Told | None:
        """Return what two papers share and what is told of it; None where too little of it can be shown.

        here: what both say; sure: whether they have neighbours in common
        """
        parts, common = contributions(self.terms[source], self.terms[target]), self.common
        if len(parts) < SHARED or len(parts.keys() - common) < SHARED:
            return None
        total = sum(parts.values())
        shares = reasons.shares(parts, total, self.shown, here, sure)
        names = [name for name, _ in shares]
        enough = AMPLE if self.shown.keywords.isdisjoint(names) else ENOUGH
        telling = sum([part for name, part in shares if name not in common])
        explains = sum([part for _, part in shares]) >= enough and total * telling >= 100 * CLEAR
        return (total, shares) if explains else None


def _recalled(library: _Compared, kept: Kept) -> Recalled:
    """Return what was told of pairs before, of papers that hold and say the same, of which others make the same."""
    parts = (library.shown.keywords, library.common, frozenset(library.shown.common))
    return Recalled(kept, stamps(library.terms, library.said, parts))


def link(terms: Mapping[str, Terms], shown: Shown, wishes: Wishes, found: Found, threshold: float = 0.0) -> list[Link]:
    """Return the links of a library, sorted by their ends: each paper's nearest, both ways, and the given ones."""
    near = {(one.source, one.target): one for some in found.related.values() for one, at in some if at >= threshold}
    wanted = [near[ends] for ends in near.keys() - wishes.given - wishes.refused]
    wanted += [explain(*ends, terms, shown, found.neighbourhood, given=True) for ends in wishes.given - wishes.refused]
    return sorted(wanted, key=lambda one: (one.source, one.target))


def strong(links: Sequence[Link], confirmed: Mapping[tuple[str, str], float]) -> list[Link]:
    """Return the links that a reader is shown, in their order: the given ones, those of whose weight neighbours confirm
    enough and, of the others, the surest up to `ALONE` links of a paper."""
    sure = [confirmed.get((link.source, link.target), 0.0) for link in links]
    taken = [link.given or part >= CONFIRMED for link, part in zip(links, sure, strict=True)]
    many = Counter(end for at, link in enumerate(links) if taken[at] for end in (link.source, link.target))
    for at in sorted(range(len(links)), key=lambda at: (-sure[at], at)):
        ends = (links[at].source, links[at].target)
        if not taken[at] and min(many[end] for end in ends) < ALONE:
            taken[at] = True
            many.update(ends)
    return [link for at, link in enumerate(links) if taken[at]]


def frequent(terms: Mapping[str, Collection[str]]) -> set[str]:
    """Return the terms of so many papers that sharing them makes no link."""
    papers = Counter(term for weights in terms.values() for term in weights)
    most = max(COMMON * len(terms), min(float(FEW), SMALL * len(terms)), 2.0)
    return {term for term, count in papers.items() if count > most}


def explain(
    source: str,
    target: str,
    terms: Mapping[str, Terms],
    shown: Shown,
    neighbourhood: Neighbours,
    *,
    given: bool = False,
) -> Link:
    """Return the link of two papers with its reasons.

    What a shown phrase's own words add to the weight counts for the phrase.
    """
    parts = contributions(terms[source], terms[target])
    total, said = sum(parts.values()), shown.of((source, target))
    here = said[source] & said[target] & parts.keys()
    alike = neighbourhood.shared(source, target)
    shares = reasons.shares(parts, total, shown, here, alike >= reasons.SURE)
    return _told_link(source, target, neighbourhood.weight(source, target, total), shares, given=given)


def _told_link(
    source: str, target: str, weight: float, shares: Sequence[tuple[str, int]], *, given: bool = False
) -> Link:
    return Link(Slug(source), Slug(target), round(min(weight, 1.0), 2), reasons.worth_telling(shares), given)


def contributions(one: Terms, other: Terms) -> dict[str, float]:
    """Return what each shared term adds to what two papers share."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return {term: weight * many[term] for term, weight in few.items() if term in many}


def neighbours(links: Iterable[Link], slugs: Iterable[str]) -> dict[str, tuple[Link, ...]]:
    """Return for each slug its links, strongest first, ties by the other's slug."""
    found: dict[str, list[Link]] = {slug: [] for slug in slugs}
    for one in links:
        found[one.source].append(one)
        found[one.target].append(one)
    return {
        slug: tuple(sorted(ends, key=lambda one: (-one.given, -one.weight, one.other(slug))))
        for slug, ends in found.items()
    }
