"""The guides on collections and on the look are true: their files are written, their commands run, nothing is to mend."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CHECKOUT, LONG, listing
from generator import config, importers
from generator.importers import fields

GUIDES = CHECKOUT / "docs" / "guide"
REFERENCE = CHECKOUT / "docs" / "reference"
_FILE = re.compile(r"(?s)`([\w./-]+)`:\n\n```\w+\n(.*?)```")


def followed(guide: str, folder: Path) -> Path:
    """Write every file that a guide shows, then run its commands; return the site."""
    text = (GUIDES / guide).read_text("utf-8")
    for name, content in _FILE.findall(text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    (folder / "content/pages").mkdir(parents=True, exist_ok=True)
    if not (folder / "content/pages/about.md").exists():
        (folder / "content/pages/about.md").write_text("---\ntitle: About\n---\nUs.\n", "utf-8")
    records = ("Maps of Graph Papers", LONG), ("Papers on Maps", LONG + "Graphs are drawn as maps.")
    (folder / "listing.txt").write_text(listing(*records), "utf-8")
    for command in re.findall(r"(?m)^\$ sitegen (.*)$", text):
        done = subprocess.run(
            [sys.executable, "-m", "generator.cli", *shlex.split(command)],
            cwd=folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), f"{command}\n{done.stdout}{done.stderr}"
    return folder / "site"


def page(site: Path, name: str) -> str:
    return (site / name).read_text("utf-8")


def test_the_guide_on_collections_is_followed(tmp_path: Path) -> None:
    site = followed("collections.md", tmp_path)
    maps, begin, about = (
        page(site, name) for name in ("collections/maps.html", "collections/begin.html", "pages/about.html")
    )
    assert "papers-on-maps.html" in maps
    assert "maps-of-graph-papers.html" not in maps.partition("<ol")[2].partition("</ol>")[0]
    assert begin.index("maps-of-graph-papers.html") < begin.index("papers-on-maps.html")
    for part in ("<dl>", "<table>", 'class="footnote"', '<math display="block">', "../collections/maps.html"):
        assert part in about
    assert "Mentioned in" in maps
    assert (site / "collections/maps.bib").is_file()


def test_the_guide_on_the_look_is_followed(tmp_path: Path) -> None:
    site = followed("theme.md", tmp_path)
    home = page(site, "index.html")
    for part in (
        "Atlas",
        "2 texts",
        "By the reading group.",
        "static/logo.svg",
        "static/css/own.css",
        "https://example.org",
    ):
        assert part in home
    assert "--bg: #17141c" in page(site, "static/css/topics.css")
    assert "--accent: #6b3fa0" in page(site, "static/css/topics.css")


def test_every_variable_of_the_style_sheet_is_described() -> None:
    text = (GUIDES / "theme.md").read_text("utf-8")
    css = (config.theme_folder() / "static/css/base.css").read_text("utf-8")
    named = {name for name in re.findall(r"(?m)(?:^|[{;]) *(--[a-z-]+)(?:-\d+)?:", css) if name != "--colour"}
    assert len(named) > 15
    assert [name for name in sorted(named) if f"`{name}`" not in text] == []


def test_the_interface_of_importers_is_described() -> None:
    text = (REFERENCE / "importers.md").read_text("utf-8")
    assert text.startswith(f"# The interface of importers, {importers.INTERFACE}\n")
    assert [name for name in fields.ORDER if f"`{name}`" not in text] == []
    promised = re.findall(r"`(\w+)`", text.partition("`generator.importers`:")[2].partition(".")[0])
    assert set(promised) <= set(importers.__all__)
    assert len(promised) == 7


@pytest.mark.parametrize("package", ["sitegen-dblp", "sitegen-dusk"])
def test_the_guide_names_what_the_examples_name(package: str) -> None:
    text = (GUIDES / "extend.md").read_text("utf-8")
    project = (CHECKOUT / "docs/examples" / package / "pyproject.toml").read_text("utf-8")
    group, entry = re.search(r'(\[project\.entry-points\."sitegen\.\w+"\])\n(.*)\n', project).groups()  # type: ignore[union-attr]
    assert f"`{group}`" in text
    assert f"`{entry}`" in text
