"""What HTML may stand in a page: everything else is taken out, whoever wrote it."""

import re
from functools import lru_cache
from typing import Any

_MATHML = (
    "math mrow mi mo mn ms mtext mspace msup msub msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd "
    "mstyle mpadded mphantom menclose mmultiscripts mprescripts"
).split()
_HTML = (
    "a abbr b blockquote br caption cite code dd del dfn div dl dt em h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre "
    "q s small span strong sub sup table tbody td tfoot th thead tr u ul"
).split()
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class"},
    "img": {"src", "alt", "title"},
    **{heading: {"id"} for heading in ("h2", "h3", "h4", "h5", "h6")},
    "li": {"id"},
    "sup": {"id"},
    "div": {"class"},
    "ol": {"start"},
    "code": {"class"},
    "math": {"display"},
    "mo": {"stretchy", "fence", "separator", "form", "lspace", "rspace"},
    "mi": {"mathvariant"},
    "mspace": {"width"},
    "mtable": {"columnalign"},
    "mfrac": {"linethickness"},
}


@lru_cache(maxsize=1)
def _cleaner() -> Any:
    import nh3

    return nh3.Cleaner(
        tags={*_HTML, *_MATHML},
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        allowed_classes=None,
        link_rel="noopener noreferrer",
        attribute_filter=_attribute,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keep images that lie beside the page, and no other: a page asks no other host for anything."""
    if tag == "img" and name == "src" and elsewhere(value):
        return None
    if (
        name == "class"
        and value not in ("footnote", "footnote-ref", "footnote-backref", "scroll")
        and not value.startswith("language-")
    ):
        return None
    return value


def elsewhere(address: str) -> str:
    """Return the address that an image of another host has, as a browser reads it; "" for one that lies with the page.

    Browsers take a backslash for a slash, and leave out tabs and line breaks.
    """
    read = re.sub(r"[\t\n\r]", "", address).strip("".join(map(chr, range(33)))).replace("\\", "/")
    if read.startswith("//"):
        return f"https:{read}"
    return read if ":" in read else ""


def clean(html: str) -> str:
    """Return the HTML without any element, attribute or address that is not on the lists above."""
    return str(_cleaner().clean(html))
