"""`sitegen build` and `sitegen import`."""

import sys
from pathlib import Path
from typing import Any

import click

from generator.cli.common import (
    JSON,
    PROJECT,
    begun_project,
    holding,
    mending,
    print_json,
    problem_tables,
    project_folder,
    tell,
    with_project,
)
from generator.cli.stages import Stages
from generator.errors import SitegenError
from generator.report import few
from generator.text import counted

_FILES = click.argument("sources", nargs=-1, type=click.Path(path_type=Path))


@click.command()
@_FILES
@PROJECT
@click.option("--frozen", is_flag=True, help="Change nothing under content/; fail if it would have to change (for CI).")
@click.option("--strict", is_flag=True, help="Exit with 1 if there is anything to mend.")
@click.option("--keep-going", is_flag=True, help="Build without the pages that cannot be read.")
@JSON
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
@click.option("--verbose", "-v", is_flag=True, help="Say what became of every record, and every problem.")
@click.option("--profile", is_flag=True, help="Say where the time went, stage by stage.")
def build(
    sources: tuple[Path, ...],
    project: Path,
    frozen: bool,
    strict: bool,
    keep_going: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    profile: bool,
) -> None:
    """Import new sources and build the site.

    SOURCES are files or folders; they are copied into content/sources. Without any, what lies there and is new is
    imported. Exit code: 0 a site was made, 1 none was (or --strict and something to mend), 2 usage.

    \b
    Examples:
      sitegen build
      sitegen build ~/Downloads/listing.txt
      sitegen build --project my-field --frozen --strict
    """
    from generator import build as builder

    with mending(as_json), Stages(quiet or as_json) as stages:
        made = builder.build(
            project_folder(project, new=True) if sources else begun_project(project),
            sources,
            frozen=frozen,
            keep_going=keep_going,
            progress=stages,
        )
    if profile:
        click.echo(stages.table(), err=True)
    if as_json:
        print_json(
            {
                **_figures(made),
                "import": ledger_table(made.ledger) if made.ledger else None,
                "problems": problem_tables((*made.mended, *made.problems)),
            }
        )
    else:
        tell(made.mended)
        tell(made.problems if verbose else few(made.problems))
        if made.ledger and not quiet:
            tell_ledger(made.ledger, verbose)
        if not quiet:
            if made.conflicts:
                click.echo(f"{counted(made.conflicts, 'conflict')}: sitegen status")
            click.echo(str(made))
            if not made.papers:
                click.echo(f"No papers are on the map yet. Next: {with_project('build', project)} FILE")
    sys.exit(1 if strict and made.problems else 0)


@click.command(name="import")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@PROJECT
@click.option(
    "--format", default="", metavar="NAME", help="Read the files as this format, such as bibtex, ris or table."
)
@click.option("--dry-run", "-n", is_flag=True, help="Print what would change, as a diff. Writes nothing.")
@JSON
@click.option("--verbose", "-v", is_flag=True, help="Say what became of every record, and every problem.")
def import_(sources: tuple[Path, ...], project: Path, format: str, dry_run: bool, as_json: bool, verbose: bool) -> None:
    """Import files without building.

    Each record becomes a page under content/papers, or is merged into the page it is a copy of, or is rejected with
    the reason. What you have written is never overwritten.

    \b
    Examples:
      sitegen import listing.txt
      sitegen import --dry-run listing.txt
      sitegen import --json exports/
      sitegen import --format listing notes.md
    """
    from generator import ingest

    folder = project_folder(project, new=not dry_run)
    with mending(as_json), Stages(as_json) as stages:
        _known_format(format)
        if dry_run:
            ledger, draft = ingest.plan(folder, ingest.bring_in(folder, sources), format, stages)
            diff = draft.diff()
        else:
            with holding(folder, "import"):
                ledger, diff = ingest.run(folder, ingest.bring_in(folder, sources), format, stages), ""
    if as_json:
        print_json(ledger_table(ledger) | ({"diff": diff} if dry_run else {}))
    else:
        click.echo(diff, nl=False)
        tell(ledger.problems if verbose else few(ledger.problems))
        tell_ledger(ledger, verbose)
        if ledger.changed and not dry_run:
            click.echo(f"Next: {with_project('build', project)}")
    sys.exit(0 if any(outcome.kind != "rejected" for source in ledger.sources for outcome in source.outcomes) else 1)


def _known_format(name: str) -> None:
    from generator import importers

    try:
        importers.choose("", "", name or importers.available()[0].name)
    except SitegenError as error:
        raise click.BadParameter(f"{error.message}. {error.hint}", param_hint="--format") from error


def tell_ledger(ledger: Any, verbose: bool) -> None:
    """Say what became of the records of each source."""
    for source in ledger.sources:
        counts = [_kind(kind, number) for kind in _KINDS if (number := source.count(kind))]
        total = counted(len(source.outcomes), "record")
        click.echo(f"{source.file}: {total} = {', '.join(counts)}" if counts else f"{source.file}: {total}")
        for outcome in source.outcomes if verbose else ():
            where = f" -> content/papers/{outcome.paper}.md" if outcome.paper else ""
            why = f" ({outcome.reason})" if outcome.reason else ""
            click.echo(f"  line {outcome.line}: {outcome.kind}{where}{why}")
    if changed := _changed(ledger):
        click.echo(f"{counted(changed, 'page')} that {'was' if changed == 1 else 'were'} there changed")


def _changed(ledger: Any) -> int:
    """Return how many papers changed that are not new."""
    new = {outcome.id for source in ledger.sources for outcome in source.outcomes if outcome.kind == "new"}
    return len(ledger.changed - new)


_KINDS = ("new", "known", "duplicate", "rejected")


def _kind(kind: str, number: int) -> str:
    return counted(number, kind) if kind == "duplicate" else f"{number:,} {kind}"


def ledger_table(ledger: Any) -> dict[str, Any]:
    """Return what became of the records of each source, for --json."""
    return {
        "files": [
            {
                "file": source.file,
                "format": source.format,
                "records": len(source.outcomes),
                "new": source.count("new"),
                "known": source.count("known"),
                "duplicates": source.count("duplicate"),
                "rejected": source.count("rejected"),
                "problems": [{"line": problem.line, "message": problem.message} for problem in source.problems],
            }
            for source in ledger.sources
        ],
        "changed": _changed(ledger),
        "papers": ledger.papers,
    }


def _figures(made: Any) -> dict[str, Any]:
    figures = {key: getattr(made, key) for key in ("papers", "topics", "links", "files", "rendered", "conflicts")}
    return {"site": "site/index.html", "sha256": made.sum, **figures, "seconds": round(made.seconds, 2)}
