"""A conflict waits until a person decides, and what waits is listed with how to settle it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import LONG, listing, tree
from generator import build, ingest
from generator.cli import main
from generator.content.bases import Base, read_bases
from generator.content.merge import merge
from generator.errors import SitegenError
from generator.ingest import conflicts, status
from generator.report import Report

TITLE = "A Title of Some Length, Part One"
WHERE = "content/papers/a-title-of-some-length-part-one.md"
SLUG = "a-title-of-some-length-part-one"
MINE = "A title that I wrote"
THEIRS = TITLE.upper()


def taken_in(project: Path, **given: str) -> ingest.Ledger:
    paths = []
    for name, text in given.items():
        (path := project / f"{name}.txt").write_text(text, "utf-8")
        paths.append(path)
    return ingest.run(project, ingest.bring_in(project, paths))


def write(project: Path, old: str, new: str) -> None:
    text = (project / WHERE).read_text("utf-8")
    assert old in text
    (project / WHERE).write_text(text.replace(old, new), "utf-8")


def disputed(project: Path) -> Path:
    """Return a project with one open conflict: the title."""
    taken_in(project, a=listing((TITLE, LONG)))
    write(project, f'"{TITLE}"', f"'{MINE}'  # mine")
    taken_in(project, a=listing((THEIRS, LONG)))
    return project


def waiting(project: Path) -> list[tuple[str, object, object, str]]:
    return [(each.field, each.yours, each.incoming, each.source) for each in status.overview(project).conflicts]


def run(project: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--project", str(project)], catch_exceptions=False)


def test_a_conflict_stays_open_over_imports_and_builds(tmp_path: Path) -> None:
    disputed(tmp_path)
    for _ in range(2):
        taken_in(tmp_path, a=listing((THEIRS, LONG)), b=listing((THEIRS, LONG)))
        assert waiting(tmp_path) == [("title", MINE, THEIRS, "a.txt")]
    assert [build.build(tmp_path).conflicts for _ in range(2)] == [1, 1]
    assert "1 conflict: sitegen status\n" in run(tmp_path, "build").stdout


@pytest.mark.parametrize("word", [THEIRS, "Quite another title"])
def test_a_conflict_is_gone_when_the_person_decides_on_the_page(tmp_path: Path, word: str) -> None:
    disputed(tmp_path)
    write(tmp_path, MINE, word)
    assert waiting(tmp_path) == []
    assert build.build(tmp_path).conflicts == 0
    ledger = taken_in(tmp_path, a=listing((THEIRS, LONG)), b=listing((THEIRS, LONG)))
    assert (ledger.problems, waiting(tmp_path)) == ([], [])
    assert all(not base.conflicts for base in read_bases(tmp_path, Report()).values())


def test_a_value_pasted_from_the_source_follows_it_from_then_on(tmp_path: Path) -> None:
    disputed(tmp_path)
    write(tmp_path, MINE, THEIRS)
    assert taken_in(tmp_path, a=listing((TITLE + "!", LONG))).problems == []
    assert f'title: "{TITLE}!"  # mine\n' in (tmp_path / WHERE).read_text("utf-8")


def test_a_conflict_is_gone_when_its_source_says_what_the_page_says() -> None:
    base = merge({"title": "Mine"}, Base("1", "x", {"title": "Old"}), {"title": "New"}, "a.bib").base
    assert base.conflicts == {"title": {"source": "a.bib", "yours": "Mine", "incoming": "New"}}
    for word in ("Mine", "Old"):
        assert merge({"title": "Mine"}, base, {"title": word}, "a.bib").base.conflicts == {}
    assert merge({"title": "Mine"}, base, {"title": "Mine"}, "b.bib").base.conflicts == base.conflicts


def test_a_locked_field_has_no_open_conflict(tmp_path: Path) -> None:
    disputed(tmp_path)
    write(tmp_path, "sources:", "locked: [title]\nsources:")
    assert waiting(tmp_path) == []


def test_theirs_writes_that_field_and_no_other_byte(tmp_path: Path) -> None:
    disputed(tmp_path)
    before = (tmp_path / WHERE).read_text("utf-8")
    settled = conflicts.resolve(tmp_path, SLUG, "", theirs=True)
    assert [each.field for each in settled] == ["title"]
    after = (tmp_path / WHERE).read_text("utf-8")
    assert after == before.replace(f"'{MINE}'  # mine", f'"{THEIRS}"  # mine')
    assert waiting(tmp_path) == []
    taken_in(tmp_path, a=listing((TITLE + "!", LONG)))
    assert f'title: "{TITLE}!"' in (tmp_path / WHERE).read_text("utf-8")


def test_mine_is_never_asked_about_that_value_again_but_about_another(tmp_path: Path) -> None:
    disputed(tmp_path)
    before = (tmp_path / WHERE).read_bytes()
    conflicts.resolve(tmp_path, SLUG, "title", theirs=False)
    assert (tmp_path / WHERE).read_bytes() == before
    for title, open in ((THEIRS, 0), (TITLE + "!", 1), (THEIRS, 0)):
        ledger = taken_in(tmp_path, a=listing((title, LONG)))
        assert (len(ledger.problems), len(waiting(tmp_path))) == (open, open)


def test_a_settled_conflict_is_taken_back_like_an_import(tmp_path: Path) -> None:
    disputed(tmp_path)
    before = (tmp_path / WHERE).read_bytes()
    conflicts.resolve(tmp_path, SLUG, "", theirs=True)
    assert f"Took back: resolve of {SLUG}" in run(tmp_path, "undo").stdout
    assert (tmp_path / WHERE).read_bytes() == before
    assert waiting(tmp_path) == [("title", MINE, THEIRS, "a.txt")]


@pytest.mark.parametrize(
    ("slug", "field", "said"),
    [
        (SLUG, "venue", "no conflict is open on venue\n  Open are: title."),
        (SLUG[:-1], "", f'there is no paper "{SLUG[:-1]}"\n  Did you mean "{SLUG}"?'),
    ],
)
def test_what_cannot_be_settled_is_said(tmp_path: Path, slug: str, field: str, said: str) -> None:
    disputed(tmp_path)
    with pytest.raises(SitegenError) as caught:
        conflicts.resolve(tmp_path, slug, field, theirs=True)
    assert str(caught.value).endswith(said)


def test_status_says_where_what_and_how_to_settle_it(tmp_path: Path) -> None:
    disputed(tmp_path)
    assert run(tmp_path, "status").stdout == (
        "1 conflict\n"
        f"  {WHERE}:3: title, and a.txt says otherwise\n"
        f"    yours:    {MINE}\n"
        f"    incoming: {THEIRS}\n"
        f'    to take it, write:  title: "{THEIRS}"\n'
        f"    or: sitegen resolve {SLUG} title --theirs (or --mine)\n"
        "sitegen undo takes back: import of a.txt\n"
    )
    assert run(tmp_path, "resolve", SLUG, "--mine").stdout == f"{WHERE}: title is yours for good\n"
    assert run(tmp_path, "resolve", SLUG).exit_code == 2


def test_status_lists_all_that_waits_and_changes_nothing(tmp_path: Path) -> None:
    papers = tmp_path / "content" / "papers"
    taken_in(tmp_path, a=listing((TITLE, LONG), (TITLE + " Two", LONG)))
    (tmp_path / "bad.txt").write_text(f"{LONG}\nAnother Title\n{LONG}", "utf-8")
    ingest.run(tmp_path, ingest.bring_in(tmp_path, [tmp_path / "bad.txt"]), "listing")
    (papers / f"{SLUG}-two.md").unlink()
    (papers / "mine.md").write_text('---\ntitle: "Mine"\n---\n', "utf-8")
    (tmp_path / "content/sources/late.txt").write_text("late", "utf-8")
    before = tree(tmp_path)
    found = json.loads(run(tmp_path, "status", "--json").stdout)
    assert tree(tmp_path) == before
    assert {key: found[key] for key in ("pending", "undone", "by_hand", "stubs")} == {
        "pending": ["late.txt"],
        "undone": [],
        "by_hand": ["content/papers/mine.md"],
        "stubs": ["content/papers/mine.md"],
    }
    assert found["rejected"] == [
        {
            "file": "content/.sitegen/rejected/bad.txt.1.txt",
            "reason": "bad.txt:1: an abstract with no title before it",
        }
    ]
    assert [(gone["title"], gone["sources"]) for gone in found["gone"]] == [(f"{TITLE} Two", ["a.txt"])]
    text = run(tmp_path, "status").stdout
    assert all(
        line in text
        for line in (
            "1 source that the next build imports\n  late.txt\n",
            "1 page made by hand that the next build takes in\n  content/papers/mine.md\n",
            "1 page of which nothing but a title is known (no abstract, no authors, no notes)\n",
            "1 record that could not become a paper\n  bad.txt:1: an abstract",
            f"1 page deleted by hand that sources still give\n  {TITLE} Two (a.txt)\n",
        )
    )


def test_long_lists_of_what_waits_are_cut_unless_all_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "content" / "papers").mkdir(parents=True)
    for number in range(15):
        (tmp_path / f"content/papers/p{number:02}.md").write_text(f"---\ntitle: P {number}\n---\n", "utf-8")
    assert "  content/papers/p09.md\n  ... and 5 more (sitegen status --all)\n" in run(tmp_path, "status").stdout
    assert "... and" not in run(tmp_path, "status", "--all").stdout


def test_an_empty_project_waits_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "sitegen.toml").touch()
    before = tree(tmp_path)
    assert run(tmp_path, "status").stdout == "Nothing waits.\n"
    assert tree(tmp_path) == before


def test_a_dry_run_of_an_import_shows_its_diff_and_writes_nothing(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((TITLE, LONG)))
    (tmp_path / "a.txt").write_text(listing((THEIRS, LONG)), "utf-8")
    before = tree(tmp_path)
    shown = run(tmp_path, "import", "-n", str(tmp_path / "a.txt")).stdout
    assert f'-title: "{TITLE}"\n+title: "{THEIRS}"\n' in shown
    assert "# also changed: content/sources/a.txt\n" in shown
    table = json.loads(run(tmp_path, "import", "--dry-run", "--json", str(tmp_path / "a.txt")).stdout)
    assert table["diff"] == shown[: shown.index("a.txt: 1 record")]
    assert tree(tmp_path) == before
    assert run(tmp_path / "none", "import", "-n", str(tmp_path / "a.txt")).exit_code == 2
    assert not (tmp_path / "none").exists()


def test_undo_on_the_command_line(tmp_path: Path) -> None:
    disputed(tmp_path)
    before = tree(tmp_path)
    assert "# also changed: content/sources/a.txt\n" in run(tmp_path, "undo", "--dry-run").stdout
    assert tree(tmp_path) == before
    table = json.loads(run(tmp_path, "undo", "--json").stdout)
    assert (table["what"], table["written"], table["problems"]) == ("import of a.txt", True, [])
    assert waiting(tmp_path) == []
    again = run(tmp_path, "undo")
    assert (again.exit_code, again.stderr.splitlines()[0]) == (1, "there is nothing to take back")
