"""What the map's panel and the search results show of a paper: its texts, a few papers a file, loaded when needed.

A paper names keywords by their places in a table of its own, so that its file says nothing of other papers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator import prose
from generator.analysis import Analysis
from generator.emitters import Output, datafile, digest
from generator.pages import Site
from generator.pages.texts import Text
from generator.papers import Content, OutputPath, Paper

CHUNK = 2
"""Papers in one file; the scripts find a paper's file by its number in slug order."""


@dataclass(frozen=True, slots=True)
class Word:
    """A keyword's label, and those of the keywords inside it: where these never stand alone, it holds them."""

    label: str
    inside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A published paper as the scripts see it; `topic` is the topic's number or -1, `keys` are its own keywords'.

    words: by key, its own keywords and then those that its texts hold
    """

    slug: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    venue: str
    topic: int
    keys: tuple[str, ...]
    words: Mapping[str, Word]
    texts: Text

    @property
    def labels(self) -> list[str]:
        """Labels of its own keywords."""
        return [self.words[key].label for key in self.keys]

    @property
    def abstract(self) -> str:
        """What is published of the abstract, in plain letters."""
        return prose.readable(self.texts.value)


def readings(site: Site, content: Content, analysis: Analysis) -> list[Reading]:
    """Return every published paper, by slug: a paper's place in this list is its number in all data files."""
    numbers: dict[str, int] = {topic.id: topic.number for topic in analysis.topics}
    known = words(analysis)
    return [
        _reading(
            content.library[slug],
            numbers.get(analysis.topic_of.get(slug, ""), -1),
            analysis.listed.get(slug, ()),
            site.papers[slug].abstract,
            known,
        )
        for slug in sorted(site.papers)
    ]


def _reading(paper: Paper, topic: int, keys: tuple[str, ...], texts: Text, known: Mapping[str, Word]) -> Reading:
    said = dict.fromkeys([*keys, *[span.key for span in (*texts.title_spans, *texts.spans)]])
    return Reading(
        slug=paper.slug,
        title=prose.readable(paper.title),
        authors=tuple(map(str, paper.authors)),
        year=paper.year,
        venue=paper.venue,
        topic=topic,
        keys=keys,
        words={key: known[key] for key in said},
        texts=texts,
    )


def words(analysis: Analysis) -> dict[str, Word]:
    """Return all keywords as papers' tables have them, by key: "gamma ray burst" with "Gamma ray" and "Burst"."""
    labels = {key: keyword.label for key, keyword in analysis.keywords.items()}
    return {
        key: Word(label, tuple(labels[one] for one in _parts(key) if one in labels)) for key, label in labels.items()
    }


def _parts(key: str) -> list[str]:
    """Return all runs of a keyword's words but the whole, each once.

    >>> _parts("gamma ray burst")
    ['gamma', 'ray', 'burst', 'gamma ray', 'ray burst']
    """
    words = key.split()
    lengths = range(1, len(words))
    return list(dict.fromkeys(" ".join(words[at : at + n]) for n in lengths for at in range(len(words) - n + 1)))


def outputs(papers: Sequence[Reading], stamp: str) -> Iterator[Output]:
    """Yield data/papers/<n>.js."""
    for number, start in enumerate(range(0, len(papers), CHUNK)):
        some, name = papers[start : start + CHUNK], f"papers/{number}"
        yield Output(OutputPath(f"data/{name}.js"), digest(stamp, *map(_stamp, some)), partial(_script, name, some))


def _script(name: str, papers: Sequence[Reading]) -> bytes:
    return datafile.script(name, list(map(_row, papers)))


def _stamp(paper: Reading) -> str:
    """Return what stands for all that is in a paper's row."""
    words = [(word.label, word.inside) for word in paper.words.values()]
    return f"{paper.texts.stamp} {(paper.slug, paper.authors, paper.year, paper.venue, paper.topic, words)!r}"


def _row(paper: Reading) -> dict[str, object]:
    """Return a paper as the scripts read it; what it lacks is left out."""
    shown = prose.passage(paper.texts.value, paper.texts.spans)
    heading = prose.passage(paper.texts.title, paper.texts.title_spans)
    places = {key: place for place, key in enumerate(paper.words)}
    at, above = datafile.utf16(shown.text), datafile.utf16(paper.title)
    # TeX that reaches across a keyword is read otherwise without it.
    marks = heading.spans if heading.text == paper.title else ()
    row = {
        "slug": paper.slug,
        "title": paper.title,
        "heading": [[above(start), above(end), places[key]] for start, end, key in marks],
        "authors": paper.authors,
        "year": paper.year,
        "venue": paper.venue,
        "topic": paper.topic,
        "labels": [word.label for word in paper.words.values()],
        "listed": len(paper.keys),
        "inside": {place: word.inside for place, word in enumerate(paper.words.values()) if word.inside},
        "abstract": shown.text,
        "sentences": [[at(start), at(end)] for start, end in shown.sentences],
        "spans": [[at(start), at(end), places[key]] for start, end, key in shown.spans],
    }
    return {name: value for name, value in row.items() if value not in ("", None, (), [], {})}
