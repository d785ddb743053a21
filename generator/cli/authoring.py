"""`sitegen new` and `sitegen serve`: what a person has at hand while writing."""

import sys
from pathlib import Path
from typing import Any

import click

from generator.cli.common import JSON, PROJECT, begun_project, holding, mending, print_json, project_folder


@click.command(short_help="Show the site; build again at every save.")
@PROJECT
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

    with mending(as_json=False):
        server.run(begun_project(project), port, browse=browse, say=click.echo)


@click.command(short_help="Write a paper by hand.")
@click.argument("title")
@PROJECT
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar='"Family, Given"',
    help='An author, or "Given Family"; a body\'s name ends with a comma. Give it as often as needed.',
)
@click.option("--year", type=click.IntRange(1000, 9999))
@click.option("--venue", default="")
@click.option("--doi", default="")
@click.option("--url", default="")
@click.option("--keyword", "keywords", multiple=True, help="A keyword; without any they are chosen from the text.")
@click.option("--abstract", default="", metavar="TEXT", help="The abstract, or - to read it from standard input.")
@JSON
def new(title: str, project: Path, abstract: str, as_json: bool, **fields: Any) -> None:
    """Write a paper by hand: makes its page under content/papers and prints where it is.

    \b
    Examples:
      sitegen new "Attention Is All You Need" --author "Vaswani, Ashish" --year 2017
      pbpaste | sitegen new "A title" --abstract -
    """
    from generator import scaffold
    from generator.importers.names import person

    fields["authors"] = [person(author) for author in fields["authors"]]
    folder = project_folder(project, new=True)
    with mending(as_json), holding(folder, "new"):
        text = sys.stdin.buffer.read().decode("utf-8", "replace") if abstract == "-" else abstract
        path = scaffold.new_paper(folder, title, {**fields, "abstract": text.strip()})
    if as_json:
        print_json({"file": path})
    else:
        click.echo((folder / path).as_posix())
