"""Bytes of any source -> text, saying what had to be guessed."""

import re
from dataclasses import dataclass

from generator.errors import SitegenError
from generator.report import Problem

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # no letters of Windows-1252
_BEYOND = re.compile(rb"[\x80-\xff]")
# So many accents in a row as no Western word has.
_NOT_WESTERN = re.compile(rb"[\x80-\xff]{4,}")
_READABLE = 5
"""One character in so many, at most, may be broken in a text that is read all the same."""
_NOT_TEXT = {
    b"\x89PNG": ("a PNG picture", "Give the text it shows, or an export of your library."),
    b"\xff\xd8\xff": ("a JPEG picture", "Give the text it shows, or an export of your library."),
    b"GIF8": ("a GIF picture", "Give the text it shows, or an export of your library."),
    b"%PDF": ("a PDF", "It is not read. Export the reference from your library, or give its DOI: sitegen add DOI"),
    b"\xd0\xcf\x11\xe0": (
        "a file of an office program (.xls, .doc)",
        "Save a table as CSV (UTF-8), a document as plain text; or choose another format where it was exported.",
    ),
    b"PK\x03\x04": (
        "a zip archive or an office document",
        "Unpack an archive; save a document as plain text.",
    ),
    b"\x1f\x8b": ("a gzip archive", "Unpack it and give the file inside."),
    b"SQLite format 3": ("a database", "Export the library from the program that made it."),
}


_TABLE = ("a spreadsheet", "Save its sheet as CSV (UTF-8), and give that; first a line that names the columns.")
_WORDS = (
    "a document of a word processor",
    "Save it as plain text (.txt), and give that: a list of titles or references in it is read.",
)
# What a zip archive holds near its beginning, if it is a document.
_ARCHIVED = {
    b"xl/": _TABLE,
    b"opendocument.spreadsheet": _TABLE,
    b"word/": _WORDS,
    b"opendocument.text": _WORDS,
}
_NEAR = 20_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text with `\\n` line ends and no byte order mark, the encoding it had, and what was guessed."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(content: bytes, source: str) -> Decoded:
    """Return the text of a source.

    A byte order mark decides; else UTF-16 by its zero bytes; else UTF-8; else Windows-1252 where few characters of
    UTF-8 are seen and the bytes stand as its letters do, and UTF-8 with the broken bytes shown as U+FFFD otherwise.

    Raises SitegenError for files that are no text at all, or in none of these encodings.
    """
    for magic, known in _NOT_TEXT.items():
        if content.startswith(magic):
            inside = (
                document for name, document in _ARCHIVED.items() if magic[:2] == b"PK" and name in content[:_NEAR]
            )
            what, hint = next(inside, known)
            raise SitegenError(f"this is {what}, not a list of papers", where=source, hint=hint)
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _lenient(content[len(bom) :], encoding, source)
    if (guessed := _utf16_without_mark(content)) is not None:
        return _lenient(content, guessed, source)
    try:
        return Decoded(_lines(content.decode("utf-8")), "utf-8")
    except UnicodeDecodeError as error:
        if _western(content):
            return _windows(content, error.start, source)
        return _lenient(content, "utf-8", source)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf16_without_mark(content: bytes) -> str | None:
    head = content[:2000]
    if head.count(0) * 3 < len(head):
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _lenient(content: bytes, encoding: str, source: str) -> Decoded:
    try:
        return Decoded(_lines(content.decode(encoding)), encoding)
    except UnicodeDecodeError as error:
        text = content.decode(encoding, errors="replace")
        if text.count("\ufffd") * _READABLE > len(text):
            raise SitegenError(
                f"this is text in an encoding that is not read here, from byte {error.start} on",
                where=source,
                line=_line(content, error.start),
                hint="Open it in an editor where it reads well, and save it as UTF-8.",
            ) from error
        problem = Problem(
            source,
            _line(content, error.start),
            f"byte {error.start} (0x{content[error.start]:02x}) is not {encoding.upper()}; shown as \ufffd",
            "Mend the character in the source, or save the file again as UTF-8.",
        )
        return Decoded(_lines(text), encoding, (problem,))


def _western(content: bytes) -> bool:
    """Return whether most bytes beyond ASCII are no UTF-8, and stand as Windows-1252's do in a Western language."""
    beyond = len(_BEYOND.findall(content))
    if 10 * len(_UNDEFINED.findall(content)) > beyond:
        return False
    return all(2 * sum(map(len, other.findall(content))) <= beyond for other in (_MULTIBYTE, _NOT_WESTERN))


def _windows(content: bytes, first: int, source: str) -> Decoded:
    problem = Problem(
        source,
        _line(content, first),
        f"byte {first} (0x{content[first]:02x}) is not UTF-8; the file is read as Windows-1252",
        "If letters look wrong, save the file again as UTF-8.",
    )
    return Decoded(_lines(content.decode("cp1252", errors="replace")), "cp1252", (problem,))


def _line(content: bytes, offset: int) -> int:
    return content.count(b"\n", 0, offset) + 1
