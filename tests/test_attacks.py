"""Texts that were made to break out of their place stay in it, in every file of a site; what once did is kept here."""

import json
from pathlib import Path

import pytest
from markdown import Markdown

from benchmarks import attacks, attacks_files
from generator import citations, offline, prose
from generator.content import evidence, frontmatter, store
from generator.emitters import finding
from generator.errors import SitegenError
from generator.papers import Author, Paper, Slug
from generator.report import Report
from generator.text import names_page

# One of each kind: elements, handlers, addresses, ends of places, of files, of lines; templates; signs nobody sees.
PAYLOADS = (
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", "<img src=x onerror=alert(3)>",
    '"><svg onload=alert(4)>', "'><body onload=alert(5)>", "<a href=javascript:alert(6)>x</a>", "javascript:alert(7)",
    "java\tscript:alert(8)", "&#106;avascript:alert(9)", "data:text/html,<script>alert(10)</script>",
    "vbscript:msgbox(11)", "</title><script>alert(12)</script>", "</textarea><script>alert(13)</script>",
    "--><script>alert(14)</script>", "]]><script>alert(15)</script>", "<iframe srcdoc='<script>alert(16)</script>'>",
    "<style>@import '//evil.example/a.css';</style>", "<link rel=stylesheet href=//evil.example/b.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<base href=//evil.example/>", "<form action=//evil.example>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(17)>", "<noscript><p title='</noscript><img src=x onerror=alert(18)>'>",
    "/\\evil.example/c.png", "\\\\evil.example\\d.png", "//evil.example/e.png", "https://evil.example/f.png",
    "`x` *y* **z** [a](javascript:alert(19)) ![b](//evil.example/g.png)", "[[<img src=x onerror=alert(20)>]]",
    "$\\href{javascript:alert(21)}{x}$ $$\\style{x:expression(alert(22))}{y}$$", "{{7*7}} {% raw %} ${alert(23)} #{x}",
    "2 <b onclick=alert(25)>",
    "../../../evil", "..\\..\\evil", "CON", "a}, evil = {b", "{", "}", "$}$ and ${$", "\\", "=cmd|' /C calc'!A0", "@SUM(1)",
    "TY  - JOUR", "a\nER  - \nTY  - JOUR\nTI  - evil", "\ufffe\uffff\u2028\u2029\u202e", "a" * 300, "undefined", "__proto__",
    "<script src=//evil.example/h.js", "<!-- private -->", "---\ntitle: evil\n---", "x' onmouseover='alert(24)", "%0d%0aevil: 1", "⁰⁴⁵₀₁₂",
)  # fmt: skip


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a library in which each payload is every field of a paper."""
    return attacks.built(tmp_path_factory.mktemp("attacked"), PAYLOADS)


def test_every_file_is_what_it_is_for_whatever_texts_say(attacked: Path) -> None:
    assert attacks_files.wrong(attacked) == []
    assert (attacked / "data" / "library.bib").read_text("utf-8").count("\n@") == len(PAYLOADS) - 1
    papers = json.loads((attacked / "data" / "papers.json").read_text("utf-8"))
    assert {paper["title"] for paper in papers} >= {text for text in PAYLOADS if text.isprintable()}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@misc{a,\n  title = {x}, evil = {y}},\n}\n"),
        ("a.bib", "@misc{a,\n  title = {x\\{},\n}\n"),
        ("a.ris", "TY  - JOUR\nTI  - a\nevil\nER  - \n"),
        ("a.ris", "TY  - JOUR\nTI  - a\n"),
        ("a.csv", '﻿title,note\r\na,"=1+1"\r\n'),
        ("a.js", 'sitegen.data("a",{"x":"</script>"});\n'),
        ("a.js", 'sitegen.data("a",{"x":1});alert(1);\n'),
        ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("a.graphml", "<graphml><a></graphml>"),
        ("a.md", "- <img src=x onerror=alert(1)>\n"),
        ("a.md", "[x](javascript:alert(1))\n"),
        ("a.csl.json", "[{]"),
    ],
)
def test_a_file_that_a_text_broke_is_seen(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert attacks_files.wrong(tmp_path) != []


@pytest.mark.parametrize(
    "address", ["/\\evil.example/a.png", "\\\\\\\\evil.example/a", "//evil.example/a", "https://a.b/c"]
)
def test_an_image_of_another_host_is_not_loaded_however_it_is_written(address: str) -> None:
    shown = prose.markdown_html(f"![x](<{address}>)\n\n![y][z]\n\n[z]: {address}", lambda _: None)
    assert " src=" not in shown


def test_an_image_beside_the_page_is_shown() -> None:
    assert ' src="a/b.png"' in prose.markdown_html("![x](a/b.png)", lambda _: None)


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=a()>", "[x](javascript:a())", "\\<b onclick=a()>", "\\[x](data:a)"]
)
def test_a_text_is_no_markup_in_what_language_models_read(text: str) -> None:
    assert list(attacks_files.live(Markdown().convert(finding._line(text)))) == []


@pytest.mark.parametrize("title", ["a } b", "{", "a $}$ b ${$", "}{"])
def test_no_brace_ends_an_entry_of_bibtex(title: str) -> None:
    paper = Paper(Slug("a"), "12345678", title, venue=title, language=title, doi="10.1/a}b", authors=(Author(title),))
    text = citations.bibtex(paper, title)
    assert text.count("{") == text.count("}")
    assert list(attacks_files._bibtex(text)) == []


def test_formulas_with_their_braces_stay_formulas() -> None:
    assert "title = {On $x^{2}$ \\{a\\}}" in citations.bibtex(Paper(Slug("a"), "12345678", "On $x^{2}$ {a}"))


@pytest.mark.parametrize("date", ["⁰⁴⁵₀₁₂", "9" * 5000, "²-³", "2020-١٢"])
def test_digits_that_are_no_numbers_stop_no_page(date: str) -> None:
    issued = json.loads(citations.csl_json(Paper(Slug("a"), "12345678", "T", date=date)))[0].get("issued")
    assert issued == ({"date-parts": [[2020, 12]]} if date[:4] == "2020" else None)
    assert evidence.near_years({"year": date}, {"year": "1990"}) is True


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x00", "\u2028"])
def test_an_abstract_with_signs_that_yaml_refuses_is_written_so_that_it_is_read(sign: str) -> None:
    abstract = "We study a thing. " * 10 + sign + "x"
    page = store.page_text({"id": "12345678", "title": "T", "abstract": abstract})
    assert frontmatter.parse(page, "x").value("abstract") == abstract


@pytest.mark.parametrize(
    "alias", ["..", "a/b", "..\\..\\a", "a" * 151, "con", "a\x00b", "a?b", "a#b", ".a", "a.", "a:b", ""]
)
def test_an_alias_that_no_file_may_be_called_has_no_page(alias: str) -> None:
    assert not names_page(alias)


@pytest.mark.parametrize("alias", ["old-title", "Old_Title.v2", "größe", "a"])
def test_an_earlier_name_of_a_page_has_one(alias: str) -> None:
    assert names_page(alias)


def test_words_of_a_text_that_look_like_an_address_stop_no_build() -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    page = '{}<p>it\'s <img alt="&lt;script src=//evil.example/a.js onerror=" src="b.png"></p>'
    offline.Checker().check("a.html", page.format(policy).encode())
    for loads in (
        '<img alt="x" src="//evil.example/a">',
        "<script src=https://evil.example/a></script>",
        "<img onerror='x()'>",
    ):
        with pytest.raises(SitegenError):
            offline.Checker().check("a.html", f"{policy}{loads}".encode())


def test_a_report_names_what_a_hostile_page_got_wrong() -> None:
    report = Report()
    store.parse("---\ntitle: a\nurl: javascript:alert(1)\n---\n", "a.md", report)
    assert [problem.message for problem in report.problems] == [
        'url is not a web address (http or https): "javascript:alert(1)"'
    ]
