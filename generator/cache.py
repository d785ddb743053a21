"""What earlier builds made, in one SQLite file: plain key -> text. To delete or to break it costs time only.

Every row has a check sum, and all rows go when the program is another: another version, Python or set of packages.
"""

import contextlib
import json
import os
import platform
import sqlite3
import sys
import time
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from io import FileIO
from pathlib import Path

import generator
from generator import stamps
from generator.errors import SitegenError, naming

FOLDER = ".sitegen-cache"
_FILE = "build.sqlite"
_SCHEMA = 1
_PROGRAM = "(program)"


class Cache:
    """The rows of a project's cache. What is put is kept when the cache is closed by `opened`, all of it or nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database: sqlite3.Connection | None = None

    def get(self, key: str) -> str:
        """Return what is kept under a key, "" for nothing."""
        return dict(self._rows("where key = ?", [key])).get(key, "")

    def under(self, prefix: str) -> dict[str, str]:
        """Return all that is kept under keys which begin so; the keys without that beginning."""
        rows = self._rows("where key >= ? and key < ?", [prefix, prefix + "\U0010ffff"])
        return {key[len(prefix) :]: value for key, value in rows}

    def put(self, entries: Mapping[str, str], gone: Collection[str] = ()) -> None:
        """Keep entries, in the place of those that have their keys, and forget the keys of `gone`.

        A cache that is broken is made anew; one that cannot be written is left out.
        """
        rows = [(key, value, _sum(key, value)) for key, value in sorted(entries.items())]
        for _ in range(2):
            try:
                database = self._open()
                database.executemany("delete from entry where key = ?", [(key,) for key in sorted(gone)])
                database.executemany("insert or replace into entry values (?, ?, ?)", rows)
                return
            except (sqlite3.DatabaseError, OSError):
                self._begin_anew()

    def close(self, *, keep: bool) -> None:
        """Let go of the file; `keep`: with what was put."""
        if self._database is not None:
            with contextlib.suppress(sqlite3.DatabaseError):
                if keep:
                    self._database.commit()
            self._database.close()
            self._database = None

    def _rows(self, where: str, values: list[str]) -> Iterator[tuple[str, str]]:
        if self._database is None and not self._path.is_file():
            return
        try:
            rows = self._open().execute(f"select key, value, sum from entry {where}", values).fetchall()
            yield from ((key, value) for key, value, kept in rows if kept == _sum(key, value))
        except (sqlite3.DatabaseError, AttributeError, OSError):
            self._begin_anew()

    def _open(self) -> sqlite3.Connection:
        if self._database is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._path)
            # A cache that a failing machine breaks is made anew: nothing need wait for the disk.
            self._database.execute("pragma synchronous = off")
            self._database.execute(
                "create table if not exists entry (key text primary key, value text, sum integer) without rowid"
            )
            self._of_this_program(self._database)
        return self._database

    def _of_this_program(self, database: sqlite3.Connection) -> None:
        row = database.execute("select value from entry where key = ?", (_PROGRAM,)).fetchone()
        if row != (program := _program(),):
            database.execute("delete from entry")
            database.execute("insert into entry values (?, ?, ?)", (_PROGRAM, program, _sum(_PROGRAM, program)))

    def _begin_anew(self) -> None:
        self.close(keep=False)
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


def _sum(key: str, value: str) -> int:
    return zlib.crc32(value.encode("utf-8", "surrogatepass"), zlib.crc32(key.encode("utf-8", "surrogatepass")))


def _program() -> str:
    """Return what changes when this program does, or what it runs on; another package changes its folder's time."""
    homes = [seen for path in sys.path if path.endswith("-packages") for seen in (stamps.seen(Path(path)),)]
    ours = stamps.fingerprint([Path(__file__).parent], (".py",))
    return f"{_SCHEMA} {generator.__version__} {sys.version} {ours} {homes}"


@contextlib.contextmanager
def opened(project: Path) -> Iterator[Cache]:
    """Give a project's cache; what was put is kept when nothing is raised."""
    kept = Cache(project / FOLDER / _FILE)
    try:
        yield kept
    except BaseException:
        kept.close(keep=False)
        raise
    kept.close(keep=True)


def _folder(project: Path) -> Path:
    """Return the cache's folder, made if need be; git ignores it also where the project has no .gitignore."""
    folder = project / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    if not (ignore := folder / ".gitignore").is_file() or not ignore.stat().st_size:
        with naming(ignore):
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


def is_noted(project: Path) -> bool:
    """Return whether a command is at work in a project, or never came to its end."""
    lock = project / FOLDER / "lock"
    return lock.is_file() and lock.stat().st_size > 0


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
