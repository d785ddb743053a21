"""The wheel holds all that a build needs, and works where there is no checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import CHECKOUT, LONG, listing


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(CHECKOUT),
    ]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_theme_and_nothing_of_the_demo(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "static"):
        ours = {
            f"generator/_theme/{path.relative_to(CHECKOUT).as_posix()}"
            for path in (CHECKOUT / folder).rglob("*")
            if path.is_file()
        }
        assert ours - names == set()
    assert not [name for name in names if "content/sources" in name or "tests/" in name]


def test_the_wheel_builds_a_site_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(target)
    (tmp_path / "a.txt").write_text(
        listing(("Maps of Graph Papers", LONG), ("Papers on Maps", LONG + "Graphs.")), "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-m", "generator.cli", "build", "--project", "p", "a.txt"],
        cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(target)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "p" / "site" / "static" / "css" / "base.css").is_file() or list(
        (tmp_path / "p" / "site").rglob("base.css")
    )
