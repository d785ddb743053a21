"""A paper's list of keywords: chosen when the paper is born, and again on request where no person has touched it.

The state remembers the hash of each list as the program wrote it. A list is untouched if it has that hash; where
none is known, only if it is just what the program chooses. Everything else is a person's and stays.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import keywords
from generator.content import curated, files, frontmatter, state, store
from generator.content.bases import Base, Chosen, base_file, list_hash, read_bases
from generator.content.store import StoredPaper
from generator.errors import SitegenError
from generator.ingest.journal import Draft
from generator.papers import Paper, Slug, Vocabulary
from generator.report import Problem, Report

TOP = 10
"""Keywords in a list at most."""


def choose(papers: Mapping[str, Paper], wanted: Collection[str], words: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return the lists of the wanted ids: a paper's own keywords first, topped up from its text."""
    found = keywords.extract(
        [papers[id] for id in sorted(wanted)],
        [paper for id, paper in sorted(papers.items()) if id not in wanted],
        words,
        top=TOP,
    )
    return {id: _topped_up(papers[id].keywords, found.get(papers[id].slug, ())) for id in sorted(wanted)}


def _topped_up(own: Iterable[str], chosen: Iterable[str]) -> tuple[str, ...]:
    ordered: dict[str, str] = {}
    for label in (*own, *chosen):
        ordered.setdefault(label.casefold(), label)
    return tuple(ordered.values())[:TOP]


@dataclass(frozen=True, slots=True)
class Fresh:
    """An untouched list: as it stands, and as it is chosen now. `given` are the source's own keywords in it."""

    id: str
    paper: Slug
    path: str
    given: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def changes(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Refresh:
    """What choosing all untouched lists again brings.

    lists: the untouched ones, by slug; touched, locked: slugs of papers whose lists are a person's
    unknown: slugs of those of which nothing proves that the program wrote them
    """

    lists: tuple[Fresh, ...]
    touched: tuple[Slug, ...] = ()
    locked: tuple[Slug, ...] = ()
    unknown: tuple[Slug, ...] = ()

    @property
    def changed(self) -> tuple[Fresh, ...]:
        return tuple(each for each in self.lists if each.changes)


def refresh(project: Path) -> Refresh:
    """Return what a refresh would write. Writes nothing.

    Raises SitegenError when a page of the project, or keywords.toml, cannot be read.
    """
    stored, bases, words = _read(project)
    kinds = {each.paper.id: _kind(each, bases.get(each.paper.id)) for each in stored}
    given = {id: base.keywords.given if (base := bases.get(id)) and base.keywords else () for id in kinds}
    papers = {each.paper.id: each.paper for each in stored}
    ours, unknown = _of_kind(kinds, "ours"), _of_kind(kinds, "unknown")
    proven = _proven(project, papers, given, ours, unknown, words)
    fresh = _chosen(papers, given, ours | proven, words)
    lists = (
        Fresh(id, papers[id].slug, papers[id].path, given[id], papers[id].keywords, fresh[id]) for id in ours | proven
    )
    return Refresh(
        tuple(sorted(lists, key=lambda each: each.paper)),
        *(
            tuple(sorted(papers[id].slug for id in _of_kind(kinds, kind) - proven))
            for kind in ("touched", "locked", "unknown")
        ),
    )


def _read(project: Path) -> tuple[list[StoredPaper], dict[str, Base], Vocabulary]:
    """Return the papers that a build has seen, what sources said of them, and the vocabulary."""
    report = Report()
    stored = [each for each in store.read(project, report) if each.paper.id]
    words = curated.read_vocabulary(project, report)
    if report.fatal:
        raise store.unreadable(report)
    return stored, read_bases(project, Report()), words


def _kind(stored: StoredPaper, base: Base | None) -> str:
    """Return whose a list is. A page without the line has none, and a person who took it out wants a new one."""
    if {"*", "keywords"} & set(stored.paper.locked):
        return "locked"
    if "keywords" not in stored.page.fields:
        return "ours"
    if base is None:
        return "touched"  # No source brought it: its page was made by hand.
    if base.keywords is None:
        return "unknown"
    return "ours" if list_hash(stored.paper.keywords) == base.keywords.written else "touched"


def _of_kind(kinds: Mapping[str, str], kind: str) -> set[str]:
    return {id for id, one in kinds.items() if one == kind}


def _proven(
    project: Path,
    papers: Mapping[str, Paper],
    given: Mapping[str, tuple[str, ...]],
    ours: set[str],
    unknown: set[str],
    words: Vocabulary,
) -> set[str]:
    """Return those of the unknown whose lists are just what the program chooses: by the words of today, by those of
    the last build, or by none, as when there was no keywords.toml yet."""
    proven: set[str] = set()
    for tried in (words, state.read_vocabulary(project), Vocabulary()):
        if unknown - proven:
            found = _chosen(papers, given, ours | unknown, tried)
            proven |= {id for id in unknown if found[id] == papers[id].keywords}
    return proven


def _chosen(
    papers: Mapping[str, Paper], given: Mapping[str, tuple[str, ...]], wanted: Collection[str], words: Vocabulary
) -> dict[str, tuple[str, ...]]:
    """Return lists as they would be chosen if the wanted papers were born now, with only their sources' keywords."""
    born = {id: replace(paper, keywords=given[id]) if id in wanted else paper for id, paper in papers.items()}
    return choose(born, wanted, words)


def write(project: Path, found: Refresh) -> list[Problem]:
    """Write the lists that change, that line alone, and note all as the program's; return what could not be written.

    The caller holds the project's lock. A page that a person has saved since is left as it is.
    """
    bases, draft = read_bases(project, Report()), Draft(project)
    problems = []
    for each in found.lists:
        problem = _rewrite(draft, each) if each.changes else None
        if problem:
            problems.append(problem)
        else:
            base = bases.get(each.id, Base(each.id, each.paper))
            draft.put(*base_file(replace(base, keywords=Chosen.of(each.given, each.after))))
    return [*problems, *draft.commit("keyword lists chosen again")]


def _rewrite(draft: Draft, each: Fresh) -> Problem | None:
    try:
        stored = store.parse(files.read_text(draft.project / each.path, each.path), each.path, Report())
        if stored.paper.keywords != each.before or stored.paper.id != each.id:
            return Problem(each.path, 0, "was saved meanwhile, and stays as it is", "Refresh again.")
        draft.put(each.path, frontmatter.edit(stored.page, {"keywords": list(each.after)}))
    except SitegenError as error:
        return Problem(each.path, error.line, error.message, error.hint)
    return None
