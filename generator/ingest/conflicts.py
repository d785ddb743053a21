"""Conflicts that wait: a person and a source both changed a field; the page keeps the person's until one decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.content import files, frontmatter, merge, store
from generator.content.bases import Base, base_file, read_bases
from generator.content.frontmatter import Page
from generator.content.merge import Conflict
from generator.content.store import StoredPaper
from generator.errors import SitegenError
from generator.ingest.called import called, earlier_slugs
from generator.ingest.journal import Draft
from generator.papers import Paper
from generator.report import Problem, Report, quoted


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open conflict. `line` is where the field stands on the page; `paste` is what takes the source's value."""

    path: str
    line: int
    slug: str
    field: str
    yours: Any
    incoming: Any
    source: str
    paste: str


def waiting(stored: Iterable[StoredPaper], bases: Mapping[str, Base]) -> list[Waiting]:
    """Return the open conflicts of these papers, by page and line."""
    found = [
        _waiting(each, name, conflict)
        for each in stored
        if each.paper.id in bases
        for name, conflict in bases[each.paper.id].conflicts.items()
        if merge.is_open(name, conflict, _values(each.page), each.paper.locked)
    ]
    return sorted(found, key=lambda each: (each.path, each.line, each.field))


def count(project: Path, papers: Iterable[Paper]) -> int:
    """Return how many conflicts of these papers are open. Only pages that a source ever disputed are read again."""
    bases = read_bases(project, Report(), holding=b'"conflicts"')
    disputed = [paper.path for paper in papers if paper.id in bases] if bases else []
    stored = [store.parse(files.read_text(project / path, path), path, Report()) for path in disputed]
    return len(waiting(stored, bases))


def resolve(project: Path, slug: str, field: str, *, theirs: bool) -> list[Waiting]:
    """Settle the open conflicts of a page, or that of one field, and return them.

    theirs: the page says what the source says, in that field's lines alone. Else the page stays, and the value is not
    asked about again. Raises SitegenError where there is nothing to settle. The caller holds the project's lock.
    """
    pages: dict[str, StoredPaper] = {one.paper.slug: one for one in store.read(project, Report())}
    each = called(project, pages, earlier_slugs(pages.values()), slug)
    base = read_bases(project, Report()).get(each.paper.id)
    found = waiting([each], {each.paper.id: base} if base else {})
    chosen = [one for one in found if field in ("", one.field)]
    if not base or not chosen:
        also = f"Open are: {', '.join(one.field for one in found)}." if found else "sitegen status lists what is open."
        raise SitegenError(f"no conflict is open{f' on {field}' if field else ''}", where=each.paper.path, hint=also)
    values = {one.field: one.incoming for one in chosen}
    draft = Draft(project)
    if theirs:
        draft.put(each.paper.path, frontmatter.edit(each.page, values))
        draft.put(*base_file(merge.settle(base, taken=values)))
    else:
        draft.put(*base_file(merge.settle(base, refused=values)))
    for problem in draft.commit(f"resolve of {slug}"):
        raise SitegenError(problem.message, where=problem.path, hint=problem.hint)
    return chosen


def told(where: str, page: Page | None, conflict: Conflict) -> Problem:
    """Return a conflict as a problem: where, what, and the line to paste."""
    yours, incoming = quoted(conflict.yours), quoted(conflict.incoming)
    return Problem(
        where,
        _line(page, conflict.field),
        f'{conflict.field} was changed here and in {conflict.source}: yours stays ("{yours}", not "{incoming}")',
        f"To take the other, write: {_paste(conflict)}",
    )


def _waiting(each: StoredPaper, name: str, conflict: Mapping[str, Any]) -> Waiting:
    found = Conflict(name, **conflict)
    return Waiting(
        each.paper.path,
        _line(each.page, name),
        each.paper.slug,
        *(name, found.yours, found.incoming, found.source),
        paste=_paste(found),
    )


def _line(page: Page | None, name: str) -> int:
    return page.fields[name].first if page and name in page.fields else 1


def _paste(conflict: Conflict) -> str:
    return frontmatter.dump(conflict.field, conflict.incoming).strip()


def _values(page: Page) -> dict[str, Any]:
    return {name: field.value for name, field in page.fields.items()}
