"""A machine on which things go wrong at a chosen moment: commands run in processes of their own, with faults put in.

A process that has loaded the whole program waits and forks for every command, so that hundreds of them take seconds.
In it every call that changes a disk (open to write, write, fsync, rename, link, mkdir, unlink, ...; the cache's
statements) below the project is counted. At the n-th the process is killed, or the call fails as the fault says.
"""

import builtins
import contextlib
import errno
import gc
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.utime"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended: its exit code (or the signal, negative), what it said, and the calls that change a disk."""

    code: int
    out: str
    err: str
    calls: tuple[str, ...]

    @property
    def said(self) -> str:
        return self.out + self.err


class Machine:
    """Runs commands. `at`: the number of the call, from 0, at which the fault strikes."""

    def __init__(self) -> None:
        here = Path(__file__).resolve().parent
        self._served = subprocess.Popen(
            [sys.executable, "-B", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": f"{here.parent}{os.pathsep}{here}", "SOURCE_DATE_EPOCH": "1767225600"},
        )

    def run(self, folder: Path, *command: str, **fault: Any) -> Ran:
        """Run a command in a folder.

        at: the call at which the fault strikes; error: it fails so (a name such as ENOSPC); lasting: all later ones too
        signal: the process gets this; after: not at a call but after so many seconds
        read: with an error, opening a file of this name to read fails; gone: such a file vanishes as it is opened
        """
        return _ran(self._answer({"folder": str(folder), "command": command, "fault": fault}))

    def together(self, folder: Path, *commands: tuple[str, ...], until: Path | None = None) -> list[Ran]:
        """Run commands at the same time; `until`: a file that is made when the last of them has ended."""
        order = {"folder": str(folder), "together": commands, "until": str(until or "")}
        return [_ran(each) for each in self._answer(order)]

    def _answer(self, order: Mapping[str, Any]) -> Any:
        assert self._served.stdin
        assert self._served.stdout
        self._served.stdin.write(json.dumps(order) + "\n")
        self._served.stdin.flush()
        return json.loads(self._served.stdout.readline())

    def close(self) -> None:
        assert self._served.stdin
        assert self._served.stdout
        self._served.stdin.close()
        self._served.stdout.close()
        self._served.wait()


def _ran(answer: Mapping[str, Any]) -> Ran:
    return Ran(**{**answer, "calls": tuple(answer["calls"])})


def serve() -> None:
    """Run one command after the other, each in a fork of this process, which has loaded what they need."""
    _load()
    for line in sys.stdin:
        order = json.loads(line)
        folder = Path(order["folder"])
        if "together" in order:
            begun = [_Begun(folder, command, {}, str(number)) for number, command in enumerate(order["together"])]
            ended: Any = [each.ended() for each in begun]
            if order["until"]:
                Path(order["until"]).touch()
        else:
            ended = _Begun(folder, order["command"], order["fault"]).ended()
        print(json.dumps(ended), flush=True)


def _load() -> None:
    """Have all that a build and an import need in memory, by doing both once."""
    import tempfile

    from conftest import LONG, listing
    from generator import build
    from generator.cli import main  # noqa: F401
    from generator.ingest import undo, unite  # noqa: F401

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_text(listing(("A Title of Some Length", LONG), ("Another Title", LONG)), "utf-8")
        build.build(Path(folder) / "project", [Path(folder) / "a.txt"])
    gc.freeze()  # What all forks share is gone through by none.


_KEY = {signal.SIGINT}
"""What waits until a command has begun: before, it would stop what puts the faults in."""


class _Begun:
    """A command in a process of its own."""

    def __init__(self, folder: Path, command: list[str], fault: Mapping[str, Any], number: str = "") -> None:
        self.names = [folder.parent / f".{folder.name}{number}.{what}" for what in ("out", "err", "calls")]
        self.fault = fault
        for name in self.names:
            name.write_bytes(b"")
        signal.pthread_sigmask(signal.SIG_BLOCK, _KEY)
        self.process = os.fork()
        if not self.process:
            _run(folder, command, fault, self.names)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _KEY)

    def ended(self) -> dict[str, Any]:
        """Wait for its end, which comes by a signal if the fault is one in time."""
        if "after" in self.fault:
            time.sleep(self.fault["after"])  # The moment is the fault: it is drawn at random.
            os.kill(self.process, self.fault["signal"])
        status = os.waitpid(self.process, 0)[1]
        out, err, calls = (name.read_text("utf-8", errors="replace") for name in self.names)
        for name in self.names:
            name.unlink()
        return {"code": os.waitstatus_to_exitcode(status), "out": out, "err": err, "calls": calls.split("\n")[:-1]}


def _run(folder: Path, command: list[str], fault: Mapping[str, Any], names: list[Path]) -> None:
    """Be the command; never returns."""
    from generator.cli import main

    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(folder)
    for descriptor, name in enumerate(names[:2], start=1):
        os.dup2(os.open(name, os.O_WRONLY), descriptor)
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(number, "w"), "utf-8") for number in (1, 2))
    code = 70
    try:
        _put_faults_in(Faults(folder, fault, os.open(names[2], os.O_WRONLY)))
        if signal.SIGINT in signal.sigpending():  # It was to stop before it began.
            print("Aborted!", file=sys.stderr)
            raise SystemExit(1)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _KEY)
        main(command, prog_name="sitegen")
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


class Faults:
    """Counts calls, and strikes at the one that was chosen."""

    def __init__(self, folder: Path, fault: Mapping[str, Any], log: int) -> None:
        self.folder, self.fault, self.log, self.number = f"{folder}{os.sep}", fault, log, -1

    def holds(self, path: object) -> str:
        """Return a path below the project as seen from there, "" for any other."""
        if not isinstance(path, str | bytes | os.PathLike):
            return ""
        name = str(Path(os.fsdecode(path)).absolute())
        return name.removeprefix(self.folder) if name.startswith(self.folder) else ""

    def call(self, what: str, path: object, half: Callable[[], object] = lambda: None) -> None:
        """Count a call; `half` does half of it, which is as far as it comes where it is struck."""
        if not (name := self.holds(path)):
            return
        self.number += 1
        _write(self.log, f"{what} {name}\n".encode())
        at = self.fault.get("at", -1)
        if self.number == at or (self.fault.get("lasting") and self.number > at >= 0):
            half()
            self.strike(path)

    def strike(self, path: object) -> None:
        if "error" in self.fault:
            raise error(self.fault["error"], path)
        os.kill(os.getpid(), self.fault["signal"])

    def opened(self, path: object, writing: bool) -> None:
        if writing:
            self.call("open", path)
        elif (wanted := self.fault.get("gone")) and self.holds(path).endswith(wanted):
            Path(str(path)).unlink(missing_ok=True)
        elif self.fault.get("deny") and self.holds(path).endswith(self.fault["deny"]):
            raise error(self.fault["error"], path)


def error(name: str, path: object = None) -> OSError:
    number = getattr(errno, name)
    return OSError(number, os.strerror(number), *([os.fsdecode(path)] if path is not None else []))  # type: ignore[arg-type]


_open, _write, _fsync, _sendfile = io.open, os.write, os.fsync, os.sendfile


def _put_faults_in(faults: Faults) -> None:
    """Have every call of this process that changes the project counted, from here on."""

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = args
            writing = bool((flags or 0) & WRITING) or any(letter in (mode or "") for letter in "wax+")
            faults.opened(path, writing)
        elif event in CHANGES:
            faults.call(event.removeprefix("os."), args[1] if event == "os.link" else args[0])

    class Raw(io.FileIO):
        def write(self, content: Any) -> int:
            part = memoryview(content).cast("B")
            # The system does not say which file it was that found no room.
            with _nameless(faults):
                faults.call("write", self.name, lambda: super(Raw, self).write(part[: len(part) // 2]))
            return super().write(part)

        def read(self, size: int | None = -1) -> Any:
            self._may_break()
            return super().read(size)

        def readall(self) -> Any:
            self._may_break()
            return super().readall()

        def readinto(self, buffer: Any) -> Any:
            self._may_break()
            return super().readinto(buffer)

        def _may_break(self) -> None:
            if (wanted := faults.fault.get("read")) and faults.holds(self.name).endswith(wanted):
                raise error(faults.fault["error"])

    def opening(file: Any, mode: str = "r", buffering: int = -1, *args: Any, **kwargs: Any) -> Any:
        plain = mode.replace("b", "").replace("t", "").replace("U", "")
        if isinstance(file, int) or not faults.holds(file):
            return _open(file, mode, buffering, *args, **kwargs)
        raw = Raw(file, plain)
        if buffering == 0:
            return raw
        kind = io.BufferedRandom if "+" in plain else io.BufferedReader if plain == "r" else io.BufferedWriter
        held: Any = kind(raw)
        return held if "b" in mode else io.TextIOWrapper(held, *args, **kwargs)

    def syncing(descriptor: int) -> None:
        with _nameless(faults):
            faults.call("fsync", Path(f"/proc/self/fd/{descriptor}").readlink())
        _fsync(descriptor)

    def sending(target: int, *args: Any, **kwargs: Any) -> int:
        faults.call("write", Path(f"/proc/self/fd/{target}").readlink())
        return _sendfile(target, *args, **kwargs)

    class Database(sqlite3.Connection):
        def execute(self, *args: Any) -> sqlite3.Cursor:
            with _as_database():
                faults.call("sqlite", self.file)
            return super().execute(*args)

        def executemany(self, *args: Any) -> sqlite3.Cursor:
            with _as_database():
                faults.call("sqlite", self.file)
            return super().executemany(*args)

        def commit(self) -> None:
            with _as_database():
                faults.call("sqlite", self.file)
            super().commit()

        file = ""

    def connecting(path: Any, *args: Any, **kwargs: Any) -> Database:
        made: Database = _connect(path, *args, factory=Database, **kwargs)
        made.file = str(path)
        return made

    _connect = sqlite3.connect
    io.open = builtins.open = opening  # type: ignore[assignment]
    os.fsync, os.sendfile = syncing, sending
    sqlite3.connect = connecting  # type: ignore[assignment]
    sys.addaudithook(hook)


@contextlib.contextmanager
def _nameless(faults: Faults) -> Iterator[None]:
    try:
        yield
    except OSError as found:
        raise error(faults.fault["error"]) from found


@contextlib.contextmanager
def _as_database() -> Iterator[None]:
    try:
        yield
    except OSError as found:
        raise sqlite3.OperationalError("database or disk is full") from found


if __name__ == "__main__":
    serve()
