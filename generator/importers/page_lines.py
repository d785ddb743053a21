"""What a line of a pasted web page is: the mark of a paper, a labelled value, names, a date, buttons, text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.importers import fields
from generator.importers.names import WHOLE, people
from generator.importers.unfold import pieces

_TEXT = 220
"""A line of so many characters is text, never a title; half of it is if a sentence ends within."""

# The field that stands behind a label, by the label; "aside" is what no page of ours has.
_LABELS: Mapping[str, str] = {
    label: name
    for name, labels in {
        "title": "title",
        "authors": "author, authors, by",
        "abstract": "abstract, summary",
        "keywords": "keyword, keywords",
        "tags": "subject, subjects, categories",
        "venue": "journal-ref, journal reference, venue",
        "doi": "doi, related doi",
        "pmid": "pmid",
        "year": "year",
        "url": "url",
        "volume": "anthology id",
        "aside": "tl;dr, one-sentence summary, comment, comments, report-no, report number, msc-class, msc classes,"
        " acm-class, acm classes, cite as, date, month, address, sig, publisher, volume, editor, editors,"
        " note, notes, pages, language, readers, pmcid, primary area, primary subject area, secondary subject"
        " area, submission number, submission type, submission history, confirmation number, supplementary"
        " material, student first author, student paper, track, area, chair, session chair, session chairs,"
        " code of ethics, conference, community implementations, license, copyright, conflict of interest"
        " statement, author information, replaced with, software, format",
    }.items()
    for label in labels.split(", ")
}
_LABEL = re.compile(r"([A-Za-z][A-Za-z; -]{1,34}?)\s?:\s*(.*)", re.DOTALL)
_ARXIV = re.compile(
    r"(?:\[\d{1,5}\]\s*)?arXiv:\s?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
    r"(?![\d.]\d)(\s*[\[(*].*|\s+[a-z].*)?"
)
_CLASS = re.compile(
    r"(?<![\w.-])[a-z-]+\.[A-Za-z-]{2,}(?![\w.])|(?<=\] )\s*(?:quant-ph|hep-\w+|gr-qc|nucl-\w+|math-ph)"
)
_PUBLISHED = re.compile(
    r"(?P<venue>[A-Z][^.;:]{1,120}(?:\([^()]{1,60}\))?)\. (?P<when>(?:19|20)\d\d(?: [A-Z][a-z]{2})?(?:-[A-Z][a-z]{2})?"
    r"(?: \d{1,2})?)(?:[;:.].*)"
)
_NUMBERED = re.compile(r"(\d{1,5})[.:] (?=\S)")
_DATED = re.compile(
    r"\[?(?:Published|Submitted|Decision pending|Withdrawn|Accepted|Presented)\b(?: on| to)?:?\s.*"
    r"|\d{1,2} \w{3,9} \d{4} \(modified:.*|.*\bLast Modified: \d{1,2} .*",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,2} [A-Za-z]{3,9},? \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4}|\d{4}-\d\d-\d\d")
_AT = re.compile(r"(?:.*Last Modified: \d{1,2} \w{3,9} \d{4}|.*\(modified: [^()]*\))\s*(.*?)(?:Everyone.*|Readers.*)?")
_BUTTON = (
    r"pdf|bib|abs|abstract|html(?: \(experimental\))?|other|ps|tex source|supp|supplementary(?: material)?|"
    r"supplemental|arxiv|bibtex|code|video|"
    r"poster|slides|paper|link|website|project page|project|github|openreview|dataset|data|software|cite|save|share|"
    r"related articles|all \d+ versions|cited by \d+|view(?: a)? pdf|read more|details|show more|"
    r"show abstract|hide abstract|show details|hide details|less|more|copy|download|doi|free (?:pmc )?article|"
    r"correct metadata for|everyone|revisions|presentation|media|award id|citation"
)
_BUTTONS = re.compile(
    rf"(?:[\[(△▽]\s*+)?(?:{_BUTTON})(?![a-z])(?:[\s|,·•/\])△▽-]*+(?:[\[(]\s*+)?(?:{_BUTTON})(?![a-z]))*+[\s|\])△▽.]*+",
    re.I,
)
_NOISE = re.compile(
    r"\[(?:PDF|HTML|DOC)\]\s+\S+\.\S+|\\\\.*|[-=_*~\s]{3,}|view a pdf of the paper titled .*|focus to learn more"
    r"|\d{1,5}|https?://\S+|\(or arxiv:.*",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\) \d{4})|(?:comment|erratum|update|republished) (?:in|on|for|of|from)\b\s*[A-Z:]",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\d{1,2}[:.h]\d\d\s*+(?:[ap]\.?m\.?)?\s*+(?:[-–—]+\s*+\d{1,2}[:.h]\d\d\s*+(?:[ap]\.?m\.?)?)?)\s*+[-–—:|]?\s*+",
    re.I,
)
_BEFORE_TITLE = re.compile(
    r"(?:\[(?:PDF|HTML|DOC|BOOK|CITATION|B|C)\]\s*+)+|\[\d{1,4}\]\s+|\d{1,4}[.)]\s+(?=[A-Z])|(?:Paper|Poster|Talk|#)\s?#?\d{1,5}[:.]?\s+"
)
_MARKUP = re.compile(r"\s*(?:<|@\w+\s*[{(]|[{\[]\s*[\"{\[]|TY  ?-|PMID ?-|FN |%0 |---\s*\n|#{1,6} )")
_TABLE = re.compile(r"(?=[^\n]*\btitle\b)[^\n,;\t]+(?:[,;\t][^\n,;\t]+){2,}\n", re.IGNORECASE)
_NO_NAME = re.compile(
    r"a|an|and|are|as|at|be|by|can|do|for|from|how|in|into|is|it|its|of|on|or|over|than|that|the|their|this|through|to"
    r"|towards?|under|using|via|we|what|when|where|which|who|why|with|without|not"
    r"|And|Are|As|For|From|How|Into|Of|The|Their|This|Through|Towards?|Using|Via|What|When|Where|Why|With|Without"
)
_AFFILIATED = re.compile(
    r"View ORCID Profile|(?<![ ,])[ ,]*\+\s?\d+ (?:more )?authors?|\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]"
    r"|[*†‡§¶∗✉⁰¹²³⁴⁵⁶⁷⁸⁹#]+|(?<=[^\W\d_])[\d,]*\d"
)
_PLACE = re.compile(r"\b(?:Universi\w+|Institut\w*|College|School|Laborator\w+|Labs?|Academy|Hospital|Inc|Ltd|GmbH)\b")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-](?=[^\W\d_]|[-]|$))*\.?")
_SCHOLAR = re.compile(
    r"(?P<names>\S.*?) [-–] (?P<where>(?:.*?, )?(?:(?:19|20)\d\d)|.*?(?= [-–] \S+\.\S+$))(?: [-–] \S+\.\S+)?"
)
_PROCEEDINGS = re.compile(
    r"(?P<names>[^;]+); (?:(?P<venue>[A-Z][^;:]*?), [A-Z]+ \d+:[\d–-]+|\(\d+\):[^,]*, (?P<year>(?:19|20)\d\d))\.?"
)
_YEAR_END = re.compile(r"(?:(?P<venue>.*), )?(?P<year>(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something: its kind, what it says, and whether it is a piece that "…" cuts off.

    kind: "mark" (a paper begins), "label", "names", "published" (venue and year), "noise", "text" or "short"
    """

    number: int
    text: str
    kind: str
    said: Mapping[str, object] = field(default_factory=dict)
    cut: bool = False


def lines(text: str) -> list[Line]:
    """Return the lines of a page that say something, paragraphs that were broken into lines as one."""
    found: list[Line] = []
    for piece in pieces(text):
        if piece.indented and found and found[-1].kind == "label" and found[-1].text.endswith(":"):
            found[-1] = _line(found[-1].number, f"{found[-1].text} {piece.text}")
        else:
            found.append(_line(piece.number, piece.text))
    return found


def marked_up(text: str) -> bool:
    """Return whether the text is of another kind: markup, tags with values, a table, links in Markdown."""
    return bool(_MARKUP.match(text) or _TABLE.match(text)) or text.count("](http") > 2


def _line(number: int, text: str) -> Line:
    kind, said = _kind(text)
    return Line(number, text, kind, said, text.startswith("…") or text.endswith("…"))


def _kind(text: str) -> tuple[str, Mapping[str, object]]:
    if (len(text) < 200 and (_BUTTONS.fullmatch(text) or _NOISE.fullmatch(text))) or _RIGHTS.match(text):
        return "noise", {}
    if len(text) < 200 and (match := _ARXIV.fullmatch(text)):
        return "mark", {"arxiv": match[1], "tags": _CLASS.findall(match[2] or "")}
    if said := _labelled(text):
        return "label", said
    if len(text) < 400 and _DATED.fullmatch(text):
        return "published", _dated(text)
    if len(text) < 400 and (said := _appeared(text)):
        return ("mark" if _NUMBERED.match(text) else "published"), said
    if len(text) < 400 and (said := _byline(text)):
        return "names", said
    if named := names(text):
        return "names", {"authors": named}
    ends = len(re.findall(r"[.!?](?=\s)|[。！？]", text)) + text.endswith(".")
    return ("text" if len(text) >= _TEXT or (len(text) >= _TEXT // 2 and ends) else "short"), {}


def _labelled(text: str) -> dict[str, object]:
    match = _LABEL.fullmatch(text)
    name = _LABELS.get(match[1].lower(), "") if match else ""
    if not match or not name:
        return {}
    value = match[2].strip()
    return _VALUES[name](value) if name in _VALUES else {name: value}


def _subjects(value: str) -> dict[str, object]:
    """Return arXiv's classes, by their codes where they have any."""
    codes = re.findall(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)", value)
    return {"tags": codes or [part for part in re.split(r"[;,]\s*|\s+", value) if part]}


_VALUES: Mapping[str, Callable[[str], dict[str, object]]] = {
    "tags": _subjects,
    "keywords": lambda value: {"keywords": fields.entries(value)},
    "authors": lambda value: {"authors": written(value)},
    "abstract": lambda value: {"abstract": re.sub(r"(?<!\s)\s*[△▽]\s*(?:Less|More)$", "", value)},
    "pmid": lambda value: {"pmid": value.split(" ")[0]},
}


def _dated(text: str) -> dict[str, object]:
    """Return the first date of a line such as "Published: 16 Jan 2024, Last Modified: ...ICLR 2024 oral"."""
    day = _DAY.search(text)
    where = _AT.fullmatch(text)
    placed = re.match(r"(.*?)\s*((?:19|20)\d\d)\b", where[1]) if where else None
    said = {"date": fields.date(day[0])} if day else {}
    return {**said, **({"venue": placed[1], "year": placed[2]} if placed and placed[1] else {})}


def _appeared(text: str) -> dict[str, object]:
    """Return journal, date and DOI of a line as PubMed writes it: "Radiology. 2019 Mar;290(3):590-606. doi: ..."."""
    match = _PUBLISHED.fullmatch(_NUMBERED.sub("", text, count=1))
    if not match:
        return {}
    doi = re.search(r"doi: (10\.\S+)", text)
    said = {"venue": match["venue"].strip(), "year": match["when"][:4], "date": fields.date(match["when"])}
    return {**said, "doi": doi[1].rstrip(".")} if doi else dict(said)


def _byline(text: str) -> dict[str, object]:
    """Return names with where their paper appeared.

    Google Scholar says "A Vaswani, N Shazeer… - Advances in neural …, 2017 - host.cc", PMLR "Jane Doe, John Roe;
    Proceedings of the 40th Conference, PMLR 202:1-18" and JMLR "Jane Doe; (51):1−66, 2024."
    """
    if (match := _PROCEEDINGS.fullmatch(text)) and (listed := names(match["names"], one=True)):
        return {"authors": listed, "venue": match["venue"] or "", "year": match["year"] or ""}
    match = _SCHOLAR.fullmatch(text)
    listed = names(match["names"].rstrip(" …"), one=True) if match else []
    if not match or not listed:
        return {}
    placed = _YEAR_END.fullmatch(match["where"])
    venue = (placed["venue"] or "") if placed else match["where"]
    said: dict[str, object] = {"authors": listed, "byline": True}
    return {**said, **({"year": placed["year"]} if placed else {}), **({} if "…" in venue else {"venue": venue})}


def names(text: str, *, one: bool = False) -> list[str]:
    """Return the names that a line lists and nothing else; [] for any other, and for a single name unless `one`."""
    if len(text) > 12_000 or re.search(r"[?!:=]|\bhttps?\b", text):
        return []
    parts = written(text)
    whole = [part for part in parts if len(part.split()) > 1 or WHOLE.fullmatch(part)]
    if not parts or (len(parts) < 2 and not one) or len(whole) * 3 < len(parts) * 2:
        return []
    return parts if all(map(_is_name, parts)) else []


def written(text: str) -> list[str]:
    """Return the names in a text without affiliations, be they in brackets or behind the names: "A B and C D, MIT"."""
    bare = _AFFILIATED.sub("", text)
    bare = re.sub(r"(?<!\s)\s*[·•∙⋅]\s*", " | ", re.sub("[、，；]", ", ", bare)).replace(" ,", ",").strip(" .,;|")
    if ";" not in bare:
        return _without_place(people(bare), surely=False)
    return [name for part in bare.split(";") for name in _without_place(_parted(part), surely=True)]


def _parted(part: str) -> list[str]:
    """Return "Ming Li", "MIT" of "Ming Li, MIT", where `people` would see a family name."""
    found = [each.strip() for each in part.split(",")]
    return found if len(found) == 2 and " " in found[0] and " and " not in found[0] else people(part)


def _without_place(found: list[str], *, surely: bool) -> list[str]:
    """Return names without the place behind them; where nothing parts it from them, only one that is plainly none."""
    last = found[-1] if len(found) > 1 else ""
    placed = (
        _PLACE.search(last) or (surely and "," not in last) or (last and " " not in last and not WHOLE.fullmatch(last))
    )
    return found[:-1] if last and placed else found


def _is_name(name: str) -> bool:
    words = name.replace(",", " ").split()
    small = sum(1 for word in words if word[:1].islower())
    return (
        1 <= len(words) <= 6
        and len(name) <= 60
        and small <= len(words) // 2
        and not words[-1][:1].islower()
        and all(_WORD.fullmatch(word) and not _NO_NAME.fullmatch(word) for word in words)
    )


def heading(text: str) -> str:
    """Return a title without what pages put before it: a time, a number, "[PDF]"."""
    return _BEFORE_TITLE.sub("", _TIME.sub("", text, count=1), count=1).strip() or text
