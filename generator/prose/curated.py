"""The curator's Markdown: tables, footnotes, code and wiki links; private blocks stay at home."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.papers import Permalink
from generator.prose import safe


class Target(NamedTuple):
    """What a wiki link leads to ("": nothing that is published), and the words it has when the writer gives none."""

    link: Permalink
    words: str


LinkResolver = Callable[[str], Target | None]
"""Says what a wiki link means, by slug or title; None when nothing."""


_PRIVATE = re.compile(r"<!--\s*private\s*-->.*?(?:<!--\s*/private\s*-->|\Z)", re.DOTALL | re.IGNORECASE)


def markdown_html(text: str, links: LinkResolver, prefix: str = "") -> Markup:
    """Return the curator's Markdown as safe HTML.

    Private blocks are left out. `[[slug or title]]` and `[[target|words]]` link where `links` says, with `prefix`
    before the address; an unknown target stays as its words. An image of another host is a link to it, since a page
    loads nothing from elsewhere. HTML in the text shows as typed.
    """
    visible = _PRIVATE.sub("", text)
    if not visible.strip():
        return Markup("")
    converter = _converter()
    converter.reset()
    converter.wiki = links
    converter.prefix = prefix
    return Markup(safe.clean(converter.convert(visible)))


def unknown_targets(text: str, links: LinkResolver) -> list[str]:
    """Return the targets of a text's wiki links that `links` does not know, each once, in order."""
    unknown: dict[str, None] = {}

    def noting(name: str) -> Target | None:
        target = links(name)
        if target is None:
            unknown[name] = None
        return target

    if "[[" in text:
        markdown_html(text, noting)
    return list(unknown)


@lru_cache(maxsize=1)
def _converter() -> Any:
    """Return one Markdown converter, reset for each text: making it costs more than using it."""
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from markdown.inlinepatterns import InlineProcessor
    from markdown.treeprocessors import Treeprocessor
    from markdown.util import AtomicString

    class WikiLinks(InlineProcessor):
        def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
            name, _, words = m[1].partition("|")
            target = self.md.wiki(name.strip())  # type: ignore[attr-defined]
            element = Element("a" if target and target.link else "span")
            if target and target.link:
                element.set("href", self.md.prefix + target.link)  # type: ignore[attr-defined]
            element.text = AtomicString(words.strip() or (target.words if target else name.strip()))
            return element, m.start(0), m.end(0)

    class Shape(Treeprocessor):
        """A page has one first heading, its title; a wide table scrolls in a box of its own."""

        def run(self, root: Any) -> None:
            for heading in root.iter("h1"):
                heading.tag = "h2"
            for parent in list(root.iter()):
                for place, child in enumerate(parent):
                    if child.tag == "table":
                        box = Element("div", {"class": "scroll"})
                        box.append(child)
                        parent[place] = box
                    elif child.tag == "img" and (address := _elsewhere(child.get("src", ""))):
                        # No link stands within a link.
                        named = Element("span") if parent.tag == "a" else Element("a", {"href": address})
                        named.text, named.tail = AtomicString(child.get("alt") or address), child.tail
                        parent[place] = named

    converter = Markdown(extensions=["tables", "footnotes", "sane_lists", "fenced_code"], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.inlinePatterns.register(WikiLinks(r"\[\[([^\[\]\n]+)\]\]", converter), "wiki", 75)
    converter.treeprocessors.register(Shape(converter), "shape", 5)
    return converter


def _elsewhere(source: str) -> str:
    """Return the address of an image that does not lie beside the page; "" for one that does."""
    source = source.strip()
    if source.startswith("//"):
        return f"https:{source}"
    return source if ":" in source else ""
