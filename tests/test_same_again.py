"""Records of any kind, read again: no new page, no changed byte; a preprint and its article become one page."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import tree
from generator import importers, ingest
from generator.content import frontmatter
from generator.ingest import unite
from generator.ingest.sources import Source
from generator.papers import Record


class Lines:
    """A format for this test: fields as JSON, a record a line."""

    name = title = "lines"

    def recognises(self, text: str) -> int:
        return 100

    def read(self, text: str, source: str) -> Iterator[Record]:
        for number, line in enumerate(text.splitlines(), start=1):
            yield Record(json.loads(line), source, number, line)


@pytest.fixture(autouse=True)
def _lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importers, "choose", lambda text, where, format="": Lines())


def imported(project: Path, **sources: list[dict[str, Any]]) -> ingest.Ledger:
    given = (
        Source(f"{name}.txt", "\n".join(map(json.dumps, records)).encode()) for name, records in sorted(sources.items())
    )
    return ingest.run(project, given)


def pages(project: Path) -> dict[str, dict[str, frontmatter.Value]]:
    found = {}
    for path in sorted((project / "content/papers").glob("*.md")):
        page = frontmatter.parse(path.read_text("utf-8"), path.name)
        found[path.stem] = {name: field.value for name, field in page.fields.items()}
    return found


PREPRINT = {
    "title": "Maps of Fields of Study", "authors": ["Doe, Jane"], "year": "2023", "venue": "arXiv",
    "doi": "10.48550/arxiv.2301.00001", "url": "https://arxiv.org/abs/2301.00001", "abstract": "First words of it.",
}  # fmt: skip
ARTICLE = {
    "title": "Maps of fields of study", "authors": ["Doe, J."], "year": "2024", "venue": "Journal of Maps",
    "doi": "10.1000/maps", "url": "https://journal.org/maps",
}  # fmt: skip


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_a_preprint_and_its_article_are_one_page_in_either_order(tmp_path: Path, order: tuple[str, str]) -> None:
    sources: dict[str, list[dict[str, Any]]] = {order[0]: [PREPRINT], order[1]: [ARTICLE]}
    imported(tmp_path, **sources)
    (page,) = pages(tmp_path).values()
    assert (page["doi"], page["venue"], page["year"]) == ("10.1000/maps", "Journal of Maps", "2024")
    versions = page["versions"]
    assert "https://doi.org/10.48550/arxiv.2301.00001" in versions
    assert page["abstract"] == "First words of it."
    before = tree(tmp_path)
    assert imported(tmp_path, **sources).count("known") == 2
    assert tree(tmp_path) == before
    for name in sources:
        imported(tmp_path, **{name: sources[name]})
        assert tree(tmp_path) == before


def test_a_version_that_a_person_took_out_does_not_return(tmp_path: Path) -> None:
    imported(tmp_path, a=[ARTICLE], b=[PREPRINT])
    (path,) = (tmp_path / "content/papers").glob("*.md")
    page = frontmatter.parse(path.read_text("utf-8"), "")
    path.write_text(frontmatter.edit(page, {"versions": None}), "utf-8")
    imported(tmp_path, a=[ARTICLE], b=[PREPRINT | {"abstract": "Other words of it."}])
    (after,) = pages(tmp_path).values()
    assert "versions" not in after
    assert after["abstract"] == "Other words of it."


def test_editorials_of_one_source_stay_as_many_as_they_are(tmp_path: Path) -> None:
    records = [{"title": "Editorial", "year": year, "venue": "J"} for year in ("2019", "2020", "2020")]
    assert imported(tmp_path, a=records).count("new") == 3
    before = tree(tmp_path)
    assert imported(tmp_path, a=records).count("new") == 0
    assert tree(tmp_path) == before


RECORDS = st.fixed_dictionaries(
    {"title": st.sampled_from(["Maps of Fields of Study", "Maps of Fields of Studies", "Editorial", "Maps", "Erratum: Maps of Fields of Study"])},
    optional={
        "year": st.sampled_from(["2018", "2019", "2020"]),
        "authors": st.sampled_from([["Doe, J"], ["Doe, J", "Roe, A"], ["Roe, A"], ["Poe, E"]]),
        "doi": st.sampled_from(["10.1000/x", "10.1000/y", "10.48550/z"]),
        "arxiv": st.sampled_from(["2301.00001", "2301.00002"]),
        "abstract": st.sampled_from(["graphs and maps " * 5, "quite other words " * 5]),
        "venue": st.sampled_from(["J", "K"]),
        "tags": st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, max_size=2, unique=True),
    },
)  # fmt: skip
LISTS = st.lists(RECORDS, max_size=4)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(one=LISTS, other=LISTS, merge=st.booleans())
def test_what_was_read_before_brings_no_page_and_changes_none(
    tmp_path_factory: pytest.TempPathFactory, one: list[dict[str, Any]], other: list[dict[str, Any]], merge: bool
) -> None:
    project = tmp_path_factory.mktemp("again")
    imported(project, a=one, b=other)
    if merge and len(slugs := sorted(pages(project))) > 1:
        unite.unite(project, slugs[0], slugs[1])[1].commit("merge")
    before = pages(project)
    ledger = imported(project, a=one, b=other)
    assert ledger.count("new") == 0
    assert pages(project).keys() == before.keys()
    third = tree(project)
    assert imported(project, a=one, b=other).count("new") == 0
    assert pages(project).keys() == before.keys()
    if not merge:
        # Of a page united by hand, one source may give both parts several records that differ; then the last word
        # may change from one reading to the next.
        assert tree(project) == third


def test_a_copy_in_the_same_source_takes_nothing_out_of_a_list(tmp_path: Path) -> None:
    imported(tmp_path, a=[PREPRINT | {"tags": ["x", "y"]}, PREPRINT, PREPRINT | {"tags": ["z"]}])
    (page,) = pages(tmp_path).values()
    assert page["tags"] == ["x", "y", "z"]
