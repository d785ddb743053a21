"""What a format's values become: one spelling for texts, names, dates, types, languages and identifiers.

Every importer builds its records here, so that one work looks the same from wherever it came.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from generator import identifiers
from generator.importers.names import person
from generator.papers import Author, Record, Rejected
from generator.text import visible

Fields = Mapping[str, object]

# Tags that publishers leave in titles and abstracts; anything else in angle brackets is text ("a <sks> dog", "a < b").
_TAG = re.compile(
    r"</?(?:(?:jats|mml|ns\d):)?(?:i|b|u|p|br|em|strong|sub|sup|scp|sc|span|div|italic|bold|title|sec|list|list-item|"
    r"inline-formula|tex-math|math|m[a-z]{1,10}|annotation|semantics|h\d|ul|ol|li|font|a|label|break|abstract)"
    r"(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|br|div|sec|li|list-item|h\d|break)\b[^<>]{0,400}>", re.IGNORECASE)
_TITLE_BLOCK = re.compile(r"<(?:jats:)?title>\s*(?:abstract\s*)?</(?:jats:)?title>", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)[-/](\d{1,2})(?:[-/](\d{1,2}))?(?!\d)")
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?:st|nd|rd|th)?(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](1[5-9]\d\d|20\d\d)(?!\d)")
_INDEX_TERM = re.compile(r"^\*|/\*?[a-z]|^[A-Z][A-Za-z -]+, [A-Z][a-z]+$")
_STARRED = re.compile(r"^\*|/\*[a-z]")
_OWN_KEYWORDS = 12
"""A longer list of keywords is an index's, not an author's."""

# Names of types, as formats have them, and the type in the words of the Citation Style Language.
TYPES: Mapping[str, str] = {
    name: kind
    for kind, names in {
        "article-journal": "article-journal article journalarticle jour journal-article magazinearticle journal"
        " articlejournal periodical review letter ejour jfull mgzn electronicarticle abst serial",
        "paper-conference": "paper-conference inproceedings conference conferencepaper conf cpaper proceedings-article"
        " conferenceproceedings conferencearticle",
        "book": "book mvbook collection ebook proceedings wholebook editedbook edbook monograph reference-book"
        " electronicbook ser",
        "chapter": "chapter incollection inbook suppbook booksection chap bookchapter book-chapter echap"
        " encyclopediaarticle dictionaryentry referenceentry book-section electronicbooksection",
        "thesis": "thesis phdthesis mastersthesis bachelorsthesis dissertation thes",
        "report": "report techreport rprt manual standard grant governmentdocument govdoc stand",
        "article": "article-preprint preprint unpublished unpb manuscript posted-content workingpaper inpr"
        " unpublishedwork",
        "dataset": "dataset data",
        "software": "software computerprogram comp",
        "webpage": "webpage online electronic website elec web blogpost forumpost post-weblog post blog",
        "patent": "patent pat",
        "article-newspaper": "article-newspaper newspaperarticle",
    }.items()
    for name in names.split()
}  # fmt: skip

_LANGUAGES: Mapping[str, str] = {
    name: code
    for code, names in {
        "en": "en eng english american british usenglish ukenglish australian canadian",
        "fr": "fr fre fra french francais",
        "de": "de ger deu german deutsch ngerman austrian naustrian swissgerman nswissgerman",
        "es": "es spa spanish espanol castellano mexican", "zh": "zh chi zho chinese", "ja": "ja jpn japanese",
        "pt": "pt por portuguese portugues brazilian brazil portuges", "it": "it ita italian italiano",
        "ru": "ru rus russian",
        "ko": "ko kor korean", "nl": "nl dut nld dutch nederlands", "pl": "pl pol polish polski",
        "sv": "sv swe swedish svenska", "da": "da dan danish dansk",
        "no": "no nor norwegian norsk nb nob nn nno nynorsk bokmal",
        "fi": "fi fin finnish", "cs": "cs cze ces czech", "tr": "tr tur turkish", "uk": "uk ukr ukrainian",
        "hu": "hu hun hungarian magyar", "el": "el gre ell greek", "ar": "ar ara arabic", "he": "he heb hebrew",
        "fa": "fa per fas persian", "hi": "hi hin hindi", "id": "id ind indonesian", "vi": "vi vie vietnamese",
        "ro": "ro rum ron romanian", "hr": "hr scr hrv croatian", "sr": "sr scc srp serbian", "sl": "sl slv slovenian",
        "sk": "sk slo slk slovak", "bg": "bg bul bulgarian", "ca": "ca cat catalan", "lt": "lt lit lithuanian",
        "et": "et est estonian", "lv": "lv lav latvian", "eu": "eu baq eus basque", "th": "th tha thai",
    }.items()
    for name in names.split()
}  # fmt: skip


def text(value: object) -> str:
    """Return a value as one line of plain text: composed, without what nobody sees, single spaces."""
    return " ".join(visible(unicodedata.normalize("NFC", str(value or "").replace("\n", " "))).split())


def paragraphs(value: object) -> str:
    """Return a longer text with its paragraphs parted by one empty line, each of them one line."""
    parts = re.split(r"\n[^\S\n]*\n\s*", str(value or "").replace("\r\n", "\n"))
    return "\n\n".join(part for part in map(text, parts) if part)


def without_markup(value: object) -> str:
    """Return text of a format that allows HTML, JATS or MathML in it: known tags go, entities become characters."""
    marked = _BLOCK.sub("\n\n", _TITLE_BLOCK.sub("", str(value or "")))
    return html.unescape(html.unescape(_TAG.sub("", marked)) if "&amp;" in marked else _TAG.sub("", marked))


def year(value: object) -> str:
    """Return the year in a text, 4 digits; "" where there is none."""
    match = _YEAR.search(str(value or ""))
    return match[1] if match else ""


def date(value: object) -> str:
    """Return the date in a text as YYYY-MM or YYYY-MM-DD; "" where it has no month, or none that there is.

    >>> [date(each) for each in ("2021/03/04", "12 Mar 2020", "2019 Jan-Feb", "Spring 2018", "03.02.2011", "3/2/2011")]
    ['2021-03-04', '2020-03-12', '2019-01', '', '2011-02-03', '']
    """
    shown = str(value or "").strip()
    if match := _ISO.search(shown):
        return _iso(match[1], int(match[2]), int(match[3] or 0))
    if match := _DAY_FIRST.search(shown):
        return _day_first(match[3], int(match[2]), int(match[1]), "/" in match[0])
    month = next((_MONTHS[word] for word in re.findall(r"[a-z]+", shown.lower()) if word in _MONTHS), 0)
    if not (month and year(shown)):
        return ""
    day = _DAY.search(_YEAR.sub(" ", shown, count=1))
    several = re.search(r"[A-Za-z]\s*[-/]\s*[A-Za-z]", shown)
    return _iso(year(shown), month, int(day[1]) if day and not several else 0)


def _day_first(year: str, month: int, day: int, either: bool) -> str:
    """Return "31.12.2020" or "12/31/2020" as it is meant; "" where slashes leave open which of two is the month."""
    if (either and 12 < day <= 31) or not either or day == month:
        return _iso(year, month, day)
    return _iso(year, day, month) if 12 < month <= 31 else ""


def _iso(year: str, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return ""
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= 31 else f"{year}-{month:02}"


def kind(value: object) -> str:
    """Return a type in the words of the Citation Style Language ("article-journal"); "" for one that is not known."""
    name = re.sub(r"[\s_]+", "", str(value or "")).lower()
    return TYPES.get(name, TYPES.get(name.replace("-", ""), ""))


def language(value: object) -> str:
    """Return a language's two letters, by its name or any of its codes; "" for one that is not known."""
    name = re.split(r"[-_;,\s]", str(value or "").strip().lower())[0]
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _LANGUAGES.get(plain, "")


def entries(value: object, separators: str = ";,\n|") -> list[str]:
    """Return the entries of a list written as one text: by the first of the separators that it has."""
    shown = str(value or "")
    separator = next((sign for sign in separators if sign in shown), "\n")
    return unique(shown.split(separator))


def unique(values: Iterable[object]) -> list[str]:
    """Return texts tidied, without empty ones, each spelling once."""
    return list(dict.fromkeys(each for each in map(text, values) if each))


def keywords(found: Iterable[object]) -> dict[str, list[str]]:
    """Return keywords of which nobody says whose they are as the front matter has them.

    All are `tags`. They are `keywords` too, the author's own, where there are at most 12 and none is an index's term
    ("*Gambling/psychology", "Aged, 80 and over"). PubMed's terms lose their stars and what stands behind a slash.
    """
    listed = unique(found)
    author = [each for each in listed if 1 < len(each) <= 60]
    own = len(listed) <= _OWN_KEYWORDS and not any(_INDEX_TERM.search(each) for each in listed)
    starred = any(_STARRED.search(each) for each in listed)
    return {"tags": unique(map(index_term, listed)) if starred else listed, "keywords": author if own else []}


def index_term(term: str) -> str:
    """Return a term of PubMed's without its star and its qualifiers: "Colon/*drug effects" is "Colon"."""
    return term.partition("/")[0].strip("* ")


def arxiv_of(*values: object) -> str:
    """Return the arXiv id among addresses, DOIs and notes that are arXiv's; "" where none is."""
    for value in values:
        shown = str(value or "")
        if re.search(r"arxiv", shown, re.IGNORECASE) and (
            found := identifiers.arxiv(re.sub(r"^.*?arxiv\.?(?:org/(?:abs|pdf)/|:\s*)?", "", shown, flags=re.I | re.S))
        ):
            return found
    return ""


def labelled(value: object) -> dict[str, str]:
    r"""Return the lines "Label: value" of a note by their labels in small letters, the first of each.

    >>> labelled("read it!\nPMID: 123\narXiv: 2001.00001 [cs]")
    {'pmid': '123', 'arxiv': '2001.00001 [cs]'}
    """
    found: dict[str, str] = {}
    for line in str(value or "").split("\n"):
        label, colon, rest = line.partition(":")
        if colon and rest.strip():
            found.setdefault(label.strip().lower(), rest.strip())
    return found


def _author(value: object) -> str:
    """Return a name of which a source says what is family, or that it is a body's, as it says; any other one turned."""
    if not isinstance(value, Author):
        return person(str(value))
    family, given = text(value.family), text(value.given)
    return person(f"{family}, {given}") if given or " " not in family else family


_TIDY: Mapping[str, Callable[[object], object]] = {
    "abstract": paragraphs,
    "authors": lambda value: [_author(each) for each in value] if isinstance(value, list | tuple) else [],
    "year": year,
    "doi": lambda value: identifiers.doi(str(value or "")),
    "arxiv": lambda value: identifiers.arxiv(str(value or "")),
    "pmid": lambda value: identifiers.pmid(str(value or "")),
    "openalex": lambda value: identifiers.openalex(str(value or "")),
    "url": lambda value: identifiers.web_url(str(value or "")),
    "pdf": lambda value: identifiers.web_url(str(value or "")),
    **{
        name: lambda value: unique(value) if isinstance(value, list | tuple) else unique([value])
        for name in ("keywords", "tags", "resources", "collections", "files")
    },
}
ORDER = (
    *("title", "abstract", "authors", "year", "date", "venue", "type", "language"),
    *("doi", "arxiv", "pmid", "openalex", "url", "pdf"),
    *("keywords", "tags", "collections", "resources", "files"),
    "needs",
)
"""The fields that a record may have, as docs/reference describes them."""


def record(fields: Fields, source: str, line: int, verbatim: str = "") -> Record | Rejected:
    """Return the record that these fields make, each tidied; empty ones are left out.

    `authors` are "Family, Given", bodies' names, or what a source writes: a name is turned if it can be
    (`generator.importers.names`); an `Author` is one of which the source says what is what. A record without a title is
    rejected.
    """
    found = {name: _TIDY.get(name, text)(fields.get(name)) for name in ORDER if fields.get(name)}
    if not found.get("title"):
        return Rejected(source, line, "it has no title", verbatim)
    if not found.get("arxiv") and (arxiv := arxiv_of(found.get("doi"), found.get("url"))):
        found["arxiv"] = arxiv
    if found.get("authors"):
        found["authors"] = list(dict.fromkeys(each for each in found["authors"] if each))  # type: ignore[attr-defined]
    if not found.get("year") and found.get("date"):
        found["year"] = str(found["date"])[:4]
    return Record({name: value for name, value in found.items() if value}, source, line, verbatim)
