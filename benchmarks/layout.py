"""How steady and how faithful the map is, on the papers of a project.

    python -m benchmarks.layout [PROJECT] [--draws 3]

Printed for each draw (an order in which papers come): after one step of +10 %, the median move of the papers that were
there, in percent of the map's width, of all and of those that changed their topic; after five such steps, how many of
a paper's ten strongest linked papers are among its ten nearest dots, and how many are in a map drawn afresh.
"""

import argparse
import math
import statistics
import time
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from pathlib import Path

from benchmarks import growth
from generator.analysis import Analysis, analyse
from generator.graph import islands, layout

Positions = Mapping[str, tuple[float, float]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of a project's map."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.layout", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("project", type=Path, nargs="?", default=growth.ROOT)
    parser.add_argument("--draws", type=int, default=3)
    options = parser.parse_args(arguments)
    content, settings = growth.read(options.project)
    fresh = analyse(content, settings)
    print(f"fresh map: {_said(fresh)}; {_seconds(fresh):.2f} CPU s for the places alone")
    for draw in range(options.draws):
        grown = list(growth.steps(content, settings, 5, draw))
        for one, other in pairwise(grown):
            print(f"draw {draw}, {len(one.positions):4} -> {len(other.positions):4} papers: {moves(one, other)}")
        share = grown[-1].faithfulness.near / fresh.faithfulness.near
        print(f"draw {draw}, after five steps: {_said(grown[-1])}; {share:.2f} of the fresh map's")


def _said(found: Analysis) -> str:
    measured = found.faithfulness
    return (
        f"{measured.near:.1%} of the linked are near (by chance {measured.by_chance:.1%}), "
        f"{overlaps(found.positions)} dots overlap, {len(found.topics)} topics"
    )


def _seconds(found: Analysis) -> float:
    started = time.process_time()
    layout.arrange(
        [islands.Group(topic.id, topic.name, topic.papers) for topic in found.topics],
        list(found.positions),
        found.links,
        {},
        islands.Memory({}, {}, {}),
    )
    return time.process_time() - started


def moves(old: Analysis, new: Analysis) -> str:
    """Return how far old papers moved, as words."""
    width = max(x for x, _ in new.positions.values()) - min(x for x, _ in new.positions.values())
    moved = {slug: 100 * math.dist(place, new.positions[slug]) / width for slug, place in old.positions.items()}
    away = [slug for slug in moved if old.topic_of.get(slug) != new.topic_of.get(slug)]
    stay = [far for slug, far in moved.items() if slug not in set(away)]
    return (
        f"median move {statistics.median(moved.values()):.2f} % of the width, "
        f"mean {statistics.mean(moved.values()):.2f} %, "
        f"{sum(far > 0 for far in stay)} of {len(stay)} that stay in their topic moved, {len(away)} changed it"
    )


def overlaps(positions: Positions) -> int:
    """Return how many pairs of dots (radius 5) cover one another."""
    return sum(math.dist(one, other) < 10 for one, other in combinations(positions.values(), 2))


if __name__ == "__main__":
    main()
