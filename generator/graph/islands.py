"""Where the islands of topics stand on the map: none ever touches another or its name.

Those that stand stay; a new one goes to the free place nearest to where its links want it.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.graph import force
from generator.papers import Link

Point = tuple[float, float]
Edge = tuple[int, int, float]
Box = tuple[float, float, float, float]

WATER = 16.0
"""Between islands, their names included."""
NAME_HEIGHT = 26.0
"""Above an island: its name with the space around it."""
LETTER = 9.0
TURNS = 6
"""Ways in which a new map is turned, over half a turn, before one is chosen."""
SHAPE = 1.3
"""Width by height of the screen that a map is to fill."""


@dataclass(frozen=True, slots=True)
class Group:
    """A topic to be placed: its id, its name, its papers in order."""

    id: str
    name: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Island:
    """A circle, and the box that it takes with its name."""

    x: float
    y: float
    radius: float
    name: str = ""

    def box(self) -> Box:
        """Return left, top, right, bottom."""
        half = max(self.radius, LETTER * len(self.name) / 2)
        return self.x - half, self.y - self.radius - NAME_HEIGHT, self.x + half, self.y + self.radius


@dataclass(frozen=True, slots=True)
class Memory:
    """What the last build fixed: places of papers, islands (x, y, radius) by topic id, and the topic each paper stood
    in."""

    positions: Mapping[str, Point]
    islands: Mapping[str, tuple[float, float, float]]
    topic_of: Mapping[str, str]


def place(
    groups: Sequence[Group], radii: Mapping[str, float], links: Sequence[Link], memory: Memory
) -> dict[str, Island]:
    """Return the islands: remembered ones stay, others go to the nearest free place to where their links want them.

    A map that has none yet is drawn turned in several ways: the smallest is taken in which linked islands are near.
    """
    number = {group.id: at for at, group in enumerate(groups)}
    home = {slug: number[group.id] for group in groups for slug in group.papers}
    edges = _between(home, links, [len(group.papers) for group in groups])
    if memory.islands:
        return _settled(groups, radii, _wanted(groups, edges, memory), memory)
    area = sum((2 * radius + NAME_HEIGHT + WATER) ** 2 for radius in radii.values())
    drawn = force.place(len(groups), edges, rounds=150) * (0.56 * math.sqrt(area))
    points = [(float(x), float(y)) for x, y in drawn]
    tries = [_settled(groups, radii, _turned(groups, points, turn / TURNS / 2), memory) for turn in range(TURNS)]
    return min(tries, key=lambda islands: round(_stretch([islands[group.id] for group in groups], edges), 6))


def _settled(
    groups: Sequence[Group], radii: Mapping[str, float], wanted: Mapping[str, Point], memory: Memory
) -> dict[str, Island]:
    """Return each island on the free place nearest to where it is wanted: remembered ones first, then large ones."""
    found: dict[str, Island] = {}
    boxes: list[Box] = []
    for group in sorted(groups, key=lambda group: (group.id not in memory.islands, -radii[group.id], group.id)):
        left, top, right, bottom = Island(0.0, 0.0, radii[group.id], group.name).box()
        left, top, right, bottom = left - WATER, top - WATER, right + WATER, bottom + WATER
        places = ((round(x, 1), round(y, 1)) for x, y in spiral(wanted[group.id], 7.0, 1.3))
        x, y = next(
            (x, y)
            for x, y in places
            if not any(x + left < b[2] and b[0] < x + right and y + top < b[3] and b[1] < y + bottom for b in boxes)
        )
        found[group.id] = Island(x, y, radii[group.id], group.name)
        boxes.append(found[group.id].box())
    return found


def _turned(groups: Sequence[Group], points: Sequence[Point], turn: float) -> dict[str, Point]:
    """Return where the islands of a new map are wanted, turned by a part of a whole turn and drawn wide."""
    cos, sin = math.cos(math.tau * turn), math.sin(math.tau * turn)
    return {
        group.id: ((x * cos - y * sin) * 1.25, (x * sin + y * cos) * 0.8)
        for group, (x, y) in zip(groups, points, strict=True)
    }


def _stretch(islands: Sequence[Island], edges: Sequence[Edge]) -> float:
    """Return how large a map is on a screen of `SHAPE`, times how far its linked islands are from one another."""
    boxes = [island.box() for island in islands]
    left, top = min((box[0] for box in boxes), default=0.0), min((box[1] for box in boxes), default=0.0)
    right, bottom = max((box[2] for box in boxes), default=0.0), max((box[3] for box in boxes), default=0.0)
    pairs = ((islands[one], islands[other], weight) for one, other, weight in edges)
    far = math.fsum(weight * math.hypot(one.x - other.x, one.y - other.y) for one, other, weight in pairs)
    return max((right - left) / SHAPE, bottom - top) * (far or 1.0)


def _wanted(groups: Sequence[Group], edges: Sequence[Edge], memory: Memory) -> dict[str, Point]:
    """Return where islands are wanted on a map that has some: where they are, or among those they are linked to."""
    known = {id: place[:2] for id, place in memory.islands.items()}
    return {
        group.id: known.get(group.id)
        or middle([known[groups[other].id] for other in ends(at, edges) if groups[other].id in known])
        for at, group in enumerate(groups)
    }


def _between(home: Mapping[str, int], links: Iterable[Link], sizes: Sequence[int]) -> list[tuple[int, int, float]]:
    weights: dict[tuple[int, int], float] = {}
    for link in links:
        one, other = home.get(link.source, -1), home.get(link.target, -1)
        if -1 not in (one, other) and one != other:
            pair = (min(one, other), max(one, other))
            weights[pair] = weights.get(pair, 0.0) + link.weight
    return [
        (one, other, weight / math.sqrt(sizes[one] * sizes[other])) for (one, other), weight in sorted(weights.items())
    ]


def ends(node: int, edges: Iterable[tuple[int, int, float]]) -> Iterator[int]:
    """Yield the nodes at the other ends of a node\'s edges."""
    for one, other, _ in edges:
        if node in (one, other):
            yield other if node == one else one


def middle(points: Sequence[Point]) -> Point:
    """Return the mean of points; the origin of none."""
    return (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)) if points else (0.0, 0.0)


def spiral(centre: Point, step: float, wide: float = 1.0) -> Iterator[Point]:
    """Yield points around a centre, nearest first; `wide` stretches the search sideways."""
    yield centre
    number = 0
    while True:
        number += 1
        radius, angle = step * math.sqrt(number), force.GOLDEN * number
        yield centre[0] + radius * math.cos(angle) * wide, centre[1] + radius * math.sin(angle)
