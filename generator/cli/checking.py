"""`sitegen check`: everything that is to mend, told at once."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from generator.cli.common import JSON, PROJECT, begun_project, mending, print_json, problem_tables
from generator.report import Problem
from generator.text import counted


@click.command(short_help="Say everything that is to mend.")
@PROJECT
@click.option("--all", "-a", "everything", is_flag=True, help="Say the same of every page, however many they are.")
@JSON
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
def check(project: Path, everything: bool, as_json: bool, quiet: bool) -> None:
    """Say everything that is wrong with a project, and write nothing.

    Reads content/, sitegen.toml, templates/ and static/ as they stand. Each problem is a line "file:line: what is
    wrong" and a line that says how to mend it. Exit code: 0 nothing is to mend, 1 something is, 2 usage.

    \b
    Examples:
      sitegen check
      sitegen check --project my-field --json
    """
    from generator import check as checking

    with mending(as_json):
        found = checking.check(begun_project(project))
    stops = sum(problem.fatal for problem in found.problems)
    if as_json:
        print_json(
            {
                "papers": found.papers,
                "errors": stops,
                "warnings": len(found.problems) - stops,
                "problems": problem_tables(found.problems),
            }
        )
    else:
        for line in map(str, found.problems) if everything else _folded(found.problems):
            click.echo(line)
        if not quiet:
            click.echo(_summary(found.papers, len(found.problems), stops))
    sys.exit(1 if found.problems else 0)


_SHOWN = 5


def _folded(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield problems as lines; what many pages have in common is said of the first, then how many more there are."""
    seen = Counter[str]()
    for problem in problems:
        seen[problem.message] += 1
        if seen[problem.message] <= _SHOWN:
            yield str(problem)
    for message, number in seen.items():
        if number > _SHOWN:
            yield f"... and {number - _SHOWN:,} more: {message} (sitegen check --all)"


def _summary(papers: int, problems: int, stops: int) -> str:
    if not problems:
        return f"{counted(papers, 'paper')}, nothing to mend"
    return f"{counted(papers, 'paper')}, {counted(problems, 'problem')}, of which {stops:,} would stop a build"
