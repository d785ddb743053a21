"""The curator's Markdown: tables, footnotes, definitions, formulas, code, wiki links; private blocks stay at home."""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

from markupsafe import Markup

from generator.identifiers import resource_urls
from generator.papers import Permalink
from generator.prose import safe
from generator.prose.blocks import settled
from generator.prose.maths import mathml
from generator.text import private_blocks, public


class Target(NamedTuple):
    """What a wiki link leads to ("": nothing that is published), and the words it has when the writer gives none."""

    link: Permalink
    words: str


PictureResolver = Callable[[str], str]
"""Says where a picture that the notes show lies in the site; "" for one that stays as it is named."""

LinkResolver = Callable[[str], Target | None]
"""Says what a link among the curator's pages means, by slug, title or file; None when nothing."""


def _as_named(_address: str) -> str:
    return ""


def markdown_html(text: str, links: LinkResolver, prefix: str = "", pictures: PictureResolver = _as_named) -> Markup:
    """Return the curator's Markdown as safe HTML.

    Private blocks are left out. `[[slug or title]]`, `[[target|words]]` and `[words](folder/slug.md#heading)` lead
    where `links` says, with `prefix` before the address; an unknown target stays as its words. An image lies where
    `pictures` says; one of another host is a link to it, since a page loads nothing from elsewhere. `$...$` and
    `$$...$$` are formulas. HTML in the text shows as typed. A heading of the text is linked to by its words, as at
    GitHub: `#its-words`.
    """
    visible = public(text)
    if not visible.strip():
        return Markup("")
    converter = _converter()
    converter.reset()
    converter.wiki = links
    converter.prefix = prefix
    converter.pictures = pictures
    return Markup(safe.clean(converter.convert(visible)))


def file_named(target: str) -> str:
    """Return the name that a link's target gives a page: of a file its name without folder and `.md`."""
    return target.rpartition("/")[2].removesuffix(".md") if target.endswith(".md") else target


def typed(target: str) -> str:
    """Return a link's target as it stands in the notes."""
    return f"[[{target}]]" if file_named(target) == target else target


def may_link(text: str) -> bool:
    """Return whether a text may have links among the curator's pages, or pictures; False is certain."""
    return "[[" in text or ".md" in text or "![" in text


def page_links(text: str) -> list[tuple[str, int]]:
    """Return the targets of the links among pages that show, with the line of the text each stands on, by line.

    What shows, the converter says; where, is looked for outside of code. What is not found again is on the first line.
    """
    return list(_page_links(text)) if may_link(text) else []


@lru_cache(maxsize=4096)
def _page_links(text: str) -> tuple[tuple[str, int], ...]:
    shown: dict[str, None] = {}

    def noting(name: str) -> Target | None:
        shown[name] = None
        return None

    markdown_html(text, noting)
    if not shown:
        return ()
    bare = _blanked(text)
    named = [(match.start(), _target(match)[0]) for match in _WIKI.finditer(bare)]
    named += [(match.start(), unquote(match[1])) for match in _FILE.finditer(bare)]
    places = [(bare.count("\n", 0, start) + 1, name) for start, name in named]
    lost = {(1, name) for name in shown.keys() - {name for _, name in places} if "\x02" not in name}
    # The converter has a mark of its own, \x02, in place of what a backslash escapes.
    return tuple((name, line) for line, name in sorted({*places, *lost}) if name in shown or "\\" in name)


def pictures(text: str) -> list[tuple[str, int]]:
    """Return the addresses of the pictures that show and are not another host's, with the line each stands on."""
    if "![" not in text:
        return []
    shown: dict[str, None] = {}

    def noting(address: str) -> str:
        shown[address] = None
        return ""

    markdown_html(text, lambda _: None, pictures=noting)
    lines = [unquote(line) for line in _blanked(text).split("\n")]
    return [(each, next((at for at, line in enumerate(lines, 1) if each in line), 1)) for each in shown]


# As in pandoc: no space inside the marks, no digit behind, so that "$5 and $6" are prices. What a wiki link names is
# its own: titles hold formulas, too.
_FORMULA = (
    r"\[\[[^\[\]\n]+\]\]"
    r"|(?<![\\$])\$\$(?!\$)[^$]{1,2000}\$\$(?!\$)"
    r"|(?<![\\\w$])\$(?=[^\s$])(?:[^$\\]|\\.){0,400}?(?<=[^\s$])\$(?![\w$])"
)
_WIKI = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_FILE = re.compile(r"(?<![\w:/.#?&=%-])((?:[\w%.-]+/)*[\w%.-]+\.md)(?![\w/?])")
_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ \t]*$"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HEADING = "h-"
"""Before the ids of headings, which thus are never those of the page's own parts."""
_FOOTNOTE = ("#fn:", "#fnref")


def _heading_id(words: str, taken: Counter[str]) -> str:
    """Return the id of a heading, made of its words as GitHub makes it: a second one of the same words ends in -1."""
    plain = re.sub("\x02[^\x03]*\x03", "", words).strip().lower()
    made = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
    taken[made] += 1
    return _HEADING + (made if taken[made] == 1 else f"{made}-{taken[made] - 1}")


def _target(match: re.Match[str]) -> tuple[str, str]:
    """Return what a wiki link names and the writer's own words for it."""
    name, _, words = match[1].partition("|")
    return name.strip(), words.strip()


def _blanked(text: str) -> str:
    """Return notes without what is private and without code, every line where it was."""
    for start, end, _ in reversed(private_blocks(text)):
        text = text[:start] + "\n" * text.count("\n", start, end) + text[end:]
    return _CODE.sub(lambda match: "\n" * match[0].count("\n"), text)


@lru_cache(maxsize=1)
def _converter() -> Any:
    """Return one Markdown converter, reset for each text: making it costs more than using it."""
    from xml.etree.ElementTree import Element

    # By name, they would be looked for among all packages that are installed.
    from markdown import Markdown
    from markdown.extensions.def_list import DefListExtension
    from markdown.extensions.fenced_code import FencedCodeExtension
    from markdown.extensions.footnotes import FootnoteExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension
    from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
    from markdown.preprocessors import Preprocessor
    from markdown.treeprocessors import Treeprocessor
    from markdown.util import AtomicString

    class WikiLinks(InlineProcessor):
        def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
            name, words = _target(m)
            target = self.md.wiki(name)  # type: ignore[attr-defined]
            element = Element("a" if target and target.link else "span")
            if target and target.link:
                element.set("href", self.md.prefix + target.link)  # type: ignore[attr-defined]
            element.text = AtomicString(words or (target.words if target else name))
            return element, m.start(0), m.end(0)

    class Formulas(InlineProcessor):
        def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, Any, Any]:  # type: ignore[override]  # noqa: N802, ARG002
            if m[0].startswith("[["):
                return None, None, None
            return self.md.htmlStash.store(str(mathml(m[0], block=m[0].startswith("$$")))), m.start(0), m.end(0)

    class Addresses(InlineProcessor):
        ANCESTOR_EXCLUDES = ("a",)

        def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, Any, Any]:  # type: ignore[override]  # noqa: N802, ARG002
            found = next(iter(resource_urls(m[0])), "")
            if not found or not m[0].startswith(found):
                return None, None, None
            element = Element("a", {"href": found})
            element.text = AtomicString(found)
            return element, m.start(0), m.start(0) + len(found)

    class Blocks(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            return settled(lines)

    class Shape(Treeprocessor):
        """A page has one first heading, its title; links among files lead to the pages made of them; a wide table
        scrolls in a box of its own."""

        def run(self, root: Any) -> None:
            headings: Counter[str] = Counter()
            for element in root.iter():
                if element.tag in _HEADINGS:
                    element.tag = "h2" if element.tag == "h1" else element.tag
                    element.set("id", _heading_id("".join(element.itertext()), headings))
            self.ids = {element.get("id") for element in root.iter() if element.tag in _HEADINGS}
            for element in root.iter("li"):
                self.tick(element)
            for element in root.iter("a"):
                if not element.get("href", "").startswith(_FOOTNOTE):
                    self.lead(element, *element.get("href", "").partition("#"))
            for parent in list(root.iter()):
                for place, child in enumerate(parent):
                    if child.tag == "table":
                        box = Element("div", {"class": "scroll"})
                        box.append(child)
                        parent[place] = box
                    elif child.tag == "img" and (address := safe.elsewhere(child.get("src", ""))):
                        # No link stands within a link.
                        named = Element("span") if parent.tag == "a" else Element("a", {"href": address})
                        named.text, named.tail = AtomicString(child.get("alt") or address), child.tail
                        parent[place] = named
                    elif child.tag == "img" and (lies := self.md.pictures(unquote(child.get("src", "")))):  # type: ignore[attr-defined]
                        child.set("src", self.md.prefix + lies)  # type: ignore[attr-defined]

        def tick(self, item: Any) -> None:
            """Give an item of a list of tasks its box."""
            first = item[0] if not (item.text or "").strip() and len(item) and item[0].tag == "p" else item
            mark, box, rest = (first.text or "").partition("] ")
            if box and mark.strip() in ("[", "[ ", "[x", "[X"):
                first.text = ("☑ " if mark.strip().lower() == "[x" else "☐ ") + rest

        def lead(self, link: Any, address: str, mark: str, heading: str) -> None:
            """Lead a link to a file or to a heading where the site has it."""
            at = f"#{_HEADING}{unquote(heading)}" if mark else ""
            if mark and not address:
                link.set("href", at if at[1:] in self.ids else f"#{heading}")
            elif _FILE.fullmatch(address):
                target = self.md.wiki(unquote(address))  # type: ignore[attr-defined]
                if target and target.link:
                    link.set("href", self.md.prefix + target.link + at)  # type: ignore[attr-defined]
                else:
                    link.tag = "span"
                    link.attrib.clear()

    kinds = (TableExtension, FootnoteExtension, DefListExtension, SaneListExtension, FencedCodeExtension)
    converter = Markdown(extensions=[kind() for kind in kinds], output_format="html")
    converter.ESCAPED_CHARS.append("$")
    converter.block_level_elements.remove("math")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.inlinePatterns.register(WikiLinks(_WIKI.pattern, converter), "wiki", 75)
    # After code (190), before backslashes (180): what they escape in a formula is its own.
    converter.inlinePatterns.register(Formulas(_FORMULA, converter), "formula", 185)
    # Before line breaks (70) and emphasis (60), whose signs addresses hold, behind links (160) and <addresses> (120).
    converter.inlinePatterns.register(Addresses(r"(?<![\w/\"'=])https?://[^\s<>\x02\x03]+", converter), "address", 72)
    converter.inlinePatterns.register(SimpleTagInlineProcessor(r"()~~(?=\S)([^~\n]+?)(?<=\S)~~", "del"), "del", 55)
    # Behind fenced code (25), which is put by.
    converter.preprocessors.register(Blocks(converter), "blocks", 20)
    converter.treeprocessors.register(Shape(converter), "shape", 5)
    return converter
