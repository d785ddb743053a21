"""Tending the vocabulary: what keywords there are, which are probably one, and what a change would alter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import analysis, config, content, preview
from generator.analysis import Analysis
from generator.content import files, state, store, vocabulary
from generator.keywords import merges, sense
from generator.keywords.merges import Merge
from generator.papers import Content, Keyword, Vocabulary
from generator.preview import Changes
from generator.report import Problem, Report


@dataclass(frozen=True, slots=True)
class Overview:
    """A project's keywords, those first that most papers list, then those that most texts hold; what may be merged."""

    keywords: tuple[Keyword, ...]
    merges: tuple[Merge, ...]
    problems: tuple[Problem, ...]

    def about(self, words: str) -> "Overview":
        """Return what is about some words: keywords and merges that have them in a label or a variant."""
        small = words.casefold()

        def speaks(labels: Iterable[str]) -> bool:
            return any(small in label.casefold() for label in labels)

        return Overview(
            tuple(keyword for keyword in self.keywords if speaks((keyword.label, *keyword.variants))),
            tuple(merge for merge in self.merges if speaks((merge.variant, merge.label))),
            self.problems,
        )


def overview(project: Path) -> Overview:
    """Return a project's keywords. Raises SitegenError where a page, or keywords.toml, cannot be read."""
    library, report = _content(project), Report()
    found = _analyse(project, library)
    papers = [paper for paper in library.library if paper.slug in found.listed]
    likely = merges.likely(papers, found.keywords, found.listed, found.terms, library.vocabulary)
    report.extend(_doubts(library, found))
    ordered = sorted(found.keywords.values(), key=lambda one: (-one.listed, -len(one.papers), one.label, one.key))
    return Overview(tuple(ordered), tuple(likely), tuple(report.sorted()))


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change of the vocabulary alters, compared with what (in words), and what is odd about the words."""

    base: str
    changes: Changes
    problems: tuple[Problem, ...]


def look_ahead(
    project: Path, file: Path | None = None, prefer: Mapping[str, str] | None = None, hide: Iterable[str] = ()
) -> Preview:
    """Return what the vocabulary would alter that `file` has, or else content/keywords.toml, with some words added.

    It is compared with content/keywords.toml where a file or words are given, else with that of the last build: in
    both cases for the papers as they stand.
    """
    report = Report()
    library = _content(project)
    tried = bool(file or prefer or hide)
    base = library.vocabulary if tried else state.read_vocabulary(project)
    words = vocabulary.parse(files.read_text(file, file.as_posix()), file.as_posix(), report) if file else None
    if report.fatal:
        raise store.unreadable(report)
    wanted = replace(library, vocabulary=_with(words or library.vocabulary, prefer or {}, hide))
    before, after = (_analyse(project, one) for one in (replace(library, vocabulary=base), wanted))
    doubts = _doubts(wanted, after)
    # Words of the file have lines; those tried beside it have none.
    report.extend(doubt if doubt.line else replace(doubt, path="the command line") for doubt in doubts)
    said = vocabulary.FILE if tried else "the last build"
    return Preview(said, preview.compare(before, after), tuple(report.sorted()))


def _content(project: Path) -> Content:
    report = Report()
    found = content.read(project, report)
    if report.fatal:
        raise store.unreadable(report)
    return found


def _analyse(project: Path, library: Content) -> Analysis:
    return analysis.analyse(library, config.load(project).map)


def _doubts(library: Content, found: Analysis) -> Iterable[Problem]:
    yield from sense.contradictions(library.vocabulary)
    labels = [keyword.label for keyword in found.keywords.values()]
    yield from sense.unheld(library.vocabulary, library.library.papers, labels)
    yield from sense.abbreviated(library.vocabulary, library.library.papers)


def _with(words: Vocabulary, prefer: Mapping[str, str], hide: Iterable[str]) -> Vocabulary:
    return replace(words, prefer={**words.prefer, **prefer}, hide=tuple(dict.fromkeys((*words.hide, *hide))))
