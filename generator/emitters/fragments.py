"""What many pages say alike, made once: the theme's macros of cards, and why two papers are related.

A macro of the same name in a project's macros.html takes the place of what is made here.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from markupsafe import Markup

from generator.markup import escaped
from generator.pages.cards import Evidence, KeywordCard, PaperCard, Related

KEPT = ("paper", "keyword", "topic")
"""Macros whose first argument is a card: what they make depends on it, on the others and on the way to the root."""
_LISTS = ("papers", "keywords", "related")
_THIS, _THAT = (("related.this-paper", "related.this-silent"), ("related.that-paper", "related.that-silent"))
_NAMED = 4
"""Reasons that are named in the sentence above the evidence."""

Words = Callable[..., Markup]
Macro = Callable[..., Markup]


class Fragments:
    """The macros of macros.html for pages of one depth; a template calls them as it would the module's."""

    def __init__(self, module: Any, word: Words, href: Callable[[str], str], auto: Callable[[str], str]) -> None:
        self._module, self._word, self._href, self._auto = module, cache(word), href, auto
        self._rest = cache(self._told_rest)
        self._links: dict[int, tuple[KeywordCard, str]] = {}
        for name in {*KEPT, *_LISTS, "reasons", "evidence"} & vars(module).keys():
            macro = getattr(module, name)
            setattr(self, name, _kept(macro) if name in KEPT else macro)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)

    def papers(self, cards: Iterable[PaperCard], show_topic: bool = True, ordered: bool = False) -> Markup:
        """Return papers as a list."""
        tag = "ol" if ordered else "ul"
        rows = [f"<li{_year(card)}>{self.paper(card, show_topic)}</li>\n" for card in cards]
        return Markup(f'<{tag} class="papers">\n{"".join(rows)}</{tag}>\n')

    def keywords(self, cards: Iterable[KeywordCard], count: bool = False) -> Markup:
        """Return keywords as a list of chips, with their numbers of papers if wanted."""
        rows = [f"<li>{self.keyword(card, count)}</li>\n" for card in cards]
        return Markup(f'<ul class="chips">\n{"".join(rows)}</ul>\n')

    def related(self, found: Iterable[Related], own: PaperCard | None = None) -> Markup:
        """Return related papers as rows of a list, each with its reasons; with what both say of them if `own` is given,
        the page's paper."""
        paper, reasons, evidence = self.paper, self.reasons, self.evidence
        rows = [
            f"<li>\n{paper(each.paper)}{reasons(each)}{evidence(each, own) if own else ''}</li>\n" for each in found
        ]
        return Markup("".join(rows))

    def reasons(self, related: Related) -> Markup:
        """Return why two papers are related, as a sentence of shared keywords."""
        if not related.reasons:
            return Markup(f'<p class="why">{self._word("related.given")}</p>\n')
        links = [self._link(reason.keyword) for reason in related.reasons[:_NAMED]]
        shown = ", ".join([*links[:-2], str(self._word("related.and")).join(links[-2:])])
        also = f" {self._word('related.given-too')}" if related.given else ""
        return Markup(f'<p class="why">{self._word("related.because")} {shown}.{also}</p>\n')

    def evidence(self, related: Related, own: PaperCard) -> Markup:
        """Return the shares of the shared keywords and what both papers say of them, folded."""
        if not related.reasons:
            return Markup("")
        this, that = related.evidence(own)
        words, show = self._word, "related.show" if this.sentences or that.sentences else "related.show-shares"
        rest = self._rest(related.rest) if related.rest else ""
        return Markup(
            f'<details class="evidence"><summary>{words(show)}</summary>\n'
            f'<ul class="shares" aria-label="{words("related.shares")}">{self._shares(related)}</ul>\n'
            f"{rest}{self._side(this, *_THIS)}{self._side(that, *_THAT)}</details>\n"
        )

    def _link(self, card: KeywordCard) -> str:
        if id(card) not in self._links:
            link = f'<a href="{escaped(self._href(card.link))}"{self._auto(card.label)}>{escaped(card.inline)}</a>'
            self._links[id(card)] = card, link
        return self._links[id(card)][1]

    def _told_rest(self, percent: int) -> str:
        return f'<p class="note">{self._word("related.rest", percent=percent)}</p>\n'

    def _shares(self, related: Related) -> str:
        rows = [(reason.keyword.label, reason.share) for reason in related.reasons]
        return "".join([f"<li><b{self._auto(label)}>{escaped(label)}</b> {share} %" for label, share in rows])

    def _side(self, side: Evidence, says: str, silent: str) -> str:
        words = self._word
        if not side.sentences:
            return f'<p class="note">{words(silent)} {self._silence(side)}</p>\n'
        quotes = "".join([f"<blockquote{self._auto(quote)}>{quote}</blockquote>" for quote in side.sentences])
        only = (
            f'<p class="note">{words("related.only-listed")} {self._names(side.listed)}.</p>\n' if side.listed else ""
        )
        return f"<figure><figcaption>{words(says)}</figcaption>{quotes}</figure>\n{only}"

    def _silence(self, side: Evidence) -> str:
        """Return why a paper has no sentence that holds a shared keyword."""
        if side.listed:
            return f"{self._word('related.in-list')} {self._names(side.listed)}."
        return self._word("related.withheld" if side.withheld else "related.scattered")

    def _names(self, cards: Iterable[KeywordCard]) -> str:
        return ", ".join([f"<span{self._auto(card.label)}>{escaped(card.label)}</span>" for card in cards])


def _year(card: PaperCard) -> str:
    return f' data-year="{card.year}"' if card.year else ""


def _kept(macro: Macro) -> Macro:
    # Cards are found by identity: comparing them takes longer than making some. Being kept, none gives its id away.
    known: dict[Sequence[object], tuple[object, Markup]] = {}

    def made(card: object, *more: object, **options: object) -> Markup:
        place = (id(card), more, *options.items())
        found = known.get(place)
        if found is None:
            found = known[place] = card, macro(card, *more, **options)
        return found[1]

    return made
