"""The rule that a page asks no other host for anything and runs nothing written into it, checked on its bytes."""

import html
import html.parser
import re

from generator.errors import SitegenError

LOADS = re.compile(
    rb"""<(?:script|img|iframe|embed|source|video|audio|track|input)\b[^>]*?\s(?:src|poster)\s*=\s*["']?\s*(?:[a-z]+:)?//"""
    rb"""|<link\b(?=[^>]*\srel\s*=\s*["']?[^"'>]*(?:stylesheet|icon|preload|preconnect|dns-prefetch|manifest))[^>]*\shref\s*=\s*["']?(?:[a-z]+:)?//"""
    rb"""|<(?:object|form|base|use|image)\b[^>]*?\s(?:data|action|href|xlink:href)\s*=\s*["']?(?:[a-z]+:)?//|\ssrcset\s*=\s*["'][^"']*//""",
    re.IGNORECASE,
)
STYLE_LOADS = re.compile(rb"""@import\s|url\(\s*["']?(?:[a-z]+:)?//""", re.IGNORECASE)
_INLINE = re.compile(
    rb"""<script(?![^>]*\ssrc=| type="application/ld\+json">)[^>]*>|<style\b"""
    rb"""|\s(?:style|on[a-z]+)\s*=\s*["'](?=[^<]*>)""",
    re.IGNORECASE,
)
_DATA: list[tuple[str, str | None]] = [("type", "application/ld+json")]
"""A script element of this type only holds data: a browser runs nothing of it, and no policy speaks of it."""
_POLICY = b'http-equiv="Content-Security-Policy" content="default-src \'none\''
_TAG = re.compile(rb"<[a-zA-Z][^>]*")
_LOADER = re.compile(
    rb"<(?:script|img|iframe|embed|source|video|audio|track|input|link|object|form|base|image|style)\b"
    # The dots of pictures load nothing: each is a shape of the same page.
    rb"|<use\b(?!(?: class=\"[\w-]+\")? href=\"#[\w-]+\" x=\"[-\d.]+\" y=\"[-\d.]+\"/>)",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(rb"\s(?:srcset|style|on[a-z]+)\s*=", re.IGNORECASE)
_KNOWN = 100_000


class Checker:
    """Refuses what breaks the rule. Most tags of a site stand on many pages: what was found harmless is not looked at
    again."""

    def __init__(self) -> None:
        self._harmless: set[bytes] = set()

    def check(self, path: str, content: bytes) -> None:
        """Raise SitegenError, with the line, if a file of the site breaks the rule."""
        if path.endswith(".html"):
            self._page(path, content)
        elif path.endswith((".css", ".svg")) and (match := STYLE_LOADS.search(content)):
            raise _refused(path, content, match, "loads from another host")

    def _page(self, path: str, content: bytes) -> None:
        new = set(_TAG.findall(content)) - self._harmless
        # A quote that does not close within a tag holds its ">": then where tags end is for the patterns to say.
        unclosed = {tag for tag in new if tag.count(b'"') % 2 or tag.count(b"'") % 2}
        text = b">\n".join([*new, b""])
        if unclosed or ((_LOADER.search(text) or _ATTRIBUTE.search(text)) and _looks_odd(text)):
            _whole_page(path, content)
        if len(self._harmless) > _KNOWN:
            self._harmless.clear()
        self._harmless |= new - unclosed
        if _POLICY not in content:
            raise SitegenError(
                f"{path} has no content security policy", hint="Templates extend base.html, which holds it."
            )


def _looks_odd(tags: bytes) -> bool:
    return bool(LOADS.search(tags) or _INLINE.search(tags))


def _whole_page(path: str, content: bytes) -> None:
    loads, inline = LOADS.search(content), _INLINE.search(content)
    if not (loads or inline):
        return
    # Words of a text may look like an attribute; only then the page is read as a browser reads it.
    read = _Read(convert_charrefs=True)
    read.feed(content.decode("utf-8", errors="replace"))
    if loads and read.loads:
        raise _refused(path, content, loads, "loads from another host")
    if inline and read.inline:
        raise _refused(path, content, inline, "has a script or a style written into it")


class _Read(html.parser.HTMLParser):
    """Finds what a page loads from elsewhere, and scripts, styles and handlers that stand in it."""

    loads = inline = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        written = tag == "style" or (tag == "script" and "src" not in names and attrs != _DATA)
        self.inline |= written or any(name == "style" or name.startswith("on") for name in names)
        # The tag as it is meant, each attribute in quotes that its value cannot end.
        meant = "".join(f' {name}="{html.escape(value or "").replace("=", "&#61;")}"' for name, value in attrs)
        self.loads |= bool(LOADS.search(f"<{tag}{meant}>".encode()))


def _refused(path: str, content: bytes, match: re.Match[bytes], what: str) -> SitegenError:
    line = content.count(b"\n", 0, match.start()) + 1
    shown = match[0].decode("utf-8", errors="replace").strip()[:80]
    hint = "Put the file into static/ and refer to it there; see docs/guide/theme.md."
    return SitegenError(f"the page {what}: {shown}", where=f"site/{path}", line=line, hint=hint)
