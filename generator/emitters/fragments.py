"""The theme's macros as pages use them: what they say of a paper, a keyword or a topic is said once and kept.

A card stands on many pages, and on all pages of one depth it reads the same.
"""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

KEPT = ("paper", "keyword", "topic")
"""Macros whose first argument is a card; what they make depends on it, on the others and on the way to the root."""

Macro = Callable[..., Markup]


class Fragments:
    """The macros of a module, for pages of one depth; a template calls them as it would the module's."""

    def __init__(self, module: Any) -> None:
        self._module = module
        for name in KEPT:
            if hasattr(module, name):
                setattr(self, name, _kept(getattr(module, name)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def _kept(macro: Macro) -> Macro:
    # Cards are found by identity: comparing them takes longer than making some. Being kept, none gives its id away.
    known: dict[tuple[object, ...], tuple[object, Markup]] = {}

    def made(card: object, *more: object, **options: object) -> Markup:
        place = (id(card), more, *options.items())
        found = known.get(place)
        if found is None:
            found = known[place] = card, macro(card, *more, **options)
        return found[1]

    return made
