"""Pages of the curator's making, collections and words, where a library has such, and the menu."""

from collections.abc import Iterator, Mapping

from generator import permalinks, prose
from generator.pages.cards import Named
from generator.pages.model import IndexPage, ListPage, Page, WordsPage
from generator.pages.papers import edit_link
from generator.pages.shelf import Shelf
from generator.papers import Permalink


def collection_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of collections and a page for each; nothing where there are none."""
    entries = []
    for collection in shelf.content.collections:
        path = permalinks.file(permalinks.collection(collection.slug))
        papers = shelf.listed(collection.papers)
        entries.append(Named(collection.title, permalinks.collection(collection.slug), len(papers)))
        yield ListPage(
            path=path,
            template="collection.html",
            title=prose.plain_text(collection.title),
            section="collections",
            slug=collection.slug,
            notes=shelf.notes(collection.notes, path),
            papers=papers,
            edit=edit_link(shelf.config.repository, collection.path),
        )
    if entries:
        yield IndexPage(
            path=permalinks.file(permalinks.COLLECTIONS),
            template="collections.html",
            title="",
            section="collections",
            sections=(("", tuple(entries)),),
        )


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
            body=shelf.notes(page.notes, path),
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
