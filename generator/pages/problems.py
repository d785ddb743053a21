"""What a curator's pages name that is not there: the site leaves it out, and says so to the curator."""

import difflib
import posixpath
from collections.abc import Iterable, Iterator, Mapping

from generator import prose, queries
from generator.keywords import sense
from generator.pages import mentions
from generator.pages.collected import Collected
from generator.pages.shelf import Shelf, pictured
from generator.papers import Collection, Paper, TopicSettings
from generator.report import Problem
from generator.text import slugify
from generator.theme import colours, odd


def problems(shelf: Shelf) -> Iterator[Problem]:
    """Yield a problem for every paper, keyword and page that a curator names and that is not there.

    A paper that is hidden or private is there: its curator wants it unseen.
    """
    known: set[str] = {slug for paper in shelf.content.library for slug in (paper.slug, *paper.aliases)}
    for paper in shelf.content.library:
        for field, named in (("related", paper.related), ("unrelated", paper.unrelated)):
            line = paper.lines.get(field, 0)
            yield from _missing(paper.path, line, field, named, known)
        yield from _in_vain(paper)
    yield from _keywords(shelf)
    for collection in shelf.content.collections:
        yield from _missing(collection.path, collection.line, "papers", collection.papers, known)
        yield from _query(collection, shelf.collections[collection.slug])
    names = [*shelf.cards, *(named.name for named in shelf.names.values())]
    for text in mentions.written(shelf):
        for target, line in prose.page_links(text.notes):
            if shelf.find(target) is None:
                place = text.begins + line - 1 if text.begins else 0
                hint = _alike(prose.file_named(target), names) or _HOW_TO_LINK
                yield Problem(text.path, place, f"{prose.typed(target)} leads nowhere", hint)
        yield from _pictures(text, shelf)
    yield from _topics(shelf)


def _pictures(text: mentions.Written, shelf: Shelf) -> Iterator[Problem]:
    """Yield the pictures that are not there; one in static/ the theme answers for."""
    for address, line in prose.pictures(text.notes):
        if not shelf.picture(address, text.path) and "static/" not in address:
            close = difflib.get_close_matches(
                pictured(address, text.path), sorted(shelf.content.pictures), n=1, cutoff=0.8
            )
            hint = (
                f'Did you mean "{posixpath.relpath(close[0], posixpath.dirname(text.path))}"?' if close else _PICTURES
            )
            place = text.begins + line - 1 if text.begins else 0
            yield Problem(text.path, place, f'there is no picture "{address}"', hint)


_PICTURES = "Put a .png, .jpg, .gif, .svg, .webp or .avif into content/, and name it from where this page lies."
_HOW_TO_LINK = "Write the slug or the title of a paper, a keyword, or the name of a topic, a collection or a page."
_HOW_TO_NAME = "Write the name of a file in content/papers/ without its .md, or take it out."


def _missing(path: str, line: int, field: str, named: Iterable[str], known: set[str]) -> Iterator[Problem]:
    for slug in dict.fromkeys(named):
        if slug not in known:
            hint = _alike(slugify(slug) or slug, known) or _HOW_TO_NAME
            yield Problem(path, line, f'{field} names "{slug}", which is no paper', hint)


def _query(collection: Collection, found: Collected) -> Iterator[Problem]:
    """Yield what a collection's query asks in vain."""
    for name in found.unknown:
        hint = _alike(name.lower(), queries.FIELDS) or f"Fields are: {', '.join(queries.FIELDS)}."
        yield Problem(collection.path, collection.query_line, f"the query names {name}:, which is no field", hint)
    for shown, near in found.lost:
        hint = f'Did you mean "{near}"?' if near else "Try it on the search page."
        yield Problem(collection.path, collection.query_line, f"the query asks for {shown}, which no paper has", hint)
    if collection.query and not found.papers and not found.lost:
        what = "the query finds no paper"
        yield Problem(collection.path, collection.query_line, what, "Try it on the search page.")


def _in_vain(paper: Paper) -> Iterator[Problem]:
    """Yield what a page asks of its links that cannot be."""
    for slug in paper.related:
        if slug in paper.unrelated:
            what = f'"{slug}" is in related and in unrelated: there is no link'
            yield Problem(paper.path, paper.lines.get("related", 0), what, "Take it out of one of the two.")
    for field, named in (("related", paper.related), ("unrelated", paper.unrelated)):
        if paper.slug in named:
            yield Problem(paper.path, paper.lines.get(field, 0), f"{field} names the paper itself", "Take it out.")


def _keywords(shelf: Shelf) -> Iterator[Problem]:
    """Yield what keywords.toml says in vain or against itself, and what a paper's `without` does."""
    words, papers = shelf.content.vocabulary, shelf.content.library.papers
    labels = {name: keyword.label for name, keyword in shelf.analysis.keywords.items()}
    yield from sense.contradictions(words)
    yield from sense.unheld(words, papers, labels.values())
    yield from sense.abbreviated(words, papers)
    yield from sense.without(papers, words, labels)


def _alike(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f'Did you mean "{close[0]}"?' if close else ""


def _topics(shelf: Shelf) -> Iterator[Problem]:
    """Yield the ids of topics.toml that no topic has: topics are found anew, and one may have gone."""
    ids = [topic.id for topic in shelf.analysis.topics]
    for id, settings in shelf.content.topics.items():
        if id not in ids:
            hint = _alike(id, ids) or "Its name is the last part of a topic's address; take the section out."
            yield Problem("content/topics.toml", settings.line, f'there is no topic "{id}"', hint)
        else:
            yield from _faint(id, settings, colours.grounds(shelf.config))


def _faint(id: str, settings: TopicSettings, grounds: Mapping[str, str]) -> Iterator[Problem]:
    """Yield that a topic's colour is hard to see, in the schemes where it is shown as another."""
    colour = colours.full(settings.colour)
    for ground in grounds.values() if colour else ():
        if what := odd.hard_to_read(colour, ground, colours.SEEN):
            hint = f"Marks are shown in {colours.readable(colour, ground, colours.SEEN)} there."
            yield Problem("content/topics.toml", settings.line, f'the colour {colour} of "{id}" {what}', hint)
