"""Phrases of languages that part words by spaces: what stands between function words.

German writes nouns with a capital; elsewhere a word is taken for a noun when articles stand before it in the library,
and for a verb when articles stand after it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.keywords.tongues import german
from generator.keywords.tongues.languages import GERMAN, KOREAN, Language
from generator.keywords.tongues.phrases import Phrase, Token

LONGEST = 3
"""Words of a phrase at most, joints left out."""
SPAN = 3 * LONGEST
"""The same with joints."""
LETTERS = 60
"""Letters of a word at most; longer ones are no words."""
_ELIDED = re.compile("[ldnscjmt]|qu|dell|nell|all|dall|sull|un", re.IGNORECASE)
_TOKEN = re.compile(rf"\b(?:{_ELIDED.pattern})['’](?=\w)|[^\W\d_][\w’'-]*\w|[^\W\d_]|\S", re.IGNORECASE)
_ENDS_SENTENCE = frozenset(".!?:")


def tokens(text: str, language: Language) -> list[Token]:
    """Return the words and signs of a text; what an apostrophe elides is a word without it."""
    found: list[Token] = []
    first = True
    for match in _TOKEN.finditer(text):
        word = match[0].rstrip("'’") or match[0]
        word = word if len(word) <= LETTERS else ";"
        found.append(Token(word, first, language.stem(word)))
        first = word in _ENDS_SENTENCE
    return found


@dataclass(slots=True)
class Usage:
    """How a library uses the words of one language.

    after, before: stem -> how often an article stands before, after it; all: how often it stands there
    capitals, small: lower-case word -> how often it is written with a capital inside a sentence, without
    """

    after: Counter[str] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    capitals: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    small: Counter[str] = field(default_factory=Counter)
    adjectives: german.Adjectives = field(default_factory=german.Adjectives)

    @classmethod
    def of(cls, texts: Iterable[Sequence[Token]], language: Language) -> "Usage":
        found = cls()
        for text in texts:
            for at, token in enumerate(text):
                if token.is_word:
                    found._count(text, at, language)
        return found

    def _count(self, text: Sequence[Token], at: int, language: Language) -> None:
        token, low = text[at], text[at].word.lower()
        last = text[at - 1].word.lower() if at else ""
        following = text[at + 1].word.lower() if at + 1 < len(text) else ""
        self.all[token.stem] += 1
        self.after[token.stem] += last in language.articles or last in language.joints
        self.before[token.stem] += following in language.articles
        if not token.first and token.word[0].isupper():
            self.capitals[low][token.word] += 1
        elif token.word == low:
            self.small[low] += 1
        if language is GERMAN:
            self.adjectives.count(text, at)

    def is_noun(self, stem: str) -> bool:
        """Return whether articles stand before a word more often than after it, in three places of ten at least."""
        return self.after[stem] > self.before[stem] and self.after[stem] >= 0.3 * self.all[stem]

    def is_verb(self, token: Token, last: Token | None, language: Language) -> bool:
        """Return whether a word is more likely a verb: by its ending, or by the articles after it.

        After a noun, what ends as an infinitive is an adjective: "energía solar".
        """
        if self.is_noun(token.stem):
            return False
        low = token.word.lower()
        doubtful = low.endswith(language.doubtful or ("\n",)) and not (last and self.is_noun(last.stem))
        return (
            doubtful or low.endswith(language.verbs or ("\n",)) or self.before[token.stem] > 0.3 * self.all[token.stem]
        )

    def cased(self, word: str) -> str:
        """Return a word as it is written inside sentences: small, unless it is a name."""
        low = word.lower()
        names = self.capitals.get(low)
        if names and names.total() > self.small[low]:
            return min(names, key=lambda name: (-names[name], name))
        return word if any(map(str.isupper, word[1:])) else low


def phrases(title: Sequence[Token], abstract: Sequence[Token], language: Language, usage: Usage) -> list[Phrase]:
    """Return the phrases of a paper, at every place where they stand."""
    return [
        phrase
        for text, in_title in ((title, True), (abstract, False))
        for run in (german.runs(text, usage) if language is GERMAN else _runs(text, language, usage))
        for phrase in _grams(run, language, usage, in_title)
    ]


def _runs(text: Sequence[Token], language: Language, usage: Usage) -> Iterator[list[Token]]:
    """Yield what stands between function words, signs and verbs; joints stay inside."""
    run: list[Token] = []
    for token in text:
        low = token.word.lower()
        last = run[-1] if run else None
        joins = last and (low in language.joints or (low in language.articles and last.word.lower() in language.joints))
        if token.is_word and (joins or _belongs(token, last, language, usage)):
            run.append(token)
            if language is not KOREAN or token.stem == low:
                continue
        # In Korean a particle at a word's end ends the phrase, which keeps the word.
        if run:
            yield run
            run = []
    if run:
        yield run


def _belongs(token: Token, last: Token | None, language: Language, usage: Usage) -> bool:
    low = token.word.lower()
    long = len(low) > (1 if language is KOREAN else 2)
    return long and low not in language.telling and not usage.is_verb(token, last, language)


def _grams(run: Sequence[Token], language: Language, usage: Usage, title: bool) -> Iterator[Phrase]:
    """Yield all phrases of a run: they neither start nor end with a joint."""
    inner = language.joints | language.articles
    joint = [token.word.lower() in inner for token in run]
    for start, end in _spans(len(run)):
        content = [token for token, is_joint in zip(run[start:end], joint[start:end], strict=True) if not is_joint]
        if joint[start] or joint[end - 1] or len(content) > LONGEST:
            continue
        whole = start == 0 and end == len(run)
        # Of "gestión del agua", neither word is a keyword by that.
        fit = (whole or (title and end == len(run)) or language is GERMAN) and _stands_alone(
            content[0], language, usage
        )
        if fit if len(content) == 1 else _may_start(content[0], language, usage) or title or not start:
            yield Phrase(
                " ".join(token.stem for token in content),
                _written(run[start:end], language, usage),
                len(content),
                title,
                start == 0 or joint[start - 1],
                end == len(run) or joint[end],
                whole and _likely(content, language, usage),
            )


def _spans(length: int) -> Iterator[tuple[int, int]]:
    return ((start, end) for start in range(length) for end in range(start + 1, min(start + SPAN, length) + 1))


def _may_start(token: Token, language: Language, usage: Usage) -> bool:
    return language is GERMAN or not language.articles or usage.is_noun(token.stem)


def _likely(content: Sequence[Token], language: Language, usage: Usage) -> bool:
    """Return whether a whole run is likely a keyword, though it stands in one place only."""
    if language is GERMAN:
        return len(content) <= 2
    if len(content) == 1 or content[0].stem in language.generic:
        return False
    if content[-1].word.lower().endswith((*language.verbs, *language.doubtful, "\n")):
        return False
    return not language.articles or usage.is_noun(content[0].stem)


def _stands_alone(token: Token, language: Language, usage: Usage) -> bool:
    if token.stem in language.generic or len(token.word) < (2 if language is KOREAN else 4):
        return False
    if language is GERMAN:
        return token.word[0].isupper() and len(token.word) > 4
    return not language.articles or usage.is_noun(token.stem) or token.word[1:].lower() != token.word[1:]


def _written(run: Iterable[Token], language: Language, usage: Usage) -> str:
    words = (_cased(token, language, usage) for token in run)
    return "".join(f"{word}'" if _ELIDED.fullmatch(word) else f"{word} " for word in words).strip()


def _cased(token: Token, language: Language, usage: Usage) -> str:
    if language is GERMAN:
        return token.word
    if language is KOREAN:
        return token.stem
    return usage.cased(token.word)


def label(forms: Mapping[str, int], language: Language, usage: Usage) -> str:
    """Return the form that a phrase is shown in: the most frequent, ties by length; German ones in the nominative."""
    if language is GERMAN:
        return german.label(forms, usage.adjectives)
    return min(forms, key=lambda form: (-forms[form], len(form), form))
