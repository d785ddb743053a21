"""Builds the demo with this documentation as pages of it: python docs/site.py FOLDER (`make docs`).

Every page below docs/ becomes a page of the site; what else the pages link to lies beside them as it is.
"""

import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
DOCS = CHECKOUT / "docs"
_LINK = re.compile(r"(?<=\]\()(?!\w+:|#)([^)#\s]+)")
_AROUND = ("SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")
"""Pages of the project that stand beside docs/."""
_MARK = re.compile(r"`<!-- (/?private) -->`")
"""A private block begins in code, too: what explains its marks must not begin one, and has another spelling there."""
_CODE = re.compile(r"(?s)```.*?```|`[^`\n]+`")
_SETTINGS = """
[theme.menu]
Documentation = "pages/documentation.html"
"""


def project(folder: Path) -> Path:
    """Make a project of the demo's papers and these pages in a folder, in place of what was there; return it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CHECKOUT / "content", folder / "content")
    settings = (CHECKOUT / "sitegen.toml").read_text("utf-8")
    (folder / "sitegen.toml").write_text(settings + _SETTINGS, "utf-8")
    written = [path for path in sorted(DOCS.rglob("*.md")) if "examples" not in path.parts]
    pages = {path: _slug(path) for path in [*(CHECKOUT / name for name in _AROUND), *written]}
    beside: set[Path] = set()
    for path, slug in pages.items():
        text = _led(path, pages, beside)
        (folder / "content" / "pages" / f"{slug}.md").write_text(text, "utf-8")
    (folder / "content" / "pages" / "documentation.md").write_text(_contents(pages), "utf-8")
    for path in beside:
        copy = folder / "static" / _published(path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return folder


def _slug(path: Path) -> str:
    """Return the name of a page: that of its file, with its folder's where several files have it."""
    return path.parent.name if path.stem == "README" else path.stem.lower()


def _published(path: Path) -> str:
    """Return where a file that is no page lies below static/: code is shown, not run."""
    name = path.relative_to(CHECKOUT).as_posix()
    return f"{name}.txt" if path.suffix in (".html", ".py") else name


def _led(path: Path, pages: dict[Path, str], beside: set[Path]) -> str:
    """Return a page's text with its links leading to where the site has what they name."""

    def address(match: re.Match[str]) -> str:
        target = (path.parent / match[1]).resolve()
        if target in pages:
            return f"{pages[target]}.md"
        beside.add(target)
        return f"../static/{_published(target)}"

    text = _MARK.sub(r"**&lt;!-- \1 --&gt;**", path.read_text("utf-8")).replace("<!-- ", "< !-- ")
    ends = [0, *(end for match in _CODE.finditer(text) for end in match.span()), len(text)]
    parts = [text[start:end] for start, end in itertools.pairwise(ends)]
    return "".join(part if part.startswith("`") else _LINK.sub(address, part) for part in parts)


def _contents(pages: dict[Path, str]) -> str:
    """Return the page that lists all others, folder by folder."""
    lines = ["# Documentation", ""]
    folders = {
        DOCS / "guide": "Guide",
        DOCS / "reference": "Reference",
        DOCS: "What was measured",
        DOCS / "decisions": "Decisions",
        CHECKOUT: "The project",
    }
    for folder, words in folders.items():
        lines += [f"## {words}", ""]
        lines += [f"- [{_title(path)}]({slug}.md)" for path, slug in pages.items() if path.parent == folder]
        lines.append("")
    return "\n".join(lines)


def _title(path: Path) -> str:
    return next(line[2:] for line in path.read_text("utf-8").splitlines() if line.startswith("# "))


if __name__ == "__main__":
    made = project(Path(sys.argv[1]))
    subprocess.run([sys.executable, "-m", "generator.cli", "build", "--project", str(made), "--strict"], check=True)
