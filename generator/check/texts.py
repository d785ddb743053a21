"""What is odd in the curator's notes: private blocks, private papers that they name, conflicts that git left."""

import difflib
import re
from collections.abc import Iterator
from typing import NamedTuple

from generator import prose
from generator.pages.shelf import Shelf
from generator.papers import Collection, Content, TextPage
from generator.report import Problem
from generator.text import private_blocks, title_key

_COMMENT = re.compile(r"<!-+\s*((?:/\s*)?)(\w+).*?(?:-->|$)", re.MULTILINE)
_CONFLICT = re.compile(r"(?ms)^<{7}(?: .*?)?$.*?^>{7}(?: |$)")
_TELLING = 12
"""Letters of a title from which it is no chance that a text has it."""


class _Notes(NamedTuple):
    path: str
    text: str
    begins: int
    published: bool

    def problem(self, at: int, what: str, hint: str) -> Problem:
        """Return a problem at a place of the text."""
        return Problem(self.path, self.begins + self.text.count("\n", 0, at) if self.begins else 0, what, hint)


def problems(content: Content, shelf: Shelf) -> Iterator[Problem]:
    """Yield what is odd in the notes of papers, collections and pages."""
    for notes in _all(content):
        if mark := _CONFLICT.search(notes.text):
            what = "a merge conflict is left in the notes"
            yield notes.problem(mark.start(), what, "Keep one side and delete the marks.")
        if notes.published:
            yield from _marks(notes)
            yield from _names(notes, content, shelf)


def _all(content: Content) -> Iterator[_Notes]:
    for paper in content.library:
        yield _Notes(paper.path, paper.notes, paper.notes_line, paper.published)
    pages: tuple[Collection | TextPage, ...] = (*content.collections, *content.pages)
    for page in pages:
        yield _Notes(page.path, page.notes, page.notes_line, True)


def _marks(notes: _Notes) -> Iterator[Problem]:
    """Yield the private block that nothing closes, and comments that were meant as marks and are not."""
    blocks = private_blocks(notes.text)
    for start, _, closed in blocks:
        if not closed:
            what = "a private block begins here that is never closed: all that follows is private"
            yield notes.problem(start, what, "Close it with <!-- /private -->.")
    for mark in _COMMENT.finditer(notes.text):
        inside = any(start <= mark.start() < end for start, end, _ in blocks)
        if inside or not difflib.get_close_matches(mark[2].lower(), ["private"], cutoff=0.8):
            continue
        if mark[1] and mark[2].lower() == "private":
            hint = "Take it out, or open the block with <!-- private -->."
            yield notes.problem(mark.start(), f'"{mark[0]}" closes a private block that was never opened', hint)
        else:
            hint = "Write <!-- private --> and <!-- /private -->."
            yield notes.problem(mark.start(), f'"{mark[0]}" makes nothing private', hint)


def _names(notes: _Notes, content: Content, shelf: Shelf) -> Iterator[Problem]:
    """Yield where published notes tell of a private paper."""
    # What only stands for a page that cannot be read has no lines.
    private = [paper for paper in content.library if paper.private and paper.lines]
    known = {title_key(name) for paper in private for name in (paper.slug, paper.title, *paper.aliases)}
    for target, line in prose.page_links(notes.text) if known else ():
        if title_key(prose.file_named(target)) in known and (found := shelf.find(target)) and not found.link:
            seen = "" if prose.file_named(target) != target else f': readers see "{found.words}"'
            what = f"{prose.typed(target)} leads to a private paper{seen}"
            hint = "Take the link out, or put it between <!-- private --> and <!-- /private -->."
            yield Problem(notes.path, notes.begins + line - 1, what, hint)
    shown = _blanked(notes.text)
    for paper in private:
        title = re.compile(r"\s+".join(map(re.escape, paper.title.split())), re.IGNORECASE)
        if len(paper.title) >= _TELLING and (match := title.search(shown)):
            hint = "Take it out, or put it between <!-- private --> and <!-- /private -->."
            yield notes.problem(match.start(), f'the notes name a private paper: "{paper.title}"', hint)


def _blanked(text: str) -> str:
    """Return notes with spaces for what is private and for wiki links, everything else where it was."""
    places = [(start, end) for start, end, _ in private_blocks(text)]
    places += [match.span() for match in re.finditer(r"\[\[[^\[\]\n]*\]\]", text)]
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
