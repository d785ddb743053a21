"""Which records are one paper: a ladder of evidence, first hit wins, and every hit has its reason.

The rules and their measured errors are in docs/decisions/0003-identity.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.text import title_key

_EXACT = ("arxiv", "pmid", "openalex")
_PREPRINTS = ("10.48550/", "10.1101/", "10.21203/", "10.31234/", "10.2139/", "10.26434/", "10.36227/", "10.20944/")
_SAME_TITLE, _SAME_ABSTRACT, _SHORT_TITLE, _LONG_PREFIX = 80, 50, 16, 20


@dataclass(frozen=True, slots=True)
class Match:
    """The paper (its id) that a record is, and why; or, with no id, why the nearest one is not."""

    id: str
    reason: str


@dataclass(slots=True)
class Index:
    """The papers known so far, found by identifier and by title.

    A paper may be added under several views of it: as its page has it now, as a source had it. One view that agrees is
    enough, but a DOI must be that of one of them: a record without a DOI does not bridge two papers.
    """

    _by_key: dict[tuple[str, str], list[tuple[str, Mapping[str, Any]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _dois: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, id: str, fields: Mapping[str, Any]) -> None:
        """Make a paper findable by these front matter fields."""
        if fields.get("doi"):
            self._dois[id].add(str(fields["doi"]))
        for key in _keys(fields):
            if all(known != id or view != fields for known, view in self._by_key[key]):
                self._by_key[key].append((id, fields))

    def find(self, fields: Mapping[str, Any]) -> Match:
        """Return the paper that these fields belong to."""
        nearest = Match("", "")
        for key in _keys(fields):
            for id, known in self._by_key.get(key, ()):
                reason, doubt = _verdict(key, fields, known, self._dois[id])
                if reason:
                    return Match(id, reason)
                if doubt and not nearest.reason:
                    nearest = Match("", f'{doubt}: "{known.get("title", "")}"')
        return nearest


def _keys(fields: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for name in (*_EXACT, "doi"):
        if fields.get(name):
            yield name, str(fields[name])
    title = str(fields.get("title", ""))
    yield "title", title_key(title) or title.casefold()


def _verdict(
    key: tuple[str, str], one: Mapping[str, Any], other: Mapping[str, Any], dois: Iterable[str]
) -> tuple[str, str]:
    """Return (why they are one, "") or ("", what speaks against it)."""
    name, value = key
    if name in _EXACT:
        return f"same {name} {value}", ""
    if name == "doi":
        return (f"same DOI {value}", "") if _titles_agree(one, other) else ("", "same DOI, different titles")
    doubt = _contradiction(one, other, dois)
    return ("", doubt) if doubt else ("same title", "")


def _titles_agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """A stub's title is its identifier, and says nothing against another's."""
    if one.get("needs") or other.get("needs"):
        return True
    from rapidfuzz.fuzz import ratio

    first, second = sorted((title_key(str(one.get("title", ""))), title_key(str(other.get("title", "")))), key=len)
    return (len(first) >= _LONG_PREFIX and second.startswith(first)) or ratio(first, second) >= _SAME_TITLE


def _contradiction(one: Mapping[str, Any], other: Mapping[str, Any], dois: Iterable[str]) -> str:
    """Return what makes two records of one title two papers; "" when nothing does."""
    if _far_years(one, other):
        return "same title, another year"
    if not _share_author(one, other):
        return "same title, other authors"
    if _other_publisher(str(one.get("doi", "")), dois):
        return "same title, another DOI"
    if not _abstracts_agree(one, other):
        return "same title, another abstract"
    return ""


def _far_years(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    years = [int(str(fields["year"])) for fields in (one, other) if str(fields.get("year", "")).isdigit()]
    return len(years) == 2 and abs(years[0] - years[1]) > 1


def _share_author(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    first, second = (_families(fields) for fields in (one, other))
    return not first or not second or bool(first & second)


def _families(fields: Mapping[str, Any]) -> set[str]:
    return {title_key(str(author).partition(",")[0]) for author in fields.get("authors") or ()}


def _other_publisher(doi: str, dois: Iterable[str]) -> bool:
    """A preprint's DOI beside a publisher's is one paper; two publishers' are two."""
    published = {each for each in dois if not each.startswith(_PREPRINTS)}
    return bool(doi and published) and doi not in published and not doi.startswith(_PREPRINTS)


def _abstracts_agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """A short title ("Introduction") proves little: there the abstracts must be nearly the same."""
    from rapidfuzz.fuzz import ratio

    first, second = (re.sub(r"\s+", " ", str(fields.get("abstract", ""))) for fields in (one, other))
    if not first or not second or first == second:
        return True
    short = len(title_key(str(one.get("title", "")))) < _SHORT_TITLE
    return ratio(first[:2000], second[:2000]) >= (90 if short else _SAME_ABSTRACT)
