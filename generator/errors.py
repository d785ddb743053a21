"""The one exception that a person can mend; everything else is a bug and stays a traceback."""

import contextlib
from collections.abc import Iterator
from pathlib import Path


class SitegenError(Exception):
    """Something that whoever runs the program can put right.

    `message` says what is wrong, `where` is a file (with a line when it is known), `hint` says how to mend it.
    """

    def __init__(self, message: str, *, where: str | Path = "", line: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = Path(where).as_posix() if where else ""
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}: " if self.where and self.line else f"{self.where}: " if self.where else ""
        return place + self.message + (f"\n  {self.hint}" if self.hint else "")


@contextlib.contextmanager
def naming(path: str | Path) -> Iterator[None]:
    """Have errors name a file: that the disk is full, or broken, is said of a file that is open, without its name."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise
