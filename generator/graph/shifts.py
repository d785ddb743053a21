"""What becomes of topics when papers come: which are new, split, merged, renamed, gone. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.papers import History, Shift, TopicMemory

_PART = 0.25
"""The share of a topic's papers that must be in another for it to be a part of the first,"""
_LEAST = 3
"""and how many papers that are at least: one or two wander with every import."""

Topics = Mapping[str, TopicMemory]


def history(old: History, last: Topics, number: int, now: Topics) -> History:
    """Return what became of topics up to the import of this number, from what was known and the last build's topics.

    What an import did is what lies between the last build before it and the last build before the next. The first
    import makes all there is, and says nothing; after one that was taken back nothing changes until the next.
    """
    if number < 2 or number < old.number:
        return old
    if number > old.number:
        old = replace(old, number=number, topics=last)
    found = tuple(compare(old.topics, now))
    kept = {each: shifts for each, shifts in old.shifts.items() if each != number}
    return replace(old, shifts=dict(sorted((kept | ({number: found} if found else {})).items())))


def compare(before: Topics, now: Topics) -> Iterator[Shift]:
    """Yield what became of topics: first those that merged, then split, came, went, and got other names.

    Only papers that have a topic in both count; without topics before there is nothing to compare with.

    >>> old = {"a": TopicMemory("A", tuple("stuvwx"))}
    >>> new = {"a": TopicMemory("A", tuple("stu")), "b": TopicMemory("B", tuple("vwx"))}
    >>> list(compare(old, new))
    [Shift(kind='split', before=(('a', 'A'),), after=(('a', 'A'), ('b', 'B')))]
    """
    if not before:
        return
    home = {slug: id for id, topic in now.items() for slug in topic.members}
    went = {id: Counter(home[slug] for slug in topic.members if slug in home) for id, topic in sorted(before.items())}
    merged, split = _merged(went, now), _split(went)
    told_before = {id for ids in merged.values() for id in ids} | set(split)
    told_now = {id for ids in split.values() for id in ids} | set(merged)
    yield from (_shift("merged", before, ids, now, [id]) for id, ids in merged.items())
    yield from (_shift("split", before, [id], now, ids) for id, ids in split.items())
    yield from (_shift("new", before, [], now, [id]) for id in sorted(now.keys() - before.keys() - told_now))
    for id in sorted(before.keys() - now.keys() - told_before):
        yield _shift("gone", before, [id], now, _parts(went[id]))
    for id in sorted(before.keys() & now.keys()):
        if _name(before[id]) != _name(now[id]):
            yield _shift("renamed", before, [id], now, [id])


def _merged(went: Mapping[str, Counter[str]], now: Topics) -> dict[str, list[str]]:
    """Return topic -> those of before, two at least, that mostly went into it and are gone, but for its own id."""
    homes: dict[str, list[str]] = {}
    for id, counts in went.items():
        for home, count in counts.items():
            if 2 * count > counts.total() and count >= _LEAST and (id == home or id not in now):
                homes.setdefault(home, []).append(id)
    return {home: ids for home, ids in sorted(homes.items()) if len(ids) > 1}


def _split(went: Mapping[str, Counter[str]]) -> dict[str, list[str]]:
    """Return topic of before -> its parts, two at least, none of which is another topic of before."""
    parts = {id: [part for part in _parts(counts) if part == id or part not in went] for id, counts in went.items()}
    return {id: ids for id, ids in parts.items() if len(ids) > 1}


def _parts(went: Counter[str]) -> list[str]:
    """Return the topics that a good part of one of before is in, the largest part first."""
    ranked = sorted(went, key=lambda id: (-went[id], id))
    return [id for id in ranked if went[id] >= _LEAST and went[id] >= _PART * went.total()]


def _shift(kind: str, before: Topics, old: Iterable[str], now: Topics, new: Iterable[str]) -> Shift:
    named = tuple((id, _name(before[id])) for id in old), tuple((id, _name(now[id])) for id in new)
    return Shift(kind, *named)


def _name(topic: TopicMemory) -> str:
    return topic.shown or topic.name
