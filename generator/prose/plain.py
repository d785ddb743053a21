"""Titles and abstracts: escaped, their left-over TeX made readable, formulas as MathML, keywords marked."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.markup import SPECIAL, escaped
from generator.papers import Span
from generator.prose.maths import mathml
from generator.text import sentences

_GREEK = dict(
    zip(
        "alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon "
        "phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega".split(),
        "αβγδεεζηθικλμνξπρστυφφχψωΓΔΘΛΞΠΣΦΨΩ",
        strict=True,
    )
)
_SIGNS = _GREEK | {
    "times": "×", "cdot": "·", "sim": "∼", "approx": "≈", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥",
    "neq": "≠", "pm": "±",
    "infty": "∞", "rightarrow": "→", "to": "→", "leftarrow": "←", "textgreater": ">", "textless": "<", "percent": "%",
    "textasciitilde": "~", "ldots": "…", "dots": "…", "top": "⊤", "eg": "e.g.", "ie": "i.e.",
    "etc": "etc.", "etal": "et al.",
}  # fmt: skip
_ACCENTS = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303"}

_TEX = re.compile(
    r"""\$(?:\^\{?(?P<sup2>\w{1,8})\}?|_\{?(?P<sub2>\w{1,8})\}?)\$
      | (?P<maths>(?<![\\\w$])\$\$?(?=[^\s$])[^$\n]{1,400}?(?<=[^\s\\$])\$\$?(?![\w$])
                 | \\\(.{1,400}?\\\) | \\\[.{1,400}?\\\])
      | \{\\(?:em|it|bf|rm|sc|tt|sl)\s+(?P<group>(?:[^{}\s][^{}]*)?)\}
      | \\(?:textit|textbf|emph|textsc|texttt|text|mathrm|mathbf|textrm|mathcal|mathbb)\{(?P<styled>[^{}]*)\}
      | \\(?P<accent>["'`^~])\{?(?P<letter>[A-Za-z])\}?
      | \\(?P<literal>[%&_\#${}])
      | \{\\(?P<braced>[A-Za-z]+)\} | \\(?P<sign>[A-Za-z]+)\b(?:(?<=\\eg)\.|(?<=\\ie)\.)?
      | (?P<open>``) | (?P<close>'')
      | (?<=[\w)\]])(?P<tie>~)(?=[\w(\[\\]) | (?P<dash>(?<=\s)-{2,3}(?=\s)|(?<=\w)---(?=\w))
      | (?<=[\w)\]])\^(?:\{(?P<sup>[^{}]{1,20})\}|(?P<sup1>-?\d{1,4}|[A-Za-z])(?![\w{]))
      | (?<=[\w)\]])_\{(?P<sub>[^{}]{1,20})\}""",
    re.VERBOSE,
)
# It begins with a set of letters, so that all others are passed over at once.
_MAY_BE_TEX = re.compile(r"[\\$~^_`'-](?:(?<=[^'-])|(?<=')'|(?<=-)-)")
_TEX_BEGINS = re.compile(r"[\\$~^_`'{-]")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_EXCERPT = 300
_ABOUT = _EXCERPT + 20
"""Letters at which an excerpt may still end."""
_STOP = re.compile("[。！？][”’」』）)]*")


@lru_cache(maxsize=131_072)
def plain_html(text: str) -> Markup:
    """Return one run of a title or abstract as HTML: escaped, its TeX made readable, formulas as MathML."""
    return Markup(_run(text, 0, len(text)))


@lru_cache(maxsize=131_072)
def plain_text(text: str) -> str:
    """Return a title or abstract as a reader would type it, for page titles and descriptions."""
    shown = "".join([piece.text for piece in _pieces(text, 0, len(text))]) if _MAY_BE_TEX.search(text) else text
    return " ".join(shown.split())


def abridged(text: str, length: int) -> str:
    """Return a text as `plain_text` does; one that is longer ends after a whole word, and says so."""
    begun = text[: 2 * length]
    shown = plain_text(text) if _MAY_BE_TEX.search(begun) else " ".join(begun.split())
    if len(shown) <= length < len(text):
        shown = plain_text(text)
    return shown if len(shown) <= length else shown[:length].rpartition(" ")[0].rstrip(" ,;:.") + " …"


def paragraphs(text: str, spans: Sequence[Span] = ()) -> Markup:
    """Return a text as paragraphs, parted at blank lines, its keywords marked."""
    parts = []
    for start, end in _blocks(text):
        parts.append(f"<p>{marked(text, spans, start, end)}</p>")
    return Markup("\n".join(parts))


def marked(text: str, spans: Iterable[Span] = (), start: int = 0, end: int | None = None) -> Markup:
    """Return text[start:end] as HTML with `<mark>` around each span inside it.

    Spans are sorted and do not overlap. A formula that a span cuts through is marked whole if it begins inside.
    """
    end = len(text) if end is None else end
    if _MAY_BE_TEX.search(text, start, end):
        run = _run
    elif SPECIAL.search(text, start, end):
        run = _plain_run
    else:
        return Markup(_marked(text, spans, start, end))
    parts: list[str] = []
    at = start
    for span in spans:
        if span.start >= at and span.end <= end:
            parts += run(text, at, span.start), "<mark>", run(text, span.start, span.end), "</mark>"
            at = span.end
    return Markup("".join([*parts, run(text, at, end)]))


def _marked(text: str, spans: Iterable[Span], start: int, end: int) -> str:
    """Return what `marked` does of a text that HTML shows as it is: its pieces are not looked at again."""
    shown, at = "", start
    for span in spans:
        begins, ends = span.start, span.end
        if begins >= at and ends <= end:
            shown += f"{text[at:begins]}<mark>{text[begins:ends]}</mark>"
            at = ends
    return shown + text[at:end]


def published(text: str, how: str) -> str:
    """Return what of an abstract the settings let out: all of it, its first sentences, or nothing.

    how: "full"; "excerpt": the sentences that end by about 300 characters, else as many words; or "none"
    """
    if how == "none":
        return ""
    if how == "full" or len(text) <= _ABOUT:
        return text
    ends = {end for _, end in sentences(text)} | {match.end() for match in _STOP.finditer(text)}
    end = max((end for end in ends if end <= _ABOUT), default=0)
    return (text[:end] if end else _cut(text)) + " …"


def _cut(text: str) -> str:
    """Return the words of a long sentence that an excerpt has room for; scripts without spaces are cut anywhere."""
    words = text[:_EXCERPT].rpartition(" ")[0]
    return (words if len(words) > _EXCERPT // 2 else text[:_EXCERPT]).rstrip(" ,;:.")


class _Piece(NamedTuple):
    text: str
    html: Markup


def _plain_run(text: str, start: int, end: int) -> str:
    return escaped(text[start:end])


def _run(text: str, start: int, end: int) -> str:
    if not _MAY_BE_TEX.search(text, start, end):
        return escaped(text[start:end])
    return "".join([piece.html for piece in _pieces(text, start, end)])


def _pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    """Yield text[start:end] in pieces, as plain text and as HTML. What stands before `start` is context."""
    at = start
    for match in _commands(text, start, end):
        yield _plain(text[at : match.start()])
        yield _tex(match)
        at = match.end()
    yield _plain(text[at:end])


def _commands(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what `_TEX.finditer` would: the long pattern is tried only where one of its first letters stands."""
    while letter := _TEX_BEGINS.search(text, start, end):
        match = _TEX.match(text, letter.start(), end)
        start = match.end() if match else letter.end()
        if match:
            yield match


def _plain(text: str) -> _Piece:
    return _Piece(text, escape(text))


def _tex(match: re.Match[str]) -> _Piece:
    kind, value = match.lastgroup, match.group(match.lastgroup or 0)
    if kind == "maths":
        return _Piece(value, mathml(value))
    if match["group"] is not None or match["styled"] is not None:
        inner = match["group"] if match["group"] is not None else match["styled"]
        return _Piece(plain_text(inner), plain_html(inner))
    if match["accent"]:
        return _plain(unicodedata.normalize("NFC", match["letter"] + _ACCENTS[match["accent"]]))
    if match["sign"] or match["braced"]:
        return _sign(match)
    if kind in ("sup", "sup1", "sup2"):
        return _Piece(f"^{value}", Markup("<sup>{}</sup>").format(plain_html(value)))
    if kind in ("sub", "sub2"):
        return _Piece(f"_{value}", Markup("<sub>{}</sub>").format(plain_html(value)))
    return _plain({"open": "“", "close": "”", "tie": "\N{NO-BREAK SPACE}", "dash": "–"}.get(kind or "", value))


def _sign(match: re.Match[str]) -> _Piece:
    """Return the character a command stands for; a command nobody knows stays as it was written."""
    name = match["braced"] or match["sign"]
    if name not in _SIGNS:
        return _plain(match[0])
    return _plain(_SIGNS[name])


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
