"""What the last build made, in one SQLite file: plain key -> text. Deleting it costs time only."""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.errors import SitegenError

FOLDER = ".sitegen-cache"
_FILE = "build.sqlite"


def load(project: Path) -> dict[str, str]:
    """Return all entries; none where there is no cache, or one that cannot be read."""
    path = project / FOLDER / _FILE
    if not path.is_file():
        return {}
    try:
        with contextlib.closing(sqlite3.connect(path)) as database:
            return dict(database.execute("select key, value from entry"))
    except sqlite3.DatabaseError:
        return {}


def save(project: Path, entries: Mapping[str, str]) -> None:
    """Replace all entries in one step. A cache that is broken is made anew."""
    path = project / FOLDER / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _replace(path, entries)
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)
        _replace(path, entries)


def _replace(path: Path, entries: Mapping[str, str]) -> None:
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("create table if not exists entry (key text primary key, value text not null) without rowid")
        database.execute("delete from entry")
        database.executemany("insert into entry values (?, ?)", sorted(entries.items()))


@contextlib.contextmanager
def locked(project: Path) -> Iterator[None]:
    """Hold the project for one build; the system lets go of it when the process ends, however it ends."""
    folder = project / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / "lock").open("a+b")
    except OSError as error:
        raise SitegenError(
            f"cannot be written: {error.strerror}", where=folder, hint="Check the rights of the project's folder."
        ) from error
    with handle:
        if not _take(handle.fileno()):
            raise SitegenError(
                "another build of this project is at work", where=folder, hint="Wait for it, or stop it."
            )
        yield


def _take(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:
        return _take_on_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _take_on_windows(descriptor: int) -> bool:
    import msvcrt

    lock = getattr(msvcrt, "locking", None)
    try:
        if lock is not None:
            lock(descriptor, getattr(msvcrt, "LK_NBLCK", 2), 1)
    except OSError:
        return False
    return True
