"""What went wrong on the way, in the words of whoever can mend it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that a curator can fix: where, what, how. A problem with `fatal` stops the build."""

    path: str
    line: int
    message: str
    hint: str = ""
    fatal: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return place + self.message + (f"\n  {self.hint}" if self.hint else "")


@dataclass(slots=True)
class Report:
    """All problems of a run, in the order of files and lines."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, path: str, line: int, message: str, hint: str = "", *, fatal: bool = False) -> None:
        self.problems.append(Problem(path, line, message, hint, fatal))

    def extend(self, problems: Iterable[Problem]) -> None:
        self.problems.extend(problems)

    @property
    def fatal(self) -> list[Problem]:
        return [problem for problem in self.sorted() if problem.fatal]

    def sorted(self) -> list[Problem]:
        return sorted(self.problems)


def quoted(value: object, most: int = 120) -> str:
    """Return a field's value as a message names it: lists in one line, long texts cut."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return text if len(text) <= most else text[: most - 3] + "..."


def few(problems: Iterable[Problem], most: int = 10) -> Iterator[Problem]:
    """Yield problems in order; of each kind in a file, or among the pages, the first ones and how many more there are.

    Of a kind are those whose messages differ only in numbers and in what is quoted or in brackets.
    """
    found = list(problems)
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for problem in found:
        kinds.setdefault(_kind(problem), []).append(problem)
    told: Counter[tuple[str, str]] = Counter()
    for problem in found:
        told[kind := _kind(problem)] += 1
        if told[kind] <= most:
            yield problem
        if told[kind] == most < len(kinds[kind]):
            yield _more(kinds[kind][most:])


_VARIES = re.compile(r'"[^"]*"|\([^()]*\)|\d[\d.,]*')


def _kind(problem: Problem) -> tuple[str, str]:
    place = "content/papers/" if problem.path.startswith("content/papers/") else problem.path
    return place, _VARIES.sub("", problem.message)


def _more(rest: list[Problem]) -> Problem:
    first, last = rest[0], rest[-1]
    where = f", from line {first.line} to {last.line}" if first.path == last.path and last.line > first.line else ""
    return Problem(
        first.path if first.path == last.path else "",
        0,
        f"and {len(rest):,} more like the last one{where}",
        "To see each of them: the same with --verbose, or --json.",
    )


def silent(stage: str, done: int = 0, total: int = 0) -> None:
    """Say nothing of the progress: what a caller passes who does not want to hear of it."""


class Progress(Protocol):
    """Hears of a stage when it begins, and of how much of it is done."""

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None: ...
