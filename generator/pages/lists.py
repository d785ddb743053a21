"""Pages that list papers by author, year or collection, where a library has such, and pages of the curator's words."""

from collections.abc import Iterator, Mapping, Sequence

from generator import permalinks, prose
from generator.pages.cards import Named, PaperCard
from generator.pages.model import IndexPage, ListPage, Page, WordsPage
from generator.pages.papers import edit_link
from generator.pages.shelf import Shelf
from generator.papers import Permalink


def author_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of authors and a page for each; nothing where no paper has authors."""
    entries = []
    for author, (slug, papers) in shelf.authors.items():
        entries.append(Named(str(author), permalinks.author(slug), len(papers)))
        yield ListPage(
            path=permalinks.file(permalinks.author(slug)),
            template="author.html",
            title=str(author),
            section="authors",
            papers=_newest_first(shelf, papers),
        )
    yield from _index(permalinks.AUTHORS, "authors.html", "authors", entries)


def year_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of years and a page for each; nothing where no paper has a year."""
    years: dict[int, list[str]] = {}
    for slug, paper in shelf.papers.items():
        if paper.year is not None:
            years.setdefault(paper.year, []).append(slug)
    ordered = sorted(years)
    entries = [Named(str(year), permalinks.year(year), len(years[year])) for year in ordered]
    for place, year in enumerate(ordered):
        yield ListPage(
            path=permalinks.file(permalinks.year(year)),
            template="year.html",
            title=str(year),
            section="years",
            papers=shelf.listed(years[year]),
            before=entries[place - 1] if place else None,
            after=entries[place + 1] if place + 1 < len(entries) else None,
        )
    yield from _index(permalinks.YEARS, "years.html", "years", entries[::-1])


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
            notes=shelf.notes(collection.notes, path),
            papers=papers,
            edit=edit_link(shelf.config.repository, collection.path),
        )
    yield from _index(permalinks.COLLECTIONS, "collections.html", "collections", entries)


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
        "years": (permalinks.YEARS, any(paper.year is not None for paper in shelf.papers.values())),
        "collections": (permalinks.COLLECTIONS, bool(shelf.content.collections)),
    }
    return {name: link for name, (link, there) in parts.items() if there}


def _index(link: Permalink, template: str, section: str, entries: Sequence[Named]) -> Iterator[IndexPage]:
    if entries:
        yield IndexPage(
            path=permalinks.file(link), template=template, title="", section=section, entries=tuple(entries)
        )


def _newest_first(shelf: Shelf, slugs: Sequence[str]) -> tuple[PaperCard, ...]:
    return tuple(sorted(shelf.listed(slugs), key=lambda card: (-(card.year or 0), card.slug)))
