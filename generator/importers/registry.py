"""Which importers there are, and which one reads a text."""

import difflib

from generator.errors import SitegenError
from generator.importers import (
    arxiv_atom,
    better_bibtex_json,
    bibtex,
    crossref,
    csl_json,
    endnote_xml,
    huggingface,
    ids,
    listing,
    medline,
    openalex,
    page,
    plain_json,
    plugins,
    pubmed_xml,
    reading_list,
    refer,
    references,
    refused,
    ris,
    semantic_scholar,
    table,
    titles,
    wos,
)
from generator.importers.page_lines import marked_up
from generator.importers.protocol import Importer
from generator.report import Problem

_BUILT_IN: tuple[Importer, ...] = (
    arxiv_atom.importer,
    better_bibtex_json.importer,
    bibtex.importer,
    crossref.importer,
    csl_json.importer,
    endnote_xml.importer,
    huggingface.importer,
    ids.importer,
    listing.importer,
    medline.importer,
    openalex.importer,
    page.importer,
    plain_json.importer,
    pubmed_xml.importer,
    reading_list.importer,
    refer.importer,
    references.importer,
    ris.importer,
    semantic_scholar.importer,
    table.importer,
    titles.importer,
    wos.importer,
)
SURE_ENOUGH = 20


def available() -> list[Importer]:
    """Return all importers by name, those of other packages after ours."""
    return [*_BUILT_IN, *_brought().plugins]


def troubles() -> list[Problem]:
    """Return which importers of other packages are refused, and, once, which have failed since this was last asked."""
    return plugins.troubles(_brought())


def choose(text: str, source: str, name: str = "") -> Importer:
    """Return the importer called `name`, or the one that is surest of the text.

    Raises SitegenError when there is no such importer, or none knows the text.
    """
    importers = available()
    if name:
        return _named(name, importers)
    if not text.strip():
        raise SitegenError(
            "no papers found: the file is empty", where=source, hint="Export it again, and look into it first."
        )
    sure, chosen = max(
        ((importer.recognises(text), -place) for place, importer in enumerate(importers)), default=(0, 0)
    )
    if sure >= SURE_ENOUGH:
        return importers[-chosen]
    if known := refused.refusal(text):
        raise SitegenError(f"this is {known.what}, which is not read", where=source, hint=known.instead)
    read = ", ".join(importer.name for importer in importers)
    titles = "" if marked_up(text) else "Titles alone, one a line, are read with --format listing. "
    raise SitegenError(
        "no papers found: this is in no format that is read here",
        where=source,
        hint=f"{titles}If it is in one of these formats, say which with sitegen import --format: {read}.",
    )


def _brought() -> plugins.Brought:
    return plugins.brought(frozenset(importer.name for importer in _BUILT_IN))


def _named(name: str, importers: list[Importer]) -> Importer:
    by_name = {importer.name: importer for importer in importers}
    if name in by_name:
        return by_name[name]
    if unfit := _brought().refused.get(name):
        raise SitegenError(f"{unfit.path}: {unfit.message}", hint=unfit.hint)
    close = difflib.get_close_matches(name, by_name, n=1)
    hint = f'Did you mean "{close[0]}"?' if close else f"There are: {', '.join(sorted(by_name))}."
    raise SitegenError(f'there is no format "{name}"', hint=hint)
