"""Tables: CSV and TSV of reference managers and databases, and tables that a person keeps.

Columns are known by their heads alone, in the words that programs and people use for them; a table without a column of
titles is none of ours. Cells are text: a formula is shown, never computed.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import identifiers
from generator.importers import fields
from generator.importers.names import people
from generator.importers.protocol import Finding
from generator.importers.rows import Row, cells, split
from generator.papers import Rejected
from generator.report import Problem
from generator.text import counted

_DELIMITERS = ",;\t|"
_HEADER_WITHIN = 30
"""Lines among which the header is looked for; some exports say first what was searched."""

# Field or part of one -> heads without case, spaces and signs; of several columns the first that says something counts.
_HEADS: Mapping[str, str] = {
    "title": "title documenttitle articletitle papertitle worktitle primarytitle displayname titel titre titulo paper",
    "authors": "authorfullnames authorshipsauthordisplayname author authors authornames authorlist autoren auteurs"
    " autores creator creators",
    "abstract": "abstract abstractnote abstracttext zusammenfassung resume resumen summary",
    "year": "publicationyear year pubyear yearpublished yearofpublication jahr annee ano",
    "date": "publicationdate date datepublished pubdate dateofpublication published",
    "venue": "sourcetitle publicationtitle journal journalbook journaltitle primarylocationsourcedisplayname venue"
    " booktitle conference conferencename conferencetitle meetingname proceedingstitle publication publishedin"
    " containertitle anthologytitle",
    "type": "itemtype documenttype publicationtype worktype typeofpublication entrytype",
    "language": "languageoforiginaldocument language languages lang",
    "doi": "doi dois articledoi doilink digitalobjectidentifier",
    "arxiv": "arxiv arxivid eprint",
    "pmid": "pmid pubmedid idspmid pubmed",
    "openalex": "openalexid openalex idsopenalex",
    "url": "url link primarylocationlandingpageurl externalurl articleurl sourceurls sourceurl dimensionsurl urls"
    " website webpage paperlink paperurl",
    "pdf": "pdf pdflink pdfurl primarylocationpdfurl bestoalocationpdfurl fulltexturl",
    "author keywords": "authorkeywords keywordsauthor keywordsdisplayname",
    "keywords": "keywords keyword schlagworter motscles palabrasclave",
    "index terms": "indexkeywords keywordsplus meshterms mesh ieeeterms inspeccontrolledterms fieldsofstudy subjects"
    " topicsdisplayname fieldsofresearchanzsrc2020 subject",
    "source tags": "manualtags automatictags tags tag labels",
    "collections": "collections collection folder folders group groups",
    "files": "fileattachments file files attachments",
    "resources": "code codelink codeurl github repository repo projectpage resources dataset",
    "note": "extra",
    "id": "id",
}
# Heads that mean a field only where no surer one stands.
_UNSURE: Mapping[str, str] = {
    "title": "name",
    "venue": "source booktitleseries journalabbreviation abbreviatedsourcetitle",
    "type": "type",
    "url": "landingpage openaccessoaurl",
}
_WEB_OF_SCIENCE: Mapping[str, str] = {
    "TI": "title", "AF": "authors", "AU": "authors", "AB": "abstract", "PY": "year", "PD": "date", "SO": "venue",
    "DT": "type", "LA": "language", "DI": "doi", "PM": "pmid", "DE": "author keywords", "ID": "index terms",
}  # fmt: skip
_ALL: Mapping[str, str] = {head: name for name, heads in _HEADS.items() for head in heads.split()}
_ALL_UNSURE: Mapping[str, str] = {head: name for name, heads in _UNSURE.items() for head in heads.split()}
_NOTHING = re.compile(r"\[(?:no|not) [a-z ]+\]|n/?a|none|null|nan|-", re.IGNORECASE)
# A table drawn in Markdown: its rows begin with a bar, or the line under its head is drawn.
_DRAWN = re.compile(r"\s*\||(?=[^-]*---)[\s:|-]*$")
_NO_HEAD = re.compile(r".{0,200}[{}<>=\\]|\[")
_SCOPUS_ID = re.compile(r"(?<!\s)\s*\(\d{5,}\)")


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the header stands and what its columns are: field -> columns, surest first."""

    line: int
    delimiter: str
    width: int
    columns: Mapping[str, tuple[int, ...]]
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """The importer of tables with a header."""

    name: str = "table"
    title: str = "a table (CSV or TSV) with a column of titles"

    def recognises(self, text: str) -> int:
        """Return more the more columns of a header are known; 0 where none has titles."""
        header = _header(text)
        if header is None:
            return 0
        if len(header.columns) == 1:
            under = text.split("\n", header.line + 1)[header.line : header.line + 1]
            return 40 if under and len(cells(under[0], header.delimiter)) == header.width else 0
        return min(60 + 6 * len(header.columns), 90)

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield a record a row; rows that are odd are named."""
        header = _header(text)
        if header is None:
            yield Rejected(source, 1, "no line of this table is a header with a column of titles", text[:2000])
            return
        yield from _before(text, header, source)
        rows = list(split(text, header.delimiter, header.width, header.line + 1, quoted=header.quoted))
        one_sign = any(re.search("[;|]", author) for row in rows for author in _Cells(header, row.cells).all("authors"))
        for row in rows:
            if row.fault and len(row.cells) != header.width:
                yield Rejected(source, row.line, row.fault, row.text)
                continue
            if row.fault:
                yield Problem(source, row.line, row.fault, "Check this row, and mend it in the source.")
            yield fields.record(_fields(header, row.cells, one_sign), source, row.line, row.text)
        if uneven := [row for row in rows if not row.fault and _is_uneven(row, header)]:
            yield _uneven(uneven, header, source)


importer = Table()


def _header(text: str) -> _Header | None:
    """Return the first line that names a column of titles, read by the delimiter that makes most sense of it."""
    lines = text[:200_000].split("\n", _HEADER_WITHIN)[:_HEADER_WITHIN]
    for number, line in enumerate(lines, start=1):
        found = [header for sign in _DELIMITERS if sign in line and (header := _columns(line, sign, number))]
        if found and not any(_DRAWN.match(each[:300]) for each in (line, *lines[number : number + 1])):
            return max(found, key=lambda header: (len(header.columns), header.width))
    return None


def _columns(line: str, delimiter: str, number: int) -> _Header | None:
    """Return what the cells of a line mean as heads; None where none of them is that of titles."""
    heads = [cell.strip() for cell in cells(line, delimiter)]
    while heads and not heads[-1]:
        heads.pop()
    if any(_NO_HEAD.match(head) for head in heads):
        return None
    tagged = delimiter == "\t" and len([head for head in heads if re.fullmatch("[A-Z][A-Z0-9]", head)]) >= 8
    if tagged:
        sure = columns = _placed([head if head in _WEB_OF_SCIENCE else "" for head in heads], _WEB_OF_SCIENCE)
    else:
        plain = [_plain(head) for head in heads]
        unsure = _placed(plain, _ALL_UNSURE)
        sure = _placed(plain, _ALL)
        columns = {**{name: places for name, places in unsure.items() if name not in sure}, **sure}
    return (
        _Header(number, delimiter, len(heads), columns, not tagged)
        if "title" in sure or ("title" in columns and len(columns) > 2)
        else None
    )


def _placed(heads: Sequence[str], known: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Return field -> its columns, in the order in which the table of heads names them."""
    columns: dict[str, tuple[int, ...]] = {}
    for head, name in known.items():
        if head in heads:
            columns[name] = (*columns.get(name, ()), heads.index(head))
    return columns


def _plain(head: str) -> str:
    """Return a head without case, marks, spaces and signs."""
    folded = unicodedata.normalize("NFKD", head).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def _before(text: str, header: _Header, source: str) -> Iterator[Problem]:
    """Name the lines before the header; the line that tells Excel the delimiter is none."""
    lines = [line for line in text.split("\n")[: header.line - 1] if line.strip() and not line.startswith("sep=")]
    if lines:
        shown = "; ".join(f'"{line.strip()[:60]}"' for line in lines[:3])
        yield Problem(
            source,
            1,
            f"{counted(len(lines), 'line')} before the header left out: {shown}",
            "Nothing to do, if it is no paper.",
        )


def _is_uneven(row: Row, header: _Header) -> bool:
    """Return whether a row has not the header's cells; empty ones behind the last do no harm."""
    return len(row.cells) < header.width or any(cell.strip() for cell in row.cells[header.width :])


def _uneven(rows: Sequence[Row], header: _Header, source: str) -> Problem:
    are = "row has" if len(rows) == 1 else "rows have"
    return Problem(
        source,
        rows[0].line,
        f"{len(rows):,} {are} more or fewer cells than the {header.width} of the header, the first with "
        f"{len(rows[0].cells)}",
        "Look whether what it says stands in the right columns; put cells that hold the delimiter in quotation marks.",
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row's cells by field."""

    header: _Header
    row: Sequence[str]

    def all(self, name: str) -> list[str]:
        """Return what the columns of a field say, surest first; "n/a" and its like say nothing."""
        found = (self.row[at].strip() for at in self.header.columns.get(name, ()) if at < len(self.row))
        return [cell for cell in found if cell and not _NOTHING.fullmatch(cell)]

    def one(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def entries(self, name: str, separators: str = "|;\n,") -> list[str]:
        return [entry for cell in self.all(name) for entry in fields.entries(cell, separators)]


def _fields(header: _Header, row: Sequence[str], one_sign: bool) -> dict[str, object]:
    """Return what a row says. one_sign: authors are parted by semicolons or bars in this table, never by commas."""
    said = _Cells(header, row)
    date, url, note = said.one("date"), _first_address(said.one("url")), said.one("note")
    return {
        "pdf": said.one("pdf"),
        "title": fields.without_markup(next((cell for cell in said.all("title") if not identifiers.web_url(cell)), "")),
        "abstract": fields.without_markup(said.one("abstract")),
        "authors": _authors(said.one("authors"), one_sign),
        "year": fields.year(said.one("year")) or fields.year(date),
        "date": fields.date(date)
        or fields.date(f"{date} {said.one('year')}" if date and not fields.year(date) else ""),
        "venue": fields.without_markup(said.one("venue")),
        "type": fields.kind(said.one("type").partition(";")[0]),
        "language": fields.language(said.one("language")),
        "url": url,
        "doi": said.one("doi") or _after("DOI", note) or (url if "doi.org/" in url else ""),
        "files": said.entries("files", ";\n"),
        "collections": said.entries("collections", "|;\n"),
        "resources": [address for address in said.entries("resources") if identifiers.web_url(address)],
        **_identifiers(said, url, note),
        **_keywords(said),
    }


def _authors(cell: str, one_sign: bool) -> list[str]:
    plain = _SCOPUS_ID.sub("", cell)
    return fields.entries(plain, ";|\n") if one_sign else people(plain)


def _first_address(cell: str) -> str:
    return next((part for part in re.split(r"[\s;|]+", cell) if identifiers.web_url(part)), "")


def _after(label: str, note: str) -> str:
    """Return the word behind "label:" in a note; Zotero keeps there what it has no column for."""
    match = re.search(rf"\b{label}:\s*(\S+)", note, re.IGNORECASE)
    return match[1] if match else ""


def _identifiers(said: _Cells, url: str, note: str) -> dict[str, object]:
    given = said.one("id")
    return {
        "arxiv": said.one("arxiv") or fields.arxiv_of(url, said.one("pdf"), note),
        "pmid": said.one("pmid") or _after("PMID", note),
        "openalex": said.one("openalex") or (given if "openalex.org" in given.lower() else ""),
    }


def _keywords(said: _Cells) -> dict[str, list[str]]:
    """Return the author's keywords and the tags: the columns that say whose they are decide."""
    own, terms = said.entries("author keywords"), said.entries("index terms")
    unsaid = [*said.entries("keywords"), *said.entries("source tags")]
    if own:
        return {"keywords": own, "tags": [*terms, *unsaid]}
    found = fields.keywords(unsaid)
    return {"keywords": found["keywords"], "tags": [*found["tags"], *terms]}
