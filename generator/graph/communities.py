"""Groups of papers that are dense in links: found by what many runs of Louvain's method agree on, and put in shape.

References
----------
Lancichinetti, A., Fortunato, S. (2012). Consensus clustering in complex networks. doi:10.1038/srep00336
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from generator.graph import consensus, louvain
from generator.papers import Link

Community = frozenset[str]
Weights = Mapping[str, Mapping[str, float]]
"""slug -> {linked slug: weight}, both ways, in order of slugs"""

AGREED = 0.5
"""The share of runs that must put two papers together, on average over a core's pairs."""
FINE = 1.6
"""The resolution of a run: above 1, for topics that one name can describe;"""
RESOLUTION = 1.25
"""and the one at which papers settle around the cores."""
STAY = 0.05
"""The share of a paper's link weight that it must gain before it leaves its topic."""
MOST = 20
"""Topics at most, up to 2,000 papers; one more for each hundred beyond."""
_STEP = 1000
"""Between the seeds of two searches, so that no run is in both."""


def weights_of(links: Iterable[Link]) -> dict[str, dict[str, float]]:
    """Return slug -> {linked slug: weight}, both ways, in order of slugs."""
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for link in sorted(links, key=lambda link: (link.source, link.target)):
        # A given link may weigh nothing, yet it joins.
        weights[link.source][link.target] = weights[link.target][link.source] = max(link.weight, 0.01)
    return {slug: dict(sorted(weights[slug].items())) for slug in sorted(weights)}


def _sorted(communities: Iterable[Iterable[str]]) -> list[Community]:
    return sorted(
        (frozenset(community) for community in communities), key=lambda community: (-len(community), min(community))
    )


def runs_of(weights: Weights, seed: int, number: int, resolution: float = FINE) -> list[list[int]]:
    """Return for each run the group of each paper, in order of slugs."""
    neighbours = _numbered(weights)
    return [louvain.communities(neighbours, seed * _STEP + run, resolution) for run in range(number)]


def _numbered(weights: Weights) -> list[dict[int, float]]:
    number = {slug: at for at, slug in enumerate(weights)}
    return [{number[other]: weight for other, weight in row.items()} for row in weights.values()]


def agreed(
    weights: Weights, runs: Sequence[Sequence[int]], smallest: int, most: int, resolution: float = RESOLUTION
) -> list[Community]:
    """Return communities around the cores on which runs agree: every other paper joins one, and then each settles where
    its links pull."""
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for slug, group in zip(weights, consensus.agreed(runs, AGREED), strict=True):
        groups[group].append(slug)
    alike = _sorted(groups.values())
    # Where all are linked to all, runs find nothing large: then the small ones join one another.
    cores = [core for core in alike if len(core) >= smallest][:most] or alike
    return _settled(
        weights, joined(weights, {slug: str(at) for at, core in enumerate(cores) for slug in core}), resolution
    )


def joined(weights: Weights, homes: Mapping[str, str]) -> dict[str, str]:
    """Return the home of each paper: the given one, else the one that it has the strongest links to."""
    home = {slug: homes[slug] for slug in weights if slug in homes}
    more = True
    while more and len(home) < len(weights):
        more = False
        for slug in (slug for slug in weights if slug not in home):
            pull: defaultdict[str, float] = defaultdict(float)
            for other, weight in weights[slug].items():
                if other in home:
                    pull[home[other]] += weight
            if pull:
                home[slug] = min(pull, key=lambda topic: (-round(pull[topic], 9), topic))
                more = True
    return home


def grown(
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
    return grouped(joined(weights, homes))


def steady(weights: Weights, communities: Sequence[Community], smallest: int, most: int) -> list[Community]:
    """Return the communities that stay as they are when small ones join others and papers move that gain much by it."""
    found = merged(weights, communities, smallest, most)
    while True:
        home = {slug: str(at) for at, papers in enumerate(found) for slug in papers}
        moved = merged(weights, _settled(weights, home, RESOLUTION, STAY), smallest, most)
        if moved == found:
            return found
        found = moved


def grouped(home: Mapping[str, str]) -> list[Community]:
    """Return the communities of papers by their homes, largest first, ties by first slug."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for slug, topic in home.items():
        found[topic].append(slug)
    return _sorted(found.values())


def _settled(weights: Weights, home: Mapping[str, str], resolution: float, stay: float = 0.0) -> list[Community]:
    """Return the communities after each paper has moved to the one that its links pull it to."""
    inside = _within(weights, home)
    number = {topic: at for at, topic in enumerate(sorted(set(home.values())))}
    moved = louvain.settled(_numbered(inside), [number[home[slug]] for slug in inside], resolution, stay)
    return grouped({slug: str(topic) for slug, topic in zip(inside, moved, strict=True)})


def split(weights: Weights, community: Community, most: int, seed: int, smallest: int, number: int) -> list[Community]:
    """Return a community in parts of at most `most` papers, as far as it has parts."""
    found, resolution = [community], RESOLUTION
    inside = _within(weights, community)
    while len(found[0]) > most and resolution < 4:
        runs = runs_of(inside, seed, number, resolution)
        found = agreed(inside, runs, smallest, MOST, resolution) or [community]
        resolution += 0.25
    return found


def _within(weights: Weights, papers: Collection[str]) -> Weights:
    return {
        slug: {other: weight for other, weight in weights[slug].items() if other in papers} for slug in sorted(papers)
    }


def merged(weights: Weights, communities: Iterable[Community], smallest: int, most: int) -> list[Community]:
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
