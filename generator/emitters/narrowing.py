"""What the search narrows results by, beside topic and year: a file for each, and one that knows papers by slug."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.analysis import Analysis
from generator.emitters import citing, reading
from generator.emitters.postings import base36
from generator.pages import GroupPage, ListPage, Site
from generator.papers import Content

CODE = "code"
_GROUPS = {"authors": "author", "venues": "venue"}
_WIDTH = 7
"""Digits to base 36 of a number below 2 ** 32."""

Value = tuple[str, ...]
"""What stands in the address, then the label where that is another."""


def facets(
    site: Site, content: Content, analysis: Analysis, readings: Sequence[reading.Reading]
) -> dict[str, dict[Value, list[int]]]:
    """Return facet -> value -> numbers of its papers, in order; a facet that no paper has is left out."""
    numbers = {item.slug: number for number, item in enumerate(readings)}
    names = ("author", "venue", "keyword", "has", "tag", "collection", "source")
    found: dict[str, dict[Value, list[int]]] = {name: {} for name in names}
    for page in site.pages:
        if isinstance(page, GroupPage) and page.section in _GROUPS:
            found[_GROUPS[page.section]][page.slug, page.title] = [numbers[card.slug] for card in page.cards]
        elif isinstance(page, ListPage):
            found["collection"].setdefault((page.title,), []).extend(numbers[card.slug] for card in page.papers)
    for number, item in enumerate(readings):
        paper = content.library[item.slug]
        keywords = [analysis.keywords[key].label for key in item.keys if analysis.keywords[key].has_page]
        of_paper = {"keyword": keywords, "has": [CODE] if paper.resources else [], "tag": paper.tags}
        for name, values in (of_paper | {"collection": paper.collections, "source": paper.sources}).items():
            for value in dict.fromkeys(values):
                found[name].setdefault((value,), []).append(number)
    # A collection may be empty: nothing can be narrowed by it.
    filled = {name: {value: sorted(set(of)) for value, of in values.items() if of} for name, values in found.items()}
    return {name: values for name, values in filled.items() if values}


def table(values: Mapping[Value, Iterable[int]]) -> dict[str, list[object]]:
    """Return a facet as its file has it: values by their labels, and of each the steps from paper to paper in base 36.

    >>> table({("b",): [0, 40], ("a", "A"): [3]})
    {'values': [('a', 'A'), ('b',)], 'papers': ['3', '0.14']}
    """
    ordered = sorted(values, key=lambda value: (value[-1].casefold(), value))
    return {"values": list(ordered), "papers": [_steps(values[value]) for value in ordered]}


def slugs(readings: Sequence[reading.Reading]) -> dict[str, object]:
    """Return how a script finds a paper's number by its slug: the slugs' hashes in order, and those that share one."""
    hashes = [citing.fnv1a(item.slug) for item in readings]
    shared = Counter(hashes)
    return {
        "hashes": "".join(base36(value).rjust(_WIDTH, "0") for value in hashes),
        "same": {item.slug: n for n, item in enumerate(readings) if shared[hashes[n]] > 1},
    }


def _steps(papers: Iterable[int]) -> str:
    parts = []
    last = 0
    for number in papers:
        parts.append(base36(number - last))
        last = number
    return ".".join(parts)
