"""The site on this machine while it is being written: saved is built, built is shown.

Pages on disk know nothing of this: the reload script and the leave to use it are added on the way to the browser.
"""

import http.server
import json
import queue
import re
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from generator import build, cache
from generator.errors import SitegenError

_TRIES = 150
"""Times 0.2 s: as long as another command is waited for."""
_WATCHED = ("content", "templates", "static", "sitegen.toml")
_NAMES = ("127.0.0.1", "localhost")
_NOWHERE = ".nothing-here"
_RELOAD = b"""new EventSource("/__sitegen/events").onmessage = function (event) {
  var said = JSON.parse(event.data), note = document.getElementById("sitegen-problem");
  if (!said.problem) { location.reload(); return; }
  if (!note) {
    note = document.createElement("pre");
    note.id = "sitegen-problem";
    note.setAttribute("role", "alert");
    note.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:99;margin:0;padding:1rem;" +
      "background:#7a1020;color:#fff;white-space:pre-wrap";
    document.body.append(note);
  }
  note.textContent = said.problem;
};
"""


def run(project: Path, port: int, *, browse: bool = False, say: Callable[[str], None] = print) -> None:
    """Build, serve site/ on 127.0.0.1 and build again at every change, until interrupted."""
    listeners = Listeners()
    say(rebuilt(project, listeners))
    running = server(project, port, listeners)
    address = f"http://127.0.0.1:{running.server_address[1]}/"
    say(f"{address}  (stop with Ctrl-C)")
    threading.Thread(target=running.serve_forever, daemon=True).start()
    if browse:
        webbrowser.open(address)
    try:
        for _ in changes(project):
            say(rebuilt(project, listeners))
    except KeyboardInterrupt:
        say("stopped")
    finally:
        running.shutdown()


def changes(project: Path, stop: threading.Event | None = None) -> Iterator[set[Path]]:
    """Yield what was saved of all that a site is made of; what builds themselves write does not count.

    Folders are watched one by one: the project's own holds environments and caches that nobody need hear of.
    """
    from watchfiles import watch

    project, stop = project.resolve(), stop or threading.Event()
    while not stop.is_set():
        folders = _folders(project)
        for seen in watch(*folders, recursive=False, step=20, stop_event=stop, raise_interrupt=True):
            if saved := {path for _, name in seen if _counts(project, path := Path(name))}:
                yield saved
            if _folders(project) != folders:
                yield set()  # Nobody watched while the folder was new.
                break


def _folders(project: Path) -> list[Path]:
    below = (folder for name in _WATCHED for folder in (project / name).rglob("*/") if _counts(project, folder))
    return [project, *(path for name in _WATCHED if (path := project / name).is_dir()), *sorted(below)]


def _counts(project: Path, path: Path) -> bool:
    """Return whether a site is made of a file: not of state, nor of what editors put beside a file while saving it."""
    parts = path.relative_to(project).parts
    ours = parts[0] in _WATCHED and ".sitegen" not in parts
    return ours and not path.name.startswith((".", "#", "4913")) and not path.name.endswith(("~", ".swp", ".tmp"))


class Listeners:
    """The pages that are open in browsers and wait to hear of a build."""

    def __init__(self) -> None:
        self._queues: list[queue.Queue[str]] = []
        self._lock = threading.Lock()

    def join(self) -> "queue.Queue[str]":
        with self._lock:
            self._queues.append(queue.Queue())
            return self._queues[-1]

    def leave(self, waiting: "queue.Queue[str]") -> None:
        with self._lock:
            self._queues.remove(waiting)

    def tell(self, problem: str = "") -> None:
        with self._lock:
            for waiting in self._queues:
                waiting.put(json.dumps({"problem": problem}))


def rebuilt(project: Path, listeners: Listeners) -> str:
    """Build, tell the open pages, and return the line for the terminal: the result, or what to mend."""
    try:
        made = _in_turn(project)
    except build.UnreadableError as error:
        words = "\n".join(str(problem) for problem in [*error.problems, error])
        listeners.tell(words)
        return words
    except SitegenError as error:
        listeners.tell(str(error))
        return str(error)
    listeners.tell()
    return "\n".join([*(str(problem) for problem in (*made.mended, *made.problems)), str(made)])


def _in_turn(project: Path) -> build.Built:
    """Build as soon as no other command is at work in the project: what an import changes is shown when it is done."""
    for _ in range(_TRIES):
        try:
            return build.build(project)
        except cache.BusyError:
            time.sleep(0.2)
    return build.build(project)


def server(project: Path, port: int, listeners: Listeners) -> http.server.ThreadingHTTPServer:
    """Return a server of site/ on this machine's own address, on the first free port from `port` on."""
    handler = type("Handler", (_Handler,), {"site": project / "site", "listeners": listeners})
    for candidate in (*range(port, port + 20), 0) if port else (0,):
        try:
            made = http.server.ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError:
            continue
        made.daemon_threads = True
        return made
    raise SitegenError(f"no free port from {port} on", hint="Give another: sitegen serve --port 9000")


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves site/ as it is, but for pages: they get the reload script, and a policy that lets it work."""

    site: Path
    listeners: Listeners

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, directory=str(self.site), **kwargs)

    def parse_request(self) -> bool:
        """Answer only who asks for this machine by its own name: a page of the web must not read it by another.

        Nor may it take a script or picture from here into itself; a link that it has may lead here.
        """
        if not super().parse_request():
            return False
        said = self.headers.get
        foreign = said("Sec-Fetch-Site", "none") not in ("same-origin", "none")
        if said("Host", "").rpartition(":")[0] in _NAMES and (not foreign or said("Sec-Fetch-Mode") == "navigate"):
            return True
        self.send_error(403, "Not for this host")
        return False

    def translate_path(self, path: str) -> str:
        """Return the file that an address names; one that is not there for what no file can be, or lies elsewhere."""
        found = super().translate_path(path)
        try:
            inside = Path(found).exists() and Path(found).resolve().is_relative_to(self.site.resolve())
        except (OSError, ValueError):
            inside = False
        return found if inside else str(self.site / _NOWHERE)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/__sitegen/events":
            self._events()
        elif path == "/__sitegen/reload.js":
            self._send(_RELOAD, "text/javascript")
        else:
            file = Path(self.translate_path(self.path))
            page = file / "index.html" if file.is_dir() and path.endswith("/") else file
            if page.suffix == ".html" and page.is_file():
                self._send(_with_reload(page.read_bytes()), "text/html; charset=utf-8")
            elif page.is_file() or (file.is_dir() and (file / "index.html").is_file()):
                super().do_GET()
            else:
                self._missing()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the terminal for results."""

    def _missing(self) -> None:
        page = self.site / "404.html"
        shown = _from_root(page.read_bytes()) if page.is_file() else b"not found"
        self._send(shown, "text/html; charset=utf-8", 404)

    def _send(self, content: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        waiting = self.listeners.join()
        try:
            while True:
                try:
                    self.wfile.write(f"data: {waiting.get(timeout=15)}\n\n".encode())
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            pass
        finally:
            self.listeners.leave(waiting)


def _from_root(page: bytes) -> bytes:
    """Return a page whose addresses count from the root: it is shown in place of pages at any depth."""
    return re.sub(rb'(href|src|action|data-root)="(?!/|#|[a-z]+:)', rb'\1="/', page)


def _with_reload(page: bytes) -> bytes:
    return page.replace(b"</body>", b'<script src="/__sitegen/reload.js"></script></body>', 1)
