"""Everything that is wrong with a project, at once and without writing anything: the build's own problems, and more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator import analysis, config, content, pages
from generator.check import look, papers, texts
from generator.content import duplicates, store
from generator.content.bases import read_bases
from generator.errors import SitegenError
from generator.identifiers import paper_id
from generator.ingest import lists
from generator.pages import shelf
from generator.papers import Content, Library, Paper, Slug
from generator.report import Problem, Report

__all__ = ["Checked", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """How many papers were read, and all problems in the order of files and lines; a fatal one stops a build."""

    papers: int
    problems: tuple[Problem, ...]


def check(project: Path) -> Checked:
    """Return all that is to mend in content/ as it stands, in sitegen.toml, in templates/ and static/."""
    report = Report()
    settings, wrong = config.read(project)
    report.extend(map(_fatal, wrong))
    written = _content(project, report)
    library = Library.of([*_adopted(written), *_unreadable(project, written.library, report)])
    whole = replace(written, library=library)
    found = analysis.analyse(whole, settings.map)
    site = pages.plan(whole, found, settings)
    report.extend(site.problems)
    report.extend(papers.problems(written.library, _different(project)))
    report.extend(texts.problems(whole, shelf.shelve(whole, found, settings)))
    report.extend(look.problems(project, site, settings, written.library))
    return Checked(len(written.library), tuple(sorted(dict.fromkeys(report.problems))))


def _different(project: Path) -> set[frozenset[str]]:
    """Return the pairs that content/duplicates.toml calls different; what is wrong with it is told by the content."""
    try:
        pairs = duplicates.read(project, Report())
    except SitegenError:
        return set()
    return {frozenset((pair.one, pair.other)) for pair in pairs if pair.verdict == "different"}


def _fatal(error: SitegenError) -> Problem:
    return Problem(error.where, error.line, error.message, error.hint, fatal=True)


def _content(project: Path, report: Report) -> Content:
    """Return the project's content; without what earlier builds noted, where that cannot be read."""
    told = Report()
    try:
        found = content.read(project, told)
    except SitegenError as error:
        told = Report([_fatal(error)])
        found = content.written(project, told)
    report.extend(told.problems)
    try:
        read_bases(project, report)
    except SitegenError as error:
        report.extend([_fatal(error)])
    return found


def _adopted(written: Content) -> list[Paper]:
    """Return the papers as a build has them: it gives keywords to a page that a person made and that lists none."""
    papers = {_id(paper): paper for paper in written.library}
    wanted = {id for id, paper in papers.items() if not paper.id and "keywords" not in paper.lines}
    chosen = lists.choose(papers, wanted, written.vocabulary) if wanted else {}
    return [replace(paper, keywords=chosen.get(_id(paper), paper.keywords)) for paper in written.library]


def _id(paper: Paper) -> str:
    return paper.id or paper_id(f"{paper.title} {paper.slug}")


def _unreadable(project: Path, library: Library, report: Report) -> Iterator[Paper]:
    """Yield a paper that is not published for each page that cannot be read: what names it is not wrong."""
    for path in sorted({problem.path for problem in report.fatal if problem.path.startswith(f"{store.FOLDER}/")}):
        slug = store.slug_of_file(Path(path).stem)
        if slug not in library.by_slug:
            text = (project / path).read_bytes().decode("utf-8", "replace") if (project / path).is_file() else ""
            title = re.search(r"(?m)^title:(.*)$", text)
            yield Paper(Slug(slug), "", title[1].strip().strip("\"'") if title else slug, private=True, path=path)
