"""The page of formats names every importer with what it keeps, and every refusal; its example is an importer that works."""

import re
from importlib import metadata
from pathlib import Path

import pytest

from conftest import CHECKOUT
from generator import importers
from generator.importers import decoding, fields, plugins, refused
from generator.papers import Record, Rejected

TEXT = (CHECKOUT / "docs" / "reference" / "formats.md").read_text("utf-8")
ROWS = {row.split("|")[1].strip(" `"): row for row in TEXT.splitlines() if row.startswith("| `")}
SAMPLES = Path(__file__).parent / "samples"


def test_the_page_names_the_importers_there_are() -> None:
    assert set(ROWS) == {importer.name for importer in importers.available()}


@pytest.mark.parametrize("importer", importers.available(), ids=lambda importer: importer.name)
def test_every_field_that_a_sample_gives_is_on_the_page(importer: importers.Importer) -> None:
    kept = set(re.findall("`([a-z]+)`", ROWS[importer.name].split("|")[3]))
    assert kept <= set(fields.ORDER)
    for path in SAMPLES.glob(f"{importer.name}/*"):
        for found in importer.read(importers.decode(path.read_bytes(), path.name).text, path.name):
            if isinstance(found, Record):
                assert set(found.fields) <= kept, path.name


def test_every_refusal_is_on_the_page_in_the_words_of_its_message() -> None:
    known = [known.refusal for known in refused._KNOWN]
    unknown = refused.refusal("{}")
    assert unknown
    for refusal in (*known, unknown):
        assert f"| {refusal.what} | {refusal.instead} |" in TEXT
    for what, instead in (*decoding._NOT_TEXT.values(), *decoding._ARCHIVED.values()):
        assert re.search(rf"(?m)^\|.*{re.escape(what)}.*\| {re.escape(instead)} \|$", TEXT), what


class Point:
    """An entry point, as an installed package has one."""

    dist = None
    value = "lines_importer:importer"

    def __init__(self, name: str, importer: object) -> None:
        self.name, self._importer = name, importer

    def load(self) -> object:
        return self._importer


def test_the_importer_of_the_page_is_found_by_its_entry_point_and_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"(?s)```python\n(.*?)```", TEXT)
    point = re.search(r"(?s)```toml\n\[project\.entry-points\.\"(.*?)\"\]\n(\w+) = ", TEXT)
    assert code
    assert point
    assert point[1] == plugins.GROUP
    names: dict[str, object] = {}
    exec(code[1], names)
    monkeypatch.setattr(metadata, "entry_points", lambda group: [Point(point[2], names["importer"])])
    monkeypatch.syspath_prepend("/nowhere")  # What is installed is looked for again.
    text = "2019 | Maps of papers | Doe, Jane; Roe, Ann\n2020 |  | Poe, E.\n"
    chosen = importers.choose(text, "list.txt")
    assert chosen.name == point[2] == importers.choose("", "", "lines").name
    one, other = chosen.read(text, "list.txt")
    assert isinstance(one, Record)
    assert dict(one.fields) == {"title": "Maps of papers", "year": "2019", "authors": ["Doe, Jane", "Roe, Ann"]}
    assert isinstance(other, Rejected)
