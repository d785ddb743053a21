"""data/mend.js: what the pages and keywords.toml say of links already, so that the line to write can be whole."""

from collections.abc import Iterator

from generator.config import Config
from generator.emitters import Output, datafile
from generator.pages import Site, mending
from generator.pages.papers import edit_link
from generator.papers import Content

KEYWORDS = "content/keywords.toml"


def outputs(site: Site, content: Content, config: Config, stamp: str) -> Iterator[Output]:
    """Yield data/mend.js.

    edit: what stands before a file's path where it can be edited, "" where the repository is not known; hide: whether
    keywords.toml has such a list; files: slug -> path, where it is not the usual one; lists: slug -> field -> entries
    """
    papers = {slug: content.library[slug] for slug in sorted(site.papers)}
    known = mending.names(papers)
    lists = {slug: mending.lists(paper, known) for slug, paper in papers.items()}
    value = {
        "edit": edit_link(config.repository, KEYWORDS).removesuffix(KEYWORDS),
        "hide": bool(content.vocabulary.hide),
        "files": {slug: paper.path for slug, paper in papers.items() if paper.path != f"content/papers/{slug}.md"},
        "lists": {slug: named for slug, named in lists.items() if named},
    }
    yield datafile.output("mend", value, stamp)
