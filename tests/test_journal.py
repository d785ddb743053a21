"""What an operation writes is written down first, so that it can be taken back, also half way."""

import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import tree
from generator import ingest
from generator.content import files
from generator.ingest import journal
from generator.ingest.journal import Draft

PAGE = "content/papers/a.md"


def put(project: Path, where: str, content: str) -> None:
    (project / where).parent.mkdir(parents=True, exist_ok=True)
    (project / where).write_bytes(content.encode("utf-8"))


def test_a_draft_writes_nothing_until_it_is_committed(tmp_path: Path) -> None:
    put(tmp_path, PAGE, "---\ntitle: A\n---\n")
    before = tree(tmp_path)
    draft = Draft(tmp_path)
    draft.put(PAGE, "---\ntitle: B\n---\n")
    draft.drop(PAGE)
    draft.put("content/papers/b.md", "new")
    assert (draft.read(PAGE), draft.read("content/papers/b.md")) == (None, b"new")
    assert tree(tmp_path) == before


def test_the_journal_has_each_file_as_it_was_and_what_was_made_of_it(tmp_path: Path) -> None:
    put(tmp_path, PAGE, "---\r\ntitle: A # mine\r\nvenue: V\r\n---\r\nNotes.\r\n")
    (tmp_path / "content/sources").mkdir()
    (tmp_path / "content/sources/x.bib").write_bytes(b"caf\xe9")
    draft = Draft(tmp_path)
    draft.put(PAGE, '---\r\ntitle: "B"  # mine\r\nyear: 2010\r\n---\r\nNotes.\r\n')
    draft.put("content/papers/new.md", "---\ntitle: New\n---\n")
    draft.drop("content/sources/x.bib")
    assert draft.commit("import of x.bib") == []
    found = journal.read(tmp_path)
    assert found is not None
    assert (found.what, found.unfinished) == ("import of x.bib", False)
    page, new, source = (found.files[where] for where in sorted(found.files))
    assert page.before == b"---\r\ntitle: A # mine\r\nvenue: V\r\n---\r\nNotes.\r\n"
    assert (page.changes, page.body) == ({"title": "B", "venue": None, "year": "2010"}, "")
    assert (new.before, new.changes) == (None, {})
    assert (source.before, source.written) == (b"caf\xe9", "")
    assert not (tmp_path / "content/sources/x.bib").exists()


def test_what_changes_no_byte_leaves_the_last_journal(tmp_path: Path) -> None:
    first = Draft(tmp_path)
    first.put(PAGE, "one")
    first.commit("first")
    before = tree(tmp_path)
    again = Draft(tmp_path)
    again.put(PAGE, "two")
    again.put(PAGE, "one")
    again.drop("content/papers/none.md")
    assert again.commit("second") == []
    assert tree(tmp_path) == before


def test_a_file_that_is_saved_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    draft.put(PAGE, "ours")
    put(tmp_path, PAGE, "a person's")
    assert [problem.path for problem in draft.commit("import")] == [PAGE]
    assert (tmp_path / PAGE).read_text("utf-8") == "a person's"


def test_an_operation_that_was_broken_off_is_taken_back_before_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, PAGE, "as it was")
    draft = Draft(tmp_path)
    draft.put(PAGE, "half")
    draft.put("content/papers/b.md", "never written")
    write = files.write_bytes

    def killed(path: Path, content: bytes) -> None:
        if path.name == "b.md":
            raise KeyboardInterrupt
        write(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(files, "write_bytes", killed)
        with pytest.raises(KeyboardInterrupt):
            draft.commit("first")
    found = journal.read(tmp_path)
    assert found is not None
    assert found.unfinished
    with ingest.at_work(tmp_path, "import") as told:
        assert [problem.message for problem in told] == ["was broken off, and is taken back: first"]
    assert [path.read_text("utf-8") for path in (tmp_path / "content").rglob("*") if path.is_file()] == ["as it was"]


def test_the_diff_is_exact(tmp_path: Path) -> None:
    put(tmp_path, PAGE, "---\r\ntitle: A\r\n---\r\nNo end")
    put(tmp_path, "content/papers/gone.md", "---\ntitle: Gone\n---\n")
    draft = Draft(tmp_path)
    draft.put(PAGE, "---\r\ntitle: B\r\n---\r\nNo end")
    draft.put("content/papers/new.md", "---\ntitle: \u2028New\n---\n")
    draft.drop("content/papers/gone.md")
    draft.put("content/sources/x.bib", "x")
    text = draft.diff()
    assert text.endswith("# also new: content/sources/x.bib\n")
    if not shutil.which("git"):
        pytest.skip("git is not here to apply the diff")
    subprocess.run(["git", "apply", "-"], input=text.encode("utf-8"), cwd=tmp_path, check=True)
    assert (tmp_path / PAGE).read_bytes() == b"---\r\ntitle: B\r\n---\r\nNo end"
    assert (tmp_path / "content/papers/new.md").read_text("utf-8") == "---\ntitle: \u2028New\n---\n"
    assert not (tmp_path / "content/papers/gone.md").exists()


def test_only_content_is_written(tmp_path: Path) -> None:
    for where in ("site/index.html", "content/../x"):
        with pytest.raises(ValueError, match="is not under content/"):
            Draft(tmp_path).put(where, "")
