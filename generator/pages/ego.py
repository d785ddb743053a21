"""A paper amid its related papers, as its page draws them."""

from collections.abc import Sequence

from markupsafe import Markup

from generator import drawing
from generator.drawing import Dot, Line
from generator.pages.cards import PaperCard, Related


def circle(related: Sequence[Related]) -> list[Related]:
    """Return related papers as they stand around: by topic, so that the picture shows where the paper belongs."""
    return sorted(related, key=lambda item: item.paper.number)


def picture(paper: PaperCard, related: Sequence[Related], across: Sequence[Line], root: str) -> Markup:
    """Return a paper amid its related papers, numbered by their rank; `across` are links among `circle(related)`."""
    if not related:
        return Markup("")
    ranks = {id(item): str(rank) for rank, item in enumerate(related, start=1)}
    around = circle(related)
    dots = [_dot(item.paper, root, ranks[id(item)]) for item in around]
    return drawing.constellation(_dot(paper, root), dots, across, [item.weight for item in around])


def _dot(card: PaperCard, root: str, label: str = "") -> Dot:
    return Dot(0.0, 0.0, card.number, card.plain, root + card.link, label)
