"""Which papers a query finds, whatever their rank: as static/js/search-index.js does, but a slip stays a slip."""

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from generator.queries import held, words
from generator.queries.grammar import Part, Query

Found = frozenset[int]
_NOTHING: Found = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """What a query may ask of a paper: its texts by name, its year, and the values of its lists."""

    texts: Mapping[str, str]
    year: int | None = None
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Texts:
    """Documents by number, and term -> number -> places of all that they hold."""

    documents: Sequence[Document]
    terms: Mapping[str, Mapping[int, Sequence[int]]]
    spellings: Mapping[str, str]
    """every word -> its term"""

    def find(self, query: Query) -> list[int]:
        """Return the documents that a query finds, by number."""
        rows = [self._row(row) for row in query.rows]
        for at in range(len(rows) - 1):
            more = self._joined(query.rows[at], query.rows[at + 1])
            rows[at], rows[at + 1] = rows[at] | more, rows[at + 1] | more
        unwanted = self._row(query.without)
        return sorted(reduce(frozenset.intersection, rows) - unwanted) if rows else []

    def lost(self, query: Query) -> Iterator[tuple[str, str]]:
        """Yield what stands in the query and finds nothing, each with the nearest word that does, "" for none."""
        for row in query.rows:
            if not self._row(row):
                near = difflib.get_close_matches(row[0].word, sorted(self.spellings), n=1) if row[0].word else []
                yield " OR ".join(part.shown for part in row), near[0] if near else ""

    def _row(self, parts: Iterable[Part]) -> Found:
        return frozenset().union(*(self._part(part) for part in parts))

    def _part(self, part: Part) -> Found:
        finders: Mapping[str, Callable[[Part], Found]] = {
            "word": self._word,
            "compound": self._compound,
            "phrase": self._phrase,
            "year": self._year,
            "list": self._list,
            "every": self._every,
        }
        return finders[part.kind](part)

    def _word(self, part: Part) -> Found:
        begun = (term for term in self.terms if term.startswith(part.word)) if part.begun else ()
        return frozenset().union(*(self._holders(term, part.field) for term in (*part.terms, *begun)))

    def _holders(self, term: str, name: str) -> Found:
        places = self.terms.get(term, {})
        return frozenset(number for number, at in places.items() if not name or _within(at, name))

    def _compound(self, part: Part) -> Found:
        return self._word(part) or self._every(part)

    def _every(self, part: Part) -> Found:
        found = [self._part(each) for each in part.parts]
        return reduce(frozenset.intersection, found) if found else _NOTHING

    def _phrase(self, part: Part) -> Found:
        holders = (self._holders(term, part.field) for term in part.terms)
        together = reduce(frozenset.intersection, holders)
        return frozenset(number for number in together if self._in_order(part, number))

    def _in_order(self, part: Part, number: int) -> bool:
        """Return whether the terms of a phrase stand one behind the other, in the field where it names one."""
        begins = [{at - step for at in self.terms[term][number]} for step, term in enumerate(part.terms)]
        starts = set.intersection(*begins)
        return bool(starts) and (not part.field or _within(starts, part.field))

    def _joined(self, one: Sequence[Part], other: Sequence[Part]) -> Found:
        """Return what holds two neighbouring words written as one."""
        pair = (*one, *other)
        if len(one) != 1 or len(other) != 1 or any(part.kind != "word" or part.field for part in pair):
            return _NOTHING
        return self._holders(words.joined(pair[0].word, pair[1].word), "")

    def _year(self, part: Part) -> Found:
        first, last = part.years
        return frozenset(at for at, each in enumerate(self.documents) if each.year and first <= each.year <= last)

    def _list(self, part: Part) -> Found:
        """Return the documents with a value of which every word begins a word."""
        return frozenset(
            number
            for number, each in enumerate(self.documents)
            if part.values and any(_begins(part.values, value) for value in each.values.get(part.field, ()))
        )


def index(documents: Sequence[Document]) -> Texts:
    """Return documents by what they hold."""
    terms: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    found = held.read([document.texts for document in documents])
    spellings = {word: term for term, word in found.kinds_of}
    columns = (found.documents, found.kinds, found.places)
    for number, kind, place in zip(*[column.tolist() for column in columns], strict=True):
        # A term without a place is held, too.
        terms[found.kinds_of[kind][0]][number] += (place,) if place >= 0 else ()
    return Texts(documents, terms, spellings)


def _within(places: Iterable[int], name: str) -> bool:
    start, end = words.FIELDS[name]
    return any(start <= place < end for place in places)


def _begins(wanted: Iterable[str], value: str) -> bool:
    tokens = list(words.tokens(value))
    return all(any(token.startswith(one) for token in tokens) for one in wanted)
