"""`sitegen publish`."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from generator.cli.common import JSON, PROJECT, begun_project, mending, print_json, problem_tables, tell
from generator.cli.stages import Stages
from generator.text import counted


@click.command()
@PROJECT
@click.option("--remote", default="origin", show_default=True, metavar="NAME", help="The git remote to push to.")
@click.option("--branch", default="gh-pages", show_default=True, metavar="NAME", help="Its branch; made if need be.")
@click.option("--frozen", is_flag=True, help="Change nothing under content/; fail if it would have to change (for CI).")
@click.option("--strict", is_flag=True, help="Publish nothing if there is anything to mend.")
@click.option("--dry-run", "-n", is_flag=True, help="Build and check, and say what would be pushed where.")
@JSON
def publish(project: Path, remote: str, branch: str, frozen: bool, strict: bool, dry_run: bool, as_json: bool) -> None:
    """Build the site and push it to GitHub Pages.

    The site becomes the next commit on the branch gh-pages of the project's remote; your own branches and files are not
    touched. A CNAME there stays. The first time, the site's address is written into sitegen.toml. What a check calls an
    error is not published. Exit code: 0 what is there is what was built, 1 it is not, 2 usage.

    \b
    Examples:
      sitegen publish
      sitegen publish --dry-run
      sitegen publish --project my-field --remote upstream
    """
    from generator import check as checking
    from generator import publish as publishing

    with mending(as_json), Stages(as_json) as stages:
        done = publishing.publish(
            begun_project(project),
            remote,
            branch,
            check=lambda folder: checking.check(folder).problems,
            frozen=frozen,
            strict=strict,
            dry_run=dry_run,
            progress=stages,
        )
    if as_json:
        figures = {key: value for key, value in asdict(done).items() if key not in ("built", "problems")}
        print_json(figures | {"dry_run": dry_run, "problems": problem_tables(done.problems)})
        return
    tell(done.problems)
    for line in _said(done, dry_run):
        click.echo(line)


def _said(done: Any, dry_run: bool) -> Iterator[str]:
    where = f"{done.branch} of {done.remote}"
    if not done.changed:
        yield f"{where} has this site already; nothing is pushed"
    else:
        would = "would go" if dry_run else "went"
        yield f"{counted(done.files, 'file')}, {counted(done.changed, 'change')}, {would} to {where}"
    yield done.address or "Its address is not known: write it as url into sitegen.toml"
    if done.first and done.pushed and done.address:
        yield f"Once, on GitHub: Settings, Pages, Deploy from a branch, {done.branch}, / (root)"
