"""What a library's pages list and what its texts hold, under one key for all spellings of a keyword."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from generator.keywords import acronyms, matched
from generator.keywords.acronyms import Acronyms
from generator.keywords.dictionary import TITLE, Dictionary, Matches, ends, form
from generator.keywords.dull import DULL, GENERIC, HOLLOW, WEAK_HEADS
from generator.keywords.foreign import FUNCTION_WORDS
from generator.keywords.keys import COMPOUNDS, key
from generator.keywords.matched import Earlier, Matched
from generator.keywords.spelling import sentence_case
from generator.keywords.units import keys
from generator.keywords.vocabulary import Folding
from generator.keywords.words import ADJECTIVE_TAILS, LEAD, OPENERS, stems
from generator.papers import Paper, Vocabulary

_GENERIC = stems(GENERIC | DULL)
_COMMON_WORDS = GENERIC | DULL
_NO_REASON = GENERIC | HOLLOW
_MODIFIERS = stems(LEAD | ADJECTIVE_TAILS)
_NOT_SHOWN = _GENERIC | _MODIFIERS | stems(OPENERS)
_NOTHING = Earlier()
HEADS = 4
"""A word that ends this many listed phrases is a noun that could be a keyword itself,"""
RARE = 0.1
"""when at most this share of the papers holds it."""


def is_generic(name: str) -> bool:
    """Return whether a keyword is made of common words only."""
    return all(word in _GENERIC for word in name.split())


def is_common(label: str) -> bool:
    """Return whether a label is made of common words only; "contrastive" is none, though "contrast" is."""
    return all(word in _COMMON_WORDS for word in label.lower().split())


def can_explain(label: str) -> bool:
    """Return whether a single word says something beside a keyword: "attention" does, "performance" does not."""
    return label.lower() not in _NO_REASON and len(label) > 2


def can_name(label: str) -> bool:
    """Return whether a label names a thing: not "tuning methods", nor "long-context"."""
    last = label.lower().rpartition(" ")[2]
    return last not in WEAK_HEADS and not ("-" in last and last.rpartition("-")[2] in ADJECTIVE_TAILS)


@dataclass(frozen=True, slots=True)
class Reading:
    """The keywords of a library.

    listed: slug -> keys of the paper's own list, in order; spellings: key -> how pages write it
    matches: slug -> what its text holds; counts: slug -> key or single word -> how often it counts for the paper
    said: slug -> the keys among them that the paper lists, or says in a form that could be listed: of "we summarize"
    the word counts, but nobody is shown that it speaks of summarization
    """

    folding: Folding
    acronyms: Acronyms
    listed: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, Counter[str]]
    matches: Mapping[str, Matches]
    counts: Mapping[str, Mapping[str, float]]
    said: Mapping[str, frozenset[str]]
    foreign: frozenset[str]
    """keywords that only papers list whose text is not English"""
    nouns: Mapping[str, Mapping[str, Counter[str]]]
    """of each keyword of several words those that could stand alone, by key, as pages write them"""
    matched: Matched

    def shown(self) -> frozenset[str]:
        """Return the keywords that a person would give as a reason.

        Those that pages list (common words only when several do), those that the curator names, and rare single words
        that are the head of several listed phrases.
        """
        listed = {name for name, forms in self.spellings.items() if name not in _GENERIC or forms.total() > 1}
        heads = Counter(chain.from_iterable(self.nouns.values()))
        words = {word for word, times in heads.items() if times >= HEADS and word not in _NOT_SHOWN and len(word) > 2}
        papers = Counter(chain.from_iterable(self.counts.values()))
        rare = {word for word in words & papers.keys() if papers[word] <= max(2, RARE * len(self.counts))}
        return frozenset(rare | listed | self.folding.labels.keys()) - self.folding.hidden

    def spare(self) -> frozenset[str]:
        """Return the single words that may explain a link where its keywords explain too little: the nouns of two
        papers' phrases; of one where the language is another, since its inflections are not folded."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        apart: set[str] = set()
        for name, nouns in self.nouns.items():
            apart |= nouns.keys() if name in self.foreign else set()
            for word, forms in nouns.items():
                found[word].update(forms)
        words = {
            word
            for word, forms in found.items()
            if (forms.total() > 1 or word in apart)
            and len(word) > 2
            and _NO_REASON.isdisjoint(forms)
            and word not in _MODIFIERS
        }
        return frozenset(words) - self.folding.hidden


def _nouns(labels: Mapping[str, int], foreign: bool) -> dict[str, Counter[str]]:
    """Return the words of a keyword that could stand alone, by key, in lower case as pages write them.

    That is the last one in English. Where other languages put the noun is not known here: there it is any word.
    """
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for label, times in labels.items():
        words = label.lower().split(" ")
        for word in words if foreign else words[-1:]:
            if word not in FUNCTION_WORDS:
                found[key(word)][word] += times
    return found


def labels(reading: Reading, papers: Iterable[Paper], names: Collection[str]) -> dict[str, str]:
    """Return the label of each key: the curator's, else the pages' most frequent, else as listed phrases end, else
    the texts'."""
    written = {
        **_in_texts(reading, papers, set(names) - reading.spellings.keys()),
        **_as_nouns(reading),
        **reading.spellings,
    }
    found = {
        name: sentence_case(min(written[name], key=lambda form: (-written[name][form], form)))
        for name in names
        if name in written
    }
    times = Counter(found.values())
    for name, label in found.items():
        # An acronym may be another keyword's label, where papers disagree on what it stands for.
        if times[label] > 1 and key(label) != name and (forms := reading.acronyms.written.get(name)):
            found[name] = sentence_case(min(forms, key=lambda form: (-forms[form], form)))
    return {**found, **{name: label for name, label in reading.folding.labels.items() if name in names}}


def _as_nouns(reading: Reading) -> dict[str, Counter[str]]:
    """Return how listed phrases write their nouns, where a text may have the verb or the adjective."""
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, labels in reading.spellings.items():
        for label, times in labels.items():
            for word in label.split(" ") if name in reading.foreign else [label.rpartition(" ")[2]]:
                written[key(word)][sentence_case(word)] += times
    return dict(written)


def _in_texts(reading: Reading, papers: Iterable[Paper], names: Collection[str]) -> dict[str, Counter[str]]:
    found: Counter[tuple[str, str]] = Counter()
    for paper in papers if names else ():
        matches = reading.matches[paper.slug]
        for text, places in ((paper.title, matches.title), (paper.abstract, matches.abstract)):
            found.update([(name, text[start:end].lower()) for start, end, name in places if name in names])
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (name, written), times in found.items():
        forms[name][sentence_case(written)] += times
    return dict(forms)


def read(papers: Sequence[Paper], vocabulary: Vocabulary, earlier: Earlier = _NOTHING) -> Reading:
    """Return the keywords of papers, given in order of their slugs; earlier: what an earlier build read."""
    folding = Folding.of(vocabulary)
    known = acronyms.known(matched.defined(papers, earlier))
    named = _label_keys(papers, known)
    listed: dict[str, tuple[str, ...]] = {}
    left_out: dict[str, frozenset[str]] = {}
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        labels = _folded(paper.keywords, named[paper.slug], folding)
        left_out[paper.slug] = folding.hidden.union(_folded(paper.without, named[paper.slug], folding))
        listed[paper.slug] = tuple(name for name in labels if name not in left_out[paper.slug])
        for name in listed[paper.slug]:
            spellings[name][labels[name]] += 1
    names = (spellings.keys() | folding.labels.keys()) - folding.hidden
    dictionary = Dictionary.of(sorted(names), folding.variants, _names(spellings), _forms(spellings))
    found = matched.read(papers, dictionary, known, earlier)
    matches = found.matches
    counts = {
        str(paper.slug): _counted(matches[paper.slug], listed[paper.slug], left_out[paper.slug]) for paper in papers
    }
    bound = _bound(counts, spellings)
    said = {slug: _said(matches[slug], listed[slug]).intersection(counts[slug]) - bound for slug in matches}
    english = {name for paper in papers if paper.slug not in found.foreign for name in listed[paper.slug]}
    foreign = frozenset(spellings.keys() - english)
    spelled = dict(sorted(spellings.items()))
    nouns = {name: _nouns(labels, name in foreign) for name, labels in spelled.items() if " " in name}
    return Reading(folding, known, listed, spelled, matches, counts, said, foreign, nouns, found)


def _bound(counts: Mapping[str, Mapping[str, float]], listed: Collection[str]) -> set[str]:
    """Return what no list names and all texts have only inside one and the same phrase: "Zealand" says nothing beside
    "New Zealand"."""
    papers = Counter(chain.from_iterable(counts.values()))
    phrases = ((name, number) for name, number in papers.items() if " " in name)
    return {part for name, number in phrases for part in ends(name) if papers[part] == number} - set(listed)


def _said(matches: Matches, listed: Iterable[str]) -> frozenset[str]:
    return frozenset(chain(listed, map(_name, matches.title), map(_name, matches.abstract)))


_name = itemgetter(2)


def _names(spellings: Mapping[str, Counter[str]]) -> frozenset[str]:
    """Return the keys that all pages spell as a name with inner capitals: "ART" is not art, nor "HoME" home."""
    return frozenset(
        name
        for name, forms in spellings.items()
        if " " not in name and all(any(map(str.isupper, form[1:])) for form in forms)
    )


def _forms(spellings: Mapping[str, Counter[str]]) -> dict[str, frozenset[str]]:
    """Return the forms of the single words that labels are or end in, by key: there they are nouns."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for name, labels in spellings.items():
        for head in (label.rpartition(" ")[2] for label in labels if name.isascii()):
            forms[key(head)].add(form(head))
    return {name: frozenset(found) for name, found in forms.items() if " " not in name and name not in COMPOUNDS}


def _label_keys(papers: Sequence[Paper], known: Acronyms) -> dict[str, dict[str, str]]:
    """Return slug -> label -> key of all that papers list, their acronyms written out."""
    labels = {paper.slug: [*map(acronyms.named, (*paper.keywords, *paper.without))] for paper in papers}
    forms = {paper.slug: known.of(paper.slug) for paper in papers}
    # What has no capital inside has no acronym: it is the same thing in every paper.
    asked = {(label, "" if label[1:].islower() else slug): forms[slug] for slug in labels for label in labels[slug]}
    found = dict(zip(asked, keys([label for label, _ in asked], list(asked.values())), strict=True))
    return {
        slug: {label: found[label, "" if label[1:].islower() else slug] for label in own}
        for slug, own in labels.items()
    }


def _folded(labels: Iterable[str], keys: Mapping[str, str], folding: Folding) -> dict[str, str]:
    """Return key -> label, each key once, in order."""
    found: dict[str, str] = {}
    for label in map(acronyms.named, labels):
        if name := folding.fold(keys[label]):
            found.setdefault(name, label)
    return found


def _counted(matches: Matches, listed: Iterable[str], left_out: Iterable[str]) -> dict[str, float]:
    """Return what counts for a paper: its matches, and its own list as if in the title where the text lacks it."""
    counts = dict(matches.counts)
    for name in listed:
        counts.setdefault(name, TITLE)
    for name in left_out:
        counts.pop(name, None)
    return counts
