"""Words, sentences, keys and slugs of a text: the same everywhere, and the same in the search script."""

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count

_SPELLED_OUT = {"c++": "c-plus-plus", "c#": "c-sharp", "f#": "f-sharp"}
_SIGNS = re.compile(r"(?<!\w)(?:c\+\+|[cf]#)(?!\w)")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE",
                          "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ð": "d", "ı": "i"})  # fmt: skip
# Names that Windows, a web host or our own pages have taken.
RESERVED = frozenset(
    "con prn aux nul index 404 search map papers keywords topics authors years collections pages data static".split()
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
SLUG_BYTES = 80


def fold(text: str) -> str:
    """Return the text in plain ASCII as far as it has any: accents off, ligatures opened, the rest dropped."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return plain.encode("ascii", "ignore").decode("ascii")


def names_page(name: str) -> bool:
    """Return whether a page may have this name on every file system: no odd signs, not too long, not taken."""
    return bool(_PAGE_NAME.fullmatch(name)) and len(name.encode()) <= _NAME_BYTES and name.casefold() not in RESERVED


_PAGE_NAME = re.compile(r"\w(?:[\w.~+ -]*\w)?")
_NAME_BYTES = 150


def free_name(stem: str, taken: Container[str]) -> str:
    """Return the first of `stem`, `stem-2`, `stem-3`, … that is not taken."""
    return next(name for number in count(1) if (name := stem if number == 1 else f"{stem}-{number}") not in taken)


def slugify(text: str) -> str:
    """Return lower-case ASCII words joined by `-`, at most 80 bytes, cut at a word's end; "" when nothing is left."""
    words = re.findall(r"[a-z0-9]+", fold(_spelled_out(text.lower())).lower().replace("'", ""))
    slug = "-".join(words)
    if len(slug) <= SLUG_BYTES:
        return slug
    cut = slug[: SLUG_BYTES + 1].rpartition("-")[0]
    return cut or slug[:SLUG_BYTES]


def _spelled_out(text: str) -> str:
    return _SIGNS.sub(lambda sign: _SPELLED_OUT[sign[0]], text)


# Controls, byte order marks, zero-width spaces and direction overrides. Joiners stay: emoji and Persian need them.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("[\t\x0b\x0c\x85\u2028\u2029\u00a0]")


def visible(line: str) -> str:
    """Return one line of a source without the characters that nobody sees: controls go, tabs and breaks are spaces."""
    return _INVISIBLE.sub("", _BREAKS.sub(" ", line)).strip()


# Whatever begins like the mark that opens counts as one; one that closes is written out. Blocks may lie in one another,
# and what nothing closes goes to the end: what is private must not come out for a slip of the pen.
_MARK = re.compile(
    r"(?P<close><!-+\s*/\s*private\s*-+>)|<!-+\s*private\b(?:[^-]|-(?!->))*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)


def private_blocks(notes: str) -> list[tuple[int, int, bool]]:
    """Return (start, end, closed) of each private block of notes. A mark counts wherever it stands, in code too."""
    blocks, start, depth = [], 0, 0
    for mark in _MARK.finditer(notes):
        if not mark["close"]:
            start = start if depth else mark.start()
            depth += 1
        elif depth:
            depth -= 1
            blocks += [] if depth else [(start, mark.end(), True)]
    return [*blocks, (start, len(notes), False)] if depth else blocks


def public(notes: str) -> str:
    """Return notes without what is private in them.

    >>> public("a <!-- private -->b<!-- /private --> c <!-- Private: to do -->d")
    'a  c '
    """
    at, kept = 0, []
    for start, end, _ in private_blocks(notes):
        kept.append(notes[at:start])
        at = end
    return "".join([*kept, notes[at:]])


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 paper", "1,912 links"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@lru_cache(1 << 16)  # An import asks for each title about ten times.
def title_key(title: str) -> str:
    """Return the title as identity sees it: no case, accents, spaces or punctuation, in any script."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKD", _spelled_out(title.casefold())))


_NO_LETTER = re.compile(r"[\W_]+")


# It begins with a set of letters, so that all others are passed over at once.
_SENTENCE_END = re.compile(
    r"[.!?\n](?:(?<!\n)(?<![.!?].)[.!?]*[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])|(?<=\n)\n+)", re.DOTALL
)
_NO_END = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|cf|vs|al|etc|Fig|Eq|Sec|No|resp|approx|Dr|Prof|St)|\b[A-Z])\.$", re.IGNORECASE
)


@lru_cache(maxsize=1 << 13)  # Pages, the map and the search ask for those of each abstract.
def sentences(text: str) -> Sequence[tuple[int, int]]:
    """Return (start, end) of each sentence, without the white space around it."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        # The longest that ends no sentence is "approx.", here with a line's end behind it.
        if _NO_END.search(text, max(start, match.start() - 7), match.start() + 1):
            continue
        end = match.end() - len(match[0]) + len(match[0].rstrip())
        if text[start:end].strip():
            yield start, end
        start = match.end()
    if text[start:].strip():
        yield start, len(text.rstrip())


# Porter, M. F. (1980). An algorithm for suffix stripping. Program, 14(3), 130-137. doi:10.1108/eb046814
# static/js/stem.js is the same algorithm; a test runs both over the seeds' words.
_SHAPE = str.maketrans({letter: "v" if letter in "aeiou" else "c" for letter in "abcdefghijklmnopqrstuvwxyz"})
_STEP2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "abli": "able", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
_STEP3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP4 = dict.fromkeys(("ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
                        "ive", "ize", "ion", "al", "er", "ic", "ou"), "")  # fmt: skip
# The longest of a step's suffixes that a word ends with decides, whether or not it may go.
_STEPS = [
    (tuple(table), table, sorted({len(suffix) for suffix in table}, reverse=True), least)
    for table, least in ((_STEP2, 1), (_STEP3, 1), (_STEP4, 2))
]


_LONGEST = 80
"""Letters; what is longer is no word, and steps that look back from letter to letter would not end."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return Porter's stem of a lower-case word; what is too short or long, or of other scripts, stays.

    >>> [stem(word) for word in ("models", "modelling", "memory", "memories", "is")]
    ['model', 'model', 'memori', 'memori', 'is']
    """
    if not 3 <= len(word) <= _LONGEST or not word.isascii() or not word.isalpha():
        return word
    # Most words end as no step asks.
    if word.endswith("s"):
        word = _step1a(word)
    if word.endswith(("ed", "ing")):
        word = _step1b(word)
    if word.endswith("y"):
        word = _step1c(word)
    for suffixes, table, lengths, least in _STEPS:
        if word.endswith(suffixes):
            for length in lengths:
                if word[-length:] in table:
                    word = _replaced(word, word[-length:], table, least)
                    break
    return _step5(word) if word.endswith(("e", "l")) else word


def _shape(word: str) -> str:
    """Return a word with a "v" for each vowel and a "c" for each consonant; a "y" after a consonant is a vowel."""
    shape = word.translate(_SHAPE)
    if "y" in word:
        for at in range(1, len(word)):
            if word[at] == "y" and shape[at - 1] == "c":
                shape = f"{shape[:at]}v{shape[at + 1 :]}"
    return shape


def _measure(word: str) -> int:
    return _shape(word).count("vc")


def _has_vowel(word: str) -> bool:
    return "v" in _shape(word)


def _doubled(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _shape(word)[-1] == "c"


def _cvc(word: str) -> bool:
    return len(word) >= 3 and _shape(word)[-3:] == "cvc" and word[-1] not in "wxy"


def _step1a(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word if word.endswith("ss") else word[:-1]


def _step1b(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for suffix in ("ed", "ing"):
        if word.endswith(suffix):
            rest = word[: -len(suffix)]
            return _tidy(rest) if _has_vowel(rest) else word
    return word


def _tidy(word: str) -> str:
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if _doubled(word) and word[-1] not in "lsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _cvc(word) else word


def _step1c(word: str) -> str:
    return word[:-1] + "i" if _has_vowel(word[:-1]) else word


def _replaced(word: str, suffix: str, table: Mapping[str, str], least: int) -> str:
    """Return a word with another suffix, if what stands before is long enough."""
    rest = word[: -len(suffix)]
    if _measure(rest) < least or (suffix == "ion" and rest[-1:] not in ("s", "t")):
        return word
    return rest + table[suffix]


def _step5(word: str) -> str:
    if word.endswith("e"):
        rest = word[:-1]
        if _measure(rest) > 1 or (_measure(rest) == 1 and not _cvc(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


TOKEN = re.compile(r"[^\W_]+(?:[+#]+(?!\w))?")


def tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, stem) of each word; hyphens and apostrophes part words, `c++` and `c#` stay whole."""
    for match in TOKEN.finditer(text):
        yield match.start(), match.end(), stemmed(match[0])


@lru_cache(maxsize=200_000)
def stemmed(token: str) -> str:
    """Return the stem of a word as it is written."""
    return stem(unicodedata.normalize("NFKC", token).lower())


@lru_cache(maxsize=200_000)
def phrase_key(phrase: str) -> str:
    """Return what two spellings of one keyword have in common: their words' stems, hyphens opened.

    >>> phrase_key("Mixture-of-Experts Models")
    'mixtur of expert model'
    """
    return " ".join(word for _, _, word in tokens(phrase))


def whole(text: str) -> int | None:
    """Return what decimal digits say, nine at most; None for any other text. There are digits that are none: ⁴⁵."""
    return int(text) if text.isdecimal() and len(text) <= 9 else None
