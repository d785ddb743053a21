"""Guides are followed as a reader follows them: their commands in order, where `cd` leads, with what they print.

`python tests/guides.py` follows the first page and says how long each command took.
"""

import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from conftest import CHECKOUT, git_environment

START = CHECKOUT / "docs" / "guide" / "start.md"
_FIGURE = re.compile(r"\d[\d,.]*(?= (?:topic|link|file|change|s ))")


def follow_start(folder: Path) -> tuple[Path, list[tuple[str, float]]]:
    """Follow the guide's first page in an empty folder; return the repository that stands for GitHub's, and each command
    with the seconds that it took."""
    bare = folder / "bare.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], check=True)
    desk = folder / "desk"
    desk.mkdir()
    (desk / "library.bib").write_bytes((CHECKOUT / "tests" / "libraries" / "rivers.bib").read_bytes())
    return bare, list(follow(START, desk, git_environment(folder, maps=bare)))


def follow(guide: Path, folder: Path, environment: dict[str, str]) -> Iterator[tuple[str, float]]:
    """Run a guide's commands; each must succeed and print the lines shown, in their order. Yield each with its seconds."""
    environment = {**environment, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"}
    for block in re.findall(r"(?s)```console\n(.*?)```", guide.read_text("utf-8")):
        for command, shown in re.findall(r"(?m)^\$ (.*)\n((?:(?!\$ ).*\n)*)", block):
            name, *words = shlex.split(command)
            if name == "cd":
                folder /= words[0]
                continue
            started = time.perf_counter()
            printed = _lines(_run(name, words, folder, environment))
            at = 0
            for line in _lines(shown):
                assert line in printed[at:], f"{command}: {line}\nprinted: {printed[at:]}"
                at = printed.index(line, at) + 1
            yield command, time.perf_counter() - started


def _run(name: str, words: list[str], folder: Path, environment: dict[str, str]) -> str:
    program = {"sitegen": [sys.executable, "-m", "generator.cli"], "git": ["git"]}[name]
    done = subprocess.run(
        [*program, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        env=environment,
    )  # fmt: skip
    assert done.returncode == 0, f"{name} {words}\n{done.stdout}"
    return done.stdout


def _lines(text: str) -> list[str]:
    """Return the lines, without the figures that a better analysis or a faster machine changes."""
    return _FIGURE.sub("N", text).splitlines()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        took = follow_start(Path(folder))[1]
    for command, seconds in [*took, ("all", sum(seconds for _, seconds in took))]:
        print(f"{seconds:5.1f} s  {command}")
