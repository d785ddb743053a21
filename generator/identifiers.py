"""DOIs, arXiv and PubMed numbers, web addresses: one spelling each, or nothing."""

import hashlib
import re
from urllib.parse import unquote, urlsplit

from generator.text import title_key

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ARXIV = re.compile(r"(?<![\d.])(\d{4}\.\d{4,5}|[a-z-]{2,16}(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?![\d.]\d)")
_OPENALEX = re.compile(r"\bW\d{4,}\b")
_WEB = re.compile(r"https?://[^\s<>\"'`]+")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def doi(text: str) -> str:
    """Return the DOI in the text, lower-case, without resolver or percent signs; "" when there is none."""
    match = _DOI.search(unquote(text.strip()))
    found = _without_tail(match[0]).lower() if match else ""
    return found if _DOI.fullmatch(found) else ""


def arxiv(text: str) -> str:
    """Return the arXiv id in the text without its version; "" when there is none."""
    match = _ARXIV.search(text.strip().removeprefix("arXiv:"))
    return match[1] if match else ""


def pmid(text: str) -> str:
    """Return the PubMed number in the text; "" when there is none."""
    match = re.search(r"\d{1,9}", text)
    return match[0] if match else ""


def openalex(text: str) -> str:
    """Return the OpenAlex work id (`W…`) in the text; "" when there is none."""
    match = _OPENALEX.search(text.strip().upper())
    return match[0] if match else ""


def web_url(text: str) -> str:
    """Return the address if a browser may follow it (http or https, with a host); "" otherwise."""
    address = text.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc and not re.search(r"[\s<>\"]", address) else ""


def host(address: str) -> str:
    """Return the host that an address names, in small letters; "" for an address that no browser may follow."""
    return urlsplit(web_url(address)).netloc.lower()


def resource_urls(text: str) -> list[str]:
    """Return the web addresses in running text, in order, without the punctuation and TeX that touches them."""
    found = (web_url(_without_tail(match[0].partition("{")[0])) for match in _WEB.finditer(text))
    return list(dict.fromkeys(address for address in found if address))


def _without_tail(address: str) -> str:
    """Cut what the sentence put behind an address: full stops, commas, a bracket that was opened before it."""
    while address:
        last = address[-1]
        if last in ".,;:!?*\\" or (last in _PAIRS and address.count(last) > address.count(_PAIRS[last])):
            address = address[:-1]
        else:
            break
    return address


def paper_id(title: str, identifier: str = "") -> str:
    """Return the 8 hex digits that name a paper for good, from its first identity: an identifier, else its title."""
    identity = identifier or title_key(title) or title
    return hashlib.sha256(identity.encode()).hexdigest()[:8]
