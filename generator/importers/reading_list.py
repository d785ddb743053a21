"""Reading lists in Markdown: an item, a table's row or a paragraph with a title and a link is a paper.

Lists say authors, venue and year in their own ways; what is not plainly one of these is left out, never guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.importers import fields
from generator.importers.citing import cited, families
from generator.importers.markdown import Block, blocks
from generator.importers.protocol import Finding
from generator.report import Problem
from generator.text import counted

_SHOWN = 5
_MARKDOWN = re.compile(
    r"(?m)^[ \t]*(?:(?:[-*+]|\d+[.)])\s++.*(?:\*\*|\]\(https?://)|\|.*\]\(https?://|(?:\*\*|\[).*\]\(https?://)"
)


@dataclass(frozen=True, slots=True)
class ReadingList:
    """The importer of Markdown reading lists."""

    name: str = "reading-list"
    title: str = "a reading list in Markdown"

    def recognises(self, text: str) -> int:
        """Return more the more items of its head name a paper; 0 where none does."""
        head = text[:60_000]
        if not _MARKDOWN.search(head) or head.lstrip()[:1] in ("{", "<", "@"):
            return 0
        found = sum(1 for block in families(list(blocks(head))) if "needs" not in (cited(block) or {"needs": ""}))
        return 0 if not found else 45 if found < 3 else 80

    def read(self, text: str, source: str) -> Iterator[Finding]:
        """Yield a record a paper, with its headings as collections; the lines that are no paper are told once."""
        skipped: list[Block] = []
        for block in families(list(blocks(text))):
            found = cited(block)
            if found is None:
                skipped.append(block)
            else:
                yield fields.record(found, source, block.line, block.text)
        if skipped:
            yield _skipped(skipped, source)


importer = ReadingList()


def _skipped(skipped: Sequence[Block], source: str) -> Problem:
    shown = "; ".join(f'{block.line}: "{" ".join(block.text.split())[:60]}"' for block in skipped[:_SHOWN])
    more = f"; and {len(skipped) - _SHOWN:,} more" if len(skipped) > _SHOWN else ""
    are = "names no paper and is" if len(skipped) == 1 else "name no paper and are"
    return Problem(
        source,
        skipped[0].line,
        f"{counted(len(skipped), 'item')} of the list {are} left out: {shown}{more}",
        "Nothing to do if so; else put the title in ** ** or give it a link to the paper.",
    )
