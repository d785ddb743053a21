"""Colours: how well one is read on another, and how far one must be moved until it is."""

import re
from collections.abc import Mapping, Sequence

from generator.config import Config

READ = 4.5
"""The contrast that text must have, by WCAG 2 (AA)."""
SEEN = 3.0
"""The contrast that a mark must have."""
DEFAULTS = {
    "light": {"bg": "#fbfaf7", "surface": "#ffffff", "text": "#1f2226", "muted": "#5c6066", "mark": "#ffe9a8",
              "mark-text": "#1f2226"},
    "dark": {"bg": "#15171b", "surface": "#1d2025", "text": "#e7e5df", "muted": "#a5a8ad", "mark": "#5a4a12",
             "mark-text": "#fdf3d0"},
}  # fmt: skip
"""Colours of static/css/base.css that are read, or read on, by scheme."""
_GROUNDS = {"light": "bg", "dark": "surface"}
"""The ground on which a colour is hardest to see, by scheme: the page in light, a card in dark."""


def given(settings: Config) -> dict[str, Mapping[str, str]]:
    """Return the colours that the settings give, by scheme."""
    return {"light": settings.theme.colours, "dark": settings.theme.colours_dark}


def grounds(settings: Config) -> dict[str, str]:
    """Return the ground of each scheme, as it is with the settings' own colours."""
    own = given(settings)
    return {scheme: full(own[scheme].get(name, "")) or DEFAULTS[scheme][name] for scheme, name in _GROUNDS.items()}


def full(colour: str) -> str:
    """Return a colour as #rrggbb; "" for anything else, since it goes into a style sheet."""
    text = colour.strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        return "#" + "".join(2 * digit for digit in text[1:])
    return text if re.fullmatch(r"#[0-9a-f]{6}", text) else ""


def readable(colour: str, ground: str, wanted: float = READ) -> str:
    """Return the colour, moved towards black or white until its contrast with the ground is as wanted.

    >>> readable("#777777", "#ffffff"), readable("#0072b2", "#ffffff")
    ('#717171', '#0072b2')
    """
    toward = 0 if _luminance(ground) > 0.4 else 255
    channels = _channels(colour)
    for step in range(0, 101, 5):
        mixed = "#" + "".join(f"{round(value + (toward - value) * step / 100):02x}" for value in channels)
        if contrast(mixed, ground) >= wanted:
            return mixed
    return mixed


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2, 1 to 21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in
              (channel / 255 for channel in _channels(colour))]  # fmt: skip
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> Sequence[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
