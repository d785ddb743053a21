"""Sources in, pages out: every record becomes a page, a duplicate of one, or is rejected with its reason.

Sources are taken in the order of their names, so the order in which they are given changes nothing. An import is
planned whole, in a draft, before a byte is written; `sitegen undo` takes it back.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator import cache
from generator.content import duplicates, state, store
from generator.errors import SitegenError
from generator.ingest import sources as given
from generator.ingest.ledger import Ledger, Outcome, SourceLedger
from generator.ingest.sources import Source, bring_in, pending
from generator.papers import Import, Paper
from generator.report import Problem, Report, silent
from generator.text import counted

if TYPE_CHECKING:
    from generator.content.duplicates import Pair
    from generator.ingest.journal import Draft

__all__ = [
    "Ledger",
    "Outcome",
    "Source",
    "SourceLedger",
    "adopt",
    "at_work",
    "bring_in",
    "broken_off",
    "carry_out",
    "open_conflicts",
    "pending",
    "plan",
    "run",
    "waiting",
]


@contextlib.contextmanager
def at_work(project: Path, command: str, *, repair: bool = True) -> Iterator[list[Problem]]:
    """Hold the project for a command that writes pages; what the last one left half done is put right, and told.

    A command that fails, or is stopped, leaves all pages as they were; where that cannot be (a disk that is still
    full), or it is killed, the next one sees to it. One that takes operations back finishes that.

    repair: put right what the last command left; False for the command that takes it back anyhow
    """
    from generator.ingest import journal, undo

    with cache.locked(project, command) as held:
        told = undo.repair(project) if repair and (held.killed or journal.begun(project)) else []
        if held.killed:
            told = [Problem("", 0, f"{held.killed} was broken off; what it left half written is cleared away"), *told]
        try:
            yield told
        except BaseException:
            held.clear = False
            with contextlib.suppress(SitegenError, OSError):
                undo.repair(project)
                held.clear = True
            raise


def broken_off(project: Path) -> str:
    """Return what was begun and neither finished nor taken back, "" for nothing."""
    from generator.ingest import undo

    last = undo.broken_off(project)
    return last.what if last else ""


def run(project: Path, sources: Iterable[Source], format: str = "", progress: Callable[[str], None] = silent) -> Ledger:
    """Import sources into content/ and return the ledger.

    Raises SitegenError, with nothing written, when a page of the project cannot be read.
    """
    told = carry_out(project)
    ledger, draft = plan(project, sources, format, progress)
    what = f"import of {_listed([source.file for source in ledger.sources])}"
    ledger.notes += [*told, *draft.commit(what, dict(ledger.first))]
    return ledger


def carry_out(project: Path) -> list[Problem]:
    """Unite the papers that content/duplicates.toml calls the same; return what the curator is told of it."""
    if not duplicates.unsettled(project):
        return []
    from generator.ingest import unite

    return [problem for united in unite.carry_out(project) for problem in united.told]


def waiting(project: Path) -> "list[Pair]":
    """Return the pairs that content/duplicates.toml calls the same and that are still two."""
    if not duplicates.unsettled(project):
        return []
    from generator.ingest import unite

    return unite.waiting(project)


def plan(
    project: Path, sources: Iterable[Source], format: str = "", progress: Callable[[str], None] = silent
) -> tuple[Ledger, "Draft"]:
    """Return what an import would do, and all that it would write. Writes nothing."""
    # A build with nothing to import must not wait for all that an import needs.
    from generator import importers
    from generator.ingest import writing
    from generator.ingest.journal import Draft
    from generator.ingest.work import Work

    work = Work.open(project, report := Report())
    if report.fatal:
        # A page that cannot be read may be the one that a record belongs to.
        raise store.unreadable(report)
    ledger, draft = Ledger(), Draft(project)
    sources = sorted(sources, key=lambda source: source.name)
    for source in sources:
        progress(f"reading {source.name}")
        ledger.sources.append(taken := work.take(source, format))
        if source.given and taken.outcomes:
            draft.put(f"{given.FOLDER}/{source.name}", source.content)
    if work.newborn:
        progress(f"choosing keywords for {counted(len(work.newborn), 'paper')}")
    ledger.changed = work.changed()
    writing.plan(work, draft)
    ledger.notes = [*work.problems, *importers.troubles()]
    ledger.papers = len(work.pages)
    read = {source.file for source in ledger.sources if source.outcomes}
    taken_in = [source for source in sources if source.name in read]
    ledger.first = _note_import(draft, taken_in, ledger.changed, ledger.changed & work.old)
    return ledger, draft


def adopt(project: Path, report: Report) -> list[str]:
    """Give pages that a person made by hand (those without an id) an id, and keywords if they have no such line.

    Returns the pages' files. Nothing else on them changes, and it happens once; a page that cannot be edited line by
    line is told to the report and stays as it is. It is no operation of its own: undo does not take it back.
    """
    from generator.ingest import writing
    from generator.ingest.journal import Draft
    from generator.ingest.work import Work

    work, draft = Work.open(project, Report()), Draft(project)
    found = writing.adopt(work, draft)
    # Each page after what is remembered of it: broken off between the two, nothing is forgotten.
    draft.after = dict(sorted(draft.after.items()))
    report.extend([*work.problems, *draft.apply()])
    return found


def open_conflicts(project: Path, papers: Iterable[Paper]) -> int:
    """Return how many conflicts between these papers' pages and sources wait to be settled."""
    from generator.ingest import conflicts

    return conflicts.count(project, papers)


def _note_import(
    draft: "Draft", sources: Iterable[Source], papers: set[str], changed: set[str]
) -> tuple[tuple[str, str], ...]:
    """Remember an import that brought a new file or changed a page; return the new ones with their hashes.

    papers: ids of the pages it made or changed; changed: of those that were there. What was taken back once is new.
    """
    before, undone = state.read_imports(draft.project), state.read_undone(draft.project)
    seen = {hash for each in before for _, hash in each.sources}
    new = tuple((source.name, source.hash) for source in sources if source.hash not in seen)
    if new or papers:
        number = before[-1].number + 1 if before else 1
        again = {hash for _, hash in new}
        undone = {name: hash for name, hash in undone.items() if hash not in again}
        noted = Import(number, _today(), new, tuple(sorted(papers)), tuple(sorted(changed)))
        draft.put(*state.imports_file([*before, noted], undone))
    return new


def _today() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return moment.date().isoformat()


def _listed(names: list[str]) -> str:
    more = len(names) - 3
    return ", ".join(names[:3]) + (f" and {more} more" if more > 0 else "")
