"""Words of queries, as the search knows them; `held` reads documents so. static/js/search-words.js cuts them alike."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
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
FIELD_OF = {"title": "title", "keywords": "keyword", "authors": "author", "venue": "venue", "abstract": "abstract"}
DOCUMENT = (*FIELD_OF, "year")
"""The texts of a document, by name."""
_ACCENTS = re.compile("[\u0300-\u036f]")
# Scripts without spaces between words: a run of them is indexed as its pairs of letters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
# What may stand between the two words of a compound. NFKC has made U+2010 of U+2011.
HYPHENS = ("-", "\u2010")
JOINTS = (*HYPHENS, " ")
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
    for word in tokens(words):
        yield from forms(word)


def compound(word: str) -> tuple[str, str] | None:
    """Return two words joined by a hyphen as the term and the word that they are as one; None for anything else."""
    found = list(text.tokens(unaccented(word)))
    term = next(compounds(word), None) if len(found) == 2 else None
    return (term, "".join(tokens(word))) if term else None


def joined(one: str, other: str) -> str:
    """Return the term of two words written as one."""
    return text.stem(one + other)


def compounds(words: str) -> Iterator[str]:
    """Yield the stem of each two neighbouring words written as one, where a hyphen parts them.

    >>> list(compounds("Fine-tuning of multi-task models"))
    ['finetun', 'multitask']
    """
    for (_, first), (gap, second) in pairwise(piece for piece in _PIECE.findall(unaccented(words)) if piece[1]):
        if gap in HYPHENS and not unspaced(first + second):
            yield joined(first.lower(), second.lower())


def unspaced(word: str) -> bool:
    """Return whether a word has letters of a script without spaces."""
    return not word.isascii() and bool(_UNSPACED.search(word))


@cache
def forms(word: str) -> list[tuple[str, str]]:
    """Return the terms that a word is indexed as, each with how it is spelled: a stop word has none, a run of a script
    without spaces many."""
    stem = text.stemmed(word)
    if unspaced(stem):
        return [(pair, pair) for pair in _pairs(stem)]
    return [] if word in STOP_WORDS else [(stem, word)]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
