"""Which files are to be imported, and their bytes. What is given is kept verbatim in content/sources."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.content import state
from generator.errors import SitegenError

FOLDER = "content/sources"
LARGEST = 64 * 1024 * 1024
"""Bytes; a longer source is refused unless SITEGEN_MAX_SOURCE says more."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import: its name in content/sources and its bytes."""

    name: str
    content: bytes

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def pending(project: Path, include: Iterable[str] = ()) -> list[Source]:
    """Return the sources of a project (and those the settings name) that no import has seen yet."""
    seen = {hash for each in state.read_imports(project) for _, hash in each.sources}
    paths = [*_files_in(project / FOLDER), *(path for pattern in include for path in sorted(project.glob(pattern)))]
    return [source for path in paths if path.is_file() and (source := read_source(path)).hash not in seen]


def bring_in(project: Path, given: Iterable[Path]) -> list[Source]:
    """Copy files (and the files in folders) into content/sources and return them as sources, by name.

    A file of the same name takes the other's place if that one was imported before: it is a newer export. Else both
    stay.
    """
    seen = {hash for each in state.read_imports(project) for _, hash in each.sources}
    paths = [inner for path in given for inner in (_files_in(path) if path.is_dir() else [path])]
    sources: dict[str, Source] = {}
    for path in sorted(paths, key=lambda path: (path.name, path.as_posix())):
        source = read_source(path)
        name = path.name if _is_in(path, project / FOLDER) else _free_name(project, source, seen, set(sources))
        if not _is_in(path, project / FOLDER):
            _copy(project / FOLDER / name, source.content)
        sources[name] = Source(name, source.content)
    return [sources[name] for name in sorted(sources)]


def read_source(path: Path) -> Source:
    """Return a source's bytes. Raises SitegenError for what is no plain file, or is too large."""
    limit = int(os.environ.get("SITEGEN_MAX_SOURCE", LARGEST))
    try:
        if not path.is_file():
            raise SitegenError(
                "there is no such file" if not path.exists() else "this is no plain file",
                where=path,
                hint="Give a file, or a folder of files.",
            )
        if (size := path.stat().st_size) > limit:
            raise SitegenError(
                f"{size:,} bytes are more than the limit of {limit:,}",
                where=path,
                hint="Split it, or set SITEGEN_MAX_SOURCE to a larger number.",
            )
        return Source(path.name, path.read_bytes())
    except OSError as error:
        raise SitegenError(
            f"cannot be read: {error.strerror}", where=path, hint="Check that it is there and yours to read."
        ) from error


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file() and not path.name.startswith("."))


def _is_in(path: Path, folder: Path) -> bool:
    return path.resolve().parent == folder.resolve()


def _free_name(project: Path, source: Source, seen: set[str], taken: set[str]) -> str:
    name, number = source.name, 1
    while name in taken or not _may_replace(project / FOLDER / name, source, seen):
        number += 1
        name = f"{Path(source.name).stem}-{number}{Path(source.name).suffix}"
    return name


def _may_replace(there: Path, source: Source, seen: set[str]) -> bool:
    return not there.exists() or read_source(there).hash in {source.hash, *seen}


def _copy(target: Path, content: bytes) -> None:
    if not target.exists() or target.read_bytes() != content:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
