"""Formulas in TeX become MathML, which browsers show without a script."""

import re
from functools import lru_cache

from markupsafe import Markup, escape

from generator.prose import safe

_SIGNS = re.compile(r"[\\^_=<>+*/A-Za-z-]")


@lru_cache(maxsize=4096)
def mathml(source: str, *, block: bool = False) -> Markup:
    r"""Return a formula in its marks, `$...$`, `\(...\)` or the like, as MathML.

    What is no formula is text; one that the converter does not know all of is shown as code.

    block: whether it stands on lines of its own
    """
    inner = source.strip("$") if source.startswith("$") else source[2:-2]
    if not _SIGNS.search(inner) and not block:
        return escape(source)
    try:
        # Loading it costs more than many a page: only where there is a formula.
        from latex2mathml.converter import convert

        maths = str(convert(inner, display="block" if block else "inline"))
    except Exception:  # The converter raises whatever its parser stumbles on.
        return _as_written(source)
    shown = re.sub(r"<[^>]+>", "", maths)
    if "\\" in shown or "&#x0005C;" in shown:
        return _as_written(source)
    return Markup(safe.clean(maths).replace(' xmlns="http://www.w3.org/1998/Math/MathML"', ""))


def _as_written(source: str) -> Markup:
    return Markup("<code>{}</code>").format(source)
