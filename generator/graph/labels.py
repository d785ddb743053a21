"""What could be a name of some papers: a keyword that most of them hold and few others do; two where none is enough."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.keywords.dull import FIELDS
from generator.keywords.library import can_explain, can_name, is_common, is_generic
from generator.papers import Keyword
from generator.text import stem

COVERAGE = 2.0
"""How much more it counts that a name covers its papers than that it is theirs alone."""
HALF = 0.5
"""The share of the papers that a keyword must cover before nothing needs to stand beside it."""
TWO = 0.92
"""What a name of two keywords keeps of its score: one is better where it covers nearly as much."""
ADDS = 0.1
"""The share of the papers that each of two must add."""
LETTERS = 54
"""A name of two is not longer."""
FEW = 10
"""Among so few papers, a keyword in one list may be the name."""
ASKED = 30
"""Keywords, best first, that are tried in pairs."""
OWN = 0.5
"""The share of its papers that must be among the named before a phrase of common words names them: "transfer learning",
"language models"."""
EVERYONE = 0.25
"""Where fewer of its papers are among them, it names nothing."""
_COMMON, _BESIDE = 0.6, 0.5
"""What a phrase of common words keeps of its score otherwise: alone, and beside another."""
_WORD, _WORD_BESIDE = 0.55, 0.8
"""What a single word keeps: alone, and beside another keyword."""
_MOST, _OURS = 0.6, 0.35
"""The shares of the named that hold a word, and of its holders that are among them, from which the word, beside a
keyword, says what they have in common: "attention". It needs no list of its own; it stands in so many listed phrases"""
FAMILY = 5
"""and is the noun of two of them."""
_INGREDIENT = 0.7
"""What a keyword keeps that is a whole science, or whose last word is a part of many methods and names no field."""
_INGREDIENTS = frozenset(
    map(
        stem,
        "algorithm annotation baseline cost dataset function head input label loss mask norm objective output "
        "parameter representation space strategy token vector weight".split(),
    )
)


@dataclass(frozen=True, slots=True)
class Name:
    """A possible name.

    keys: of its one or two keywords; score: its F, less where it says little; covers: the share of the named papers
    that hold it; owned: the share of its holders that are among them
    """

    text: str
    keys: tuple[str, ...]
    score: float
    covers: float
    owned: float


@dataclass(frozen=True, slots=True)
class _Part:
    key: str
    label: str
    holders: frozenset[str]
    inside: frozenset[str]
    """those of the holders that are to be named"""
    alone: float
    beside: float
    theme: bool


def ranked(
    papers: Collection[str],
    holders: Mapping[str, frozenset[str]],
    listed: Mapping[str, Sequence[str]],
    keywords: Mapping[str, Keyword],
    proper: Collection[str],
) -> list[Name]:
    """Return the names that papers could have, best first, ties by text.

    The score of a name is F = (1 + c) / (c/covers + 1/owned), with c = `COVERAGE`: neither what few of the papers hold
    nor what everyone holds is a good name.

    Parameters
    ----------
    papers: the papers to be named
    holders: keyword -> the papers whose text or list has it, of all that the named are told from
    listed: paper -> the keywords of its list; a name is in the lists of two of the papers at least, of one among `FEW`
    proper: what `proper` returns of the keywords
    """
    papers = frozenset(papers)
    each = [(_single(part, papers), part) for part in _parts(papers, holders, listed, keywords)]
    if not each:
        return []
    each.sort(key=lambda one: (-one[0].score, one[1].key))
    singles, parts = [name for name, _ in each], [part for _, part in each]
    alone = singles[0].covers >= HALF and " " in singles[0].keys[0]
    pairs = () if alone else _pairs(parts[:ASKED], papers, proper)
    return sorted((*singles, *pairs), key=lambda name: (-name.score, name.text))


def proper(keywords: Iterable[Keyword]) -> set[str]:
    """Return the words that labels write with a capital, and mostly so, where they do not begin: "Bayesian"."""
    written = Counter(word for keyword in keywords for word in keyword.label.split()[1:])
    return {word for word, times in written.items() if word[:1].isupper() and times > written[word.lower()]}


def halves(name: str) -> list[tuple[str, ...]]:
    """Return for each half of a name the labels that it may stand for.

    >>> halves("Multi-task and deep learning")
    [('Multi-task', 'Multi-task learning'), ('deep learning',)]
    """
    one, _, other = name.partition(" and ")
    return [(one, f"{one} {other.rpartition(' ')[2]}"), (other,)] if other else [(name,)]


def _parts(
    papers: frozenset[str],
    holders: Mapping[str, frozenset[str]],
    listed: Mapping[str, Sequence[str]],
    keywords: Mapping[str, Keyword],
) -> Iterator[_Part]:
    lists = Counter(name for slug in papers for name in set(listed.get(slug, ())))
    themes = _themes(papers, holders, lists, keywords)
    for name in sorted(themes | {name for name in lists if _may_name(name, lists[name], len(papers), keywords)}):
        own = holders[name]
        inside = own & papers
        if len(inside) >= min(3, max(2, len(papers) // 6), len(papers)):
            common = name not in themes and is_common(keywords[name].label) and len(inside) < OWN * len(own)
            if common and len(inside) < EVERYONE * len(own):
                continue
            broad = name in FIELDS or name.split()[-1] in _INGREDIENTS
            worth = _INGREDIENT if broad and name not in themes else 1.0
            alone, beside = (1.0, 1.0) if " " in name else (_WORD, 1.0 if name in themes else _WORD_BESIDE)
            yield _Part(
                name,
                keywords[name].label,
                own,
                inside,
                worth * alone * (_COMMON if common else 1.0),
                worth * beside * (_BESIDE if common else 1.0),
                name in themes,
            )


def _themes(
    papers: frozenset[str],
    holders: Mapping[str, frozenset[str]],
    lists: Mapping[str, int],
    keywords: Mapping[str, Keyword],
) -> set[str]:
    """Return the single words that say what most of the papers have in common, and few others."""
    families = Counter(word for name in lists if " " in name for word in name.split())
    heads = Counter(name.rpartition(" ")[2] for name in lists if " " in name)
    return {
        word
        for word in keywords.keys() & heads.keys()
        if families[word] >= FAMILY
        and heads[word] >= 2
        and len(papers) > FEW
        and can_explain(keywords[word].label)
        and len(holders[word] & papers) >= max(_MOST * len(papers), _OURS * len(holders[word]))
    }


def _may_name(name: str, times: int, papers: int, keywords: Mapping[str, Keyword]) -> bool:
    return times >= (2 if papers > FEW else 1) and name in keywords and _is_name(name, keywords[name].label)


def _is_name(name: str, label: str) -> bool:
    """Return whether a keyword could name a field: a phrase, or a word that is no acronym and not a common one."""
    if any(sign.isdigit() for sign in name) or len(name.split()) > 4 or not can_name(label):
        return False
    return " " in name or not (is_generic(name) or any(map(str.isupper, label[1:])))


def _single(part: _Part, papers: frozenset[str]) -> Name:
    return _scored(part.label, (part.key,), len(part.inside), len(part.holders), len(papers), part.alone)


def _pairs(parts: Sequence[_Part], papers: frozenset[str], proper: Collection[str]) -> Iterator[Name]:
    least = max(2.0, ADDS * len(papers))
    for one, other in combinations(parts, 2):
        if _added(one, other) < least or _added(other, one) < least:
            continue
        more, less = (one, other) if len(one.inside) >= len(other.inside) else (other, one)
        text = _joined(more, less, proper)
        if text and len(text) <= LETTERS:
            worth = TWO * (one.beside + other.beside) / 2
            inside, holders = len(one.inside | other.inside), len(one.holders | other.holders)
            yield _scored(text, (more.key, less.key), inside, holders, len(papers), worth)


def _added(one: _Part, other: _Part) -> int:
    """Return how many of the papers one brings to a name beside another; beside a theme it need bring nothing new."""
    return len(one.inside if other.theme else one.inside - other.inside)


def _joined(one: _Part, other: _Part, proper: Collection[str]) -> str:
    """Return two labels as one name, "Multi-task and self-supervised learning" where they end alike; "" where they
    share other words."""
    shared = set(one.key.split()) & set(other.key.split())
    if not shared:
        return f"{one.label} and {_lower(other.label, proper)}"
    head = one.label.rpartition(" ")[2]
    alike = head == other.label.rpartition(" ")[2] and shared == {one.key.rpartition(" ")[2]}
    return f"{one.label.rpartition(' ')[0]} and {_lower(other.label, proper)}" if alike and " " in one.label else ""


def _scored(text: str, keys: tuple[str, ...], inside: int, holders: int, papers: int, worth: float) -> Name:
    """Return a name with its score; inside: how many of its holders are among the papers to be named."""
    score = worth * (1 + COVERAGE) * inside / (holders + COVERAGE * papers)
    return Name(_begun(text), keys, round(score, 9), inside / papers, inside / holders)


def _begun(text: str) -> str:
    """Return a name with a capital, as a curator's own keywords may have none.

    >>> _begun("speech recognition"), _begun("k-means clustering"), _begun("mRNA folding")
    ('Speech recognition', 'k-means clustering', 'mRNA folding')
    """
    first = text.split(" ", 1)[0]
    plain = first.islower() and first.replace("-", "").isalpha() and first[1:2] != "-"
    return text[:1].upper() + text[1:] if plain else text


def _lower(label: str, proper: Collection[str]) -> str:
    """Return a label as it stands inside a name: "Code generation" small, "GPT-4" and "Bayesian" as they are."""
    first = label.split()[0]
    return label if first in proper or any(map(str.isupper, first[1:])) else label[:1].lower() + label[1:]
