"""Writes what the reference says of the program from the program itself: python docs/reference/make.py.

commands.md is the help of the commands; settings.md and sitegen.schema.json are what generator/config.py knows.
"""

import inspect
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from pathlib import Path
from typing import Any

import click

from generator import config
from generator.cli import main

HERE = Path(__file__).parent
_COMMANDS = """# Commands

What `sitegen COMMAND --help` says, in one place. This page is written by `python docs/reference/make.py`.
"""
_SETTINGS = """# sitegen.toml

All settings are optional; an unknown one is answered with the nearest known. Editors that know JSON Schema check the
file while you write, and complete it, if its first line names the [schema](sitegen.schema.json):

```toml
#:schema sitegen.schema.json
```

This page and the schema are written by `python docs/reference/make.py` from `generator/config.py`.

| setting | default | means |
|---|---|---|
"""
_KINDS: Mapping[type, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    tuple: {"type": "array", "items": {"type": "string"}},
    dict: {"type": "object", "additionalProperties": {"type": "string"}},
}


def pages() -> dict[str, str]:
    """Return the text of each file that is written here, by its name."""
    return {
        "commands.md": _COMMANDS + "".join(_commands()),
        "settings.md": _SETTINGS + "".join(_rows(config.Config(), "")),
        "sitegen.schema.json": json.dumps(schema(), indent=2, ensure_ascii=False) + "\n",
    }


def schema() -> dict[str, Any]:
    """Return the JSON Schema of sitegen.toml."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": config.FILE,
        "description": "The settings of a literature map made by sitegen. All are optional.",
        **_section_schema(config.Config()),
    }


def _commands() -> Iterator[str]:
    yield _help("sitegen", main)
    yield from (_help(f"sitegen {name}", command) for name, command in sorted(main.commands.items()))


def _help(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, max_content_width=100, terminal_width=100)
    context.help_option_names = ["-h", "--help"]
    return f"\n## {name}\n\n```text\n{inspect.cleandoc(command.get_help(context))}\n```\n"


def _rows(defaults: Any, section: str) -> Iterator[str]:
    for item in fields(defaults):
        value = getattr(defaults, item.name)
        if is_dataclass(value):
            yield from _rows(value, item.name)
            continue
        rule: config.Rule = item.metadata["rule"]
        name = f"[{section}] {item.name}" if section else item.name
        bounds = f", {rule.least} to {rule.most}" if rule.most is not None else ""
        keys = ": " + ", ".join(f"`{key}`" for key in rule.among) if isinstance(value, dict) and rule.among else ""
        shown = json.dumps(value, ensure_ascii=False)
        yield f"| `{name}` | {shown} | {rule.means}{bounds}{keys} |\n"


def _section_schema(defaults: Any) -> dict[str, Any]:
    properties = {item.name: _property(item, getattr(defaults, item.name)) for item in fields(defaults)}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _property(item: Field[Any], value: Any) -> dict[str, Any]:
    if is_dataclass(value):
        return {"description": inspect.getdoc(value) or "", **_section_schema(value)}
    rule: config.Rule = item.metadata["rule"]
    # Editors show it as plain text: without the marks of Markdown.
    means = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", rule.means).replace("`", "")
    made = {"description": means, **_KINDS[type(value)], "default": value}
    shape = {"pattern": rf"^\s*(?:{rule.shape.pattern})?\s*$"} if rule.shape else {}
    if isinstance(value, dict):
        each = {"type": "string", **shape}
        closed = {"properties": dict.fromkeys(rule.among, each), "additionalProperties": False}
        return made | (closed if rule.among else {"additionalProperties": each})
    bounds = {"minimum": rule.least, "maximum": rule.most} if rule.most is not None else {}
    return made | shape | bounds | ({"enum": list(rule.among)} if rule.among else {})


if __name__ == "__main__":
    for file, text in pages().items():
        (HERE / file).write_text(text, "utf-8")
