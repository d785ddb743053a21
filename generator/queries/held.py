"""What documents hold: every term of all of them at once, as flat arrays; for the index, and for queries at build time.

static/js/search-words.js cuts queries as this cuts documents.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from generator import text
from generator.cut import Cut, cut, distinct
from generator.queries import words

_NO_PLACE = -1


@dataclass(frozen=True, slots=True)
class Held:
    """One number each of all that documents hold, in their order but for what is found without its sign.

    documents: of the document; fields: of the field in `words.DOCUMENT`; kinds: of the term, with the word that it is
    of; places: of the place, negative where it has none
    kinds_of: the terms and words by their numbers
    """

    documents: Any
    fields: Any
    kinds: Any
    places: Any
    kinds_of: list[tuple[str, str]]


def read(documents: Sequence[Mapping[str, str]]) -> Held:
    """Return what documents hold, each field -> text.

    Two words that some document joins by a hyphen are a term, too, wherever they stand side by side; it has the place
    of the first of them.
    """
    import numpy

    texts, document, field = [], [], []
    for number, each in enumerate(documents):
        for at, name in enumerate(words.DOCUMENT):
            if written := each.get(name):
                texts.append(words.unaccented(written).lower())
                document.append(number)
                field.append(at)
    found = cut(texts)
    kinds, kinds_of, homes, places = _terms(found)
    fields = numpy.array(field, dtype=numpy.int32)[homes]
    starts, ends = numpy.array([words.FIELDS.get(words.FIELD_OF.get(name, ""), (0, 0)) for name in words.DOCUMENT]).T
    places = places + starts[fields]
    places[places >= ends[fields]] = _NO_PLACE
    return Held(numpy.array(document, dtype=numpy.int32)[homes], fields, kinds, places, kinds_of)


def _terms(found: Cut) -> tuple[Any, list[tuple[str, str]], Any, Any]:
    """Return the kinds of all terms, what they are, and of each its text and its place there."""
    import numpy

    forms = [words.forms(word) for word in found.written]
    numbers: dict[tuple[str, str], int] = {}
    numbered = [[numbers.setdefault(form, len(numbers)) for form in some] for some in forms]
    many = numpy.array([len(some) for some in forms], dtype=numpy.int32)
    first = numpy.concatenate([[0], numpy.cumsum(many)[:-1]])[: len(many)]
    table = numpy.fromiter(chain.from_iterable(numbered), numpy.int32, int(many.sum()))
    # A place is left between the items of a list.
    apart = numpy.array([between == words.ITEMS for between in found.between], dtype=numpy.int32)
    own = many[found.words]
    last = numpy.cumsum(own + apart[found.gaps])
    at_first = numpy.searchsorted(found.texts, found.texts)
    last -= (last - own - apart[found.gaps])[at_first] + 1
    within = numpy.arange(int(own.sum())) - numpy.repeat(numpy.cumsum(own) - own, own)
    kinds = table[numpy.repeat(first[found.words], own) + within]
    homes, places = numpy.repeat(found.texts, own), numpy.repeat(last - own + 1, own) + within
    both = [(kinds, homes, places)]
    joined, second = _compounds(found, numbers)
    both.append((joined, found.texts[second], numpy.maximum(0, last[second - 1])))
    kinds, homes, places = (numpy.concatenate(columns) for columns in zip(*both, strict=True))
    # "1600+" is meant by 1600, too; but C is not what is meant by "C++".
    bare = [_bare(*kind) for kind in numbers]
    plain = numpy.array([numbers.setdefault(kind, len(numbers)) if kind else -1 for kind in bare], dtype=numpy.int32)
    signed = numpy.flatnonzero(plain[kinds] >= 0)
    kinds = numpy.concatenate([kinds, plain[kinds[signed]]])
    return (
        kinds,
        list(numbers),
        numpy.concatenate([homes, homes[signed]]),
        numpy.concatenate([places, places[signed]]),
    )


def _bare(term: str, word: str) -> tuple[str, str] | None:
    """Return a term and its word without the signs at its end; None where there is none, or too little is left."""
    bare = term.rstrip("+#")
    return (text.stem(bare), word.rstrip("+#")) if bare != term and len(bare) > 1 else None


def _compounds(found: Cut, numbers: dict[tuple[str, str], int]) -> tuple[Any, Any]:
    """Return the kinds of compounds, and of each the number of its second word."""
    import numpy

    many = len(found.written)
    pairs = found.words[:-1].astype(numpy.int64) * many + found.words[1:]
    beside = numpy.append(found.texts[:-1] == found.texts[1:], False)[: len(pairs)]

    def parted(by: Sequence[str]) -> Any:
        fit = numpy.array([between in by for between in found.between], dtype=bool)
        return beside & fit[found.gaps[1:]]

    def said(codes: Any) -> Iterator[tuple[str, str]]:
        return ((found.written[code // many], found.written[code % many]) for code in codes.tolist())

    hyphened = [pair for pair in said(distinct(pairs[parted(words.HYPHENS)])) if not words.unspaced("".join(pair))]
    initials: dict[str, set[str]] = {}
    for first, second in hyphened:
        initials.setdefault(first, set()).add(second[0])
    known = {words.joined(*pair) for pair in hyphened}
    opens = numpy.array([word in initials for word in found.written], dtype=bool)
    places = numpy.flatnonzero(parted(words.JOINTS) & opens[found.words[:-1]])
    codes, at = numpy.unique(pairs[places], return_inverse=True)
    kinds = []
    for first, second in said(codes):
        term = words.joined(first, second) if second[0] in initials[first] else ""
        kinds.append(numbers.setdefault((term, first + second), len(numbers)) if term in known else -1)
    named = numpy.array(kinds, dtype=numpy.int32)[at]
    return named[named >= 0], places[named >= 0] + 1
