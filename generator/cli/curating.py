"""`sitegen status`, `resolve` and `undo`: what waits for a curator, and what can be taken back."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from generator.cli.common import JSON, PROJECT, begun_project, holding, mending, print_json, problem_tables, tell
from generator.text import counted


@click.command(short_help="Say what waits for you: conflicts, pairs, sources, pages.")
@PROJECT
@click.option("--all", "-a", "everything", is_flag=True, help="List everything, however long.")
@JSON
def status(project: Path, everything: bool, as_json: bool) -> None:
    """Say what waits for you.

    That is: conflicts with sources, papers that may be one, sources and pages not taken in, records and
    papers left out.

    \b
    Examples:
      sitegen status
      sitegen status --json
    """
    from generator import config
    from generator.ingest import status as state

    folder = begun_project(project)
    with mending(as_json):
        found = state.overview(folder, config.load(folder).sources.include)
    if as_json:
        print_json(
            {
                **asdict(found),
                "rejected": [{"file": where, "reason": why} for where, why in found.rejected.items()],
                "problems": problem_tables(found.problems),
            }
        )
        return
    tell(found.problems)
    for line in _status_lines(found, everything):
        click.echo(line)


_SHOWN = 10


def _status_lines(found: Any, everything: bool) -> list[str]:
    conflicts = [line for each in found.conflicts for line in _conflict_lines(each)]
    sections = (
        (found.conflicts, "conflict", "", conflicts),
        (
            found.pairs,
            "pair",
            " of papers that may be one: write a verdict in content/duplicates.toml, or merge",
            map(_pair, found.pairs),
        ),
        (found.pending, "source", " that the next build imports", found.pending),
        (found.undone, "source", " taken back; to import one again, name it: sitegen import FILE", found.undone),
        (found.by_hand, "page", " made by hand that the next build takes in", found.by_hand),
        (
            found.stubs,
            "page",
            " of which nothing but a title is known (no abstract, no authors, no notes)",
            found.stubs,
        ),
        (found.rejected, "record", " that could not become a paper", found.rejected.values()),
        (found.gone, "page", " deleted by hand that sources still give", map(_gone, found.gone)),
    )
    lines = []
    for all, noun, rest, shown in sections:
        if all:
            lines += [
                f"{counted(len(all), noun)}{rest}",
                *_some([f"  {line}" for line in shown], everything or all is found.conflicts),
            ]
    if found.last:
        off = " (it was broken off)" if found.broken_off else ""
        lines.append(f"sitegen undo takes back: {found.last}{off}")
    return lines or ["Nothing waits."]


def _some(lines: list[str], everything: bool) -> list[str]:
    """Return lines; of many only the first."""
    rest = len(lines) - _SHOWN
    return lines if everything or rest <= 1 else [*lines[:_SHOWN], f"  ... and {rest:,} more (sitegen status --all)"]


def _conflict_lines(each: Any) -> list[str]:
    return [
        f"{each.path}:{each.line}: {each.field}, and {each.source} says otherwise",
        f"  yours:    {_shown(each.yours)}",
        f"  incoming: {_shown(each.incoming)}",
        *(f"  {line}" for line in f"to take it, write:  {each.paste}".split("\n")),
        f"  or: sitegen resolve {each.slug} {each.field} --theirs (or --mine)",
    ]


def _shown(value: Any) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value or "(nothing)")
    text = " ".join(text.split())
    return text if len(text) <= 100 else f"{text[:97]}..."


def _pair(each: Any) -> str:
    return f"{each.why}\n    sitegen merge {each.one} {each.other}"


def _gone(each: Any) -> str:
    return f"{each.title} ({', '.join(each.sources)})"


@click.command(short_help="Settle a conflict between a page and a source.")
@click.argument("slug")
@click.argument("field", required=False, default="")
@PROJECT
@click.option("--mine", "side", flag_value="mine", help="The page stays; you are not asked about that value again.")
@click.option("--theirs", "side", flag_value="theirs", help="The page says what the source says.")
@JSON
def resolve(slug: str, field: str, project: Path, side: str | None, as_json: bool) -> None:
    """Settle a conflict between a page and a source: of one FIELD, or all of the page SLUG.

    \b
    Examples:
      sitegen resolve attention-is-all-you-need title --theirs
      sitegen resolve attention-is-all-you-need --mine
    """
    from generator.ingest import conflicts

    if not side:
        raise click.UsageError("Say --mine or --theirs.")
    folder = begun_project(project)
    with mending(as_json), holding(folder, "resolve"):
        settled = conflicts.resolve(folder, slug, field, theirs=side == "theirs")
    if as_json:
        print_json({"settled": [asdict(each) for each in settled], "took": side})
        return
    for each in settled:
        click.echo(f"{each.path}: {each.field} is {'as in ' + each.source if side == 'theirs' else 'yours for good'}")


@click.command(short_help="Take back the last import, merge or resolve.")
@PROJECT
@click.option("--dry-run", "-n", is_flag=True, help="Print what would change. Writes nothing.")
@JSON
def undo(project: Path, dry_run: bool, as_json: bool) -> None:
    """Take back the last import, or other command that wrote pages.

    What you have written since stays: a page that you edited loses only what the command wrote and you left alone.

    \b
    Examples:
      sitegen undo --dry-run
      sitegen undo
    """
    from generator import ingest
    from generator.ingest import undo as undoing

    folder = begun_project(project)
    with mending(as_json):
        if dry_run:
            found = undoing.plan(folder)
        else:
            with holding(folder, "undo", repair=False):
                found = undoing.undo(folder)
    changes = found.draft.changes
    if as_json:
        print_json(
            {
                "what": found.what,
                "written": not dry_run,
                "files": [{"file": where, "deleted": content is None} for where, content in changes.items()],
                "diff": found.draft.diff() if dry_run else None,
                "sources": list(found.sources),
                "problems": problem_tables(found.kept),
            }
        )
        return
    if dry_run:
        click.echo(found.draft.diff(), nl=False)
    tell(found.kept)
    pages = [content is None for where, content in changes.items() if where.startswith("content/papers/")]
    counts = f"{counted(sum(pages), 'page')} removed, {len(pages) - sum(pages):,} set back"
    click.echo(f"{'Would take' if dry_run else 'Took'} back: {found.what} ({counts})")
    if again := ingest.waiting(folder):
        click.echo(f'{counted(len(again), "verdict")} of content/duplicates.toml would unite them again: change "same"')
    for name in found.sources:
        click.echo(f"{name} stays; no build imports it again, until you say: sitegen import content/sources/{name}")
