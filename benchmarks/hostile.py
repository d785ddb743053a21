"""What becomes of files that are broken, wrong or meant to harm? Each through the real command line.

    python -m benchmarks.hostile [INPUTS] [--row N]

INPUTS is the folder of measured inputs, with hostile/ and dev/. Each case is imported by a process of its own into an
empty project, and the files of each row are built together. The exit code must be 0 if any record became a paper and 1
otherwise; nothing may be written where no record was found; no traceback. Seconds are of CPU, megabytes the peak of
resident memory. A case may take one second more than an import of one plain record takes, and 200 MB in all, unless the
table of cases says more.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile_cases import CASES, Case, make, suite, wrong
from benchmarks.process import MEASURED

_COUNTS = re.compile(r"^.+: ([\d,]+) records?(?: = (.*))?$", re.MULTILINE)
_KIND = re.compile(r"([\d,]+) (new|known|duplicate|rejected)")


@dataclass(frozen=True, slots=True)
class Run:
    """What one process did: its exit code, what it printed, CPU seconds, peak megabytes."""

    exit: int
    out: str
    err: str
    seconds: float
    megabytes: float

    @property
    def counts(self) -> tuple[int, int, int]:
        found = {"new": 0, "known": 0, "duplicate": 0, "rejected": 0}
        for match in _COUNTS.finditer(self.out):
            for number, kind in _KIND.findall(match[2] or ""):
                found[kind] += int(number.replace(",", ""))
        return found["new"], found["duplicate"] + found["known"], found["rejected"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; wrong: what is not as it must be."""

    row: int
    what: str
    file: str
    run: Run
    wrong: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each case; end with 1 if any is not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("inputs", type=Path, nargs="?", default=Path("../shared/inputs"))
    parser.add_argument("--row", type=int, action="append", help="only this row (may be repeated)")
    options = parser.parse_args(arguments)
    hostile = options.inputs.resolve() / "hostile"
    if not hostile.is_dir():
        print(f"skipped: there is no folder {hostile}")
        return
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), hostile)
        lines = list(_lines(hostile, Path(folder), options.row))
    print(table(lines))
    sys.exit(1 if any(line.wrong for line in lines) else 0)


def _lines(hostile: Path, made: Path, rows: Sequence[int] | None) -> Iterable[Line]:
    base = sitegen(made / "base", "import", str(made / "plain.ris"))
    yield Line(0, "base: one plain record", "plain.ris", base, ())
    wanted = [case for case in CASES if not rows or case.row in rows]
    for number, case in enumerate(wanted):
        path = _place(case, hostile, made)
        yield measured(case, path, made / f"project-{number}", base.seconds)
    if not rows or 29 in rows:
        yield _suite(hostile, made / "suite")
    for row in dict.fromkeys(case.row for case in wanted):
        if row not in _NOT_BUILT:
            yield _built(row, [_place(case, hostile, made) for case in wanted if case.row == row], made / f"row-{row}")


_NOT_BUILT = frozenset({13, 16})
"""Rows of which the import is the matter: files of one name, and libraries that other benchmarks build."""


def _place(case: Case, hostile: Path, made: Path) -> Path:
    there = hostile / case.file
    return there if there.exists() else made / case.file


def measured(case: Case, path: Path, project: Path, base: float) -> Line:
    """Import a case's file into a new project and return what is not as it must be."""
    run = sitegen(project, "import", *case.options, str(path))
    wrong = [
        *([f"exit {run.exit}, not {case.exit}"] if run.exit != case.exit else []),
        *([f"records {run.counts}, not {case.counts}"] if run.counts != case.counts else []),
        *([f"does not say: {case.says}"] if case.says not in run.err else []),
        *([f"no page says: {case.page}"] if not _stands(project, case.page) else []),
        *(["something was written"] if not any(run.counts) and _files(project) else []),
        *(["wrote pages of nothing"] if not run.counts[0] and _pages(project) else []),
        *(["no way to mend it is told"] if not sum(run.counts[:2]) and "\n  " not in run.err else []),
        *([f"{run.seconds - base:.1f} s above the base"] if run.seconds - base > case.seconds else []),
        *([f"more than {case.megabytes:.0f} MB"] if run.megabytes > case.megabytes else []),
        *_always(run),
    ]
    if not wrong and run.exit == 0 and case.row == 16:
        wrong = _again(project, path)
    return Line(case.row, case.what, path.name + "".join(f" {each}" for each in case.options), run, tuple(wrong))


def _always(run: Run) -> list[str]:
    return ["a traceback"] if "Traceback" in run.err or run.exit not in (0, 1) else []


def _again(project: Path, path: Path) -> list[str]:
    """Return what a second import of the same files changes: nothing, not even a time."""
    before = {each: each.stat().st_mtime_ns for each in _files(project)}
    sitegen(project, "import", str(path))
    return [] if before == {each: each.stat().st_mtime_ns for each in _files(project)} else ["changed again"]


def _suite(hostile: Path, project: Path) -> Line:
    """Import all of JSONTestSuite in one process: what is no JSON must be refused as such, what is must not."""
    files = suite(hostile)
    run = sitegen(project, "import", "--format", "json", "--json", str(hostile / "json" / "JSONTestSuite"))
    found = [f"{name} is taken for the other" for name in wrong(files, run.out)]
    return Line(29, f"{len(files)} files: n_ refused, y_ read", "JSONTestSuite", run, tuple(found + _always(run)))


def _built(row: int, paths: Iterable[Path], project: Path) -> Line:
    """Build the files of a row that are there; one file that is not there is an error."""
    given = list(dict.fromkeys(paths))
    there = [path for path in given if path.is_file() or path.is_dir()] or given[:1]
    run = sitegen(project, "build", *map(str, there))
    site = (project / "site" / "index.html").is_file()
    wrong = [*_always(run), *([] if site == (run.exit == 0) else ["no site" if run.exit == 0 else "a site"])]
    return Line(row, f"build of {len(there)}", "all of the row", run, tuple(wrong))


def sitegen(project: Path, *words: str) -> Run:
    """Run the command line in a project of its own and return what it did."""
    project.mkdir(exist_ok=True)
    checkout = str(Path(__file__).resolve().parents[1])
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.NamedTemporaryFile() as figures:
        command = [sys.executable, "-S", "-c", MEASURED, figures.name, sys.executable, "-m", "generator.cli", *words]
        done = subprocess.run(
            command, cwd=project, stdout=out, stderr=err, env={**os.environ, "PYTHONPATH": checkout}, check=False
        )
        out.seek(0)
        err.seek(0)
        printed, said = (handle.read().decode("utf-8", "replace") for handle in (out, err))
        seconds, kilobytes = map(float, Path(figures.name).read_text("utf-8").split())
    return Run(done.returncode, printed, said, seconds, kilobytes / 1024)


def _files(project: Path) -> list[Path]:
    return sorted(path for path in (project / "content").rglob("*") if path.is_file())


def _pages(project: Path) -> list[Path]:
    return sorted((project / "content" / "papers").glob("*.md"))


def _stands(project: Path, words: str) -> bool:
    return not words or any(words in path.read_text("utf-8") for path in _pages(project))


def table(lines: Sequence[Line]) -> str:
    """Return the lines as Markdown, and how many of them are as they must be."""
    head = (
        "| row | case | file | exit | new / known / rejected | first message | CPU s | MB | ok |\n"
        "|---|---|---|---|---|---|---|---|---|"
    )
    right = sum(not line.wrong for line in lines)
    return "\n".join([head, *map(_cells, lines), "", f"{right} of {len(lines)} as they must be."])


def _cells(line: Line) -> str:
    run = line.run
    said = re.sub(r"^\S*/(?=[^/\s]+: )", "", run.err.partition("\n")[0])[:110].replace("|", "\\|")
    counts = " / ".join(f"{number:,}" for number in run.counts)
    verdict = "; ".join(line.wrong).replace("|", "\\|") or "yes"
    cells = (
        line.row,
        line.what,
        line.file,
        run.exit,
        counts,
        said,
        f"{run.seconds:.1f}",
        f"{run.megabytes:.0f}",
        verdict,
    )
    return "| " + " | ".join(map(str, cells)) + " |"


if __name__ == "__main__":
    main()
