"""`sitegen add`: what is asked of whom, what is kept, and what becomes of every way in which an answer fails."""

import json
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from test_cli import run

from conftest import CHECKOUT, LONG, listing
from generator import __version__, ingest
from generator.build import build
from generator.content import store
from generator.errors import SitegenError
from generator.importers.ids import Identifier, identify
from generator.ingest import lookup, web
from generator.report import Problem

WORK = {
    "status": "ok",
    "message-type": "work",
    "message": {"DOI": "10.1000/maps.1", "title": ["Maps of reading"], "abstract": f"<jats:p>{LONG}</jats:p>"},
}
ENTRY = "<entry>\n<id>http://arxiv.org/abs/{id}v2</id>\n<title>Paper {id}</title>\n<summary>We map.</summary>\n</entry>"
FEED = '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<title>query</title>\n{entries}\n</feed>\n'


@dataclass
class Service:
    """A service of this machine: answers in turn what it is told to, and remembers what it was asked."""

    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    silent: bool = False
    over: threading.Event = field(default_factory=threading.Event)
    address: str = ""

    def answer(self, path: str, agent: str) -> tuple[int, dict[str, str], bytes]:
        self.asked.append(path)
        self.agents.append(agent)
        if self.silent:
            self.over.wait(30)
        if self.answers:
            return self.answers.pop(0)
        if path.startswith("/api/query"):
            listed = parse_qs(urlsplit(path).query)["id_list"][0].split(",")
            entries = "\n".join(ENTRY.format(id=id) for id in listed if id not in self.unknown)
            return 200, {}, FEED.format(entries=entries).encode()
        if unquote(path.removeprefix("/works/")) == "10.1000/maps.1":
            return 200, {}, json.dumps(WORK).encode()
        return 404, {}, b"Resource not found."


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    made = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = made.answer(self.path, self.headers["User-Agent"])
            try:
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("SITEGEN_ARXIV_API", f"{made.address}/api/query")
    monkeypatch.setenv("SITEGEN_CROSSREF_API", f"{made.address}/works/")
    monkeypatch.delenv("SITEGEN_MAILTO", raising=False)
    yield made
    made.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Desk:
    """Gathers into a folder, and notes how long it would have waited."""

    project: Path
    waited: list[float] = field(default_factory=list)

    def gather(self, *identifiers: str, timeout: float = 20.0, **options: bool) -> lookup.Gathered:
        found = [one for each in identifiers if (one := identify(each))]
        return lookup.gather(self.project, found, sleep=self.waited.append, timeout=timeout, **options)  # type: ignore[arg-type]

    def sources(self) -> dict[str, str]:
        return {path.name: path.read_text("utf-8") for path in sorted((self.project / "content/sources").glob("*"))}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def messages(found: lookup.Gathered) -> list[str]:
    return [problem.message for problem in found.problems]


def test_a_doi_s_answer_is_kept_as_it_came_and_imported(desk: Desk, service: Service) -> None:
    found = desk.gather("10.1000/maps.1")
    assert desk.sources() == {"added-doi-10.1000-maps.1.json": json.dumps(WORK)}
    assert (service.asked, service.agents) == (["/works/10.1000/maps.1"], [f"sitegen/{__version__}"])
    assert (found.problems, desk.waited) == ([], [])
    ingest.run(desk.project, found.sources)
    assert (desk.project / store.FOLDER / "maps-of-reading.md").is_file()


def test_arxiv_is_asked_for_many_at_once_and_each_answer_is_a_source(desk: Desk, service: Service) -> None:
    desk.gather("arXiv:2401.00001v3", "10.48550/arXiv.2401.00002", "cs/0503050")
    assert service.asked == ["/api/query?id_list=2401.00001,2401.00002,cs/0503050&max_results=3"]
    assert list(desk.sources()) == [f"added-arxiv-{id}.atom" for id in ("2401.00001", "2401.00002", "cs-0503050")]
    assert desk.sources()["added-arxiv-2401.00002.atom"] == FEED.format(entries=ENTRY.format(id="2401.00002"))


def test_between_questions_to_arxiv_there_are_three_seconds(desk: Desk, service: Service) -> None:
    desk.gather(*(f"arXiv:2401.{number:05}" for number in range(120)))
    assert len(service.asked) == 3
    assert desk.waited == [3.0, 3.0]


def test_what_was_answered_is_not_asked_again_unless_to_refresh_it(desk: Desk, service: Service) -> None:
    desk.gather("10.1000/maps.1", "arXiv:2401.00001")
    again = desk.gather("10.1000/maps.1", "arXiv:2401.00001")
    assert len(service.asked) == 2
    assert sorted(source.name for source in again.sources) == list(desk.sources())
    desk.gather("10.1000/maps.1", refresh=True)
    assert len(service.asked) == 3


def test_crossref_is_told_who_asks_where_that_is_known(
    desk: Desk, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITEGEN_MAILTO", "ada@example.org")
    desk.gather("10.1000/maps.1")
    assert service.asked == ["/works/10.1000/maps.1?mailto=ada%40example.org"]
    assert service.agents == [f"sitegen/{__version__} (mailto:ada@example.org)"]


def test_what_a_service_does_not_know_becomes_a_stub(desk: Desk, service: Service) -> None:
    service.unknown = {"2401.00002"}
    found = desk.gather("10.9999/none", "10.1000/maps.1", "arXiv:2401.00001", "arXiv:2401.00002")
    assert messages(found) == [
        "doi:10.9999/none: Crossref: it does not know it",
        "arXiv:2401.00002: arXiv: it does not know it",
    ]
    assert desk.sources()["added.txt"] == "# What could not be looked up.\ndoi:10.9999/none\narXiv:2401.00002\n"
    assert desk.waited == []
    assert found.asked == 2


def test_one_bad_number_does_not_spoil_the_answer_for_the_others(desk: Desk, service: Service) -> None:
    service.answers = [(400, {}, b"incorrect id format"), (400, {}, b"incorrect id format")]
    found = desk.gather("nosuch/0503050", "arXiv:2401.00001")
    assert messages(found) == ["arXiv:nosuch/0503050: arXiv: it answered 400 (Bad Request)"]
    assert list(desk.sources()) == ["added-arxiv-2401.00001.atom", "added.txt"]


def test_too_many_questions_are_asked_again_when_the_service_says(desk: Desk, service: Service) -> None:
    service.answers = [(429, {"Retry-After": "7"}, b"slow down"), (503, {}, b"")]
    found = desk.gather("10.1000/maps.1")
    assert (found.problems, desk.waited) == ([], [7.0, 6.0])
    assert list(desk.sources()) == ["added-doi-10.1000-maps.1.json"]


def test_no_service_makes_us_wait_for_hours(desk: Desk, service: Service) -> None:
    service.answers = [
        (429, {"Retry-After": "86400"}, b""),
        (429, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}, b""),
    ]
    desk.gather("10.1000/maps.1")
    assert desk.waited == [120.0, 120.0]


def test_a_service_that_fails_is_asked_four_times_and_then_for_nothing_more(desk: Desk, service: Service) -> None:
    service.answers = [(500, {}, b"oops")] * 9
    found = desk.gather("10.1000/maps.1", "10.1000/maps.2")
    assert len(service.asked) == 4
    assert desk.waited == [3.0, 6.0, 12.0]
    assert messages(found) == [
        "doi:10.1000/maps.1, doi:10.1000/maps.2: Crossref: it answered 500 (Internal Server Error)"
    ]
    assert desk.sources()["added.txt"].splitlines()[1:] == ["doi:10.1000/maps.1", "doi:10.1000/maps.2"]


def test_what_was_answered_before_a_failure_is_kept(desk: Desk, service: Service) -> None:
    good = FEED.format(entries=ENTRY.format(id="2401.00000")).encode()
    service.answers = [(200, {}, good), *[(500, {}, b"")] * 4]
    desk.gather(*(f"arXiv:2401.{number:05}" for number in range(60)))
    assert "added-arxiv-2401.00000.atom" in desk.sources()
    assert len(desk.sources()["added.txt"].splitlines()) == 60


def test_a_service_that_says_nothing_is_given_up(desk: Desk, service: Service) -> None:
    service.silent = True
    found = desk.gather("10.1000/maps.1", timeout=0.05)
    assert messages(found) == ["doi:10.1000/maps.1: Crossref: no answer: timed out"]


def test_a_service_that_is_not_there_is_given_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("SITEGEN_CROSSREF_API", f"http://127.0.0.1:{free.getsockname()[1]}/works/")
        found = desk.gather("10.1000/maps.1")
    assert re.fullmatch(r"doi:10.1000/maps.1: Crossref: no answer: .*refused.*", *messages(found))


@pytest.mark.parametrize("identifier", ["10.1000/maps.1", "arXiv:2401.00001"])
def test_a_page_that_is_no_answer_is_not_kept(desk: Desk, service: Service, identifier: str) -> None:
    service.answers = [(200, {"Content-Type": "text/html"}, b"<!DOCTYPE html><html>Please sign in</html>")]
    found = desk.gather(identifier)
    assert "it answered with something that is no" in messages(found)[0]
    assert list(desk.sources()) == ["added.txt"]


def test_an_answer_without_a_title_becomes_a_stub(desk: Desk, service: Service) -> None:
    service.answers = [(200, {}, b'{"message-type": "work", "message": {"DOI": "10.1000/maps.1"}}')]
    assert messages(desk.gather("10.1000/maps.1")) == ["doi:10.1000/maps.1: Crossref: it does not know it"]
    assert list(desk.sources()) == ["added.txt"]


def test_a_huge_answer_is_broken_off(desk: Desk, service: Service) -> None:
    service.answers = [(200, {}, b" " * (web.LARGEST + 1))]
    assert messages(desk.gather("10.1000/maps.1")) == ["doi:10.1000/maps.1: Crossref: the answer is longer than 8 MB"]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://example.org/", "http://example.org/", "//example.org/x"])
def test_a_redirection_elsewhere_is_not_followed(desk: Desk, service: Service, to: str) -> None:
    service.answers = [(302, {"Location": to}, b"")]
    assert messages(desk.gather("10.1000/maps.1")) == [
        "doi:10.1000/maps.1: Crossref: it led elsewhere, where we do not go"
    ]
    assert len(service.asked) == 1


def test_a_redirection_on_the_same_host_is_followed(desk: Desk, service: Service) -> None:
    service.answers = [(301, {"Location": "/works/10.1000/maps.1"}, b"")]
    assert desk.gather("10.1000/maps.0").problems == []


def test_offline_asks_nobody(desk: Desk, service: Service) -> None:
    found = desk.gather("10.1000/maps.1", "PMID 33000001", "arXiv:2401.00001", offline=True)
    assert (service.asked, found.problems) == ([], [])
    ledger = ingest.run(desk.project, found.sources)
    assert ledger.count("new") == 3
    assert sorted(path.stem for path in (desk.project / store.FOLDER).glob("*.md")) == [
        "arxiv-2401-00001", "doi-10-1000-maps-1", "pmid-33000001"
    ]  # fmt: skip


def test_a_stub_is_filled_when_its_service_answers_again(desk: Desk, service: Service) -> None:
    ingest.run(desk.project, desk.gather("10.1000/maps.1", offline=True).sources)
    ledger = ingest.run(desk.project, desk.gather("10.1000/maps.1").sources)
    assert ledger.count("known") == 1
    page = (desk.project / store.FOLDER / "doi-10-1000-maps-1.md").read_text("utf-8")
    assert 'title: "Maps of reading"' in page
    assert "needs:" not in page


@pytest.mark.parametrize("kind", ["arxiv", "doi", "pmid", "openalex", "acl"])
def test_a_stub_s_title_is_read_as_the_same_identifier(kind: str) -> None:
    values = {"arxiv": "cs/0503050", "doi": "10.1/a", "pmid": "7", "openalex": "W2741", "acl": "N19-1423"}
    one = Identifier(kind, values[kind].replace("10.1/", "10.1000/"))
    assert identify(one.title) == one


def test_no_two_identifiers_share_a_source() -> None:
    dois = ["10.1000/a-b", "10.1000/a/b", "10.1000/a(b", "10.1000/a;b", "10.1000/" + "x" * 90, "10.1000/" + "x" * 91]
    names = {lookup.source_name(Identifier("doi", each)) for each in dois}
    assert len(names) == len(dois)
    assert all(re.fullmatch(r"added-doi-10\.1000-[\w.-]{1,100}\.json", name, re.ASCII) for name in names)


def test_a_service_s_address_is_another_only_on_this_machine(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("https://example.org/", "file:///etc/", "http://127.0.0.1.example.org/"):
        monkeypatch.setenv("SITEGEN_CROSSREF_API", address)
        with pytest.raises(SitegenError, match="SITEGEN_CROSSREF_API"):
            desk.gather("10.1000/maps.1")


def test_words_and_files_give_identifiers_and_what_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("# mine\n10.1000/1\nno identifier\narXiv:2401.00001\n", "utf-8")
    problems: list[Problem] = []
    found = lookup.wanted(["10.1000/1", str(tmp_path / "list.txt"), "nothing"], problems)
    assert [one.title for one in found] == ["doi:10.1000/1", "arXiv:2401.00001"]
    assert [(each.line, each.message) for each in problems] == [
        (3, 'left out: "no identifier" is no identifier'),
        (0, '"nothing" is no DOI, arXiv id or file'),
    ]
    with pytest.raises(SitegenError, match='"nothing" is no DOI'):
        lookup.wanted(["nothing"], [])


def test_the_command_adds_papers_and_says_what_became_of_them(tmp_path: Path, service: Service) -> None:
    done = run("add", "10.1000/maps.1", "PMID:33000001", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "added-doi-10.1000-maps.1.json: 1 record = 1 new",
        "added.txt: 1 record = 1 new",
    ]
    assert "PMID 33000001: 1 identifier of a kind that is not looked up" in done.stderr
    told = json.loads(run("add", "--json", "10.1000/maps.1", cwd=tmp_path).stdout)
    assert (told["asked"], told["papers"], told["files"][0]["known"]) == (0, 2, 1)
    wrong = run("add", "nothing", cwd=tmp_path)
    assert wrong.returncode == 1
    assert '"nothing" is no DOI, arXiv id or file' in wrong.stderr


def test_a_build_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "content" / "sources"
    folder.mkdir(parents=True)
    (folder / "list.txt").write_text(listing(("Maps of papers", LONG), ("Papers on maps", LONG)), "utf-8")
    (folder / "ids.txt").write_text("10.1000/maps.1\narXiv:2401.00001\n", "utf-8")

    def refused(*words: object, **named: object) -> None:
        raise AssertionError("a connection was opened")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert build(tmp_path).papers == 4


def test_only_one_module_can_ask_a_host() -> None:
    asks = re.compile(r"^\s*(?:import|from) (?:urllib\.request|http\.client|socket|requests|httpx)\b", re.MULTILINE)
    found = {path.stem for path in (CHECKOUT / "generator").rglob("*.py") if asks.search(path.read_text("utf-8"))}
    assert found - {"serve"} == {"web"}
    code = "import sys, generator.build, generator.ingest; print('generator.ingest.web' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CHECKOUT)
    assert done.stdout.strip() == "False"
