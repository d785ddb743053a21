"""The fields of a BibTeX or BibLaTeX entry, and of the dialects of the programs that write them, as a record's."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from generator import identifiers
from generator.importers import fields
from generator.importers.bibtex_entries import Entry
from generator.importers.latex import address, decode
from generator.papers import Author

Said = Mapping[str, str]

# What a child takes from the entry that it names in `crossref`, and from which of its fields.
_INHERITED: Mapping[str, tuple[str, ...]] = {
    "booktitle": ("booktitle", "title"), "journaltitle": ("journaltitle", "journal"), "year": ("year",),
    "date": ("date",), "month": ("month",), "langid": ("langid", "language"),
}  # fmt: skip
_BOOKS = frozenset({"book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings", "periodical"})
_VENUES: Mapping[str, tuple[str, ...]] = {
    "paper-conference": ("booktitle", "journaltitle", "journal", "eventtitle", "series"),
    "chapter": ("booktitle", "maintitle", "journaltitle", "journal"),
}
_JOURNALS = ("journaltitle", "journal", "fjournal", "booktitle", "shortjournal")
_INDEX_TERMS = ("keywords-plus", "index_terms", "mesh", "mendeley-tags", "tags")
_FOLDERS = ("groups", "mendeley-groups", "collections")
_ADDRESSES = ("url", "ee", "link", "bdsk-url-1", "howpublished", "note")
_NOTES = ("note", "howpublished", "journal", "journaltitle", "publisher", "annote")
_SEPARATORS = tuple(re.compile(sign) for sign in (";", ",", r"\|", r"\n"))
_DENSE_COMMA = re.compile(r",(?=[^\s\d])")
"""Lists written "a,b; c,d" are parted at the commas: their program writes "; " for a comma inside an entry."""
_AND = re.compile(r"(?<!\s)\s+and\s+", re.IGNORECASE)
_NAME_PART = re.compile(r"\s*(family|given|prefix|suffix)\s*=\s*(.*)", re.IGNORECASE | re.DOTALL)
_BARE_ARXIV = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s<>\"|]+")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_BRACE = re.compile(r"(?<!\\)[{}]")
_EPRINTS: Mapping[str, str] = {"jstor": "https://www.jstor.org/stable/", "hdl": "https://hdl.handle.net/"}
_PMID = re.compile(r"\bPMID\s*(?::\s*)?(\d{1,9})\b", re.IGNORECASE)
_FILE_SIGN = re.compile(r"\\([\\:;{}_&%#$~ ])")
_BACKSLASH = re.compile(r"\$\\backslash\$|\{\\textbackslash\}|\\textbackslash(?:\{\}|\s)")


def described(entry: Entry, parents: Mapping[str, Entry]) -> dict[str, object]:
    """Return the fields of an entry as `generator.importers.fields.record` takes them.

    parents: all entries by their key in small letters, for what `crossref` and `xdata` point to
    """
    said = _inherited(entry, parents)
    kind = _kind(entry.kind, said)
    return {
        "title": _title(entry.kind, said),
        "abstract": _text(_first(said, "abstract", "abstractnote")),
        "authors": authors(said.get("author") or (said.get("editor", "") if entry.kind in _BOOKS else "")),
        "year": decode(_first(said, "year", "date")),
        "date": _date(said),
        "venue": _venue(kind, said),
        "type": kind,
        "language": fields.language(decode(_first(said, "langid", "language", "hyphenation"))),
        "doi": _doi(said),
        "arxiv": _arxiv(said),
        "pmid": _pmid(said),
        "url": _url(said),
        "pdf": next((each for each in (address(said.get("pdf", "")), _url(said)) if _is_pdf(each)), ""),
        "files": list(_files(said)),
        "collections": [" / ".join(each.split("/")) for name in _FOLDERS for each in _list(said.get(name, ""))],
        **_keywords(said),
    }


def _inherited(entry: Entry, parents: Mapping[str, Entry]) -> Said:
    """Return the entry's fields with those of its parents that it lacks; a parent's own parents count once."""
    said = dict(entry.fields)
    for name in address(said.get("xdata", "")).split(","):
        shared = parents.get(name.strip().lower())
        if shared is not None:
            said = {**shared.fields, **said}
    parent = parents.get(address(said.get("crossref", "")).lower())
    if parent is None or parent is entry:
        return said
    if parent.kind == entry.kind and not _first(said, "title"):  # another key for the same work
        return {**parent.fields, **said}
    given = {**_grandparents(parent, parents), **parent.fields}
    dated = any(said.get(name) for name in ("year", "date"))
    for name, sources in _INHERITED.items():
        if not (said.get(name) or (dated and name in ("year", "date", "month")) or _is_article(entry, name)):
            said[name] = _first(given, *sources)
    return said


def _grandparents(parent: Entry, parents: Mapping[str, Entry]) -> Said:
    above = parents.get(address(parent.fields.get("crossref", "")).lower())
    return {name: above.fields[name] for name in ("year", "date", "month") if name in above.fields} if above else {}


def _is_article(entry: Entry, name: str) -> bool:
    return name == "booktitle" and (entry.kind == "article" or entry.kind in _BOOKS)


def _first(said: Said, *names: str) -> str:
    return next((said[name] for name in names if said.get(name, "").strip()), "")


def _text(value: str) -> str:
    plain = decode(value)
    return fields.without_markup(plain) if "<" in plain or "&" in plain else plain


def _kind(kind: str, said: Said) -> str:
    """Return the type; what stands on arXiv alone is a preprint, whatever it is called."""
    preprint = _is_arxiv(decode(_first(said, "journaltitle", "journal"))) or (
        kind in ("misc", "online") and _arxiv(said)
    )
    return "article" if preprint else fields.kind(kind)


def _is_arxiv(venue: str) -> bool:
    return venue.lower().startswith(("arxiv", "corr")) and len(venue) < 60


def _title(kind: str, said: Said) -> str:
    title = _text(_first(said, "title", "booktitle" if kind in _BOOKS else "title")).strip()
    subtitle = _text(said.get("subtitle", "")).strip()
    if not (title and subtitle) or subtitle.lower() in title.lower():
        return title
    return f"{title}{'' if title[-1] in ':?!.' else ':'} {subtitle}"


def authors(value: str) -> list[str | Author]:
    """Return the names, each decoded after they are parted; what stands in braces as a whole is a body."""
    return [name for each in _names(" ".join(value.split())) if (name := _name(each))]


def _names(value: str) -> list[str]:
    """Part names at `and`; lists that have none may use semicolons, or commas between whole names."""
    parted = _outside_braces(value, _AND)
    if len(parted) > 1:
        return parted
    if len(several := _outside_braces(value, _SEPARATORS[0])) > 1:
        return several
    whole = _outside_braces(value, _SEPARATORS[1])
    return whole if len(whole) > 2 and all(" " in each.strip() for each in whole) else parted


def _outside_braces(value: str, sign: re.Pattern[str]) -> list[str]:
    if "{" not in value:
        return sign.split(value)
    parts, start, depth, place = [], 0, 0, 0
    for found in sign.finditer(value):
        for brace in _BRACE.findall(value, place, found.start()):
            depth += 1 if brace == "{" else -1
        place = found.start()
        if depth <= 0:
            parts.append(value[start : found.start()])
            start = found.end()
    return [*parts, value[start:]]


def _name(written: str) -> str | Author:
    name = written.strip(" ,;")
    if "=" in name and (author := _extended(name)):
        return author
    if name[:1] == "{" and _closing(name) == len(name) - 1:
        inner = decode(name).replace(",", "")
        return Author(" ".join(inner.split())) if " " in inner else inner
    if "," not in name and name[-1:] == "}" and " {" in name and " " in name[name.rindex(" {") + 2 :]:
        given, _, family = name.rpartition(" {")
        return Author(_plain(family), _plain(given))
    return _plain(name)


def _closing(name: str) -> int:
    """Return where the brace closes that the name begins with; -1 if nowhere."""
    depth = 0
    for brace in _BRACE.finditer(name):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start()
    return -1


def _plain(name: str) -> str:
    return " ".join(decode(name).split())


def _extended(name: str) -> Author | None:
    """Return the author of BibLaTeX's `family=Berg, given=Jan, prefix=van der`."""
    parts = [match for each in _outside_braces(name, _SEPARATORS[1]) if (match := _NAME_PART.match(each))]
    said = {match[1].lower(): _plain(match[2].strip(' "')) for match in parts}
    if not said.get("family"):
        return None
    family = " ".join(each for each in (said.get("prefix", ""), said["family"]) if each)
    return Author(family, " ".join(each for each in (said.get("given", ""), said.get("suffix", "")) if each))


def _date(said: Said) -> str:
    if found := fields.date(decode(said.get("date", ""))):
        return found
    year, month = fields.year(decode(_first(said, "year", "date"))), decode(said.get("month", "")).strip(" .")
    day = decode(said.get("day", "")).strip()
    if not year or not month:
        return ""
    return fields.date(f"{year}-{month}-{day}" if month.isdigit() and day.isdigit() else
                       f"{year}-{month}" if month.isdigit() else f"{day} {month} {year}")  # fmt: skip


def _venue(kind: str, said: Said) -> str:
    venue = _text(_first(said, *_VENUES.get(kind, _JOURNALS)))
    return "arXiv" if kind == "article" and _is_arxiv(venue) else venue


def _doi(said: Said) -> str:
    found = address(said.get("doi", "")) or address(_first(said, "url", "ee"))
    return found if "10." in found and (said.get("doi") or "doi.org/" in found) else ""


def _arxiv(said: Said) -> str:
    where = address(_first(said, "eprinttype", "archiveprefix", "archive")).lower()
    eprint = address(said.get("eprint", ""))
    if own := identifiers.arxiv(address(_first(said, "arxivid", "arxiv"))):
        return own
    if (where == "arxiv" or (not where and _BARE_ARXIV.fullmatch(eprint))) and (own := identifiers.arxiv(eprint)):
        return own
    volume = address(said.get("volume", ""))
    if volume.startswith("abs/") and _is_arxiv(decode(_first(said, "journal", "journaltitle"))):
        return identifiers.arxiv(volume[4:])
    return fields.arxiv_of(*(address(said[name]) for name in ("url", "ee", *_NOTES) if said.get(name)))


def _pmid(said: Said) -> str:
    if own := address(_first(said, "pmid", "pubmed")):
        return own
    if address(said.get("eprinttype", "")).lower() in ("pmid", "pubmed", "medline"):
        return address(said.get("eprint", ""))
    found = next((match for name in _NOTES if (match := _PMID.search(said.get(name, "")))), None)
    return found[1] if found else ""


def _url(said: Said) -> str:
    for name in _ADDRESSES:
        if "http" in said.get(name, "") and (found := _WEB.search(html.unescape(address(said[name])))):
            return found[0].rstrip(".,;:")
    if _HOST.fullmatch(bare := address(said.get("url", ""))):
        return f"http://{bare}"
    where, eprint = address(said.get("eprinttype", "")).lower(), address(said.get("eprint", ""))
    return _EPRINTS[where] + eprint if eprint and where in _EPRINTS else ""


def _is_pdf(place: str) -> bool:
    return place.startswith("http") and place.lower().partition("?")[0].endswith(".pdf")


def _keywords(said: Said) -> dict[str, list[str]]:
    """Return the author's keywords and the source's tags; a database that tells them apart is believed."""
    own = _list(said.get("author_keywords", ""))
    others = _list(_first(said, "keywords", "keyword"))
    index = [each for name in _INDEX_TERMS for each in _list(said.get(name, ""))]
    if own:
        return {"keywords": own, "tags": [*others, *index]}
    found = fields.keywords(others)
    return {"keywords": found["keywords"], "tags": [*found["tags"], *index]}


def _list(value: str) -> list[str]:
    """Return the entries of a list; a sign in braces parts nothing: `{Knowledge, Sociology of}, History`."""
    if not value.strip():
        return []
    said = html.unescape(value.replace("{\\&}", "&").replace("\\&", "&"))
    signs = _SEPARATORS[1:] if len(_DENSE_COMMA.findall(said)) > said.count(";") else _SEPARATORS
    parted = (_outside_braces(said, sign) for sign in signs)
    return fields.unique(_text(each) for each in next((each for each in parted if len(each) > 1), [said]))


def _files(said: Said) -> Iterator[str]:
    """Yield the paths of local copies: `path`, or `description:path:type` as most programs write it."""
    for place in filter(None, (said.get("file"), said.get("local-url"), said.get("pdf"))):
        for each in re.split(r"(?<!\\);", _BACKSLASH.sub(lambda _: "\\", place)):
            parts = re.split(r"(?<!\\):", each.strip())
            path = _FILE_SIGN.sub(r"\1", ":".join(parts[1:-1]) if len(parts) > 2 else each).strip().strip("{}")
            if path and not path.startswith("http"):
                yield path.removeprefix("file://").removeprefix("localhost")


def by_key(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the entries by their key in small letters, the first of each."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.key:
            found.setdefault(entry.key.lower(), entry)
    return found
