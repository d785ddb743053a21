"""map.png: one picture of the map, which other sites and chats show beside a link to this one. They read no SVG."""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import generator
from generator import permalinks
from generator.analysis import Analysis
from generator.emitters import Output, digest
from generator.emitters.assets import hexadecimal
from generator.pages import Site
from generator.papers import OutputPath
from generator.theme import Theme

WIDTH, HEIGHT = 1200, 630
_MARGIN = 36
_GROUND, _ALONE = "#fbfaf7", "#8a8f96"
_ISLAND = 0.16
"""How much of a topic's colour is in its island."""
_DOT = (5.5, 1.6)
"""Radius of a dot in pixels where the papers are few, and where they are many."""
_MANY = 4000

Circle = tuple[float, float, float, str]
"""x, y, radius and colour."""


def outputs(site: Site, analysis: Analysis, theme: Theme) -> Iterator[Output]:
    """Yield map.png, where the site has use for it."""
    if site.frame.has_picture:
        palette = _palette(theme)
        islands = _islands(analysis, palette)
        dots = _dots(site, analysis, palette)
        key = digest(generator.__version__, islands, dots)
        yield Output(OutputPath(permalinks.PICTURE), key, partial(draw, islands, dots))


def draw(islands: Sequence[Circle], dots: Sequence[Circle]) -> bytes:
    """Return the picture as PNG: islands below, dots above, all of it as large as there is room for."""
    import numpy as np

    canvas = np.empty((HEIGHT, WIDTH, 3), dtype=np.float32)
    canvas[:] = _channels(_GROUND)
    scale, left, top = _frame([*islands, *dots])
    for x, y, radius, colour in islands:
        _stamp(canvas, [((x - left) * scale, (y - top) * scale, colour)], max(radius * scale, 2), _ISLAND)
    placed = [((x - left) * scale, (y - top) * scale, colour) for x, y, _, colour in dots]
    few, many = _DOT
    _stamp(canvas, placed, max(many, few - (few - many) * len(dots) / _MANY), 1)
    return png(canvas.round().astype(np.uint8))


def png(pixels: Any) -> bytes:
    """Return an array of rows of (red, green, blue) as a PNG file.

    References
    ----------
    W3C (2003). Portable Network Graphics (PNG) Specification, second edition.
    """
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _palette(theme: Theme) -> list[str]:
    """Return the topics' colours of the light scheme, as the theme's style sheet has them."""
    path = dict(theme.files)["css/base.css"]
    found = dict(reversed(re.findall(r"--colour-(\d+):\s*(#[0-9a-fA-F]{6})", path.read_text("utf-8", "replace"))))
    return [found[number] for number in sorted(found, key=int)] or [_ALONE]


def _islands(analysis: Analysis, palette: Sequence[str]) -> list[Circle]:
    return [
        (topic.x, topic.y, topic.radius, hexadecimal(topic.colour) or palette[topic.number % len(palette)])
        for topic in analysis.topics
    ]


def _dots(site: Site, analysis: Analysis, palette: Sequence[str]) -> list[Circle]:
    colours: dict[str, str] = {
        topic.id: colour for topic, (_, _, _, colour) in zip(analysis.topics, _islands(analysis, palette), strict=True)
    }
    homes = {slug: str(analysis.topic_of.get(slug, "")) for slug in site.papers}
    places = {slug: analysis.positions.get(slug, (0.0, 0.0)) for slug in homes}
    return [(*places[slug], 5.0, colours.get(home, _ALONE)) for slug, home in homes.items()]


def _frame(circles: Sequence[Circle]) -> tuple[float, float, float]:
    """Return the scale at which everything is in the picture, and what of the map is at its left and upper edge."""
    left, right = min(x - r for x, _, r, _ in circles), max(x + r for x, _, r, _ in circles)
    top, bottom = min(y - r for _, y, r, _ in circles), max(y + r for _, y, r, _ in circles)
    scale = min((WIDTH - 2 * _MARGIN) / (right - left), (HEIGHT - 2 * _MARGIN) / (bottom - top))
    return scale, (left + right) / 2 - WIDTH / 2 / scale, (top + bottom) / 2 - HEIGHT / 2 / scale


def _stamp(canvas: Any, spots: Sequence[tuple[float, float, str]], radius: float, strength: float) -> None:
    """Draw discs of one radius with soft edges; a later one lies on the earlier."""
    import numpy as np

    xs, ys = np.array([round(x) for x, _, _ in spots]), np.array([round(y) for _, y, _ in spots])
    colours = np.array([_channels(colour) for _, _, colour in spots])
    reach = int(radius) + 1
    away = np.arange(-reach, reach + 1)
    cover = np.clip(radius + 0.5 - np.hypot(away[:, None], away[None, :]), 0, 1) * strength
    if len(spots) == 1:
        # A large disc is drawn at once, many small ones point by point.
        rows, columns = _within(ys[0] + away, HEIGHT), _within(xs[0] + away, WIDTH)
        part = canvas[np.ix_(ys[0] + away[rows], xs[0] + away[columns])]
        mask = cover[np.ix_(rows, columns)][:, :, None]
        canvas[np.ix_(ys[0] + away[rows], xs[0] + away[columns])] = part + (colours[0] - part) * mask
        return
    for down, across in zip(*np.nonzero(cover), strict=True):
        y, x = ys + away[down], xs + away[across]
        inside = (y >= 0) & (y < HEIGHT) & (x >= 0) & (x < WIDTH)
        y, x, ink = y[inside], x[inside], colours[inside]
        canvas[y, x] += (ink - canvas[y, x]) * cover[down, across]


def _within(places: Any, end: int) -> Any:
    return (places >= 0) & (places < end)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
