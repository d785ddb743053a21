"""sitegen.toml: every setting, its default, and a clear word about a wrong one."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from generator import installed, toml
from generator.errors import SitegenError, naming

FILE = "sitegen.toml"
SITE, MARKER = "site", ".gitignore"
"""The folder that a build makes, and the file in it by which it is known for ours."""
THEMES = "sitegen.themes"
"""Entry points of installed themes."""
COLOUR = re.compile("#(?:[0-9a-fA-F]{3}){1,2}")
_WEB = re.compile(r"https?://[^\s/]+(?:/\S*)?")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
COLOURS = ("bg", "surface", "text", "muted", "line", "mark", "mark-text", "focus")
"""What [theme.colours] may set: variables of static/css/base.css."""
Abstracts = Literal["full", "excerpt", "none"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What is known of a setting, for the check of sitegen.toml, its schema and its page of reference.

    means: its row in docs/reference/settings.md; shape: what a text, or each value of a table, looks like, if not empty
    among: the texts, or the keys of a table, that there are; least, most: of a number
    hint: how to mend a wrong one
    """

    means: str
    shape: re.Pattern[str] | None = None
    kind: str = ""
    among: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    hint: str = "See docs/reference/settings.md."


def _setting(default: Any, means: str, **known: Any) -> Any:
    """Return a field with its default and its rule."""
    rule = {"rule": Rule(means, **known)}
    if isinstance(default, type):
        return field(default_factory=default, metadata=rule)
    return field(default=default, metadata=rule)


def _colour(means: str) -> Any:
    return _setting("", means, shape=COLOUR, kind="colour", hint='Write it as "#0072b2".')


def _colours(means: str) -> Any:
    return _setting(dict, means, shape=COLOUR, kind="colour", among=COLOURS, hint='Write it as "#0072b2".')


@dataclass(frozen=True, slots=True)
class MapSettings:
    """[map]: how many links there are."""

    links: int = _setting(10, "links a paper at most", least=1, most=50, hint="10 suits most libraries.")
    threshold: float = _setting(0.0, "weight below which no link is made", least=0, most=1, hint="0 keeps every link.")


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """[theme]: what can be changed of the look without a template."""

    use: str = _setting("", "an installed theme, by its name")
    accent: str = _colour("the accent colour")
    accent_dark: str = _colour("the accent colour in the dark scheme, if it is another")
    colours: Mapping[str, str] = _colours("other colours of the light scheme, by the names of their variables")
    colours_dark: Mapping[str, str] = _colours("the same for the dark scheme")
    logo: str = _setting("", "a picture in `static/`, shown before the title")
    menu: Mapping[str, str] = _setting(dict, "more menu entries: words = address")
    footer: str = _setting("", "a line in the footer")


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """[sources]: where else sources lie."""

    include: tuple[str, ...] = _setting((), "globs of more sources, relative to the project")


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a project. All are optional; `url` is only read here, never guessed."""

    title: str = _setting("Literature map", "the site's name")
    description: str = _setting("", "one sentence for search engines, and for the home page if it has no introduction")
    url: str = _setting(
        "",
        "where the site is published; makes addresses in exports and feeds absolute, and makes the [sitemap and "
        "what others show of a link](../guide/share.md). `sitegen publish` writes it the first time",
        shape=_WEB,
        kind="web address",
        hint='Write it whole, such as "https://me.github.io/my-map/".',
    )
    language: str = _setting(
        "en",
        "language of the pages; its words are `static/words/<language>.json`, and English where those are silent",
        shape=LANGUAGE,
        kind="language",
        hint='Write it as "en" or "pt-BR".',
    )
    repository: str = _setting(
        "",
        'address of the folder in which pages are edited, for "edit this page" links',
        shape=_WEB,
        kind="web address",
        hint='Write it whole, such as "https://github.com/USER/REPOSITORY/edit/main".',
    )
    abstracts: Abstracts = _setting(  # noqa: RUF009
        "full",
        'how much of the abstracts is [published](../guide/published.md), in every output: "full", "excerpt" (the '
        'sentences that end by about 300 characters) or "none"',
        among=get_args(Abstracts),
        hint='Write "full".',
    )
    show_fields: tuple[str, ...] = _setting((), "your own front matter fields that paper pages show")
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
    table, slip = toml.read(text)
    if slip:
        return Config(), [SitegenError(slip.message, where=FILE, line=slip.line, hint=slip.hint)]
    return _fill(Config(), table, "", text, wrong), wrong


def line_of(project: Path, key: str, section: str = "") -> int:
    """Return the line of sitegen.toml on which a setting stands; 0 where it does not."""
    return _line_of(_text(project), section, key)


def _text(project: Path) -> str:
    path = project / FILE
    with naming(path):
        return path.read_bytes().decode("utf-8-sig", errors="replace") if path.is_file() else ""


def theme_folders(project: Path, settings: Config) -> list[Path]:
    """Return the folders whose `templates/` and `static/` lie over one another: the project, its theme, ours.

    Raises SitegenError when the theme is not installed.
    """
    chosen = [_installed(project, settings.theme.use)] if settings.theme.use else []
    return list(dict.fromkeys([project, *chosen, theme_folder()]))


def _installed(project: Path, name: str) -> Path:
    known = installed.folders(THEMES)
    if name in known:
        return known[name]
    close = difflib.get_close_matches(name, known, n=1)
    hint = f'Did you mean "{close[0]}"?' if close else "Install the package that brings it: pip install ..."
    line = line_of(project, "use", "theme")
    raise SitegenError(f'the theme "{name}" is not installed', where=FILE, line=line, hint=hint)


def theme_folder() -> Path:
    """Return the folder with our `templates/` and `static/`: inside the package in a wheel, beside it in a checkout."""
    here = Path(__file__).resolve().parent
    packaged = here / "_theme"
    return packaged if packaged.is_dir() else here.parent


def line_of_key(lines: Iterable[str], key: str, start: int = 1) -> int:
    """Return the first line of a TOML file, from `start` on, that a section or a value of this name begins; else 0."""
    begins = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[]=.]""")
    return next((number for number, line in enumerate(lines, 1) if number >= start and begins.match(line)), 0)


def _fill(defaults: Any, table: Mapping[str, Any], section: str, text: str, wrong: list[SitegenError]) -> Any:
    known = {item.name: getattr(defaults, item.name) for item in fields(defaults)}
    rules = {item.name: item.metadata.get("rule") for item in fields(defaults)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        name, line = _dotted(section, key), _line_of(text, section, key)
        if key not in known:
            wrong.append(SitegenError(f"unknown setting {name}", where=FILE, line=line, hint=_meant(key, known)))
        elif rules[key] is None and isinstance(value, dict):
            values[key] = _fill(known[key], value, name, text, wrong)
        elif odd := _odd(known[key], value, rules[key], name):
            message, at, hint = odd
            line = _line_of(text, name, at) or line if at else line
            wrong.append(SitegenError(message, where=FILE, line=line, hint=hint))
        else:
            values[key] = tuple(value) if isinstance(value, list) else value
    return type(defaults)(**{**known, **values})


def _dotted(section: str, key: str) -> str:
    return f"{section}.{key}" if section else key


def _meant(key: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    return f'Did you mean "{close[0]}"?' if close else f"Known here: {', '.join(sorted(known))}."


def _odd(default: Any, value: Any, rule: Rule | None, name: str) -> tuple[str, str, str] | None:
    """Return what is wrong with a value, the key inside it if it has keys, and how to mend it; None if it is right."""
    if rule is None or not _fits(default, value):
        hint = rule.hint if rule and rule.kind else _written(default, value, name)
        return f"{name} must be {_kind(default)}, found {value!r}", "", hint
    if isinstance(value, dict):
        return next((odd for key, each in value.items() if (odd := _odd_entry(key, each, rule, name))), None)
    if isinstance(value, int | float) and not _inside(value, rule):
        joint = "between {} and {}" if isinstance(default, float) else "{} to {}"
        shown = float(value) if isinstance(default, float) else value
        return f"{name} must be {joint.format(rule.least, rule.most)}, found {shown}", "", rule.hint
    if isinstance(value, str) and rule.among and value not in rule.among:
        *first, last = (f'"{each}"' for each in rule.among)
        return f'{name} must be {", ".join(first)} or {last}, found "{value}"', "", rule.hint
    return _misshapen(value, rule, name)


def _written(default: Any, value: Any, name: str) -> str:
    """Return how a value of another kind is written as the kind that the setting has."""
    key = name.rpartition(".")[2]
    if isinstance(default, tuple):
        return f'Write {key} = ["{value}"].' if isinstance(value, str) else f'Write {key} = ["one", "another"].'
    if isinstance(default, bool):
        return f"Write {key} = true, without quotes."
    if isinstance(default, int | float):
        return f"Write {key} = {default}, or another number, without quotes."
    if isinstance(default, str):
        return f'Write {key} = "{value}".'
    return f"Write [{name}] on a line of its own, and its settings under it."


def _odd_entry(key: str, value: Any, rule: Rule, name: str) -> tuple[str, str, str] | None:
    if rule.among and key not in rule.among:
        return f"unknown setting {name}.{key}", key, _meant(key, rule.among)
    if not isinstance(value, str):
        return f"{name}.{key} must be a text in quotes, found {value!r}", key, rule.hint
    odd = _misshapen(value, rule, f"{name}.{key}")
    return (odd[0], key, odd[2]) if odd else None


def _misshapen(value: Any, rule: Rule, name: str) -> tuple[str, str, str] | None:
    if rule.shape and value and not rule.shape.fullmatch(value.strip()):
        return f'{name} is no {rule.kind}: "{value}"', "", rule.hint
    return None


def _fits(default: Any, value: Any) -> bool:
    if isinstance(default, tuple):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(default) is type(value)


def _inside(value: float, rule: Rule) -> bool:
    return (rule.least is None or value >= rule.least) and (rule.most is None or value <= rule.most)


def _kind(default: Any) -> str:
    kinds = {tuple: "a list of texts", dict: "a table", bool: "true or false", str: "a text in quotes"}
    return (kinds | {int: "a whole number", float: "a number"}).get(type(default), "a section")


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
