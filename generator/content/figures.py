"""The pictures that lie beside the pages in content/."""

import os
from pathlib import Path

from generator.content import files

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")


def found(project: Path) -> frozenset[str]:
    """Return every picture in content/ by its name from the project on, "content/papers/map.png".

    What a link leads to out of the project is none.
    """
    pictures: set[str] = set()
    for folder, folders, names in os.walk(project / "content"):
        folders[:] = [name for name in folders if not name.startswith(".")]
        there = (Path(folder, name) for name in names if name.lower().endswith(_ENDINGS))
        pictures |= {path.relative_to(project).as_posix() for path in there if path.is_file()}
    return frozenset(where for where in pictures if not files.leads_out(project, where))
