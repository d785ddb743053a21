"""What a curator writes, in parts: words, "phrases", begun*, field:value, -not, and OR between two of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from generator.queries import words

TEXTS = ("title", "abstract", "author", "venue", "keyword")
LISTS = ("topic", "tag", "source", "collection", "has")
FIELDS = (*TEXTS, "year", *LISTS)
_OTHER = {"authors": "author", "journal": "venue", "keywords": "keyword", "tags": "tag", "topics": "topic"}
_ITEM = re.compile(
    r"""(?P<minus>-?)(?:(?P<name>[^\W\d_]+):(?=[^\s/]))?(?:["“”„](?P<phrase>[^"“”„]*)["“”„]?|(?P<word>[^\s"“”„|]+))"""
    r"""|(?P<bar>\|)"""
)
_RANGE = re.compile(r"(\d{1,4})?(?:(-|–|\.\.)(\d{1,4})?)?")
_BOUND = re.compile(r"([<>]=?|≤|≥)(\d{1,4})")
_LAST = 9999


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a query asks for.

    terms: what the index knows a word or a phrase by; word: as it is written, where that is one word
    begun: whether words that only begin so count; parts: what must all hold; values: words of a value, years: from, to
    """

    kind: Literal["word", "compound", "phrase", "year", "list", "every"]
    shown: str
    field: str = ""
    terms: tuple[str, ...] = ()
    word: str = ""
    begun: bool = False
    parts: tuple["Part", ...] = ()
    values: tuple[str, ...] = ()
    years: tuple[int, int] = (1, 0)


@dataclass(frozen=True, slots=True)
class Query:
    """Rows of which each must hold by one of its alternatives, what must not hold, and field names that are none."""

    rows: tuple[tuple[Part, ...], ...] = ()
    without: tuple[Part, ...] = ()
    unknown: tuple[str, ...] = ()


def parse(query: str) -> Query:
    """Return a query in parts. Every text is one: what means nothing is a word.

    >>> [[part.shown for part in row] for row in parse('fish OR fowl title:"of the sea"').rows]
    [['fish', 'fowl'], ['title:"of the sea"']]
    """
    rows: list[tuple[Part, ...]] = []
    without: list[Part] = []
    unknown: list[str] = []
    either = False
    items = list(_ITEM.finditer(query))
    for item in items:
        if item["bar"] or item[0] == "OR":
            either = bool(rows) and item is not items[-1]
            continue
        found = tuple(_alternatives(item, unknown))
        one = found if len(found) < 2 else (Part("every", item[0], parts=found),)
        if item["minus"]:
            without += one
        elif either and found:
            rows[-1] += one
        else:
            rows += [(part,) for part in found]
        either = False
    return Query(tuple(rows), tuple(without), tuple(unknown))


def _alternatives(item: re.Match[str], unknown: list[str]) -> Iterator[Part]:
    """Yield what one item asks for: several parts where a word is several to the index."""
    name = words.unaccented(item["name"] or "").lower()
    field = name if name in FIELDS else _OTHER.get(name, "")
    phrase, word = item["phrase"], item["word"]
    text = word if phrase is None else phrase
    shown = (f"{field}:" if field else "") + (word if phrase is None else f'"{phrase}"')
    if field in LISTS:
        yield Part("list", shown, field, values=tuple(words.tokens(text)))
        return
    if field == "year":
        yield Part("year", shown, field, years=_years(text))
        return
    if name and not field:
        unknown.append(item["name"])
        yield from (
            Part("word", as_written, "", (term,), as_written) for term, as_written in words.spelled(item["name"])
        )
    yield from _words(field, word, shown) if phrase is None else _phrase(field, phrase, shown)


def _phrase(field: str, phrase: str, shown: str) -> Iterator[Part]:
    found = list(words.spelled(phrase))
    if len(found) > 1:
        yield Part("phrase", shown, field, tuple(term for term, _ in found))
    else:
        yield from (Part("word", shown, field, (term,), word) for term, word in found)


def _words(field: str, word: str, shown: str) -> Iterator[Part]:
    begun = word.endswith("*")
    found = [Part("word", written, field, (term,), written) for term, written in words.spelled(word)]
    if found:
        found[-1] = replace(found[-1], begun=begun)
    if len(found) == 1:
        found = [replace(found[0], shown=shown)]
    if joined := words.compound(word):
        yield Part("compound", shown, field, joined[:1], joined[1], begun, tuple(found))
    else:
        yield from found


def _years(text: str) -> tuple[int, int]:
    """Return 2019, 2019-2022, 2019.., >2020, <=2018 as first and last year; (1, 0) where it says no year."""
    if bound := _BOUND.fullmatch(text):
        sign, year = bound[1], int(bound[2])
        at = any(mark in sign for mark in "=≤≥")
        return (year + (not at), _LAST) if sign[0] in ">≥" else (1, year - (not at))
    found = _RANGE.fullmatch(text)
    if not found or not (found[1] or found[3]):
        return 1, 0
    first, dash, last = found.groups()
    return int(first or 1), int(last or (_LAST if dash else first))
