"""What all commands share: options, how an error is told, how a result is printed."""

import contextlib
import json
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.errors import SitegenError
from generator.report import Problem

PROJECT = click.option(
    "--project",
    "-p",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    help="The project's folder (default: this one).",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def begun_project(project: Path) -> Path:
    """Return the folder of a project that is there, so that no command works in a folder it was not meant for."""
    folder = project_folder(project)
    if not any((folder / name).exists() for name in ("content", "sitegen.toml", "site/index.html", ".sitegen-cache")):
        raise click.UsageError(
            f"{'this folder' if folder == Path() else folder} is no project: it has neither content/ nor sitegen.toml\n"
            "  Go to your project, or name it: --project FOLDER. To begin one: sitegen build FILE, or sitegen init."
        )
    return folder


def project_folder(project: Path, *, new: bool = False) -> Path:
    """Return a folder for a project; a new one is made where there is something to put into it."""
    if new and not project.exists():
        with mending(as_json=False):
            project.mkdir(parents=True)
    if not project.is_dir():
        raise click.BadParameter(f"there is no folder {project}", param_hint="--project")
    return project


def with_project(command: str, project: Path) -> str:
    """Return a command as it is typed here for a project."""
    return shlex.join(["sitegen", command, *([] if project == Path() else ["--project", str(project)])])


@contextlib.contextmanager
def mending(as_json: bool) -> Iterator[None]:
    """End with 1 and a clear word where something is wrong that a person can mend; a bug stays a traceback."""
    try:
        yield
    except SitegenError as error:
        fail(error, as_json, getattr(error, "problems", ()))
    except OSError as error:
        if not error.filename or isinstance(error, BrokenPipeError):
            raise
        hint = "Check that it is there, its rights, and the disk."
        fail(SitegenError(str(error.strerror), where=error.filename, hint=hint), as_json)


@contextlib.contextmanager
def holding(folder: Path, command: str, *, repair: bool = True) -> Iterator[None]:
    """Hold the project while a command writes pages; say what the last one left half done."""
    from generator import ingest

    with ingest.at_work(folder, command, repair=repair) as told:
        tell(told)
        yield


def fail(error: SitegenError, as_json: bool, problems: Sequence[Problem] = ()) -> NoReturn:
    """Say what is wrong and how to mend it, and end with 1."""
    found = [*problems, Problem(error.where, error.line, error.message, error.hint, fatal=True)]
    if as_json:
        print_json({"site": None, "problems": problem_tables(found)})
    else:
        tell(found)
    sys.exit(1)


def tell(problems: Iterable[Problem]) -> None:
    """Print problems on standard error, each with its place and its mend."""
    for problem in problems:
        click.echo(str(problem), err=True)


def problem_tables(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as --json has them."""
    return [
        {"file": problem.path, **{key: value for key, value in asdict(problem).items() if key != "path"}}
        for problem in problems
    ]


def print_json(value: object) -> None:
    """Print a value as JSON that a person can read."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def more(number: int, how: str, before: str = "") -> None:
    """Say that there are more than are shown, and how to see them."""
    if number > 0:
        click.echo(f"{before}... and {number:,} more ({how})")


def apart(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return what only the first has, and what only the second has."""
    return [one for one in before if one not in after], [one for one in after if one not in before]


def diff(removed: Iterable[str], added: Iterable[str]) -> str:
    """Return labels that go and labels that come on one line."""
    parts = [*(f"- {label}" for label in removed), *(f"+ {label}" for label in added)]
    return "  ".join(parts) or "in another order"
