"""The command line: every command is a few lines over the library, and nothing else knows Click."""

import contextlib
import io
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import __version__
from generator.errors import SitegenError
from generator.report import Problem, silent
from generator.text import counted

_PROJECT = click.option(
    "--project",
    "-p",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    help="The project's folder (default: this one).",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
_FILES = click.argument("sources", nargs=-1, type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def main() -> None:
    """Turn a pile of papers into a literature map: a website that works from disk.

    \b
    Examples:
      sitegen build                       import what is new in content/sources and build site/
      sitegen build listing.txt           copy a file there first
      sitegen serve                       build, show, and build again whenever you save
      sitegen new "A paper's title"       write a paper by hand
    """
    for stream in (sys.stdout, sys.stderr):
        # Titles are in all scripts, whatever the terminal says of itself.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@_FILES
@_PROJECT
@click.option("--frozen", is_flag=True, help="Change nothing under content/; fail if it would have to change (for CI).")
@click.option("--strict", is_flag=True, help="Exit with 1 if there is anything to mend.")
@click.option("--keep-going", is_flag=True, help="Build without the pages that cannot be read.")
@_JSON
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
@click.option("--verbose", "-v", is_flag=True, help="Say what became of every record.")
def build(
    sources: tuple[Path, ...],
    project: Path,
    frozen: bool,
    strict: bool,
    keep_going: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
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

    with _mending(as_json):
        made = builder.build(
            _folder(project, new=bool(sources)),
            sources,
            frozen=frozen,
            keep_going=keep_going,
            progress=_progress(quiet or as_json),
        )
    if as_json:
        _print_json(
            {
                **_figures(made),
                "import": _ledger(made.ledger) if made.ledger else None,
                "problems": _problems(made.problems),
            }
        )
    else:
        _tell(made.problems)
        if made.ledger and not quiet:
            _tell_ledger(made.ledger, verbose)
        if not quiet:
            click.echo(str(made))
    sys.exit(1 if strict and made.problems else 0)


@main.command(name="import")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@_PROJECT
@click.option("--format", default="", metavar="NAME", help="Read the files as this format instead of finding out.")
@_JSON
@click.option("--verbose", "-v", is_flag=True, help="Say what became of every record.")
def import_(sources: tuple[Path, ...], project: Path, format: str, as_json: bool, verbose: bool) -> None:
    """Import files without building.

    Each record becomes a page under content/papers, or is merged into the page it is a copy of, or is rejected with
    the reason. What you have written is never overwritten.

    \b
    Examples:
      sitegen import listing.txt
      sitegen import --json exports/
      sitegen import --format listing notes.md
    """
    from generator import cache, ingest

    folder = _folder(project, new=True)
    with _mending(as_json), cache.locked(folder):
        _known_format(format)
        ledger = ingest.run(folder, ingest.bring_in(folder, sources), format, _progress(as_json))
    if as_json:
        _print_json(_ledger(ledger))
    else:
        _tell(ledger.problems)
        _tell_ledger(ledger, verbose)
    sys.exit(0 if any(source.outcomes for source in ledger.sources) else 1)


@main.command()
@_PROJECT
@click.option(
    "--port",
    default=8000,
    type=click.IntRange(0, 65535),
    show_default=True,
    help="Port on this machine; the next free one if it is taken.",
)
@click.option("--open/--no-open", "browse", default=False, help="Open the site in the browser.")
def serve(project: Path, port: int, browse: bool) -> None:
    """Show the site, and build it again whenever content, templates or settings are saved.

    \b
    Example:
      sitegen serve --open
    """
    from generator import serve as server

    with _mending(as_json=False):
        server.run(_folder(project), port, browse=browse, say=click.echo)


@main.command()
@click.argument("title")
@_PROJECT
@click.option(
    "--author", "authors", multiple=True, metavar='"Family, Given"', help="An author; give it as often as needed."
)
@click.option("--year", type=click.IntRange(1000, 9999))
@click.option("--venue", default="")
@click.option("--doi", default="")
@click.option("--url", default="")
@click.option("--keyword", "keywords", multiple=True, help="A keyword; without any they are chosen from the text.")
@click.option("--abstract", default="", metavar="TEXT", help="The abstract, or - to read it from standard input.")
@_JSON
def new(title: str, project: Path, abstract: str, as_json: bool, **fields: Any) -> None:
    """Write a paper by hand: makes its page under content/papers and prints where it is.

    \b
    Examples:
      sitegen new "Attention Is All You Need" --author "Vaswani, Ashish" --year 2017
      pbpaste | sitegen new "A title" --abstract -
    """
    from generator import cache, scaffold

    folder = _folder(project, new=True)
    with _mending(as_json), cache.locked(folder):
        text = sys.stdin.buffer.read().decode("utf-8", "replace") if abstract == "-" else abstract
        path = scaffold.new_paper(folder, title, {**fields, "abstract": text.strip()})
    if as_json:
        _print_json({"file": path})
    else:
        click.echo(path)


def _folder(project: Path, *, new: bool = False) -> Path:
    """Return the project's folder; a new one is made where there is something to put into it."""
    if new and not project.exists():
        with _mending(as_json=False):
            project.mkdir(parents=True)
    if not project.is_dir():
        raise click.BadParameter(f"there is no folder {project}", param_hint="--project")
    return project


@contextlib.contextmanager
def _mending(as_json: bool) -> Iterator[None]:
    """End with 1 and a clear word where something is wrong that a person can mend; a bug stays a traceback."""
    try:
        yield
    except SitegenError as error:
        _fail(error, as_json, getattr(error, "problems", ()))
    except OSError as error:
        if not error.filename or isinstance(error, BrokenPipeError):
            raise
        hint = "Check that it is there, its rights, and the disk."
        _fail(SitegenError(str(error.strerror), where=error.filename, hint=hint), as_json)


def _known_format(name: str) -> None:
    from generator import importers

    try:
        importers.choose("", "", name or importers.available()[0].name)
    except SitegenError as error:
        raise click.BadParameter(f"{error.message}. {error.hint}", param_hint="--format") from error


def _fail(error: SitegenError, as_json: bool, problems: Sequence[Problem] = ()) -> NoReturn:
    """Say what is wrong and how to mend it, and end with 1."""
    found = [*problems, Problem(error.where, error.line, error.message, error.hint, fatal=True)]
    if as_json:
        _print_json({"site": None, "problems": _problems(found)})
    else:
        _tell(found)
    sys.exit(1)


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def _progress(quiet: bool) -> Callable[[str], None]:
    """Return a function that says what is being done: only to a person, and only when it takes a while."""
    if quiet or not sys.stderr.isatty():
        return silent
    started = time.monotonic()
    return lambda stage: click.echo(f"{time.monotonic() - started:5.1f} s  {stage}", err=True)


def _tell_ledger(ledger: Any, verbose: bool) -> None:
    for source in ledger.sources:
        counts = [_kind(kind, number) for kind in _KINDS if (number := source.count(kind))]
        total = counted(len(source.outcomes), "record")
        click.echo(f"{source.file}: {total} = {', '.join(counts)}" if counts else f"{source.file}: {total}")
        for outcome in source.outcomes if verbose else ():
            where = f" -> content/papers/{outcome.paper}.md" if outcome.paper else ""
            why = f" ({outcome.reason})" if outcome.reason else ""
            click.echo(f"  line {outcome.line}: {outcome.kind}{where}{why}")


_KINDS = ("new", "known", "duplicate", "rejected")


def _kind(kind: str, number: int) -> str:
    return counted(number, kind) if kind == "duplicate" else f"{number:,} {kind}"


def _ledger(ledger: Any) -> dict[str, Any]:
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
        "papers": ledger.papers,
    }


def _figures(made: Any) -> dict[str, Any]:
    figures = {key: getattr(made, key) for key in ("papers", "topics", "links", "files", "rendered")}
    return {"site": "site/index.html", **figures, "seconds": round(made.seconds, 2)}


def _problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [
        {"file": problem.path, **{key: value for key, value in asdict(problem).items() if key != "path"}}
        for problem in problems
    ]


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
