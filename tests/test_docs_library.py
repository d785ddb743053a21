"""The guide from the reference manager is true: its commands run in order, on its edits, and print what it shows."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import CHECKOUT

GUIDE = CHECKOUT / "docs" / "guide" / "library.md"
_FIGURES = re.compile(r"\d+ topics?, \d+ links, \d+ files in \d+\.\d s")


def test_the_guide_is_followed_from_the_first_export_to_undo(tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "tests" / "libraries" / "rivers.bib", tmp_path / "library.bib")
    done: list[str] = []
    for kind, block in re.findall(r"(?s)```(console|diff)\n(.*?)```", GUIDE.read_text("utf-8")):
        if kind == "diff":
            _edit(tmp_path, block)
            continue
        for command, shown in re.findall(r"(?m)^\$ sitegen (.*)\n((?:(?!\$ ).*\n)*)", block):
            printed = _figureless(_run(tmp_path, command))
            at = 0
            for line in _figureless(shown):
                assert line in printed[at:], f"sitegen {command}: {line}\nprinted: {printed[at:]}"
                at = printed.index(line, at) + 1
            done.append(command.split()[0])
    assert done == "build check build import import status resolve merge build undo build".split()


def _edit(folder: Path, block: str) -> None:
    """Apply a diff: a line that names the file, then changes, parted by @@."""
    head, _, body = block.partition("\n")
    path = folder / head.removeprefix("--- ")
    for change in body.split("@@\n"):
        lines = change.splitlines(keepends=True)
        before, after = ("".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +"))
        text = path.read_text("utf-8")
        assert text.count(before) == 1, before
        path.write_text(text.replace(before, after), "utf-8")


def _run(folder: Path, command: str) -> str:
    """Return all that a command prints; only `check`, which finds something, ends with 1."""
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", *command.split()],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == (1 if command == "check" else 0), f"{command}\n{done.stdout}"
    return done.stdout


def _figureless(text: str) -> list[str]:
    """Return the lines, without the figures that a better analysis or a faster machine changes."""
    return _FIGURES.sub("...", text).splitlines()


def test_undo_of_a_verdict_says_that_the_verdict_stands(tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "tests" / "libraries" / "rivers.bib", tmp_path / "library.bib")
    _run(tmp_path, "import library.bib")
    pairs = tmp_path / "content" / "duplicates.toml"
    pairs.write_text(pairs.read_text("utf-8").replace('verdict = ""', 'verdict = "same"'), "utf-8")
    _run(tmp_path, "import library.bib")
    told = '1 verdict of content/duplicates.toml would unite them again: change "same"'
    _run(tmp_path, "undo --dry-run")
    assert told in _run(tmp_path, "undo").splitlines()
    pairs.write_text(pairs.read_text("utf-8").replace('"same"', '"different"'), "utf-8")
    assert told not in _run(tmp_path, "import library.bib")
