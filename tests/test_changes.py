"""What an import changed is told from committed files alone: by the next build, by a frozen one, after an undo."""

import json
import shutil
from pathlib import Path

import pytest

from conftest import listing, tree
from generator.build import build
from generator.content import state
from generator.ingest import undo

FIELDS = {
    "proteins": "Protein folding by amino acid sequences and enzyme design with molecular docking",
    "graphs": "Graph neural networks with message passing and citation graphs for node classification",
    "speech": "Speech recognition with acoustic models and speaker diarization of spoken language",
}


def source(field: str, *numbers: int) -> str:
    about = FIELDS[field]
    records = (
        (f"{about.split()[0]} study {number}", f"{about}. We study {about.lower()}. Part {number}.")
        for number in numbers
    )
    return listing(*records)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project built with its first import, the second waiting."""
    folder = tmp_path_factory.mktemp("one")
    sources = folder / "content" / "sources"
    sources.mkdir(parents=True)
    (sources / "a.txt").write_text(source("proteins", *range(5)), "utf-8")
    (sources / "b.txt").write_text(source("graphs", *range(5)), "utf-8")
    build(folder)
    (sources / "c.txt").write_text(source("speech", *range(5)), "utf-8")
    return folder


@pytest.fixture(scope="module")
def two(one: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after its second import."""
    folder = tmp_path_factory.mktemp("two") / "p"
    shutil.copytree(one, folder)
    build(folder)
    return folder


@pytest.fixture
def project(two: Path, tmp_path: Path) -> Path:
    shutil.copytree(two, tmp_path / "p")
    return tmp_path / "p"


def history(project: Path) -> Path:
    return project / state.FOLDER / "changes.json"


def changes(project: Path) -> str:
    return (project / "site" / "changes.html").read_text("utf-8")


def test_the_first_import_needs_no_memory(one: Path) -> None:
    assert not history(one).exists()
    assert "The first import brought 10 papers" in changes(one)


def test_a_second_import_is_told_and_building_again_changes_no_byte(project: Path) -> None:
    assert "5 new papers" in changes(project)
    told = json.loads(history(project).read_text("utf-8"))
    assert told["number"] == 2
    assert [(kind, before) for kind, before, _ in told["shifts"]["2"]] == [("new", [])]
    before = tree(project / "site"), tree(project / "content")
    shutil.rmtree(project / ".sitegen-cache")
    build(project)
    assert (tree(project / "site"), tree(project / "content")) == before


def test_a_frozen_build_of_a_clone_tells_the_same(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "content", tmp_path / "clone" / "content")
    build(tmp_path / "clone", frozen=True)
    assert tree(tmp_path / "clone" / "site") == tree(project / "site")


def test_an_import_that_is_taken_back_is_not_told(project: Path) -> None:
    undo.undo(project)
    build(project)
    assert "5 new papers" not in changes(project)
    before = tree(project / "content")
    build(project)
    assert tree(project / "content") == before


def test_an_import_notes_which_of_its_papers_were_there(project: Path) -> None:
    page = project / "content" / "papers" / "speech-study-1.md"
    page.write_text(
        "\n".join(line for line in page.read_text("utf-8").split("\n") if not line.startswith("sources")), "utf-8"
    )
    text = source("speech", 1, 7).replace("We study", "We now study")
    (project / "content" / "sources" / "d.txt").write_text(text, "utf-8")
    build(project)
    last = state.read_imports(project)[-1]
    assert (last.number, len(last.papers), len(last.changed)) == (3, 2, 1)
    assert "1 new paper</h3>" in changes(project)
    assert "1 paper changed</h3>" in changes(project)


@pytest.mark.parametrize(
    "text", ['{"shifts": {"2": [["split"]]}}', '{"shifts": []}', '{"number": "x"}', '{"topics": {"a": {}}}', "[]", "{"]
)
def test_a_broken_memory_is_told_with_its_file(tmp_path: Path, text: str) -> None:
    from generator.errors import SitegenError

    history(tmp_path).parent.mkdir(parents=True)
    history(tmp_path).write_text(text, "utf-8")
    with pytest.raises(SitegenError) as caught:
        state.read(tmp_path)
    assert caught.value.where == f"{state.FOLDER}/changes.json"
