"""RAKE: what stands between stop words and punctuation, by how many words stand with its words.

References
----------
Rose, S., Engel, D., Cramer, N., Cowley, W. (2010). Automatic keyword extraction from individual documents.
doi:10.1002/9780470689646.ch1
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.keywords.words import STOP

LONGEST = 4
"""Words of a keyword at most."""


def keywords(texts: Sequence[str], top: int) -> list[list[str]]:
    """Return for each text its `top` phrases by the sum of their words' degree / frequency, ties in order."""
    return [_best(list(_phrases(text)), top) for text in texts]


def _best(phrases: Sequence[tuple[str, ...]], top: int) -> list[str]:
    frequency = Counter(word for phrase in phrases for word in phrase)
    degree: Counter[str] = Counter()
    for phrase in phrases:
        for word in phrase:
            degree[word] += len(phrase)
    score = {phrase: sum(degree[word] / frequency[word] for word in phrase) for phrase in phrases}
    return [" ".join(phrase) for phrase in sorted(score, key=lambda phrase: -score[phrase])[:top]]


def _phrases(text: str) -> Iterator[tuple[str, ...]]:
    for piece in re.split(r"[^\w\s'’/+#-]+", text.lower()):
        run: list[str] = []
        for word in [*piece.split(), ""]:
            if word and word not in STOP and any(map(str.isalpha, word)):
                run.append(word)
            elif run:
                if len(run) <= LONGEST:
                    yield tuple(run)
                run = []
