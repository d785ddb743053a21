"""Formats that are known and not read: what they are, and what to export instead."""

from pathlib import Path

import pytest

from generator import importers
from generator.errors import SitegenError

OTHERS = {
    "a web page (HTML)": "\n<!-- saved -->\n<!DOCTYPE html><html><head><title>Login</title></head></html>",
    "a Web of Science page saved as HTML": "<html><head><title>ISI Web of Knowledge</title></head><table></table>",
    "a library in Zotero RDF": '<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#"></rdf:RDF>',
    "a catalogue in MODS XML": '<?xml version="1.0"?>\n<modsCollection xmlns="http://www.loc.gov/mods/v3"/>',
    "a catalogue in MARCXML": '<collection xmlns="http://www.loc.gov/MARC21/slim"/>',
    "a bibliography of Microsoft Word": "<b:Sources xmlns:b="
    '"http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>',
    "a RePEc listing": "Template-Type: ReDIF-Paper 1.0\nTitle: Maps\n",
    "a tagged export of RefWorks": "RT Journal Article\nSR Print(0)\nA1 Ito,S.\nT1 Maps\n",
    "an export of Copac (now Jisc Library Hub)": "\nTI- Maps of\n    reading\nAU- Ito, Sora\nPY- 1992\n",
    "a document in rich text (RTF)": "{\\rtf1\\ansi Maps}",
    "a TeX document": "% my paper\n\\documentclass{article}\n",
    "a Jupyter notebook": '{\n "cells": [],\n "nbformat": 4\n}',
    "a page with front matter, such as this program writes": '---\nid: 7f3a9c21\ntitle: "Maps"\n---\n',
    "XML that declares entities": '<!DOCTYPE bomb [\n<!ENTITY a "x">\n]>\n<bomb>&a;</bomb>',
    "XML of an unknown kind": '<?xml version="1.0"?><things/>',
    "JSON of an unknown kind": '{"things": [1, 2]}',
}


@pytest.mark.parametrize(("what", "text"), OTHERS.items())
def test_a_format_that_is_not_read_is_named_with_what_to_export(what: str, text: str) -> None:
    with pytest.raises(SitegenError) as caught:
        importers.choose(text, "x.txt")
    assert caught.value.message == f"this is {what}, which is not read"
    assert caught.value.hint


def test_what_is_no_known_format_at_all_lists_what_is_read() -> None:
    with pytest.raises(SitegenError, match="in no format that is read here"):
        importers.choose("Some words.", "x.txt")


BOMBS = "cyclic external external_file quadratic xmlbomb xmlbomb2".split()


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("dev/jabref_pairs/MsBibImporterTest3.xml", "this is a bibliography of Microsoft Word"),
        ("dev/jabref_pairs/MsBibImporterTest5.xml", "this is a bibliography of Microsoft Word"),
        ("dev/jabref_pairs/MsBibImporterTest7.xml", "this is a bibliography of Microsoft Word"),
        ("dev/jabref_pairs/MsBibImporterTitleTest.xml", "this is a bibliography of Microsoft Word"),
        ("dev/jabref_pairs/MsBibImporterInvalidMonth.xml", "this is a bibliography of Microsoft Word"),
        ("dev/jabref_pairs/MsBibLocationTest.xml", "this is a bibliography of Microsoft Word"),
        ("dev/jabref_pairs/MsBibPatent.xml", "this is a bibliography of Microsoft Word"),
        ("dev/jabref_pairs/CopacImporterTest1.txt", "this is an export of Copac"),
        ("dev/jabref_pairs/RepecNepImporterTest2.txt", "this is a RePEc listing"),
        ("hostile/made/html_not_a_bib.bib", "this is a web page (HTML)"),
        ("hostile/made/binary_named_txt.txt", "this is a PNG picture"),
        ("hostile/made/pdf_encrypted_or_garbage.pdf", "this is a PDF"),
        *((f"hostile/xml/{name}.xml", "this is XML that declares entities") for name in BOMBS),
        ("hostile/made/zip_slip.zip", "this is a zip archive"),
        ("hostile/made/zip_bomb_200MB_in_200KB.zip", "this is a zip archive"),
        ("hostile/zip/symlink_etc_passwd.zip", "this is a zip archive"),
    ],
)
def test_real_files_that_are_not_read(shared: Path, name: str, what: str) -> None:
    content = (shared / "inputs" / name).read_bytes()
    with pytest.raises(SitegenError) as caught:
        importers.choose(importers.decode(content, name).text, name)
    assert caught.value.message.startswith(what)
    assert caught.value.hint
