"""data/SHA256SUMS: what every file of a site is, as `sha256sum` writes and checks it.

The SHA-256 of this one file stands for the whole site: for the path and the bytes of every other file in it. It cannot
name itself, nor can any page name it, since the page is one of the files.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

FILE = "data/SHA256SUMS"


def sum_of(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def text(sums: Mapping[str, str]) -> bytes:
    """Return the file for path -> sum, by path.

    >>> text({"b": "00", "a": "11"})
    b'11  a\\n00  b\\n'
    """
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode("utf-8", "surrogateescape")


def read(site: Path) -> dict[str, str]:
    """Return path -> sum as a site's file has it; empty where there is none."""
    try:
        lines = (site / FILE).read_text("utf-8", "surrogateescape").split("\n")
    except OSError:
        return {}
    return {path: sum for sum, _, path in (line.partition("  ") for line in lines) if path}


def site_sum(site: Path) -> str:
    """Return the one sum that stands for a site; "" where it has none."""
    path = site / FILE
    return sum_of(path.read_bytes()) if path.is_file() else ""
