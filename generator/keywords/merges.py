"""Keywords that are probably one: suggestions for the curator's keywords.toml, surest first."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.keywords import likeness, wording
from generator.keywords.keys import key
from generator.keywords.likeness import Alike
from generator.keywords.vocabulary import Folding
from generator.papers import Keyword, Paper, Vocabulary

SURE = 0.7
"""From here on a suggestion may be pasted unseen; below it is for the curator to look at."""
SAME = 0.8
"""Company that two keywords share, 0..1, before that alone is a reason to ask."""
PROFILE = 60
"""Terms of a keyword's company that are compared at most, heaviest first."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A variant and the label to prefer, why, and how sure that is, 0..1.

    listed: papers that list the variant, and the label; held: papers that list or have it in their text
    company: cosine of what stands with the one and with the other, 0..1, 0 where too few papers tell
    """

    variant: str
    label: str
    why: str
    sure: float
    listed: tuple[int, int]
    held: tuple[int, int]
    company: float

    @property
    def is_sure(self) -> bool:
        return self.sure >= SURE

    def __str__(self) -> str:
        """The suggestion as a line for [prefer], its reason behind it; commented out where it must be looked at."""
        entry = f"{_quoted(self.variant)} = {_quoted(self.label)}"
        reason = (
            f"{self.why}; listed by {self.listed[0]} and {self.listed[1]}, held by {self.held[0]} and {self.held[1]}"
        )
        return f"{'' if self.is_sure else '# '}{entry}  # {reason}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def likely(
    papers: Sequence[Paper],
    keywords: Mapping[str, Keyword],
    listed: Mapping[str, Iterable[str]],
    terms: Mapping[str, Mapping[str, float]],
    vocabulary: Vocabulary | None = None,
) -> list[Merge]:
    """Return the merges to suggest, surest first, then by how many papers they concern, then by label.

    What is preferred: an acronym's long form, the bare name or act; else what more papers list, then what more papers
    hold, then the longer label. A keyword that the curator named is no variant, and each keyword is one at most once.
    """
    named = Folding.of(vocabulary or Vocabulary()).labels
    there = {name: keyword for name, keyword in keywords.items() if keyword.listed or name in named}
    weigh = _Company(there, listed, terms)
    found: dict[str, tuple[str, Merge]] = {}
    rows = [row for pair in _alike(there, papers, terms) if (row := _merge(pair, there, named, weigh))]
    for start, end, merge in sorted(rows, key=lambda row: (-row[2].sure, -sum(row[2].held), row[:2], row[2].why)):
        if start not in found and not _leads_to(end, start, found):
            found[start] = end, merge
    chosen = (merge for _, merge in found.values())
    return sorted(chosen, key=lambda one: (-one.sure, -sum(one.held), one.label, one.variant))


def _alike(
    keywords: Mapping[str, Keyword], papers: Sequence[Paper], terms: Mapping[str, Mapping[str, float]]
) -> Iterator[Alike]:
    words = Counter(name for weights in terms.values() for name in weights if " " not in name)
    yield from likeness.by_acronym(keywords, papers)
    yield from likeness.by_join(keywords)
    yield from likeness.by_ending(keywords)
    yield from wording.by_order(keywords)
    yield from likeness.by_typing(keywords, words)
    yield from wording.by_word(keywords)
    yield from wording.by_head(keywords)
    yield from wording.by_frame(keywords)
    yield from wording.by_company(keywords, SAME)


def _merge(
    pair: Alike, keywords: Mapping[str, Keyword], named: Mapping[str, str], company: "_Company"
) -> tuple[str, str, Merge] | None:
    end = pair.into or max((pair.one, pair.other), key=lambda name: _rank(keywords[name]))
    start = pair.other if end == pair.one else pair.one
    if start in named:
        start, end = end, start
    if start in named:
        return None
    shared = company.of(start, end)
    if shared < pair.company or (pair.company >= SAME and company.together(start, end)):
        return None
    two = keywords[start], keywords[end]
    variant, label = map(_typed, two)
    if not (variant and label):
        return None
    listed, held = (two[0].listed, two[1].listed), (len(two[0].papers), len(two[1].papers))
    return start, end, Merge(variant, label, pair.why, pair.sure, listed, held, round(shared, 2))


def _typed(keyword: Keyword) -> str:
    """Return the spelling by which keywords.toml can name a keyword; "" where only acronyms spell it."""
    return next((label for label in (keyword.label, *keyword.variants) if key(label) == keyword.key), "")


def _rank(keyword: Keyword) -> tuple[int, int, int, str]:
    return keyword.listed, len(keyword.papers), len(keyword.label), keyword.label


def _leads_to(start: str, end: str, found: Mapping[str, tuple[str, Merge]]) -> bool:
    while start in found and start != end:
        start = found[start][0]
    return start == end


class _Company:
    """What keywords stand with: the summed terms of the papers that hold them, without the keywords' own words."""

    def __init__(
        self,
        keywords: Mapping[str, Keyword],
        listed: Mapping[str, Iterable[str]],
        terms: Mapping[str, Mapping[str, float]],
    ) -> None:
        self.keywords, self.terms = keywords, terms
        self.lists = {name: set[str]() for name in keywords}
        for slug, names in listed.items():
            for name in names:
                self.lists.setdefault(name, set()).add(slug)
        self.profiles: dict[str, dict[str, float]] = {}

    def together(self, one: str, other: str) -> bool:
        """Return whether a paper lists both."""
        return bool(self.lists[one] & self.lists[other])

    def of(self, one: str, other: str) -> float:
        """Return the cosine of two keywords' company; 0 where fewer than three papers hold one of them."""
        if min(len(self.keywords[one].papers), len(self.keywords[other].papers)) < 3:
            return 0.0
        own = {*one.split(), *other.split()}
        first, second = (
            {term: weight for term, weight in self._profile(name).items() if own.isdisjoint(term.split())}
            for name in (one, other)
        )
        product = sum(weight * second.get(term, 0.0) for term, weight in first.items())
        return product / ((_length(first) * _length(second)) or 1.0)

    def _profile(self, name: str) -> dict[str, float]:
        if name not in self.profiles:
            sums: Counter[str] = Counter()
            for slug in self.keywords[name].papers:
                sums.update(self.terms[slug])
            heaviest = sorted(sums, key=lambda term: (-round(sums[term], 9), term))[:PROFILE]
            self.profiles[name] = {term: sums[term] for term in heaviest}
        return self.profiles[name]


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))
