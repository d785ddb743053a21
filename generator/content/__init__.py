"""content/: what people wrote and what sources said, on disk. The only package that reads and writes it."""

from pathlib import Path

from generator.content import curated, records, state, store
from generator.papers import Content, Library
from generator.report import Report


def read(project: Path, report: Report) -> Content:
    """Return all that a project's content/ says. What cannot be read is told to the report, and left out."""
    return Content(
        library=Library.of(stored.paper for stored in store.read(project, report)),
        vocabulary=curated.read_vocabulary(project, report),
        topics=curated.topics(project, report),
        collections=curated.collections(project, report),
        pages=curated.text_pages(project, report),
        imports=state.read_imports(project),
        ledger=records.read_ledger(project),
        state=state.read(project),
    )
