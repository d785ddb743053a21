"""What became of each record is kept: which one made a page stays known however often its source is read."""

import json
from pathlib import Path

from conftest import LONG, SEEDS, listing, tree
from generator import content, ingest
from generator.content import records
from generator.papers import Account
from generator.report import Report

ONE, TWO, THREE = (f"A Title of Some Length, Part {word}" for word in ("One", "Two", "Three"))


def taken_in(project: Path, **sources: str) -> ingest.Ledger:
    paths = []
    for name, text in sources.items():
        (path := project / f"{name}.txt").write_text(text, "utf-8")
        paths.append(path)
    return ingest.run(project, ingest.bring_in(project, paths))


def kinds(project: Path) -> dict[str, list[tuple[str, str]]]:
    return {
        account.file: [(entry.title.rpartition(" ")[2], entry.kind) for entry in account.entries]
        for account in records.read_ledger(project)
    }


def test_accounts_say_which_record_made_a_page_and_which_are_copies(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG), (TWO, LONG), (ONE, LONG)), b=listing((TWO, LONG), (THREE, LONG)))
    assert kinds(tmp_path) == {
        "a.txt": [("One", "new"), ("Two", "new"), ("One", "duplicate")],
        "b.txt": [("Two", "duplicate"), ("Three", "new")],
    }
    found = content.read(tmp_path, Report())
    assert found.ledger == records.read_ledger(tmp_path)
    ids = {paper.title: paper.id for paper in found.library}
    first, copy = found.ledger[0].entries[0], found.ledger[0].entries[2]
    assert (first.paper, first.reason, copy.paper, copy.reason) == (ids[ONE], "", ids[ONE], "same title")
    assert found.ledger[0].format == "listing"


def test_read_again_all_records_are_known_and_the_accounts_stay(tmp_path: Path) -> None:
    sources = {
        "a": listing((ONE, LONG), (TWO, LONG), (ONE, LONG)),
        "b": listing((TWO, LONG), (THREE, LONG)),
    }
    taken_in(tmp_path, **sources)
    before = tree(tmp_path)
    ledger = taken_in(tmp_path, **sources)
    assert ledger.count("known") == 5
    assert tree(tmp_path) == before


def test_a_newer_export_keeps_what_its_records_made(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG), (TWO, LONG)))
    taken_in(tmp_path, a=listing((THREE, LONG), (ONE.upper(), LONG), (ONE, LONG)))
    assert kinds(tmp_path) == {"a.txt": [("Three", "new"), ("ONE", "new"), ("One", "duplicate")]}


def test_papers_that_a_newer_export_lacks_are_told_with_their_slugs(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG), (TWO, LONG), (ONE, LONG), (THREE, LONG)))
    ledger = taken_in(tmp_path, a=listing((ONE, LONG)))
    assert [str(problem) for problem in ledger.problems] == [
        "content/sources/a.txt: 2 papers that it gave before are not in it any more: "
        "a-title-of-some-length-part-two, a-title-of-some-length-part-three\n"
        "  The pages stay. If one was only given another title: sitegen merge SLUG NEW-SLUG."
    ]
    assert taken_in(tmp_path, a=listing((ONE, LONG))).problems == []


def test_where_no_account_was_kept_the_first_record_counts_as_the_one_that_made_the_page(tmp_path: Path) -> None:
    sources = {"a": listing((ONE, LONG)), "b": listing((ONE, LONG), (TWO, LONG))}
    taken_in(tmp_path, **sources)
    before = kinds(tmp_path)
    for path in (tmp_path / "content" / ".sitegen" / "ledger").iterdir():
        path.unlink()
    taken_in(tmp_path, **sources)
    assert kinds(tmp_path) == before == {"a.txt": [("One", "new")], "b.txt": [("One", "duplicate"), ("Two", "new")]}


def test_a_page_made_by_hand_is_known_to_the_source_that_gives_it(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "papers"
    folder.mkdir(parents=True)
    (folder / "mine.md").write_text(f'---\ntitle: "{ONE}"\n---\n', "utf-8")
    for _ in range(2):
        taken_in(tmp_path, a=listing((ONE, LONG)))
        assert kinds(tmp_path) == {"a.txt": [("One", "known")]}


def test_a_page_deleted_by_hand_is_accounted_for_and_one_taken_back_from_git_too(tmp_path: Path) -> None:
    taken_in(tmp_path, a=listing((ONE, LONG)))
    page = next((tmp_path / "content" / "papers").iterdir())
    text = page.read_text("utf-8")
    page.unlink()
    taken_in(tmp_path, a=listing((ONE, LONG)))
    assert [entry.reason for entry in records.read_ledger(tmp_path)[0].entries] == ["its page was deleted by hand"]
    page.write_text(text, "utf-8")
    taken_in(tmp_path, a=listing((ONE, LONG)))
    assert kinds(tmp_path) == {"a.txt": [("One", "new")]}


def test_a_rejected_record_stands_in_the_account_until_it_is_mended(tmp_path: Path) -> None:
    broken, mended = tmp_path / "a.txt", listing((ONE, LONG))
    broken.write_text(f"{LONG}\n{ONE}\n{LONG}", "utf-8")
    ingest.run(tmp_path, ingest.bring_in(tmp_path, [broken]), "listing")
    assert [entry.kind for entry in records.read_ledger(tmp_path)[0].entries] == ["rejected", "new"]
    assert records.rejected_files(tmp_path) == ["content/.sitegen/rejected/a.txt.1.txt"]
    broken.write_text(mended, "utf-8")
    ingest.run(tmp_path, ingest.bring_in(tmp_path, [broken]), "listing")
    assert [entry.kind for entry in records.read_ledger(tmp_path)[0].entries] == ["new"]
    assert records.rejected_files(tmp_path) == []


def test_an_account_has_a_record_a_line_and_a_name_that_every_disk_takes(tmp_path: Path) -> None:
    names = ["a.bib", "Üb er.bib", ".hidden", "x" * 230, "con:1?.ris"]
    found = [records.account_file(Account(name, "listing"))[0].removeprefix("content/.sitegen/") for name in names]
    assert found[0] == "ledger/a.bib.json"
    assert len({name.casefold() for name in found}) == len(names)
    assert all(len(name) < 240 and name.isascii() and not set(name) & set('?:*"<>|\\') for name in found)
    taken_in(tmp_path, a=listing((ONE, LONG)))
    lines = (tmp_path / "content/.sitegen/ledger/a.txt.json").read_text("utf-8").splitlines()
    assert [json.loads(line)[1] for line in lines if line.strip().startswith("[")] == [ONE]


def test_the_seeds_give_418_new_and_70_copies_however_often_they_are_read(tmp_path: Path) -> None:
    for _ in range(2):
        ingest.run(tmp_path, ingest.bring_in(tmp_path, sorted(SEEDS.glob("*.txt"))))
        entries = [entry for account in records.read_ledger(tmp_path) for entry in account.entries]
        assert [sum(entry.kind == kind for entry in entries) for kind in ("new", "duplicate")] == [418, 70]
