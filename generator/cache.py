"""What the last build made, in one SQLite file: plain key -> text. Deleting it costs time only."""

import contextlib
import json
import os
import platform
import sqlite3
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from io import FileIO
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
    """Replace all entries in one step. A cache that is broken is made anew; one that cannot be written is left out."""
    path = project / FOLDER / _FILE
    for _ in range(2):
        try:
            _folder(project)
            _replace(path, entries)
            return
        except (sqlite3.DatabaseError, OSError):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _replace(path: Path, entries: Mapping[str, str]) -> None:
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("create table if not exists entry (key text primary key, value text not null) without rowid")
        database.execute("delete from entry")
        database.executemany("insert into entry values (?, ?)", sorted(entries.items()))


def _folder(project: Path) -> Path:
    """Return the cache's folder, made if need be; git ignores it also where the project has no .gitignore."""
    folder = project / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    if not (ignore := folder / ".gitignore").exists():
        ignore.write_text("*\n", "utf-8")
    return folder


class BusyError(SitegenError):
    """Another command is at work in the project."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a project: which command, which process on which machine, and since when."""

    what: str
    pid: int
    host: str
    since: str

    def __str__(self) -> str:
        return f"sitegen {self.what} (process {self.pid} on {self.host}, since {self.since})"

    @classmethod
    def me(cls, what: str) -> "Owner":
        return cls(what, os.getpid(), platform.node(), datetime.now().isoformat(" ", "seconds"))

    @property
    def lives(self) -> bool:
        """Whether the process may still be there; of another machine's nobody can tell."""
        if self.host != platform.node():
            return True
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except OSError:
            pass
        return True


@dataclass(slots=True)
class Held:
    """A project that is held.

    killed: who held it before and never came to its end, None where all ended well
    clear: set it to False where something half written stays: the next one that holds the project hears of it
    """

    killed: Owner | None
    clear: bool = True


@contextlib.contextmanager
def locked(project: Path, what: str) -> Iterator[Held]:
    """Hold the project for one command.

    The system lets go of it when the process ends, however it ends. Raises BusyError, which names who holds it.
    """
    folder = project / FOLDER
    try:
        handle = (_folder(project) / "lock").open("a+b", buffering=0)
    except OSError as error:
        raise _unwritable(error.filename, error) from error
    with handle:
        before = _noted(handle)
        if not _take(handle, before):
            raise BusyError(
                f"{_holder(handle) or 'another command'} is at work in this project",
                where=folder,
                hint="Wait for it, or stop it.",
            )
        held = Held(_noted(handle))
        try:
            _note(handle, json.dumps(asdict(Owner.me(what))))
        except OSError as error:
            raise _unwritable(folder / "lock", error) from error
        try:
            yield held
        finally:
            if held.clear:
                with contextlib.suppress(OSError):
                    handle.truncate(0)


def _unwritable(path: str | Path, error: OSError) -> SitegenError:
    hint = "Check the disk, and the rights of the project's folder."
    return SitegenError(f"cannot be written: {error.strerror}", where=path, hint=hint)


def _noted(handle: FileIO) -> Owner | None:
    handle.seek(0)
    try:
        return Owner(**json.loads(handle.read()))
    except (OSError, ValueError, TypeError):
        return None


def _holder(handle: FileIO) -> Owner | None:
    """Return who holds the project; whoever has just taken it needs a moment to note that."""
    for _ in range(30):
        if found := _noted(handle):
            return found
        time.sleep(0.01)
    return None


def _note(handle: FileIO, text: str) -> None:
    handle.truncate(0)
    handle.write(text.encode())


def _take(handle: FileIO, before: Owner | None) -> bool:
    try:
        import fcntl
    except ImportError:
        return _take_on_windows(handle)
    try:
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # Some network disks know no locks: there the note must do.
        return before is None or not before.lives
    return True


def _take_on_windows(handle: FileIO) -> bool:
    import msvcrt

    lock = getattr(msvcrt, "locking", None)
    handle.seek(1 << 30)  # What is locked cannot be read there, and the note must be.
    try:
        if lock is not None:
            lock(handle.fileno(), getattr(msvcrt, "LK_NBLCK", 2), 1)
    except OSError:
        return False
    return True
