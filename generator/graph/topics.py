"""Topics: communities of papers on which many runs agree.

One run of Louvain's method depends on its seed: two runs on one library differ by a third. The consensus of several
hardly does.

References
----------
Lancichinetti, A., Fortunato, S. (2012). Consensus clustering in complex networks. doi:10.1038/srep00336
Newman, M. E. J. (2006). Modularity and community structure in networks. doi:10.1073/pnas.0601602103
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from generator.graph.louvain import communities as louvain
from generator.papers import Link

Community = frozenset[str]
Weights = Mapping[str, Mapping[str, float]]
"""slug -> {linked slug: weight}, both ways, in order of slugs"""

AGREED = 0.5
"""The share of runs that must put two linked papers together."""
ROUNDS = 5
LARGEST = 0.25
"""A topic of more than this share of the papers is split,"""
SMALL = 15
"""unless it has no more papers than this."""
MOST = 20
"""Topics at most, up to 2,000 papers; one more for each hundred beyond."""
SLACK = 0.02
"""Modularity that may be lost for topics that stay."""
RESOLUTION = 1.25
"""Above 1, for topics that one name can describe."""


def find(links: Sequence[Link], remembered: Mapping[str, str] | None = None) -> list[Community]:
    """Return the topics of linked papers, largest first, ties by first slug. Papers without link are in none.

    The topics of the last build (slug -> topic) are kept, and new papers join them, as long as they are nearly as good
    as those that would be found without them.
    """
    weights = _weights(links)
    if not weights:
        return []
    size = max(SMALL, int(LARGEST * len(weights)))
    limits = (_smallest(len(weights)), max(MOST, len(weights) // 100))
    found = [part for community in _consensus(weights) for part in _split(weights, community, size)]
    fresh = _merged(weights, found, *limits)
    kept = _merged(weights, _grown(weights, remembered or {}), *limits)
    stays = kept and len(kept[0]) <= 1.2 * size and modularity(links, kept) >= modularity(links, fresh) - SLACK
    return kept if stays else fresh


def _grown(weights: Weights, remembered: Mapping[str, str]) -> list[Community]:
    """Return the remembered topics, with each other paper in the one that it has the strongest links to."""
    home = {slug: remembered[slug] for slug in weights if slug in remembered}
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
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for slug, topic in home.items():
        parts[topic].append(slug)
    return _sorted(parts.values())


def _weights(links: Iterable[Link]) -> dict[str, dict[str, float]]:
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for link in sorted(links, key=lambda link: (link.source, link.target)):
        # A given link may weigh nothing, yet it joins.
        weights[link.source][link.target] = weights[link.target][link.source] = max(link.weight, 0.01)
    return {slug: dict(sorted(weights[slug].items())) for slug in sorted(weights)}


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


def _smallest(papers: int) -> int:
    return 2 if papers < 30 else min(6, 3 + papers // 140)


def _sorted(communities: Iterable[Iterable[str]]) -> list[Community]:
    return sorted(
        (frozenset(community) for community in communities), key=lambda community: (-len(community), min(community))
    )


def _consensus(weights: Weights) -> list[Community]:
    """Return the communities on which runs agree: runs over runs, until all say the same."""
    found: list[Community] = []
    for number in range(ROUNDS):
        runs = [_louvain(weights, seed, RESOLUTION if number == 0 else 1.0) for seed in range(_runs(len(weights)))]
        found = runs[0]
        if all(run == found for run in runs):
            break
        weights = _agreement(weights, runs)
    return found


def _runs(papers: int) -> int:
    return 12 if papers <= 2000 else 4 if papers <= 8000 else 2


def _louvain(weights: Weights, seed: int, resolution: float) -> list[Community]:
    number = {slug: at for at, slug in enumerate(weights)}
    neighbours = [{number[other]: weight for other, weight in row.items()} for row in weights.values()]
    parts: defaultdict[int, list[str]] = defaultdict(list)
    for slug, home in zip(weights, louvain(neighbours, seed, resolution), strict=True):
        parts[home].append(slug)
    return _sorted(parts.values())


def _agreement(weights: Weights, runs: Sequence[Sequence[Community]]) -> Weights:
    """Return for each link the share of runs that put its ends together; links of less than half the runs are cut."""
    homes = [{slug: number for number, community in enumerate(run) for slug in community} for run in runs]
    agreed: dict[str, dict[str, float]] = {}
    for slug, row in weights.items():
        shares = {other: sum(home[slug] == home[other] for home in homes) / len(homes) for other in row}
        agreed[slug] = {other: share for other, share in shares.items() if share >= AGREED}
    return agreed


def _split(weights: Weights, community: Community, most: int) -> list[Community]:
    """Return a community in parts of at most `most` papers, as far as it has parts."""
    parts, resolution = [community], RESOLUTION
    inside = _within(weights, community)
    while len(parts[0]) > most and resolution < 4:
        parts = _louvain(inside, 0, resolution)
        resolution += 0.25
    return parts


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
