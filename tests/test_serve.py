"""The preview: pages reload after a save, and what is served is what is on disk."""

import re
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import LONG, listing
from generator import build, cache, serve


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


@pytest.mark.parametrize(
    "path",
    [
        "/../content/sources/a.txt",
        "/%2e%2e/content/sources/a.txt",
        "/%252e%252e/content/sources/a.txt",
        "/..%2fcontent/sources/a.txt",
        "/..%5ccontent%5csources%5ca.txt",
        "/papers/../../content/sources/a.txt",
        "//content/sources/a.txt",
        "/a.txt",
        "/out/a.txt",
        "/out/",
        "/index.html%00.txt",
        "/" + "a" * 5000,
    ],
)
def test_nothing_outside_the_site_is_served(path: str, server: tuple[str, serve.Listeners], project: Path) -> None:
    (project / "site" / "a.txt").symlink_to(project / "content" / "sources" / "a.txt")
    (project / "site" / "out").symlink_to(project / "content" / "sources")
    status, page = fetched(server[0] + path)
    assert status == 404
    assert "A Title of a Paper" not in page


def test_open_pages_hear_of_a_build_and_of_what_is_wrong(server: tuple[str, serve.Listeners], project: Path) -> None:
    address, listeners = server
    with urllib.request.urlopen(address + "/__sitegen/events", timeout=10) as events:
        assert serve.rebuilt(project, listeners).endswith("site/index.html")
        assert events.readline() == b'data: {"problem": ""}\n'
        (project / "content" / "papers" / "broken.md").write_text("---\ntitle: a: b\n---\n", "utf-8")
        assert "content/papers/broken.md:2" in serve.rebuilt(project, listeners)
        events.readline()
        assert b"content/papers/broken.md:2" in events.readline()


def test_only_who_asks_for_this_machine_is_answered(server: tuple[str, serve.Listeners]) -> None:
    for name in ("rebound.example:80", "127.0.0.1.example:80", ""):
        request = urllib.request.Request(server[0] + "/index.html", headers={"Host": name})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=10)
        with refused.value as answer:
            assert answer.code == 403
    for site in ("cross-site", "same-site"):
        fetching = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
        request = urllib.request.Request(server[0] + "/data/map.js", headers=fetching)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=10)
        with refused.value as answer:
            assert answer.code == 403
        following = urllib.request.Request(server[0] + "/", headers={**fetching, "Sec-Fetch-Mode": "navigate"})
        with urllib.request.urlopen(following, timeout=10) as answer:
            assert answer.status == 200
    port = server[0].rpartition(":")[2]
    request = urllib.request.Request(server[0] + "/", headers={"Host": f"localhost:{port}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200


def test_it_listens_on_this_machine_only(project: Path) -> None:
    made = serve.server(project, 0, serve.Listeners())
    made.server_close()
    assert made.server_address[0] == "127.0.0.1"


def test_nothing_can_be_sent_to_it(server: tuple[str, serve.Listeners]) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        request = urllib.request.Request(server[0] + "/index.html", data=b"x", method=method)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=10)
        with refused.value as answer:
            assert answer.code == 501


Seen = list[set[str]]


@pytest.fixture
def seen(project: Path) -> Iterator[Seen]:
    """The names of what was noticed, one set each time."""
    stop = threading.Event()
    noticed: Seen = []

    def noted() -> None:
        for changed in serve.changes(project, stop):
            noticed.append({path.name for path in changed})

    watcher = threading.Thread(target=noted)
    watcher.start()
    yield noticed
    stop.set()
    watcher.join()


def wait(seen: Seen, name: str, save: Callable[[], object]) -> None:
    """Save until it is noticed: the watch may not have begun."""
    for _ in range(200):
        save()
        time.sleep(0.05)
        if any(name in names for names in seen):
            return
    raise AssertionError(f"{name} was not noticed: {seen}")


def test_a_saved_page_is_noticed_and_what_builds_and_editors_write_is_not(project: Path, seen: Seen) -> None:
    page = next((project / "content" / "papers").glob("*.md"))

    def save() -> None:
        (project / "content" / ".sitegen" / "imports.json").touch()
        (project / "content" / "papers" / f".{page.name}.swp").touch()
        (project / "site" / "index.html").touch()
        page.write_text(page.read_text("utf-8") + "\nmore\n", "utf-8")

    wait(seen, page.name, save)
    assert {name for names in seen for name in names} == {page.name}


def test_what_did_not_exist_when_it_began_is_noticed(project: Path, seen: Seen) -> None:
    wait(seen, "sitegen.toml", (project / "sitegen.toml").touch)
    (project / "templates").mkdir()
    wait(seen, "home.html", (project / "templates" / "home.html").touch)
    (project / "content" / "pages").mkdir()
    wait(seen, "about.md", (project / "content" / "pages" / "about.md").touch)


def test_a_build_while_an_import_is_at_work_waits_for_its_end(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited, ended = threading.Event(), threading.Event()

    def wait(_: float) -> None:
        waited.set()
        ended.wait(timeout=60)

    monkeypatch.setattr(time, "sleep", wait)
    said: list[str] = []
    building = threading.Thread(target=lambda: said.append(serve.rebuilt(project, serve.Listeners())))
    with cache.locked(project, "import"):
        building.start()
        assert waited.wait(timeout=60)
    ended.set()
    building.join()
    assert said[0].startswith("1 paper, ")
