"""What texts hold, as an earlier build read them: while a text stays as it is, it is only read again for keywords that
came, went or changed their spellings.
"""

import json
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from generator.keywords.acronyms import Acronyms, definitions
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


def defined(papers: Iterable[Paper], earlier: Earlier) -> dict[str, dict[str, str]]:
    """Return the acronyms that each paper defines, with their long forms as written."""
    found: dict[str, dict[str, str]] = {}
    for paper in papers:
        row = earlier.rows.get(paper.slug, "")
        known = row.rsplit("\n", 2)[1] if row.startswith(_mark(paper)) else None
        found[paper.slug] = definitions(_text(paper)) if known is None else json.loads(known or "{}")
    return found


def read(papers: Sequence[Paper], dictionary: Dictionary, known: Acronyms, earlier: Earlier) -> Matched:
    """Return what papers hold of a dictionary."""
    table = _table(dictionary, known)
    text = _json(table)
    changed = _changed(earlier.dictionary, text, table)
    rows: dict[str, str] = {paper.slug: earlier.rows.get(paper.slug, "") for paper in papers}
    anew = [paper for paper in papers if changed is None or not _holds(rows[paper.slug], paper, changed)]
    forms = [known.of(paper.slug) for paper in anew]
    texts = [(paper.title, paper.abstract) for paper in anew]
    found: dict[str, Matches] = dict(
        zip([paper.slug for paper in anew], dictionary.read_all(texts, forms), strict=True)
    )
    rows |= {paper.slug: _row(paper, found[paper.slug], known.defined[paper.slug]) for paper in anew}
    matches: dict[str, Matches] = {slug: found.get(slug) or _matches(row) for slug, row in rows.items()}
    foreign = frozenset(slug for slug, row in rows.items() if row.endswith(_FOREIGN))
    return Matched(matches, rows, foreign, frozenset(found), text)


def _holds(row: str, paper: Paper, changed: Collection[str]) -> bool:
    """Return whether what was kept of a text is what it holds: it is the same, and has no changed pattern in it."""
    return row.startswith(_mark(paper)) and not any(pattern in row for pattern in changed)


_FOREIGN = "foreign"


def _row(paper: Paper, found: Matches, acronyms: Mapping[str, str]) -> str:
    """Return what is kept of a text: its mark, the keys of its words, what it holds, the acronyms that it defines, and
    whether it is not English."""
    at = {name: number for number, name in enumerate(found.counts)}
    both = (*found.title, *found.abstract)
    places = array("i", [part for start, end, name in both for part in (start, end, at[name])])
    counts = array("d", found.counts.values())
    foreign = _FOREIGN if is_foreign(_text(paper)) else ""
    held = ("\t".join(at), _hex(counts), str(len(found.title)), _hex(places))
    return "\n".join((f"{_mark(paper)}{found.words}", *held, _json(acronyms) if acronyms else "", foreign))


def _hex(numbers: "array[Any]") -> str:
    return numbers.tobytes().hex()


def _matches(row: str) -> Matches:
    _, held, times, title, found, _, _ = row.split("\n")
    names, counts, places = held.split("\t"), array("d", bytes.fromhex(times)), array("i", bytes.fromhex(found))
    both = tuple(zip(places[::3], places[1::3], map(names.__getitem__, places[2::3]), strict=True))
    # An empty line is split into one name that counts nothing.
    return Matches(dict(zip(names, counts, strict=False)), both[: int(title)], both[int(title) :])


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


def _text(paper: Paper) -> str:
    return f"{paper.title}. {paper.abstract}"


def _mark(paper: Paper) -> str:
    text = f"{paper.title}\0{paper.abstract}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
