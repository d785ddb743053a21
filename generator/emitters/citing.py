"""How papers are cited, for the scripts: in files found by a paper's slug, so that they need no list of all papers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from generator import citations, prose
from generator.config import Config
from generator.emitters import Output, datafile, digest
from generator.pages import Site
from generator.papers import Content, OutputPath, Paper

SHELF = 64
"""Papers in one file, on average."""
MARK = "\0"


# Without slots: a format is made when it is first asked for, and kept.
@dataclass(frozen=True, eq=False)
class Cited:
    """A paper in each format, with what of its abstract is published."""

    paper: Paper
    abstract: str

    @cached_property
    def stamp(self) -> str:
        """What stands for the paper in all formats."""
        return digest(citations.said(self.paper), self.abstract)

    @cached_property
    def bibtex(self) -> str:
        return citations.bibtex(self.paper, self.abstract)

    @cached_property
    def ris(self) -> str:
        return citations.ris(self.paper, self.abstract)

    @cached_property
    def csl(self) -> dict[str, Any]:
        return citations.csl(self.paper, self.abstract)


def cited(site: Site, content: Content, config: Config) -> dict[str, Cited]:
    """Return how each published paper is cited, by slug."""
    papers = {slug: content.library[slug] for slug in sorted(site.papers)}
    return {slug: Cited(paper, prose.published(paper.abstract, config.abstracts)) for slug, paper in papers.items()}


def outputs(cited: Mapping[str, Cited], stamp: str) -> Iterator[Output]:
    """Yield data/cite.js, which says how many files there are, and data/cite/<n>.js: slug -> citations."""
    shelves = max(1, -(-len(cited) // SHELF))
    yield datafile.output("cite", {"files": shelves}, stamp)
    shelved: list[list[Cited]] = [[] for _ in range(shelves)]
    for slug, paper in cited.items():
        shelved[place(slug, shelves)].append(paper)
    for number, papers in enumerate(shelved):
        name = f"cite/{number}"
        key = digest(stamp, *[paper.stamp for paper in papers])
        yield Output(OutputPath(f"data/{name}.js"), key, partial(_script, name, papers))


def _script(name: str, papers: Iterable[Cited]) -> bytes:
    return datafile.script(name, {paper.paper.slug: _row(paper) for paper in papers})


def _row(paper: Cited) -> dict[str, object]:
    abstract = str(paper.csl.get("abstract", ""))
    bibtex, ris = _without(paper.bibtex, abstract), _without(paper.ris, abstract)
    return {"bibtex": bibtex, "ris": ris, "csl": paper.csl}


def _without(text: str, abstract: str) -> str:
    """Return a citation with a mark in the abstract's place, if it stands there as it does in the CSL; the script puts
    it back. It is most of a citation, and would be in the file three times."""
    return text.replace(abstract, MARK, 1) if abstract and MARK not in text else text


def place(slug: str, files: int) -> int:
    """Return the number of the file that cites a paper; static/js/citing.js computes the same."""
    return fnv1a(slug) % files


def fnv1a(slug: str) -> int:
    """Return a hash of 32 bits.

    References
    ----------
    Fowler, G., Noll, L. C., Vo, P., Eastlake, D. (2019). The FNV Non-Cryptographic Hash Algorithm.
    draft-eastlake-fnv-17 (FNV-1a, 32 bits)
    """
    value = 0x811C9DC5
    for byte in slug.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value
