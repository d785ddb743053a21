"""A project in a folder: settings, a place for sources, and what its repository needs. What is there stays."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator import config, ingest
from generator.content import files
from generator.errors import SitegenError
from generator.ingest import Ledger
from generator.ingest.sources import FOLDER as SOURCES
from generator.report import Problem, silent
from generator.scaffold import workflow

_WORKFLOW = ".github/workflows/pages.yml"
_TEMPLATES = {
    config.FILE: "sitegen.toml",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    "README.md": "README.md",
}
_KEEP = f"{SOURCES}/.gitkeep"
_FILES = Path(__file__).with_name("files")


@dataclass(frozen=True, slots=True)
class Begun:
    """What was made of a folder: files written, files that were there and stayed, what the curator should know."""

    title: str
    written: tuple[str, ...]
    kept: tuple[str, ...]
    ledger: Ledger | None = None
    problems: list[Problem] = field(default_factory=list)


def begin(
    folder: Path,
    title: str = "",
    given: Iterable[Path] = (),
    install: str = "",
    progress: Callable[[str], None] = silent,
) -> Begun:
    """Make a project of a folder, and import files into it; only what is missing is written.

    title: the folder's name if there is none; install: what the workflow installs, if not what this program came from
    Raises SitegenError, with nothing made, for a folder that is another project or a source that cannot be read.
    """
    if folder.exists() and not folder.is_dir():
        raise SitegenError("is a file, not a folder", where=folder, hint="Give another name for the project's folder.")
    title = _title(folder, title)
    given = list(given)
    sources = ingest.bring_in(folder, given) if given else []
    problems: list[Problem] = []
    texts = _texts(folder, title, install or workflow.origin(), problems)
    kept = tuple(sorted(name for name in (*_TEMPLATES, _WORKFLOW) if (folder / name).exists()))
    written = tuple(sorted(texts.keys() - set(kept)))
    problems += _unignored(folder) if ".gitignore" in kept else []
    with ingest.at_work(folder, "init") as told:
        for name in written:
            files.write_text(folder / name, texts[name])
        ledger = ingest.run(folder, sources, progress=progress) if sources else None
    return Begun(title, written, kept, ledger, [*told, *problems])


def _title(folder: Path, title: str) -> str:
    """Return the project's title: the one it has, or the one given, or the folder's name."""
    given = " ".join("".join(letter if letter.isprintable() else " " for letter in title).split())
    if not (folder / config.FILE).exists():
        return given or folder.resolve().name or config.Config().title
    has = config.load(folder).title
    if given and given != has:
        raise SitegenError(
            f'this is a project already, with the title "{has}"',
            where=folder / config.FILE,
            hint="Change the title there, or give another folder.",
        )
    return has


def _texts(folder: Path, title: str, install: str, problems: list[Problem]) -> dict[str, str]:
    """Return the text of every file that a project has; what one of them would need is told."""
    values = {config.FILE: json.dumps(title, ensure_ascii=False)}
    texts = {
        name: (_FILES / template).read_text("utf-8").replace("@title@", values.get(name, title))
        for name, template in _TEMPLATES.items()
    }
    if not any((folder / SOURCES).glob("[!.]*")) and not (folder / _KEEP).exists():
        texts[_KEEP] = ""
    if (folder / _WORKFLOW).exists():
        return texts
    if below := list(_below(folder)):
        problems += below
        return texts
    problems += _unsaid(install)
    return texts | {_WORKFLOW: workflow.pages_workflow(install)}


def _below(folder: Path) -> Iterator[Problem]:
    """Yield a word where no workflow can lie."""
    top = next((each for each in (folder.resolve(), *folder.resolve().parents) if (each / ".git").exists()), None)
    if top and top != folder.resolve():
        yield Problem(
            _WORKFLOW,
            0,
            f"not made: GitHub reads workflows only at the top of a repository, which is {top.as_posix()}",
            "sitegen publish works from here, without a workflow.",
        )


def _unsaid(install: str) -> Iterator[Problem]:
    """Yield a word where nobody can know what the workflow is to install."""
    if not install:
        yield Problem(
            _WORKFLOW,
            0,
            "this sitegen was installed from a folder, so GitHub cannot know what to install",
            "Say it in the repository's settings (Variables, Actions: SITEGEN), or here: sitegen init --install WHAT.",
        )


def _unignored(folder: Path) -> Iterator[Problem]:
    """Yield a word on a .gitignore that is not ours and lets git see what builds make."""
    has = {line.strip().strip("/") for line in files.read_text(folder / ".gitignore", ".gitignore").splitlines()}
    lines = (_FILES / "gitignore").read_text("utf-8").split()
    if missing := [line for line in lines if line.strip("/") not in has]:
        yield Problem(
            ".gitignore", 0, "was there and stays; it lacks what every build makes", f"Add: {' '.join(missing)}"
        )
