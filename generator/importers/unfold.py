"""Text that was broken into lines of one width, as in mail of arXiv and abstracts of PubMed -> its paragraphs.

A page from a browser has a line a paragraph already, and comes back as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.text import visible

_MAIL = re.compile(r"(?m)^\\\\\s*\n+arXiv:\d")
_PUBMED = re.compile(r"(?m)^\d{1,5}\. [A-Z][^\n]{2,120}\. (?:19|20)\d\d\b")
_PUBMED_ID = re.compile(r"(?m)^PMID: \d")
_OWN_LINE = re.compile(r"(?:DOI|PMCID|PMID): ")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a line of its own: where it begins, what it says, and whether it is indented."""

    number: int
    text: str
    indented: bool


def pieces(text: str) -> list[Piece]:
    """Return what a text says, piece by piece, without the characters that nobody sees."""
    if _MAIL.search(text):
        return _joined(text, _Mail().goes_on)
    if _PUBMED_ID.search(text) and _PUBMED.search(text):
        return _joined(text, lambda raw, gap: not gap and not _OWN_LINE.match(raw))
    return _joined(text, lambda _raw, _gap: False)


def _joined(text: str, goes_on: Callable[[str, bool], bool]) -> list[Piece]:
    """Return the lines, each that goes on joined to the one before it."""
    found: list[tuple[int, list[str], bool]] = []
    gap = True
    for number, raw in enumerate(text.split("\n"), start=1):
        plain = visible(raw)
        if plain and goes_on(raw, gap) and found:
            found[-1][1].append(plain)
        elif plain:
            found.append((number, [plain], raw[:1].isspace()))
        gap = not plain
    return [Piece(number, " ".join(words), indented) for number, words, indented in found]


@dataclass(slots=True)
class _Mail:
    """Knows where in a mail of arXiv a line stands: two backslashes open the head of a paper, then its abstract."""

    abstract: bool = False
    first: bool = True

    def goes_on(self, raw: str, gap: bool) -> bool:
        if raw.startswith("\\\\"):
            self.abstract, self.first = True, True
            return False
        if raw.startswith("arXiv:"):
            self.abstract = False
        first, self.first = self.first, False
        return not gap and not first and (self.abstract or raw[:1].isspace())
