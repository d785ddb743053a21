"""How often values occur, as bars side by side."""

from collections.abc import Sequence

from markupsafe import Markup

from generator.drawing.shapes import short

_WIDE, _HIGH = 560, 150
_GROUND, _TOP = 124, 22


def histogram(values: Sequence[float], step: float, middle: float, *, named_by: str) -> Markup:
    """Return how many of the values (0 to 1) lie in each step, as bars; "" without values.

    The element with the id `named_by` says in words what the picture shows; the bar that holds `middle` stands out.
    """
    counts = counted(values, step)
    if not counts:
        return Markup("")
    wide = _WIDE / len(counts)
    most = max(counts)
    parts = [
        Markup(
            '<svg class="histogram" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-labelledby="{}">'
        ).format(_WIDE, _HIGH, _WIDE, _HIGH, named_by)
    ]
    for place, number in enumerate(counts):
        high = (_GROUND - _TOP) * number / most
        here = ' class="middle"' if int(round(middle / step, 6)) == place else ""
        left = place * wide
        parts.append(
            Markup(f'<rect{here} x="{{}}" y="{{}}" width="{{}}" height="{{}}"/>').format(
                short(left + 1), short(_GROUND - high), short(wide - 2), short(high)
            )
        )
        if number == most:
            parts.append(
                Markup('<text x="{}" y="{}">{}</text>').format(
                    short(left + wide / 2), short(_GROUND - high - 4), f"{number:,}"
                )
            )
        if place % 2 == 0:
            parts.append(Markup('<text x="{}" y="142">{}</text>').format(short(left), f"{place * step:.2g}"))
    return Markup("").join([*parts, Markup("</svg>")])


def share_bar(share: float) -> Markup:
    """Return a bar that fills a share (0 to 1) of its place, for a list in which the number stands beside it."""
    return Markup(
        '<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="10"/></svg>'
    ).format(short(max(100 * share, 0.5)))


def counted(values: Sequence[float], step: float) -> list[int]:
    """Return how many values lie in each step from 0 on, up to the last that holds any.

    >>> counted([0.0, 0.04, 0.05, 0.12], 0.05)
    [2, 1, 1]
    """
    # 0.15 / 0.05 is a little less than 3.
    places = [int(round(value / step, 6)) for value in values]
    return [places.count(place) for place in range(max(places) + 1)] if places else []
