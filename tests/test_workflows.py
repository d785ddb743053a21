"""The workflows are what GitHub's published schema allows, may do no more than they must, and keep what a build keeps."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import CHECKOUT, LONG, listing
from generator import build, scaffold

OURS = sorted((CHECKOUT / ".github" / "workflows").glob("*.yml"))
WRITES = {"pages": "write", "id-token": "write"}


@pytest.fixture(scope="module")
def workflows(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """This project's workflows and the one that a new project gets."""
    new = tmp_path_factory.mktemp("new") / "pages.yml"
    new.write_text(scaffold.pages_workflow("sitegen @ git+https://x.org/y.git@ab 'odd' \"odd\": #"), "utf-8")
    unsaid = new.with_name("unsaid.yml")
    unsaid.write_text(scaffold.pages_workflow(""), "utf-8")
    return [*OURS, unsaid, new]


def valid(*paths: Path) -> bool:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        *map(str, paths),
    ]
    return subprocess.run(command, capture_output=True).returncode == 0


def test_the_published_schema_allows_them_and_would_refuse_a_slip(workflows: list[Path], tmp_path: Path) -> None:
    assert len(workflows) == 4
    assert valid(*workflows)
    slip = tmp_path / "slip.yml"
    slip.write_text(workflows[-1].read_text("utf-8").replace("runs-on:", "run-on:", 1), "utf-8")
    assert not valid(slip)


def test_only_the_deployment_may_write_and_actions_are_pinned(workflows: list[Path]) -> None:
    for path in workflows:
        text = path.read_text("utf-8")
        read = yaml.safe_load(text)
        assert read["permissions"] == {"contents": "read"}
        for name, job in read["jobs"].items():
            allowed = job.get("permissions", {})
            assert allowed == WRITES if name == "deploy" else set(allowed.values()) <= {"read"}, name
        used = re.findall(r"uses: (.*)", text)
        assert used
        assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used)


def test_the_demo_s_workflow_is_the_one_that_init_writes() -> None:
    assert (CHECKOUT / ".github" / "workflows" / "pages.yml").read_text("utf-8") == scaffold.pages_workflow(".")


def steps(path: Path) -> dict[str, Any]:
    read = yaml.safe_load(path.read_text("utf-8"))
    return {
        step["run"] if "run" in step else step["uses"].partition("@")[0]: step
        for step in read["jobs"]["build"]["steps"]
    }


def test_what_is_installed_is_one_word_for_the_shell(workflows: list[Path]) -> None:
    command = next(run for run in steps(workflows[-1]) if run.startswith("python -m pip install"))
    words = subprocess.run(
        ["bash", "-c", f"printf '%s\\n' {command}"], capture_output=True, encoding="utf-8", check=True
    )
    assert words.stdout.splitlines()[4:] == ["sitegen @ git+https://x.org/y.git@ab 'odd' \"odd\": #"]


def test_a_workflow_that_does_not_know_what_to_install_stops_and_says_so(workflows: list[Path]) -> None:
    command = next(run for run in steps(workflows[-2]) if run.startswith("python -m pip install"))
    for said, ends in (("", 1), ("sitegen==1", 0)):
        done = subprocess.run(
            ["bash", "-c", f"python() {{ printf '%s\\n' \"$@\"; }}; {command}"],
            env={"SITEGEN": said}, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        assert (done.returncode != 0) == bool(ends)
        assert ("SITEGEN" in done.stderr) if ends else done.stdout.endswith("sitegen==1\n")


@pytest.mark.skipif(sys.platform != "linux", reason="the runner packs its cache with GNU tar")
def test_a_build_in_a_fresh_clone_takes_all_pages_from_the_kept_cache(workflows: list[Path], tmp_path: Path) -> None:
    paths = steps(workflows[-1])["actions/cache"]["with"]["path"].split()
    project, fresh = tmp_path / "project", tmp_path / "fresh"
    (tmp_path / "list.txt").write_text(listing(("Maps of Graph Papers", LONG), ("Papers on Maps", LONG)), "utf-8")
    scaffold.begin(project, "Maps", [tmp_path / "list.txt"])
    build.build(project)
    shutil.copytree(project, fresh, ignore=shutil.ignore_patterns(*paths))
    page = fresh / "content" / "papers" / "papers-on-maps.md"
    page.write_text(page.read_text("utf-8") + "\nA note.\n", "utf-8")
    subprocess.run(["tar", "--posix", "-cf", str(tmp_path / "kept.tar"), *paths], cwd=project, check=True)
    alone = build.build(shutil.copytree(fresh, tmp_path / "alone"), frozen=True)
    subprocess.run(["tar", "-xf", str(tmp_path / "kept.tar")], cwd=fresh, check=True)
    helped = build.build(fresh, frozen=True)
    # All but the sums of the others, which are written and not rendered.
    assert 0 < helped.rendered < 10 < alone.rendered == alone.files - 1
