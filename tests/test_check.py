"""`sitegen check`: every problem at once, with its line, and not a byte written."""

import json
import shutil
from pathlib import Path

import pytest
from test_cli import run

from conftest import LONG, tree
from generator import build, config
from generator.check import check

ABSTRACT = f"abstract: {LONG}\n"


def project(folder: Path, **files: str) -> Path:
    """Write files into a project: a `.md` without a folder is a paper's, its id and abstract are added."""
    for name, text in files.items():
        path = folder / (name if "/" in name or name.endswith(".toml") else f"content/papers/{name}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def paper(number: int, title: str, fields: str = "", notes: str = "") -> str:
    return f"---\nid: {number:08x}\ntitle: {title}\n{ABSTRACT}{fields}---\n{notes}"


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in check(folder).problems]


def test_nothing_is_wrong_with_a_good_project(tmp_path: Path) -> None:
    project(tmp_path, a=paper(1, "Graph maps", notes="See [[b]].\n"), b=paper(2, "Other maps"))
    assert told(tmp_path) == []
    done = run("check", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 papers, nothing to mend\n", "")


def test_the_demo_has_nothing_to_mend() -> None:
    assert told(config.theme_folder()) == []


def test_nothing_is_written(tmp_path: Path) -> None:
    by_hand = f"---\ntitle: By hand, without id or keywords\n{ABSTRACT}---\n"
    project(tmp_path, a=paper(1, "Graph maps", "year: 20l0\n"), b=by_hand, broken="---\ntitle: a: b\n---\n")
    before = tree(tmp_path)
    assert len(told(tmp_path)) == 2
    assert run("check", cwd=tmp_path).returncode == 1
    assert tree(tmp_path) == before


def test_check_has_all_that_a_build_tells(tmp_path: Path) -> None:
    project(
        tmp_path,
        a=paper(1, "Graph maps", "year: 20l0\nrelated: [c]\nwithout: [Kart]\n", "\nSee [[nowhere]].\n"),
        b=f"---\ntitle: By hand\n{ABSTRACT}---\nOn [[Graph map]].\n",
        **{
            "content/keywords.toml": 'hide = ["Zzz"]\n[prefers]\n',
            "content/topics.toml": '[nope]\nname = "X"\n',
            "content/collections/c.md": "---\npapers: [a, zzz]\n---\n[[gone]]\n",
        },
    )
    found = told(tmp_path)
    made = [str(problem) for problem in build.build(tmp_path).problems]
    assert len(made) == 10
    # A build writes a line into a page made by hand: its id.
    assert [problem.replace("b.md:6:", "b.md:5:") for problem in made] == found


def test_every_broken_link_is_named_with_its_line(tmp_path: Path) -> None:
    notes = "\n\n[[one]] `[[in code]]`\n\n<!-- private -->\n[[mine]]\n<!-- /private -->\n[[two|words]] [[one]]\n"
    project(
        tmp_path,
        a=paper(1, "Graph maps", notes=notes),
        **{"content/pages/about.md": "---\ntitle: About\n---\n\n[[three]]\n", "content/collections/c.md": "[[four]]"},
    )
    hint = "\n  Write the slug or the title of a paper, a keyword, or the name of a topic, a collection or a page."
    assert told(tmp_path) == [
        'content/collections/c.md: a collection needs papers or a query\n  Write papers: [one-slug, another-slug], or query: "words that they have".',
        f"content/collections/c.md:1: [[four]] leads nowhere{hint}",
        f"content/pages/about.md:5: [[three]] leads nowhere{hint}",
        f"content/papers/a.md:8: [[one]] leads nowhere{hint}",
        f"content/papers/a.md:13: [[one]] leads nowhere{hint}",
        f"content/papers/a.md:13: [[two]] leads nowhere{hint}",
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("year: 3024", "5: no paper is of the year 3024\n  Correct it, or remove the line."),
        ("year: 0206", "5: no paper is of the year 206\n  Correct it, or remove the line."),
        ("date: 3.4.2020", '5: date is no date: "3.4.2020"\n  Write it as 2020-04-03, 2020-04 or 2020.'),
        ("date: 2020-13-45", '5: date is no date: "2020-13-45"\n  Write it as 2020-04-03, 2020-04 or 2020.'),
        ("year: 2019\ndate: 2020-01", "6: date is 2020-01 and year is 2019\n  Correct one of the two."),
        ("needs: metadata", "5: the paper still needs metadata\n  Write what is missing, or import a source that has it; then take the line out."),
        ("titel: X", '5: "titel" is no field of ours\n  Did you mean "title"? Else it is kept as your own.'),
        ("locked: [titel]", '5: locked names "titel", which is no field\n  Did you mean "title"?'),
        ("doi: 10.10", '5: doi is not a DOI: "10.10"\n  Correct it, or remove the line.'),
        ("aliases: [a]", '5: aliases names "a", which is the paper\'s own slug\n  Take it out.'),
        ("aliases: [B]", '5: aliases names "B", which is the slug of content/papers/b.md\n  Take it out.'),
        ("aliases: [x/y]", '5: aliases names "x/y", which no page can have as its name\n  Write an earlier slug: the last part of an address, without .html.'),
        ("aliases: [index]", '5: aliases names "index", which no page can have as its name\n  Write an earlier slug: the last part of an address, without .html.'),
        ("unrelated: [bb]", '5: unrelated names "bb", which is no paper\n  Did you mean "b"?'),
    ],
)  # fmt: skip
def test_what_is_odd_about_a_paper(fields: str, message: str, tmp_path: Path) -> None:
    project(tmp_path, a=paper(1, "Graph maps", fields + "\n"), b=paper(2, "Other maps"))
    assert told(tmp_path) == [f"content/papers/a.md:{message}"]


@pytest.mark.parametrize(
    ("notes", "message"),
    [
        ("x\n<!-- Private -->\nmine", "7: a private block begins here that is never closed: all that follows is private\n  Close it with <!-- /private -->."),
        ("<!-- privat -->mine<!-- a picture -->", '6: "<!-- privat -->" makes nothing private\n  Write <!-- private --> and <!-- /private -->.'),
        ("x <!-- /private -->", '6: "<!-- /private -->" closes a private block that was never opened\n  Take it out, or open the block with <!-- private -->.'),
        ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n", "6: a merge conflict is left in the notes\n  Keep one side and delete the marks."),
        ("As [[secret|they]] say.", '6: [[secret]] leads to a private paper: readers see "a paper that is not published"\n  Take the link out, or put it between <!-- private --> and <!-- /private -->.'),
        ("As [[x|\nin The secret\nthing.", '7: the notes name a private paper: "The secret thing"\n  Take it out, or put it between <!-- private --> and <!-- /private -->.'),
    ],
)  # fmt: skip
def test_what_is_odd_in_notes(notes: str, message: str, tmp_path: Path) -> None:
    project(
        tmp_path, a=paper(1, "Graph maps", notes=notes), secret=paper(2, "The secret thing", "private: true\n", notes)
    )
    first, *_ = told(tmp_path)
    assert first == f"content/papers/a.md:{message}"


def test_a_person_who_is_written_as_a_body_is_told(tmp_path: Path) -> None:
    project(
        tmp_path,
        a=paper(1, "Graph maps", "authors: [Ada Lovelace, Hugging Face]\n"),
        b=paper(2, "Other maps", 'authors: ["Lovelace, Ada"]\n'),
    )
    assert told(tmp_path) == [
        'content/papers/a.md:5: authors names a body "Ada Lovelace", who is a person in content/papers/b.md\n'
        '  Write "Lovelace, Ada".'
    ]


def test_what_two_papers_cannot_both_be(tmp_path: Path) -> None:
    project(
        tmp_path,
        a=paper(1, "Graph maps", "doi: 10.1000/abc\naliases: [old]\n"),
        b=paper(1, "Graph maps!", "doi: https://doi.org/10.1000/ABC\naliases: [old]\n"),
        c=paper(3, "Editorial", "year: 2001\n"),
        d=paper(4, "Editorial", "year: 2011\n"),
        e=paper(5, "Preface", 'authors: ["Curie, M."]\n'),
        f=paper(6, "Preface", 'authors: ["Bohr, N."]\n'),
    )
    same = "\n  If they are one paper: sitegen merge a b."
    assert told(tmp_path) == [
        "content/papers/b.md:2: has the same id as content/papers/a.md: 00000001\n"
        "  Give one of them another id, or delete it.",
        f"content/papers/b.md:3: title is that of content/papers/a.md too{same}",
        f"content/papers/b.md:5: doi is that of content/papers/a.md too{same}",
        'content/papers/b.md:6: aliases names "old", which content/papers/a.md names too\n  Keep it in one of the two.',
    ]


def test_papers_that_a_person_called_different_may_be_alike(tmp_path: Path) -> None:
    project(tmp_path, a=paper(1, "Graph maps"), b=paper(2, "Graph maps"))
    assert len(told(tmp_path)) == 1
    pair = '[[pair]]\npapers = ["b", "a"]\nverdict = "different"\n'
    (tmp_path / "content" / "duplicates.toml").write_text(pair, "utf-8")
    assert told(tmp_path) == []


def test_what_many_pages_lack_is_folded_unless_all_is_asked_for(tmp_path: Path) -> None:
    project(tmp_path, **{f"p{n}": f"---\nid: 0000000{n}\ntitle: Maps of {n}\n---\n" for n in range(8)})
    lines = run("check", cwd=tmp_path).stdout.splitlines()
    assert len(lines) == 2 * 5 + 2
    assert lines[-2] == (
        "... and 3 more: the paper has no abstract: its links rest on its title and keywords (sitegen check --all)"
    )
    assert lines[-1] == "8 papers, 8 problems, of which 0 would stop a build"
    assert len(run("check", "--all", cwd=tmp_path).stdout.splitlines()) == 2 * 8 + 1


def test_a_missing_abstract_is_told_unless_the_page_says_there_is_none(tmp_path: Path) -> None:
    project(
        tmp_path,
        a="---\nid: 00000001\ntitle: Maps\n---\n",
        b='---\nid: 00000002\ntitle: Seas\nabstract: ""\n---\n',
    )
    assert told(tmp_path) == [
        "content/papers/a.md:3: the paper has no abstract: its links rest on its title and keywords\n"
        '  Write one; where there is none, write abstract: "".'
    ]


def test_pages_that_cannot_be_read_are_all_told_and_what_names_them_is_not_wrong(tmp_path: Path) -> None:
    project(
        tmp_path,
        a=paper(1, "Graph maps", "related: [b, c]\n", "[[b]] [[A title: with a colon]]"),
        b="---\ntitle: A title: with a colon\n---\n",
        c="---\nkeywords: [a]\n---\n",
        d="---\ntitle: Open\n",
        e="---\ntitle: X\n<<<<<<< HEAD\n---\n",
        **{"content/keywords.toml": "hide = [\n", "content/pages/p.md": "---\n- a\n---\n"},
    )
    found = check(tmp_path)
    assert [(problem.path, problem.line) for problem in found.problems] == [
        ("content/keywords.toml", 1),
        ("content/pages/p.md", 2),
        ("content/papers/b.md", 2),
        ("content/papers/c.md", 1),
        ("content/papers/d.md", 1),
        ("content/papers/e.md", 3),
    ]
    assert all(problem.fatal and problem.hint for problem in found.problems)
    assert found.papers == 1


def test_state_that_cannot_be_read_is_told_beside_the_rest(tmp_path: Path) -> None:
    project(
        tmp_path,
        a=paper(1, "Graph maps", "year: 20l0\n"),
        **{"content/.sitegen/positions.json": "<<<<<<< HEAD\n", "content/.sitegen/base/00000001.json": "{"},
    )
    assert [(problem.path, problem.line, problem.fatal) for problem in check(tmp_path).problems] == [
        ("content/.sitegen/base/00000001.json", 1, False),
        ("content/.sitegen/positions.json", 1, True),
        ("content/papers/a.md", 5, False),
    ]


def test_all_that_is_wrong_with_settings_is_told(tmp_path: Path) -> None:
    settings = 'titel = "x"\nshow_fields = ["files", "mien", "other"]\nabstracts = "some"\n'
    settings += '[theme]\naccent = "red"\nlogo = "logo.png"\n[map]\nlinks = 900\n'
    topics = '[nope]\nname = "X"\ncolour = "red"\n["x y"]\ncolor = "#fff"\n'
    project(tmp_path, a=paper(1, "Maps", "mine: x\n"), **{"sitegen.toml": settings, "content/topics.toml": topics})
    gone = "\n  Its name is the last part of a topic's address; take the section out."
    assert told(tmp_path) == [
        f'content/topics.toml:1: there is no topic "nope"{gone}',
        'content/topics.toml:3: colour is no colour: "red"\n  Write it as "#0072b2".',
        f'content/topics.toml:4: there is no topic "x y"{gone}',
        'content/topics.toml:5: "color" means nothing here\n  Did you mean "colour"?',
        'sitegen.toml:1: unknown setting titel\n  Did you mean "title"?',
        'sitegen.toml:2: show_fields names "files", which is a field of ours: it shows where it belongs, or not at all\n'
        "  Name fields of your own.",
        'sitegen.toml:2: show_fields names "mien", which no paper has\n  Did you mean "mine"?',
        'sitegen.toml:2: show_fields names "other", which no paper has\n'
        "  Take it out, or write the field in a paper's page.",
        'sitegen.toml:3: abstracts must be "full", "excerpt" or "none", found "some"\n  Write "full".',
        'sitegen.toml:5: theme.accent is no colour: "red"\n  Write it as "#0072b2".',
        'sitegen.toml:6: theme.logo names "logo.png", which is not in static/\n  Put the picture there.',
        "sitegen.toml:8: map.links must be 1 to 50, found 900\n  10 suits most libraries.",
    ]


@pytest.mark.parametrize(
    ("name", "text", "line", "shown"),
    [
        ("templates/paper.html", '{% extends "!base/paper.html" %}\n{% block head %}\n<script\n src="https://cdn.example/x.js"></script>{% endblock %}', 4, '<script src="https://cdn.example/x.js'),
        ("templates/page.html", "<link rel=stylesheet href=//cdn.example/x.css>", 1, "<link rel=stylesheet href=//cdn.example/x.css"),
        ("templates/page.html", '<video poster="http://cdn.example/x.png">', 1, '<video poster="http://cdn.example/x.png'),
        ("templates/page.html", '<img\nsrcset="a.png, https://cdn.example/b.png 2x">', 2, 'srcset="a.png, https://cdn.example/b.png'),
        ("static/css/mine.css", "a {\n background: url( '//cdn.example/x.png') }", 2, "url( '//cdn.example/x.png"),
        ("static/css/mine.css", '@import "https://cdn.example/x.css";', 1, "@import"),
        ("static/x.svg", '<svg><use href="https://cdn.example/x.svg#a"/></svg>', 1, '<use href="https://cdn.example/x.svg#a'),
        ("static/js/mine.js", '"use strict";\nfetch("https://cdn.example/x.json");', 2, 'fetch("https://cdn.example/x.json'),
        ("static/js/mine.js", 'import x from "https://cdn.example/x.js";', 1, 'from "https://cdn.example/x.js'),
        ("static/js/mine.js", "img.src = `//cdn.example/x.png`;", 1, ".src = `//cdn.example/x.png"),
        ("static/js/mine.js", 'new WebSocket("wss://cdn.example")', 1, 'new WebSocket("wss://cdn.example'),
        ("static/js/mine.js", 'request.open("GET", "https://cdn.example")', 1, '.open("GET", "https://cdn.example'),
    ],
)  # fmt: skip
def test_what_would_load_from_another_host_is_found_with_its_line(
    name: str, text: str, line: int, shown: str, tmp_path: Path
) -> None:
    project(tmp_path, a=paper(1, "Graph maps"), **{name: text})
    hint = "\n  Put the file into static/ and refer to it there; see docs/guide/theme.md."
    assert f"{name}:{line}: loads from another host: {shown}{hint}" in told(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("templates/page.html", '{% extends "!base/page.html" %}{# <img src="https://cdn.example/x.png"> #}'),
        ("templates/page.html", '{% extends "!base/page.html" %}{% block main %}<a href="https://a.example">x</a>{% endblock %}'),
        ("static/js/mine.js", 'const space = "http://www.w3.org/2000/svg"; // see https://a.example\nlink.href = "https://a.example";'),
        ("static/css/mine.css", "a { background: url(x.png) } /* https://a.example */"),
    ],
)  # fmt: skip
def test_a_link_is_no_load(name: str, text: str, tmp_path: Path) -> None:
    notes = "![far](https://a.example/x.png) <https://a.example>"
    project(tmp_path, a=paper(1, "Graph maps", "resources: [https://a.example]\n", notes), **{name: text})
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("templates/paper.html", "\n{{ nothing }}", "templates/paper.html:2: 'nothing' is undefined"),
        ("templates/paper.html", "{% if %}", "templates/paper.html:1: Expected an expression, got 'end of statement block'"),
        ("templates/paper.html", "<p>bare</p>", "papers/a.html has no content security policy"),
        ("static/words/en.json", "{", "static/words/en.json:1: not valid JSON: Expecting property name enclosed in double quotes"),
        ("static/words/en.json", '{"papers.one": "{number} paper"}', "static/words/en.json: odd braces in the words for 'papers.one'"),
        ("site/mine.txt", "x", "site: holds files that no build made, and is not replaced"),
        ("content/pages/a b.md", "x", "two pages want the same file: pages/a-b.html and pages/a-b.html"),
    ],
)  # fmt: skip
def test_what_would_stop_a_build_is_told(name: str, text: str, message: str, tmp_path: Path) -> None:
    project(tmp_path, a=paper(1, "Graph maps"), **{"content/pages/a-b.md": "x", name: text})
    first = next(problem for problem in check(tmp_path).problems if problem.fatal)
    assert str(first).splitlines()[0] == message
    assert first.hint
    with pytest.raises(Exception, match=r"\w"):
        build.build(tmp_path)


def test_check_as_json(tmp_path: Path) -> None:
    project(tmp_path, a=paper(1, "Graph maps", "year: 20l0\n"), b="---\nkeywords: [x]\n---\n")
    done = run("check", "--json", cwd=tmp_path)
    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "papers": 1,
        "errors": 1,
        "warnings": 1,
        "problems": [
            {
                "file": "content/papers/a.md",
                "line": 5,
                "message": 'year must be a number, found "20l0"',
                "hint": "Write 2010, or remove the line.",
                "fatal": False,
            },
            {
                "file": "content/papers/b.md",
                "line": 1,
                "message": "a paper needs a title",
                "hint": 'Add a line title: "..." between --- lines at the top.',
                "fatal": True,
            },
        ],
    }


def test_check_prints_problems_and_a_summary(tmp_path: Path) -> None:
    project(tmp_path, a=paper(1, "Graph maps", "year: 20l0\n"))
    said = 'content/papers/a.md:5: year must be a number, found "20l0"\n  Write 2010, or remove the line.\n'
    assert run("check", "-q", cwd=tmp_path).stdout == said
    assert run("check", cwd=tmp_path).stdout == said + "1 paper, 1 problem, of which 0 would stop a build\n"
    assert run("check", "-p", "nowhere", cwd=tmp_path).returncode == 2


def test_hostile_pages_are_told_with_their_lines(shared: Path, tmp_path: Path) -> None:
    made = shared / "inputs" / "hostile" / "made"
    (tmp_path / "content" / "papers").mkdir(parents=True)
    for path in made.glob("fm_*.md"):
        shutil.copy(path, tmp_path / "content" / "papers")
    found = check(tmp_path)
    stops = {(Path(problem.path).stem, problem.line) for problem in found.problems if problem.fatal}
    assert stops == {
        ("fm_billion_laughs", 2),
        ("fm_colon_in_title", 2),
        ("fm_duplicate_keys", 3),
        ("fm_merge_conflict_markers", 3),
        ("fm_python_object", 2),
        ("fm_tab_indent", 4),
        ("fm_unclosed", 1),
    }
    assert found.papers == 6
    odd = {(Path(problem.path).stem, problem.line) for problem in found.problems if not problem.fatal}
    assert {("fm_norway_and_types", line) for line in (3, 4, 6, 8)} | {("fm_xss_everywhere", 5)} <= odd


def test_a_menu_entry_to_a_page_that_is_not_there_is_told(tmp_path: Path) -> None:
    menu = 'menu = {Us = "pages/abuot.html", You = "pages/about.html#x", Out = "https://a.example", Top = "#main"}'
    project(
        tmp_path,
        a=paper(1, "Maps"),
        **{"sitegen.toml": f"[theme]\n{menu}\n", "content/pages/about.md": "---\ntitle: About\n---\nUs.\n"},
    )
    assert told(tmp_path) == [
        'sitegen.toml:2: theme.menu leads "Us" to "pages/abuot.html", which is no page of the site\n'
        '  Did you mean "pages/about.html"?'
    ]


def test_a_colour_that_is_hard_to_read_is_told_by_check_and_build(tmp_path: Path) -> None:
    project(tmp_path, a=paper(1, "Maps"), **{"sitegen.toml": '[theme]\naccent = "#ff0"\n'})
    (said,) = told(tmp_path)
    assert said.startswith("sitegen.toml:2: theme.accent #ffff00 is hard to read")
    assert said in [str(problem) for problem in build.build(tmp_path).problems]
