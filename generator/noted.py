"""A build after the notes of one paper changed, and nothing else: its page is set again, and nothing else is read.

Notes are shown on their paper's own page and are in no analysis; only a wiki link asks what else there is. So the page
as it stands gets the new notes in the place of the old ones.
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
from generator.papers import Library, OutputPath, Paper
from generator.report import Report

if TYPE_CHECKING:
    from generator.keywords.matched import Earlier, Matched

_PAPERS, _HOLDS, _DICTIONARY = "papers", "holds ", "dictionary"


def earlier(kept: Cache) -> "Earlier":
    """Return what the last analysis read."""
    from generator.keywords.matched import Earlier

    return Earlier(kept.under(_HOLDS), kept.get(_DICTIONARY))


def keep_matched(kept: Cache, matched: "Matched", before: "Earlier") -> None:
    """Keep what the texts hold for the next analysis."""
    rows = {f"{_HOLDS}{slug}": row for slug, row in matched.rows.items()}
    gone = [f"{_HOLDS}{slug}" for slug in before.rows.keys() - matched.matches.keys()]
    kept.put({**rows, _DICTIONARY: matched.dictionary}, gone)


def keep(kept: Cache, library: Library, changed: Collection[str]) -> None:
    """Keep what `amend` needs of a build; changed: files of content that are not as they were in the one before."""
    known = {path: row for path, row in json.loads(kept.get(_PAPERS) or "{}").items() if path not in changed}
    papers = {paper.path: known.get(paper.path) or _row(paper) for paper in library if paper.published}
    kept.put({_PAPERS: json.dumps(papers)})


def _row(paper: Paper) -> list[str | bool]:
    """Return a paper's slug, a hash of all that it says outside its notes, and whether these ask what else there is."""
    said = f"{_rest(paper)!r} {sorted(paper.lines.items())}".encode("utf-8", "surrogatepass")
    return [paper.slug, blake2b(said, digest_size=16).hexdigest(), prose.may_link(paper.notes)]


_rest = attrgetter(*(field.name for field in fields(Paper) if field.repr and field.name != "notes"))


def amend(project: Path, kept: Cache, changed: Collection[str], site: Mapping[str, str]) -> dict[str, str] | None:
    """Put the notes of a paper into its page if nothing else changed, and return the new marks of the site's files;
    None, with nothing written, where more than that changed.

    site: path -> mark of the files, as they stand
    """
    paper = _noted(project, kept, changed)
    path = permalinks.file(permalinks.paper(paper.slug)) if paper else OutputPath("")
    if not paper or path not in site:
        return None
    # All other files stand as they are, so they are not rendered.
    others = {
        name: Output(OutputPath(name), mark.partition(" ")[0], partial(_gone, name))
        for name, mark in site.items()
        if name != checksums.FILE
    }
    output = _output(project, paper, others.pop(path))
    if output is None:
        return None
    return dict(writer.write(project, [output, *others.values()], site).keys)


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


def _output(project: Path, paper: Paper, page: Output) -> Output | None:
    """Return the paper's page, which stands in the site, with its new notes."""
    from generator import theme
    from generator.emitters import html

    settings = config.load(project)
    standing = replace(page, render=(project / config.SITE / page.path).read_bytes)
    notes = prose.markdown_html(paper.notes, lambda _: None, permalinks.root(page.path))
    return html.amended(standing, notes, theme.load(project, settings), settings)
