"""Links, names and addresses that strangers send lead nowhere out of the project: nothing there is read or written."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import LONG, listing, tree
from generator.cli import main
from generator.content import state
from generator.ingest import journal

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


@pytest.mark.parametrize(
    "words",
    [
        ("new", "Another title"),
        ("add", "--offline", "10.1000/182"),
        ("resolve", "a", "--field", "title", "--take", "theirs"),
    ],
)
def test_no_command_writes_or_reads_behind_a_link(words: tuple[str, ...], project: Path, outside: Path) -> None:
    for name in ("papers", "sources"):
        (project / "content" / name).exists() and (project / "content" / name).rename(project / name)
        (project / "content" / name).symlink_to(outside)
    before = tree(outside)
    code, said = run(project, *words)
    assert code != 0
    assert SECRET not in said
    assert tree(outside) == before


def test_a_page_that_becomes_a_link_is_not_read_when_nothing_else_changed(project: Path, outside: Path) -> None:
    assert run(project, "build")[0] == 0
    page = project / "content" / "papers" / "one.md"
    (outside / "one.md").write_text(page.read_text("utf-8") + f"\n{SECRET}\n", "utf-8")
    page.unlink()
    page.symlink_to(outside / "one.md")
    _, said = run(project, "build")
    assert "content/papers/one.md: is a link out of the project and is not read" in said
    assert SECRET not in told(project / "site")


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


def test_no_remembered_address_leads_out_of_the_site(project: Path) -> None:
    (project / "content" / "keywords.toml").write_text('[define]\n"Graph maps" = "Pictures."\n', "utf-8")
    assert run(project, "build")[0] == 0
    memory = project / "content" / ".sitegen" / "keywords.json"
    remembered, before = memory.read_text("utf-8"), tree(project / "site")
    there = set(project.parent.rglob("*.html"))
    for away in ("../../evil", "../../../evil", "/evil", "a/../../../evil", "c:evil", "..\\evil", "a//b"):
        memory.write_text(remembered.replace('"graph-maps"', json.dumps(away)), "utf-8")
        code, said = run(project, "build")
        assert (code, "a page would lie outside the site: keywords/" in said) == (1, True), said
    assert tree(project / "site") == before
    assert set(project.parent.rglob("*.html")) == there


@pytest.mark.parametrize("away", ["../evil", ".git/hooks/pre-commit", "content/../.git/config", "/evil"])
def test_a_journal_that_names_other_files_takes_nothing_back(away: str, project: Path) -> None:
    entry = {"before": "evil", "after": "", "changes": {}, "body": ""}
    name, text = state.table_file(journal.NAME, {"what": "import", "sources": {}, "files": {away: entry}})
    (project / name).parent.mkdir(parents=True)
    (project / name).write_text(text, "utf-8")
    before = tree(project.parent)
    code, said = run(project, "undo")
    assert (code, "is not as sitegen writes it" in said) == (1, True), said
    assert tree(project / "content") == {
        path.removeprefix("project/content/"): sum
        for path, sum in before.items()
        if path.startswith("project/content/")
    }


@pytest.mark.parametrize(
    "name", ["..%2f..%2fa.txt", "con.txt", "a\nb.txt", "-rf.txt", "{{7*7}}.txt", "~.txt", "\u202ea.txt"]
)
def test_a_source_is_kept_where_sources_are_whatever_it_is_called(name: str, project: Path, outside: Path) -> None:
    given = (outside / "a.txt").rename(outside / name)
    before = set(tree(project.parent))
    assert run(project, "import", f"{outside}/{given.name}")[0] == 0
    folders = {path.rpartition("/")[0] for path in set(tree(project.parent)) - before}
    assert folders <= {
        *("project/content/sources", "project/content/papers", "project/.sitegen-cache"),
        *(f"project/content/.sitegen{folder}" for folder in ("", "/base", "/ledger", "/undo", "/rejected")),
        "project",
    }


def test_files_whose_names_differ_in_form_only_are_told_with_both(project: Path) -> None:
    page = (project / "content" / "papers" / "one.md").rename(project / "content" / "papers" / "\u00e9-x.md")
    (page.parent / "e\u0301-x.md").write_text("---\ntitle: The other\n---\n", "utf-8")
    (page.parent / "Big.md").write_text("---\ntitle: Another\n---\n", "utf-8")
    (page.parent / "big.md").write_text("---\ntitle: Yet another\n---\n", "utf-8")
    code, said = run(project, "build")
    assert code == 1
    assert "content/papers/\u00e9-x.md: has the same slug as content/papers/e\u0301-x.md: e-x" in said
    assert "content/papers/big.md: has the same slug as content/papers/Big.md: big" in said


def test_a_page_of_ten_thousand_keywords_is_built(project: Path) -> None:
    many = ", ".join(f"keyword {number}" for number in range(10_000))
    (project / "content" / "papers" / "many.md").write_text(
        f"---\ntitle: Many maps\nkeywords: [{many}]\n---\n", "utf-8"
    )
    assert run(project, "build")[0] == 0
    assert "keyword 9999" in (project / "site" / "papers" / "many.html").read_text("utf-8")


def test_a_broken_template_is_told_with_its_line_and_the_old_site_stays(project: Path) -> None:
    assert run(project, "build")[0] == 0
    before = tree(project / "site")
    (project / "templates").mkdir()
    for text in ("\n{% block", "\n{{ nothing.here }}", '\n{% extends "gone.html" %}'):
        (project / "templates" / "paper.html").write_text(text, "utf-8")
        code, said = run(project, "build")
        assert (code, "templates/paper.html:2" in said) == (1, True), said
        assert tree(project / "site") == before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("-", "there is no such file"),
        ("/dev/zero", "this is no plain file"),
        ("pipe", "this is no plain file"),
        ("empty", "there is no file in this folder"),
    ],
)
def test_only_plain_files_are_read(name: str, told: str, project: Path, outside: Path) -> None:
    os.mkfifo(outside / "pipe")
    (outside / "empty").mkdir()
    code, said = run(project, "import", name if name == "-" else str(outside / name))
    assert (code, f"{name}: {told}" in said) == (1, True), said


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_lines_may_end_as_they_do_anywhere(end: str, project: Path, outside: Path) -> None:
    (outside / "a.txt").write_bytes(("\ufeff" + listing(("A Title of Things", LONG)).replace("\n", end)).encode())
    assert run(project, "import", str(outside / "a.txt"))[0] == 0
    assert 'title: "A Title of Things"\n' in (project / "content" / "papers" / "a-title-of-things.md").read_text(
        "utf-8"
    )
