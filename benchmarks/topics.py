"""How good, how stable and how well named topics are, on the papers of a project.

    python -m benchmarks.topics [PROJECT] [--seeds 20] [--draws 5]

Printed are modularity, number and sizes of the topics that searches with different seeds find, the mean adjusted Rand
index of all pairs of searches, CPU seconds of one; the names with the share of a topic's papers that hold them and the
share of their holders that are in the topic; how many ids and names stay when a tenth of papers is added.
"""

import argparse
import statistics
import time
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

from benchmarks import growth
from generator.analysis import Analysis, analyse
from generator.graph import consensus, labels, topics
from generator.graph.communities import Community
from generator.papers import Content, Link, Topic


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of a project's topics."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.topics", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("project", type=Path, nargs="?", default=growth.ROOT)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--draws", type=int, default=5)
    options = parser.parse_args(arguments)
    content, settings = growth.read(options.project)
    found = analyse(content, settings)
    print(searches(found.near, options.seeds))
    print(f"agreement of a run with the topics {found.stability.agreement:.3f}, over {found.stability.runs} runs")
    print(names(found))
    for draw in range(options.draws):
        old, new = growth.steps(Content(content.library, content.vocabulary), settings, 1, draw)
        print(f"draw {draw}, {len(old.positions)} -> {len(new.positions)} papers: {kept(old.topics, new.topics)}")


def searches(links: Sequence[Link], seeds: int) -> str:
    """Return what searches with so many seeds say, as a line."""
    started = time.process_time()
    found = [topics.find(links, seed=seed) for seed in range(seeds)]
    seconds = (time.process_time() - started) / seeds
    papers = len({slug for link in links for slug in (link.source, link.target)})
    numbers = [len(communities) for communities in found]
    return (
        f"{papers} papers, {len(links)} links, {seeds} seeds: mean ARI {agreement(found):.3f}, "
        f"modularity {statistics.mean(topics.modularity(links, one) for one in found):.3f}, "
        f"{min(numbers)} to {max(numbers)} topics, the largest {max(len(one[0]) for one in found) / papers:.0%}, "
        f"{seconds:.2f} CPU s each"
    )


def agreement(found: Sequence[Sequence[Community]]) -> float:
    """Return the mean adjusted Rand index of all pairs, over the papers that are in a topic in both."""
    homes = [{slug: at for at, papers in enumerate(one) for slug in papers} for one in found]
    return statistics.mean(_rand(one, other) for one, other in combinations(homes, 2)) if len(homes) > 1 else 1.0


def _rand(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    both = sorted(one.keys() & other.keys())
    return consensus.rand([one[slug] for slug in both], [other[slug] for slug in both])


def names(found: Analysis) -> str:
    """Return a table of the topics: papers, how often two were together, name, coverage, what it owns, parts."""
    rows = [(topic, *_covered(topic, found)) for topic in found.topics]
    lines = [
        f"{len(topic.papers):4} {found.stability.together[topic.id]:.2f}  {topic.name:42} covers {covers:4.0%}  "
        f"owns {owns:4.0%}  {', '.join(f'{part.name} ({len(part.papers)})' for part in topic.parts)}"
        for topic, covers, owns in rows
    ]
    shares = [covers for _, covers, _ in rows] or [0.0]
    return "\n".join(
        (*lines, f"names cover {statistics.mean(shares):.0%} of their topic on average, {min(shares):.0%} at least")
    )


def _covered(topic: Topic, found: Analysis) -> tuple[float, float]:
    known = {keyword.label.casefold(): keyword for keyword in found.keywords.values()}
    halves = [(topic.name,)] if topic.name.casefold() in known else labels.halves(topic.name)
    parts = {label.casefold() for half in halves for label in half}
    holders = {slug for part in parts & known.keys() for slug in known[part].papers}
    inside = len(holders & set(topic.papers))
    return inside / len(topic.papers), inside / max(1, len(holders))


def kept(old: Sequence[Topic], new: Sequence[Topic]) -> str:
    """Return how many of the old topics' ids, and of their names, are there still."""
    ids = {topic.id for topic in old} & {topic.id for topic in new}
    same = {(topic.id, topic.name) for topic in old} & {(topic.id, topic.name) for topic in new}
    return f"{len(ids) / len(old):.0%} of {len(old)} ids kept, {len(same) / len(old):.0%} with their name"


if __name__ == "__main__":
    main()
