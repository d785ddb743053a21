"""Topics: communities of papers on which many runs agree.

One run of Louvain's method depends on its seed: two runs on one library differ by a third. What many of them agree on
hardly does.

References
----------
Newman, M. E. J. (2006). Modularity and community structure in networks. doi:10.1073/pnas.0601602103
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.graph import communities, consensus
from generator.graph.communities import MOST, Community, Weights
from generator.papers import Link, Searched

RUNS = 80
"""Runs that are asked, up to 1,000 papers; half as many beyond, and of the parts of one topic; a quarter from"""
LARGE = 10_000
"""so many papers on;"""
FEW = 4
"""and where only is asked whether the topics of the last build still hold, so many; none while their modularity is"""
SAME = 0.005
"""so near to what it was when they were searched for, and the papers that are new are too few for a topic."""
DRIFT = 0.05
"""The share of papers that may have come or gone since the topics were searched for, and"""
LOST = 0.02
"""the modularity that they may have lost, before they are searched for anew."""
LARGEST = 0.25
"""A topic of more than this share of the papers is split,"""
SMALL = 15
"""unless it has no more papers than this;"""
LARGER = 1.2
"""but one that is remembered may be so many times as large."""
SLACK = 0.03
"""Modularity that may be lost for topics that stay."""
BIG = 35
"""A topic of more papers than this may have parts,"""
INNER = 0.2
"""if their modularity inside it is more than this."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A topic's papers at the last build, and the parts that they were in."""

    papers: Community
    parts: tuple[Community, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Topics, and how far to trust them.

    communities: largest first, ties by first slug; together: for each, how often two of its papers were in one group,
    0..1; agreement: the mean adjusted Rand index between a run and the topics, at most 1; runs: how many there were;
    modularity: that of the topics
    """

    communities: list[Community]
    together: tuple[float, ...] = ()
    agreement: float = 0.0
    runs: int = 0
    modularity: float = 0.0
    searched: Searched | None = None
    """the search that they are of: where they were kept, an earlier one"""


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier builds found: slug -> topic, topic -> how often two of its papers were in one group, and the search
    that this is of."""

    homes: Mapping[str, str]
    together: Mapping[str, float]
    searched: Searched


def find(links: Sequence[Link], remembered: Mapping[str, str] | None = None, seed: int = 0) -> list[Community]:
    """Return the topics of linked papers, largest first, ties by first slug. Papers without link are in none.

    The topics of the last build (slug -> topic) are kept, and new papers join them or make topics of their own, as long
    as they are nearly as good as those that would be found without them. `seed` feeds all that is left to chance.
    """
    return search(links, remembered, seed).communities


def search(
    links: Sequence[Link],
    remembered: Mapping[str, str] | None = None,
    seed: int = 0,
    memory: Memory | None = None,
) -> Found:
    """Return the topics as `find` does, with what the runs say of them.

    memory: of the topics that are `remembered`. They are kept without a new search while few papers have come or gone
    since the last one, no topic comes or goes, and they are as dense as they were or a few runs find nothing better.
    """
    weights = communities.weights_of(links)
    if not weights:
        return Found([])
    if memory and (kept := _kept(links, weights, memory, seed)):
        return kept
    runs = communities.runs_of(weights, seed, RUNS // (1 if len(weights) <= 1000 else 2 if len(weights) < LARGE else 4))
    found, _ = _chosen(links, weights, runs, remembered or {}, seed, RUNS // 2)
    judged = _judged(list(weights), found, runs)
    dense = modularity(links, found)
    searched = Searched(len(weights), judged.runs, judged.agreement, round(dense, 3))
    return replace(judged, modularity=dense, searched=searched)


def _kept(links: Sequence[Link], weights: Weights, memory: Memory, seed: int) -> Found | None:
    """Return the remembered topics with the papers that are new, if nothing calls for a new search."""
    before = memory.searched
    if abs(len(weights) - before.papers) > DRIFT * before.papers:
        return None
    found = _grown(weights, memory.homes)
    dense = modularity(links, found)
    if not found or abs(dense - before.modularity) > SAME:
        runs = communities.runs_of(weights, seed, FEW)
        found, stays = _chosen(links, weights, runs, memory.homes, seed, FEW)
        if not stays:
            return None
        dense = modularity(links, found)
    ids = [Counter(memory.homes.get(slug, "") for slug in papers).most_common(1)[0][0] for papers in found]
    if len(set(ids)) < len(ids) or set(ids) != memory.together.keys() or dense < before.modularity - LOST:
        return None
    return Found(found, tuple(memory.together[id] for id in ids), before.agreement, before.runs, dense, before)


def _grown(weights: Weights, homes: Mapping[str, str]) -> list[Community]:
    """Return the remembered topics with the papers that are new; none where these could be a topic of their own, or a
    topic has grown too large."""
    size, limits = _sizes(len(weights))
    if len(weights.keys() - homes.keys()) >= limits[0]:
        return []
    found = communities.steady(weights, communities.grown(weights, (), homes, limits[0]), *limits)
    return found if found and len(found[0]) <= LARGER * size else []


def _chosen(
    links: Sequence[Link],
    weights: Weights,
    runs: Sequence[Sequence[int]],
    remembered: Mapping[str, str],
    seed: int,
    within: int,
) -> tuple[list[Community], bool]:
    """Return the remembered topics with the new papers, if they are nearly as good as those of the runs; else these.

    within: how many runs split a topic that is too large
    """
    size, limits = _sizes(len(weights))
    found = [
        part
        for community in communities.agreed(weights, runs, *limits)
        for part in communities.split(weights, community, size, seed, limits[0], within)
    ]
    fresh = communities.steady(weights, found, *limits)
    kept = communities.steady(weights, communities.grown(weights, fresh, remembered, limits[0]), *limits)
    stays = bool(kept) and len(kept[0]) <= LARGER * size and modularity(links, kept) >= modularity(links, fresh) - SLACK
    return (kept if stays else fresh), stays


def parts(links: Iterable[Link], community: Community, before: Parted | None = None, seed: int = 0) -> list[Community]:
    """Return the parts of a large topic, largest first; none if it has no clear ones.

    A paper of the topic that nothing links to any part is in none. The parts of the last build are kept while few
    papers have come or gone.
    """
    if len(community) <= BIG:
        return []
    if before and len(before.papers ^ community) <= DRIFT * len(community) and len(before.papers) > BIG:
        return _parted(links, community, before)
    inside = [link for link in links if link.source in community and link.target in community]
    weights = communities.weights_of(inside)
    if not weights:
        return []
    smallest = max(4, len(community) // 10)
    runs = communities.runs_of(weights, seed, RUNS // 2, 1.0)
    found = communities.merged(weights, communities.agreed(weights, runs, smallest, MOST, 1.0), smallest, MOST)
    return found if len(found) > 1 and modularity(inside, found) > INNER else []


def _parted(links: Iterable[Link], community: Community, before: Parted) -> list[Community]:
    """Return the parts with the papers that are new in the topic; a paper that had none still has none."""
    homes = {slug: str(at) for at, papers in enumerate(before.parts) for slug in papers if slug in community}
    held = homes.keys() | (community - before.papers)
    inside = communities.weights_of(link for link in links if link.source in held and link.target in held)
    return communities.grouped({**homes, **communities.joined(inside, homes)})


def modularity(links: Iterable[Link], groups: Iterable[Community]) -> float:
    """Return the modularity of topics over the papers that are in one; 0 where they have no link."""
    home = {slug: number for number, papers in enumerate(groups) for slug in papers}
    inside: defaultdict[int, float] = defaultdict(float)
    degree: defaultdict[int, float] = defaultdict(float)
    for link in links:
        if link.source in home and link.target in home:
            for slug in (link.source, link.target):
                degree[home[slug]] += link.weight
                inside[home[slug]] += link.weight * (home[link.source] == home[link.target])
    both = sum(degree.values())
    return sum(inside[number] / both - (degree[number] / both) ** 2 for number in sorted(degree)) if both else 0.0


def _sizes(papers: int) -> tuple[int, tuple[int, int]]:
    """Return how many papers a topic may have before it is split; how many it must have, and how many topics may be."""
    smallest = 2 if papers < 30 else min(8, max(3, papers // 60))
    return max(SMALL, int(LARGEST * papers)), (smallest, max(MOST, papers // 100))


def _judged(slugs: Sequence[str], found: list[Community], runs: Sequence[Sequence[int]]) -> Found:
    """Return the topics with the runs' word on them; papers without topic are not asked about."""
    number = {slug: at for at, slug in enumerate(slugs)}
    home = {number[slug]: at for at, papers in enumerate(found) for slug in sorted(papers)}
    held = sorted(home)
    agreement = [consensus.rand([run[node] for node in held], [home[node] for node in held]) for run in runs]
    return Found(
        found,
        tuple(round(consensus.together(runs, sorted(number[slug] for slug in papers)), 3) for papers in found),
        round(sum(agreement) / len(agreement), 3),
        len(runs),
    )
