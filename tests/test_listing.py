"""Pasted listing pages: every record, in order, with the line it stood on."""

import hashlib
import json
from pathlib import Path

import pytest

from conftest import LONG, SEEDS, listing
from generator import importers
from generator.errors import SitegenError
from generator.importers.listing import importer
from generator.papers import Record, Rejected
from generator.report import Problem


def read(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Return (title, abstract) of the records, and the problems as lines."""
    found = list(importer.read(text, "x.txt"))
    records = [(item.title, str(item.fields.get("abstract", ""))) for item in found if isinstance(item, Record)]
    return records, [f"{item.line}: {item.message}" for item in found if isinstance(item, Problem)]


def test_the_seeds_give_the_titles_and_abstracts_of_the_truth_in_order(shared: Path) -> None:
    truth = json.loads((shared / "seed_truth.json").read_text("utf-8"))["per_file"]
    for name, expected in truth.items():
        decoded = importers.decode((SEEDS / name).read_bytes(), name)
        found = list(importers.choose(decoded.text, name).read(decoded.text, name))
        assert [(item.title, item.line) for item in found if isinstance(item, Record)] == [
            (item["title"], item["title_line"]) for item in expected["items"]
        ]
        for item, known in zip(found, expected["items"], strict=True):
            assert isinstance(item, Record)
            assert hashlib.sha256(str(item.fields["abstract"]).encode()).hexdigest()[:16] == known["abstract_sha256_16"]


def test_both_layouts_are_read_alike() -> None:
    spaced = listing(("Title One", LONG.strip()), ("Title Two", LONG.strip()))
    dense = "Get trending papers in your email inbox!\nSubscribe" + "\n".join(["Title One", LONG, "Title Two", LONG])
    assert read(spaced) == read(dense) == ([("Title One", LONG.strip()), ("Title Two", LONG.strip())], [])


@pytest.mark.parametrize(
    "title", ["404", "new", "Jun 6", "Subscribe", "Subscribe to Your Own Data", "---", "CON", "x" * 800]
)
def test_no_title_is_taken_for_something_else(title: str) -> None:
    assert [found for found, _ in read(listing(("First", LONG), (title, LONG)))[0]] == ["First", title]
    assert [found for found, _ in read(listing((title, LONG)))[0]] == [title]


def test_a_title_without_an_abstract_is_kept_and_named() -> None:
    records, problems = read(listing(("Lone Title", ""), ("Title Two", LONG)))
    assert [title for title, _ in records] == ["Lone Title", "Title Two"]
    assert problems == ['11: "Lone Title" has no abstract']


def test_a_page_on_which_most_titles_have_no_abstract_is_doubted() -> None:
    _, problems = read(listing(*[(f"Lone Title {number}", "") for number in range(5)], ("Title Two", LONG)))
    assert problems[-1] == "11: 5 of 6 titles have no abstract: this page may be of another shape"


def test_a_short_abstract_is_told_from_a_title() -> None:
    records, problems = read(listing(("Title One", "We show X."), ("Title Two", LONG.strip())))
    assert records == [("Title One", "We show X."), ("Title Two", LONG.strip())]
    assert problems == ["13: taken for a short abstract"]


def test_paragraphs_of_one_abstract_are_joined() -> None:
    records, _ = read(listing(("Title One", f"{LONG}\n\n{LONG}"), ("Title Two", LONG)))
    assert records == [("Title One", f"{LONG.strip()}\n\n{LONG.strip()}"), ("Title Two", LONG.strip())]


def test_an_abstract_without_a_title_is_rejected_with_its_text() -> None:
    found = list(importer.read(f"{LONG}\nTitle\n{LONG}", "x.txt"))
    assert found[0] == Rejected("x.txt", 1, "an abstract with no title before it", LONG)


def test_unknown_lines_of_the_header_are_listed() -> None:
    records, problems = read(f"new\n\nSome Banner\n\nSubscribe\n\nTitle\n\n{LONG}")
    assert [title for title, _ in records] == ["Title"]
    assert problems == ['3: ignored before the first record: "Some Banner"']


@pytest.mark.parametrize(
    "text",
    ["", "just a line", "@article{x,\n title={T},\n abstract={" + LONG + "}}", "TY  - JOUR\nTI  - T\nAB  - " + LONG, "<html><p>" + LONG,
     '[{"title": "T", "abstract": "' + LONG + '"}]', "id,title,abstract\n" + LONG],
)  # fmt: skip
def test_other_formats_are_refused(text: str) -> None:
    assert importer.recognises(text) == 0


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Title é".encode("utf-16"), "utf-16-le"),
        ("Title é".encode("utf-16-be"), "utf-16-be"),
        ("\ufeffTitle é".encode(), "utf-8"),
        ("Title é".encode("cp1252"), "cp1252"),
    ],
)
def test_encodings_are_found_out(content: bytes, encoding: str) -> None:
    decoded = importers.decode(content, "x.txt")
    assert (decoded.text, decoded.encoding) == ("Title é", encoding)


def test_a_guessed_encoding_names_the_first_odd_byte() -> None:
    decoded = importers.decode("line\nna\xefve".encode("cp1252"), "x.txt")
    assert str(decoded.problems[0]).startswith("x.txt:2: byte 7 (0xef) is not UTF-8; the file is read as Windows-1252")


def test_broken_utf8_keeps_the_record() -> None:
    decoded = importers.decode("é ".encode() + b"\xff end", "x.txt")
    assert decoded.text == "é \ufffd end"
    assert decoded.problems[0].line == 1


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04", "a zip archive"),
        (b"PK\x03\x04..[Content_Types].xml..xl/workbook.xml", "a spreadsheet"),
        (b"PK\x03\x04..word/document.xml", "a document of a word processor"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a file of an office program"),
    ],
)
def test_files_that_are_no_text_are_refused_by_name(content: bytes, what: str) -> None:
    with pytest.raises(SitegenError, match=f"x: this is {what}"):
        importers.decode(content, "x")


def test_a_near_miss_of_a_format_is_answered() -> None:
    with pytest.raises(SitegenError, match='there is no format "listings"') as caught:
        importers.choose("", "x", "listings")
    assert caught.value.hint == 'Did you mean "listing"?'


def test_the_hostile_pages_are_all_read(shared: Path) -> None:
    for path in sorted((shared / "inputs" / "hostile" / "made").glob("seed_*")):
        decoded = importers.decode(path.read_bytes(), path.name)
        found = list(importer.read(decoded.text, path.name))
        records = [item for item in found if isinstance(item, Record)]
        assert bool(records) != (path.stem in ("seed_empty", "seed_header_only")), path.name
        assert all(
            "\x00" not in item.title and "\r" not in item.title and "\ufeff" not in item.title for item in records
        )


def test_bytes_that_are_no_western_letters_are_shown_as_broken() -> None:
    decoded = importers.decode(b"A Title\n\nbytes \xff\xfe\x80\xc3( here" + b" and so on" * 9, "x.txt")
    assert decoded.text.startswith("A Title\n\nbytes \ufffd\ufffd\ufffd\ufffd( here")
    assert str(decoded.problems[0]).startswith("x.txt:3: byte 15 (0xff) is not UTF-8; shown as \ufffd")


@pytest.mark.parametrize("encoding", ["cp1251", "gb18030", "shift-jis", "koi8-r"])
def test_text_in_another_encoding_is_refused_before_it_becomes_papers(encoding: str) -> None:
    words = {"gb18030": "深度学习综述", "shift-jis": "深層学習の概要"}.get(encoding, "Обзор глубокого обучения")
    with pytest.raises(SitegenError, match=r"x\.txt:2: this is text in an encoding that is not read here") as caught:
        importers.decode(f"Title\n{words} {words}".encode(encoding), "x.txt")
    assert "save it as UTF-8" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["“Où ça?” — l’été", "«Žluťoučký»".replace("ť", "t").replace("č", "c"), "Ä—Ö —————, no: è é ê ë ì í î"]
)
def test_western_text_stays_windows_1252(text: str) -> None:
    assert importers.decode(text.encode("cp1252"), "x.txt").text == text
