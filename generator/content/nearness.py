"""Papers that may be one though nothing proves it: titles that are nearly the same, a preprint beside its article.

They are never merged silently; a person is asked. Papers are compared only within blocks: those whose titles begin or
end alike or share a rare word, and those with the same authors.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.content import evidence
from generator.content.evidence import Fields
from generator.text import tokens

NEARLY = 93
"""Likeness of titles from which a person is asked; below it, different papers are more frequent than one."""
_EDGE = 10
"""Letters at either end of a title that two titles must share to be compared."""
_RARE = 3
"""Words of a title, its rarest, one of which two titles must share to be compared."""
_BLOCK = 400
"""Papers in a block at most; a larger one is compared along its order by title."""
_NEIGHBOURS = 10
_YEARS_TO_PRINT = 3
_SAME_TEXT = 80
"""Likeness of the abstracts of a preprint and its article that have different titles."""


@dataclass(frozen=True, slots=True)
class Near:
    """Two papers (ids, in order) that may be one, and what speaks for it."""

    one: str
    other: str
    why: str


def near_misses(papers: Mapping[str, Fields], among: Collection[str] | None = None) -> list[Near]:
    """Return the pairs of papers that a person should look at, in the order of the papers.

    among: if given, only pairs of which one at least is among these ids
    """
    ids = [id for id in papers if not evidence.generic(str(papers[id].get("title", "")))]
    wanted = set(ids if among is None else among)
    found = {**_by_text(papers, ids, wanted), **_by_title(papers, ids, wanted)}
    place = {id: number for number, id in enumerate(ids)}
    return [
        Near(one, other, why)
        for (one, other), why in sorted(found.items(), key=lambda item: [place[id] for id in item[0]])
    ]


def _by_title(papers: Mapping[str, Fields], ids: Sequence[str], wanted: set[str]) -> dict[tuple[str, str], str]:
    keys = {id: evidence.key(papers[id]) for id in ids}
    pairs: dict[tuple[int, int], float] = {}
    for block in _blocks([keys[id] for id in ids], [str(papers[id].get("title", "")) for id in ids]):
        if any(ids[place] in wanted for place in block):
            pairs |= _alike(block, [keys[ids[place]] for place in block])
    found = {}
    for (first, second), percent in pairs.items():
        one, other = ids[first], ids[second]
        if {one, other} & wanted and _may_be_one(papers[one], papers[other]):
            found[one, other] = _why(papers[one], papers[other], f"titles {percent:.0f} % alike")
    return found


def _blocks(keys: Sequence[str], titles: Sequence[str]) -> Iterator[list[int]]:
    """Yield the places of titles to be compared with one another."""
    words = [{word for _, _, word in tokens(title)} for title in titles]
    frequency = Counter(word for each in words for word in each)
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        rarest = sorted(words[place], key=lambda word: (frequency[word], word))
        # A word of one paper alone may be a misprint: it brings nothing together.
        shared = [word for word in rarest if frequency[word] > 1][:_RARE]
        for name in (("begins", key[:_EDGE]), ("ends", key[-_EDGE:]), *(("has", word) for word in shared)):
            blocks[name].append(place)
    for block in blocks.values():
        if len(block) > 1:
            yield block if len(block) <= _BLOCK else sorted(block, key=lambda place: keys[place])


def _alike(block: Sequence[int], keys: Sequence[str]) -> dict[tuple[int, int], float]:
    """Return the pairs of a block (in order) with nearly the same title, and how much alike they are."""
    from rapidfuzz.fuzz import ratio

    if len(block) > _BLOCK or len(block) <= _NEIGHBOURS:
        near = ((at, other) for at in range(len(block)) for other in range(at + 1, min(at + _NEIGHBOURS, len(block))))
        scored = ((at, other, ratio(keys[at], keys[other], score_cutoff=NEARLY)) for at, other in near)
        found = [each for each in scored if each[2]]
    else:
        import numpy
        from rapidfuzz.process import cdist

        table = cdist(keys, keys, scorer=ratio, score_cutoff=NEARLY, dtype=numpy.float32)
        found = [(int(at), int(other), float(table[at, other])) for at, other in numpy.argwhere(table) if at < other]
    return {(min(block[at], block[to]), max(block[at], block[to])): percent for at, to, percent in found}


def _may_be_one(one: Fields, other: Fields) -> bool:
    """Return whether nothing speaks against two papers of nearly one title."""
    titles = [str(fields.get("title", "")) for fields in (one, other)]
    return (
        evidence.numerals(titles[0]) == evidence.numerals(titles[1])
        and evidence.same_notice(one, other)
        and evidence.near_years(one, other)
        and evidence.share_author(one, other)
        and not evidence.other_publisher(str(one.get("doi", "")), [str(other.get("doi", ""))])
        and evidence.abstracts_agree(one, other)
        and (not any(map(evidence.short, titles)) or evidence.supported(one, other))
    )


def _by_text(papers: Mapping[str, Fields], ids: Iterable[str], wanted: set[str]) -> dict[tuple[str, str], str]:
    """Return preprints and articles of just the same authors that say the same under different titles."""
    groups: dict[frozenset[str], list[str]] = defaultdict(list)
    for id in ids:
        if len(authors := evidence.families(papers[id])) > 1 and papers[id].get("abstract"):
            groups[authors].append(id)
    return {
        (one, other): _why(papers[one], papers[other], "a preprint and an article with nearly the same abstract")
        for group in groups.values()
        for one, other in combinations(group, 2)
        if {one, other} & wanted and _is_version(papers[one], papers[other])
    }


def _is_version(one: Fields, other: Fields) -> bool:
    return (
        _is_preprint(one) != _is_preprint(other)
        and evidence.key(one) != evidence.key(other)
        and evidence.near_years(one, other, _YEARS_TO_PRINT)
        and evidence.abstracts_agree(one, other, _SAME_TEXT)
    )


def _is_preprint(fields: Fields) -> bool:
    doi = str(fields.get("doi", ""))
    return evidence.is_preprint(doi) if doi else bool(fields.get("arxiv"))


def _why(one: Fields, other: Fields, first: str) -> str:
    common = evidence.families(one) & evidence.families(other)
    years = {str(fields.get("year", "")) for fields in (one, other)}
    said = [first]
    if len(years) == 1 and years != {""}:
        said.append("same year")
    elif "" not in years:
        said.append("years " + " and ".join(sorted(years)))
    if common:
        said.append("same authors" if evidence.families(one) == evidence.families(other) else "an author in common")
    return ", ".join(said)
