"""content/: what people wrote and what sources said, on disk. The only package that reads and writes it."""

from pathlib import Path

from generator.content import curated, duplicates, records, state, store
from generator.papers import Content, Library
from generator.report import Report


def read(project: Path, report: Report) -> Content:
    """Return all that a project's content/ says. What cannot be read is told to the report, and left out."""
    library = Library.of(stored.paper for stored in store.read(project, report))
    duplicates.check(project, library.by_slug, report)
    return Content(
        library=library,
        vocabulary=curated.read_vocabulary(project, report),
        topics=curated.topics(project, report),
        collections=curated.collections(project, report),
        pages=curated.text_pages(project, report),
        imports=state.read_imports(project),
        ledger=records.read_ledger(project),
        state=state.read(project),
    )
