"""What waits for a curator, and what is kept although no page shows it. Reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.content import duplicates, files, records, state, store
from generator.content.bases import Base, read_bases
from generator.content.duplicates import Pair
from generator.content.store import StoredPaper
from generator.ingest import conflicts, journal, sources
from generator.ingest.conflicts import Waiting
from generator.papers import Paper
from generator.report import Problem, Report


@dataclass(frozen=True, slots=True)
class Gone:
    """A page that was deleted by hand, of a paper that sources give."""

    id: str
    title: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """A project as it waits.

    conflicts: open ones, by page and line
    pairs: that may be one paper, by the line of duplicates.toml where the verdict is to be written
    pending: sources that no import has read; undone: those whose import was taken back
    by_hand: pages that no build has taken in yet; stubs: pages of papers with nothing but a title or an identifier
    rejected: file -> why the record in it could not become a paper
    gone: pages deleted by hand that sources still give
    last: what `sitegen undo` would take back, "" for nothing; broken_off: that was never finished
    problems: pages, and parts of the state, that cannot be read
    """

    conflicts: tuple[Waiting, ...]
    pairs: tuple[Pair, ...]
    pending: tuple[str, ...]
    undone: tuple[str, ...]
    by_hand: tuple[str, ...]
    stubs: tuple[str, ...]
    rejected: Mapping[str, str]
    gone: tuple[Gone, ...]
    last: str
    broken_off: bool
    problems: tuple[Problem, ...]


def overview(project: Path, include: Iterable[str] = ()) -> Status:
    """Return what waits in a project; `include` are the settings' patterns of more sources."""
    report = Report()
    stored = store.read(project, report)
    bases = read_bases(project, report)
    last = journal.read(project)
    return Status(
        conflicts=tuple(conflicts.waiting(stored, bases)),
        pairs=tuple(duplicates.undecided(project)),
        pending=tuple(source.name for source in sources.pending(project, include)),
        undone=tuple(sorted(state.read_undone(project))),
        by_hand=tuple(each.paper.path for each in stored if not each.paper.id),
        stubs=tuple(each.paper.path for each in stored if is_stub(each.paper)),
        rejected={where: _reason(project, where) for where in records.rejected_files(project)},
        gone=_gone(stored, bases, report),
        last=last.what if last else "",
        broken_off=bool(last and (last.unfinished or last.undoing)),
        problems=tuple(report.sorted()),
    )


def is_stub(paper: Paper) -> bool:
    """Return whether nothing is known of a paper but how it is called: it has no abstract, no authors and no notes."""
    return bool(paper.needs) or not (paper.abstract or paper.authors or paper.notes.strip())


def _reason(project: Path, where: str) -> str:
    return files.read_text(project / where, where).partition("\n")[0]


def _gone(stored: Iterable[StoredPaper], bases: Mapping[str, Base], report: Report) -> tuple[Gone, ...]:
    """Return the papers without a page; while a page cannot be read, nobody can tell whose it is."""
    if report.fatal:
        return ()
    there = {each.paper.id for each in stored}
    return tuple(
        Gone(id, str(base.fields.get("title", "")), tuple(sorted(base.said)))
        for id, base in sorted(bases.items())
        if id not in there and base.said
    )
