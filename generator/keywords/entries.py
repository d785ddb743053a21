"""The keywords as readers meet them: label, address, papers, neighbours. Labels and addresses are pinned at first
sight."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, pairwise, repeat
from operator import methodcaller
from typing import Any, TypeVar

from generator.cut import among, counted, distinct
from generator.keywords import library
from generator.keywords.library import Reading
from generator.papers import Keyword, Paper, Slug, State
from generator.text import RESERVED, slugify

T = TypeVar("T")
RELATED = 8
"""Keywords that most often stand with a keyword: named at most."""
TELLING = 12
"""Terms of a paper, heaviest first, that count as standing together."""


def entries(
    papers: Sequence[Paper],
    reading: Reading,
    terms: Mapping[str, Mapping[str, float]],
    reasons: Iterable[str],
    state: State,
) -> dict[str, Keyword]:
    """Return the keywords that pages list, that have a page or that are a reason, by key, in order of keys."""
    held = set().union(*terms.values(), *reading.listed.values())
    named = {name for name in reading.folding.labels if name in held and name not in reading.folding.hidden}
    wanted = sorted({*reading.spellings, *reasons, *named})
    labels = _labels(papers, reading, wanted, state)
    listing = Counter(name for own in reading.listed.values() for name in own)
    paged = {name for name in wanted if listing[name] >= 2 or name in reading.folding.labels}
    slugs = _slugs(labels, paged, state)
    table = _Table.of(terms, wanted)
    holders, beside = table.holders(reading.listed), table.beside(paged)
    short: defaultdict[str, list[str]] = defaultdict(list)
    for acronym, long in reading.acronyms.library.items():
        short[long].append(acronym)
    return {
        name: Keyword(
            key=name,
            label=labels[name],
            slug=slugs[name],
            papers=holders[name],
            listed=listing[name],
            variants=_variants(name, labels[name], reading, short.get(name, ())),
            definition=reading.folding.definitions.get(name, ""),
            has_page=name in paged,
            related=beside[name],
        )
        for name in wanted
    }


def _labels(papers: Sequence[Paper], reading: Reading, wanted: Collection[str], state: State) -> dict[str, str]:
    """Return key -> label: the curator's, else the pinned one, else the most frequent."""
    found = library.labels(reading, papers, wanted)
    pinned = {name: memory.label for name, memory in state.keywords.items() if name not in reading.folding.labels}
    return {name: pinned.get(name) or found.get(name, name) for name in wanted}


def _variants(name: str, label: str, reading: Reading, short: Iterable[str]) -> tuple[str, ...]:
    """Return the other spellings of a keyword: as typed in keywords.toml, as pages list it, as an acronym."""
    forms = {*reading.folding.typed.get(name, ()), *reading.spellings.get(name, ()), *short}
    folded: dict[str, str] = {}
    for form in sorted(forms):
        folded.setdefault(form.casefold(), form)
    return tuple(form for small, form in sorted(folded.items()) if small != label.casefold())


def _slugs(labels: Mapping[str, str], paged: Collection[str], state: State) -> dict[str, Slug]:
    """Return key -> slug: pinned ones stay, others are free and not reserved; keywords with a page choose first."""
    slugs = {name: state.keywords[name].slug for name in labels if name in state.keywords}
    taken = {memory.slug for memory in state.keywords.values()}
    for name in sorted(labels, key=lambda name: (name not in paged, name)):
        if name not in slugs:
            slugs[name] = free_slug(labels[name], taken, "keyword", name)
            taken.add(slugs[name])
    return slugs


def free_slug(label: str, taken: Collection[str], kind: str, name: str) -> Slug:
    """Return the label's slug, with `-2` and so on where it is taken; `<kind>-<hash>` where it has no ASCII letter."""
    base = slugify(label) or f"{kind}-{blake2b(name.encode(), digest_size=4).hexdigest()}"
    slug, number = base, 1
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{base}-{number}"
    return Slug(slug)


@dataclass(frozen=True, slots=True)
class _Table:
    """What papers hold of some names, as arrays: the number of the paper in `slugs`, that of the name in `names`, and
    the weight. Slugs and names are in order."""

    slugs: list[str]
    names: Sequence[str]
    papers: Any
    held: Any
    weights: Any

    @classmethod
    def of(cls, terms: Mapping[str, Mapping[str, float]], names: Sequence[str]) -> "_Table":
        import numpy

        slugs, number = sorted(terms), {name: at for at, name in enumerate(names)}
        rows = [terms[slug] for slug in slugs]
        many = [len(row) for row in rows]
        held = numpy.fromiter(map(number.get, chain.from_iterable(rows), repeat(-1)), int, sum(many))
        weights = numpy.fromiter(chain.from_iterable(map(_values, rows)), float, sum(many)).round(9)
        fit = held >= 0
        return cls(slugs, names, numpy.repeat(numpy.arange(len(rows)), many)[fit], held[fit], weights[fit])

    def holders(self, listed: Mapping[str, Iterable[str]]) -> dict[str, tuple[Slug, ...]]:
        """Return the papers of each name: those that list it first, then by weight, then by slug."""
        import numpy

        place, number = ({name: at for at, name in enumerate(names)} for names in (self.slugs, self.names))
        many = len(self.slugs)
        codes = self.held * many + self.papers
        own = distinct(
            numpy.array(
                [number[name] * many + place[slug] for slug, some in listed.items() for name in some if name in number],
                dtype=int,
            )
        )
        # What every paper holds weighs nothing, and is listed all the same.
        more = own[~among(own, numpy.sort(codes))]
        codes, weights = numpy.concatenate([codes, more]), numpy.concatenate([self.weights, numpy.zeros(len(more))])
        names, papers = numpy.divmod(codes, many)
        order = numpy.lexsort((papers, -weights, ~among(codes, own), names))
        return self._by_name(names[order], [Slug(self.slugs[at]) for at in papers[order].tolist()])

    def beside(self, paged: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return for each name those that stand with it most often for how frequent they are; only names of `paged`."""
        import numpy

        fit = numpy.array([name in paged for name in self.names], dtype=bool)[self.held]
        papers, held, weights = self.papers[fit], self.held[fit], self.weights[fit]
        order = numpy.lexsort((held, -weights, papers))
        papers, held = papers[order], held[order]
        rank = numpy.arange(len(papers)) - numpy.searchsorted(papers, papers)
        telling = numpy.full((len(self.slugs), TELLING), -1)
        telling[papers[rank < TELLING], rank[rank < TELLING]] = held[rank < TELLING]
        one, other = numpy.broadcast_arrays(telling[:, :, None], telling[:, None, :])
        both = (one >= 0) & (other >= 0) & (one != other)
        pairs, times = counted(one[both] * len(self.names) + other[both])
        one, other = numpy.divmod(pairs, max(1, len(self.names)))
        often = numpy.bincount(telling[telling >= 0], minlength=len(self.names))
        order = numpy.lexsort((other, -(times / often[other] ** 0.5).round(9), one))
        found = self._by_name(one, [self.names[at] for at in other[order].tolist()])
        return {name: some[:RELATED] for name, some in found.items()}

    def _by_name(self, numbers: Any, rows: Sequence[T]) -> dict[str, tuple[T, ...]]:
        import numpy

        bounds = numpy.searchsorted(numbers, numpy.arange(len(self.names) + 1)).tolist()
        return {name: tuple(rows[start:end]) for name, (start, end) in zip(self.names, pairwise(bounds), strict=True)}


_values = methodcaller("values")
