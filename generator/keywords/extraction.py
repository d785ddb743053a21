"""Keywords for papers that are born: candidates from their texts, ranked, the best of them chosen."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from generator.keywords import acronyms, candidates, foreign, rank, selection
from generator.keywords.acronyms import Acronyms
from generator.keywords.keys import key
from generator.keywords.rank import Document, Statistics
from generator.keywords.spelling import Spellings
from generator.keywords.vocabulary import Folding
from generator.papers import Paper, Vocabulary

ENOUGH = 4000
"""Papers that are read for statistics at most: more change no keyword worth the time."""


def extract(
    papers: Sequence[Paper], others: Sequence[Paper] = (), vocabulary: Vocabulary | None = None, top: int = 10
) -> dict[str, tuple[str, ...]]:
    """Return for each paper's slug its keywords, best first, at most `top`.

    A paper that has keywords keeps them in front; the rest comes from its text. What is rare is counted over `papers`
    and `others`. One keyword has one spelling: the curator's, else that of the other papers' lists, else the texts'
    most frequent. The order of the papers does not matter.
    """
    wanted = sorted(papers, key=lambda paper: paper.slug)
    library = _library(wanted, others)
    folding = Folding.of(vocabulary or Vocabulary())
    given = _given_labels([*wanted, *others], folding)
    other_tongue = [paper for paper in library if foreign.is_foreign(_text(paper))]
    slugs = {paper.slug for paper in other_tongue}
    english = [paper for paper in library if paper.slug not in slugs]
    found = _english(english, {paper.slug for paper in wanted}, given, folding, top)
    found.update(foreign.extract({paper.slug: (paper.title, paper.abstract) for paper in other_tongue}, top))
    return {paper.slug: _listed(paper, found.get(paper.slug, []), given, folding, top) for paper in wanted}


def _library(wanted: Sequence[Paper], others: Iterable[Paper]) -> list[Paper]:
    slugs = {paper.slug for paper in wanted}
    rest = sorted((paper for paper in others if paper.slug not in slugs), key=lambda paper: paper.slug)
    room = max(0, ENOUGH - len(wanted))
    step = max(1, -(-len(rest) // room)) if room else len(rest) + 1
    return sorted([*wanted, *rest[::step]], key=lambda paper: paper.slug)


def _text(paper: Paper) -> str:
    return f"{paper.title}. {paper.abstract}"


def _given_labels(papers: Iterable[Paper], folding: Folding) -> dict[str, str]:
    """Return key -> label for the keywords that papers list, in their most frequent spelling; the curator's wins."""
    forms: dict[str, Counter[str]] = {}
    for paper in papers:
        for label in paper.keywords:
            label = acronyms.named(label)
            forms.setdefault(folding.fold(key(label)), Counter())[label] += 1
    labels = {name: min(form, key=lambda label: (-form[label], label)) for name, form in forms.items()}
    return {**labels, **folding.labels}


def _english(
    papers: Sequence[Paper], wanted: set[str], given: Mapping[str, str], folding: Folding, top: int
) -> dict[str, list[str]]:
    if not papers:
        return {}
    known = acronyms.collect((paper.slug, _text(paper)) for paper in papers)
    long_forms = known.long_forms()
    joined = candidates.compounds(map(_text, papers))
    documents = rank.trimmed([_document(paper, known, joined) for paper in papers], long_forms)
    counts = Statistics.of(documents, long_forms)
    chosen = {
        document.slug: selection.select(rank.candidates(document, counts), counts, top)
        for document in documents
        if document.slug in wanted
    }
    spellings = Spellings(definitions=known.written)
    keys = {best.key for row in chosen.values() for best in row}
    for document in documents:
        spellings.read(document.chunks, keys)
    return {
        slug: [given.get(folding.fold(best.key)) or spellings.label(best.key) for best in row]
        for slug, row in chosen.items()
    }


def _document(paper: Paper, known: Acronyms, joined: Collection[tuple[str, str]]) -> Document:
    own = known.of(paper.slug)
    long_forms = frozenset(own.values())
    parts = [
        *candidates.chunks(candidates.tag_title(paper.title, paper.abstract), own, long_forms, joined, title=True),
        *candidates.chunks(candidates.tag(paper.abstract), own, long_forms, joined, title=False),
    ]
    return Document(paper.slug, parts, key(paper.title))


def _listed(
    paper: Paper, found: Iterable[str], given: Mapping[str, str], folding: Folding, top: int
) -> tuple[str, ...]:
    """Return the paper's own keywords and then the found ones, each keyword once, hidden ones left out."""
    without = {folding.fold(key(label)) for label in paper.without} | folding.hidden
    listed: dict[str, str] = {}
    for label in (*paper.keywords, *found):
        name = folding.fold(key(acronyms.named(label)))
        if name and name not in without:
            listed.setdefault(name, given.get(name, label))
    return tuple(listed.values())[:top]
