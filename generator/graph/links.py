"""Explained links: papers whose texts share rare keywords.

What two papers share is the product of their term weights, so it *is* the sum of what each shared keyword adds. The
weight of their link is that sum, half of it only as far as the papers near them are the same (see `neighbourhood`), and
each keyword has the same share of it.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from generator.graph import nearest
from generator.graph.neighbourhood import Neighbours
from generator.papers import Link, Reason, Slug

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
SHOWN = 8
"""Reasons of a link at most."""
LEAST = 1
"""Percent that a reason adds at least;"""
WORTH = 10
"""and beyond the first `REASONS`: readers found smaller ones true, but too general to say anything."""
REASONS = 2
"""A link with fewer reasons is none, unless a curator gives it."""
APART = 2.5
"""A keyword inside a longer one is a reason of its own if it adds so many times what the longer one adds itself."""
ENOUGH = 10
"""Percent that a link's reasons explain at least;"""
AMPLE = 20
"""where there is no keyword among them."""
CLEAR = 0.02
"""What reasons that are not common add at least to what two papers share."""
RESERVE = 15
"""How many more neighbours are looked at, for those that nothing explains."""
TELLING = 0.05
"""What a reason adds to what two papers share that says something. Where the second adds less, a part of a phrase is
told in its stead that adds more; a spare word that adds less is told only where the texts around it share a word: else
its sense is not sure."""
PLAIN = 0.13
"""The weight of a link that a reader is shown;"""
ALONE = 1
"""and of a paper with fewer links than this, the strongest of the others."""


def weigh(counts: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return for each slug its terms' weights; the product of two papers' weights, summed, is what they share.

    A weight is tf ** 0.5 * rarity ** 0.6 * 0.7 ** (words - 1), where rarity is ln((2 + papers) / (1 + papers with the
    term)), divided by the pivoted length 0.25 * mean + 0.75 * own of all Euclidean lengths.

    Examples
    --------
    >>> weigh({"a": {"x": 1.0}, "b": {"x": 1.0}, "c": {}})["a"]
    {'x': 1.0}

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
    shift = (1 - PIVOT) * math.fsum(some) / len(some) if some else 1.0
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
class Shown:
    """What a reader may be shown as a reason: keywords; spare words, where there are fewer than `REASONS` of them."""

    keywords: frozenset[str]
    spare: frozenset[str] = frozenset()
    said: Mapping[str, Collection[str]] = field(default_factory=dict)
    """slug -> what the paper says so that it can be shown; all that it holds where nothing is said of it"""
    around: Callable[[str, str], Collection[str]] | None = None
    """slug, single word -> the words around it"""
    common: Collection[str] = frozenset()
    """what so many papers hold that it is told only where there is no other second reason"""

    def agree(self, word: str, one: str, other: str) -> bool:
        """Return whether some word stands near a word in both papers, or nothing is known of it: what "search" means
        in two texts that share no word around it is anybody's guess."""
        if self.around is None:
            return True
        there = self.around(other, word)
        return any(near in there for near in self.around(one, word))

    def of(self, slugs: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return for each slug what the paper says of all that may be shown; all of it where nothing is known of it."""
        whole = self.keywords | self.spare
        return {slug: whole.intersection(self.said.get(slug, whole)) for slug in slugs}


@dataclass(frozen=True, slots=True)
class Found:
    """What papers are near to one another: related: slug -> links with their whole weight, nearest first."""

    related: Mapping[str, Sequence[tuple[Link, float]]]
    neighbourhood: Neighbours


def find(terms: Mapping[str, Terms], shown: Shown, top: int) -> Found:
    """Return at most `top` links of each paper, with those that are nearest to it, that their reasons explain.

    The nearest are looked for among the `top + RESERVE` that share most with a paper.
    """
    common, said = frequent(terms), shown.of(terms)
    shared = nearest.of(terms, top + RESERVE)
    neighbourhood = Neighbours.of(shared)
    made: dict[tuple[str, str], Link | None] = {}
    near: dict[str, list[tuple[Link, float]]] = {}
    for slug, others in shared.items():
        weighed = [(neighbourhood.weight(*pair(slug, other), shared_by), other) for other, shared_by in others]
        near[slug] = []
        for weight, other in sorted(weighed, key=lambda one: (-one[0], one[1])):
            ends = pair(slug, other)
            if ends not in made:
                made[ends] = _link(*ends, terms, shown, said, common, neighbourhood)
            if (one := made[ends]) is not None:
                near[slug].append((one, weight))
                if len(near[slug]) == top:
                    break
    return Found(near, neighbourhood)


def link(terms: Mapping[str, Terms], shown: Shown, wishes: Wishes, found: Found, threshold: float = 0.0) -> list[Link]:
    """Return the links of a library, sorted by their ends: each paper's nearest, both ways, and the given ones."""
    near = {(one.source, one.target): one for some in found.related.values() for one, at in some if at >= threshold}
    wanted = [near[ends] for ends in near.keys() - wishes.given - wishes.refused]
    wanted += [explain(*ends, terms, shown, found.neighbourhood, given=True) for ends in wishes.given - wishes.refused]
    return sorted(wanted, key=lambda one: (one.source, one.target))


def strong(links: Sequence[Link]) -> list[Link]:
    """Return the links that a reader is shown, in their order: the given ones, those of enough weight and, of the
    others, the strongest up to `ALONE` links of a paper."""
    taken = [link.given or link.weight >= PLAIN for link in links]
    many = Counter(end for at, link in enumerate(links) if taken[at] for end in (link.source, link.target))
    for at in sorted(range(len(links)), key=lambda at: (-links[at].weight, at)):
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


def _link(
    source: str,
    target: str,
    terms: Mapping[str, Terms],
    shown: Shown,
    said: Mapping[str, frozenset[str]],
    common: Set[str],
    neighbourhood: Neighbours,
) -> Link | None:
    """Return the link of two papers if they share enough, and enough of it can be shown."""
    parts = contributions(terms[source], terms[target])
    if len(parts) < SHARED or len(parts.keys() - common) < SHARED:
        return None
    total = sum(parts.values())
    shares = _shares(parts, total, shown, said[source] & said[target], source, target)
    names = [name for name, _ in shares]
    enough = AMPLE if shown.keywords.isdisjoint(names) else ENOUGH
    telling = sum([part for name, part in shares if name not in common])
    if sum([part for _, part in shares]) < enough or total * telling < 100 * CLEAR:
        return None
    link = _told_link(source, target, neighbourhood.weight(source, target, total), shares)
    return link if len(link.reasons) >= REASONS else None


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
    shares = _shares(parts, total, shown, said[source] & said[target], source, target)
    return _told_link(source, target, neighbourhood.weight(source, target, total), shares, given=given)


def _shares(
    parts: Mapping[str, float], total: float, shown: Shown, said: Set[str], source: str, target: str
) -> list[tuple[str, int]]:
    """Return all that could be told of a link with its share in percent, most first; said: what both papers say."""
    told = _told(parts, shown, said, source, target)[:SHOWN]
    return [(name, share) for name, part in told if (share := round(100 * part / total)) >= LEAST]


def _told_link(
    source: str, target: str, weight: float, shares: Sequence[tuple[str, int]], *, given: bool = False
) -> Link:
    best = [Reason(name, share) for at, (name, share) in enumerate(shares) if at < REASONS or share >= WORTH]
    reasons = tuple(sorted(best, key=lambda reason: -reason.share))
    return Link(Slug(source), Slug(target), round(min(weight, 1.0), 2), reasons, given)


def contributions(one: Terms, other: Terms) -> dict[str, float]:
    """Return what each shared term adds to what two papers share."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return {term: weight * many[term] for term, weight in few.items() if term in many}


def _told(
    parts: Mapping[str, float], shown: Shown, said: Set[str], source: str, target: str
) -> list[tuple[str, float]]:
    """Return the keywords to show with what they add: common ones last, else most first, a phrase before a single word
    that adds the same.

    A term inside a shown phrase is not shown beside it, and what it adds is the phrase's: the one's that adds most
    itself. A keyword that adds far more than the phrases around it ("mixture of experts" in "MoE layer") stays, and so
    does the one that adds most of those inside where there is no other second reason of weight.
    """
    keywords, here = shown.keywords, said & parts.keys()
    told: dict[str, float] = {}
    inside: dict[str, str] = {}
    holders: dict[str, list[str]] = {}
    phrases = [name for name in parts if " " in name]
    phrases.sort(key=lambda name: (-name.count(" "), -round(parts[name], 9), name))
    for name in phrases:
        longer = holders.get(name.split(" ", 1)[0])
        around = [other for other in longer if f" {name} " in f" {other} "] if longer else ()
        keyword = name in keywords and name in here
        if around:
            holder = _heaviest(around, parts)
            if not (keyword and parts[name] > APART * parts[holder]):
                told[holder] += parts[name]
                if keyword:
                    inside[name] = holder
                continue
        if keyword:
            told[name] = parts[name]
            for word in name.split():
                holders.setdefault(word, []).append(name)
    for name in sorted(holders.keys() & parts.keys()):
        holder = _heaviest(holders[name], parts)
        told[holder] += parts[name]
        if name in here:
            inside[name] = holder
    alone = [name for name in here if " " not in name and name not in holders]
    told.update({name: parts[name] for name in alone if name in keywords})
    if len(told) < REASONS:
        spare = {name: parts[name] for name in alone if name not in keywords}
        best = sorted(spare, key=lambda name: (-round(spare[name], 9), name))
        sure = (name for name in best if spare[name] >= TELLING or shown.agree(name, source, target))
        told.update({name: spare[name] for name in islice(sure, REASONS - len(told))})
    last = shown.common
    _unfold(told, inside, parts, last)
    return sorted(told.items(), key=lambda item: (item[0] in last, -round(item[1], 6), " " not in item[0], item[0]))


def _unfold(
    told: dict[str, float], inside: Mapping[str, str], parts: Mapping[str, float], common: Collection[str]
) -> None:
    """Tell the heaviest of the terms inside phrases by itself where the second reason adds less, and little."""
    second, name = sorted((part, name) for name, part in told.items())[-2] if len(told) > 1 else (0.0, "")
    worth = name not in common and second * 100 >= WORTH * sum(parts.values())
    if not inside or second >= TELLING or worth:
        return
    name = max(sorted(inside), key=lambda name: round(parts[name], 9))
    if parts[name] > second:
        told[inside[name]] -= parts[name]
        told[name] = parts[name]


def _heaviest(names: Sequence[str], parts: Mapping[str, float]) -> str:
    """Return the name that adds most, the first of equal ones; "" of none."""
    return names[0] if len(names) == 1 else max(names, key=lambda name: round(parts[name], 9), default="")


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
