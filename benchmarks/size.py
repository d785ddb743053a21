"""What a large library costs: CPU seconds and memory of keywords, links, topics and places.

    python -m benchmarks.size [PAPERS] [--dataset FILE] [--drawn]

The library is made of the demo's sentences, or is the first PAPERS of a data set as `benchmarks.quality` reads it.
Peak memory is that of the whole process so far. With --drawn, keywords are not chosen from the texts, which takes time
in proportion to them: a paper lists those keywords of the demo that it holds, and a few of its coined words. Where not
all pairs of papers were multiplied, it says how many of the ten nearest were found.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy

from benchmarks import corpus, product
from generator.graph import nearest
from generator.graph.table import Table
from generator.papers import Paper

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
ASKED = 500


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table: the step, its CPU seconds, peak memory, what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.size", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("papers", type=int, nargs="?", default=5000)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--drawn", action="store_true")
    options = parser.parse_args(arguments)
    records = _records(options.papers, options.dataset)
    print(f"{len(records):,} papers, {_megabytes():,} MB before the first step")
    print(f"{'':20}{'CPU s':>8}{'peak MB':>9}")
    listed = _step("keywords", lambda: _listed(records, options.drawn), lambda _: "", len(records))
    graph = _step("terms and links", lambda: product.linked(listed), lambda graph: f"{len(graph.links):,} links")
    if len(records) > nearest.WHOLE:
        print(f"{_recalled(graph):.2%} of the ten nearest were found, of every so manieth of {ASKED} papers")
    found = _step("topics", lambda: product.communities(graph), lambda found: f"{len(found)} topics")
    _step("places", lambda: product.placed(graph, found), lambda places: f"{len(places):,} places")


def _records(papers: int, dataset: Path | None) -> list[product.Record]:
    if dataset is None:
        return corpus.papers(papers, ROOT)
    records: list[product.Record] = json.loads(dataset.read_text(encoding="utf-8"))["papers"][:papers]
    return records


def _listed(records: Sequence[product.Record], drawn: bool) -> list[Paper]:
    bare = product.papers(records)
    return corpus.drawn(bare, ROOT) if drawn else product.listed(bare, 10)


def _recalled(graph: product.Graph) -> float:
    """Return the share of the nearest papers that are found among the likely ones, of a sample of papers."""
    table = Table.of(graph.terms)
    asked = numpy.arange(0, len(table.slugs), -(-len(table.slugs) // ASKED))
    exact = nearest.among_all(table, nearest.Product.of(table), asked, product.NEAREST)
    found = nearest.among_likely(nearest.Product.of(table, nearest.RARER), asked, product.NEAREST)
    both = [nearest.best(table.slugs, [pairs], product.NEAREST) for pairs in (exact, found)]
    every, some = (set(zip(near.rows.tolist(), near.ends.tolist(), strict=True)) for near in both)
    return len(every & some) / len(every)


def _step(name: str, run: Callable[[], T], told: Callable[[T], str], papers: int = 0) -> T:
    started = time.process_time()
    result = run()
    spent = time.process_time() - started
    what = f"{papers / max(spent, 0.001):,.0f} papers a CPU second" if papers else told(result)
    print(f"{name:20}{spent:8.1f}{_megabytes():9,}  {what}", flush=True)
    return result


def _megabytes() -> int:
    """Return the most memory that the process has held: Linux counts in kilobytes, macOS in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
