"""The search index: BM25 impacts of every word, in small scripts by the word's first two letters.

No library can search on file://, where nothing but a script can be loaded; so the index is made here and a page loads
only the shards of the words that are typed. docs/decisions/0020-search-index.md has the measurements.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator import drawing, text
from generator.analysis import Analysis
from generator.config import Config
from generator.emitters import Output, datafile, reading
from generator.pages import GroupPage, ListPage, Site
from generator.papers import Content

# Robertson, S., & Zaragoza, H. (2009). The probabilistic relevance framework: BM25 and beyond. doi:10.1561/1500000019
_K1 = 1.2
_B = 0.75
_LEVELS = 26
_WEIGHTS = {"title": 3, "keywords": 2, "authors": 2, "venue": 1, "year": 1, "abstract": 1}
_GROUPS = {"authors": "author", "venues": "venue"}
STOP_WORDS = frozenset(
    "a an and are as at be been by can do for from has have in into is it its of on or our such that the their these "
    "they this to we were which with".split()
)
_ACCENTS = re.compile("[\u0300-\u036f]")
# Scripts without spaces between words: a run of them is indexed as its pairs of letters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
# What may stand between the two words of a compound. NFKC has made U+2010 of U+2011.
_HYPHENS = ("-", "\u2010")

Postings = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Index:
    """term -> paper number -> impact in 0..1; numbers are places in slug order."""

    papers: int
    terms: Mapping[str, Postings]


def outputs(site: Site, content: Content, analysis: Analysis, config: Config, stamp: str) -> Iterator[Output]:
    """Yield data/search.js, then data/search/<shard>.js in the order of their names.

    All are made to know their keys: what a word weighs depends on every paper.
    """
    readings = reading.readings(site, content, analysis, config)
    shards = sharded(index([_fields(item, analysis) for item in readings]))
    yield datafile.output(
        "search", _summary(readings, facets(site, content, readings), analysis, sorted(shards)), stamp
    )
    for name in sorted(shards):
        yield datafile.output(f"search/{name}", shards[name], stamp)


def index(documents: Sequence[Mapping[str, str]]) -> Index:
    """Return the BM25 impact of every term in every document, without its idf (the script has the counts for that).

    A document is field -> text; the fields weigh as in the table above. Two words that some document joins by a hyphen
    are found as one word, too, wherever they stand side by side: "fine-tuning", "fine tuning" and "finetuning" are one.
    """
    known = frozenset(_known_compounds(documents))
    counts = [_counted(document, known) for document in documents]
    lengths = [sum(count.values()) for count in counts]
    mean = sum(lengths) / max(1, len(lengths)) or 1.0
    terms: dict[str, dict[int, float]] = defaultdict(dict)
    for number, (count, length) in enumerate(zip(counts, lengths, strict=True)):
        norm = _K1 * (1 - _B + _B * length / mean)
        for term, frequency in count.items():
            terms[term][number] = frequency / (frequency + norm)
    return Index(len(documents), terms)


def sharded(made: Index) -> dict[str, dict[str, str]]:
    """Return shard name -> term -> postings, terms in order."""
    shards: dict[str, dict[str, str]] = defaultdict(dict)
    for term in sorted(made.terms):
        shards[shard_name(term)][term] = packed(made.terms[term])
    return dict(shards)


def terms(words: str) -> Iterator[str]:
    """Yield the terms of a text as the index knows them: accents off, lower case, stemmed, stop words left out.

    >>> list(terms("The Poincaré models of C++"))
    ['poincar', 'model', 'c++']
    >>> list(terms("大语言模型"))
    ['大语', '语言', '言模', '模型']
    """
    plain = _plain(words)
    for start, end, stem in text.tokens(plain.lower()):
        if _UNSPACED.search(stem):
            yield from _pairs(stem)
        elif plain[start:end].lower() not in STOP_WORDS:
            yield stem


def compounds(words: str, between: Container[str] = _HYPHENS) -> Iterator[str]:
    """Yield the stem of each two neighbouring words written as one, where a hyphen parts them (or what else is named).

    >>> list(compounds("Fine-tuning of multi-task models"))
    ['finetun', 'multitask']
    >>> list(compounds("fine tuning", between=(" ",)))
    ['finetun']
    """
    plain = _plain(words)
    for (start, end, _), (after, last, _) in pairwise(text.tokens(plain)):
        if plain[end:after] in between and not _UNSPACED.search(plain[start:last]):
            yield text.stem((plain[start:end] + plain[after:last]).lower())


def shard_name(term: str) -> str:
    """Return the file that holds a term: its first two letters, or a bucket of its first letter in other scripts.

    Names are ASCII, differ by more than case, and are never one that Windows reserves.

    >>> [shard_name(term) for term in ("model", "3d", "c++", "词汇", "x")]
    ['mo', '3d', 'u-35', 'u-13', 'x']
    """
    head = term[:2]
    if re.fullmatch("[a-z0-9]+", head):
        return head
    return f"u-{ord(term[0]) % 64}"


def packed(postings: Postings) -> str:
    """Return postings as text: for each paper the step from the one before in base 36, then a letter for the impact.

    >>> packed({0: 0.99, 2: 0.5, 40: 0.0})
    '0Z2N12A'
    """
    parts = []
    last = 0
    for number in sorted(postings):
        level = min(_LEVELS - 1, int(postings[number] * _LEVELS))
        parts.append(_base36(number - last) + chr(ord("A") + level))
        last = number
    return "".join(parts)


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    shown = digits[number % 36]
    while number := number // 36:
        shown = digits[number % 36] + shown
    return shown


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", unicodedata.normalize("NFKD", words)))


def _known_compounds(documents: Iterable[Mapping[str, str]]) -> Iterator[str]:
    for document in documents:
        for name in _WEIGHTS:
            yield from compounds(document.get(name, ""))


def _counted(document: Mapping[str, str], known: frozenset[str]) -> Counter[str]:
    count: Counter[str] = Counter()
    for name, weight in _WEIGHTS.items():
        words = document.get(name, "")
        joined = (term for term in compounds(words, (*_HYPHENS, " ")) if term in known)
        for term in (*terms(words), *joined):
            count[term] += weight
    return count


def _fields(item: reading.Reading, analysis: Analysis) -> dict[str, str]:
    variants = [variant for key in item.keys for variant in analysis.keywords[key].variants]
    return {
        "title": item.title,
        "abstract": item.abstract.text,
        "keywords": " . ".join([*item.labels, *variants]),
        "authors": " . ".join(item.authors),
        "venue": item.venue,
        "year": str(item.year or ""),
    }


def facets(site: Site, content: Content, readings: Sequence[reading.Reading]) -> dict[str, dict[str, object]]:
    """Return by what else than topic, year and keyword results can be narrowed: what several papers share.

    Facet -> values (what stands in the address, then the label where that is another), papers (number -> places among
    the values). A facet that no paper has is left out.
    """
    numbers = {item.slug: number for number, item in enumerate(readings)}
    shared: dict[str, dict[tuple[str, ...], list[int]]] = {
        name: {} for name in ("author", "venue", "tag", "collection", "source")
    }
    for page in site.pages:
        if isinstance(page, GroupPage) and page.section in _GROUPS:
            shared[_GROUPS[page.section]][page.slug, page.title] = [numbers[slug] for slug in page.slugs]
        elif isinstance(page, ListPage):
            shared["collection"].setdefault((page.title,), []).extend(numbers[card.slug] for card in page.papers)
    for item, number in numbers.items():
        paper = content.library[item]
        for name, values in (("tag", paper.tags), ("collection", paper.collections), ("source", paper.sources)):
            for value in dict.fromkeys(values):
                shared[name].setdefault((value,), []).append(number)
    return {name: _facet(values) for name, values in shared.items() if values}


def _facet(values: Mapping[tuple[str, ...], Iterable[int]]) -> dict[str, object]:
    ordered = sorted(values, key=lambda value: (value[-1].casefold(), value))
    papers: dict[int, list[int]] = {}
    for place, value in enumerate(ordered):
        for number in dict.fromkeys(values[value]):
            papers.setdefault(number, []).append(place)
    return {"values": ordered, "papers": dict(sorted(papers.items()))}


def _summary(
    readings: Sequence[reading.Reading],
    shared: Mapping[str, Mapping[str, object]],
    analysis: Analysis,
    shards: Sequence[str],
) -> dict[str, object]:
    """Return what the search page must know before a word is typed; lists over papers go by their numbers."""
    labels = {
        key: analysis.keywords[key].label for item in readings for key in item.keys if analysis.keywords[key].has_page
    }
    places = {key: place for place, key in enumerate(sorted(labels, key=lambda key: (labels[key].casefold(), key)))}
    return {
        "papers": len(readings),
        "chunk": reading.CHUNK,
        "levels": _LEVELS,
        "topics": [[topic.id, topic.name, drawing.marker_shape(topic.number)] for topic in analysis.topics],
        "topic": [item.topic for item in readings],
        "year": [item.year or 0 for item in readings] if any(item.year for item in readings) else [],
        "labels": [labels[key] for key in places],
        "keywords": [[places[key] for key in item.keys if key in places] for item in readings],
        "facets": shared,
        "stop": sorted(STOP_WORDS),
        "shards": list(shards),
    }
