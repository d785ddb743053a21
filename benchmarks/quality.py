"""How good are keywords and links? Scored against citations and author keywords that the program never sees.

    python -m benchmarks.quality DATASET.json --out DIR [--top 10]

The data set is {"papers": [{"id", "title", "abstract", "keywords"?}], "citations": [[i, j]]}. Written are
keywords.json, {id: [keyword]}, and related.json, {id: [[id, weight, [reason]]]}, ten a paper, nearest first.
"""

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks import scores, tfidf
from generator import keywords
from generator.graph import links
from generator.keywords import library
from generator.papers import Paper, Slug, Vocabulary

NEAREST = 10


@dataclass(frozen=True, slots=True)
class Result:
    """What the program says of a data set: keywords and related papers by paper id; CPU seconds of its parts."""

    keywords: dict[str, list[str]]
    related: dict[str, list[tuple[str, float, list[str]]]]
    seconds: dict[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program on a data set, write what it says, print how it scores."""
    options = _parser().parse_args(arguments)
    dataset = json.loads(options.dataset.read_text(encoding="utf-8"))
    result = run(dataset["papers"], options.top)
    options.out.mkdir(parents=True, exist_ok=True)
    _write(options.out / "keywords.json", result.keywords)
    _write(options.out / "related.json", result.related)
    print(table(dataset, result))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--top", type=int, default=10, help="keywords a paper")
    return parser


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def run(records: Sequence[Mapping[str, Any]], top: int) -> Result:
    """Return what the program's own extraction and links make of titles and abstracts alone."""
    clock = [time.process_time()]
    ids = {f"p{number:07d}": str(record["id"]) for number, record in enumerate(records)}
    bare = [
        Paper(Slug(slug), slug, record["title"], record["abstract"]) for slug, record in zip(ids, records, strict=True)
    ]
    lists = keywords.extract(bare, top=top)
    clock.append(time.process_time())
    papers = [replace(paper, keywords=lists[paper.slug]) for paper in bare]
    reading = library.read(papers, Vocabulary())
    clock.append(time.process_time())
    related = _related(reading, papers, ids)
    clock.append(time.process_time())
    named = {ids[slug]: list(labels) for slug, labels in lists.items()}
    parts = ("keywords", "matching", "links")
    return Result(named, related, {part: clock[n + 1] - clock[n] for n, part in enumerate(parts)})


def _related(
    reading: library.Reading, papers: Sequence[Paper], ids: Mapping[str, str]
) -> dict[str, list[tuple[str, float, list[str]]]]:
    terms, shown = links.weigh(reading.counts), links.Shown(reading.shown(), reading.spare(), reading.said)
    labels = library.labels(reading, papers, shown.keywords | shown.spare)
    return {
        ids[slug]: [
            (
                ids[other],
                round(weight, 2),
                [labels[reason.keyword] for reason in links.explain(slug, other, terms, shown).reasons],
            )
            for other, weight in others
        ]
        for slug, others in links.related(terms, shown, NEAREST).items()
    }


def table(dataset: Mapping[str, Any], result: Result) -> str:
    """Return the scores as lines to read."""
    papers = dataset["papers"]
    lines = [
        f"{len(papers)} papers, CPU seconds: "
        + ", ".join(f"{part} {spent:.1f}" for part, spent in result.seconds.items())
    ]
    if any(record.get("keywords") for record in papers):
        lists = [result.keywords[str(record["id"])] for record in papers]
        lines.append(
            f"author keywords     F1@5 {scores.f1([record.get('keywords', []) for record in papers], lists, 5):5.2f}"
        )
    if dataset.get("citations"):
        started = time.process_time()
        baseline = tfidf.nearest([f"{record['title']}. {record['abstract']}" for record in papers], NEAREST)
        spent = time.process_time() - started
        place = {str(record["id"]): number for number, record in enumerate(papers)}
        ours = [[place[other] for other, _, _ in result.related[str(record["id"])]] for record in papers]
        cited = scores.both_ways(dataset["citations"], len(papers))
        lines.append("citations        Recall@10  nDCG@10")
        lines += [
            f"{name:16} {scores.recall(cited, found, NEAREST):9.2f}  {scores.ndcg(cited, found, NEAREST):7.2f}"
            for name, found in (("shared keywords", ours), (f"TF-IDF ({spent:.1f} s)", baseline))
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
