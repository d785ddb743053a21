"""Which papers are in a collection: those that its page lists, then those that its query finds, by title."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import prose, queries
from generator.analysis import Analysis
from generator.pages.cards import PaperCard, by_title
from generator.pages.texts import Text
from generator.papers import Collection, Content
from generator.queries import words


@dataclass(frozen=True, slots=True)
class Collected:
    """The published papers of a collection, by slug, in their order; and what its query asks in vain.

    unknown: names of fields that are none
    lost: what finds nothing, each with the nearest word that finds something, "" for none
    """

    papers: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    lost: tuple[tuple[str, str], ...] = ()


def collected(
    content: Content,
    analysis: Analysis,
    cards: Mapping[str, PaperCard],
    texts: Mapping[str, Text],
    earlier: Mapping[str, str],
) -> dict[str, Collected]:
    """Return what is in each collection, by the collection's slug.

    cards, texts: of the published papers, by slug; earlier: a slug that a paper once had -> the one it has
    """
    listed: dict[str, tuple[str, ...]] = {
        each.slug: tuple(
            slug for slug in dict.fromkeys(earlier.get(slug, slug) for slug in each.papers) if slug in cards
        )
        for each in content.collections
    }
    asking = [each for each in content.collections if each.query.strip()]
    found: dict[str, Collected] = {slug: Collected(papers) for slug, papers in listed.items()}
    if asking:
        slugs = sorted(cards)
        index = queries.index([_document(slug, content, analysis, cards, texts, listed) for slug in slugs])
        found |= {
            each.slug: _answered(each.query, listed[each.slug], index, [cards[slug] for slug in slugs])
            for each in asking
        }
    return found


def _answered(query: str, listed: tuple[str, ...], index: queries.Texts, cards: Sequence[PaperCard]) -> Collected:
    asked = queries.parse(query)
    matches = sorted((cards[number] for number in index.find(asked)), key=by_title)
    papers = dict.fromkeys((*listed, *(card.slug for card in matches)))
    return Collected(tuple(papers), asked.unknown, tuple(index.lost(asked)))


def _document(
    slug: str,
    content: Content,
    analysis: Analysis,
    cards: Mapping[str, PaperCard],
    texts: Mapping[str, Text],
    listed: Mapping[str, Sequence[str]],
) -> queries.Document:
    """Return a paper as the search page knows it, from what is published of it."""
    paper, card, text = content.library[slug], cards[slug], texts[slug]
    return queries.Document(
        texts={
            "title": prose.readable(paper.title),
            "abstract": prose.passage(text.value, text.spans).text,
            "keywords": words.ITEMS.join(_keywords(slug, analysis)),
            "authors": words.ITEMS.join(str(author) for author in paper.authors),
            "venue": paper.venue,
            "year": str(paper.year or ""),
        },
        year=paper.year,
        values={
            "topic": (card.topic.name,) if card.topic else (),
            "tag": paper.tags,
            "source": paper.sources,
            "has": ("code",) if paper.resources else (),
            "collection": (*paper.collections, *_lists_with(slug, content.collections, listed)),
        },
    )


def _keywords(slug: str, analysis: Analysis) -> Iterator[str]:
    keywords = [analysis.keywords[key] for key in analysis.listed.get(slug, ())]
    yield from (keyword.label for keyword in keywords)
    yield from (variant for keyword in keywords for variant in keyword.variants)


def _lists_with(slug: str, collections: Sequence[Collection], listed: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the collections that list a paper; what the others find may hang on this very answer."""
    return (each.title for each in collections if slug in listed[each.slug])
