"""Papers that may be one, and papers that a person called different: what an import asks, and what it was told."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.content import duplicates, nearness, schema
from generator.content.duplicates import Pair
from generator.content.identity import Index
from generator.ingest.journal import Draft
from generator.report import Problem, Report

Known = Mapping[str, tuple[str, Mapping[str, Any]]]
"""The pages of a project: id -> slug and fields."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A paper (id) that was there, a new one that is nearly the same, and why they are two."""

    before: str
    new: str
    why: str


def keep_apart(index: Index, project: Path, pages: Known) -> None:
    """Make what a person called different known to the index. Raises SitegenError for a file that is no TOML."""
    ids = _ids(pages)
    for pair in duplicates.read(project, Report()):
        if pair.verdict == "different" and pair.one in ids and pair.other in ids:
            index.keep_apart(ids[pair.one], ids[pair.other])


def _ids(pages: Known) -> dict[str, str]:
    """Return the pages' ids by slug, and by each earlier slug that no page has now."""
    earlier = {alias: id for id, (_, fields) in pages.items() for alias in schema.as_list(fields.get("aliases", []))}
    return earlier | {slug: id for id, (slug, _) in pages.items()}


def ask(draft: Draft, pages: Known, newborn: Collection[str], doubts: Iterable[Doubt]) -> list[Problem]:
    """Plan to add pairs that a person should look at to duplicates.toml, each once; return what the curator is told."""
    if not newborn:
        return []
    ids = _ids(pages)
    asked = {
        frozenset((ids.get(pair.one, pair.one), ids.get(pair.other, pair.other)))
        for pair in duplicates.read(draft.project, Report())
    }
    pairs = []
    for doubt in [*doubts, *_near(pages, newborn)]:
        if (both := frozenset((doubt.before, doubt.new))) not in asked:
            asked.add(both)
            pairs.append(Pair(pages[doubt.before][0], pages[doubt.new][0], doubt.why))
    if not pairs:
        return []
    text = (draft.read(duplicates.FILE) or b"").decode("utf-8")
    draft.put(duplicates.FILE, duplicates.added(text, pairs))
    return [duplicates.problem(pairs, text)]


def _near(pages: Known, newborn: Collection[str]) -> Iterator[Doubt]:
    """Yield the near misses among new papers and old ones, an old one first."""
    new = set(newborn)
    old_first = sorted(pages, key=lambda id: (id in new, pages[id][0]))
    for near in nearness.near_misses({id: pages[id][1] for id in old_first}, new):
        yield Doubt(near.one, near.other, near.why)
