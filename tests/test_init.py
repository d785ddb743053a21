"""A project from nothing: begun with a question or two or none, built, checked; and what is there already stays."""

import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from conftest import CHECKOUT, LONG, listing, tree
from generator import build, check, config, scaffold
from generator.errors import SitegenError
from generator.scaffold import workflow

MADE = (
    ".gitattributes",
    ".github/workflows/pages.yml",
    ".gitignore",
    "README.md",
    "content/sources/.gitkeep",
    "sitegen.toml",
)
PAPERS = [
    ("Maps of Graph Papers", LONG),
    ("Rivers on Maps", LONG + "Rivers."),
    ("Streets and Graphs", LONG + "Graphs."),
]


def run(*words: str, cwd: Path, stdin: int = subprocess.DEVNULL) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator.cli", *words]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    return subprocess.run(command, cwd=cwd, env=environment, stdin=stdin, capture_output=True, encoding="utf-8")


def test_a_project_is_begun_imported_built_and_clean(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(listing(*PAPERS[:2]), "utf-8")
    (tmp_path / "more.txt").write_text(listing(PAPERS[2]), "utf-8")
    done = run(
        "init", "maps", "--title", 'Maps: "ours"', "--from", "list.txt", "more.txt", "--install", "x==1", cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"maps: made {', '.join(MADE)}",
        "list.txt: 2 records = 2 new",
        "more.txt: 1 record = 1 new",
        "Next: sitegen build --project maps",
    ]
    project = tmp_path / "maps"
    assert config.load(project) == config.Config(title='Maps: "ours"')
    assert build.build(project).papers == 3
    assert check.check(project) == check.Checked(3, ())
    assert build.build(project, frozen=True).rendered == 0
    assert "Maps: &#34;ours&#34;" in (project / "site" / "index.html").read_text("utf-8")


def test_without_a_terminal_the_folder_names_the_project(tmp_path: Path) -> None:
    (tmp_path / "river maps").mkdir()
    done = run("init", "--json", "--install", "x==1", cwd=tmp_path / "river maps")
    told = json.loads(done.stdout)
    assert (done.returncode, told["title"], told["import"], told["kept"], told["problems"]) == (
        0,
        "river maps",
        None,
        [],
        [],
    )
    assert tuple(told["written"]) == MADE
    assert run("init", cwd=tmp_path / "river maps").stdout.endswith("there and stayed\nNext: sitegen build FILE\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of this kind on Windows")
def test_a_person_is_asked_for_a_title_and_for_files(tmp_path: Path) -> None:
    def asked(answers: bytes) -> subprocess.CompletedProcess[str]:
        ours, theirs = os.openpty()
        os.write(ours, answers)
        done = run("init", "maps", cwd=tmp_path, stdin=theirs)
        os.close(ours)
        os.close(theirs)
        return done

    assert asked(b"My maps\n'a list.txt'\n").stderr.startswith("a list.txt: there is no such file")
    assert not (tmp_path / "maps").exists()
    assert asked(b"My maps\n\n").stdout.startswith("Title [maps]: Files to import (none: later): maps: made ")
    assert config.load(tmp_path / "maps").title == "My maps"


def test_what_is_there_stays_and_what_is_missing_is_added(tmp_path: Path) -> None:
    theirs = {
        "README.md": "mine",
        ".gitignore": "*.log\nsite\n",
        "thesis.tex": "mine",
        ".github/workflows/pages.yml": "mine",
    }
    for name, text in theirs.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    before = tree(tmp_path)
    begun = scaffold.begin(tmp_path, "Maps")
    assert begun.kept == (".github/workflows/pages.yml", ".gitignore", "README.md")
    assert begun.written == (".gitattributes", "content/sources/.gitkeep", "sitegen.toml")
    assert before.items() <= tree(tmp_path).items()
    assert [str(problem) for problem in begun.problems] == [
        ".gitignore: was there and stays; it lacks what every build makes\n  Add: /.sitegen-cache/"
    ]


def test_a_second_init_changes_nothing_and_another_title_is_refused(tmp_path: Path) -> None:
    scaffold.begin(tmp_path, "Maps")
    before = tree(tmp_path)
    assert scaffold.begin(tmp_path).title == scaffold.begin(tmp_path, " Maps ").title == "Maps"
    with pytest.raises(SitegenError, match='already, with the title "Maps"'):
        scaffold.begin(tmp_path, "Rivers")
    assert tree(tmp_path) == before


def test_nothing_is_made_where_something_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(SitegenError, match="is a file"):
        scaffold.begin(tmp_path / "file")
    with pytest.raises(SitegenError, match="no such file"):
        scaffold.begin(tmp_path / "maps", given=[tmp_path / "nowhere.bib"])
    assert tree(tmp_path).keys() == {"file"}


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ('"quoted" \\ back', '"quoted" \\ back'),
        ("tab\there\nand\x7fthere", "tab here and there"),
        ("日本語 😀", "日本語 😀"),
        ("\udcff", "maps"),
    ],
)
def test_any_title_is_written_so_that_it_is_read(given: str, title: str, tmp_path: Path) -> None:
    assert scaffold.begin(tmp_path / "maps", given).title == title
    assert config.load(tmp_path / "maps").title == title


def test_below_the_top_of_a_repository_no_workflow_is_made(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    begun = scaffold.begin(tmp_path / "maps", "Maps", install="x==1")
    assert not (tmp_path / "maps" / ".github").exists()
    assert begun.problems[0].message.startswith("not made: GitHub reads workflows only at the top of a repository")
    assert ".github/workflows/pages.yml" in scaffold.begin(tmp_path, "Maps", install="x==1").written


class Installed:
    """What a package index, a repository or a folder leaves beside an installed package."""

    version = "1.2"

    def __init__(self, told: str | None) -> None:
        self.told = told

    def read_text(self, name: str) -> str | None:
        return self.told


@pytest.mark.parametrize(
    ("told", "requirement"),
    [
        (None, "sitegen==1.2"),
        ('{"url": "https://x.org/y.git", "vcs_info": {"vcs": "git", "commit_id": "ab"}}', "sitegen @ git+https://x.org/y.git@ab"),
        ('{"url": "https://x.org/s.whl", "archive_info": {}}', "sitegen @ https://x.org/s.whl"),
        ('{"url": "file:///home/s", "dir_info": {"editable": true}}', ""),
    ],
)  # fmt: skip
def test_the_workflow_installs_what_runs_here_or_what_the_repository_says(
    told: str | None, requirement: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "distribution", lambda name: Installed(told))
    assert workflow.origin() == requirement
    begun = scaffold.begin(tmp_path, "Maps")
    path = tmp_path / ".github" / "workflows" / "pages.yml"
    if requirement:
        assert requirement in path.read_text("utf-8")
    else:
        assert "SITEGEN: ${{ vars.SITEGEN }}" in path.read_text("utf-8")
        assert begun.problems[0].hint.startswith("Say it in the repository's settings")
