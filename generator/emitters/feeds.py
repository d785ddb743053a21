"""Feeds: what the last imports brought, and for each topic its latest papers. Their days are those of imports."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from markupsafe import Markup

import generator
from generator import permalinks, prose
from generator.config import Config
from generator.emitters import Output, digest
from generator.emitters.atom import Entry, Feed, document
from generator.pages import ListPage, Site, TopicPage
from generator.pages.cards import Dated, Named, PaperCard
from generator.pages.changes import ChangesPage, ImportCard
from generator.papers import OutputPath, Permalink
from generator.theme import Theme

_NOTHING = Markup("")
_SUMMARY = 500
"""Characters of an abstract in a topic's feed."""


def outputs(site: Site, theme: Theme, config: Config) -> Iterator[Output]:
    """Yield feed.xml, where imports brought anything, and that of each topic and collection they brought papers of."""
    for page in site.pages:
        if isinstance(page, ChangesPage):
            yield _output(permalinks.FEED, _changes(page, site, theme, config))
        elif isinstance(page, TopicPage) and page.latest:
            yield _output(*_latest(page.topic.link, page.topic.name, page.description, page.latest, site, config))
        elif isinstance(page, ListPage) and page.latest:
            link = permalinks.collection(page.slug)
            yield _output(*_latest(link, page.title, "", page.latest, site, config))


def _output(link: Permalink, feed: Feed) -> Output:
    return Output(OutputPath(link), digest(feed), partial(document, feed))


def _changes(page: ChangesPage, site: Site, theme: Theme, config: Config) -> Feed:
    entries = [
        Entry(
            id=_id(site, config, f"{permalinks.CHANGES}#import-{each.number}"),
            title=", ".join(_figures(each, theme)),
            link=_from("", config, f"{permalinks.CHANGES}#import-{each.number}"),
            updated=each.date,
            published=each.date,
            html=str(_said(each, theme, config)),
        )
        for each in page.imports
    ]
    title = f"{config.title}: {theme.word('changes.title')}"
    return _feed(site, config, permalinks.FEED, permalinks.CHANGES, title, config.description, entries)


def _latest(
    home: Permalink, name: str, about: str, papers: Iterable[Dated], site: Site, config: Config
) -> tuple[Permalink, Feed]:
    """Return the feed of a page that lists papers, and where it lies."""
    feed = permalinks.beside(home, "xml")
    entries = [_paper(each, feed, site, config) for each in papers]
    title = f"{name} · {config.title}"
    return feed, _feed(site, config, feed, home, title, prose.plain_text(about), entries)


def _feed(
    site: Site, config: Config, own: Permalink, home: str, title: str, subtitle: str, entries: Iterable[Entry]
) -> Feed:
    return Feed(
        id=_id(site, config, own),
        title=title,
        subtitle=subtitle,
        author=config.title,
        own=_from(own, config, own),
        home=_from(own, config, home),
        language=config.language,
        generator=f"sitegen {generator.__version__}",
        entries=tuple(entries),
    )


def _id(site: Site, config: Config, link: str) -> str:
    """Return a URI for what stands at an address: the address itself, where the site knows its own."""
    if config.url:
        return permalinks.absolute(config.url, link)
    return f"urn:sitegen:{site.frame.namespace}:{link.replace('#', ':').replace('/', ':')}"


def _from(own: str, config: Config, link: str) -> str:
    """Return an address as a feed has it: whole, or else from where the feed stands."""
    return permalinks.absolute(config.url, link) if config.url else permalinks.root(own) + link


def _paper(each: Dated, feed: Permalink, site: Site, config: Config) -> Entry:
    page = site.papers[each.paper.slug]
    abstract = prose.plain_text(page.abstract.value)
    return Entry(
        id=_id(site, config, each.paper.link),
        title=prose.plain_text(each.paper.title),
        link=_from(feed, config, each.paper.link),
        updated=each.updated,
        published=each.published,
        summary=abstract if len(abstract) <= _SUMMARY else abstract[:_SUMMARY].rpartition(" ")[0] + " …",
        authors=tuple(author.name for author in page.authors),
    )


def _figures(each: ImportCard, theme: Theme) -> Iterator[str]:
    """Yield what an import brought, in figures."""
    counts: Mapping[str, int] = {"new": each.all_new, "changed": each.all_changed, "links": each.links}
    for name, number in counts.items():
        if number:
            yield Markup(theme.word(f"changes.{name}", n=number)).unescape()
    if each.shifts or not any(counts.values()):
        yield Markup(theme.word("changes.topics")).unescape()


def _said(each: ImportCard, theme: Theme, config: Config) -> Markup:
    """Return what an import brought, as the page of changes has it, without the links of papers."""
    parts = []
    for name, cards, number in (("new", each.new, each.all_new), ("changed", each.changed, each.all_changed)):
        if cards:
            more = theme.word("more", n=number - len(cards)) if number > len(cards) else Markup("")
            parts.append(
                _section(theme.word(f"changes.{name}", n=number), [_linked(card, config) for card in cards], more)
            )
    if each.shifts:
        listed = [
            Markup(" ").join(
                word
                for word in (
                    theme.word(f"changes.shift-{shift.kind}"),
                    _topics(shift.before, theme, config),
                    theme.word(f"changes.becomes-{shift.kind}") if shift.before and shift.after else "",
                    _topics(shift.after, theme, config),
                )
                if word
            )
            for shift in each.shifts
        ]
        parts.append(_section(theme.word("changes.topics"), listed))
    return Markup("").join(parts)


def _section(heading: Markup, items: Iterable[Markup], more: Markup = _NOTHING) -> Markup:
    rows = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup("<h3>{}</h3><ul>{}</ul>{}").format(heading, rows, more)


def _linked(card: PaperCard, config: Config) -> Markup:
    return Markup('<a href="{}">{}</a>').format(_from("", config, card.link), prose.plain_text(card.title))


def _topics(topics: Iterable[Named], theme: Theme, config: Config) -> Markup:
    nameless = theme.word("changes.nameless")
    return Markup(", ").join(
        Markup('<a href="{}">{}</a>').format(_from("", config, topic.link), topic.name or nameless)
        if topic.link
        else Markup("{}").format(topic.name or nameless)
        for topic in topics
    )
