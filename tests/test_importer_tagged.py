"""RIS, PubMed's text, Web of Science and Refer: what their tags become, and what exports do to them."""

from pathlib import Path

import pytest

from generator import importers
from generator.importers import addresses, tagged
from generator.papers import Record, Rejected
from generator.report import Problem
from generator.text import title_key

SAMPLES = Path(__file__).parent / "samples"


def findings(content: str | bytes, name: str = "x.txt") -> list[Record | Rejected | Problem]:
    """Return what the importer that knows the text makes of it."""
    text = importers.decode(content.encode() if isinstance(content, str) else content, name).text
    return list(importers.choose(text, name).read(text, name))


def fields_of(content: str | bytes) -> list[dict[str, object]]:
    found = findings(content)
    assert all(isinstance(each, Record) for each in found), found
    return [dict(each.fields) for each in found if isinstance(each, Record)]


def sample(name: str) -> list[dict[str, object]]:
    return fields_of((SAMPLES / name).read_bytes())


def ris(*lines: str) -> dict[str, object]:
    """Return the fields of one RIS record with a title."""
    (found,) = fields_of("\n".join(("TY  - JOUR", "TI  - T", *lines, "ER  - ")))
    return found


def test_ris_of_zotero_is_read_whole() -> None:
    article, talk = sample("ris/zotero.ris")
    assert article == {
        "title": "How E. coli & others share CO2",
        "abstract": "A first paragraph that is long enough to show that no program has broken its lines, for it goes on "
        "well beyond any width of a page.\n\nA second paragraph, in which a < b.",
        "authors": ["van der Meer, Anna", "Okafor, Chidi"],
        "year": "2021",
        "date": "2021-02-01",
        "venue": "Journal of Invented Results",
        "type": "article-journal",
        "language": "en",
        "doi": "10.5555/abc.1",
        "url": "https://example.org/papers/1",
        "pdf": "https://example.org/papers/1.pdf",
        "keywords": ["sharing", "bacteria"],
        "tags": ["sharing", "bacteria"],
        "files": ["/home/anna/Zotero/storage/AB12/van der Meer 2021.pdf"],
    }
    assert (talk["venue"], talk["arxiv"], talk["date"]) == ("Proceedings of Talks", "1912.01234", "2019-12")
    assert talk["authors"] == ["Doctors Without Borders"]


def test_ris_of_publishers_has_titles_and_venues_by_type() -> None:
    article, chapter, book, thesis = sample("ris/publishers.ris")
    assert (article["title"], article["venue"]) == ("An article of a special issue", "Journal of Wholes")
    assert article["authors"] == ["Knuth, D. E.", "Doe, Jane", "Roe, Richard"]
    assert (article["doi"], article["date"], article["abstract"]) == ("10.5555/special.2", "2005-07-15", "An abstract.")
    assert (chapter["title"], chapter["venue"], chapter["pmid"]) == ("A chapter", "The Book of Chapters", "1234567")
    assert chapter["keywords"] == ["one", "two", "three"]
    assert book == {"title": "A Whole Book", "authors": ["Editor, Edna"], "type": "book"}
    assert (thesis["venue"], thesis["year"]) == ("University of Somewhere", "2009")


def test_a_line_is_a_tag_only_if_there_is_such_a_tag() -> None:
    wrapped, single_space = sample("ris/endnote.txt")
    assert str(wrapped["abstract"]).endswith("own, IN - this line only looks like one with a tag, and so is this.")
    assert (wrapped["date"], wrapped["doi"], wrapped["pmid"]) == ("2011-06-03", "10.5555/1234-0", "21553931")
    assert wrapped["tags"] == ["Animals", "Boswellia", "Disease Models, Animal"]
    assert (single_space["title"], single_space["authors"]) == ("One-space separators", ["A, B."])


def test_a_record_without_its_last_line_does_not_swallow_the_next() -> None:
    found = findings("TY  - JOUR\nTI  - No end\n\nTY  - JOUR\nTI  - Second\nER  -\nTY  - JOUR\nAU  - A, B")
    assert [each.title for each in found if isinstance(each, Record)] == ["No end", "Second"]
    assert found[2] == Rejected("x.txt", 7, "it has no title", "TY  - JOUR\nAU  - A, B")


def test_records_know_their_lines_and_are_kept_verbatim() -> None:
    first, second = findings("\n\nTY  - JOUR\nTI  - One\n two\nER  - \n\nTY  - JOUR\nTI  - Three\n")
    assert (first.line, first.text) == (3, "TY  - JOUR\nTI  - One\n two\nER  - ")
    assert (second.line, second.text) == (8, "TY  - JOUR\nTI  - Three")


def test_lines_that_belong_to_no_record_are_told_once() -> None:
    found = findings("Head\nTY  - JOUR\nTI  - One\nER  - \nlost\nlost too\nTY  - JOUR\nTI  - Two\nER  - \nmore\n")
    assert [str(each) for each in found if isinstance(each, Problem)] == [
        "x.txt:5: 3 lines between records left out, from line 5 on\n  If they belong to a record, move them into it."
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("JO  - J. Chem. Phys.", "T2  - The Journal"), {"venue": "The Journal"}),
        (("PY  - 2018", "DA  - SEP 15"), {"year": "2018", "date": "2018-09-15"}),
        (("PY  - 2018", "DA  - 2020/03/04"), {"year": "2018"}),
        (("Y1  - 2015/october",), {"year": "2015", "date": "2015-10"}),
        (("M3  - doi: 10.5555/A.1",), {"doi": "10.5555/a.1"}),
        (("UR  - https://doi.org/10.5555/a.1",), {"doi": "10.5555/a.1", "url": "https://doi.org/10.5555/a.1"}),
        (("UR  - https://x.example/doi/full/10.5555/a/full",), {"url": "https://x.example/doi/full/10.5555/a/full"}),
        (("N1  - see doi: 10.5555/a and doi: 10.5555/b",), {}),
        (("N1  - arXiv: 1706.03762",), {"arxiv": "1706.03762"}),
        (("UR  - https://pubmed.ncbi.nlm.nih.gov/1234567/",), {"pmid": "1234567", "url": "https://pubmed.ncbi.nlm.nih.gov/1234567/"}),
        (("AN  - 12345678", "DB  - PsycINFO"), {}),
        (("UR  - <Go to ISI>://WOS:1",), {}),
        (("UR  - https://a.example/x; https://a.example/x.pdf",), {"url": "https://a.example/x", "pdf": "https://a.example/x.pdf"}),
        (("AN  - WOS:1", "KW  - lakes", "KW  - WATER"), {"keywords": ["lakes"], "tags": ["lakes", "WATER"]}),
        (("AU  - Smith, J", "Doe, A"), {"authors": ["Smith, J.", "Doe, A."]}),
        (("AU  - Harrison, Warren", "Levenshtein"), {"authors": ["Harrison, Warren Levenshtein"]}),
        (("AB  - p < 0.05 & more", "AB  - Second."), {"abstract": "p < 0.05 & more\n\nSecond."}),
    ],
)  # fmt: skip
def test_what_tags_of_ris_become(lines: tuple[str, ...], expected: dict[str, object]) -> None:
    assert ris(*lines) == {"title": "T", "type": "article-journal", **expected}


def test_pubmed_text_is_read_whole() -> None:
    article, chapter = sample("medline/pubmed.nbib")
    assert article == {
        "title": "A translated title that is so long that it goes on in the next line",
        "abstract": "Background and Purpose- Something is wrapped at a width of its own. Results- It is read whole (P<0.05).",
        "authors": ["van der Meer, Anna B", "Selvamani", "STRATIS Investigators", "Knuth, D. E."],
        "year": "2019",
        "date": "2019-01",
        "venue": "Journal of invented results",
        "type": "article-journal",
        "language": "de",
        "doi": "10.5555/jinv.2019.001",
        "pmid": "12345678",
        "url": "https://pmc.ncbi.nlm.nih.gov/articles/PMC4513071/",
        "keywords": ["resins", "trees"],
        "tags": ["Attitude to Health", "Occupational Health"],
    }
    assert (chapter["title"], chapter["venue"], chapter["type"]) == ("The chapter", "The Book", "chapter")
    assert (chapter["authors"], chapter["date"]) == (["Editor, E."], "2009-07-04")


def test_keywords_that_a_library_gave_are_tags() -> None:
    (found,) = fields_of("PMID- 1\nTI  - T\nOTO - NASA\nOT  - Space\nMH  - Colon/*drug effects\nPT  - Preprint")
    assert (found["tags"], found["type"], "keywords" in found) == (["Colon", "Space"], "article", False)


def test_web_of_science_lists_by_line_and_joins_the_rest() -> None:
    article, talk = sample("wos/savedrecs.ciw")
    assert article == {
        "title": "Do magnets help lakes whose title goes on in the next line?",
        "abstract": "Magnets were put into lakes, and what came of it was looked at for a year by people who were paid for "
        "looking at lakes and at little else.\n\nIn a second paragraph, a conclusion.",
        "authors": ["van der Meer, Anna", "Knuth, Donald E.", "EndoReCo"],
        "year": "2019",
        "date": "2019-03-15",
        "venue": "JOURNAL OF LAKES",
        "type": "article-journal",
        "language": "en",
        "doi": "10.5555/lakes.1",
        "pmid": "30529964",
        "keywords": ["Magnets", "Lake restoration", "Water quality"],
        "tags": ["TROPHIC STATE INDEX", "FRESH-WATER", "SEDIMENT"],
    }
    assert (talk["type"], talk["authors"]) == ("paper-conference", ["Wang, H. L."])


def test_refer_of_scholar_and_endnote_is_read() -> None:
    (scholar,) = sample("refer/scholar.enw")
    assert (scholar["arxiv"], scholar["authors"]) == ("1706.01234", ["Vaswani, Anna", "Shazeer, Bob"])
    paper, thesis = sample("refer/endnote.enw")
    assert paper == {
        "title": "A thing in proceedings",
        "abstract": "It has an abstract of two lines.\n\nAnd one more.",
        "authors": ["World Health Organization", "Knuth, Donald E."],
        "year": "2004",
        "date": "2004-06-12",
        "venue": "Proceedings of Things",
        "type": "paper-conference",
        "language": "en",
        "doi": "10.5555/thing",
        "url": "https://example.org/thing",
        "keywords": ["things", "proceedings"],
        "tags": ["things", "proceedings"],
        "files": ["file:///home/anna/thing.pdf"],
    }
    assert (thesis["venue"], thesis["type"]) == ("University of Somewhere", "thesis")


def test_refer_without_types_is_parted_by_blank_lines() -> None:
    assert [each["title"] for each in fields_of("%A Doe, J\n%T One\n\n\n%T Two\n%X Text.\n\nMore.\n")] == ["One", "Two"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_encoding_of_an_export_does_not_matter(encoding: str) -> None:
    text = "TY  - JOUR\r\nTI  - Títle\x0b of “naïve”\r\nAU  - Müller, Ü\r\nER  - \r\n"
    assert fields_of(text.encode(encoding)) == [
        {"title": "Títle of “naïve”", "authors": ["Müller, Ü"], "type": "article-journal"}
    ]


def test_characters_that_nobody_sees_do_not_come_in() -> None:
    (found,) = fields_of("TY  - JOUR\nTI  - A\x00\u200b\u202eB\u2028C\nER  - ")
    assert found["title"] == "AB C"


def test_thousands_of_authors_are_all_kept() -> None:
    found = ris(*(f"AU  - Family{number}, Given" for number in range(5000)))
    assert len(found["authors"]) == 5000  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["ris", "medline", "wos", "refer"])
@pytest.mark.parametrize("text", ["", "\n\n", "no tag at all", "EF\n", "ER  - \n"])
def test_a_text_without_records_gives_none(name: str, text: str) -> None:
    assert not [each for each in importers.choose(text, "x", name).read(text, "x") if isinstance(each, Record)]


@pytest.mark.parametrize(
    ("accession", "database", "number"),
    [("21553931", "NLM", "21553931"), ("21553931", "", "21553931"), ("12345", "", ""), ("MEDLINE:12345", "", "12345"),
     ("21553931", "Embase", ""), ("WOS:21553931", "", ""), ("2009142766", "", "")],
)  # fmt: skip
def test_an_accession_number_is_pubmeds_only_if_it_can_be(accession: str, database: str, number: str) -> None:
    assert addresses.pmid_of(accession, database) == number


def test_one_comma_parts_no_keyword() -> None:
    assert tagged.terms(["Models, Animal"]) == ["Models, Animal"]
    assert tagged.terms(["a, b, c"]) == ["a", "b", "c"]
    assert tagged.terms(["a; Models, Animal", "b"]) == ["a", "Models, Animal", "b"]


COUNTS = {
    "dev/asr_baseline_zotero.ris": ("ris", 100),
    "dev/asr_pubmed_endnote.txt": ("ris", 6),
    "dev/asr_wos.txt": ("ris", 10),
    "dev/cs_pubmed176.ris": ("ris", 176),
    "dev/cs_scopus255.ris": ("ris", 255),
    "dev/holub_balloon.nbib": ("medline", 75),
    "dev/rev_wos.ciw": ("wos", 247),
    "crossformat/asysd_zotero.ris": ("ris", 1000),
    "crossformat/asysd_mendeley_endnote.xml": ("endnote-xml", 1233),
    "crossformat/asysd_zotero_endnote.xml": ("endnote-xml", 1233),
    "dev/bio_pubmed4.xml": ("pubmed-xml", 1),
    "dev/bio_pubmed5.xml": ("pubmed-xml", 1),
    "dev/pm_29768149.xml": ("pubmed-xml", 1),
    "hostile/made/ris_multiline_abstract_with_tagline.ris": ("ris", 1),
    "hostile/made/ris_no_er.ris": ("ris", 2),
    "hostile/made/ris_single_space.ris": ("ris", 1),
    "hostile/made/pubmed_real_doctype_ok.xml": ("pubmed-xml", 1),
}


@pytest.mark.parametrize("name", COUNTS)
def test_real_exports_give_every_record(name: str, shared: Path) -> None:
    content = (shared / "inputs" / name).read_bytes()
    text = importers.decode(content, name).text
    chosen = importers.choose(text, name)
    found = list(chosen.read(text, name))
    assert (chosen.name, len(found)) == COUNTS[name]
    assert all(isinstance(each, Record) for each in found)
    starts = [each.line for each in found]
    assert starts == sorted(starts)


def test_one_library_in_two_flavours_of_endnote_xml_has_the_same_titles(shared: Path) -> None:
    flavours = []
    for name in ("asysd_mendeley_endnote.xml", "asysd_zotero_endnote.xml"):
        found = findings((shared / "inputs" / "crossformat" / name).read_bytes())
        flavours.append({title_key(each.title) for each in found if isinstance(each, Record)})
    assert flavours[0] == flavours[1]
    assert len(flavours[0]) == 1224
