"""The home page, and the pages that scripts bring to life: the map, the search and the reading list."""

from markupsafe import Markup

from generator import permalinks
from generator.pages.cards import Arrivals
from generator.pages.model import HomePage, MapPage, SearchPage, WordsPage
from generator.pages.shelf import Shelf
from generator.papers import Slug, TextPage

_ARRIVALS = 8
_BRIDGES = 5


def home_page(shelf: Shelf, picture: Markup) -> HomePage:
    """Return the home page: the map (`picture`), the ways in, and what is new."""
    path = permalinks.file(permalinks.HOME)
    intro = next((page for page in shelf.content.pages if page.slug == "index"), TextPage(Slug("index"), ""))
    return HomePage(
        path=path,
        template="home.html",
        title=shelf.config.title,
        description=shelf.config.description,
        section="home",
        intro=shelf.notes(intro.notes, path, intro.path),
        papers=len(shelf.papers),
        links=len(shelf.analysis.links),
        keywords=sum(keyword.has_page for keyword in shelf.analysis.keywords.values()),
        picture=picture,
        topics=tuple(shelf.summary(topic) for topic in shelf.analysis.topics),
        featured=tuple(shelf.cards[slug] for slug, paper in shelf.papers.items() if paper.featured),
        arrivals=_arrivals(shelf),
        bridges=shelf.listed(shelf.analysis.bridges[:_BRIDGES]),
        orphans=shelf.listed(shelf.analysis.orphans),
    )


def map_page(shelf: Shelf, picture: Markup) -> MapPage:
    """Return the live map's page; picture: what stands there without a script."""
    return MapPage(
        path=permalinks.file(permalinks.MAP),
        template="map.html",
        title="Map",
        section="map",
        picture=picture,
        topics=tuple(shelf.summary(topic) for topic in shelf.analysis.topics),
        papers=len(shelf.papers),
        links=len(shelf.analysis.links),
        has_years=any(paper.year is not None for paper in shelf.papers.values()),
    )


def search_page(shelf: Shelf) -> SearchPage:
    """Return the search page."""
    path = permalinks.file(permalinks.SEARCH)
    return SearchPage(path=path, template="search.html", title="Search", section="search", papers=len(shelf.papers))


def reading_list_page() -> WordsPage:
    """Return the page of the reader's own list, which a script fills."""
    return WordsPage(
        path=permalinks.file(permalinks.READING_LIST),
        template="reading-list.html",
        title="Reading list",
        section="reading-list",
    )


def _arrivals(shelf: Shelf) -> Arrivals | None:
    """Return what the last import brought; None where that is the whole library or nothing that is published."""
    if not shelf.content.imports:
        return None
    last = max(shelf.content.imports, key=lambda one: one.number)
    ids = set(last.papers)
    cards = [shelf.cards[slug] for slug, paper in shelf.papers.items() if paper.id in ids]
    if not cards or len(cards) == len(shelf.papers):
        return None
    return Arrivals(date=last.date[:10], papers=tuple(cards[:_ARRIVALS]), more=len(cards[_ARRIVALS:]))
