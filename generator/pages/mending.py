"""How a link is mended from where it is read: the line to write, and the file that it belongs in."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from generator.content import frontmatter
from generator.papers import Paper

OTHER = "slug-of-the-other-paper"
"""What stands for a slug that only the reader knows."""


@dataclass(frozen=True, slots=True)
class Mending:
    """Lines for a paper's front matter, each whole: with what the page says already.

    file: the page's, relative to the project; related: gives a link; unrelated: hides that to `example`; without: keeps
    `keyword` from counting; "" where there is no such example
    """

    file: str
    related: str
    unrelated: str
    without: str
    inserted: bool
    """Whether a list of the page names what is not published: then a line here has the new entry only."""


def mending(paper: Paper, known: Collection[str], example: str = "", keyword: str = "") -> Mending | None:
    """Return the lines that mend a paper's links; None where its file is not known. `known`: see `lists`."""
    if not paper.path:
        return None
    kept = lists(paper, known)
    return Mending(
        file=paper.path,
        related=_line("related", kept.get("related"), OTHER),
        unrelated=_line("unrelated", kept.get("unrelated"), example) if example else "",
        without=_line("without", kept.get("without"), keyword) if keyword else "",
        inserted=None in kept.values(),
    )


def names(published: Mapping[str, Paper]) -> Collection[str]:
    """Return all slugs that published papers have or had."""
    return published.keys() | {alias for paper in published.values() for alias in paper.aliases}


def lists(paper: Paper, known: Collection[str]) -> dict[str, list[str] | None]:
    """Return what a page says of its links, by field; None for a list that names a slug which is not `known`.

    Such a paper's slug stands nowhere on the site. Fields that say nothing are left out.
    """
    found: dict[str, list[str] | None] = {
        field: list(named) if all(slug in known for slug in named) else None
        for field, named in (("related", paper.related), ("unrelated", paper.unrelated))
        if named
    }
    return {**found, "without": list(paper.without)} if paper.without else found


def _line(field: str, kept: Iterable[str] | None, new: str) -> str:
    entries = list(dict.fromkeys([*(kept or ()), new]))
    return frontmatter.dump(field, entries).rstrip("\n")
