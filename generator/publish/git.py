"""What publishing asks of git: each question a function, each refusal in git's own words."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import SitegenError

_OURS = "sitegen-publish"
"""A branch that lives for one publish: a person's own branches are not touched."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A project's git repository and the branch of a remote that its site goes to.

    tip: the branch's commit; "" while the remote has no such branch
    """

    project: Path
    remote: str
    branch: str
    tip: str = ""

    def addresses(self) -> list[str]:
        """Return the remote's address as git uses it, then as it is written in the settings."""
        asked = (["remote", "get-url", self.remote], ["config", f"remote.{self.remote}.url"])
        return [_run(self.project, *words).stdout.strip() for words in asked]

    def published(self, name: str) -> str:
        """Return a text file of the branch; "" where there is none."""
        done = _run(self.project, "show", f"{self.tip}:{name}") if self.tip else None
        return done.stdout.strip() if done and done.returncode == 0 else ""

    def uncommitted(self, *paths: str) -> list[str]:
        """Return the files below some paths that are not committed as they stand."""
        words = ("--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *paths)
        listed = _told(self.project, "status", *words)
        return [entry[3:] for entry in _listed(listed)]

    def head(self) -> str:
        """Return the short name of the commit that the project is on; "" before the first."""
        done = _run(self.project, "rev-parse", "--short", "--verify", "--quiet", "HEAD")
        return done.stdout.strip()

    def commit(self, folder: Path, message: str) -> str:
        """Return a commit with just the files of a folder, after the branch's tip. No branch, index or file changes."""
        name, email = _committer(self.project)
        made = f"refs/heads/{_OURS}"
        _told(self.project, "update-ref", *([made, self.tip] if self.tip else ["-d", made]))
        words = ["--no-jekyll", "--remote", ".", "--branch", _OURS, "--message", message, str(folder.resolve())]
        # -P: a project's own files are no modules of ours.
        done = _called(
            [sys.executable, "-P", "-m", "ghp_import", *words],
            self.project,
            {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email},
        )
        found = _run(self.project, "rev-parse", "--verify", "--quiet", made).stdout.strip()
        _run(self.project, "update-ref", "-d", made)
        if done.returncode or not found or found == self.tip:
            raise _failed("git could not make the commit", done, "Nothing was published.")
        return found

    def changed(self, commit: str) -> int:
        """Return how many files differ between the branch and a commit."""
        if not self.tip:
            return len(self.files(commit))
        return len(_listed(_told(self.project, "diff", "--name-only", "--no-renames", "-z", self.tip, commit)))

    def files(self, commit: str) -> list[str]:
        """Return the names of all files of a commit."""
        return _listed(_told(self.project, "ls-tree", "-r", "--full-tree", "--name-only", "-z", commit))

    def push(self, commit: str) -> None:
        """Make a commit the branch's tip. Raises SitegenError where the remote does not take it."""
        done = _run(self.project, "push", "--quiet", self.remote, f"{commit}:refs/heads/{self.branch}")
        if done.returncode:
            hint = "If somebody else published meanwhile, publish again; else see that you may write to it."
            raise _failed(f"{self.remote} did not take the site", done, hint)


def opened(project: Path, remote: str, branch: str) -> Repository:
    """Return the project's repository, with what its remote has on the branch.

    Raises SitegenError without git, a repository or such a remote, where the remote cannot be reached, and for a branch
    that holds sources: a site takes the place of all that is on its branch.
    """
    if not shutil.which("git"):
        raise SitegenError("git is not installed", hint="Install it from https://git-scm.com, and publish again.")
    inside = _run(project, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        raise _failed("this is no git repository", inside, "Make one: git init; then git remote add origin ADDRESS")
    remotes = _told(project, "remote").split()
    if remote not in remotes:
        there = f"There is: {', '.join(remotes)}." if remotes else f"Name one: git remote add {remote} ADDRESS"
        raise SitegenError(f'the repository has no remote "{remote}"', hint=there)
    if _run(project, "check-ref-format", "--branch", branch).returncode:
        raise SitegenError(f'"{branch}" cannot be the name of a branch', hint="The usual one is gh-pages.")
    repository = Repository(project, remote, branch, _tip(project, remote, branch))
    _refuse_sources(repository)
    return repository


def _tip(project: Path, remote: str, branch: str) -> str:
    """Return the commit of a branch at a remote, and bring it here; "" where there is none."""
    asked = _run(project, "ls-remote", "--exit-code", remote, f"refs/heads/{branch}")
    if asked.returncode == 2 and not asked.stdout:
        return ""
    if asked.returncode == 0:
        tip = asked.stdout.split()[0]
        fetched = _run(project, "fetch", "--quiet", "--no-tags", remote, f"refs/heads/{branch}")
        if fetched.returncode == 0:
            return tip
        asked = fetched
    raise _failed(f"{remote} cannot be read", asked, "See that its address is right, and that you may read it.")


def _refuse_sources(repository: Repository) -> None:
    on = _run(repository.project, "symbolic-ref", "--quiet", "--short", "HEAD").stdout.strip()
    if on == repository.branch or repository.published("sitegen.toml"):
        raise SitegenError(
            f'the branch "{repository.branch}" holds the project itself, and the site would take its place',
            hint="Publish to another: sitegen publish --branch gh-pages",
        )


def _committer(project: Path) -> tuple[str, str]:
    """Return who commits. Raises SitegenError where git does not know."""
    done = _run(project, "var", "GIT_COMMITTER_IDENT")
    if done.returncode:
        hint = 'Tell it: git config --global user.name "Your Name"; the same with user.email'
        raise _failed("git does not know who you are", done, hint)
    name, _, rest = done.stdout.partition(" <")
    return name, rest.partition(">")[0]


def _told(project: Path, *words: str) -> str:
    done = _run(project, *words)
    if done.returncode:
        raise _failed(f"git {words[0]} failed", done, "Nothing was published.")
    return done.stdout


def _listed(told: str) -> list[str]:
    return [name for name in told.split("\0") if name]


def _run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return _called(["git", *words], project, {})


def _called(words: list[str], project: Path, more: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **more}
    return subprocess.run(
        words, cwd=project, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )


def _failed(what: str, done: subprocess.CompletedProcess[str], hint: str) -> SitegenError:
    """Return the error with what git says of it."""
    words = [line.rstrip() for line in done.stderr.splitlines() if line.strip()]
    return SitegenError("\n  ".join([f"{what}; git says:", *words]) if words else what, hint=hint)
