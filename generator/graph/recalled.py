"""What an earlier build found of papers: of two papers that are as they were then, all that it found holds.

A paper changes for others' reasons, too: a keyword that one more paper holds weighs less in all that hold it.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from typing import Any

from generator.cut import Numbers
from generator.graph.compared import Told
from generator.graph.nearest import Known, Near
from generator.graph.neighbourhood import coded, uncoded
from generator.papers import Reason

_PERCENT = 1000
"""More than a share in percent."""


def recall(text: str, of: str, slugs: Sequence[str], stamps: Sequence[str]) -> tuple[Known, dict[int, Told]] | None:
    """Return the nearest of papers that are as they were, and what was told of two such papers, by their codes; None
    where nothing is known of them.

    text: what `text` returned; of: what the nearest depend on besides; stamps: what tells each paper from what it was
    """
    import numpy

    before = json.loads(text or "{}")
    if before.get("of") != of:
        return None
    number = {paper: at for at, paper in enumerate(zip(slugs, stamps, strict=True))}
    now = numpy.array(
        [number.get(paper, -1) for paper in zip(before["slugs"], before["stamps"], strict=True)], dtype=int
    )
    same = numpy.zeros(len(slugs), dtype=bool)
    same[now[now >= 0]] = True
    return Known(_near(before["near"], now, slugs), same), _told(before["told"], before["names"], now, len(slugs))


def _near(columns: Sequence[str], now: Any, slugs: Sequence[str]) -> Near:
    import numpy

    many, ends, shares = (_numbers(text, kind) for text, kind in zip(columns, "iid", strict=True))
    rows = numpy.repeat(now, many)
    fit = rows >= 0
    bounds = numpy.searchsorted(rows[fit], numpy.arange(len(slugs) + 1))
    return Near(slugs, bounds, now[ends[fit]], shares[fit])


def _told(columns: Sequence[str], names: Sequence[str], now: Any, papers: int) -> dict[int, Told]:
    import numpy

    ones, others, sure, totals, many, reasons = (
        _numbers(text, kind) for text, kind in zip(columns, "iiidii", strict=True)
    )
    kinds, at = numpy.unique(reasons, return_inverse=True)
    made = [Reason(names[kind // _PERCENT], kind % _PERCENT) for kind in kinds.tolist()]
    told = list(map(made.__getitem__, at.tolist()))
    parts = [tuple(told[start:end]) for start, end in pairwise([0, *numpy.cumsum(many).tolist()])]
    ones, others = now[ones], now[others]
    codes = numpy.where((ones < 0) | (others < 0), -1, coded(ones * papers + others, sure)).tolist()
    return {code: (total, some) for code, total, some in zip(codes, totals.tolist(), parts, strict=True) if code >= 0}


def text(of: str, near: Near, stamps: Sequence[str], told: Mapping[int, Told]) -> str:
    """Return what a build found as a text for the next, which `recall` reads."""
    import numpy

    names = Numbers()
    every = chain.from_iterable(parts for _, parts in told.values())
    reasons = [names[one.keyword] * _PERCENT + one.share for one in every]
    ones, others, sure = uncoded(numpy.fromiter(told, numpy.int64, len(told)), len(near.slugs))
    columns = {
        "near": ((numpy.diff(near.bounds), "i"), (near.ends, "i"), (near.shares, "d")),
        "told": (
            *((column, "i") for column in (ones, others, sure)),
            ([total for total, _ in told.values()], "d"),
            ([len(parts) for _, parts in told.values()], "i"),
            (reasons, "i"),
        ),
    }
    found = {name: [_text(column, kind) for column, kind in some] for name, some in columns.items()}
    lists = {"slugs": list(near.slugs), "stamps": list(stamps), "names": list(names)}
    return json.dumps({"of": of, **lists, **found}, ensure_ascii=False)


def _text(numbers: Any, kind: str) -> str:
    import numpy

    text: str = numpy.asarray(numbers, dtype=kind).tobytes().hex()
    return text


def _numbers(text: str, kind: str) -> Any:
    import numpy

    return numpy.frombuffer(bytes.fromhex(text), dtype=kind).astype(float if kind == "d" else int)
