"""The nearest rows of a matrix, without ever holding all pairs."""

from typing import Any

from benchmarks.baselines import Near

_ROWS = 512


def nearest(queries: Any, documents: Any, top: int) -> Near:
    """Return for each query row the `top` document rows with the largest product, itself left out, ties by place."""
    import numpy

    found: Near = []
    for start in range(0, queries.shape[0], _ROWS):
        weights = queries[start : start + _ROWS] @ documents.T
        weights = weights.toarray() if hasattr(weights, "toarray") else weights
        weights[numpy.arange(len(weights)), numpy.arange(start, start + len(weights))] = -1
        order = numpy.argsort(-weights, axis=1, kind="stable")[:, :top]
        found += [
            [(other, float(weights[row, other])) for other in others if weights[row, other] > 0]
            for row, others in enumerate(order.tolist())
        ]
    return found


def unit(matrix: Any) -> Any:
    """Return a dense matrix with rows of length 1; empty rows stay empty."""
    import numpy

    length = numpy.sqrt((matrix * matrix).sum(axis=1, keepdims=True))
    return matrix / numpy.where(length > 0, length, 1)
