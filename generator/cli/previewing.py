"""`sitegen keywords --preview`: what a change of the vocabulary would alter."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from generator.cli.common import apart, diff, mending, more, print_json, problem_tables, tell
from generator.text import counted

EXAMPLES = 5
"""Changes of each kind that a preview shows unless all are asked for."""


def run(
    folder: Path, file: Path | None, prefer: dict[str, str], hide: tuple[str, ...], *, as_json: bool, verbose: bool
) -> None:
    """Say what a change of the vocabulary would alter: counts first, then examples."""
    from generator import tend

    with mending(as_json):
        found = tend.look_ahead(folder, file, prefer, hide)
    if as_json:
        changes = {
            kind: [asdict(change) for change in getattr(found.changes, kind)] for kind in found.changes.__slots__
        }
        print_json({"base": found.base, **changes, "problems": problem_tables(found.problems)})
        return
    tell(found.problems)
    click.echo(f"Compared with {found.base}{':' if found.changes else ', nothing would change.'}")
    for line in _counts(found.changes):
        click.echo(line)
    for heading, lines in _details(found.changes):
        shown = lines if verbose else lines[:EXAMPLES]
        click.echo(f"\n{heading}")
        for line in shown:
            click.echo(f"  {line}")
        more(len(lines) - len(shown), "-v shows all", "  ")


def _counts(changes: Any) -> Iterator[str]:
    """Yield one line for each kind of thing that changes."""
    new, gone, renamed = _sorts(changes.pages)
    come, left, other = _sorts(changes.topics)
    links = {
        "made": changes.made,
        "lost": changes.lost,
        "stronger or weaker": changes.reweighted,
        "with other reasons": changes.reasoned,
    }
    rows = {
        "keyword lists": [_count(changes.lists, "paper")],
        "links": [f"{len(found):,} {what}" for what, found in links.items() if found],
        "topics": [
            f"{counted(len(changes.moved), 'paper')} in another" if changes.moved else "",
            *(f"{len(found):,} {what}" for found, what in ((come, "new"), (left, "gone"), (other, "renamed")) if found),
        ],
        "keyword pages": [
            f"{len(found):,} {what}" for found, what in ((new, "new"), (gone, "gone"), (renamed, "renamed")) if found
        ],
    }
    for name, parts in rows.items():
        if any(parts):
            yield f"  {name:<14} {', '.join(part for part in parts if part)}"


def _count(found: tuple[object, ...], noun: str) -> str:
    return counted(len(found), noun) if found else ""


def _sorts(names: Iterable[Any]) -> tuple[list[Any], list[Any], list[Any]]:
    """Return the names that are new, gone and changed."""
    names = list(names)
    both = [one for one in names if one.before and one.after]
    return [one for one in names if not one.before], [one for one in names if not one.after], both


def _details(changes: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield a heading and its lines for each kind of change, the most important first."""
    rows = (
        ("Keyword lists", [f"{one.paper}: {diff(one.removed, one.added)}" for one in changes.lists]),
        ("Links made", [f"{_ends(one)} ({one.after:.2f}: {', '.join(one.reasons_after)})" for one in changes.made]),
        ("Links lost", [f"{_ends(one)} ({one.before:.2f}: {', '.join(one.reasons_before)})" for one in changes.lost]),
        (
            "Links stronger or weaker",
            [f"{_ends(one)}: {one.before:.2f} -> {one.after:.2f}" for one in changes.reweighted],
        ),
        (
            "Links with other reasons",
            [f"{_ends(one)}: {diff(*apart(one.reasons_before, one.reasons_after))}" for one in changes.reasoned],
        ),
        ("Papers in another topic", [f"{one.paper}: {one.before} -> {one.after}" for one in changes.moved]),
        ("Topics", [_naming(one) for one in changes.topics]),
        ("Keyword pages", [_naming(one) for one in changes.pages]),
    )
    yield from ((heading, lines) for heading, lines in rows if lines)


def _ends(link: Any) -> str:
    return f"{link.source} - {link.target}"


def _naming(one: Any) -> str:
    if one.before and one.after:
        return f"{one.before} -> {one.after}"
    return f"+ {one.after}" if one.after else f"- {one.before}"
