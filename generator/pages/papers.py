"""Pages of papers: one each, the table of all, and a redirect at every earlier address."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote, urlsplit

from generator import citations, permalinks, prose
from generator.pages import names
from generator.pages.cards import KeywordCard, Named, Origin, PaperCard, ReasonCard, Related, Resource, Why, by_title
from generator.pages.ego import circle
from generator.pages.mending import Mending, mending
from generator.pages.model import PaperPage, PapersPage, RedirectPage
from generator.pages.parts import parted
from generator.pages.shelf import Shelf
from generator.papers import Link, Paper
from generator.text import names_page, title_key

SHOWN = 10
"""Related papers shown with the sentences that tie them; the rest stand below, folded."""

_DESCRIPTION = 200
_SCANNED = 60
"""Papers in a table up to which it needs no letters to go by."""
_LITTLE = 3
"""Percent of a link that need no word: shares are rounded."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HOSTS = {
    "github.com": "code", "gitlab.com": "code", "bitbucket.org": "code", "codeberg.org": "code", "zenodo.org": "data",
    "figshare.com": "data", "osf.io": "data", "kaggle.com": "data", "datadryad.org": "data", "doi.org": "paper",
    "arxiv.org": "paper", "aclanthology.org": "paper", "openreview.net": "paper", "pubmed.ncbi.nlm.nih.gov": "paper",
}  # fmt: skip


def paper_pages(shelf: Shelf, origins: Mapping[str, tuple[Origin, ...]]) -> Iterator[PaperPage]:
    """Yield a page for every published paper, by slug; one leads to the next as on its topic's page."""
    order: dict[str, list[PaperCard]] = {
        topic.id: sorted(shelf.listed(topic.papers), key=by_title) for topic in shelf.analysis.topics
    }
    places = {card.slug: place for cards in order.values() for place, card in enumerate(cards)}
    faint = shelf.analysis.faint()
    # Both ends of a link hold the same object.
    links = {id(link): link for links in (shelf.analysis.related, faint) for held in links.values() for link in held}
    why = {place: _why(shelf, link) for place, link in links.items()}
    for slug, paper in shelf.papers.items():
        row = order.get(shelf.analysis.topic_of.get(slug, ""), [])
        at = places.get(slug, 0)
        before, after = (row[at - 1] if at else None), (row[at + 1] if at + 1 < len(row) else None)
        related = tuple(_related(shelf, slug, shelf.analysis.related, why))
        others = tuple(_related(shelf, slug, faint, why))
        yield _page(shelf, paper, related, others, before, after, origins[slug])


def index_pages(shelf: Shelf) -> Iterator[PapersPage]:
    """Yield the table of all papers, by title, on as many pages as it takes."""
    filed = {card.slug: _filed(card) for card in shelf.cards.values()}
    cards = sorted(shelf.cards.values(), key=lambda card: filed[card.slug])
    pages = list(parted(cards, permalinks.papers_after))
    begun: dict[str, tuple[str, str]] = {}
    for link, here, _, _ in pages:
        for card in here:
            begun.setdefault(filed[card.slug][0], (link, card.slug))
    anchors = {slug: f"letter-{place}" for place, (_, slug) in enumerate(begun.values(), start=1)}
    letters = tuple(Named(letter, f"{link}#{anchors[slug]}") for letter, (link, slug) in begun.items())
    for link, here, before, after in pages:
        yield PapersPage(
            path=permalinks.file(link),
            template="papers.html",
            title="",
            section="papers",
            papers=tuple(
                (card, len(shelf.analysis.related.get(card.slug, ())), anchors.get(card.slug, "")) for card in here
            ),
            letters=letters if len(cards) > _SCANNED else (),
            total=len(cards),
            has_authors=any(card.authors for card in cards),
            has_years=any(card.year is not None for card in cards),
            before=before,
            after=after,
        )


def _filed(card: PaperCard) -> tuple[str, str, str]:
    """Return where a paper stands in the table: its letter first, so that each letter's papers stand together."""
    title = prose.plain_text(card.title)
    return names.letter(title), names.key_of(title, keep=" "), card.slug


def redirect_pages(shelf: Shelf) -> Iterator[RedirectPage]:
    """Yield a page at each earlier address that no paper has now; the first paper by slug that claims it has it."""
    taken = {"index", *(slug.casefold() for slug in shelf.papers)}
    for slug, paper in shelf.papers.items():
        for alias in paper.aliases:
            if alias.casefold() not in taken and names_page(alias):
                taken.add(alias.casefold())
                card = shelf.cards[slug]
                path = permalinks.file(permalinks.paper(alias))
                yield RedirectPage(path=path, template="redirect.html", title=prose.plain_text(card.title), target=card)


def _page(
    shelf: Shelf,
    paper: Paper,
    related: tuple[Related, ...],
    others: tuple[Related, ...],
    before: PaperCard | None,
    after: PaperCard | None,
    sources: tuple[Origin, ...],
) -> PaperPage:
    path = permalinks.file(permalinks.paper(paper.slug))
    abstract = shelf.texts[paper.slug]
    keywords = shelf.labels(shelf.analysis.listed.get(paper.slug, ()))
    resources = tuple(_resources(paper))
    return PaperPage(
        path=path,
        template="paper.html",
        title=prose.plain_text(paper.title),
        description=_shortened(prose.plain_text(abstract.value)),
        section="papers",
        paper=shelf.cards[paper.slug],
        authors=tuple(shelf.person(author) for author in dict.fromkeys(paper.authors)),
        filed=tuple(
            f"{author.family}, {author.given}" if author.given else author.family
            for author in dict.fromkeys(paper.authors)
        ),
        year=None if paper.year is None else Named(str(paper.year), permalinks.year(paper.year)),
        venue=shelf.venue(paper.venue),
        type=paper.type,
        language=paper.language if _LANGUAGE.fullmatch(paper.language) else "",
        abstract=abstract,
        withheld="" if abstract.value == paper.abstract else shelf.config.abstracts,
        keywords=keywords,
        resources=resources,
        versions=tuple(_versions(paper, resources)),
        extra=tuple((name, _shown(paper.extra[name])) for name in shelf.config.show_fields if paper.extra.get(name)),
        notes=shelf.notes(paper.notes, path, paper.path),
        related=related[:SHOWN],
        further=(*related[SHOWN:], *others),
        across=shelf.lines_among([item.paper.slug for item in circle(related[:SHOWN])]),
        before=before,
        after=after,
        tags=tuple(_tags(paper, keywords)),
        folders=tuple(
            Named(folder, permalinks.search_in("collection", folder)) for folder in dict.fromkeys(paper.collections)
        ),
        sources=sources,
        collections=tuple(
            Named(collection.title, permalinks.collection(collection.slug))
            for collection in shelf.content.collections
            if paper.slug in shelf.collections[collection.slug].papers
        ),
        edit=edit_link(shelf.config.repository, paper.path),
        mending=_mending(shelf, paper, related),
        citations=_citations(paper),
        identifiers=tuple(_identifiers(paper)),
        doi=paper.doi,
        date=paper.date,
        pdf=_web(paper.pdf),
        featured=paper.featured,
    )


def _citations(paper: Paper) -> tuple[tuple[str, str, str, str], ...]:
    """Return the paper in each format, without its abstract, which stands above."""
    return (
        ("BibTeX", "bib", "application/x-bibtex", citations.bibtex(paper)),
        ("RIS", "ris", "application/x-research-info-systems", citations.ris(paper).rstrip() + " \n"),
        ("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", citations.csl_json(paper)),
    )


def _mending(shelf: Shelf, paper: Paper, related: Sequence[Related]) -> Mending | None:
    first = related[0] if related else None
    keyword = first.reasons[0].keyword.label if first and first.reasons else ""
    return mending(paper, shelf.named, first.paper.slug if first else "", keyword)


def edit_link(repository: str, path: str) -> str:
    """Return where a page's file can be edited in the browser; "" when the repository is not known."""
    if not (repository and path and _web(repository)):
        return ""
    middle = "/-/edit/HEAD/" if "gitlab" in urlsplit(repository).netloc else "/edit/HEAD/"
    return repository.rstrip("/").removesuffix(".git") + middle + quote(path)


def _related(
    shelf: Shelf, slug: str, links: Mapping[str, tuple[Link, ...]], why: Mapping[int, Why]
) -> Iterator[Related]:
    """Yield the published papers that a paper is linked with, in the order of the links."""
    own = shelf.texts[slug]
    for link in links.get(slug, ()):
        if (other := link.other(slug)) in shelf.cards:
            yield Related(shelf.cards[other], why[id(link)], own, shelf.texts[other])


def _why(shelf: Shelf, link: Link) -> Why:
    reasons = tuple(
        ReasonCard(shelf.keywords[reason.keyword], reason.share)
        for reason in link.reasons
        if reason.keyword in shelf.keywords
    )
    rest = 100 - sum(reason.share for reason in reasons) if link.weight else 0
    return Why(link.weight, reasons, link.given, rest if rest > _LITTLE else 0)


def _resources(paper: Paper) -> Iterator[Resource]:
    """Yield where the paper, its code and its data are, each address once, the paper itself first."""
    links = {name: found.link for name, found in _identifiers(paper)}
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
        if (url := _web(address)) and url not in seen:
            seen.add(url)
            host = (urlsplit(url).hostname or "").removeprefix("www.")
            yield Resource(kind or _kind(host, url), host, url)


def _tags(paper: Paper, keywords: Iterable[KeywordCard]) -> Iterator[Named]:
    """Yield the source's tags that are none of the keywords shown, each with the search for all papers that have it."""
    shown = {title_key(card.label) for card in keywords}
    for tag in dict.fromkeys(paper.tags):
        if title_key(tag) not in shown:
            yield Named(tag, permalinks.search_in("tag", tag))


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


def _versions(paper: Paper, resources: Iterable[Resource]) -> Iterator[Resource]:
    """Yield where other versions of the paper are; those that the paper's own addresses name already stand there."""
    shown = {resource.url for resource in resources}
    for address in dict.fromkeys(paper.versions):
        of_arxiv = paper.arxiv and address.lower().endswith(f"/10.48550/arxiv.{paper.arxiv.lower()}")
        if (url := _web(address)) and url not in shown and not of_arxiv:
            host = (urlsplit(url).hostname or "").removeprefix("www.")
            yield Resource(_kind(host, url), host, url)


def _kind(host: str, url: str) -> str:
    if host == "huggingface.co" and "/datasets/" in url:
        return "data"
    return "pdf" if url.lower().endswith(".pdf") else _HOSTS.get(host, "link")


def _web(address: str) -> str:
    """Return an address that a page may link to; "" for any other scheme or none."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return address.strip() if parts.scheme in ("http", "https") and parts.hostname else ""


def _shown(value: object) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)


def _shortened(text: str) -> str:
    return text if len(text) <= _DESCRIPTION else text[:_DESCRIPTION].rpartition(" ")[0].rstrip(" ,;:.") + " …"
