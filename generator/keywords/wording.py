"""Rules by which two keywords are one thing in other words; what they yield is as in `likeness`."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from generator.keywords.keys import key
from generator.keywords.likeness import Alike, Keywords, groups, joined
from generator.papers import Keyword


def by_order(keywords: Keywords) -> Iterator[Alike]:
    """Yield phrases of the same words: sure where the last one is the same ("large pre-trained", "pre-trained large")
    or one only turns an "of" around; not where one is an act and the other what it makes ("model merging", "merged
    model")."""
    for names in groups(keywords, _bag):
        for one, other in combinations(names, 2):
            turned = (" of " in one) != (" of " in other)
            if turned or one.split()[-1] == other.split()[-1]:
                yield Alike(one, other, "the same words in another order", 0.85)
            elif _words(keywords[one].label) == _words(keywords[other].label):
                yield Alike(one, other, "the same words in another order", 0.4)


def _words(label: str) -> list[str]:
    return sorted(word.removesuffix("s") for word in re.findall(r"\w+", label.lower()) if word not in _LINKING)


def _bag(name: str, _: Keyword) -> str:
    words = sorted(word for word in name.split() if word not in _LINKING)
    return " ".join(words) if len(words) > 1 else name


_LINKING = {"of", "in", "for", "the", "and"}


def by_word(keywords: Keywords) -> Iterator[Alike]:
    """Yield phrases that say the same with another word: "instruction tuning", "instruction fine-tuning"."""
    for words, sure in EQUAL:
        stems = [(key(word), word) for word in words]
        for name in sorted(keywords):
            for stem, word in stems:
                yield from (
                    Alike(name, instead, f'"{other}" for "{word}"', sure)
                    for other_stem, other in stems
                    if name.endswith(f" {stem}")
                    and stem < other_stem
                    and (instead := f"{name.removesuffix(stem)}{other_stem}") in keywords
                )


EQUAL: tuple[tuple[tuple[str, ...], float], ...] = (
    (("tuning", "fine-tuning"), 0.8),
    (("nets", "networks"), 0.9),
    (("data", "dataset", "corpus", "corpora"), 0.7),
    (("method", "approach", "technique", "strategy"), 0.6),
)
"""Last words that say the same of a thing, and how sure that is."""


NAME_HEADS = frozenset(
    "model models benchmark benchmarks dataset datasets algorithm algorithms method methods framework networks network "
    "series family".split()
)
ACT_HEADS = frozenset(
    "method methods technique techniques approach approaches algorithm algorithms task tasks problem problems "
    "procedure procedures".split()
)
_ACTS = re.compile(r".*(?:ion|ing|ment|sis|val|ance)s?")
COMPANY = 0.5


def by_head(keywords: Keywords) -> Iterator[Alike]:
    """Yield keywords that are another and a word that says little: "GLUE benchmark", "Fine-tuning methods".

    A name ("GLUE") stays itself with any of `NAME_HEADS`, an act ("segmentation") with any of `ACT_HEADS`. Of others
    ("Diffusion", "Diffusion models") the company decides.
    """
    for name, keyword in sorted(keywords.items()):
        rest, _, head = keyword.label.rpartition(" ")
        base, last = key(rest), rest.rpartition(" ")[2]
        if base not in keywords or base == name or joined(keywords[base].label) != joined(rest):
            continue
        if is_name(keywords[base].label) and head in NAME_HEADS:
            yield Alike(name, base, f'a name and "{head}"', 0.9, into=base)
        elif head in ACT_HEADS and _ACTS.fullmatch(last.lower()):
            # One common word ("evaluation methods") may be more than the act.
            yield Alike(name, base, f'an act and "{head}"', 0.75 if re.search("[ -]", rest) else 0.6, into=base)
        elif head in NAME_HEADS and _as_frequent(keyword, keywords[base]):
            yield Alike(name, base, f'the same and "{head}", in the same company', 0.6, into=name, company=COMPANY)


def _as_frequent(keyword: Keyword, base: Keyword) -> bool:
    """Return whether several papers list both, and few hold the bare word without the other."""
    return min(keyword.listed, base.listed) > 1 and len(base.papers) <= WIDER * len(keyword.papers)


WIDER = 3
"""How many times as many papers hold a bare word, at most, as hold it with a word that says little."""


def is_name(label: str) -> bool:
    """Return whether a label is one word that is spelled as a name: "GLUE", "LLaMA", "T5"."""
    return " " not in label and bool(re.search(r"\w[A-Z]|\d", label))


def by_frame(keywords: Keywords) -> Iterator[Alike]:
    """Yield acts that are another with "model" before it: "Model fine-tuning"."""
    for name, keyword in sorted(keywords.items()):
        if (base := name.removeprefix("model ")) != name and base in keywords and _ACTS.fullmatch(keyword.label):
            yield Alike(name, base, 'an act and "model" before it', 0.6, into=base)


def by_company(keywords: Keywords, least: float) -> Iterator[Alike]:
    """Yield phrases that share a word, to be weighed by their company.

    Not those of which one holds the other or that differ by a number: such are kept apart on purpose.
    """
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for name, keyword in sorted(keywords.items()):
        if keyword.listed >= 3:
            for word in set(name.split()):
                rows[word].append(name)
    seen = set[tuple[str, str]]()
    for names in rows.values():
        for at, one in enumerate(names if len(names) <= CROWD else ()):
            for other in names[at + 1 :]:
                if (one, other) not in seen and _may_be_one(one, other):
                    seen.add((one, other))
                    yield Alike(one, other, "in the same company, and never in one list", 0.3, company=least)


def _may_be_one(one: str, other: str) -> bool:
    first, second = set(one.split()), set(other.split())
    apart = first ^ second
    return not (first <= second or second <= first or any(map(str.isdigit, "".join(apart))))


CROWD = 60
"""Keywords with a word in common from which on that word says nothing."""
