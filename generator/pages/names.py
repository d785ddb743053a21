"""Who is who: which spellings of an author's name are one person, and which of a venue's are one venue.

Nothing is merged that speaks against it: a person found twice misleads less than two made one.
"""

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from generator.papers import Author, Paper
from generator.text import RESERVED, fold, free_name, slugify

LEAST = 2
"""Papers from which on an author or a venue has a page; before, the index leads to the one paper."""

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)", re.IGNORECASE)
ONE_LETTER_IS_A_NAME = "\u2e80"
"""From here on come the scripts of China, Japan and Korea, in which one letter is a whole name."""

Spelling = TypeVar("Spelling")
Given = tuple[tuple[str, ...], ...]
"""Words of a given name, each in the parts that hyphens join: "Jean-Pierre A." is (("jean", "pierre"), ("a",))."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """An author or a venue, and the papers that name it. There is one object of each.

    name: as pages say it; filed: as an A-Z has it ("Curie, Marie"); slug: "" without a page of its own
    others: further spellings; papers: slugs, in their order
    """

    name: str
    filed: str
    slug: str
    others: tuple[str, ...]
    papers: tuple[str, ...]


def authors(papers: Iterable[Paper]) -> dict[Author, Group]:
    """Return the person or body that each author of a paper is."""
    written: dict[Author, list[str]] = {}
    for paper in papers:
        for author in dict.fromkeys(paper.authors):
            written.setdefault(author, []).append(paper.slug)
    found = []
    for spellings in _persons(written):
        by_fullness = sorted(spellings, key=lambda author: _fullness(author, len(written[author])))
        slugs = sorted({slug for author in spellings for slug in written[author]})
        best = by_fullness[0]
        filed = f"{best.family}, {best.given}" if best.given else best.family
        others = dict.fromkeys(str(author) for author in by_fullness if str(author) != str(best))
        found.append((by_fullness, Group(str(best), filed, "", tuple(others), tuple(slugs))))
    return dict(_addressed(found, "author"))


def venues(papers: Iterable[Paper]) -> dict[str, Group]:
    """Return the venue that each spelling of one is: the most frequent spelling names it."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    named: dict[str, list[str]] = defaultdict(list)
    for paper in papers:
        if key := _venue_key(paper.venue):
            spelled[key][paper.venue] += 1
            named[key].append(paper.slug)
    found = []
    for key, counts in spelled.items():
        ranked = sorted(counts, key=lambda venue: (venue.isupper(), -counts[venue], venue))
        found.append((ranked, Group(ranked[0], ranked[0], "", tuple(ranked[1:]), tuple(named[key]))))
    return dict(_addressed(found, "venue"))


def order(group: Group) -> tuple[str, str]:
    """Return the key that puts authors and venues from A to Z."""
    return key_of(group.filed, keep=" ") or group.filed, group.filed


def letter(name: str) -> str:
    """Return the letter under which a name is filed; "#" where its script has too many for a list of them."""
    first = key_of(name)[:1].upper()
    return first if first.isalpha() and first < ONE_LETTER_IS_A_NAME else "#"


@lru_cache(maxsize=200_000)
def key_of(name: str, keep: str = "") -> str:
    """Return a name without case, accents and signs; of other scripts than the Latin every letter and vowel sign stays.

    >>> key_of("García-Márquez"), key_of("王小明")
    ('garciamarquez', '王小明')
    """
    if name.isascii():
        return name.lower().translate(_signs(keep))
    plain = (fold(char) or char for char in unicodedata.normalize("NFKC", name).casefold())
    return "".join(char for char in "".join(plain) if char in keep or unicodedata.category(char)[0] in "LNM")


@lru_cache
def _signs(keep: str) -> dict[int, None]:
    """Return the signs of ASCII that no name is known by, as `str.translate` takes them out."""
    return {number: None for number in range(128) if not chr(number).isalnum() and chr(number) not in keep}


def alike(one: Given, other: Given) -> bool:
    """Return whether two given names can be one person's: equal as far as both go, an initial standing for a name.

    Half of a name that a hyphen joins is another name.

    >>> alike(given("J. A."), given("John")), alike(given("J.-P."), given("Jean-Pierre"))
    (True, True)
    >>> alike(given("John"), given("Jane")), alike(given("Jean"), given("Jean-Pierre"))
    (False, False)
    """
    if _run_together(one) == _run_together(other):
        return True
    if not one or not other:
        return False
    short, long = sorted(([*_parts(one)], [*_parts(other)]), key=len)
    if not all(_stands_for(a, b) or _stands_for(b, a) for (a, _), (b, _) in zip(short, long, strict=False)):
        return False
    last, inside = short[-1][0], len(short) < len(long) and long[len(short)][1]
    return _initial(last) or not inside


@lru_cache(maxsize=200_000)
def given(name: str) -> Given:
    """Return a given name in words and their parts; initials that a hyphen joins are words, too."""
    words = [tuple(filter(None, map(key_of, word.split("-")))) for word in re.split(r"[\s.,]+", name)]
    return tuple(
        word
        for parts in words
        if parts
        for word in ([(part,) for part in parts] if any(map(_initial, parts)) else [parts])
    )


def _persons(written: Mapping[Author, Collection[str]]) -> Iterator[list[Author]]:
    """Yield the spellings of each person; only those of one family name (and one "Jr") are compared."""
    families: dict[tuple[str, str, str], dict[Given, list[Author]]] = {}
    for author in sorted(written, key=lambda author: (author.family, author.given)):
        rest, suffix = _without_suffix(author.given)
        form = given(rest)
        family = key_of(author.family) or author.family
        bucket = (family, suffix, form[0][0][0] if form else "")
        families.setdefault(bucket, {}).setdefault(form, []).append(author)
    for forms in families.values():
        papers = {form: {slug for one in spelled for slug in written[one]} for form, spelled in forms.items()}
        for together in _joined(papers):
            yield [author for form in together for author in forms[form]]


def _joined(papers: Mapping[Given, set[str]]) -> Iterator[list[Given]]:
    """Yield the given names that are one person's.

    A name joins another only if all that it could be are also each other: "J." is nobody's where there are a John and
    a Jane. Two names on one paper are two persons.
    """
    near: dict[Given, set[Given]] = {
        one: {two for two in papers if two != one and alike(one, two) and not papers[one] & papers[two]}
        for one in papers
    }
    clear = {one for one, others in near.items() if all(others - {two} <= near[two] for two in others)}
    done: set[Given] = set()
    for one in papers:
        if one not in done:
            together = [one, *sorted(near[one] & clear)] if one in clear else [one]
            done.update(together)
            yield together


def _without_suffix(name: str) -> tuple[str, str]:
    words = name.replace(",", " ").split()
    if len(words) > 1 and _SUFFIX.fullmatch(words[-1].rstrip(".")):
        return " ".join(words[:-1]), words[-1].rstrip(".").lower()
    return name, ""


def _parts(words: Given) -> Iterator[tuple[str, bool]]:
    """Yield each part of a name, and whether a hyphen joins it to the one before."""
    return ((part, bool(place)) for word in words for place, part in enumerate(word))


def _stands_for(one: str, other: str) -> bool:
    return one == other or (_initial(one) and other.startswith(one))


def _initial(part: str) -> bool:
    return len(part) == 1 and part < ONE_LETTER_IS_A_NAME


def _run_together(words: Given) -> str:
    return "".join(part for word in words for part in word)


def _fullness(author: Author, papers: int) -> tuple[int, bool, int, str, str]:
    """Return the key that puts the spelling first that says most, then that of most papers."""
    spelled_out = sum(len(part) for word in given(author.given) for part in word if not _initial(part))
    shouted = author.family.isupper() and author.family != author.family.lower()
    return -spelled_out - len(given(author.given)), shouted, -papers, author.family, author.given


def _venue_key(venue: str) -> str:
    return key_of(re.sub(r"^the\s+", "", venue.strip().casefold()).replace("&", " and ")) or venue.strip()


def _addressed(found: Iterable[tuple[Iterable[Spelling], Group]], kind: str) -> Iterator[tuple[Spelling, Group]]:
    """Yield each spelling with its group; those of enough papers have a slug, two of one slug are told apart by number.

    A name in a script that addresses do not have is known by a hash, which no other's coming changes.
    """
    taken = set(RESERVED)
    for spellings, group in sorted(found, key=lambda pair: (pair[1].filed, pair[1].papers)):
        if len(group.papers) >= LEAST:
            slug = free_name(slugify(group.name) or f"{kind}-{_mark(group.filed)}", taken)
            taken.add(slug)
            group = replace(group, slug=slug)
        for spelling in spellings:
            yield spelling, group


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
