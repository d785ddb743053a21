"""The benchmark of keywords and links: it scores what the program says."""

import json
from pathlib import Path

import pytest

from benchmarks import corpus, product, quality, scores, size, truth
from benchmarks.baselines import bm25, lsa, rake, tfidf, yake


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
    assert all(method in printed for method in ("TF-IDF", "BM25", "LSA", "YAKE", "RAKE"))


def test_ours_alone_is_measured_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "data.json"
    source.write_text(json.dumps(dataset()), encoding="utf-8")
    quality.main([str(source), "--out", str(tmp_path), "--only", "ours", "--json"])
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert {row["method"] for row in rows} == {"ours"}
    assert rows[0]["figures"]["citations Recall@10"]["all"] == 100


def test_each_half_is_scored_for_itself() -> None:
    data = dataset()
    result = product.run(data["papers"], 5)  # type: ignore[arg-type]
    result.related["d1"] = []
    row = quality.measure(data, result, 5, set())[0]
    assert row.figures["citations Recall@10"] == {"all": 75.0, "even": 100.0, "odd": 50.0}


def test_a_method_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yake, "is_installed", lambda: False)
    data = dataset()
    result = product.run(data["papers"], 5)  # type: ignore[arg-type]
    printed = quality.table(data, result, quality.measure(data, result, 5, {"yake"}))
    assert "YAKE                            not installed: pip install sitegen[benchmarks]" in printed


def test_recall_and_ndcg_by_hand() -> None:
    assert scores.recall([{1, 2}, {0}, set()], [[1, 0], [2], []], 10) == 25
    assert scores.ndcg([{1}], [[1]], 10) == 100
    assert scores.ndcg([{1}], [[2, 1]], 10) == pytest.approx(63.093, abs=0.001)


def test_f1_by_hand_and_by_stems() -> None:
    assert scores.f1([["Neural Networks", "graphs"]], [["neural network", "trees"]], 5) == 50


def test_groupings_agree_by_hand() -> None:
    # Two halves against three groups, one of them across: NMI = ln 2 * 2/3 / mean(ln 2, ln 3).
    information, index = scores.agreement([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2])
    assert information == pytest.approx(0.5158, abs=0.0001)
    # 2 pairs together in both, expected 6 * 3 / 15, at most 4.5.
    assert index == pytest.approx((2 - 1.2) / (4.5 - 1.2))


def test_groupings_of_other_names_agree_wholly() -> None:
    assert scores.agreement("aabb", "yyxx") == (1, 1)


def test_citations_count_both_ways() -> None:
    assert truth.citations([[0, 2]], 3) == [{2}, set(), {0}]


def test_papers_are_related_by_two_author_keywords_that_few_papers_have() -> None:
    papers = [{"keywords": ["Graphs", "Deep nets", "AI"]}, {"keywords": ["graph", "deep net", "AI"]}]
    papers += [{"keywords": ["AI"]} for _ in range(38)] + [{"keywords": ["AI", "graph"]}]
    assert truth.tags(papers)[:2] == [set(), set()]
    papers += [{"keywords": ["AI"]} for _ in range(30)]
    assert truth.tags(papers)[:3] == [{1}, {0}, set()]


def test_communities_of_citations_are_truth_when_they_are_large() -> None:
    ring = [[at, (at + step) % 60] for at in range(60) for step in (1, 2, 3, 4, 5)]
    other = [[60 + at, 60 + (at + step) % 60] for at in range(60) for step in (1, 2, 3, 4, 5)]
    found = truth.communities([*ring, *other, [200, 201]], 210)
    assert not {200, 201, 209} & found.keys()
    assert not {found[at] for at in found if at < 60} & {found[at] for at in found if at >= 60}


@pytest.mark.parametrize("method", [tfidf, bm25, lsa])
def test_the_text_with_the_same_rare_words_is_nearest(method: object) -> None:
    texts = ["rare words here", "rare words there", "common stuff", "common stuff again"]
    assert [row[0][0] for row in method.nearest(texts, 1)] == [1, 0, 3, 2]  # type: ignore[attr-defined]


def test_rake_scores_words_by_degree_over_frequency() -> None:
    # deep 3/1, graph 5/2, matching 3/1 -> 8.5; graph layout 2.5 + 2 -> 4.5
    text = "Deep graph matching and the graph layout."
    assert rake.keywords([text], 3) == [["deep graph matching", "graph layout"]]


def test_an_acronym_in_brackets_is_no_part_of_a_label() -> None:
    assert product.plain("Large language models (LLMs)") == "Large language models"


def test_a_library_of_any_size_is_the_same_each_time() -> None:
    made = corpus.papers(450, size.ROOT)
    assert made == corpus.papers(450, size.ROOT)
    assert len({paper["abstract"] for paper in made}) == 450


def test_what_a_large_library_costs_is_told_step_by_step(capsys: pytest.CaptureFixture[str]) -> None:
    size.main(["30"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("30 papers")
    assert [line[:15].strip() for line in lines[2:]] == ["keywords", "terms and links", "topics", "places"]
