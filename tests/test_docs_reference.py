"""The reference is what the program says of itself; the schema of sitegen.toml says what the program does."""

import importlib.util
import json
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import CHECKOUT
from generator import config

REFERENCE = CHECKOUT / "docs" / "reference"


def test_the_reference_is_up_to_date() -> None:
    place = CHECKOUT / "docs" / "reference" / "make.py"
    spec = importlib.util.spec_from_file_location("reference_make", place)
    assert spec
    assert spec.loader
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    for name, text in make.pages().items():
        assert (REFERENCE / name).read_text("utf-8") == text, "python docs/reference/make.py"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((REFERENCE / "sitegen.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


def named(section: Any) -> dict[str, Any]:
    return {
        item.name: named(value) if is_dataclass(value := getattr(section, item.name)) else None
        for item in fields(section)
    }


def test_the_schema_has_every_setting_and_no_other(schema: dict[str, Any]) -> None:
    def keys(part: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
        return {
            key: keys(each, known[key]) if known.get(key) is not None else None
            for key, each in part["properties"].items()
        }

    assert keys(schema, named(config.Config())) == named(config.Config())


def test_the_demos_settings_are_valid(schema: dict[str, Any]) -> None:
    jsonschema.validate(tomllib.loads((CHECKOUT / "sitegen.toml").read_text("utf-8")), schema)


RIGHT = [
    "",
    'title = "T"\nshow_fields = ["rating"]\nlanguage = "pt-BR"\nabstracts = "none"',
    '[map]\nlinks = 50\nthreshold = 0.2\n[sources]\ninclude = ["../*.bib"]',
    '[theme]\nuse = "dusk"\naccent = " #0af "\n[theme.colours]\nbg = "#ffffff"\nmark-text = "#123"\n[theme.menu]\nBlog = "x"',
]
WRONG = [
    "titel = 'x'",
    "title = 3",
    'language = "../en"',
    'abstracts = "some"',
    "show_fields = [1]",
    "map = 3",
    "[map]\nlinks = 51",
    "[map]\nlinks = 5.5",
    "[map]\nthreshold = -0.1",
    "[theme]\naccent = 'red'",
    "[theme.colours]\nbackground = '#ffffff'",
    "[theme.colours]\nbg = 'white'",
    "[theme.menu]\nBlog = 3",
    "[sources]\ninclude = 'x'",
]


@pytest.mark.parametrize("text", [*RIGHT, *WRONG])
def test_the_schema_and_the_program_take_the_same(text: str, schema: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "sitegen.toml").write_text(text, "utf-8")
    _, wrong = config.read(tmp_path)
    valid = jsonschema.Draft202012Validator(schema).is_valid(tomllib.loads(text))
    assert (not wrong, valid) == (text in RIGHT, text in RIGHT)
