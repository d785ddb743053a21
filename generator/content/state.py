"""content/.sitegen/: what earlier builds fixed and what sources last said. Committed, sorted, one value a line.

Losing it costs names, places and the memory of imports, never a word that a person wrote.
"""

import contextlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from generator.content import files
from generator.errors import SitegenError
from generator.papers import History, Import, KeywordMemory, Searched, Shift, Slug, State, TopicMemory, Vocabulary

FOLDER = "content/.sitegen"
FORMAT = 1
"""Raised when a file's meaning changes; a newer one than ours is refused."""
FIXED = ("positions.json", "topics.json", "keywords.json", "vocabulary.json", "changes.json")
"""What builds write."""
_SHORT = 3
MEND = "Take the file back from git, or delete it: it is made again."


class NewerError(SitegenError):
    """A file of a version to come, which we must not overwrite."""


def read(project: Path) -> State:
    """Return what earlier builds fixed; all empty for a new project."""
    positions = read_table(project, "positions.json")
    with shape("positions.json"):
        places = {slug: (float(xy[0]), float(xy[1])) for slug, xy in positions.get("papers", {}).items()}
        islands = {id: (float(xyr[0]), float(xyr[1]), float(xyr[2])) for id, xyr in positions.get("topics", {}).items()}
    remembered = read_table(project, "topics.json")
    with shape("topics.json"):
        topics = _topics(remembered)
        searched = _searched(remembered.get("search"))
    pinned = read_table(project, "keywords.json")
    with shape("keywords.json"):
        keywords = {
            key: KeywordMemory(str(label), Slug(slug)) for key, (slug, label) in pinned.get("keywords", {}).items()
        }
    return State(
        positions=places,
        islands=islands,
        topics=topics,
        keywords=keywords,
        history=_history(project),
        searched=searched,
    )


def _topics(table: Mapping[str, Any]) -> dict[str, TopicMemory]:
    return {
        id: TopicMemory(
            str(topic["name"]),
            _slugs(topic["papers"]),
            str(topic.get("shown", "")),
            float(topic.get("together", 0)),
            tuple(map(_slugs, topic["parts"])) if "parts" in topic else None,
        )
        for id, topic in table.get("topics", {}).items()
    }


def _topic_table(topics: Mapping[str, TopicMemory]) -> dict[str, Any]:
    return {
        id: {
            "name": topic.name,
            "papers": list(topic.members),
            **({"shown": topic.shown} if topic.shown else {}),
            **({"together": topic.together, "parts": list(map(list, topic.parts))} if topic.parts is not None else {}),
        }
        for id, topic in topics.items()
    }


def _slugs(names: Iterable[str]) -> tuple[Slug, ...]:
    return tuple(Slug(name) for name in names)


def _searched(table: Mapping[str, Any] | None) -> Searched | None:
    if table is None:
        return None
    return Searched(int(table["papers"]), int(table["runs"]), float(table["agreement"]), float(table["modularity"]))


def _history(project: Path) -> History:
    table = read_table(project, "changes.json")
    with shape("changes.json"):
        shifts = {
            int(number): tuple(Shift(str(kind), _named(before), _named(after)) for kind, before, after in listed)
            for number, listed in table.get("shifts", {}).items()
        }
        return History(shifts, int(table.get("number", 0)), _topics(table))


def _named(pairs: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(id), str(name)) for id, name in pairs)


@contextlib.contextmanager
def shape(name: str) -> Iterator[None]:
    """Answer JSON that is not as we write it with a word about its file."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise SitegenError("is not as sitegen writes it", where=f"{FOLDER}/{name}", hint=MEND) from error


def write(project: Path, state: State) -> bool:
    """Write what this build fixed; return whether a byte changed."""
    tables: dict[str, dict[str, Any]] = {
        "positions.json": {
            "papers": {slug: [float(number) for number in xy] for slug, xy in state.positions.items()},
            "topics": {id: [float(number) for number in xyr] for id, xyr in state.islands.items()},
        },
        "topics.json": {
            "topics": _topic_table(state.topics),
            **({"search": asdict(state.searched)} if state.searched else {}),
        },
        "keywords.json": {"keywords": {key: [keyword.slug, keyword.label] for key, keyword in state.keywords.items()}},
    }
    if state.history.number:
        tables["changes.json"] = {
            "number": state.history.number,
            "topics": _topic_table(state.history.topics),
            # A tuple is written on one line.
            "shifts": {
                str(number): [(shift.kind, shift.before, shift.after) for shift in shifts]
                for number, shifts in state.history.shifts.items()
            },
        }
    changed = [_write(project, name, table) for name, table in tables.items()]
    return any(changed)


def read_vocabulary(project: Path) -> Vocabulary:
    """Return what keywords.toml said at the last build that wrote; empty where that is not known."""
    table = read_table(project, "vocabulary.json")
    with shape("vocabulary.json"):
        return Vocabulary(
            {str(variant): str(label) for variant, label in table.get("prefer", {}).items()},
            tuple(str(label) for label in table.get("hide", [])),
            {str(label): str(text) for label, text in table.get("define", {}).items()},
        )


def write_vocabulary(project: Path, words: Vocabulary) -> bool:
    """Note what keywords.toml says, for previews to compare with; return whether a byte changed.

    A project without such words gets no file.
    """
    table = {"prefer": dict(words.prefer), "hide": sorted(words.hide), "define": dict(words.define)}
    if not any(table.values()) and not (project / FOLDER / "vocabulary.json").is_file():
        return False
    return _write(project, "vocabulary.json", table)


def with_left_out(new: State, old: State, slugs: Collection[str]) -> State:
    """Return the new state with the places and topics that pages had which this build leaves out."""
    missing = [slug for slug in sorted(slugs) if slug in old.positions and slug not in new.positions]
    topics = {
        id: replace(topic, members=tuple(sorted({*topic.members, *_members(old, id, missing)})))
        for id, topic in new.topics.items()
    }
    places = {**new.positions, **{slug: old.positions[slug] for slug in missing}}
    return replace(new, positions=dict(sorted(places.items())), topics=topics)


def _members(old: State, id: str, slugs: Iterable[str]) -> list[Slug]:
    return [slug for slug in old.topics[id].members if slug in set(slugs)] if id in old.topics else []


def read_imports(project: Path) -> tuple[Import, ...]:
    """Return the imports that brought something, oldest first."""
    table = read_table(project, "imports.json")
    with shape("imports.json"):
        return tuple(
            Import(
                entry["number"],
                entry["date"],
                tuple(sorted(entry["sources"].items())),
                tuple(entry["papers"]),
                tuple(entry.get("changed", ())),
            )
            for entry in table.get("imports", [])
        )


def read_undone(project: Path) -> dict[str, str]:
    """Return the sources whose import was taken back and that still lie there: name -> hash. No build imports them."""
    table = read_table(project, "imports.json")
    with shape("imports.json"):
        return {str(name): str(hash) for name, hash in table.get("undone", {}).items()}


def imports_file(imports: Iterable[Import], undone: Mapping[str, str]) -> tuple[str, str]:
    """Return the file of the imports and of the sources taken back, and its text."""
    entries = [
        {
            "number": each.number,
            "date": each.date,
            "sources": dict(each.sources),
            "papers": sorted(each.papers),
            **({"changed": sorted(each.changed)} if each.changed else {}),
        }
        for each in imports
    ]
    return table_file("imports.json", {"imports": entries, **({"undone": dict(undone)} if undone else {})})


def read_table(project: Path, name: str) -> dict[str, Any]:
    """Return one file of the state, empty where there is none."""
    where = f"{FOLDER}/{name}"
    if files.leads_out(project, where):
        raise files.outside(where)
    return load(project / where, where) if (project / where).is_file() else {}


def load(path: Path, where: str) -> dict[str, Any]:
    """Return the table that a file of the state holds. Raises SitegenError where it is none, or of a newer version."""
    try:
        table = json.loads(files.read_text(path, where))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise SitegenError(f"not valid JSON: {error}", where=where, line=line, hint=MEND) from error
    if not isinstance(table, dict):
        raise SitegenError("is not as sitegen writes it", where=where, hint=MEND)
    if isinstance(number := table.get("format"), int) and number > FORMAT:
        raise NewerError("was written by a newer sitegen", where=where, hint="Install that: pip install -U sitegen.")
    return table


def _write(project: Path, name: str, table: Mapping[str, Any]) -> bool:
    where, text = table_file(name, table)
    return files.write_text(project / where, text)


def table_file(name: str, table: Mapping[str, Any]) -> tuple[str, str]:
    """Return a file of the state, by its way from the project, and its text."""
    return f"{FOLDER}/{name}", _lines({"format": FORMAT, **table}) + "\n"


_json = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps would make an encoder for each value


def _lines(value: Any, indent: str = "") -> str:
    """Return JSON with an entry a line, so that git merges single ones; a tuple, or a short list, stays whole."""
    inner = indent + " "
    if isinstance(value, Mapping) and value:
        entries = [f"{_json(key)}: {_lines(value[key], inner)}" for key in sorted(value)]
        return "{\n" + ",\n".join(inner + entry for entry in entries) + f"\n{indent}}}"
    if isinstance(value, list) and (len(value) > _SHORT or any(isinstance(item, Mapping | tuple) for item in value)):
        return "[\n" + ",\n".join(inner + _lines(item, inner) for item in value) + f"\n{indent}]"
    return _json(value)
