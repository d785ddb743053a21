"""The page of commands is what the commands say of themselves."""

import importlib.util

from conftest import CHECKOUT


def test_the_page_of_commands_is_up_to_date() -> None:
    place = CHECKOUT / "docs" / "reference" / "make.py"
    spec = importlib.util.spec_from_file_location("reference_make", place)
    assert spec
    assert spec.loader
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert make.PAGE.read_text("utf-8") == make.page(), "python docs/reference/make.py"
