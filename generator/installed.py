"""What other installed packages bring: importers and themes, by entry point."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


def points(group: str) -> "list[EntryPoint]":
    """Return the entry points of a group, by name and by package."""
    from importlib.metadata import entry_points

    return sorted(entry_points(group=group), key=lambda point: (point.name, package(point)))


def package(point: "EntryPoint") -> str:
    """Return the package that brings an entry point, with its version."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def folders(group: str) -> dict[str, Path]:
    """Return the folder that each entry point of a group names as a package; a name that two bring is the first's."""
    found: dict[str, Path] = {}
    for point in points(group):
        place = _folder(point.module)
        if place:
            found.setdefault(point.name, place)
    return found


def _folder(module: str) -> Path | None:
    """Return a package's folder; None where it is not there. The package itself is not run."""
    try:
        spec = find_spec(module)
    except (ImportError, ValueError):
        return None
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None
