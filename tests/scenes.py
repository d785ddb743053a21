"""A project before a command, and what the command makes of it when nothing goes wrong."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from faulty import Machine, Ran

from conftest import LONG, listing, tree
from generator.content.files import BESIDE

TITLES = [f"A Title of Some Length, Part {word}" for word in ("One", "Two", "Three", "Four")]
SLUG = "a-title-of-some-length-part-one"
COMMANDS = {
    "build": ("build",),
    "import": ("import", "../newer.txt"),
    "undo": ("undo",),
    "merge": ("merge", "a-title-of-some-length-part-two", "a-title-of-some-length-part-three"),
    "resolve": ("resolve", SLUG, "--theirs"),
}
Tree = dict[str, str]


@dataclass(slots=True)
class Scene:
    """A command, the project before it, and the trees of content/ and site/ before it, after it, and after a build.

    rebuilt: content/ and site/ as a build leaves them without the command, and with it
    """

    machine: Machine
    command: tuple[str, ...]
    start: Path
    before: tuple[Tree, Tree]
    after: tuple[Tree, Tree]
    rebuilt: list[tuple[Tree, Tree]] = field(default_factory=list)
    calls: int = 0
    """how many calls that change the disk the command makes"""

    def again(self) -> Path:
        """Return a fresh project before the command."""
        project = self.start.parent / "again"
        shutil.rmtree(project, ignore_errors=True)
        shutil.copytree(self.start, project, symlinks=True)
        return project

    def wholly(self, project: Path) -> bool:
        """Return whether content/ is wholly as before, or wholly as after the command."""
        return trees(project)[0] in (self.before[0], self.after[0])

    def came_to_its_end(self, project: Path) -> bool:
        """Return whether the command did all that it does."""
        return trees(project) == self.after

    def check(self, project: Path) -> None:
        """No file of content/ is torn, and the site is wholly the old one or wholly the new one."""
        content, site = trees(project)
        for name in sorted({*content, *self.before[0], *self.after[0]}):
            assert content.get(name) in (self.before[0].get(name), self.after[0].get(name)), f"{name} is torn"
        assert site in (self.before[1], self.after[1]), "the site is mixed"

    def check_next_build(self, project: Path) -> Ran:
        """The next build has everything as if the command had never begun, or had come to its end."""
        built = self.machine.run(project, "build")
        assert (built.code, "Traceback" in built.err) == (0, False), built.err
        found = trees(project)
        assert found in self.rebuilt, differ(found, self.rebuilt)
        assert [name for name in tree(project) if BESIDE in name or "site.new" in name or "site.old" in name] == []
        assert not (project / "content/.sitegen/undo/unfinished").exists()
        assert (project / ".sitegen-cache/lock").read_bytes() == b""
        return built


def trees(project: Path) -> tuple[Tree, Tree]:
    """Return content/ and site/; without the journal, which is of the last command, and without what is half written."""
    content = {name: hash for name, hash in tree(project / "content").items() if "undo/" not in name}
    return {name: hash for name, hash in content.items() if BESIDE not in name}, tree(project / "site")


def differ(found: tuple[Tree, Tree], wanted: list[tuple[Tree, Tree]]) -> str:
    return " or ".join(
        str(sorted({name for name, _ in set(mine.items()) ^ set(theirs.items())}))
        for each in wanted
        for mine, theirs in zip(found, each, strict=True)
    )


def scene(machine: Machine, folder: Path, name: str) -> Scene:
    """Return a scene, made in a folder of its own."""
    start = _start(machine, folder / name, name)
    before = trees(start)
    made = Scene(machine, COMMANDS[name], start, before, before)
    without = made.again()
    well(machine, without, "build")
    made.rebuilt.append(trees(without))
    with_it = made.again()
    made.calls = len(well(machine, with_it, *made.command).calls)
    made.after = trees(with_it)
    well(machine, with_it, "build")
    made.rebuilt.append(trees(with_it))
    return made


def _start(machine: Machine, folder: Path, name: str) -> Path:
    project, first = folder / "project", folder.parent / "first"
    if not first.exists():
        (folder.parent / "older.txt").write_text(listing(*((title, LONG) for title in TITLES)), "utf-8")
        first.mkdir()
        well(machine, first, "build", "../older.txt")
    shutil.copytree(first, project)
    newer = [(TITLES[0].upper(), LONG + "More of it."), (TITLES[1], LONG + "More."), ("Another Paper", LONG)]
    (folder / "newer.txt").write_text(listing(*newer), "utf-8")
    page = project / f"content/papers/{SLUG}.md"
    page.write_text(page.read_text("utf-8").replace("We study", "I say") + "A person's note.\n", "utf-8")
    if name in ("undo", "resolve"):
        well(machine, project, "import", "../newer.txt")
    if name == "build":
        shutil.copy(folder / "newer.txt", project / "content/sources/newer.txt")
        (project / "content/papers/by-hand.md").write_text(f"---\ntitle: By Hand\nabstract: {LONG}\n---\n", "utf-8")
    return project


def well(machine: Machine, project: Path, *command: str) -> Ran:
    """Run a command that must succeed."""
    ran = machine.run(project, *command)
    assert ran.code == 0, ran.said
    return ran
