"""Pages of authors, venues and years, where a library knows them, and the list of each."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from generator import permalinks
from generator.drawing.histogram import share_bar
from generator.pages import names
from generator.pages.cards import KeywordCard, Named, PaperCard, TopicCard, by_title
from generator.pages.model import GroupPage, IndexPage, Page, YearsPage
from generator.pages.names import Group
from generator.pages.parts import fits, parted
from generator.pages.shelf import Shelf
from generator.papers import Permalink

_FREQUENT = 30
_KEYWORDS = 15
_PEOPLE = 20
_TOPICS = 10
_CROWD = 100
"""Authors of one paper from which on it says little about who works with whom, and much time would go into it."""


def author_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield a page for every author of several papers, and the list of all; nothing where no paper has authors."""
    groups = _distinct(shelf.authors.values())
    for group in groups:
        if group.slug:
            yield _page(shelf, group, permalinks.author(group.slug), "author.html", "authors")
    if groups:
        yield from _authors_index(shelf, groups)


def venue_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield a page for every venue of several papers, and the list of all; nothing where no paper has one."""
    groups = _distinct(shelf.venues.values())
    for group in groups:
        if group.slug:
            yield _page(shelf, group, permalinks.venue(group.slug), "venue.html", "venues")
    yield from _venues_index(shelf, sorted(groups, key=lambda group: (-len(group.papers), names.order(group))))


def year_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of years and a page for each; nothing where no paper has a year."""
    years = [Named(str(year), permalinks.year(year), len(papers)) for year, papers in shelf.years.items()]
    for place, (year, papers) in enumerate(shelf.years.items()):
        group = Group(str(year), str(year), str(year), (), papers)
        before = years[place - 1] if place else None
        after = years[place + 1] if place + 1 < len(years) else None
        yield _page(shelf, group, permalinks.year(year), "year.html", "years", before, after)
    if years:
        most = max(year.count for year in years)
        yield YearsPage(
            path=permalinks.file(permalinks.YEARS),
            template="years.html",
            title="",
            section="years",
            years=tuple((year, share_bar(year.count / most)) for year in reversed(years)),
            without=len(shelf.papers) - sum(year.count for year in years),
        )


def _distinct(groups: Iterable[Group]) -> list[Group]:
    """Return each author or venue once, from A to Z."""
    return sorted(dict.fromkeys(groups), key=names.order)


def _page(
    shelf: Shelf,
    group: Group,
    link: Permalink,
    template: str,
    section: str,
    before: Named | None = None,
    after: Named | None = None,
) -> GroupPage:
    cards = shelf.listed(group.papers)
    people = _people(shelf, group, least=1 if section == "authors" else 2)
    return GroupPage(
        path=permalinks.file(link),
        template=template,
        title=group.name,
        section=section,
        slug=group.slug,
        spellings=group.others,
        size=len(cards),
        years=_by_year(cards),
        keywords=_keywords(shelf, group.papers),
        people=tuple(_named(other, number) for other, number in people[:_PEOPLE]),
        more_people=len(people[_PEOPLE:]) if section == "authors" else 0,
        topics=_topics(cards),
        before=before,
        after=after,
    )


def _by_year(cards: Iterable[PaperCard]) -> tuple[tuple[str, tuple[PaperCard, ...]], ...]:
    """Return papers by year, newest first, in the order of their titles; those without a year come last."""
    ranked = sorted(cards, key=lambda card: (-(card.year or 0), by_title(card)))
    return tuple((str(year or ""), tuple(same)) for year, same in groupby(ranked, key=lambda card: card.year))


def _keywords(shelf: Shelf, papers: Sequence[str]) -> tuple[KeywordCard, ...]:
    """Return what several of the papers are about: the keywords that most of them list, then that most of them hold."""
    found, terms = shelf.analysis, Counter[str]()
    listed = Counter(key for slug in papers for key in found.listed.get(slug, ()))
    for slug in papers:
        terms.update(found.terms.get(slug, {}).keys())
    shared = (
        key for key, number in terms.items() if number > 1 and key in found.keywords and found.keywords[key].has_page
    )
    return shelf.labels(sorted(shared, key=lambda key: (-listed[key], -terms[key], key))[:_KEYWORDS])


def _people(shelf: Shelf, group: Group, least: int) -> list[tuple[Group, int]]:
    """Return the other authors of the papers with how many of these are theirs, `least` or more, most first."""
    counts: Counter[Group] = Counter()
    for slug in group.papers:
        people = dict.fromkeys(shelf.authors[author] for author in shelf.papers[slug].authors)
        if len(people) <= _CROWD:
            counts.update(other for other in people if other is not group)
    enough = (item for item in counts.items() if item[1] >= least)
    return sorted(enough, key=lambda item: (-item[1], names.order(item[0])))


def _named(group: Group, count: int) -> Named:
    return Named(group.name, permalinks.author(group.slug) if group.slug else "", count)


def _topics(cards: Iterable[PaperCard]) -> tuple[tuple[TopicCard, int], ...]:
    topics = Counter(card.topic for card in cards if card.topic)
    return tuple(sorted(topics.items(), key=lambda item: (-item[1], item[0].number))[:_TOPICS])


def _authors_index(shelf: Shelf, groups: Sequence[Group]) -> Iterator[IndexPage]:
    """Yield the list of authors by letter; of a long one, a page for each letter and one with the most frequent."""
    letters: dict[str, list[Named]] = {}
    for group in groups:
        letters.setdefault(names.letter(group.filed), []).append(_entry(shelf, group, permalinks.author, group.filed))
    ordered = {letter: letters[letter] for letter in sorted(letters, key=lambda letter: (letter == "#", letter))}
    frequent = sorted(
        (group for group in groups if group.slug), key=lambda group: (-len(group.papers), names.order(group))
    )
    whole = fits(groups)
    menu = tuple(
        Named(letter, f"#letter-{place}" if whole else permalinks.authors_from(letter), len(ordered[letter]))
        for place, letter in enumerate(ordered, start=1)
    )
    yield IndexPage(
        path=permalinks.file(permalinks.AUTHORS),
        template="authors.html",
        title="",
        section="authors",
        sections=tuple((letter, tuple(entries)) for letter, entries in ordered.items()) if whole else (),
        letters=menu,
        frequent=tuple(_named(group, len(group.papers)) for group in frequent[:_FREQUENT]),
        total=len(groups),
    )
    for letter, entries in ordered.items() if not whole else ():
        yield from _parted(entries, partial(permalinks.authors_from, letter), "authors", letter, menu)


def _venues_index(shelf: Shelf, groups: Sequence[Group]) -> Iterator[IndexPage]:
    """Yield the list of venues by their number of papers, in parts where it is long."""
    entries = [_entry(shelf, group, permalinks.venue, group.name) for group in groups]
    yield from _parted(entries, permalinks.venues_after, "venues") if entries else ()


def _entry(shelf: Shelf, group: Group, address: Callable[[str], Permalink], name: str) -> Named:
    """Return a name with its page's address, else that of its only paper."""
    link = address(group.slug) if group.slug else shelf.cards[group.papers[0]].link
    return Named(name, link, len(group.papers))


def _parted(
    entries: Sequence[Named],
    address: Callable[[int], Permalink],
    section: str,
    name: str = "",
    letters: tuple[Named, ...] = (),
) -> Iterator[IndexPage]:
    """Yield the entries on as many pages as it takes, each leading to the next."""
    for link, here, before, after in parted(entries, address):
        yield IndexPage(
            path=permalinks.file(link),
            template=f"{section}.html",
            title="",
            section=section,
            sections=((name, tuple(here)),),
            letters=letters,
            total=len(entries),
            before=before,
            after=after,
        )
