"""The page of data and downloads: every file of the site that is for other programs, and what it is."""

from dataclasses import dataclass

from generator import identifiers, permalinks
from generator.config import Config
from generator.pages.cards import TopicCard
from generator.pages.model import Page
from generator.pages.shelf import Shelf
from generator.papers import Permalink

_SCHEMA = "data/schema/{}.schema.json"
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cite", ("data/library.bib", "data/library.ris", "data/library.csl.json", "data/library.csv")),
    ("json", ("data/papers.json", "data/related.json", "data/topics.json", "data/ledger.json")),
    ("graph", ("data/graph.graphml", "data/graph.gexf", "data/vosviewer.json")),
    ("web", (permalinks.FEED, permalinks.LLMS, permalinks.SITEMAP, permalinks.PICTURE)),
    ("proof", (permalinks.SUMS,)),
)


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the site; `word` is the key of the words that say what it is, `schema` describes its JSON."""

    name: str
    link: Permalink
    word: str
    schema: Permalink


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage(Page):
    """All downloads in groups, those of each topic, and (by the template) the libraries that the site brings along."""

    groups: tuple[tuple[str, tuple[Download, ...]], ...]
    topics: tuple[tuple[TopicCard, bool], ...]
    """with whether it has a feed"""


def data_page(shelf: Shelf, *, has_changes: bool, has_sources: bool) -> DataPage:
    """Return the page of downloads."""
    there = {
        permalinks.FEED: has_changes,
        permalinks.SITEMAP: is_public(shelf.config),
        permalinks.PICTURE: has_picture(shelf),
        "data/ledger.json": has_sources,
    }
    groups = ((name, tuple(_download(path) for path in paths if there.get(path, True))) for name, paths in _GROUPS)
    imported = {id for each in shelf.content.imports for id in each.papers}
    fed = {slug for slug, paper in shelf.papers.items() if paper.id in imported}
    return DataPage(
        path=permalinks.file(permalinks.DATA),
        template="data.html",
        title="",
        section="data",
        groups=tuple(groups),
        topics=tuple((shelf.topics[topic.id], not fed.isdisjoint(topic.papers)) for topic in shelf.analysis.topics),
    )


def is_public(config: Config) -> bool:
    """Return whether the site knows the address that it is published at."""
    return bool(identifiers.web_url(config.url))


def has_picture(shelf: Shelf) -> bool:
    """Return whether the site has a picture of its map for those that link to it: they want a whole address."""
    return is_public(shelf.config) and bool(shelf.papers)


def _download(path: str) -> Download:
    name = path.rpartition("/")[2]
    stem = name.removesuffix(".json")
    schema = _SCHEMA.format(stem) if name.endswith(".json") else ""
    return Download(name, Permalink(path), f"data.what-{name}", Permalink(schema))
