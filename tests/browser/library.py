"""A small library for the browser: four themes whose papers share keywords, with all that sources give, and hostile texts."""

import json
from pathlib import Path

from generator.papers import Account, Entry, Import

THEMES = {
    "Graph learning": ["graph neural networks", "message passing", "node classification", "link prediction", "spectral filters"],
    "Speech": ["speech recognition", "acoustic models", "speaker diarization", "language identification", "prosody transfer"],
    "Vision": ["object detection", "image segmentation", "optical flow", "depth estimation", "feature pyramids"],
    "Proteins": ["protein folding", "drug discovery", "molecular docking", "binding affinity", "sequence alignment"],
}  # fmt: skip
PER_THEME = 12
HOSTILE = [
    (
        "<img src=x onerror=window.__xss=1> href",
        "<script>window.__xss=2</script> </script><script>window.__xss=3</script>",
    ),
    (
        '"><svg onload=window.__xss=4> {{7*7}} **x**',
        "A javascript:window.__xss=5 link, <sks> dog, \u2028 and a \u0000-free end.",
    ),
    (
        "</title><script>window.__xss=6</script>",
        "[[x]] [click](javascript:window.__xss=7) `code` $x^2$ & &amp; &lt;b&gt;",
    ),
]
RARE = "zymurgical"
"""A word that stands in one abstract only."""
SOURCE = "library.ris"
LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


def write(project: Path, most: int = 1000) -> list[str]:
    """Write the project's pages, at most so many, and return their slugs."""
    folder = project / "content" / "papers"
    folder.mkdir(parents=True)
    slugs = []
    for number, fields in enumerate([*_papers(), *_odd()][:most], start=1):
        slug = f"paper-{number:02}"
        (folder / f"{slug}.md").write_text(_page(number, fields), encoding="utf-8")
        slugs.append(slug)
    return slugs


def join(project: Path) -> None:
    """Let a paper on graphs speak of proteins, and be linked with one: by themselves, the themes share too little."""
    page = project / "content" / "papers" / "paper-01.md"
    text = page.read_text("utf-8").replace("Our method", "For protein folding and drug discovery, our method")
    page.write_text(text.replace("---\n", '---\nrelated: ["paper-37"]\n', 1), "utf-8")


def ledger() -> tuple[Account, ...]:
    """Return what became of the records of the library's source: of a paper each, and of some that made none."""
    made = [
        Entry(10 * number, str(fields["title"]), "new", f"{number:08x}") for number, fields in enumerate(_papers(), 1)
    ]
    others = [
        Entry(900, LONG, "duplicate", "00000001", "same title"),
        Entry(910, HOSTILE[0][0], "rejected", "", HOSTILE[1][1]),
        Entry(920, "", "rejected", "", "no title"),
        Entry(930, "A page once", "new", "ffffffff"),
        Entry(940, "Known", "known", "00000002", "same DOI 10.1/x"),
    ]
    return (Account(SOURCE, "ris", (*made, *others)), Account(f"{LONG}.bib", "bibtex", tuple(others)))


def imports() -> tuple[Import, ...]:
    """Return two imports: one of most papers, one of some more and a change."""
    first, second = [f"{number:08x}" for number in range(1, 41)], [f"{number:08x}" for number in range(40, 49)]
    return (
        Import(1, "2026-01-01", ((SOURCE, "0"),), tuple(first)),
        Import(2, "2026-02-01", ((SOURCE, "1"),), tuple(second), (second[0],)),
    )


def _papers() -> list[dict[str, object]]:
    papers: list[dict[str, object]] = []
    for theme, phrases in THEMES.items():
        for turn in range(PER_THEME):
            first, second, third = (phrases[(turn + step) % len(phrases)] for step in (0, 1, 3))
            rare = f" A {RARE} aside." if theme == "Speech" and turn == 0 else ""
            papers.append(
                {
                    "title": f"{first.capitalize()} with {second}, part {turn + 1}",
                    "abstract": f"We study {first} in study {turn + 1}. Our method joins {second} and {third}. "
                    f"It improves {first} on a benchmark.{rare}",
                    "authors": [f"Müller, Ada {turn % 3}", "García, Luz"],
                    "year": 2015 + turn % 6,
                    "venue": ("Annals", "Letters")[turn // 6],
                    "tags": ["blue", "green"][turn % 2 :],
                    "collections": [f"Shelf / Board {turn % 2}"],
                    "sources": [SOURCE],
                    "keywords": [first, second, third],
                    "resources": ["https://github.com/x/y"] * (turn < 2),
                }
            )
    return papers


def _odd() -> list[dict[str, object]]:
    keywords = ["protein folding", "<b onmouseover=window.__xss=8>bold</b>"]
    hostile = [{"title": title, "abstract": abstract, "keywords": keywords} for title, abstract in HOSTILE]
    wide = {
        "title": LONG,
        "abstract": f"{LONG} and protein folding.",
        "keywords": [LONG, "protein folding"],
        "authors": [LONG],
    }
    japanese = {"title": "大規模言語モデルの研究 😀 for speech recognition", "abstract": "😀😀 We study speech recognition again.",
                "keywords": ["speech recognition"]}  # fmt: skip
    arabic = {"title": "دراسة في التعرف على الكلام", "abstract": "مقال قصير.", "keywords": []}
    spellings = [
        {"title": title, "abstract": "We study depth estimation at length.", "keywords": ["depth estimation"]}
        for title in ("M$^3$ViT: finetuning depth estimation", "Fine-tuning depth estimation", "On fine tuning depth estimation")
    ]  # fmt: skip
    return [*hostile, wide, japanese, arabic, *spellings]


def _page(number: int, fields: dict[str, object]) -> str:
    # JSON's texts and lists are YAML's too.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join(["---", f'id: "{number:08x}"', *lines, "---", "", "A note.", ""])
