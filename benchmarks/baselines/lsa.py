"""Latent semantic analysis: cosine in the space of the 200 largest singular values of TF-IDF.

References
----------
Deerwester, S., et al. (1990). Indexing by latent semantic analysis.
doi:10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9
Halko, N., Martinsson, P. G., Tropp, J. A. (2011). Finding structure with randomness. doi:10.1137/090771806
"""

from collections.abc import Sequence
from typing import Any

from benchmarks.baselines import Near, ranking, tfidf

DIMENSIONS = 200
SPARE = 10
"""Dimensions beyond, for accuracy;"""
ITERATIONS = 4
"""and powers."""


def nearest(texts: Sequence[str], top: int) -> Near:
    """Return for each text the `top` most similar others."""
    places = ranking.unit(_projected(tfidf.weights(texts)))
    return ranking.nearest(places, places, top)


def _projected(matrix: Any) -> Any:
    """Return the rows of a sparse matrix in the space of its largest singular values; seeded."""
    import numpy

    size = min(DIMENSIONS + SPARE, *matrix.shape)
    basis = numpy.random.default_rng(0).standard_normal((matrix.shape[1], size))
    for _ in range(ITERATIONS):
        basis, _ = numpy.linalg.qr(matrix @ basis)
        basis, _ = numpy.linalg.qr(matrix.T @ basis)
    basis, _ = numpy.linalg.qr(matrix @ basis)
    left, values, _ = numpy.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    return (basis @ left * values)[:, :DIMENSIONS]
