"""Whatever a person, sources, merges and undo do in whatever order: no word of the person is lost, no byte touched
that need not be, and what comes a second time changes nothing.

    SITEGEN_HISTORIES=10000 SITEGEN_PROJECT_HISTORIES=200 pytest tests/test_histories.py

A history in memory uses the same pure functions that commands use; one on disk is a project, built after each step.
"""

import json
import os
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import LONG, listing, tree
from generator import build, ingest
from generator.content import frontmatter, merge, schema, state, store
from generator.content.bases import Base, base_file, base_of
from generator.content.merge import LISTS, SCALARS
from generator.errors import SitegenError
from generator.ingest import joined, journal, sources, undo
from generator.ingest.journal import Journal
from generator.ingest.work import Page
from generator.report import Report

IN_MEMORY = int(os.environ.get("SITEGEN_HISTORIES", "300"))
ON_DISK = int(os.environ.get("SITEGEN_PROJECT_HISTORIES", "5"))

OTHER, OTHER_BASE = "content/papers/b.md", f"{state.FOLDER}/base/87654321.json"
PAGE, BASE, IMPORTS = "content/papers/a.md", f"{state.FOLDER}/base/12345678.json", f"{state.FOLDER}/imports.json"
SOURCES = ("a.bib", "b.ris", "c.csv")
SAID: dict[str, list[Any]] = {
    "title": ["A Title", "A: Title # of two", 'The "Title"'],
    "year": ["", "2010", "2011"],
    "venue": ["", "VIS", "No", "{braces}: [x]"],
    "doi": ["", "10.1/a.b", "10.1/c"],
    "abstract": ["", LONG.strip(), LONG + "Two:\n\nparagraphs # here.", "Short \u2028 text.", "*x* " * 40 + "- y"],
    "authors": [[], ["Doe, Jane", "Øre, Å."], ["Doe, Jane"], ["Group: of three"]],
}
ITEMS = {
    "resources": ["https://x.org/a", "https://x.org/b#c", "https://x.org/c"],
    "tags": ["one", "two words", "no", "a: b"],
}
_FIELDS = ("year", "venue", "abstract", "authors", "title", "resources", "tags", "doi")


@dataclass
class World:
    """A project of one page, in memory. `words` are a person's, each in the page until the person takes it away."""

    files: dict[str, bytes | None] = field(default_factory=dict)
    last: Journal | None = None
    as_it_was: dict[str, bytes | None] = field(default_factory=dict)
    edited: bool = False
    """by a person since the last operation"""
    words: set[str] = field(default_factory=set)
    mine: dict[str, object] = field(default_factory=dict)
    """field -> the value that a person gave it; None: taken away"""
    number: int = 0

    @property
    def text(self) -> str | None:
        content = self.files.get(PAGE)
        return None if content is None else content.decode("utf-8")

    def word(self) -> str:
        self.number += 1
        word = f"mine{self.number:03}"
        self.words.add(word)
        return word

    def base(self) -> Base | None:
        content = self.files.get(BASE)
        return None if content is None else base_of("12345678", json.loads(content))

    def carry_out(self, changes: dict[str, bytes | None]) -> None:
        """Do an operation as a draft does: what changes is written down first."""
        changes = {where: content for where, content in changes.items() if content != self.files.get(where)}
        if changes:
            self.as_it_was = dict(self.files)
            saved = {where: journal.saved(where, self.files.get(where), content) for where, content in changes.items()}
            self.last, self.edited = Journal("import", saved), False
            self.files |= changes


Step = Callable[[World], None]


# What a person does.


def edits(world: World, change: Callable[[World, frontmatter.Page], str]) -> None:
    """Have a person save the page, if it reads as a page afterwards."""
    if world.text is None:
        return
    words, mine = set(world.words), dict(world.mine)
    other = (world.files.get(OTHER) or b"").decode("utf-8")
    page = frontmatter.parse(world.text, "")
    try:
        text = change(world, page)
        after = store.parse(text, PAGE, Report())
    except SitegenError:
        text = ""
    if not text or after.paper.id != "12345678" or not all(word in text + other for word in world.words):
        world.words, world.mine = words, mine
        return
    world.edited = world.edited or text != world.text
    world.files[PAGE] = text.encode("utf-8")


def lines_of(page: frontmatter.Page) -> tuple[list[str], str]:
    ending = "\r" if "\r\n" in page.text[:2000] else ""
    return page.text.split("\n"), ending


def without(world: World, removed: str) -> None:
    world.words -= {word for word in world.words if word in removed}


def set_field(name: str, style: int) -> Step:
    def change(world: World, page: frontmatter.Page) -> str:
        lines, end = lines_of(page)
        old = page.fields.get(name)
        if old:
            without(world, "\n".join(lines[old.first - 1 : old.last]))
        word, note = world.word(), world.word() if style % 2 else ""
        if name in LISTS or name == "authors":
            kept = [f'"{item}"' for item in (schema.as_list(old.value) if old else []) if item not in ("no", "a: b")]
            world.words |= set(re.findall(r"mine\d{3}", " ".join(kept)))
            flow = f"{name}: [{', '.join([word, *kept])}]" + (f" # {note}" if note else "")
            block = [f"{name}:", f"  - {word} # {note}" if note else f"- {word}", *(f"  - {item}" for item in kept)]
            new = [flow] if style < 2 else [block[0], *(f"  - {line.lstrip(' -')}" for line in block[1:])]
        else:
            new = (
                [f"{name}: {word}"],
                [f"{name}: '{word}'  # {note}"],
                [f"{name}: >-", f"  {word}", "", "  and # more"],
                [f'{name}:   "{word} \\u00e9" # {note}'],
            )[style]
        new = [line + end for line in new]
        at = slice(old.first - 1, old.last) if old else slice(page.close - 1, page.close - 1)
        lines[at] = new
        text = "\n".join(lines)
        if name in SCALARS:
            world.mine[name] = frontmatter.parse(text, "").value(name)
        return text

    return lambda world: edits(world, change)


def remove_field(name: str) -> Step:
    def change(world: World, page: frontmatter.Page) -> str:
        lines, _ = lines_of(page)
        if name == "title" or not (old := page.fields.get(name)):
            return page.text
        without(world, "\n".join(lines[old.first - 1 : old.last]))
        del lines[old.first - 1 : old.last]
        base = world.base()
        if base is not None and name in base.fields:
            world.mine[name] = None
        else:
            # The page says of it what every source said: nothing. So a source may still give it.
            world.mine.pop(name, None)
        return "\n".join(lines)

    return lambda world: edits(world, change)


def comment(name: str, above: bool) -> Step:
    def change(world: World, page: frontmatter.Page) -> str:
        lines, end = lines_of(page)
        if not (old := page.fields.get(name)):
            return page.text
        if above:
            lines.insert(old.first - 1, f"# {world.word()}{end}")
        else:
            lines[old.first - 1] = f"{lines[old.first - 1].removesuffix(end)} # {world.word()}{end}"
        text = "\n".join(lines)
        same = frontmatter.parse(text, "").fields.get(name)
        return text if same and same.value == old.value else page.text

    return lambda world: edits(world, change)


def add_field(style: int) -> Step:
    def change(world: World, page: frontmatter.Page) -> str:
        lines, end = lines_of(page)
        new = (["rating_{}: {} # x"], ["# a block", "own_{}: |", "  {}", ""], ["own_{}: {{a: {}}}"])[style]
        word = world.word()
        lines[page.close - 1 : page.close - 1] = [line.format(*[word] * line.count("{")) + end for line in new]
        return "\n".join(lines)

    return lambda world: edits(world, change)


def note(text: str) -> Step:
    return lambda world: edits(world, lambda world, page: page.text + text.replace("WORD", world.word()))


def reorder() -> Step:
    def change(world: World, page: frontmatter.Page) -> str:
        lines, _ = lines_of(page)
        last = max(page.fields.values(), key=lambda each: each.first)
        moved = lines[last.first - 1 : last.last]
        del lines[last.first - 1 : last.last]
        lines[1:1] = moved
        return "\n".join(lines)

    return lambda world: edits(world, change)


def crlf() -> Step:
    return lambda world: edits(world, lambda _, page: re.sub(r"\r?\n", "\r\n", page.text))


def bom() -> Step:
    return lambda world: edits(world, lambda _, page: "\ufeff" + page.text.removeprefix("\ufeff"))


def lock(name: str) -> Step:
    def change(_: World, page: frontmatter.Page) -> str:
        lines, end = lines_of(page)
        if "locked" not in page.fields:
            lines.insert(page.close - 1, f"locked: [{name}]{end}")
        return "\n".join(lines)

    return lambda world: edits(world, change)


def delete_page(world: World) -> None:
    if world.text is not None:
        other = (world.files.get(OTHER) or b"").decode("utf-8")
        world.files[PAGE], world.edited = None, True
        world.words, world.mine = {word for word in world.words if word in other}, {}


# What the program does.


def import_record(source: str, record: dict[str, Any]) -> Step:
    def step(world: World) -> None:
        incoming = {name: value for name, value in record.items() if value}
        before = world.text
        world.carry_out(imported(world, incoming, source))
        if before is not None and world.text is not None:
            only_changed_lines_differ(before, world.text)
        again = imported(world, incoming, source)
        assert {where: world.files[where] for where in again} == again

    return step


def imported(world: World, incoming: dict[str, Any], source: str) -> dict[str, bytes | None]:
    """Return the files after an import of one record: as generator/ingest/work.py does with each of a source's."""
    base = world.base()
    if world.text is None and base is not None:
        return {}  # A page that was deleted by hand stays away.
    if world.text is None:
        fields = {"id": "12345678", **incoming, "sources": [source]}
        merged = merge.merge(fields, Base("12345678", "a"), incoming, source)
        text = store.page_text(fields)
    else:
        stored = store.parse(world.text, PAGE, Report())
        values = {name: each.value for name, each in stored.page.fields.items()}
        plain = {name: schema.as_list(value) if name in schema.LISTS else value for name, value in values.items()}
        merged = merge.merge(plain, base, incoming, source, stored.paper.locked)
        page = Page(PAGE, "a", plain, world.text, stored.page, dict(merged.changes))
        text = frontmatter.edit(stored.page, page.news())
    where, table = base_file(replace(merged.base, id="12345678", slug="a"))
    imports = (world.files.get(IMPORTS) or b"") + b"x" if text != world.text else world.files.get(IMPORTS)
    found = {PAGE: text.encode("utf-8"), where: table.encode("utf-8"), IMPORTS: imports}
    return {where: content for where, content in found.items() if content is not None}


def only_changed_lines_differ(before: str, after: str, *, body: bool = True) -> None:
    """Check that, the body aside where that may change, outside the fields that changed every line stands as it stood; a comment may move above its field."""
    old, new = frontmatter.parse(before, ""), frontmatter.parse(after, "")
    changed = {name for name in {*old.fields, *new.fields} if old.value(name) != new.value(name)}
    kept, now = (rest(page, changed, body=body) for page in (old, new))
    assert [line for line in now if not line.startswith("#") or line in kept] == kept
    assert not body or old.body == new.body
    assert before.startswith("\ufeff") == after.startswith("\ufeff")
    if not changed and body:
        assert before == after


def rest(page: frontmatter.Page, names: set[str], *, body: bool) -> list[str]:
    gone = {
        number
        for name in names & set(page.fields)
        for number in range(page.fields[name].first, page.fields[name].last + 1)
    }
    lines = page.text.split("\n")[: None if body else page.close]
    return [line for number, line in enumerate(lines, start=1) if number not in gone]


def resolve(theirs: bool) -> Step:
    def step(world: World) -> None:
        base = world.base()
        if world.text is None or base is None:
            return
        stored = store.parse(world.text, PAGE, Report())
        values = {name: each.value for name, each in stored.page.fields.items()}
        open = {
            name: each["incoming"]
            for name, each in base.conflicts.items()
            if merge.is_open(name, each, values, stored.paper.locked)
        }
        if not open:
            return
        settled = merge.settle(base, **{"taken" if theirs else "refused": open})
        text = frontmatter.edit(stored.page, open) if theirs else world.text
        for name in open if theirs else ():
            # The person asked for it: the field's own word goes, but no comment.
            world.mine.pop(name, None)
            world.words -= {word for word in world.words if word in str(values.get(name))}
        world.carry_out({PAGE: text.encode("utf-8"), BASE: base_file(settled)[1].encode("utf-8")})

    return step


def unite(record: dict[str, Any], ending: str) -> Step:
    """Have a second page, with a person's notes, become a part of the page."""

    def step(world: World) -> None:
        if world.text is None:
            return
        if world.files.get(OTHER) is None:
            incoming = {name: value for name, value in record.items() if value}
            fields = {"id": "87654321", **incoming, "sources": ["d.txt"]}
            body = f"{world.word()}{ending}"
            base = merge.merge(fields, Base("87654321", "b"), incoming, "d.txt").base
            world.files[OTHER] = (store.page_text(fields) + body).encode("utf-8")
            world.files[OTHER_BASE] = base_file(base)[1].encode("utf-8")
        texts = [str(world.text), (world.files[OTHER] or b"").decode("utf-8")]
        keep, gone = (store.parse(text, where, Report()) for text, where in zip(texts, (PAGE, OTHER), strict=True))
        second = base_of("87654321", json.loads(world.files[OTHER_BASE] or b""))
        made = joined.join(keep, gone, world.base(), second)
        # What the person took away may come from the other page: it is the person who unites them.
        world.mine = {name: value for name, value in world.mine.items() if value is not None}
        made_file = base_file(made.base)[1].encode("utf-8")
        world.carry_out({PAGE: made.text.encode("utf-8"), BASE: made_file, OTHER: None, OTHER_BASE: None})

    return step


def take_back(world: World) -> None:
    if world.last is None:
        return
    before, taken = world.text, undo.take_back(world.last, world.files.get)
    if not world.edited:
        # A word that `theirs` took away comes back; nothing is kept from being taken back.
        assert {**world.files, **taken.files} == {**dict.fromkeys(world.files), **world.as_it_was}
        assert not taken.kept
    elif before is not None and (content := taken.files.get(PAGE)):
        only_changed_lines_differ(before, content.decode("utf-8"), body=not world.last.files[PAGE].body)
    world.files |= taken.files
    world.mine = {name: value for name, value in world.mine.items() if value is not None}
    world.last = None


def check(world: World) -> None:
    text = world.text
    other = (world.files.get(OTHER) or b"").decode("utf-8")
    assert [word for word in sorted(world.words) if word not in (text or "") + other] == []
    if text is None:
        return
    page = store.parse(text, PAGE, Report()).page
    assert {name: page.value(name) for name in world.mine} == world.mine


records = st.fixed_dictionaries(
    {
        **{name: st.sampled_from(values) for name, values in SAID.items()},
        **{name: st.lists(st.sampled_from(items), unique=True) for name, items in ITEMS.items()},
    }
)
names = st.sampled_from(_FIELDS)
steps = st.one_of(
    st.builds(import_record, st.sampled_from(SOURCES), records),
    st.builds(import_record, st.sampled_from(SOURCES), records),
    st.builds(import_record, st.sampled_from(SOURCES), records),
    st.builds(set_field, names, st.integers(0, 3)),
    st.builds(set_field, names, st.integers(0, 3)),
    st.builds(remove_field, names),
    st.builds(comment, names, st.booleans()),
    st.builds(add_field, st.integers(0, 2)),
    st.builds(note, st.sampled_from(["WORD\n", "\n---\ntitle: WORD\n---\n", "  WORD", "<!-- private -->\nWORD\r\n"])),
    st.builds(reorder),
    st.sampled_from([crlf(), bom(), delete_page]),
    st.builds(lock, names),
    st.builds(resolve, st.booleans()),
    st.builds(unite, records, st.sampled_from(["\n", "", "\r\n", "\n---\nx: y\n---\n", "\n<!-- private -->\nx"])),
    st.just(take_back),
    st.just(take_back),
)
_first = {name: values[1] for name, values in SAID.items()} | {name: values[:2] for name, values in ITEMS.items()}


@settings(max_examples=IN_MEMORY, suppress_health_check=list(HealthCheck))
@given(st.lists(steps, min_size=4, max_size=16))
def test_no_history_loses_a_word_or_touches_a_byte_that_need_not_change(history: list[Step]) -> None:
    world = World()
    import_record("a.bib", _first)(world)
    for step in history:
        step(world)
        check(world)


# Real files.

TITLES = [f"A Title of Some Length, Part {word}" for word in ("One", "Two", "Three", "Four")]


@dataclass
class Desk:
    """A project on disk, with what a person wrote on its pages, and which of them are deleted."""

    project: Path
    chance: random.Random
    words: dict[str, set[str]] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)

    @property
    def pages(self) -> list[Path]:
        return sorted((self.project / store.FOLDER).glob("*.md"))


@pytest.mark.parametrize("seed", range(ON_DISK))
def test_no_history_of_a_real_project_loses_a_word(tmp_path: Path, seed: int) -> None:
    desk = Desk(tmp_path / "project", random.Random(seed))
    doing = {import_a_file: 4, write_on_a_page: 4, take_the_last_import_back: 2, delete_a_page: 1}
    import_a_file(desk)
    for _ in range(desk.chance.randint(3, 6)):
        desk.chance.choices(list(doing), list(doing.values()))[0](desk)
        build.build(desk.project)
        for name, mine in desk.words.items():
            text = (desk.project / store.FOLDER / name).read_text("utf-8")
            assert [word for word in sorted(mine) if word not in text] == []
        assert not desk.deleted & {path.name for path in desk.pages}
    before = tree(desk.project / "content"), tree(desk.project / "site")
    build.build(desk.project)
    assert (tree(desk.project / "content"), tree(desk.project / "site")) == before


def import_a_file(desk: Desk) -> None:
    """Import an export of two or three papers, and the same again, which changes no byte."""
    chance, exported = desk.chance, desk.project.parent / f"{desk.chance.choice('ab')}.txt"
    titles = [chance.choice([title, title.upper()]) for title in chance.sample(TITLES, chance.randint(2, 3))]
    exported.write_text(
        listing(*((title, LONG + chance.choice(["", "More.", "https://x.org/a."])) for title in titles)), "utf-8"
    )
    build.build(desk.project, [exported])
    before = tree(desk.project / "content")
    ingest.run(desk.project, ingest.bring_in(desk.project, [exported]))
    assert tree(desk.project / "content") == before


def write_on_a_page(desk: Desk) -> None:
    if not desk.pages:
        return
    page = desk.chance.choice(desk.pages)
    text, word = page.read_text("utf-8"), f"mine{desk.chance.randrange(10**9)}"
    edited = desk.chance.choice(
        [
            f"{text}{word}\n",
            text.replace("abstract: |-", f"# {word}\nabstract: |-"),
            text.replace("\nsources:", f"\nown{word}: {word}\nsources:"),
            text if "\ntags:" in text else text.replace("\nsources:", f"\ntags: [{word}]\nsources:"),
            text.replace("We study", f"{word} study", 1),
        ]
    )
    page.write_bytes(edited.encode("utf-8"))
    if word in edited:
        desk.words.setdefault(page.name, set()).add(word)


def take_the_last_import_back(desk: Desk) -> None:
    if journal.read(desk.project) is None:
        return
    undo.undo(desk.project)
    assert journal.read(desk.project) is None
    assert sources.pending(desk.project) == []


def delete_a_page(desk: Desk) -> None:
    if desk.pages:
        page = desk.chance.choice(desk.pages)
        page.unlink()
        desk.words.pop(page.name, None)
        desk.deleted.add(page.name)
