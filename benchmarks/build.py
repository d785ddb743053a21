"""CPU seconds of whole builds of the demo: cold, nothing changed, one note changed, one keyword changed.

    python -m benchmarks.build

Each is a process of its own on a copy of this project in a temporary folder; CPU is user + system of all of it.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Print a table: what was built, CPU seconds, files and bytes of the site."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(ROOT / "content", project / "content")
        shutil.copy(ROOT / "sitegen.toml", project)
        seconds = {"cold": _cpu(project), "nothing changed": _cpu(project)}
        page = min((project / "content" / "papers").glob("*.md"))
        page.write_text(page.read_text("utf-8") + "\nA note.\n", "utf-8")
        seconds["one note"] = _cpu(project)
        text = page.read_text("utf-8")
        page.write_text(text.replace("\nkeywords: [", "\nkeywords: [Something else, ", 1), "utf-8")
        seconds["one keyword"] = _cpu(project)
        seconds["import of the sources and build"] = _cpu(_sources_only(Path(folder)))
        files = [path for path in (project / "site").rglob("*") if path.is_file()]
        for what, used in seconds.items():
            print(f"{what:32} {used:6.2f} CPU s")
        print(f"{len(files):,} files, {sum(path.stat().st_size for path in files):,} bytes in site/")


def _sources_only(folder: Path) -> Path:
    project = folder / "empty"
    shutil.copytree(ROOT / "content" / "sources", project / "content" / "sources")
    return project


def _cpu(project: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "generator.cli", "build", "--quiet", "--project", str(project)]
    subprocess.run(command, check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
