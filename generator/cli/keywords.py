"""`sitegen keywords`: the vocabulary listed, tried out, and the lists chosen again."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from generator.cli import previewing, refreshing
from generator.cli.common import JSON, PROJECT, begun_project, mending, more, print_json, problem_tables, tell
from generator.text import counted

SHOWN = 30
"""Keywords, and merges, that are listed unless all are asked for."""


@click.command(short_help="List and tend the keywords.")
@click.argument("words", required=False, default="", metavar="[WORDS | FILE]")
@PROJECT
@click.option("--all", "-a", "everything", is_flag=True, help="List every keyword, and every likely merge.")
@click.option("--preview", is_flag=True, help="Say what keywords.toml, or another FILE, would alter. Writes nothing.")
@click.option("--prefer", multiple=True, metavar='"VARIANT=LABEL"', help="With --preview: as if [prefer] had this too.")
@click.option("--hide", multiple=True, metavar="LABEL", help="With --preview: as if hide had this too.")
@click.option("--refresh", is_flag=True, help="Choose again the keyword lists of papers that no person has touched.")
@click.option("--yes", "-y", is_flag=True, help="With --refresh: write without asking.")
@click.option("--dry-run", "-n", is_flag=True, help="With --refresh: only show what would be written.")
@JSON
@click.option("--verbose", "-v", is_flag=True, help="Show every change.")
def keywords(
    words: str,
    project: Path,
    everything: bool,
    preview: bool,
    prefer: tuple[str, ...],
    hide: tuple[str, ...],
    refresh: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
    verbose: bool,
) -> None:
    """List the keywords, and those that are probably one, as lines for content/keywords.toml.

    WORDS lists only keywords that have them. With --preview, what an edited keywords.toml would alter is said before
    any build. With --refresh, lists that you have not touched are chosen again by the vocabulary of today.

    \b
    Examples:
      sitegen keywords
      sitegen keywords diffusion --all
      sitegen keywords --preview
      sitegen keywords --preview --prefer "LSTM=Long short-term memory" --hide "Tau"
      sitegen keywords --refresh --dry-run
    """
    _check_usage(words, bool(prefer or hide), preview, refresh, yes or dry_run)
    folder = begun_project(project)
    if refresh:
        refreshing.run(folder, yes=yes, dry_run=dry_run or preview, as_json=as_json, verbose=verbose)
    elif preview or prefer or hide:
        previewing.run(folder, Path(words) if words else None, _pairs(prefer), hide, as_json=as_json, verbose=verbose)
    else:
        _list(folder, words, everything=everything, as_json=as_json)


def _check_usage(words: str, tried: bool, preview: bool, refresh: bool, about_refresh: bool) -> None:
    if about_refresh and not refresh:
        raise click.UsageError("--yes and --dry-run go with --refresh.")
    if refresh and (words or tried):
        raise click.UsageError("--refresh reads content/keywords.toml alone; try words out with --preview.")
    if (preview or tried) and words and not Path(words).is_file():
        raise click.BadParameter(f"there is no file {words}", param_hint="FILE")


def _pairs(prefer: Iterable[str]) -> dict[str, str]:
    pairs = {}
    for text in prefer:
        variant, sign, label = (part.strip() for part in text.partition("="))
        if not (variant and sign and label):
            raise click.BadParameter(f'write "VARIANT=LABEL", not "{text}"', param_hint="--prefer")
        pairs[variant] = label
    return pairs


def _list(folder: Path, words: str, *, everything: bool, as_json: bool) -> None:
    from generator import tend

    with mending(as_json):
        found = tend.overview(folder)
    found = found.about(words) if words else found
    if as_json:
        print_json(
            {
                "keywords": [_keyword(keyword) for keyword in found.keywords],
                "merges": [asdict(merge) | {"line": str(merge)} for merge in found.merges],
                "problems": problem_tables(found.problems),
            }
        )
        return
    tell(found.problems)
    if not found.keywords:
        click.echo(f'no keyword has "{words}"' if words else "there are no keywords yet")
        return
    shown = found.keywords if everything else found.keywords[:SHOWN]
    click.echo(f"{counted(len(found.keywords), 'keyword')}: in how many lists, in how many papers at all")
    for keyword in shown:
        also = f"  ({', '.join(keyword.variants)})" if keyword.variants else ""
        click.echo(f"{keyword.listed:6,} {len(keyword.papers):6,}  {keyword.label}{also}")
    more(len(found.keywords) - len(shown), "--all lists them")
    _list_merges(folder, found.merges, everything=everything)


def _list_merges(folder: Path, merges: tuple[Any, ...], *, everything: bool) -> None:
    if not merges:
        return
    from generator.content.vocabulary import FILE

    shown = merges if everything else merges[:SHOWN]
    file = folder / FILE
    headed = file.is_file() and "[prefer]" in file.read_text("utf-8", errors="replace")
    click.echo("\n# Probably one keyword: paste what you agree with, surest first. What begins with # needs a look.")
    click.echo(f"# Into {FILE}, under the [prefer] that is there:" if headed else f"# Into {FILE}:\n[prefer]")
    for merge in shown:
        click.echo(str(merge))
    more(len(merges) - len(shown), "--all lists them", "# ")


def _keyword(keyword: Any) -> dict[str, Any]:
    return {
        "label": keyword.label,
        "listed": keyword.listed,
        "papers": len(keyword.papers),
        "variants": list(keyword.variants),
        "definition": keyword.definition,
        "page": f"keywords/{keyword.slug}.html" if keyword.has_page else None,
    }
