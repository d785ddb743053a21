"""Words of texts and queries, as the search knows them. static/js/search-words.js cuts them alike."""

import re
import unicodedata
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator import text

ITEMS = " . "
"""What parts the items of a list, so that no phrase reaches from one into the next."""
# A word's place says in which field it stands. What is beyond the end of a field is found, but in no phrase.
FIELDS = {
    "title": (0, 100),
    "keyword": (100, 300),
    "author": (300, 900),
    "venue": (900, 1000),
    "abstract": (1000, 46656),
}
STOP_WORDS = frozenset(
    "a an and are as at be been by can do for from has have in into is it its of on or our such that the their these "
    "they this to we were which with".split()
)
_FIELD_OF = {"title": "title", "keywords": "keyword", "authors": "author", "venue": "venue", "abstract": "abstract"}
DOCUMENT = (*_FIELD_OF, "year")
"""The texts of a document, by name."""
_ACCENTS = re.compile("[\u0300-\u036f]")
# Scripts without spaces between words: a run of them is indexed as its pairs of letters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
# What may stand between the two words of a compound. NFKC has made U+2010 of U+2011.
_HYPHENS = ("-", "\u2010")
_JOINTS = (*_HYPHENS, " ")
# What stands before a word, and the word, as `text.tokens` finds it.
# What stands before a word, or the end, is gone through once, however long it is.
_PIECE = re.compile(r"([\W_]*+)([^\W_]+(?:[+#]+(?!\w))?|\Z)")


def unaccented(words: str) -> str:
    """Return a text without accents and in plain forms of its letters."""
    if words.isascii():
        return words
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", unicodedata.normalize("NFKD", words)))


def tokens(words: str) -> Iterator[str]:
    """Yield the words of a text as they are written, in lower case; stop words, too."""
    lower = unaccented(words).lower()
    return (lower[start:end] for start, end, _ in text.tokens(lower))


def terms(words: str) -> Iterator[str]:
    """Yield the terms of a text as the index knows them: accents off, lower case, stemmed, stop words left out.

    >>> list(terms("The Poincaré models of C++"))
    ['poincar', 'model', 'c++']
    >>> list(terms("大语言模型"))
    ['大语', '语言', '言模', '模型']
    """
    return (term for term, _ in spelled(words))


def spelled(words: str) -> Iterator[tuple[str, str]]:
    """Yield each term of a text with the word it is of."""
    return zip(*_terms(words, _NONE)[:2], strict=True)


def compound(word: str) -> tuple[str, str] | None:
    """Return two words joined by a hyphen as the term and the word that they are as one; None for anything else."""
    found = list(text.tokens(unaccented(word)))
    term = next(compounds(word), None) if len(found) == 2 else None
    return (term, "".join(tokens(word))) if term else None


def joined(one: str, other: str) -> str:
    """Return the term of two words written as one."""
    return text.stem(one + other)


def compounds(words: str, between: Container[str] = _HYPHENS) -> Iterator[str]:
    """Yield the stem of each two neighbouring words written as one, where a hyphen parts them (or what else is named).

    >>> list(compounds("Fine-tuning of multi-task models"))
    ['finetun', 'multitask']
    >>> list(compounds("fine tuning", between=(" ",)))
    ['finetun']
    """
    return (joined(first, second) for first, second in _pairs_joined(words, between))


@dataclass(frozen=True, slots=True)
class Compounds:
    """Words that some document writes with a hyphen: the first of two -> initials of the second, and the terms of both
    as one."""

    parts: Mapping[str, Container[str]]
    terms: Container[str]

    @classmethod
    def of(cls, pairs: Collection[tuple[str, str]]) -> "Compounds":
        """Return what is known of pairs of words."""
        parts: dict[str, set[str]] = {}
        for first, second in pairs:
            parts.setdefault(first, set()).add(second[0])
        return cls(parts, frozenset(joined(first, second) for first, second in pairs))

    def find(self, first: str, second: str) -> str:
        """Return the term of two words as one; "" if nobody joins them."""
        if second[0] not in self.parts.get(first, ()):
            return ""
        term = joined(first, second)
        return term if term in self.terms else ""


_NONE = Compounds({}, frozenset())


def known_compounds(documents: Iterable[Mapping[str, str]]) -> Compounds:
    """Return all words that some document writes with a hyphen."""
    return Compounds.of({pair for document in documents for pair in joined_pairs(document)})


def joined_pairs(document: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each two words that a document writes with a hyphen."""
    for name in DOCUMENT:
        yield from _pairs_joined(document.get(name, ""))


def _pairs_joined(words: str, between: Container[str] = _HYPHENS) -> Iterator[tuple[str, str]]:
    """Yield each two neighbouring words, in lower case, that a hyphen parts, or what else is named."""
    written = unaccented(words)
    # What a hyphen joins has no white space: most of a text need not be cut.
    parts = [part for part in written.split() if "-" in part or "\u2010" in part] if between is _HYPHENS else [written]
    for part in parts:
        for (_, first), (gap, second) in pairwise(_pieces(part)):
            if gap in between and not _UNSPACED.search(first + second):
                yield first.lower(), second.lower()


def _pieces(words: str) -> list[tuple[str, str]]:
    return [piece for piece in _PIECE.findall(words) if piece[1]]


def read(document: Mapping[str, str], known: Compounds) -> Iterator[tuple[str, list[str], list[str], list[int | None]]]:
    """Yield the name of each text, its terms, the word that each is of, and the place that each has, if it has one."""
    for name in DOCUMENT:
        if written := document.get(name):
            terms, words, at = _terms(written, known)
            start, end = FIELDS.get(_FIELD_OF.get(name, ""), (0, 0))
            last = end - start
            yield name, terms, words, [start + place if place < last else None for place in at]


def _terms(written: str, known: Compounds) -> tuple[list[str], list[str], list[int]]:
    """Return the terms of a text, the word that each is of, and its place; a known compound has its first part's."""
    terms: list[str] = []
    words: list[str] = []
    places: list[int] = []
    place, before, parts = -1, "", known.parts
    for gap, word in _pieces(unaccented(written).lower()):
        if before in parts and gap in _JOINTS and (one := known.find(before, word)):
            terms.append(one)
            words.append(before + word)
            places.append(max(0, place))
        if gap == ITEMS:
            place += 1
        for term, spelled in _FORMS[word]:
            place += 1
            terms.append(term)
            words.append(spelled)
            places.append(place)
        before = word
    # "1600+" is meant by 1600, too; but C is not what is meant by "C++".
    for term, word, place in [each for each in zip(terms, words, places, strict=True) if each[0][-1] in "+#"]:
        if len(bare := term.rstrip("+#")) > 1:
            terms.append(text.stem(bare))
            words.append(word.rstrip("+#"))
            places.append(place)
    return terms, words, places


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


class _Forms(dict[str, list[tuple[str, str]]]):
    """word -> the terms that it is indexed as, each with how it is spelled: a stop word has none, a run of a script
    without spaces many."""

    def __missing__(self, word: str) -> list[tuple[str, str]]:
        stem = text.stemmed(word)
        if not stem.isascii() and _UNSPACED.search(stem):
            found = [(pair, pair) for pair in _pairs(stem)]
        else:
            found = [] if word in STOP_WORDS else [(stem, word)]
        self[word] = found
        return found


_FORMS = _Forms()
