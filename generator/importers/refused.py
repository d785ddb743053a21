"""Formats that are known and not read: what a file is, and what to export instead."""

import re
from dataclasses import dataclass

_EXPORT = "Export the library as BibTeX, RIS or CSV from the program that made this file."


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a text is, as a message says it, and what to give instead."""

    what: str
    instead: str


@dataclass(frozen=True, slots=True)
class _Known:
    """How a format begins, words of which it holds one (where any are named), and what is said of it."""

    begins: str
    holds: tuple[str, ...]
    refusal: Refusal


_HTML = r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,1000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b"
# The first that fits counts, so that precise ones go before loose ones.
_KNOWN: tuple[_Known, ...] = tuple(
    _Known(begins, holds, Refusal(what, instead))
    for begins, holds, what, instead in (
        (
            "%PDF-",
            (),
            "a PDF",
            "It is not read. Export the reference from your library, or give its DOI: sitegen add DOI",
        ),
        (r"\{\\rtf", (), "a document in rich text (RTF)", "Save it as plain text, or export the library itself."),
        (
            r"(?:%.*\n\s*){0,50}\\documentclass",
            (),
            "a TeX document",
            "Give the .bib file that it cites from.",
        ),
        (
            _HTML,
            ("Web of Science", "ISI Web of Knowledge", "ISI Export Format"),
            "a Web of Science page saved as HTML",
            'On the Web of Science choose "Export", then "Plain text file" or "Tab delimited file".',
        ),
        (
            _HTML,
            (),
            "a web page (HTML)",
            "Open it in a browser. If it lists papers, copy it all and paste it into a .txt file; else export again.",
        ),
        (
            r"(?:<\?xml[^>]{0,200}>\s*)?<!DOCTYPE\b",
            ("<!ENTITY",),
            "XML that declares entities",
            "They are never followed, and no export of a library needs them: export it again.",
        ),
        (
            "<",
            ("http://www.zotero.org/namespaces/export#",),
            "a library in Zotero RDF",
            'In Zotero choose "Export Library", then "BibTeX", "RIS", "CSV" or "CSL JSON".',
        ),
        (
            "<",
            ("www.loc.gov/mods/", "<modsCollection", "<mods>", "<mods "),
            "a catalogue in MODS XML",
            "Export as RIS or BibTeX; most catalogues and reference managers offer both.",
        ),
        (
            "<",
            ("www.loc.gov/MARC21/",),
            "a catalogue in MARCXML",
            "Export as RIS or BibTeX; most catalogues offer both.",
        ),
        (
            r"\d{5}[acdnp][a-z][a-z][ a-z]",
            (),
            "a catalogue's MARC records",
            "Export as RIS or BibTeX; most catalogues offer both.",
        ),
        (
            "<",
            ("/officeDocument/2006/bibliography", "/office/word/2004/10/bibliography"),
            "a bibliography of Microsoft Word",
            "Word exports nothing else: open it in JabRef, and save it from there as BibTeX or RIS.",
        ),
        (
            "(?:From .*\\n)?(?:Template-Type: *ReDIF|From: .*)",
            ("ReDIF", "NEP: New Economics Papers"),
            "a RePEc listing",
            "On IDEAS (ideas.repec.org) mark the papers, and export them as BibTeX or RIS.",
        ),
        (
            r"RT [A-Z][A-Za-z/, ]+\n[A-Z][A-Z0-9] ",
            (),
            "a tagged export of RefWorks",
            'In RefWorks choose "Export", then "RIS" or "BibTeX".',
        ),
        (
            r"(?:[A-Z]{2}- .*\n(?: +\S.*\n)*){2}",
            (),
            "an export of Copac (now Jisc Library Hub)",
            "Export as RIS or BibTeX from Library Hub Discover.",
        ),
        (
            r"(?:.*\n){0,60}.*AK and the research community",
            ("\nSubmitted by\n",),
            "Hugging Face's daily papers, copied as text without their abstracts",
            "Save the page itself as HTML, which is read: it holds the abstracts, authors and arXiv ids.",
        ),
        (
            r"\{",
            ('"nbformat":',),
            "a Jupyter notebook",
            "Give the list of papers itself: BibTeX, a table, or a text with identifiers.",
        ),
        (
            r"---\n",
            ("\ntitle:",),
            "a page with front matter, such as this program writes",
            "Put it into content/papers of the project; it needs no import.",
        ),
        (
            r"(?:<!--[^>]{0,1000}-->\s*)*(?:<\?xml\b|<!DOCTYPE\b|<[A-Za-z][\w:.-]*[\s>/])",
            (),
            "XML of an unknown kind",
            _EXPORT,
        ),
    )
)


def refusal(text: str) -> Refusal | None:
    """Return what a text is that no importer reads; None where it is no format that is known."""
    start = text.lstrip("\ufeff \t\n")
    for known in _KNOWN:
        fits = re.match(known.begins, start[:20_000], re.IGNORECASE if known.begins is _HTML else 0)
        if fits and (not known.holds or any(words in text for words in known.holds)):
            return known.refusal
    return _json(text)


def _json(text: str) -> Refusal | None:
    if text.lstrip()[:1] not in ("{", "[") or re.match(r"\s*\[[\w+]{1,16}\] [A-Za-z]", text):
        return None
    return Refusal(
        "JSON of an unknown kind",
        "Read here are CSL JSON, Better BibTeX JSON, OpenAlex, Semantic Scholar, Crossref, Hugging Face's daily "
        "papers, and lists of objects with a title and an abstract.",
    )
