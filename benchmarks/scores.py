"""The measures of `benchmarks.quality`: percent, means over the papers that have something to find; agreement of
groups from 0 to 1."""

import math
import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from functools import lru_cache

from generator.text import stem


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
    return dict.fromkeys(name for name in map(norm, phrases) if name)


@lru_cache(maxsize=200_000)
def norm(phrase: str) -> str:
    """Return the stems of a phrase: two keywords are one when these are the same."""
    words = re.findall(r"[\w+#./]+", phrase.lower())
    return " ".join(stem(word) for word in words if word != ".")


def agreement(one: Sequence[Hashable], other: Sequence[Hashable]) -> tuple[float, float]:
    """Return the normalised mutual information (by the mean of the entropies) and the adjusted Rand index of two
    groupings of the same things, 1 when they are the same.

    >>> agreement("aabb", "xxyy")
    (1.0, 1.0)

    References
    ----------
    Strehl, A., Ghosh, J. (2002). Cluster ensembles. doi:10.1162/153244303321897735
    Hubert, L., Arabie, P. (1985). Comparing partitions. doi:10.1007/BF01908075
    """
    together = Counter(zip(one, other, strict=True))
    rows, columns = Counter(one), Counter(other)
    number = len(one)
    shared = sum(both / number * math.log(both * number / (rows[a] * columns[b])) for (a, b), both in together.items())
    mean = (_entropy(rows) + _entropy(columns)) / 2
    pairs, in_rows, in_columns = (
        sum(math.comb(size, 2) for size in part.values()) for part in (together, rows, columns)
    )
    expected = in_rows * in_columns / max(1, math.comb(number, 2))
    most = (in_rows + in_columns) / 2
    return (shared / mean if mean else 1.0), ((pairs - expected) / (most - expected) if most != expected else 1.0)


def _entropy(groups: Counter[Hashable]) -> float:
    number = groups.total()
    return -sum(size / number * math.log(size / number) for size in groups.values())
