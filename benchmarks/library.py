"""A project on disk of any size, out of `corpus`: the same number gives the same pages."""

import json
from pathlib import Path

from benchmarks import corpus, product

KEYWORDS = 10


def write(project: Path, number: int, demo: Path) -> Path:
    """Write content/papers of a library of so many papers, keywords chosen as an import would; return the project."""
    folder = project / "content" / "papers"
    folder.mkdir(parents=True)
    for place, paper in enumerate(product.listed(product.papers(corpus.papers(number, demo)), KEYWORDS)):
        fields = {
            "id": f"{place:08x}",
            "title": paper.title,
            "year": str(2000 + place % 25),
            "keywords": list(paper.keywords),
            "abstract": paper.abstract,
        }
        # JSON's texts and lists are YAML's too.
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
        (folder / f"{paper.slug}.md").write_text("\n".join(["---", *lines, "---", ""]), encoding="utf-8")
    return project
