"""Pages of keywords: one for each that has a page, and the list of them all."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from generator import permalinks, prose
from generator.pages.cards import KeywordCard, Named
from generator.pages.model import KeywordPage, KeywordsPage
from generator.pages.parts import fits, parted
from generator.pages.shelf import Shelf
from generator.papers import Keyword, Permalink
from generator.text import fold

_FREQUENT = 30
_NEIGHBOURS = 12


def keyword_pages(shelf: Shelf) -> Iterator[KeywordPage]:
    """Yield a page for every keyword that has one, by key."""
    for key, keyword in sorted(shelf.analysis.keywords.items()):
        if keyword.has_page:
            yield _page(shelf, shelf.keywords[key], keyword)


def index_pages(shelf: Shelf) -> Iterator[KeywordsPage]:
    """Yield the list of keywords: the most frequent apart, then all by letter; of a long one, pages for each letter."""
    cards = [shelf.keywords[key] for key, keyword in shelf.analysis.keywords.items() if keyword.has_page]
    cards.sort(key=lambda card: (fold(card.label).casefold() or card.label, card.key))
    letters: dict[str, list[KeywordCard]] = {}
    for card in cards:
        letters.setdefault(_letter(card.label), []).append(card)
    ordered = [(letter, tuple(letters[letter])) for letter in sorted(letters)]
    whole = fits(cards)
    menu = tuple(
        Named(letter, f"#letter-{place}" if whole else permalinks.keywords_from(letter), len(of))
        for place, (letter, of) in enumerate(ordered, start=1)
    )
    frequent = tuple(sorted(cards, key=lambda card: (-card.papers, card.key))[:_FREQUENT])
    yield _list(permalinks.KEYWORDS, ordered if whole else [], menu, frequent)
    for letter, of in ordered if not whole else ():
        for link, here, before, after in parted(of, partial(permalinks.keywords_from, letter)):
            yield replace(_list(link, [(letter, tuple(here))], menu), before=before, after=after)


def _list(
    link: Permalink,
    letters: Iterable[tuple[str, tuple[KeywordCard, ...]]],
    menu: tuple[Named, ...],
    frequent: tuple[KeywordCard, ...] = (),
) -> KeywordsPage:
    return KeywordsPage(
        path=permalinks.file(link),
        template="keywords.html",
        title="",
        section="keywords",
        frequent=frequent,
        letters=tuple(letters),
        menu=menu,
    )


def _page(shelf: Shelf, card: KeywordCard, keyword: Keyword) -> KeywordPage:
    papers = shelf.listed(keyword.papers)
    topics = Counter(paper.topic for paper in papers if paper.topic)
    return KeywordPage(
        path=permalinks.file(card.link),
        template="keyword.html",
        title=card.label,
        description=keyword.definition,
        section="keywords",
        keyword=card,
        definition=prose.plain_html(keyword.definition),
        variants=keyword.variants,
        listed=papers[: keyword.listed],
        others=papers[keyword.listed :],
        related=shelf.labels(keyword.related[:_NEIGHBOURS]),
        topics=tuple(sorted(topics.items(), key=lambda item: (-item[1], item[0].number))),
    )


def _letter(label: str) -> str:
    first = (fold(label) or label)[:1].upper()
    return first if first.isalpha() else "#"
