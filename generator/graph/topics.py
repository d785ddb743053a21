"""Topics: communities of papers on which many runs agree.

One run of Louvain's method depends on its seed: two runs on one library differ by a third. What many of them agree on
hardly does.

References
----------
Lancichinetti, A., Fortunato, S. (2012). Consensus clustering in complex networks. doi:10.1038/srep00336
Newman, M. E. J. (2006). Modularity and community structure in networks. doi:10.1073/pnas.0601602103
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.graph import consensus, louvain
from generator.papers import Link, Searched

Community = frozenset[str]
Weights = Mapping[str, Mapping[str, float]]
"""slug -> {linked slug: weight}, both ways, in order of slugs"""

RUNS = 80
"""Runs that are asked, up to 1,000 papers; half as many beyond, and of the parts of one topic; a quarter from"""
LARGE = 10_000
"""so many papers on;"""
FEW = 4
"""and where only is asked whether the topics of the last build still hold, so many."""
DRIFT = 0.05
"""The share of papers that may have come or gone since the topics were searched for, and"""
LOST = 0.02
"""the modularity that they may have lost, before they are searched for anew."""
AGREED = 0.5
"""The share of runs that must put two papers together, on average over a core's pairs."""
FINE = 1.6
"""The resolution of a run: above 1, for topics that one name can describe;"""
RESOLUTION = 1.25
"""and the one at which papers settle around the cores."""
LARGEST = 0.25
"""A topic of more than this share of the papers is split,"""
SMALL = 15
"""unless it has no more papers than this."""
MOST = 20
"""Topics at most, up to 2,000 papers; one more for each hundred beyond."""
STAY = 0.05
"""The share of a paper's link weight that it must gain before it leaves its topic."""
SLACK = 0.03
"""Modularity that may be lost for topics that stay."""
BIG = 35
"""A topic of more papers than this may have parts,"""
INNER = 0.2
"""if their modularity inside it is more than this."""
_STEP = 1000
"""Between the seeds of two searches, so that no run is in both."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A topic's papers at the last build, and the parts that they were in."""

    papers: Community
    parts: tuple[Community, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Topics, and how far to trust them.

    communities: largest first, ties by first slug; together: for each, how often two of its papers were in one group,
    0..1; agreement: the mean adjusted Rand index between a run and the topics, at most 1; runs: how many there were
    """

    communities: list[Community]
    together: tuple[float, ...] = ()
    agreement: float = 0.0
    runs: int = 0
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
    since the last one, no topic comes or goes, and a few runs find nothing better.
    """
    weights = _weights(links)
    if not weights:
        return Found([])
    if memory and (kept := _kept(links, weights, memory, seed)):
        return kept
    runs = _runs(weights, seed * _STEP, RUNS // (1 if len(weights) <= 1000 else 2 if len(weights) < LARGE else 4))
    found, _ = _chosen(links, weights, runs, remembered or {}, seed, RUNS // 2)
    judged = _judged(list(weights), found, runs)
    searched = Searched(len(weights), judged.runs, judged.agreement, round(modularity(links, found), 3))
    return replace(judged, searched=searched)


def _kept(links: Sequence[Link], weights: Weights, memory: Memory, seed: int) -> Found | None:
    """Return the remembered topics with the papers that are new, if nothing calls for a new search."""
    before = memory.searched
    if abs(len(weights) - before.papers) > DRIFT * before.papers:
        return None
    runs = _runs(weights, seed * _STEP, FEW)
    found, stays = _chosen(links, weights, runs, memory.homes, seed, FEW)
    ids = [Counter(memory.homes.get(slug, "") for slug in papers).most_common(1)[0][0] for papers in found]
    same = len(set(ids)) == len(ids) and set(ids) == memory.together.keys()
    if not stays or not same or modularity(links, found) < before.modularity - LOST:
        return None
    return Found(found, tuple(memory.together[id] for id in ids), before.agreement, before.runs, before)


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
    size = max(SMALL, int(LARGEST * len(weights)))
    limits = (_smallest(len(weights)), max(MOST, len(weights) // 100))
    found = [
        part
        for community in _communities(weights, runs, *limits)
        for part in _split(weights, community, size, seed, limits[0], within)
    ]
    fresh = _steady(weights, found, *limits)
    kept = _steady(weights, _grown(weights, fresh, remembered, limits[0]), *limits)
    stays = bool(kept) and len(kept[0]) <= 1.2 * size and modularity(links, kept) >= modularity(links, fresh) - SLACK
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
    weights = _weights(inside)
    if not weights:
        return []
    smallest = max(4, len(community) // 10)
    runs = _runs(weights, seed * _STEP, RUNS // 2, 1.0)
    found = _merged(weights, _communities(weights, runs, smallest, MOST, 1.0), smallest, MOST)
    return found if len(found) > 1 and modularity(inside, found) > INNER else []


def _parted(links: Iterable[Link], community: Community, before: Parted) -> list[Community]:
    """Return the parts with the papers that are new in the topic; a paper that had none still has none."""
    homes = {slug: str(at) for at, papers in enumerate(before.parts) for slug in papers if slug in community}
    held = homes.keys() | (community - before.papers)
    inside = _weights(link for link in links if link.source in held and link.target in held)
    return _parts({**homes, **_joined(inside, homes)})


def modularity(links: Iterable[Link], communities: Iterable[Community]) -> float:
    """Return the modularity of topics over the papers that are in one; 0 where they have no link."""
    home = {slug: number for number, papers in enumerate(communities) for slug in papers}
    inside: defaultdict[int, float] = defaultdict(float)
    degree: defaultdict[int, float] = defaultdict(float)
    for link in links:
        if link.source in home and link.target in home:
            for slug in (link.source, link.target):
                degree[home[slug]] += link.weight
                inside[home[slug]] += link.weight * (home[link.source] == home[link.target])
    both = sum(degree.values())
    return sum(inside[number] / both - (degree[number] / both) ** 2 for number in sorted(degree)) if both else 0.0


def _weights(links: Iterable[Link]) -> dict[str, dict[str, float]]:
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for link in sorted(links, key=lambda link: (link.source, link.target)):
        # A given link may weigh nothing, yet it joins.
        weights[link.source][link.target] = weights[link.target][link.source] = max(link.weight, 0.01)
    return {slug: dict(sorted(weights[slug].items())) for slug in sorted(weights)}


def _smallest(papers: int) -> int:
    return 2 if papers < 30 else min(8, max(3, papers // 60))


def _sorted(communities: Iterable[Iterable[str]]) -> list[Community]:
    return sorted(
        (frozenset(community) for community in communities), key=lambda community: (-len(community), min(community))
    )


def _runs(weights: Weights, first: int, number: int, resolution: float = FINE) -> list[list[int]]:
    """Return for each run the group of each paper, in order of slugs."""
    neighbours = _numbered(weights)
    return [louvain.communities(neighbours, first + run, resolution) for run in range(number)]


def _numbered(weights: Weights) -> list[dict[int, float]]:
    number = {slug: at for at, slug in enumerate(weights)}
    return [{number[other]: weight for other, weight in row.items()} for row in weights.values()]


def _communities(
    weights: Weights, runs: Sequence[Sequence[int]], smallest: int, most: int, resolution: float = RESOLUTION
) -> list[Community]:
    """Return communities around the cores on which runs agree: every other paper joins one, and then each settles where
    its links pull."""
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for slug, group in zip(weights, consensus.agreed(runs, AGREED), strict=True):
        groups[group].append(slug)
    agreed = _sorted(groups.values())
    # Where all are linked to all, runs find nothing large: then the small ones join one another.
    cores = [core for core in agreed if len(core) >= smallest][:most] or agreed
    return _settled(
        weights, _joined(weights, {slug: str(at) for at, core in enumerate(cores) for slug in core}), resolution
    )


def _joined(weights: Weights, homes: Mapping[str, str]) -> dict[str, str]:
    """Return the home of each paper: the given one, else the one that it has the strongest links to."""
    home = {slug: homes[slug] for slug in weights if slug in homes}
    joined = True
    while joined and len(home) < len(weights):
        joined = False
        for slug in (slug for slug in weights if slug not in home):
            pull: defaultdict[str, float] = defaultdict(float)
            for other, weight in weights[slug].items():
                if other in home:
                    pull[home[other]] += weight
            if pull:
                home[slug] = min(pull, key=lambda topic: (-round(pull[topic], 9), topic))
                joined = True
    return home


def _grown(
    weights: Weights, fresh: Sequence[Community], remembered: Mapping[str, str], smallest: int
) -> list[Community]:
    """Return the remembered topics with the other papers: those that are a topic among themselves, if most of what was
    found afresh around them is new, and else those where their links are strongest."""
    homes = {slug: remembered[slug] for slug in weights if slug in remembered}
    if not homes:
        return []
    for at, community in enumerate(fresh):
        new = community - homes.keys()
        if len(new) >= max(smallest, len(community) / 2):
            # No id of a topic has a space.
            homes.update(dict.fromkeys(sorted(new), f"new {at}"))
    return _parts(_joined(weights, homes))


def _steady(weights: Weights, communities: Sequence[Community], smallest: int, most: int) -> list[Community]:
    """Return the communities that stay as they are when small ones join others and papers move that gain much by it."""
    found = _merged(weights, communities, smallest, most)
    while True:
        home = {slug: str(at) for at, papers in enumerate(found) for slug in papers}
        moved = _merged(weights, _settled(weights, home, RESOLUTION, STAY), smallest, most)
        if moved == found:
            return found
        found = moved


def _parts(home: Mapping[str, str]) -> list[Community]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for slug, topic in home.items():
        found[topic].append(slug)
    return _sorted(found.values())


def _settled(weights: Weights, home: Mapping[str, str], resolution: float, stay: float = 0.0) -> list[Community]:
    """Return the communities after each paper has moved to the one that its links pull it to."""
    inside = _within(weights, home)
    number = {topic: at for at, topic in enumerate(sorted(set(home.values())))}
    moved = louvain.settled(_numbered(inside), [number[home[slug]] for slug in inside], resolution, stay)
    return _parts({slug: str(topic) for slug, topic in zip(inside, moved, strict=True)})


def _split(weights: Weights, community: Community, most: int, seed: int, smallest: int, number: int) -> list[Community]:
    """Return a community in parts of at most `most` papers, as far as it has parts."""
    found, resolution = [community], RESOLUTION
    inside = _within(weights, community)
    while len(found[0]) > most and resolution < 4:
        runs = _runs(inside, seed * _STEP, number, resolution)
        found = _communities(inside, runs, smallest, MOST, resolution) or [community]
        resolution += 0.25
    return found


def _within(weights: Weights, papers: Collection[str]) -> Weights:
    return {
        slug: {other: weight for other, weight in weights[slug].items() if other in papers} for slug in sorted(papers)
    }


def _merged(weights: Weights, communities: Iterable[Community], smallest: int, most: int) -> list[Community]:
    """Return the communities after each small one has joined the one it has the strongest links to.

    What has links to no other stays a topic if it is large enough, else its papers have none.
    """
    kept = _sorted(communities)
    alone: list[Community] = []
    while kept and (len(kept[-1]) < smallest or len(kept) > most):
        small = kept.pop()
        best = _strongest(weights, small, kept)
        if best is None:
            alone.append(small)
        else:
            kept = _sorted([*(other for other in kept if other != best), best | small])
    return _sorted([*kept, *(community for community in alone if len(community) >= smallest)])


def _strongest(weights: Weights, small: Community, others: Sequence[Community]) -> Community | None:
    home = {slug: number for number, community in enumerate(others) for slug in community}
    pull: defaultdict[int, float] = defaultdict(float)
    for slug in sorted(small):
        for other, weight in weights[slug].items():
            if other in home:
                pull[home[other]] += weight
    # A large topic has more links to anything, so its pull counts less.
    best = min(pull, key=lambda number: (-round(pull[number] / len(others[number]) ** 0.5, 9), number), default=None)
    return None if best is None else others[best]


def _judged(slugs: Sequence[str], communities: list[Community], runs: Sequence[Sequence[int]]) -> Found:
    """Return the topics with the runs' word on them; papers without topic are not asked about."""
    number = {slug: at for at, slug in enumerate(slugs)}
    home = {number[slug]: at for at, papers in enumerate(communities) for slug in sorted(papers)}
    held = sorted(home)
    agreement = [consensus.rand([run[node] for node in held], [home[node] for node in held]) for run in runs]
    return Found(
        communities,
        tuple(round(consensus.together(runs, sorted(number[slug] for slug in papers)), 3) for papers in communities),
        round(sum(agreement) / len(agreement), 3),
        len(runs),
    )
