"""How papers are cited, for the scripts: in files found by a paper's slug, so that they need no list of all papers."""

from collections.abc import Iterator

from generator import citations, prose
from generator.config import Config
from generator.emitters import Output, datafile
from generator.pages import Site
from generator.papers import Content

SHELF = 64
"""Papers in one file, on average."""


def outputs(site: Site, content: Content, config: Config, stamp: str) -> Iterator[Output]:
    """Yield data/cite.js, which says how many files there are, and data/cite/<n>.js: slug -> citations."""
    shelves = max(1, -(-len(site.papers) // SHELF))
    yield datafile.output("cite", {"files": shelves}, stamp)
    rows: list[dict[str, object]] = [{} for _ in range(shelves)]
    for slug in sorted(site.papers):
        paper = content.library[slug]
        abstract = prose.published(paper.abstract, config.abstracts)
        rows[place(slug, shelves)][slug] = {
            "bibtex": citations.bibtex(paper, abstract),
            "ris": citations.ris(paper, abstract),
            "csl": citations.csl(paper, abstract),
        }
    yield from (datafile.output(f"cite/{number}", row, stamp) for number, row in enumerate(rows))


def place(slug: str, files: int) -> int:
    """Return the number of the file that cites a paper; static/js/reading.js computes the same."""
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
