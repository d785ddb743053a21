"""Positions become pictures: inline SVG with real links, so that maps need no script, print well and can be styled.

Only classes and presentation attributes are written, never a `style`: the pages' security policy forbids it, and
colours come from the style sheet, where each scheme sets its own.
"""

from generator.drawing.pictures import Disc, Dot, Line, atlas, bars, constellation
from generator.drawing.shapes import SHAPES, marker, marker_class, marker_shape, spot

__all__ = [
    "SHAPES",
    "Disc",
    "Dot",
    "Line",
    "atlas",
    "bars",
    "constellation",
    "marker",
    "marker_class",
    "marker_shape",
    "spot",
]
