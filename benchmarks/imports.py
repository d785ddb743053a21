"""Is every record of a real export there? Counted by independent means, file by file, and at what cost.

    python -m benchmarks.imports [INPUTS] [--json]

INPUTS is a folder with SOURCES.md, whose tables give each file's number of records as a plain search in its text counts
them, and the files in dev/ and crossformat/. Each is imported into a new project of its own.
"""

import argparse
import contextlib
import html
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator import importers, ingest
from generator.content import store
from generator.ingest import lists
from generator.papers import Record
from generator.report import Report, few
from generator.text import title_key

_ROW = re.compile(r"^\| (?P<name>[\w.]+) \| .* \| \d+ \| (?P<count>\d+) \| ", re.MULTILINE)
# The file that another program made of the same records, and how to read its titles.
EXPECTED: Mapping[str, str] = {
    "bbt_873.bib": "bbt_873.expected.betterbibtex.json",
    "bbt_bulk.bib": "bbt_bulk.source.betterbibtex.json",
}
SAME: Sequence[Sequence[str]] = (
    ("asysd_zotero.csv", "asysd_zotero_endnote.xml", "asysd_mendeley_endnote.xml"),
    ("asysd_zotero.ris", "asysd_zotero.bib"),
)
"""Exports of one library in several formats."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one file: records counted by others and by us; CPU seconds without the choice of keywords.

    told: so many problems are printed, with no more than ten of a kind
    equal: share of the expected titles that were read, None where no other program said what they are
    """

    file: str
    format: str
    counted: int
    records: int
    new: int
    duplicates: int
    rejected: int
    problems: int
    told: int
    papers: int
    seconds: float
    equal: float | None = None

    @property
    def whole(self) -> bool:
        return self.records == self.counted


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each file, and whether exports of one library in several formats say the same."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("inputs", type=Path, nargs="?", default=Path("../shared/inputs"))
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    rows = [measure(path, counted) for path, counted in files(options.inputs)]
    same = {" = ".join(names): agreement(options.inputs / "crossformat", names) for names in SAME}
    if options.json:
        print(json.dumps({"files": [asdict(row) for row in rows], "same": same}, indent=1))
    else:
        print(table(rows, same))


def files(inputs: Path) -> list[tuple[Path, int]]:
    """Return the files with their number of records as SOURCES.md has it."""
    found = ((match["name"], int(match["count"].replace(",", ""))) for match in _ROW.finditer(_sources(inputs)))
    paths = ((next(inputs.glob(f"*/{name}"), None), count) for name, count in found)
    return [(path, count) for path, count in paths if path is not None]


def _sources(inputs: Path) -> str:
    return (inputs / "SOURCES.md").read_text("utf-8")


def measure(path: Path, counted: int) -> Row:
    """Import one file into a new project and return what became of its records."""
    with tempfile.TemporaryDirectory() as folder, _choosing() as spent:
        project = Path(folder)
        start = time.process_time()
        ledger = ingest.run(project, ingest.bring_in(project, [path]))
        seconds = time.process_time() - start - spent[0]
        papers = [stored.paper.title for stored in store.read(project, Report())]
    [source] = ledger.sources
    return Row(
        path.name,
        source.format,
        counted,
        len(source.outcomes),
        source.count("new"),
        source.count("duplicate"),
        source.count("rejected"),
        len(source.problems),
        len(list(few(source.problems))),
        len(papers),
        round(seconds, 2),
        _equal(path),
    )


@contextlib.contextmanager
def _choosing() -> Iterator[list[float]]:
    """Yield, in a list of one number, the CPU seconds that choosing keywords has taken since."""
    real, spent = lists.choose, [0.0]

    def timed(*given: Any) -> Any:
        start = time.process_time()
        try:
            return real(*given)
        finally:
            spent[0] += time.process_time() - start

    lists.choose = timed  # type: ignore[assignment]
    try:
        yield spent
    finally:
        lists.choose = real


def titles(path: Path) -> list[str]:
    """Return the titles that a file gives, as identity sees them."""
    text = importers.decode(path.read_bytes(), path.name).text
    found = importers.choose(text, path.name).read(text, path.name)
    return [title_key(finding.title) for finding in found if isinstance(finding, Record)]


def _equal(path: Path) -> float | None:
    if path.name not in EXPECTED:
        return None
    expected = json.loads((path.parent / EXPECTED[path.name]).read_text("utf-8"))["items"]
    wanted = Counter(title_key(_plain(item["title"])) for item in expected if item.get("title"))
    read = Counter(titles(path))
    return round(100 * (wanted & read).total() / wanted.total(), 2)


def _plain(title: str) -> str:
    """Return a title without the markup that Zotero allows in one."""
    return html.unescape(re.sub(r"</?(?:i|b|sub|sup|sc|span)(?: [^<>]*)?>", "", title))


def agreement(folder: Path, names: Sequence[str]) -> dict[str, Any]:
    """Return the number of titles that the files have, and the share of all that each of them has."""
    sets = [set(titles(folder / name)) for name in names]
    both, either = set.intersection(*sets), set.union(*sets)
    return {"titles": len(both), "percent": round(100 * len(both) / max(1, len(either)), 2)}


def table(rows: Sequence[Row], same: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the figures as Markdown."""
    head = (
        "| file | format | counted | read | papers | duplicates | rejected | to mend | told | titles equal | CPU s |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|"
    )
    lines = [
        f"| {row.file} | {row.format} | {row.counted:,} | {row.records:,} | {row.papers:,} | {row.duplicates:,} | "
        f"{row.rejected:,} | {row.problems:,} | {row.told:,} | "
        f"{'' if row.equal is None else f'{row.equal} %'} | {row.seconds:.2f} |"
        for row in rows
    ]
    whole = sum(row.whole for row in rows)
    ends = [f"{names}: {found['titles']:,} titles, {found['percent']} % of all" for names, found in same.items()]
    return "\n".join([head, *lines, "", f"{whole} of {len(rows)} files whole.", *ends])


if __name__ == "__main__":
    main()
