"""BibTeX and BibLaTeX: what reference managers, publishers and people at a keyboard write."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.importers import fields
from generator.importers.bibtex_entries import Entry, Macros, entries
from generator.importers.bibtex_fields import by_key, described
from generator.importers.protocol import Finding
from generator.papers import Record, Rejected
from generator.report import Problem
from generator.text import counted

_ENTRY = re.compile(
    r"^[ \t]*@\w+[ \t]*[{(]\s{0,99}(?:[^\s,={}()]{0,99}\s{0,99},\s{0,99})?[A-Za-z][\w+-]{0,40}\s{0,99}=", re.M
)
_BLOCK = re.compile(r"\s*(?:%[^\n]*\n\s*)*@(?:string|comment|preamble|\w+(?=[ \t]*[{(]\s*[^\s{}]*,))", re.IGNORECASE)
_HEADER = re.compile(r"\s*(?:%\s*Encoding: |This file was created with JabRef)", re.IGNORECASE)
_OTHER = re.compile(r"\s*[<{\[]")
_MARKDOWN = re.compile(r"^(?:```|~~~|#{1,6} |[-*] \[)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BibTeX:
    """The importer of BibTeX and BibLaTeX files."""

    name: str = "bibtex"
    title: str = "BibTeX or BibLaTeX"

    def recognises(self, text: str) -> int:
        """Return 95 where the text begins with an entry, 80 after free text, 10 for a page that shows an entry."""
        if _OTHER.match(text):
            return 0
        begins = _BLOCK.match(text) or _HEADER.match(text)
        if not _ENTRY.search(text):
            return 60 if begins else 0
        if begins:
            return 95
        return 10 if _MARKDOWN.search(text) else 80

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield the file's entries in order, then what its @strings, years and repeated fields lack."""
        macros = Macros()
        found = list(entries(text, macros))
        parents = by_key(found)
        for entry in found:
            yield from _findings(entry, described(entry, parents) if entry.fields else {}, source)
        yield from _undefined(macros, source)
        yield from _odd_years(found, source)
        yield from _given_twice(found, source)


importer = BibTeX()


def _findings(entry: Entry, said: dict[str, object], source: str) -> Iterator[Finding]:
    made = fields.record(said, source, entry.line, entry.text)
    if isinstance(made, Rejected):
        yield Rejected(source, entry.line, _reason(entry), entry.text)
        return
    yield made
    if entry.broken:
        yield Problem(source, entry.line, _broken(entry, made), _HINTS.get(entry.broken, _MEND))


_MEND = "Put the brace or quotation mark right in the source, and import it again."
_HINTS = {"the file ends inside it": "The file may be cut off: export or download it again."}


def _reason(entry: Entry) -> str:
    if entry.broken == "the file ends inside it":
        return f"the file ends inside the entry that starts at line {entry.line}: download or export it again"
    if entry.broken:
        return f"no title could be read from the entry: {entry.broken}"
    if entry.kind in ("xdata", "set"):
        return f"an @{entry.kind} without a title only serves other entries"
    return f'the entry "{entry.key}" has no title' if entry.key else "the entry has no title"


def _broken(entry: Entry, made: Record) -> str:
    """Say what is wrong with an entry of which a part was read, and which part."""
    read = ", ".join(made.fields)
    if entry.broken == "the file ends inside it":
        return f"the file ends inside the entry that starts at line {entry.line}; read of it: {read}"
    return f'the entry "{entry.key or made.title[:60]}" is broken: {entry.broken}; read of it: {read}'


def _undefined(macros: Macros, source: str) -> Iterator[Problem]:
    for name, uses in macros.undefined.items():
        yield Problem(
            source,
            macros.lines[name],
            f'the @string "{name}" is not defined; its name is kept as text ({counted(uses, "time")})',
            "Add its @string to the file, or put the text in braces.",
        )


def _odd_years(found: Iterable[Entry], source: str) -> Iterator[Problem]:
    odd = [each for each in found if each.fields.get("year", "").strip(" {}") and not fields.year(each.fields["year"])]
    if odd:
        shown = ", ".join(f'"{year}"' for year in list(dict.fromkeys(each.fields["year"].strip() for each in odd))[:5])
        yield Problem(
            source,
            odd[0].line,
            f"{_entries(len(odd))} with a year that is none, left out: {shown}",
            "Write four digits in the source, or the year on the page.",
        )


def _given_twice(found: Iterable[Entry], source: str) -> Iterator[Problem]:
    twice = [each for each in found if each.twice]
    if twice:
        names = ", ".join(sorted({name for each in twice for name in each.twice}))
        yield Problem(
            source,
            twice[0].line,
            f"{_entries(len(twice))} with a field given twice ({names}); the first is taken",
            "Take one of them out of the source, if the wrong one is shown.",
        )


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"
