"""No page loads anything from another host: the build refuses it, `check` says so, and what lies here is listed."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from conftest import CHECKOUT, LONG, listing, tree
from generator import theme
from generator.build import build
from generator.check import check
from generator.errors import SitegenError
from generator.offline import Checker

PAPER = "---\ntitle: One\n---\n"
CDN = "https://cdn.example/x"
PAGE = '<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><title>T</title>'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content" / "papers").mkdir(parents=True)
    (tmp_path / "content" / "papers" / "one.md").write_text(PAPER, "utf-8")
    return tmp_path


def put(project: Path, name: str, text: str) -> None:
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("templates/paper.html", '{% extends "!base/paper.html" %}{% block head %}<script src="$"></script>{% endblock %}'),
        ("templates/page.html", '{% extends "!base/page.html" %}{% block main %}<img src="$" alt="">{% endblock %}'),
        ("templates/data.html", '{% extends "!base/data.html" %}{% block head %}<link rel="stylesheet" href="$">{% endblock %}'),
        ("static/css/base.css", "@import url($);"),
    ],
)  # fmt: skip
def test_a_template_that_loads_from_elsewhere_makes_no_site_and_check_says_the_same(
    project: Path, name: str, text: str
) -> None:
    put(project, "content/pages/about.md", "# About\n")
    build(project)
    before = tree(project / "site")
    put(project, name, text.replace("$", CDN))
    with pytest.raises(SitegenError, match="loads from another host"):
        build(project)
    assert tree(project / "site") == before
    told = [problem for problem in check(project).problems if "another host" in problem.message]
    assert {(problem.path, problem.fatal) for problem in told} == {(name, True)}


@pytest.mark.parametrize(
    "block",
    [
        "<script>alert(1)</script>",
        '<script type="application/ld+json" id="x">{}</script>',
        '<script type="module">{}</script>',
        '<script data-type="application/ld+json">{}</script>',
        '<script type="application/ld+json" src="https://cdn.example/x"></script>',
        '<script type="importmap">{}</script>',
    ],
)
def test_only_plain_data_may_stand_in_a_script_element(block: str) -> None:
    with pytest.raises(SitegenError, match=r"a script or a style written into it|loads from another host"):
        Checker().check("x.html", (PAGE + block).encode())


def test_data_in_a_script_element_are_no_script() -> None:
    Checker().check("x.html", (PAGE + '<script type="application/ld+json">{"a": 1}</script>').encode())


def test_what_is_said_of_our_libraries_is_true() -> None:
    vendor = CHECKOUT / "static" / "vendor"
    said = json.loads((vendor / "vendored.json").read_text("utf-8"))
    scripts = {path.name for path in vendor.iterdir() if path.suffix == ".js"}
    assert set(said) == scripts
    for name, library in said.items():
        assert library["sha256"] == hashlib.sha256((vendor / name).read_bytes()).hexdigest()
        assert (vendor / library["licence_file"]).is_file()
        assert library["version"] in (vendor / name).read_text("utf-8")[:2000]


def test_every_site_lists_the_libraries_that_it_brings_along(project: Path) -> None:
    put(project, "static/vendor/mine.js", "'use strict';\n")
    build(project)
    page = (project / "site" / "data.html").read_text("utf-8")
    (ours, mine) = sorted(theme.load(project).vendored, key=lambda library: library.name, reverse=True)
    assert (ours.name, ours.version, ours.licence) == ("vis-network", "9.1.2", "MIT")
    for library in (ours, mine):
        found = hashlib.sha256((project / "site" / "static" / "vendor" / library.file).read_bytes()).hexdigest()
        assert found == library.sha256
        assert library.sha256 in page
    shown = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "vis-network 9.1.2, MIT , source" in shown
    assert "mine.js Version and licence are not stated" in shown


def test_check_tells_of_libraries_that_are_not_what_is_said(project: Path) -> None:
    build(project)
    assert not [problem for problem in check(project).problems if "vendor" in problem.path]
    put(project, "static/vendor/mine.js", "'use strict';\n")
    put(project, "static/vendor/vis-network.min.js", "'changed';\n")
    told = {problem.path: problem.message for problem in check(project).problems if "vendor" in problem.path}
    assert told == {
        "static/vendor/mine.js": "is not named in vendored.json",
        "static/vendor/vis-network.min.js": "is not the file that vendored.json tells of",
    }


@pytest.mark.parametrize("text", ["{", "[]", '{"x.js": "MIT"}'])
def test_a_broken_list_of_libraries_is_told_with_its_file(project: Path, text: str) -> None:
    put(project, "static/vendor/vendored.json", text)
    with pytest.raises(SitegenError) as caught:
        build(project)
    assert caught.value.where == "static/vendor/vendored.json"


def test_every_file_for_programs_is_on_the_page_of_data(project: Path) -> None:
    put(project, "sitegen.toml", 'url = "https://me.example/"\n')
    put(project, "content/sources/a.txt", listing(("Maps of Graph Papers", LONG), ("Papers on Maps", LONG + "Graphs.")))
    build(project)
    site = project / "site"
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    scripts_own = {path for path in found if path.endswith((".js", ".html")) or path.startswith("static/")}
    wanted = found - scripts_own - {"robots.txt", ".gitignore"}
    linked = set(re.findall(r'href="([^"#?]+)"', (site / "data.html").read_text("utf-8")))
    assert wanted - linked == set()
    assert [link for link in linked if not link.startswith("http") and link not in found] == []
