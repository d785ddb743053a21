"""What one entry of a reading list says of a paper, in the shapes that such lists share."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator import identifiers
from generator.importers import fields
from generator.importers.ids import identify
from generator.importers.markdown import Block, plain
from generator.importers.names import people

_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(https?://[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+[\"'][^()]*)?\)"
)
_BARE = re.compile(r"<(https?://[^\s<>]+)>|(?<![(\[\"'<])(https?://[^\s<>()\[\]|]+)")
_BOLD = re.compile(r"\*\*(?=\S)(.{1,500}?)(?<=\S)\*\*(?!\*)|(?<!\w)__(?=\S)(.{1,500}?)(?<=\S)__(?!\w)")
_ITALIC = re.compile(r"(?<![*\w\\])\*(?=[^\s*])([^*]+?)\*(?!\*)|(?<![\w\\])_(?=[^\s_])([^_]+?)_(?!\w)")
PAPERS = re.compile(
    r"(?:^|\.)(?:arxiv\.org|doi\.org|aclanthology\.org|aclweb\.org|openreview\.net|biorxiv\.org|medrxiv\.org|ssrn\.com|"
    r"papers\.nips\.cc|neurips\.cc|mlr\.press|jmlr\.org|thecvf\.com|aaai\.org|ijcai\.org|isca-speech\.org|usenix\.org|"
    r"dl\.acm\.org|ieee\.org|springer\.com|sciencedirect\.com|nature\.com|science\.org|wiley\.com|tandfonline\.com|"
    r"mdpi\.com|plos\.org|frontiersin\.org|pnas\.org|nih\.gov|semanticscholar\.org|hal\.science|mit\.edu|cell\.com)$"
)
CODE = re.compile(
    r"(?:^|\.)(?:github\.com|github\.io|gitlab\.com|bitbucket\.org|huggingface\.co|kaggle\.com|zenodo\.org|"
    r"colab\.research\.google\.com|paperswithcode\.com|modelscope\.cn|gitee\.com)$"
)
_SAYS_PAPER = re.compile(
    r"(?:the )?(?:full )?(?:paper|pdf|arxiv(?:[: ]\d{4}\.\d{4,5})?|doi|link|url|html|abs(?:tract)?|preprint|"
    r"publication|openreview|acl|acm|ieee|article|proceedings|here|read|web|📄|📃|📝|🔗)(?: link| page)?",
    re.IGNORECASE,
)
_SAYS_CODE = re.compile(
    r"\b(?:code|github|git|repo(?:sitory)?|project(?: page)?|page|homepage|website|models?|data|datasets?|demo|weights|"
    r"checkpoints?|official|implementation|pytorch|tensorflow|jax|hf|huggingface|colab|leaderboard|benchmark)\b",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"[A-Z]{3,}|[A-Z][a-z]*[A-Z]{2,}|[A-Z]{2,}[a-z]*[A-Z]|^[A-Z][a-z]+[A-Z]\w*$|\b(?:Nature|Science|Cell|Interspeech|Neurips|Findings|Journal|"
    r"Transactions|Proceedings|Proc|Conference|Workshop|Symposium|Letters|Review|Annals|Advances|Communications|"
    r"Bioinformatics|Neurocomputing|Neuron|Lancet|Computing Surveys)\b"
)
_NO_VENUE = re.compile(r"arxiv.*|preprint.*|technical report|tech report|blog.*|slides|survey|tutorial", re.IGNORECASE)
_PLACED = re.compile(
    r"(.*?)(?<![\s,'’(\[/:-])[\s,'’(\[/:-]*+((?:19|20)\d\d)(?:[-./]\d{1,2}){0,2}"
    r"(?:\s*(?:oral|spotlight|best paper|poster|workshop).*)?"
)
_SHORT_YEAR = re.compile(r"(\S.*?)(?<!\s)\s*+['’](\d\d)")
_LONGEST = 20_000
_ID = re.compile(r"(?:arXiv:\s*)?\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE)
_TITLE_COLUMNS = ("title", "paper", "paper title", "papers", "name", "titel")
_AUTHOR_COLUMNS = ("authors", "author")
_VENUE_COLUMNS = ("venue", "conference", "journal", "publication", "published in", "pub.", "pub", "where")
_YEAR_COLUMNS = ("year", "date", "published", "time")


@dataclass(frozen=True, slots=True)
class _Link:
    label: str
    address: str
    start: int

    @property
    def host(self) -> str:
        return identifiers.host(self.address)

    @property
    def code(self) -> bool:
        if self.file or "/papers/" in self.address:
            return False
        return bool(CODE.search(self.host)) or (bool(_SAYS_CODE.search(self.label)) and not PAPERS.search(self.host))

    @property
    def paper(self) -> bool:
        says = self.file or PAPERS.search(self.host) or _SAYS_PAPER.fullmatch(self.label) or "/papers/" in self.address
        return bool(says) and not self.code

    @property
    def file(self) -> bool:
        return bool(re.search(r"\.pdf(?:$|[?#])|(?:arxiv\.org|openreview\.net)/pdf\b", self.address))

    @property
    def titled(self) -> bool:
        """Whether its label may be a title."""
        if _SAYS_PAPER.fullmatch(self.label) or identifiers.web_url(self.label) or _ID.fullmatch(self.label):
            return False
        return len(self.label) >= 8 or " " in self.label


def cited(block: Block) -> dict[str, object] | None:
    """Return the fields of the paper that a block names; None where it names none, or is longer than any entry."""
    if len(block.text) > _LONGEST:
        return None
    links = [_Link(plain(match[1]).strip("[] "), match[2], match.start()) for match in _LINK.finditer(block.text)]
    links += [_Link("link", match[1] or match[2], match.start()) for match in _BARE.finditer(_LINK.sub("", block.text))]
    title = _title(block, links)
    if not title:
        alone = identify(block.text)
        return {**alone.fields(), "collections": [" / ".join(block.headings)]} if alone else None
    rest = _rest(block.text, title)
    said = _by_column(block) if block.cells else _said(rest)
    if block.cells and "year" not in said:
        said = {**_said(rest), **said}
    return {"title": title, **said, **_addresses(links, block.text), "collections": [" / ".join(block.headings)]}


def _title(block: Block, links: Sequence[_Link]) -> str:
    """Return the bold text, else the label of a link to a paper, else the words before such a link."""
    bold = _bold(block.text)
    named = next((link for link in links if link.paper and link.titled), None)
    if named and len(bold.split()) < 3 <= len(named.label.split()):
        return named.label
    if bold and (block.kind != "paragraph" or block.text.startswith(("**", "__"))) and _cites(block, links):
        return bold
    if named and (block.kind != "paragraph" or named.start == 0):
        return named.label
    return _leading(block, links)


def _bold(text: str) -> str:
    """Return the first words in bold; those that a colon follows are a label, and no title."""
    for match in _BOLD.finditer(text):
        words = plain(match[1] or match[2]).strip(" .,")
        if words.endswith(":") or text[match.end() : match.end() + 1] == ":" or not re.search(r"\w\w", words):
            continue
        return words
    return ""


def _cites(block: Block, links: Sequence[_Link]) -> bool:
    """Return whether bold words stand where a paper is cited: with a link that is not only code, or with a year."""
    if block.kind == "paragraph":
        return any(link.paper for link in links)
    return any(not link.code for link in links) or bool(fields.year(_ID.sub("", _LINK.sub("", block.text))))


def _leading(block: Block, links: Sequence[_Link]) -> str:
    """Return the words before the link to a paper, where the link only says "pdf"; or of the column of titles."""
    if not any(link.paper for link in links):
        return ""
    if cell := next((block.cells[name] for name in _TITLE_COLUMNS if block.cells.get(name)), ""):
        return plain(_BARE.sub("", cell)).strip(" .,")
    if block.kind != "item":
        return ""
    words = re.split(r"\[|\s[*_(]|(?<=[a-z0-9?!])\.\s|https?://", block.text, maxsplit=1)[0]
    title = plain(words).strip(" .,:;-–—|")
    return title if len(title.split()) >= 3 and not title.endswith(":") else ""


def _rest(text: str, title: str) -> str:
    """Return what an entry says besides the title and its links."""
    words = re.sub(r"[\[({]\s*[\])}]", " ", _LINK.sub(lambda link: f" {title} " if title in link[1] else " ", text))
    words = re.sub(r"[\[(]\s*(?:[|,/·]+\s*)?[\])]", " ", _BARE.sub(" ", words))
    before, found, after = words.partition(title)
    return f"{after.removeprefix('**').removeprefix('__')} . {before.rstrip('*_ ')}" if found else words


def _said(rest: str) -> dict[str, object]:
    """Return authors, venue and year where an entry says them plainly."""
    said: dict[str, object] = {}
    for match in _ITALIC.finditer(rest):
        words = (match[1] or match[2]).strip(" .,")
        if "authors" not in said and not _is_venue(words) and _names(words):
            said["authors"] = people(words)
        else:
            said = {**_placed(words), **said}
    segments = re.split(r"(?<=[\w)\]'’])[.;](?:\s|$)|[|()\[\]`]|\s[-–—]\s", _ITALIC.sub(" . ", rest))
    for segment in (each.strip(" .,;:*") for each in segments):
        names, _, last = segment.rpartition(",")
        if placed := _placed(last) if names else {}:
            said, segment = {**placed, **said}, names
        if "authors" not in said and re.search(r",| and |et al", segment) and _names(segment):
            said["authors"] = people(segment)
        elif segment and not placed:
            said = {**_placed(segment), **said}
    return said


def _is_venue(words: str) -> bool:
    return bool(_VENUE.search(words)) and not re.search(r",| and ", words)


def _names(words: str) -> bool:
    """Return whether a text reads like names of persons: a few capitalised words each, and no digits."""
    parts = [name.replace(",", "").split() for name in people(words)]
    return bool(parts) and not re.search(r"\d", words) and all(_like_a_name(name) for name in parts)


def _like_a_name(words: Sequence[str]) -> bool:
    small = [word for word in words if word[:1].islower()]
    return 1 <= len(words) <= 6 and len(small) <= len(words) // 2 and not re.match(r"[a-z](?!['’])", words[-1])


def _placed(words: str) -> dict[str, object]:
    """Return the venue and the year that "ICLR 2020", "NAACL'19" or "2021" say."""
    plain_words = _ID.sub("", words).strip(" .,;:")
    if _NO_VENUE.fullmatch(plain_words.strip("' ")) and not fields.year(plain_words):
        return {}
    if match := _PLACED.fullmatch(plain_words):
        venue = match[1].strip(" .,;:")
        known = _VENUE.search(venue) and len(venue) <= 120 and not _NO_VENUE.fullmatch(venue)
        return {"year": match[2], **({"venue": venue} if known else {})}
    if (match := _SHORT_YEAR.fullmatch(plain_words)) and _VENUE.search(match[1]):
        return {"year": f"20{match[2]}" if int(match[2]) < 70 else f"19{match[2]}", "venue": match[1]}
    return {}


def _by_column(block: Block) -> dict[str, object]:
    """Return what the columns of a table say that are named for it."""
    venue, year, authors = (_cell(block, names) for names in (_VENUE_COLUMNS, _YEAR_COLUMNS, _AUTHOR_COLUMNS))
    said = {**_placed(venue), **({"year": fields.year(year)} if fields.year(year) else {})}
    if venue and "venue" not in said and not _NO_VENUE.fullmatch(venue) and re.search(r"[A-Za-z]{2}", venue):
        said["venue"] = re.sub(r"(?<![\s,'’])[\s,'’]*(?:19|20)\d\d$", "", venue)
    if len(year) > 4 and fields.date(year):
        said["date"] = fields.date(year)
    return {**said, **({"authors": people(authors)} if authors else {})}


def _cell(block: Block, names: Iterable[str]) -> str:
    return plain(next((block.cells[name] for name in names if block.cells.get(name)), "")).strip(" -")


def _addresses(links: Sequence[_Link], text: str) -> dict[str, object]:
    """Return identifiers and addresses: of the paper's page, of its file, of its code."""
    papers = [link.address for link in links if link.paper]
    said = _ID.search(text) if re.search(r"arxiv:\s*\d{4}\.", text, re.IGNORECASE) else None
    return {
        "doi": next((address for address in papers if "/10." in address and identifiers.doi(address)), ""),
        "arxiv": fields.arxiv_of(*papers) or _of_daily(papers) or (identifiers.arxiv(said[0]) if said else ""),
        "url": next((link.address for link in links if link.paper and not link.file), ""),
        "pdf": next((link.address for link in links if link.paper and link.file), ""),
        "resources": [link.address for link in links if link.code],
    }


def _of_daily(addresses: Iterable[str]) -> str:
    return next((identifiers.arxiv(each) for each in addresses if "huggingface.co/papers/" in each), "")


def families(found: Sequence[Block]) -> list[Block]:
    """Return blocks with what is indented under an item joined to it, where nothing under it is a paper of its own."""
    joined: list[Block] = []
    at = 0
    while at < len(found):
        after = at + 1
        while after < len(found) and found[after].kind == "item" and found[after].indent > found[at].indent:
            after += 1
        under = found[at + 1 : after]
        if found[at].kind == "item" and under and not any(map(cited, under)):
            joined.append(replace(found[at], text=" . ".join(each.text for each in (found[at], *under))))
            at = after
        else:
            joined.append(found[at])
            at += 1
    return joined
