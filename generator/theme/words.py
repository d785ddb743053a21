"""The words of the interface: English first, then the site's language, each folder's over those of the one below."""

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.config import LANGUAGE
from generator.errors import SitegenError
from generator.report import Problem

FOLDER = "static/words"


def load(folders: Sequence[Path], language: str) -> tuple[dict[str, str], list[Problem]]:
    """Return the words by key, and what is odd in the files of the first folder, which is the project.

    folders: with `static/words/` in them, the one that wins first
    """
    words: dict[str, str] = {}
    known: set[str] = set()
    problems: list[Problem] = []
    for name in _files(language):
        for folder in reversed(folders):
            path = folder / FOLDER / name
            table = _table(path, f"{FOLDER}/{name}") if path.is_file() else {}
            if folder == folders[0] and len(folders) > 1:
                problems += _odd(table, known, folder, f"{FOLDER}/{name}")
            else:
                known |= table.keys()
            words |= {key: value for key, value in table.items() if isinstance(value, str)}
    return words, problems


def _files(language: str) -> list[str]:
    """Return the files that a language reads, from the general to the special: en, pt, pt-BR."""
    spoken = language.strip() if LANGUAGE.fullmatch(language.strip()) else "en"
    return [f"{name}.json" for name in dict.fromkeys(("en", spoken.partition("-")[0].lower(), spoken))]


def _table(path: Path, where: str) -> Mapping[str, object]:
    try:
        table = json.loads(path.read_bytes().decode("utf-8-sig", "replace"))
    except json.JSONDecodeError as error:
        raise SitegenError(
            f"not valid JSON: {error.msg}", where=where, line=error.lineno, hint="Mend that line."
        ) from error
    if not isinstance(table, dict):
        raise SitegenError("must be a table of words", where=where, line=1, hint='Write {"nav.map": "Map"}.')
    return table


def _odd(table: Mapping[str, object], known: Iterable[str], project: Path, where: str) -> Iterator[Problem]:
    """Yield the words that nothing says: a template or script of the project may have words of its own."""
    unknown = [key for key in table if key not in set(known)]
    own = _own_texts(project) if unknown else ""
    for key in table:
        if not isinstance(table[key], str):
            yield Problem(where, _line(project, where, key), f'"{key}" must be a text', 'Write "...": "...".')
        elif key in unknown and key.removesuffix(".one").removesuffix(".other") not in own:
            close = difflib.get_close_matches(key, sorted(known), n=1)
            hint = f'Did you mean "{close[0]}"?' if close else "Take the line out."
            yield Problem(where, _line(project, where, key), f'"{key}" is no word of the interface', hint)


def _own_texts(project: Path) -> str:
    files = [
        path
        for folder, ending in (("templates", "*.html"), ("static", "*.js"))
        for path in sorted((project / folder).rglob(ending))
    ]
    return "\n".join(path.read_text("utf-8", errors="replace") for path in files)


def _line(project: Path, where: str, key: str) -> int:
    lines = (project / where).read_text("utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if f'"{key}"' in line), 0)
