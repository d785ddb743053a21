"""Does anything of a hostile site run? Its pages in Chromium, without their policy: only what is written counts."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

FRAMES = 24
"""Pages opened at a time, each in a frame of its own."""
ROOT = "/map"
"""Where its host has the site: its page for what is not there asks for files from there, wherever it is opened."""
_SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer", "--disable-background-networking",
             "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND"]  # fmt: skip
_SEARCH = """async (given) => {
  for (const text of given) {
    history.replaceState(null, "", `?q=${encodeURIComponent(text)}&topic=${encodeURIComponent(text)}`);
    dispatchEvent(new PopStateEvent("popstate"));
    await new Promise((done) => setTimeout(done, 12));
  }
  return document.getElementById("search-words").value;
}"""
_KEYS = "paper topic q keyword author hide path area in link min from to colour steps list".split()
_HASHES = """async (given) => {
  const turn = () => new Promise((done) => {
    addEventListener("hashchange", () => setTimeout(done, 5), { once: true });
    setTimeout(done, 80);
  });
  for (const hash of given) {
    const turned = turn();
    location.hash = hash;
    await turned;
  }
}"""
_SETTLED = "() => new Promise((done) => setTimeout(done, 100))"


_Step = Callable[[Any, Path, Sequence[str]], None]


@dataclass
class _Seen:
    """What pages did that no page may do; a site may ask for files of its own, and frames for a page."""

    site: Path
    wrong: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def stopped(self, route: Any) -> None:
        """Refuse what lies outside the project: `failed` hears of it."""
        route.abort()

    def failed(self, request: Any) -> None:
        if request.url not in self.known:
            self.known.add(request.url)
            if not self._own(request.url, request.resource_type):
                self.wrong.append(f"asked for {request.url[:200]}")

    def _own(self, address: str, kind: str) -> bool:
        """Return whether it is a file of the site; notes may name an image of its host that is not there."""
        parts = urlsplit(address)
        path = Path(os.path.normpath(unquote(parts.path)))
        if path.is_relative_to(ROOT):
            path = self.site / path.relative_to(ROOT)
        here = parts.scheme == "file" and not parts.netloc
        own = path.is_relative_to(self.site.parent) and _is_file(path)
        return parts.scheme == "blob" or (here and (own or kind == "image"))

    def dialog(self, dialog: Any) -> None:
        self.wrong.append(f"opened a dialog: {dialog.message[:200]}")
        dialog.dismiss()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield a headless Chromium: one that is installed."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_SWITCHES)
        yield browser
        browser.close()


def wrong(browser: Any, site: Path, given: Sequence[str]) -> list[str]:
    """Return what ran, asked or lay ready to run: on every page, and where a reader's own texts come in."""
    return _watched(browser, site, given, (_open_all, _type, _address, _take_in, _save))


def opened(browser: Any, site: Path) -> list[str]:
    """Return what ran, asked or lay ready to run on any page of a site."""
    return _watched(browser, site, (), (_open_all,))


def under_policy(browser: Any, site: Path) -> list[str]:
    """Return what broke the policy, ran, asked or lay ready to run on two pages of each kind, their policy in force."""
    return _watched(browser, site, (), (_open_kinds,), bypass=False)


def _watched(browser: Any, site: Path, given: Sequence[str], steps: Sequence[_Step], bypass: bool = True) -> list[str]:
    from playwright.sync_api import Error as PlaywrightError

    seen = _Seen(site)
    context = browser.new_context(bypass_csp=bypass, reduced_motion="reduce", accept_downloads=True)
    context.set_default_timeout(120_000)
    # Python hears only of what is refused or not there: to be told of each file of the site takes its time.
    context.route(re.compile(f"^(?!{re.escape(site.parent.as_uri())}/|blob:)"), seen.stopped)
    context.on("requestfailed", seen.failed)
    context.expose_binding("attacked", lambda _, what: seen.wrong.append(str(what)))
    context.add_init_script(path=Path(__file__).with_name("sentry.js"))
    page = context.new_page()
    page.on("dialog", seen.dialog)
    page.on("pageerror", lambda error: seen.wrong.append(f"threw {error}"))
    for step in steps:
        try:
            step(page, site, given)
        except PlaywrightError as error:
            seen.wrong.append(f"{step.__name__[1:]}: {error.message[:500]}")
        page.evaluate(_SETTLED)
    context.close()
    return list(dict.fromkeys(seen.wrong))


def _open_all(page: Any, site: Path, _: Sequence[str]) -> None:
    _open(page, site, sorted(site.rglob("*.html")))


def _open_kinds(page: Any, site: Path, _: Sequence[str]) -> None:
    folders = (path for path in sorted(site.iterdir()) if path.is_dir())
    kinds = [page for folder in folders for page in sorted(folder.rglob("*.html"))[:2]]
    _open(page, site, [*sorted(site.glob("*.html")), *kinds])


def _open(page: Any, site: Path, paths: Iterable[Path]) -> None:
    """Open pages in frames: that takes a tenth of the time."""
    pages = [path.relative_to(site.parent).as_posix() for path in paths]
    for at in range(0, len(pages), FRAMES):
        frames = "".join(f'<iframe src="{name}" width=800 height=600></iframe>' for name in pages[at : at + FRAMES])
        (site.parent / "frames.html").write_text(f"<!DOCTYPE html>{frames}", "utf-8")
        _loaded(page, (site.parent / "frames.html").as_uri())


def _loaded(page: Any, address: str) -> None:
    """Load a page, once more if it does not end: a machine may stand still; a page without end has none again."""
    from playwright.sync_api import TimeoutError

    try:
        page.goto(address)
    except TimeoutError:
        page.goto(address)
    page.evaluate(_SETTLED)  # What broke the policy is told after the page was loaded.


def _type(page: Any, site: Path, given: Sequence[str]) -> None:
    page.goto(f"{site.as_uri()}/search.html")
    page.wait_for_function("document.getElementById('search-count').textContent")
    shown = page.evaluate(_SEARCH, list(given))
    assert shown == _one_line(given[-1]), "the search box follows the address"


def _one_line(text: str) -> str:
    """Return a text as a box of one line holds it."""
    return text.replace("\r", "").replace("\n", "")[:500]


def _address(page: Any, site: Path, given: Sequence[str]) -> None:
    texts = [quote(text, safe="", errors="replace") for text in given]
    every = ["#" + "&".join(f"{key}={text}" for key in _KEYS) for text in texts]
    papers = [f"#paper=p-{number}&list=yes" for number in range(len(given))]
    lists = [f"#papers={text},p-0" for text in texts]
    for name, hashes in (("map.html", [*papers, *every, *map("#{}".format, given)]), ("reading-list.html", lists)):
        page.goto(f"{site.as_uri()}/{name}")
        page.evaluate(_HASHES, hashes)


def _take_in(page: Any, site: Path, given: Sequence[str]) -> None:
    """Give the reading list files that others made, and look at the files that it gives back."""
    rows = [{"slug": f"p-{at}", "title": text, "note": text, "read": text} for at, text in enumerate(given)]
    files = {"list.json": json.dumps({"papers": rows}), "slugs.json": json.dumps(list(given)), "text.json": given[0]}
    for name, text in files.items():
        (site.parent / name).write_text(text, "utf-8", errors="replace")
        page.goto(f"{site.as_uri()}/reading-list.html")
        page.locator("#reading-file").set_input_files(site.parent / name)
        page.wait_for_function("document.getElementById('reading-status').textContent")
    assert page.locator("#reading-papers > li").count() >= len(given)
    (site / "given-back").mkdir(exist_ok=True)
    for kind in ("bib", "ris", "csv", "md"):
        with page.expect_download() as download:
            page.locator(f"[data-save={kind}]").click()
        download.value.save_as(site / "given-back" / f"list.{kind}")


def _save(page: Any, site: Path, _: Sequence[str]) -> None:
    """Save the map as a picture, and open it."""
    page.goto(f"{site.as_uri()}/map.html")
    page.wait_for_selector("#map.is-ready")
    with page.expect_download() as download:
        page.locator("#map-svg").click()
    download.value.save_as(site / "given-back" / "map.svg")
    page.goto((site / "given-back" / "map.svg").as_uri())
