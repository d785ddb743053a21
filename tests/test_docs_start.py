"""The guide's first page is true: from an empty folder to a branch with the site, command by command."""

import subprocess
from pathlib import Path

import guides


def test_the_first_page_is_followed_from_an_empty_folder_to_a_published_site(tmp_path: Path) -> None:
    bare, took = guides.follow_start(tmp_path)
    assert [
        command.split()[1] for command in took if command.startswith("sitegen")
    ] == "init build new publish init".split()
    listed = ["git", "ls-tree", "-r", "--name-only", "gh-pages"]
    names = subprocess.run(listed, cwd=bare, capture_output=True, encoding="utf-8", check=True).stdout.split()
    assert {"index.html", ".nojekyll", "papers/a-paper-that-no-list-had.html"} <= set(names)
    assert 'url = "https://ada.github.io/maps/"' in (tmp_path / "desk" / "maps" / "sitegen.toml").read_text("utf-8")
