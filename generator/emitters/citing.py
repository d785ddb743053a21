"""How papers are cited, for the scripts: in files found by a paper's slug, so that they need no list of all papers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import citations, prose
from generator.config import Config
from generator.emitters import Output, datafile
from generator.pages import Site
from generator.papers import Content, Paper

SHELF = 64
"""Papers in one file, on average."""
MARK = "\0"


@dataclass(frozen=True, slots=True)
class Cited:
    """A paper in each format, with what of its abstract is published."""

    bibtex: str
    ris: str
    csl: dict[str, Any]


def cited(site: Site, content: Content, config: Config) -> dict[str, Cited]:
    """Return how each published paper is cited, by slug."""
    return {slug: _cited(content.library[slug], config) for slug in sorted(site.papers)}


def _cited(paper: Paper, config: Config) -> Cited:
    abstract = prose.published(paper.abstract, config.abstracts)
    return Cited(citations.bibtex(paper, abstract), citations.ris(paper, abstract), citations.csl(paper, abstract))


def outputs(cited: Mapping[str, Cited], stamp: str) -> Iterator[Output]:
    """Yield data/cite.js, which says how many files there are, and data/cite/<n>.js: slug -> citations."""
    shelves = max(1, -(-len(cited) // SHELF))
    yield datafile.output("cite", {"files": shelves}, stamp)
    rows: list[dict[str, object]] = [{} for _ in range(shelves)]
    for slug, paper in cited.items():
        abstract = str(paper.csl.get("abstract", ""))
        bibtex, ris = _without(paper.bibtex, abstract), _without(paper.ris, abstract)
        rows[place(slug, shelves)][slug] = {"bibtex": bibtex, "ris": ris, "csl": paper.csl}
    yield from (datafile.output(f"cite/{number}", row, stamp) for number, row in enumerate(rows))


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
