"""One paper's page: what the library says of it is planned, what it says itself is looked up when it is shown."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import blake2b
from operator import attrgetter
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from generator import citations, permalinks
from generator.drawing import Line
from generator.pages import ego
from generator.pages.cards import KeywordCard, Named, Origin, PaperCard, Related, Resource
from generator.pages.mending import Mending
from generator.pages.model import Page
from generator.pages.texts import Text
from generator.papers import Paper
from generator.text import title_key

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HOSTS = {
    "github.com": "code", "gitlab.com": "code", "bitbucket.org": "code", "codeberg.org": "code", "zenodo.org": "data",
    "figshare.com": "data", "osf.io": "data", "kaggle.com": "data", "datadryad.org": "data", "doi.org": "paper",
    "arxiv.org": "paper", "aclanthology.org": "paper", "openreview.net": "paper", "pubmed.ncbi.nlm.nih.gov": "paper",
}  # fmt: skip


# Without slots: what a page shows twice is looked up once.
@dataclass(frozen=True, kw_only=True, repr=False)
class PaperPage(Page):
    """One paper, for reading.

    Its `repr` says what its output depends on but for the notes: these can be put into the finished page.
    """

    original: Paper
    paper: PaperCard
    authors: tuple[Named, ...]
    year: Named | None
    venue: Named | None
    abstract: Text
    withheld: str
    """Why the abstract is not whole: "", "excerpt" or "none"."""
    keywords: tuple[KeywordCard, ...]
    extra: tuple[tuple[str, str], ...]
    notes: Markup
    related: tuple[Related, ...]
    further: tuple[Related, ...]
    across: tuple[Line, ...]
    """Links among the related papers, by their places in `ego.circle`."""
    before: PaperCard | None
    after: PaperCard | None
    sources: tuple[Origin, ...]
    collections: tuple[Named, ...]
    edit: str
    mending: Mending | None

    def __repr__(self) -> str:
        held = (*self.related, *self.further)
        near = "\n".join([f"{each.paper.stamp} {each.why.stamp} {each.abstract.stamp}" for each in held])
        return f"PaperPage({_planned(self)} {_said(self.original)} {self.across} {len(self.related)} {near})"

    @property
    def filed(self) -> tuple[str, ...]:
        """The authors as indexes have them, "Curie, Marie" and bodies."""
        return tuple(
            f"{author.family}, {author.given}" if author.given else author.family
            for author in dict.fromkeys(self.original.authors)
        )

    @property
    def type(self) -> str:
        return self.original.type

    @cached_property
    def language(self) -> str:
        return self.original.language if _LANGUAGE.fullmatch(self.original.language) else ""

    @property
    def doi(self) -> str:
        return self.original.doi

    @property
    def date(self) -> str:
        return self.original.date

    @property
    def pdf(self) -> str:
        return web(self.original.pdf)

    @property
    def featured(self) -> bool:
        return self.original.featured

    @cached_property
    def folders(self) -> tuple[Named, ...]:
        """The folders that the sources keep it in."""
        folders = dict.fromkeys(self.original.collections)
        return tuple(Named(folder, permalinks.search_in("collection", folder)) for folder in folders)

    @cached_property
    def tags(self) -> tuple[Named, ...]:
        """The sources' tags that are none of the keywords shown, each with the search for all papers that have it."""
        shown = {title_key(card.label) for card in self.keywords}
        tags = (tag for tag in dict.fromkeys(self.original.tags) if title_key(tag) not in shown)
        return tuple(Named(tag, permalinks.search_in("tag", tag)) for tag in tags)

    @cached_property
    def identifiers(self) -> tuple[tuple[str, Named], ...]:
        """DOI, arXiv, PubMed, OpenAlex, as far as known."""
        return tuple(_identifiers(self.original))

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """Where the paper, its code and its data are, each address once, the paper itself first."""
        return tuple(_resources(self.original, {name: found.link for name, found in self.identifiers}))

    @cached_property
    def versions(self) -> tuple[Resource, ...]:
        """Where other versions of the paper are; those that its own addresses name already stand there."""
        return tuple(_versions(self.original, {resource.url for resource in self.resources}))

    @property
    def citations(self) -> tuple[tuple[str, str, str, str], ...]:
        """The paper in each format, without its abstract, which stands above: the format's name, the ending of its
        files, its media type, and the paper in it."""
        paper = self.original
        return (
            ("BibTeX", "bib", "application/x-bibtex", citations.bibtex(paper)),
            ("RIS", "ris", "application/x-research-info-systems", citations.ris(paper).rstrip() + " \n"),
            ("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", citations.csl_json(paper)),
        )

    @property
    def picture(self) -> Markup:
        """The paper amid its related papers."""
        return ego.picture(self.paper, self.related, self.across, self.root)


_apart = {"original", "notes", "related", "further", "across"}
_planned = attrgetter(*(each.name for each in fields(PaperPage) if each.name not in _apart))
_own = attrgetter(*(each.name for each in fields(Paper) if each.repr and each.name not in ("notes", "abstract")))


def _said(paper: Paper) -> str:
    """Return a hash of what a paper says of itself; its abstract may not be published, and is hashed as it is shown."""
    return blake2b(repr(_own(paper)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _resources(paper: Paper, links: Mapping[str, str]) -> Iterator[Resource]:
    """Yield where a paper is that has these addresses at registries, by the registries' names."""
    places = [
        ("paper", links.get("DOI", "")),
        ("paper", links.get("arXiv", "")),
        ("pdf", paper.pdf),
        ("", paper.url),
        ("paper", links.get("PubMed", "")),
        *(("", address) for address in paper.resources),
    ]
    seen = set()
    for kind, address in places:
        if (url := web(address)) and url not in seen:
            seen.add(url)
            host = (urlsplit(url).hostname or "").removeprefix("www.")
            yield Resource(kind or _kind(host, url), host, url)


def _identifiers(paper: Paper) -> Iterator[tuple[str, Named]]:
    """Yield the names that registries have given to a paper, each with its address there."""
    if paper.doi:
        yield "DOI", Named(paper.doi, f"https://doi.org/{quote(paper.doi, safe='/:;()._-')}")
    if paper.arxiv:
        yield "arXiv", Named(paper.arxiv, f"https://arxiv.org/abs/{quote(paper.arxiv, safe='/.')}")
    if paper.pmid:
        yield "PubMed", Named(paper.pmid, f"https://pubmed.ncbi.nlm.nih.gov/{quote(paper.pmid)}/")
    if paper.openalex:
        yield "OpenAlex", Named(paper.openalex, f"https://openalex.org/{quote(paper.openalex)}")


def _versions(paper: Paper, shown: Collection[str]) -> Iterator[Resource]:
    """Yield where other versions of a paper are, without the addresses `shown`."""
    for address in dict.fromkeys(paper.versions):
        of_arxiv = paper.arxiv and address.lower().endswith(f"/10.48550/arxiv.{paper.arxiv.lower()}")
        if (url := web(address)) and url not in shown and not of_arxiv:
            host = (urlsplit(url).hostname or "").removeprefix("www.")
            yield Resource(_kind(host, url), host, url)


def _kind(host: str, url: str) -> str:
    if host == "huggingface.co" and "/datasets/" in url:
        return "data"
    return "pdf" if url.lower().endswith(".pdf") else _HOSTS.get(host, "link")


def web(address: str) -> str:
    """Return an address that a page may link to; "" for any other scheme or none."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return address.strip() if parts.scheme in ("http", "https") and parts.hostname else ""
