"""Pages of papers: one each, the table of all, and a redirect at every earlier address."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, urlsplit

from generator import permalinks, prose
from generator.pages import names
from generator.pages.cards import Named, Origin, PaperCard, ReasonCard, Related, Why, by_title
from generator.pages.ego import circle
from generator.pages.mending import Mending, mending
from generator.pages.model import PapersPage, RedirectPage
from generator.pages.paper import PaperPage, web
from generator.pages.parts import parted
from generator.pages.shelf import Shelf
from generator.papers import Link, Paper
from generator.text import names_page

SHOWN = 10
"""Related papers shown with the sentences that tie them; the rest stand below, folded."""

_DESCRIPTION = 200
_SCANNED = 60
"""Papers in a table up to which it needs no letters to go by."""
_LITTLE = 3
"""Percent of a link that need no word: shares are rounded."""


def paper_pages(shelf: Shelf, origins: Mapping[str, tuple[Origin, ...]]) -> Iterator[PaperPage]:
    """Yield a page for every published paper, by slug; one leads to the next as on its topic's page."""
    order: dict[str, list[PaperCard]] = {
        topic.id: sorted(shelf.listed(topic.papers), key=by_title) for topic in shelf.analysis.topics
    }
    places = {card.slug: place for cards in order.values() for place, card in enumerate(cards)}
    faint = shelf.analysis.faint()
    why: dict[int, Why] = {}
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
    title = card.plain
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
                yield RedirectPage(path=path, template="redirect.html", title=card.plain, target=card)


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
    return PaperPage(
        path=path,
        template="paper.html",
        title=prose.plain_text(paper.title),
        description=prose.abridged(abstract.value, _DESCRIPTION),
        section="papers",
        original=paper,
        paper=shelf.cards[paper.slug],
        authors=tuple(shelf.person(author) for author in dict.fromkeys(paper.authors)),
        year=None if paper.year is None else Named(str(paper.year), permalinks.year(paper.year)),
        venue=shelf.venue(paper.venue),
        abstract=abstract,
        withheld="" if abstract.value == paper.abstract else shelf.config.abstracts,
        keywords=shelf.labels(shelf.analysis.listed.get(paper.slug, ())),
        extra=tuple((name, _shown(paper.extra[name])) for name in shelf.config.show_fields if paper.extra.get(name)),
        notes=shelf.notes(paper.notes, path, paper.path),
        related=related[:SHOWN],
        further=(*related[SHOWN:], *others),
        across=shelf.lines_among([item.paper.slug for item in circle(related[:SHOWN])]),
        before=before,
        after=after,
        sources=sources,
        collections=tuple(
            Named(collection.title, permalinks.collection(collection.slug))
            for collection in shelf.content.collections
            if paper.slug in shelf.collections[collection.slug].papers
        ),
        edit=edit_link(shelf.config.repository, paper.path),
        mending=_mending(shelf, paper, related),
    )


def _mending(shelf: Shelf, paper: Paper, related: Sequence[Related]) -> Mending | None:
    first = related[0] if related else None
    keyword = first.reasons[0].keyword.label if first and first.reasons else ""
    return mending(paper, shelf.named, first.paper.slug if first else "", keyword)


def edit_link(repository: str, path: str) -> str:
    """Return where a page's file can be edited in the browser; "" when the repository is not known."""
    if not (repository and path and web(repository)):
        return ""
    middle = "/-/edit/HEAD/" if "gitlab" in urlsplit(repository).netloc else "/edit/HEAD/"
    return repository.rstrip("/").removesuffix(".git") + middle + quote(path)


def _related(shelf: Shelf, slug: str, links: Mapping[str, tuple[Link, ...]], why: dict[int, Why]) -> Iterator[Related]:
    """Yield the published papers that a paper is linked with, in the order of the links."""
    own = shelf.texts[slug]
    for link in links.get(slug, ()):
        if (other := link.other(slug)) in shelf.cards:
            # Both ends of a link hold the same object.
            said = why.get(id(link)) or why.setdefault(id(link), _why(shelf, link))
            yield Related(shelf.cards[other], said, own, shelf.texts[other])


def _why(shelf: Shelf, link: Link) -> Why:
    cards = shelf.keywords
    reasons = [ReasonCard(cards[each.keyword], each.share) for each in link.reasons if each.keyword in cards]
    open_ = 100 - sum([reason.share for reason in reasons]) if link.weight else 0
    rest = open_ if open_ > _LITTLE else 0
    told = " ".join([f"{reason.keyword.stamp} {reason.share}" for reason in reasons])
    return Why(link.weight, tuple(reasons), link.given, rest, f"{link.weight} {link.given} {rest} {told}")


def _shown(value: object) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)
