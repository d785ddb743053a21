"""Lines that mend a link: what a page offers to paste does what it says."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from pages_samples import ANALYSIS, CONTENT, PAPERS, paper

from generator import pages
from generator.build import build
from generator.config import Config
from generator.emitters import mending as emitter
from generator.pages.mending import OTHER, Mending, mending
from generator.papers import Content, Library, Paper, Vocabulary

BODY = """---
title: "{title}"
keywords: [gamma rays, optical flow]
abstract: "We study gamma rays with optical flow."
---
"""


def lines(changed: Paper, config: Config | None = None) -> Mending:
    """Return what the page of the paper offers, in the library of five papers with this one in it."""
    library = Library.of([changed, *(one for one in PAPERS if one.slug != changed.slug)])
    made = pages.plan(replace(CONTENT, library=library), ANALYSIS, config or Config()).papers[changed.slug].mending
    assert made is not None
    return made


def data(content: Content, config: Config | None = None) -> dict[str, Any]:
    shown = {one.slug: None for one in content.library if not (one.hidden or one.private)}
    (output,) = emitter.outputs(cast("pages.Site", SimpleNamespace(papers=shown)), content, config or Config(), "stamp")
    script = output.render().decode()
    found: dict[str, Any] = json.loads(script[script.index(",") + 1 : script.rindex(")")])
    return found


def test_a_page_offers_a_line_for_each_way_to_mend_its_links() -> None:
    made = lines(PAPERS[0])
    assert made == Mending(
        file="content/papers/alpha.md",
        related=f"related: [{OTHER}]",
        unrelated="unrelated: [beta]",
        without="without: [Mixture of experts]",
        inserted=False,
    )


def test_a_line_holds_what_the_page_says_already() -> None:
    made = lines(replace(PAPERS[0], related=("gamma",), unrelated=("lone",), without=("Odd: one",)))
    assert made.related == f"related: [gamma, {OTHER}]"
    assert made.unrelated == "unrelated: [lone, beta]"
    assert made.without == 'without: ["Odd: one", Mixture of experts]'


def test_no_line_names_a_paper_that_is_not_published() -> None:
    changed = replace(PAPERS[0], unrelated=("lone", "private"))
    made = lines(changed)
    assert (made.unrelated, made.inserted) == ("unrelated: [beta]", True)
    library = Library.of([changed, *PAPERS[1:]])
    assert data(replace(CONTENT, library=library))["lists"] == {"alpha": {"unrelated": None}}


def test_a_paper_without_a_file_offers_nothing() -> None:
    assert mending(replace(PAPERS[0], path=""), ()) is None


def test_a_paper_without_links_offers_to_give_one() -> None:
    made = lines(PAPERS[3])
    assert (made.related, made.unrelated, made.without) == (f"related: [{OTHER}]", "", "")


def test_scripts_know_the_files_the_lists_and_where_to_edit() -> None:
    papers = [
        paper("one", "One", unrelated=("two",), without=("Ray",)),
        replace(paper("two", "Two"), path="content/papers/Two.md"),
        paper("secret", "Secret", private=True, related=("one",)),
    ]
    content = Content(Library.of(papers), Vocabulary(hide=("Thing",)))
    assert data(content, Config(repository="https://github.com/me/map")) == {
        "edit": "https://github.com/me/map/edit/HEAD/",
        "hide": True,
        "files": {"two": "content/papers/Two.md"},
        "lists": {"one": {"unrelated": ["two"], "without": ["Ray"]}},
    }
    assert data(Content(Library.of([paper("one", "One")])))["edit"] == ""


def mended(project: Path, field: str) -> str:
    """Build two related papers, paste the line of a page's field into it, build again and return what the page said."""
    folder = project / "content" / "papers"
    folder.mkdir(parents=True)
    for slug in ("one", "two"):
        (folder / f"{slug}.md").write_text(BODY.format(title=slug.title()), "utf-8")
    assert build(project).links == 1
    page = (project / "site" / "papers" / "one.html").read_text("utf-8")
    start = page.index(f"<code>{field}: ") + len("<code>")
    line = page[start : page.index("</code>", start)]
    written = (folder / "one.md").read_text("utf-8")
    (folder / "one.md").write_text(written.replace("---\n", f"---\n{line}\n", 1), "utf-8")
    return line


def test_the_line_of_a_page_takes_its_link_away(tmp_path: Path) -> None:
    assert mended(tmp_path, "unrelated") == "unrelated: [two]"
    assert build(tmp_path).links == 0


def test_the_line_of_a_page_takes_a_reason_away(tmp_path: Path) -> None:
    keyword = mended(tmp_path, "without").partition("[")[2].removesuffix("]")
    reason = f"<li><b>{keyword}</b> "
    assert reason in (tmp_path / "site" / "papers" / "one.html").read_text("utf-8")
    build(tmp_path)
    assert reason not in (tmp_path / "site" / "papers" / "one.html").read_text("utf-8")
