"""Drawn inputs break no reader, editor or converter: a short turn of each property; `make proof` takes long ones."""

import pytest

from benchmarks import fuzz


@pytest.mark.parametrize("property", fuzz.PROPERTIES, ids=lambda property: property.__name__)
def test_no_input_breaks(property: fuzz.Property) -> None:
    fuzz.turn(property, fuzz.PROPERTIES[property][1])
