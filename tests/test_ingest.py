"""Sources become pages, once; what a person changed stays; every record is accounted for."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import LONG, SEEDS, listing, tree
from generator import content, ingest, keywords, scaffold
from generator.content import records, state, store
from generator.errors import SitegenError
from generator.ingest import Ledger
from generator.report import Report


def put(folder: Path, **sources: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in sources.items():
        (path := folder / f"{name}.txt").write_text(text, "utf-8")
        paths.append(path)
    return paths


def taken_in(project: Path, paths: list[Path]) -> Ledger:
    return ingest.run(project, ingest.bring_in(project, paths))


def counts(ledger: Ledger) -> dict[str, int]:
    return {kind: ledger.count(kind) for kind in ("new", "known", "duplicate", "rejected")}  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ledger]:
    project = tmp_path_factory.mktemp("seeds")
    return project, taken_in(project, sorted(SEEDS.glob("*.txt")))


def test_488_records_of_the_seeds_are_418_papers_and_70_duplicates(seeds: tuple[Path, Ledger]) -> None:
    _, ledger = seeds
    assert counts(ledger) == {"new": 418, "known": 0, "duplicate": 70, "rejected": 0}
    assert [len(source.outcomes) for source in ledger.sources] == [59, 66, 63, 243, 57]
    assert ledger.papers == 418
    assert ledger.problems == []


def test_every_paper_reads_back_as_its_source_has_it(seeds: tuple[Path, Ledger]) -> None:
    lines = [line for path in sorted(SEEDS.glob("*.txt")) for line in path.read_text("utf-8").splitlines() if line]
    following = {one.removeprefix("Subscribe"): other for one, other in zip(lines, lines[1:])}
    papers = [each.paper for each in store.read(seeds[0], Report())]
    assert {paper.title: paper.abstract for paper in papers} == {
        paper.title: following[paper.title] for paper in papers
    }
    assert all(3 <= len(paper.keywords) <= 10 for paper in papers)


def test_papers_know_their_sources_and_addresses(seeds: tuple[Path, Ledger], shared: Path) -> None:
    truth = json.loads((shared / "seed_truth.json").read_text("utf-8"))["unique"]
    papers = {each.paper.title: each.paper for each in store.read(seeds[0], Report())}
    assert {title: (list(paper.sources), list(paper.resources)) for title, paper in papers.items()} == {
        each["title"]: (sorted(each["files"]), each["resource_urls"]) for each in truth
    }


def test_importing_the_seeds_again_changes_no_byte(seeds: tuple[Path, Ledger]) -> None:
    before = tree(seeds[0])
    ledger = taken_in(seeds[0], sorted(SEEDS.glob("*.txt")))
    assert counts(ledger) == {"new": 0, "known": 488, "duplicate": 0, "rejected": 0}
    assert tree(seeds[0]) == before
    assert ingest.pending(seeds[0]) == []


def test_the_order_of_the_sources_changes_nothing(tmp_path: Path) -> None:
    paths = put(
        tmp_path / "in",
        a=listing(("Foo Bar", LONG), ("Foo! Bar?", "Quite another text. " * 30)),
        b=listing(("Foo Bar 2", LONG)),
    )
    taken_in(tmp_path / "one", paths)
    taken_in(tmp_path / "other", paths[::-1])
    assert tree(tmp_path / "one") == tree(tmp_path / "other")
    assert sorted(path.stem for path in (tmp_path / "one" / "content" / "papers").iterdir()) == [
        "foo-bar",
        "foo-bar-2",
        "foo-bar-2-2",
    ]


def test_an_edited_page_survives_reimport_byte_for_byte(tmp_path: Path) -> None:
    paths = put(tmp_path / "in", a=listing(("A Title of Some Length", LONG)))
    taken_in(tmp_path, paths)
    page = tmp_path / "content" / "papers" / "a-title-of-some-length.md"
    edited = page.read_text("utf-8").replace('title: "A Title of Some Length"', "# mine\ntitle: 'Mine'  # really")
    edited = re.sub("keywords: .*", "keywords: [Own word]", edited) + "\nMy notes.\n"
    page.write_text(edited, "utf-8")
    ledger = taken_in(tmp_path, paths)
    assert counts(ledger)["known"] == 1
    assert page.read_text("utf-8") == edited


def test_a_newer_export_changes_what_nobody_touched_only(tmp_path: Path) -> None:
    taken_in(tmp_path, put(tmp_path / "in", a=listing(("A Title of Some Length", LONG))))
    page = tmp_path / "content" / "papers" / "a-title-of-some-length.md"
    before = page.read_text("utf-8") + "Notes.\n"
    page.write_text(before, "utf-8")
    newer = LONG.strip() + " See https://example.org/code."
    taken_in(tmp_path, put(tmp_path / "in", a=listing(("A title of some length", newer))))
    after = page.read_text("utf-8")
    assert 'title: "A title of some length"' in after
    assert newer in after
    assert "resources: [https://example.org/code]" in after
    assert after.endswith("---\nNotes.\n")


def test_both_changed_keeps_mine_and_says_where_and_how(tmp_path: Path) -> None:
    taken_in(tmp_path, put(tmp_path / "in", a=listing(("A Title of Some Length", LONG))))
    page = tmp_path / "content" / "papers" / "a-title-of-some-length.md"
    page.write_text(page.read_text("utf-8").replace('"A Title of Some Length"', '"Mine"'), "utf-8")
    ledger = taken_in(tmp_path, put(tmp_path / "in", a=listing(("A TITLE of some length", LONG))))
    assert [str(problem) for problem in ledger.problems] == [
        "content/papers/a-title-of-some-length.md:3: title was changed here and in a.txt: yours stays"
        ' ("Mine", not "A TITLE of some length")\n  To take the other, write: title: "A TITLE of some length"'
    ]


def test_a_renamed_page_is_found_and_a_deleted_one_stays_away(tmp_path: Path) -> None:
    paths = put(tmp_path / "in", a=listing(("A Title of Some Length", LONG), ("Another Title of Some Length", LONG)))
    taken_in(tmp_path, paths)
    folder = tmp_path / "content" / "papers"
    (folder / "a-title-of-some-length.md").rename(folder / "short.md")
    (folder / "another-title-of-some-length.md").unlink()
    before = tree(folder)
    ledger = taken_in(tmp_path, paths)
    assert [(outcome.kind, outcome.paper, outcome.reason) for outcome in ledger.sources[0].outcomes] == [
        ("known", "short", "same title"),
        ("known", "", "its page was deleted by hand"),
    ]
    assert tree(folder) == before


def test_a_lost_base_costs_no_edit(tmp_path: Path) -> None:
    taken_in(tmp_path, put(tmp_path / "in", a=listing(("A Title of Some Length", LONG))))
    page = tmp_path / "content" / "papers" / "a-title-of-some-length.md"
    page.write_text(page.read_text("utf-8").replace(LONG.strip(), "My own words."), "utf-8")
    for path in (tmp_path / "content" / ".sitegen" / "base").iterdir():
        path.write_text("{broken", "utf-8")
    before = page.read_bytes()
    taken_in(tmp_path, put(tmp_path / "in", a=listing(("A Title of Some Length", LONG))))
    assert page.read_bytes() == before


def test_a_rejected_record_is_kept_with_its_reason(tmp_path: Path) -> None:
    sources = ingest.bring_in(tmp_path, put(tmp_path / "in", a=f"{LONG}\nA Title\n{LONG}"))
    ledger = ingest.run(tmp_path, sources, "listing")
    assert counts(ledger) == {"new": 1, "known": 0, "duplicate": 0, "rejected": 1}
    kept = tmp_path / "content" / ".sitegen" / "rejected" / "a.txt.1.txt"
    assert kept.read_text("utf-8") == f"a.txt:1: an abstract with no title before it\n\n{LONG}\n"
    assert str(ledger.problems[0]).startswith("content/sources/a.txt:1: rejected: an abstract with no title before it")


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path) -> None:
    paths = put(tmp_path / "in", a=listing(("A Title", LONG)), b="nothing here", c="")
    (tmp_path / "in" / "d.txt").write_bytes(b"\x89PNG\r\n")
    ledger = taken_in(tmp_path, [*paths, tmp_path / "in" / "d.txt"])
    assert [(source.file, len(source.outcomes)) for source in ledger.sources] == [
        ("a.txt", 1),
        ("b.txt", 0),
        ("c.txt", 0),
        ("d.txt", 0),
    ]
    assert [problem.path for problem in ledger.problems] == [(tmp_path / f"in/{name}.txt").as_posix() for name in "bcd"]


def test_a_file_of_a_taken_name_replaces_only_what_was_imported(tmp_path: Path) -> None:
    taken_in(tmp_path, put(tmp_path / "in", a=listing(("First", LONG))))
    put(tmp_path / "content" / "sources", b="not imported yet")
    ledger = taken_in(tmp_path, put(tmp_path / "in", a=listing(("Second", LONG)), b="other"))
    assert [source.file for source in ledger.sources] == ["a.txt", "b-2.txt"]
    assert "Second" in (tmp_path / "content" / "sources" / "a.txt").read_text("utf-8")
    assert (tmp_path / "content" / "sources" / "b.txt").read_text("utf-8") == "not imported yet"


def test_an_unreadable_page_stops_the_import_before_anything_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "papers"
    folder.mkdir(parents=True)
    (folder / "broken.md").write_text("---\ntitle: a: b\n---\n", "utf-8")
    with pytest.raises(SitegenError, match=r"content/papers/broken\.md:2"):
        taken_in(tmp_path, put(tmp_path / "in", a=listing(("A Title", LONG))))
    assert [path.name for path in folder.iterdir()] == ["broken.md"]
    assert not (tmp_path / "content" / "sources").exists()


@pytest.mark.parametrize("what", ["missing", "large"])
def test_a_source_that_cannot_be_taken_is_named(tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_MAX_SOURCE", "10")
    paths = put(tmp_path / "in", large="x" * 11)
    with pytest.raises(
        SitegenError, match="there is no such file" if what == "missing" else "11 bytes are more than the limit of 10"
    ):
        ingest.bring_in(tmp_path, [tmp_path / "nowhere.txt"] if what == "missing" else paths)


def test_a_page_made_by_hand_gets_an_id_and_keywords_once(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "papers"
    folder.mkdir(parents=True)
    text = '---\ntitle: "Mixture of experts for graph neural networks"\n# mine\n---\nNotes.\n'
    (folder / "by-hand.md").write_text(text, "utf-8")
    assert ingest.adopt(tmp_path, Report()) == ["content/papers/by-hand.md"]
    after = (folder / "by-hand.md").read_text("utf-8")
    assert re.sub("(?m)^(id|keywords): .*\n", "", after) == text
    assert {"id", "keywords"} <= set(re.findall("(?m)^(\\w+):", after))
    assert ingest.adopt(tmp_path, Report()) == []


def test_imports_are_numbered_and_remember_their_papers(tmp_path: Path) -> None:
    taken_in(tmp_path, put(tmp_path / "in", a=listing(("First", LONG))))
    taken_in(tmp_path, put(tmp_path / "in", b=listing(("Second Title of Some Length", LONG))))
    imports = state.read_imports(tmp_path)
    assert [(each.number, each.date, [name for name, _ in each.sources], len(each.papers)) for each in imports] == [
        (1, "2026-01-01", ["a.txt"], 1),
        (2, "2026-01-01", ["b.txt"], 1),
    ]


def test_a_state_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "content" / ".sitegen"
    folder.mkdir(parents=True)
    (folder / "topics.json").write_text('{"format": 99}', "utf-8")
    with pytest.raises(SitegenError, match="was written by a newer sitegen"):
        content.read(tmp_path, Report())


def test_state_reads_back_as_written(tmp_path: Path) -> None:
    from generator.papers import KeywordMemory, Slug, State, TopicMemory

    kept = State(
        positions={"b": (1.0, -2.5), "a": (0.0, 3.0)},
        islands={"t": (1, 2.0, 30)},
        topics={"t": TopicMemory("A topic", (Slug("a"), Slug("b")))},
        keywords={"k": KeywordMemory("A keyword", Slug("a-keyword"))},
    )
    assert state.write(tmp_path, kept)
    assert state.read(tmp_path) == kept
    assert not state.write(tmp_path, state.read(tmp_path))


def test_a_save_while_an_import_is_at_work_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken_in(
        tmp_path, put(tmp_path / "in", a=listing(("A Title of Some Length", LONG), ("Another Title of Length", LONG)))
    )
    folder = tmp_path / "content" / "papers"
    page, gone = folder / "a-title-of-some-length.md", folder / "another-title-of-length.md"
    choose = keywords.extract

    def saved_meanwhile(*given: object, **named: object) -> object:
        page.write_text(page.read_text("utf-8").replace("abstract:", "rating: 5\nabstract:") + "My note.\n", "utf-8")
        gone.unlink()
        return choose(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(keywords, "extract", saved_meanwhile)
    newer = listing(
        ("A title of some length", LONG), ("Another title of length", LONG), ("A Third Title of Length", LONG)
    )
    taken_in(tmp_path, put(tmp_path / "in", a=newer))
    after = page.read_text("utf-8")
    assert "rating: 5\n" in after
    assert after.endswith("My note.\n")
    assert 'title: "A title of some length"' in after
    assert not gone.exists()


def test_lists_that_a_person_wrote_as_one_text_stay_whole(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "papers"
    folder.mkdir(parents=True)
    text = '---\nid: 12345678\ntitle: "A Title of Some Length"\nresources: https://github.com/me/mine\nsources: my-desk.txt\n---\n'
    (folder / "a.md").write_text(text, "utf-8")
    taken_in(tmp_path, put(tmp_path / "in", a=listing(("A Title of Some Length", LONG + "https://example.org/x."))))
    after = (folder / "a.md").read_text("utf-8")
    assert "resources: [https://github.com/me/mine, https://example.org/x]\n" in after
    assert "sources: [a.txt, my-desk.txt]\n" in after


def test_a_new_page_never_takes_the_place_of_one_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "papers"
    folder.mkdir(parents=True)
    (folder / "my-notes.md").write_text("no front matter, years of notes", "utf-8")
    assert scaffold.new_paper(tmp_path, "My notes", {}) == "content/papers/my-notes-2.md"
    assert (folder / "my-notes.md").read_text("utf-8") == "no front matter, years of notes"


def test_a_page_that_has_no_lines_of_fields_is_told_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "papers"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text('---\n{title: "A", venue: "b"}\n---\n', "utf-8")
    report = Report()
    ingest.adopt(tmp_path, report)
    assert [problem.path for problem in report.problems] == ["content/papers/a.md"]
    assert (folder / "a.md").read_text("utf-8") == '---\n{title: "A", venue: "b"}\n---\n'


@pytest.mark.parametrize("id", ["../../../../evil", "A B/c", "12345"])
def test_an_id_that_is_none_is_refused(tmp_path: Path, id: str) -> None:
    folder = tmp_path / "content" / "papers"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(f'---\nid: "{id}"\ntitle: A Title of Some Length\n---\n', "utf-8")
    with pytest.raises(SitegenError, match=r"content/papers/a\.md:2: id is no id"):
        taken_in(tmp_path, put(tmp_path / "in", a=listing(("A Title of Some Length", LONG))))


def test_a_source_that_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    [mine] = put(tmp_path / "content" / "sources", a="no listing")
    [told] = taken_in(tmp_path, [mine]).problems
    assert told.path == "content/sources/a.txt"
    assert [source.name for source in ingest.pending(tmp_path)] == ["a.txt"]


@pytest.mark.parametrize("content", [b"", b"no listing", b"\x89PNG\r\n", listing().encode(), b"\xff\xfe\x00\xd8" * 9])
def test_a_file_without_a_record_changes_nothing_and_is_named_as_it_was_given(tmp_path: Path, content: bytes) -> None:
    [given] = put(tmp_path / "in", a="")
    given.write_bytes(content)
    before = tree(tmp_path)
    ledger = taken_in(tmp_path, [given])
    assert [problem.path for problem in ledger.problems] == [given.as_posix()]
    assert all(problem.hint for problem in ledger.problems)
    assert tree(tmp_path) == before


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = listing(("A Title", LONG))
    monkeypatch.setenv("SITEGEN_MAX_SOURCE", str(len(good)))
    paths = put(tmp_path / "in", a=good, large=good * 2)
    ledger = taken_in(tmp_path, [tmp_path / "in", tmp_path / "gone.txt"])
    assert [(source.file, len(source.outcomes)) for source in ledger.sources] == [
        ("a.txt", 1),
        ("gone.txt", 0),
        ("large.txt", 0),
    ]
    assert [problem.path for problem in ledger.problems] == [(tmp_path / "gone.txt").as_posix(), paths[1].as_posix()]
    assert [path.name for path in (tmp_path / "content" / "sources").iterdir()] == ["a.txt"]


def test_a_source_too_large_stops_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "content" / "sources", large="x" * 11)
    monkeypatch.setenv("SITEGEN_MAX_SOURCE", "10")
    [told] = ingest.run(tmp_path, ingest.pending(tmp_path)).problems
    assert told.message == "11 bytes are more than the limit of 10"


def test_a_whole_file_taken_for_an_abstract_is_refused(tmp_path: Path) -> None:
    [told] = taken_in(tmp_path, put(tmp_path / "in", a=listing(("A Title", LONG + "word " * 200_000)))).problems
    assert told.message == "rejected: its abstract has 1,000,399 characters, more than 1,000,000"
    [kept] = records.rejected_files(tmp_path)
    assert "A Title\n\nWe study a thing" in (tmp_path / kept).read_text("utf-8")


def test_a_list_that_no_paper_has_is_refused(tmp_path: Path) -> None:
    authors = "".join(f"AU  - Doe {number}, J\n" for number in range(20_001))
    (path := tmp_path / "a.ris").write_text(f"TY  - JOUR\nTI  - A Title\n{authors}ER  - \n", "utf-8")
    [told] = taken_in(tmp_path, [path]).problems
    assert told.message == "rejected: its authors has 20,001 entries, more than 20,000"


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    with pytest.raises(SitegenError, match="in: there is no file in this folder"):
        ingest.bring_in(tmp_path, [tmp_path / "in"])


def test_each_record_refused_of_one_line_is_kept(tmp_path: Path) -> None:
    text = json.dumps([{"title": "", "abstract": "One."}, {"title": "A Title"}, {"title": "", "abstract": "Two."}])
    ledger = ingest.run(tmp_path, [ingest.Source("a.json", text.encode())], "json")
    assert counts(ledger)["rejected"] == 2
    kept = [tmp_path / where for where in records.rejected_files(tmp_path)]
    assert [path.name for path in kept] == ["a.json.1-2.txt", "a.json.1.txt"]
    assert [word for path in kept for word in ("One.", "Two.") if word in path.read_text("utf-8")] == ["Two.", "One."]
    ingest.run(tmp_path, [ingest.Source("a.json", b'[{"title": "A Title"}]')], "json")
    assert records.rejected_files(tmp_path) == []


def test_sources_of_one_name_in_two_folders_are_two(tmp_path: Path) -> None:
    put(tmp_path / "one", x=listing(("First Title of Some Length", LONG)))
    put(tmp_path / "two", x=listing(("Second Title of Some Length", LONG)))
    waiting = ingest.pending(tmp_path, ["one/*", "two/*"])
    assert [source.name for source in waiting] == ["one-x.txt", "two-x.txt"]
    ingest.run(tmp_path, waiting)
    assert ingest.pending(tmp_path, ["one/*", "two/*"]) == []


def test_what_changes_back_is_no_change(tmp_path: Path) -> None:
    other = "Quite other words, but the same ending as before. " + LONG
    paths = put(tmp_path / "in", a=listing(("A Title of Some Length", LONG), ("A Title of Some Length", other)))
    taken_in(tmp_path, paths)
    before = tree(tmp_path / "content")
    taken_in(tmp_path, paths)
    assert tree(tmp_path / "content") == before


def test_a_linked_page_stays_a_link_and_keeps_its_rights(tmp_path: Path) -> None:
    taken_in(tmp_path, put(tmp_path / "in", a=listing(("A Title of Some Length", LONG))))
    page = tmp_path / "content" / "papers" / "a-title-of-some-length.md"
    page.chmod(0o600)
    target = page.rename(tmp_path / "real.md")
    page.symlink_to(target)
    taken_in(tmp_path, put(tmp_path / "in", a=listing(("A title of some length", LONG))))
    assert page.is_symlink()
    assert 'title: "A title of some length"' in target.read_text("utf-8")
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_lost_base_is_told(tmp_path: Path) -> None:
    taken_in(tmp_path, put(tmp_path / "in", a=listing(("A Title of Some Length", LONG))))
    for path in (tmp_path / "content" / ".sitegen" / "base").iterdir():
        path.write_text("{broken", "utf-8")
    ledger = taken_in(tmp_path, put(tmp_path / "in", a=listing(("A Title of Some Length", LONG))))
    assert "what its page says stays, whatever sources say" in ledger.problems[0].message


BIB = """@article{one,
  title = {%s},
  author = {Doe, Jane and Roe, Richard},
  year = {2019},
  abstract = {%s}
}
@article{two,
  title = {Rivers on old maps},
  author = {Doe, Jane and Roe, Richard},
  year = {2019}
}
"""


def exported(project: Path, title: str, abstract: str = "") -> Any:
    (project.parent / "library.bib").write_text(BIB % (title, abstract), "utf-8")
    return ingest.run(project, ingest.bring_in(project, [project.parent / "library.bib"]))


@pytest.mark.parametrize(
    ("title", "abstract"),
    [("Bridges of the Nile, a survey", ""), ("Something quite other", "Ten bridges were drawn and measured.")],
)
def test_a_record_whose_title_was_corrected_is_still_the_same_paper(title: str, abstract: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    exported(project, "Bridges on the Nile: survey", abstract)
    ledger = exported(project, title, abstract)
    assert [outcome.kind for outcome in ledger.sources[0].outcomes] == ["known", "known"]
    assert ledger.papers == 2
    page = (project / "content" / "papers" / "bridges-on-the-nile-survey.md").read_text("utf-8")
    assert f'title: "{title}"' in page


def test_a_deleted_paper_whose_title_is_corrected_stays_deleted(tmp_path: Path) -> None:
    project = tmp_path / "project"
    exported(project, "Bridges on the Nile: survey")
    (project / "content" / "papers" / "bridges-on-the-nile-survey.md").unlink()
    ledger = exported(project, "Bridges of the Nile, a survey")
    assert [outcome.kind for outcome in ledger.sources[0].outcomes] == ["known", "known"]
    assert ledger.papers == 1


def test_another_work_of_the_same_people_is_not_taken_for_a_corrected_one(tmp_path: Path) -> None:
    project = tmp_path / "project"
    exported(project, "Bridges on the Nile, part 1")
    ledger = exported(project, "Bridges on the Nile, part 2")
    assert [outcome.kind for outcome in ledger.sources[0].outcomes] == ["new", "known"]
    assert exported(project, "A theory of paper").papers == 4
