"""Keywords from titles and abstracts: `extract` is called when a paper is born; `dictionary` finds keywords in texts
again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.keywords.keys import key

if TYPE_CHECKING:
    from generator.papers import Paper, Vocabulary

__all__ = ["extract", "key"]


def extract(
    papers: "Sequence[Paper]", others: "Sequence[Paper]" = (), vocabulary: "Vocabulary | None" = None, top: int = 10
) -> dict[str, tuple[str, ...]]:
    """Return for each paper's slug its keywords, best first, at most `top`; `extraction.extract` says how."""
    # A build in which no paper is born must not wait for all that this needs.
    from generator.keywords import extraction

    return extraction.extract(papers, others, vocabulary, top)
