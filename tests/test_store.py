"""Pages on disk and papers: typed by the schema, odd values named with their line."""

from pathlib import Path

import pytest

from generator import content
from generator.content import store
from generator.errors import SitegenError
from generator.papers import Author
from generator.report import Report

PAGE = """---
id: 7f3a9c21
title: "A title"
authors: ["Doe, Jane", The Group]
year: 2010
doi: https://doi.org/10.1000/ABC
keywords: [One, Two]
position: [12.5, -3]
rating: 9
---

Notes.
"""


def parsed(text: str) -> tuple[store.StoredPaper, list[str]]:
    report = Report()
    stored = store.parse(text, "content/papers/x.md", report)
    return stored, [str(problem) for problem in report.sorted()]


def project(tmp_path: Path, **pages: str) -> Path:
    folder = tmp_path / "content" / "papers"
    folder.mkdir(parents=True)
    for stem, text in pages.items():
        (folder / f"{stem}.md").write_text(text, "utf-8")
    return tmp_path


def test_a_page_becomes_a_typed_paper() -> None:
    stored, problems = parsed(PAGE)
    paper = stored.paper
    assert (paper.slug, paper.id, paper.title, paper.year, paper.doi) == (
        "x",
        "7f3a9c21",
        "A title",
        2010,
        "10.1000/abc",
    )
    assert paper.authors == (Author("Doe", "Jane"), Author("The Group"))
    assert (paper.keywords, paper.position, paper.extra, paper.notes) == (
        ("One", "Two"),
        (12.5, -3.0),
        {"rating": "9"},
        "Notes.",
    )
    assert problems == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("year: 20l0", '3: year must be a number, found "20l0"\n  Write 2010, or remove the line.'),
        ("year: in press", '3: year must be a number, found "in press"\n  Write 4 digits, or remove the line.'),
        ("keywords: nlp, ml", "3: keywords is one text; it is read as a list of 2\n  Write keywords: [nlp, ml]."),
        ("keyword: [nlp]", '3: "keyword" is no field of ours\n  Did you mean "keywords"? Else it is kept as your own.'),
        ("hidden: perhaps", '3: hidden must be true or false, found "perhaps"\n  Write true, or remove the line.'),
        (
            "url: javascript:alert(1)",
            '3: url is not a web address (http or https): "javascript:alert(1)"\n  Correct it, or remove the line.',
        ),
        (
            "authors: [Doe, Jane]",
            "3: authors are read as 2 bodies of one word each: Doe, Jane\n"
            '  If these are persons, put each in quotes: authors: ["Doe, Jane"].',
        ),
        (
            "authors: Doe, J., Roe, A.",
            '3: authors is one text; it is read as 1 author: "Doe, J., Roe, A."\n'
            '  Write authors: ["Family, Given", "Family, Given"].',
        ),
        ("position: [1]", "3: position must be two numbers, found [1]\n  Write position: [120, -40]."),
    ],
)
def test_an_odd_value_is_named_with_its_line_and_its_cure(line: str, message: str) -> None:
    _, problems = parsed(f"---\ntitle: T\n{line}\n---\n")
    assert problems == [f"content/papers/x.md:{message}"]


def test_values_are_text_whatever_yaml_makes_of_them() -> None:
    stored, _ = parsed("---\ntitle: No\nvenue: 1.10\narxiv: 2401.01000\nlanguage: no\n---\n")
    assert (stored.paper.title, stored.paper.venue, stored.paper.arxiv, stored.paper.language) == (
        "No",
        "1.10",
        "2401.01000",
        "no",
    )


@pytest.mark.parametrize(
    "text", ["\n\n---\ntitle: T\n---\n", "--\ntitle: T\n---\n", "—\ntitle: T\n---\n", "title: T\n"]
)
def test_front_matter_that_begins_late_or_otherwise_is_told(text: str) -> None:
    with pytest.raises(SitegenError, match="the front matter does not begin on the first line"):
        parsed(text)


def test_a_page_without_a_title_is_no_paper() -> None:
    with pytest.raises(SitegenError, match=r"x\.md:1: a paper needs a title"):
        parsed("---\nyear: 2010\n---\n")


def test_all_unreadable_pages_are_told_at_once(tmp_path: Path) -> None:
    report = Report()
    project(tmp_path, a="---\ntitle: a: b\n---\n", b="---\ntitle: x\n", c=PAGE)
    assert [paper.slug for paper in content.read(tmp_path, report).library] == ["c"]
    assert [(problem.path, problem.line) for problem in report.fatal] == [
        ("content/papers/a.md", 2),
        ("content/papers/b.md", 1),
    ]


def test_what_is_likely_meant_as_a_page_and_is_not_read_is_told(tmp_path: Path) -> None:
    papers = tmp_path / store.FOLDER
    (papers / "sub").mkdir(parents=True)
    for name in ("sub/a.md", "sub/b.md", "c.markdown", "d.MD", "map.png", ".e.txt"):
        (papers / name).write_text("---\ntitle: T\n---\n", "utf-8")
    report = Report()
    assert store.read(tmp_path, report) == []
    assert [str(problem).replace("content/papers", "") for problem in report.sorted()] == [
        "/c.markdown: is not read: the name of a page ends with .md\n  Call it c.md.",
        "/d.MD: is not read: the name of a page ends with .md\n  Call it d.md.",
        "/sub: 2 pages in a folder below are not read\n  Move what lies there up into .",
    ]


def test_two_pages_with_one_id_are_told_with_both_names(tmp_path: Path) -> None:
    report = Report()
    store.read(project(tmp_path, a=PAGE, b=PAGE), report)
    assert [problem.message for problem in report.fatal] == ["has the same id as content/papers/a.md: 7f3a9c21"]


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    (outside := tmp_path / "outside.md").write_text(PAGE, "utf-8")
    folder = project(tmp_path / "project", a=PAGE)
    (folder / "content" / "papers" / "b.md").symlink_to(outside)
    (folder / "content" / "papers" / "c.md").symlink_to(folder / "nowhere.md")
    report = Report()
    assert [each.paper.slug for each in store.read(folder, report)] == ["a"]
    assert len(report.problems) == 2
    assert not report.fatal


@pytest.mark.parametrize(
    ("title", "taken", "slug"),
    [
        ("A Title", [], "a-title"),
        ("A Title", ["a-title"], "a-title-2"),
        ("A Title", ["a-title", "a-title-2"], "a-title-3"),
        ("CON", [], "con-paper"),
        ("search", ["search-paper"], "search-paper-2"),
        ("深度学习", [], "paper-12345678"),
    ],
)
def test_new_slugs_are_free_and_fit_every_file_system(title: str, taken: list[str], slug: str) -> None:
    assert store.new_slug(title, "12345678", taken) == slug


def test_a_file_named_by_a_person_keeps_its_name_as_slug() -> None:
    assert [store.slug_of_file(stem) for stem in ("my-paper", "My Paper!", "index", "深")] == [
        "my-paper",
        "my-paper",
        "index-paper",
        "paper-d5f3c536",
    ]


def test_the_curators_files_are_read(tmp_path: Path) -> None:
    folder = project(tmp_path, a=PAGE) / "content"
    (folder / "keywords.toml").write_text(
        'hide = ["thing"]\n[prefer]\nLLM = "Large language models"\n[variants]\n"B" = ["b1"]\n[define]\nB = "what"\n'
    )
    (folder / "topics.toml").write_text('[graphs]\nname = "Graph learning"\ncolor = "#123456"\n')
    for name in ("collections", "pages"):
        (folder / name).mkdir()
    (folder / "collections" / "start.md").write_text("---\ntitle: Start here\npapers: [a]\n---\nWhy.\n")
    (folder / "pages" / "index.md").write_text("# Welcome\n\nHello.\n")
    report = Report()
    read = content.read(tmp_path, report)
    assert (dict(read.vocabulary.prefer), read.vocabulary.hide) == (
        {"LLM": "Large language models", "b1": "B"},
        ("thing",),
    )
    assert read.topics["graphs"].name == "Graph learning"
    assert (read.collections[0].title, read.collections[0].papers) == ("Start here", ("a",))
    assert (read.pages[0].slug, read.pages[0].title) == ("index", "Welcome")
    assert [str(problem) for problem in report.sorted()] == [
        'content/topics.toml:3: "color" means nothing here\n  Did you mean "colour"?'
    ]


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    folder = project(tmp_path, a=PAGE) / "content"
    (folder / "keywords.toml").write_text('hide = ["a"]\nprefer = \n')
    report = Report()
    content.read(tmp_path, report)
    assert [(problem.path, problem.line) for problem in report.fatal] == [("content/keywords.toml", 2)]
