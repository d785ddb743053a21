"""A build after the notes of one paper changed, and nothing else: its page is set again, and nothing else is read.

Notes are shown on their paper's own page and are in no analysis; only a wiki link asks what else there is. So a build
keeps every paper's page as it was planned, and this one puts the new notes into it.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from functools import partial
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from generator import checksums, config, permalinks, prose, writer
from generator.cache import Cache
from generator.content import files, store
from generator.emitters import Output
from generator.errors import SitegenError
from generator.kept import Kept
from generator.papers import Library, OutputPath, Paper, Span
from generator.report import Report

if TYPE_CHECKING:
    from generator.keywords.matched import Earlier, Matched
    from generator.pages import Site

_PAGE, _APART, _PAPERS, _FRAME = "page ", "value ", "papers", "frame"
_HOLDS, _DICTIONARY = "holds ", "dictionary"
_MADE = "made "
_MOST = 0.25
"""Where a larger share of the pages is planned otherwise, those of earlier builds are all forgotten."""


def earlier(kept: Cache) -> "Earlier":
    """Return what the last analysis read."""
    from generator.keywords.matched import Earlier

    return Earlier(kept.under(_HOLDS), kept.get(_DICTIONARY))


def keep_matched(kept: Cache, matched: "Matched", before: "Earlier") -> None:
    """Keep what the texts hold for the next analysis."""
    rows = {f"{_HOLDS}{slug}": row for slug, row in matched.rows.items()}
    gone = [f"{_HOLDS}{slug}" for slug in before.rows.keys() - matched.matches.keys()]
    kept.put({**rows, _DICTIONARY: matched.dictionary}, gone)


def made(kept: Cache) -> Kept:
    """Return what the last build made of one thing each."""
    return Kept(kept.under(_MADE))


def keep_made(kept: Cache, made: Kept) -> None:
    """Keep it for the next build."""
    kept.put({f"{_MADE}{name}": text for name, text in made.new.items()}, [f"{_MADE}{name}" for name in made.gone])


def keep(
    kept: Cache,
    library: Library,
    site: "Site",
    keys: Mapping[str, str],
    before: Mapping[str, str],
    changed: Collection[str],
) -> None:
    """Keep what `amend` needs of a build.

    keys, before: path -> mark of the site's files, after this build and after the one before; changed: files of content
    that are not as they were then
    """
    from generator.values import Writing

    wanted = {page.path: _key(keys[page.path]) for page in site.papers.values()}
    new = {path for path, key in wanted.items() if key != _key(before.get(path, ""))}
    if len(new) > _MOST * len(wanted):
        new = set(wanted)
        kept.forget([_PAGE, _APART])
    writing = Writing(*_kinds())
    rows = {
        f"{_PAGE}{page.path}": f"{wanted[page.path]} {writing.text(page)}"
        for page in site.papers.values()
        if page.path in new
    }
    rows |= {f"{_APART}{name}": text for name, text in writing.apart.items()}
    known = {path: row for path, row in json.loads(kept.get(_PAPERS) or "{}").items() if path not in changed}
    papers = {paper.path: known.get(paper.path) or _row(paper) for paper in library if paper.published}
    kept.put({**rows, _FRAME: writing.text(site.frame), _PAPERS: json.dumps(papers)})


def _kinds() -> tuple[tuple[type, ...], ...]:
    from generator.drawing import Line
    from generator.pages import cards

    shared = (cards.Text, cards.PaperCard, cards.KeywordCard, cards.TopicCard)
    return shared, (cards.Why,), (cards.Related, cards.ReasonCard), (Span, Line)


def _row(paper: Paper) -> list[str | bool]:
    """Return a paper's slug, a hash of all that it says outside its notes, and whether these ask what else there is."""
    said = f"{_rest(paper)!r} {sorted(paper.lines.items())}".encode("utf-8", "surrogatepass")
    return [paper.slug, blake2b(said, digest_size=16).hexdigest(), prose.may_link(paper.notes)]


_rest = attrgetter(*(field.name for field in fields(Paper) if field.repr and field.name != "notes"))


def _key(mark: str) -> str:
    return mark.partition(" ")[0]


def amend(project: Path, kept: Cache, changed: Collection[str], site: Mapping[str, str]) -> dict[str, str] | None:
    """Set the page of a paper again whose notes changed, and return the new marks of the site's files; None, with
    nothing written, where more than that changed.

    site: path -> mark of the files, as they stand
    """
    paper = _noted(project, kept, changed)
    path = permalinks.file(permalinks.paper(paper.slug)) if paper else OutputPath("")
    key, _, text = kept.get(f"{_PAGE}{path}").partition(" ") if paper else ("", "", "")
    if not paper or not text or key != _key(site.get(path, "")):
        return None
    output = _output(project, kept, paper, text)
    # All other files stand as they are, so they are not rendered.
    others = (
        Output(OutputPath(name), _key(mark), partial(_gone, name))
        for name, mark in site.items()
        if name not in (path, checksums.FILE)
    )
    return dict(writer.write(project, [output, *others], site).keys)


def _gone(name: str) -> bytes:
    raise SitegenError("changed while the site was made", where=f"{config.SITE}/{name}", hint="Build again.")


def _noted(project: Path, kept: Cache, changed: Collection[str]) -> Paper | None:
    """Return the paper of which nothing but the notes changed, if there is nothing else, and no link in them."""
    papers = json.loads(kept.get(_PAPERS) or "{}") if len(changed) == 1 else {}
    path = next(iter(changed), "")
    if path not in papers:
        return None
    try:
        paper = store.parse(files.read_own(project, path), path, Report()).paper
    except SitegenError:
        return None
    row = _row(paper)
    return paper if row == papers[path] and row[-1] is False else None


def _output(project: Path, kept: Cache, paper: Paper, text: str) -> Output:
    """Return the paper's page with its new notes, and keep it."""
    from generator import theme
    from generator.emitters import html
    from generator.pages import Site
    from generator.values import Reading, Writing

    def apart(names: list[str]) -> dict[str, str]:
        found = kept.some(f"{_APART}{name}" for name in names)
        return {key.removeprefix(_APART): text for key, text in found.items()}

    reading = Reading(apart)
    page, frame = reading.value(text), reading.value(kept.get(_FRAME))
    page = replace(page, notes=prose.markdown_html(paper.notes, lambda _: None, permalinks.root(page.path)))
    settings = config.load(project)
    (output,) = html.outputs(Site(frame, (page,)), theme.load(project, settings), settings)
    kept.put({f"{_PAGE}{page.path}": f"{output.key} {Writing(*_kinds()).text(page)}"})
    return output
