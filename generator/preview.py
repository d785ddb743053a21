"""What a change would alter on the site: two analyses of one library, compared. Nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.analysis import Analysis
from generator.papers import Link, Slug

STEP = 0.05
"""By more than this a link's weight has changed."""


@dataclass(frozen=True, slots=True)
class ListChange:
    """A paper whose keywords are shown otherwise: labels that go and that come, in the list's order."""

    paper: Slug
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A link before and after: its weight (None where there is no link) and the labels of its reasons."""

    source: Slug
    target: Slug
    before: float | None
    after: float | None
    reasons_before: tuple[str, ...]
    reasons_after: tuple[str, ...]

    @property
    def step(self) -> float:
        """How much the weight changes."""
        return abs((self.after or 0.0) - (self.before or 0.0))

    @property
    def has_other_reasons(self) -> bool:
        return set(self.reasons_before) != set(self.reasons_after)


@dataclass(frozen=True, slots=True)
class Move:
    """A paper that changes topic: the topics' names, "" for none."""

    paper: Slug
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Naming:
    """A topic or keyword page (by id or slug) and its name before and after; "" where there is none."""

    id: Slug
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a change alters; links by how much they change, most first, all else in order of slugs.

    reweighted: links whose weight changes by more than `STEP`; reasoned: links with other reasons and about that weight
    topics: those that are new, gone or named otherwise; pages: keyword pages, likewise
    """

    lists: tuple[ListChange, ...] = ()
    made: tuple[LinkChange, ...] = ()
    lost: tuple[LinkChange, ...] = ()
    reweighted: tuple[LinkChange, ...] = ()
    reasoned: tuple[LinkChange, ...] = ()
    moved: tuple[Move, ...] = ()
    topics: tuple[Naming, ...] = ()
    pages: tuple[Naming, ...] = ()

    def __bool__(self) -> bool:
        return self != Changes()


def compare(before: Analysis, after: Analysis) -> Changes:
    """Return what differs for readers between two analyses of the same papers."""
    links = _links(before, after)
    both = [link for link in links if link.before is not None and link.after is not None]
    changed = {link for link in both if round(link.step, 4) > STEP}
    return Changes(
        lists=_lists(before, after),
        made=tuple(link for link in links if link.before is None),
        lost=tuple(link for link in links if link.after is None),
        reweighted=tuple(link for link in both if link in changed),
        reasoned=tuple(
            link for link in both if link not in changed and set(link.reasons_before) != set(link.reasons_after)
        ),
        moved=_moved(before, after),
        topics=_renamed(_topics(before), _topics(after)),
        pages=_renamed(_pages(before), _pages(after)),
    )


def _lists(before: Analysis, after: Analysis) -> tuple[ListChange, ...]:
    changes = []
    for slug in sorted(before.listed.keys() | after.listed.keys()):
        old, new = _labels(before, before.listed.get(slug, ())), _labels(after, after.listed.get(slug, ()))
        gone, come = (tuple(label for label in one if label not in other) for one, other in ((old, new), (new, old)))
        if gone or come:
            changes.append(ListChange(Slug(slug), gone, come))
    return tuple(changes)


def _labels(analysis: Analysis, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(analysis.keywords[key].label if key in analysis.keywords else key for key in keys)


def _links(before: Analysis, after: Analysis) -> list[LinkChange]:
    old, new = ({(link.source, link.target): link for link in one.links} for one in (before, after))
    changes = [
        LinkChange(
            *ends,
            before=old[ends].weight if ends in old else None,
            after=new[ends].weight if ends in new else None,
            reasons_before=_reasons(before, old.get(ends)),
            reasons_after=_reasons(after, new.get(ends)),
        )
        for ends in old.keys() | new.keys()
    ]
    return sorted(changes, key=lambda link: (-round(link.step, 4), link.source, link.target))


def _reasons(analysis: Analysis, link: Link | None) -> tuple[str, ...]:
    return _labels(analysis, tuple(reason.keyword for reason in link.reasons)) if link else ()


def _moved(before: Analysis, after: Analysis) -> tuple[Move, ...]:
    old, new = _topics(before), _topics(after)
    return tuple(
        Move(Slug(slug), old.get(was, ""), new.get(now, ""))
        for slug in sorted(before.topic_of.keys() | after.topic_of.keys())
        if (was := before.topic_of.get(slug, Slug(""))) != (now := after.topic_of.get(slug, Slug("")))
    )


def _topics(analysis: Analysis) -> dict[Slug, str]:
    return {topic.id: topic.name for topic in analysis.topics}


def _pages(analysis: Analysis) -> dict[Slug, str]:
    return {keyword.slug: keyword.label for keyword in analysis.keywords.values() if keyword.has_page}


def _renamed(old: Mapping[Slug, str], new: Mapping[Slug, str]) -> tuple[Naming, ...]:
    return tuple(
        Naming(id, old.get(id, ""), new.get(id, ""))
        for id in sorted(old.keys() | new.keys())
        if old.get(id) != new.get(id)
    )
