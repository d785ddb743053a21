"""Keywords of a text in another language than English; every paper is read in its own.

Nothing here knows a grammar. It is good enough that a paper in German, Russian or Chinese has keywords and links.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.keywords.keys import mask
from generator.keywords.spelling import sentence_case
from generator.keywords.tongues import languages
from generator.keywords.tongues.languages import UNSPACED, Language
from generator.keywords.words import STOP

if TYPE_CHECKING:
    from generator.keywords.tongues.phrases import Phrase

__all__ = ["FUNCTION_WORDS", "UNSPACED", "extract", "is_foreign"]

_WORD = re.compile(r"(?<!\w)[^\W\d_][\w’'-]*")
FUNCTION_WORDS = frozenset().union(*(language.telling for language in languages.KNOWN))
"""Words of any of these languages that no keyword is."""
ENGLISH = 0.25
"""A text with more English function words than this share is English."""
FOREIGN = 1.2
"""A text is not English when another language's function words are so many times as frequent,"""
HARDLY = 0.05
"""or when less than this share of its words are English function words,"""
LONG = 25
"""if it has so many words."""
_NOT_ASCII = re.compile(r"[^\W\d_a-zA-Z]+")


def is_foreign(text: str) -> bool:
    """Return whether a text is most likely not English: hardly any English function words, or another script."""
    if _is_plain_english(text):
        return False
    words = list(map(str.lower, _WORD.findall(text)))
    if not words:
        return bool(UNSPACED.search(text))
    if not text.isascii() and sum(len(part) for part in _NOT_ASCII.findall(text)) > 0.3 * sum(
        len(word) for word in words
    ):
        return True
    if len(words) < 8:
        return False
    own = sum(map(STOP.__contains__, words))
    if own > ENGLISH * len(words):
        return False
    other = languages.best(Counter(words))[1]
    return (other > 1 + (own > 0) and other > FOREIGN * own) or (len(words) >= LONG and own < HARDLY * len(words))


def _is_plain_english(text: str) -> bool:
    """Return whether a text is surely English by the function words that stand between spaces: most are, and need no
    closer look."""
    if not text.isascii():
        return False
    words = text.lower().split()
    # No more words than that: each but the first between two spaces has a sign before it.
    most = len(words) + len(text.encode().translate(None, _NO_SIGNS))
    return sum(map(STOP.__contains__, words)) > ENGLISH * most


_NO_SIGNS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'- \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"


def extract(papers: Mapping[str, tuple[str, str]], top: int) -> dict[str, list[str]]:
    """Return for each slug the keywords of its (title, abstract), best first, at most `top`.

    What is frequent, and how it is written, is counted over the papers of one language.
    """
    masked = {slug: (mask(title), mask(abstract)) for slug, (title, abstract) in sorted(papers.items())}
    tongues: defaultdict[str, list[str]] = defaultdict(list)
    known: dict[str, Language | None] = {}
    for slug, (title, abstract) in masked.items():
        tongue = _language(f"{title}. {abstract}")
        name = tongue.code if tongue else "unspaced"
        known[name] = tongue
        tongues[name].append(slug)
    found: dict[str, list[str]] = {}
    for name, slugs in tongues.items():
        found.update(_chosen({slug: masked[slug] for slug in slugs}, known[name], top))
    return found


def _language(text: str) -> Language | None:
    """Return the language of a text; None for scripts without spaces."""
    unspaced_letters = sum(map(len, UNSPACED.findall(text)))
    words = Counter(word.lower() for word in _WORD.findall(UNSPACED.sub(" ", text)))
    if unspaced_letters > sum(words.values()):
        return None
    return languages.of(words, text)


def _chosen(papers: Mapping[str, tuple[str, str]], language: Language | None, top: int) -> dict[str, list[str]]:
    # Most builds choose no keywords, and need not wait for this.
    from generator.keywords.tongues import phrases, spaced

    if language is None:
        read = {slug: _unspaced(*paper) for slug, paper in papers.items()}
        usage = None
    else:
        parts = {slug: [spaced.tokens(part, language) for part in paper] for slug, paper in papers.items()}
        usage = spaced.Usage.of((part for both in parts.values() for part in both), language)
        read = {slug: spaced.phrases(title, abstract, language, usage) for slug, (title, abstract) in parts.items()}
    evidence = phrases.Evidence.of(read.values())
    labels = {
        name: sentence_case(spaced.label(forms, language, usage) if language and usage else min(forms))
        for name, forms in evidence.forms.items()
    }
    return {slug: phrases.choose(own, evidence, labels, top) for slug, own in read.items()}


def _unspaced(title: str, abstract: str) -> "list[Phrase]":
    """Return the phrases of an unspaced text, and the names in Latin letters in it."""
    from generator.keywords.tongues import unspaced
    from generator.keywords.tongues.phrases import Phrase

    found = [*unspaced.phrases(title, title=True), *unspaced.phrases(abstract, title=False)]
    for text, in_title in ((title, True), (abstract, False)):
        found += [
            Phrase(name.lower(), name, 1, in_title, sure=True)
            for name in re.findall(r"(?<![A-Za-z])[A-Z][A-Za-z0-9-]*[A-Z0-9](?![A-Za-z])", text)
        ]
    return found
