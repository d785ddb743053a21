"""What two records say for and against being one paper: titles, numbers in them, years, authors, DOIs, abstracts.

Everything here compares front matter fields and decides nothing; the ladder is in identity.py.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from generator.text import title_key, whole

Fields = Mapping[str, Any]
Comparison = Callable[[Fields, Fields], bool]

_PREPRINTS = ("10.48550/", "10.1101/", "10.21203/", "10.31234/", "10.2139/", "10.26434/", "10.36227/", "10.20944/")
_SAME_TITLE, _LONG_PREFIX, _SHORT_TITLE = 80, 20, 12
_LIKE_TITLE = 60
_SAME_ABSTRACT, _NEARLY_SAME_ABSTRACT, _SHORT_FOR_ABSTRACTS = 50, 90, 16
_COMPARED = 2000
"""Characters of an abstract that are compared."""
_WORD_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U000323af]")
"""Signs that say as much as three letters: a Chinese title of six is no short one."""

# Titles that stand over many papers. Numbers in them ("Editorial 12") count for nothing.
_GENERIC = frozenset(
    title_key(title)
    for title in """
    Abstract; Abstracts; Acknowledgement; Acknowledgements; Acknowledgment; Acknowledgments; Addendum;
    Afterword; Announcement; Announcements; Appendix; Author index; Author reply; Author's reply; Authors'
    reply; Back matter; Bibliography; Book review; Book reviews; Calendar; Call for papers; Comment; Commentary;
    Comments; Conclusion; Conclusions; Contents; Contributors; Correction; Corrections; Corrigenda; Corrigendum;
    Cover; Discussion; Editorial; Editorial board; Editorial comment; Editorial introduction; Editorial note;
    Editor's introduction; Editor's note; Editors' introduction; Epilogue; Errata; Erratum; Expression of
    concern; Foreword; Front matter; Frontmatter; From the editor; From the editors; General introduction;
    Glossary; Guest editorial; Guest editors' introduction; Hub; In memoriam; In response; In this issue; Index;
    Introduction; Introduction to the special issue; Introductory remarks; Invited talk; Issue information;
    Keynote; Keynote address; Letter; Letter to the editor; Letters; Letters to the editor; Masthead; Message
    from the chairs; Message from the editor; News; Note; Notes; Obituary; Opening remarks; Overview; Panel;
    Panel discussion; Poster session; Posters; Preface; Preface to the special issue; President's message;
    Program committee; Prologue; Publisher's note; References; Reply; Report; Response; Response to reviewers;
    Retraction; Retraction notice; Reviewers; Review; Summary; Subject index; Table of contents; The authors
    reply; Title page; Tutorial; Untitled; Welcome; Workshop summary
    """.split(";")
)
_GENERIC_START = re.compile(
    r"(?:guest)?(?:editorial|erratum|errata|corrigendum|preface|foreword)|(?:theauthors?|authors?)?reply|responseto|"
    r"commenton|letterto|correctionto|inmemoriam"
)
_GENERIC_LENGTH = 30

_KINDS = {
    "correction": "erratum|errata|corrigend(?:um|a)|corrections?|addendum|publishers? correction|author correction",
    "retraction": "retraction(?: note| notice)?",
    "concern": "(?:editorial )?expression of concern",
    "reply": "(?:the )?(?:authors? )?reply|(?:authors? )?response|rejoinder",
    "comment": "re|comments?|commentary|invited commentary|discussion",
}
_BEFORE = {
    kind: re.compile(rf"\W*+(?:{words})(?:\s+(?:to|on|of|for|regarding)\b|\s*[:(\[]|\.\s|\s[–—-]\s)", re.IGNORECASE)
    for kind, words in _KINDS.items()
}
_BEHIND = {
    kind: re.compile(rf"(?:[:.]\s*|\s[–—-]\s|[(\[]\s*)(?:{words})\s*+[)\].]*+\s*+$", re.IGNORECASE)
    for kind, words in _KINDS.items()
}
_WEB_OF_SCIENCE_CORRECTION = re.compile(r"\(vol\.? \w+[^()]{0,40}\)\s*$", re.IGNORECASE)
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_NUMBER_WORDS = {
    word: str(number)
    for number, words in enumerate(
        ("one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh",
         "eight eighth", "nine ninth", "ten tenth"), start=1)
    for word in words.split()
}  # fmt: skip


def key(fields: Fields) -> str:
    """Return the title as identity sees it; a title without letters is taken as it is."""
    title = str(fields.get("title", ""))
    return title_key(title) or title.casefold()


def is_preprint(doi: str) -> bool:
    """Return whether a DOI is one that preprint servers give."""
    return doi.startswith(_PREPRINTS)


@lru_cache(maxsize=100_000)
def generic(title: str) -> bool:
    """Return whether a title names no one paper: "Editorial", "Author index", "Reply to Smith"."""
    letters = re.sub(r"\d", "", title_key(title))
    return letters in _GENERIC or (len(letters) < _GENERIC_LENGTH and bool(_GENERIC_START.match(letters)))


def short(title: str) -> bool:
    """Return whether a title is too short to prove anything by itself."""
    letters = title_key(title)
    return len(letters) + 2 * len(_WORD_SIGNS.findall(letters)) < _SHORT_TITLE


def notice(title: str) -> str:
    """Return what a title says to be of another paper: "correction", "reply", ...; "" for a paper of its own."""
    kinds = (kind for kind in _KINDS if _BEFORE[kind].match(title) or _BEHIND[kind].search(title))
    return next(kinds, "correction" if _WEB_OF_SCIENCE_CORRECTION.search(title) else "")


def same_notice(one: Fields, other: Fields) -> bool:
    """Return whether neither of two is a correction of, or a reply to, the other."""
    return notice(str(one.get("title", ""))) == notice(str(other.get("title", "")))


@lru_cache(maxsize=100_000)
def numerals(title: str) -> tuple[str, ...]:
    """Return the numbers in a title, sorted, in whatever way they are written: "Part II" and "Part 2" are one.

    >>> numerals("GPT-4, Part II of two")
    ('2', '2', '4')
    """
    plain = unicodedata.normalize("NFKC", title).casefold()
    found = [number.lstrip("0") or "0" for number in re.findall(r"\d+", plain)]
    for word in re.findall(r"[^\W\d_]+", plain):
        if word in _NUMBER_WORDS:
            found.append(_NUMBER_WORDS[word])
        elif len(word) <= 6 and _ROMAN.fullmatch(word):
            found.append(str(_roman(word)))
    return tuple(sorted(found))


def _roman(word: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in word]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def likeness(one: Fields, other: Fields) -> float:
    """Return how much alike two titles are, 0 to 100."""
    from rapidfuzz.fuzz import ratio

    return ratio(key(one), key(other))


def titles_agree(one: Fields, other: Fields) -> bool:
    """Return whether two titles may be of one paper, given a DOI in common. A stub's title is its identifier: it says
    nothing against another's."""
    if one.get("needs") or other.get("needs"):
        return True
    first, second = sorted((one, other), key=lambda fields: len(key(fields)))
    mine, theirs = (Counter(numerals(str(fields.get("title", "")))) for fields in (first, second))
    if key(first) == key(second):
        return True
    if not (same_notice(one, other) and share_author(one, other)):
        return False
    if len(key(first)) >= _LONG_PREFIX and key(second).startswith(key(first)):
        return mine <= theirs
    return mine == theirs and likeness(one, other) >= _SAME_TITLE


def respelt(one: Fields, other: Fields) -> bool:
    """Return whether a record may be another of the same source with its title, or more, corrected since.

    Nothing that names a work differs, and the abstract and authors are the same, or authors and year with a like title.
    """
    if any(_both(one, other, name) and one[name] != other[name] for name in ("doi", "arxiv", "pmid", "openalex")):
        return False
    people = (one.get("authors") or []) == (other.get("authors") or [])
    if people and one.get("abstract") and one["abstract"] == other.get("abstract"):
        return True
    mine, theirs = (numerals(str(fields.get("title", ""))) for fields in (one, other))
    known = people and bool(one.get("authors")) and bool(one.get("year")) and one["year"] == other.get("year")
    return known and mine == theirs and likeness(one, other) >= _LIKE_TITLE


def near_years(one: Fields, other: Fields, apart: int = 1) -> bool:
    """Return whether two years are at most one apart, or one is not known."""
    first, second = (whole(str(fields.get("year", ""))) for fields in (one, other))
    return first is None or second is None or abs(first - second) <= apart


def share_author(one: Fields, other: Fields) -> bool:
    """Return whether two have an author in common, or the authors of one are not known."""
    first, second = families(one), families(other)
    return not first or not second or bool(first & second)


def families(fields: Fields) -> frozenset[str]:
    """Return the family names of the authors, folded."""
    authors = fields.get("authors") or ()
    names = [authors] if isinstance(authors, str) else authors
    return _families(tuple(str(author) for author in names))


@lru_cache(maxsize=100_000)
def _families(authors: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for author in authors if (name := title_key(author.partition(",")[0])))


def other_publisher(doi: str, dois: Iterable[str]) -> bool:
    """A preprint's DOI beside a publisher's is one paper; two publishers' are two."""
    published = {each for each in dois if not is_preprint(each)}
    return bool(doi and published) and doi not in published and not is_preprint(doi)


def abstracts_agree(one: Fields, other: Fields, least: float = 0) -> bool:
    """Return whether two abstracts are not plainly different, or one is not known.

    A short title ("Introduction") proves little: there the abstracts must be nearly the same.
    """
    from rapidfuzz.fuzz import ratio

    first, second = (re.sub(r"\s+", " ", str(fields.get("abstract", ""))) for fields in (one, other))
    if not first or not second or first == second:
        return True
    brief = len(key(one)) < _SHORT_FOR_ABSTRACTS
    least = least or (_NEARLY_SAME_ABSTRACT if brief else _SAME_ABSTRACT)
    return ratio(first[:_COMPARED], second[:_COMPARED], score_cutoff=least) >= least


def _both(one: Fields, other: Fields, name: str) -> bool:
    return bool(one.get(name) and other.get(name))


def vouched(one: Fields, other: Fields) -> bool:
    """Return whether more than a generic title speaks for one paper: an author, the year, and the DOI or the venue."""
    return (
        _both(one, other, "authors")
        and share_author(one, other)
        and _both(one, other, "year")
        and str(one["year"]) == str(other["year"])
        and (_same(one, other, "doi") or _same(one, other, "venue"))
    )


def supported(one: Fields, other: Fields) -> bool:
    """Return whether more than a short title speaks for one paper: an author and the year, the venue, the abstract."""
    in_time = _both(one, other, "year") and near_years(one, other)
    by_author = _both(one, other, "authors") and share_author(one, other)
    told = _both(one, other, "abstract") and abstracts_agree(one, other, _NEARLY_SAME_ABSTRACT)
    return told or (in_time and (by_author or _same(one, other, "venue")))


def _same(one: Fields, other: Fields, name: str) -> bool:
    return _both(one, other, name) and title_key(str(one[name])) == title_key(str(other[name]))
