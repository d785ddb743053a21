"""Pages of arXiv, ACL Anthology, OpenReview, PubMed, Google Scholar and conferences, selected in a browser and pasted.

Two shapes are known. On some pages every paper begins with a mark: arXiv's number, or PubMed's "1. Journal. 2020". On
the others a title stands over a line of names. What follows up to the next one is told apart by `page_lines`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator import identifiers
from generator.importers import fields
from generator.importers.page_lines import Line, heading, lines, marked_up, names, written
from generator.importers.protocol import Finding
from generator.importers.refused import refusal
from generator.report import Problem
from generator.text import counted

_ENOUGH = 100_000
"""Characters from which such a page is known."""
_SHOWN = 10
_LONGEST_TITLE = 400


@dataclass(slots=True)
class _Entry:
    """What is found of one paper."""

    line: int
    said: dict[str, object] = field(default_factory=dict)
    abstract: list[str] = field(default_factory=list)
    verbatim: list[str] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)

    def learn(self, said: Mapping[str, object]) -> None:
        """Keep what is new; an abstract that is said under its label is one."""
        for name, value in said.items():
            if name == "abstract" and value:
                self.abstract.append(str(value))
            elif value:
                self.said.setdefault(name, value)


@dataclass(frozen=True, slots=True)
class Page:
    """The importer of pasted pages on which titles have authors."""

    name: str = "page"
    title: str = "a pasted page of papers with their authors"

    def recognises(self, text: str) -> int:
        """Return 92 where papers begin with a mark, 60 where two lines of names stand under titles, else 0."""
        head = text[:_ENOUGH]
        if marked_up(head) or refusal(head):
            return 0
        found = lines(head)
        entries, _ = _entries(found)
        if any(line.kind == "mark" for line in found):
            whole = sum(1 for entry in entries if entry.abstract or "authors" in entry.said)
            return 92 if whole and whole * 2 >= len(entries) else 0
        told = sum(len(entry.verbatim) - len(entry.left) for entry in entries)
        alone = len(entries) == 1 and not entries[0].said.keys().isdisjoint(("aside", "date", "doi", "pmid"))
        return 60 if (len(entries) >= 2 or alone) and told * 3 >= len(found) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield the page's records in order, and once the lines that belong to none."""
        found, left = _entries(lines(text))
        for entry in found:
            yield fields.record(_fields(entry), source, entry.line, "\n".join(entry.verbatim))
        if bare := [entry for entry in found if not entry.abstract]:
            yield Problem(
                source,
                bare[0].line,
                f"{counted(len(bare), 'paper')} of this page without an abstract",
                "Nothing to do if the page has none; an export that has them fills these pages when it is imported.",
            )
        if left := sorted([*left, *(line for entry in found for line in entry.left)], key=lambda line: line.number):
            yield _left_out(left, source)


importer = Page()


def _entries(found: Sequence[Line]) -> tuple[list[_Entry], list[Line]]:
    """Return the papers of a page, and the lines before the first."""
    marks = [place for place, line in enumerate(found) if line.kind == "mark"]
    labelled = [place for place, line in enumerate(found) if line.kind == "label" and "title" in line.said]
    starts = marks or labelled or list(_titled(found))
    if not starts:
        return [], [line for line in found if line.kind != "noise"]
    head = [line for line in found[: starts[0]] if line.kind not in ("noise", "label")]
    entries = [_entry(found[start:end]) for start, end in pairwise([*starts, len(found)])]
    volume = entries[0].said if _is_volume(entries[0]) else {}
    return [_with(entry, volume) for entry in entries if entry.said.get("title") and not _is_volume(entry)], head


def _is_volume(entry: _Entry) -> bool:
    """Return whether this is a whole volume of ACL Anthology, "2024.acl-long", and no paper, "2024.acl-long.7"."""
    return not str(entry.said.get("volume", "1"))[-1:].isdigit()


def _with(entry: _Entry, volume: dict[str, object]) -> _Entry:
    entry.learn({name: volume[name] for name in ("venue", "year") if name in volume})
    return entry


def _titled(found: Sequence[Line]) -> Iterator[int]:
    """Yield where a title stands over a line of names, or over a single name that is plainly an author's."""
    solid = [place for place, line in enumerate(found) if line.kind != "noise"]
    for at, place in enumerate(solid[:-1]):
        line, below = found[place], found[solid[at + 1]]
        before = found[place - 1].kind if place else ""
        title = line.kind in ("short", "text") or (line.kind == below.kind == "names" and before != "short")
        if not title or len(line.text) > _LONGEST_TITLE:
            continue
        if below.kind == "names" or (below.kind == "label" and "authors" in below.said):
            yield place
        elif below.kind == "short" and names(below.text, one=True):
            behind = [found[each].kind for each in solid[at + 2 : at + 3]] or ["text"]
            button = found[solid[at + 1] + 1 : solid[at + 1] + 2]
            likely = (
                behind[0] in ("text", "published") or "(" in below.text or [each.kind for each in button] == ["noise"]
            )
            if before == "noise" or (likely and len(line.text.split()) > 2):
                yield place


def _entry(found: Sequence[Line]) -> _Entry:
    """Return what the lines of one paper say, from its mark or its title on."""
    entry = _Entry(found[0].number, verbatim=[line.text for line in found])
    for before, line in pairwise([None, *found]):
        if line and line.kind in ("mark", "published", "label"):
            entry.learn(line.said)
        elif line and line.kind != "noise":
            _take(entry, line, before)
    return entry


def _take(entry: _Entry, line: Line, before: Line | None) -> None:
    """Say what a line without a label is: the title, the authors, a paragraph of the abstract, or nothing of these."""
    if not entry.said.get("title"):
        entry.said["title"] = heading(line.text)
    elif not entry.said.get("authors") and not entry.abstract and (listed := _authors(entry, line, before)):
        entry.learn({**line.said, "authors": listed})
    elif _is_abstract(entry, line):
        entry.abstract.append(line.text)
    elif doi := identifiers.doi(line.text):
        entry.learn({"doi": doi})
    else:
        entry.left.append(line)


def _is_abstract(entry: _Entry, line: Line) -> bool:
    """Return whether a line is text of the paper's own, and no piece that a search shows of it."""
    least = 2 if "arxiv" in entry.said else 8
    sentence = line.kind == "short" and line.text.endswith(".") and len(line.text.split()) >= least
    return (line.kind == "text" or sentence) and not line.cut and not entry.said.get("byline")


def _authors(entry: _Entry, line: Line, before: Line | None) -> list[str]:
    """Return the names of a line; what stands under a title of arXiv's are the authors, whatever they are called."""
    listed = _listed(line)
    under_title = before is not None and heading(before.text).endswith(str(entry.said["title"]))
    return listed or (written(line.text) if "arxiv" in entry.said and under_title and line.kind == "short" else [])


def _listed(line: Line) -> list[str]:
    said = line.said.get("authors")
    return list(said) if isinstance(said, list) else names(line.text, one=True)


def _fields(entry: _Entry) -> dict[str, object]:
    said = entry.said
    title = str(said.get("title", ""))
    return {
        **said,
        "title": title.removesuffix(".") if "pmid" in said else title,
        "abstract": "\n\n".join(entry.abstract),
        "year": said.get("year") or _year_of(str(said.get("arxiv", ""))) or said.get("date"),
    }


def _year_of(arxiv: str) -> str:
    """Return the year in which arXiv gave out a number: 2021 for 2103.00001, 1998 for math/9812001."""
    digits = arxiv.rpartition("/")[2][:2]
    return "" if not digits else f"19{digits}" if "/" in arxiv and digits > "90" else f"20{digits}"


def _left_out(left: Sequence[Line], source: str) -> Problem:
    shown = "; ".join(f'{line.number}: "{line.text[:60]}"' for line in left[:_SHOWN])
    more = f"; and {len(left) - _SHOWN:,} more" if len(left) > _SHOWN else ""
    are = "belongs" if len(left) == 1 else "belong"
    return Problem(
        source,
        left[0].number,
        f"{counted(len(left), 'line')} of the page {are} to no paper and are left out: {shown}{more}".replace(
            "belongs to no paper and are", "belongs to no paper and is"
        ),
        "Nothing to do if so; a title must stand on its own line, over its authors.",
    )
