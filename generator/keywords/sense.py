"""Whether the curator's words about keywords make sense: together, and for the papers that there are."""

import difflib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from generator.keywords import acronyms
from generator.keywords.acronyms import Acronyms
from generator.keywords.dictionary import Dictionary
from generator.keywords.keys import key
from generator.keywords.units import Forms, keys
from generator.keywords.vocabulary import Folding
from generator.papers import Paper, Vocabulary
from generator.report import Problem

ALIKE = 0.8
"""How alike two labels are at least, 0..1, before one is offered for the other."""


def contradictions(vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what the curator's words say against each other: circles, what is hidden and named, two spellings."""
    yield from _wordless(vocabulary)
    yield from _circles(vocabulary)
    yield from _hidden_and_named(vocabulary)
    yield from _two_spellings(vocabulary)


def _wordless(vocabulary: Vocabulary) -> Iterator[Problem]:
    for section, label in _named(vocabulary):
        if not key(label):
            line = vocabulary.lines.get((section, label), 0)
            yield Problem(vocabulary.path, line, f'"{label}" holds no word, so it matches nothing', "Take it out.")


def _named(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return section and text of all that is named."""
    named = {("prefer", text) for pair in vocabulary.prefer.items() for text in pair}
    return sorted(
        named | {("hide", text) for text in vocabulary.hide} | {("define", text) for text in vocabulary.define}
    )


def _circles(vocabulary: Vocabulary) -> Iterator[Problem]:
    steps = {key(variant): (variant, key(label)) for variant, label in sorted(vocabulary.prefer.items())}
    told: set[str] = set()
    for start in steps:
        way = [start]
        while (end := steps[way[-1]][1]) in steps and end not in way:
            way.append(end)
        if end == start and len(way) > 1 and told.isdisjoint(way):
            told.update(way)
            words = [steps[name][0] for name in (*way, start)]
            line = max(vocabulary.lines.get(("prefer", word), 0) for word in words)
            shown = " -> ".join(f'"{word}"' for word in words)
            yield Problem(vocabulary.path, line, f"prefer goes in a circle: {shown}", "Take one of these out.")


def _hidden_and_named(vocabulary: Vocabulary) -> Iterator[Problem]:
    folding = Folding.of(vocabulary)
    variants = {key(variant) for variant, label in vocabulary.prefer.items() if key(variant) != key(label)}
    preferred = {folding.fold(key(label)) for label in vocabulary.prefer.values()}
    defined = {folding.fold(key(label)) for label in vocabulary.define}
    for label in vocabulary.hide:
        end = folding.fold(key(label))
        whole = folding.labels.get(end, label)
        if key(label) in variants:
            what = f'"{label}" is hidden and is a variant of "{whole}", which is hidden with it'
        elif end in preferred:
            what = f'"{label}" is hidden, and variants fold into it'
        elif end in defined:
            what = f'"{label}" is hidden, so its definition is never shown'
        else:
            continue
        yield Problem(vocabulary.path, vocabulary.lines.get(("hide", label), 0), what, "Take it out of one of the two.")


def _two_spellings(vocabulary: Vocabulary) -> Iterator[Problem]:
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for label in (*vocabulary.prefer.values(), *vocabulary.define):
        spellings[key(label)].add(label)
    shown = Folding.of(vocabulary).labels
    for name, labels in sorted(spellings.items()):
        if len(labels) > 1 and name in shown:
            forms = " and ".join(f'"{label}"' for label in sorted(labels))
            line = max(vocabulary.lines.get((section, label), 0) for section in _SECTIONS for label in labels)
            yield Problem(
                vocabulary.path, line, f'{forms} are one keyword; "{shown[name]}" is shown', "Write it in one way."
            )


_SECTIONS = ("prefer", "define")


def unheld(vocabulary: Vocabulary, papers: Sequence[Paper], known: Collection[str]) -> Iterator[Problem]:
    """Yield the curator's keywords that no paper holds, neither in a text nor in a list; `known` are labels to offer.

    A keyword is held when one of its variants is. A variant that no paper holds does no harm: it is told only where
    another keyword is spelled nearly so, for then it is a slip.
    """
    texts = {text for _, text in _named(vocabulary) if key(text)}
    there = held(papers, texts)
    folding = Folding.of(vocabulary)
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        groups[folding.fold(key(text))].add(text)
    alive = {name for name, members in groups.items() if members & there}
    for section, text in _named(vocabulary):
        end = folding.fold(key(text))
        if text in there or text not in texts:
            continue
        hint = near_miss(text, [label for label in known if folding.fold(key(label)) != end])
        slip = section == "prefer" and text in vocabulary.prefer and bool(hint)
        if slip or (end not in alive and not (section == "prefer" and text in vocabulary.prefer)):
            line = vocabulary.lines.get((section, text), 0)
            yield Problem(
                vocabulary.path, line, f'{section} names "{text}", which no paper holds', hint or "Take it out."
            )


def abbreviated(vocabulary: Vocabulary, papers: Iterable[Paper]) -> Iterator[Problem]:
    """Yield what is named with an acronym that this library writes out: no paper's keyword is spelled so.

    That "LLM" is a variant of its own long form does no harm.
    """
    named = [(section, text) for section, text in _named(vocabulary) if _SHORT.search(text)]
    if not named:
        return
    known = acronyms.collect((paper.slug, f"{paper.title}. {paper.abstract}") for paper in papers)
    folding = Folding.of(vocabulary)
    for section, text in named:
        name = _written_key(text, known.library)
        if folding.fold(name) != folding.fold(key(text)):
            what = f'"{text}" is nowhere: papers\' acronyms are read as their long forms'
            hint = f'Write "{_written_out(text, known)}".'
            yield Problem(vocabulary.path, vocabulary.lines.get((section, text), 0), what, hint)


_SHORT = re.compile(r"[A-Z]\w*[A-Z]")


def _written_out(text: str, known: Acronyms) -> str:
    """Return a text with the library's acronyms replaced by their most frequent long forms."""

    def long(match: re.Match[str]) -> str:
        name = known.library.get(match[0]) or known.library.get(acronyms.singular(match[0]), "")
        forms = known.written.get(name)
        return min(forms, key=lambda form: (-forms[form], form)) if forms else match[0]

    return re.sub(r"\w+", long, text)


def held(papers: Iterable[Paper], labels: Collection[str]) -> set[str]:
    """Return the labels that some paper lists or has in its title or abstract, in whatever spelling."""
    papers = list(papers)
    text = "\n".join(f"{paper.title}\n{paper.abstract}\n" + "\n".join(paper.keywords) for paper in papers).casefold()
    # Most stand there as they are typed; only what is left is worth reading for word by word.
    found = {label for label in labels if re.search(rf"(?<!\w){re.escape(label.casefold())}(?!\w)", text)}
    names = {label: key(label) for label in sorted(set(labels) - found)}
    if not names:
        return found
    reader, there = Dictionary.of(sorted(set(names.values())), {}), set[str]()
    for paper in papers:
        there.update(map(key, paper.keywords))
    for matches in reader.read_all([(paper.title, paper.abstract) for paper in papers], [{}] * len(papers)):
        there.update(matches.counts)
    return found | {label for label, name in names.items() if name in there}


def near_miss(label: str, known: Iterable[str]) -> str:
    """Return a question with the label that was probably meant; "" where none is near."""
    small = {other.casefold(): other for other in sorted(known)}
    close = difflib.get_close_matches(label.casefold(), sorted(small), n=1, cutoff=ALIKE)
    return f'Did you mean "{small[close[0]]}"?' if close else ""


def without(papers: Sequence[Paper], vocabulary: Vocabulary, labels: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what a paper's `without` names and neither its list nor its text holds; `labels` are key -> label."""
    wanting = [paper for paper in papers if paper.without]
    if not wanting:
        return
    folding = Folding.of(vocabulary)
    known = acronyms.collect((paper.slug, f"{paper.title}. {paper.abstract}") for paper in papers)
    for paper in wanting:
        forms = known.of(paper.slug)
        named = {label: folding.fold(_written_key(label, forms)) for label in paper.without}
        reader = Dictionary.of(sorted({*named.values(), *labels}), folding.variants)
        there = {*reader.read(paper.title, paper.abstract, forms).counts}
        there |= {folding.fold(_written_key(label, forms)) for label in paper.keywords}
        for label, name in named.items():
            if name not in there:
                hint = near_miss(label, (labels[held] for held in there if held in labels))
                what = f'without names "{label}", which this paper does not hold'
                yield Problem(paper.path, paper.lines.get("without", 0), what, hint or "Take it out.")


def _written_key(label: str, forms: Forms) -> str:
    """Return a label's key with the paper's acronyms written out."""
    return keys([label], [forms])[0]
