"""Importers that other installed packages bring: asked for their interface, and never trusted to hold.

One that is made for another interface is refused; one that fails is a problem that names its package. Neither stops the
others. docs/reference/importers.md is the interface.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import EntryPoint

from generator import installed
from generator.importers import fields
from generator.importers.protocol import INTERFACE, Finding, Importer
from generator.papers import Record, Rejected
from generator.report import Problem

GROUP = "sitegen.importers"
_REPORT = "Update the package, or tell whoever makes it; without it: pip uninstall {}."


@dataclass(slots=True)
class Plugin:
    """An importer of another package. What it yields is tidied like our own records; what it raises is a problem."""

    importer: Importer
    name: str
    title: str
    package: str
    failures: list[Problem] = field(default_factory=list)

    def recognises(self, text: str) -> int:
        """Return how sure the importer is; 0 where it fails."""
        try:
            return min(100, max(0, int(self.importer.recognises(text))))
        except Exception as error:  # Whatever another package stumbles on.
            self.failures.append(_failed(self, "while it looked at a file", error))
            return 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield what the importer finds; where it fails, that is the last of it."""
        count = 0
        try:
            for finding in self.importer.read(text, source):
                yield self._tidied(finding, source)
                count += 1
        except Exception as error:  # Whatever another package stumbles on.
            failed = _failed(self, f"after {count:,} records", error)
            yield Problem("", 0, f"{failed.path}: {failed.message}", failed.hint)

    def _tidied(self, finding: object, source: str) -> Finding:
        if isinstance(finding, Record):
            return fields.record(finding.fields, source, finding.line, finding.text)
        if isinstance(finding, Rejected | Problem):
            return finding
        raise TypeError(f"it yields {type(finding).__name__}, which is neither Record, Rejected nor Problem")


@dataclass(frozen=True, slots=True)
class Brought:
    """The importers of other packages that can be used, and why the others cannot: by their names."""

    plugins: tuple[Plugin, ...]
    refused: dict[str, Problem]
    twice: tuple[Problem, ...]
    """those whose name is taken"""


def brought(ours: frozenset[str]) -> Brought:
    """Return what is installed now, beside our own importers of these names."""
    return _brought(ours, tuple(sys.path))


def troubles(found: Brought) -> list[Problem]:
    """Return which importers are refused, and, once, which have failed since this was last asked."""
    failures = [problem for plugin in found.plugins for problem in plugin.failures]
    for plugin in found.plugins:
        plugin.failures.clear()
    return [*found.refused.values(), *found.twice, *dict.fromkeys(failures)]


@lru_cache(maxsize=1)
def _brought(ours: frozenset[str], path: tuple[str, ...]) -> Brought:  # noqa: ARG001  # Packages are found along it.
    plugins: dict[str, Plugin] = {}
    refused: dict[str, Problem] = {}
    twice: list[Problem] = []
    for point in installed.points(GROUP):
        loaded = _loaded(point)
        if isinstance(loaded, Problem):
            refused[point.name] = loaded
        elif point.name in plugins or point.name in ours:
            other = plugins[point.name].package if point.name in plugins else "sitegen"
            what = f'brings an importer "{point.name}"; so does {other}, which is used'
            twice.append(_problem(point, what, "Another name is needed, or one package less."))
        else:
            plugins[point.name] = loaded
    return Brought(tuple(plugins.values()), refused, tuple(twice))


def _loaded(point: EntryPoint) -> Plugin | Problem:
    try:
        importer = point.load()
        made_for = getattr(importer, "interface", "")
        title = str(getattr(importer, "title", "") or point.name)
    except Exception as error:  # Whatever another package stumbles on.
        what = f'its importer "{point.name}" cannot be loaded: {_said(error)}'
        return _problem(point, what, _REPORT.format(_name(point)))
    if odd := _unfit(importer, made_for):
        what, hint = odd
        return _problem(point, f'its importer "{point.name}" {what}: it is not used', hint)
    return Plugin(importer, point.name, title, installed.package(point))


def _unfit(importer: object, made_for: object) -> tuple[str, str] | None:
    """Return why an importer cannot be used, and how to mend that; None when it can."""
    parts = str(made_for).split(".")
    if not all(part.isdecimal() for part in parts):
        return "does not say which interface it is made for", f'It must say interface = "{INTERFACE}".'
    ours, theirs = [int(part) for part in INTERFACE.split(".")], [*map(int, parts), 0]
    if theirs[0] != ours[0] or theirs[1] > ours[1]:
        older = "Update sitegen." if theirs[:2] > ours else "Update the package."
        return f"is made for interface {made_for}, and this is {INTERFACE}", older
    missing = [name for name in ("recognises", "read") if not callable(getattr(importer, name, None))]
    return (f"has no {' and no '.join(missing)}", "See docs/reference/importers.md.") if missing else None


def _failed(plugin: Plugin, when: str, error: Exception) -> Problem:
    what = f'its importer "{plugin.name}" failed {when}: {_said(error)}'
    return Problem(plugin.package, 0, what, _REPORT.format(plugin.package.partition(" ")[0]))


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def _problem(point: EntryPoint, message: str, hint: str) -> Problem:
    return Problem(installed.package(point), 0, message, hint)


def _name(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.module
