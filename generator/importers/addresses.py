"""Which of the numbers and addresses that a reference manager gives is the page, the PDF, a file, a DOI, a PMID."""

import re
from collections.abc import Iterable

from generator import identifiers

_PARTED = re.compile(r"(?<=[\s;,|])(?=https?://|file:|internal-pdf:)")
_PDF = re.compile(r"\.pdf(?:$|[?#])|/pdf/|/doi/pdf", re.IGNORECASE)
_FILE = re.compile(r"(?:file|internal-pdf):|.*\.(?:pdf|epub|djvu|ps|html?|docx?)$", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
_NAMED_DOI = re.compile(r"\bdoi\b[\s:]*(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PUBMED = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|\bPMID:?\s*)(\d{1,8})\b", re.IGNORECASE
)
_ACCESSION = re.compile(r"(?:MEDLINE:|PMID:?\s*)?(\d{1,8})", re.IGNORECASE)


def places(given: Iterable[str]) -> dict[str, object]:
    """Return the fields `url`, `pdf` and `files` that these make: first page, first PDF, all files."""
    parts = [part.strip(" \t\n;,|") for each in given for part in _PARTED.split(each)]
    web = [address for part in parts if (address := identifiers.web_url(part))]
    pages = [address for address in web if not _PDF.search(address)]
    pdfs = [address for address in web if _PDF.search(address)]
    files = [part for part in parts if not identifiers.web_url(part) and _FILE.match(part)]
    return {"url": pages[0] if pages else "", "pdf": pdfs[0] if pdfs else "", "files": files}


def doi_of(numbers: Iterable[str], addresses: Iterable[str] = (), notes: Iterable[str] = ()) -> str:
    """Return a record's DOI: from what should be one, from an address of doi.org, from notes that name just one."""
    for said in (*numbers, *(each for each in addresses if _RESOLVER.search(each))):
        if doi := identifiers.doi(said):
            return doi
    named = {identifiers.doi(match[1]) for note in notes for match in _NAMED_DOI.finditer(note)}
    return named.pop() if len(named) == 1 else ""


def pmid_of(accession: str, database: str = "", addresses: Iterable[str] = ()) -> str:
    """Return a record's PubMed number: an accession number of PubMed's, or one in an address or note of PubMed's.

    Where nobody says whose accession number it is, it must have 6 to 8 digits and nothing else.
    """
    if match := _ACCESSION.fullmatch(accession.strip()):
        ours = re.search(r"pubmed|medline|\bNLM\b", database, re.IGNORECASE) or not match[0].isdigit()
        if ours or (not database and len(match[1]) >= 6):
            return match[1]
    named = {match[1] for each in addresses for match in _PUBMED.finditer(each)}
    return named.pop() if len(named) == 1 else ""
