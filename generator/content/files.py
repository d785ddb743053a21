"""Reading and writing one file so that nothing is lost: whole or not at all, and unchanged files are left alone."""

import contextlib
import os
import shutil
from hashlib import sha256
from pathlib import Path

from generator.errors import SitegenError

BESIDE = ".sitegen-new."
"""What the name of a half-written file begins with."""


def read_text(path: Path, where: str) -> str:
    """Return a text file as it stands, line ends and byte order mark included; SitegenError if it is not UTF-8."""
    try:
        content = path.read_bytes()
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SitegenError("this file is not UTF-8", where=where, line=line, hint="Save it again as UTF-8.") from error
    except OSError as error:
        raise SitegenError(
            f"cannot be read: {error.strerror}", where=where, hint="Check that it is there and yours to read."
        ) from error


def read_own(project: Path, where: str) -> str:
    """Return a text file of a project. Raises SitegenError where a link leads out of the project, too."""
    if leads_out(project, where):
        raise outside(where)
    return read_text(project / where, where)


def leads_out(project: Path, where: str) -> bool:
    """Return whether a file or folder of a project is a link that leads out of it, or lies behind one."""
    try:
        return not (project / where).resolve().is_relative_to(project.resolve())
    except (OSError, RuntimeError):  # links in a circle lead nowhere
        return False


def outside(where: str) -> SitegenError:
    """Return what is said of a file or folder that leads out: strangers send links, and what is read is published."""
    return SitegenError(
        "is behind a link that leads out of the project, and is neither read nor written",
        where=where,
        hint="Put the file or folder itself here.",
    )


def content_hash(content: bytes | None) -> str:
    """Return the SHA-256 of a file's bytes in hex; "" for a file that is not there."""
    return "" if content is None else sha256(content).hexdigest()


def write_text(path: Path, text: str) -> bool:
    """Write a file in one step, through a neighbour that takes its name; return whether anything changed.

    A link stays a link: the file it leads to is written. A file keeps its rights.
    """
    content = text.encode("utf-8")
    try:
        target = path.resolve()
        if target.is_file() and target.read_bytes() == content:
            return False
        write_bytes(target, content)
    except OSError as error:
        raise SitegenError(
            f"cannot be written: {error.strerror}", where=path, hint="Check the disk and the rights."
        ) from error
    return True


def write_bytes(target: Path, content: bytes) -> None:
    """Put a file in place whole or not at all. An OSError of any step names that file."""
    # No name that is searched for ends like this one: nobody reads a file that is half written.
    beside = target.with_name(f"{BESIDE}{os.getpid()}.{target.name[:40]}~")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except OSError as error:
        error.filename, error.filename2 = str(target), None
        _drop(beside)
        raise
    except BaseException:
        _drop(beside)
        raise


def _drop(beside: Path) -> None:
    with contextlib.suppress(OSError):
        beside.unlink(missing_ok=True)


def sweep(project: Path) -> None:
    """Remove what a killed command left half written, wherever in a project files are written so."""
    half = f"{BESIDE}*"
    for path in (*project.glob(half), *(project / "content").rglob(half), *(project / ".github").rglob(half)):
        path.unlink(missing_ok=True)
