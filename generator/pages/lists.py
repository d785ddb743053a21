"""Pages of the curator's making, collections and words, where a library has such, and the menu."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from generator import drawing, permalinks, prose
from generator.pages import changes
from generator.pages.cards import Dated, Named, PaperCard
from generator.pages.model import IndexPage, ListPage, Page, WordsPage
from generator.pages.papers import edit_link
from generator.pages.shelf import Shelf
from generator.papers import Collection, Permalink

_NUMBERED = 20
"""Papers of a collection up to which its picture numbers them."""


def collection_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of collections and a page for each; nothing where there are none."""
    entries, days = [], changes.days(shelf.content.imports)
    for collection in shelf.content.collections:
        page = _collection(shelf, collection, days)
        entries.append(Named(collection.title, permalinks.collection(collection.slug), len(page.papers)))
        yield page
    if entries:
        yield IndexPage(
            path=permalinks.file(permalinks.COLLECTIONS),
            template="collections.html",
            title="",
            section="collections",
            sections=(("", tuple(entries)),),
        )


def _collection(shelf: Shelf, collection: Collection, days: changes.Days) -> ListPage:
    link = permalinks.collection(collection.slug)
    path = permalinks.file(link)
    papers = shelf.listed(shelf.collections[collection.slug].papers)
    latest = changes.dated(shelf, [card.slug for card in papers], days, changes.LATEST)
    by_query = permalinks.search_with(collection.query) if collection.query and not collection.papers else None
    topics = Counter(card.topic for card in papers if card.topic)
    return ListPage(
        path=path,
        template="collection.html",
        title=prose.plain_text(collection.title),
        section="collections",
        slug=collection.slug,
        notes=shelf.notes(collection.notes, path, collection.path),
        papers=papers,
        edit=edit_link(shelf.config.repository, collection.path),
        query=collection.query,
        found=by_query or permalinks.search_in("collection", collection.title),
        on_map=permalinks.map_of_collection(collection.slug),
        downloads=_downloads(link, latest) if papers else (),
        latest=latest,
        picture=_picture(shelf, papers, permalinks.root(path)),
        topics=tuple(sorted(topics.items(), key=lambda item: (-item[1], item[0].number))),
    )


def _downloads(link: Permalink, latest: Sequence[Dated]) -> tuple[Named, ...]:
    kinds = {"bib": "BibTeX", "ris": "RIS", "csv": "CSV", **({"xml": "Atom"} if latest else {})}
    return tuple(Named(name, permalinks.beside(link, ending)) for ending, name in kinds.items())


def _picture(shelf: Shelf, papers: Sequence[PaperCard], root: str) -> Markup:
    """Return the papers at their places on the map, numbered as in the list where they are few, amid all islands."""
    if not papers:
        return Markup("")
    numbered = len(papers) <= _NUMBERED
    dots = [shelf.dot(card.slug, root, str(rank) if numbered else "") for rank, card in enumerate(papers, start=1)]
    discs = [shelf.disc(topic, root) for topic in shelf.analysis.topics]
    lines = shelf.lines_among([card.slug for card in papers])
    return drawing.atlas(discs, dots, lines, named_by="map-heading", size=1.6 if numbered else 1.0)


def words_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the curator's own pages (the introduction is on the home page), how to read the map, and "not found"."""
    for page in shelf.content.pages:
        if page.slug == "index":
            continue
        path = permalinks.file(permalinks.text_page(page.slug))
        yield WordsPage(
            path=path,
            template="page.html",
            title=prose.plain_text(page.title),
            section=f"page {page.slug}",
            body=shelf.notes(page.notes, path, page.path),
            edit=edit_link(shelf.config.repository, page.path),
        )
    yield WordsPage(
        path=permalinks.file(permalinks.HOW_TO_READ), template="how-to-read.html", title="", section="how-to-read"
    )
    yield WordsPage(path=permalinks.file(permalinks.NOT_FOUND), template="404.html", title="", section="404")


def sections(shelf: Shelf) -> Mapping[str, Permalink]:
    """Return the menu: the parts that this library has, in their order."""
    parts = {
        "map": (permalinks.MAP, True),
        "topics": (permalinks.TOPICS, True),
        "papers": (permalinks.PAPERS, True),
        "keywords": (permalinks.KEYWORDS, True),
        "authors": (permalinks.AUTHORS, bool(shelf.authors)),
        "venues": (permalinks.VENUES, bool(shelf.venues)),
        "years": (permalinks.YEARS, bool(shelf.years)),
        "collections": (permalinks.COLLECTIONS, bool(shelf.content.collections)),
    }
    return {name: link for name, (link, there) in parts.items() if there}
