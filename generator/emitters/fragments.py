"""What many pages say alike, made once: the theme's macros of cards, and why two papers are related.

A macro of the same name in a project's macros.html takes the place of what is made here.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.markup import escaped
from generator.pages.cards import Evidence, KeywordCard, PaperCard, Related, Why
from generator.pages.texts import Text

KEPT = ("paper", "keyword", "topic")
"""Macros whose first argument is a card: what they make depends on it, on the others and on the way to the root."""
_LISTS = ("papers", "keywords", "related", "citations")
_THIS, _THAT = (("related.this-paper", "related.this-silent"), ("related.that-paper", "related.that-silent"))
_NAMED = 4
"""Reasons that are named in the sentence above the evidence."""

Words = Callable[..., Markup]
Macro = Callable[..., Markup]


class _Side(NamedTuple):
    """What follows the words that name a paper, and whether it is a sentence."""

    said: str
    speaks: bool


class _Told(NamedTuple):
    """What is said of a link, as the first of its two pages says it; the other says it turned round."""

    why: Why
    own: Text
    shares: str
    this: _Side
    that: _Side


class Fragments:
    """The macros of macros.html for pages of one depth; a template calls them as it would the module's."""

    def __init__(self, module: Any, word: Words, href: Callable[[str], str], auto: Callable[[str], str]) -> None:
        self._module, self._word, self._href, self._auto = module, cache(word), href, auto
        self._links: dict[int, tuple[KeywordCard, str]] = {}
        self._labels: dict[int, tuple[KeywordCard, str]] = {}
        self._parts: dict[tuple[str, tuple[object, ...]], Markup] = {}
        self._rows: dict[bool, dict[int, tuple[PaperCard, str]]] = {True: {}, False: {}}
        # Two pages ask for each of these, and no more: what both have is not kept.
        self._reasons: dict[int, tuple[Why, str]] = {}
        self._pairs: dict[int, _Told] = {}
        self._sides: dict[tuple[int, ...], _Side] = {}
        self._opening = cache(self._opening_of)
        for name in {*KEPT, *_LISTS, "reasons", "evidence"} & vars(module).keys():
            macro = getattr(module, name)
            setattr(self, name, _kept(macro) if name in KEPT else macro)
        # Without a project's own they say plain texts: to make `Markup` of each takes as long as to put it together.
        self._why = vars(self).get("reasons", self._reasons_of)
        self._said = vars(self).get("evidence", self._evidence_of)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)

    def once(self, part: str, *values: object, caller: Callable[[], Markup]) -> Markup:
        """Return a part of a template that is the same on all pages of this depth with these values."""
        if (part, values) not in self._parts:
            self._parts[part, values] = caller()
        return self._parts[part, values]

    def papers(self, cards: Iterable[PaperCard], show_topic: bool = True, ordered: bool = False) -> Markup:
        """Return papers as a list."""
        tag, known = "ol" if ordered else "ul", self._rows[show_topic]
        rows = [known[id(card)][1] if id(card) in known else self._row(card, show_topic) for card in cards]
        return Markup(f'<{tag} class="papers">\n{"".join(rows)}</{tag}>\n')

    def _row(self, card: PaperCard, show_topic: bool) -> str:
        row = f"<li{_year(card)}>{self.paper(card, show_topic)}</li>\n"
        self._rows[show_topic][id(card)] = card, row
        return row

    def keywords(self, cards: Iterable[KeywordCard], count: bool = False) -> Markup:
        """Return keywords as a list of chips, with their numbers of papers if wanted."""
        rows = [f"<li>{self.keyword(card, count) if count else self.keyword(card)}</li>\n" for card in cards]
        return Markup(f'<ul class="chips">\n{"".join(rows)}</ul>\n')

    def related(self, found: Iterable[Related], own: PaperCard | None = None) -> Markup:
        """Return related papers as rows of a list, each with its reasons; with what both say of them if `own` is given,
        the page's paper."""
        paper, why, said = self.paper, self._why, self._said
        rows = [f"<li>\n{paper(each.paper)}{why(each)}{said(each, own) if own else ''}</li>\n" for each in found]
        return Markup("".join(rows))

    def citations(self, formats: Iterable[tuple[str, str, str, str]]) -> Markup:
        """Return a paper in each format: its name, the ending of its files, its media type, the paper in it."""
        parts = [
            f'<section data-cite="{ending}" data-type="{kind}">\n<h3>{name}</h3>\n'
            f'<pre tabindex="0"><code>{escaped(text)}</code></pre>\n</section>\n'
            for name, ending, kind, text in formats
        ]
        return Markup("".join(parts))

    def reasons(self, related: Related) -> Markup:
        """Return why two papers are related, as a sentence of shared keywords."""
        return Markup(self._reasons_of(related))

    def evidence(self, related: Related, own: PaperCard) -> Markup:
        """Return the shares of the shared keywords and what both papers say of them, folded."""
        return Markup(self._evidence_of(related, own))

    def _reasons_of(self, related: Related) -> str:
        why = related.why
        known = self._reasons.pop(id(why), None)
        if known is None:
            known = self._reasons[id(why)] = why, self._because(why)
        return known[1]

    def _evidence_of(self, related: Related, _own: PaperCard) -> str:
        if not related.why.reasons:
            return ""
        # The page of the other paper is the last that asks.
        told = self._pairs.pop(id(related.why), None)
        if told is None:
            told = self._pairs[id(related.why)] = self._told(related)
        this, that = (told.this, told.that) if told.own is related.own else (told.that, told.this)
        show = self._word("related.show" if this.speaks or that.speaks else "related.show-shares")
        begun, other = self._opening(this.speaks, *_THIS), self._opening(that.speaks, *_THAT)
        return (
            f'<details class="evidence"><summary>{show}</summary>\n'
            f"{told.shares}{begun}{this.said}{other}{that.said}</details>\n"
        )

    def _told(self, related: Related) -> _Told:
        why = related.why
        this, that = self._side(why, related.own), self._side(why, related.abstract)
        return _Told(why, related.own, self._shares(why), this, that)

    def _because(self, why: Why) -> str:
        if not why.reasons:
            return f'<p class="why">{self._word("related.given")}</p>\n'
        links = [self._link(reason.keyword) for reason in why.reasons[:_NAMED]]
        shown = ", ".join([*links[:-2], str(self._word("related.and")).join(links[-2:])])
        also = f" {self._word('related.given-too')}" if why.given else ""
        return f'<p class="why">{self._word("related.because")} {shown}.{also}</p>\n'

    def _link(self, card: KeywordCard) -> str:
        if id(card) not in self._links:
            link = f'<a href="{escaped(self._href(card.link))}"{self._auto(card.label)}>{escaped(card.inline)}</a>'
            self._links[id(card)] = card, link
        return self._links[id(card)][1]

    def _shares(self, why: Why) -> str:
        shown = "".join([f"<li>{self._label(keyword)} {share} %" for keyword, share in why.reasons])
        rest = f'<p class="note">{self._word("related.rest", percent=why.rest)}</p>\n' if why.rest else ""
        return f'<ul class="shares" aria-label="{self._word("related.shares")}">{shown}</ul>\n{rest}'

    def _label(self, card: KeywordCard) -> str:
        if id(card) not in self._labels:
            self._labels[id(card)] = card, f"<b{self._auto(card.label)}>{escaped(card.label)}</b>"
        return self._labels[id(card)][1]

    def _opening_of(self, speaks: bool, says: str, silent: str) -> str:
        if speaks:
            return f"<figure><figcaption>{self._word(says)}</figcaption>"
        return f'<p class="note">{self._word(silent)} '

    def _side(self, why: Why, text: Text) -> _Side:
        # Many links of a paper have the same reasons. Its text is kept with its page, so its id is given to no other.
        place = (id(text), *[id(reason.keyword) for reason in why.reasons])
        if place not in self._sides:
            side = why.evidence(text)
            said = self._quoted(side) if side.sentences else f"{self._silence(side)}</p>\n"
            self._sides[place] = _Side(said, bool(side.sentences))
        return self._sides[place]

    def _quoted(self, side: Evidence) -> str:
        quotes = "".join([f"<blockquote{self._auto(quote)}>{quote}</blockquote>" for quote in side.sentences])
        only = (
            f'<p class="note">{self._word("related.only-listed")} {self._names(side.listed)}.</p>\n'
            if side.listed
            else ""
        )
        return f"{quotes}</figure>\n{only}"

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
    known: dict[object, tuple[object, Markup]] = {}

    def made(card: object, *more: object, **options: object) -> Markup:
        place = (id(card), more, *options.items()) if more or options else id(card)
        found = known.get(place)
        if found is None:
            found = known[place] = card, macro(card, *more, **options)
        return found[1]

    return made
