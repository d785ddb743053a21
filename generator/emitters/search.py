"""The search index: BM25 impacts of every word, in small scripts of words that follow one another.

No library can search on file://, where nothing but a script can be loaded; so the index is made here and a page loads
only the shards of the words that are typed. docs/decisions/0025-search-places.md has the measurements.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator import drawing
from generator.analysis import Analysis
from generator.emitters import Output, datafile, narrowing, postings, reading
from generator.pages import Site
from generator.papers import Content, Topic
from generator.queries import words

AT_ONCE = 40_000
"""Bytes of facets that the page loads unasked, the smallest first; others when the reader wants to narrow by them."""


def outputs(
    papers: Sequence[reading.Reading],
    site: Site,
    content: Content,
    analysis: Analysis,
    stamp: str,
) -> Iterator[Output]:
    """Yield data/search.js, then what it speaks of in data/search/.

    All are made to know their keys: what a word weighs depends on every paper.
    """
    documents = [_fields(item, analysis) for item in papers]
    shared = narrowing.facets(site, content, analysis, papers)
    for name, value in files(papers, analysis.topics, documents, shared).items():
        yield datafile.output(name, value, stamp)


def files(
    readings: Sequence[reading.Reading],
    topics: Sequence[Topic],
    documents: Sequence[Mapping[str, str]],
    shared: Mapping[str, Mapping[narrowing.Value, list[int]]],
) -> dict[str, object]:
    """Return name -> value of the data files: the summary, shards of words and of their places, spellings, facets."""
    made = postings.index(documents)
    shards = postings.shards(made)
    tables: dict[str, object] = {name: narrowing.table(values) for name, values in shared.items()}
    tables["list"] = narrowing.slugs(readings)
    return {
        "search": _summary(readings, topics, [shard.first for shard in shards], _at_once(tables)),
        **{f"search/words-{number}": shard.terms for number, shard in enumerate(shards)},
        **{f"search/places-{number}": shard.places for number, shard in enumerate(shards)},
        "search/spellings": postings.spellings(made),
        **{f"search/by-{name}": table for name, table in tables.items()},
    }


def column(values: Sequence[int]) -> dict[str, object]:
    """Return one whole number a paper as digits to base 36, each above the least of them.

    >>> column([2019, 2021, 2019])
    {'least': 2019, 'width': 1, 'digits': '020'}
    """
    least = min(values, default=0)
    digits = [postings.base36(value - least) for value in values]
    width = max(map(len, digits), default=1)
    return {"least": least, "width": width, "digits": "".join(value.rjust(width, "0") for value in digits)}


def _at_once(tables: Mapping[str, object]) -> dict[str, bool]:
    """Return facet -> whether it is loaded unasked."""
    room = AT_ONCE
    found = {}
    sizes = {name: len(datafile.literal(table).encode()) for name, table in tables.items()}
    for name in sorted(tables, key=lambda name: (sizes[name], name)):
        room -= sizes[name]
        found[name] = room >= 0
    return {name: found[name] for name in tables}


def _fields(item: reading.Reading, analysis: Analysis) -> dict[str, str]:
    variants = [variant for key in item.keys for variant in analysis.keywords[key].variants]
    return {
        "title": item.title,
        "abstract": item.abstract,
        "keywords": words.ITEMS.join([*item.labels, *variants]),
        "authors": words.ITEMS.join(item.authors),
        "venue": item.venue,
        "year": str(item.year or ""),
    }


def _summary(
    readings: Sequence[reading.Reading], topics: Sequence[Topic], shards: Sequence[str], facets: Mapping[str, bool]
) -> dict[str, object]:
    """Return what the search page must know before a word is typed; a paper goes by its number."""
    known = [item.year for item in readings if item.year]
    return {
        "papers": len(readings),
        "chunk": reading.CHUNK,
        "levels": postings.LEVELS,
        "topics": [[topic.id, topic.name, drawing.marker_shape(topic.number)] for topic in topics],
        "topic": column([item.topic for item in readings]),
        # A year less than the first stands for none.
        "year": column([item.year or min(known) - 1 for item in readings]) if known else None,
        "unknown": min(known) - 1 if known else None,
        "stop": sorted(words.STOP_WORDS),
        "fields": words.FIELDS,
        "digits": postings.DIGITS,
        "shards": shards,
        "facets": facets,
    }
