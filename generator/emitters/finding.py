"""What machines look for at a site's root: robots.txt, sitemap.xml, and llms.txt for language models."""

import re
from collections.abc import Iterator, Sequence

from generator import permalinks, prose
from generator.config import Config
from generator.emitters import Output, digest
from generator.markup import xml_escaped
from generator.pages import Site, TopicPage
from generator.pages.changes import ChangesPage
from generator.pages.downloads import is_public
from generator.pages.model import RedirectPage
from generator.papers import OutputPath
from generator.theme import Theme

MOST = 50_000
"""Addresses in one sitemap, by its protocol."""
_UNLISTED = {permalinks.file(link) for link in (permalinks.NOT_FOUND, permalinks.READING_LIST, permalinks.SEARCH)}
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="utf-8"?>'


def outputs(site: Site, theme: Theme, config: Config) -> Iterator[Output]:
    """Yield robots.txt and llms.txt, and where the site knows its own address sitemap.xml, in parts if it is long."""
    robots = ["User-agent: *", "Disallow:"]
    if is_public(config):
        yield from _sitemaps(_addresses(site, config), config)
        robots.append(f"Sitemap: {permalinks.absolute(config.url, permalinks.SITEMAP)}")
    yield _output("robots.txt", robots)
    yield _output(permalinks.LLMS, list(_llms(site, theme, config)))


def _output(path: str, lines: Sequence[str]) -> Output:
    content = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    return Output(OutputPath(path), digest(content), lambda: content)


def _addresses(site: Site, config: Config) -> list[str]:
    """Return the address of every page that a search may find; the home page is the site's own address."""
    listed = (page.path for page in site.pages if page.path not in _UNLISTED and not isinstance(page, RedirectPage))
    home = permalinks.file(permalinks.HOME)
    return [permalinks.absolute(config.url, "" if path == home else path) for path in listed]


def _sitemaps(addresses: Sequence[str], config: Config) -> Iterator[Output]:
    parts = [addresses[start : start + MOST] for start in range(0, len(addresses), MOST)]
    if len(parts) == 1:
        yield _output(permalinks.SITEMAP, _sitemap("urlset", "url", parts[0]))
        return
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts, start=1)]
    whole = [permalinks.absolute(config.url, name) for name in names]
    yield _output(permalinks.SITEMAP, _sitemap("sitemapindex", "sitemap", whole))
    yield from (_output(name, _sitemap("urlset", "url", part)) for name, part in zip(names, parts, strict=True))


def _sitemap(root: str, each: str, addresses: Sequence[str]) -> list[str]:
    rows = (f"<{each}><loc>{xml_escaped(address)}</loc></{each}>" for address in addresses)
    return [_HEAD, f"<{root} {_NAMESPACE}>", *rows, f"</{root}>"]


def _llms(site: Site, theme: Theme, config: Config) -> Iterator[str]:
    """Yield the lines of llms.txt: a title, what it is about, and lists of links with what they lead to.

    References
    ----------
    Howard, J. (2024). The /llms.txt file. llmstxt.org
    """

    def link(name: str, target: str, says: str = "") -> str:
        shown = _line(name.replace("[", "(").replace("]", ")"))
        return f"- [{shown}]({permalinks.absolute(config.url, target)})" + (f": {_line(says)}" if says else "")

    def word(key: str, n: int | None = None) -> str:
        return theme.word(key, n=n).unescape()

    topics = sorted((page for page in site.pages if isinstance(page, TopicPage)), key=lambda page: page.topic.number)
    yield f"# {_line(config.title)}"
    yield ""
    about = _line(config.description)
    figures = f"{word('papers', n=len(site.papers))}, {word('topics', n=len(topics))}."
    yield f"> {about} {figures}".replace(">  ", "> ")
    yield ""
    yield _line(word("llms.text"))
    yield from ["", f"## {word('data.title')}", ""]
    for name in ("papers.json", "related.json", "topics.json", "library.bib", "library.csv"):
        yield link(name, f"data/{name}", word(f"data.what-{name}"))
    yield link(word("data.title"), permalinks.DATA, word("data.lead"))
    if topics:
        yield from ["", f"## {word('nav.topics')}", ""]
        for page in topics:
            said = f"{word('papers', n=len(page.papers))}. " + ", ".join(card.label for card in page.keywords[:6])
            yield link(page.topic.name, page.topic.link, said)
    yield from ["", "## Optional", ""]
    for key, target in _others(site):
        yield link(word(key), target)


def _others(site: Site) -> Iterator[tuple[str, str]]:
    yield "nav.papers", permalinks.PAPERS
    yield "nav.keywords", permalinks.KEYWORDS
    yield "footer.trust", permalinks.TRUST
    yield "footer.gaps", permalinks.GAPS
    if any(isinstance(page, ChangesPage) for page in site.pages):
        yield "changes.title", permalinks.CHANGES


def _line(text: str) -> str:
    """Return a text as one line of Markdown in which nothing is a link or an element."""
    plain = " ".join(prose.plain_text(text).split())
    plain = re.sub(r"&(?=#?\w+;)", "&amp;", plain).replace("<", "&lt;")
    return re.sub(r"[\\\[\]]", r"\\\g<0>", plain)
