r"""What LaTeX in a value prints: accents, signs and fonts become plain text, maths `$...$` stays as it was written.

Text is never parsed as a program. Each command is looked up by its name, so a value of any length takes time in
proportion to it, and what nobody knows (`\ours`) stays as it stands.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_MARKED = re.compile(r"[\\{}$~]|--|``|''")
# Prices are no maths: the first $ touches what follows, the last what goes before, and no digit comes after it.
_MATHS = re.compile(
    r"((?<!\\)\$\$[^$]{1,2000}\$\$|(?<!\\)\$(?![\s$])(?:\\.|[^$\\]){1,400}?(?<![\s\\])\$(?!\d)"
    r"|\\\((?:[^\\]|\\[^()]){1,400}?\\\))",
    re.DOTALL,
)
_SIGN_IN_MATHS = re.compile(r"(?<!\\)\$\s*(?:([<>&])|\\(less|greater|mathsemicolon|mathplus|backslash|sim))\s*\$")
_SIGNS_IN_MATHS = {"less": "<", "greater": ">", "mathsemicolon": ";", "mathplus": "+", "backslash": "\\", "sim": "~"}
_ACCENT = re.compile(
    r"""\\(?:(["'`^~=.])|([uvHcdbkrtG])(?![A-Za-z])\s{0,20})((?:\{\s{0,20}){0,3})(?:\\([ij])(?![A-Za-z])\s{0,20}|([^\W\d_]))"""
)
_COMBINING = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328",
    "r": "\u030a", "t": "\u0361", "G": "\u030f",
}  # fmt: skip
_NOT_PRINTED = re.compile(
    r"\\(?:[Cc]ite[a-z]*|label|ref|index|noopsort|[hv]space|color)\*?\s*(?:\[[^\[\]{}]*\]\s*)*\{[^{}]*\}|\\href\s*\{[^{}]*\}"
)
_TOKEN = re.compile(r"\\(?:([A-Za-z]+)(\*?\s*)(\{(?!\}))?|(.))|([{}])|(~)|(---?|``|'')", re.DOTALL)
_ABOUT = re.compile(r"\s~(?=\s?[\d.$])")
"""A tilde that means "about"; any other is a space."""
_ESCAPE = re.compile(r"\\(?:([A-Za-z]+)\s?(?:\{\})?|(.))|[{}]")
# Letters stand inside words: TeX takes the white space after their names away.
_LETTERS: Mapping[str, str] = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "NG": "Ŋ", "textendash": "–", "textemdash": "—", "textquotesingle": "'", "textquoteright": "’",
    "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_", "slash": "/", "textless": "<",
    "textgreater": ">", "textbackslash": "\\",
}  # fmt: skip
_SIGNS: Mapping[str, str] = {
    "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "textquotedbl": '"', "textbar": "|",
    "textbraceleft": "{", "textbraceright": "}", "textasteriskcentered": "*", "textdollar": "$", "textdegree": "°",
    "textmu": "µ", "textregistered": "®", "texttrademark": "™", "textellipsis": "…", "ldots": "…", "dots": "…",
    "backslash": "\\", "par": "\n\n", "newline": " ", "linebreak": " ", "quad": " ", "qquad": " ", "space": " ",
    "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
}  # fmt: skip
_FONTS = frozenset(
    "em it bf sc rm tt sl sf upshape itshape slshape scshape bfseries mdseries rmfamily sffamily ttfamily normalfont"
    " tiny small footnotesize normalsize large Large boldmath displaystyle textstyle protect relax".split()
)
_ONE_CHARACTER: Mapping[str, str] = {
    **{sign: sign for sign in "&%#_${}\"'`^~."},
    **dict.fromkeys("-/!@=+", ""),
    **dict.fromkeys(" \n\t,;:\\", " "),
}
_TYPOGRAPHY: Mapping[str, str] = {"--": "–", "---": "—", "``": "“", "''": "”"}


def decode(value: str) -> str:
    r"""Return the text that LaTeX would print.

    >>> decode(r"{D}eep $O(n^2)$ na{\"\i}ve {\'E}t\'e \& \textbf{bold} {\L}ukasz---50\%")
    'Deep $O(n^2)$ naïve Été & bold Łukasz—50%'
    """
    if not _MARKED.search(value):
        return value
    parts = _MATHS.split(_SIGN_IN_MATHS.sub(_sign_in_maths, value))
    return "".join(part if place % 2 else _printed(part) for place, part in enumerate(parts))


def address(value: str) -> str:
    r"""Return an identifier, address or path without LaTeX's escapes; dashes and tildes stay what they are.

    >>> address(r"\url{http://a.org/{\_}b\%20c{\textasciitilde}d}")
    'http://a.org/_b%20c~d'
    """
    if not _MARKED.search(value):
        return value.strip()
    return _ESCAPE.sub(_unescaped, _SIGN_IN_MATHS.sub(_sign_in_maths, value)).strip()


def _unescaped(match: re.Match[str]) -> str:
    name, sign = match[1], match[2]
    return (_LETTERS.get(name) or _SIGNS.get(name, "")) if name else (sign or "")


def _sign_in_maths(match: re.Match[str]) -> str:
    return match[1] or _SIGNS_IN_MATHS[match[2]]


def _printed(text: str) -> str:
    if "\\" in text:
        text = _NOT_PRINTED.sub("", text)
        for _ in range(3):  # a letter has three accents at most, the innermost first
            text, found = _ACCENT.subn(_accented, text)
            if not found:
                break
    return _TOKEN.sub(_plain, text)


def _accented(match: re.Match[str]) -> str:
    mark = _COMBINING[match[1] or match[2]]
    return match[3] + unicodedata.normalize("NFC", (match[4] or match[5]) + mark)


def _plain(match: re.Match[str]) -> str:
    name, space, opened, sign, brace, tie, typography = match.groups()
    if name:
        return _command(name, space, bool(opened))
    if tie:
        return "~" if _ABOUT.match(match.string, match.start() - 1) else " "
    if sign:
        return _ONE_CHARACTER.get(sign, "\\" + sign)
    return "" if brace else _TYPOGRAPHY[typography]


def _command(name: str, space: str, opened: bool) -> str:
    if name in _LETTERS:
        return _LETTERS[name]
    if name in _FONTS:
        return ""
    if (sign := _SIGNS.get(name) or _symbols().get(name)) is not None:
        return sign + ("" if opened else space)
    return "" if opened else f"\\{name}{space}"


@lru_cache(maxsize=1)
def _symbols() -> Mapping[str, str]:
    """Return the commands that print one sign, of the hundreds that pylatexenc knows."""
    from pylatexenc.latex2text import get_default_latex_context_db

    specs = get_default_latex_context_db().iter_macro_specs()
    found = ((spec.macroname, spec.simplify_repl) for spec in specs)
    return {name: sign for name, sign in found if isinstance(sign, str) and sign and "%" not in sign}
