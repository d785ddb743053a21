"""How fast a large library is searched from disk, and whether a search finds what is meant.

    python -m benchmarks.search [PAPERS] [--site DIR]
    python -m benchmarks.search --found

The first makes a library of the demo's sentences with authors, venues, years and tags that are drawn, writes the search
page and its data (no other page), opens it in a headless Chromium on file://, and times its queries. What `--site`
names is kept, and used again. The second builds the demo and asks it the queries of benchmarks/queries.tsv.
"""

import argparse
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from benchmarks import corpus, product
from generator.papers import Author, Content, Library, Paper, Slug

ROOT = Path(__file__).resolve().parents[1]
QUERIES = Path(__file__).with_name("queries.tsv")
KEYWORDS = 8
EACH = 12
"""Queries of a kind."""
FREQUENT = '"language models"'
"""What most of the demo's sentences speak of."""
_GIVEN = (
    "Ada Ben Chen Dana Emil Fatou Gita Hugo Ines Jin Kofi Lena Mio Nadia Omar Priya Quinn Rosa Sven Tariq Uma".split()
)
_PARTS = "ba cor den fil gan lor mir nex pol quan ras sol tri ven zor mal".split()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of one of the two."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("papers", type=int, nargs="?", default=17_000)
    parser.add_argument("--site", type=Path, help="a folder to keep the made site in")
    parser.add_argument("--found", action="store_true", help="ask the demo what a reader would ask it")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if options.found:
            print_found(Path(folder))
            return
        site = options.site or Path(folder) / "site"
        if not site.exists():
            write(library(options.papers), site)
        print_speed(site)


def library(number: int) -> Content:
    """Return a library of so many papers, with keywords that are chosen for them and all else drawn."""
    order = random.Random(number)
    papers = product.listed(product.papers(corpus.papers(number, ROOT)), KEYWORDS)
    return Content(Library.of(_described(paper, number, order) for paper in papers))


def _described(paper: Paper, number: int, order: random.Random) -> Paper:
    """Return a paper with a slug as long as real ones; few authors and venues are frequent, as in real libraries."""
    slug = "-".join(word for word in paper.title.lower().split() if word.isalnum())[:50] or "paper"
    return replace(
        paper,
        slug=Slug(f"{slug}-{paper.slug}"),
        authors=tuple(_author(int((number * 2) ** order.random())) for _ in range(order.randint(1, 6))),
        venue=f"Proceedings of {_name(int(400 ** order.random()))}",
        year=order.randint(1995, 2025),
        tags=tuple(sorted({_name(int(60 ** order.random())) for _ in range(order.randint(0, 3))})),
        resources=("https://example.org/code",) * (order.random() < 0.2),
        sources=(f"export-{order.randint(1, 5)}.bib",),
    )


def _author(number: int) -> Author:
    return Author(_name(number), _GIVEN[number % len(_GIVEN)])


def _name(number: int) -> str:
    parts = [_PARTS[number % 16]]
    while number := number // 16:
        parts.append(_PARTS[number % 16])
    return "".join(parts * (2 if len(parts) == 1 else 1)).capitalize()


def write(content: Content, site: Path) -> None:
    """Write the search page, what it links in and its data."""
    from generator import analysis, config, pages, theme
    from generator.emitters import assets, html, reading, search

    settings = config.Config()
    found = analysis.analyse(content)
    plan, look = pages.plan(content, found, settings), theme.load(ROOT)
    papers = reading.readings(plan, content, found)
    searched = replace(plan, pages=tuple(page for page in plan.pages if page.path == "search.html"))
    for output in (
        *html.outputs(searched, look, settings),
        *assets.outputs(plan, look, settings),
        *reading.outputs(papers, ""),
        *search.outputs(papers, plan, content, found, ""),
    ):
        path = site / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.render())


def print_speed(site: Path) -> None:
    """Print what a first query loads, and how long queries take when nothing is left to load."""
    with _browser() as browser:
        kinds = queries(*_texts(browser, site))
        print(f"{'first query of a fresh page':38}{'kB':>6}{'scripts':>9}{'shown, ms':>11}")
        first = {kind: asked[0] for kind, asked in kinds.items()} | {"a phrase of two frequent words": FREQUENT}
        loads = [_first(browser, site, kind, query) for kind, query in first.items()]
        print(f"{'largest':38}{max(loads):6}")
        times = _warm(browser, site, [query for asked in kinds.values() for query in asked])
    for name, found in times.items():
        p50, p95 = statistics.median(found), statistics.quantiles(found, n=20)[-1]
        print(f"{name:38}p50 {p50:5.1f} ms, p95 {p95:5.1f} ms, most {max(found):5.1f} ms, {len(found)} queries")


def queries(titles: Sequence[str], authors: Sequence[str]) -> dict[str, list[str]]:
    """Return kind of query -> queries, out of the library's own titles and authors; the same for the same library."""
    order = random.Random(len(titles))

    def words(number: int) -> str:
        found: list[str] = []
        while len(found) < number:
            found = re.findall(r"[a-z]{4,}", order.choice(titles).lower())
            start = order.randint(0, max(0, len(found) - number))
            found = found[start : start + number]
        return " ".join(found)

    def slipped(word: str) -> str:
        at = order.randint(1, len(word) - 2)
        return word[:at] + word[at + 1 :]

    makers: dict[str, Callable[[], str]] = {
        "a word": lambda: f"{words(1)} ",
        "two words": lambda: f"{words(2)} ",
        "three words": lambda: f"{words(3)} ",
        "a word being typed": lambda: words(1)[:4],
        "two words, the second being typed": lambda: words(2)[:-2],
        "a phrase": lambda: f'"{words(2)}"',
        "a phrase of three": lambda: f'"{words(3)}"',
        "a slip of the pen": lambda: f"{slipped(words(1) + 'ing')} ",
        "OR": lambda: f"{words(1)} OR {words(1)} ",
        "a minus": lambda: f"{words(2)} -{words(1)} ",
        "title:": lambda: f"title:{words(1)} {words(1)} ",
        "author: and year:": lambda: f'author:"{order.choice(authors)}" year:>2005',
        "begun*": lambda: f"{words(1)[:3]}* ",
    }
    return {kind: [make() for _ in range(EACH)] for kind, make in makers.items()}


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _opened(browser: Any, site: Path, query: str = "") -> Any:
    page = browser.new_page()
    page.goto(f"{site.resolve().as_uri()}/search.html?q={quote(query)}")
    page.evaluate(_SETTLED)
    return page


_SETTLED = """() => new Promise((done) => {
    const look = () => (document.getElementById('search-count').textContent ? done() : requestAnimationFrame(look));
    look();
})"""


def _texts(browser: Any, site: Path) -> tuple[list[str], list[str]]:
    page = _opened(browser, site)
    rows = page.evaluate(
        "async () => { const { papers, chunk } = await sitegen.load('search'); const rows = [];"
        " for (let at = 0; at * chunk < papers; at += 7) rows.push(...(await sitegen.load(`papers/${at}`)));"
        " return rows.map(({ title, authors }) => [title, authors[0]]); }"
    )
    page.close()
    return [title for title, _ in rows], [author for _, author in rows]


def _first(browser: Any, site: Path, kind: str, query: str) -> int:
    """Print what a fresh page loads for a query until its results stand; return the kilobytes."""
    context = browser.new_context()
    page = context.new_page()
    loaded: list[Path] = []
    page.on("request", lambda request: loaded.append(Path(unquote(urlsplit(request.url).path))))
    page.goto(f"{site.resolve().as_uri()}/search.html?q={quote(query)}")
    page.evaluate(_SETTLED)
    shown = page.evaluate("performance.now()")
    page.wait_for_load_state("networkidle")
    scripts = [path for path in loaded if path.suffix == ".js"]
    size = sum(path.stat().st_size for path in scripts) // 1000
    context.close()
    print(f"{kind:38}{size:6}{len(scripts):9}{shown:11.0f}  {query}")
    return size


def _warm(browser: Any, site: Path, asked: Sequence[str]) -> dict[str, list[float]]:
    """Return what was timed -> milliseconds of every query, the second time that it is asked."""
    page = _opened(browser, site)
    found: dict[str, list[float]] = page.evaluate(
        """async (asked) => {
            const summary = await sitegen.load('search');
            const index = sitegen.index(summary, sitegen.lists(summary));
            const [input, form] = ['search-words', 'search-form'].map((id) => document.getElementById(id));
            const times = { ranked: [], 'ranked, facets counted, shown': [] };
            const timed = async (run) => {
                const from = performance.now();
                await run();
                return performance.now() - from;
            };
            const shown = (query) => new Promise((done) => {
                const watch = new MutationObserver(() => { watch.disconnect(); done(); });
                watch.observe(document.getElementById('search-count'), { childList: true });
                input.value = query;
                form.requestSubmit();
            });
            for (const query of asked) {
                await index.search(query);
                times.ranked.push(await timed(() => index.search(query)));
            }
            for (const query of asked) {
                await shown(query);
                times['ranked, facets counted, shown'].push(await timed(() => shown(query)));
            }
            return times;
        }""",
        list(asked),
    )
    page.close()
    return found


def print_found(folder: Path) -> None:
    """Print the place of the expected paper for each query, and how often it was the first and among three."""
    project = folder / "project"
    shutil.copytree(ROOT / "content", project / "content")
    shutil.copy(ROOT / "sitegen.toml", project)
    command = [sys.executable, "-m", "generator.cli", "build", "--quiet", "--project", str(project)]
    subprocess.run(command, check=True, cwd=ROOT)
    with _browser() as browser:
        found = places(_opened(browser, project / "site"), expected())
    for query, place in found.items():
        print(f"{place or '-':>4}  {query}")
    first, three = (sum(1 for place in found.values() if 0 < place <= most) for most in (1, 3))
    print(f"first in {first} of {len(found)}, in the first three in {three}")


def expected() -> dict[str, str]:
    """Return query -> slug of the paper that is meant."""
    lines = QUERIES.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def places(page: Any, wanted: Mapping[str, str]) -> dict[str, int]:
    """Return query -> place of the paper that is meant, from 1; 0 where it is not found. `page` is a search page."""
    found: dict[str, int] = page.evaluate(
        """async (wanted) => {
            const summary = await sitegen.load('search');
            const index = sitegen.index(summary, sitegen.lists(summary));
            const places = {};
            for (const [query, slug] of Object.entries(wanted)) {
                const { papers } = await index.search(query);
                const rows = await Promise.all(papers.map(index.paper));
                places[query] = rows.findIndex(({ row }) => row.slug === slug) + 1;
            }
            return places;
        }""",
        dict(wanted),
    )
    return found


if __name__ == "__main__":
    main()
