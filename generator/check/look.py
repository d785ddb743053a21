"""What is wrong with a project's settings, templates and static files: what is not there, and what loads from afar."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generator import config, offline, theme, writer
from generator.config import Config
from generator.content import schema
from generator.emitters import Output, html
from generator.errors import SitegenError
from generator.pages import Site
from generator.papers import Paper
from generator.report import Problem
from generator.theme.vendored import Vendored

# An address in a script is no load in itself: these would ask for it.
_SCRIPT_LOADS = re.compile(
    rb"""(?:\b(?:fetch|import|importScripts|sendBeacon)\s*\(|\bnew\s+(?:Worker|SharedWorker|WebSocket|EventSource)\s*\("""
    rb"""|\.open\s*\([^,()]*,|\.src\s*=|\bsetAttribute\s*\(\s*["']src["']\s*,|\b(?:import|from)\b)"""
    rb"""\s*["'`](?:(?:https?|wss?):)?//[^"'`\s]*""",
    re.IGNORECASE,
)
_LOADS = {
    ".html": (offline.LOADS, _SCRIPT_LOADS),
    ".svg": (offline.LOADS, offline.STYLE_LOADS, _SCRIPT_LOADS),
    ".css": (offline.STYLE_LOADS,),
    ".js": (_SCRIPT_LOADS,),
    ".mjs": (_SCRIPT_LOADS,),
}
_HERE = "Put the file into static/ and refer to it there; see docs/guide/theme.md."


def problems(project: Path, site: Site, settings: Config, papers: Iterable[Paper]) -> Iterator[Problem]:
    """Yield what is wrong with how the site is to look, and whether site/ can be replaced."""
    yield from _settings(project, settings, papers)
    loads = [problem for folder in ("templates", "static") for problem in _loads(project / folder, project)]
    yield from loads
    yield from _refused(lambda: writer.refuse_foreign(project, project / config.SITE))
    try:
        look = theme.load(project, settings)
        made = list(html.outputs(site, look, settings))
    except SitegenError as error:
        yield _fatal(error)
        return
    yield from _refused(lambda: writer.without_clashes(made))
    yield from look.problems
    yield from _vendored(look.vendored)
    yield from _menu(project, site, settings, {f"static/{name}" for name, _ in look.files})
    if settings.theme.use or _overrides(project):
        yield from _rendered(site, made, any(problem.fatal for problem in loads))


def _fatal(error: SitegenError) -> Problem:
    return Problem(error.where, error.line, error.message, error.hint, fatal=True)


def _refused(step: Callable[[], object]) -> Iterator[Problem]:
    try:
        step()
    except SitegenError as error:
        yield _fatal(error)


def _settings(project: Path, settings: Config, papers: Iterable[Paper]) -> Iterator[Problem]:
    line = config.line_of(project, "show_fields")
    own = {name for paper in papers for name in paper.extra}
    for name in settings.show_fields:
        if name in schema.KNOWN:
            what = f'show_fields names "{name}", which is a field of ours: it shows where it belongs, or not at all'
            yield Problem(config.FILE, line, what, "Name fields of your own.")
        elif name not in own:
            close = difflib.get_close_matches(name, sorted(own), n=1)
            hint = f'Did you mean "{close[0]}"?' if close else "Take it out, or write the field in a paper's page."
            yield Problem(config.FILE, line, f'show_fields names "{name}", which no paper has', hint)


def _menu(project: Path, site: Site, settings: Config, files: set[str]) -> Iterator[Problem]:
    """Yield the menu entries of the settings that lead to no page or file of the site."""
    known = {*(page.path for page in site.pages), *files}
    for words, address in settings.theme.menu.items():
        path = address.strip().partition("#")[0].partition("?")[0]
        if path and not re.match(r"[a-zA-Z][\w+.-]*:|/", path) and path not in known:
            close = difflib.get_close_matches(path, sorted(known), n=1)
            hint = f'Did you mean "{close[0]}"?' if close else "Name a page from the site's own folder on."
            what = f'theme.menu leads "{words}" to "{address}", which is no page of the site'
            yield Problem(config.FILE, config.line_of(project, "menu", "theme"), what, hint)


def _vendored(libraries: Iterable[Vendored]) -> Iterator[Problem]:
    """Yield which libraries are not what vendored.json says, or not named there: each site lists them as it does."""
    for library in libraries:
        where = f"static/vendor/{library.file}"
        if library.stated != library.sha256:
            what = "is not the file that vendored.json tells of" if library.stated else "is not named in vendored.json"
            hint = f'Look where it comes from; then write there "sha256": "{library.sha256}".'
            yield Problem(where, 0, what, hint)


def _loads(folder: Path, project: Path) -> Iterator[Problem]:
    """Yield what the project's own templates, styles and scripts would ask other hosts for; a link is no load."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _LOADS and path.is_file()):
        text = _without_comments(path.read_bytes())
        for pattern in _LOADS[path.suffix]:
            for match in pattern.finditer(text):
                # Scripts are not read by a build: there the browser refuses what the pages' policy forbids.
                stops = pattern is not _SCRIPT_LOADS
                line = text.count(b"\n", 0, match.end()) + 1
                address = re.compile(rb"[^\s\"'`>)]*").match(text, match.end())
                shown = " ".join((match[0] + (address[0] if address else b"")).decode("utf-8", "replace").split())[-80:]
                where = path.relative_to(project).as_posix()
                yield Problem(where, line, f"loads from another host: {shown}", _HERE, fatal=stops)


def _without_comments(text: bytes) -> bytes:
    return re.sub(rb"(?s)\{#.*?#\}", lambda match: b"\n" * match[0].count(b"\n"), text)


def _overrides(project: Path) -> bool:
    """Return whether the project has templates or words of its own: ours need no proof here."""
    folders = [project / "templates", project / "static" / "words"]
    ours = config.theme_folder().resolve()
    return any(folder.is_dir() and not folder.resolve().is_relative_to(ours) for folder in folders)


def _rendered(site: Site, made: Iterable[Output], told: bool) -> Iterator[Problem]:
    """Yield what stops a page from being written, once a template; what it loads only if that is not told yet."""
    broken: set[str] = set()
    checker = offline.Checker()
    for page, output in zip(site.pages, made, strict=True):
        if page.template in broken:
            continue
        try:
            checker.check(output.path, output.render())
        except SitegenError as error:
            broken.add(page.template)
            if not (told and "another host" in error.message):
                yield _fatal(error)
