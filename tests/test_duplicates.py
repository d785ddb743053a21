"""Pairs that may be one paper: asked once, in a file whose lines are a person's; what the person says holds."""

from pathlib import Path

import pytest

from conftest import LONG, listing, tree
from generator import build, content, ingest
from generator.content import duplicates, nearness
from generator.content.duplicates import Pair
from generator.content.identity import Index
from generator.errors import SitegenError
from generator.papers import Library, Paper, Slug
from generator.report import Report

ONE, OTHER = "Learning to Map the Literature of a Field", "Learning to Map the Literatures of a Field"


def put(project: Path, text: str) -> Path:
    path = project / duplicates.FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def imported(project: Path, name: str, *records: tuple[str, str]) -> ingest.Ledger:
    (project / "in").mkdir(parents=True, exist_ok=True)
    (path := project / "in" / name).write_text(listing(*records), "utf-8")
    return ingest.run(project, ingest.bring_in(project, [path]))


def near(one: dict[str, object], other: dict[str, object]) -> list[str]:
    return [each.why for each in nearness.near_misses({"1": one, "2": other})]


def test_near_misses_are_two_pages_and_a_question(tmp_path: Path) -> None:
    ledger = imported(tmp_path, "a.txt", (ONE, LONG), (OTHER, LONG))
    assert ledger.count("new") == 2
    assert (tmp_path / duplicates.FILE).read_text("utf-8") == (
        '# Papers that may be one. Write verdict = "same" or "different"; the next build acts on it.\n\n'
        '[[pair]]\npapers = ["learning-to-map-the-literature-of-a-field", "learning-to-map-the-literatures-of-a-field"]\n'
        'why = "titles 99 % alike"\nverdict = ""\n'
    )
    assert [str(problem) for problem in ledger.problems] == [
        "content/duplicates.toml:3: 1 pair of papers may be one\n"
        '  Write verdict = "same" or "different"; the next build acts on it.'
    ]
    assert duplicates.read(tmp_path, Report())[0].line == 3


def test_a_persons_lines_stay_byte_for_byte_and_no_pair_is_asked_twice(tmp_path: Path) -> None:
    text = "# mine\r\n[[pair]] # this\r\npapers = ['x', 'y']\r\nverdict = 'different'"
    put(tmp_path, text)
    imported(tmp_path, "a.txt", (ONE, LONG))
    imported(tmp_path, "b.txt", (OTHER, LONG))
    after = (tmp_path / duplicates.FILE).read_bytes().decode()
    assert after.startswith(text + "\r\n\r\n[[pair]]\r\n")
    assert len(duplicates.read(tmp_path, Report())) == 2
    before = tree(tmp_path / "content")
    imported(tmp_path, "b.txt", (OTHER, LONG))
    assert tree(tmp_path / "content") == before


def test_what_a_person_called_different_is_never_asked_again(tmp_path: Path) -> None:
    slugs = ("learning-to-map-the-literature-of-a-field", "learning-to-map-the-literatures-of-a-field")
    put(tmp_path, duplicates.added("", [Pair(*slugs, "", "different")]))
    text = (tmp_path / duplicates.FILE).read_text("utf-8")
    imported(tmp_path, "a.txt", (ONE, LONG), (OTHER, LONG))
    imported(tmp_path, "a.txt", (ONE, LONG + "Newer."), (OTHER, LONG))
    assert (tmp_path / duplicates.FILE).read_text("utf-8") == text
    assert len(build.build(tmp_path).problems) == 0
    assert len(content.read(tmp_path, Report()).library) == 2


def test_a_record_goes_to_the_one_of_two_different_papers_that_has_its_title() -> None:
    index = Index()
    index.add("1", {"title": ONE, "doi": "10.1/x"})
    index.add("2", {"title": OTHER})
    index.keep_apart("1", "2")
    assert index.find({"title": OTHER, "doi": "10.1/x"}).id == "2"
    assert index.find({"title": ONE, "doi": "10.1/x"}).id == "1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[pair]]\npapers = ["a", "b"]\nverdict = "sane"\n', [(3, 'verdict is "sane"', 'Did you mean "same"?')]),
        (
            '[[pair]]\npaper = ["a", "b"]\n',
            [(1, "a pair must name two papers", ""), (2, '"paper" means nothing here', "")],
        ),
        ('\n[[pair]]\npapers = ["a", "a"]\n', [(3, 'a pair names "a" twice', "Name two papers.")]),
        ('[[pair]]\npapers = ["a", "gone"]\n', [(1, 'names "gone", which is no paper', "")]),
        ('[[pair]]\npapers = ["a", "was-b"]\n', []),
        ("other = 1\n", [(1, '"other" means nothing here', "")]),
        ("pair = 1\n", [(1, "pair must be a list", "")]),
    ],
)
def test_what_is_odd_in_the_file_is_told_with_its_line(
    tmp_path: Path, text: str, said: list[tuple[int, str, str]]
) -> None:
    put(tmp_path, text)
    library = Library.of((Paper(Slug("a"), "1", "A"), Paper(Slug("b"), "2", "B", aliases=("was-b",))))
    duplicates.check(tmp_path, library.by_slug, report := Report())
    assert not report.fatal
    assert [(problem.line, problem.message) for problem in report.sorted()] == [each[:2] for each in said]
    assert all(problem.hint.startswith(each[2]) for problem, each in zip(report.sorted(), said, strict=True))


def test_a_file_that_is_no_toml_stops_an_import_before_it_writes(tmp_path: Path) -> None:
    put(tmp_path, '[[pair]]\npapers = ["a", \n\n[[pair]]\n')
    (tmp_path / "in.txt").write_text(listing((ONE, LONG)), "utf-8")
    before = tree(tmp_path / "content")
    with pytest.raises(SitegenError) as error:
        build.build(tmp_path, [tmp_path / "in.txt"])
    assert str(error.value).startswith("content/duplicates.toml:4: not valid TOML")
    assert tree(tmp_path / "content") == before


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"title": ONE, "year": "2020"}, {"title": OTHER, "year": "2020"}, ["titles 99 % alike, same year"]),
        ({"title": ONE + " 1"}, {"title": ONE + " 2"}, []),
        ({"title": ONE + ", Part I"}, {"title": ONE + ", Part II"}, []),
        ({"title": ONE, "year": "2015"}, {"title": OTHER, "year": "2020"}, []),
        ({"title": ONE, "authors": ["Doe, J"]}, {"title": OTHER, "authors": ["Roe, J"]}, []),
        ({"title": ONE, "doi": "10.1000/x"}, {"title": OTHER, "doi": "10.1000/y"}, []),
        ({"title": f"Reply to: {ONE} and of all the others"}, {"title": f"{ONE} and of all the others"}, []),
        (
            {"title": ONE, "authors": ["Doe, J", "Roe, A"], "abstract": LONG, "arxiv": "2401.00001", "year": "2023"},
            {"title": "Maps", "authors": ["Doe, Jo", "Roe, A"], "abstract": LONG, "doi": "10.1000/x", "year": "2024"},
            ["a preprint and an article with nearly the same abstract, years 2023 and 2024, same authors"],
        ),
    ],
)
def test_only_what_nothing_speaks_against_is_asked(
    one: dict[str, object], other: dict[str, object], why: list[str]
) -> None:
    assert near(one, other) == why


def test_near_misses_among_many_are_those_of_all_pairs() -> None:
    words = "graph map field paper topic reader author index search layout island bridge keyword reason weight".split()
    titles = [
        f"{a} {b} of the {c} seen from a {d}" for a in words for b in words[:7] for c in words[:5] for d in words[:5]
    ]
    papers = {str(place): {"title": title.title()} for place, title in enumerate(titles)}
    papers |= {
        f"{id}x": {"title": fields["title"].replace("seen", "sean")} for id, fields in list(papers.items())[::97]
    }
    found = {(each.one, each.other) for each in nearness.near_misses(papers)}
    assert {(id.removesuffix("x"), id) for id in papers if id.endswith("x")} <= found


def test_twenty_thousand_papers_are_compared_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    alike = nearness._alike

    def counted(block: list[int], keys: list[str]) -> dict[tuple[int, int], float]:
        nonlocal compared
        compared += len(block) ** 2 if len(block) <= nearness._BLOCK else len(block) * nearness._NEIGHBOURS
        return alike(block, keys)

    monkeypatch.setattr(nearness, "_alike", counted)
    syllables = [a + b + c for a in "bdgklmnprst" for b in "aeiou" for c in "lmnrs"]
    seed = 1
    papers = {}
    for place in range(20_000):
        chosen = []
        for _ in range(8):
            seed = seed * 48271 % 2147483647
            chosen.append(syllables[seed % 275] + syllables[seed // 275 % 275][: seed % 4])
        papers[str(place)] = {"title": " ".join(chosen)}
    nearness.near_misses(papers)
    assert compared < 20_000**2 / 20
