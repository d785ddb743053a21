"""What an operation changes under content/: planned whole, written down, then written, so that it can be taken back.

    draft = journal.Draft(project)
    draft.put("content/papers/x.md", text)          # text or bytes; nothing is written yet
    draft.put(*base_file(base))                     # the state's files give their own (name, text)
    draft.drop("content/papers/y.md")               # to be deleted
    print(draft.diff())                             # --dry-run: what would change
    problems = draft.commit("merge of y into x")    # journal first, then the files in the order in which they were put

Every command that writes pages does it through one draft and one commit. `sitegen undo` takes the last commit back
(generator/ingest/undo.py), also one that was broken off half way. The journal is one file,
content/.sitegen/undo/last.json: each file as it was, and what was made of it. Only the last operation is kept; and
until it has come to its end the one before it, which is the last again if that one is broken off. Git has the others.

A draft that changes no byte is no operation: it writes nothing and the last journal stays.
"""

import base64
import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import inputs
from generator.content import files, frontmatter, state, store
from generator.errors import SitegenError
from generator.report import Problem

NAME = "undo/last.json"
_JOURNAL = f"{state.FOLDER}/{NAME}"
"""What the last operation wrote, and what stood there before."""
_BEFORE = f"{state.FOLDER}/undo/before.json"
"""The journal of the operation before, while one is at work."""


@dataclass(frozen=True, slots=True)
class Saved:
    """One file of an operation.

    before: its bytes as they were, None where there was no file
    written: the hash of what was written, "" where the file was deleted
    changes: of a page that was there before: each field that changed, as it was written (None: removed)
    body: the hash of a page's body as it was written, "" where the body did not change
    """

    before: bytes | None
    written: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """The last operation: what it was, and every file that it wrote or deleted.

    sources: those that it was the first to import, with their hashes
    unfinished: it was broken off; undoing: taking it back was
    """

    what: str
    files: Mapping[str, Saved]
    sources: Mapping[str, str] = field(default_factory=dict)
    unfinished: bool = False
    undoing: bool = False


@dataclass(slots=True)
class Draft:
    """The files under content/ that an operation will write or delete, with what they are now."""

    project: Path
    before: dict[str, bytes | None] = field(default_factory=dict)
    after: dict[str, bytes | None] = field(default_factory=dict)

    def read(self, where: str) -> bytes | None:
        """Return a file as this draft would leave it; None where there is none."""
        return self.after[where] if where in self.after else _bytes(self.project, where)

    def put(self, where: str, content: str | bytes) -> None:
        """Plan to write a file, named by its way from the project."""
        self._plan(where, content.encode("utf-8") if isinstance(content, str) else content)

    def drop(self, where: str) -> None:
        """Plan to delete a file."""
        self._plan(where, None)

    def _plan(self, where: str, content: bytes | None) -> None:
        if _own(where) not in self.before:
            self.before[where] = _bytes(self.project, where)
        self.after[where] = content

    @property
    def changes(self) -> dict[str, bytes | None]:
        """What really changes: file -> its bytes to be, None where it goes."""
        return {where: content for where, content in self.after.items() if content != self.before[where]}

    def diff(self) -> str:
        """Return the unified diff of all pages, and the names of the other files that change."""
        changes = self.changes
        pages = [where for where in sorted(changes) if where.startswith(f"{store.FOLDER}/")]
        others = [
            f"# also {_verb(self.before[where], changes[where])}: {where}\n"
            for where in sorted(set(changes) - set(pages))
        ]
        return "".join([*(_diff(where, self.before[where], changes[where]) for where in pages), *others])

    def commit(self, what: str, sources: Mapping[str, str] | None = None) -> list[Problem]:
        """Write the journal, then the files; return what could not be written because it was saved meanwhile.

        sources: name -> hash of those that this operation is the first to import
        """
        if not (changes := self.changes):
            return []
        found = {where: saved(where, self.before[where], content) for where, content in changes.items()}
        mark = _write_down(self.project, Journal(what, found, sources or {}))
        problems = self.apply()
        if _mark(self.project) == [mark]:
            (self.project / inputs.UNFINISHED).unlink()
            _let_go(self.project)
        return problems

    def apply(self) -> list[Problem]:
        """Write the files without a journal; one that was saved since it was read for this draft is left as it is."""
        return [problem for where, content in self.changes.items() if (problem := self._write(where, content))]

    def _write(self, where: str, content: bytes | None) -> Problem | None:
        if _bytes(self.project, where) != self.before[where]:
            return Problem(where, 0, "was saved meanwhile, and stays as it is", "Do the same again.")
        if files.leads_out(self.project, where):
            raise files.outside(where)
        path = (self.project / where).resolve()
        try:
            if content is None:
                path.unlink()
            else:
                files.write_bytes(path, content)
        except OSError as error:
            raise SitegenError(
                f"cannot be written: {error.strerror}", where=where, hint="Check the disk and the rights."
            ) from error
        return None


def _own(where: str) -> str:
    if not where.startswith("content/") or ".." in where.split("/"):
        raise ValueError(f"{where} is not under content/")
    return where


def read(project: Path) -> Journal | None:
    """Return the last operation, None when there is nothing to take back."""
    table = state.read_table(project, NAME)
    if not table:
        return None
    with state.shape(NAME):
        saved = {_own(where): _saved(entry) for where, entry in table["files"].items()}
        sources = {str(name): str(hash) for name, hash in table["sources"].items()}
        mark, *undo = _mark(project) or [""]
        begun = mark == files.content_hash(_bytes(project, _JOURNAL))
        return Journal(str(table["what"]), saved, sources, begun and not undo, begun and bool(undo))


def begun(project: Path) -> bool:
    """Return whether something was begun here that may not have come to its end."""
    return (project / inputs.UNFINISHED).is_file()


def begin_undo(project: Path) -> None:
    """Note that the operation is being taken back, so that this is finished even if it is broken off."""
    _begin(project, f"{files.content_hash(_bytes(project, _JOURNAL))} undo")


def settle(project: Path) -> None:
    """Note that nothing is at work any more."""
    (project / inputs.UNFINISHED).unlink(missing_ok=True)
    _let_go(project)


def forget(project: Path) -> None:
    """Delete the journal of an operation that has been taken back; if it was broken off, the one before is the last."""
    try:
        (project / _BEFORE).replace(project / _JOURNAL)
    except FileNotFoundError:
        (project / _JOURNAL).unlink(missing_ok=True)
    (project / inputs.UNFINISHED).unlink(missing_ok=True)


def saved(where: str, before: bytes | None, after: bytes | None) -> Saved:
    """Return what a journal keeps of one file."""
    changes, body = _page_changes(where, before, after)
    return Saved(before, files.content_hash(after), changes, body)


def _page_changes(where: str, before: bytes | None, after: bytes | None) -> tuple[dict[str, Any], str]:
    if before is None or after is None or not where.startswith(f"{store.FOLDER}/"):
        return {}, ""
    try:
        old, new = (frontmatter.parse(content.decode("utf-8"), where) for content in (before, after))
    except (SitegenError, UnicodeDecodeError):
        return {}, ""
    names = sorted({*old.fields, *new.fields})
    changes = {name: value for name in names if (value := new.value(name)) != old.value(name)}
    return changes, files.content_hash(new.body.encode("utf-8")) if new.body != old.body else ""


def _write_down(project: Path, journal: Journal) -> str:
    """Write the journal to the disk itself, and the mark that its operation has begun; return the mark."""
    entries = {where: _entry(each) for where, each in journal.files.items()}
    name, text = state.table_file(NAME, {"what": journal.what, "sources": dict(journal.sources), "files": entries})
    mark = files.content_hash(text.encode("utf-8"))
    _begin(project, mark)
    _hold_on(project)
    files.write_text(project / name, text)
    _sync((project / name).parent)
    return mark


def _hold_on(project: Path) -> None:
    """Give the journal that is there a second name, under which it stays when the new one takes its place."""
    _let_go(project)
    last, before = project / _JOURNAL, project / _BEFORE
    if last.is_file():
        try:
            os.link(last, before)
        except OSError:  # Some disks know no links.
            files.write_bytes(before, last.read_bytes())


def _let_go(project: Path) -> None:
    (project / _BEFORE).unlink(missing_ok=True)


def _begin(project: Path, mark: str) -> None:
    files.write_text(project / inputs.UNFINISHED, mark)


def _sync(folder: Path) -> None:
    """Have the names in a folder on the disk too, where the system knows how."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def _entry(each: Saved) -> dict[str, Any]:
    entry: dict[str, Any] = {"written": each.written}
    if each.before is not None:
        try:
            entry["before"] = each.before.decode("utf-8")
        except UnicodeDecodeError:
            entry["before64"] = base64.b64encode(each.before).decode("ascii")
    if each.changes:
        entry["changes"] = dict(each.changes)
    if each.body:
        entry["body"] = each.body
    return entry


def _saved(entry: Mapping[str, Any]) -> Saved:
    before = entry["before"].encode("utf-8") if "before" in entry else None
    if "before64" in entry:
        before = base64.b64decode(entry["before64"])
    return Saved(before, str(entry["written"]), dict(entry.get("changes", {})), str(entry.get("body", "")))


def _mark(project: Path) -> list[str]:
    return (_bytes(project, inputs.UNFINISHED) or b"").decode("ascii", "replace").split()


def _bytes(project: Path, where: str) -> bytes | None:
    try:
        return (project / where).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SitegenError(
            f"cannot be read: {error.strerror}", where=where, hint="Check that it is a file, and yours to read."
        ) from error


def _verb(before: bytes | None, after: bytes | None) -> str:
    return "new" if before is None else "deleted" if after is None else "changed"


def _diff(where: str, before: bytes | None, after: bytes | None) -> str:
    """Return a file's unified diff as `git apply` takes it."""
    old = "/dev/null" if before is None else f"a/{where}"
    new = "/dev/null" if after is None else f"b/{where}"
    lines = difflib.unified_diff(_lines(before or b""), _lines(after or b""), old, new)
    return "".join(_whole(line) for line in lines)


def _lines(content: bytes) -> list[str]:
    """Return lines as people and git break them: at line feeds alone."""
    return [line for line in re.split(r"(?<=\n)", content.decode("utf-8", "replace")) if line]


def _whole(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
