"""YAKE, by its authors' own package: `pip install sitegen[benchmarks]`.

References
----------
Campos, R., et al. (2020). YAKE! Keyword extraction from single documents using multiple local features.
doi:10.1016/j.ins.2019.09.013
"""

from collections.abc import Sequence
from importlib.util import find_spec


def is_installed() -> bool:
    """Return whether the package is there."""
    return find_spec("yake") is not None


def keywords(texts: Sequence[str], top: int) -> list[list[str]]:
    """Return for each text its `top` keywords of at most 3 words, best first, with the package's own settings."""
    import yake

    extractor = yake.KeywordExtractor(lan="en", n=3, dedupLim=0.9, top=top)
    return [[phrase for phrase, _ in extractor.extract_keywords(text)] for text in texts]
