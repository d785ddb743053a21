"""A real Chromium against a built site: from disk, and under a folder of a web server, with every other address refused."""

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

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


@pytest.fixture
def visit(chromium: Any) -> Iterator[Open]:
    """A function that opens an address in a fresh profile; afterwards nothing may have gone wrong in any page opened."""
    watch = Watch()
    contexts = []

    def opened(address: str, *, width: int = 1280, height: int = 800, **options: Any) -> Any:
        options = {"reduced_motion": "reduce", **options}
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.route("**/*", lambda route: _checked(route, watch))
        context.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error('policy', e.violatedDirective, e.blockedURI))"
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on(
            "console", lambda message: watch.said.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: watch.said.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watch == Watch()


def _checked(route: Any, watch: Watch) -> None:
    address = route.request.url
    if address.startswith(("file:", "http://127.0.0.1:", "data:")):
        route.continue_()
    else:
        watch.asked.append(address)
        route.abort()


def until(page: Any, condition: str) -> None:
    """Wait until a condition holds in the page. Playwright's own wait evaluates a text there, which the policy forbids."""
    page.evaluate(
        f"""() => new Promise((done, failed) => {{
            const look = () => (({condition}) ? done() : requestAnimationFrame(look));
            setTimeout(() => failed(new Error("in vain")), 20000);
            look();
        }})"""
    )
