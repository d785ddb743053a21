"""Keywords of a text in another language than English: what stands between function words and punctuation, by how
often it does.

Nothing here knows a language's grammar. It is good enough that a paper in Russian or Chinese has keywords and links.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.keywords.keys import key, mask
from generator.keywords.words import STOP

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NOT_ASCII = re.compile(r"[^\W\d_a-zA-Z]+")
_PHRASE_END = re.compile(r"[^\w\s’'-]+|\n{2,}")
_NO_SPACES = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff"
UNSPACED = re.compile(rf"[{_NO_SPACES}]+")
"""Runs of scripts that put no space between words."""
_PARTICLES = re.compile(
    "[的了和是在与與及对對中为為等以将將而也或其这這那个個们們我本文之于於从從被把于]|[\u3040-\u309f]+"
)
_FUNCTION_WORDS = frozenset(
    """
der die das den dem des ein eine einer einem einen eines und oder aber nicht mit von zu zum zur im in am an auf aus
bei für durch über unter nach wie wir sie er es ist sind war wird werden wurde wurden kann können auch als dass
diese dieser dieses sowie um bis sich haben hat le la les un une du de et ou mais ne pas avec dans sur pour par au
aux ce cette ces que qui est sont nous vous ils elle elles leur se sa son ses el los las una unos unas del y o pero
no con en por para al su sus como más este esta estos estas entre sobre il lo gli i di e è sono non che per da tra
fra nel nella nei degli delle della dello dei alla questo questa anche come os as uma do dos em na nos nas ao à é
são com não também sua seu het een van op te dat met voor niet zijn wordt worden deze dit aan ook och att det som på
är av för med till inte ett vi kan har w z nie że się jest są dla oraz przez jak od po и в во не на с со что как к
по из у за от до для это при или а но мы он она они его их также был быть является
""".split()
)


def is_foreign(text: str) -> bool:
    """Return whether a text is most likely not English: hardly any English function words, or another script."""
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return bool(UNSPACED.search(text))
    if not text.isascii() and sum(len(part) for part in _NOT_ASCII.findall(text)) > 0.3 * sum(
        len(word) for word in words
    ):
        return True
    own = sum(word in STOP for word in words)
    return len(words) >= 8 and own < 0.12 * len(words) and sum(word in _FUNCTION_WORDS for word in words) > own


def phrases(title: str, abstract: str) -> Counter[str]:
    """Return the phrases of a text with their counts; the title's count three times."""
    found: Counter[str] = Counter()
    for text, weight in ((title, 3), (abstract, 1)):
        for phrase in _phrases(mask(text)):
            found[phrase] += weight
    return found


def _phrases(text: str) -> Iterator[str]:
    for piece in _PHRASE_END.split(text):
        for unspaced in UNSPACED.findall(piece):
            yield from (part for part in _PARTICLES.split(unspaced) if part and 2 <= len(part) <= 8)
        yield from _grams(_runs(UNSPACED.sub(" ; ", piece)))


def _runs(piece: str) -> Iterator[list[str]]:
    run: list[str] = []
    for word in re.findall(r"\S+", piece):
        if _WORD.fullmatch(word) and word.lower() not in _FUNCTION_WORDS and word.lower() not in STOP and len(word) > 2:
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _grams(runs: Iterator[list[str]]) -> Iterator[str]:
    for run in runs:
        for length in (1, 2, 3):
            yield from (" ".join(run[at : at + length]) for at in range(len(run) - length + 1))


def select(found: Counter[str], papers: Mapping[str, int], top: int) -> list[str]:
    """Return the best phrases as labels: frequent here, rare elsewhere, longer ones when they are as frequent."""
    score = {
        phrase: count * len(phrase.split()) ** 0.5 / papers.get(key(phrase), 1) ** 0.5
        for phrase, count in found.items()
    }
    chosen: list[str] = []
    for phrase in sorted(found, key=lambda phrase: (-score[phrase], -len(phrase), phrase)):
        if len(chosen) == top:
            break
        if not _told(phrase, chosen):
            chosen.append(phrase)
    return chosen


def _told(phrase: str, chosen: Sequence[str]) -> bool:
    name = f" {key(phrase)} "
    return not name.strip() or any(name in f" {key(other)} " or f" {key(other)} " in name for other in chosen)
