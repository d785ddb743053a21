"""The command line: every command is a few lines over the library, and nothing else knows Click."""

import io
import os
import shlex
import sys
from pathlib import Path
from typing import Any

import click

from generator import __version__, collect_rarely
from generator.cli import (
    adding,
    authoring,
    building,
    checking,
    completing,
    curating,
    keywords,
    merging,
    publishing,
    starting,
)
from generator.cli.common import fail
from generator.errors import SitegenError


class _Commands(click.Group):
    """Commands in the order of work, where the name of a file is taken for what it is.

    Has a word, no traceback, where the output itself cannot be written; to a closed pipe there is none to say.
    """

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # Nothing is to be tried again at the end.
            hint = "Check the disk, and where the output goes."
            fail(SitegenError(str(error.strerror), where=error.filename or "standard output", hint=hint), as_json=False)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands and Path(args[0]).exists():
            ctx.fail(f'"{args[0]}" is a file. To import it and build: {shlex.join(["sitegen", "build", args[0]])}')
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def main() -> None:
    """Turn a pile of papers into a literature map: a website that works from disk.

    \b
    Examples:
      sitegen init my-field               begin a project
      sitegen build                       import what is new in content/sources and build site/
      sitegen build library.bib           copy a file there first
      sitegen import --dry-run newer.bib  show what a file would change, and change nothing
      sitegen add arXiv:1706.03762        add papers by DOI or arXiv id
      sitegen check                       say everything that is to mend, and write nothing
      sitegen serve                       build, show, and build again whenever you save
      sitegen new "A paper's title"       write a paper by hand
      sitegen keywords                    list the keywords, and those that are probably one
      sitegen status                      say what waits for you: conflicts, sources, pages
      sitegen resolve SLUG --mine         settle a conflict between a page and a source
      sitegen merge SLUG OTHER-SLUG       make one page of two that are of one paper
      sitegen undo                        take the last import, merge or resolve back
      sitegen publish                     put the site on GitHub Pages
    """
    collect_rarely()
    # A second thread that waits for small products takes more time than it gives. Read when numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        # Titles are in all scripts, whatever the terminal says of itself.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


COMMANDS = (
    starting.init,
    building.build,
    building.import_,
    adding.add,
    authoring.new,
    authoring.serve,
    checking.check,
    curating.status,
    curating.resolve,
    merging.merge,
    curating.undo,
    keywords.keywords,
    publishing.publish,
    completing.completion,
)
for command in COMMANDS:
    main.add_command(command)
