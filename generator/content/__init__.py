"""content/: what people wrote and what sources said, on disk. The only package that reads and writes it."""

from dataclasses import replace
from pathlib import Path

from generator.content import curated, duplicates, figures, records, state, store
from generator.papers import Content, Library
from generator.report import Report


def read(project: Path, report: Report) -> Content:
    """Return all that a project's content/ says. What cannot be read is told to the report, and left out.

    Raises SitegenError when it is the state that cannot be read.
    """
    return replace(
        written(project, report),
        imports=state.read_imports(project),
        ledger=records.read_ledger(project),
        state=state.read(project),
    )


def written(project: Path, report: Report) -> Content:
    """Return what people wrote, without what earlier builds noted."""
    library = Library.of(stored.paper for stored in store.read(project, report))
    duplicates.check(project, library.by_slug, report)
    collections, pages = curated.collections(project, report), curated.text_pages(project, report)
    pictured = any("![" in page.notes for page in (*library, *collections, *pages))
    return Content(
        library=library,
        vocabulary=curated.read_vocabulary(project, report),
        topics=curated.topics(project, report),
        collections=collections,
        pages=pages,
        pictures=figures.found(project) if pictured else frozenset(),
    )
