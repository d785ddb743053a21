"""Which page a person means who names one."""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.content import files, store
from generator.content.store import StoredPaper
from generator.errors import SitegenError
from generator.report import Report


def earlier_slugs(stored: Iterable[StoredPaper]) -> dict[str, str]:
    """Return the earlier slugs of pages, each with the slug of now."""
    return {alias: each.paper.slug for each in stored for alias in each.paper.aliases}


def called(project: Path, pages: Mapping[str, StoredPaper], earlier: Mapping[str, str], name: str) -> StoredPaper:
    """Return the page that a slug, an earlier slug, or a file's name or path means.

    Raises SitegenError where there is none, with the nearest slug, or saying why its page cannot be read.
    """
    slug = store.slug_of_file(Path(name).name.removesuffix(".md"))
    if found := pages.get(slug) or pages.get(earlier.get(slug, "")):
        return found
    path = project / store.FOLDER / f"{Path(name).name.removesuffix('.md')}.md"
    if path.is_file():
        where = f"{store.FOLDER}/{path.name}"
        store.parse(files.read_own(project, where), where, Report())
    close = difflib.get_close_matches(slug, sorted(pages), n=1)
    hint = f'Did you mean "{close[0]}"?' if close else f"Name a file of {store.FOLDER}, with or without its .md."
    raise SitegenError(f'there is no paper "{name}"', hint=hint)
