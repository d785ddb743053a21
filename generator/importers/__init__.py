"""Formats in, records out. One module a format; others may add theirs by the entry point `sitegen.importers`.

An importer sees text only: it opens no file, knows no project, and says of every record what it is, or why not.
"""

from generator.importers.decoding import Decoded, decode
from generator.importers.protocol import INTERFACE, Finding, Importer
from generator.importers.registry import available, choose, troubles
from generator.papers import Author, Record, Rejected
from generator.report import Problem

__all__ = [
    "INTERFACE",
    "Author",
    "Decoded",
    "Finding",
    "Importer",
    "Problem",
    "Record",
    "Rejected",
    "available",
    "choose",
    "decode",
    "troubles",
]
