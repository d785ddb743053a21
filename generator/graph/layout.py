"""Where everything stands on the map: topics as islands, papers as dots inside, papers without topic in a block below.

Places are kept from build to build. What is new goes to the free place nearest to where its links want it, so nothing
that stands is moved, and no two dots or islands ever touch. Units are those of the map: a dot has radius 5, a name is
16 high.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from generator.graph import force, islands, measures, swaps
from generator.graph.islands import Edge, Group, Island, Memory, Point, ends, middle, spiral
from generator.papers import Link, Slug

APART = 12.0
"""Two dots are never nearer than this."""
ROOM = 13.0
"""Dots are placed this far apart, so that rounding never brings them nearer than `APART`."""
SPREAD = 10.5
"""An island of n papers has about this radius times the root of n."""
SHORE = 12.0
"""From the outermost dot to the island's edge."""
MANY = 0.05
"""The share of newcomers to an island from which its papers change places to stand near them."""
SCATTER = 18.0
"""The grid of papers without topic."""


def arrange(
    groups: Sequence[Group], papers: Sequence[str], links: Sequence[Link], pins: Mapping[str, Point], memory: Memory
) -> tuple[dict[str, Point], dict[str, Island]]:
    """Return the place of every paper and the island of every topic, rounded to one decimal.

    Pinned papers stand where they are pinned. A paper keeps its place while it stays in its topic and touches nothing.
    """
    within = measures.within(links, {slug: Slug(group.id) for group in groups for slug in group.papers})
    inner = {group.id: _inside(group, within.get(Slug(group.id), ()), pins, memory) for group in groups}
    radii = {group.id: _radius(group, inner[group.id], memory) for group in groups}
    standing = islands.place(groups, radii, links, memory)
    placed = {
        slug: (round(standing[group.id].x + x, 1), round(standing[group.id].y + y, 1))
        for group in groups
        for slug, (x, y) in inner[group.id].items()
    }
    placed.update(_block(sorted(set(papers) - placed.keys() - pins.keys()), standing.values()))
    return _clear_of_pins(placed, {slug: point for slug, point in pins.items() if slug in set(papers)}), standing


def _inside(group: Group, links: Sequence[Link], pins: Mapping[str, Point], memory: Memory) -> dict[str, Point]:
    """Return the places of a topic's papers relative to its centre, those that stand already first."""
    free = [slug for slug in group.papers if slug not in pins]
    placed = _kept(group.id, free, memory)
    fresh = [slug for slug in free if slug not in placed]
    if fresh:
        edges = _edges(free, links)
        wanted = _wanted(free, placed, fresh, edges)
        stood = len(placed)
        taken = _Taken(placed.values())
        for slug in fresh:
            placed[slug] = taken.nearest_free(wanted[slug])
        if not stood or len(fresh) >= max(2, MANY * stood):
            points = [placed[slug] for slug in free]
            placed = {slug: points[at] for slug, at in zip(free, swaps.improved(points, edges), strict=True)}
    return placed


def _kept(topic: str, papers: Iterable[str], memory: Memory) -> dict[str, Point]:
    if topic not in memory.islands:
        return {}
    x, y, radius = memory.islands[topic]
    kept: dict[str, Point] = {}
    taken = _Taken((), APART)
    for slug in papers:
        if memory.topic_of.get(slug) == topic and slug in memory.positions:
            point = (memory.positions[slug][0] - x, memory.positions[slug][1] - y)
            if math.hypot(*point) <= radius + 3 * ROOM and taken.is_free(point):
                taken.add(point)
                kept[slug] = point
    return kept


def _wanted(
    papers: Sequence[str], placed: Mapping[str, Point], fresh: Sequence[str], edges: Sequence[Edge]
) -> dict[str, Point]:
    """Return where fresh papers should stand: among their linked neighbours, or as the forces say when the island is
    new."""
    number = {slug: at for at, slug in enumerate(papers)}
    if len(placed) * 2 < len(papers):
        scale = SPREAD * len(papers) ** 0.5
        drawn = force.place(len(papers), edges) * scale
        return {slug: (float(drawn[number[slug]][0]), float(drawn[number[slug]][1])) for slug in fresh}
    return {
        slug: middle([placed[papers[other]] for other in ends(number[slug], edges) if papers[other] in placed])
        for slug in fresh
    }


def _edges(papers: Sequence[str], links: Iterable[Link]) -> list[Edge]:
    number = {slug: at for at, slug in enumerate(papers)}
    return [
        (number[link.source], number[link.target], link.weight)
        for link in links
        if link.source in number and link.target in number
    ]


class _Taken:
    """Places of dots, with the nearest free place to a point."""

    def __init__(self, points: Iterable[Point], apart: float = ROOM) -> None:
        self.apart = apart
        self.cells: dict[tuple[int, int], list[Point]] = {}
        for point in points:
            self.add(point)

    def add(self, point: Point) -> None:
        self.cells.setdefault(self._cell(point), []).append(point)

    def _cell(self, point: Point) -> tuple[int, int]:
        return math.floor(point[0] / self.apart), math.floor(point[1] / self.apart)

    def is_free(self, point: Point) -> bool:
        column, row = self._cell(point)
        near = (place for x in (-1, 0, 1) for y in (-1, 0, 1) for place in self.cells.get((column + x, row + y), ()))
        return all(math.dist(point, place) >= self.apart - 1e-6 for place in near)

    def nearest_free(self, wanted: Point) -> Point:
        """Take the free place nearest to a point, searching outwards on a spiral."""
        point = next(point for point in spiral(wanted, self.apart / 3) if self.is_free(point))
        self.add(point)
        return point


def _radius(group: Group, inner: Mapping[str, Point], memory: Memory) -> float:
    """Return an island's radius: the remembered one while its papers fit and it is not far too large."""
    reach = max((math.hypot(x, y) for x, y in inner.values()), default=0.0)
    old = memory.islands.get(group.id, (0.0, 0.0, 0.0))[2]
    stood = all(memory.topic_of.get(slug) == group.id for slug in inner)
    fits = old and old <= 1.6 * (reach + SHORE) and (stood or reach + SHORE / 2 <= old)
    return old if fits else float(math.ceil(reach + SHORE))


def _block(papers: Sequence[str], standing: Iterable[Island]) -> dict[str, Point]:
    """Return a tidy block of papers below all islands, filled row by row."""
    boxes = [island.box() for island in standing]
    left, right = min((box[0] for box in boxes), default=0.0), max((box[2] for box in boxes), default=0.0)
    top = max((box[3] for box in boxes), default=-60.0) + 60
    columns = max(int(math.sqrt(4 * len(papers))), min(int((right - left) / SCATTER), 40), 1)
    start = (left + right) / 2 - SCATTER * (min(columns, len(papers)) - 1) / 2
    return {
        slug: (round(start + SCATTER * (at % columns), 1), round(top + SCATTER * (at // columns), 1))
        for at, slug in enumerate(papers)
    }


def _clear_of_pins(placed: Mapping[str, Point], pins: Mapping[str, Point]) -> dict[str, Point]:
    """Return all places with pins first: a dot that a pin would cover goes to the nearest free place."""
    fixed = {slug: (round(x, 1), round(y, 1)) for slug, (x, y) in sorted(pins.items())}
    if not fixed:
        return dict(sorted(placed.items()))
    covering = _Taken(fixed.values(), APART)
    clear = {slug: point for slug, point in placed.items() if covering.is_free(point)}
    taken = _Taken([*fixed.values(), *clear.values()])
    for slug in sorted(placed.keys() - clear.keys()):
        x, y = taken.nearest_free(placed[slug])
        clear[slug] = (round(x, 1), round(y, 1))
    return dict(sorted({**clear, **fixed}.items()))
