"""How soon a saved note is in the browser: `sitegen serve` on the demo, a page open in headless Chromium.

    python -m benchmarks.serve [--rounds 20]

Milliseconds from the end of the save to the first frame of the reloaded page that holds the note. They are of the
clock, not of the processor: what else the machine does counts.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the median, the fastest and the slowest of some saves."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / "content", project / "content")
        shutil.copy(ROOT / "sitegen.toml", project)
        waited = _measured(project, options.rounds)
    print(f"{len(waited)} saves: median {statistics.median(waited):.0f} ms, {min(waited):.0f} to {max(waited):.0f} ms")


def _measured(project: Path, rounds: int) -> list[float]:
    from playwright.sync_api import sync_playwright

    command = [sys.executable, "-u", "-m", "generator.cli", "serve", "--project", str(project), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as started:
        try:
            browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
            note = min((project / "content" / "papers").glob("*.md"))
            page = browser.new_page()
            page.goto(f"{_address(server)}papers/{note.stem}.html")
            page.wait_for_function("document.readyState === 'complete'")
            return [_wait(page, note, f"Seen in round {number}.") for number in range(rounds + 1)][1:]
        finally:
            server.terminate()


def _address(server: "subprocess.Popen[str]") -> str:
    assert server.stdout
    return next(found[0] for line in server.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))


def _wait(page: Any, note: Path, words: str) -> float:
    text = note.read_text("utf-8")
    note.write_text(f"{text}\n{words}\n", "utf-8")
    saved = time.perf_counter()
    page.get_by_text(words).wait_for()
    return (time.perf_counter() - saved) * 1000


if __name__ == "__main__":
    main()
