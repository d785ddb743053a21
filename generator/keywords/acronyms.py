"""Acronyms and what they stand for: as each paper says, and where it does not, as the library agrees.

The pairs come from "long form (ACR)".

References
----------
Schwartz, A. S., Hearst, M. A. (2003). A simple algorithm for identifying abbreviation definitions in biomedical text.
Pacific Symposium on Biocomputing, 451-462. doi:10.1142/9789812776303_0042
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.keywords.keys import key
from generator.keywords.words import STOP

_PARENTHESIS = re.compile(r"\(\s*(?:i\.e\.,? )?[\"'“‘]?([A-Za-z][\w&/-]{1,9})[\"'”’]?\s*[);,]")
_WORD = re.compile(r"[\w'’&-]+")
_COMPOUND_TAIL = re.compile(r"[-‐‑][a-z]{3,}")
# A long form is a name: it has an "of" or an "in", but no article and no relative clause.
_NEVER_INSIDE = STOP - frozenset("of in and to for on as by at out under no not self per".split())
# Words of number and amount belong to a name whose letters count them: "first pass effect", "concerned others".
_COUNTED = frozenset(
    "first second third last one two three four five few many several more most less least other others self".split()
)
_REACH = 300
AGREEMENT = 0.75
"""The share of a library's definitions that must agree before an acronym is resolved where it is not defined."""


@dataclass(frozen=True, slots=True)
class Acronyms:
    """What acronyms stand for.

    papers: slug -> {acronym: key of its long form}; library: what holds where a paper says nothing
    written: key of a long form -> its spellings where it is defined; defined: what `definitions` says of each paper
    """

    papers: Mapping[str, Mapping[str, str]]
    library: Mapping[str, str]
    written: Mapping[str, Counter[str]]
    defined: Mapping[str, Mapping[str, str]]

    def of(self, slug: str) -> Mapping[str, str]:
        """Return all acronyms that hold in one paper; its own definitions win."""
        own = self.papers.get(slug)
        return {**self.library, **own} if own else self.library

    def long_forms(self) -> frozenset[str]:
        """Return the keys of all long forms."""
        return frozenset(self.written)


def collect(texts: Iterable[tuple[str, str]]) -> Acronyms:
    """Return the acronyms of (slug, text) pairs."""
    return known({slug: definitions(text) for slug, text in texts})


def known(defined: Mapping[str, Mapping[str, str]]) -> Acronyms:
    """Return the acronyms of papers by what `definitions` says of each."""
    papers = {slug: {short: key(long) for short, long in found.items()} for slug, found in defined.items()}
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found in defined.values():
        for long in found.values():
            written[key(long)][long] += 1
    return Acronyms(papers, _agreed(papers), dict(written), defined)


def _agreed(papers: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for forms in papers.values():
        for short, long in forms.items():
            votes[short][long] += 1
    agreed = {}
    for short, counter in sorted(votes.items()):
        long, most = min(counter.items(), key=lambda item: (-item[1], item[0]))
        if most >= (2 if len(short) > 2 else 3) and most >= AGREEMENT * counter.total():
            agreed[short] = long
    return agreed


def definitions(text: str) -> dict[str, str]:
    """Return {acronym: long form as written} for each "long form (ACR)" in a text.

    >>> definitions("We train a large language model (LLM). LLMs use chain of thought (CoT).")
    {'LLM': 'large language model', 'CoT': 'chain of thought'}
    """
    found: dict[str, str] = {}
    for match in _PARENTHESIS.finditer(text):
        short = singular(match[1])
        long = (
            _long_form(short, _before(text[max(0, match.start() - _REACH) : match.start()]))
            if _looks_short(short)
            else ""
        )
        if long:
            found.setdefault(short, long)
    return found


@lru_cache(maxsize=50_000)
def named(label: str) -> str:
    """Return what a keyword names that says its acronym, too; any other as it is.

    >>> named("MRI = magnetic resonance imaging"), named("magnetic resonance imaging (MRI)"), named("P (x)")
    ('magnetic resonance imaging', 'magnetic resonance imaging', 'P (x)')
    """
    short, sign, long = label.partition(" = ")
    if sign and _looks_short(short) and " " in long:
        return long
    found = definitions(label).values() if label.endswith(")") else ()
    return next((long for long in found if label.startswith(f"{long} (")), label)


def singular(token: str) -> str:
    """Return an acronym without its plural s."""
    return token[:-1] if token.endswith("s") and len(token) > 2 and token[-2].isupper() else token


def _looks_short(short: str) -> bool:
    return sum(char.isupper() for char in short) >= 2 and 2 <= len(short) <= 8 and "-" not in short


def _before(text: str) -> str:
    return re.split(r"[.;:!?()]\s", text)[-1].rstrip()


def _long_form(short: str, before: str) -> str:
    """Return the end of `before` that an acronym stands for, "" where none does."""
    letters = [char.lower() for char in short if char.isalnum()]
    words = list(_WORD.finditer(before))[-(len(letters) + 5) :]
    if not words:
        return ""
    place, stop = _by_initials(before, letters, words), STOP - _COUNTED
    if place < 0:
        place, stop = _by_letters(before, letters, words[0].start()), STOP
    return _checked(before[place:], len(letters), stop) if place >= 0 else ""


def _by_initials(before: str, letters: list[str], words: list[re.Match[str]]) -> int:
    """Return where the words begin whose initials are the letters, stop words aside; -1 where there are none."""
    left = list(letters)
    for word in reversed(words):
        for part in reversed(list(re.finditer(r"[^\W_]+", word[0]))):
            if part[0][0].lower() == left[-1]:
                left.pop()
            elif part[0].lower() not in STOP or len(left) == len(letters):
                return -1
            if not left:
                return word.start() if part.start() == 0 and before[: word.start()][-1:] in ("", " ") else -1
    return -1


def _by_letters(before: str, letters: list[str], floor: int) -> int:
    """Return where the shortest text with the letters in order begins, half of them at a word's start; else -1."""
    place, starts = len(before), 0
    for index in range(len(letters) - 1, -1, -1):
        place = _find_back(before, letters[index], place, floor, at_start=index == 0)
        if place < 0:
            return -1
        starts += not (place and before[place - 1].isalnum())
    # Letters from inside the words are the exception: else any long enough sentence would do.
    return place if 2 * starts >= len(letters) else -1


def _find_back(text: str, letter: str, end: int, floor: int, *, at_start: bool) -> int:
    for place in range(end - 1, floor - 1, -1):
        # A long form begins after a space: "self-supervised learning (SSL)" is not a "supervised learning".
        if text[place].lower() == letter and not (at_start and place and not text[place - 1].isspace()):
            return place
    return -1


def _checked(long: str, letters: int, stop: frozenset[str]) -> str:
    written = [word.lower() for word in _WORD.findall(long)]
    words = [part for word in written for part in word.split("-") if part]
    never = stop & _NEVER_INSIDE
    starts = bool(words) and written[0] not in stop and written[-1] not in stop and never.isdisjoint(words)
    return long.strip() if starts and 2 <= len(words) <= letters + 2 and not re.search(r"[,;]", long) else ""


def written_out(forms: Mapping[str, str], text: str, start: int, end: int) -> str:
    """Return the key of the long form of a word of a text, or "" where it is no acronym there.

    An acronym inside a name is left alone: "GPT-4" is not a "generative pretrained transformer 4", while "LLM-based"
    resolves.
    """
    token = text[start:end]
    found = forms.get(token) or forms.get(singular(token), "")
    return found if found and not _inside_a_name(text, start, end) else ""


def _inside_a_name(text: str, start: int, end: int) -> bool:
    after = text[end : end + 1]
    if after in ("-", "‐", "‑", "_", "*") and text[end + 1 : end + 2].isalnum():
        return not _COMPOUND_TAIL.match(text, end)
    if text[start - 1 : start] in ("-", "‐", "‑", "_") and start >= 2 and text[start - 2].isalnum():
        word = re.search(r"(?<!\w)\w+$", text[: start - 1])
        return not (word and word[0].islower() and len(word[0]) > 2)
    return False
