"""Where a published site is found: told by the remote, or by its branch's own domain; noted in sitegen.toml once."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator import config
from generator.content import files
from generator.errors import SitegenError

_GITHUB = re.compile(
    r"(?:(?:https?|ssh|git)://)?(?:[^@/\s]+@)?(?:www\.|ssh\.)?github\.com(?::\d+/|[:/])/*"
    r"(?P<user>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/*",
    re.IGNORECASE,
)


def of(remotes: Iterable[str], domain: str = "") -> str:
    """Return the address at which GitHub Pages shows a repository's site; "" where the remote is none of GitHub's.

    >>> of(["git@github.com:Ada/maps.git"])
    'https://ada.github.io/maps/'
    >>> of(["https://github.com/ada/Ada.github.io"]), of(["/srv/maps.git"], "maps.example.org")
    ('https://ada.github.io/', 'https://maps.example.org/')
    """
    if domain:
        return f"https://{domain.split()[0]}/"
    for remote in remotes:
        if found := _GITHUB.fullmatch(remote):
            host = f"{found['user'].lower()}.github.io"
            return f"https://{host}/" if found["name"].lower() == host else f"https://{host}/{found['name']}/"
    return ""


def write(project: Path, url: str) -> None:
    """Write `url` into sitegen.toml; every other byte stays."""
    path = project / config.FILE
    text = files.read_text(path, config.FILE) if path.exists() else ""
    wanted = {**(_read(text) or {}), "url": url}
    edited = next((tried for tried in _edits(text, url) if _read(tried) == wanted), "")
    if not edited:
        raise SitegenError(
            "the site's address finds no place", where=config.FILE, hint=f'Write it yourself: url = "{url}"'
        )
    files.write_text(path, edited)


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError:
        return None


def _edits(text: str, url: str) -> Iterator[str]:
    """Yield the text with the setting in the place of an empty one, after the title, or else before everything."""
    end = "\r\n" if "\r\n" in text else "\n"
    value = json.dumps(url)
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if found := re.match(r"""(\s*["']?url["']?\s*=\s*)(?:""|'')""", line):
            yield "".join([*lines[:number], found[1] + value + line[found.end() :], *lines[number + 1 :]])
    for number, line in enumerate(lines):
        if re.match(r"\s*title\s*=", line):
            ended = line if line.endswith("\n") else line + end
            yield "".join([*lines[:number], ended, f"url = {value}{end}", *lines[number + 1 :]])
    mark = "\ufeff" * text.startswith("\ufeff")
    yield f"{mark}url = {value}{end}{text.removeprefix(mark)}"
