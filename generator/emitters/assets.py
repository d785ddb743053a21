"""Static files of the theme and the project, and those made for the site: its colours and the words its scripts say."""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from generator.config import Config
from generator.emitters import Output, digest
from generator.emitters.datafile import literal
from generator.pages import Site, TopicPage
from generator.papers import OutputPath
from generator.theme import Theme

TOPIC_COLOURS = 16
"""Colours in base.css; topics beyond them use these again, in other shapes."""

_SCHEMES = {"light": "#fbfaf7", "dark": "#1d2025"}
"""The ground on which a colour is hardest to see, by scheme: the page in light, a card in dark."""
_SCRIPT_WORDS = ("js.", "map.", "mend.", "search.", "cite.", "list.")


def outputs(site: Site, theme: Theme, config: Config) -> Iterator[Output]:
    """Yield static/* as it lies, then static/css/topics.css and static/js/words.js."""
    made = {"css/topics.css": _topics_css(site, config), "js/words.js": _words_js(theme)}
    for name, path in theme.files:
        if not name.startswith("words/") and name not in made:
            yield _copy(name, path)
    for name, content in made.items():
        yield Output(OutputPath(f"static/{name}"), digest(content), lambda content=content: content)  # type: ignore[misc]


def _copy(name: str, path: Path) -> Output:
    return Output(OutputPath(f"static/{name}"), sha256(path.read_bytes()).hexdigest(), path.read_bytes)


def _words_js(theme: Theme) -> bytes:
    """Return the words of the interface that scripts use, as a script: data files cannot be fetched from disk."""
    words = {key: word for key, word in sorted(theme.words.items()) if key.startswith(_SCRIPT_WORDS)}
    return f"sitegen.words({literal(words)});\n".encode()


def _topics_css(site: Site, config: Config) -> bytes:
    """Return the colours that the style sheet cannot know: the project's accent and what the curator gave to topics."""
    rules = [*_accents(config)]
    for page in site.pages:
        if isinstance(page, TopicPage):
            rules += _topic(page.topic.number, page.colour)
    return "".join(f"{rule}\n" for rule in rules).encode()


def _accents(config: Config) -> Iterator[str]:
    light = hexadecimal(config.theme.accent)
    dark = hexadecimal(config.theme.accent_dark) or light
    if light:
        yield from _by_scheme(":root", {"light": _accent(light, "light"), "dark": _accent(dark, "dark")})


def _accent(colour: str, scheme: str) -> str:
    legible = readable(colour, _SCHEMES[scheme])
    return f"--accent: {legible}; --accent-text: {'#ffffff' if contrast(legible, '#ffffff') >= 4.5 else '#111111'}"


def _topic(number: int, colour: str) -> Iterator[str]:
    given = hexadecimal(colour)
    if given:
        yield from _by_scheme(
            f".topic-{number}", {scheme: _colours(given, ground) for scheme, ground in _SCHEMES.items()}
        )
    elif number >= TOPIC_COLOURS:
        like = number % TOPIC_COLOURS
        yield f".topic-{number} {{ --topic: var(--colour-{like}); --topic-text: var(--colour-{like}) }}"


def _colours(colour: str, ground: str) -> str:
    return f"--topic: {readable(colour, ground, 3)}; --topic-text: {readable(colour, ground)}"


def _by_scheme(selector: str, values: dict[str, str]) -> Iterator[str]:
    """Yield rules for both schemes: the reader's system decides, the reader's own choice wins."""
    root = selector == ":root"
    rest = "" if root else f" {selector}"
    yield f"{selector} {{ {values['light']} }}"
    yield f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme=light]){rest} {{ {values['dark']} }} }}"
    yield f":root[data-theme=dark]{rest} {{ {values['dark']} }}"


def hexadecimal(colour: str) -> str:
    """Return a colour as #rrggbb; "" for anything else, since it goes into a style sheet."""
    text = colour.strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        return "#" + "".join(2 * digit for digit in text[1:])
    return text if re.fullmatch(r"#[0-9a-f]{6}", text) else ""


def readable(colour: str, ground: str, wanted: float = 4.5) -> str:
    """Return the colour, moved towards black or white until its contrast with the ground is as wanted.

    >>> readable("#777777", "#ffffff"), readable("#0072b2", "#ffffff")
    ('#707070', '#0072b2')
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
