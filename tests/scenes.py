"""A project before a command, and what the command makes of it when nothing goes wrong."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from faulty import Machine, Ran

from conftest import LONG, listing, tree
from generator.content.files import BESIDE

TITLES = [f"A Title of Some Length, Part {word}" for word in ("One", "Two", "Three", "Four")]
SLUG = "a-title-of-some-length-part-one"
OURS = "papers-of-my-own"
COMMANDS = {
    "build": ("build",),
    "import": ("import", "../newer.txt"),
    "undo": ("undo",),
    "merge": ("merge", "a-title-of-some-length-part-two", "a-title-of-some-length-part-three"),
    "resolve": ("resolve", SLUG, "--theirs"),
    "keywords": ("keywords", "--refresh", "--yes"),
    "new": ("new", "Papers of My Own", "--abstract", LONG),
    "add": ("add", "--offline", "10.1234/5678"),
    "init": ("init", ".", "--title", "Maps", "--from", "../newer.txt"),
    "publish": ("publish",),
}
"""Every command that writes below a project; `serve` does it by builds."""
ONE_OPERATION = {"import", "undo", "merge", "resolve", "keywords"}
"""Those that are done wholly or not at all; the others go on, when they are given again, where they were."""
Tree = dict[str, str]


@dataclass(slots=True)
class Done:
    """What a command makes of a project when nothing goes wrong: its trees after it, and after a build that follows.

    between: files as the command has them for a while
    calls: each call that changes the disk; seconds: that it takes
    """

    after: tuple[Tree, Tree]
    rebuilt: tuple[Tree, Tree]
    between: Tree
    calls: tuple[str, ...]
    seconds: float


class Scene:
    """A command and a project before it, in a folder of its own."""

    def __init__(self, machine: Machine, folder: Path, name: str) -> None:
        self.machine, self.name, self.command = machine, name, COMMANDS[name]
        self.start = _start(machine, folder / name, name)
        self.before = trees(self.start)

    @cached_property
    def done(self) -> Done:
        """What the command does."""
        project, begun = self.again("done"), time.perf_counter()
        calls = well(self.machine, project, *self.command).calls
        seconds = time.perf_counter() - begun
        after = trees(project)
        between = _as_typed(project, self.start.parent / "typed") if self.name == "new" else {}
        well(self.machine, project, "build")
        return Done(after, trees(project), between, calls, seconds)

    def moments(self) -> list[int]:
        """Return the numbers of the calls of the command itself: what `publish` builds is built by `build` too."""
        calls = self.done.calls
        if self.name != "publish":
            return list(range(len(calls)))
        built, staged = (
            next(n for n, call in enumerate(calls) if word in call) for word in ("site.new", "cache/publish")
        )
        return [*range(built), *range(staged, len(calls))]

    @cached_property
    def without(self) -> tuple[Tree, Tree]:
        """Content and site as a build leaves them without the command."""
        project = self.again("without")
        self._build(project)
        return trees(project)

    def again(self, name: str = "again") -> Path:
        """Return a fresh project before the command, which takes the place of the last of this name."""
        project = self.start.parent / name
        shutil.rmtree(project, ignore_errors=True)
        return copy(self.start, project)

    def wholly(self, project: Path) -> bool:
        """Return whether content/ is wholly as before, or wholly as after the command, if it is to be so."""
        if self.name not in ONE_OPERATION:
            return True
        found = trees(project)[0]
        return found == self.before[0] or found == self.done.after[0]

    def came_to_its_end(self, project: Path) -> bool:
        """Return whether the command did all that it does."""
        return trees(project) == self.done.after

    def check(self, project: Path) -> None:
        """No file of content/ is torn, and the site is wholly the old one or wholly the new one."""
        content, site = trees(project)
        changed = {name for name in {*content, *self.before[0]} if content.get(name) != self.before[0].get(name)}
        for name in sorted(changed):
            known = (self.done.after[0].get(name), self.done.between.get(name))
            assert content.get(name) in known, f"{name} is torn"
        assert site == self.before[1] or site == self.done.after[1], "the site is mixed"

    def is_settled(self, project: Path) -> bool:
        """Return whether all is as before the command or as after it, and nothing says that it was broken off."""
        note = project / ".sitegen-cache/lock"
        noted = (note.is_file() and note.stat().st_size > 0) or (project / "content/.sitegen/undo/unfinished").exists()
        return not noted and trees(project) in (self.before, self.done.after)

    def check_next_build(self, project: Path) -> Ran:
        """The next build has everything as if the command had never begun, or had come to its end."""
        built = self._build(project)
        found = trees(project)
        assert found == self.done.rebuilt or found == self.without, differ(found, [self.without, self.done.rebuilt])
        if (
            project / ".sitegen-cache/publish"
        ).exists():  # What could not be cleared away is so by the next publishing.
            well(self.machine, project, "publish")
        left = (BESIDE, "site.new", "site.old", "cache/publish", "undo/before")
        assert [name for name in tree(project) if any(word in name for word in left)] == []
        assert not (project / "content/.sitegen/undo/unfinished").exists()
        assert (project / ".sitegen-cache/lock").read_bytes() == b""
        return built

    def _build(self, project: Path) -> Ran:
        if self.name == "init":  # A folder in which it was stopped may be no project yet.
            well(self.machine, project, *self.command)
        built = well(self.machine, project, "build")
        assert "Traceback" not in built.err, built.err
        return built


def copy(project: Path, target: Path) -> Path:
    """Copy a project. Files of site/ are linked, for no command writes one where it stands."""

    def place(file: str, there: str) -> object:
        within = Path(file).relative_to(project).parts[0] == "site"
        return os.link(file, there) if within else shutil.copy2(file, there)

    shutil.copytree(project, target, symlinks=True, copy_function=place)
    return target


def trees(project: Path) -> tuple[Tree, Tree]:
    """Return what a person has in a project, and site/; without the journal, which is of the last command, and without
    what is half written."""
    others = ("site/", ".sitegen-cache/", ".git/", "remote.git/", "content/.sitegen/undo/")
    content = {name: hash for name, hash in tree(project).items() if not name.startswith(others) and BESIDE not in name}
    return content, tree(project / "site")


def differ(found: tuple[Tree, Tree], wanted: list[tuple[Tree, Tree]]) -> str:
    return " or ".join(
        str(sorted({name for name, _ in set(mine.items()) ^ set(theirs.items())}))
        for each in wanted
        for mine, theirs in zip(found, each, strict=True)
    )


def _as_typed(project: Path, folder: Path) -> Tree:
    """Return the page of `new` as it is before it gets its id and keywords."""
    page = f"content/papers/{OURS}.md"
    lines = (project / page).read_text("utf-8").splitlines(keepends=True)
    (folder / page).parent.mkdir(parents=True)
    (folder / page).write_text("".join(line for line in lines if not line.startswith(("id:", "keywords:"))), "utf-8")
    return tree(folder)


def _start(machine: Machine, folder: Path, name: str) -> Path:
    project, first = folder / "project", folder.parent / "first"
    if not first.exists():
        (folder.parent / "older.txt").write_text(listing(*((title, LONG) for title in TITLES)), "utf-8")
        first.mkdir()
        well(machine, first, "build", "../older.txt")
    folder.mkdir()
    newer = [(TITLES[0].upper(), LONG + "More of it."), (TITLES[1], LONG + "More."), ("Another Paper", LONG)]
    (folder / "newer.txt").write_text(listing(*newer), "utf-8")
    if name == "init":
        project.mkdir()
        return project
    copy(first, project)
    page = project / f"content/papers/{SLUG}.md"
    page.write_text(page.read_text("utf-8").replace("We study", "I say") + "A person's note.\n", "utf-8")
    if name in _PREPARED:
        _PREPARED[name](machine, project)
    return project


def _imported(machine: Machine, project: Path) -> None:
    well(machine, project, "import", "../newer.txt")


def _with_more(_: Machine, project: Path) -> None:
    shutil.copy(project.parent / "newer.txt", project / "content/sources/newer.txt")
    (project / "content/papers/by-hand.md").write_text(f"---\ntitle: By Hand\nabstract: {LONG}\n---\n", "utf-8")


def _renamed(machine: Machine, project: Path) -> None:
    """Have another label preferred for a keyword that two lists have."""
    text = "Graph neural networks read maps of rivers. Of all rivers, graph neural networks like small ones. "
    (project.parent / "rivers.txt").write_text(listing(("Rivers", text * 3), ("Small Rivers", text * 4)), "utf-8")
    well(machine, project, "import", "../rivers.txt")
    (project / "content/keywords.toml").write_text(
        '[prefer]\n"graph neural networks" = "Networks of Graphs"\n', "utf-8"
    )


def _with_a_remote(_: Machine, project: Path) -> None:
    """Have the project in git, with a remote that stands for GitHub's inside it: a copy has its own."""
    settings = (
        "user.name=Ada",
        "user.email=ada@example.org",
        "url../remote.git.insteadOf=https://github.com/ada/m.git",
    )
    for words in (
        ("init", "--quiet", "--template=", "."),
        ("init", "--quiet", "--bare", "--template=", "remote.git"),
        *(("config", *setting.split("=", 1)) for setting in settings),
        ("remote", "add", "origin", "https://github.com/ada/m.git"),
    ):
        subprocess.run(("git", *words), cwd=project, check=True, capture_output=True)


_PREPARED: dict[str, Callable[[Machine, Path], None]] = {
    "build": _with_more,
    "undo": _imported,
    "resolve": _imported,
    "keywords": _renamed,
    "publish": _with_a_remote,
}


def well(machine: Machine, project: Path, *command: str) -> Ran:
    """Run a command that must succeed."""
    ran = machine.run(project, *command)
    assert ran.code == 0, ran.said
    return ran
