"""Files of citations: the whole library, each topic and each collection as BibTeX, RIS and CSV.

The library is there as CSL-JSON, too.

Authors, keywords and years have none: they are many, and a script makes theirs from what is cited (citing.py).
"""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator import permalinks
from generator.analysis import Analysis
from generator.config import Config
from generator.emitters import Output, datafile, digest
from generator.emitters.citing import Cited
from generator.pages import ListPage, Site, TopicPage
from generator.papers import OutputPath

FORMATS = ("bib", "ris", "csv")
_COLUMNS = (
    *("slug", "title", "authors", "year", "date", "venue", "type", "language", "doi", "arxiv", "pmid", "openalex"),
    *("url", "page", "topic", "keywords", "abstract"),
)
_COMPUTED = tuple("=+-@\t\r\n＝＋－＠")
"""What a cell begins with that a spreadsheet takes for a formula."""


def outputs(site: Site, analysis: Analysis, config: Config, cited: Mapping[str, Cited]) -> Iterator[Output]:
    """Yield data/library.bib, .ris, .csv and .csl.json, and .bib, .ris and .csv for each topic and collection."""
    papers = {slug: _listed(cited[slug], analysis, config) for slug in sorted(site.papers)}
    whole = papers.values()
    yield from files("data/library", whole)
    yield _output("data/library.csl.json", whole, lambda: datafile.lines(paper.cited.csl for paper in whole) + "\n")
    for page in site.pages:
        if isinstance(page, TopicPage):
            slugs = sorted(card.slug for card in page.papers)
            yield from files(page.path.removesuffix(".html"), [papers[slug] for slug in slugs])
        elif isinstance(page, ListPage) and page.papers:
            yield from files(page.path.removesuffix(".html"), [papers[card.slug] for card in page.papers])


# Without slots: a row is made when it is first asked for, and kept.
@dataclass(frozen=True, eq=False)
class Listed:
    """A paper as lists of papers have it: cited, and as a row of a table, with what others say of it; `stamp` stands
    for both."""

    cited: Cited
    page: str
    topic: str
    keywords: str

    @cached_property
    def stamp(self) -> str:
        return digest(self.cited.stamp, self.page, self.topic, self.keywords)

    @cached_property
    def row(self) -> str:
        """A line of CSV."""
        paper = self.cited.paper
        computed = {
            "authors": "; ".join(map(str, paper.authors)),
            "page": self.page,
            "topic": self.topic,
            "keywords": self.keywords,
            "abstract": self.cited.abstract,
        }
        return _line(computed[name] if name in computed else str(getattr(paper, name) or "") for name in _COLUMNS)


def _listed(cited: Cited, analysis: Analysis, config: Config) -> Listed:
    slug = cited.paper.slug
    listed = (analysis.keywords[key].label for key in analysis.listed.get(slug, ()) if key in analysis.keywords)
    page = permalinks.absolute(config.url, permalinks.paper(slug))
    return Listed(cited, page, analysis.topic_of.get(slug, ""), "; ".join(listed))


def files(stem: str, papers: Collection[Listed]) -> Iterator[Output]:
    """Yield the files of some papers in each format, named by what stands before their endings."""
    yield _output(f"{stem}.bib", papers, lambda: "\n".join([paper.cited.bibtex for paper in papers]))
    yield _output(f"{stem}.ris", papers, lambda: "".join([paper.cited.ris for paper in papers]))
    # CSV that a spreadsheet reads as text: UTF-8 with its mark.
    yield _output(f"{stem}.csv", papers, lambda: "".join(["\ufeff", _line(_COLUMNS), *[paper.row for paper in papers]]))


def _line(cells: Iterable[str]) -> str:
    """Return a line of CSV in which no cell begins as a formula does."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(map(_cell, cells))
    return buffer.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_COMPUTED) else text


def _output(path: str, papers: Iterable[Listed], render: Callable[[], str]) -> Output:
    key = digest(path, *[paper.stamp for paper in papers])
    return Output(OutputPath(path), key, lambda: render().encode("utf-8", "replace"))
