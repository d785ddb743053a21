"""How many papers there were in each year, as bars."""

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from generator import drawing, permalinks

_LONGEST = 25


def trend(years: Iterable[int | None], root: str) -> Markup:
    """Return papers a year as bars; years without papers stand between while the span is not too long to show."""
    counts = Counter(year for year in years if year is not None)
    if len(counts) < 2:
        return Markup("")
    first, last = min(counts), max(counts)
    shown = range(first, last + 1) if last - first < _LONGEST else sorted(counts)[-_LONGEST:]
    rows = [(str(year), counts[year], root + permalinks.year(year) if counts[year] else "") for year in shown]
    return drawing.bars(rows, named_by="trend-heading")
