"""German noun phrases: a noun has a capital, the adjectives before it an ending, which says the case it stands in."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from generator.keywords.tongues.languages import GERMAN
from generator.keywords.tongues.phrases import Token

SUFFIX, LONGEST = 4, 24
"""Letters at the end of a noun that tell its gender: compounds have that of their last part."""
ENDINGS = ("en", "er", "es", "em", "e")
_STRONG = ("er", "es", "em")
_NO_ADJECTIVE = frozenset(
    """groß klein neu hoh niedrig stark verschieden unterschiedlich gut einzeln weit erst zweit dritt letzt lang kurz
    wichtig jüngst gering erheblich ander eigen ganz aktuell mehrer einig viel wenig all beid heutig jed gleich mittler
    einfach entscheidend regelmäßig deutlich best bess höher größer größt höchst früh spät bestehend vorhanden zahlreich
    möglich weiter dies dicht breit fein klar schwächer stärker teuer hundert tausend genau besonder zusätzlich erfahren
    falsch sofort vorgestellt ausreichend drei zwei schnell gemeinsam täglich üblich herkömmlich""".split()
)
"""Stems of adjectives that say how much, which or how good: no keyword starts with one."""
_PRONOUNS = frozenset("wir sie er es ich man sich uns ihnen dass und oder aber die das".split())
_MASCULINE_OR_NEUTER = frozenset("dem im zum vom beim am des ins einem eines".split())
_FEMININE_ENDS = ("ung", "heit", "keit", "schaft", "tion", "ität", "ik", "ie", "enz", "anz", "ur")
_NEUTER_ENDS = ("chen", "lein", "ment", "um", "ieren", "ernen", "eren", "eben", "esen")
_DATIVE = re.compile(
    "(?:städte|länder|bilder|felder|kinder|wälder|häuser|märkte|netze|prozesse|modelle|systeme|effekte|stoffe|räume|bäume"
    "|pläne|tiere|gase|werke|geräte|programme|projekte|kräfte|plätze|flüsse|texte|spiele|stücke)n$"
)
"""Plurals that have an -n in the dative only, as ends of compounds."""


class _Usage(Protocol):
    @property
    def capitals(self) -> Mapping[str, Counter[str]]: ...
    @property
    def small(self) -> Counter[str]: ...
    @property
    def adjectives(self) -> "Adjectives": ...


@dataclass(slots=True)
class Adjectives:
    """What a library's texts show of words before nouns, and of the nouns' gender.

    known: stems that stand between an article and a noun, or with an ending that only adjectives have
    gender: the end of a noun -> articles before it
    """

    known: set[str] = field(default_factory=set)
    gender: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    forms: Counter[str] = field(default_factory=Counter)

    def count(self, text: Sequence[Token], at: int) -> None:
        """Note one word of a text with its neighbours."""
        word = text[at].word
        last = text[at - 1].word.lower() if at else ""
        if word[:1].isupper():
            self.forms[word] += 1
            before = at - 1
            while before > 0 and text[before].word.islower() and is_adjective(text[before].word):
                before -= 1
            article = text[before].word.lower() if before >= 0 else ""
            bare = _without_genitive(word.lower()) if article in ("des", "eines") else word.lower()
            for size in range(SUFFIX, min(len(bare), LONGEST) + 1):
                self.gender[bare[-size:]][article] += 1
        elif (
            is_adjective(word)
            and at + 1 < len(text)
            and text[at + 1].word[:1].isupper()
            and (last in GERMAN.articles or word.endswith(_STRONG))
            and last not in _PRONOUNS - {"die", "das"}
        ):
            self.known.add(stem(word))


def _without_genitive(noun: str) -> str:
    return noun.removesuffix("es") if noun.endswith("es") else noun.removesuffix("s")


def is_adjective(word: str) -> bool:
    """Return whether a word ends as adjectives before nouns do."""
    return word.endswith(ENDINGS) and len(word) > 4 and word not in GERMAN.telling


def stem(word: str) -> str:
    """Return an adjective without its ending."""
    return next((word[: -len(ending)] for ending in ENDINGS if word.endswith(ending)), word)


def runs(text: Sequence[Token], usage: _Usage) -> Iterator[list[Token]]:
    """Yield nouns, each with the adjectives before it."""
    run: list[Token] = []
    for at, token in enumerate(text):
        if not token.is_word or token.word.lower() in GERMAN.telling:
            run = []
        elif _is_noun(token, usage):
            run.append(token)
            if at + 1 == len(text) or not (text[at + 1].is_word and _is_noun(text[at + 1], usage)):
                yield run
                run = []
        elif _describes(text, at, usage) and not (run and run[-1].word[0].isupper() and not run[-1].first):
            run.append(token)
        else:
            run = []


def _is_noun(token: Token, usage: _Usage) -> bool:
    low = token.word.lower()
    if not token.word[0].isupper() or low in GERMAN.telling:
        return False
    if not token.first:
        return True
    return bool(usage.capitals.get(low)) or not (usage.small[low] or is_adjective(low) or low.endswith(("lich", "end")))


def _describes(text: Sequence[Token], at: int, usage: _Usage) -> bool:
    word = text[at].word.lower()
    if not is_adjective(word) or stem(word) in _NO_ADJECTIVE or at + 1 == len(text):
        return False
    if text[at].first:
        return True
    last = text[at - 1].word.lower()
    return stem(word) in usage.adjectives.known or (last in GERMAN.telling and last not in _PRONOUNS)


def label(forms: Mapping[str, int], adjectives: Adjectives) -> str:
    """Return a phrase in the nominative as far as the texts show it: "maschinelles Lernen", "neuronale Netze"."""
    best = min(forms, key=lambda form: (_oblique(form), -forms[form], len(form), form))
    *before, noun = best.split()
    noun = _nominative(noun, adjectives)
    if not before:
        return noun
    # "Sozialer Wohnungsbau" is a nominative as it stands; "erneuerbarer Energien", many, is none.
    stands = before[-1].endswith("er") and not noun.lower().endswith(("e", "n", *_FEMININE_ENDS))
    if not before[-1].endswith("es") and not stands:
        ending = _ending(noun, adjectives)
        before = [stem(word.lower()) + ending if is_adjective(word.lower()) else word for word in before]
    return " ".join([*(word.lower() if is_adjective(word.lower()) else word for word in before), noun])


def _oblique(form: str) -> int:
    """Return how far a form is from the nominative: 0 for "neuronale Netze", more for "neuronalen Netzen"."""
    *before, noun = form.split()
    genitive = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    if not before:
        return int(genitive)
    return 2 * before[-1].endswith(("en", "em")) + (before[-1].endswith("er") and not noun.endswith("er")) + genitive


def _nominative(noun: str, adjectives: Adjectives) -> str:
    """Return a noun without the ending of its case, where the texts have it without."""
    if _DATIVE.search(noun.lower()):
        return noun[:-1]
    for ending in ("es", "s", "n"):
        bare = noun[: -len(ending)]
        if noun.endswith(ending) and len(bare) > 3 and adjectives.forms[bare]:
            return bare
    bare = _without_genitive(noun)
    return bare if bare != noun and adjectives.gender.get(bare.lower(), Counter())["des"] else noun


def _ending(noun: str, adjectives: Adjectives) -> str:
    """Return the ending of an adjective before a noun without an article: -er, -es or -e."""
    low = noun.lower()
    if low.endswith(_FEMININE_ENDS):
        return "e"
    if low.endswith(_NEUTER_ENDS):
        return "es"
    for size in range(min(len(low), LONGEST), SUFFIX - 1, -1):
        seen = adjectives.gender.get(low[-size:], Counter())
        singular = sum(seen[word] for word in _MASCULINE_OR_NEUTER)
        if singular and singular >= seen["die"] + seen["zur"]:
            return "es" if seen["das"] > seen["der"] + seen["den"] else "er"
        if seen["die"] or seen["zur"]:
            return "e"
    return "e"
