"""The last import is taken back whole, and never a word that a person wrote since."""

import json
import os
from pathlib import Path

import pytest

from conftest import LONG, listing, tree
from generator import build, ingest
from generator.content import files, records, state
from generator.errors import SitegenError
from generator.ingest import journal, sources, undo
from generator.ingest.undo import set_back

ONE, TWO = "A Title of Some Length, Part One", "A Title of Some Length, Part Two"
ONE_MD = "content/papers/a-title-of-some-length-part-one.md"


def taken_in(project: Path, **given: str) -> ingest.Ledger:
    return ingest.run(project, ingest.bring_in(project, outside(project, **given)))


def outside(project: Path, **given: str) -> list[Path]:
    folder = project.parent / f"{project.name}-given"
    folder.mkdir(exist_ok=True)
    for name, text in given.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return [folder / f"{name}.txt" for name in given]


def edit(project: Path, where: str, old: str, new: str) -> str:
    text = (project / where).read_text("utf-8")
    assert old in text
    (project / where).write_text(text.replace(old, new), "utf-8")
    return text.replace(old, new)


def test_an_import_is_taken_back_to_the_last_byte(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    before = tree(tmp_path / "content")
    taken_in(tmp_path, a=listing((ONE.upper(), LONG + "More.")), b=listing((ONE, LONG), (TWO, LONG)))
    assert tree(tmp_path / "content") != before
    done = undo.undo(tmp_path)
    assert (done.what, done.kept, done.sources) == ("import of a.txt, b.txt", (), ())
    after = tree(tmp_path / "content")
    assert {where: hash for where, hash in before.items() if "undo/" not in where} == after


def test_the_first_import_leaves_nothing_behind(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    undo.undo(tmp_path)
    assert tree(tmp_path) == {}


def test_twice_says_there_is_nothing_to_take_back(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    undo.undo(tmp_path)
    with pytest.raises(SitegenError, match="there is nothing to take back"):
        undo.undo(tmp_path)


def test_a_dry_run_writes_nothing_and_shows_all(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    before = tree(tmp_path)
    assert f"--- a/{ONE_MD}\n+++ /dev/null\n" in undo.plan(tmp_path).draft.diff()
    assert tree(tmp_path) == before


def test_on_an_edited_page_only_what_the_import_wrote_goes(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    original = (tmp_path / ONE_MD).read_text("utf-8")
    taken_in(tmp_path, a=listing((ONE.upper(), LONG + "More.")))
    edit(tmp_path, ONE_MD, "abstract: |-", "rating: 5  # mine\nabstract: |-")
    edit(tmp_path, ONE_MD, "More.", "My own words.")
    with (tmp_path / ONE_MD).open("a", encoding="utf-8") as page:
        page.write("My note.\n")
    done = undo.undo(tmp_path)
    after = (tmp_path / ONE_MD).read_text("utf-8")
    assert f'title: "{ONE}"\n' in after
    assert [str(problem) for problem in done.kept] == [f"{ONE_MD}:5: abstract was edited since, and stays as it is"]
    mine = original.replace(LONG.strip(), LONG + "My own words.").replace(
        "abstract: |-", "rating: 5  # mine\nabstract: |-"
    )
    assert after == mine + "My note.\n"


def test_a_new_page_that_was_edited_stays_and_its_memory_too(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG), (TWO, LONG)))
    text = edit(tmp_path, ONE_MD, "sources:", "rating: 5\nsources:")
    done = undo.undo(tmp_path)
    assert [problem.path for problem in done.kept] == [ONE_MD]
    assert sorted(tree(tmp_path / "content" / "papers")) == [Path(ONE_MD).name]
    assert (tmp_path / ONE_MD).read_text("utf-8") == text
    assert len(list((tmp_path / "content/.sitegen/base").iterdir())) == 1
    taken_in(tmp_path, a=listing((ONE.upper(), LONG)))
    assert f'title: "{ONE.upper()}"\n' in (tmp_path / ONE_MD).read_text("utf-8")


def test_a_page_deleted_since_stays_away(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    taken_in(tmp_path, a=listing((ONE.upper(), LONG)))
    (tmp_path / ONE_MD).unlink()
    assert [str(problem) for problem in undo.undo(tmp_path).kept] == [f"{ONE_MD}: was deleted since, and stays away"]
    assert not (tmp_path / ONE_MD).exists()


def test_a_new_page_deleted_since_does_not_come_again_with_its_source(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG), (TWO, LONG)))
    (tmp_path / ONE_MD).unlink()
    assert undo.undo(tmp_path).kept == ()
    taken_in(tmp_path, a=listing((ONE, LONG), (TWO, LONG)))
    assert [path.stem for path in (tmp_path / "content/papers").iterdir()] == ["a-title-of-some-length-part-two"]


def test_a_source_put_there_by_hand_stays_and_no_build_imports_it_again(tmp_path: Path) -> None:
    project = tmp_path / "project"
    mine = project / "content" / "sources" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text(listing((ONE, LONG)), "utf-8")
    build.build(project, outside(project, copied=listing((TWO, LONG))))
    assert undo.undo(project).sources == ("mine.txt",)
    assert [path.name for path in mine.parent.iterdir()] == ["mine.txt"]
    assert (state.read_imports(project), list(state.read_undone(project))) == ((), ["mine.txt"])
    assert sources.pending(project) == []
    assert build.build(project).papers == 0
    ingest.run(project, ingest.bring_in(project, [mine]))
    assert (project / ONE_MD).exists()
    assert (len(state.read_imports(project)), state.read_undone(project)) == (1, {})
    undo.undo(project)
    assert list(state.read_undone(project)) == ["mine.txt"]


def test_a_copied_source_that_was_edited_stays_and_is_not_imported(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    edit(tmp_path, "content/sources/a.txt", ONE, ONE + " edited")
    assert undo.undo(tmp_path).sources == ("a.txt",)
    assert sources.pending(tmp_path) == []


def test_a_source_that_replaced_an_older_one_goes_back_to_it(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    taken_in(tmp_path, a=listing((TWO, LONG)))
    undo.undo(tmp_path)
    assert ONE in (tmp_path / "content/sources/a.txt").read_text("utf-8")
    assert (sources.pending(tmp_path), state.read_undone(tmp_path)) == ([], {})


def test_an_import_killed_at_any_write_is_taken_back_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    before = tree(tmp_path / "content")  # With the journal of the import before, which is the last one again.
    newer = {"a": listing((ONE.upper(), LONG)), "b": listing((ONE, LONG), (TWO, LONG))}
    write, left = files.write_bytes, 0

    def killed(path: Path, content: bytes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        write(path, content)

    kills = 0
    for number in range(2, 30):
        left = number
        with monkeypatch.context() as patch:
            patch.setattr(files, "write_bytes", killed)
            try:
                taken_in(tmp_path, **newer)
            except KeyboardInterrupt:
                kills += 1
            else:
                break
        found = journal.read(tmp_path)
        assert found is not None
        assert found.unfinished
        undo.undo(tmp_path)
        assert tree(tmp_path / "content") == before
    assert kills > 8


def test_an_import_broken_off_is_taken_back_by_the_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    before = tree(tmp_path / "content")
    newer = {"a": listing((ONE.upper(), LONG)), "b": listing((ONE, LONG), (TWO, LONG))}
    write = files.write_bytes

    def killed(path: Path, content: bytes) -> None:
        if path.name == "imports.json":
            raise KeyboardInterrupt
        write(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(files, "write_bytes", killed)
        with pytest.raises(KeyboardInterrupt):
            taken_in(tmp_path, **newer)
    with ingest.at_work(tmp_path, "import") as told:
        assert [str(problem).split("\n")[0] for problem in told] == [
            "was broken off, and is taken back: import of a.txt, b.txt"
        ]
        assert tree(tmp_path / "content") == before
    assert undo.undo(tmp_path).what == "import of a.txt"


def test_where_a_disk_knows_no_links_the_journal_before_is_kept_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    def killed(path: Path, content: bytes) -> None:
        if path.suffix == ".md":
            raise KeyboardInterrupt
        write(path, content)

    write = files.write_bytes
    taken_in(tmp_path, a=listing((ONE, LONG)))
    monkeypatch.setattr(os, "link", none)
    monkeypatch.setattr(files, "write_bytes", killed)
    with pytest.raises(KeyboardInterrupt), ingest.at_work(tmp_path, "import"):
        taken_in(tmp_path, b=listing((TWO, LONG)))
    found = journal.read(tmp_path)
    assert found is not None
    assert (found.what, found.unfinished) == ("import of a.txt", False)


def test_a_journal_that_cannot_be_read_stops_no_import_and_is_named(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    (tmp_path / "content/.sitegen/undo/last.json").write_text("{", "utf-8")
    with pytest.raises(SitegenError, match=r"undo/last\.json:1: not valid JSON"):
        undo.undo(tmp_path)
    (tmp_path / "content/.sitegen/undo/unfinished").write_text("x", "utf-8")
    taken_in(tmp_path, b=listing((TWO, LONG)))
    assert undo.undo(tmp_path).what == "import of b.txt"


def test_accounts_and_rejected_records_are_taken_back_too(tmp_path: Path) -> None:
    given = outside(tmp_path, a=f"{LONG}\n{ONE}\n{LONG}")
    ingest.run(tmp_path, ingest.bring_in(tmp_path, given), "listing")
    assert (len(records.read_ledger(tmp_path)), len(records.rejected_files(tmp_path))) == (1, 1)
    undo.undo(tmp_path)
    assert (records.read_ledger(tmp_path), records.rejected_files(tmp_path)) == ((), [])


def test_a_body_that_an_operation_wrote_goes_back_only_if_nobody_wrote_there() -> None:
    before, wrote = "---\ntitle: A\n---\nMine.\n", "---\ntitle: A\n---\nMine.\nTheirs.\n"
    saved = journal.saved("content/papers/a.md", before.encode(), wrote.encode())
    assert set_back(wrote.replace("title: A", "title: B"), before, saved.changes, saved.body) == (
        "---\ntitle: B\n---\nMine.\n",
        [],
    )
    assert set_back(wrote + "New.\n", before, saved.changes, saved.body) == (wrote + "New.\n", [("the body", 4)])


def test_the_journal_is_one_file_with_a_file_an_entry(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    table = json.loads((tmp_path / "content/.sitegen/undo/last.json").read_text("utf-8"))
    assert (table["what"], list(table["sources"])) == ("import of a.txt", ["a.txt"])
    assert ONE_MD in table["files"]
