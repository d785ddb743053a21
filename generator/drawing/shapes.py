"""Markers: a topic's colour and shape, so that colour never speaks alone."""

import math
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

SHAPES = ("dot", "square", "triangle", "diamond", "triangleDown", "star", "hexagon")
"""The marker shapes, by vis-network's names so that the live map and the drawings agree."""

DOT = 5.0
"""A dot's radius in the map's units."""


def marker_class(number: int) -> str:
    """Return the class that carries a topic's colour."""
    return f"topic-{number}" if number >= 0 else "topic-none"


def marker_shape(number: int) -> str:
    """Return a topic's shape. Sixteen colours and seven shapes: the first 112 topics all differ in the pair."""
    return SHAPES[number % len(SHAPES)] if number >= 0 else "dot"


@lru_cache(maxsize=1024)
def marker(number: int, size: int = 14) -> Markup:
    """Return a topic's marker as a small picture for legends and chips; words beside it must name the topic."""
    return Markup(
        '<svg class="marker {}" viewBox="-6 -6 12 12" width="{}" height="{}" aria-hidden="true"><path d="{}"/></svg>'
    ).format(marker_class(number), size, size, outline(marker_shape(number), DOT))


@lru_cache(maxsize=1024)
def spot(number: int) -> Markup:
    """Return a topic's marker for long lists: an element that the style sheet cuts out, in the colour around it."""
    return Markup('<i class="{}"></i>').format(marker_shape(number))


@lru_cache(maxsize=64)
def outline(shape: str, size: float) -> str:
    """Return a marker as an SVG path around the origin, about as heavy for the eye as a circle of radius `size`."""
    return tight(_outline(shape, size))


def _outline(shape: str, size: float) -> str:
    if shape == "dot":
        arc = f"a{short(size)} {short(size)} 0 1 0"
        return f"M{short(-size)} 0{arc} {short(2 * size)} 0{arc} {short(-2 * size)} 0z"
    if shape == "square":
        side = size * 0.88
        return f"M{short(-side)} {short(-side)}h{short(2 * side)}v{short(2 * side)}h{short(-2 * side)}z"
    if shape == "star":
        return _polygon([(size * (1.25 if i % 2 == 0 else 0.58), -90 + 36 * i) for i in range(10)])
    corners = {
        "triangle": (3, -90, 1.22),
        "triangleDown": (3, 90, 1.22),
        "diamond": (4, -90, 1.18),
        "hexagon": (6, 0, 1.06),
    }
    count, start, grow = corners[shape]
    return _polygon([(size * grow, start + 360 * i / count) for i in range(count)])


def _polygon(points: Sequence[tuple[float, float]]) -> str:
    turned = ((r * math.cos(math.radians(a)), r * math.sin(math.radians(a))) for r, a in points)
    return "M" + " ".join(f"{short(x)} {short(y)}" for x, y in turned) + "z"


def tight(path: str) -> str:
    """Return a path without the blanks that nobody needs: a minus parts two numbers, too."""
    return path.replace(" -", "-")


@lru_cache(maxsize=65_536)
def short(value: float) -> str:
    """Return a number as short as one decimal allows, with no negative zero."""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        return "0" if text == "-0.0" else text[:-2]
    return text
