"""Texts as counts of stems, for the methods that see a text as a bag of words."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from generator.keywords.words import STOP
from generator.text import stem


def counts(texts: Sequence[str]) -> Any:
    """Return a sparse matrix of texts and stems: how often each stands there.

    Stop words are left out, and stems of one text: they make no two texts similar.
    """
    import numpy
    from scipy.sparse import csr_matrix

    bags = [
        Counter(stem(word) for word in re.findall(r"[a-z][a-z0-9]+", text.lower()) if word not in STOP)
        for text in texts
    ]
    spread = Counter(word for bag in bags for word in bag)
    column = {word: number for number, word in enumerate(sorted(word for word in spread if spread[word] > 1))}
    cells = [(row, column[word], tf) for row, bag in enumerate(bags) for word, tf in bag.items() if word in column]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_matrix((numpy.array(values, float), (rows, columns)), shape=(len(texts), max(1, len(column))))


def spread(matrix: Any) -> Any:
    """Return in how many texts each stem stands."""
    import numpy

    return numpy.bincount(matrix.indices, minlength=matrix.shape[1])


def weighted(matrix: Any, values: Any) -> Any:
    """Return a matrix with the same cells and other values."""
    from scipy.sparse import csr_matrix

    return csr_matrix((values, matrix.indices, matrix.indptr), shape=matrix.shape)


def row_of(matrix: Any) -> Any:
    """Return the row of each cell."""
    import numpy

    return numpy.repeat(numpy.arange(matrix.shape[0]), numpy.diff(matrix.indptr))
