"""BM25 with a whole text as the query, k1 = 1.2, b = 0.75.

References
----------
Robertson, S., Zaragoza, H. (2009). The probabilistic relevance framework: BM25 and beyond. doi:10.1561/1500000019
"""

from collections.abc import Sequence

from benchmarks.baselines import Near, ranking, stems

K1 = 1.2
B = 0.75


def nearest(texts: Sequence[str], top: int) -> Near:
    """Return for each text the `top` others with the highest score; a stem of the query counts once."""
    import numpy

    counts = stems.counts(texts)
    rows, spread = stems.row_of(counts), stems.spread(counts)
    length = numpy.bincount(rows, counts.data, minlength=len(texts))
    rarity = numpy.log(1 + (len(texts) - spread + 0.5) / (spread + 0.5))
    norm = K1 * (1 - B + B * length / (length.mean() or 1))
    scores = counts.data * (K1 + 1) / (counts.data + norm[rows]) * rarity[counts.indices]
    return ranking.nearest(stems.weighted(counts, numpy.ones_like(counts.data)), stems.weighted(counts, scores), top)
