"""Files of citations: the whole library, each topic and each collection as BibTeX, RIS and CSV.

The library is there as CSL-JSON, too.

Authors, keywords and years have none: they are many, and a script makes theirs from what is cited (citing.py).
"""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import permalinks, prose
from generator.analysis import Analysis
from generator.config import Config
from generator.emitters import Output, datafile, digest
from generator.emitters.citing import Cited
from generator.pages import ListPage, Site, TopicPage
from generator.papers import Content, OutputPath, Paper

FORMATS = ("bib", "ris", "csv")
_COLUMNS = (
    *("slug", "title", "authors", "year", "date", "venue", "type", "language", "doi", "arxiv", "pmid", "openalex"),
    *("url", "page", "topic", "keywords", "abstract"),
)
_COMPUTED = tuple("=+-@\t\r\n＝＋－＠")
"""What a cell begins with that a spreadsheet takes for a formula."""


def outputs(
    site: Site, content: Content, analysis: Analysis, config: Config, cited: Mapping[str, Cited]
) -> Iterator[Output]:
    """Yield data/library.bib, .ris, .csv and .csl.json, and .bib, .ris and .csv for each topic and collection."""
    papers = {
        slug: Listed.of(cited[slug], _row(content.library[slug], analysis, config)) for slug in sorted(site.papers)
    }
    items = [paper.cited.csl for paper in papers.values()]
    yield from files("data/library", papers.values())
    yield _output("data/library.csl.json", papers.values(), lambda: datafile.lines(items) + "\n")
    for page in site.pages:
        if isinstance(page, TopicPage):
            slugs = sorted(card.slug for card in page.papers)
            yield from files(page.path.removesuffix(".html"), [papers[slug] for slug in slugs])
        elif isinstance(page, ListPage) and page.papers:
            yield from files(page.path.removesuffix(".html"), [papers[card.slug] for card in page.papers])


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper as lists of papers have it: cited, and as a row of a table; `stamp` stands for both."""

    cited: Cited
    row: str
    stamp: str

    @classmethod
    def of(cls, cited: Cited, row: str) -> "Listed":
        return cls(cited, row, digest(cited.bibtex, cited.ris, cited.csl, row))


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


def _row(paper: Paper, analysis: Analysis, config: Config) -> str:
    listed = (analysis.keywords[key].label for key in analysis.listed.get(paper.slug, ()) if key in analysis.keywords)
    computed = {
        "authors": "; ".join(map(str, paper.authors)),
        "page": permalinks.absolute(config.url, permalinks.paper(paper.slug)),
        "topic": analysis.topic_of.get(paper.slug, ""),
        "keywords": "; ".join(listed),
        "abstract": prose.published(paper.abstract, config.abstracts),
    }
    return _line(computed[name] if name in computed else str(getattr(paper, name) or "") for name in _COLUMNS)


def _output(path: str, papers: Iterable[Listed], render: Callable[[], str]) -> Output:
    key = digest(path, *[paper.stamp for paper in papers])
    return Output(OutputPath(path), key, lambda: render().encode("utf-8", "replace"))
