"""The pictures: the whole map or one topic's, a paper among its related ones, and papers by year."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from generator.drawing.shapes import DOT, marker_class, marker_shape, outline, short, tight
from generator.markup import escaped

_NAME_HEIGHT = 26.0
_LETTER = 12.0
"""How wide a letter of a name is at most, on average."""
_MARGIN = 14.0
_BAR = 34
_NAMED_BARS = 12
_NARROWEST = {True: 900.0, False: 240.0}
"""A picture with names, or one without, is no narrower: few papers are not blown up until dots are plates."""


class Dot(NamedTuple):
    """A paper on a picture: its place, its topic's number (-1: none), its title and its address ("": no link).

    label: what stands beside or inside the dot, such as its rank in the list below
    """

    x: float
    y: float
    topic: int
    title: str
    link: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Disc:
    """A topic on a picture: its island, name, size in papers and address from the page."""

    x: float
    y: float
    radius: float
    topic: int
    name: str
    papers: int
    link: str


Line = tuple[int, int, float]
"""A link on a picture: its two dots by their index, and its weight in 0..1."""


def atlas(
    discs: Sequence[Disc],
    dots: Sequence[Dot],
    lines: Sequence[Line] = (),
    roads: Sequence[Line] = (),
    *,
    named_by: str,
    size: float = 1.0,
) -> Markup:
    """Return islands with their names and a dot a paper, each a link. The islands come first in the tab order.

    `lines` tie dots, `roads` islands. `named_by` is the id of the heading that names the picture; few dots on a large
    picture may be drawn at another `size`.

    The dots are left to the pointer: every paper is also in a list, and hundreds of tab stops help nobody.
    """
    names = _names(discs)
    box = _box(discs, names, dots)
    parts = [
        Markup('<svg class="atlas" viewBox="{} {} {} {}" role="group" aria-labelledby="{}">').format(*box, named_by),
        _symbols((dot for dot in dots if dot.link), DOT * size),
        _roads(roads, discs),
        *(_disc(disc, lines, short(float(box[2]) / 24)) for disc, lines in zip(discs, names, strict=True)),
        _lines(lines, [f"{short(dot.x)} {short(dot.y)}" for dot in dots]),
        _dots(dots, size),
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def constellation(centre: Dot, dots: Sequence[Dot], lines: Sequence[Line], weights: Sequence[float]) -> Markup:
    """Return a paper amid its related papers: the stronger the link the nearer, numbered as in the list beside it.

    `lines` are links among the related; the links to the centre are drawn from `weights`.
    """
    points = _around(weights)
    spokes = [(len(dots), index, weight) for index, weight in enumerate(weights)]
    written = [_written(x, y) for x, y in points]
    places = [*(place for place, _ in written), "0 0"]
    numbered = [
        f"{_opened(dot.link, dot.title, dot.topic)}{placed}{escaped(dot.label)}</text></a>"
        for dot, (_, placed) in zip(dots, written, strict=True)
    ]
    # Built by hand, here and below: a library of thousands has tens of thousands of these.
    return Markup(
        '<svg class="constellation" viewBox="-150 -150 300 300" aria-hidden="true">'
        f"{_symbols(dots, 10)}{_lines(lines, places, kind='across')}{_lines(spokes, places)}{''.join(numbered)}"
        f'<path class="here {marker_class(centre.topic)}" d="{outline(marker_shape(centre.topic), 13)}"/></svg>'
    )


def bars(counts: Sequence[tuple[str, int, str]], *, named_by: str) -> Markup:
    """Return a small bar chart of (name, count, address) in the order given; without an address a bar is no link."""
    if not counts:
        return Markup("")
    top = max(count for _, count, _ in counts)
    width = _BAR * len(counts)
    named = math.ceil(len(counts) / _NAMED_BARS)
    parts = [
        f'<svg class="bars" viewBox="0 0 {width} 96" width="{width}" height="96" role="group" '
        f'aria-labelledby="{escaped(named_by)}">'
    ]
    for place, (name, count, link) in enumerate(counts):
        middle, height = place * _BAR + _BAR / 2, max(60 * count / top, 1.5)
        drawn = (
            f'<rect x="{short(middle - 11)}" y="{short(76 - height)}" width="22" height="{short(height)}" rx="2"/>'
            f'<text x="{short(middle)}" y="{short(71 - height)}">{count or ""}</text>'
            f'<text x="{short(middle)}" y="92">{escaped(name) if place % named == 0 else ""}</text>'
        )
        linked = f'<a href="{escaped(link)}" aria-label="{escaped(name)}: {count}">{drawn}</a>'
        parts.append(linked if link else drawn)
    return Markup("".join([*parts, "</svg>"]))


def _box(discs: Sequence[Disc], names: Sequence[Sequence[str]], dots: Iterable[Dot]) -> tuple[str, str, str, str]:
    """Return x, y, width and height of all that is drawn, names included."""
    edges = [(dot.x - DOT, dot.y - DOT, dot.x + DOT, dot.y + DOT) for dot in dots]
    for disc, lines in zip(discs, names, strict=True):
        edges.append((disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius))
        edges += [_name_box(disc, lines)] if disc.name else []
    if not edges:
        return "0", "0", "1", "1"
    left, top = min(edge[0] for edge in edges) - _MARGIN, min(edge[1] for edge in edges) - _MARGIN
    right, bottom = max(edge[2] for edge in edges) + _MARGIN, max(edge[3] for edge in edges) + _MARGIN
    spare = max(0.0, _NARROWEST[any(disc.name for disc in discs)] - (right - left)) / 2
    return short(left - spare), short(top), short(right - left + 2 * spare), short(bottom - top)


def _names(discs: Sequence[Disc]) -> list[tuple[str, ...]]:
    """Return each island's name in one line, or in two where one would run into another's."""
    written: list[tuple[str, ...]] = [(disc.name,) for disc in discs]
    for at in sorted(range(len(discs)), key=lambda at: (-len(discs[at].name), at)):
        box = _name_box(discs[at], written[at])
        others = (_name_box(disc, written[n]) for n, disc in enumerate(discs) if n != at and disc.name)
        if any(_meet(box, other) for other in others):
            written[at] = _halves(discs[at].name)
    return written


def _name_box(disc: Disc, lines: Sequence[str]) -> tuple[float, float, float, float]:
    half, foot = _LETTER / 2 * max(map(len, lines)), disc.y - disc.radius
    return disc.x - half, foot - _NAME_HEIGHT * len(lines), disc.x + half, foot


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _halves(name: str) -> tuple[str, ...]:
    """Return a name in two lines, as even as its words allow; in one where it has one word."""
    words = name.split(" ")
    halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return min(halves, key=lambda lines: max(map(len, lines)), default=(name,))


def _disc(disc: Disc, lines: Sequence[str], number_size: str) -> Markup:
    """Return an island; its number, which small screens show in place of the name, is as large as the picture asks."""
    if not disc.name:
        return Markup('<circle class="island {}" cx="{}" cy="{}" r="{}"/>').format(
            marker_class(disc.topic), short(disc.x), short(disc.y), short(disc.radius)
        )
    return Markup(
        '<a class="isle {}" href="{}"><title>{}</title><circle class="island" cx="{}" cy="{}" r="{}"/>'
        '<text class="island-name" x="{}" y="{}">{}</text>'
        '<text class="island-number" x="{}" y="{}" font-size="{}" aria-hidden="true">{}</text></a>'
    ).format(
        marker_class(disc.topic),
        disc.link,
        f"{disc.name} ({disc.papers})",
        *(short(value) for value in (disc.x, disc.y, disc.radius, disc.x, disc.y - disc.radius - 8)),
        disc.name if len(lines) == 1 else _lined(lines, short(disc.x)),
        short(disc.x),
        short(disc.y),
        number_size,
        disc.topic + 1,
    )


def _lined(lines: Sequence[str], x: str) -> Markup:
    """Return the two lines of a name, the second where a single one stands."""
    return Markup('<tspan x="{0}" dy="-1.15em">{1}</tspan> <tspan x="{0}" dy="1.15em">{2}</tspan>').format(x, *lines)


def _roads(roads: Iterable[Line], discs: Sequence[Disc]) -> Markup:
    """Return roads from shore to shore, as wide as their weight (1 at most) says."""
    paths = []
    for source, target, weight in roads:
        a, b = discs[source], discs[target]
        gap = math.hypot(b.x - a.x, b.y - a.y)
        if gap <= a.radius + b.radius:
            continue
        across, along = (b.x - a.x) / gap, (b.y - a.y) / gap
        paths.append(
            f'<path class="road" stroke-width="{short(1.5 + 6 * weight)}" d="M{short(a.x + across * a.radius)} '
            f'{short(a.y + along * a.radius)}L{short(b.x - across * b.radius)} {short(b.y - along * b.radius)}"/>'
        )
    return Markup("".join(paths))


def _symbols(dots: Iterable[Dot], size: float = DOT) -> Markup:
    return _outlines(frozenset(map(marker_shape, {dot.topic for dot in dots})), size)


@lru_cache(maxsize=256)
def _outlines(shapes: frozenset[str], size: float) -> Markup:
    paths = [f'<path id="m-{shape}" d="{outline(shape, size)}"/>' for shape in sorted(shapes)]
    return Markup(f"<defs>{''.join(paths)}</defs>")


def _dots(dots: Sequence[Dot], size: float) -> Markup:
    parts = [
        _linked(dot, f'<use class="{marker_class(dot.topic)}" href="#m-{marker_shape(dot.topic)}"{_place(dot)}/>')
        for dot in sorted(dots, key=lambda dot: bool(dot.label))
        if dot.link
    ]
    letters = f' font-size="{short(8 * size)}"' if any(dot.label for dot in dots) else ""
    return Markup(f'<g class="dots"{letters} aria-hidden="true">{"".join(parts)}{_points(dots)}</g>')


def _points(dots: Iterable[Dot]) -> str:
    """Return the dots that are no links, a stroke a topic: thousands of elements would weigh too much."""
    moves: dict[int, list[str]] = {}
    for dot in dots:
        if not dot.link:
            moves.setdefault(dot.topic, []).append(f"M{round(dot.x)} {round(dot.y)}h0")
    return "".join(
        f'<path class="{marker_class(topic)}" d="{tight("".join(at))}"/>' for topic, at in sorted(moves.items())
    )


def _linked(dot: Dot, drawn: str) -> str:
    return f'<a href="{escaped(dot.link)}" tabindex="-1"><title>{escaped(dot.title)}</title>{drawn}{_label(dot)}</a>'


def _place(dot: Dot) -> str:
    """Return where a dot is drawn; one with a label is larger, to hold it."""
    if dot.label:
        return f' transform="translate({short(dot.x)} {short(dot.y)}) scale(1.7)"'
    return f' x="{short(dot.x)}" y="{short(dot.y)}"'


def _label(dot: Dot) -> str:
    if not dot.label:
        return ""
    return f'<text class="dot-label" x="{short(dot.x)}" y="{short(dot.y + 0.3)}">{escaped(dot.label)}</text>'


@lru_cache(maxsize=65_536)
def _written(x: float, y: float) -> tuple[str, str]:
    """Return a place as lines have it, and a dot there from its place up to its number, which stands further out."""
    distance = math.hypot(x, y)
    far = (distance + 20) / distance
    at, above = short(x), short(y)
    return f"{at} {above}", f' x="{at}" y="{above}"/><text x="{short(x * far)}" y="{short(y * far + 4)}">'


@lru_cache(maxsize=65_536)
def _opened(link: str, title: str, topic: int) -> str:
    """Return a dot up to its place: a paper stands around all that it is related to."""
    return (
        f'<a href="{escaped(link)}" tabindex="-1" class="{marker_class(topic)}"><title>{escaped(title)}</title>'
        f'<use href="#m-{marker_shape(topic)}"'
    )


def _around(weights: Sequence[float]) -> list[tuple[float, float]]:
    """Return places around the origin, one angle each, from 62 units away (strongest) to 122 (weakest)."""
    low, high = min(weights, default=0.0), max(weights, default=0.0)
    return [
        (round(distance * across, 1), round(distance * down, 1))
        for (across, down), weight in zip(_directions(len(weights)), weights, strict=True)
        for distance in (122 - 60 * (weight - low) / (high - low) if high > low else 92.0,)
    ]


@lru_cache(maxsize=64)
def _directions(number: int) -> list[tuple[float, float]]:
    angles = [2 * math.pi * index / number - math.pi / 2 for index in range(number)]
    return [(math.cos(angle), math.sin(angle)) for angle in angles]


def _lines(lines: Iterable[Line], places: Sequence[str], kind: str = "links") -> Markup:
    """Return all lines between places in three strokes, by weight: one path each keeps the page small."""
    strokes: dict[str, list[str]] = {"weak": [], "middling": [], "strong": []}
    for source, target, weight in lines:
        level = "strong" if weight >= 0.25 else "middling" if weight >= 0.17 else "weak"
        strokes[level].append(f"M{places[source]} {places[target]}")
    paths = [f'<path class="{kind} {level}" d="{tight("".join(moves))}"/>' for level, moves in strokes.items() if moves]
    return Markup("".join(paths))
