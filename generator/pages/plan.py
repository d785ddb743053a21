"""The plan of the whole site: which pages there are, and what stands around them."""

from generator import permalinks, prose
from generator.analysis import Analysis
from generator.config import Config
from generator.pages import gaps, home, keywords, lists, papers, problems, topics, trust
from generator.pages.cards import Named
from generator.pages.model import Frame, PaperPage, Site
from generator.pages.shelf import Shelf, shelve
from generator.papers import Content
from generator.text import slugify


def plan(content: Content, analysis: Analysis, config: Config) -> Site:
    """Return every page of the site, by path, with everything that it shows."""
    shelf = shelve(content, analysis, config)
    pages = [
        home.home_page(shelf),
        home.map_page(shelf),
        home.search_page(shelf),
        home.reading_list_page(),
        papers.papers_page(shelf),
        *papers.paper_pages(shelf),
        *papers.redirect_pages(shelf),
        topics.topics_page(shelf),
        *topics.topic_pages(shelf),
        keywords.keywords_page(shelf),
        *keywords.keyword_pages(shelf),
        *lists.author_pages(shelf),
        *lists.year_pages(shelf),
        *lists.collection_pages(shelf),
        *lists.words_pages(shelf),
        trust.trust_page(shelf),
        gaps.gaps_page(shelf),
    ]
    pages.sort(key=lambda page: page.path)
    return Site(
        frame=_frame(shelf),
        pages=tuple(pages),
        papers={page.paper.slug: page for page in pages if isinstance(page, PaperPage)},
        problems=tuple(sorted(problems.problems(shelf))),
    )


def _frame(shelf: Shelf) -> Frame:
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
    )
