"""Text becomes safe HTML: the curator's Markdown through a sanitiser, papers' plain text by escaping first.

Titles and abstracts are never Markdown: `<sks> dog`, `CoSTA* ... A*` and `**x**` in them mean themselves. What they do
hold is left-over TeX, which is made readable.
"""

from generator.prose.curated import (
    LinkResolver,
    Target,
    file_named,
    markdown_html,
    may_link,
    page_links,
    pictures,
    typed,
)
from generator.prose.passages import Passage, passage, readable
from generator.prose.plain import abridged, marked, paragraphs, plain_html, plain_text, published

__all__ = [
    "LinkResolver",
    "Passage",
    "Target",
    "abridged",
    "file_named",
    "markdown_html",
    "marked",
    "may_link",
    "page_links",
    "paragraphs",
    "passage",
    "pictures",
    "plain_html",
    "plain_text",
    "published",
    "readable",
    "typed",
]
