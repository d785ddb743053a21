"""The three-way merge: what the sources say now meets what they said last and what the page says.

With base B, page P, incoming I, field by field: P = B takes I; I = B keeps P; both changed keeps P and is a conflict.
Lists become P + (I - B) - (B - I). Without a base the page wins and only empty fields are filled.

A conflict stays in the base, one a field, the last that was met, while the page says what it said then. What any source
has said before, or a person refused, is not asked again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.content.bases import Base

SCALARS = (
    "title",
    "authors",
    "year",
    "date",
    "venue",
    "type",
    "language",
    "doi",
    "arxiv",
    "pmid",
    "openalex",
    "url",
    "pdf",
    "abstract",
    "needs",
)
LISTS = ("resources", "tags", "collections", "files", "versions")
IMPORTED = (*SCALARS, *LISTS, "sources")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that a person and a source both changed: the page kept its own."""

    field: str
    yours: Any
    incoming: Any
    source: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What the page's fields become (only those that change) and the next base."""

    changes: Mapping[str, Any]
    conflicts: tuple[Conflict, ...]
    base: Base


def merge(
    page: Mapping[str, Any], base: Base | None, incoming: Mapping[str, Any], source: str, locked: tuple[str, ...] = ()
) -> Merged:
    """Return what one record of `source` does to a page.

    `page` and `incoming` hold front matter values as text and lists of text, empty where there is none. `locked` names
    the fields that imports leave alone, `"*"` all. A source that does not give a field takes nothing away by that,
    unless it gave it before and the field is a list. A stub (`needs`) gives its title to no page that has another, and
    a title from elsewhere takes the mark away.
    """
    incoming = _without_stand_in(page, incoming)
    known = _decided(base, page, locked) if base is not None else _assumed(page)
    changes: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    open = dict(known.conflicts)
    fields, told = dict(known.fields), dict(known.said.get(source, {}))
    for name in SCALARS:
        new, before = incoming.get(name), _said(known, source, name)
        if not new or new == before:
            continue
        old, mine = fields.get(name), page.get(name) or None
        if open.get(name, {}).get("source") == source:
            del open[name]  # It no longer says what the question was.
        if new == old:
            pass  # Another source says what was taken before: nothing new.
        elif mine == new:
            fields[name] = new
        elif mine == old and not _held(name, locked):
            changes[name] = fields[name] = new
        elif not _held(name, locked) and not _heard(known, name, new):
            conflicts.append(Conflict(name, mine, new, source))
            open[name] = {"source": source, "yours": mine, "incoming": new}
        told[name] = True if fields.get(name) == new else new
    if page.get("needs") and incoming.get("title") and not incoming.get("needs") and not _held("needs", locked):
        changes["needs"] = None
        fields.pop("needs", None)
    said = {**_retold(known, fields), source: told}
    for name in LISTS:
        had = union(known.said, name)
        said = {**said, source: {**said[source], name: list(incoming[name])}} if incoming.get(name) else said
        if not incoming.get(name) and name in said[source]:
            said = {**said, source: {key: value for key, value in said[source].items() if key != name}}
        _merge_list(name, page, had, union(said, name), locked, changes)
    _merge_list("sources", page, sorted(known.said), sorted(said), locked, changes)
    open = {name: each for name, each in open.items() if name not in changes}
    return Merged(changes, tuple(conflicts), replace(known, fields=fields, said=said, conflicts=open))


def _without_stand_in(page: Mapping[str, Any], incoming: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a stub's fields without its title, which is its identifier, where the page has another title."""
    if not incoming.get("needs") or page.get("title") == incoming.get("title"):
        return incoming
    return {name: value for name, value in incoming.items() if name not in ("title", "needs")}


def _assumed(page: Mapping[str, Any]) -> Base:
    """Without a base, all that the page says counts as a person's word."""
    return Base(str(page.get("id", "")), "", {}, {})


def is_open(name: str, conflict: Mapping[str, Any], page: Mapping[str, Any], locked: tuple[str, ...] = ()) -> bool:
    """Return whether a conflict still waits: the page says what it said, and imports may change it."""
    return (page.get(name) or None) == conflict["yours"] and not _held(name, locked)


def _decided(base: Base, page: Mapping[str, Any], locked: tuple[str, ...]) -> Base:
    """Return the base without the conflicts that a person has decided on the page since.

    Where the page now says what the source said, that is the value taken last.
    """
    if not base.conflicts:
        return base
    taken = {name: each["incoming"] for name, each in base.conflicts.items() if page.get(name) == each["incoming"]}
    open = {name: each for name, each in base.conflicts.items() if is_open(name, each, page, locked)}
    return replace(settle(base, taken), conflicts=open)


def settle(base: Base, taken: Mapping[str, Any] | None = None, refused: Mapping[str, Any] | None = None) -> Base:
    """Return the base after a decision: these values taken from their sources, those refused for good."""
    fields = {**base.fields, **(taken or {})}
    settled = dict(base.settled)
    for name, value in (refused or {}).items():
        settled[name] = [*(each for each in settled.get(name, []) if each != value), value]
    done = {*(taken or ()), *(refused or ())}
    open = {name: each for name, each in base.conflicts.items() if name not in done}
    return replace(base, fields=fields, said=_retold(base, fields), conflicts=open, settled=settled)


def _heard(base: Base, name: str, value: Any) -> bool:
    """Return whether a source has said this before, or a person refused it: then nobody is asked again."""
    return value in base.settled.get(name, ()) or any(_said(base, source, name) == value for source in base.said)


def _held(name: str, locked: tuple[str, ...]) -> bool:
    return name in locked or "*" in locked


def _said(base: Base, source: str, name: str) -> Any:
    """Return what this source last said of a field, None if it never did."""
    value = base.said.get(source, {}).get(name)
    return base.fields.get(name) if value is True else value


def _retold(base: Base, fields: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what each source said, with True only where that is still the value taken last."""
    retold: dict[str, dict[str, Any]] = {}
    for source, told in base.said.items():
        values = {name: base.fields.get(name) if value is True else value for name, value in told.items()}
        retold[source] = {
            name: True if name in SCALARS and fields.get(name) == value else value for name, value in values.items()
        }
    return retold


def union(said: Mapping[str, Mapping[str, Any]], name: str) -> list[str]:
    """Return what all sources together say of a list, in the order of the sources."""
    return list(dict.fromkeys(item for source in sorted(said) for item in said[source].get(name, [])))


def _merge_list(
    name: str, page: Mapping[str, Any], had: list[str], has: list[str], locked: tuple[str, ...], changes: dict[str, Any]
) -> None:
    mine = list(page.get(name) or [])
    kept = [item for item in mine if item not in had or item in has]
    after = kept + [item for item in has if item not in had and item not in kept]
    if name == "sources":
        after.sort()
    if after != mine and not _held(name, locked):
        changes[name] = after
