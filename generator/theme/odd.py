"""What is odd in how a site is to look: colours that are hard to read, a logo that is not there, a menu to nowhere."""

import difflib
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from generator import config
from generator.config import FILE, Config
from generator.report import Problem
from generator.theme import colours

_PAIRS = (("text", "bg"), ("text", "surface"), ("muted", "bg"), ("mark-text", "mark"))
"""What is read on what, if both or one of them is the curator's."""
_ADDRESS = re.compile(r"(?:https?://|mailto:|#)\S+|(?![a-zA-Z][\w+.-]*:|//|/)\S+")


def problems(project: Path, settings: Config, files: Collection[str]) -> Iterator[Problem]:
    """Yield what is odd in [theme]; `files` are those of static/."""
    yield from _accents(project, settings)
    yield from _grounds(project, settings)
    logo = settings.theme.logo
    if logo and logo not in files:
        close = difflib.get_close_matches(logo, sorted(files), n=1)
        hint = f'Did you mean "{close[0]}"?' if close else "Put the picture there."
        yield _problem(project, "logo", f'theme.logo names "{logo}", which is not in static/', hint)
    for words, address in settings.theme.menu.items():
        if not _ADDRESS.fullmatch(address.strip()):
            what = f'theme.menu leads "{words}" to "{address}", which is no address of the web or of the site'
            yield _problem(project, "menu", what, 'Write "https://...", or a page such as "pages/about.html".')


def hard_to_read(colour: str, ground: str, wanted: float = colours.READ) -> str:
    """Return what to say of a colour that is hard to read on a ground; "" where it is well read."""
    contrast = colours.contrast(colour, ground)
    return "" if contrast >= wanted else f"is hard to read on {ground}: a contrast of {contrast:.1f}, {wanted} is asked"


def _accents(project: Path, settings: Config) -> Iterator[Problem]:
    given = {"light": settings.theme.accent, "dark": settings.theme.accent_dark}
    for scheme, ground in colours.grounds(settings).items():
        colour = colours.full(given[scheme])
        if colour and (what := hard_to_read(colour, ground)):
            key = "accent" if scheme == "light" else "accent_dark"
            hint = f"It is shown as {colours.readable(colour, ground)}; write that, or another."
            yield _problem(project, key, f"theme.{key} {colour} {what}", hint)


def _grounds(project: Path, settings: Config) -> Iterator[Problem]:
    for scheme, own in colours.given(settings).items():
        section = "colours" if scheme == "light" else "colours_dark"
        values = colours.DEFAULTS[scheme] | {
            name: full for name, colour in own.items() if (full := colours.full(colour))
        }
        for name, ground in _PAIRS:
            if (name in own or ground in own) and (what := hard_to_read(values[name], values[ground])):
                key = name if name in own else ground
                said = f"theme.{section}.{name}" if name in own else f"the {scheme} scheme's {name}"
                line = config.line_of(project, key, f"theme.{section}") or config.line_of(project, section, "theme")
                hint = f"Make {name} {'lighter' if scheme == 'dark' else 'darker'}, or {ground} the other way."
                yield Problem(FILE, line, f"{said} {values[name]} {what}", hint)


def _problem(project: Path, key: str, message: str, hint: str) -> Problem:
    return Problem(FILE, config.line_of(project, key, "theme"), message, hint)
