"""What the sources last said of each paper: by it an import tells a person's edit from a source's.

See `merge`. A file a paper, `content/.sitegen/base/ID.json`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.content import state
from generator.errors import SitegenError
from generator.report import Report

_CONFLICT = ("source", "yours", "incoming")


@dataclass(frozen=True, slots=True)
class Base:
    """What the sources last said of one paper.

    fields: the value that was last taken, field by field
    said: source -> field -> True where it said just that value, else what it said
    keywords: what is known of the paper's list of keywords; None where the program did not write it
    conflicts: field -> `yours`, what the page said when `source` said `incoming`; open while the page still says that
    settled: field -> values that a person refused for good
    parts: of the pages that were united into this one, what sources said of each, and what identified it
    also: source -> what identified its records of this paper, where it lists the paper more than once
    """

    id: str
    slug: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    said: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    keywords: "Chosen | None" = None
    conflicts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    settled: Mapping[str, list[Any]] = field(default_factory=dict)
    parts: tuple["Part", ...] = ()
    also: Mapping[str, list[Mapping[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A page that was united into another: its base, and what it said that the other page does not say."""

    base: Base
    page: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A list of keywords as the program wrote it: given: the source's own; written: hash of the whole list."""

    given: tuple[str, ...] = ()
    written: str = ""

    @classmethod
    def of(cls, given: Iterable[str], labels: Iterable[str]) -> "Chosen":
        return cls(tuple(given), list_hash(labels))


def list_hash(labels: Iterable[str]) -> str:
    """Return a short hash of a list of keywords as a page has it: one changed letter, or place, is another list."""
    return blake2b("\n".join(labels).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def read_bases(project: Path, report: Report, holding: bytes = b"") -> dict[str, Base]:
    """Return all bases by id, or those whose files hold some bytes.

    One that cannot be read is told and counts as lost: then the page wins in every field.
    """
    bases: dict[str, Base] = {}
    for path in sorted((project / state.FOLDER / "base").glob("*.json")):
        name = f"base/{path.name}"
        try:
            if holding and holding not in path.read_bytes():
                continue
            table = state.load(path, f"{state.FOLDER}/{name}")
            with state.shape(name):
                bases[path.stem] = base_of(path.stem, table)
        except state.NewerError:
            raise
        except SitegenError as error:
            what = f"{error.message}; what its page says stays, whatever sources say"
            report.add(error.where, error.line, what, state.MEND)
    return bases


def base_of(id: str, table: Mapping[str, Any]) -> Base:
    """Return the base that a file's JSON describes."""
    parts = (Part(base_of(each, part), dict(part["page"])) for each, part in sorted(table.get("parts", {}).items()))
    return Base(
        id,
        str(table.get("slug", "")),
        dict(table["fields"]),
        dict(table["said"]),
        _chosen(table.get("keywords")),
        {name: {key: each[key] for key in _CONFLICT} for name, each in table.get("conflicts", {}).items()},
        {name: list(values) for name, values in table.get("settled", {}).items()},
        tuple(parts),
        {source: [dict(each) for each in listed] for source, listed in table.get("also", {}).items()},
    )


def _chosen(table: Mapping[str, Any] | None) -> Chosen | None:
    return Chosen(tuple(map(str, table["given"])), str(table["written"])) if table is not None else None


def base_file(base: Base) -> tuple[str, str]:
    """Return a base's file and its text."""
    return state.table_file(f"base/{base.id}.json", _base_table(base))


def _base_table(base: Base) -> dict[str, Any]:
    table: dict[str, Any] = {"slug": base.slug, "fields": base.fields, "said": base.said}
    if base.keywords is not None:
        table["keywords"] = {"given": list(base.keywords.given), "written": base.keywords.written}
    table |= {name: value for name in ("conflicts", "settled") if (value := getattr(base, name))}
    if base.also:
        table["also"] = base.also
    if base.parts:
        table["parts"] = {part.base.id: {**_base_table(part.base), "page": part.page} for part in base.parts}
    return table
