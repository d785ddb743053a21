"""Which files there are, and whether they changed: told by size and time, by their content where those do not tell."""

import hashlib
import os
import stat
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Seen = tuple[int, int]
"""size and time of last change in nanoseconds; (-1, -1) of what is no plain file"""
Stamp = tuple[int, int, str]
"""the same with a hash of the content; the time is 0 where it does not tell whether the file changed since"""

FRESH = 2_000_000_000
"""Nanoseconds: a file that was just written may be written again without another time, for some disks count seconds."""
_NOTHING: Mapping[str, Stamp] = {}


@dataclass(frozen=True, slots=True)
class Look:
    """Files as they are now, and those whose content is not what it was: other, new, or gone."""

    stamps: Mapping[str, Stamp]
    changed: frozenset[str]


def below(folder: str | Path, without: Collection[str] = ()) -> dict[str, Seen]:
    """Return all files below a folder, by their way from it; a linked folder is not entered.

    without: folders, by their way from it, that are left out
    """
    return dict(_below(os.fspath(folder), "", without))


def _below(folder: str, prefix: str, without: Collection[str]) -> Iterator[tuple[str, Seen]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        name = prefix + entry.name
        if not entry.is_dir(follow_symlinks=False):
            yield name, seen(entry)
        elif name not in without:
            yield from _below(entry.path, f"{name}/", without)


def seen(path: "str | Path | os.DirEntry[str]") -> Seen:
    """Return the size and the time of a file."""
    try:
        status = path.stat() if isinstance(path, os.DirEntry) else os.stat(path)  # noqa: PTH116 - thousands of files
    except OSError:
        return -1, -1
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else (-1, -1)


def look(files: Mapping[str, tuple[str, Seen]], before: Mapping[str, Stamp] = _NOTHING) -> Look:
    """Return what became of files since `before`.

    files: name -> the file's path and what is seen of it
    """
    trusted = time.time_ns() - FRESH
    stamps: dict[str, Stamp] = {}
    changed = set(before.keys() - files.keys())
    for name, (path, (size, at)) in files.items():
        known = before.get(name)
        if known is None or known[0] != size or known[1] != at:
            content = _hash(path) if size >= 0 else ""
            if known is None or known[2] != content or (size >= 0 and not content):
                changed.add(name)
            known = size, at if at < trusted else 0, content
        stamps[name] = known
    return Look(stamps, frozenset(changed))


def _hash(path: str) -> str:
    """Return a hash of a file's content; "" where it cannot be read."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - thousands of files: a Path costs more than the hash
            return hashlib.blake2b(file.readall(), digest_size=16).hexdigest()
    except OSError:
        return ""


def stand(folder: Path, keys: Mapping[str, str]) -> bool:
    """Return whether the files of a folder are as `mark` saw them: none gone, none changed; others may be there."""
    now = below(folder)
    return bool(keys) and all(known.endswith(_size_and_time(now.get(name))) for name, known in keys.items())


def mark(key: str, path: str | Path) -> str:
    """Return a key with what is seen of a file; the same key, size and time mean the same file."""
    return key + _size_and_time(seen(path))


def _size_and_time(seen: Seen | None) -> str:
    return f" {seen[0]} {seen[1]}" if seen and seen[0] >= 0 else " gone"


def fingerprint(folders: Iterable[str | Path], endings: tuple[str, ...]) -> str:
    """Return a hash of the names, sizes and times of all files below some folders that end in one of `endings`."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for name, seen in sorted(below(folder).items()):
            if name.endswith(endings):
                digest.update(f"{name}\0{seen}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
