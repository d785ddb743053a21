"""`sitegen check`: everything that is to mend, told at once."""

import sys
from pathlib import Path

import click

from generator.cli.common import JSON, PROJECT, mending, print_json, problem_tables, project_folder
from generator.text import counted


@click.command()
@PROJECT
@JSON
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
def check(project: Path, as_json: bool, quiet: bool) -> None:
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
        found = checking.check(project_folder(project))
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
        for problem in found.problems:
            click.echo(str(problem))
        if not quiet:
            click.echo(_summary(found.papers, len(found.problems), stops))
    sys.exit(1 if found.problems else 0)


def _summary(papers: int, problems: int, stops: int) -> str:
    if not problems:
        return f"{counted(papers, 'paper')}, nothing to mend"
    return f"{counted(papers, 'paper')}, {counted(problems, 'problem')}, of which {stops:,} would stop a build"
