"""All that a site is a function of: content/, the settings, the theme, and the sources that the settings name."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator import config, stamps
from generator.stamps import Look, Seen, Stamp

UNFINISHED = "content/.sitegen/undo/unfinished"
"""The hash of the journal whose operation has begun to write pages, and "undo" behind it while that is taken back.

It is there until all is written.
"""
_LOOK = ("templates", "static")
_NOT_READ = (".sitegen/undo",)


def looked(project: Path, settings: config.Config) -> dict[str, list[str]]:
    """Return where to look: the folders that templates lie over one another in, and the patterns of further sources."""
    folders = config.theme_folders(project, settings)
    return {"themes": [os.fspath(each) for each in folders[1:]], "include": list(settings.sources.include)}


def look(project: Path, settings: config.Config, before: Mapping[str, Stamp]) -> Look:
    """Return the files that a site is made of as they are now, and which of them are not as they were `before`."""
    return again(project, looked(project, settings), before)


def again(project: Path, places: Mapping[str, Sequence[str]], before: Mapping[str, Stamp]) -> Look:
    """Return what `look` does, by the places that were `looked` into: while no setting changed, they are the same."""
    return stamps.look(_files(project, places["themes"], places["include"]), before)


def _files(project: Path, themes: Sequence[str], include: Sequence[str]) -> dict[str, tuple[str, Seen]]:
    found: dict[str, tuple[str, Seen]] = {}
    folders = {name: os.fspath(project / name) for name in ("content", *_LOOK)}
    folders |= {f"{theme}/{name}": f"{theme}/{name}" for theme in themes for name in _LOOK}
    for name, folder in folders.items():
        for way, seen in stamps.below(folder, without=_NOT_READ).items():
            found[f"{name}/{way}"] = f"{folder}/{way}", seen
    named = [path for pattern in include for path in project.glob(pattern)]
    for path in (project / config.FILE, *named):
        found[os.fspath(path.relative_to(project))] = os.fspath(path), stamps.seen(path)
    return found
