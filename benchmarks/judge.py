"""Would a person give these keywords, reasons and topic names? Draws a sample to be judged blind, and counts verdicts.

    python -m benchmarks.judge --project . --seed 7 --out docs/judgement/
    python -m benchmarks.judge --score docs/judgement/

The same seed and content draw the same sample. Which list of a paper is ours is nowhere written: the seed says it.
"""

import argparse
import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.baselines import yake
from benchmarks.sample import Sample, draw

OURS, THEIRS = "ours", "YAKE"
VERDICTS = ("good", "weak", "wrong")
TABLES = {
    "keywords.csv": ("seed", "slug", "list", "keyword", "verdict"),
    "links.csv": ("link", "one", "other", "reason", "share", "verdict"),
    "topics.csv": ("topic", "name", "verdict"),
}
WHOLE = "(the link itself)"
"""Stands for a reason where the link as a whole is judged."""

Rows = list[dict[str, str]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a sample to be judged, or print how a judged one scores."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judge", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--project", type=Path, default=Path())
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--score", type=Path, help="a folder with verdicts filled in")
    options = parser.parse_args(arguments)
    if options.score:
        print(told(options.score))
    elif options.out is None:
        parser.error("say where the sample is to be written: --out FOLDER")
    elif not yake.is_installed():
        parser.error("YAKE is not installed: pip install sitegen[benchmarks]")
    else:
        write(draw(options.project, options.seed), options.seed, options.out)


def write(sample: Sample, seed: int, folder: Path) -> None:
    """Write texts to read and tables to fill in. Verdicts that somebody gave are not overwritten."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        if (folder / name).exists() and any(row["verdict"] for row in _read(folder, name)):
            raise SystemExit(f"{folder / name} has verdicts: move it away, or choose another folder")
    (folder / "README.md").write_text(_GUIDE, encoding="utf-8")
    (folder / "papers.md").write_text(_papers_text(sample), encoding="utf-8")
    (folder / "links.md").write_text(_links_text(sample), encoding="utf-8")
    (folder / "topics.md").write_text(_topics_text(sample), encoding="utf-8")
    _table(folder / "keywords.csv", _keyword_rows(sample, seed))
    _table(folder / "links.csv", _link_rows(sample))
    _table(folder / "topics.csv", ((str(n), topic.name, "") for n, topic in enumerate(sample.topics, 1)))


def _table(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(TABLES[path.name])
        writer.writerows(rows)


def lists(seed: int, slug: str) -> dict[str, str]:
    """Return which method stands behind list A and which behind list B of a paper."""
    a, b = random.Random(f"{seed} {slug}").sample((OURS, THEIRS), 2)
    return {"A": a, "B": b}


def _keyword_rows(sample: Sample, seed: int) -> Iterator[Sequence[str]]:
    for paper in sample.papers:
        given = {OURS: paper.ours, THEIRS: paper.theirs}
        for letter, method in lists(seed, paper.slug).items():
            yield from ((str(seed), paper.slug, letter, keyword, "") for keyword in given[method])


def _link_rows(sample: Sample) -> Iterator[Sequence[str]]:
    for number, link in enumerate(sample.links, 1):
        yield (str(number), link.one[0], link.other[0], WHOLE, "", "")
        yield from ((str(number), link.one[0], link.other[0], label, str(share), "") for label, share in link.reasons)


def _papers_text(sample: Sample) -> str:
    parts = (f"## {paper.title}\n\n`{paper.slug}`\n\n{paper.abstract}\n" for paper in sample.papers)
    return "# Papers\n\nTheir two lists are in keywords.csv.\n\n" + "\n".join(parts)


def _links_text(sample: Sample) -> str:
    parts = (
        f"## Link {number}\n\n**{link.one[0]}**\n\n{link.one[1]}\n\n**{link.other[0]}**\n\n{link.other[1]}\n\n"
        + "Shared: "
        + ", ".join(f"{label} ({share} %)" for label, share in link.reasons)
        + "\n"
        for number, link in enumerate(sample.links, 1)
    )
    return "# Links\n\n" + "\n".join(parts)


def _topics_text(sample: Sample) -> str:
    parts = (
        f"## {number}. {topic.name}\n\n{topic.papers} papers, ten of them:\n\n"
        + "".join(f"- {title}\n" for title in topic.titles)
        for number, topic in enumerate(sample.topics, 1)
    )
    return "# Topics\n\n" + "\n".join(parts)


def told(folder: Path) -> str:
    """Return the shares of verdicts as lines to read."""
    keywords = _read(folder, "keywords.csv")
    by_method: defaultdict[str, Rows] = defaultdict(list)
    for row in keywords:
        by_method[lists(int(row["seed"]), row["slug"])[row["list"]]].append(row)
    links = _read(folder, "links.csv")
    lines = [f"{'':20}{'rows':>6}" + "".join(f"{verdict:>8}" for verdict in VERDICTS) + f"{'unjudged':>10}"]
    lines += [_shares(f"keywords, {method}", by_method[method]) for method in (OURS, THEIRS)]
    lines.append(_shares("links", [row for row in links if row["reason"] == WHOLE]))
    lines.append(_shares("reasons", [row for row in links if row["reason"] != WHOLE]))
    lines.append(_shares("topic names", _read(folder, "topics.csv")))
    lines.append(_paired(by_method))
    return "\n".join(lines)


def _shares(name: str, rows: Rows) -> str:
    """Return one line: percent of the rows that have a verdict."""
    counts = Counter(row["verdict"] for row in rows if row["verdict"])
    shares = (f"{100 * counts[verdict] / max(1, counts.total()):7.1f}%" for verdict in VERDICTS)
    return f"{name:20}{len(rows):6}{''.join(shares)}{len(rows) - counts.total():10}"


def _paired(by_method: Mapping[str, Rows]) -> str:
    """Return on how many papers which list has the larger share of good keywords."""
    share = {method: _good(rows) for method, rows in by_method.items()}
    both = sorted(share.get(OURS, {}).keys() & share.get(THEIRS, {}).keys())
    ahead = sum(share[OURS][slug] > share[THEIRS][slug] for slug in both)
    behind = sum(share[OURS][slug] < share[THEIRS][slug] for slug in both)
    return f"ours has more good keywords on {ahead} papers, fewer on {behind}, as many on {len(both) - ahead - behind}"


def _good(rows: Rows) -> dict[str, float]:
    verdicts: defaultdict[str, list[bool]] = defaultdict(list)
    for row in rows:
        if row["verdict"]:
            verdicts[row["slug"]].append(row["verdict"] == "good")
    return {slug: sum(good) / len(good) for slug, good in verdicts.items()}


def _read(folder: Path, name: str) -> Rows:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = [{**row, "verdict": row["verdict"].strip().lower()} for row in reader]
    for row in rows:
        if row["verdict"] not in ("", *VERDICTS):
            raise SystemExit(
                f'{folder / name}: "{row["verdict"]}" is no verdict. Write {", ".join(VERDICTS)} or nothing.'
            )
    return rows


_GUIDE = """# A sample to be judged

Written by `python -m benchmarks.judge`. Fill in the last column of each table with `good`, `weak` or `wrong`, or leave
a row empty; `python -m benchmarks.judge --score` counts.

* Read papers.md, fill in keywords.csv: would a careful person give this paper this keyword?
* Read links.md, fill in links.csv: is the reason something that both papers are about? In the first row of each link:
  should a reader of one paper be shown the other?
* Read topics.md, fill in topics.csv: does the name say what the papers have in common?

`good` is right and specific; `weak` is true, but too general, badly cut or badly spelled; `wrong` is not about the
paper, or no keyword at all.

Each paper has two lists, A and B, of two methods; which is which differs from paper to paper. Judge every keyword for
itself; the same keyword in both lists gets the same verdict. Capitals do not count.
"""


if __name__ == "__main__":
    main()
