"""site/ on the branch that GitHub Pages shows: built, checked, pushed, and told where it is."""

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator import build, cache, config, ingest
from generator.errors import SitegenError
from generator.publish import address, git
from generator.report import Problem, Progress, silent
from generator.text import counted

__all__ = ["Published", "RefusedError", "publish"]

_INPUTS = ("content", config.FILE, "templates", "static")


@dataclass(frozen=True, slots=True)
class Published:
    """What became public, and where.

    address: "" where none is known; files: of the branch; changed: files that differ from what was there
    first: the remote had no such branch; pushed: False if nothing changed, or it was only tried
    """

    address: str
    remote: str
    branch: str
    commit: str
    files: int
    changed: int
    first: bool
    pushed: bool
    built: build.Built
    problems: tuple[Problem, ...] = ()


class RefusedError(SitegenError):
    """What the check found that must not be published."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            f"{counted(len(self.problems), 'problem')} to mend first; nothing was published", hint="See: sitegen check"
        )


def publish(
    project: Path,
    remote: str = "origin",
    branch: str = "gh-pages",
    *,
    check: Callable[[Path], Iterable[Problem]],
    frozen: bool = False,
    strict: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Published:
    """Build the site and push it to a branch of the project's remote, as the next commit of that branch.

    check: says what is to mend; what is fatal (strict: anything) is not published
    frozen: change nothing under content/; dry_run: push nothing and leave sitegen.toml alone

    A CNAME of the branch stays. The site's address is written into sitegen.toml if that has none. Raises SitegenError
    where something is wrong with the project, the repository or the remote; the branch is as it was then.
    """
    progress(f"asking {remote}")
    repository = git.opened(project, remote, branch)
    domain = repository.published("CNAME")
    url = config.load(project).url
    found = url or address.of(repository.addresses(), domain)
    mended: tuple[Problem, ...] = ()
    if found and not url and not dry_run:
        with ingest.at_work(project, "publish") as put_right:
            address.write(project, found)
        mended = tuple(put_right)
    built = build.build(project, frozen=frozen, progress=progress)
    problems = list(check(project))
    if stops := [problem for problem in problems if strict or problem.fatal]:
        raise RefusedError(stops)
    commit = _committed(project, repository, domain, built.papers)
    changed = repository.changed(commit)
    pushed = bool(changed) and not dry_run
    if pushed:
        progress(f"pushing to {remote}")
        repository.push(commit)
    told = (*mended, *_uncommitted(repository), *_to_mend(problems))
    shown = commit if changed else repository.tip
    return Published(
        found, remote, branch, shown, len(repository.files(commit)), changed, not repository.tip, pushed, built, told
    )


def _committed(project: Path, repository: git.Repository, domain: str, papers: int) -> str:
    """Return a commit that holds the site."""
    staged = project / cache.FOLDER / "publish"
    with cache.locked(project, "publish"):
        shutil.rmtree(staged, ignore_errors=True)
        try:
            _stage(project / config.SITE, staged)
            if domain:
                (staged / "CNAME").write_text(f"{domain}\n", "utf-8", newline="\n")
            head = repository.head()
            what = f"Site of {counted(papers, 'paper')}"
            return repository.commit(staged, f"{what} at {head}" if head else what)
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _stage(site: Path, staged: Path) -> None:
    """Lay the site's files into a folder, without the mark by which builds know theirs: there it would hide them."""
    paths = [path for path in site.rglob("*") if path.is_file() and path != site / config.MARKER]
    for path in paths:
        target = staged / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, target)
        except OSError:
            shutil.copy2(path, target)


def _uncommitted(repository: git.Repository) -> Iterable[Problem]:
    """Yield a word on what is public now and in no commit: nobody else could build this site."""
    if found := repository.uncommitted(*_INPUTS):
        what = f"{counted(len(found), 'file')} of this site {'is' if len(found) == 1 else 'are'} in no commit"
        yield Problem(found[0], 0, what, "git add --all . && git commit")


def _to_mend(problems: list[Problem]) -> Iterable[Problem]:
    if problems:
        yield Problem("", 0, f"{counted(len(problems), 'problem')} to mend", "See: sitegen check")
