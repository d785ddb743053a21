"""`sitegen keywords --refresh`: untouched lists chosen again."""

import sys
from pathlib import Path
from typing import Any

import click

from generator.cli.common import apart, diff, holding, mending, print_json, problem_tables, tell
from generator.report import Problem
from generator.text import counted


def run(folder: Path, *, yes: bool, dry_run: bool, as_json: bool, verbose: bool) -> None:
    """Show which lists would be chosen otherwise now, and write them where that is wanted."""
    from generator.ingest import lists

    with mending(as_json):
        found = lists.refresh(folder)
    if not as_json:
        _tell(found, verbose)
    written, problems = False, list[Problem]()
    if not dry_run and (yes or (found.changed and not as_json and _agreed())):
        with mending(as_json), holding(folder, "keywords"):
            problems = lists.write(folder, found)
        written = True
    if as_json:
        _print(found, written, problems)
    else:
        tell(problems)
        if written and found.changed:
            click.echo(f"{counted(len(found.changed) - len(problems), 'list')} written; see them with git diff.")
    sys.exit(1 if problems else 0)


def _agreed() -> bool:
    """Ask, where there is a person to answer."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo("Nothing is written. To write: sitegen keywords --refresh --yes")
        return False
    return click.confirm("Write them?")


def _tell(found: Any, verbose: bool) -> None:
    for each in found.changed:
        click.echo(f"{each.path}\n  {diff(*apart(each.before, each.after))}")
    same = len(found.lists) - len(found.changed)
    click.echo(f"{counted(len(found.changed), 'list')} would change, {same:,} would not.")
    if kept := len(found.touched) + len(found.locked):
        click.echo(f"{counted(kept, 'list')} {'is' if kept == 1 else 'are'} yours, or locked, and will stay.")
    if found.unknown:
        click.echo(
            f"{counted(len(found.unknown), 'list')} cannot be told from yours and will stay; "
            "to have one chosen anew, take the keywords line out of its page."
        )
    for slug in sorted((*found.touched, *found.locked, *found.unknown)) if verbose else ():
        click.echo(f"  stays: content/papers/{slug}.md")


def _print(found: Any, written: bool, problems: list[Problem]) -> None:
    print_json(
        {
            "written": written,
            "lists": [
                {"file": each.path, "before": list(each.before), "after": list(each.after)} for each in found.changed
            ],
            "unchanged": len(found.lists) - len(found.changed),
            "touched": list(found.touched),
            "locked": list(found.locked),
            "unknown": list(found.unknown),
            "problems": problem_tables(problems),
        }
    )
