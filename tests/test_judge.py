"""The judgement kit: blind, the same each time, and counted right."""

import csv
from pathlib import Path

import pytest

from benchmarks import judge
from benchmarks.baselines import yake
from benchmarks.sample import JudgedLink, JudgedPaper, JudgedTopic, Sample, draw

PAGE = """---
id: {id}
title: "{title}"
keywords: [Graph matching, Optical flow]
abstract: |-
  {title} with graph matching and optical flow.
---
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(yake, "is_installed", lambda: True)
    monkeypatch.setattr(yake, "keywords", lambda texts, top: [["the other one's"] for _ in texts])
    folder = tmp_path / "project" / "content" / "papers"
    folder.mkdir(parents=True)
    for number, title in enumerate(("Trees and forests", "Rivers and lakes", "Hills and dales")):
        page = PAGE.format(id=f"0000000{number}", title=title)
        (folder / f"{title.split()[0].lower()}.md").write_text(page, encoding="utf-8")
    return tmp_path / "project"


def sample(papers: int = 20) -> Sample:
    return Sample(
        tuple(JudgedPaper(f"p{n}", f"Paper {n}", "About it.", ("Right", "Vague"), ("Wrong",)) for n in range(papers)),
        (JudgedLink(("One", "Text."), ("Other", "Text."), (("Graph matching", 60), ("Flow", 20))),),
        (JudgedTopic("Graphs", 2, ("One", "Other")),),
    )


def fill(folder: Path, verdicts: dict[str, str]) -> None:
    for name in judge.TABLES:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            row["verdict"] = verdicts.get(row.get("keyword") or row.get("reason") or row["name"], "")
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, judge.TABLES[name])
            writer.writeheader()
            writer.writerows(rows)


def test_the_same_seed_writes_the_same_bytes_and_another_seed_does_not(project: Path, tmp_path: Path) -> None:
    for name, seed in (("one", "7"), ("two", "7"), ("three", "8")):
        judge.main(["--project", str(project), "--seed", seed, "--out", str(tmp_path / name)])
    one, two, three = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two", "three")
    )
    assert one == two != three


def test_a_sample_holds_the_page_s_keywords_and_the_link_s_reasons(project: Path) -> None:
    drawn = draw(project, 7)
    assert [paper.ours for paper in drawn.papers] == [("Graph matching", "Optical flow")] * 3
    assert drawn.papers[0].theirs == ("The other one's",)
    assert {label for link in drawn.links for label, _ in link.reasons} <= {"Graph matching", "Optical flow"}


def test_either_list_is_ours_about_as_often() -> None:
    first = [judge.lists(7, f"p{number}")["A"] for number in range(200)]
    assert 70 <= first.count(judge.OURS) <= 130


def test_no_table_says_whose_a_list_is(tmp_path: Path) -> None:
    judge.write(sample(), 7, tmp_path)
    written = " ".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    assert "ours" not in written
    assert "YAKE" not in written


def test_verdicts_are_counted_by_method(tmp_path: Path) -> None:
    judge.write(sample(), 7, tmp_path)
    fill(tmp_path, {"Right": "good", "Vague": "Weak ", "Wrong": "wrong", "Graph matching": "good", "Graphs": "good"})
    lines = [" ".join(line.split()) for line in judge.told(tmp_path).splitlines()]
    assert lines == [
        "rows good weak wrong unjudged",
        "keywords, ours 40 50.0% 50.0% 0.0% 0",
        "keywords, YAKE 20 0.0% 0.0% 100.0% 0",
        "links 1 0.0% 0.0% 0.0% 1",
        "reasons 2 100.0% 0.0% 0.0% 1",
        "topic names 1 100.0% 0.0% 0.0% 0",
        "ours has more good keywords on 20 papers, fewer on 0, as many on 0",
    ]


def test_verdicts_are_not_overwritten(tmp_path: Path) -> None:
    judge.write(sample(), 7, tmp_path)
    fill(tmp_path, {"Right": "good"})
    with pytest.raises(SystemExit, match="has verdicts"):
        judge.write(sample(), 7, tmp_path)


def test_a_word_that_is_no_verdict_is_told(tmp_path: Path) -> None:
    judge.write(sample(), 7, tmp_path)
    fill(tmp_path, {"Right": "goood"})
    with pytest.raises(SystemExit, match=r'keywords\.csv: "goood" is no verdict'):
        judge.told(tmp_path)
