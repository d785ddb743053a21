"""The commands, run as a person runs them: what they print, and with which code they end."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import CHECKOUT, LONG, listing, tree
from generator import build, writer
from generator.cli import stages


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "generator.cli", *words]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONWARNINGS": "", **environment},
    )  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    records = [
        (f"Paper {n} on Graph Neural Networks and Maps", f"Graph neural networks and literature maps, part {n}. {LONG}")
        for n in range(3)
    ]
    (tmp_path / "list.txt").write_text(listing(*records), "utf-8")
    return tmp_path


def test_build_imports_builds_and_says_so_in_one_line(project: Path) -> None:
    done = run("build", "list.txt", cwd=project)
    assert done.returncode == 0, done.stderr
    first, last = done.stdout.splitlines()
    assert first == "list.txt: 3 records = 3 new"
    assert last.startswith("3 papers, ")
    assert last.endswith(" s -> site/index.html")
    assert (project / "site" / "index.html").is_file()
    assert (project / "content" / "sources" / "list.txt").is_file()


def test_build_as_json(project: Path) -> None:
    made = json.loads(run("build", "list.txt", "--json", cwd=project).stdout)
    assert (made["papers"], made["site"], made["import"]["papers"], made["problems"]) == (3, "site/index.html", 3, [])
    again = json.loads(run("build", "--json", cwd=project).stdout)
    assert (again["papers"], again["files"], again["rendered"], again["import"]) == (3, made["files"], 0, None)


def test_import_as_json_accounts_for_every_record(project: Path) -> None:
    (project / "more.txt").write_text(
        listing(("Paper 1 on Graph Neural Networks and Maps", ""), ("A Second Paper With Its Own Title", LONG)), "utf-8"
    )
    done = run("import", "--json", "list.txt", "more.txt", cwd=project)
    assert json.loads(done.stdout) == {
        "files": [
            {
                "file": "list.txt",
                "format": "listing",
                "records": 3,
                "new": 3,
                "known": 0,
                "duplicates": 0,
                "rejected": 0,
                "problems": [],
            },
            {
                "file": "more.txt",
                "format": "listing",
                "records": 2,
                "new": 1,
                "known": 0,
                "duplicates": 1,
                "rejected": 0,
                "problems": [{"line": 11, "message": '"Paper 1 on Graph Neural Networks and Maps" has no abstract'}],
            },
        ],
        "changed": 0,
        "papers": 4,
    }
    assert not (project / "site").exists()


def test_an_import_of_nothing_ends_with_1(project: Path) -> None:
    (project / "empty.txt").write_text("", "utf-8")
    done = run("import", "empty.txt", cwd=project)
    assert done.returncode == 1
    assert done.stderr == "empty.txt: no papers found: the file is empty\n  Export it again, and look into it first.\n"
    assert not (project / "content").exists()


def test_of_many_problems_of_one_kind_the_first_ten_are_told(project: Path) -> None:
    entries = "".join(f"@article{{k{n}, title={{Title {n}}}, journal=macro{n}}}\n" for n in range(56))
    (project / "many.bib").write_text(entries, "utf-8")
    told = run("import", "--dry-run", "many.bib", cwd=project).stderr
    assert told.count("is not defined") == 10
    assert "content/sources/many.bib: and 46 more like the last one, from line 11 to 56\n" in told
    assert run("import", "--dry-run", "--verbose", "many.bib", cwd=project).stderr.count("is not defined") == 56
    found = json.loads(run("import", "--dry-run", "--json", "many.bib", cwd=project).stdout)
    assert len(found["files"][0]["problems"]) == 56


def test_a_frozen_build_passes_by_what_is_no_list_of_papers(project: Path) -> None:
    (project / "content" / "sources").mkdir(parents=True)
    (project / "content" / "sources" / "README").write_text("Put exports here.", "utf-8")
    run("build", "list.txt", cwd=project)
    done = run("build", "--frozen", cwd=project)
    assert done.returncode == 0
    assert "content/sources/README: no papers found" in done.stderr


def test_a_page_that_cannot_be_read_keeps_the_old_site(project: Path) -> None:
    run("build", "list.txt", cwd=project)
    before = (project / "site" / "index.html").read_bytes()
    page = project / "content" / "papers" / "broken.md"
    page.write_text("---\ntitle: a: b\n---\n", "utf-8")
    done = run("build", cwd=project)
    assert done.returncode == 1
    assert "content/papers/broken.md:2: there is a colon within the value" in done.stderr
    assert "Put the value in double quotes." in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "site" / "index.html").read_bytes() == before
    assert run("build", "--keep-going", cwd=project).returncode == 0


def test_strict_ends_with_1_where_there_is_something_to_mend(project: Path) -> None:
    run("build", "list.txt", cwd=project)
    assert run("build", "--strict", cwd=project).returncode == 0
    page = next((project / "content" / "papers").glob("*.md"))
    page.write_text(page.read_text("utf-8").replace("keywords:", "year: 20l0\nkeywords:"), "utf-8")
    done = run("build", "--strict", cwd=project)
    assert done.returncode == 1
    assert 'year must be a number, found "20l0"\n  Write 2010, or remove the line.' in done.stderr
    assert (project / "site").is_dir()
    assert run("build", "--strict", cwd=project).returncode == 1, (
        "what is to mend is not forgotten when nothing changed"
    )


def test_frozen_changes_nothing_under_content(project: Path) -> None:
    assert "there are sources to import" in run("build", "--frozen", "list.txt", cwd=project).stderr
    assert not (project / "content").exists()
    run("build", "list.txt", cwd=project)
    assert run("build", "--frozen", cwd=project).returncode == 0
    page = next((project / "content" / "papers").glob("*.md"))
    page.unlink()
    done = run("build", "--frozen", cwd=project)
    assert done.returncode == 1
    assert "content/.sitegen would change, and --frozen" in done.stderr


@pytest.mark.parametrize(
    "words", [["build", "--nonsense"], ["nonsense"], ["import"], ["build", "--project", "nowhere"]]
)
def test_wrong_usage_ends_with_2(project: Path, words: list[str]) -> None:
    done = run(*words, cwd=project)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["build", "import", "serve", "new", "keywords"])
def test_help_has_an_example(project: Path, command: str) -> None:
    assert f"sitegen {command} " in run(command, "--help", cwd=project).stdout


def test_new_writes_a_paper_by_hand(project: Path) -> None:
    done = run(
        "new",
        "Maps: A Study",
        "--author",
        "Doe, Jane",
        "--author",
        "Ada Lovelace",
        "--author",
        "Hugging Face,",
        "--year",
        "2024",
        "--abstract",
        "On graph neural networks.",
        cwd=project,
    )
    assert done.stdout == "content/papers/maps-a-study.md\n"
    page = (project / "content" / "papers" / "maps-a-study.md").read_text("utf-8")
    assert 'title: "Maps: A Study"\nauthors: ["Doe, Jane", "Lovelace, Ada", Hugging Face]\nyear: 2024\n' in page
    assert "keywords: [" in page
    again = run("new", "Maps: a study", cwd=project)
    assert again.returncode == 1
    assert "content/papers/maps-a-study.md: there is a paper of this title" in again.stderr


def test_output_is_utf8_wherever_it_goes(project: Path) -> None:
    (project / "list.txt").write_text(listing(("深度学习 é", LONG)), "utf-8")
    done = run("import", "-v", "list.txt", cwd=project, LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert "content/papers/e.md" in done.stdout


def test_version(project: Path) -> None:
    assert run("--version", cwd=project).stdout.startswith("sitegen, version ")


@pytest.mark.parametrize("before", ["title: x\n---", "---\nFirst."])
def test_a_save_during_a_build_is_for_the_next_one(project: Path, monkeypatch: pytest.MonkeyPatch, before: str) -> None:
    build.build(project, [project / "list.txt"])
    page = next((project / "content" / "papers").glob("*.md"))
    front = page.read_text("utf-8").rpartition("---")[0]
    page.write_text((front.replace("title:", "other:") if "title" in before else front) + f"{before}\n", "utf-8")
    step = writer.write

    def saved_meanwhile(*given: Any) -> Any:
        page.write_text(page.read_text("utf-8") + "Second.\n", "utf-8")
        monkeypatch.setattr(writer, "write", step)
        return step(*given)

    monkeypatch.setattr(writer, "write", saved_meanwhile)
    build.build(project)
    build.build(project)
    assert "Second." in (project / "site" / "papers" / f"{page.stem}.html").read_text("utf-8")


def test_a_site_without_unreadable_pages_is_no_reason_to_rest(project: Path) -> None:
    run("build", "list.txt", cwd=project)
    (project / "content" / "papers" / "broken.md").write_text("---\ntitle: a: b\n---\n", "utf-8")
    assert run("build", "--keep-going", cwd=project).returncode == 0
    assert run("build", cwd=project).returncode == 1


def test_a_wrong_format_is_wrong_usage_and_copies_nothing(project: Path) -> None:
    done = run("import", "--format", "listin", "list.txt", cwd=project)
    assert done.returncode == 2
    assert 'Did you mean "listing"?' in done.stderr
    assert not (project / "content").exists()


@pytest.mark.parametrize("what", ["content", "content/papers", "content/sources", ".sitegen-cache"])
def test_a_file_where_a_folder_must_be_is_told_without_a_traceback(project: Path, what: str) -> None:
    (project / what).parent.mkdir(exist_ok=True)
    (project / what).write_text("", "utf-8")
    done = run("build", "list.txt", cwd=project)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert what.split("/")[0] in done.stderr


def test_what_a_curator_named_wrongly_is_told_at_every_build(project: Path) -> None:
    run("build", "list.txt", cwd=project)
    (project / "content" / "collections").mkdir()
    (project / "content" / "collections" / "start.md").write_text("---\ntitle: Start\npapers: [nope]\n---\n", "utf-8")
    for _ in range(2):
        done = run("build", "--strict", cwd=project)
        assert done.returncode == 1
        assert "content/collections/start.md" in done.stderr
        assert "nope" in done.stderr


def test_the_first_build_of_new_papers_is_final(project: Path) -> None:
    """What a build fixes, the next one finds: also where nothing is taken from the cache."""
    run("build", "list.txt", cwd=project)
    before = tree(project / "site"), tree(project / "content")
    shutil.rmtree(project / ".sitegen-cache")
    run("build", cwd=project)
    assert (tree(project / "site"), tree(project / "content")) == before


def test_a_page_that_a_build_leaves_out_has_its_place_and_topic_when_it_is_back(project: Path) -> None:
    run("build", "list.txt", cwd=project)
    state = project / "content" / ".sitegen"
    before = {name: (state / name).read_text("utf-8") for name in ("positions.json", "topics.json")}
    page = min((project / "content" / "papers").glob("*.md"))
    text = page.read_text("utf-8")
    page.write_text("---\ntitle: a: b\n---\n", "utf-8")
    assert run("build", "--keep-going", cwd=project).returncode == 0
    assert f'"{page.stem}"' in (state / "positions.json").read_text("utf-8")
    page.write_text(text, "utf-8")
    assert run("build", cwd=project).returncode == 0
    assert {name: (state / name).read_text("utf-8") for name in before} == before


def test_profile_says_where_the_time_went(project: Path) -> None:
    done = run("build", "list.txt", "--profile", cwd=project, CI="")
    stages = [line.split("CPU s  ")[1] for line in done.stderr.splitlines() if "CPU s  " in line]
    assert [stages[0], stages[-2], stages[-1]] == ["starting", "keeping what the next build can use", "in all"]
    assert "writing pages" in stages


def test_ci_gets_a_line_for_each_stage_and_nobody_else_does(project: Path) -> None:
    assert "writing pages ...\n" in run("build", "list.txt", cwd=project, CI="true").stderr
    assert "..." not in run("build", "list.txt", cwd=project, CI="").stderr


def test_a_bar_has_counts_and_the_time_left() -> None:
    assert stages.bar("writing", 50, 200, 1.5) == "writing [######------------------] 50 of 200, 4 s left"
    assert stages.bar("reading", 0, 0, 9.0) == "reading"
