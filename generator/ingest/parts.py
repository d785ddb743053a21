"""Pages that were united into one: each part's sources are heard by what they said of that part."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.content import versions
from generator.content.identity import Index
from generator.content.merge import LISTS, Merged
from generator.content.state import Base, Part
from generator.text import title_key


def make_known(index: Index, id: str, base: Base) -> None:
    """Make a paper findable by all that sources said of it, and of the pages that were united into it."""
    for source, fields in _told(base):
        index.add(id, fields, source=source)
    for part in base.parts:
        for source, fields in [*_told(part.base), ("", {**part.base.fields, **part.page})]:
            index.add(id, fields, source=source, part=part.base.id)
    for each in (base, *(part.base for part in base.parts)):
        for title in each.titles:
            index.add(id, {"title": title}, part="" if each is base else each.id)


def _titled(before: Base | None, after: Base, title: str) -> Base:
    """Return a base that still knows every title by which records of the paper were found."""
    known = {title_key(each) for each in _titles(after)}
    found = dict.fromkeys([*(before.titles if before else ()), *(_titles(before) if before else ()), title])
    titles = tuple(sorted(each for each in found if each and title_key(each) not in known))
    return replace(after, titles=titles) if titles != after.titles else after


def _titles(base: Base) -> list[str]:
    return [str(fields["title"]) for _, fields in _told(base) if fields.get("title")]


def _told(base: Base) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each source with what it last said, then what was taken of it all."""
    for source, told in sorted(base.said.items()):
        yield source, {name: base.fields.get(name) if value is True else value for name, value in told.items()}
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
        merged = versions.merge(page, base, incoming, source, locked)
        return replace(merged, base=_titled(base, merged.base, str(incoming.get("title", ""))))
    merged = versions.merge(page, united.base, incoming, source, locked)
    changes = {name: _grown(page, name, value) for name, value in merged.changes.items()}
    changes = {name: value for name, value in changes.items() if value != page.get(name)}
    after = _titled(united.base, merged.base, str(incoming.get("title", "")))
    told = replace(united, base=replace(after, conflicts={}))
    heard = tuple(told if each is united else each for each in base.parts)
    # A question is the whole page's: that is where a person looks for it.
    open = {**base.conflicts, **merged.base.conflicts}
    return Merged(changes, merged.conflicts, replace(base, parts=heard, conflicts=open))


def taken_apart(base: Base) -> tuple[Part, ...]:
    """Return a base as the parts of another: itself, without those that were united into it, and those."""
    return (Part(replace(base, parts=())), *base.parts)


def _grown(page: Mapping[str, Any], name: str, value: Any) -> Any:
    """Return what a field becomes: a list only ever grows."""
    return list(dict.fromkeys([*(page.get(name) or []), *value])) if name in (*LISTS, "sources") else value
