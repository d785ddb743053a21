"""What people wrote, and which pages it names: those say where they are mentioned."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from generator import permalinks, prose
from generator.pages.cards import Named
from generator.pages.model import Page
from generator.pages.shelf import Shelf
from generator.papers import OutputPath


class Written(NamedTuple):
    """Published notes: their file, the line on which they begin (0: not known), and the page that shows them."""

    path: str
    notes: str
    begins: int
    shown: Named


def written(shelf: Shelf) -> Iterator[Written]:
    """Yield what people wrote in published papers, collections and pages, if there may be a link among pages in it."""
    return (text for text in _written(shelf) if prose.may_link(text.notes))


def _written(shelf: Shelf) -> Iterator[Written]:
    for slug, paper in shelf.papers.items():
        if paper.notes:
            shown = Named(prose.plain_text(paper.title), permalinks.paper(slug))
            yield Written(paper.path, paper.notes, paper.notes_line, shown)
    for collection in shelf.content.collections:
        shown = Named(prose.plain_text(collection.title), permalinks.collection(collection.slug))
        yield Written(collection.path, collection.notes, collection.notes_line, shown)
    for page in shelf.content.pages:
        title = shelf.config.title if page.slug == "index" else prose.plain_text(page.title)
        yield Written(page.path, page.notes, page.notes_line, Named(title, permalinks.text_page(page.slug)))


def with_mentions(pages: Iterable[Page], shelf: Shelf) -> Iterator[Page]:
    """Yield the pages; one that other pages' notes link to says which."""
    found = _mentions(shelf)
    return (replace(page, mentions=found[page.path]) if page.path in found else page for page in pages)


def figures(shelf: Shelf) -> dict[OutputPath, str]:
    """Return where the pictures of published notes lie in the site, with the project's files they are copied from."""
    named = (shelf.picture(address, text.path) for text in written(shelf) for address, _ in prose.pictures(text.notes))
    there = sorted({where for where in named if where in shelf.content.pictures})
    return {OutputPath(unquote(permalinks.pictured(where))): where for where in there}


def _mentions(shelf: Shelf) -> dict[OutputPath, tuple[Named, ...]]:
    found: dict[OutputPath, dict[Named, None]] = {}
    for text in written(shelf):
        for name, _ in prose.page_links(text.notes):
            target = shelf.find(name)
            if target and target.link not in ("", text.shown.link):
                found.setdefault(permalinks.file(target.link), {})[text.shown] = None
    return {path: tuple(pages) for path, pages in found.items()}
