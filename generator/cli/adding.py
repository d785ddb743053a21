"""`sitegen add`: papers by their identifiers."""

import sys
from pathlib import Path

import click

from generator.cli.building import ledger_table, tell_ledger
from generator.cli.common import (
    JSON,
    PROJECT,
    holding,
    mending,
    print_json,
    problem_tables,
    project_folder,
    tell,
)
from generator.cli.stages import Stages
from generator.report import Problem, few


@click.command(short_help="Add papers by DOI or arXiv id.")
@click.argument("identifiers", nargs=-1, required=True, metavar="ID...")
@PROJECT
@click.option("--offline", is_flag=True, help="Ask nobody: make stubs that a later source fills.")
@click.option("--refresh", is_flag=True, help="Ask again for what was looked up before.")
@JSON
@click.option("--verbose", "-v", is_flag=True, help="Say what became of every record, and every problem.")
def add(
    identifiers: tuple[str, ...], project: Path, offline: bool, refresh: bool, as_json: bool, verbose: bool
) -> None:
    """Add papers by DOI or arXiv id, looked up at Crossref and arXiv.

    ID is an identifier, an address of one, or a file that lists them. The answers are kept in content/sources; what
    has none becomes a stub, a page whose title is its identifier. No other command asks any host for anything.

    \b
    Examples:
      sitegen add 10.1145/3292500.3330919 arXiv:1706.03762
      sitegen add reading.txt
      sitegen add --offline https://arxiv.org/abs/2401.01234
    """
    from generator import ingest
    from generator.ingest import lookup

    folder = project_folder(project, new=True)
    problems: list[Problem] = []
    with mending(as_json), Stages(as_json) as stages:
        wanted = lookup.wanted(identifiers, problems)
        with holding(folder, "add"):
            # Answers are kept as they come, so the project is held from the first on.
            found = lookup.gather(folder, wanted, offline=offline, refresh=refresh, progress=stages)
            ledger = ingest.run(folder, found.sources, progress=stages)
    problems += [*found.problems, *ledger.problems]
    if as_json:
        print_json(ledger_table(ledger) | {"asked": found.asked, "problems": problem_tables(problems)})
    else:
        tell(problems if verbose else few(problems))
        tell_ledger(ledger, verbose)
    sys.exit(0 if any(source.outcomes for source in ledger.sources) else 1)
