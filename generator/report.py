"""What went wrong on the way, in the words of whoever can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, field


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


def silent(stage: str) -> None:
    """Say nothing of the progress: what a caller passes who does not want to hear of it."""
