"""What the documents show is true: their commands run, their links lead somewhere, their tables are the program's."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from conftest import CHECKOUT, LONG, listing
from generator import config
from generator.content import schema

DOCS = sorted([*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md")])


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in DOCS
        if "```console" in path.read_text("utf-8") and path.stem not in ("library", "start", "collections", "theme")
    ],
    ids=lambda path: path.stem,
)
def test_shown_commands_run(path: Path, tmp_path: Path) -> None:
    (tmp_path / "listing.txt").write_text(
        listing(("Maps of Graph Papers", LONG), ("Papers on Maps", LONG + "Graphs.")), "utf-8"
    )
    (tmp_path / "sitegen.toml").touch()
    text = re.sub(r"(?m)^ {3}", "", path.read_text("utf-8"))
    commands = [
        line[2:]
        for block in re.findall(r"(?s)```console\n(.*?)```", text)
        for line in block.splitlines()
        if line.startswith("$ ")
    ]
    assert commands
    for command in commands:
        name, *words = shlex.split(command)
        assert name == "sitegen"
        done = subprocess.run(
            [sys.executable, "-m", "generator.cli", *words],
            cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stderr}"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    text = re.sub(r"`[^`\n]+`", "", path.read_text("utf-8"))
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (path.parent / target).exists(), target


def test_all_settings_are_described() -> None:
    text = (CHECKOUT / "docs" / "reference" / "settings.md").read_text("utf-8")
    sections = {"map": config.MapSettings, "theme": config.ThemeSettings, "sources": config.SourceSettings}
    for item in fields(config.Config):
        names = (
            [f"[{item.name}] {inner.name}" for inner in fields(sections[item.name])]
            if item.name in sections
            else [item.name]
        )
        for name in names:
            assert f"`{name}`" in text or f"`{name.split()[-1]}`" in text, name


def test_all_fields_are_described() -> None:
    text = (CHECKOUT / "docs" / "reference" / "front-matter.md").read_text("utf-8")
    assert [name for name in sorted(schema.KNOWN) if f"`{name}`" not in text] == []


def test_every_feature_is_shown_by_a_test_that_is_there() -> None:
    text = (CHECKOUT / "docs" / "features.md").read_text("utf-8")
    named = re.findall(r"`((?:browser/)?test_\w+)::(\w+)`", text)
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not re.search(rf"^def test_{name}\b", (CHECKOUT / "tests" / f"{file}.py").read_text("utf-8"), re.M)
    ]
    assert named
    assert missing == []
    rows = [line for line in text.splitlines() if re.match(r"\| [FN]\d", line)]
    assert [row for row in rows if "::" not in row and "](" not in row] == []
