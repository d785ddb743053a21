"""The program on one screen: take in what is new, read content/, analyse, plan every page, emit, swap in."""

import contextlib
import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import cache, checksums, config, content, hosting, ingest, writer
from generator.content import state, store
from generator.content.duplicates import FILE as DUPLICATES
from generator.errors import SitegenError, naming
from generator.ingest import Ledger
from generator.papers import Content
from generator.report import Problem, Report, silent
from generator.text import counted

if TYPE_CHECKING:
    from generator import analysis, emitters, pages, theme

_LAST = "(last build)"
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
    ledger: Ledger | None = None
    problems: tuple[Problem, ...] = ()
    mended: tuple[Problem, ...] = ()
    """what the last command had left half done, and is put right"""

    def __str__(self) -> str:
        named = {"paper": self.papers, "topic": self.topics, "link": self.links, "file": self.files}
        figures = ", ".join(counted(number, noun) for noun, number in named.items())
        where = (self.project / writer.SITE / "index.html").as_posix()
        return f"{figures} in {self.seconds:.1f} s -> {where}"


def build(
    project: Path,
    given: Iterable[Path] = (),
    *,
    frozen: bool = False,
    keep_going: bool = False,
    progress: Callable[[str], None] = silent,
) -> Built:
    """Import what is new, and make site/ from content/.

    frozen: change nothing under content/; what would have to change is an error
    keep_going: build without the pages that cannot be read

    Raises SitegenError, or UnreadableError with all such pages, when no site was made; the old one stays as it was.
    """
    started = time.perf_counter()
    with _held(project, frozen) as mended:
        writer.settle(project)
        _refuse_emptied(project)
        settings = config.load(project)
        told = _unite(project, frozen)
        ledger = _take_in(project, list(given), settings, frozen, progress)
        known = cache.load(project)
        built = _unchanged(project, settings, known) or _make(project, settings, known, frozen, keep_going, progress)
        site = checksums.site_sum(project / writer.SITE)
    problems = (*told, *(ledger.problems if ledger else ()), *built.problems)
    seconds = time.perf_counter() - started
    return replace(
        built, seconds=seconds, project=project, sum=site, ledger=ledger, problems=problems, mended=tuple(mended)
    )


def _held(project: Path, frozen: bool) -> contextlib.AbstractContextManager[list[Problem]]:
    """Hold the project, and put right what the last command left half done: a frozen build only says so."""
    if frozen and (what := ingest.broken_off(project)):
        raise SitegenError(f"was broken off, and --frozen: {what}", hint=_THAW)
    return ingest.at_work(project, "build")


def _refuse_emptied(project: Path) -> None:
    """Raise SitegenError where all pages are gone that a site was made of: moved away, or on a disk not there."""
    pages = project / store.FOLDER
    if pages.is_dir() and any(path.suffix == ".md" for path in pages.iterdir()):
        return
    if not (project / "content").is_dir() and (project / writer.SITE / "index.html").is_file():
        hint = "Put it back. To begin anew, delete site/ too."
        raise SitegenError("is gone, and a site was made of it; the site stays as it was", where="content", hint=hint)
    if known := len(list((project / state.FOLDER / "base").glob("*.json"))):
        raise SitegenError(
            f"has no pages any more, and {counted(known, 'paper')} had one; the site stays as it was",
            where=store.FOLDER,
            hint="Put them back, such as from git. To begin anew, delete content/.sitegen too.",
        )


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
    project: Path, given: list[Path], settings: config.Config, frozen: bool, progress: Callable[[str], None]
) -> Ledger | None:
    """Import the given files, and the sources that no import has seen; None when there is nothing to import."""
    if frozen:
        return _nothing_to_take_in(project, given, settings)
    brought = {source.name: source for source in ingest.bring_in(project, given)}
    waiting = {source.name: source for source in ingest.pending(project, settings.sources.include)}
    return ingest.run(project, (waiting | brought).values(), progress=progress) if brought or waiting else None


def _nothing_to_take_in(project: Path, given: list[Path], settings: config.Config) -> Ledger | None:
    """Return what a frozen build says of sources that no papers are in; any other must be imported first."""
    waiting = ingest.pending(project, settings.sources.include)
    ledger = ingest.plan(project, waiting)[0] if waiting and not given else None
    if given or (ledger and any(source.outcomes for source in ledger.sources)):
        raise SitegenError("there are sources to import, and --frozen", hint=_THAW)
    return ledger


def _read(project: Path, report: Report, frozen: bool, keep_going: bool) -> Content:
    """Return the project's content; pages that a person made by hand are taken in first."""
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


def _make(
    project: Path,
    settings: config.Config,
    known: Mapping[str, str],
    frozen: bool,
    keep_going: bool,
    progress: Callable[[str], None],
) -> Built:
    """Read, analyse, plan, emit, write: the site, and the state that the next build starts from."""
    from generator import analysis, pages, theme

    report = Report()
    # Taken before anything is read: what is saved during the build is for the next one.
    inputs = _inputs(project, settings)
    library = _read(project, report, frozen, keep_going)
    progress(f"finding links and topics among {counted(len(library.library), 'paper')}")
    found = analysis.analyse(library, settings.map)
    site = pages.plan(library, found, settings)
    report.extend(site.problems)
    look = theme.load(project, settings)
    report.extend(look.problems)
    progress("writing pages")
    left_out = {Path(problem.path).stem for problem in report.fatal}
    fixed = state.with_left_out(found.state, library.state, left_out)
    if frozen and fixed != library.state:
        raise SitegenError("content/.sitegen would change, and --frozen", hint=_THAW)
    written = writer.write(project, _outputs(site, library, found, settings, look), known)
    report.extend(hosting.problems(written.sizes))
    if not frozen:
        state.write(project, fixed)
        state.write_vocabulary(project, library.vocabulary)
    figures = len(found.positions), len(found.topics), len(found.links), written.files, written.rendered
    built = Built(*figures, conflicts=ingest.open_conflicts(project, library.library))
    # A frozen build notes no vocabulary: then there is something left for the next one.
    rests = not report.fatal and (not frozen or state.read_vocabulary(project) == library.vocabulary)
    _remember(project, built, report, written.keys, inputs if rests else "")
    return replace(built, problems=tuple(report.sorted()))


def _outputs(
    site: "pages.Site", library: Content, found: "analysis.Analysis", settings: config.Config, look: "theme.Theme"
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
    papers = reading.readings(site, library, found, settings)
    yield from map.outputs(papers, site, library, found, settings, look.stamp)
    cited = citing.cited(site, library, settings)
    yield from citing.outputs(cited, look.stamp)
    yield from bibliographies.outputs(site, library, found, settings, cited)
    yield from search.outputs(papers, site, library, found, look.stamp)
    yield from exports.outputs(site, library, found, settings)
    yield from graphs.outputs(site, found, settings)
    yield from feeds.outputs(site, look, settings)
    yield from finding.outputs(site, look, settings)
    yield from picture.outputs(site, found, look)
    yield from assets.outputs(site, look, settings)


def _unchanged(project: Path, settings: config.Config, known: Mapping[str, str]) -> Built | None:
    """Return what the last build made if this one would make the same, and the site still stands as it was made."""
    last = json.loads(known.get(_LAST, "{}"))
    if not last or last["stamp"] != [_inputs(project, settings), _state(project)]:
        return None
    if not writer.stands(project, {path: seen for path, seen in known.items() if path != _LAST}):
        return None
    problems = tuple(Problem(*problem) for problem in last["problems"])
    papers, topics, links, files = last["figures"]
    return Built(papers, topics, links, files, conflicts=last["conflicts"], problems=problems)


def _remember(project: Path, built: Built, report: Report, keys: Mapping[str, str], inputs: str) -> None:
    """Keep what the next build can save itself; a site of other content than `inputs` is no reason to rest."""
    if not inputs:
        cache.save(project, keys)
        return
    last = {
        "stamp": [inputs, _state(project)],
        "figures": [built.papers, built.topics, built.links, built.files],
        "conflicts": built.conflicts,
        "problems": [astuple(problem) for problem in report.sorted()],
    }
    cache.save(project, {**keys, _LAST: json.dumps(last)})


def _inputs(project: Path, settings: config.Config) -> str:
    """Return a hash of all that a site is a function of but the state: content, settings, theme, and this program."""
    look = [folder / name for folder in config.theme_folders(project, settings) for name in ("templates", "static")]
    digest = _hashed([project / "content", *look, Path(__file__).parent])
    written = project / config.FILE
    return digest + (hashlib.sha256(written.read_bytes()).hexdigest() if written.is_file() else "")


def _state(project: Path) -> str:
    return _hashed([project / state.FOLDER], without="undo/")


def _hashed(folders: Iterable[Path], without: str = ".sitegen/") -> str:
    """Return a hash of all files below some folders; of content/, without the state, which a build itself writes."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file()):
            name = path.relative_to(folder).as_posix()
            if not name.startswith(without):
                # An editor's passing file may be gone by now.
                with contextlib.suppress(FileNotFoundError), naming(path):
                    digest.update(f"\0{name}\0".encode("utf-8", "surrogateescape") + path.read_bytes())
        digest.update(b"\1")
    return digest.hexdigest()
