"""Writes docs/reference/commands.md from the commands' own help: python docs/reference/make.py."""

import inspect
from pathlib import Path

import click

from generator.cli import main

PAGE = Path(__file__).with_name("commands.md")
_HEAD = """# Commands

What `sitegen COMMAND --help` says, in one place. This page is written by `python docs/reference/make.py`.
"""


def page() -> str:
    """Return the page: the help of the program, then of each command by name."""
    parts = [_section("sitegen", main)]
    parts += [_section(f"sitegen {name}", command) for name, command in sorted(main.commands.items())]
    return _HEAD + "".join(parts)


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, max_content_width=100, terminal_width=100)
    context.help_option_names = ["-h", "--help"]
    return f"\n## {name}\n\n```text\n{inspect.cleandoc(command.get_help(context))}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
