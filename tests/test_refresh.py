"""Keyword lists chosen again: those that nobody touched, and only their line."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import listing, tree
from generator import importers, ingest, scaffold
from generator.content import state, store
from generator.errors import SitegenError
from generator.ingest import lists
from generator.papers import Record
from generator.report import Report

PAPERS = (
    ("Graph Neural Networks for Molecule Maps", "Graph neural networks predict binding affinity. Message passing over molecules."),
    ("Message Passing on Sparse Graphs", "Graph neural networks need message passing. Binding affinity is noise here."),
    ("Maps of Binding Affinity", "Binding affinity maps show protein pockets. Graph neural networks draw them."),
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "list.txt").write_text(listing(*PAPERS), "utf-8")
    ingest.run(tmp_path, ingest.bring_in(tmp_path, [tmp_path / "list.txt"]))
    return tmp_path


def pages(project: Path) -> list[Path]:
    return sorted((project / "content" / "papers").glob("*.md"))


def keywords(project: Path) -> dict[str, tuple[str, ...]]:
    return {each.paper.slug: each.paper.keywords for each in store.read(project, Report())}


def words(project: Path, text: str) -> None:
    (project / "content" / "keywords.toml").write_text(text, "utf-8")


HIDE = 'hide = ["Binding affinity"]\n[prefer]\n"graph neural networks" = "GNN"\n'


def test_a_refresh_of_what_was_just_born_changes_no_byte(project: Path) -> None:
    before = tree(project / "content")
    found = lists.refresh(project)
    assert (len(found.lists), found.changed, found.touched, found.unknown) == (3, (), (), ())
    assert lists.write(project, found) == []
    assert tree(project / "content") == before


def test_an_edited_vocabulary_is_taken_into_the_lists_and_a_second_refresh_changes_nothing(project: Path) -> None:
    words(project, HIDE)
    found = lists.refresh(project)
    assert {each.paper for each in found.changed} == set(keywords(project))
    assert lists.write(project, found) == []
    for labels in keywords(project).values():
        assert "GNN" in labels
        assert not {"Binding affinity", "Graph neural networks"} & set(labels)
    before = tree(project / "content")
    again = lists.refresh(project)
    assert (again.changed, len(again.lists)) == ((), 3)
    lists.write(project, again)
    assert tree(project / "content") == before


def test_showing_a_refresh_writes_nothing(project: Path) -> None:
    words(project, HIDE)
    before = tree(project)
    assert lists.refresh(project).changed
    assert tree(project) == before


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("keywords: [", "keywords: [My own, "),
        lambda text: re.sub(r"keywords: \[(.*?), (.*?),", r"keywords: [\2, \1,", text),
        lambda text: re.sub(r"keywords: \[.*\]", "keywords: []", text),
        lambda text: text.replace("keywords: [", "locked: true\nkeywords: ["),
        lambda text: text.replace("keywords: [", "locked: [keywords]\nkeywords: ["),
    ],
    ids=["added to", "ordered", "emptied", "locked whole", "locked"],
)
def test_a_list_that_a_person_touched_or_locked_is_never_changed(project: Path, edit: Any) -> None:
    page = pages(project)[0]
    page.write_text(edit(page.read_text("utf-8")), "utf-8")
    before = page.read_bytes()
    words(project, HIDE)
    found = lists.refresh(project)
    assert [*found.touched, *found.locked] == [page.stem]
    assert len(found.changed) == 2
    lists.write(project, found)
    assert page.read_bytes() == before


def test_only_the_line_of_the_list_changes(project: Path) -> None:
    page = pages(project)[0]
    text = page.read_text("utf-8").replace("keywords:", "grade: A  # mine\nkeywords:") + "Notes, *as typed*.\n"
    text = re.sub(r"(keywords: \[.*\])", r"\1  # found in the text", text).replace("\n", "\r\n")
    page.write_bytes(text.encode())
    words(project, HIDE)
    lists.write(project, lists.refresh(project))
    before, after = text.encode().split(b"\n"), page.read_bytes().split(b"\n")
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert len(changed) == 1
    assert changed[0][1].startswith(b"keywords: [")
    assert changed[0][1].endswith(b"]  # found in the text\r")


def test_a_list_taken_out_is_chosen_anew(project: Path) -> None:
    page = pages(project)[0]
    own = keywords(project)[page.stem]
    page.write_text(re.sub(r"keywords: .*\n", "", page.read_text("utf-8")), "utf-8")
    found = lists.refresh(project)
    assert [(each.before, each.after) for each in found.changed] == [((), own)]
    lists.write(project, found)
    assert keywords(project)[page.stem] == own


class WithKeywords:
    name = "given"

    def read(self, text: str, source: str) -> list[Record]:
        fields = {"title": PAPERS[0][0], "abstract": PAPERS[0][1], "keywords": ["Chemistry", "Pockets"]}
        return [Record(fields, source, 1, text)]


def test_the_keywords_that_a_source_gave_stay_in_front(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importers, "choose", lambda *given: WithKeywords())
    (tmp_path / "one.txt").write_text("one", "utf-8")
    ingest.run(tmp_path, ingest.bring_in(tmp_path, [tmp_path / "one.txt"]))
    (before,) = keywords(tmp_path).values()
    assert before[:2] == ("Chemistry", "Pockets")
    assert "Graph neural networks" in before
    words(tmp_path, HIDE)
    lists.write(tmp_path, lists.refresh(tmp_path))
    (after,) = keywords(tmp_path).values()
    assert after[:2] == ("Chemistry", "Pockets")
    assert "GNN" in after
    assert "Graph neural networks" not in after


def forget(project: Path) -> None:
    """Make the state as it was before lists were noted in it."""
    for path in (project / state.FOLDER / "base").glob("*.json"):
        table = json.loads(path.read_text("utf-8"))
        del table["keywords"]
        path.write_text(json.dumps(table), "utf-8")


def test_of_lists_that_were_never_noted_only_those_that_would_be_chosen_now_are_ours(project: Path) -> None:
    forget(project)
    page = pages(project)[0]
    page.write_text(page.read_text("utf-8").replace("keywords: [", "keywords: [My own, "), "utf-8")
    found = lists.refresh(project)
    assert found.unknown == (page.stem,)
    assert len(found.lists) == 2
    lists.write(project, found)
    words(project, HIDE)
    assert len(lists.refresh(project).changed) == 2, "they are known from now on"


def test_of_lists_that_were_never_noted_those_are_ours_that_were_chosen_before_there_was_a_vocabulary(
    project: Path,
) -> None:
    forget(project)
    words(project, HIDE)
    page = pages(project)[0]
    page.write_text(page.read_text("utf-8").replace("keywords: [", "keywords: [My own, "), "utf-8")
    before = page.read_bytes()
    found = lists.refresh(project)
    assert (len(found.changed), found.unknown) == (2, (page.stem,))
    lists.write(project, found)
    assert page.read_bytes() == before
    assert lists.refresh(project).changed == ()


def test_a_page_made_by_hand_is_ours_only_without_a_list_of_its_own(project: Path) -> None:
    scaffold.new_paper(project, "A hand-made map", {"abstract": PAPERS[0][1]})
    scaffold.new_paper(project, "Another hand-made map", {"abstract": PAPERS[0][1], "keywords": ["Mine"]})
    found = lists.refresh(project)
    assert "a-hand-made-map" in {each.paper for each in found.lists}
    assert found.touched == ("another-hand-made-map",)


def test_a_page_saved_meanwhile_stays(project: Path) -> None:
    words(project, HIDE)
    found = lists.refresh(project)
    page = pages(project)[0]
    page.write_text(page.read_text("utf-8").replace("keywords: [", "keywords: [Mine, "), "utf-8")
    before = page.read_bytes()
    (problem,) = lists.write(project, found)
    assert str(problem) == f"content/papers/{page.name}: was saved meanwhile, and stays as it is\n  Refresh again."
    assert page.read_bytes() == before
    assert lists.refresh(project).touched == (page.stem,)


def test_a_page_that_cannot_be_read_stops_a_refresh(project: Path) -> None:
    pages(project)[0].write_text("---\ntitle: a: b\n---\n", "utf-8")
    with pytest.raises(SitegenError, match="there is a colon within the value"):
        lists.refresh(project)


def test_a_renamed_page_is_still_the_same_list(project: Path) -> None:
    page = pages(project)[0]
    page.rename(page.with_name("other-name.md"))
    words(project, HIDE)
    assert "other-name" in {each.paper for each in lists.refresh(project).changed}


def test_a_later_import_of_the_same_paper_keeps_what_is_known_of_its_list(project: Path) -> None:
    (project / "again.txt").write_text(listing(*PAPERS), "utf-8")
    ingest.run(project, ingest.bring_in(project, [project / "again.txt"]))
    assert len(lists.refresh(project).lists) == 3
