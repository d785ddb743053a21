"""Rules by which two keywords are spelled like one: each yields pairs of keys with a reason and how sure it is.

`sure` is 0..1: the share of pairs of that kind which a curator would merge, judged on the demo. A rule sees only forms
and counts; what two keywords' papers have in common is weighed in `merges`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, permutations

from rapidfuzz.distance import OSA

from generator.keywords import acronyms
from generator.keywords.keys import key
from generator.keywords.words import PREFIXES
from generator.papers import Keyword, Paper


@dataclass(frozen=True, slots=True)
class Alike:
    """Two keys that may be one keyword. `into`: the one that stays whatever the counts, "" where counts decide.

    company: how much company the two must share, 0..1, before this counts at all
    """

    one: str
    other: str
    why: str
    sure: float
    into: str = ""
    company: float = 0.0


Company = Callable[[str, str], float]
Keywords = Mapping[str, Keyword]


def by_acronym(keywords: Keywords, papers: Iterable[Paper]) -> Iterator[Alike]:
    """Yield acronyms with their long forms: as papers define them, else as the initials say.

    An acronym that papers define in two ways is none.
    """
    defined: defaultdict[str, set[str]] = defaultdict(set)
    for paper in papers:
        for short, long in acronyms.definitions(f"{paper.title}. {paper.abstract}").items():
            defined[short].add(key(long))
    initials: defaultdict[str, list[str]] = defaultdict(list)
    for name, keyword in keywords.items():
        if len(letters := _initials(keyword.label)) > 2:
            initials[letters].append(name)
    for name, keyword in sorted(keywords.items()):
        short = acronyms.singular(keyword.label)
        if " " in short or not re.fullmatch(r"[A-Z][A-Za-z]*[A-Z]", short):
            continue
        longs = defined.get(short, set())
        if len(longs) == 1 and (long := next(iter(longs))) in keywords and long != name:
            yield Alike(name, long, "acronym, as a paper defines it", 0.95, into=_better(name, long, keywords))
        elif not longs and len(found := initials.get(short.upper(), [])) == 1 and found[0] != name:
            sure = 0.8 if min(len(keywords[each].papers) for each in (name, found[0])) > 1 else 0.6
            yield Alike(name, found[0], "acronym, by its initials", sure, into=_better(name, found[0], keywords))


FAMOUS = 4
"""How many times as many papers list an acronym as its long form before it is the better label: "BERT"."""


def _better(short: str, long: str, keywords: Keywords) -> str:
    return short if keywords[short].listed >= FAMOUS * max(1, keywords[long].listed) else long


def _initials(label: str) -> str:
    words = re.findall(r"[^\W\d_]+", label)
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


def by_join(keywords: Keywords) -> Iterator[Alike]:
    """Yield keywords that differ by where words are joined: "fine tuning", "finetuning"."""
    for names in groups(keywords, lambda _, keyword: joined(keyword.label)):
        yield from pairs(names, "the same but for a space or hyphen", 0.95)


def joined(label: str) -> str:
    """Return a label without case, number and all that is no letter."""
    return re.sub(r"[\W_]", "", label.lower()).removesuffix("s")


def by_ending(keywords: Keywords) -> Iterator[Alike]:
    """Yield labels that differ by the ending of one word: number or a noun's form, where the stemmer sees two words."""
    for names in groups(keywords, _endless):
        yield from pairs(names, "another ending of one word", 0.8)


_ENDINGS = (
    (r"(?<=\w{4})ies$", "y"),
    (r"(?<=\w{3})([xs])es$", r"\1"),
    (r"(?<=\w{3})ices$", "ix"),
    (r"(?<=\w{3})ices$", "ex"),
    (r"(?<=\w{4})i$", "us"),
    (r"(?<=\w{4})ae$", "a"),
)


def _endless(_: str, keyword: Keyword) -> str:
    words = []
    for word in re.findall(r"\w+", keyword.label.lower()):
        for ending, instead in _ENDINGS:
            if re.search(ending, word):
                word = re.sub(ending, instead, word)
                break
        words.append(word)
    return key(" ".join(words))


LONG = 7
"""Letters that a mistyped word has at least: shorter words have too many neighbours."""
RARELY = 2
"""Papers that hold a mistyped word at most;"""
RIGHT = 5
"""so many times as many hold the right one at least."""


def by_typing(keywords: Keywords, known: Mapping[str, int]) -> Iterator[Alike]:
    """Yield labels with one letter wrong in one word that texts hardly know; `known`: how many hold each word."""
    for names in _gapped(keywords):
        plain = [name for name in names if not re.search(r"\w[A-Z]", keywords[name].label)]
        for one, other in permutations(plain, 2):
            wrong, right = _differing(one, other)
            if wrong and known.get(wrong, 0) <= RARELY and known.get(right, 0) >= RIGHT * max(1, known.get(wrong, 0)):
                yield Alike(one, other, "one letter apart", 0.85, into=other)


def _gapped(keywords: Keywords) -> Iterator[list[str]]:
    """Yield keys that are the same but for one long word."""
    rows: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(keywords):
        words = name.split()
        for at, word in enumerate(words):
            if len(word) >= LONG - 1 and word.isalpha():
                rows[(*words[:at], "", word[:3], *words[at + 1 :])].append(name)
    yield from (names for names in rows.values() if len(names) > 1)


def _differing(one: str, other: str) -> tuple[str, str]:
    """Return the two words in which phrases differ, if by one letter inside and not by a prefix; else none."""
    apart = [pair for pair in zip(one.split(), other.split()) if pair[0] != pair[1]]
    # What differs at its end is another form of the word, or another word.
    if len(apart) != 1 or apart[0][0][-1] != apart[0][1][-1] or OSA.distance(*apart[0], score_cutoff=1) != 1:
        return "", ""
    short, long = sorted(apart[0], key=len)
    return ("", "") if any(long == prefix + short for prefix in (*PREFIXES, "a", "un", "in", "non")) else apart[0]


def groups(keywords: Keywords, form: Callable[[str, Keyword], str]) -> Iterator[list[str]]:
    """Yield the keys that a form makes the same, where there are several."""
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for name, keyword in sorted(keywords.items()):
        rows[form(name, keyword)].append(name)
    yield from (names for names in rows.values() if len(names) > 1)


def pairs(names: Iterable[str], why: str, sure: float) -> Iterator[Alike]:
    """Return all pairs of keys, each for the same reason."""
    return (Alike(one, other, why, sure) for one, other in combinations(names, 2))
