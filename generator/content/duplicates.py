"""content/duplicates.toml: papers that may be one, for a person to say. Imports only add to its end."""

import difflib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import config, toml
from generator.content import files, store
from generator.errors import SitegenError
from generator.papers import Paper
from generator.report import Problem, Report

FILE = "content/duplicates.toml"
VERDICTS = ("same", "different", "")
_KNOWN = ("papers", "why", "verdict")
_HEAD = '# Papers that may be one. Write verdict = "same" or "different"; the next build acts on it.\n'
_SHAPE = 'Write papers = ["one-slug", "another"] and verdict = "same", "different" or "".'


@dataclass(frozen=True, slots=True)
class Pair:
    """Two papers (slugs) that may be one: the second would go into the first."""

    one: str
    other: str
    why: str = ""
    verdict: str = ""
    line: int = 0

    def __str__(self) -> str:
        """The pair as it stands in the file."""
        papers = ", ".join(_text(slug) for slug in (self.one, self.other))
        return f"[[pair]]\npapers = [{papers}]\nwhy = {_text(self.why)}\nverdict = {_text(self.verdict)}\n"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read(project: Path, report: Report) -> tuple[Pair, ...]:
    """Return the pairs in the order of the file; what is odd but readable is told to the report with its line.

    Raises SitegenError when the file is no TOML.
    """
    if not (project / FILE).is_file():
        return ()
    text = files.read_own(project, FILE).removeprefix("\ufeff")
    table, slip = toml.read(text)
    if slip:
        raise SitegenError(slip.message, where=FILE, line=slip.line, hint=slip.hint)
    lines = text.splitlines()
    for name in sorted(set(table) - {"pair"}):
        report.add(FILE, _line_of(lines, name), f'"{name}" means nothing here', "Write [[pair]] over each pair.")
    given = table.get("pair", [])
    if not isinstance(given, list):
        report.add(FILE, _line_of(lines, "pair"), "pair must be a list", "Write [[pair]], with two brackets.")
        return ()
    heads = [number for number, line in enumerate(lines, start=1) if re.match(r"\s*\[\[\s*pair\s*\]\]", line)]
    places = heads if len(heads) == len(given) else [_line_of(lines, "pair")] * len(given)
    return tuple(pair for entry, line in zip(given, places, strict=True) if (pair := _pair(entry, line, lines, report)))


def undecided(project: Path) -> list[Pair]:
    """Return the pairs that wait for a verdict and of which both have a page."""
    pairs = [pair for pair in read(project, Report()) if not pair.verdict]
    names = _slugs(project) if pairs else set()
    return [pair for pair in pairs if {pair.one, pair.other} <= names]


def unsettled(project: Path) -> list[Pair]:
    """Return the pairs called the same of which the second has a page still: the others are done."""
    pairs = [pair for pair in read(project, Report()) if pair.verdict == "same"]
    names = _slugs(project) if pairs else set()
    return [pair for pair in pairs if pair.other in names]


def _slugs(project: Path) -> set[str]:
    return {store.slug_of_file(Path(name).stem) for name in store.taken_names(project)}


def _pair(entry: Any, line: int, lines: list[str], report: Report) -> Pair | None:
    """Return one pair; None, and a word to the report, where it names no two papers."""
    if not isinstance(entry, dict):
        report.add(FILE, line, "a pair must be a section", _SHAPE)
        return None
    for name in sorted(set(entry) - set(_KNOWN)):
        close = difflib.get_close_matches(name, _KNOWN, n=1)
        hint = f'Did you mean "{close[0]}"?' if close else f"Known are: {', '.join(_KNOWN)}."
        report.add(FILE, _line_of(lines, name, line), f'"{name}" means nothing here', hint)
    papers = entry.get("papers")
    if not (isinstance(papers, list) and len(papers) == 2 and all(isinstance(slug, str) and slug for slug in papers)):
        report.add(FILE, _line_of(lines, "papers", line), "a pair must name two papers", _SHAPE)
        return None
    one, other = (slug.strip().removesuffix(".md").rpartition("/")[2] for slug in papers)
    if one == other:
        report.add(FILE, _line_of(lines, "papers", line), f'a pair names "{one}" twice', "Name two papers.")
        return None
    verdict = str(entry.get("verdict", "")).strip().lower()
    if verdict not in VERDICTS:
        close = difflib.get_close_matches(verdict, VERDICTS[:2], n=1)
        hint = f'Did you mean "{close[0]}"?' if close else 'Write "same", "different", or nothing yet: "".'
        report.add(FILE, _line_of(lines, "verdict", line), f'verdict is "{verdict}"', hint)
        verdict = ""
    return Pair(one, other, str(entry.get("why", "")), verdict, line)


def _line_of(lines: list[str], name: str, start: int = 1) -> int:
    """Return the first line from `start` on that names something; `start` where none does."""
    return config.line_of_key(lines, name, start) or start


def check(project: Path, papers: Mapping[str, Paper], report: Report) -> None:
    """Tell the report what is wrong with the file: lines that mean nothing, papers that are not there."""
    try:
        pairs = read(project, report)
    except SitegenError as error:
        report.add(error.where, error.line, error.message, error.hint, fatal=True)
        return
    known = {*papers, *(alias for paper in papers.values() for alias in paper.aliases)}
    known |= {Path(problem.path).stem for problem in report.fatal}  # There, but it cannot be read.
    for pair in pairs:
        for slug in (pair.one, pair.other):
            if slug not in known:
                close = difflib.get_close_matches(slug, sorted(known), n=1, cutoff=0.8)
                hint = f'Did you mean "{close[0]}"?' if close else "Its page is gone; the pair may go as well."
                report.add(FILE, pair.line, f'names "{slug}", which is no paper', hint)


def added(text: str, pairs: Iterable[Pair]) -> str:
    """Return the file's text with pairs at its end, and not one other byte changed.

    Raises SitegenError when the text is such that no pair can follow it.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    new = "\n".join(str(pair) for pair in pairs)
    if not new:
        return text
    gap = "" if not text or text.endswith("\n") else newline
    after = (text or _HEAD) + gap + (newline + new.replace("\n", newline))
    try:
        tomllib.loads(after.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SitegenError(
            "nothing can be added here: pairs must be sections", where=FILE, hint="Write [[pair]] over each pair."
        ) from error
    return after


def problem(pairs: Iterable[Pair], text: str) -> Problem:
    """Return the word to the curator about pairs that were added to a file of this text."""
    number = len(list(pairs))
    what = "1 pair of papers may be one" if number == 1 else f"{number:,} pairs of papers may be one"
    line = len((text or _HEAD).splitlines()) + 2
    return Problem(FILE, line, what, 'Write verdict = "same" or "different"; the next build acts on it.')
