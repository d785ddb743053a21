"""A real Chromium against a built site: from disk, and under a folder of a web server, with every other address refused."""

import contextlib
import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from browser import library

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site made from the small library."""
    from generator import content
    from generator.build import build

    project = tmp_path_factory.mktemp("library")
    library.write(project)
    read = content.read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            content, "read", lambda *given: replace(read(*given), ledger=library.ledger(), imports=library.imports())
        )
        build(project)
    return project / "site"


@pytest.fixture(scope="session")
def served(built: Path) -> Iterator[str]:
    """The address of the same site in the folder /repo/ of a web server, as GitHub Pages has it."""
    with serving(built) as address:
        yield address


@contextlib.contextmanager
def serving(site: Path, folder: str = "repo") -> Iterator[str]:
    """Serve a site in a folder of a web server on this machine; yield its address."""
    outside = site.parent / "web"
    outside.mkdir(exist_ok=True)
    (outside / folder).symlink_to(site, target_is_directory=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(outside)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/{folder}/"
    server.shutdown()
    server.server_close()
    thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(params=["file", "http"])
def home(request: pytest.FixtureRequest, built: Path) -> str:
    """The site's address, once from disk and once from a web server."""
    return f"{built.as_uri()}/" if request.param == "file" else str(request.getfixturevalue("served"))


@pytest.fixture
def disk(built: Path) -> str:
    """The site's address on disk, for what does not depend on where it stands."""
    return f"{built.as_uri()}/"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a page did that no page may do."""

    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


Open = Callable[..., Any]


@dataclass
class Desk:
    """Pages that are opened, and kept for the next test: a fresh profile for each costs more than most tests."""

    browser: Any
    watch: Watch = field(default_factory=Watch)
    free: dict[str, list[Any]] = field(default_factory=dict)
    taken: list[tuple[str, Any]] = field(default_factory=list)
    storage: dict[Any, Any] = field(default_factory=dict)

    def opened(self, address: str, *, width: int = 1280, height: int = 800, **options: Any) -> Any:
        """Return a page that was sent to an address, of a profile that holds nothing."""
        look = {"color_scheme": "light", "reduced_motion": "reduce", **options}
        whose = {name: look.pop(name) for name in [*look] if name not in ("color_scheme", "reduced_motion")}
        key = json.dumps(whose, sort_keys=True)
        page = self.free[key].pop() if self.free.get(key) else self._made(whose, width, height)
        self.taken.append((key, page))
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(**look)
        page.goto(address)
        return page

    def cleared(self) -> Watch:
        """Take all pages back, and return what they did."""
        for key, page in self.taken:
            home = urlsplit(page.url)
            page.goto("about:blank")
            # A page may keep something when it is left.
            self.storage[page].send(
                "Storage.clearDataForOrigin", {"origin": f"{home.scheme}://{home.netloc}/", "storageTypes": "all"}
            )
            self.free.setdefault(key, []).append(page)
        self.taken = []
        did, self.watch = self.watch, Watch()
        return did

    def _made(self, options: dict[str, Any], width: int, height: int) -> Any:
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        context.route(_ELSEWHERE, self._refuse)
        context.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error('policy', e.violatedDirective, e.blockedURI))"
        )
        page = context.new_page()
        self.storage[page] = context.new_cdp_session(page)
        page.set_default_timeout(10_000)
        page.on("console", lambda message: self._hear(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._hear(str(error)))
        return page

    def _refuse(self, route: Any) -> None:
        self.watch.asked.append(route.request.url)
        route.abort()

    def _hear(self, said: str) -> None:
        self.watch.said.append(said)


_ELSEWHERE = re.compile(r"^(?!file:|data:|blob:|http://127\.0\.0\.1:)")


@pytest.fixture(scope="session")
def desk(chromium: Any) -> Desk:
    return Desk(chromium)


@pytest.fixture
def visit(desk: Desk) -> Iterator[Open]:
    """A function that opens an address in a profile that holds nothing; nothing may go wrong in any page opened."""
    yield desk.opened
    assert desk.cleared() == Watch()


def until(page: Any, condition: str) -> None:
    """Wait until a condition holds in the page. Playwright's own wait evaluates a text there, which the policy forbids."""
    page.evaluate(
        f"""() => new Promise((done, failed) => {{
            const look = () => (({condition}) ? done() : requestAnimationFrame(look));
            setTimeout(() => failed(new Error("in vain")), 20000);
            look();
        }})"""
    )


_AXE = """({ rules }) => axe.run({ preload: false, resultTypes: ['violations'], ...(rules && { runOnly: rules }) })
    .then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`))"""
_COLOURS = ["color-contrast", "link-in-text-block"]


def faults(page: Any) -> list[str]:
    """Return what axe finds wrong with a page: in the light all, in the dark what hangs on colours."""
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme="light")
    page.evaluate(Axe().axe_script)
    found = page.evaluate(_AXE, {"rules": None})
    page.emulate_media(color_scheme="dark")
    return [*found, *(f"dark, {fault}" for fault in page.evaluate(_AXE, {"rules": _COLOURS}))]
