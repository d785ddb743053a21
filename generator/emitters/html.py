"""Pages, through the theme's templates."""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from urllib.parse import urlsplit

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

import generator
from generator import drawing, prose
from generator.config import Config
from generator.emitters import Output, datafile, digest
from generator.emitters.fragments import Fragments
from generator.markup import escaped
from generator.pages import Page, PaperPage, Site, scholar
from generator.pages.model import Frame
from generator.theme import Theme

_ELSEWHERE = re.compile(r"https?:|mailto:|#", re.IGNORECASE)
_LEFTWARD = frozenset("ar arc ckb dv fa he ks ku ps sd ug ur yi".split())
"""Languages that are written from right to left."""
_AUTO, _NOTHING = Markup(' dir="auto"'), Markup("")
_PAPER, _SHOWN = "paper.html", ("paper.html", "macros.html")
"""What sets a paper's page, and what makes the tags below."""
_NOTES = '    <section class="notes"'
_AFTER_NOTES = ('    <section class="mentions"', '    \n</div>\n<aside class="paper-side"')
"""Tags that stand nowhere in what is shown of papers: texts are escaped, and notes may not have them."""
_SCHEME = re.compile(r"[\s\x00-\x20]*[a-z][a-z0-9+.\s-]*:|\s*//", re.IGNORECASE)


def outputs(site: Site, theme: Theme, config: Config) -> Iterator[Output]:
    """Yield every page of the site."""
    _teach(theme, config)
    stamp = digest(theme.stamp, config, site.frame, generator.__version__)
    macros = cache(partial(_fragments, theme, site.frame))
    for page in site.pages:
        render = partial(_page, page, site.frame, theme, macros)
        key = digest(stamp, type(page).__name__, page)
        yield Output(page.path, _noted(key, page.notes) if isinstance(page, PaperPage) else key, render)


def _noted(key: str, notes: str) -> str:
    """Return the key of a paper's page: one of all but its notes, and one of these."""
    return f"{key}-{digest(notes) if notes else ''}"


def amended(page: Output, notes: Markup, theme: Theme, config: Config) -> Output | None:
    """Return a paper's page with other notes; None where a template that is not ours may show them elsewhere.

    page: the finished one, whose `render` gives its bytes
    """
    if any(name in _SHOWN or "notes" in text for name, text in theme.own):
        return None
    _teach(theme, config)
    made = page.render().decode("utf-8")
    end = min((at for each in _AFTER_NOTES if (at := made.find(each)) >= 0), default=-1)
    if end < 0:
        return None
    start = made.find(_NOTES, 0, end)
    section = theme.block(_PAPER, "notes", page={"notes": notes})
    text = made[: start if start >= 0 else end] + section + made[end:]
    return Output(page.path, _noted(page.key.partition("-")[0], notes), lambda: text.encode("utf-8", "replace"))


def _fragments(theme: Theme, frame: Frame, root: str) -> Fragments:
    return Fragments(theme.macros(site=frame, root=root), theme.word, partial(_from, root), _direction(frame.language))


def _page(page: Page, frame: Frame, theme: Theme, macros: Callable[[str], Fragments]) -> bytes:
    root = _from_host(frame.url) if page.section == "404" and frame.url else page.root
    parts = macros(root)
    made = theme.page(page.template, page=page, site=frame, root=root, m=parts, once=parts.once)
    return made.encode("utf-8", "replace")


def _teach(theme: Theme, config: Config) -> None:
    """Give templates what they say in their own way: addresses from the page, texts, markers."""
    theme.environment.filters |= {
        "auto": _direction(config.language),
        "href": _href,
        "plain": prose.plain_html,
        "text": prose.plain_text,
        "scholar_tags": _scholar_tags,
        "linked_data": _linked_data,
    }
    theme.environment.globals |= {
        "marker": drawing.marker,
        "spot": drawing.spot,
        "marker_class": drawing.marker_class,
        "vendored": theme.vendored,
        "version": generator.__version__,
        "word": lambda key, otherwise: theme.words.get(key, otherwise),
    }


def _direction(language: str) -> Callable[[str], Markup]:
    """Return what says of a text, as an attribute, whether it is to find its own direction.

    Letters of ASCII all run from left to right; where the page does so, too, there is nothing to find.
    """
    leftward = language.partition("-")[0].lower() in _LEFTWARD
    return lambda text: _NOTHING if text.isascii() and not leftward else _AUTO


def _scholar_tags(page: PaperPage, url: str) -> Markup:
    """Return what a page's head tells reference managers."""
    tags = [f'<meta name="{name}" content="{escaped(content)}">\n' for name, content in scholar.tags(page, url)]
    return Markup("".join(tags))


def _linked_data(page: PaperPage, url: str) -> Markup:
    """Return a block of data for a page; nothing in it can end the script element that holds it."""
    return Markup(datafile.literal(scholar.linked_data(page, url)))


@pass_context
def _href(context: Context, link: str) -> str:
    """Return an address as seen from the page: `papers/x.html` gets the way back to the root before it."""
    return _from(context["root"], link)


def _from(root: str, link: str) -> str:
    """An address of the settings that is neither of the web nor of the site leads nowhere."""
    if _ELSEWHERE.match(link):
        return link
    return "#" if _SCHEME.match(link) else root + link


def _from_host(url: str) -> str:
    """Return the site's root as a path of its host: a page that answers for any missing address stands at any depth."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return "/".join(["", *parts, ""])
