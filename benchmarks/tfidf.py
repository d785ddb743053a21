"""What `benchmarks.quality` compares with: cosine of TF-IDF over stems, the usual way to find similar texts."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from generator.keywords.words import STOP
from generator.text import stem

_ROWS = 512


def nearest(texts: Sequence[str], top: int) -> list[list[int]]:
    """Return for each text the places of the `top` most similar others.

    Weights are (1 + ln tf) * (ln((1 + texts) / (1 + texts with the stem)) + 1), stems of one text left out.
    """
    import numpy
    from scipy.sparse import csr_matrix

    counts = [
        Counter(stem(word) for word in re.findall(r"[a-z][a-z0-9]+", text.lower()) if word not in STOP)
        for text in texts
    ]
    papers = Counter(word for words in counts for word in words)
    column = {word: number for number, word in enumerate(sorted(word for word in papers if papers[word] > 1))}
    cells = [
        (row, column[word], (1 + math.log(tf)) * (math.log((1 + len(texts)) / (1 + papers[word])) + 1))
        for row, words in enumerate(counts)
        for word, tf in words.items()
        if word in column
    ]
    rows, columns, values = (numpy.array(side) for side in zip(*cells, strict=True))
    matrix = csr_matrix((values, (rows, columns)), shape=(len(texts), len(column)))
    length = numpy.sqrt(numpy.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix = csr_matrix(
        (matrix.data / numpy.repeat(length, numpy.diff(matrix.indptr)), matrix.indices, matrix.indptr),
        shape=matrix.shape,
    )
    found: list[list[int]] = []
    for start in range(0, len(texts), _ROWS):
        weights = (matrix[start : start + _ROWS] @ matrix.T).toarray()
        weights[numpy.arange(len(weights)), numpy.arange(start, start + len(weights))] = -1
        found += numpy.argsort(-weights, axis=1, kind="stable")[:, :top].tolist()
    return found
