"""The libraries in static/vendor: what vendored.json tells of them, and what they are."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import SitegenError

_FILE = "vendor/vendored.json"


@dataclass(frozen=True, slots=True)
class Vendored:
    """A library that lies in static/vendor; `sha256` is that of the file, `stated` what vendored.json says of it.

    What vendored.json does not name has no version and no licence.
    """

    file: str
    sha256: str
    stated: str = ""
    name: str = ""
    version: str = ""
    licence: str = ""
    licence_file: str = ""
    source: str = ""


def read(files: Mapping[str, Path]) -> Iterator[Vendored]:
    """Yield every script and style sheet in static/vendor, with what vendored.json tells of it."""
    stated = _table(files[_FILE]) if _FILE in files else {}
    for name, path in files.items():
        if name.startswith("vendor/") and path.suffix in (".js", ".mjs", ".css", ".woff2"):
            file = name.removeprefix("vendor/")
            said = stated.get(file, {})
            known = {key: str(said.get(key, "")) for key in ("name", "version", "licence", "licence_file", "source")}
            yield Vendored(file, hashlib.sha256(path.read_bytes()).hexdigest(), str(said.get("sha256", "")), **known)


def _table(path: Path) -> dict[str, Any]:
    where = f"static/{_FILE}"
    try:
        table = json.loads(path.read_text("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise SitegenError(f"not valid JSON: {error.msg}", where=where, line=error.lineno, hint="Mend it.") from error
    if not isinstance(table, dict) or not all(isinstance(said, dict) for said in table.values()):
        raise SitegenError("must name each file with what it is", where=where, hint='Write {"file.js": {"name": "x"}}.')
    return table
