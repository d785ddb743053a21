"""What texts hold, as an earlier build read them: while a text stays as it is, it is only read again for keywords that
came, went or changed their spellings.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from generator.keywords.acronyms import Acronyms, resolver
from generator.keywords.dictionary import Dictionary, Matches
from generator.keywords.foreign import is_foreign
from generator.papers import Paper

MANY = 300
"""Where more patterns changed than this, all texts are read again."""
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier build read, as texts: slug -> what its paper holds; and the dictionary that it was read with."""

    rows: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    dictionary: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """What texts hold by slug, also as rows; the slugs of those that are not English; the slugs of those that were read
    anew, and the dictionary: all that the next build need be told."""

    matches: Mapping[str, Matches]
    texts: Mapping[str, str]
    foreign: frozenset[str]
    anew: frozenset[str]
    dictionary: str

    @property
    def rows(self) -> dict[str, str]:
        """The rows of texts that were read anew."""
        return {slug: self.texts[slug] for slug in sorted(self.anew)}


def read(papers: Sequence[Paper], dictionary: Dictionary, known: Acronyms, earlier: Earlier) -> Matched:
    """Return what papers hold of a dictionary."""
    table = _table(dictionary, known)
    text = _json(table)
    changed = _changed(earlier.dictionary, text, table)
    matches: dict[str, Matches] = {}
    foreign: set[str] = set()
    texts: dict[str, str] = {}
    anew: set[str] = set()
    for paper in papers:
        mark, row = _mark(paper), earlier.rows.get(paper.slug, "")
        if changed is None or not row.startswith(mark) or any(pattern in row for pattern in changed):
            forms = known.of(paper.slug)
            found = dictionary.read(paper.title, paper.abstract, resolver(forms) if forms else None)
            other = is_foreign(f"{paper.title}. {paper.abstract}")
            row = f"{mark}{found.words}\n{_json([found.counts, found.title, found.abstract, other])}"
            anew.add(paper.slug)
        else:
            counts, title, abstract, other = json.loads(row[row.index("\n") :])
            found = Matches(counts, tuple(map(tuple, title)), tuple(map(tuple, abstract)))
        matches[paper.slug], texts[paper.slug] = found, row
        if other:
            foreign.add(paper.slug)
    return Matched(matches, texts, frozenset(foreign), frozenset(anew), text)


_json = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


def _table(dictionary: Dictionary, known: Acronyms) -> dict[str, Any]:
    """Return all that decides what a text holds, but for the acronyms that it defines itself."""
    odd = {
        word: [proper, sorted(forms or ())]
        for word, (_, proper, forms, _) in dictionary.words.items()
        if proper or forms
    }
    return {
        "acronyms": known.library,
        "unspaced": sorted(dictionary.unspaced),
        "patterns": dict(dictionary.patterns),
        "odd": odd,
    }


def _changed(earlier: str, text: str, now: Mapping[str, Any]) -> list[str] | None:
    """Return the patterns that came, went, or are read otherwise; None where more than that changed."""
    if earlier == text or not earlier:
        return [] if earlier else None
    before = json.loads(earlier)
    if before["acronyms"] != now["acronyms"] or before["unspaced"] != now["unspaced"]:
        return None
    found = {
        word
        for part in ("patterns", "odd")
        for word in before[part].keys() | now[part].keys()
        if before[part].get(word) != now[part].get(word)
    }
    return [f" {word} " for word in sorted(found)] if len(found) <= MANY else None


def _mark(paper: Paper) -> str:
    text = f"{paper.title}\0{paper.abstract}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
