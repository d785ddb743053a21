"""What two pages become as one: the first keeps its word, the second fills what it lacks, and nothing is forgotten."""

from dataclasses import dataclass, field, replace
from typing import Any

from generator.content import frontmatter, merge, schema, versions
from generator.content.bases import Base, Chosen, Part, list_hash
from generator.content.store import StoredPaper
from generator.identifiers import paper_id
from generator.ingest import parts
from generator.report import Problem, quoted

_APART = ("id", "aliases")
_OWN = ("related", "unrelated")
"""Lists of other papers."""


@dataclass(slots=True)
class Joined:
    """The page that stays, as it will be.

    changes: fields that change; left: what the other page said and this one does not; told: fields that differ
    """

    changes: dict[str, Any] = field(default_factory=dict)
    left: dict[str, Any] = field(default_factory=dict)
    told: list[Problem] = field(default_factory=list)
    base: Base = field(default_factory=lambda: Base("", ""))
    text: str = ""


def join(keep: StoredPaper, gone: StoredPaper, mine: Base | None, theirs: Base | None) -> Joined:
    """Return what the first page becomes when the second goes into it. What a person wrote on either is kept."""
    id = keep.paper.id or _own_id(keep)
    mine = mine or Base(id, keep.paper.slug)
    theirs = theirs or Base(gone.paper.id or _own_id(gone), gone.paper.slug)
    joined = Joined({"id": id} if not keep.paper.id else {})
    for name, given in gone.page.fields.items():
        if name not in _APART:
            _take(joined, name, _plain(name, given.value), keep, gone)
    mine = _with_keywords(joined, keep, gone, mine, theirs)
    _name(joined, keep, gone)
    rests = {name: _rest(joined, name, given.value, keep) for name, given in gone.page.fields.items()}
    joined.left = {name: value for name, value in rests.items() if value}
    joined.base = _united(joined, mine, theirs, gone)
    joined.text = _with_notes(frontmatter.edit(keep.page, joined.changes), keep.page.body, gone.page.body)
    return joined


def _own_id(stored: StoredPaper) -> str:
    """Return the id that a page made by hand would be given."""
    return paper_id(f"{stored.paper.title} {stored.paper.slug}")


def _plain(name: str, value: Any) -> Any:
    """Return a field's value with lists as lists, also where a person wrote one text."""
    return schema.as_list(value) if name in schema.LISTS and isinstance(value, str) else value


def _take(joined: Joined, name: str, value: Any, keep: StoredPaper, gone: StoredPaper) -> None:
    """Settle one field that the page that goes has."""
    have = _plain(name, keep.page.value(name))
    if name in schema.SWITCHES:
        # What was not to be published is not published by being united with what is.
        if getattr(gone.paper, name) and not getattr(keep.paper, name):
            joined.changes[name] = "true"
            what, hint = f"is {name} now, as {gone.paper.path} was", f"Take the line {name} out if it shall not be."
            joined.told.append(Problem(keep.paper.path, 1, what, hint))
    elif not value or value == have:
        return
    elif name == "locked" and have:
        _lock(joined, keep, gone)
    elif not have:
        joined.changes[name] = value
    elif isinstance(value, list) and isinstance(have, list) and name != "authors":
        if (grown := [*have, *(item for item in value if item not in have)]) != have:
            joined.changes[name] = sorted(grown) if name == "sources" else grown
    else:
        _differ(joined, name, value, have, keep, gone)


def _lock(joined: Joined, keep: StoredPaper, gone: StoredPaper) -> None:
    names = tuple(dict.fromkeys([*keep.paper.locked, *gone.paper.locked]))
    if names != keep.paper.locked:
        joined.changes["locked"] = "true" if "*" in names else list(names)


def _differ(joined: Joined, name: str, value: Any, have: Any, keep: StoredPaper, gone: StoredPaper) -> None:
    """Keep the first page's value and tell of the other; an address of another version is kept as one."""
    stays, goes = have, value
    if name == "doi" and not versions.leads(keep.paper.doi, gone.paper.doi):
        stays, goes = value, have
        joined.changes["doi"] = value
    known = [*joined.changes.get("versions", _plain("versions", keep.page.value("versions")) or [])]
    hint = f"To take the other, write: {frontmatter.dump(name, value).strip()}"
    if address := versions.address(name, str(goes)):
        hint = f"Versions keeps {address}."
        if address not in known:
            joined.changes["versions"] = [*known, address]
    place, verb = f"{gone.paper.path}:{gone.page.fields[name].first}", "stays" if stays == have else "goes to versions"
    what = f'{name} differs: "{quoted(have)}" {verb}; "{quoted(value)}" in {place}'
    joined.told.append(Problem(keep.paper.path, keep.page.fields[name].first, what, hint))


def _with_keywords(joined: Joined, keep: StoredPaper, gone: StoredPaper, mine: Base, theirs: Base) -> Base:
    """Unite the lists of keywords, and return the base with what the program knows of the list.

    Of a list that the program chose, and no person touched, only the source's own keywords are taken over.
    """
    have, other = keep.paper.keywords, gone.paper.keywords
    chosen = theirs.keywords if theirs.keywords and theirs.keywords.written == list_hash(other) else None
    known = {label.casefold() for label in have}
    taken = chosen.given if chosen and have else other
    grown = (*have, *(label for label in taken if label.casefold() not in known))
    joined.changes.pop("keywords", None)
    if grown != have:
        joined.changes["keywords"] = list(grown)
    untouched = not have or (mine.keywords is not None and mine.keywords.written == list_hash(have))
    if chosen and untouched:
        given = dict.fromkeys([*(mine.keywords.given if mine.keywords else ()), *chosen.given])
        return replace(mine, keywords=Chosen.of(given, grown))
    return mine


def _name(joined: Joined, keep: StoredPaper, gone: StoredPaper) -> None:
    """Have the earlier addresses lead to the page that stays, and let no page name itself as related."""
    own = keep.paper.slug
    names = dict.fromkeys([*keep.paper.aliases, gone.paper.slug, *gone.paper.aliases])
    joined.changes["aliases"] = [name for name in names if name != own]
    for name in _OWN:
        listed = joined.changes.get(name, _plain(name, keep.page.value(name)) or [])
        others = [slug for slug in listed if slug != own and slug not in names]
        if others != listed:
            joined.changes[name] = others or None
            if not others and name not in keep.page.fields:
                del joined.changes[name]


def _rest(joined: Joined, name: str, value: Any, keep: StoredPaper) -> Any:
    """Return what is left of a field of the page that goes: what the page that stays will not say."""
    becomes = _plain(name, joined.changes.get(name, keep.page.value(name)))
    given = _plain(name, value)
    if name in _APART or given == becomes:
        return None
    if isinstance(given, list) and isinstance(becomes, list) and name != "authors":
        return [item for item in given if item not in becomes]
    return given


def _united(joined: Joined, mine: Base, theirs: Base, gone: StoredPaper) -> Base:
    """Return the base of the page that stays, with that of the other as a part of it."""
    own, *earlier = parts.taken_apart(theirs)
    left = joined.left if own.base.fields.get("title") else {"title": gone.paper.title, **joined.left}
    # A question about a value that was taken over is asked of the page that stays.
    open = {name: each for name, each in own.base.conflicts.items() if name in joined.changes and name in merge.SCALARS}
    part = Part(replace(own.base, conflicts={}), left)
    return replace(mine, parts=(*mine.parts, part, *earlier), conflicts={**open, **mine.conflicts})


def _with_notes(text: str, mine: str, theirs: str) -> str:
    """Return a page's text with another's notes behind its own, as they are."""
    notes = theirs.strip("\r\n")
    if not notes.strip():
        return text
    newline = "\r\n" if "\r\n" in text[:2000] else "\n"
    end = "" if text.endswith("\n") else newline
    gap = newline if mine.strip() and not text.endswith(newline * 2) else ""
    return f"{text}{end}{gap}{notes}{newline}"
