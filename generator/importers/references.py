"""A bibliography as text, as papers end with and reference managers copy: IEEE, APA, Chicago, Vancouver, LNCS, DBLP.

A reference is read if its authors are plainly names; what is not plainly its title is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from generator import identifiers
from generator.importers import fields
from generator.importers.ids import identify
from generator.importers.page_lines import marked_up, names
from generator.importers.protocol import Finding
from generator.importers.refused import refusal
from generator.papers import Rejected
from generator.report import Problem
from generator.text import counted, visible

_ENOUGH = 50_000
_LONGEST = 3000
"""Characters of an entry; a longer one is no reference."""
_NUMBER = re.compile(r"\s*(?:\[[A-Za-z+]{0,12}\d{1,4}[a-z]?\]|\(\d{1,4}\)|\d{1,4}[.):])\s+(?=\S)")
_HEADING = re.compile(
    r"(?:\d+\.?\s*)?(?:references|bibliography|literature(?: cited)?|works cited|publications)\W*", re.I
)
_YEAR = r"\(?(?P<year>(?:19|20)\d\d)[a-z]?"
_QUOTED = re.compile(rf"[\s,.:]*(?:{_YEAR}\)?[.,:]?\s*)?[“\"„](?P<title>[^”\"]+)[”\"“][,.]?")
# What stands between the authors and the title, by style. Where it is only a full stop or a colon, a year must follow.
_VANCOUVER = r"(?<=[A-Z])\.\s(?=[A-Z0-9][\w-]+)"
"""Smith J, Doe JA. Title. Each name ends with initials, and no full stop goes before."""
_INITIALS_LAST = re.compile(r" [A-Z-]{1,4}$")
_BETWEEN = tuple(
    re.compile(between)
    for between in (
        rf"[,.]?\s{_YEAR}(?:, [^()]{{0,40}})?\)[.,:]?\s",  # APA, Harvard: Doe, J. (2019). Title.
        rf"\.\s{_YEAR}\.\s",  # ACM, Chicago: Jane Doe. 2019. Title.
        _VANCOUVER,
        r"(?<=\w):\s|(?<=\.):\s",  # LNCS, DBLP: Doe, J.: Title.
        r"(?<=[^\W\d_]{2})\.\s",  # Jane Doe, J. Roe. Title.
    )
)
_CANDIDATES = 40
_TITLE_END = re.compile(r"(?<![A-Z])(?<!\bvs)[.?!](?=\s|$)")
_SAYS_YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\b")
# "LeCun, Yann, Yoshua Bengio, and Geoffrey Hinton": of the first author only the family name stands first.
_FIRST_TURNED = re.compile(r"([^\s,]+, [^,]+), (\S+ \S.*)")
_ADDRESS = re.compile(r"(?:doi:\s*|arXiv:\s*|PMID:?\s*)\S+|https?://\S+", re.IGNORECASE)
_VENUE_END = re.compile(
    r"[,;:.(]?\s*+(?:\b(?:vol|no|pp|eds?|volume|pages?|art)\b\.?|\(|\d|[;:]|, |(?<=\w{6})\. |$"
    r"|\bAvailable\b|\bAccessed\b)"
)
_IN = re.compile(r"(?:in:?|presented at(?: the)?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class References:
    """The importer of bibliographies as text."""

    name: str = "references"
    title: str = "references as text"

    def recognises(self, text: str) -> int:
        """Return 50 where three entries of five, and at least two, are references with a year or an identifier."""
        head = text[:_ENOUGH]
        if marked_up(head) or refusal(head):
            return 0
        entries = _entries(head)
        known = [
            found for entry in entries if (found := _cited(entry.text)) and (found.get("year") or found.get("doi"))
        ]
        return 50 if len(known) >= 2 and len(known) * 5 >= len(entries) * 3 else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield a record a reference; one whose title cannot be told is a stub by its identifier, or rejected."""
        bare = 0
        for entry in _entries(text):
            found = _cited(entry.text)
            alone = identify(identifiers.doi(entry.text) or fields.arxiv_of(entry.text))
            if found or alone:
                bare += 1
                yield fields.record(found or (alone.fields() if alone else {}), source, entry.line, entry.text)
            else:
                hint = "no title can be told from authors and venue; put it in quotation marks"
                yield Rejected(source, entry.line, hint, entry.text)
        if bare:
            yield Problem(
                source,
                1,
                f"{counted(bare, 'reference')} without an abstract: a reference has none",
                "Look the titles over; sitegen add with the identifiers, or an export that has them, fills the pages.",
            )


importer = References()


def _entries(text: str) -> list[_Entry]:
    """Return the entries: by their numbers, else parted by empty lines, else one a line."""
    shown = [(number, visible(raw)) for number, raw in enumerate(text.split("\n"), start=1)]
    lines = [(number, line) for number, line in shown if not _HEADING.fullmatch(line)]
    numbered = sum(1 for _, line in lines if _NUMBER.match(line))
    parted = any(after - before > 1 for before, after in pairwise(number for number, line in lines if line))
    found: list[list[str]] = []
    starts: list[int] = []
    gap = True
    for number, line in lines:
        begins = bool(_NUMBER.match(line)) if numbered >= 2 else gap or not (parted or _hangs(found))
        if line and (begins or not found):
            starts.append(number)
            found.append([line])
        elif line:
            found[-1].append(line)
        gap = not line
    return [_Entry(number, _numberless(" ".join(words))) for number, words in zip(starts, found, strict=True)]


def _numberless(entry: str) -> str:
    number = _NUMBER.match(entry)
    return entry[number.end() :] if number else entry


def _hangs(found: list[list[str]]) -> bool:
    """Return whether the last line can be no whole entry: DBLP puts authors, and a colon, on a line of their own."""
    return bool(found) and found[-1][-1].endswith(":")


def _cited(entry: str) -> dict[str, object] | None:
    """Return what a reference says; None where no style fits whose authors are names."""
    if len(entry) > _LONGEST:
        return None
    plain = " ".join(_ADDRESS.sub(" ", entry).split())
    if quoted := _QUOTED.search(plain):
        authors = _people(plain[: quoted.start()])
        if authors or not plain[: quoted.start()].strip():
            title = quoted["title"].strip(" .,")
            return {"title": title, "authors": authors, **_placed(plain[quoted.end() :], quoted["year"], entry)}
    for between in _BETWEEN:
        for match in islice(between.finditer(plain), _CANDIDATES):
            year = match.groupdict().get("year")
            end = _TITLE_END.search(plain, match.end())
            title, rest = plain[match.end() : end.end() if end else None], plain[end.end() :] if end else ""
            before = plain[: match.start()]
            authors = _people(before) if year or _SAYS_YEAR.search(rest) else []
            if between.pattern == _VANCOUVER and ("." in before or not all(map(_INITIALS_LAST.search, authors))):
                continue
            if authors and len(title) > 3:
                return {"title": title.strip(" .,"), "authors": authors, **_placed(rest, year, entry)}
    return None


def _people(text: str) -> list[str]:
    """Return the names of authors; of the first one the family name may stand first, and of the others last."""
    bare = re.sub(r"\s*\((?:eds?|hrsg)\.?\)", "", text, flags=re.IGNORECASE)
    first = _FIRST_TURNED.match(bare)
    return names(bare, one=True) or ([first[1], *others] if first and (others := names(first[2], one=True)) else [])


def _placed(rest: str, year: str | None, entry: str) -> dict[str, object]:
    """Return venue, year and identifiers of what stands behind the title."""
    rest = rest.strip(" ,")
    inside = _IN.sub("", rest, count=1) if _IN.match(rest) else rest
    end = _VENUE_END.search(inside)
    venue = inside[: end.start()].strip(" ,.;") if end else ""
    web = next(iter(identifiers.resource_urls(entry)), "")
    doi = identifiers.doi(entry) if re.search(r"doi", entry, re.IGNORECASE) else ""
    return {
        "venue": venue if re.match(r"[A-Z][^\W\d_]", venue) and len(venue) <= 150 and "arXiv" not in venue else "",
        "year": year or fields.year(re.sub(r"\d+\s*[–-]\s*\d+", " ", rest)),
        "doi": doi,
        "arxiv": fields.arxiv_of(entry),
        "pmid": match[1] if (match := re.search(r"\bPMID:?\s*(\d+)", entry)) else "",
        "url": "" if "doi.org/" in web else web,
    }
