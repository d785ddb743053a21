"""content/papers/*.md <-> Paper."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import identifiers
from generator.content import files, frontmatter
from generator.content.frontmatter import Field, Page, Value
from generator.content.schema import Reader
from generator.errors import SitegenError
from generator.papers import Paper, Slug
from generator.report import Report
from generator.text import RESERVED, counted, free_name, slugify

FOLDER = "content/papers"
# The order in which a new page shows its fields.
ORDER = (
    *("id", "title", "authors", "year", "date", "venue", "type", "language"),
    *("doi", "arxiv", "pmid", "openalex", "url", "pdf"),
    *("keywords", "tags", "collections", "resources", "versions", "files", "abstract", "needs", "sources"),
)
_NEARLY = (".md", ".markdown", ".mdown", ".mkd", ".txt")
_LATE = re.compile(r"\A\s*(?:([-–—]{1,}[ \t]*)$(?=[^\0]*?^[a-z]+:)|(title: ))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A paper with the page it was read from, for whoever has to edit it."""

    paper: Paper
    page: Page


def read(project: Path, report: Report) -> list[StoredPaper]:
    """Return all papers of a project by slug; pages that cannot be read are told to the report as fatal."""
    found: list[StoredPaper] = []
    for path in page_files(project, FOLDER, report):
        where = f"{FOLDER}/{path.name}"
        try:
            found.append(parse(files.read_text(path, where), where, report))
        except SitegenError as error:
            report.add(error.where, error.line, error.message, error.hint, fatal=True)
    _same_twice(found, report)
    return sorted(found, key=lambda stored: stored.paper.slug)


def unreadable(report: Report) -> SitegenError:
    """Return the error that stops what must know every page: the first thing that cannot be read, and how many more."""
    first, more = report.fatal[0], len(report.fatal) - 1
    also = f" ({more} more pages too)" if more else ""
    return SitegenError(first.message + also, where=first.path, line=first.line, hint=first.hint)


def page_files(project: Path, folder: str, report: Report) -> Iterator[Path]:
    """Yield a folder's Markdown files by name; a link that leads out of the project, or nowhere, is not followed."""
    if files.leads_out(project, folder):
        error = files.outside(folder)
        report.add(folder, 0, error.message, error.hint, fatal=True)
        return
    try:
        found = sorted(path for path in (project / folder).iterdir() if not path.name.startswith("."))
    except FileNotFoundError:
        return
    except OSError as error:
        report.add(
            folder, 0, f"cannot be read: {error.strerror}", "Check its rights, and that it is a folder.", fatal=True
        )
        return
    for path in found:
        if path.suffix != ".md":
            _overlooked(path, folder, report)
        elif path.is_symlink() and files.leads_out(project, f"{folder}/{path.name}"):
            report.add(
                f"{folder}/{path.name}", 0, "is a link out of the project and is not read", "Put the file itself here."
            )
        elif path.is_file():
            yield path
        else:
            report.add(f"{folder}/{path.name}", 0, "is no file that can be read", "Remove it, or put the page here.")


def _overlooked(path: Path, folder: str, report: Report) -> None:
    """Tell of what is likely meant as a page and is none: pages in a folder of their own, or of another ending."""
    where = f"{folder}/{path.name}"
    if path.suffix.lower() in _NEARLY and path.is_file():
        report.add(where, 0, "is not read: the name of a page ends with .md", f"Call it {path.stem}.md.")
    elif path.is_dir() and not path.is_symlink() and (pages := list(path.glob("*.md"))):
        what = f"{counted(len(pages), 'page')} in a folder below {'is' if len(pages) == 1 else 'are'} not read"
        report.add(where, 0, what, f"Move what lies there up into {folder}.")


def _same_twice(found: Iterable[StoredPaper], report: Report) -> None:
    for what, hint in (("id", "Give one of them another id, or delete it."), ("slug", "Rename one of the files.")):
        first: dict[str, str] = {}
        for stored in found:
            value = str(getattr(stored.paper, what)).lower()
            if value and value in first:
                line = stored.paper.lines.get(what, 0)
                report.add(stored.paper.path, line, f"has the same {what} as {first[value]}: {value}", hint, fatal=True)
            first.setdefault(value, stored.paper.path)


def parse(text: str, where: str, report: Report) -> StoredPaper:
    """Return the paper that a page describes; what is odd but readable goes to the report.

    A page that a person made by hand has no id yet.

    Raises SitegenError when there is no paper in it.
    """
    page = frontmatter.parse(text, where)
    if not page.close and (late := _LATE.search(text)):
        raise SitegenError(
            "the front matter does not begin on the first line",
            where=where,
            line=text.count("\n", 0, late.start(late.lastindex or 0)) + 1,
            hint="It begins with a line of three hyphens, ---, before which nothing stands.",
        )
    values = _values(page.fields, where, report)
    notes = page.body.strip("\r\n")
    lines = {name: field.first for name, field in page.fields.items()}
    line = page.close + 1 + page.body.count("\n", 0, page.body.find(notes))
    return StoredPaper(Paper(notes=notes, path=where, lines=lines, notes_line=line, **values), page)


def unwritten(fields: Mapping[str, Value], where: str) -> Paper:
    """Return the paper that a new page with these fields will describe."""
    given = {key: Field(value, 0, 0) for key, value in fields.items() if value}
    return Paper(path=where, **_values(given, where, Report()))


def _values(fields: Mapping[str, Field], where: str, report: Report) -> dict[str, Any]:
    values = Reader(fields, where, report).values()
    if not values.get("title"):
        raise SitegenError(
            "a paper needs a title", where=where, line=1, hint='Add a line title: "..." between --- lines at the top.'
        )
    return {"id": "", **values, "slug": Slug(slug_of_file(Path(where).stem))}


def slug_of_file(stem: str) -> str:
    """Return the slug of a page by its file's name, which a person may have chosen."""
    slug = stem if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", stem) else slugify(stem)
    if not slug:
        return f"paper-{identifiers.paper_id(stem)}"
    return f"{slug}-paper" if slug in RESERVED else slug


def taken_names(project: Path) -> list[str]:
    """Return the names, in small letters and without ending, of all files among the papers, read or not."""
    folder = project / FOLDER
    return [path.stem.lower() for path in folder.iterdir()] if folder.is_dir() else []


def new_slug(title: str, id: str, taken: Container[str]) -> Slug:
    """Return a slug for a new page: by the title, free, and fit for every file system.

    taken: names in small letters
    """
    base = slugify(title) or f"paper-{id}"
    if base in RESERVED:
        base = f"{base}-paper"
    return Slug(free_name(base, taken))


def page_text(fields: Mapping[str, Value]) -> str:
    """Return a new page: the fields in their usual order and an empty body."""
    ordered = {key: fields[key] for key in ORDER if fields.get(key)}
    rest = {key: value for key, value in fields.items() if key not in ordered and value}
    return "---\n" + "".join(frontmatter.dump(key, value) for key, value in (ordered | rest).items()) + "---\n"
