"""What one text offers as keywords, and what a library's texts say of each: the common ground of all languages."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.keywords.keys import key


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign, and whether a sentence starts with it."""

    word: str
    first: bool
    stem: str

    @property
    def is_word(self) -> bool:
        return self.word[0].isalpha()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase at one place.

    name: what its inflected forms share; form: as it is written; words: how many of them count
    starts, ends: nothing that could belong to it stands before it, after it; sure: it may be a keyword though it
    stands only here
    """

    name: str
    form: str
    words: int
    title: bool
    starts: bool = True
    ends: bool = True
    sure: bool = False


@dataclass(slots=True)
class Evidence:
    """What texts of one language say of a phrase: how often it stands there, in how many papers, in which forms."""

    times: Counter[str] = field(default_factory=Counter)
    papers: Counter[str] = field(default_factory=Counter)
    starts: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    forms: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    texts: int = 0

    @classmethod
    def of(cls, texts: Iterable[Sequence[Phrase]]) -> "Evidence":
        found = cls()
        for phrases in texts:
            found.texts += 1
            found.papers.update({phrase.name for phrase in phrases})
            for phrase in phrases:
                found.times[phrase.name] += 1
                found.forms[phrase.name][phrase.form] += 1
                if phrase.starts:
                    found.starts.add(phrase.name)
                if phrase.ends:
                    found.ends.add(phrase.name)
        return found

    def whole(self, name: str) -> bool:
        """Return whether a phrase starts somewhere and ends somewhere: "image segm" may be frequent, but never does."""
        return name in self.starts and name in self.ends

    def rarity(self, name: str) -> float:
        """Return ln((2 + papers) / (1 + papers with the phrase))."""
        return math.log((2 + self.texts) / (1 + self.papers[name]))


SHARED = 1.5
"""What a phrase gains that other papers have too."""
COMMON = 0.4
"""A phrase of more than this share of the papers is no keyword, in a library of"""
LIBRARY = 10
"""papers at least."""
UNSPACED_FROM = "\u0e00"
"""Scripts above this sign have no spaces, but for Hangul, whose words are found by their spaces all the same."""
APART = 1.5
"""A phrase inside another is a keyword beside it when it stands so many times as often."""
FEW = 3
"""Keywords that are filled up from parts of longer phrases."""
ENOUGH = 5
"""Keywords that are filled up from phrases that stand in one place of one abstract."""


def choose(phrases: Sequence[Phrase], evidence: Evidence, labels: Mapping[str, str], top: int) -> list[str]:
    """Return the labels of a text's best phrases, best first.

    A phrase in the title, or one that is repeated, comes before those that stand in one place of one abstract; where
    even these are few, come parts of longer phrases.
    """
    tf: Counter[str] = Counter()
    words = {phrase.name: phrase.words for phrase in phrases}
    title, sure = set(), set()
    for phrase in phrases:
        whole = phrase.title and phrase.starts and phrase.ends
        tf[phrase.name] += 3 if whole else 1
        if whole:
            title.add(phrase.name)
        if phrase.sure:
            sure.add(phrase.name)
    # A single word must be told twice here: "energy", once, is what any paper may say.
    told = {name for name in tf if evidence.times[name] > 1 and (words[name] > 1 or tf[name] > 1 or name in sure)}
    best = title | {name for name in told if evidence.whole(name)}
    parts = told | {phrase.name for phrase in phrases if phrase.title and (phrase.starts or phrase.ends)}
    score = {
        name: tf[name] * words[name] ** 0.5 * evidence.rarity(name) * (SHARED if evidence.papers[name] > 1 else 1.0)
        for name in tf
        if not _common(name, evidence)
    }
    chosen: list[str] = []
    for names, most in ((best, top), (sure, min(top, ENOUGH)), (parts, min(top, FEW))):
        for name in sorted(names & score.keys(), key=lambda name: (-round(score[name], 9), -len(name), name)):
            if len(chosen) < most and not _told(name, chosen, evidence, words):
                chosen.append(name)
    return list({key(labels[name]): labels[name] for name in reversed(chosen)}.values())[::-1]


def _common(name: str, evidence: Evidence) -> bool:
    return evidence.texts >= LIBRARY and evidence.papers[name] > COMMON * evidence.texts


def _told(name: str, chosen: Sequence[str], evidence: Evidence, words: Mapping[str, int]) -> bool:
    """Return whether a chosen phrase says the same: it holds this one or is held by it, unless the shorter is often
    told without the longer."""
    for other in chosen:
        short, long = sorted((name, other), key=len)
        apart = (
            words[short] > 1
            and evidence.papers[short] > evidence.papers[long]
            and evidence.times[short] >= APART * evidence.times[long]
        )
        if _holds(long, short) and not apart:
            return True
    return False


def _holds(long: str, short: str) -> bool:
    return f" {short} " in f" {long} " or (short in long and short[0] >= UNSPACED_FROM)
