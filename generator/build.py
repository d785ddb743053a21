"""The program on one screen: take in what is new, read content/, analyse, plan every page, emit, swap in."""

import contextlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import cache, checksums, config, hosting, inputs, stamps
from generator.cache import Cache
from generator.config import MARKER, SITE
from generator.errors import SitegenError
from generator.kept import Kept
from generator.report import Problem, Progress, Report, silent
from generator.text import counted

if TYPE_CHECKING:
    from generator import analysis, emitters, pages, theme
    from generator.ingest import Ledger
    from generator.papers import Content

_LAST, _INPUTS, _SITE, _LINKS = "last", "inputs", "site", "links"
_THAW = "Run sitegen build without --frozen, and commit content/."


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: figures for the closing line, the import's account, and what a curator should mend."""

    papers: int
    topics: int
    links: int
    files: int
    rendered: int = 0
    conflicts: int = 0
    """open ones: pages that say otherwise than a source"""
    seconds: float = 0.0
    project: Path = Path()
    sum: str = ""
    """stands for every path and byte of the site (generator/checksums.py)"""
    ledger: "Ledger | None" = None
    problems: tuple[Problem, ...] = ()
    mended: tuple[Problem, ...] = ()
    """what the last command had left half done, and is put right"""

    def __str__(self) -> str:
        named = {"paper": self.papers, "topic": self.topics, "link": self.links, "file": self.files}
        figures = ", ".join(counted(number, noun) for noun, number in named.items())
        return f"{figures} in {self.seconds:.1f} s -> {(self.project / SITE / 'index.html').as_posix()}"


def build(
    project: Path,
    given: Iterable[Path] = (),
    *,
    frozen: bool = False,
    keep_going: bool = False,
    progress: Progress = silent,
) -> Built:
    """Import what is new, and make site/ from content/.

    frozen: change nothing under content/; what would have to change is an error
    keep_going: build without the pages that cannot be read

    Raises SitegenError, or UnreadableError with all such pages, when no site was made; the old one stays as it was.
    """
    started = time.perf_counter()
    given = list(given)
    built = None if given else _quickly(project)
    if built is None:
        with _held(project, frozen) as mended, cache.opened(project) as kept:
            built = replace(_make(project, kept, given, frozen, keep_going, progress), mended=tuple(mended))
    seconds = time.perf_counter() - started
    return replace(built, seconds=seconds, project=project, sum=checksums.site_sum(project / SITE))


def _quickly(project: Path) -> Built | None:
    """Return what a build made for which nothing need be read but what changed; None where there is more to do."""
    if cache.is_noted(project) or (project / inputs.UNFINISHED).exists():
        return None
    with cache.locked(project, "build"), cache.opened(project) as kept:
        return _at_rest(project, kept)


def _held(project: Path, frozen: bool) -> contextlib.AbstractContextManager[list[Problem]]:
    """Hold the project, and put right what the last command left half done: a frozen build only says so."""
    from generator import ingest

    if frozen and (what := ingest.broken_off(project)):
        raise SitegenError(f"was broken off, and --frozen: {what}", hint=_THAW)
    return ingest.at_work(project, "build")


def _refuse_emptied(project: Path) -> None:
    """Raise SitegenError where all pages are gone that a site was made of: moved away, or on a disk not there."""
    from generator.content import state, store

    pages = project / store.FOLDER
    if pages.is_dir() and any(path.suffix == ".md" for path in pages.iterdir()):
        return
    if not (project / "content").is_dir() and (project / SITE / "index.html").is_file():
        hint = "Put it back. To begin anew, delete site/ too."
        raise SitegenError("is gone, and a site was made of it; the site stays as it was", where="content", hint=hint)
    if known := len(list((project / state.FOLDER / "base").glob("*.json"))):
        raise SitegenError(
            f"has no pages any more, and {counted(known, 'paper')} had one; the site stays as it was",
            where=store.FOLDER,
            hint="Put them back, such as from git. To begin anew, delete content/.sitegen too.",
        )


def _at_rest(project: Path, kept: Cache) -> Built | None:
    """Return what the last build made if this one would make the same, and the site still stands as it was made.

    What this takes is all that a build takes when nothing changed, so nothing is imported for it.
    """
    if not (last := _table(kept, _LAST)):
        return None
    before, site = _table(kept, _INPUTS), _table(kept, _SITE)
    now = inputs.again(project, last["looked"], before)
    if not before or not (project / SITE / MARKER).is_file() or not stamps.stand(project / SITE, site):
        return None
    if now.changed:
        from generator import noted

        amended = noted.amend(project, kept, now.changed, site)
        if amended is None:
            return None
        kept.put({_SITE: json.dumps(amended)})
    if now.stamps != before:
        kept.put({_INPUTS: json.dumps(now.stamps)})
    papers, topics, links, files = last["figures"]
    problems = tuple(Problem(*problem) for problem in last["problems"])
    return Built(papers, topics, links, files, int(bool(now.changed)), last["conflicts"], problems=problems)


def _table(kept: Cache, key: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(kept.get(key) or "{}")
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}


class UnreadableError(SitegenError):
    """Pages that cannot be read: all of them at once, so that they can be mended at once."""

    def __init__(self, report: Report) -> None:
        super().__init__(
            f"{len(report.fatal)} of the pages cannot be read; the site stays as it was",
            hint="Mend them, or build without them: sitegen build --keep-going",
        )
        self.problems = report.sorted()


def _unite(project: Path, frozen: bool) -> list[Problem]:
    """Carry out what duplicates.toml says of papers that are one; return what the curator is told of it."""
    from generator import ingest
    from generator.content.duplicates import FILE as DUPLICATES

    if frozen and (waiting := ingest.waiting(project)):
        pair = waiting[0]
        raise SitegenError(
            f'"{pair.other}" is to be united with "{pair.one}", and --frozen',
            where=DUPLICATES,
            line=pair.line,
            hint=_THAW,
        )
    return ingest.carry_out(project)


def _take_in(
    project: Path, given: list[Path], settings: config.Config, frozen: bool, progress: Progress
) -> "Ledger | None":
    """Import the given files, and the sources that no import has seen; None when there is nothing to import."""
    from generator import ingest

    if frozen:
        return _nothing_to_take_in(project, given, settings)
    brought = {source.name: source for source in ingest.bring_in(project, given)}
    waiting = {source.name: source for source in ingest.pending(project, settings.sources.include)}
    return ingest.run(project, (waiting | brought).values(), progress=progress) if brought or waiting else None


def _nothing_to_take_in(project: Path, given: list[Path], settings: config.Config) -> "Ledger | None":
    """Return what a frozen build says of sources that no papers are in; any other must be imported first."""
    from generator import ingest

    waiting = ingest.pending(project, settings.sources.include)
    ledger = ingest.plan(project, waiting)[0] if waiting and not given else None
    if given or (ledger and any(source.outcomes for source in ledger.sources)):
        raise SitegenError("there are sources to import, and --frozen", hint=_THAW)
    return ledger


def _read(project: Path, report: Report, frozen: bool, keep_going: bool) -> "Content":
    """Return the project's content; pages that a person made by hand are taken in first."""
    from generator import content, ingest

    found = content.read(project, report)
    if report.fatal and not keep_going:
        raise UnreadableError(report)
    if all(paper.id for paper in found.library):
        return found
    if frozen:
        first = next(paper for paper in found.library if not paper.id)
        raise SitegenError("the page has no id yet, and --frozen", where=first.path, hint=_THAW)
    report.problems.clear()
    ingest.adopt(project, report)
    found = content.read(project, report)
    if report.fatal and not keep_going:
        raise UnreadableError(report)
    return found


def _make(project: Path, kept: Cache, given: list[Path], frozen: bool, keep_going: bool, progress: Progress) -> Built:
    """Take in, read, analyse, plan, emit, write: the site, and the state that the next build starts from."""
    from generator import analysis, ingest, noted, pages, theme, writer
    from generator.content import state

    writer.settle(project)
    _refuse_emptied(project)
    settings = config.load(project)
    told = _unite(project, frozen)
    ledger = _take_in(project, given, settings, frozen, progress)
    report = Report()
    progress("reading papers")
    # Looked at before anything is read: what is saved during the build is for the next one.
    before = inputs.look(project, settings, _table(kept, _INPUTS))
    library = _read(project, report, frozen, keep_going)
    progress(f"finding links and topics among {counted(len(library.library), 'paper')}")
    earlier, links = noted.earlier(kept), Kept(kept.get(_LINKS))
    found = analysis.analyse(library, settings.map, earlier, links)
    progress("planning pages")
    site = pages.plan(library, found, settings)
    report.extend(site.problems)
    look = theme.load(project, settings)
    report.extend(look.problems)
    progress("writing pages")
    left_out = {Path(problem.path).stem for problem in report.fatal}
    fixed = state.with_left_out(found.state, library.state, left_out)
    if frozen and fixed != library.state:
        raise SitegenError("content/.sitegen would change, and --frozen", hint=_THAW)
    standing = _table(kept, _SITE)
    written = writer.write(project, _outputs(project, site, library, found, settings, look), standing, progress)
    report.extend(hosting.problems(written.sizes))
    if not frozen:
        state.write(project, fixed)
        state.write_vocabulary(project, library.vocabulary)
    figures = len(found.positions), len(found.topics), len(found.links), written.files, written.rendered
    built = Built(*figures, conflicts=ingest.open_conflicts(project, library.library), ledger=ledger)
    progress("keeping what the next build can use")
    noted.keep_matched(kept, found.matched, earlier)
    kept.put({_LINKS: links.now})
    noted.keep(kept, library.library, before.changed)
    _remember(project, kept, built, report, written.keys, settings)
    # A frozen build notes no vocabulary: then there is something left for the next one.
    done = not report.fatal and (not frozen or state.read_vocabulary(project) == library.vocabulary)
    if done and not (ledger and ingest.pending(project, settings.sources.include)):
        kept.put({_INPUTS: json.dumps(_with_state(project, before.stamps))})
    return replace(built, problems=(*told, *(ledger.problems if ledger else ()), *report.sorted()))


def _outputs(
    project: Path,
    site: "pages.Site",
    library: "Content",
    found: "analysis.Analysis",
    settings: config.Config,
    look: "theme.Theme",
) -> Iterator["emitters.Output"]:
    """Yield every file of the site from its emitter."""
    from generator.emitters import (
        assets,
        bibliographies,
        citing,
        exports,
        feeds,
        finding,
        graphs,
        html,
        map,
        picture,
        reading,
        search,
    )

    yield from html.outputs(site, look, settings)
    papers = reading.readings(site, library, found)
    yield from map.outputs(papers, site, library, found, settings, look.stamp)
    cited = citing.cited(site, library, settings)
    yield from citing.outputs(cited, look.stamp)
    yield from bibliographies.outputs(site, found, settings, cited)
    yield from search.outputs(papers, site, library, found, look.stamp)
    yield from exports.outputs(site, library, found, settings)
    yield from graphs.outputs(site, found, settings)
    yield from feeds.outputs(site, look, settings)
    yield from finding.outputs(site, look, settings)
    yield from picture.outputs(site, found, look)
    yield from assets.outputs(site, look, settings)
    yield from assets.pictures(site, project)


def _remember(
    project: Path, kept: Cache, built: Built, report: Report, site: Mapping[str, str], settings: config.Config
) -> None:
    """Keep what the next build can save itself."""
    last = {
        "looked": inputs.looked(project, settings),
        "figures": [built.papers, built.topics, built.links, built.files],
        "conflicts": built.conflicts,
        "problems": [astuple(problem) for problem in report.sorted()],
    }
    kept.put({_LAST: json.dumps(last), _SITE: json.dumps(site)}, gone=[_INPUTS])


def _with_state(project: Path, before: Mapping[str, stamps.Stamp]) -> dict[str, stamps.Stamp]:
    """Return the files as they were before the build, but for those that it wrote itself."""
    from generator.content import state

    ours = {f"{state.FOLDER}/{name}": project / state.FOLDER / name for name in state.FIXED}
    written = {name: (str(path), seen) for name, path in ours.items() if (seen := stamps.seen(path))[0] >= 0}
    return {**before, **stamps.look(written, before).stamps}
