"""The keywords as readers meet them: label, address, papers, neighbours. Labels and addresses are pinned at first
sight."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import blake2b

from generator.keywords import library
from generator.keywords.library import Reading
from generator.papers import Keyword, Paper, Slug, State
from generator.text import RESERVED, slugify

RELATED = 8
"""Keywords that most often stand with a keyword: named at most."""
TELLING = 12
"""Terms of a paper, heaviest first, that count as standing together."""


def entries(
    papers: Sequence[Paper],
    reading: Reading,
    terms: Mapping[str, Mapping[str, float]],
    reasons: Iterable[str],
    state: State,
) -> dict[str, Keyword]:
    """Return the keywords that pages list, that have a page or that are a reason, by key, in order of keys."""
    holders: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for slug, weights in terms.items():
        for name, weight in weights.items():
            holders[name][slug] = weight
    for slug, own in reading.listed.items():
        for name in own:
            # What every paper holds weighs nothing, and is listed all the same.
            holders[name].setdefault(slug, 0.0)
    named = {name for name in reading.folding.labels if name in holders and name not in reading.folding.hidden}
    wanted = sorted({*reading.spellings, *reasons, *named})
    labels = _labels(papers, reading, wanted, state)
    listing = {name: {slug for slug in holders[name] if name in reading.listed[slug]} for name in wanted}
    paged = {name for name in wanted if len(listing[name]) >= 2 or name in reading.folding.labels}
    slugs = _slugs(labels, paged, state)
    beside = _beside(terms, paged)
    short: defaultdict[str, list[str]] = defaultdict(list)
    for acronym, long in reading.acronyms.library.items():
        short[long].append(acronym)
    return {
        name: Keyword(
            key=name,
            label=labels[name],
            slug=slugs[name],
            papers=_holders(holders[name], listing[name]),
            listed=len(listing[name]),
            variants=_variants(name, labels[name], reading, short.get(name, ())),
            definition=reading.folding.definitions.get(name, ""),
            has_page=name in paged,
            related=beside.get(name, ()),
        )
        for name in wanted
    }


def _labels(papers: Sequence[Paper], reading: Reading, wanted: Collection[str], state: State) -> dict[str, str]:
    """Return key -> label: the curator's, else the pinned one, else the most frequent."""
    found = library.labels(reading, papers, wanted)
    pinned = {name: memory.label for name, memory in state.keywords.items() if name not in reading.folding.labels}
    return {name: pinned.get(name) or found.get(name, name) for name in wanted}


def _holders(weights: Mapping[str, float], listing: Collection[str]) -> tuple[Slug, ...]:
    return tuple(
        Slug(slug) for slug in sorted(weights, key=lambda slug: (slug not in listing, -round(weights[slug], 9), slug))
    )


def _variants(name: str, label: str, reading: Reading, short: Iterable[str]) -> tuple[str, ...]:
    """Return the other spellings of a keyword: as typed in keywords.toml, as pages list it, as an acronym."""
    forms = {*reading.folding.typed.get(name, ()), *reading.spellings.get(name, ()), *short}
    folded: dict[str, str] = {}
    for form in sorted(forms):
        folded.setdefault(form.casefold(), form)
    return tuple(form for small, form in sorted(folded.items()) if small != label.casefold())


def _slugs(labels: Mapping[str, str], paged: Collection[str], state: State) -> dict[str, Slug]:
    """Return key -> slug: pinned ones stay, others are free and not reserved; keywords with a page choose first."""
    slugs = {name: state.keywords[name].slug for name in labels if name in state.keywords}
    taken = {memory.slug for memory in state.keywords.values()}
    for name in sorted(labels, key=lambda name: (name not in paged, name)):
        if name not in slugs:
            slugs[name] = free_slug(labels[name], taken, "keyword", name)
            taken.add(slugs[name])
    return slugs


def free_slug(label: str, taken: Collection[str], kind: str, name: str) -> Slug:
    """Return the label's slug, with `-2` and so on where it is taken; `<kind>-<hash>` where it has no ASCII letter."""
    base = slugify(label) or f"{kind}-{blake2b(name.encode(), digest_size=4).hexdigest()}"
    slug, number = base, 1
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{base}-{number}"
    return Slug(slug)


def _beside(terms: Mapping[str, Mapping[str, float]], paged: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return for each keyword with a page those that stand with it most often for how frequent they are."""
    papers: Counter[str] = Counter()
    pairs: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for weights in terms.values():
        telling = sorted(
            (name for name in weights if name in paged), key=lambda name: (-round(weights[name], 9), name)
        )[:TELLING]
        papers.update(telling)
        for name in telling:
            pairs[name].update(telling)
    found = {}
    for name, counter in pairs.items():
        scores = {other: round(count / papers[other] ** 0.5, 9) for other, count in counter.items() if other != name}
        found[name] = tuple(sorted(scores, key=lambda other: (-scores[other], other))[:RELATED])
    return found
