"""Every importer knows its own format by the content alone, and leaves the others' files to the others."""

from pathlib import Path

import pytest

from generator import importers
from generator.importers import registry
from generator.papers import Record

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(path for path in SAMPLES.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_is_read_by_the_importer_whose_folder_it_lies_in(path: Path) -> None:
    text = importers.decode(path.read_bytes(), path.name).text
    chosen = importers.choose(text, path.name)
    assert chosen.name == path.parent.name
    assert any(isinstance(finding, Record) for finding in chosen.read(text, path.name))


@pytest.mark.parametrize("importer", importers.available(), ids=lambda importer: importer.name)
def test_an_importer_is_sure_of_no_other_format(importer: importers.Importer) -> None:
    for path in FILES:
        if path.parent.name != importer.name:
            text = importers.decode(path.read_bytes(), path.name).text
            assert importer.recognises(text) < registry.SURE_ENOUGH, path.name


@pytest.mark.parametrize("importer", importers.available(), ids=lambda importer: importer.name)
def test_every_importer_has_a_sample(importer: importers.Importer) -> None:
    assert any(path.parent.name == importer.name for path in FILES)
