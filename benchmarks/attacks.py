"""Does any text of a paper run, load or break out of its file? Every payload in every field, every output looked at.

    python -m benchmarks.attacks [INPUTS] [--every N] [--begin N]

INPUTS is the folder of measured inputs, with hostile/. Its payloads become libraries in which each payload is the text
of every field of a paper. Each library is built; its files are read as the programs they are for read them; and its
pages are opened in a headless Chromium with their security policy switched off, so that only what is written counts.
Then the payloads go into the search box, the addresses of search, map and reading list, and reading lists that are
taken in. What ran, what opened a dialog, what was asked for beside the files of the site, and what stands in the page
as live markup is printed; nothing of it may be there.
"""

import argparse
import json
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks import attacks_browser, attacks_files, process
from generator import content
from generator.build import build
from generator.content import store
from generator.content.frontmatter import Value
from generator.papers import Account, Content, Entry, Import

LIBRARY = 340
"""Papers in one library: enough for a map with topics, few enough to be built in seconds."""
_COMMON = "Graph neural networks learn maps of literature from shared keywords and citation graphs."
_PAYLOAD = re.compile(r'"payload":\s*("(?:[^"\\]|\\.)*")')


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what is wrong in each library, and the counts; end with 1 if anything is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attacks", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("inputs", type=Path, nargs="?", default=Path("../shared/inputs"))
    parser.add_argument("--every", type=int, default=1, help="only each so-many-th payload")
    parser.add_argument("--begin", type=int, default=0, help="after so many of them, where a run was broken off")
    options = parser.parse_args(arguments)
    hostile = options.inputs / "hostile"
    if not hostile.is_dir():
        print(f"skipped: there is no folder {hostile}")
        return
    given = payloads(hostile)[:: options.every]
    found: list[str] = []
    pages = files = 0
    with attacks_browser.chromium() as browser:
        for at in range(options.begin, len(given), LIBRARY):
            some = given[at : at + LIBRARY]
            with tempfile.TemporaryDirectory() as folder:
                wrong, made = looked_at(browser, Path(folder), some)
            files += len(made)
            pages += sum(path.suffix == ".html" for path in made)
            print("\n".join([*wrong, f"{at + len(some):,} payloads, {pages:,} pages"]), flush=True)
            found += wrong
        minutes = process.seconds() / 60
    print(f"{len(given) - options.begin:,} payloads, {files:,} files, {pages:,} pages opened: {len(found)} wrong")
    print(f"{minutes:.1f} minutes of CPU")
    sys.exit(1 if found else 0)


def looked_at(browser: Any, project: Path, given: Sequence[str]) -> tuple[list[str], list[Path]]:
    """Return what is wrong in the site of these payloads, and its files; what stops its build is wrong, too."""
    try:
        site = built(project, given)
    except Exception:
        return [f"no site: {traceback.format_exc()}"], []
    made = [path for path in site.rglob("*") if path.is_file()]
    return [*attacks_files.wrong(site), *attacks_browser.wrong(browser, site, given)], made


def payloads(hostile: Path) -> list[str]:
    """Return every distinct text of the collections: scripts, polyglots, sanitizers' tests and naughty strings."""
    xss = hostile / "xss"
    lines = [line for path in sorted(xss.glob("patt_*.txt")) for line in _text(path).splitlines()]
    sanitizers = [json.loads(text) for text in _PAYLOAD.findall(_text(xss / "dompurify_expect.mjs"))]
    bleach = [_text(path).partition("\n--\n")[0] for path in sorted(xss.glob("bleach_*.test"))]
    naughty = json.loads(_text(hostile / "blns.json"))
    every = [*lines, *sanitizers, *bleach, _text(xss / "SVG_XSS1.svg"), *naughty]
    return [text for text in dict.fromkeys(every) if text.strip()]


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def built(project: Path, given: Sequence[str]) -> Path:
    """Build a library in which each payload is every field of a paper and what sources say; return its site/."""
    write(project, given)
    read = content.read

    def told(*args: Any) -> Content:
        return replace(read(*args), ledger=(_account(given),), imports=_imports(given))

    with mock.patch.object(content, "read", told):
        build(project)
    return project / "site"


def write(project: Path, given: Sequence[str]) -> None:
    """Write the project of `built`."""
    papers = project / "content" / "papers"
    papers.mkdir(parents=True)
    for number, payload in enumerate(given):
        fields = {name: value for name, value in _fields(number, payload, given).items() if value}
        (papers / f"p-{number}.md").write_bytes((store.page_text(fields) + notes(payload)).encode("utf-8", "replace"))
    (project / "content" / "collections").mkdir()
    (project / "content" / "pages").mkdir()
    for number in range(0, len(given), 20):
        some = given[number : number + 20]
        head: dict[str, Value] = {"title": some[0], "papers": [f"p-{number + at}" for at in range(len(some))]}
        text = store.page_text(head) + "\n\n".join(map(notes, some))
        for folder in ("collections", "pages"):
            (project / "content" / folder / f"c-{number}.md").write_bytes(text.encode("utf-8", "replace"))
    defined = "".join(f"{_toml(text)} = {_toml(text)}\n" for text in given)
    (project / "content" / "keywords.toml").write_text(
        f'[define]\n"Graph maps" = {_toml(given[0])}\n{defined}', "utf-8"
    )
    named = "".join(f"{name} = {_toml(text)}\n" for name, text in zip(("title", "description"), given, strict=False))
    (project / "sitegen.toml").write_text(
        f'{named}url = "https://site.example{attacks_browser.ROOT}/"\nshow_fields = ["rating"]\nrepository = "https://git.example/a"\n',
        "utf-8",
    )


def _fields(number: int, payload: str, given: Sequence[str]) -> dict[str, Value]:
    other = given[number - 1]
    return {
        "id": f"{number:08x}",
        "title": payload,
        "authors": [payload, f"{_label(payload)}, {_label(other)}"],
        "year": str(2000 + number % 20),
        "date": payload,
        "venue": payload,
        "type": payload,
        "language": payload,
        **dict.fromkeys(("url", "pdf", "doi", "arxiv", "pmid", "openalex"), payload),
        "keywords": [payload, "Graph maps", f"Theme {number % 9}"],
        "tags": [payload],
        "collections": [payload],
        "resources": [payload, f"https://example.org/{payload}"],
        "versions": [payload],
        "files": [payload],
        "abstract": f"{_COMMON} {payload} Theme {number % 9} of graph maps. {other}",
        "sources": [payload],
        "aliases": [payload],
        "related": [f"p-{(number + 7) % len(given)}", payload],
        "rating": payload,
    }


def notes(payload: str) -> str:
    """Return Markdown with a payload as text, as a link's address, title and words, in a wiki link and in code."""
    line = " ".join(payload.split())
    return (
        f"\n{payload}\n\n[{line}]({line} \"{line}\") ![{line}]({line}) <{line}> [[{line}]] [[p-0|{line}]] `{line}`\n\n"
        f"[a]: {line}\n\n[b][a] ${line}$\n\n| {line} | b |\n|---|---|\n| {line} | c |\n\n```{line}\n{payload}\n```\n"
    )  # fmt: skip


def _label(payload: str) -> str:
    """Return a payload as one label: no commas, which part names, and not too long to be a keyword."""
    return " ".join(payload.replace(",", " ").split())[:80]


def _account(given: Sequence[str]) -> Account:
    entries: Iterator[Entry] = (
        Entry(number + 1, text, ("rejected", "duplicate")[number % 2], f"{number:08x}" if number % 2 else "", text)
        for number, text in enumerate(given)
    )
    return Account(f"{_label(given[0])}.bib", "bibtex", tuple(entries))


def _imports(given: Sequence[str]) -> tuple[Import, ...]:
    """Return two imports, so that there is something to tell on the page of changes and in feeds."""
    ids = [f"{number:08x}" for number in range(len(given))]
    halves = (ids[: len(ids) // 2], ids[len(ids) // 2 :])
    return tuple(
        Import(number, f"2026-01-0{number}", ((given[-number], "0"),), tuple(half), tuple(half[::9]))
        for number, half in enumerate(halves, start=1)
    )


def _toml(text: str) -> str:
    """Return a text as TOML writes it; JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


if __name__ == "__main__":
    main()
