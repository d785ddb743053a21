"""A list of identifiers: DOIs, arXiv ids, PubMed and OpenAlex numbers, one a line or several, as text or addresses.

Nothing is asked of any host here: each becomes a stub, a record whose title is its identifier until a source says more.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from generator import identifiers
from generator.importers import fields
from generator.importers.protocol import Finding
from generator.papers import Rejected
from generator.report import Problem
from generator.text import counted

_ARXIV_DOI = "10.48550/arxiv."
# Kind -> what a whole entry of it looks like; the first that fits names it.
_SHAPES: Mapping[str, str] = {
    "arxiv": r"(?:arxiv:\s*)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?"
    r"|(?:https?://)?(?:[\w-]+\.)?(?:arxiv\.org|alphaxiv\.org|ar5iv\.org|ar5iv\.labs\.arxiv\.org)/\w+/\S+"
    r"|(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/papers/\d{4}\.\d{4,5}\S*",
    "doi": r"(?:doi:\s*)?(?:https?://(?:dx\.|www\.)?doi\.org/|doi\.org/)?10\.\d{4,9}/\S+",
    "pmid": r"pmid:?\s*\d{1,9}|(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/\d{1,9}/?"
    r"|(?:https?://)?www\.ncbi\.nlm\.nih\.gov/pubmed/\d{1,9}/?",
    "openalex": r"(?:openalex:?\s*)?w\d{4,}|(?:https?://)?(?:api\.)?openalex\.org/(?:works/)?w\d{4,}",
    "acl": r"(?:https?://)?(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/\S+|acl anthology \S+",
}
_WHOLE: Mapping[str, re.Pattern[str]] = {kind: re.compile(shape, re.IGNORECASE) for kind, shape in _SHAPES.items()}
_TITLES: Mapping[str, str] = {
    "arxiv": "arXiv:{}", "doi": "doi:{}", "pmid": "PMID {}", "openalex": "OpenAlex {}", "acl": "ACL Anthology {}"
}  # fmt: skip
# Where the next identifier of a line begins; a DOI may itself hold a comma or a semicolon.
_NEXT = re.compile(r"(?<![\s,;])[\s,;]+(?=10\.\d{4,9}/|https?://|arxiv:|pmid:|doi:|\d{4}\.\d{4,5})", re.IGNORECASE)
_BULLET = re.compile(r"(?<!\s)\s*(?:[-*+•]|\d{1,4}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Identifier:
    """What names a paper: its kind ("arxiv", "doi", "pmid", "openalex", "acl") and its value in one spelling."""

    kind: str
    value: str

    @property
    def title(self) -> str:
        """The identifier as a reader knows it; what a stub is called."""
        return _TITLES[self.kind].format(self.value)

    def fields(self) -> dict[str, object]:
        """Return the fields of a stub."""
        known: dict[str, object] = {self.kind: self.value}
        if self.kind == "acl":
            known = {"url": f"https://aclanthology.org/{self.value}/"}
        return {"title": self.title, **known, "needs": "metadata"}


def identify(text: str) -> Identifier | None:
    """Return the identifier that a text is, as a whole; None where it is anything else.

    >>> identify("https://arxiv.org/pdf/2401.00001v2.pdf")
    Identifier(kind='arxiv', value='2401.00001')
    """
    plain = unquote(text.strip().strip("<>\"'").rstrip(",;"))
    kind = next((kind for kind, whole in _WHOLE.items() if whole.fullmatch(plain)), "")
    value = _value(kind, plain) if kind else ""
    if kind == "doi" and value.startswith(_ARXIV_DOI):
        kind, value = "arxiv", identifiers.arxiv(value.removeprefix(_ARXIV_DOI))
    return Identifier(kind, value) if value else None


def _value(kind: str, plain: str) -> str:
    if kind == "acl":
        return re.sub(r"(?:\.pdf|\.bib|/)$", "", re.sub(r"^.*anthology(?:\.org)?[/ ]", "", plain, flags=re.I))
    if kind == "arxiv":
        # Upper case is only a subject's class, as in math.GT/0309136.
        return identifiers.arxiv(re.sub(r"^arxiv:\s*", "", re.sub(r"(?:\.pdf)?$", "", plain), flags=re.IGNORECASE))
    return {"doi": identifiers.doi, "pmid": identifiers.pmid, "openalex": identifiers.openalex}[kind](plain)


@dataclass(frozen=True, slots=True)
class Ids:
    """The importer of lists of identifiers."""

    name: str = "ids"
    title: str = "a list of DOIs, arXiv ids and the like"

    def recognises(self, text: str) -> int:
        """Return 90 where four lines of five, of the first hundred, are identifiers and nothing else."""
        lines = [line for _, line in _lines(text[:50_000])][:100]
        known = sum(1 for line in lines if _entries(line))
        return 90 if known and known * 5 >= len(lines) * 4 else 0

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield a stub an identifier; lines that are none are rejected."""
        first, number = 0, 0
        for place, line, found in listed(text):
            if not found:
                yield Rejected(source, place, "this is no DOI, arXiv id, PubMed or OpenAlex number", line)
            for one in found:
                first, number = first or place, number + 1
                yield fields.record(one.fields(), source, place, line)
        if number:
            yield Problem(
                source,
                first,
                f"{counted(number, 'identifier')}: an identifier alone says no title, so each page is a stub",
                f"To fill them: sitegen add content/sources/{source} (asks arXiv and Crossref), or import an export of "
                "your library that has these papers.",
            )


importer = Ids()


def listed(text: str) -> Iterator[tuple[int, str, list[Identifier]]]:
    """Yield each line that is no comment with its number and the identifiers that it consists of."""
    for number, line in _lines(text):
        yield number, line, _entries(line)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something, with their numbers; what follows # is a comment."""
    for number, line in enumerate(text.split("\n"), start=1):
        plain = _BULLET.sub("", re.sub(r"(?:^|\s)#.*", "", line), count=1).strip()
        if plain:
            yield number, plain


def _entries(line: str) -> list[Identifier]:
    """Return the identifiers of a line that holds nothing else."""
    if len(line) > 2000:
        return []
    parts = [identify(part) for part in _NEXT.split(line.strip(" ,;"))]
    return [part for part in parts if part] if all(parts) else []
