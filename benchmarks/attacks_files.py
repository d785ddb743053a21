"""Are a site's files what they are for? Each is read as the programs it is for read it, whatever its texts are."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

_SCRIPT = re.compile(r'sitegen\.data\("[^"]+",(.*)\);\n', re.DOTALL)
_RIS = re.compile(r"[A-Z][A-Z0-9]  - .*|")
_CELL = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for a formula at a cell's beginning."""


def wrong(site: Path) -> list[str]:
    """Return what is wrong in any file of a site that is no page, with the file's name."""
    return [
        f"{path.relative_to(site).as_posix()}: {said}"
        for path in sorted(site.rglob("*"))
        if path.is_file() and "static" not in path.relative_to(site).parts
        for said in _said(path)
    ]


def _said(path: Path) -> Iterator[str]:
    if path.suffix in _CHECKS:
        try:
            yield from _CHECKS[path.suffix](path.read_bytes().decode("utf-8-sig"))
        except (ValueError, SyntaxError, csv.Error) as error:
            yield f"is not read: {error}"


def _script(text: str) -> Iterator[str]:
    found = _SCRIPT.fullmatch(text)
    if not found:
        yield "is no call of sitegen.data on one line"
    elif "<" in text or "\u2028" in text or "\u2029" in text or "\n" in text[:-1]:
        yield "holds what may end a script or its line"
    else:
        json.loads(found[1])


def _json(text: str) -> Iterator[str]:
    json.loads(text)
    return iter(())


def _xml(text: str) -> Iterator[str]:
    from defusedxml import ElementTree

    for element in ElementTree.fromstring(text).iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag in ("script", "foreignObject", "iframe"):
            yield f"holds an element {tag}"
        yield from (f"holds a handler {name}" for name in element.attrib if str(name).startswith("on"))
        if tag == "content" and element.get("type") == "html":
            yield from live(element.text or "")


def live(html: str) -> Iterator[str]:
    """Yield what of a piece of HTML would run, load from elsewhere, or lead to a script."""
    import html5lib

    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if element.tag in ("script", "style", "iframe", "object", "embed", "base", "form", "meta", "link"):
            yield f"holds an element {element.tag}"
        for name, value in element.attrib.items():
            address = re.sub(r"[\x00-\x20]", "", str(value)).lower()
            if str(name).startswith("on") or address.startswith(("javascript:", "vbscript:", "data:")):
                yield f"holds {name}={value!r}"


def _csv(text: str) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    for number, row in enumerate(rows, start=1):
        yield from (f"row {number} has a formula: {cell[:40]!r}" for cell in row if cell.startswith(_CELL))
        if len(row) != len(rows[0]):
            yield f"row {number} has {len(row)} cells, not {len(rows[0])}"


def _bibtex(text: str) -> Iterator[str]:
    """BibTeX counts braces whatever stands before them, and nothing else ends an entry."""
    for entry in re.split(r"(?m)^(?=@\w+\{[a-z0-9-]+,$)", text):
        depth = 0
        for at, sign in enumerate(entry):
            depth += (sign == "{") - (sign == "}")
            if depth < 0 or (depth == 0 and sign == "}" and entry[at + 1 :].strip()):
                yield f"an entry ends before its end: {entry[:30]!r} … {entry[max(0, at - 60) : at + 1]!r}"
                break
        else:
            if depth:
                yield f"an entry is not closed: {entry[:30]!r}"


def _ris(text: str) -> Iterator[str]:
    lines = text.split("\n")
    yield from (f"is no line of RIS: {line[:60]!r}" for line in lines if not _RIS.fullmatch(line))
    starts, ends = (sum(line.startswith(tag) for line in lines) for tag in ("TY  - ", "ER  - "))
    if starts != ends:
        yield f"{starts} records begin, {ends} end"


def _text(text: str) -> Iterator[str]:
    """Text for language models is read as Markdown, which may hold HTML."""
    from markdown import Markdown

    yield from live(Markdown().convert(text))


_CHECKS: Mapping[str, Callable[[str], Iterator[str]]] = {
    ".js": _script,
    ".json": _json,
    **dict.fromkeys((".graphml", ".gexf", ".svg", ".xml", ".atom"), _xml),
    ".csv": _csv,
    ".bib": _bibtex,
    ".ris": _ris,
    **dict.fromkeys((".md", ".txt"), _text),
}
