"""content/papers/*.md <-> Paper. The schema of the front matter stands here, and everything is typed by it."""

import difflib
import math
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import identifiers
from generator.content import files, frontmatter
from generator.content.frontmatter import Field, Page, Value
from generator.errors import SitegenError
from generator.papers import Author, Paper, Slug
from generator.report import Report
from generator.text import RESERVED, free_name, slugify

FOLDER = "content/papers"
TEXTS = ("id", "title", "abstract", "venue", "type", "language", "date", "needs")
LISTS = (
    *("resources", "tags", "collections", "files", "versions", "sources"),
    *("keywords", "without", "related", "unrelated", "aliases"),
)
SWITCHES = ("hidden", "private", "featured")
IDENTIFIERS: Mapping[str, Callable[[str], str]] = {
    "doi": identifiers.doi,
    "arxiv": identifiers.arxiv,
    "pmid": identifiers.pmid,
    "openalex": identifiers.openalex,
    "url": identifiers.web_url,
    "pdf": identifiers.web_url,
}
KNOWN = frozenset((*TEXTS, *LISTS, *SWITCHES, *IDENTIFIERS, "authors", "year", "position", "locked"))
# The order in which a new page shows its fields.
ORDER = (
    *("id", "title", "authors", "year", "date", "venue", "type", "language"),
    *("doi", "arxiv", "pmid", "openalex", "url", "pdf"),
    *("keywords", "tags", "collections", "resources", "versions", "files", "abstract", "needs", "sources"),
)
_ID = re.compile("[0-9a-f]{8}")
_YES, _NO = ("true", "yes", "1"), ("false", "no", "0", "")


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
        paths = sorted(path for path in (project / folder).iterdir() if path.suffix == ".md")
    except FileNotFoundError:
        return
    except OSError as error:
        report.add(
            folder, 0, f"cannot be read: {error.strerror}", "Check its rights, and that it is a folder.", fatal=True
        )
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.is_symlink() and files.leads_out(project, f"{folder}/{path.name}"):
            report.add(
                f"{folder}/{path.name}", 0, "is a link out of the project and is not read", "Put the file itself here."
            )
        elif path.is_file():
            yield path
        else:
            report.add(f"{folder}/{path.name}", 0, "is no file that can be read", "Remove it, or put the page here.")


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
    values = _Reader(fields, where, report).values()
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


@dataclass(frozen=True, slots=True)
class _Reader:
    """Types one page's fields by the schema."""

    fields: Mapping[str, Field]
    where: str
    report: Report

    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        extra: dict[str, object] = {}
        for key, field in self.fields.items():
            if key not in KNOWN:
                self._near_miss(key, field)
                extra[key] = field.value
            elif (value := self._typed(key, field)) is not None:
                values[key] = value
        if extra:
            values["extra"] = extra
        return values

    def _typed(self, key: str, field: Field) -> Any:
        if key in LISTS:
            return tuple(self._list(key, field))
        if key in SWITCHES:
            return self._switch(key, field)
        if key in ("authors", "locked", "position", "year"):
            return getattr(self, f"_{key}")(field)
        text = self._text(key, field)
        if key == "id" and text and not _ID.fullmatch(text):
            self.report.add(
                self.where, field.first, f'id is no id: "{text}"', "Delete the line; a new one is made.", fatal=True
            )
            return ""
        return self._identifier(key, text, field) if key in IDENTIFIERS and text else text

    def _warn(self, field: Field, message: str, hint: str) -> None:
        self.report.add(self.where, field.first, message, hint)

    def _text(self, key: str, field: Field) -> str:
        if isinstance(field.value, str):
            return field.value.strip()
        self._warn(field, f"{key} must be one text, found a list", "Write it as one text in double quotes.")
        return ", ".join(str(item) for item in field.value)

    def _list(self, key: str, field: Field) -> list[str]:
        if isinstance(field.value, list):
            if any(not isinstance(item, str) for item in field.value):
                self._warn(field, f"{key} must be a list of texts", "Put each entry in double quotes.")
            texts = (item.strip() for item in field.value if isinstance(item, str))
            return list(dict.fromkeys(text for text in texts if text))
        if isinstance(field.value, dict):
            self._warn(field, f"{key} must be a list", f"Write {key}: [one, two].")
            return []
        items = [item.strip() for item in field.value.split(",") if item.strip()]
        if items:
            self._warn(
                field, f"{key} is one text; it is read as a list of {len(items)}", f"Write {key}: [{', '.join(items)}]."
            )
        return items

    def _switch(self, key: str, field: Field) -> bool:
        word = str(field.value).lower()
        if word not in _YES + _NO:
            self._warn(field, f'{key} must be true or false, found "{field.value}"', "Write true, or remove the line.")
        return word in _YES

    def _authors(self, field: Field) -> tuple[Author, ...]:
        items = (
            field.value
            if isinstance(field.value, list)
            else re.split(r"(?<!\s)(?:\s*;\s*|\s+and\s+)", str(field.value))
        )
        return tuple(author for item in items if (author := _author(item)))

    def _locked(self, field: Field) -> tuple[str, ...]:
        if str(field.value).lower() in _YES:
            return ("*",)
        names = [] if str(field.value).lower() in _NO else self._list("locked", field)
        for name in names:
            if name not in KNOWN:
                close = difflib.get_close_matches(name.lower(), KNOWN, n=1)
                hint = f'Did you mean "{close[0]}"?' if close else "Name fields of the front matter."
                self._warn(field, f'locked names "{name}", which is no field', hint)
        return tuple(names)

    def _position(self, field: Field) -> tuple[float, float] | None:
        try:
            x, y = (float(number) for number in field.value)
            if not (math.isfinite(x) and math.isfinite(y)):
                raise ValueError
        except (ValueError, TypeError):
            self._warn(field, f"position must be two numbers, found {field.value!r}", "Write position: [120, -40].")
            return None
        return (x, y)

    def _year(self, field: Field) -> int | None:
        text = str(field.value).strip()
        if re.fullmatch(r"\d{4}", text):
            return int(text)
        if text:
            meant = text.translate(str.maketrans("lOoI", "1001"))
            wanted = meant if re.fullmatch(r"\d{4}", meant) else "4 digits"
            self._warn(field, f'year must be a number, found "{text}"', f"Write {wanted}, or remove the line.")
        return None

    def _identifier(self, key: str, text: str, field: Field) -> str:
        value = IDENTIFIERS[key](text)
        if not value:
            what = "a web address (http or https)" if key in ("url", "pdf") else f"a valid {key} number"
            self._warn(field, f'{key} is not {what}: "{text}"', "Correct it, or remove the line.")
        return value

    def _near_miss(self, key: str, field: Field) -> None:
        close = difflib.get_close_matches(key.lower(), KNOWN, n=1, cutoff=0.8)
        if close:
            self._warn(
                field, f'"{key}" is no field of ours', f'Did you mean "{close[0]}"? Else it is kept as your own.'
            )


def _author(item: object) -> Author | None:
    """Return the author that an entry names: "Family, Given", a body, or a mapping with family and given."""
    if isinstance(item, dict):
        family = str(item.get("family") or item.get("last") or item.get("name") or "").strip()
        return Author(family, str(item.get("given") or item.get("first") or "").strip()) if family else None
    return Author.parse(str(item)) if str(item).strip() else None


def is_on(field: Field | None) -> bool:
    """Return whether a field switches something on."""
    return field is not None and str(field.value).lower() in _YES


def as_list(value: object) -> list[str]:
    """Return a list field's entries, also where a person wrote them as one text."""
    if isinstance(value, str):
        return [item.strip() for item in value.split(",") if item.strip()]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def page_text(fields: Mapping[str, Value]) -> str:
    """Return a new page: the fields in their usual order and an empty body."""
    ordered = {key: fields[key] for key in ORDER if fields.get(key)}
    rest = {key: value for key, value in fields.items() if key not in ordered and value}
    return "---\n" + "".join(frontmatter.dump(key, value) for key, value in (ordered | rest).items()) + "---\n"
