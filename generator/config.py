"""sitegen.toml: every setting, its default, and a clear word about a wrong one."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from generator.errors import SitegenError

FILE = "sitegen.toml"
COLOUR = re.compile("#(?:[0-9a-fA-F]{3}){1,2}")
Abstracts = Literal["full", "excerpt", "none"]


@dataclass(frozen=True, slots=True)
class MapSettings:
    """[map]: links = links a paper at most; threshold = the weight below which no link is made, 0..1."""

    links: int = 10
    threshold: float = 0.0


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """[theme]: accent colours, a logo (a file in static/), extra menu entries as {words = address}, a footer line."""

    accent: str = ""
    accent_dark: str = ""
    logo: str = ""
    menu: Mapping[str, str] = field(default_factory=dict)
    footer: str = ""


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """[sources]: globs of more sources, relative to the project."""

    include: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a project. All are optional; `url` is only read here, never guessed."""

    title: str = "Literature map"
    description: str = ""
    url: str = ""
    language: str = "en"
    repository: str = ""
    abstracts: Abstracts = "full"
    show_fields: tuple[str, ...] = ()
    map: MapSettings = field(default_factory=MapSettings)
    theme: ThemeSettings = field(default_factory=ThemeSettings)
    sources: SourceSettings = field(default_factory=SourceSettings)


def load(project: Path) -> Config:
    """Return the project's settings; defaults where there is no sitegen.toml.

    Raises SitegenError with the line of a key that is unknown or of the wrong kind.
    """
    config, wrong = read(project)
    if wrong:
        raise wrong[0]
    return config


def read(project: Path) -> tuple[Config, list[SitegenError]]:
    """Return the project's settings, and all that is wrong in sitegen.toml: such a setting has its default."""
    text, wrong = _text(project), list[SitegenError]()
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = line_of_error(str(error), text)
        return Config(), [
            SitegenError(f"not valid TOML: {error}", where=FILE, line=line, hint="Mend or remove that line.")
        ]
    return _fill(Config(), table, "", text, wrong), wrong


def line_of(project: Path, key: str, section: str = "") -> int:
    """Return the line of sitegen.toml on which a setting stands; 0 where it does not."""
    return _line_of(_text(project), section, key)


def _text(project: Path) -> str:
    path = project / FILE
    return path.read_bytes().decode("utf-8-sig", errors="replace") if path.is_file() else ""


def theme_folder() -> Path:
    """Return the folder with our `templates/` and `static/`: inside the package in a wheel, beside it in a checkout."""
    here = Path(__file__).resolve().parent
    packaged = here / "_theme"
    return packaged if packaged.is_dir() else here.parent


def line_of_error(message: str, text: str) -> int:
    """Return the line that TOML's own message speaks of; 0 when it names none."""
    after = message.partition("at line ")[2]
    if "end of document" in message:
        return max(1, len(text.splitlines()))
    return int(after.split(",")[0].split(")")[0]) if after else 0


def line_of_key(lines: Iterable[str], key: str, start: int = 1) -> int:
    """Return the first line of a TOML file, from `start` on, that a section or a value of this name begins; else 0."""
    begins = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[]=.]""")
    return next((number for number, line in enumerate(lines, 1) if number >= start and begins.match(line)), 0)


def _fill(defaults: Any, table: Mapping[str, Any], section: str, text: str, wrong: list[SitegenError]) -> Any:
    known = {item.name: getattr(defaults, item.name) for item in fields(defaults)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        name, line = _dotted(section, key), _line_of(text, section, key)
        if key not in known:
            wrong.append(SitegenError(f"unknown setting {name}", where=FILE, line=line, hint=_meant(key, known)))
        elif hasattr(known[key], "__dataclass_fields__") and isinstance(value, dict):
            values[key] = _fill(known[key], value, name, text, wrong)
        else:
            try:
                values[key] = _typed(known[key], value, name, line)
            except SitegenError as error:
                wrong.append(error)
    return type(defaults)(**{**known, **values})


def _dotted(section: str, key: str) -> str:
    return f"{section}.{key}" if section else key


def _meant(key: str, known: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    return f'Did you mean "{close[0]}"?' if close else f"Known here: {', '.join(sorted(known))}."


def _typed(default: Any, value: Any, name: str, line: int) -> Any:
    if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(default, Mapping) and isinstance(value, dict):
        return {str(key): str(item) for key, item in value.items()}
    if isinstance(default, float) and isinstance(value, int | float) and not isinstance(value, bool):
        return _in_range(float(value), name, line)
    if type(default) is type(value):
        return _allowed(value, name, line)
    raise SitegenError(
        f"{name} must be {_kind(default)}, found {value!r}",
        where=FILE,
        line=line,
        hint="See docs/reference/settings.md.",
    )


def _in_range(value: float, name: str, line: int) -> float:
    if 0 <= value <= 1:
        return value
    raise SitegenError(
        f"{name} must be between 0 and 1, found {value}", where=FILE, line=line, hint="0 keeps every link."
    )


def _allowed(value: Any, name: str, line: int) -> Any:
    if name == "abstracts" and value not in get_args(Abstracts):
        raise SitegenError(
            f'abstracts must be "full", "excerpt" or "none", found "{value}"',
            where=FILE,
            line=line,
            hint='Write "full".',
        )
    if name == "map.links" and not 1 <= value <= 50:
        raise SitegenError(
            f"map.links must be 1 to 50, found {value}", where=FILE, line=line, hint="10 suits most libraries."
        )
    return value


def _kind(default: Any) -> str:
    if isinstance(default, tuple):
        return "a list of texts"
    if isinstance(default, bool):
        return "true or false"
    return {str: "a text in quotes", int: "a whole number", float: "a number"}.get(type(default), "a section")


def _line_of(text: str, section: str, key: str) -> int:
    """Return the line where `key` is set in `[section]`, or 0."""
    current = ""
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped.startswith("["):
            current = stripped.strip("[] ")
            if not section and current == key:
                return number
        elif current == section and stripped.split("=")[0].strip().strip('"') == key:
            return number
    return 0
