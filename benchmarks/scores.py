"""The measures of `benchmarks.quality`, in percent, means over the papers that have something to find."""

import math
import re
from collections.abc import Collection, Iterable, Sequence

from generator.text import stem


def both_ways(citations: Iterable[Sequence[int]], papers: int) -> list[set[int]]:
    """Return for each paper those that it cites or that cite it."""
    found: list[set[int]] = [set() for _ in range(papers)]
    for citing, cited in citations:
        found[citing].add(cited)
        found[cited].add(citing)
    return found


def recall(wanted: Sequence[Collection[int]], found: Sequence[Sequence[int]], first: int) -> float:
    """Return the mean share of the wanted papers among the first found.

    >>> recall([{1, 2}, {0}, set()], [[1, 0], [2], []], 10)
    25.0
    """
    shares = [len(set(got[:first]) & set(want)) / len(want) for want, got in zip(wanted, found, strict=True) if want]
    return 100 * sum(shares) / max(1, len(shares))


def ndcg(wanted: Sequence[Collection[int]], found: Sequence[Sequence[int]], first: int) -> float:
    """Return the mean normalised discounted cumulative gain of the first found.

    References
    ----------
    Järvelin, K., Kekäläinen, J. (2002). Cumulated gain-based evaluation of IR techniques. doi:10.1145/582415.582418
    """
    gains = [_ndcg(want, got[:first], first) for want, got in zip(wanted, found, strict=True) if want]
    return 100 * sum(gains) / max(1, len(gains))


def _ndcg(want: Collection[int], got: Sequence[int], first: int) -> float:
    gain = sum(1 / math.log2(place + 2) for place, paper in enumerate(got) if paper in want)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(first, len(want))))


def f1(wanted: Sequence[Sequence[str]], found: Sequence[Sequence[str]], first: int) -> float:
    """Return the micro-averaged F1 of the first found keywords, compared by their words' stems."""
    hits = given = expected = 0
    for want, got in zip(wanted, found, strict=True):
        gold = _stems(want)
        if gold:
            guess = list(dict.fromkeys(_stems(got)))[:first]
            hits += len(set(guess) & set(gold))
            given += len(guess)
            expected += len(gold)
    return 200 * hits / max(1, given + expected)


def _stems(phrases: Iterable[str]) -> dict[str, None]:
    keys = (" ".join(stem(word) for word in re.findall(r"[\w+#./]+", phrase.lower())) for phrase in phrases)
    return dict.fromkeys(name for name in keys if name)
