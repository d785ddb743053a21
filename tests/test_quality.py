"""The benchmark of keywords and links: it scores what the program says."""

import json
from pathlib import Path

import pytest

from benchmarks import quality, scores, tfidf


def dataset() -> dict[str, object]:
    texts = [
        ("Dense retrieval with passage ranking", "Passage ranking helps dense retrieval."),
        ("Passage ranking for search", "Dense retrieval and passage ranking for search engines."),
        ("Optical flow and depth estimation", "Depth estimation from optical flow."),
        ("Depth estimation without labels", "Optical flow gives depth estimation without labels."),
        *((f"Unrelated thing {n}", f"About matter{n} and stuff{n}.") for n in range(12)),
    ]
    papers = [
        {"id": f"d{n}", "title": title, "abstract": abstract, "keywords": [title.split(" with")[0]]}
        for n, (title, abstract) in enumerate(texts)
    ]
    return {"papers": papers, "citations": [[0, 1], [2, 3]]}


def test_the_benchmark_writes_keywords_and_explained_neighbours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "data.json"
    source.write_text(json.dumps(dataset()), encoding="utf-8")
    quality.main([str(source), "--out", str(tmp_path / "out"), "--top", "5"])
    related = json.loads((tmp_path / "out" / "related.json").read_text(encoding="utf-8"))
    found = json.loads((tmp_path / "out" / "keywords.json").read_text(encoding="utf-8"))
    assert related["d0"][0][0] == "d1"
    assert "Dense retrieval" in related["d0"][0][2]
    assert "Dense retrieval" in found["d0"]
    assert all(len(labels) <= 5 for labels in found.values())
    printed = capsys.readouterr().out
    assert "Recall@10" in printed
    assert "F1@5" in printed
    assert "TF-IDF" in printed


def test_recall_and_ndcg_by_hand() -> None:
    assert scores.recall([{1, 2}, {0}, set()], [[1, 0], [2], []], 10) == 25
    assert scores.ndcg([{1}], [[1]], 10) == 100
    assert scores.ndcg([{1}], [[2, 1]], 10) == pytest.approx(63.093, abs=0.001)


def test_f1_by_hand_and_by_stems() -> None:
    assert scores.f1([["Neural Networks", "graphs"]], [["neural network", "trees"]], 5) == 50


def test_citations_count_both_ways() -> None:
    assert scores.both_ways([[0, 2]], 3) == [{2}, set(), {0}]


def test_tfidf_finds_the_text_with_the_same_rare_words() -> None:
    texts = ["rare words here", "rare words there", "common stuff", "common stuff again"]
    assert [row[0] for row in tfidf.nearest(texts, 1)] == [1, 0, 3, 2]
