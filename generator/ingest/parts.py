"""Pages that were united into one: each part's sources are heard by what they said of that part."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.content import versions
from generator.content.bases import Base, Part
from generator.content.identity import TELLING, Index
from generator.content.merge import LISTS, Merged


def make_known(index: Index, id: str, base: Base) -> None:
    """Make a paper findable by all that sources said of it, and of the pages that were united into it."""
    for source, fields in _told(base):
        index.add(id, fields, source=source)
    for part in base.parts:
        for source, fields in [*_told(part.base), ("", {**part.base.fields, **part.page})]:
            index.add(id, fields, source=source, part=part.base.id)


def listed(base: Base, part: str, source: str, records: Iterable[Mapping[str, Any]]) -> Base:
    """Return a base that knows every record of a source that gives the paper, or that part of it, more than once."""
    views: list[Mapping[str, Any]] = [
        {name: record[name] for name in TELLING if record.get(name)} for record in records
    ]
    if part:
        parts = (_listed_part(each, part, source, views) for each in base.parts)
        return replace(base, parts=tuple(parts))
    also = {name: each for name, each in base.also.items() if name != source}
    distinct = [view for place, view in enumerate(views) if view not in views[:place]]
    return replace(base, also={**also, source: distinct} if len(distinct) > 1 else also)


def _listed_part(each: Part, part: str, source: str, views: list[Mapping[str, Any]]) -> Part:
    return replace(each, base=listed(each.base, "", source, views)) if each.base.id == part else each


def _told(base: Base) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each source with what it last said, then what was taken of it all."""
    for source, told in sorted(base.said.items()):
        yield source, {name: base.fields.get(name) if value is True else value for name, value in told.items()}
        yield from ((source, view) for view in base.also.get(source, ()))
    yield "", base.fields


def merge(
    page: Mapping[str, Any],
    base: Base | None,
    part: str,
    incoming: Mapping[str, Any],
    source: str,
    locked: tuple[str, ...] = (),
) -> Merged:
    """Return what a record does to a page; with `part`, by what was known of that part.

    What a part's source no longer lists stays: the other part's sources may give it.
    """
    united = next((each for each in base.parts if each.base.id == part), None) if base else None
    if base is None or united is None:
        return versions.merge(page, base, incoming, source, locked)
    merged = versions.merge(page, united.base, incoming, source, locked)
    changes = {name: _grown(page, name, value) for name, value in merged.changes.items()}
    changes = {name: value for name, value in changes.items() if value != page.get(name)}
    told = replace(united, base=replace(merged.base, conflicts={}))
    heard = tuple(told if each is united else each for each in base.parts)
    # A question is the whole page's: that is where a person looks for it.
    open = {**base.conflicts, **merged.base.conflicts}
    return Merged(changes, merged.conflicts, replace(base, parts=heard, conflicts=open))


def with_lists_of(records: Iterable[Mapping[str, Any]], record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with all that its source gives in lists: a second record that lacks them takes nothing away."""
    lists = {name: list(dict.fromkeys(item for each in records for item in each.get(name, []))) for name in LISTS}
    return {**record, **{name: items for name, items in lists.items() if items}}


def taken_apart(base: Base) -> tuple[Part, ...]:
    """Return a base as the parts of another: itself, without those that were united into it, and those."""
    return (Part(replace(base, parts=())), *base.parts)


def _grown(page: Mapping[str, Any], name: str, value: Any) -> Any:
    """Return what a field becomes: a list only ever grows."""
    return list(dict.fromkeys([*(page.get(name) or []), *value])) if name in (*LISTS, "sources") else value
