"""The language of queries in Python. tests/browser/test_collections.py asks the search page the same."""

import pytest

from generator import queries
from generator.queries import Document

DOCUMENTS = (
    Document({"title": "Fine-tuning of maps", "abstract": "We tune. A graph.", "authors": "Curie, Marie . García, Luz"}, 2016, {"tag": ("Blue sky",)}),
    Document({"title": "On finetuning", "keywords": "Graph maps . Deep nets"}, 2018, {"topic": ("Rivers & lakes",)}),
    Document({"title": "fine tuning maps", "abstract": "deep docking of maps in C++"}),
    Document({"title": "大规模言語モデル", "abstract": "naïve étude"}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("maps", [0, 1, 2]),
        ("title:maps", [0, 2]),
        ("MAP", [0, 1, 2]),
        ("fine-tuning", [0, 1, 2]),
        ("finetuning", [0, 1, 2]),
        ("fine tuning", [0, 1, 2]),
        ('"fine tuning"', [0, 2]),
        ('"tuning fine"', []),
        ('"graph maps"', [1]),
        ('"maps deep"', []),
        ('author:"luz curie"', []),
        ('authors:"garcia luz"', [0]),
        ("dock*", [2]),
        ("doc", []),
        ("c++", [2]),
        ("naive", [3]),
        ("言語", [3]),
        ('"規模大"', []),
        ("graph OR docking", [0, 1, 2]),
        ('graph|docking maps -"fine tuning"', [1]),
        ("year:2016", [0]),
        ("year:2016..", [0, 1]),
        ("year:-2017", [0]),
        ("year:>2016", [1]),
        ("year:<=2016 OR dock*", [0, 2]),
        ("year:soon", []),
        ("tag:sky", [0]),
        ('tag:"sky bl"', [0]),
        ("tag:ky", []),
        ("topics:riv", [1]),
        ("has:code", []),
        ("the of", []),
        ("-maps", []),
        ("", []),
        ("maps OR", [0, 1, 2]),
    ],
)
def test_a_query_finds_the_papers_that_it_says(query: str, found: list[int]) -> None:
    assert queries.index(DOCUMENTS).find(queries.parse(query)) == found


def test_a_field_that_is_none_is_a_word_and_is_named() -> None:
    parsed = queries.parse("venu:maps")
    assert parsed.unknown == ("venu",)
    assert [[part.shown for part in row] for row in parsed.rows] == [["venu"], ["maps"]]


def test_what_finds_nothing_is_told_with_the_nearest_word() -> None:
    index = queries.index(DOCUMENTS)
    assert list(index.lost(queries.parse('dokcing maps tag:red "no such"'))) == [
        ("dokcing", "docking"),
        ("tag:red", ""),
        ('"no such"', ""),
    ]
