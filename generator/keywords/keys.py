"""The key that all spellings of one keyword share.

A key is a pure function of the label: plural, case and hyphens do not matter, and word parts such as `multi` are
joined to the next word, so that "multi-modal", "multi modal" and "multimodal" are one. Acronyms are resolved by the
caller, who knows the paper.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from generator import text
from generator.keywords.words import PAIRS, PREFIXES

_YEAR = re.compile(r"[(\[]\d{4}")
# What is no prose, each with what a text must have to hold it: most texts are spared most searches.
_MASKED = (
    ("$", re.compile(r"\$[^$\n]{1,200}\$")),
    ("://", re.compile(r"https?://\S+")),
    ("www.", re.compile(r"www\.\S+")),
    ("@", re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+")),
    ("[", re.compile(r"\[\d[\d,\s–-]*\]")),
    (")", re.compile(r"\((?:[A-Z][\w'’-]+(?: (?:and|&) [A-Z][\w'’-]+| et al\.?)?,? \d{4}[a-z]?(?:; ?)?)+\)")),
    # Whose the text is, before it or behind it.
    ("©", re.compile(r"\A\s*(?:Copyright )?© ?[^.]{0,120}\.(?: ?All rights reserved\.)?(?=.{200})", re.DOTALL)),
    ("©", re.compile(r"(?:\b[Cc]opyright )?©.{0,300}\Z", re.DOTALL)),
    ("opyright", re.compile(r"\b[Cc]opyright (?:\([cC]\) ?)?\d{4}.{0,300}\Z", re.DOTALL)),
    ("bstract", re.compile(r"\AAbstract\b(?=[:.]? +[A-Z])")),
    # Praise, not art.
    ("-art", re.compile(r"\b[Ss]tate-of-the-art\b")),
    (" art", re.compile(r"\b[Ss]tate[ -]of[ -]the[ -]art\b")),
    (" et al", re.compile(r"\b[A-Z][\w'’-]{1,60}+ et al\b\.?(?:,? ?[(\[]\d{4}[a-z]?[)\]])?")),
    (_YEAR, re.compile(r"\b[A-Z][\w'’-]{1,60}+(?: (?:and|&) [A-Z][\w'’-]{1,60}+)?,? ?[(\[]\d{4}[a-z]?[)\]]")),
)
_COMMAND = re.compile(r"\\[a-zA-Z]+\{|(?<=\w)\}")


def mask(original: str) -> str:
    """Return a text of the same length whose formulas, addresses and citations are `;`: they part phrases, and places
    stay."""
    masked = original
    for sign, pattern in _MASKED:
        if sign in masked if isinstance(sign, str) else sign.search(masked):
            masked = pattern.sub(lambda match: ";" * len(match[0]), masked)
    return _COMMAND.sub(lambda match: " " * len(match[0]), masked) if "\\" in masked else masked


@lru_cache(maxsize=200_000)
def key(phrase: str) -> str:
    """Return the key of a phrase.

    >>> key("Multi-Modal Models") == key("multimodal model"), key("randomised behaviour") == key("randomized behavior")
    (True, True)
    """
    return " ".join(_joined([word_key(match[0]) for match in text.TOKEN.finditer(phrase)]))


def join(keys: Sequence[str]) -> str:
    """Return the key of a phrase from the keys of its words."""
    if FIRST_PARTS.isdisjoint(keys):
        return " ".join(keys)
    return " ".join(_joined([word for part in keys for word in part.split()]))


# Plurals that the stemmer does not see through, by their stems.
_SINGULAR = {
    "bias": "bia",
    "analysi": "analys",
    "hypothesi": "hypothes",
    "matric": "matrix",
    "vertic": "vertex",
    "corpora": "corpu",
    "criteria": "criterion",
    "lens": "len",
    "synthesi": "synthes",
    "emphasi": "emphas",
}


def _joined(words: list[str]) -> list[str]:
    out: list[str] = []
    for word in words:
        if out and parts(out[-1], word):
            out[-1] = text.stem(out[-1] + word)
        else:
            out.append(word)
    return out


FIRST_PARTS = PREFIXES | {first for first, _ in PAIRS}


def parts(first: str, second: str) -> bool:
    """Return whether two words are parts of one."""
    return (first in PREFIXES or (first, second) in PAIRS) and len(second) > 2 and second.isalpha()


COMPOUNDS = frozenset(text.stem(first + second) for first, second in PAIRS)
"""Keys of words that are also written as two."""


@lru_cache(maxsize=200_000)
def word_key(word: str) -> str:
    """Return the key of a single word."""
    plain = unicodedata.normalize("NFKC", word).lower()
    if len(plain) > 4 and plain.isascii():
        plain = _BRITISH.sub(lambda match: _AMERICAN[match.lastgroup or ""], plain)
    found = text.stem(plain)
    return _SINGULAR.get(found, found)


# British spellings, each by what stands around it, with the American one; a letter first makes the search quick. Words
# that both write so stay one word.
_SPELLINGS = (
    ("or", r"our(?<=[a-z]{3}our)(?=s?$|al|ed|ing|ite|able|hood|less)"),
    (
        "iz",
        r"is(?=e[drs]?$|ers?$|ing$|ations?$|able$)(?<=[a-z]{2}[lndgrtm]is)(?<!(?:adv|exp)ertis)(?<!pr[eo]mis)(?<!pris)",
    ),
    ("e", r"ae(?:(?=m|d[ir]|c[aeou]|s[ait]|o)(?<=[a-z]ae)|(?=ti|sth)(?<=^ae))"),
    ("e", r"oe(?:(?=dem|soph|str)(?<=^oe)|(?=t)(?<=foe)|(?=a)(?<=rrhoe))"),
    ("er", r"re(?=s?$)(?:(?<=[a-z]{2}tre)|(?<=^fibre))"),
    ("og", r"ogue(?=s?$)(?<=[a-z]{2}[al]ogue)"),
    ("program", r"programme(?=s?$)(?<=^programme)"),
    ("ens", r"enc(?=es?$)(?<=^(?:def|off|lic)enc)"),
)
_BRITISH = re.compile("|".join(f"(?P<s{at}>{pattern})" for at, (_, pattern) in enumerate(_SPELLINGS)))
_AMERICAN = {f"s{at}": american for at, (american, _) in enumerate(_SPELLINGS)}
