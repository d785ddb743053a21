"""The last operation taken back, file by file, and where a person has written since, field by field."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from generator.content import files, frontmatter, state, store
from generator.errors import SitegenError
from generator.ingest import journal, sources
from generator.ingest.journal import Draft, Journal, Saved
from generator.report import Problem

_IMPORTS = f"{state.FOLDER}/imports.json"
_STAYS = "was edited since, and stays as it is"


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking an operation back changes, what stays because a person has written since, and why.

    sources: names of those that stay although their import is taken back; no build imports them again
    """

    what: str
    draft: Draft
    kept: tuple[Problem, ...] = ()
    sources: tuple[str, ...] = ()


def plan(project: Path) -> Undone:
    """Return what taking the last operation back would do. Writes nothing.

    Raises SitegenError when there is nothing to take back.
    """
    last = journal.read(project)
    if last is None:
        raise SitegenError(
            "there is nothing to take back",
            hint="Only the last import, or other command that wrote pages, can be; git has what was before.",
        )
    return _planned(project, last)


def _planned(project: Path, last: Journal, *, again: bool = False) -> Undone:
    draft = Draft(project)
    taken = take_back(last, draft.read, again=again)
    for where, content in taken.files.items():
        if content is None:
            draft.drop(where)
        else:
            draft.put(where, content)
    return Undone(last.what, draft, tuple(taken.kept), tuple(sorted(taken.sources)))


def undo(project: Path) -> Undone:
    """Take the last operation back and return what was done. The caller holds the project's lock."""
    files.sweep(project)
    found = plan(project)
    journal.begin_undo(project)
    return _carried_out(project, found)


def _carried_out(project: Path, found: Undone) -> Undone:
    problems = found.draft.apply()
    journal.forget(project)
    return Undone(found.what, found.draft, (*found.kept, *problems), found.sources)


def repair(project: Path) -> list[Problem]:
    """Take back an operation that was broken off, or finish taking it back; return what the curator is told of it.

    A source whose import was broken off is imported again by the next build. What is half written goes.
    """
    files.sweep(project)
    last = broken_off(project)
    if last is None:
        journal.settle(project)
        return []
    done = _carried_out(project, _planned(project, last, again=last.unfinished))
    if last.undoing:
        return [Problem("", 0, f"taking back was broken off, and is finished now: {last.what}"), *done.kept]
    told = Problem("", 0, f"was broken off, and is taken back: {last.what}", "If it is still wanted, do it again.")
    return [told, *done.kept]


def broken_off(project: Path) -> Journal | None:
    """Return the operation that was begun, or begun to be taken back, and never finished; None where there is none."""
    if not journal.begun(project):
        return None
    try:
        last = journal.read(project)
    except state.NewerError:
        raise
    except SitegenError:
        return None  # What cannot be read any more cannot be taken back.
    return last if last and (last.unfinished or last.undoing) else None


@dataclass(slots=True)
class TakenBack:
    """Files as they become (None: deleted), what stays and why, and the sources (name -> hash) that stay."""

    files: dict[str, bytes | None] = field(default_factory=dict)
    kept: list[Problem] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)


def take_back(last: Journal, read: Callable[[str], bytes | None], *, again: bool = False) -> TakenBack:
    """Return what becomes of each file of an operation; `read` returns a file as it stands, None where there is none.

    again: sources that stay are to be imported again

    A file that still has the bytes the operation wrote becomes what it was. On a page that was edited since, each field
    that the operation changed is set back if it still says the operation's value. All else stays; and of a page that
    stays whole, or stays away because a person deleted it, what sources said of it.
    """
    taken, stay = TakenBack(), set[str]()
    for where, each in sorted(last.files.items()):
        now = read(where)
        if where == _IMPORTS or (now == each.before and now is not None):
            continue
        if files.content_hash(now) == each.written:
            taken.files[where] = each.before
        elif now is None or not _take_words_back(where, now, each, taken):
            if now != each.before:
                taken.kept.append(Problem(where, 0, _STAYS if now is not None else "was deleted since, and stays away"))
            stay.add(store.slug_of_file(PurePosixPath(where).stem) if where.startswith(store.FOLDER) else where)
    for where in [where for where in taken.files if _is_memory_of(stay, where, read)]:
        del taken.files[where]
    if _IMPORTS in last.files:
        _take_import_back(last, read, taken, again)
    return taken


def _take_words_back(where: str, now: bytes, each: Saved, taken: TakenBack) -> bool:
    """Take an operation's words back from an edited page; return whether that can be done."""
    if each.before is None or not (each.changes or each.body):
        return False
    try:
        text, fields = set_back(now.decode("utf-8"), each.before.decode("utf-8"), each.changes, each.body)
    except (SitegenError, UnicodeDecodeError):
        return False
    taken.kept.extend(Problem(where, line, f"{name} {_STAYS}") for name, line in fields)
    taken.files[where] = text.encode("utf-8")
    return True


def set_back(now: str, before: str, changes: Mapping[str, Any], body: str = "") -> tuple[str, list[tuple[str, int]]]:
    """Return a page's text with those fields set back that still say what an operation wrote, and the others' lines.

    changes: field -> what the operation wrote, None where it removed the field; body: the hash of the body it wrote

    Raises SitegenError when the front matter cannot be read, or not edited line by line.
    """
    page, old = frontmatter.parse(now, ""), frontmatter.parse(before, "")
    back = {name: old.value(name) for name, value in changes.items() if page.value(name) == value}
    others = [name for name in changes if name not in back and page.value(name) != old.value(name)]
    fields = [(name, page.fields[name].first if name in page.fields else 0) for name in others]
    text = frontmatter.edit(page, back)
    if body and files.content_hash(page.body.encode("utf-8")) == body:
        return text.removesuffix(page.body) + old.body, fields
    return text, [*fields, ("the body", page.close + 1)] if body and page.body != old.body else fields


def _is_memory_of(slugs: Collection[str], where: str, read: Callable[[str], bytes | None]) -> bool:
    """Return whether a file is the base of one of these pages."""
    if not slugs or not where.startswith(f"{state.FOLDER}/base/"):
        return False
    try:
        return json.loads(read(where) or b"{}").get("slug") in slugs
    except (ValueError, AttributeError):
        return False


def _take_import_back(last: Journal, read: Callable[[str], bytes | None], taken: TakenBack, again: bool) -> None:
    """Set the list of imports back, and note the sources that stay: no build is to import them again."""
    each, now = last.files[_IMPORTS], read(_IMPORTS)
    left = {} if again else {name: _left(last, name, read, taken) for name in last.sources}
    taken.sources = {name: hash for name, hash in left.items() if hash}
    then = each.before
    if taken.sources:
        table = json.loads(each.before or b'{"imports": []}')
        table["undone"] = table.get("undone", {}) | taken.sources
        then = state.table_file("imports.json", table)[1].encode("utf-8")
    if files.content_hash(now) == each.written or now == each.before:
        taken.files[_IMPORTS] = then
    elif now != then:
        taken.kept.append(Problem(_IMPORTS, 0, _STAYS))


def _left(last: Journal, name: str, read: Callable[[str], bytes | None], taken: TakenBack) -> str:
    """Return the hash of a source that lies there after all, "" of one that goes as it came."""
    where = f"{sources.FOLDER}/{name}"
    now = read(where)
    if where in taken.files or (where in last.files and now == last.files[where].before):
        return ""
    return last.sources[name] if now is None else files.content_hash(now)
