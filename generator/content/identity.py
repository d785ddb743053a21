"""Which records are one paper: a ladder of evidence, first hit wins, and every hit has its reason.

The rules and their measured errors are in docs/decisions/0003-identity.md.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from generator import identifiers
from generator.content import evidence
from generator.content.evidence import Comparison, Fields

_EXACT = ("arxiv", "pmid", "openalex")
TELLING = ("title", "authors", "year", "date", "venue", "abstract", "doi", *_EXACT)
"""Fields that tell one record from another."""
Key = tuple[str, str]
Part = tuple[str, str]
"""A paper (its id), and which of the pages that were united into it; "" for its own."""


@dataclass(frozen=True, slots=True)
class Match:
    """The paper (its id) that a record is, and why; or, with no id, why the nearest one is not.

    part: of a page that two were united into, the id of the one that the record belonged to; "" for its own
    near: the id of the paper that it nearly is; "" where there is none
    """

    id: str
    reason: str
    part: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class _View:
    """One way in which a paper is known: as its page has it, or as a source had it."""

    id: str
    fields: Fields
    source: str = ""
    """the source that said just this at an earlier import"""
    part: str = ""


@dataclass(slots=True)
class _Cluster:
    """All that is known of one paper. What sources said counts, and where a person said otherwise, that as well."""

    said: list[_View] = field(default_factory=list)
    page: _View | None = None
    dois: set[str] = field(default_factory=set)

    def views(self) -> list[_View]:
        return [*self.said, *([self.page] if self.page else [])]

    def agrees(self, name: str, fields: Fields, part: str, alike: Comparison) -> bool:
        """Return whether fields agree with all that sources said of one thing, or with a person's word on it.

        Of a page that a person united from two, the sources of either part are heard alone.
        """
        said = [view.fields for view in self.said if view.part == part]
        page = self.page.fields if self.page and not part else {}
        edited = not said or (page.get(name) and all(one.get(name) != page[name] for one in said))
        return bool(edited and alike(fields, page)) or (bool(said) and all(alike(fields, one) for one in said))


@dataclass(slots=True)
class Index:
    """The papers known so far, found by identifier and by title.

    A paper may be added under several views of it. One view must agree, and no view may contradict: a record without a
    DOI, year or authors does not bridge two papers that differ there.
    """

    _by_key: dict[Key, list[_View]] = field(default_factory=lambda: defaultdict(list))
    _clusters: dict[str, _Cluster] = field(default_factory=lambda: defaultdict(_Cluster))
    _different: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _taken: set[Part] = field(default_factory=set)

    def add(self, id: str, fields: Fields, *, source: str = "", part: str = "", page: bool = False) -> None:
        """Make a paper findable by these front matter fields.

        source: what this source said at an earlier import; page: as its page has it now, where a person may have edited
        """
        view = _View(id, fields, source, part)
        cluster = self._clusters[id]
        if any(known.fields == fields and source in ("", known.source) for known in cluster.said) and not page:
            return
        if page:
            cluster.page = view
        else:
            cluster.said.append(view)
        for key in _keys(fields):
            self._by_key[key].append(view)
            if key[0] == "doi":
                cluster.dois.add(key[1])

    def keep_apart(self, one: str, other: str) -> None:
        """Note that a person called two papers (ids) different."""
        self._different[one].add(other)
        self._different[other].add(one)

    def find(self, fields: Fields, source: str = "") -> Match:
        """Return the paper that these fields, as this source gives them, belong to."""
        found = [(key, view) for key in _keys(fields) for view in self._by_key.get(key, ())]
        again = self._said_before([view for _, view in found], fields, source)
        doubts: list[tuple[str, _View]] = []
        for key, view in found if again is None else ((key, view) for key, view in found if view is again):
            reason, doubt = self._verdict(key, fields, view)
            if reason:
                theirs = self._called_different(fields, view)
                return Match(theirs or view.id, reason, again.part if again else self._part(theirs or view.id, fields))
            if doubt:
                doubts.append((doubt, view))
        return Match(again.id, "said so before", again.part) if again else _nearest(fields, doubts)

    def lost(self, source: str, heard: Container[Part]) -> "Lost":
        """Return what this source gave before of papers (or parts of them) that it has not given now: `heard`."""
        return Lost(
            view
            for cluster in self._clusters.values()
            for view in cluster.said
            if view.source == source and (view.id, view.part) not in heard
        )

    def _said_before(self, views: Iterable[_View], fields: Fields, source: str) -> _View | None:
        """Return the view of a source that says again what it said: of several alike, each is taken in its turn."""
        alike = [view for view in views if view.source and view.source == source and _same(fields, view)]
        view = next((view for view in alike if (view.id, view.part) not in self._taken), alike[0] if alike else None)
        if view:
            self._taken.add((view.id, view.part))
        return view

    def _part(self, id: str, fields: Fields) -> str:
        """Return the part of a united paper whose sources said what is most like this; its own goes first."""
        said = self._clusters[id].said
        if not any(view.part for view in said):
            return ""
        return max(sorted(said, key=lambda view: view.part), key=lambda view: _likeness(fields, view)).part

    def _called_different(self, fields: Fields, view: _View) -> str:
        """Return the paper that has just this title and that a person keeps apart from the one found."""
        title = evidence.key(fields)
        if self._titled(view.id, title):
            return ""
        return next((id for id in sorted(self._different.get(view.id, ())) if self._titled(id, title)), "")

    def _titled(self, id: str, title: str) -> bool:
        return id in self._clusters and any(evidence.key(view.fields) == title for view in self._clusters[id].views())

    def _verdict(self, key: Key, fields: Fields, view: _View) -> tuple[str, str]:
        """Return (why they are one, "") or ("", what speaks against it); ("", "") where nothing is worth a word."""
        name, value = key
        cluster = self._clusters[view.id]
        elsewhere = evidence.other_publisher(str(fields.get("doi", "")), cluster.dois)
        if name in _EXACT:
            return ("", f"same {name}, another DOI") if elsewhere else (f"same {name} {value}", "")
        if evidence.generic(str(fields.get("title", ""))):
            reason = f"same DOI {value}" if name == "doi" else "same title, author, year and venue"
            sure = evidence.vouched(fields, view.fields) and not elsewhere
            return (reason, "") if sure and evidence.key(fields) == evidence.key(view.fields) else ("", "")
        if name == "doi":
            agree = evidence.titles_agree(fields, view.fields)
            return (f"same DOI {value}", "") if agree else ("", "same DOI, different titles")
        if doubt := _contradiction(fields, cluster, view.part, elsewhere):
            return "", doubt
        if evidence.short(str(fields.get("title", ""))) and not (
            evidence.supported(fields, view.fields) or _is_copy(fields, view)
        ):
            return "", "same short title, and nothing else in common"
        return "same title", ""


class Lost:
    """Records that a source gave before and gives no longer, to be found by a record that corrects one of them."""

    def __init__(self, views: Iterable[_View]) -> None:
        self._by_trait: dict[tuple[str, ...], list[_View]] = defaultdict(list)
        for view in views:
            for trait in _traits(view.fields):
                self._by_trait[trait].append(view)

    def find(self, fields: Fields, heard: Container[Part]) -> Match:
        """Return the one paper that these fields correct; `heard`: those that the source turned out to give."""
        views = (view for trait in _traits(fields) for view in self._by_trait.get(trait, ()))
        found = {
            (view.id, view.part): view
            for view in views
            if (view.id, view.part) not in heard and evidence.respelt(fields, view.fields)
        }
        if len(found) != 1:
            return Match("", "")
        [view] = found.values()
        return Match(view.id, f'"{view.fields.get("title", "")}" in an earlier export', view.part)


def _traits(fields: Fields) -> Iterator[tuple[str, ...]]:
    """Yield what two spellings of one record have in common: its authors with the abstract, or with the year."""
    authors = tuple(map(str, fields.get("authors") or ()))
    yield from ((name, str(fields[name]), *authors) for name in ("abstract", "year") if fields.get(name))


def _keys(fields: Fields) -> Iterator[Key]:
    for name in (*_EXACT, "doi"):
        if fields.get(name):
            yield name, str(fields[name])
    yield from _version_keys(fields.get("versions") or ())
    title = evidence.key(fields)
    # A thousand papers are called "Editorial": only those of one year are compared.
    yield "title", f"{title} {fields.get('year', '')}" if evidence.generic(str(fields.get("title", ""))) else title


def _version_keys(versions: Iterable[str]) -> Iterator[Key]:
    for address in versions:
        if doi := identifiers.doi(address):
            yield "doi", doi
        elif "arxiv.org/" in address and (arxiv := identifiers.arxiv(address)):
            yield "arxiv", arxiv
        elif "pubmed." in address and (pmid := identifiers.pmid(address.partition("pubmed.")[2])):
            yield "pmid", pmid


def _same(fields: Fields, view: _View) -> bool:
    """Return whether a record says just what it said before."""
    return all((fields.get(name) or None) == (view.fields.get(name) or None) for name in TELLING)


def _likeness(fields: Fields, view: _View) -> tuple[bool, int]:
    equal = sum(bool(fields.get(name)) and fields[name] == view.fields.get(name) for name in TELLING)
    return evidence.key(fields) == evidence.key(view.fields), equal


def _is_copy(fields: Fields, view: _View) -> bool:
    return _same(fields, view) and any(fields.get(name) for name in TELLING if name != "title")


def _contradiction(fields: Fields, cluster: _Cluster, part: str, other_publisher: bool) -> str:
    """Return what makes two records of one title two papers; "" when nothing does."""
    if not cluster.agrees("year", fields, part, evidence.near_years):
        return "same title, another year"
    if not cluster.agrees("authors", fields, part, evidence.share_author):
        return "same title, other authors"
    if other_publisher:
        return "same title, another DOI"
    if not any(evidence.abstracts_agree(fields, view.fields) for view in _with_abstract(cluster)):
        return "same title, another abstract"
    return ""


def _with_abstract(cluster: _Cluster) -> list[_View]:
    views = cluster.views()
    return [view for view in views if view.fields.get("abstract")] or views


def _nearest(fields: Fields, doubts: list[tuple[str, _View]]) -> Match:
    """Return the most similar of the papers that a record is not."""
    if not doubts:
        return Match("", "")
    doubt, view = max(doubts, key=lambda each: evidence.likeness(fields, each[1].fields)) if doubts[1:] else doubts[0]
    return Match("", f'{doubt}: "{view.fields.get("title", "")}"', near=view.id)
