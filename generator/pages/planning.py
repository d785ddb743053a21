"""The plan of the whole site: which pages there are, and what stands around them."""

from generator import permalinks, prose
from generator.analysis import Analysis
from generator.config import Config
from generator.pages import (
    changes,
    downloads,
    gaps,
    groups,
    home,
    keywords,
    ledger,
    lists,
    mentions,
    paging,
    papers,
    problems,
    topics,
    trust,
)
from generator.pages.cards import Named
from generator.pages.model import Frame, Site
from generator.pages.paper import PaperPage
from generator.pages.shelf import Shelf, shelve
from generator.papers import Content
from generator.text import slugify


def plan(content: Content, analysis: Analysis, config: Config) -> Site:
    """Return every page of the site, by path, with everything that it shows."""
    shelf = shelve(content, analysis, config)
    told = ledger.accounts(shelf)
    has_sources = any(each.rows for each in told)
    changed = list(changes.changes_page(shelf))
    picture = topics.overview(shelf, permalinks.root(permalinks.HOME))
    pages = [
        home.home_page(shelf, picture),
        home.map_page(shelf, picture),
        home.search_page(shelf),
        home.reading_list_page(),
        *papers.index_pages(shelf),
        *papers.paper_pages(shelf, ledger.origins(shelf, told)),
        *papers.redirect_pages(shelf),
        topics.topics_page(shelf),
        *topics.topic_pages(shelf),
        *keywords.index_pages(shelf),
        *keywords.keyword_pages(shelf),
        *groups.author_pages(shelf),
        *groups.venue_pages(shelf),
        *groups.year_pages(shelf),
        *lists.collection_pages(shelf),
        *lists.words_pages(shelf),
        trust.trust_page(shelf),
        gaps.gaps_page(shelf),
        *changed,
        downloads.data_page(shelf, has_changes=bool(changed), has_sources=has_sources),
        *ledger.source_pages(told),
    ]
    pages = sorted(paging.paged(mentions.with_mentions(pages, shelf)), key=lambda page: page.path)
    return Site(
        frame=_frame(shelf, has_sources=has_sources, has_changes=bool(changed)),
        pages=tuple(pages),
        papers={page.paper.slug: page for page in pages if isinstance(page, PaperPage)},
        pictures=mentions.figures(shelf),
        problems=tuple(sorted(problems.problems(shelf))),
    )


def _frame(shelf: Shelf, *, has_sources: bool, has_changes: bool) -> Frame:
    config = shelf.config
    return Frame(
        title=config.title,
        description=config.description,
        language=config.language,
        url=config.url,
        namespace=slugify(config.repository or config.url or config.title) or "map",
        logo=config.theme.logo,
        footer=config.theme.footer,
        menu=tuple(Named(name, link) for name, link in lists.sections(shelf).items()),
        extra=tuple(Named(words, link) for words, link in config.theme.menu.items()),
        pages=tuple(
            Named(prose.plain_text(page.title), permalinks.text_page(page.slug))
            for page in shelf.content.pages
            if page.slug != "index"
        ),
        has_sources=has_sources,
        has_changes=has_changes,
        has_picture=downloads.has_picture(shelf),
    )
