"""What two strict readers say of every page: the W3C's HTML checker, and Lighthouse on home, map and a paper.

    python -m benchmarks.audit [SITE]

Needs node with npm, java and a Chromium. The checkers are installed from npm into a folder of the user's cache the
first time. SITE is a built site (default: site); it is served on this machine alone. Lighthouse reads each page three
times, and the middle score counts: what else the machine does moves the one for performance.
"""

import argparse
import functools
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TOOLS = ("vnu-jar@26", "lighthouse@12")
PAGES = ("index.html", "map.html")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
_SWITCHES = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what the checkers find; end with 1 when a page has an error or a score is below what is wanted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    site = parser.parse_args(arguments).site.resolve()
    tools = installed()
    found = html_errors(tools, site)
    print(f"HTML checker: {len(found)} errors on {sum(1 for _ in site.rglob('*.html')):,} pages")
    for line in found[:20]:
        print(f"  {line}")
    print("\n| page | " + " | ".join(CATEGORIES) + " |\n|---|" + "---|" * len(CATEGORIES))
    low = False
    with served(site) as address:
        for page in (*PAGES, _a_paper(site)):
            read = [lighthouse(tools, address + page) for _ in range(RUNS)]
            scores = {name: statistics.median(each[name] for each in read) for name in CATEGORIES}
            low |= any(scores[name] < WANTED[name] for name in CATEGORIES)
            print(f"| {page} | " + " | ".join(f"{scores[name]:.0f}" for name in CATEGORIES) + " |", flush=True)
    sys.exit(1 if found or low else 0)


def installed() -> Path:
    """Return the folder that holds the checkers."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sitegen-audit"
    if not (folder / "node_modules" / ".bin" / "lighthouse").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, *TOOLS], check=True)
    return folder / "node_modules"


def html_errors(tools: Path, site: Path) -> list[str]:
    """Return the errors on all pages, each with its file and line."""
    jar = next(tools.glob("vnu-jar/build/dist/vnu.jar"))
    command: list[str | Path] = [
        "java",
        "-Xss4m",
        "-jar",
        jar,
        "--errors-only",
        "--skip-non-html",
        "--format",
        "json",
        site,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{each['url'].partition(site.name + '/')[2]}:{each.get('lastLine', 0)}: {each['message']}" for each in messages
    ]


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Yield the address of a site that is served on this machine while the block runs."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _a_paper(site: Path) -> str:
    return next(f"papers/{path.name}" for path in sorted(site.glob("papers/*.html")) if path.stem != "index")


def lighthouse(tools: Path, address: str) -> dict[str, float]:
    """Return the scores of a page, 0 to 100, by category."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
    flags = ("--quiet", "--output", "json", "--preset", "desktop", "--only-categories", ",".join(CATEGORIES))
    command = [str(tools / ".bin" / "lighthouse"), address, *flags, f"--chrome-flags={_SWITCHES}"]
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return {name: 100 * table["score"] for name, table in json.loads(done.stdout)["categories"].items()}


if __name__ == "__main__":
    main()
