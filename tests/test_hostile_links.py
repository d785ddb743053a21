"""Links that strangers send are not followed out of the project: nothing there is published, and nothing is written."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import LONG, listing, tree
from generator.cli import main

PAGE = "---\nid: 12345678\ntitle: Graph maps of papers\nkeywords: [Graph maps]\n---\n"
SECRET = "A secret of the machine"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the project with a file of each kind that a project has."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "a.md").write_text(f"---\ntitle: {SECRET}\n---\n{SECRET}\n", "utf-8")
    (folder / "a.toml").write_text(f'[define]\n"Maps" = "{SECRET}"\n', "utf-8")
    (folder / "a.txt").write_text(listing((SECRET, LONG)), "utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project" / "content" / "papers").mkdir(parents=True)
    (tmp_path / "project" / "content" / "papers" / "one.md").write_text(PAGE, "utf-8")
    return tmp_path / "project"


def run(project: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*words, "--project", str(project)])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


def told(project: Path) -> str:
    return "".join(path.read_text("utf-8", "replace") for path in sorted(project.rglob("*.*")) if path.is_file())


@pytest.mark.parametrize(
    "name", ["papers", "collections", "pages", ".sitegen", "keywords.toml", "topics.toml", "duplicates.toml"]
)
def test_what_stands_behind_a_link_out_of_the_project_makes_no_site(name: str, project: Path, outside: Path) -> None:
    (project / "content" / "papers").rename(project / "content" / "kept") if name == "papers" else None
    (project / "content" / name).symlink_to(outside / "a.toml" if name.endswith(".toml") else outside)
    before = tree(outside)
    code, said = run(project, "build")
    assert code == 1
    assert f"content/{name}" in said
    assert "is behind a link that leads out of the project, and is neither read nor written" in said
    assert tree(outside) == before
    assert not (project / "site" / "index.html").exists()


def test_a_project_whose_content_is_elsewhere_is_refused_whole(project: Path, outside: Path) -> None:
    moved = (project / "content").rename(outside / "content")
    (project / "content").symlink_to(moved)
    before = tree(outside)
    for command in ("build", "check", "import"):
        code, said = run(project, command, *([str(outside / "a.txt")] if command == "import" else []))
        assert (code, "leads out of the project" in said) == (1, True), said
    assert tree(outside) == before


def test_a_source_behind_a_link_out_of_the_project_is_told_and_the_others_are_read(
    project: Path, outside: Path
) -> None:
    sources = project / "content" / "sources"
    sources.mkdir()
    (sources / "mine.txt").write_text(listing(("Maps of all the papers", LONG)), "utf-8")
    (sources / "theirs.txt").symlink_to(outside / "a.txt")
    (sources / "round.txt").symlink_to(sources / "round.txt")
    (sources / "gone.txt").symlink_to(sources / "nowhere.txt")
    code, said = run(project, "build")
    assert code == 0
    assert "content/sources/theirs.txt: is behind a link that leads out of the project" in said
    assert "round.txt: there is no such file" in said
    assert "gone.txt: there is no such file" in said
    assert "Maps of all the papers" in told(project / "site")
    assert SECRET not in told(project / "site")


def test_a_folder_of_sources_behind_a_link_brings_nothing(project: Path, outside: Path) -> None:
    (project / "content" / "sources").symlink_to(outside)
    before = tree(outside)
    _, said = run(project, "build")
    assert "content/sources/a.txt: is behind a link that leads out of the project" in said
    assert SECRET not in told(project)
    _, said = run(project, "import", str(project / "content" / "papers" / "one.md"), str(outside / "a.txt"))
    assert tree(outside) == before, said


def test_links_in_a_circle_end(project: Path) -> None:
    papers = project / "content" / "papers"
    (papers / "round.md").symlink_to(papers / "round.md")
    (papers / "all").symlink_to(project / "content")
    (project / "content" / "collections").symlink_to(project / "content" / "pages")
    (project / "content" / "pages").symlink_to(project / "content" / "collections")
    code, said = run(project, "check")
    assert "content/papers/round.md: is no file that can be read" in said
    assert code == 1


@pytest.mark.parametrize("where", [".", "content", "../outside"])
def test_a_site_that_is_a_link_is_not_replaced(where: str, project: Path, outside: Path) -> None:
    (project / "site").symlink_to(project / where)
    before = tree(project / "content" / "papers"), tree(outside)
    code, said = run(project, "build")
    assert code == 1
    assert "site: is not a folder of ours and is not replaced" in said
    assert (tree(project / "content" / "papers"), tree(outside)) == before
    assert (project / "site").is_symlink()
