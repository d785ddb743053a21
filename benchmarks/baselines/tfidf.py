"""Cosine of TF-IDF over stems: the usual way to find similar texts.

References
----------
Salton, G., Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
doi:10.1016/0306-4573(88)90021-0
"""

from collections.abc import Sequence
from typing import Any

from benchmarks.baselines import Near, ranking, stems


def nearest(texts: Sequence[str], top: int) -> Near:
    """Return for each text the `top` most similar others."""
    matrix = weights(texts)
    return ranking.nearest(matrix, matrix, top)


def weights(texts: Sequence[str]) -> Any:
    """Return a sparse matrix of texts and stems with rows of length 1.

    A weight is (1 + ln tf) * (ln((1 + texts) / (1 + texts with the stem)) + 1).
    """
    import numpy

    matrix = stems.counts(texts)
    rarity = numpy.log((1 + len(texts)) / (1 + stems.spread(matrix))) + 1
    matrix = stems.weighted(matrix, (1 + numpy.log(matrix.data)) * rarity[matrix.indices])
    rows = stems.row_of(matrix)
    length = numpy.sqrt(numpy.bincount(rows, matrix.data**2, minlength=len(texts)))
    return stems.weighted(matrix, matrix.data / length[rows])
