"""How fast a large library is searched from disk, and whether a search finds what is meant.

    python -m benchmarks.search [PAPERS] [--site DIR]
    python -m benchmarks.search --found

The first makes a library of the demo's sentences with authors, venues, years and tags that are drawn, writes the search
page and its data (no other page), opens it in a headless Chromium on file://, and times its queries. What `--site` names is
kept, and used again. The second builds the demo and asks it the queries of benchmarks/queries.tsv.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks import corpus, product
from generator.papers import Author, Content, Library, Paper

ROOT = Path(__file__).resolve().parents[1]
QUERIES = Path(__file__).with_name("queries.tsv")
KEYWORDS = 8
_GIVEN = (
    "Ada Ben Chen Dana Emil Fatou Gita Hugo Ines Jin Kofi Lena Mio Nadia Omar Priya Quinn Rosa Sven Tariq Uma".split()
)
_PARTS = "ba cor den fil gan lor mir nex pol quan ras sol tri ven zor mal".split()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of one of the two."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("papers", type=int, nargs="?", default=17_000)
    parser.add_argument("--site", type=Path, help="a folder to keep the made site in")
    parser.add_argument("--found", action="store_true", help="ask the demo what a reader would ask it")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if options.found:
            _print_found(Path(folder))
        else:
            _print_speed(options.papers, options.site or Path(folder) / "site")


def library(number: int) -> Content:
    """Return a library of so many papers, with keywords that are chosen for them and all else drawn."""
    order = random.Random(number)
    papers = product.listed(product.papers(corpus.papers(number, ROOT)), KEYWORDS)
    return Content(Library.of(_described(paper, number, order) for paper in papers))


def _described(paper: Paper, number: int, order: random.Random) -> Paper:
    """Return a paper with a slug as long as real ones; few authors and venues are frequent, as in real libraries."""
    slug = "-".join(word for word in paper.title.lower().split() if word.isalnum())[:50] or "paper"
    return replace(
        paper,
        slug=f"{slug}-{paper.slug}",
        authors=tuple(_author(int((number * 2) ** order.random())) for _ in range(order.randint(1, 6))),
        venue=f"Proceedings of {_name(int(400 ** order.random()))}",
        year=order.randint(1995, 2025),
        tags=tuple(sorted({_name(int(60 ** order.random())) for _ in range(order.randint(0, 3))})),
        resources=("https://example.org/code",) * (order.random() < 0.2),
        sources=(f"export-{order.randint(1, 5)}.bib",),
    )


def _author(number: int) -> Author:
    return Author(_name(number), _GIVEN[number % len(_GIVEN)])


def _name(number: int) -> str:
    parts = [_PARTS[number % 16]]
    while number := number // 16:
        parts.append(_PARTS[number % 16])
    return "".join(parts * (2 if len(parts) == 1 else 1)).capitalize()
