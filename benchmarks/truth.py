"""What people say of a data set, which no method sees: who cites whom, what authors call their papers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.scores import norm

SHARED = 2
"""Author keywords that two papers share at least to be related by them;"""
COMMON = 0.05
"""keywords of more than this share of the papers relate none."""
SMALLEST = 50
"""Papers of a citation community at least; smaller ones are no truth."""


def citations(pairs: Iterable[Sequence[int]], papers: int) -> list[set[int]]:
    """Return for each paper those that it cites or that cite it."""
    found: list[set[int]] = [set() for _ in range(papers)]
    for citing, cited in pairs:
        found[citing].add(cited)
        found[cited].add(citing)
    return found


def tags(papers: Sequence[Mapping[str, Any]]) -> list[set[int]]:
    """Return for each paper those that share at least two author keywords with it, compared by their stems."""
    given = [{norm(label) for label in paper.get("keywords") or ()} - {""} for paper in papers]
    spread = Counter(name for names in given for name in names)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, names in enumerate(given):
        for name in names:
            if 1 < spread[name] <= COMMON * len(papers):
                holders[name].append(place)
    found = []
    for place, names in enumerate(given):
        shared = Counter(other for name in names for other in holders.get(name, ()) if other != place)
        found.append({other for other, number in shared.items() if number >= SHARED})
    return found


def communities(pairs: Iterable[Sequence[int]], papers: int) -> dict[int, int]:
    """Return paper -> community of the citation graph, for the papers of communities that are large enough.

    Communities are those of networkx's Louvain method with seed 0 on undirected citations.
    """
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(papers))
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}))
    graph.remove_nodes_from(list(networkx.isolates(graph)))
    found = networkx.community.louvain_communities(graph, seed=0)
    large = [sorted(part) for part in found if len(part) >= SMALLEST]
    return {paper: number for number, part in enumerate(sorted(large)) for paper in part}
