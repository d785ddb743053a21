"""Odd hours and odd places: many commands at once, files cut short or gone, long names, no home, no terminal."""

import fcntl
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from faulty import Machine
from scenes import SLUG, TITLES, copy, trees, well

from conftest import CHECKOUT, LONG, listing, tree
from generator import build, cache
from generator.errors import SitegenError

ALL = os.environ.get("SITEGEN_FAULTS") == "all"
PAGE = f"content/papers/{SLUG}.md"


@pytest.fixture(scope="module")
def made(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built."""
    project = tmp_path_factory.mktemp("odd") / "made"
    project.mkdir()
    (project.parent / "older.txt").write_text(listing(*((title, LONG) for title in TITLES)), "utf-8")
    well(machine, project, "build", "../older.txt")
    return project


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    return copy(made, tmp_path / "project")


# Many at once.


def test_twenty_commands_at_once_leave_one_whole_site_and_a_reader_never_sees_half_of_one(
    machine: Machine, project: Path
) -> None:
    imports = []
    for number in range(10):
        (project.parent / f"{number}.txt").write_text(listing((f"Paper Number {number} of Ten", LONG)), "utf-8")
        imports.append(("import", f"../{number}.txt"))
    reader = Reader(project)
    ran = machine.together(project, *imports, *([("build",)] * 10), until=reader.ended)
    assert reader.seen(), "the reader read nothing"
    assert 0 in [one.code for one in ran]
    for one in ran:
        busy = "is at work in this project" in one.err and "process" in one.err
        assert one.code == (1 if busy else 0), one
    for command, one in zip(imports, ran, strict=False):
        if one.code:
            well(machine, project, *command)
    well(machine, project, "build")
    assert len(list((project / "content/papers").glob("*.md"))) == 4 + 10
    there = trees(project)
    shutil.rmtree(project / ".sitegen-cache")
    well(machine, project, "build")
    assert trees(project) == there


class Reader:
    """Reads pages and data of a site over and over, in a thread, until a file is made."""

    def __init__(self, project: Path) -> None:
        self.site, self.ended = project / "site", project.parent / "ended"
        self.reads, self.torn = 0, list[str]()
        self.thread = threading.Thread(target=self._read)
        self.thread.start()

    def seen(self) -> int:
        """Return how often all was read; nothing of it was torn or missing."""
        self.thread.join()
        assert self.torn == []
        return self.reads

    def _read(self) -> None:
        while not self.ended.exists():
            self.reads += 1
            try:
                if not (self.site / "index.html").read_bytes().rstrip().endswith(b"</html>"):
                    self.torn.append("index.html")
                json.loads((self.site / "data/papers.json").read_bytes())
            except (OSError, ValueError) as error:
                self.torn.append(repr(error))
                return


def test_a_note_of_a_dead_process_holds_nobody_up_and_is_told(project: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    note(project, child.pid)
    told = build.build(project).mended
    assert [problem.message for problem in told] == [
        f"sitegen import (process {child.pid} on {os.uname().nodename}, since 2026-01-01 00:00:00) was broken off; "
        "what it left half written is cleared away"
    ]
    assert build.build(project).mended == ()


def test_a_note_that_says_nothing_is_none(project: Path) -> None:
    for text in ("", "{", "[]", '{"what": 1}', "\0" * 50):
        (project / ".sitegen-cache/lock").write_text(text)
        assert build.build(project).mended == ()


def test_where_the_disk_knows_no_locks_the_note_of_a_living_process_holds(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    with cache.locked(project, "import"), pytest.raises(cache.BusyError, match="sitegen import"):
        build.build(project)
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    note(project, child.pid)
    assert build.build(project).papers == 4


def note(project: Path, pid: int) -> None:
    owner = {"what": "import", "pid": pid, "host": os.uname().nodename, "since": "2026-01-01 00:00:00"}
    (project / ".sitegen-cache/lock").write_text(json.dumps(owner))


def test_what_was_broken_off_is_told_but_nothing_to_mend_and_a_frozen_build_leaves_it(
    machine: Machine, project: Path
) -> None:
    (project.parent / "more.txt").write_text(listing(("A Fifth", LONG)), "utf-8")
    killed = machine.run(project, "import", "../more.txt", signal=9, at=25)
    assert killed.code == -9
    half = tree(project / "content")
    frozen = machine.run(project, "build", "--frozen")
    assert (frozen.code, frozen.err.split("\n")[0]) == (1, "was broken off, and --frozen: import of more.txt")
    assert tree(project / "content") == half
    built = machine.run(project, "build", "--strict")
    assert built.code == 0
    assert "was broken off, and is taken back: import of more.txt" in built.err


# Files that are not as they were left.


def stays(machine: Machine, project: Path, *said: str, **fault: object) -> None:
    """A build ends with 1 and says these words; the site and content/ stay as they were."""
    before = trees(project)
    ran = machine.run(project, "build", **fault)
    assert (ran.code, "Traceback" in ran.err) == (1, False), ran
    assert [word for word in said if word not in ran.err] == [], ran.err
    assert trees(project) == before


def test_a_cache_cut_short_costs_time_only(project: Path) -> None:
    before, path = trees(project), project / ".sitegen-cache/build.sqlite"
    whole = path.read_bytes()
    for tenth in range(10) if ALL else (0, 6):
        path.write_bytes(whole[: len(whole) * tenth // 10])
        build.build(project)
        assert trees(project) == before
        path.write_bytes(whole)


def test_state_cut_short_is_named_or_made_again_and_the_site_stays(project: Path) -> None:
    before = trees(project)
    chance = random.Random(7)
    for path in sorted((project / "content/.sitegen").rglob("*.json")):
        whole = path.read_bytes()
        for tenth in range(10) if ALL else chance.sample(range(10), 1):
            path.write_bytes(whole[: len(whole) * tenth // 10])
            try:
                told = [str(problem) for problem in build.build(project).problems]
            except SitegenError as error:
                told = [str(error)]
                assert path.name in told[0]
            assert trees(project)[1] == before[1], (path, tenth, told)
            path.write_bytes(whole)
        assert build.build(project).problems == ()
        assert trees(project) == before


def test_a_page_half_saved_stops_the_build_and_is_named(machine: Machine, project: Path) -> None:
    for half in ("", "---\ntitle: A Title\nabstract: |-\n  We st", '---\nid: 7f3a9c21\ntitle: "A Ti', "\0\0\0\0"):
        (project / PAGE).write_text(half)
        stays(machine, project, PAGE)


WHY = {"EIO": "Input/output error", "EACCES": "Permission denied"}
BROKEN = [
    (name, error)
    for number, name in enumerate([PAGE, "content/.sitegen/positions.json", "sitegen.toml", "templates/base.html"])
    for error in (WHY if ALL else [list(WHY)[number % 2]])
]


def test_what_cannot_be_read_is_named_and_why(machine: Machine, project: Path) -> None:
    (project / "sitegen.toml").write_text('title = "T"\n')
    (project / "templates").mkdir()
    shutil.copy(CHECKOUT / "templates/base.html", project / "templates")
    for name, error in BROKEN:
        fault = {"read" if error == "EIO" else "deny": name}
        stays(machine, project, Path(name).name, WHY[error], error=error, **fault)


@pytest.mark.parametrize("error", WHY)
def test_a_source_that_cannot_be_read_is_named_and_the_site_is_made_of_the_pages(
    machine: Machine, project: Path, error: str
) -> None:
    name, before = "content/sources/older.txt", tree(project / "content" / "papers")
    for words, code in ((["build"], 0), (["build", "--strict"], 1)):
        (project / name).touch()
        ran = machine.run(project, *words, error=error, **{"read" if error == "EIO" else "deny": name})
        assert (ran.code, "Traceback" in ran.err) == (code, False), ran
        assert "older.txt" in ran.err
        assert WHY[error] in ran.err
        assert tree(project / "content" / "papers") == before


def test_a_file_that_vanishes_as_it_is_opened_is_no_crash(machine: Machine, project: Path) -> None:
    for name in (".a.md.swp", "notes~"):
        (project / "content/papers" / name).write_text("an editor's")
    assert machine.run(project, "build", gone=".a.md.swp").code == 0
    (project / PAGE).write_text((project / PAGE).read_text("utf-8") + "A note.\n", "utf-8")
    ran = machine.run(project, "build", gone=PAGE)
    assert "Traceback" not in ran.err
    assert ran.code == 0 or PAGE in ran.err


def test_pages_that_are_all_gone_are_no_empty_site(machine: Machine, project: Path) -> None:
    (project / "content/papers").rename(project / "moved")
    stays(machine, project, "content/papers: has no pages any more, and 4 papers had one")
    (project / "moved").rename(project / "content/papers")
    (project / "content").rename(project / "moved")
    stays(machine, project, "content: is gone, and a site was made of it")
    shutil.rmtree(project / "site")
    assert machine.run(project, "build").code == 0


def test_a_clock_that_went_back_hides_no_edit(made: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(made, tmp_path / "project"))  # Its files are no links: their times change.
    future = time.time() + 10 * 365 * 86400
    for path in (*(project / "content").rglob("*"), *(project / "site").rglob("*")):
        os.utime(path, (future, future))
    build.build(project)
    (project / PAGE).write_text((project / PAGE).read_text("utf-8") + "Said in the past.\n", "utf-8")
    os.utime(project / PAGE, (future - 10**9, future - 10**9))
    build.build(project)
    assert "Said in the past." in (project / f"site/papers/{SLUG}.html").read_text("utf-8")


# Odd names and places.


def test_a_project_may_lie_anywhere(machine: Machine, project: Path) -> None:
    odd = [
        "with spaces and 'quotes' & $signs",
        "Überblick 文献 \U0001f5fa",
        *["a-folder-of-forty-letters-" + "x" * 14] * 8,
    ]
    there = project.parent.joinpath(*odd, "p")
    there.parent.mkdir(parents=True)
    project.rename(there)
    (there / PAGE).write_text((there / PAGE).read_text("utf-8") + "Moved.\n", "utf-8")
    assert machine.run(there, "build").code == 0
    assert "Moved." in (there / f"site/papers/{SLUG}.html").read_text("utf-8")


@pytest.mark.parametrize("stem", ["字" * 83, *(["x" * 251, "x" * 230] if ALL else [])], ids=lambda stem: str(len(stem)))
def test_names_may_be_as_long_as_the_disk_allows(machine: Machine, project: Path, stem: str) -> None:
    (project.parent / f"{stem}.txt").write_text(listing(("A Paper of a Long Name", LONG)), "utf-8")
    (project / f"content/papers/{stem[:250]}.md").write_text(f"---\ntitle: By Hand\nabstract: {LONG}\n---\n", "utf-8")
    ran = machine.run(project, "build", f"../{stem}.txt")
    assert ran.code == 0, ran.err
    assert len(list((project / "content/papers").glob("*.md"))) == 6
    assert machine.run(project, "undo").code == 0


def sitegen(project: Path, shell: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in a project, in which $sitegen is the command, with no environment but this."""
    outside = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), "sitegen": f"{sys.executable} -m generator.cli"}
    return subprocess.run(
        ["/bin/sh", "-c", shell], cwd=project, env={**outside, **environment}, capture_output=True, timeout=120,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_without_a_home_in_the_plainest_locale_a_build_is_the_same(machine: Machine, project: Path) -> None:
    (project / "content/papers/über.md").write_text(f"---\ntitle: Über Flüsse\nabstract: {LONG}\n---\n", "utf-8")
    done = sitegen(project, "$sitegen build", LC_ALL="C", SOURCE_DATE_EPOCH="1767225600")
    assert (done.returncode, done.stderr) == (0, b"")
    there = trees(project)
    shutil.rmtree(project / "site")
    well(machine, project, "build")
    assert trees(project) == there


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$sitegen status --json | head -1", 0),
        *([("$sitegen build >&-", 0)] if ALL else []),
        ("$sitegen build 2>&- >&- <&-", 0),
        ("$sitegen build > /dev/full", 1),
    ],
)
def test_output_that_nobody_takes_is_no_crash(project: Path, line: str, code: int) -> None:
    for number in range(100 if "head" in line else 0):
        (project / f"content/papers/{number}.md").write_text("---\ntitle: T\nyear: x\n---\n")
    done = sitegen(project, line)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert b"Exception ignored" not in done.stderr, done.stderr.decode()
    assert done.returncode == code, done
