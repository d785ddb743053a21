"""Titles with their links, as a reading group keeps them: one a line, or the link on a line under or over it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import identifiers
from generator.importers import fields
from generator.importers.citing import CODE, PAPERS
from generator.importers.ids import identify
from generator.importers.page_lines import marked_up
from generator.importers.protocol import Finding
from generator.importers.refused import refusal
from generator.report import Problem
from generator.text import counted, visible

_ENOUGH = 50_000
_LONGEST = 1000
"""Characters of a line; a longer one is running text."""
_SHOWN = 10
_ASIDE = 3
"""Words behind a link that may stand beside a title, such as "code:"; with more of them the line is a sentence."""
_HEADING = re.compile(r"(?m)^#{1,6} .*")
_BULLET = re.compile(r"(?:[-*+•–]|\d{1,3}[.)]|\[\d{1,3}\])\s+(?:\[[ xX]\]\s+)?")
_LINK = re.compile(
    r"<?https?://[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*>?|\b(?:arXiv|doi|PMID)\s?:\s?[^\s()]+", re.IGNORECASE
)
_CITED = re.compile(r"\s*\((?:[^()]{0,80}?,? )?((?:19|20)\d\d)[a-z]?\)$")
_EDGE = ' \t-–—:|<>,;*_"“”'
_SAID_OF_LINK = re.compile(r"(?<!\s)\s*[-–—|,;]\s*(?:code|pdf|paper|link|slides|video)\s*:?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its title, "" for none, and the addresses and identifiers in it."""

    number: int
    title: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Titles:
    """The importer of titles with links."""

    name: str = "titles"
    title: str = "titles with their links"

    def recognises(self, text: str) -> int:
        """Return 40 where three lines of five belong to titles with links, of which half lead to papers, else 0."""
        head = text[:_ENOUGH]
        if marked_up(_HEADING.sub("", head).lstrip()) or refusal(head):
            return 0
        lines = _lines(head)
        whole = [entry for entry in _entries(lines) if entry.title and entry.links]
        papers = sum(1 for entry in whole if any(map(_is_paper, entry.links)))
        told = sum(1 for line in lines if line.links) + sum(1 for line in lines if line.title and not line.links)
        paired = len(whole) * 2 - sum(1 for line in lines if line.title and line.links)
        return 40 if len(whole) >= 2 and papers * 2 >= len(whole) and paired * 5 >= told * 3 else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield a record a title with its link, a stub an identifier alone, and once the titles without a link."""
        alone: list[_Line] = []
        for entry in _entries(_lines(text)):
            known = next((found for link in entry.links if (found := identify(link))), None)
            if entry.title and entry.links:
                yield fields.record(_fields(entry), source, entry.number, " ".join((entry.title, *entry.links)))
            elif known:
                yield fields.record(known.fields(), source, entry.number, entry.links[0])
            else:
                alone.append(entry)
        if alone:
            shown = "; ".join(f'{each.number}: "{(each.title or each.links[0])[:60]}"' for each in alone[:_SHOWN])
            more = f"; and {len(alone) - _SHOWN:,} more" if len(alone) > _SHOWN else ""
            are = "has" if len(alone) == 1 else "have"
            what = f"{counted(len(alone), 'line')} {are} no title with a link, left out: {shown}{more}"
            yield Problem(source, alone[0].number, what, "If it is a paper, give it its title and a link to it.")


importer = Titles()


def _lines(text: str) -> list[_Line]:
    shown = ((number, visible(raw)) for number, raw in enumerate(text.split("\n"), start=1))
    lines = (_line(number, line) for number, line in shown if not _HEADING.match(line))
    return [line for line in lines if line.title or line.links]


def _line(number: int, text: str) -> _Line:
    bullet = _BULLET.match(text)
    plain = text[bullet.end() :] if bullet else text
    if len(plain) > _LONGEST:
        return _Line(number, plain, ())
    first = _LINK.search(plain)
    if first and plain[: first.start()].strip(_EDGE) and len(_LINK.sub(" ", plain[first.end() :]).split()) > _ASIDE:
        return _Line(number, plain, ())
    links = tuple(identifiers.web_url(_bare(link)) or _bare(link) for link in _LINK.findall(plain))
    words = " ".join(re.sub(r"\(\s*\)|\[\s*\]", " ", _LINK.sub(" ", plain)).split())
    return _Line(number, _SAID_OF_LINK.sub("", words).strip(_EDGE), links)


def _bare(link: str) -> str:
    return next(iter(identifiers.resource_urls(link)), link.strip("<>").rstrip(".,;)"))


def _entries(lines: Sequence[_Line]) -> list[_Line]:
    """Return the lines with each link that stands alone at the title before it, or after it where links come first."""
    turned = bool(lines) and not lines[0].title
    found: list[_Line] = []
    for line in lines:
        before = found[-1] if found else None
        first, second = (before, line) if not turned else (line, before)
        if before and first and second and first.title and not first.links and second.links and not second.title:
            found[-1] = _Line(before.number, first.title, second.links)
        else:
            found.append(line)
    return found


def _is_paper(link: str) -> bool:
    return identify(link) is not None or bool(PAPERS.search(identifiers.host(link))) or link.endswith(".pdf")


def _fields(entry: _Line) -> dict[str, object]:
    web = [link for link in entry.links if identifiers.web_url(link)]
    papers = [link for link in web if not CODE.search(identifiers.host(link))]
    known = next((found.fields() for link in entry.links if (found := identify(link))), {})
    cited = _CITED.search(entry.title)
    return {
        **{name: value for name, value in known.items() if name not in ("title", "needs")},
        "title": entry.title[: cited.start()] if cited else entry.title,
        "year": cited[1] if cited else "",
        "url": next((link for link in papers if "doi.org/" not in link and not link.endswith(".pdf")), ""),
        "pdf": next((link for link in papers if link.endswith(".pdf")), ""),
        "resources": [link for link in web if link not in papers],
    }
