"""What an importer is."""

from collections.abc import Iterator
from typing import Protocol

from generator.papers import Record, Rejected
from generator.report import Problem

INTERFACE = "1.0"
"""What an importer of another package is made for. The first number changes when such importers must change, the second
when they may do more. docs/reference/importers.md says what belongs to it."""

Finding = Record | Rejected | Problem


class Importer(Protocol):
    """Reads one format. `name` is what `--format` takes, `title` is what a message says."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    def recognises(self, text: str) -> int:
        """Return how sure it is that the text is of its format: 0 not at all, 100 quite; from the content alone."""

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield, in the order of the source, each record, each record refused, and what a curator should look at."""
