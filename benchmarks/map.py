"""What it costs a browser to open the map: CPU seconds to a usable picture, milliseconds a frame while it is dragged.

    python -m benchmarks.map [PAPERS ...] [--keep FOLDER]

Headless Chromium with software drawing, the site on disk, every other address refused. CPU is that of the renderer
processes (all their threads) from the click on the address until the picture stands; beside it that of the page's main
thread alone, in thread time, so that what else the machine does does not count, and that of the whole browser. Chromium
shows pages of its own (the list under its address bar is one): they are let finish first. For the demo the same network
is shown by pyvis's own page with its own settings, until vis-network says that its simulation is done.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import library

ROOT = Path(__file__).resolve().parents[1]
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
FRAMES = 60
RUNS = 3
WHOLE = 5000
"""Papers up to which the whole site is built."""
QUIET = 1.0
"""Seconds in which a browser at rest uses no CPU that it counts."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table: what was opened, CPU seconds of the renderer, of its main thread, milliseconds a frame."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.map", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("papers", type=int, nargs="*", default=[418, 2000, 20000])
    parser.add_argument("--keep", type=Path, help="a folder for the libraries, built only where they are missing")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        for number in options.papers:
            _measure(number, _site(number, options.keep or Path(folder)))


def _site(number: int, folder: Path) -> Path:
    """Return the site of a library of so many papers, the demo's own where it has that many; of many, the map alone."""
    from generator.build import build

    project = folder / str(number)
    if not project.is_dir():
        demo = len(list((ROOT / "content" / "papers").glob("*.md")))
        if number == demo:
            shutil.copytree(ROOT / "content", project / "content")
        else:
            library.write(project, number, ROOT)
    if number > WHOLE:
        return _map_alone(project)
    build(project)
    return project / "site"


def _map_alone(project: Path) -> Path:
    """Write the page of a project's map, with its data and scripts, and return the folder."""
    from generator import analysis, config, content, pages, theme
    from generator.emitters import assets, html, reading
    from generator.emitters import map as network_map
    from generator.report import Report

    site, settings, read = project / "map", config.Config(), content.read(project, Report())
    found = analysis.analyse(read)
    plan, look = pages.plan(read, found, settings), theme.load(ROOT)
    papers = reading.readings(plan, read, found)
    shown = replace(plan, pages=tuple(page for page in plan.pages if page.path == "map.html"))
    for output in (
        *html.outputs(shown, look, settings),
        *assets.outputs(plan, look, settings),
        *network_map.outputs(papers, plan, read, found, settings, ""),
    ):
        path = site / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.render())
    return site


def _measure(number: int, site: Path) -> None:
    from playwright.sync_api import sync_playwright

    address = f"{(site / 'map.html').as_uri()}"
    with sync_playwright() as playwright:
        launch = lambda: playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)  # noqa: E731
        _row(f"{number:,} papers: the map", _opened(launch, address, _ready), _dragged(launch, address))
        largest = _largest(launch, address)
        if largest:
            _row(f"{number:,} papers: its largest topic", _opened(launch, f"{address}#in={largest}", _ready),
                 _dragged(launch, f"{address}#in={largest}"))  # fmt: skip
        elif number < 1000:
            page = site.parent / "pyvis.html"
            page.write_text(_default_page(launch, address), encoding="utf-8")
            _row(f"{number:,} papers: pyvis's page", _opened(launch, page.as_uri(), _settled, runs=1))


def _row(what: str, spent: list[float], frame: float | None = None) -> None:
    renderer, browser, thread = spent
    drag = f"{frame:8.1f} ms a frame" if frame is not None else ""
    figures = f"{renderer:8.2f} CPU s{thread:8.2f} s main thread{browser:8.2f} whole browser{drag}"
    print(f"{what:38}{figures}", flush=True)


def _opened(launch: Callable[[], Any], address: str, wait: Callable[[Any], None], runs: int = RUNS) -> list[float]:
    """Return median CPU seconds until a page is ready: of renderers, the whole browser, the page's main thread."""
    spent = []
    for _ in range(runs):
        browser = launch()
        page, thread = _page(browser)
        before = _rested(browser)
        page.goto(address)
        wait(page)
        spent.append((*(now - then for now, then in zip(_cpu(browser), before, strict=True)), thread()))
        browser.close()
    return [statistics.median(values) for values in zip(*spent, strict=True)]


def _rested(browser: Any) -> tuple[float, float]:
    """Return the CPU seconds that a browser has used, once it uses no more."""
    last, since = _cpu(browser), time.monotonic()
    while time.monotonic() - since < QUIET:
        time.sleep(QUIET / 5)
        if (now := _cpu(browser))[0] != last[0]:
            last, since = now, time.monotonic()
    return _cpu(browser)


def _page(browser: Any) -> tuple[Any, Callable[[], float]]:
    """Return a page that reaches no host, and a function for the seconds its main thread has worked."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def thread() -> float:
        return next(
            float(metric["value"])
            for metric in session.send("Performance.getMetrics")["metrics"]
            if metric["name"] == "TaskDuration"
        )

    return page, thread


def _cpu(browser: Any) -> tuple[float, float]:
    """Return the CPU seconds of all renderers, and of all processes of a browser."""
    session = browser.new_browser_cdp_session()
    spent = [(each["type"], each["cpuTime"]) for each in session.send("SystemInfo.getProcessInfo")["processInfo"]]
    session.detach()
    return sum(seconds for kind, seconds in spent if kind == "renderer"), sum(seconds for _, seconds in spent)


def _ready(page: Any) -> None:
    _awaited(
        page,
        """new Promise((done) => {
            const drawn = () => requestAnimationFrame(() => requestAnimationFrame(done));
            const look = () => document.querySelector("#map.is-ready") ? drawn() : setTimeout(look);
            look();
        })""",
    )


def _settled(page: Any) -> None:
    _awaited(page, "new Promise((done) => network.once('stabilizationIterationsDone', done))")


def _awaited(page: Any, promise: str) -> None:
    """Wait for a promise in the page; asked by protocol, since Playwright's own way puts scripts of its own there."""
    session = page.context.new_cdp_session(page)
    answer = session.send("Runtime.evaluate", {"expression": f"{promise}.then(() => 0)", "awaitPromise": True})
    session.detach()
    if "exceptionDetails" in answer:
        raise RuntimeError(answer["exceptionDetails"]["text"])


def _dragged(launch: Callable[[], Any], address: str) -> float:
    """Return the main thread's milliseconds a frame while the picture is dragged, one frame a movement."""
    browser = launch()
    page, thread = _page(browser)
    page.goto(address)
    _ready(page)
    page.mouse.move(800, 700)
    page.mouse.down()
    page.mouse.move(790, 690)
    before = thread()
    for step in range(FRAMES):
        page.mouse.move(790 - 3 * step, 690 - 2 * step)
        page.evaluate("new Promise(requestAnimationFrame)")
    spent = thread() - before
    browser.close()
    return 1000 * spent / FRAMES


def _largest(launch: Callable[[], Any], address: str) -> str:
    """Return the id of the largest topic where the map opens on topics, else ""."""
    browser = launch()
    page, _ = _page(browser)
    page.goto(address)
    _ready(page)
    found = page.evaluate(
        "sitegen.load('map').then(({ kind, nodes }) =>"
        " kind ? nodes.reduce((a, b) => (b.papers > a.papers ? b : a)).slug : '')"
    )
    browser.close()
    return str(found)


def _default_page(launch: Callable[[], Any], address: str) -> str:
    """Return pyvis's own page of the same network: titles as labels, weights as values, nothing else given."""
    from pyvis.network import Network

    browser = launch()
    page, _ = _page(browser)
    page.goto(address)
    drawn = page.evaluate("sitegen.load('map').then(({ nodes, edges }) => ({ nodes, edges }))")
    browser.close()
    network = Network(cdn_resources="in_line")
    network.nodes = [{"id": node["id"], "label": node["title"], "shape": "dot"} for node in drawn["nodes"]]
    network.edges = [{"from": edge["from"], "to": edge["to"], "value": edge["weight"]} for edge in drawn["edges"]]
    return str(network.generate_html())


if __name__ == "__main__":
    main()
