"""Sources in, pages out: every record becomes a page, a duplicate of one, or is rejected with its reason.

Sources are taken in the order of their names, so the order in which they are given changes nothing.
"""

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from generator.content import state, store
from generator.ingest.ledger import Ledger, Outcome, SourceLedger
from generator.ingest.sources import Source, bring_in, pending
from generator.ingest.work import Work
from generator.papers import Import
from generator.report import Report, silent
from generator.text import counted

__all__ = ["Ledger", "Outcome", "Source", "SourceLedger", "adopt", "bring_in", "pending", "run"]


def run(project: Path, sources: Iterable[Source], format: str = "", progress: Callable[[str], None] = silent) -> Ledger:
    """Import sources into content/ and return the ledger.

    Raises SitegenError, with nothing written, when a page of the project cannot be read.
    """
    work = Work.open(project, report := Report())
    if report.fatal:
        # A page that cannot be read may be the one that a record belongs to.
        raise store.unreadable(report)
    ledger = Ledger()
    sources = sorted(sources, key=lambda source: source.name)
    for source in sources:
        progress(f"reading {source.name}")
        ledger.sources.append(work.take(source, format))
    if work.newborn:
        progress(f"choosing keywords for {counted(len(work.newborn), 'paper')}")
    ledger.changed = work.changed()
    work.write()
    ledger.notes = work.problems
    ledger.papers = len(work.pages)
    read = {source.file for source in ledger.sources if source.outcomes}
    _note_import(project, [source for source in sources if source.name in read], ledger.changed)
    return ledger


def adopt(project: Path, report: Report) -> list[str]:
    """Give pages that a person made by hand (those without an id) an id, and keywords if they have no such line.

    Returns the pages' files. Nothing else on them changes, and it happens once; a page that cannot be edited line by
    line is told to the report and stays as it is.
    """
    work = Work.open(project, Report())
    found = work.adopt()
    report.extend(work.problems)
    return found


def _note_import(project: Path, sources: Iterable[Source], changed: set[str]) -> None:
    """Remember an import that brought a new file or changed a page."""
    before = state.read_imports(project)
    seen = {hash for each in before for _, hash in each.sources}
    new = tuple((source.name, source.hash) for source in sources if source.hash not in seen)
    if new or changed:
        number = before[-1].number + 1 if before else 1
        state.write_imports(project, [*before, Import(number, _today(), new, tuple(sorted(changed)))])


def _today() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return moment.date().isoformat()
