"""Which importers there are, and which one reads a text."""

import difflib
from importlib.metadata import entry_points

from generator.errors import SitegenError
from generator.importers import bibtex, listing
from generator.importers.protocol import Importer

GROUP = "sitegen.importers"
_BUILT_IN: tuple[Importer, ...] = (
    bibtex.importer,
    listing.importer,
)
SURE_ENOUGH = 20


def available() -> list[Importer]:
    """Return all importers by name, those of other packages after ours."""
    found = {importer.name: importer for importer in _BUILT_IN}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        found.setdefault(point.name, point.load())
    return list(found.values())


def choose(text: str, source: str, name: str = "") -> Importer:
    """Return the importer called `name`, or the one that is surest of the text.

    Raises SitegenError when there is no such importer, or none knows the text.
    """
    importers = available()
    if name:
        return _named(name, importers)
    sure, chosen = max(
        ((importer.recognises(text), -place) for place, importer in enumerate(importers)), default=(0, 0)
    )
    if sure >= SURE_ENOUGH:
        return importers[-chosen]
    read = ", ".join(f"{importer.title} (--format {importer.name})" for importer in importers)
    raise SitegenError(
        "no papers found: this is in no format that is read here", where=source, hint=f"Read here: {read}."
    )


def _named(name: str, importers: list[Importer]) -> Importer:
    by_name = {importer.name: importer for importer in importers}
    if name in by_name:
        return by_name[name]
    close = difflib.get_close_matches(name, by_name, n=1)
    hint = f'Did you mean "{close[0]}"?' if close else f"There are: {', '.join(sorted(by_name))}."
    raise SitegenError(f'there is no format "{name}"', hint=hint)
