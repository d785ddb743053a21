"""PubMed's and EndNote's XML: what their elements become."""

from pathlib import Path

import pytest

from generator import importers
from generator.importers.endnote_xml import importer as endnote
from generator.importers.pubmed_xml import importer as pubmed
from generator.papers import Record, Rejected
from generator.report import Problem

SAMPLES = Path(__file__).parent / "samples"
ARTICLE = "<PubmedArticle><MedlineCitation><PMID>{}</PMID><Article><ArticleTitle>{}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"


def sample(name: str) -> list[dict[str, object]]:
    text = (SAMPLES / name).read_text("utf-8")
    return [dict(each.fields) for each in importers.choose(text, name).read(text, name) if isinstance(each, Record)]


def test_a_pubmed_article_is_read_whole() -> None:
    article, _ = sample("pubmed-xml/articles.xml")
    assert article == {
        "title": "CO2 and E. coli in p<0.05",
        "abstract": "BACKGROUND: One.\n\nMETHODS: Two, in two lines.\n\nThree.",
        "authors": ["van der Meer, Anna B", "King, Martin Jr", "Doctors Without Borders"],
        "year": "2019",
        "date": "2019-02",
        "venue": "Journal of invented results",
        "type": "article-journal",
        "language": "en",
        "doi": "10.5555/ecoli.1",
        "pmid": "12345678",
        "url": "https://pmc.ncbi.nlm.nih.gov/articles/PMC4513071/",
        "keywords": ["growth", "gas"],
        "tags": ["Colon", "Humans"],
    }


def test_a_title_in_its_own_language_stands_in_and_a_references_doi_does_not() -> None:
    _, german = sample("pubmed-xml/articles.xml")
    assert german == {
        "title": "Ein Titel auf Deutsch",
        "abstract": "Another abstract.",
        "year": "2001",
        "date": "2001-11",
        "venue": "J Inv",
        "type": "article-journal",
        "language": "de",
        "pmid": "12345679",
    }


def test_a_chapter_is_a_paper_of_its_own_in_its_book() -> None:
    (chapter,) = sample("pubmed-xml/book.xml")
    assert (chapter["title"], chapter["venue"], chapter["type"]) == ("A chapter", "The Book of Guidelines", "chapter")
    assert (chapter["authors"], chapter["doi"]) == (["Centre for Conditions (UK)"], "10.5555/book.1")


def test_a_truncated_answer_gives_its_complete_records() -> None:
    text = f"<PubmedArticleSet>{ARTICLE.format(1, 'One')}\n{ARTICLE.format(2, 'Cut')[:90]}"
    found = list(pubmed.read(text, "x.xml"))
    assert [each.title for each in found if isinstance(each, Record)] == ["One"]
    assert [str(each.reason) for each in found if isinstance(each, Rejected)] == [
        "the file ends inside this record: download it again"
    ]
    assert found[-1].line == 2


def test_an_empty_record_is_rejected_and_named() -> None:
    (found,) = pubmed.read("<PubmedArticleSet>\n<PubmedArticle>\n</PubmedArticle></PubmedArticleSet>", "x.xml")
    assert found == Rejected("x.xml", 2, "it has no title", "<PubmedArticle>\n</PubmedArticle>")


def test_endnote_xml_is_read_through_its_styles() -> None:
    article, thesis = sample("endnote-xml/endnote.xml")
    assert article == {
        "title": "Growth of E. coli in CO2",
        "abstract": "First.\n\nSecond.",
        "authors": ["Knuth, D. E.", "World Health Organization"],
        "year": "2015",
        "date": "2015-03-03",
        "venue": "Journal of Invented Results",
        "type": "article-journal",
        "language": "en",
        "doi": "10.5555/ecoli",
        "pmid": "25647015",
        "url": "https://example.org/ecoli",
        "keywords": ["growth", "bacteria", "gas"],
        "tags": ["growth", "bacteria", "gas"],
        "files": ["internal-pdf://2954/Knuth 2015.pdf"],
    }
    assert (thesis["venue"], thesis["type"]) == ("University of Somewhere", "thesis")


def test_endnote_xml_of_zotero_is_read() -> None:
    (chapter,) = sample("endnote-xml/zotero.xml")
    assert (chapter["venue"], chapter["date"], chapter["tags"]) == ("The Book", "2022-05", ["Dog Diseases", "Humans"])


def test_a_pdf_on_the_web_is_a_pdf_and_one_on_a_disk_a_file() -> None:
    urls = "<pdf-urls><url>https://example.org/a.pdf</url><url>file://localhost/a.pdf</url></pdf-urls>"
    text = f"<xml><record><titles><title>T</title></titles><urls>{urls}</urls></record></xml>"
    (found,) = endnote.read(text, "x.xml")
    assert isinstance(found, Record)
    assert dict(found.fields) == {"title": "T", "pdf": "https://example.org/a.pdf", "files": ["file://localhost/a.pdf"]}


@pytest.mark.parametrize("name", ["pubmed_xxe.xml", "pubmed_truncated.xml"])
def test_hostile_answers_bring_nothing_in(name: str, shared: Path) -> None:
    text = (shared / "inputs" / "hostile" / "made" / name).read_text("utf-8")
    (found,) = importers.choose(text, name).read(text, name)
    assert isinstance(found, Problem if "xxe" in name else Rejected)
