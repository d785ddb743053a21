"""What a person meets first: a wrong folder, a wrong file, the help, a project that git has never seen."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import LONG, git_environment, listing, tree
from generator.cli import main

TITLE = "Learning to Map the Literature of a Field"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, but for a file of one paper."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.txt").write_text(listing((TITLE, LONG)), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ["build"], ["check"], ["status"], ["keywords"], ["undo"], ["publish"], ["serve", "--port", "0"],
        ["merge", "a", "b"], ["resolve", "a", "--mine"],
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_in_a_folder_that_is_no_project_nothing_is_made_and_the_way_is_shown(desk: Path, words: list[str]) -> None:
    before = tree(desk)
    done = run(*words)
    assert done.exit_code == 2
    assert "this folder is no project: it has neither content/ nor sitegen.toml" in done.stderr
    assert "--project FOLDER" in done.stderr
    assert tree(desk) == before
    assert not (desk / ".sitegen-cache").exists()


@pytest.mark.parametrize("words", [["new", "A Title"], ["import", "list.txt"], ["import", "-n", "list.txt"]])
def test_what_brings_papers_begins_a_project(desk: Path, words: list[str]) -> None:
    assert run(*words).exit_code == 0
    assert (desk / "content").exists() == ("-n" not in words)


def test_a_build_ends_with_a_path_that_opens_from_where_it_was_called(desk: Path) -> None:
    done = run("build", "--project", "my-field", "list.txt")
    where = done.stdout.splitlines()[-1].rpartition(" -> ")[2]
    assert where == "my-field/site/index.html"
    assert (desk / where).is_file()
    page = run("new", "--project", "my-field", "By hand").stdout.strip()
    assert (page, (desk / page).is_file()) == ("my-field/content/papers/by-hand.md", True)


def test_an_import_names_the_next_command_where_it_brought_something(desk: Path) -> None:
    assert run("import", "-n", "-p", "my field", "list.txt").exit_code == 2
    assert (
        run("import", "-p", "my field", "list.txt").stdout.splitlines()[-1]
        == "Next: sitegen build --project 'my field'"
    )
    assert run("import", "-p", "my field", "list.txt").stdout.splitlines()[-1] == "list.txt: 1 record = 1 known"


def test_a_build_of_a_wrong_file_says_what_to_do(desk: Path) -> None:
    (desk / "paper.pdf").write_bytes(b"%PDF-1.4\n")
    done = run("build", "paper.pdf")
    assert "paper.pdf: this is a PDF, not a list of papers\n" in done.stderr
    assert "sitegen add DOI" in done.stderr
    assert done.stdout.splitlines()[-1] == "No papers are on the map yet. Next: sitegen build FILE"
    assert "No papers" not in run("build", "list.txt").stdout


def test_init_asks_for_a_file_until_there_is_one(desk: Path) -> None:
    (desk / "empty.bib").touch()
    assert run("init", "a", "--title", "A").stdout.splitlines()[-1] == "Next: sitegen build --project a FILE"
    wrong = run("init", "b", "--title", "B", "--from", "empty.bib")
    assert (wrong.exit_code, wrong.stdout.splitlines()[-1]) == (1, "Next: sitegen build --project b FILE")
    (desk / "a/content/sources/list.txt").write_bytes((desk / "list.txt").read_bytes())
    assert run("init", "a", "--title", "A").stdout.splitlines()[-1] == "Next: sitegen build --project a"


def test_git_takes_nothing_of_the_cache_where_no_init_was(desk: Path) -> None:
    run("import", "list.txt")
    (desk / ".sitegen-cache" / "build.sqlite").write_bytes(b"x")
    environment = git_environment(desk)
    for command in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *command], cwd=desk, env=environment, check=True)
    listed = subprocess.run(
        ["git", "ls-files"], cwd=desk, env=environment, check=True, capture_output=True, encoding="utf-8"
    ).stdout.splitlines()
    assert "content/sources/list.txt" in listed
    assert [name for name in listed if name.startswith(".sitegen-cache")] == []


def test_status_tells_papers_that_may_be_one_until_a_verdict_is_given(desk: Path) -> None:
    (desk / "list.txt").write_text(listing((TITLE, LONG), (TITLE.replace("Literature", "Literatures"), LONG)), "utf-8")
    run("import", "list.txt")
    one, other = "learning-to-map-the-literature-of-a-field", "learning-to-map-the-literatures-of-a-field"
    assert run("status").stdout.startswith(
        "1 pair of papers that may be one: write a verdict in content/duplicates.toml, or merge\n"
        f"  titles 99 % alike\n    sitegen merge {one} {other}\n"
    )
    asked = desk / "content" / "duplicates.toml"
    text = asked.read_text("utf-8")
    asked.write_text(text.replace('verdict = ""', 'verdict = "different"'), "utf-8")
    assert "may be one" not in run("status").stdout
    asked.write_text(text, "utf-8")
    (desk / "content" / "papers" / f"{other}.md").unlink()
    assert "may be one" not in run("status").stdout


def test_the_help_lists_commands_in_the_order_of_work_and_cuts_none_off() -> None:
    lines = run("--help").stdout.partition("\nCommands:\n")[2].splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["init", "build", "import", "add"]
    assert {line.split()[0] for line in lines} == set(main.commands)
    assert [line for line in lines if line.endswith("...")] == []


@pytest.mark.usefixtures("desk")
def test_a_file_in_place_of_a_command_is_taken_for_what_it_is() -> None:
    done = run("list.txt")
    assert done.exit_code == 2
    assert '"list.txt" is a file. To import it and build: sitegen build list.txt' in done.stderr
    assert "No such command 'other.txt'" in run("other.txt").stderr
