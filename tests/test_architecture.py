"""Imports inside the package only point down its layers, and slow or outside packages have their one place."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "generator"
# A module imports only from rows above its own, never from its row; inside a package modules may import one another.
ROWS = [
    {"errors", "installed", "report", "stamps", "swap", "text", "toml"},
    {"identifiers", "config", "cache", "cut", "checksums", "hosting", "kept", "markup", "offline"},
    {"inputs", "papers"},
    {"importers", "content", "keywords"},
    {"graph", "permalinks", "queries"},
    {"prose", "drawing", "citations", "theme", "analysis"},
    {"pages", "preview"},
    {"emitters"},
    {"ingest", "writer"},
    {"noted"},
    {"build"},
    {"check", "publish", "scaffold", "serve", "tend"},
    {"cli"},
]
RANK = {name: rank for rank, names in enumerate(ROWS) for name in names}
NEVER = {
    "importers": {"content", "graph", "pages"},
    "content": {"importers"},
}
ONLY_IN = {
    "click": {"cli"},
    "jinja2": {"theme", "emitters"},
    "markdown": {"prose"},
    "networkx": {"graph", "analysis"},
    "PIL": {"emitters/picture.py"},
    "pyvis": {"emitters/map.py"},
    "sqlite3": {"cache"},
}
# These open no file and know no clock.
PURE = (
    "keywords",
    "graph",
    "analysis",
    "pages",
    "preview",
    "drawing",
    "permalinks",
    "queries",
    "prose",
    "text",
    "identifiers",
    "papers",
)
IMPURE = {"pathlib", "os", "time", "datetime", "secrets", "uuid", "tempfile", "shutil", "io"}
FILES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: use absolute imports"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path: Path) -> None:
    own = layer(path)
    if own == "__init__":
        return
    assert own in RANK, f"give {own} a row here and in CONTRIBUTING.md"
    for name in imports(path):
        top, _, rest = name.partition(".")
        target = rest.partition(".")[0]
        if top == "generator" and target in RANK and target != own:
            assert RANK[target] < RANK[own], f"{own} must not import {target}"
            assert target not in NEVER.get(own, ()), f"{own} must never import {target}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_outside_packages_have_their_one_place(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for name in imports(path):
        top = name.partition(".")[0]
        if top in ONLY_IN:
            assert {layer(path), place} & ONLY_IN[top], f"only {sorted(ONLY_IN[top])} may import {top}"


@pytest.mark.parametrize(
    "path", [path for path in FILES if layer(path) in PURE], ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_the_middle_opens_no_file_and_knows_no_clock(path: Path) -> None:
    assert not {name.partition(".")[0] for name in imports(path)} & IMPURE
    assert not re.search(r"\brandom\.(?!Random\(|default_rng\(|RandomState\()[a-z]", path.read_text("utf-8")), "seed it"


def test_help_does_not_wait_for_slow_packages() -> None:
    slow = "networkx pyvis scipy numpy textblob nltk jinja2 markdown watchfiles yaml".split()
    code = f"import sys, generator.cli; print([name for name in {slow!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.strip() == "[]"
