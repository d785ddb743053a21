"""What could be a name of some papers: a keyword that most of them hold and few others do; two where none is enough."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.keywords.library import can_name, is_generic
from generator.papers import Keyword
from generator.text import stem

HALF = 0.5
"""The share of the papers that a keyword must cover before nothing needs to stand beside it."""
TWO = 0.85
"""What a name of two keywords keeps of its score: one is better where it covers nearly as much."""
ADDS = 0.1
"""The share of the papers that each of two must add."""
LETTERS = 44
"""A name of two is not longer."""
FEW = 10
"""Among so few papers, a keyword in one list may be the name."""
ASKED = 30
"""Keywords, best first, that are tried in pairs."""
OWN = 0.6
"""The share of its papers that must be among the named before a phrase of common words names them: "transfer learning",
"language models"."""
EVERYONE = 0.25
"""Where fewer of its papers are among them, it names nothing."""
_COMMON, _BESIDE = 0.6, 0.5
"""What a phrase of common words keeps of its score otherwise: alone, and beside another."""
_WORD = 0.55
"""What a single word keeps."""
_INGREDIENT = 0.7
"""What a keyword keeps whose last word is a part of many methods and the name of no field."""
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

    keys: of its one or two keywords; score: its F1, less where it says little; covers: the share of the named papers
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
    alone: float
    beside: float


def ranked(
    papers: Collection[str],
    holders: Mapping[str, frozenset[str]],
    listed: Mapping[str, Sequence[str]],
    keywords: Mapping[str, Keyword],
) -> list[Name]:
    """Return the names that papers could have, best first, ties by text.

    The score of a name is F1 = 2 / (1/covers + 1/owned): neither what few of the papers hold nor what everyone holds is
    a good name.

    Parameters
    ----------
    papers: the papers to be named
    holders: keyword -> the papers whose text or list has it, of all that the named are told from
    listed: paper -> the keywords of its list; a name is in the lists of two of the papers at least, of one among `FEW`
    """
    papers = frozenset(papers)
    parts = sorted(_parts(papers, holders, listed, keywords), key=lambda part: (-_single(part, papers).score, part.key))
    singles = [_single(part, papers) for part in parts]
    if not singles:
        return []
    pairs = _pairs(parts[:ASKED], papers) if singles[0].covers < HALF else ()
    return sorted((*singles, *pairs), key=lambda name: (-name.score, name.text))


def _parts(
    papers: frozenset[str],
    holders: Mapping[str, frozenset[str]],
    listed: Mapping[str, Sequence[str]],
    keywords: Mapping[str, Keyword],
) -> Iterator[_Part]:
    lists = Counter(name for slug in papers for name in set(listed.get(slug, ())))
    for name in sorted(lists):
        if (
            lists[name] < (2 if len(papers) > FEW else 1)
            or name not in keywords
            or not _is_name(name, keywords[name].label)
        ):
            continue
        own = holders.get(name, frozenset())
        inside = len(own & papers)
        if inside >= min(3, max(2, len(papers) // 6), len(papers)):
            common = is_generic(name) and inside < OWN * len(own)
            if common and inside < EVERYONE * len(own):
                continue
            worth = (_WORD if " " not in name else 1.0) * (_INGREDIENT if name.split()[-1] in _INGREDIENTS else 1.0)
            yield _Part(
                name,
                keywords[name].label,
                own,
                worth * (_COMMON if common else 1.0),
                worth * (_BESIDE if common else 1.0),
            )


def _is_name(name: str, label: str) -> bool:
    """Return whether a keyword could name a field: a phrase, or a word that is no acronym and not a common one."""
    if any(sign.isdigit() for sign in name) or len(name.split()) > 4 or not can_name(label):
        return False
    return " " in name or not (is_generic(name) or any(map(str.isupper, label[1:])))


def _single(part: _Part, papers: frozenset[str]) -> Name:
    return _scored(part.label, (part.key,), part.holders, papers, part.alone)


def _pairs(parts: Sequence[_Part], papers: frozenset[str]) -> Iterator[Name]:
    least = max(2.0, ADDS * len(papers))
    for one, other in combinations(parts, 2):
        more, less = (one, other) if len(one.holders & papers) >= len(other.holders & papers) else (other, one)
        text = f"{more.label} and {_lower(less.label)}"
        if len(text) > LETTERS or set(one.key.split()) & set(other.key.split()):
            continue
        if min(len((one.holders - other.holders) & papers), len((other.holders - one.holders) & papers)) >= least:
            worth = TWO * (one.beside + other.beside) / 2
            yield _scored(text, (more.key, less.key), one.holders | other.holders, papers, worth)


def _scored(text: str, keys: tuple[str, ...], holders: frozenset[str], papers: frozenset[str], worth: float) -> Name:
    inside = len(holders & papers)
    score = worth * 2 * inside / (len(holders) + len(papers))
    return Name(text, keys, round(score, 9), inside / len(papers), inside / len(holders))


def _lower(label: str) -> str:
    """Return a label as it stands inside a name: "Code generation" small, "GPT-4" and "Bayesian" as they are."""
    first = label.split()[0]
    return label if any(map(str.isupper, first[1:])) else label[:1].lower() + label[1:]
