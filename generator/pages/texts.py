"""A paper's text as pages quote it: the sentences that hold a keyword, with this marked."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from markupsafe import Markup

from generator import prose, text
from generator.papers import Span

_EVIDENCE = 2
"""Sentences shown of each abstract under a link: enough to see why, little enough to read."""
_TITLE = -1
"""Stands for the number of a sentence."""
_fields = attrgetter("start", "end", "key")
_Places = dict[int, list[int]]
"""A sentence -> the numbers of a keyword's spans in it, the first sentence first."""


# Without slots: what is derived from a text is kept with it, as it is asked for by the page of every related paper.
@dataclass(frozen=True, repr=False)
class Text:
    """A paper's title, its published abstract (`value`) with the keywords in them, and the keys that its page lists.

    Its `repr` is a hash, so that many pages may hold it at little cost.
    """

    value: str
    spans: tuple[Span, ...]
    title: str
    title_spans: tuple[Span, ...]
    listed: tuple[str, ...]
    whole: bool
    """Whether all of the abstract is published."""
    stamp: str

    @classmethod
    def of(
        cls,
        value: str,
        original: str,
        spans: Iterable[Span] = (),
        title: str = "",
        title_spans: Iterable[Span] = (),
        listed: tuple[str, ...] = (),
    ) -> "Text":
        """Return what is published of `original`, with the spans that it still holds: an excerpt may have lost some."""
        whole = value == original
        kept = tuple(spans)
        if not whole:
            kept = tuple(span for span in kept if value[: span.end] == original[: span.end])
        placed = [[*map(_fields, each)] for each in (kept, title_spans)]
        said = f"{value}\0{title}\0{placed}\0{listed}\0{whole}"
        stamp = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(value, kept, title, tuple(title_spans), listed, whole, stamp)

    def __repr__(self) -> str:
        return f"Text({self.stamp})"

    def __bool__(self) -> bool:
        return bool(self.value.strip())

    def __hash__(self) -> int:
        return hash(self.stamp)

    def __contains__(self, key: str) -> bool:
        """Whether the text holds a keyword, on its own or inside a longer one."""
        return bool(self._known.get(key)) or f" {key} " in self._held

    @property
    def html(self) -> Markup:
        """The whole text in paragraphs, its keywords marked. Only the paper's own page asks for it, once."""
        return prose.paragraphs(self.value, self.spans)

    def sentences_with(self, keys: Sequence[str]) -> list[Markup]:
        """Return the first sentences that hold one of the keywords, those only marked; each brings one not yet seen.

        The title counts as the last of the sentences: it helps where the abstract has other words for the same.
        """
        known = self._known
        places = [known[key] if key in known else self._inside(key) for key in keys]
        # The first sentence of a keyword that an earlier one did not bring is the first sentence that brings it.
        first = sorted({next(iter(here)) for here in places if here})[:_EVIDENCE]
        found = [self._quoted(at, [span for here in places for span in here.get(at, ())]) for at in first]
        if len(found) == _EVIDENCE or not self.title_spans:
            return found
        silent = [key for key, here in zip(keys, places, strict=True) if not here]
        in_title = [span for key in silent for span in _holders(self.title_spans, key)]
        return [*found, self._quoted(_TITLE, in_title)] if in_title else found

    def _quoted(self, number: int, spans: Iterable[int]) -> Markup:
        """Return a sentence, or the title for `_TITLE`, with only these spans marked: it stands under several links."""
        place = (number, *sorted(set(spans)))
        quote = self._quotes.get(place)
        if quote is None:
            quote = self._quotes[place] = self._sentence(*place)
        return quote

    def _sentence(self, number: int, *spans: int) -> Markup:
        if number == _TITLE:
            return prose.marked(self.title, [self.title_spans[place] for place in spans])
        return prose.marked(self.value, [self.spans[place] for place in spans], *text.sentences(self.value)[number])

    def _inside(self, key: str) -> _Places:
        """Return the places of a keyword that nowhere stands alone: longer ones hold it, "neural network" is in "graph
        neural network"."""
        inside = f" {key} "
        held = {span.key for span in self.spans} if inside in self._held else ()
        longer = [self._known[each] for each in held if inside in f" {each} "]
        found: _Places = {}
        for number, spans in sorted((number, spans) for here in longer for number, spans in here.items()):
            found.setdefault(number, []).extend(spans)
        self._known[key] = found
        return found

    @cached_property
    def listing(self) -> frozenset[str]:
        """The keys that its page lists, in no order."""
        return frozenset(self.listed)

    @cached_property
    def _quotes(self) -> dict[tuple[int, ...], Markup]:
        return {}

    @cached_property
    def _known(self) -> dict[str, _Places]:
        """Where each keyword stands as such, and those that were asked for; a span across two sentences is in none."""
        sentences = text.sentences(self.value)
        starts = [start for start, _ in sentences]
        found: dict[str, _Places] = {}
        for place, span in enumerate(self.spans):
            at = bisect_right(starts, span.start) - 1
            here = found.setdefault(span.key, {})
            if at >= 0 and span.end <= sentences[at][1]:
                here.setdefault(at, []).append(place)
        return found

    @cached_property
    def _held(self) -> str:
        return "|".join(f" {span.key} " for span in (*self.spans, *self.title_spans))


def _holders(spans: Sequence[Span], key: str) -> list[int]:
    """Return the numbers of the spans that hold a keyword, on its own or else within a longer one."""
    alone = [place for place, span in enumerate(spans) if span.key == key]
    return alone or [place for place, span in enumerate(spans) if f" {key} " in f" {span.key} "]
