"""How good are keywords, links and topics? Scored against citations and author keywords that no method sees, beside
the methods that are known.

    python -m benchmarks.quality DATASET.json --out DIR [--top 10] [--only ours] [--json]

The data set is {"papers": [{"id", "title", "abstract", "keywords"?}], "citations": [[i, j]]}. Written are
keywords.json, {id: [keyword]}, and related.json, {id: [[id, weight, [reason]]]}, ten a paper, nearest first. Every
figure stands for all papers, and for those of even and of odd place in the file.
"""

import argparse
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import product, scores, truth
from benchmarks.baselines import Keywords, Near, Nearest, bm25, lsa, rake, tfidf, yake
from benchmarks.product import NEAREST

NEIGHBOURS: Mapping[str, Nearest] = {"TF-IDF": tfidf.nearest, "BM25": bm25.nearest, "LSA": lsa.nearest}
KEYWORDS: Mapping[str, Keywords] = {"YAKE": yake.keywords, "RAKE": rake.keywords}
OURS = "ours"

Figures = dict[str, float]
"""half ("all", "even", "odd") -> figure"""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """How one method scores in one table: measure -> figures; CPU seconds, or why it did not run."""

    table: str
    method: str
    figures: Mapping[str, Figures]
    seconds: float
    note: str = ""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and the known methods on a data set, write what the program says, print how all score."""
    options = _parser().parse_args(arguments)
    dataset = json.loads(options.dataset.read_text(encoding="utf-8"))
    result = product.run(dataset["papers"], options.top)
    options.out.mkdir(parents=True, exist_ok=True)
    _write(options.out / "keywords.json", result.keywords)
    _write(options.out / "related.json", result.related)
    wanted = {name.casefold() for name in options.only.split(",")} if options.only else None
    rows = measure(dataset, result, options.top, wanted)
    print(_json(dataset, result, rows) if options.json else table(dataset, result, rows))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--top", type=int, default=10, help="keywords a paper")
    parser.add_argument("--only", default="", help='methods beside ours, with commas: "tf-idf,yake"; "ours" for none')
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def measure(dataset: Mapping[str, Any], result: product.Result, top: int, wanted: set[str] | None = None) -> list[Row]:
    """Return the scores of the program and of the wanted known methods (all, when None), ours first in each table."""
    papers = dataset["papers"]
    texts = [f"{record['title']}. {record['abstract']}" for record in papers]
    found = [(OURS, _places(papers, result), result.seconds["keywords"] + result.seconds["links"])]
    for name, method in NEIGHBOURS.items():
        if wanted is None or name.casefold() in wanted:
            found.append((name, *_timed(method, texts, NEAREST)))
    rows = _neighbours(dataset, found) + _topics(dataset, result, found)
    if any(record.get("keywords") for record in papers):
        lists = [[product.plain(label) for label in result.keywords[str(record["id"])]] for record in papers]
        rows.append(_listed(papers, OURS, lists, result.seconds["keywords"]))
        for name, chooser in KEYWORDS.items():
            if wanted is None or name.casefold() in wanted:
                rows.append(_chosen(papers, name, chooser, texts, top))
    return rows


def _places(papers: Sequence[product.Record], result: product.Result) -> Near:
    place = {str(record["id"]): number for number, record in enumerate(papers)}
    return [[(place[other], weight) for other, weight, _ in result.related[str(record["id"])]] for record in papers]


def _timed(method: Callable[[Sequence[str], int], T], texts: Sequence[str], top: int) -> tuple[T, float]:
    started = time.process_time()
    found = method(texts, top)
    return found, time.process_time() - started


def _halves(
    score: Callable[[Sequence[Any], Sequence[Any]], float], one: Sequence[Any], other: Sequence[Any]
) -> Figures:
    return {
        "all": score(one, other),
        "even": score(one[0::2], other[0::2]),
        "odd": score(one[1::2], other[1::2]),
    }


def _neighbours(dataset: Mapping[str, Any], found: Sequence[tuple[str, Near, float]]) -> list[Row]:
    papers = dataset["papers"]
    truths = {
        "citations": truth.citations(dataset.get("citations", ()), len(papers)),
        "author keywords": truth.tags(papers),
    }
    measures = {
        f"Recall@{NEAREST}": partial(scores.recall, first=NEAREST),
        f"nDCG@{NEAREST}": partial(scores.ndcg, first=NEAREST),
    }
    rows = []
    for method, near, seconds in found:
        places = [[other for other, _ in row] for row in near]
        figures = {
            f"{name} {measure}": _halves(score, wanted, places)
            for name, wanted in truths.items()
            if any(wanted)
            for measure, score in measures.items()
        }
        if figures:
            rows.append(Row("neighbours", method, figures, seconds))
    return rows


def _topics(dataset: Mapping[str, Any], result: product.Result, found: Sequence[tuple[str, Near, float]]) -> list[Row]:
    real = truth.communities(dataset.get("citations", ()), len(dataset["papers"]))
    if not real:
        return []
    rows = [_grouped("our topics", result.topics, real, result.seconds["topics"])]
    for method, near, _ in found:
        groups, seconds = _louvain(near)
        rows.append(_grouped(f"Louvain on links of {method}", groups, real, seconds))
    return rows


def _grouped(method: str, groups: Sequence[int], real: Mapping[int, int], seconds: float) -> Row:
    """Return the agreement with the real groups, over the papers that have one; those without topic are one group."""
    agreed = {
        half: scores.agreement([groups[place] for place in places], [real[place] for place in places])
        for half, places in (
            ("all", sorted(real)),
            ("even", sorted(place for place in real if place % 2 == 0)),
            ("odd", sorted(place for place in real if place % 2)),
        )
    }
    figures = {name: {half: both[at] for half, both in agreed.items()} for at, name in enumerate(("NMI", "ARI"))}
    figures["topics"] = {"all": float(len({group for group in groups if group >= 0}))}
    return Row("topics", method, figures, seconds)


def _louvain(near: Near) -> tuple[list[int], float]:
    """Return the communities of the graph of all neighbours by networkx's Louvain method with seed 0."""
    import networkx

    started = time.process_time()
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(near)))
    for place, others in enumerate(near):
        graph.add_weighted_edges_from((place, other, weight) for other, weight in others)
    home = [-1] * len(near)
    for number, community in enumerate(networkx.community.louvain_communities(graph, seed=0)):
        for place in community if len(community) > 1 else ():
            home[place] = number
    return home, time.process_time() - started


def _chosen(papers: Sequence[product.Record], name: str, chooser: Keywords, texts: Sequence[str], top: int) -> Row:
    if chooser is yake.keywords and not yake.is_installed():
        return Row("keywords", name, {}, 0.0, "not installed: pip install sitegen[benchmarks]")
    lists, seconds = _timed(chooser, texts, top)
    return _listed(papers, name, lists, seconds)


def _listed(papers: Sequence[product.Record], name: str, lists: Sequence[Sequence[str]], seconds: float) -> Row:
    gold = [record.get("keywords") or [] for record in papers]
    figures = {f"F1@{first}": _halves(partial(scores.f1, first=first), gold, lists) for first in (5, 10)}
    return Row("keywords", name, figures, seconds)


def table(dataset: Mapping[str, Any], result: product.Result, rows: Sequence[Row]) -> str:
    """Return the scores as lines to read."""
    spent = ", ".join(f"{part} {seconds:.1f}" for part, seconds in result.seconds.items())
    lines = [f"{len(dataset['papers']):,} papers; CPU seconds of ours: {spent}"]
    for name in dict.fromkeys(row.table for row in rows):
        own = [row for row in rows if row.table == name]
        for measure in dict.fromkeys(measure for row in own for measure in row.figures):
            lines += ["", f"{measure:34}{'all':>8}{'even':>8}{'odd':>8}{'CPU s':>9}"]
            lines += [_line(row, measure) for row in own]
    return "\n".join(lines)


def _line(row: Row, measure: str) -> str:
    if row.note:
        return f"  {row.method:32}{row.note}"
    figures = row.figures[measure]
    digits = 0 if measure == "topics" else 3 if row.table == "topics" else 2
    cells = (f"{figures[half]:8.{digits}f}" if half in figures else " " * 8 for half in ("all", "even", "odd"))
    return f"  {row.method:32}{''.join(cells)}{row.seconds:9.1f}"


def _json(dataset: Mapping[str, Any], result: product.Result, rows: Sequence[Row]) -> str:
    return json.dumps(
        {
            "papers": len(dataset["papers"]),
            "seconds": {part: round(spent, 2) for part, spent in result.seconds.items()},
            "rows": [
                {
                    "table": row.table,
                    "method": row.method,
                    "seconds": round(row.seconds, 2),
                    "note": row.note,
                    "figures": {
                        name: {half: round(value, 4) for half, value in figures.items()}
                        for name, figures in row.figures.items()
                    },
                }
                for row in rows
            ],
        },
        indent=1,
    )


if __name__ == "__main__":
    main()
