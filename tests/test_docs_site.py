"""The documentation as pages of a site: what it links to is there."""

import re
import runpy
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from conftest import CHECKOUT


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the documentation, in a site without the demo's papers."""
    project: Path = runpy.run_path(str(CHECKOUT / "docs" / "site.py"))["project"](tmp_path_factory.mktemp("docs") / "a")
    for folder in ("papers", "sources", ".sitegen"):
        shutil.rmtree(project / "content" / folder)
    command = [sys.executable, "-m", "generator.cli", "build", "--project", str(project), "--strict"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT)
    assert done.returncode == 0, done.stderr
    return project / "site" / "pages"


def test_every_page_of_the_documentation_is_a_page_of_the_site_and_is_listed(pages: Path) -> None:
    written = [path for path in (CHECKOUT / "docs").rglob("*.md") if "examples" not in path.parts]
    assert len(list(pages.glob("*.html"))) == len(written) + 4
    listed = re.findall(r'<li><a href="([^"]+)"', (pages / "documentation.html").read_text("utf-8"))
    assert len({name for name in listed if (pages.parent / "pages" / name).is_file()}) > len(written) * 0.9


def test_what_the_documentation_links_to_is_there(pages: Path) -> None:
    broken = []
    for page in pages.glob("*.html"):
        for address in re.findall(r'<\w[^<>]*\b(?:href|src)="([^":]+)"', page.read_text("utf-8")):
            path, _, part = unescape(address).partition("#")
            target = (page.parent / unquote(path.partition("?")[0])).resolve() if path else page
            if not target.is_file() or (part and f'id="{unquote(part)}"' not in target.read_text("utf-8")):
                broken.append(f"{page.name}: {address}")
    assert broken == []


def test_nothing_of_a_page_is_taken_for_a_private_block(pages: Path) -> None:
    for name, last in (("curate", "curate.md"), ("published", "published.md"), ("library", "library.md")):
        words = re.findall(r"\w{5,}", (CHECKOUT / "docs" / "guide" / last).read_text("utf-8"))[-3:]
        assert all(word in (pages / f"{name}.html").read_text("utf-8") for word in words)
