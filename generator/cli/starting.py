"""`sitegen init`."""

import shlex
import sys
from pathlib import Path

import click

from generator.cli.building import ledger_table, tell_ledger
from generator.cli.common import JSON, mending, print_json, problem_tables, tell, with_project
from generator.cli.stages import Stages
from generator.report import few


class _ManyFiles(click.Command):
    """A command whose --from takes all words up to the next option, as a shell's *.bib gives them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _spread(args))


def _spread(words: list[str]) -> list[str]:
    """Return the words with --from before each file that follows one.

    >>> _spread(["a", "--from", "b", "c", "--json"])
    ['a', '--from', 'b', '--from', 'c', '--json']
    """
    found: list[str] = []
    within = False
    for word in words:
        if within and not word.startswith("-") and found[-1] != "--from":
            found.append("--from")
        within = word == "--from" or (within and not word.startswith("-"))
        found.append(word)
    return found


@click.command(cls=_ManyFiles)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--title", "-t", default="", help="The site's name. With it, nothing is asked.")
@click.option(
    "--from", "given", multiple=True, metavar="FILE...", type=click.Path(path_type=Path), help="Import these at once."
)
@click.option(
    "--install",
    default="",
    metavar="REQUIREMENT",
    help="What pip installs in the Pages workflow (default: what this sitegen was installed from).",
)
@JSON
def init(folder: Path, title: str, given: tuple[Path, ...], install: str, as_json: bool) -> None:
    """Begin a project in DIR (default: this folder).

    Makes sitegen.toml, content/, a workflow for GitHub Pages, .gitignore, .gitattributes and README.md. Asks for a
    title and for files to import, unless --title is given or nobody is there to answer: then the title is the
    folder's name. What is there stays as it is; only what is missing is added.

    \b
    Examples:
      sitegen init my-field
      sitegen init my-field --title "My field" --from library.bib listing.txt
    """
    from generator import config, scaffold

    if not (title or as_json or (folder / config.FILE).exists()) and sys.stdin.isatty():
        title = click.prompt("Title", default=folder.resolve().name)
        given = given or _asked()
    with mending(as_json), Stages(as_json) as stages:
        begun = scaffold.begin(folder, title, given, install, stages)
    if as_json:
        print_json(
            {
                "folder": str(folder),
                "title": begun.title,
                "written": begun.written,
                "kept": begun.kept,
                "import": ledger_table(begun.ledger) if begun.ledger else None,
                "problems": problem_tables(begun.problems),
            }
        )
    else:
        _tell(folder, begun.written, begun.kept)
        tell([*begun.problems, *few(begun.ledger.problems if begun.ledger else ())])
        if begun.ledger:
            tell_ledger(begun.ledger, verbose=False)
        click.echo(f"Next: {with_project('build', folder)}{'' if _has_papers(folder) else ' FILE'}")
    sys.exit(1 if begun.ledger and not any(source.outcomes for source in begun.ledger.sources) else 0)


def _asked() -> tuple[Path, ...]:
    words = click.prompt("Files to import (none: later)", default="", show_default=False)
    return tuple(Path(word).expanduser() for word in shlex.split(words, posix=sys.platform != "win32"))


def _tell(folder: Path, written: tuple[str, ...], kept: tuple[str, ...]) -> None:
    if written:
        click.echo(f"{folder}: made {', '.join(written)}")
    if kept:
        click.echo(f"{folder}: {', '.join(kept)} {'was' if len(kept) == 1 else 'were'} there and stayed")


def _has_papers(folder: Path) -> bool:
    """Return whether a build has something to show: pages, or sources that nobody has imported yet."""
    papers, given = folder / "content" / "papers", folder / "content" / "sources"
    return any(papers.glob("*.md")) or any(given.glob("[!.]*"))
