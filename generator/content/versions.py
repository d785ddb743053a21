"""A preprint and its article are one paper: the publisher's DOI is the paper's, the other's address is a version."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.content import evidence
from generator.content import merge as three_way
from generator.content.bases import Base
from generator.content.merge import Merged

_ADDRESSES = {
    "doi": "https://doi.org/{}",
    "arxiv": "https://arxiv.org/abs/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "url": "{}",
    "pdf": "{}",
}
_MOVED = ("doi", "url", "pdf")
"""Fields in which two versions differ by their nature."""


def address(name: str, value: str) -> str:
    """Return the web address of what an identifying field names; "" for a field that names no version."""
    return _ADDRESSES[name].format(value) if name in _ADDRESSES else ""


def leads(one: str, other: str) -> bool:
    """Return whether the first of two DOIs is the one by which the paper goes: the publisher's, or else the first."""
    return not evidence.is_preprint(one) or evidence.is_preprint(other)


def merge(
    page: Mapping[str, Any], base: Base | None, incoming: Mapping[str, Any], source: str, locked: tuple[str, ...] = ()
) -> Merged:
    """Return what one record of `source` does to a page (see content/merge.py), which may be another version of it."""
    merged = three_way.merge(page, base, _fitted(page, base, incoming, source), source, locked)
    base = _settled(merged.base)
    moved = [
        item
        for item in three_way.union(base.said, "versions")
        if item not in three_way.union(merged.base.said, "versions")
    ]
    shown = list(merged.changes.get("versions", page.get("versions") or []))
    if new := [item for item in moved if item not in shown and not {"*", "versions"} & set(locked)]:
        return Merged({**merged.changes, "versions": [*shown, *new]}, merged.conflicts, base)
    return Merged(merged.changes, merged.conflicts, base)


def _fitted(page: Mapping[str, Any], base: Base | None, incoming: Mapping[str, Any], source: str) -> dict[str, Any]:
    """Return what a record may say of a page that goes by another DOI.

    The record of a lesser version gives its addresses as versions, and fills what nobody else has said.
    """
    mine, theirs = str(page.get("doi") or ""), str(incoming.get("doi", ""))
    if not mine or not theirs or mine == theirs or not leads(mine, theirs):
        return dict(incoming)
    told = base.said.get(source, {}) if base else {}
    kept = {
        name: value
        for name, value in incoming.items()
        if (isinstance(value, list) and name != "authors") or not page.get(name) or name in told
    }
    moved = [address(name, str(incoming[name])) for name in _MOVED if _differs(name, page, incoming)]
    kept = {name: value for name, value in kept.items() if not (name in _ADDRESSES and _differs(name, page, incoming))}
    return {**kept, "versions": list(dict.fromkeys([*incoming.get("versions", []), *moved]))}


def _differs(name: str, page: Mapping[str, Any], incoming: Mapping[str, Any]) -> bool:
    return bool(incoming.get(name) and page.get(name) and incoming[name] != page[name])


def _settled(base: Base) -> Base:
    """Return a base in which a source that gave a preprint's DOI, where the paper has a publisher's, gave a version."""
    if not (mine := str(base.fields.get("doi", ""))) or evidence.is_preprint(mine):
        return base
    return replace(base, said={source: _as_version(told) for source, told in base.said.items()})


def _as_version(told: Mapping[str, Any]) -> Mapping[str, Any]:
    doi = told.get("doi")
    if not isinstance(doi, str) or not evidence.is_preprint(doi):
        return told
    moved = {name: value for name, value in told.items() if name in _MOVED and isinstance(value, str)}
    rest = {name: value for name, value in told.items() if name not in moved}
    addresses = [address(name, moved[name]) for name in _MOVED if name in moved]
    return {**rest, "versions": list(dict.fromkeys([*told.get("versions", []), *addresses]))}
