"""Identifiers -> sources: what arXiv and Crossref answer is kept as it came, and imported like every other source.

What they cannot say stands in a list of its own, from which the importer of identifiers makes stubs.
"""

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from generator import importers
from generator.content import files
from generator.errors import SitegenError
from generator.identifiers import arxiv, paper_id
from generator.importers import crossref, ids
from generator.importers.ids import Identifier
from generator.ingest import sources
from generator.ingest.sources import Source
from generator.ingest.web import Client, NoAnswerError, is_local
from generator.papers import Record
from generator.report import Problem, silent
from generator.text import counted

STUBS = "added.txt"
"""The source that lists what could not be looked up."""
_ARXIV = "https://export.arxiv.org/api/query"
_CROSSREF = "https://api.crossref.org/works/"
_BATCH = 50
_PAUSE = 3.0
"""Seconds between questions to arXiv, as its terms of use ask for."""
_ENDINGS = {"arxiv": "atom", "doi": "json"}
_NAMES = {"arxiv": "arXiv", "doi": "Crossref"}
_HINTS = {
    "doi": "Data sets and some publishers are registered elsewhere: import an export that has them.",
    "arxiv": "Check the number, or import an export that has the paper.",
}
_LATER = "The pages are stubs until then: add them again later, or import an export that has them."


@dataclass(slots=True)
class Gathered:
    """What is to be imported, how many identifiers were looked up now, and what could not be."""

    sources: list[Source] = field(default_factory=list)
    asked: int = 0
    problems: list[Problem] = field(default_factory=list)


def wanted(given: Iterable[str], problems: list[Problem]) -> list[Identifier]:
    """Return the identifiers that words are, or that the files of these names list, each once.

    What is none is told to the problems. Raises SitegenError where nothing is one.
    """
    found: dict[Identifier, None] = {}
    for words in given:
        if one := ids.identify(words):
            found[one] = None
        elif Path(words).is_file():
            found |= dict.fromkeys(_listed(Path(words), problems))
        else:
            problems.append(
                Problem("", 0, f'"{words}" is no DOI, arXiv id or file', "Write it like 10.1145/1 or arXiv:1706.03762.")
            )
    if not found:
        first = problems[0] if problems else Problem("", 0, "no identifiers given")
        raise SitegenError(first.message, where=first.path, line=first.line, hint=first.hint)
    return list(found)


def _listed(path: Path, problems: list[Problem]) -> Iterator[Identifier]:
    decoded = importers.decode(sources.read_source(path).content, path.as_posix())
    for number, line, found in ids.listed(decoded.text):
        yield from found
        if not found:
            said = f'left out: "{line[:60]}" is no identifier'
            problems.append(
                Problem(path.as_posix(), number, said, "Mend the line, or give the file to sitegen import.")
            )


def gather(
    project: Path,
    identifiers: Iterable[Identifier],
    *,
    offline: bool = False,
    refresh: bool = False,
    sleep: Callable[[float], None] = time.sleep,
    timeout: float = 20.0,
    progress: Callable[[str], None] = silent,
) -> Gathered:
    """Look identifiers up and keep each answer in content/sources as soon as it comes.

    One whose answer is there is not asked for again, unless to refresh it; what cannot be known is listed for stubs.
    """
    desk = _Desk(project, refresh, sleep, timeout, progress)
    stubs: list[Identifier] = []
    every = list(identifiers)
    for kind in dict.fromkeys(each.kind for each in every):
        some = [each for each in every if each.kind == kind]
        stubs += some if offline or kind not in _ENDINGS else desk.look_up(kind, some)
        if kind not in _ENDINGS and not offline:
            desk.say(some, f"{counted(len(some), 'identifier')} of a kind that is not looked up", "Import an export.")
    if stubs:
        desk.keep_stubs(stubs)
    return desk.found


@dataclass(slots=True)
class _Desk:
    """Asks, keeps, and notes what went wrong."""

    project: Path
    refresh: bool
    sleep: Callable[[float], None]
    timeout: float
    progress: Callable[[str], None]
    found: Gathered = field(default_factory=Gathered)

    def look_up(self, kind: str, wanted: list[Identifier]) -> list[Identifier]:
        """Return those of one kind that stay unknown."""
        missing = [each for each in wanted if self.refresh or not self._known(each)]
        client = Client(_endpoint(kind), _PAUSE if kind == "arxiv" else 0.0, self.sleep, self.timeout, _contact())
        size = _BATCH if kind == "arxiv" else 1
        unknown: list[Identifier] = []
        for start in range(0, len(missing), size):
            batch = missing[start : start + size]
            self.progress(f"asking {_NAMES[kind]} for {counted(len(batch), 'paper')}")
            try:
                unknown += self._ask(kind, client, batch)
            except NoAnswerError as error:
                unknown += missing[start:]
                self.say(missing[start:], f"{_NAMES[kind]}: {error.reason}", _LATER)
                break
        return unknown

    def _known(self, one: Identifier) -> bool:
        path = self.project / sources.FOLDER / source_name(one)
        if path.is_file():
            self.found.sources.append(sources.read_source(path))
        return path.is_file()

    def _ask(self, kind: str, client: Client, batch: list[Identifier]) -> list[Identifier]:
        """Return those of a batch that the service does not know. Raises NoAnswerError where it answers nobody."""
        try:
            answers = _ANSWERS[kind](client, batch)
        except NoAnswerError as error:
            if error.busy:
                raise
            if len(batch) > 1:  # One bad number spoils the answer for all.
                return [each for one in batch for each in self._ask(kind, client, [one])]
            self.say(batch, f"{_NAMES[kind]}: {error.reason}", _HINTS[kind])
            return batch
        for one, answer in answers.items():
            self._keep(source_name(one), answer)
        self.found.asked += len(answers)
        unknown = [one for one in batch if one not in answers]
        if unknown:
            self.say(unknown, f"{_NAMES[kind]}: it does not know it", _HINTS[kind])
        return unknown

    def say(self, about: list[Identifier], what: str, hint: str) -> None:
        """Note what is wrong with some identifiers; the same is said once of all."""
        shown = ", ".join(each.title for each in about[:3]) + (f" and {len(about) - 3} more" if len(about) > 3 else "")
        self.found.problems.append(Problem("", 0, f"{shown}: {what}", hint))

    def keep_stubs(self, stubs: list[Identifier]) -> None:
        """Add what is unknown to the list from which stubs are made."""
        path = self.project / sources.FOLDER / STUBS
        text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else "# What could not be looked up.\n"
        there = {one for _, _, found in ids.listed(text) for one in found}
        new = "".join(f"{one.title}\n" for one in stubs if one not in there)
        self._keep(STUBS, (text.rstrip("\n") + "\n" + new).encode())

    def _keep(self, name: str, content: bytes) -> None:
        if files.leads_out(self.project, where := f"{sources.FOLDER}/{name}"):
            raise files.outside(where)
        files.write_bytes(self.project / where, content)
        self.found.sources.append(Source(name, content))


def source_name(one: Identifier) -> str:
    """Return the name of the source that an answer becomes: two identifiers never share one."""
    plain = re.sub(r"[^\w.-]+", "-", one.value, flags=re.ASCII).strip("-.")[:80]
    told = one.value.replace("/", "-", 1) == plain and plain == plain.lower()
    name = plain if told else f"{plain}-{paper_id('', one.value)}"
    return f"added-{one.kind}-{name}.{_ENDINGS[one.kind]}"


def _endpoint(kind: str) -> str:
    """Return a service's address; tests point it at this machine."""
    name = f"SITEGEN_{_NAMES[kind].upper()}_API"
    given = os.environ.get(name, "")
    if given and not is_local(given):
        raise SitegenError(f'{name} is "{given}"', hint="It is for tests: an address of this machine, over http.")
    return given or {"arxiv": _ARXIV, "doi": _CROSSREF}[kind]


def _contact() -> str:
    """Return the address by which Crossref may reach whoever asks, if it is one."""
    given = os.environ.get("SITEGEN_MAILTO", "")
    return given if re.fullmatch(r"[\w.+-]+@[\w.-]+", given) else ""


def _of_arxiv(client: Client, batch: list[Identifier]) -> dict[Identifier, bytes]:
    """Return the answers about papers: the feed's head with one entry each."""
    listed = quote(",".join(one.value for one in batch), safe=",/")
    text = client.get(f"?id_list={listed}&max_results={len(batch)}").decode("utf-8", "replace")
    if "<feed" not in text[:2000] or "</feed>" not in text:
        raise NoAnswerError("it answered with something that is no feed", busy=True)
    head = text[: text.find("<entry>")]
    known = {arxiv(_inside(entry, "id")): entry for entry in _entries(text) if "/api/errors" not in entry}
    return {one: f"{head}{known[one.value]}\n</feed>\n".encode() for one in batch if one.value in known}


def _entries(feed: str) -> Iterator[str]:
    """Yield the text of each entry of a feed."""
    at = 0
    while (start := feed.find("<entry>", at)) >= 0 and (end := feed.find("</entry>", start)) >= 0:
        at = end + len("</entry>")
        yield feed[start:at]


def _inside(entry: str, tag: str) -> str:
    return entry.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]


def _of_crossref(client: Client, batch: list[Identifier]) -> dict[Identifier, bytes]:
    """Return the answer about a work, as it came."""
    (one,) = batch
    mail = f"?mailto={quote(client.contact)}" if client.contact else ""
    content = client.get(quote(one.value, safe="/") + mail)
    text = content.decode("utf-8", "replace")
    if not crossref.importer.recognises(text):
        raise NoAnswerError("it answered with something that is no work (a login page?)", busy=True)
    found = any(isinstance(each, Record) for each in crossref.importer.read(text, ""))
    return {one: content} if found else {}


_ANSWERS: dict[str, Callable[[Client, list[Identifier]], dict[Identifier, bytes]]] = {
    "arxiv": _of_arxiv,
    "doi": _of_crossref,
}
