"""What is told of pairs of papers, many at once: which terms they share, whether that makes a link, and its reasons."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, compress, islice, pairwise
from typing import Any, TypeVar

from generator.graph import reasons
from generator.graph.reasons import Parts, Shown
from generator.graph.table import Table
from generator.papers import Reason

T = TypeVar("T")
Terms = Mapping[str, float]
Told = tuple[float, tuple[Reason, ...]]
"""What two papers share, and what a reader is told of it: nothing where too little can be shown."""
NOTHING: Told = (0.0, ())

SHARED = 2
"""Terms that are not common which two papers share at least before there is a link."""
COMMON = 0.2
"""A term of more than this share of the papers does not count as shared; in small libraries, of more than"""
SMALL = 0.6
"""this share, up to"""
FEW = 20
"""this many papers."""
ENOUGH = 10
"""Percent that a link's reasons explain at least;"""
AMPLE = 20
"""where there is no keyword among them."""
CLEAR = 0.02
"""What reasons that are not common add at least to what two papers share."""


def most(papers: int) -> float:
    """Return of how many papers of a library a term may be before sharing it makes no link."""
    return max(COMMON * papers, min(float(FEW), SMALL * papers), 2.0)


def frequent(terms: Mapping[str, Collection[str]]) -> set[str]:
    """Return the terms of so many papers that sharing them makes no link."""
    papers = Counter(chain.from_iterable(terms.values()))
    return {term for term, count in papers.items() if count > most(len(terms))}


@dataclass(frozen=True, slots=True)
class Compared:
    """A library whose papers are compared.

    said: of each entry of the table, whether the paper says the term so that it can be shown; common: of each term,
    whether so many papers hold it that sharing it makes no link; often: these terms
    """

    table: Table
    shown: Shown
    said: Any
    common: Any
    often: frozenset[str]

    @classmethod
    def of(cls, terms: Mapping[str, Terms], shown: Shown) -> "Compared":
        """Return a library by its papers' terms."""
        import numpy

        table, whole = Table.of(terms), shown.keywords | shown.spare
        held = list(map(table.names.__getitem__, table.held.tolist()))
        rows = zip(table.slugs, pairwise(table.bounds.tolist()), strict=True)
        said = (map(shown.said.get(slug, whole).__contains__, held[start:end]) for slug, (start, end) in rows)
        able = numpy.fromiter(chain.from_iterable(said), bool, len(held)) & _among(table, whole)[table.held]
        common = table.papers() > most(len(terms))
        return cls(table, shown, able, common, frozenset(compress(table.names, common.tolist())))

    def stamps(self) -> list[str]:
        """Return for each paper a hash of all that is asked of it to tell what it shares with another."""
        import numpy

        table, shown = self.table, self.shown
        kinds = (self.common, _among(table, shown.keywords), _among(table, shown.common))
        marks = numpy.packbits([self.said, *(kind[table.held] for kind in kinds)], axis=0)[0]
        hashes = [blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest() for name in table.names]
        terms = numpy.frombuffer(b"".join(hashes), numpy.int64)[table.held]
        entries = numpy.stack((terms, table.weights.view(numpy.int64), marks), axis=1)
        rows = (entries[start:end].tobytes() for start, end in pairwise(table.bounds.tolist()))
        return [blake2b(row, digest_size=8).hexdigest() for row in rows]

    def told(self, ones: Any, others: Any, sure: Any) -> Iterator[Told]:
        """Yield what is told of each of some pairs of papers.

        ones, others: both papers, in order; sure: whether they have neighbours in common
        """
        import numpy

        table, certain = self.table, iter(sure.tolist())
        spaces = numpy.array([name.count(" ") for name in table.names], dtype=int)
        for some in table.shared(ones, others):
            pairs, terms, adds = some.pairs, table.held[some.ones], table.parts(some)
            said, longer = self.said[some.ones] & self.said[some.others], spaces[terms]
            fit = numpy.bincount(pairs, ~self.common[terms], some.many) >= SHARED
            fit &= numpy.bincount(pairs, said, some.many) >= reasons.REASONS
            phrases, words, both = (numpy.flatnonzero(which) for which in (longer, longer == 0, said))
            order = numpy.lexsort((terms[phrases], -adds[phrases].round(9), -longer[phrases], pairs[phrases]))
            rows = list(zip(map(table.names.__getitem__, terms.tolist()), adds.tolist(), strict=True))
            kinds = [_by_pair(rows, pairs, entries, some.many) for entries in (phrases[order], words, both)]
            totals = numpy.bincount(pairs, adds, some.many).tolist()
            for able, total, surely, *own in zip(fit.tolist(), totals, islice(certain, some.many), *kinds, strict=True):
                parts, here = Parts(dict(own[0]), dict(own[1]), total), dict(own[2]).keys()
                yield self._told(parts, here, surely) if able else NOTHING

    def _told(self, parts: Parts, here: Set[str], sure: bool) -> Told:
        """Return what is told of two papers; here: what both say; sure: whether they have neighbours in common."""
        shares = reasons.shares(parts, self.shown, here, sure)
        names = [name for name, _ in shares]
        enough = AMPLE if self.shown.keywords.isdisjoint(names) else ENOUGH
        telling = sum([part for name, part in shares if name not in self.often])
        explains = sum([part for _, part in shares]) >= enough and parts.total * telling >= 100 * CLEAR
        return (parts.total, reasons.worth_telling(shares)) if explains and len(shares) >= reasons.REASONS else NOTHING


def _by_pair(rows: Sequence[T], pairs: Any, entries: Any, many: int) -> Iterator[Sequence[T]]:
    """Yield some of the rows of each pair; pairs: of each row; entries: which rows, in order of pairs."""
    import numpy

    some = list(map(rows.__getitem__, entries.tolist()))
    bounds = numpy.searchsorted(pairs[entries], numpy.arange(many + 1)).tolist()
    return (some[start:end] for start, end in pairwise(bounds))


def _among(table: Table, names: Collection[str]) -> Any:
    """Return of each term whether it is one of some names."""
    import numpy

    return numpy.array([name in names for name in table.names], dtype=bool)
