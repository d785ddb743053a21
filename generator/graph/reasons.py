"""What a reader is told of a link: which of the terms that two papers share, and in what order."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from generator.papers import Reason

SHOWN = 8
"""Reasons of a link at most."""
LEAST = 1
"""Percent that a reason adds at least;"""
WORTH = 10
"""and beyond the first `REASONS`: readers found smaller ones true, but too general to say anything."""
REASONS = 2
"""A link with fewer reasons is none, unless a curator gives it."""
APART = 2.5
"""A keyword inside a longer one is a reason of its own if it adds so many times what the longer one adds itself."""
TELLING = 0.05
"""What a reason adds to what two papers share that says something. Where the second adds less, a part of a phrase is
told in its stead that adds more."""
SURE = 0.2
"""How far two papers have the same neighbours before a spare word is told: what "search" means in two papers that have
nobody near them in common is anybody's guess."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader may be shown as a reason: keywords; spare words, where there are fewer than `REASONS` of them."""

    keywords: frozenset[str]
    spare: frozenset[str] = frozenset()
    said: Mapping[str, Collection[str]] = field(default_factory=dict)
    """slug -> what the paper says so that it can be shown; all that it holds where nothing is said of it"""
    common: Collection[str] = frozenset()
    """what so many papers hold that it is told only where there is no other second reason"""

    def of(self, slugs: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return for each slug what the paper says of all that may be shown; all of it where nothing is known of it."""
        whole = self.keywords | self.spare
        return {slug: whole.intersection(self.said.get(slug, whole)) for slug in slugs}


@dataclass(frozen=True, slots=True)
class Parts:
    """What two papers share: what each phrase adds, those of most words first, then those that add most, ties by name;
    what each single word adds, by name; and the sum of all."""

    phrases: Mapping[str, float]
    words: Mapping[str, float]
    total: float

    @classmethod
    def of(cls, parts: Mapping[str, float]) -> "Parts":
        """Return what two papers share by what each term adds."""
        phrases = sorted(
            (name for name in parts if " " in name), key=lambda name: (-name.count(" "), -round(parts[name], 9), name)
        )
        words = sorted(name for name in parts if " " not in name)
        total = sum(parts[name] for name in sorted(parts))
        return cls({name: parts[name] for name in phrases}, {name: parts[name] for name in words}, total)


def shares(parts: Parts, shown: Shown, here: Set[str], sure: bool) -> list[tuple[str, int]]:
    """Return all that could be told of a link with its share in percent, most first.

    here: what both papers say; sure: whether they have neighbours in common, so that a word means the same in both
    """
    told = _told(parts, shown, here, sure)[:SHOWN]
    return [(name, share) for name, part in told if (share := round(100 * part / parts.total)) >= LEAST]


def worth_telling(shares: Sequence[tuple[str, int]]) -> tuple[Reason, ...]:
    """Return the reasons of a link that a reader is told, by their shares."""
    best = [_reason(name, share) for at, (name, share) in enumerate(shares) if at < REASONS or share >= WORTH]
    return tuple(sorted(best, key=_share, reverse=True))


_reason = lru_cache(maxsize=1 << 16)(Reason)
_share = attrgetter("share")


def _told(parts: Parts, shown: Shown, here: Set[str], sure: bool) -> list[tuple[str, float]]:
    """Return the keywords to show with what they add: common ones last, else most first, a phrase before a single word
    that adds the same.

    A term inside a shown phrase is not shown beside it, and what it adds is the phrase's: the one's that adds most
    itself. A keyword that adds far more than the phrases around it ("mixture of experts" in "MoE layer") stays, and so
    does the one that adds most of those inside where there is no other second reason of weight.
    """
    told, inside, holders = _phrases(parts, shown.keywords, here)
    alone = [name for name in here if " " not in name and name not in holders]
    told.update([(name, parts.words[name]) for name in alone if name in shown.keywords])
    if sure and len(told) < REASONS:
        spare = [name for name in alone if name not in shown.keywords]
        spare.sort(key=lambda name: (-round(parts.words[name], 9), name))
        told.update([(name, parts.words[name]) for name in spare[: REASONS - len(told)]])
    last = shown.common
    if inside:
        _unfold(told, inside, parts, last)
    return sorted(told.items(), key=lambda item: (item[0] in last, -round(item[1], 6), " " not in item[0], item[0]))


def _phrases(
    parts: Parts, keywords: Set[str], here: Set[str]
) -> tuple[dict[str, float], dict[str, str], dict[str, list[str]]]:
    """Return the phrases to show with what they add; what is inside one, with that phrase; and the words of them all,
    each with the phrases that hold it."""
    told: dict[str, float] = {}
    inside: dict[str, str] = {}
    holders: dict[str, list[str]] = {}
    for name, part in parts.phrases.items():
        keyword = name in keywords and name in here
        if not (keyword or holders):
            continue
        words = _words(name)
        longer = holders.get(words[0])
        around = [other for other in longer if f" {name} " in f" {other} "] if longer else ()
        if around:
            holder = _heaviest(around, parts.phrases)
            if not (keyword and part > APART * parts.phrases[holder]):
                told[holder] += part
                if keyword:
                    inside[name] = holder
                continue
        if keyword:
            told[name] = part
            for word in words:
                holders.setdefault(word, []).append(name)
    for name in sorted(holders.keys() & parts.words.keys()):
        holder = _heaviest(holders[name], parts.phrases)
        told[holder] += parts.words[name]
        if name in here:
            inside[name] = holder
    return told, inside, holders


@lru_cache(maxsize=1 << 16)
def _words(name: str) -> tuple[str, ...]:
    return tuple(name.split(" "))


def _unfold(told: dict[str, float], inside: Mapping[str, str], parts: Parts, common: Collection[str]) -> None:
    """Tell the heaviest of the terms inside phrases by itself where the second reason adds less, and little."""
    second, name = sorted((part, name) for name, part in told.items())[-2] if len(told) > 1 else (0.0, "")
    if second >= TELLING or (name not in common and second * 100 >= WORTH * parts.total):
        return
    adds = {name: parts.phrases.get(name) or parts.words[name] for name in sorted(inside)}
    name = max(adds, key=lambda name: round(adds[name], 9))
    if adds[name] > second:
        told[inside[name]] -= adds[name]
        told[name] = adds[name]


def _heaviest(names: Sequence[str], parts: Mapping[str, float]) -> str:
    """Return the name that adds most, the first of equal ones."""
    return names[0] if len(names) == 1 else max(names, key=lambda name: round(parts[name], 9))
