"""The cases of benchmarks.hostile: what is given, and what must become of it."""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[1] / "content" / "sources"
_WORDS = "We study a thing and say what we found, and how well it does what it is for. " * 8
_HEADER = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nJun 6\n\n"


@dataclass(frozen=True, slots=True)
class Case:
    """One file, or folder, and what must become of it.

    file: in the folder of hostile inputs, or beside it (`../`), or the name of one that is made (GENERATED)
    counts: records that are new, duplicates, rejected; says: words of a message; page: words of a page's file
    seconds, megabytes: the most it may take above the base, and in all
    """

    row: int
    what: str
    file: str
    counts: tuple[int, int, int] = (1, 0, 0)
    says: str = ""
    page: str = ""
    options: tuple[str, ...] = ()
    seconds: float = 1.0
    megabytes: float = 200.0

    @property
    def exit(self) -> int:
        """0 if any record becomes a paper."""
        return 0 if sum(self.counts[:2]) else 1


NONE = (0, 0, 0)
_E, _M = "encodings/", "made/"
_HUGE: Mapping[str, tuple[int, int, int]] = {
    **dict.fromkeys(("bibtex", "medline", "reading-list", "refer", "ris", "wos"), NONE),
    **{"ids": (0, 0, 2), "listing": (1, 0, 1), "table": (0, 0, 1)},
}
"""Formats of plain text: what each makes of one line of 20 MB."""
_BOMBS = "cyclic dtd external external_file quadratic xmlbomb xmlbomb2".split()
_XML = ("arxiv-atom", "endnote-xml", "pubmed-xml")

CASES: tuple[Case, ...] = (
    *(Case(1, "UTF-16 with its mark", f"{_M}seed_utf16{end}_bom.txt", page="A Title About Things") for end in ("le",
         "be")),
    *(Case(1, "UTF-16 with its mark", f"{_E}tiny-{end}-withBOM.bib", page="Christmas turkey") for end in ("LE", "BE")),
    *(Case(2, "UTF-16 without", f"{_E}tiny-{end}-noBOM.bib", page="Christmas turkey") for end in ("LE", "BE")),
    *(Case(2, "UTF-16 BE of JabRef", f"{_E}encoding-utf-16BE-{w}-header.bib", page="Ü ist ein Umlaut")
      for w in ("with", "without")),
    *(Case(3, "UTF-8, with and without what JabRef writes above", f"{_E}encoding-{name}.bib")
      for name in ("us-ascii-with-header", "utf-8-with-header", "utf-8-without-header",
                   "utf-8-with-header-with-databasetypecomment", "utf-8-without-header-with-databasetypecomment")),
    Case(3, "mark and CRLF", f"{_M}seed_utf8_bom_crlf.txt", page='title: "A Title About Things"\n'),
    Case(3, "CR only", f"{_M}seed_cr_only.txt", page='title: "A Title About Things"\n'),
    Case(4, "Windows-1252", f"{_M}seed_cp1252_smartquotes.txt", says=":11: byte 100 (0x93) is not UTF-8", page="“"),
    Case(4, "Windows-1252, no title", f"{_E}encoding-windows-1252-with-header.bib", (0, 0, 1), "read as Windows-1252"),
    Case(4, "Windows-1252, no title", f"{_E}encoding-windows-1252-without-header.bib", (0, 0, 1),
         "read as Windows-1252"),
    Case(5, "says UTF-8 and is not; no title", f"{_E}encoding-windows-1252-but-utf-8-declared--decoding-fails.bib",
         (0, 0, 1), ":4: byte 47 (0xa0) is not UTF-8"),
    Case(6, "broken UTF-8 in the middle", f"{_M}seed_invalid_utf8_midfile.txt",
         says=":13: byte 113 (0xff) is not UTF-8", page="\ufffd"),
    Case(7, "zero bytes", f"{_M}seed_nul_bytes.txt", says=":11: invisible characters"),
    Case(7, "line separators", f"{_M}seed_unicode_linesep.txt", page='title: "Title One'),
    Case(7, "direction and width", f"{_M}seed_bidi_zero_width.txt", says=":11: invisible characters"),
    Case(8, "ligatures, full width", f"{_M}seed_ligature_fullwidth.txt", page="ﬃ"),
    Case(9, "empty", f"{_M}seed_empty.txt", NONE, "the file is empty"),
    Case(9, "header only", f"{_M}seed_header_only.txt", NONE, "0 records, 5 lines ignored"),
    Case(10, "a title at the end", f"{_M}seed_title_without_abstract_at_end.txt", (2, 0, 0),
         ':15: "Title Two Without Abstract" has no abstract'),
    Case(10, "two titles in a row", f"{_M}seed_two_titles_in_a_row.txt", (3, 0, 0), ':11: "Title One" has no abstract'),
    Case(10, "paragraphs", f"{_M}seed_multi_paragraph_abstract.txt", (2, 0, 0)),
    Case(10, "short abstract", f"{_M}seed_short_abstract.txt", (2, 0, 0), ":13: taken for a short abstract"),
    Case(11, "glued Subscribe", "glued.txt", (2, 0, 0), page='title: "A Glued Title of Papers"\n'),
    Case(11, "a title that begins so", "glued.txt", (2, 0, 0), page='title: "Subscribe to Attention'),
    Case(12, "titles like junk", f"{_M}seed_windows_reserved_titles.txt", (15, 0, 0), page='title: "404"'),
    *(Case(13, f"a line of 20 MB as {name}", "huge.txt", _HUGE[name],
         options=("--format", name), seconds=40.0, megabytes=600.0)
      for name in _HUGE),
    Case(13, "a line of 20 MB", "huge.txt", NONE, "no papers found", seconds=40.0),
    Case(13, "500 MB", "large.bib", NONE, "524,288,000 bytes are more than the limit of 67,108,864"),
    Case(14, "PNG", f"{_M}binary_named_txt.txt", NONE, "this is a PNG picture"),
    Case(14, "a login page", f"{_M}html_not_a_bib.bib", NONE, "this is a web page (HTML)"),
    Case(14, "PDF", f"{_M}pdf_encrypted_or_garbage.pdf", NONE, "this is a PDF"),
    Case(15, "RIS named .txt", "../dev/asr_wos.txt", (10, 0, 0)),
    Case(15, "RIS named .txt", "../dev/asr_pubmed_endnote.txt", (6, 0, 0)),
    Case(15, "named otherwise", "../dev/asr_wos.txt", (10, 0, 0), options=("--format", "ris")),
    Case(16, "the seeds", str(SEEDS), (418, 70, 0), seconds=30.0, megabytes=500.0),
    Case(17, "a folder with one bad file", "mixed", (3, 0, 0), "this is a PNG picture"),
    Case(18, "a folder of nothing", "nothing", NONE, "there is no file in this folder"),
    Case(18, "gone", "gone.bib", NONE, "there is no such file"),
    Case(18, "a pipe", "pipe", NONE, "this is no plain file"),
    Case(18, "a device", "/dev/zero", NONE, "this is no plain file"),
    Case(18, "a link to nowhere", "broken-link.bib", NONE, "there is no such file"),
    Case(19, "unbalanced brace", f"{_M}bib_unbalanced_brace_midfile.bib", (2, 0, 1),
         ":2: rejected: no title could be read"),
    Case(20, "one key thrice", f"{_M}bib_duplicate_keys.bib", (3, 0, 0)),
    Case(21, "no key", f"{_M}bib_no_key.bib", (2, 0, 0)),
    Case(21, "no title", f"{_M}bib_title_missing.bib", (0, 0, 3), "has no title"),
    Case(22, "undefined @string", f"{_M}bib_undefined_string_concat.bib",
         says=':2: the @string "undefinedstr" is not defined'),
    Case(22, "56 undefined @strings", "../dev/bbt_873.bib", (972, 16, 0), " more like the last one",
         seconds=40.0, megabytes=400.0),
    Case(23, "LaTeX", f"{_M}bib_latex.bib", says='"in press"', page="The ATLAS Collaboration"),
    Case(24, "odd names of fields", f"{_M}bib_field_name_case_plus.bib"),
    Case(24, "parentheses, comments", f"{_M}bib_paren_delims_and_comments.bib"),
    Case(25, "cut-off BibTeX", f"{_M}bib_truncated.bib", (1, 0, 1),
         ":2: rejected: the file ends inside the entry that starts at line 2"),
    Case(25, "cut-off PubMed", f"{_M}pubmed_truncated.xml", (0, 0, 1),
         ":1: rejected: the file ends inside this record"),
    Case(26, "no ER", f"{_M}ris_no_er.ris", (2, 0, 0)),
    Case(26, "one space", f"{_M}ris_single_space.ris"),
    Case(26, "a line that goes on", f"{_M}ris_multiline_abstract_with_tagline.ris", page="line three"),
    Case(27, "5,200 authors", "authors.ris", page="Family5199"),
    Case(28, "semicolons, Windows-1252", f"{_M}csv_semicolon_latin1.csv", page="Étude naïve"),
    Case(28, "quotation marks", f"{_M}csv_bad_quotes_embedded_newline.csv", (3, 0, 0),
         ":4: a quotation mark is opened and never closed"),
    Case(28, "formulas", f"{_M}csv_formula_injection.csv", page="=cmd|' /C calc'!A0"),
    Case(29, "NaN, huge number", f"{_M}json_nan_bignum_dupkeys.json", (0, 0, 1), "NaN is no number"),
    Case(29, "depth 200,000", f"{_M}json_deep_nesting.json", (0, 0, 1), "nested too deeply"),
    Case(29, "depth 200,000 in objects", "deep.json", (0, 0, 1), "nested too deeply"),
    Case(30, "one bad line of JSONL", f"{_M}jsonl_one_bad_line.jsonl", (2, 0, 1), ":2: rejected: not valid JSON"),
    Case(31, "OpenAlex", f"{_M}openalex_no_title.json", (2, 0, 1), "word number 500,000,000",
         page="Has markup & entity"),
    Case(32, "PubMed with its DOCTYPE", f"{_M}pubmed_real_doctype_ok.xml", page="CO2 and E. coli in p<0.05"),
    Case(33, "XXE in PubMed", f"{_M}pubmed_xxe.xml", NONE, "this XML declares entities", megabytes=100.0),
    *(Case(33, "bomb", f"xml/{name}.xml", NONE, "a web page" if name == "dtd" else "declares entities",
         megabytes=100.0) for name in _BOMBS),
    *(Case(33, f"bomb as {format}", f"xml/{name}.xml", NONE, options=("--format", format), megabytes=100.0)
      for format in _XML for name in _BOMBS),
    Case(34, "zip slip", f"{_M}zip_slip.zip", NONE, "this is a zip archive"),
    Case(34, "zip bomb", f"{_M}zip_bomb_200MB_in_200KB.zip", NONE, "this is a zip archive"),
    Case(34, "a link in a zip", "zip/symlink_etc_passwd.zip", NONE, "this is a zip archive"),
    Case(35, "identifiers", f"{_M}id_list_mixed.txt", (10, 1, 1), ":10: rejected: this is no DOI",
         page="needs: metadata"),
)  # fmt: skip


def make(folder: Path, hostile: Path) -> None:
    """Put the files that are made into a folder; `mixed` takes some of the others."""
    for name, text in GENERATED.items():
        with (folder / name).open("w", encoding="utf-8") as handle:
            handle.writelines(text())
    with (folder / "large.bib").open("wb") as handle:
        handle.truncate(500 * 1024 * 1024)
    for name in ("mixed", "nothing"):
        (folder / name).mkdir()
    for name in ("ris_no_er.ris", "binary_named_txt.txt", "bib_latex.bib"):
        (folder / "mixed" / name).write_bytes((hostile / "made" / name).read_bytes())
    os.mkfifo(folder / "pipe")
    (folder / "broken-link.bib").symlink_to(folder / "gone.bib")


GENERATED: Mapping[str, Callable[[], Iterable[str]]] = {
    "huge.txt": lambda: chain(["Title\n\n"], repeat("word ", 4_000_000), ["\n"]),
    "glued.txt": lambda: (
        _HEADER.replace("Subscribe\n\n", "")
        + f"SubscribeA Glued Title of Papers\n\n{_WORDS}\n\nSubscribe to Attention: A Title\n\n{_WORDS}\n"
    ),
    "authors.ris": lambda: (
        "TY  - JOUR\nTI  - Observation of a new thing\n"
        + "".join(f"AU  - Family{number}, Given\n" for number in range(5200))
        + "PY  - 2012\nAB  - We see it in the detector and report its mass.\nER  - \n"
    ),
    "deep.json": lambda: '{"a":' * 200_000,
    "plain.ris": lambda: f"TY  - JOUR\nTI  - A plain title\nAB  - {_WORDS}\nER  - \n",
}


def suite(hostile: Path) -> dict[str, str]:
    """Return the files of JSONTestSuite with what becomes of them: "y" must be read, "n" refused, "i" either."""
    return {path.name: path.name[0] for path in sorted((hostile / "json" / "JSONTestSuite").glob("*.json"))}


def wrong(files: Mapping[str, str], printed: str) -> list[str]:
    """Return the files of JSONTestSuite of which --json says the wrong thing: refused as JSON or not."""
    table = {each["file"]: each for each in json.loads(printed)["files"]}
    return [name for name, kind in files.items() if kind != "i" and _refused(table[name]) != (kind == "n")]


def _refused(found: Mapping[str, object]) -> bool:
    said = json.dumps(found["problems"])
    return "not valid JSON" in said or "encoding that is not read" in said
