"""The one place that writes the site: made aside, checked, and swapped in whole.

A file whose key is that of the last build is not rendered again: it is linked into the new folder as it stands.
"""

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import cache, checksums, offline, stamps, swap
from generator.config import MARKER, SITE
from generator.emitters import Output
from generator.errors import SitegenError, naming
from generator.papers import OutputPath
from generator.report import Progress, silent

_STAGE = "writing pages"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
MARK = "# Made by sitegen: the whole folder is replaced by every build.\n*\n!.gitignore\n"


@dataclass(frozen=True, slots=True)
class Written:
    """How many files the site has, and how many of them had to be made."""

    files: int
    rendered: int
    keys: Mapping[str, str]
    """path -> key, size and time of the file, for the next build"""

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes of each file."""
        return {path: int(seen.rsplit(" ", 2)[1]) for path, seen in self.keys.items()}


def write(project: Path, outputs: Iterable[Output], before: Mapping[str, str], progress: Progress = silent) -> Written:
    """Make the site and put it in the place of the old one; `before` is what the last `write` returned as keys.

    Raises SitegenError, with the old site untouched, when two outputs have one path, when a page would load anything
    from another host, or when site/ is a folder that we did not make.
    """
    settle(project)
    site, new, old = _places(project)
    refuse_foreign(project, site)
    ordered = without_clashes(outputs)
    try:
        keys: dict[str, str] = {}
        rendered = 0
        checker = offline.Checker()
        known, sums = _known_sums(site, before), dict[str, str]()
        _make_folders(new, ordered)
        for number, output in enumerate(ordered):
            progress(_STAGE, number, len(ordered))
            target, last = f"{new}/{output.path}", f"{site}/{output.path}"
            if mark := _again(output, last, target, before):
                sums[output.path] = known.get(output.path) or checksums.sum_of(Path(target).read_bytes())
            else:
                content = output.render()
                checker.check(output.path, content)
                _put(target, content)
                rendered += 1
                sums[output.path] = checksums.sum_of(content)
                mark = stamps.mark(output.key, target)
            keys[output.path] = mark
        keys[checksums.FILE] = _with_sums(site, new, sums, before)
        _put(f"{new}/{MARKER}", MARK.encode())
        _swap(site, new, old)
    except OSError as error:
        raise SitegenError(
            f"cannot be written: {error.strerror}", where=error.filename or SITE, hint="Check the disk and the rights."
        ) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return Written(len(keys), rendered, keys)


def _make_folders(new: Path, outputs: Iterable[Output]) -> None:
    for folder in sorted({os.path.dirname(output.path) for output in outputs}):  # noqa: PTH120 - thousands of them
        (new / folder).mkdir(parents=True, exist_ok=True)


def _again(output: Output, last: str, target: str, before: Mapping[str, str]) -> str:
    """Put the last build's file in place, as a second name or a copy, if it is as it was written and this build would
    make the same; return its mark, or "" where it is to be made."""
    mark = before.get(output.path, "")
    if not mark or mark != stamps.mark(output.key, last):
        return ""
    try:
        os.link(last, target)
    except OSError:
        try:
            shutil.copy2(last, target)
        except OSError:
            return ""
        return stamps.mark(output.key, target)
    return mark


def _known_sums(site: Path, before: Mapping[str, str]) -> dict[str, str]:
    """Return the sums of the last site's files, if the file that holds them is as it was written."""
    last = before.get(checksums.FILE, "")
    stands = last and last == stamps.mark(last.rsplit(" ", 2)[0], site / checksums.FILE)
    return checksums.read(site) if stands else {}


def _with_sums(site: Path, new: Path, sums: Mapping[str, str], before: Mapping[str, str]) -> str:
    """Put the file of sums into the new site, the last one where it is the same; return its key with what is seen."""
    content = checksums.text(sums)
    output = Output(OutputPath(checksums.FILE), checksums.sum_of(content), lambda: content)
    target = f"{new}/{checksums.FILE}"
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    if mark := _again(output, f"{site}/{checksums.FILE}", target, before):
        return mark
    _put(target, content)
    return stamps.mark(output.key, target)


_OUT = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|[\\:\x00]")
"""What in a path leads up, to another disk or nowhere: what is remembered in content/.sitegen may be a stranger's."""


def settle(project: Path) -> None:
    """Clear away what a build that was killed left beside the site; it may have left the site under its other name."""
    site, new, old = _places(project)
    if old.is_dir() and not site.exists():
        old.rename(site)
    for folder in (new, old):
        shutil.rmtree(folder, ignore_errors=True)


def _places(project: Path) -> tuple[Path, Path, Path]:
    return project / SITE, project / cache.FOLDER / "site.new", project / cache.FOLDER / "site.old"


def refuse_foreign(project: Path, site: Path) -> None:
    """Raise SitegenError where site/ is not ours to replace."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise SitegenError(
            "is not a folder of ours and is not replaced", where=SITE, hint="Move it away and build again."
        )
    if site.is_dir() and any(site.iterdir()) and not _ours(site):
        raise SitegenError(
            "holds files that no build made, and is not replaced", where=SITE, hint="Move them away and build again."
        )
    if not os.access(project, os.W_OK):
        raise SitegenError("cannot be written to", where=project, hint="Check the rights of the folder.")


def _ours(site: Path) -> bool:
    marker = site / MARKER
    return marker.is_file() and marker.read_text("utf-8", errors="replace").startswith(MARK.split("\n")[0])


def without_clashes(outputs: Iterable[Output]) -> list[Output]:
    """Return the outputs by path. Raises SitegenError where two of them are one file, or one would lie elsewhere."""
    found: dict[str, Output] = {}
    for output in outputs:
        if _OUT.search(output.path):
            raise SitegenError(
                f"a page would lie outside the site: {output.path}",
                hint="Such an address can only stand in content/.sitegen: take that back from git, or delete it.",
            )
        name = output.path.casefold()
        if name in found:
            raise SitegenError(
                f"two pages want the same file: {found[name].path} and {output.path}",
                hint="Rename one of the pages behind them.",
            )
        found[name] = output
    return sorted(found.values(), key=lambda output: output.path)


def _put(target: str, content: bytes) -> None:
    # Thousands of files: what `open` does beside this takes a third longer.
    with naming(target):
        file = os.open(target, _NEW, 0o666)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(file, left) :]
        finally:
            os.close(file)


def _swap(site: Path, new: Path, old: Path) -> None:
    """Put the new site in the place of the old one: at once, or where the system cannot do that by two renames."""
    if site.exists() and swap.exchange(new, site):
        return
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
