"""What the map's panel and the search results show of a paper: its texts, a few papers a file, loaded when needed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import prose
from generator.analysis import Analysis
from generator.config import Config
from generator.emitters import Output, datafile
from generator.pages import Site
from generator.papers import Content, Paper, Span
from generator.prose import Passage, passage, readable

CHUNK = 2
"""Papers in one file; the scripts find a paper's file by its number in slug order."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A published paper as the scripts see it; `topic` is the topic's number or -1, `keys` are its own keywords'."""

    slug: str
    title: str
    heading: tuple[tuple[int, int, str], ...]
    """spans of the title"""
    authors: tuple[str, ...]
    year: int | None
    venue: str
    topic: int
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    abstract: Passage


def readings(site: Site, content: Content, analysis: Analysis, config: Config) -> list[Reading]:
    """Return every published paper, by slug: a paper's place in this list is its number in all data files."""
    numbers: dict[str, int] = {topic.id: topic.number for topic in analysis.topics}
    papers = (content.library[slug] for slug in sorted(site.papers))
    return [_reading(paper, numbers, analysis, config) for paper in papers]


def outputs(papers: Sequence[Reading], places: Mapping[str, int], stamp: str) -> Iterator[Output]:
    """Yield data/papers/<n>.js; `places` says where a keyword stands in the map's table of keywords."""
    for number, start in enumerate(range(0, len(papers), CHUNK)):
        rows = [_row(paper, places) for paper in papers[start : start + CHUNK]]
        yield datafile.output(f"papers/{number}", rows, stamp)


def _reading(paper: Paper, numbers: Mapping[str, int], analysis: Analysis, config: Config) -> Reading:
    keys = analysis.listed.get(paper.slug, ())
    published = prose.published(paper.abstract, config.abstracts)
    in_title, in_abstract = analysis.spans.get(paper.slug, ((), ()))
    title, heading = readable(paper.title), passage(paper.title, in_title)
    return Reading(
        slug=paper.slug,
        title=title,
        # TeX that reaches across a keyword is read otherwise without it.
        heading=heading.spans if heading.text == title else (),
        authors=tuple(str(author) for author in paper.authors),
        year=paper.year,
        venue=paper.venue,
        topic=numbers.get(analysis.topic_of.get(paper.slug, ""), -1),
        keys=keys,
        labels=tuple(analysis.keywords[key].label for key in keys),
        abstract=passage(published, _kept(paper.abstract, published, in_abstract)),
    )


def _kept(whole: str, published: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans that an excerpt still holds."""
    return (span for span in spans if whole[: span.end] == published[: span.end])


def _row(paper: Reading, places: Mapping[str, int]) -> dict[str, object]:
    """Return a paper as the scripts read it; what it lacks is left out."""
    shown = paper.abstract.text
    at, above = datafile.utf16(shown), datafile.utf16(paper.title)
    row = {
        "slug": paper.slug,
        "title": paper.title,
        "heading": [[above(start), above(end), places[key]] for start, end, key in paper.heading],
        "authors": list(paper.authors),
        "year": paper.year,
        "venue": paper.venue,
        "topic": paper.topic,
        "keywords": [places[key] for key in paper.keys],
        "labels": list(paper.labels),
        "abstract": shown,
        "sentences": [[at(start), at(end)] for start, end in paper.abstract.sentences],
        "spans": [[at(start), at(end), places[key]] for start, end, key in paper.abstract.spans],
    }
    return {name: value for name, value in row.items() if value not in ("", None, [])}
