"""Text that would run, format or template somewhere goes into every field, and comes out of every file as it was written."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest import mock

import html5lib
import pytest

from benchmarks import attacks_files
from generator import content
from generator.build import build
from generator.content import store
from generator.papers import Account, Entry, Import

EVIL = "<script>window.__xss=1</script></script><img src=x onerror=window.__xss=2> <sks> dog **x** {{7*7}} {% raw %} =1+1 javascript:alert(1) ]]> -->"
TEXTS = "title venue type language abstract rating".split()
LISTS = "authors keywords tags collections files versions resources related".split()
ADDRESSES = "url pdf doi arxiv pmid openalex".split()
NOTES = """
{evil}

[link](javascript:window.__xss=5) ![x](javascript:window.__xss=6) <a href="javascript:window.__xss=7">a</a>

<svg onload="window.__xss=8"></svg> [[<img src=x onerror=window.__xss=9>]] [x]: data:text/html,window.__xss=10

[auto](<javascript:window.__xss=11>) <javascript:window.__xss=12>
"""


def evil(name: str) -> str:
    """Return a text that is many attacks, and says where it was put."""
    return f"{EVIL} zq{name}zq"


def page(number: int) -> str:
    fields: dict[str, object] = {"id": f"{number:08x}"}
    fields |= {name: evil(name) for name in (*TEXTS, *ADDRESSES)}
    fields |= {name: [evil(name)] for name in LISTS}
    fields["title"] = f"{number} {evil('title')}"
    fields["keywords"] = [evil("keywords"), "Graph maps", "Shared keywords"]
    fields["abstract"] = f"Graph maps are made of shared keywords. {evil('abstract')}"
    return store.page_text(fields) + NOTES.format(evil=evil("notes"))  # type: ignore[arg-type]


def hostile_project(folder: Path) -> Path:
    """Make a project whose every text is an attack."""
    for name in ("papers", "collections", "pages"):
        (folder / "content" / name).mkdir(parents=True)
    for number in range(1, 4):
        (folder / "content" / "papers" / f"paper-{number}.md").write_text(page(number), "utf-8")
    for name in ("collections", "pages"):
        head = store.page_text({"title": evil(f"{name}-title"), "papers": ["paper-1"]})
        text = head + NOTES.format(evil=evil(f"{name}-notes"))
        (folder / "content" / name / "evil.md").write_text(text, "utf-8")
    defined = json.dumps(evil("definition"))
    (folder / "content" / "keywords.toml").write_text(f'[define]\n"Graph maps" = {defined}\n', "utf-8")
    (folder / "sitegen.toml").write_text(
        f'title = {json.dumps(evil("site"))}\ndescription = {json.dumps(evil("description"))}\n'
        'url = "https://site.example/map/"\nshow_fields = ["rating"]\n', "utf-8",
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = hostile_project(tmp_path_factory.mktemp("hostile"))
    ids = tuple(f"{number:08x}" for number in range(1, 4))
    imports = tuple(Import(number, f"2026-01-0{number}", ((evil("source"), "0"),), ids) for number in (1, 2))
    entries = (Entry(1, evil("record"), "rejected", "", evil("reason")), Entry(2, evil("record"), "new", ids[0]))
    read, account = content.read, Account(evil("source"), "ris", entries)
    with mock.patch.object(content, "read", lambda *given: replace(read(*given), ledger=(account,), imports=imports)):
        build(project)
    return project / "site"


OUTPUTS = {
    "papers/paper-1.html": "site title abstract authors venue type language keywords tags collections rating notes "
    "collections-title pages-title",
    "papers/index.html": "site description title authors pages-title",
    "keywords/graph-maps.html": "site title authors keywords definition pages-title",
    "venues/*-7-7.html": "site description title authors venue keywords pages-title",
    "authors/*-7-7.html": "site description title authors keywords pages-title",
    "collections/evil.html": "site description title authors collections-title collections-notes pages-title",
    "pages/evil.html": "site description pages-title pages-notes",
    "sources/*.html": "site description source record reason pages-title",
    "changes.html": "site description title authors pages-title",
    "map.html": "site description title",
    "feed.xml": "site description title",
    "collections/evil.xml": "site title abstract authors collections-title",
    "llms.txt": "site description",
    "data/map.js": "title authors keywords collections-title",
    "data/papers/0.js": "title abstract authors venue keywords",
    "data/cite/0.js": "title abstract authors venue type language keywords",
    "data/search/words-0.js": "title abstract authors venue keywords",
    "data/search/by-tag.js": "tags",
    "data/search/by-collection.js": "collections collections-title",
    "data/papers.json": "title abstract authors keywords",
    "data/library.csl.json": "title abstract authors venue type language keywords",
    "data/vosviewer.json": "title",
    "data/ledger.json": "source record reason",
    "data/library.csv": "title abstract authors venue type language keywords",
    "data/library.bib": "title abstract authors venue language keywords",
    "data/library.ris": "title abstract authors venue language keywords",
    "data/graph.graphml": "title",
    "data/graph.gexf": "title",
}
"""Which texts each kind of file holds. What is not an address is in no url, pdf or resources, a path in no files."""


@pytest.mark.parametrize("pattern", OUTPUTS)
def test_each_file_holds_the_texts_that_it_is_to_hold_and_no_others(pattern: str, site: Path) -> None:
    text = next(iter(sorted(site.glob(pattern)))).read_text("utf-8")
    assert set(re.findall("zq([a-z-]+)zq", text)) == set(OUTPUTS[pattern].split())


def test_no_text_breaks_out_of_any_file(site: Path) -> None:
    assert attacks_files.wrong(site) == []
    suffixes = {path.suffix for path in site.rglob("*") if "static" not in path.parts}
    assert suffixes >= {".html", ".js", ".json", ".xml", ".csv", ".bib", ".ris", ".graphml", ".gexf", ".txt"}


def test_no_attack_is_live_on_any_page(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        for element in html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False).iter():
            where = f"{path.relative_to(site)}: {element.tag} {element.attrib}"
            assert element.tag != "sks", where
            if element.get("type") == "application/ld+json":
                assert json.loads(element.text or "")["@type"], where
            else:
                assert element.tag != "script" or (element.get("src") and not element.text), where
            assert not [name for name in element.attrib if str(name).lower().startswith("on")], where
            for name in ("href", "src", "action", "data", "formaction"):
                assert (
                    not (element.get(name) or "").strip().lower().startswith(("javascript:", "data:", "vbscript:"))
                ), where


def test_hostile_text_shows_as_it_was_written(site: Path) -> None:
    page = (site / "papers" / "paper-1.html").read_text("utf-8")
    shown = "".join(html5lib.parse(page, namespaceHTMLElements=False).itertext())
    for name in ("title", "venue", "abstract", "authors", "keywords", "tags", "rating"):
        assert evil(name) in shown, name
    for name in ("papers", "library.csl"):
        rows = json.loads((site / "data" / f"{name}.json").read_text("utf-8"))
        assert any(text.endswith(evil("abstract")) for text in strings(rows)), name
    assert evil("title") in "\n".join(strings(data(site, "map")))
    assert evil("abstract") in "\n".join(strings(data(site, "papers/1")))


def data(site: Path, name: str) -> object:
    """Return what a data script hands over."""
    text = (site / "data" / f"{name}.js").read_text("utf-8")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def strings(value: object) -> Iterator[str]:
    """Yield every text of a structure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)
