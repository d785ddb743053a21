"""The preview: pages reload after a save, and what is served is what is on disk."""

import re
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import LONG, listing
from generator import build, serve


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content" / "sources").mkdir(parents=True)
    (tmp_path / "content" / "sources" / "a.txt").write_text(listing(("A Title of a Paper", LONG)), "utf-8")
    build.build(tmp_path)
    return tmp_path


@pytest.fixture
def server(project: Path) -> Iterator[tuple[str, serve.Listeners]]:
    listeners = serve.Listeners()
    made = serve.server(project, 0, listeners)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_address[1]}", listeners
    made.shutdown()
    thread.join()
    made.server_close()


def fetched(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_pages_get_the_reload_script_and_leave_to_use_it(server: tuple[str, serve.Listeners], project: Path) -> None:
    status, page = fetched(server[0] + "/")
    assert status == 200
    assert '<script src="/__sitegen/reload.js"></script></body>' in page
    assert "connect-src 'self'" in page
    assert "__sitegen" not in (project / "site" / "index.html").read_text("utf-8")
    assert fetched(server[0] + "/__sitegen/reload.js")[0] == 200


def test_missing_pages_show_our_own(server: tuple[str, serve.Listeners], project: Path) -> None:
    status, page = fetched(server[0] + "/papers/deep/nowhere.html")
    assert status == 404
    assert "<h1" in page
    sheet = re.search(r'rel="stylesheet" href="([^"]+)"', page)
    assert sheet
    assert fetched(server[0] + sheet[1])[0] == 200


def test_nothing_outside_the_site_is_served(server: tuple[str, serve.Listeners]) -> None:
    assert fetched(server[0] + "/../content/sources/a.txt")[0] == 404
    assert fetched(server[0] + "/%2e%2e/content/sources/a.txt")[0] == 404


def test_open_pages_hear_of_a_build_and_of_what_is_wrong(server: tuple[str, serve.Listeners], project: Path) -> None:
    address, listeners = server
    with urllib.request.urlopen(address + "/__sitegen/events", timeout=10) as events:
        assert serve.rebuilt(project, listeners).endswith("site/index.html")
        assert events.readline() == b'data: {"problem": ""}\n'
        (project / "content" / "papers" / "broken.md").write_text("---\ntitle: a: b\n---\n", "utf-8")
        assert "content/papers/broken.md:2" in serve.rebuilt(project, listeners)
        events.readline()
        assert b"content/papers/broken.md:2" in events.readline()


def test_a_saved_page_is_noticed_and_what_builds_write_is_not(project: Path) -> None:
    stop = threading.Event()
    seen: list[set[str]] = []

    def watch() -> None:
        for changes in serve.changes(project, stop):
            seen.append({Path(path).name for _, path in changes})
            stop.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    page = next((project / "content" / "papers").glob("*.md"))
    while watcher.is_alive():
        (project / "content" / ".sitegen" / "imports.json").touch()
        page.write_text(page.read_text("utf-8") + "\nmore\n", "utf-8")
        watcher.join(0.3)
    assert seen[0] == {page.name}
