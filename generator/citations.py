"""A paper as other programs cite it: BibTeX, RIS, CSL-JSON. Its slug is its citation key: unique, and it stays.

Each function takes the abstract as it is published, "" for none; the rest is the paper's own.
"""

import json
import re
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any

from generator import identifiers
from generator.papers import Author, Paper
from generator.text import whole

_ENTRY = {
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
}
_VENUE = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle", "book": "series",
          "phdthesis": "school", "techreport": "institution", "misc": "howpublished"}  # fmt: skip
_RIS = {
    "article-journal": "JOUR",
    "paper-conference": "CONF",
    "book": "BOOK",
    "chapter": "CHAP",
    "thesis": "THES",
    "report": "RPRT",
    "article": "UNPB",
    "dataset": "DATA",
    "software": "COMP",
    "webpage": "ELEC",
    "patent": "PAT",
}
_TEX = str.maketrans({"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
                      **{sign: f"\\{sign}" for sign in "&%$#_{}"}})  # fmt: skip
_IN_TEX = re.compile(r"[\\~^&%$#_{}]")
_UNPAIRED = {**_TEX, ord("{"): r"\textbraceleft{}", ord("}"): r"\textbraceright{}"}
"""BibTeX counts braces whatever stands before them: one that has no other would end the entry, or not let it end."""
said = attrgetter(
    *("slug", "title", "authors", "year", "date", "venue", "type", "language"),
    *("doi", "arxiv", "pmid", "openalex", "url", "pdf", "keywords"),
)
"""What of a paper its citations are made of, beside its abstract."""
_WORD = re.compile(r"\S+")
_FORMULA = re.compile(r"(\$[^$]+\$)")
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D"})


def bibtex(paper: Paper, abstract: str = "") -> str:
    """Return the paper as a BibTeX entry in UTF-8: formulas stay, capitals inside words are kept by braces."""
    entry = _ENTRY.get(paper.type, "misc" if paper.type or not paper.venue else "article")
    rows = [
        ("title", _tex(paper.title, names=True)),
        ("author", " and ".join(_bibtex_name(author) for author in paper.authors)),
        (_VENUE[entry], _tex(paper.venue)),
        ("year", str(paper.year or "")),
        ("month", _month(paper.date)),
        ("doi", paper.doi.translate(_IN_ADDRESS)),
        ("eprint", paper.arxiv),
        ("eprinttype", "arxiv" if paper.arxiv else ""),
        ("pmid", paper.pmid),
        ("url", address(paper).translate(_IN_ADDRESS)),
        ("langid", _tex(paper.language)),
        ("keywords", ", ".join(_tex(label) for label in paper.keywords)),
        ("abstract", _tex(abstract)),
    ]
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in rows if value)
    return f"@{entry}{{{paper.slug},\n{fields}\n}}\n"


def address(paper: Paper) -> str:
    """Return where the paper itself is: its address, else where its identifiers lead; "" where nothing is known."""
    if url := identifiers.web_url(paper.url):
        return url
    if paper.doi:
        return f"https://doi.org/{paper.doi}"
    if paper.arxiv:
        return f"https://arxiv.org/abs/{paper.arxiv}"
    return f"https://pubmed.ncbi.nlm.nih.gov/{paper.pmid}/" if paper.pmid else ""


def _tex(text: str, *, names: bool = False) -> str:
    """Return text for TeX; `names`: braces around words with inner capitals."""
    if not names and not _IN_TEX.search(text):
        return text
    parts = _FORMULA.split(text) if "$" in text else [text]
    if ("{" in text or "}" in text) and not all(map(_paired, parts)):
        return _escaped(text, names, _UNPAIRED)
    return "".join([part if at % 2 else _escaped(part, names, _TEX) for at, part in enumerate(parts)])


def _paired(text: str) -> bool:
    """Return whether each brace that closes has one that opens before it, and none is left open."""
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return not depth


def _escaped(text: str, names: bool, signs: Mapping[int, str]) -> str:
    return _WORD.sub(lambda match: _word(match[0], signs), text) if names else text.translate(signs)


def _word(word: str, signs: Mapping[int, str]) -> str:
    plain = word.translate(signs)
    return f"{{{plain}}}" if not word[1:].islower() and any(map(str.isupper, word[1:])) else plain


def _bibtex_name(author: Author) -> str:
    """Return "Family, Given"; a body in braces, so that its "and" and its blanks part nothing."""
    if not author.given:
        return f"{{{_tex(author.family)}}}"
    return f"{_tex(author.family)}, {_tex(author.given)}"


def _month(date: str) -> str:
    return str(int(date[5:7])) if re.match(r"\d{4}-\d\d", date) else ""


def ris(paper: Paper, abstract: str = "") -> str:
    """Return the paper as a RIS record, each tag on one line."""
    rows = [f"{tag}  - {' '.join(value.split())}\n" for tag, value in _ris_rows(paper, abstract)]
    return "".join([*rows, "ER  - \n\n"])


def _ris_rows(paper: Paper, abstract: str) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS.get(paper.type, "JOUR" if paper.venue and not paper.type else "GEN")
    yield "ID", paper.slug
    yield "TI", paper.title
    for author in paper.authors:
        yield "AU", f"{author.family}, {author.given}" if author.given else author.family
    rows = [("PY", str(paper.year or "")), ("DA", paper.date.replace("-", "/")), ("T2", paper.venue),
            ("DO", paper.doi), ("AN", f"PMID:{paper.pmid}" if paper.pmid else ""), ("LA", paper.language),
            ("UR", address(paper)), ("L1", identifiers.web_url(paper.pdf)), ("AB", abstract)]  # fmt: skip
    yield from ((tag, value) for tag, value in rows if value)
    if paper.arxiv and not address(paper).startswith("https://arxiv.org"):
        yield "UR", f"https://arxiv.org/abs/{paper.arxiv}"
    yield from (("KW", label) for label in paper.keywords)


def csl(paper: Paper, abstract: str = "") -> dict[str, Any]:
    """Return the paper as an item of CSL-JSON."""
    parts = (paper.date or str(paper.year or "")).split("-")
    numbers = [number for part in parts if (number := whole(part)) is not None]
    notes = [f"{name}: {value}" for name, value in (("arXiv", paper.arxiv), ("OpenAlex", paper.openalex)) if value]
    item: dict[str, Any] = {
        "id": paper.slug,
        "type": paper.type or ("article-journal" if paper.venue else "document"),
        "title": paper.title,
        "author": [_csl_name(author) for author in paper.authors],
        "issued": {"date-parts": [numbers]} if numbers else None,
        "container-title": paper.venue,
        "abstract": abstract,
        "keyword": ", ".join(paper.keywords),
        "language": paper.language,
        "DOI": paper.doi,
        "PMID": paper.pmid,
        "URL": address(paper),
        "note": "\n".join(notes),
    }
    return {name: value for name, value in item.items() if value}


# json.dumps would make an encoder for each value.
_json = json.JSONEncoder(ensure_ascii=False).encode


def csl_json(paper: Paper, abstract: str = "") -> str:
    """Return the paper as a CSL-JSON list of one, a field a line."""
    fields = (f"  {_json(name)}: {_json(value)}" for name, value in csl(paper, abstract).items())
    return "[\n {\n" + ",\n".join(fields) + "\n }\n]\n"


def _csl_name(author: Author) -> dict[str, str]:
    return {"family": author.family, "given": author.given} if author.given else {"literal": author.family}
