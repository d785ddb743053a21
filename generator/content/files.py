"""Reading and writing one file so that nothing is lost: whole or not at all, and unchanged files are left alone."""

import contextlib
import os
from pathlib import Path

from generator.errors import SitegenError


def read_text(path: Path, where: str) -> str:
    """Return a text file as it stands, line ends and byte order mark included; SitegenError if it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise SitegenError("this file is not UTF-8", where=where, line=line, hint="Save it again as UTF-8.") from error
    except OSError as error:
        raise SitegenError(
            f"cannot be read: {error.strerror}", where=where, hint="Check that it is there and yours to read."
        ) from error


def write_text(path: Path, text: str) -> bool:
    """Write a file in one step, through a neighbour that takes its name; return whether anything changed."""
    content = text.encode("utf-8")
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SitegenError(
            f"cannot be written: {error.strerror}", where=path, hint="Check the disk and the rights."
        ) from error
    return True
