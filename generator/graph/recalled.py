"""What is told of pairs of papers, as an earlier build found it: of a pair of which neither paper changed, what is told
stays.

A paper changes for others' reasons, too: a keyword that one more paper holds weighs less in all that hold it.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from generator.graph.nearest import Terms
from generator.kept import Kept

Told = tuple[float, list[tuple[str, int]]]
"""What two papers share, and all that could be told of it with its share in percent, most first."""


class Recalled:
    """What is told of pairs; the first of two is the one whose slug is less."""

    def __init__(self, kept: Kept, stamps: Mapping[str, str]) -> None:
        self._kept, self._stamps = kept, stamps
        self._before: dict[str, dict[str, Any]] = {}
        self._now: dict[str, dict[str, Any]] = {}

    def told(self, source: str, target: str, sure: bool, tell: Callable[[], Told | None]) -> Told | None:
        """Return what `tell` returns, or returned for the same two papers before, as sure of their words."""
        if source not in self._before:
            text = self._kept.before(_name(source), self._stamps[source])
            self._before[source], self._now[source] = json.loads(text or "{}"), {}
        known, stamp = self._before[source].get(target), self._stamps[target] + "+" * sure
        if known is None or known[0] != stamp:
            known = [stamp, *(tell() or ())]
        self._now[source][target] = known
        return (known[1], known[2]) if len(known) > 1 else None

    def keep(self) -> None:
        """Keep what was told for the next build."""
        for source, now in self._now.items():
            if now != self._before[source]:
                self._kept.put(_name(source), self._stamps[source], _json(now))


_json = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


def _name(source: str) -> str:
    return f"told {source}"


def stamps(
    terms: Mapping[str, Terms], said: Mapping[str, frozenset[str]], parts: Sequence[frozenset[str]]
) -> dict[str, str]:
    """Return for each slug a hash of all that is asked of a paper to tell what it shares with another.

    said: slug -> terms that it says so that they can be shown; parts: what is told depends on which terms are in each
    """
    return {slug: _stamp(weights, (said[slug], *parts)) for slug, weights in terms.items()}


def _stamp(weights: Terms, parts: Iterable[frozenset[str]]) -> str:
    held = ["\0".join(sorted(part.intersection(weights))) for part in parts]
    said = "\n".join(["\0".join(weights), *held])
    hashed = blake2b(array("d", weights.values()).tobytes(), digest_size=8)
    hashed.update(said.encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()
