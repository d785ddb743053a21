"""What a paper's page tells reference managers and scholarly search engines in its head.

Highwire's tags are what Google Scholar asks for and Zotero reads; JSON-LD says the same in schema.org's words.
"""

from collections.abc import Iterator
from typing import Any

from generator import permalinks
from generator.pages.paper import PaperPage

_HOME = {
    "paper-conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}
"""What a venue is called by the type of what appeared there; else it is a journal."""
_KIND = {
    "book": "Book",
    "chapter": "Chapter",
    "thesis": "Thesis",
    "report": "Report",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
    "webpage": "WebPage",
}
_PART_OF = {"article-journal": "Periodical", "chapter": "Book", "": "Periodical"}


def tags(page: PaperPage, url: str) -> Iterator[tuple[str, str]]:
    """Yield name and content of each Highwire tag; `url` is the site's own address, "" if it has none.

    References
    ----------
    Google Scholar. Inclusion Guidelines for Webmasters: Indexing.
    """
    identifiers = {name: found.name for name, found in page.identifiers}
    yield "citation_title", page.title
    yield from (("citation_author", author) for author in page.filed)
    yield from _told(
        ("citation_publication_date", (page.date or (page.year.name if page.year else "")).replace("-", "/")),
        (_HOME.get(page.type, "citation_journal_title"), page.venue.name if page.venue else ""),
        ("citation_doi", page.doi),
        ("citation_arxiv_id", identifiers.get("arXiv", "")),
        ("citation_pmid", identifiers.get("PubMed", "")),
        ("citation_language", page.language),
        ("citation_keywords", "; ".join(card.label for card in page.keywords)),
        ("citation_pdf_url", page.pdf),
        ("citation_abstract_html_url", permalinks.absolute(url, page.path) if url else ""),
    )


def linked_data(page: PaperPage, url: str) -> dict[str, Any]:
    """Return the paper in schema.org's words, as JSON-LD; without its abstract, which the page shows.

    References
    ----------
    schema.org. ScholarlyArticle.
    """
    same = [found.link for _, found in page.identifiers]
    kind = _KIND.get(page.type, "ScholarlyArticle")
    told = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": page.title,
        "headline": page.title if kind == "ScholarlyArticle" else "",
        "author": [_author(name) for name in page.filed],
        "datePublished": page.date or (page.year.name if page.year else ""),
        "isPartOf": {"@type": _PART_OF.get(page.type, "CreativeWork"), "name": page.venue.name} if page.venue else None,
        "inLanguage": page.language,
        "keywords": [card.label for card in page.keywords],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": found.name} for name, found in page.identifiers
        ],
        "sameAs": same,
        "url": permalinks.absolute(url, page.path) if url else "",
    }
    return {name: value for name, value in told.items() if value}


def _author(filed: str) -> dict[str, str]:
    family, _, given = filed.partition(", ")
    if not given:
        return {"@type": "Organization", "name": family}
    return {"@type": "Person", "name": f"{given} {family}", "familyName": family, "givenName": given}


def _told(*pairs: tuple[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, content) for name, content in pairs if content)
