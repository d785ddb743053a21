"""Which files are to be imported, and their bytes. What is given is kept verbatim in content/sources."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.content import files, state
from generator.errors import SitegenError

FOLDER = "content/sources"
LARGEST = 64 * 1024 * 1024
"""Bytes; a longer source is refused unless SITEGEN_MAX_SOURCE says more."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import: its name in content/sources and its bytes.

    given: it lies elsewhere, and is copied there if a record is in it; path: where it lies, as it was given
    unread: why it could not be read, which does not stop the others
    """

    name: str
    content: bytes
    given: bool = False
    path: str = ""
    unread: SitegenError | None = None

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def pending(project: Path, include: Iterable[str] = ()) -> list[Source]:
    """Return the sources of a project (and those the settings name) that no import has seen yet, and none took back.

    A source that the settings name is called by its way from the project: `exports-a.txt` for `exports/a.txt`.
    """
    seen = imported(project) | set(state.read_undone(project).values())
    named = {path.name: path for path in _files_in(project / FOLDER)}
    for pattern in include:
        named |= {path.relative_to(project).as_posix().replace("/", "-"): path for path in _matching(project, pattern)}
    found = [_found(project, name, path) for name, path in sorted(named.items())]
    return [source for source in found if source.unread or source.hash not in seen]


def _found(project: Path, name: str, path: Path) -> Source:
    """Return a source of a project; one behind a link that leads out of it is told and not read."""
    where = path.relative_to(project).as_posix()
    if ".." not in path.parts and files.leads_out(project, where):
        return Source(name, b"", path=where, unread=files.outside(where))
    return replace(_read(path), name=name)


def imported(project: Path) -> set[str]:
    """Return the hashes of all sources that were imported."""
    return {hash for each in state.read_imports(project) for _, hash in each.sources}


def _matching(project: Path, pattern: str) -> list[Path]:
    try:
        return sorted(path for path in project.glob(pattern) if path.is_file())
    except (ValueError, NotImplementedError, IndexError) as error:
        raise SitegenError(
            f'sources.include has "{pattern}", which is no pattern of files in the project',
            where="sitegen.toml",
            hint='Write patterns like "exports/*.txt".',
        ) from error


def bring_in(project: Path, given: Iterable[Path]) -> list[Source]:
    """Return files (and the files in folders) as sources, by name. An import copies them into content/sources.

    A file of the same name takes the other's place if that one was imported before: it is a newer export. Else both
    stay. Raises SitegenError where nothing can be read of all that is given.
    """
    seen = imported(project)
    found = [_read(path) for path in sorted(_inner(given), key=lambda path: (path.name, path.as_posix()))]
    if (unread := [source.unread for source in found if source.unread]) and len(unread) == len(found):
        raise unread[0]
    sources: dict[str, Source] = {}
    for source in found:
        here = Path(source.path).resolve().parent == (project / FOLDER).resolve()
        name = source.name if here else _free_name(project, source, seen, set(sources))
        sources[name] = replace(source, name=name, given=not here)
    return [sources[name] for name in sorted(sources)]


def _inner(given: Iterable[Path]) -> Iterator[Path]:
    """Yield the files among paths, and those in folders; an empty folder stands for itself, to be told."""
    for path in given:
        yield from (_files_in(path) or [path]) if path.is_dir() else [path]


def _read(path: Path) -> Source:
    try:
        return read_source(path)
    except SitegenError as error:
        return Source(path.name, b"", path=path.as_posix(), unread=error)


def read_source(path: Path) -> Source:
    """Return a source's bytes. Raises SitegenError for what is no plain file, or is too large."""
    limit = _limit()
    try:
        path.name.encode()
        if path.is_dir():
            raise SitegenError(
                "there is no file in this folder",
                where=path,
                hint="Folders inside a folder are not searched: give them.",
            )
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
        return Source(path.name, path.read_bytes(), path=path.as_posix())
    except UnicodeEncodeError as error:
        raise SitegenError(
            f"the file's name is not UTF-8: {path.name!r}", hint="Give it another name, and import again."
        ) from error
    except OSError as error:
        raise SitegenError(
            f"cannot be read: {error.strerror}", where=path, hint="Check that it is there and yours to read."
        ) from error


def _limit() -> int:
    given = os.environ.get("SITEGEN_MAX_SOURCE", str(LARGEST))
    if not given.isdecimal() or len(given) > 18:
        raise SitegenError(f'SITEGEN_MAX_SOURCE is "{given}"', hint="Give a number of bytes, in digits.")
    return int(given)


def _files_in(folder: Path) -> list[Path]:
    """Return the files of a folder, and the links that lead nowhere, to be told."""
    found = (path for path in folder.glob("*") if path.is_file() or (path.is_symlink() and not path.exists()))
    return sorted(path for path in found if not path.name.startswith("."))


def _free_name(project: Path, source: Source, seen: set[str], taken: set[str]) -> str:
    name, number = source.name, 1
    while name in taken or not _may_replace(project / FOLDER / name, source, seen):
        number += 1
        name = f"{Path(source.name).stem}-{number}{Path(source.name).suffix}"
    return name


def _may_replace(there: Path, source: Source, seen: set[str]) -> bool:
    return not there.exists() or read_source(there).hash in {source.hash, *seen}
