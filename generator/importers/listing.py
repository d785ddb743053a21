"""A listing page pasted as text: header lines, then title, abstract, title, abstract, with or without blank lines.

The pages give nothing but length and order to tell a title from an abstract, so each line is judged by its shape.
The date in the header is the page's own: it has no year and is never a paper's.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.importers import page
from generator.importers.page_lines import marked_up
from generator.importers.protocol import Finding
from generator.importers.refused import refusal
from generator.papers import Record, Rejected
from generator.report import Problem
from generator.text import visible

LONG = 300
"""An abstract has at least so many characters and a sentence in it, or half of them and two sentences."""

_MANY = 5
"""Titles without an abstract from which on a page is doubted, if they are half of all."""

_ENOUGH = 100_000
"""Characters from which such a page is known."""

_HEADER = re.compile(
    r"new|subscribe|(daily|trending) papers|get trending papers in your email inbox.*"
    r"|by\s?ak and the research community"
    r"|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|[。！？]")
_GLUED = re.compile(r"Subscribe(?=[A-Z0-9\"'(\[])")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    raw: str

    @property
    def long(self) -> bool:
        ends = len(_SENTENCE_END.findall(self.text)) if len(self.text) >= LONG // 2 else 0
        return ends >= (1 if len(self.text) >= LONG else 2)

    @property
    def sentence(self) -> bool:
        """A short line that reads like a sentence: titles do not end with a full stop."""
        return self.text.endswith(".") and len(self.text.split()) >= 3


@dataclass(slots=True)
class _Draft:
    title: _Line
    abstract: list[_Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listing:
    """The importer of pasted listing pages."""

    name: str = "listing"
    title: str = "a pasted listing page"

    def recognises(self, text: str) -> int:
        """Return 95 under the header of such a page, 30 where short and long lines take turns, else 0."""
        if refusal(text[:_ENOUGH]):
            return 0
        lines = _lines(text[:_ENOUGH])
        if len([line for line in lines[:12] if _HEADER.fullmatch(line.text) or _GLUED.match(line.text)]) >= 2:
            return 95
        long = [place for place, line in enumerate(lines) if line.long]
        titled = [place for place in long if place and not lines[place - 1].long]
        known = titled and len(titled) * 3 >= len(long) * 2 and not marked_up(text)
        return 30 if known and not page.importer.recognises(text) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield the page's records in order; a title without an abstract is kept and named."""
        lines = _lines(text)
        body, ignored = _without_header(lines)
        if ignored:
            shown = "; ".join(f'"{line.text[:60]}"' for line in ignored)
            yield Problem(
                source,
                ignored[0].number,
                f"ignored before the first record: {shown}",
                "If it is a title, move it down.",
            )
        yield from _hidden_characters(lines, source)
        drafts = list(_drafts(body))
        for draft in drafts:
            yield from _findings(draft, source)
        titles = [draft for draft in drafts if isinstance(draft, _Draft)]
        lone = [draft for draft in titles if not draft.abstract]
        if _MANY <= len(lone) < len(titles) and len(lone) * 2 >= len(titles):
            what = f"{len(lone)} of {len(titles)} titles have no abstract: this page may be of another shape"
            yield Problem(
                source, lone[0].title.number, what, "Look the pages over; sitegen undo takes the import back."
            )


importer = Listing()


def _lines(text: str) -> list[_Line]:
    numbered = ((number, visible(raw), raw) for number, raw in enumerate(text.split("\n"), start=1))
    return [_Line(number, shown, raw) for number, shown, raw in numbered if shown]


def _without_header(lines: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    """Return the lines of the records, and those between header lines that are not known to be header."""
    first = next((place for place, line in enumerate(lines) if line.long), len(lines))
    title = max(first - 1, 0) if first < len(lines) else len(lines)
    header = [place for place in range(title) if _HEADER.fullmatch(lines[place].text)]
    start = header[-1] + 1 if header else 0
    ignored = [lines[place] for place in range(start) if place not in header]
    body = lines[start:]
    if body and (start or title == 0) and (glued := _GLUED.match(body[0].text)) and not body[0].long:
        body[0] = _Line(body[0].number, body[0].text[glued.end() :], body[0].raw)
    return body, ignored


def _hidden_characters(lines: Iterable[_Line], source: str) -> Iterator[Problem]:
    for line in lines:
        kept = re.sub(r"\s", "", line.text)
        if len(kept) < len(re.sub(r"\s", "", line.raw)):
            yield Problem(
                source, line.number, "invisible characters were left out", "Nothing to do, if the text reads well."
            )


def _drafts(lines: list[_Line]) -> Iterator[_Draft | _Line]:
    """Yield each title with its paragraphs; a paragraph that no title goes before comes as it is.

    The short line before a long one is always its title. A short sentence elsewhere is a (short) abstract or a last
    paragraph; any other short line is a title.
    """
    draft: _Draft | None = None
    for place, line in enumerate(lines):
        title_of_next = place + 1 < len(lines) and lines[place + 1].long and not line.long
        if line.long or (line.sentence and draft and not title_of_next):
            if draft is None:
                yield line
            else:
                draft.abstract.append(line)
            continue
        if draft is not None:
            yield draft
        draft = _Draft(line)
    if draft is not None:
        yield draft


def _findings(draft: _Draft | _Line, source: str) -> Iterator[Finding]:
    if isinstance(draft, _Line):
        yield Rejected(source, draft.number, "an abstract with no title before it", draft.raw)
        return
    text = "\n".join(line.raw for line in (draft.title, *draft.abstract))
    fields: dict[str, object] = {"title": draft.title.text}
    if draft.abstract:
        fields["abstract"] = "\n\n".join(line.text for line in draft.abstract)
    yield Record(fields, source, draft.title.number, text)
    if not draft.abstract:
        yield Problem(
            source, draft.title.number, f'"{draft.title.text}" has no abstract', "Add it on the page, or in the source."
        )
    elif not draft.abstract[0].long:
        yield Problem(
            source, draft.abstract[0].number, "taken for a short abstract", "If it is a title, take its full stop away."
        )
