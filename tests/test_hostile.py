"""Text that would run, format or template somewhere shows as it was written, and runs nowhere."""

import html
import json
from pathlib import Path

import html5lib
import pytest

from generator.build import build

EVIL = "<script>window.__xss=1</script></script><img src=x onerror=window.__xss=2> <sks> dog **x** {{7*7}} {% raw %} javascript:alert(1) ]]> -->"
PAGE = """---
title: {evil}
authors: [{evil}]
keywords: [{evil}, Graph maps]
venue: {evil}
url: "javascript:window.__xss=3"
resources: ["javascript:window.__xss=4", "https://example.org/{quoted}"]
rating: {evil}
abstract: {evil}
---

{note}

[link](javascript:window.__xss=5) ![x](javascript:window.__xss=6) <a href="javascript:window.__xss=7">a</a>

<svg onload="window.__xss=8"></svg> [[<img src=x onerror=window.__xss=9>]] [x]: data:text/html,window.__xss=10

[auto](<javascript:window.__xss=11>) <javascript:window.__xss=12>
"""


def hostile_project(folder: Path) -> Path:
    """Make a project whose every text is an attack."""
    quoted = json.dumps(EVIL)
    papers = folder / "content" / "papers"
    papers.mkdir(parents=True)
    for number in range(3):
        text = PAGE.format(evil=quoted, quoted="x%3Cscript%3E", note=EVIL)
        (papers / f"paper-{number}.md").write_text(text.replace('title: "', f'title: "{number} '), "utf-8")
    for name in ("collections", "pages"):
        (folder / "content" / name).mkdir()
    (folder / "content" / "collections" / "evil.md").write_text(
        f"---\ntitle: {quoted}\npapers: [paper-1]\n---\n{EVIL}\n", "utf-8"
    )
    (folder / "content" / "pages" / "evil.md").write_text(f"---\ntitle: {quoted}\n---\n{EVIL}\n", "utf-8")
    (folder / "content" / "keywords.toml").write_text(f'[define]\n"Graph maps" = {quoted}\n', "utf-8")
    (folder / "sitegen.toml").write_text(
        f'title = {quoted}\ndescription = {quoted}\nshow_fields = ["rating"]\n', "utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = hostile_project(tmp_path_factory.mktemp("hostile"))
    build(project)
    return project / "site"


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


def test_no_text_ends_a_data_script(site: Path) -> None:
    for path in sorted((site / "data").rglob("*.js")):
        assert "<" not in path.read_text("utf-8"), path


def test_hostile_text_shows_as_it_was_written(site: Path) -> None:
    page = (site / "papers" / "paper-1.html").read_text("utf-8")
    for shown in ("&lt;sks&gt; dog **x** {{7*7}} {% raw %}", "&lt;script&gt;window.__xss=1&lt;/script&gt;"):
        assert shown in page
    papers = json.loads((site / "data" / "papers.json").read_text("utf-8"))
    assert papers[1]["abstract"] == EVIL
    assert html.unescape("&lt;sks&gt;") in papers[1]["title"]
