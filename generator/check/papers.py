"""What is odd about papers and about papers together, and stops no build."""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial

from generator.papers import Library, Paper
from generator.report import Problem
from generator.text import names_page, title_key

_FIRST_YEAR = 1400
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def problems(library: Library, different: Collection[frozenset[str]] = ()) -> Iterator[Problem]:
    """Yield what is odd about each paper, and what two of them cannot both be; `different` pairs are let pass."""
    single = partial(_same, library, different)
    persons = {
        (author.given, author.family): paper.path for paper in library for author in paper.authors if author.given
    }
    for paper in library:
        yield from _missing(paper)
        yield from _dates(paper)
        yield from _turned(paper, persons)
    yield from single("title", lambda paper: title_key(paper.title), _apart)
    for name in ("doi", "arxiv", "pmid", "openalex"):
        yield from single(name, partial(_identifier, name))
    yield from _aliases(library)


def _identifier(name: str, paper: Paper) -> str:
    return str(getattr(paper, name)).lower()


def _at(paper: Paper, field: str, what: str, hint: str) -> Problem:
    return Problem(paper.path, paper.lines.get(field, 0), what, hint)


def _missing(paper: Paper) -> Iterator[Problem]:
    """Yield that a page waits for its paper's data, else that it has no abstract: an empty line says that none is."""
    if paper.needs:
        hint = "Write what is missing, or import a source that has it; then take the line out."
        yield _at(paper, "needs", f"the paper still needs {paper.needs}", hint)
    elif not paper.abstract and "abstract" not in paper.lines:
        hint = 'Write one; where there is none, write abstract: "".'
        yield _at(paper, "title", "the paper has no abstract: its links rest on its title and keywords", hint)


def _dates(paper: Paper) -> Iterator[Problem]:
    if paper.year is not None and not _FIRST_YEAR <= paper.year <= datetime.datetime.now(datetime.UTC).year + 1:
        yield _at(paper, "year", f"no paper is of the year {paper.year}", "Correct it, or remove the line.")
    if not paper.date:
        return
    match = _DATE.fullmatch(paper.date)
    if not match or not _is_day(match):
        yield _at(paper, "date", f'date is no date: "{paper.date}"', "Write it as 2020-04-03, 2020-04 or 2020.")
    elif paper.year not in (None, int(match[1])):
        yield _at(paper, "date", f"date is {paper.date} and year is {paper.year}", "Correct one of the two.")


def _turned(paper: Paper, persons: Mapping[tuple[str, str], str]) -> Iterator[Problem]:
    """Yield authors that are read as bodies, and are persons on other pages: "Ada Lovelace" for "Lovelace, Ada"."""
    for author in paper.authors:
        given, _, family = author.family.rpartition(" ")
        if given and not author.given and (other := persons.get((given, family))):
            what = f'authors names a body "{author.family}", who is a person in {other}'
            yield _at(paper, "authors", what, f'Write "{family}, {given}".')


def _is_day(match: re.Match[str]) -> bool:
    try:
        datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _same(
    library: Iterable[Paper],
    different: Collection[frozenset[str]],
    field: str,
    of: Callable[[Paper], str],
    apart: Callable[[Paper, Paper], bool] = lambda *_: False,
) -> Iterator[Problem]:
    """Yield each paper that has something of its own in common with an earlier one that is not set apart from it."""
    seen: dict[str, list[Paper]] = {}
    for paper in library:
        if value := of(paper):
            others = seen.setdefault(value, [])
            told = (other for other in others if frozenset((paper.slug, other.slug)) not in different)
            other = next((other for other in told if not apart(paper, other)), None)
            if other:
                hint = f"If they are one paper: sitegen merge {other.slug} {paper.slug}."
                yield _at(paper, field, f"{field} is that of {other.path} too", hint)
            others.append(paper)


def _apart(one: Paper, other: Paper) -> bool:
    """Return whether two papers of one title are two: of different people, or of years that are far apart."""
    if one.year and other.year and abs(one.year - other.year) > 1:
        return True
    families = [{title_key(author.family) for author in paper.authors} for paper in (one, other)]
    return all(families) and families[0].isdisjoint(families[1])


def _aliases(library: Library) -> Iterator[Problem]:
    """Yield the aliases at whose address no page can lead here."""
    slugs: dict[str, str] = {paper.slug.casefold(): paper.path for paper in library}
    taken: dict[str, str] = {}
    for paper in library:
        for alias in paper.aliases:
            small = alias.casefold()
            said = f'aliases names "{alias}", which'
            if small == paper.slug.casefold():
                yield _at(paper, "aliases", f"{said} is the paper's own slug", "Take it out.")
            elif small in slugs:
                yield _at(paper, "aliases", f"{said} is the slug of {slugs[small]}", "Take it out.")
            elif small in taken:
                yield _at(paper, "aliases", f"{said} {taken[small]} names too", "Keep it in one of the two.")
            elif not names_page(alias):
                hint = "Write an earlier slug: the last part of an address, without .html."
                yield _at(paper, "aliases", f"{said} no page can have as its name", hint)
            taken.setdefault(small, paper.path)
