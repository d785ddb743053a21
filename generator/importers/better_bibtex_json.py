"""Zotero's own JSON: what Better BibTeX writes, with its tree of collections, and what Zotero's web API answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.importers import csl_json, fields, jsontext
from generator.importers.jsontext import Item
from generator.importers.protocol import Finding
from generator.papers import Author, Rejected

LISTS = ("items",)
_NO_PAPERS = {"note": "a note", "attachment": "an attachment", "annotation": "an annotation"}
_VENUES = (
    *("publicationTitle", "proceedingsTitle", "bookTitle", "encyclopediaTitle", "dictionaryTitle", "websiteTitle"),
    *("blogTitle", "programTitle", "conferenceName", "meetingName", "university"),
)
_MAKERS = ("author", "artist", "inventor", "programmer", "presenter", "director", "contributor", "editor")
_Collections = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class BetterBibtexJson:
    """The importer of Zotero's items."""

    name: str = "better-bibtex-json"
    title: str = "Better BibTeX JSON"

    def recognises(self, text: str) -> int:
        """Return 95 where the records are items of Zotero's types, or the file says that it is Better BibTeX's."""
        return 95 if any(map(knows, jsontext.samples(text, LISTS))) else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield the items in order; notes and attachments that stand among them are rejected."""
        found = list(reader := jsontext.Reader(text, source, LISTS))
        collections = _collections(reader.rest.get("collections"))
        for each in found:
            yield _record(each, source, collections) if isinstance(each, Item) else each


importer = BetterBibtexJson()


def knows(item: Mapping[str, Any]) -> bool:
    """Return whether an object is an item of Zotero, or what Better BibTeX writes before its items."""
    return "itemType" in _data(item) or jsontext.mapping(item.get("config")).get("label") == "BetterBibTeX JSON"


def _data(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the item itself: the web API puts it beside its links."""
    return jsontext.mapping(item.get("data")) if "itemType" not in item else item


def _collections(tree: object) -> _Collections:
    """Return the full names of the collections that an item is in, by the item's number: "Parent / Child"."""
    found: dict[str, list[str]] = {}
    known = _named(tree)
    for key in known:
        path = _path(key, known)
        for item in jsontext.listed(known[key].get("items")):
            found.setdefault(str(jsontext.mapping(item).get("itemID") or item), []).append(path)
    return found


def _named(tree: object, parent: str = "", depth: int = 0) -> dict[str, Mapping[str, Any]]:
    """Return collections by key, whether they name their parent, or hold their children."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(jsontext.listed(tree))
    found: dict[str, Mapping[str, Any]] = {}
    for place, each in pairs:
        if isinstance(each, dict) and depth < 50:
            key = str(each.get("key") or f"{parent}/{place}")
            found[key] = {"parent": parent, **each}
            found |= _named(each.get("collections"), key, depth + 1)
    return found


def _path(key: str, known: Mapping[str, Mapping[str, Any]]) -> str:
    names: list[str] = []
    seen: set[str] = set()
    while key in known and key not in seen:
        seen.add(key)
        names.append(fields.text(known[key].get("name")))
        key = str(known[key].get("parent") or "")
    return " / ".join(reversed([name for name in names if name]))


def _record(item: Item, source: str, collections: _Collections) -> Finding:
    data = _data(item.fields)
    if what := _NO_PAPERS.get(str(data.get("itemType"))):
        return Rejected(source, item.line, f"it is {what}, not a paper", item.verbatim)
    return fields.record(_fields(data, collections), source, item.line, item.verbatim)


def _fields(data: Mapping[str, Any], collections: _Collections) -> fields.Fields:
    extra = data.get("extra")
    said = fields.labelled("\n".join(map(str, extra)) if isinstance(extra, list) else extra)
    attached = [jsontext.mapping(each) for each in jsontext.listed(data.get("attachments"))]
    # Subject headings of a bookseller are no author's keywords: "Social Science / Gender Studies".
    tags = [jsontext.mapping(each).get("tag") or each for each in jsontext.listed(data.get("tags")) if each]
    date = data.get("date") or said.get("issued")
    return {
        "title": fields.without_markup(_title(data)),
        "abstract": fields.without_markup(data.get("abstractNote")),
        "authors": list(_authors(data)),
        "year": date,
        "date": fields.date(date),
        "venue": fields.without_markup(next((data[name] for name in _VENUES if data.get(name)), "")),
        "type": fields.kind(data.get("itemType")),
        "language": fields.language(data.get("language")),
        "doi": csl_json.doi(data.get("DOI"), said.get("doi"), data.get("url")),
        "arxiv": csl_json.arxiv(said, data.get("archiveID"), data.get("number"), data.get("url")),
        "pmid": said.get("pmid"),
        "url": data.get("url"),
        "pdf": next((each["url"] for each in attached if _is_pdf(each)), ""),
        "collections": collections.get(str(data.get("itemID"))) or collections.get(str(data.get("key"))),
        "files": [path for each in attached if (path := each.get("localPath") or each.get("path"))],
        **(fields.keywords(tags) if not any(" / " in str(tag) for tag in tags) else {"tags": tags}),
    }


def _title(data: Mapping[str, Any]) -> object:
    """Return the title under any of the names that it has in Zotero's item types."""
    return next((data[name] for name in ("title", "nameOfAct", "caseName", "subject") if data.get(name)), "")


def _authors(data: Mapping[str, Any]) -> Iterator[Author]:
    """Yield those who made the work: its authors, or, where it has none, whoever else is named for it."""
    people = [jsontext.mapping(each) for each in jsontext.listed(data.get("creators"))]
    roles = [each.get("creatorType", "author") for each in people]
    role = next((maker for maker in _MAKERS if maker in roles), None)
    for each in people:
        if each.get("creatorType", "author") == role or role is None:
            family = each.get("lastName") or each.get("name")
            yield Author(str(family or each.get("firstName") or ""), str((family and each.get("firstName")) or ""))


def _is_pdf(attached: Mapping[str, Any]) -> bool:
    kind = str(attached.get("contentType") or attached.get("mimeType") or "")
    address = str(attached.get("url") or "")
    return bool(address) and ("pdf" in kind or address.lower().endswith(".pdf"))
