"""The theme: our templates, words and assets, with an installed theme's and a project's own over them, file by file.

A project that wants to change a template puts a file of the same name into its `templates/`; there it may begin
with `{% extends "!base/paper.html" %}` to keep the rest of ours, or with "!theme/..." to keep its theme's.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup, escape

from generator import config
from generator.config import Config
from generator.errors import SitegenError, naming
from generator.report import Problem
from generator.theme import odd, vendored, words
from generator.theme.compiled import Compiled
from generator.theme.environment import ThemeEnvironment, environment
from generator.theme.vendored import Vendored

__all__ = ["Theme", "load"]

_WORDS = "words/en.json"
_MACROS = "macros.html"


@dataclass(frozen=True, slots=True)
class Theme:
    """What pages are set with.

    environment: templates, the project's first
    words: all words of the interface by key
    files: (name, file) of every static file, sorted by name
    vendored: the libraries that the theme and the project bring along
    stamp: a hash of all templates and words; pages made under another stamp are out of date
    own: (name, text) of every template of the project and its theme
    problems: what is odd in the project's words and in [theme]
    """

    environment: ThemeEnvironment
    words: Mapping[str, str]
    files: tuple[tuple[str, Path], ...]
    stamp: str
    vendored: tuple[Vendored, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()

    def word(self, key: str, n: int | None = None, **values: object) -> Markup:
        """Return the words for `key`; with `n`, those for one or for many. `{name}` takes a value, escaped.

        >>> Theme(ThemeEnvironment(), {"cats.one": "{n} cat", "cats.other": "{n} cats"}, (), "").word("cats", n=2)
        Markup('2 cats')
        """
        if n is not None:
            key = f"{key}.one" if n == 1 else f"{key}.other"
            values = {"n": f"{n:,}", **values}
        if key not in self.words:
            raise SitegenError(f"no words for {key!r}", where=f"static/{_WORDS}", hint=f'Add a line "{key}": "...".')
        words = str(escape(self.words[key]))
        try:
            return Markup(words.format(**{name: escape(value) for name, value in values.items()}) if values else words)
        except (LookupError, ValueError) as error:
            known = ", ".join(f"{{{name}}}" for name in values)
            hint = f"In these words may stand: {known}."
            raise SitegenError(f"odd braces in the words for {key!r}", where=f"static/{_WORDS}", hint=hint) from error

    def page(self, name: str, **values: object) -> str:
        """Return a template filled in. Raises SitegenError with the template's file and line."""
        try:
            return self.environment.get_template(name).render(**values)
        except TemplateError as error:
            raise _broken(error, name) from error

    def block(self, name: str, block: str, **values: object) -> str:
        """Return one block of a template filled in. Raises as `page` does."""
        try:
            template = self.environment.get_template(name)
            return "".join(template.blocks[block](template.new_context(values)))
        except TemplateError as error:
            raise _broken(error, name) from error

    def macros(self, **values: object) -> Any:
        """Return the macros of macros.html, which know these values. Raises as `page` does."""
        try:
            return self.environment.get_template(_MACROS).make_module(values)
        except TemplateError as error:
            raise _broken(error, _MACROS) from error


def load(project: Path, settings: Config | None = None) -> Theme:
    """Return our theme with the chosen one and the project over it; the project may be the folder of ours.

    Raises SitegenError when the theme is not installed, or words cannot be read.
    """
    settings = settings or Config()
    folders = config.theme_folders(project, settings)
    files = dict(_files([folder / "static" for folder in folders]))
    said, odd_words = words.load(folders, settings.language)
    templates = [folder / "templates" for folder in folders]
    brought = tuple(vendored.read(files))
    problems = (*odd_words, *odd.problems(project, settings, files))
    stamp = _stamp(templates, said, brought)
    own = tuple((path.name, path.read_text("utf-8", "replace")) for path in _templates(templates[:-1]))
    theme = Theme(environment(templates), said, tuple(files.items()), stamp, brought, own, problems)
    theme.environment.teach(theme.word)
    theme.environment.bytecode_cache = Compiled(templates[-1], said)
    return theme


def _files(folders: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            inside = not path.is_symlink() or path.resolve().is_relative_to(folder.resolve())
            if (
                inside
                and path.is_file()
                and not any(part.startswith((".", "~")) or part.endswith("~") for part in name.parts)
            ):
                found[name.as_posix()] = path
    yield from sorted(found.items())


def _templates(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.rglob("*.html"))


def _stamp(folders: Sequence[Path], words: Mapping[str, str], vendored: tuple[Vendored, ...]) -> str:
    digest = hashlib.sha256(json.dumps(words, sort_keys=True).encode())
    digest.update(repr(vendored).encode())
    for folder in folders:
        for path in sorted(folder.rglob("*.html")):
            with naming(path):
                digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _broken(error: TemplateError, name: str) -> SitegenError:
    file, line = (error.name or name, error.lineno) if isinstance(error, TemplateSyntaxError) else _place(error, name)
    hint = 'Mend the template; in a project, {% extends "!base/NAME" %} keeps the rest of ours.'
    return SitegenError(error.message or type(error).__name__, where=f"templates/{file}", line=line, hint=hint)


def _place(error: BaseException, name: str) -> tuple[str, int]:
    """Return the template and line an error came from: the deepest frame of the traceback that is a template's."""
    place, frame = (name, 0), error.__traceback__
    while frame is not None:
        path = Path(frame.tb_frame.f_code.co_filename)
        if path.suffix == ".html":
            place = (path.name, frame.tb_lineno)
        frame = frame.tb_next
    return place
