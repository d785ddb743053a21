"""The account of an import: every record of every source, and what became of it."""

from dataclasses import dataclass, field
from typing import Literal

from generator.report import Problem

Kind = Literal["new", "known", "duplicate", "rejected"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record: a new page, one that was there before, a duplicate of another record, or nothing."""

    line: int
    title: str
    kind: Kind
    paper: str = ""
    """its slug"""
    reason: str = ""
    id: str = ""


@dataclass(slots=True)
class SourceLedger:
    """One source's records, each with what became of it, and what a curator should look at."""

    file: str
    format: str = ""
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def count(self, kind: Kind) -> int:
        return sum(outcome.kind == kind for outcome in self.outcomes)


@dataclass(slots=True)
class Ledger:
    """All that an import did. `changed` are ids of papers that are new or have changed fields."""

    sources: list[SourceLedger] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    first: tuple[tuple[str, str], ...] = ()
    """names and hashes of the sources that no import had read before"""
    papers: int = 0
    notes: list[Problem] = field(default_factory=list)
    """Problems of the project itself: a page that could not be edited, a lost memory of what sources said."""

    def count(self, kind: Kind) -> int:
        return sum(source.count(kind) for source in self.sources)

    @property
    def problems(self) -> list[Problem]:
        return [*self.notes, *(problem for source in self.sources for problem in source.problems)]
