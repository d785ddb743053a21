"""A site on its branch: pushed to a real repository in a folder, told where it is, and nothing of a person's touched."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import CHECKOUT, LONG, git_environment, listing, tree
from generator import build, config, publish, scaffold
from generator.errors import SitegenError
from generator.publish import address
from generator.report import Problem

REMOTE = "https://github.com/ada/maps.git"
PAPERS = [("Maps of Graph Papers", LONG), ("Papers on Maps", LONG + "Graphs."), ("Graph Papers on Rivers", LONG)]


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project that is begun, built, committed and pushed to the repository beside it, which stands for
    GitHub's; each test has its own copy."""
    folder = tmp_path_factory.mktemp("begun")
    (folder / "list.txt").write_text(listing(*PAPERS), "utf-8")
    project = folder / "project"
    scaffold.begin(project, "Maps", [folder / "list.txt"])
    build.build(project)
    with pytest.MonkeyPatch.context() as patch:
        as_a_person(folder, patch)
        git(folder, "init", "--quiet", "--bare", "bare.git")
        git(project, "init", "--quiet")
        git(project, "remote", "add", "origin", REMOTE)
        commit(project)
        git(project, "push", "--quiet", "origin", "main")
    return folder


def as_a_person(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let git's settings depend on no machine: GitHub's address leads to a repository in the folder."""
    settings = git_environment(folder, maps=folder / "bare.git")
    for name in os.environ.keys() - settings.keys():
        patch.delenv(name)
    for name, value in settings.items():
        patch.setenv(name, value)


@pytest.fixture(autouse=True)
def _git_of_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_a_person(tmp_path, monkeypatch)


@pytest.fixture
def bare(begun: Path, tmp_path: Path) -> Path:
    return shutil.copytree(begun / "bare.git", tmp_path / "bare.git")


@pytest.fixture
def project(begun: Path, bare: Path, tmp_path: Path) -> Path:
    return shutil.copytree(begun / "project", tmp_path / "project")


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "more")


def clean(folder: Path) -> list[Problem]:
    return []


def published(project: Path, **more: object) -> publish.Published:
    return publish.publish(project, **{"check": clean, **more})  # type: ignore[arg-type]


def clone(bare: Path, to: Path, branch: str = "gh-pages") -> dict[str, str]:
    """Return the files of a branch, as a clone has them."""
    git(bare, "clone", "--quiet", "--branch", branch, str(bare), str(to))
    shutil.rmtree(to / ".git")
    return tree(to)


def test_the_branch_holds_the_site_and_what_pages_needs(project: Path, bare: Path, tmp_path: Path) -> None:
    done = published(project)
    assert (done.pushed, done.first, done.problems[0].path) == (True, True, "sitegen.toml")
    found = clone(bare, tmp_path / "clone")
    assert (tmp_path / "clone" / ".nojekyll").read_bytes() == b""
    site = {name: seen for name, seen in tree(project / "site").items() if name != ".gitignore"}
    assert {name: seen for name, seen in found.items() if name != ".nojekyll"} == site
    assert done.files == done.changed == len(found)


def test_the_address_is_written_once_and_the_site_knows_it(project: Path, bare: Path) -> None:
    before = (project / "sitegen.toml").read_text("utf-8")
    assert published(project).address == "https://ada.github.io/maps/"
    after = (project / "sitegen.toml").read_text("utf-8")
    assert after == before.replace('url = ""', 'url = "https://ada.github.io/maps/"')
    assert "https://ada.github.io/maps/papers/" in (project / "site" / "data" / "papers.json").read_text("utf-8")
    (project / "sitegen.toml").write_text(before.replace('url = ""', 'url = "https://mine.example"'), "utf-8")
    assert published(project).address == "https://mine.example"


def test_a_second_publish_of_the_same_pushes_nothing(project: Path, bare: Path) -> None:
    published(project)
    commit(project)
    tip = git(bare, "rev-parse", "gh-pages")
    again = published(project)
    assert (again.changed, again.pushed, again.first, again.commit, again.problems) == (0, False, False, tip, ())
    assert git(bare, "rev-parse", "gh-pages") == tip


def test_an_edit_is_the_branch_s_next_commit(project: Path, bare: Path) -> None:
    first = published(project)
    page = project / "content" / "papers" / "maps-of-graph-papers.md"
    page.write_text(page.read_text("utf-8") + "\nA note that is new.\n", "utf-8")
    second = published(project)
    assert second.pushed
    assert 0 < second.changed < second.files
    assert git(bare, "rev-list", "gh-pages").split() == [second.commit, first.commit]
    assert "A note that is new." in git(bare, "show", "gh-pages:papers/maps-of-graph-papers.html")


def test_a_page_that_is_gone_is_gone_from_the_branch(project: Path, bare: Path, tmp_path: Path) -> None:
    published(project)
    page = project / "content" / "papers" / "papers-on-maps.md"
    page.write_text(page.read_text("utf-8").replace("\n---\n", "\nprivate: true\n---\n", 1), "utf-8")
    published(project)
    assert "papers/papers-on-maps.html" not in clone(bare, tmp_path / "clone")


def test_the_branch_s_own_domain_stays_and_is_the_address(project: Path, bare: Path, tmp_path: Path) -> None:
    work = tmp_path / "by-hand"
    git(tmp_path, "clone", "--quiet", str(bare), str(work))
    git(work, "switch", "--quiet", "--orphan", "gh-pages")
    (work / "CNAME").write_text("maps.example.org\n", "utf-8")
    commit(work)
    git(work, "push", "--quiet", "origin", "gh-pages")
    assert published(project).address == "https://maps.example.org/"
    published(project)
    assert git(bare, "show", "gh-pages:CNAME") == "maps.example.org"


def test_nothing_of_the_person_s_is_touched(project: Path, bare: Path) -> None:
    git(project, "branch", "gh-pages")
    (project / "content" / "draft.md").write_text("mine", "utf-8")
    git(project, "add", "content/draft.md")
    before = {name: git(project, *name.split()) for name in ("branch --list -v", "diff --cached --stat", "stash list")}
    published(project)
    assert {name: git(project, *name.split()) for name in before} == before
    assert not (project / ".sitegen-cache" / "publish").exists()


def test_a_dry_run_says_the_same_and_changes_nothing(project: Path, bare: Path) -> None:
    settings = (project / "sitegen.toml").read_bytes()
    done = published(project, dry_run=True)
    assert (done.pushed, done.first, done.address) == (False, True, "https://ada.github.io/maps/")
    assert done.changed == done.files > 50
    assert git(bare, "branch", "--list") == "* main"
    assert (project / "sitegen.toml").read_bytes() == settings


def test_a_project_in_a_folder_of_a_repository_is_published_alone(begun: Path, bare: Path, tmp_path: Path) -> None:
    folder = tmp_path / "thesis" / "map"
    shutil.copytree(begun / "project", folder, ignore=shutil.ignore_patterns(".git"))
    git(folder.parent, "init", "--quiet")
    git(folder, "remote", "add", "upstream", REMOTE)
    done = published(folder, remote="upstream", branch="site")
    assert "index.html" in clone(bare, tmp_path / "clone", "site")
    assert done.problems[0].message.endswith("files of this site are in no commit")


def test_what_cannot_be_built_is_not_published(project: Path, bare: Path) -> None:
    (project / "content" / "papers" / "broken.md").write_text("---\ntitle: a: b\n---\n", "utf-8")
    with pytest.raises(build.UnreadableError):
        published(project)
    assert git(bare, "branch", "--list") == "* main"


def test_what_the_check_stops_is_not_published_and_what_it_warns_of_is_told(project: Path, bare: Path) -> None:
    warning = Problem("content/x.md", 1, "odd", "Mend it.")
    stop = Problem("content/y.md", 2, "wrong", "Mend it.", fatal=True)
    with pytest.raises(publish.RefusedError) as refused:
        published(project, check=lambda folder: [warning, stop])
    assert (refused.value.problems, git(bare, "branch", "--list")) == ((stop,), "* main")
    with pytest.raises(publish.RefusedError):
        published(project, check=lambda folder: [warning], strict=True)
    assert published(project, check=lambda folder: [warning]).problems[-1].message == "1 problem to mend"


def test_a_frozen_publish_changes_no_content(project: Path, bare: Path) -> None:
    (project / "content" / "sources" / "more.txt").write_text(listing(("A Later Paper on Maps", LONG)), "utf-8")
    with pytest.raises(SitegenError, match="--frozen"):
        published(project, frozen=True)
    assert git(bare, "branch", "--list") == "* main"


def _no_repository(project: Path) -> None:
    shutil.rmtree(project / ".git")


def _no_remote(project: Path) -> None:
    git(project, "remote", "remove", "origin")


def _another_remote(project: Path) -> None:
    git(project, "remote", "rename", "origin", "upstream")


def _no_bare(project: Path) -> None:
    shutil.rmtree(project.parent / "bare.git")


def _nobody(project: Path) -> None:
    git(project, "config", "user.useConfigOnly", "true")
    config = project.parent / "gitconfig"
    config.write_text(config.read_text("utf-8").replace("name = Ada\nemail = ada@example.org\n", ""), "utf-8")


def _no_leave(project: Path) -> None:
    hook = project.parent / "bare.git" / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'the branch is protected' >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)


@pytest.mark.parametrize(
    ("harm", "message", "hint"),
    [
        (_no_repository, "this is no git repository; git says:\n  fatal: not a git", "Make one: git init; then"),
        (_no_remote, 'the repository has no remote "origin"', "Name one: git remote add origin ADDRESS"),
        (_another_remote, 'the repository has no remote "origin"', "There is: upstream."),
        (_no_bare, "origin cannot be read; git says:\n  ", "See that its address is right"),
        (_nobody, "git does not know who you are; git says:\n  ", "Tell it: git config --global user.name"),
        (_no_leave, "origin did not take the site; git says:\n  remote: the branch is protected", "If somebody else"),
    ],
)
def test_what_git_refuses_is_told_in_its_own_words(
    harm: Callable[[Path], None], message: str, hint: str, project: Path
) -> None:
    harm(project)
    with pytest.raises(SitegenError) as refused:
        published(project)
    assert refused.value.message.startswith(message)
    assert refused.value.hint.startswith(hint)


def test_without_git_it_says_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    with pytest.raises(SitegenError, match="git is not installed"):
        published(project)


@pytest.mark.parametrize("branch", ["main", "elsewhere", "no..name"])
def test_a_branch_with_the_project_itself_is_not_replaced(branch: str, project: Path, bare: Path) -> None:
    git(project, "push", "--quiet", "origin", "main:elsewhere")
    with pytest.raises(SitegenError, match="branch"):
        published(project, branch=branch)
    assert "sitegen.toml" in git(bare, "ls-tree", "--name-only", "elsewhere")


def test_who_was_quicker_is_not_overwritten(project: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(project)

    def meanwhile(folder: Path) -> list[Problem]:
        tree = git(bare, "rev-parse", "gh-pages^{tree}")
        git(
            project,
            "push",
            "--quiet",
            "origin",
            git(project, "commit-tree", tree, "-p", "origin/gh-pages", "-m", "x") + ":gh-pages",
        )
        return []

    page = project / "content" / "papers" / "papers-on-maps.md"
    page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
    with pytest.raises(SitegenError, match="did not take the site") as refused:
        published(project, check=meanwhile)
    assert "publish again" in refused.value.hint
    assert published(project).pushed


def test_the_command_publishes_and_says_where(project: Path, bare: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-W", "error", "-m", "generator.cli", "publish", *words]
        environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONWARNINGS": ""}
        return subprocess.run(command, cwd=project, capture_output=True, encoding="utf-8", env=environment)

    done = run()
    assert done.returncode == 0, done.stderr
    files = len(git(bare, "ls-tree", "-r", "--name-only", "gh-pages").splitlines())
    assert done.stdout.splitlines() == [
        f"{files} files, {files} changes, went to gh-pages of origin",
        "https://ada.github.io/maps/",
        "Once, on GitHub: Settings, Pages, Deploy from a branch, gh-pages, / (root)",
    ]
    assert "sitegen.toml: 1 file of this site is in no commit" in done.stderr
    assert run().stdout.splitlines()[0] == "gh-pages of origin has this site already; nothing is pushed"
    assert run("--remote", "nowhere").returncode == 1


@pytest.mark.parametrize(
    ("remote", "found"),
    [
        ("git@github.com:Ada/maps.git", "https://ada.github.io/maps/"),
        ("https://github.com/ada/maps", "https://ada.github.io/maps/"),
        ("https://token:x@github.com/ada/maps.git/", "https://ada.github.io/maps/"),
        ("ssh://git@github.com/ada/My.Maps.git", "https://ada.github.io/My.Maps/"),
        ("ssh://git@ssh.github.com:443/ada/maps.git", "https://ada.github.io/maps/"),
        ("https://github.com/ada/Ada.github.io.git", "https://ada.github.io/"),
        ("https://gitlab.com/ada/maps.git", ""),
        ("https://github.com.example.org/ada/maps.git", ""),
        ("https://example.org/github.com/ada/maps.git", ""),
        ("/srv/git/maps.git", ""),
    ],
)
def test_the_address_follows_from_the_remote(remote: str, found: str) -> None:
    assert address.of([remote]) == found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'url = "https://u.io/"\n'),
        ('url = ""\n', 'url = "https://u.io/"\n'),
        ("# mine\r\nurl = ''  # where\r\n[map]\r\n", '# mine\r\nurl = "https://u.io/"  # where\r\n[map]\r\n'),
        ('# x\ntitle = "A"\n[map]\nlinks = 5\n', '# x\ntitle = "A"\nurl = "https://u.io/"\n[map]\nlinks = 5\n'),
        ('title = "A"', 'title = "A"\nurl = "https://u.io/"\n'),
        ('title = """\nurl = ""\n"""\n', 'url = "https://u.io/"\ntitle = """\nurl = ""\n"""\n'),
        ('\ufeffdescription = "A"\n', '\ufeffurl = "https://u.io/"\ndescription = "A"\n'),
        ('[theme.menu]\ntitle = "x"\nurl = ""\n', 'url = "https://u.io/"\n[theme.menu]\ntitle = "x"\nurl = ""\n'),
    ],
)
def test_the_address_is_written_and_every_other_byte_stays(before: str, after: str, tmp_path: Path) -> None:
    if before:
        (tmp_path / "sitegen.toml").write_bytes(before.encode())
    address.write(tmp_path, "https://u.io/")
    assert (tmp_path / "sitegen.toml").read_bytes().decode() == after
    assert tomllib.loads(after.removeprefix("\ufeff"))["url"] == config.load(tmp_path).url == "https://u.io/"
