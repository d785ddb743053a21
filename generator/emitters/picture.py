"""map.png: one picture of the map, which other sites and chats show beside a link to this one. They read no SVG."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

import generator
from generator import permalinks
from generator.analysis import Analysis
from generator.emitters import Output, digest
from generator.pages import Site
from generator.papers import OutputPath
from generator.theme import Theme, colours

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 1200, 630
_MARGIN, _FOOT = 28, 132
_GROUND, _INK, _QUIET, _ALONE = "#fbfaf7", "#1d2126", "#5a6068", "#8a8f96"
_ISLAND = 0.16
"""How much of a topic's colour is in its island."""
_DOT = (5.5, 1.6)
"""Radius of a dot in pixels where the papers are few, and where they are many."""
_MANY = 4000
_FINE = 3
"""What is round is drawn so many times as large, and made smaller."""
_TITLE, _LINE, _NAME = 46, 24, 17
"""Sizes of letters."""
_LETTERS = 20
"""A name's line has no more, where its words allow."""
_LAST_LETTER = "\u017f"
"""The font that comes with Pillow has Latin letters; what needs others is not written."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A disc on the map, `name` written on it."""

    x: float
    y: float
    radius: float
    colour: str
    name: str = ""


def outputs(site: Site, analysis: Analysis, theme: Theme) -> Iterator[Output]:
    """Yield map.png, where the site has use for it."""
    if site.frame.has_picture:
        palette = _palette(theme)
        islands = _islands(analysis, palette)
        dots = _dots(site, analysis, palette)
        counts = (("card.papers", len(dots)), ("card.topics", len(islands)))
        line = " · ".join(theme.word(key, n=number).unescape() for key, number in counts if number)
        key = digest(generator.__version__, site.frame.title, line, *map(astuple, [*islands, *dots]))
        yield Output(OutputPath(permalinks.PICTURE), key, partial(draw, site.frame.title, line, islands, dots))


def draw(title: str, line: str, islands: Sequence[Circle], dots: Sequence[Circle]) -> bytes:
    """Return the picture as PNG: islands below, dots above, as large as fits; title and line at the foot."""
    from PIL import Image, ImageDraw

    place = _Frame.around([*islands, *dots])
    large = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), _GROUND)
    brush = ImageDraw.Draw(large)
    for each in islands:
        _disc(brush, *place(each), max(each.radius * place.scale, 2), _mixed(each.colour))
    few, many = _DOT
    radius = max(many, few - (few - many) * len(dots) / _MANY)
    for each in dots:
        _disc(brush, *place(each), radius, each.colour)
    picture = large.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
    brush = ImageDraw.Draw(picture)
    _name(brush, place, islands)
    _write(brush, _MARGIN, HEIGHT - 88, title, _TITLE, _INK)
    _write(brush, _MARGIN, HEIGHT - 34, line, _LINE, _QUIET)
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where what is on the map lies in the picture."""

    scale: float
    left: float
    top: float

    @classmethod
    def around(cls, circles: Sequence[Circle]) -> "_Frame":
        left, right = min(each.x - each.radius for each in circles), max(each.x + each.radius for each in circles)
        top, bottom = min(each.y - each.radius for each in circles), max(each.y + each.radius for each in circles)
        room = HEIGHT - _MARGIN - _FOOT
        scale = min((WIDTH - 2 * _MARGIN) / (right - left), room / (bottom - top))
        middle = _MARGIN + room / 2
        return cls(scale, (left + right) / 2 - WIDTH / 2 / scale, (top + bottom) / 2 - middle / scale)

    def __call__(self, each: Circle) -> tuple[float, float]:
        return (each.x - self.left) * self.scale, (each.y - self.top) * self.scale


def _disc(brush: "ImageDraw", x: float, y: float, radius: float, colour: str) -> None:
    box = (x - radius, y - radius, x + radius, y + radius)
    brush.ellipse([side * _FINE for side in box], fill=colour)


def _name(brush: "ImageDraw", place: "_Frame", islands: Sequence[Circle]) -> None:
    """Write names below their islands, the largest first; one that would cover a name or an island is left out."""
    taken = [_box(*place(each), each.radius * place.scale, each.radius * place.scale) for each in islands]
    for each in sorted(islands, key=lambda each: -each.radius):
        if not _drawable(each.name):
            continue
        lines = textwrap.wrap(each.name, _LETTERS)
        half = max(brush.textlength(line, font=_font(_NAME)) for line in lines) / 2
        x, y = place(each)
        x, high = min(max(x, half + 4), WIDTH - half - 4), y + each.radius * place.scale + 4
        low = high + _NAME * 1.15 * len(lines)
        box = (x - half, high, x + half, low)
        if not any(_meet(box, other) for other in taken):
            taken.append(box)
            for number, line in enumerate(lines):
                brush.text((x, high + (number + 0.5) * _NAME * 1.15), line, _INK, _font(_NAME), anchor="mm")


Box = tuple[float, float, float, float]


def _box(x: float, y: float, across: float, down: float) -> Box:
    return x - across, y - down, x + across, y + down


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _write(brush: "ImageDraw", x: float, y: float, text: str, size: int, colour: str) -> None:
    """Write a line, cut at a word where it is too long."""
    if not _drawable(text):
        return
    font, words = _font(size), text.split()
    while len(words) > 1 and brush.textlength(shown := " ".join(words), font=font) > WIDTH - 2 * _MARGIN:
        words = [*words[:-2], words[-2].rstrip(",;:·…") + "…"]
    shown = " ".join(words)
    brush.text((x, y), shown, colour, font, anchor="lm")


def _drawable(text: str) -> bool:
    return bool(text.strip()) and all(letter <= _LAST_LETTER or letter in "–—’“”…·" for letter in text)


def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(size)


def _mixed(colour: str) -> str:
    """Return an island's colour: a little of its topic's in that of the ground."""
    pairs = (tuple(int(each[at : at + 2], 16) for each in (_GROUND, colour)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(ground + (own - ground) * _ISLAND):02x}" for ground, own in pairs)


def _palette(theme: Theme) -> list[str]:
    """Return the topics' colours of the light scheme, as the theme's style sheet has them."""
    path = dict(theme.files)["css/base.css"]
    found = dict(reversed(re.findall(r"--colour-(\d+):\s*(#[0-9a-fA-F]{6})", path.read_text("utf-8", "replace"))))
    return [found[number] for number in sorted(found, key=int)] or [_ALONE]


def _islands(analysis: Analysis, palette: Sequence[str]) -> list[Circle]:
    inks = [colours.full(topic.colour) or palette[topic.number % len(palette)] for topic in analysis.topics]
    return [
        Circle(topic.x, topic.y, topic.radius, colour, topic.name)
        for topic, colour in zip(analysis.topics, inks, strict=True)
    ]


def _dots(site: Site, analysis: Analysis, palette: Sequence[str]) -> list[Circle]:
    islands = zip(analysis.topics, _islands(analysis, palette), strict=True)
    inks: dict[str, str] = {topic.id: island.colour for topic, island in islands}
    homes = {slug: str(analysis.topic_of.get(slug, "")) for slug in site.papers}
    places = {slug: analysis.positions.get(slug, (0.0, 0.0)) for slug in homes}
    return [Circle(*places[slug], 5.0, inks.get(home, _ALONE)) for slug, home in homes.items()]
