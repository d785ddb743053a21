"""TOML that a person writes: its table, or what is wrong with it, on which line, and how to mend it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Slip:
    """Where a text stops being TOML."""

    line: int
    message: str
    hint: str


def read(text: str) -> tuple[Mapping[str, Any], Slip | None]:
    """Return what a text says; nothing, and the slip, where it is no TOML."""
    text = text.removeprefix("\ufeff")
    try:
        return tomllib.loads(text), None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = str(error)
        line = _line(said, text)
        lines = text.splitlines()
        shown = lines[line - 1][:1000] if 0 < line <= len(lines) else ""
        message, hint = _meant(re.sub(r" \(at (?:line .*|end of document)\)$", "", said), shown)
        return {}, Slip(line, f"not valid TOML: {message}", hint)


def _line(message: str, text: str) -> int:
    """Return the line that TOML's own message speaks of; 0 when it names none."""
    if "end of document" in message:
        return max(1, len(text.splitlines()))
    after = message.partition("at line ")[2]
    return int(after.split(",")[0].split(")")[0]) if after else 0


def _meant(message: str, line: str) -> tuple[str, str]:
    """Return what a message of the parser means for a line, and what to do."""
    key, sign, value = (part.strip() for part in line.partition("="))
    name = line.strip().strip("[]").strip()
    if message.startswith("Cannot declare"):
        return f"[{name}] stands here twice", "Make one section of the two."
    if message.startswith("Cannot overwrite"):
        return f"{key} stands here twice", "Keep one of the two."
    if message.startswith("Illegal character '\\n'"):
        return "a quotation mark is opened and never closed", "Close it on the same line."
    if message.startswith("Expected ']' at the end of a table"):
        quoted = f'Write it with both brackets, and in quotes if it has spaces: ["{name}"].'
        return "this is no name of a section", quoted
    if message.startswith("Expected '=' after a key"):
        if not sign and re.match(r"[\w\"' -]+:", line.strip()):
            return "a colon stands where = must", f"Write {line.strip().replace(':', ' =', 1)[:80]}"
        return "this is no name = value", _in_quotes(key) if sign else 'Write name = "value".'
    if message == "Invalid value" and value:
        text = value.strip("\"'“”„‘’«»")
        hint = "Put each text of a list in straight quotes: [" if value[:1] == "[" else f'Write {key} = "{text[:60]}".'
        return "a text stands here without straight quotes", hint + ('"one", "another"].' if value[:1] == "[" else "")
    return message, "Mend or remove that line."


def _in_quotes(key: str) -> str:
    return f'Put the name before = in quotes: "{key.strip(chr(34))}" = ...' if " " in key else 'Write name = "value".'
