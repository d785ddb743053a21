"""What a person got wrong in front matter, where YAML only says at which sign it stopped."""

import re
from dataclasses import dataclass
from typing import Any

_QUOTES = 'Put the whole value in double quotes, and write \\" for those within.'
# Where YAML stops -> what that means, and what to do. Those of a list, a quote or a name begin on an earlier line.
_MEANT = {
    "could not find expected ':'": ('this line is no "name: value"', ""),
    "did not find expected ',' or ']'": (
        "a list is opened with [ and not closed",
        "Close it with ]; put entries that hold # : [ ] or quotation marks in double quotes.",
    ),
    "did not find expected ',' or '}'": (
        "a { is opened and not closed",
        "Put the value in double quotes, if the { belongs to it.",
    ),
    "found unexpected end of stream": ("a quotation mark is opened and never closed", "Close it, or take it out."),
    "did not find expected key": ("something stands behind the end of the value", _QUOTES),
    "mapping values are not allowed in this context": ("there is a colon within the value", ""),
}
_BEGUN = ("simple key", "flow sequence", "flow mapping", "quoted scalar")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, on which line of the file, and how to mend it."""

    message: str
    line: int
    hint: str


def mistake(error: Any, head: str) -> Mistake:
    """Return what an error of YAML's means; head: the front matter, which begins on line 2."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    begun = getattr(error, "context_mark", None)
    if begun and str(getattr(error, "context", "")).endswith(_BEGUN):
        mark = begun
    lines = head.split("\n")
    at = mark.line if mark else 0
    if problem.startswith("mapping values") and at and "：" in lines[at - 1]:
        at -= 1
    shown = lines[at][:1000] if at < len(lines) else ""
    message, hint = _MEANT.get(problem, (f"column {mark.column + 1 if mark else 1}: {problem}", ""))
    return Mistake(message, at + 2, _hint(shown, problem) or hint or _SEE)


_SEE = "See docs/reference/front-matter.md for what may stand here."


def _hint(line: str, problem: str) -> str:
    if "\t" in line:
        return "Indent with spaces, not tabs."
    if "：" in line:
        return 'Write the colon as ":", with a space behind it.'
    if problem.startswith("could not find"):
        if match := re.match(r"([A-Za-z_]+):(\S.*)", line):
            return f"Put a space behind the colon: {match[1]}: {match[2][:60]}"
        return "Write name: value; indent by two spaces what belongs to the value above."
    if problem.startswith("mapping values"):
        if line[:1] == " ":
            return "Take the spaces at the line's beginning out; or put the value above in double quotes."
        return "Put the value in double quotes."
    if re.search(r":\s+[^\"'\[{|>].*(: | #|[\[\]{}@`%&*!])", line) or re.search(r":\s+[@`%&*!]", line):
        return "Put the value in double quotes."
    return ""
