"""Noun phrases of a text: what could be a keyword.

The tags come from TextBlob's own tagger, whose lexicon is part of its wheel: nothing is downloaded. It is slow to
import, so it is imported when the first text is tagged. A chunk is a run of adjectives and nouns that ends in a noun;
a long form that the library knows by an acronym ("mixture of experts") counts as one noun, whatever its words are.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from generator.keywords.acronyms import singular
from generator.keywords.keys import join, key, mask
from generator.keywords.words import ADJECTIVE_TAILS, LEAD, LY_NOUNS, NOMINAL, OPENERS, SOFT, STOP, VERBS, stems

LONGEST = 6
"""Tokens of a chunk at most."""
LONGEST_PART = 5
"""Tokens of a part of a chunk at most."""
_STOP_STEMS = stems(STOP)
_VERB_FORMS = {"VBZ": "NNS", "VB": "NN", "VBP": "NN"}
_NOT_FIRST = ("VBN", "CD")
_WORD = re.compile(r"[^\W_](?:(?:[^\W_]|['+#/&.-])*[^\W_]|[+#]+)?")
_ADJECTIVE = re.compile(r"\w{3,}(?:(?<!t)able|ible|ical|less|(?<!o)ous|ative|etic|antic|istic|iversal|oretic)")
_VERB = re.compile(r"\w{3,}(?:izes|yzes|ifies)")


class Token(NamedTuple):
    """A word as written, its part of speech and its key, which holds several stems where it is an acronym."""

    word: str
    tag: str
    key: str

    @property
    def is_loose(self) -> bool:
        """Whether it may open a phrase only if the library shows that it belongs there: "large", "binding"."""
        return _is_loose(self.word)

    @property
    def is_noun(self) -> bool:
        """Whether a keyword may end here."""
        return _is_noun(self.word, self.tag)


@lru_cache(maxsize=50_000)
def _is_loose(word: str) -> bool:
    lower = word.lower()
    return lower in SOFT or (lower.endswith("ing") and len(lower) > 5 and "-" not in lower and lower not in NOMINAL)


@lru_cache(maxsize=50_000)
def _is_noun(word: str, mark: str) -> bool:
    lower = word.lower()
    tail = lower.rpartition("-")[2]
    if (
        lower in LEAD
        or (lower in OPENERS and lower not in NOMINAL)
        or (tail != lower and tail in ADJECTIVE_TAILS)
        or lower.startswith("in-")
    ):
        return False
    capitals = word[:1].isupper() and word[1:2].isupper()
    if mark == "JJ" or _ADJECTIVE.fullmatch(lower):
        return capitals
    if tail.endswith("ing"):
        return tail in NOMINAL or (mark in ("NN", "NNS") and len(tail) < 6)
    return mark[:2] == "NN" or mark == "FW" or capitals


class Part(NamedTuple):
    """Tokens of a chunk that stand together, their key, and whether they are the whole chunk."""

    tokens: tuple[Token, ...]
    key: str
    whole: bool


@dataclass(frozen=True)
class Chunk:
    """A noun phrase: its sentence (-1 in the title), its place in tokens, its tokens, whether a figure stands beside
    it."""

    sentence: int
    offset: int
    tokens: tuple[Token, ...]
    measured: bool = False

    @cached_property
    def parts(self) -> list[Part]:
        """All runs of up to five of its tokens."""
        tokens, names = self.tokens, tuple(token.key for token in self.tokens)
        joined = join if join(names) != " ".join(names) else " ".join
        return [
            Part(
                tokens[begin:end],
                names[begin] if end - begin == 1 else joined(names[begin:end]),
                end - begin == len(tokens),
            )
            for end in range(1, len(tokens) + 1)
            for begin in range(max(0, end - LONGEST_PART), end)
        ]

    @cached_property
    def key(self) -> str:
        """The key of the whole."""
        return join(tuple(token.key for token in self.tokens))


def tag(text: str) -> list[tuple[str, str]]:
    """Return (word, part of speech) of each token of an English text."""
    from textblob.en import tag as textblob_tag

    plain = unicodedata.normalize("NFKC", mask(text)).translate(_PLAIN)
    return [(word, mark) for word, mark in textblob_tag(plain)] if plain.strip() else []


def tag_title(title: str, abstract: str) -> list[tuple[str, str]]:
    """Return the tags of a title without the capitals that say nothing, which the tagger takes for names: those of the
    first word, of all words where most have one, of all letters; what the abstract writes so keeps them."""
    names = set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", abstract))
    if title.isupper():
        forms = {word.lower(): word for word in re.findall(r"[^\W\d_]{2,}", abstract)}
        return tag(re.sub(r"[^\W\d_]{2,}", lambda match: forms.get(match[0].lower(), match[0].lower()), title))
    long = re.findall(r"(?<=\s)[^\W\d_]{4,}", title)
    first = sum(map(str.islower, long)) > 0.6 * len(long)
    return tag(_CAPITAL.sub(lambda match: match[0] if match[0] in names else match[0].lower(), title, count=first))


_CAPITAL = re.compile(r"\b[A-Z][a-z]+\b")
_PLAIN = str.maketrans(
    {"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": ";", "’": "'", "‘": "'", "“": '"', "”": '"', "*": " "}
)


def chunks(
    tagged: list[tuple[str, str]],
    acronyms: Mapping[str, str],
    long_forms: Collection[str],
    joined: Collection[tuple[str, str]] = (),
    *,
    title: bool,
) -> Iterator[Chunk]:
    """Yield the noun phrases of a tagged text in order; joined: what `compounds` returns of the library."""
    tokens = _with_long_forms([_token(word, mark, acronyms) for word, mark in _mended(tagged, joined)], long_forms)
    run: list[Token] = []
    sentence, begin = (-1 if title else 0), 0
    for offset, token in enumerate(tokens):
        if _belongs(token, first=not run):
            begin = begin if run else offset
            run.append(token)
            continue
        yield from _chunk(run, sentence, begin, tokens)
        run = []
        sentence += (not title) and token.word in ".!?"
    yield from _chunk(run, sentence, begin, tokens)


def compounds(texts: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs of an ordinal and a word that several texts join by a hyphen: "first-pass"."""
    found = Counter(pair for text in texts for pair in set(_ORDINAL.findall(text.lower())))
    return frozenset(pair for pair, times in found.items() if times > 1)


_ORDINAL = re.compile(r"(?<![\w-])(first|second|third)-([a-z]{3,})")


def _mended(tagged: list[tuple[str, str]], joined: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the tags, where what the tagger takes for a verb behind an adjective is a noun, "continuous prompts", and
    "in vitro" is one adjective, as is "first pass" where others write "first-pass"."""
    before, skipped = "", False
    for (word, mark), (after, _) in zip(tagged, [*tagged[1:], ("", "")]):
        if skipped:
            skipped = False
            continue
        if (pair := (word.lower(), after.lower())) in _LATIN or pair in joined:
            word, mark, skipped = f"{word} {after}", "JJ", True
        elif before == "JJ" and mark in _VERB_FORMS and word.islower():
            mark = _VERB_FORMS[mark]
        yield word, mark
        before = mark


_LATIN = frozenset(
    [(first, second) for first in ("in", "ex") for second in ("vitro", "vivo", "situ", "silico", "utero")]
    + [("de", "novo"), ("post", "mortem"), ("per", "capita"), ("post", "hoc"), ("ad", "hoc"), ("a", "priori")]
)


def _token(word: str, mark: str, acronyms: Mapping[str, str]) -> Token:
    long = "" if word.islower() else acronyms.get(singular(word)) or acronyms.get(word, "")
    return Token(word, mark, long) if long else _plain(word, mark)


@lru_cache(maxsize=100_000)
def _plain(word: str, mark: str) -> Token:
    return Token(word, mark, key(word))


def _with_long_forms(tokens: list[Token], long_forms: Collection[str]) -> list[Token]:
    """Return the tokens with "mixture of experts" as one noun; long forms without a stop word are found as chunks
    anyway."""
    starts = {form.split(" ", 1)[0] for form in long_forms if not _STOP_STEMS.isdisjoint(form.split())}
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        length = _long_form(tokens, at, long_forms) if token.key in starts else 0
        if length:
            words = " ".join(token.word for token in tokens[at : at + length])
            out.append(Token(words, "NN", key(words)))
        else:
            out.append(token._replace(tag="NN") if " " in token.key and token.key in long_forms else token)
        at += max(1, length)
    return out


def _long_form(tokens: list[Token], at: int, long_forms: Collection[str]) -> int:
    """Return how many tokens from `at` spell a long form, the longest; 0 where none does."""
    for length in range(7, 1, -1):
        names = tuple(token.key for token in tokens[at : at + length])
        if all(names) and join(names) in long_forms:
            return length
    return 0


def _belongs(token: Token, *, first: bool) -> bool:
    if " " in token.word:
        return True
    if token.tag in _NOT_FIRST and first and "-" not in token.word and not token.word[-1:].isupper():
        return False
    return bool(token.key) and _may_stand(token.word, token.tag)


@lru_cache(maxsize=100_000)
def _may_stand(word: str, mark: str) -> bool:
    lower = word.lower()
    if not (_WORD.fullmatch(word) and len(word) > 1) or word.isdigit() or lower in STOP:
        return False
    if "." in word.rstrip(".") and not any(char.isdigit() for char in word):
        return False
    if lower in VERBS or _VERB.fullmatch(lower) or (lower.endswith("ly") and len(lower) > 5 and lower not in LY_NOUNS):
        return False
    return mark[:2] in ("NN", "JJ") or mark in ("VBG", "VBN", "FW", "CD")


def _chunk(run: list[Token], sentence: int, offset: int, tokens: list[Token]) -> Iterator[Chunk]:
    begin, end = 0, len(run)
    while begin < end and _opens(run[begin]):
        begin += 1
    while end > begin and not run[end - 1].is_noun:
        end -= 1
    if begin < end <= begin + LONGEST:
        yield Chunk(sentence, offset + begin, tuple(run[begin:end]), _is_measured(tokens, offset + begin, offset + end))


def _is_measured(tokens: list[Token], start: int, end: int) -> bool:
    """Return whether a phrase is a unit or a figure's name: "40 mL/min", "95% confidence interval", "risk ratio (RR)
    1.3"; "three clinical trials" are only counted."""
    before = tokens[start - 1].word if start else ""
    if (_FIGURE if end - start > 1 else _NUMBER).fullmatch(before):
        return True
    behind = [token.word for token in tokens[end : end + 6]]
    if behind and behind[0] in "([":
        behind = behind[3:] if behind[2:3] and behind[2] in ")]" else []
    return any(_FIGURE.fullmatch(word) or word[0] in "=<>≤≥±" for word in behind[: 1 + (behind[:1] in _BEFORE_FIGURES)])


_NUMBER = re.compile(r"[\d.,–-]*\d%?")
_FIGURE = re.compile(r"[\d.,–-]*(?:\d%|\.\d+)")
_BEFORE_FIGURES = ([":"], [","], ["of"], ["was"], ["is"], ["were"])


def _opens(token: Token) -> bool:
    lower = token.word.lower()
    return lower in OPENERS or (lower in LEAD and lower not in SOFT)
