"""A build that takes what it can from earlier ones makes what a build from nothing makes, byte for byte."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import CHECKOUT, tree
from generator import content, offline
from generator.build import build
from generator.content import frontmatter
from generator.errors import SitegenError

EDITS = int(os.environ.get("SITEGEN_EDITS", "20"))
"""How many edits follow one another; more of them in `make proof`, with more papers."""
SEED = int(os.environ.get("SITEGEN_EDITS_SEED", "1"))
WORDS = (
    "graph transformer multi-task learning of language models, a benchmark for low-rank adapters and pruning".split()
)
Edit = Callable[[Path, random.Random], None]


def paper(project: Path, order: random.Random) -> Path:
    return order.choice(sorted((project / "content/papers").glob("*.md")))


def words(order: random.Random, number: int) -> str:
    return " ".join(order.choices(WORDS, k=number))


def changed(
    project: Path, order: random.Random, change: Callable[[frontmatter.Page], dict[str, frontmatter.Value | None]]
) -> None:
    path = paper(project, order)
    page = frontmatter.parse(path.read_text("utf-8"), path.name)
    path.write_text(frontmatter.edit(page, change(page)), "utf-8")


def title(project: Path, order: random.Random) -> None:
    changed(project, order, lambda page: {"title": f"{page.value('title')} {words(order, 1)}"})


def abstract(project: Path, order: random.Random) -> None:
    changed(project, order, lambda page: {"abstract": f"{page.value('abstract')} We study {words(order, 8)}."})


def shorter_abstract(project: Path, order: random.Random) -> None:
    changed(project, order, lambda page: {"abstract": str(page.value("abstract"))[: order.randrange(40, 400)]})


def keyword(project: Path, order: random.Random) -> None:
    changed(
        project, order, lambda page: {"keywords": [*(page.value("keywords") or ())[1:], words(order, 2).strip(",")]}
    )


def note(project: Path, order: random.Random) -> None:
    path = paper(project, order)
    path.write_text(f"{path.read_text('utf-8')}\nRead this for *{words(order, 3)}*.\n", "utf-8")


def linked_note(project: Path, order: random.Random) -> None:
    path = paper(project, order)
    path.write_text(
        f"{path.read_text('utf-8')}\nSee [[{paper(project, order).stem}]] and [[nothing there]].\n", "utf-8"
    )


def no_notes(project: Path, order: random.Random) -> None:
    path = paper(project, order)
    page = frontmatter.parse(path.read_text("utf-8"), path.name)
    path.write_text(page.text.removesuffix(page.body), "utf-8")


def add(project: Path, order: random.Random) -> None:
    name = f"added-{order.randrange(10**6)}"
    text = f'---\ntitle: "A study of {words(order, 4)}"\nabstract: "We look at {words(order, 30)}."\n---\n'
    (project / f"content/papers/{name}.md").write_text(text, "utf-8")


def delete(project: Path, order: random.Random) -> None:
    paper(project, order).unlink()


def rename(project: Path, order: random.Random) -> None:
    path = paper(project, order)
    path.rename(path.with_name(f"{path.stem}-renamed.md"))


def hide(project: Path, order: random.Random) -> None:
    changed(project, order, lambda page: {"hidden": None if page.value("hidden") else "true"})


def vocabulary(project: Path, order: random.Random) -> None:
    text = f'hide = ["{words(order, 1).strip(",")}"]\n[define]\n"{words(order, 2)}" = "What it is."\n'
    (project / "content/keywords.toml").write_text(text, "utf-8")


def topic(project: Path, order: random.Random) -> None:
    (project / "content/topics.toml").write_text(f'[multi-task-learning]\nname = "Topic {order.random()}"\n', "utf-8")


def template(project: Path, order: random.Random) -> None:
    folder = project / "templates"
    folder.mkdir(exist_ok=True)
    text = '{% extends "!base/paper.html" %}{% block main %}<p>' + words(order, 2) + "</p>{{ super() }}{% endblock %}\n"
    (folder / "paper.html").write_text(text, "utf-8")


def settings(project: Path, order: random.Random) -> None:
    (project / "sitegen.toml").write_text(
        f'title = "Map {order.randrange(100)}"\n[map]\nlinks = {order.randrange(2, 12)}\n'
    )


def cache_gone(project: Path, order: random.Random) -> None:
    shutil.rmtree(project / ".sitegen-cache")


def touched(project: Path, order: random.Random) -> None:
    path = paper(project, order)
    os.utime(path, (order.randrange(10**9), order.randrange(10**9)))


def site_spoiled(project: Path, order: random.Random) -> None:
    path = order.choice(sorted((project / "site").rglob("*.html")))
    path.write_text("spoiled")


RANDOM: tuple[Edit, ...] = (
    note, title, abstract, keyword, note, add, delete, rename, note, vocabulary, topic, template, linked_note, hide,
    settings, no_notes, shorter_abstract, touched, cache_gone, site_spoiled,
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Some of the demo's papers; twice as many where many edits are asked for."""
    every = sorted((CHECKOUT / "content/papers").glob("*.md"))
    (tmp_path / "content/papers").mkdir(parents=True)
    for path in every[:: 20 if EDITS > 100 else 40]:
        shutil.copy(path, tmp_path / "content/papers")
    return tmp_path


def from_nothing(project: Path, folder: Path) -> dict[str, str]:
    """Return the site that a build makes of the same content without what earlier builds left."""
    for name in ("content", "templates", "sitegen.toml"):
        path = project / name
        if path.is_dir():
            shutil.copytree(path, folder / name)
        elif path.is_file():
            folder.mkdir(exist_ok=True)
            shutil.copy(path, folder)
    build(folder)
    return tree(folder / "site")


def test_after_every_edit_the_site_is_the_one_that_a_build_from_nothing_makes(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    order = random.Random(SEED)
    edits = [*RANDOM, *order.choices(RANDOM, k=max(0, EDITS - len(RANDOM)))][:EDITS]
    order.shuffle(edits)
    build(project)
    for number, edit in enumerate(edits):
        edit(project, order)
        build(project)
        folder = tmp_path_factory.mktemp("nothing")
        assert tree(project / "site") == from_nothing(project, folder), f"{edit.__name__}, edit {number}"
        shutil.rmtree(folder)


def noted(project: Path) -> Path:
    """Write a note; return the paper's page in the site."""
    path = min((project / "content/papers").glob("*.md"))
    path.write_text(f"{path.read_text('utf-8')}\nA note of **mine**.\n", "utf-8")
    return project / "site/papers" / f"{path.stem}.html"


def test_a_note_sets_one_page_and_nothing_else_is_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(project)
    monkeypatch.setattr(content, "read", lambda *_: pytest.fail("the papers were read"))
    for _ in range(2):
        page = noted(project)
        assert build(project).rendered == 1
    assert page.read_text("utf-8").count("A note of <strong>mine</strong>.") == 2
    again = build(project)
    assert (again.rendered, again.papers, again.links, again.problems) == (0, first.papers, first.links, first.problems)


def test_a_whole_build_finds_the_page_of_a_note_as_it_would_make_it(project: Path) -> None:
    build(project)
    page = noted(project)
    build(project)
    before = page.stat().st_ino
    (project / "content/topics.toml").write_text("# nothing yet\n", "utf-8")
    build(project)
    assert page.stat().st_ino == before


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        ('<meta name="noted" content="{{ page.notes if page.notes is defined }}">', 2),
        ('<link rel="stylesheet" href="{{ "static/css/own.css" | href }}">', 1),
    ],
)
def test_a_note_stands_where_a_template_of_the_project_shows_it(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, block: str, shown: int
) -> None:
    text = '{% extends "!base/base.html" %}{% block styles %}' + block + "{% endblock %}"
    (project / "templates").mkdir()
    (project / "templates/base.html").write_text(text, "utf-8")
    build(project)
    page = noted(project)
    if shown == 1:
        monkeypatch.setattr(content, "read", lambda *_: pytest.fail("the papers were read"))
    build(project)
    monkeypatch.undo()
    assert page.read_text("utf-8").count("A note of") == shown
    assert tree(project / "site") == from_nothing(project, tmp_path_factory.mktemp("nothing"))


@pytest.mark.parametrize("mentioned", [False, True])
def test_notes_come_go_and_come_again(project: Path, tmp_path_factory: pytest.TempPathFactory, mentioned: bool) -> None:
    path, other, *_ = sorted((project / "content/papers").glob("*.md"))
    bare = path.read_text("utf-8")
    if mentioned:
        other.write_text(f"{other.read_text('utf-8')}\nSee [[{path.stem}]].\n", "utf-8")
    build(project)
    for text in (f"{bare}\nOne.\n\n## Two\n", bare, f'{bare}\nThree <section class="mentions">.\n'):
        path.write_text(text, "utf-8")
        assert build(project).rendered == 1
        folder = tmp_path_factory.mktemp("nothing")
        assert tree(project / "site") == from_nothing(project, folder)


def test_a_note_that_breaks_the_offline_rules_leaves_the_site_and_is_told_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    before = tree(project / "site")
    noted(project)
    monkeypatch.setattr(offline.Checker, "check", lambda *_: (_ for _ in ()).throw(SitegenError("loads")))
    for _ in range(2):
        with pytest.raises(SitegenError, match="loads"):
            build(project)
    assert tree(project / "site") == before


def test_what_was_saved_twice_within_a_tick_of_the_clock_is_seen(project: Path) -> None:
    path = min((project / "content/papers").glob("*.md"))
    text = path.read_text("utf-8")
    path.write_text(f"{text}\nOne.\n", "utf-8")
    build(project)
    at = path.stat().st_mtime_ns
    path.write_text(f"{text}\nTwo.\n", "utf-8")
    os.utime(path, ns=(at, at))
    build(project)
    assert "Two." in (project / "site/papers" / f"{path.stem}.html").read_text("utf-8")
