"""An import at work: the project's pages in memory while records are merged into them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator import importers
from generator.content import frontmatter, identity, merge, records, schema, state, store
from generator.content.bases import Base, read_bases
from generator.errors import SitegenError
from generator.identifiers import paper_id, resource_urls
from generator.ingest import accounts, apart, conflicts, parts, sources
from generator.ingest.ledger import Kind, Outcome, SourceLedger
from generator.ingest.sources import Source
from generator.papers import Account, Paper, Record, Rejected
from generator.report import Problem, Report
from generator.text import counted

_LONGEST, _MOST = 1_000_000, 20_000
"""Characters of a field, or of all entries of a list: what is longer costs seconds and hundreds of megabytes to choose
keywords from. Entries of a list."""


@dataclass(slots=True)
class Page:
    """A page of the project while records are merged into it."""

    where: str
    slug: str
    fields: dict[str, Any]
    text: str = ""
    """as it stands on disk; "" for a new page"""
    parsed: frontmatter.Page | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    locked: tuple[str, ...] = ()
    by_hand: bool = False
    """made by a person, and not seen by any build yet"""

    def news(self) -> dict[str, Any]:
        """Return the fields that really change: what was changed and changed back is no news."""
        stands = {name: value.value for name, value in self.parsed.fields.items()} if self.parsed else {}
        return {name: value for name, value in self.changes.items() if value != _plain(name, stands.get(name))}

    def as_it_will_be(self) -> Paper:
        """Return the paper to choose keywords for: new, or a stub that has just got its metadata, or as it stands."""
        if not self.text or "needs" in self.changes:
            return store.unwritten(self.fields, self.where)
        return store.parse(self.text, self.where, Report()).paper


def _plain(name: str, value: Any) -> Any:
    """Return a field's value with lists as lists, also where a person wrote one text."""
    return schema.as_list(value) if name in schema.LISTS and value is not None else value


@dataclass(slots=True)
class Work:
    """The project in memory: pages by id, what sources said of them, and who is who."""

    project: Path
    pages: dict[str, Page]
    bases: dict[str, Base]
    index: identity.Index
    old: frozenset[str]
    """ids that were there before this import"""
    names: set[str]
    """names of all files among the papers"""
    accounts: dict[str, Account]
    """what became of each source's records"""
    imported: frozenset[str]
    """ids of papers that a source had said something of before this import"""
    problems: list[Problem] = field(default_factory=list)
    newborn: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    rejected: list[Rejected] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    """names of the sources that gave records"""
    heard: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    """by paper and part of it, the records of the source that is read now"""
    waiting: list[tuple[int, Record, dict[str, Any]]] = field(default_factory=list)
    """records of the source that are no known paper, each with its place among the outcomes"""
    doubts: list[apart.Doubt] = field(default_factory=list)
    """new papers that are nearly another"""

    @classmethod
    def open(cls, project: Path, report: Report) -> "Work":
        """Return the project as it stands; what cannot be read is told to the report."""
        index = identity.Index()
        pages = {}
        for each in store.read(project, report):
            paper = each.paper
            fields = {name: _plain(name, field.value) for name, field in each.page.fields.items()}
            id = paper.id or paper_id(f"{paper.title} {paper.slug}")
            pages[id] = Page(
                paper.path, paper.slug, {**fields, "id": id}, each.page.text, each.page, {}, paper.locked, not paper.id
            )
            index.add(id, fields, page=True)
        lost = Report()
        bases = read_bases(project, lost)
        for id, base in bases.items():
            parts.make_known(index, id, base)
        apart.keep_apart(index, project, {id: (page.slug, page.fields) for id, page in pages.items()})
        names = {*store.taken_names(project), *(page.slug for page in pages.values())}
        accounts = {account.file: account for account in records.read_ledger(project)}
        imported = frozenset(id for id, base in bases.items() if base.said)
        old = frozenset(pages) | frozenset(bases)
        return cls(project, pages, bases, index, old, names, accounts, imported, lost.sorted())

    def take(self, source: Source, format: str) -> SourceLedger:
        """Merge a source's records into the pages and say what became of each."""
        ledger = SourceLedger(source.name)
        where = f"{sources.FOLDER}/{source.name}"
        try:
            if source.unread:
                raise source.unread
            decoded = importers.decode(source.content, where)
            importer = importers.choose(decoded.text, where, format)
        except SitegenError as error:
            ledger.problems.append(Problem(error.where or where, error.line, error.message, error.hint))
            return _not_copied(ledger, source)
        ledger.format = importer.name
        ledger.problems.extend(decoded.problems)
        for finding in importer.read(decoded.text, source.name):
            if isinstance(finding, Problem):
                ledger.problems.append(Problem(where, finding.line, finding.message, finding.hint))
            elif isinstance(finding, Rejected):
                self._reject(finding, ledger, where)
            elif refused := _too_long(finding):
                self._reject(refused, ledger, where)
            else:
                self._take_record(finding, ledger)
        self._take_waiting(ledger, where)
        for (id, part), heard in self.heard.items():
            self.bases[id] = parts.listed(self.bases[id], part, source.name, heard)
        self.heard.clear()
        if ledger.outcomes:
            self._tell_missing(ledger, where)
            self.accounts[source.name] = accounts.account(ledger, self.accounts, self.imported)
            self.read.append(source.name)
            return ledger
        if ledger.problems == list(decoded.problems):
            lines = counted(sum(1 for line in decoded.text.split("\n") if line.strip()), "line")
            said = f"no papers found by the reader of {importer.title} (0 records, {lines} ignored)"
            ledger.problems.append(Problem(where, 0, said, "Check that the file is whole, and what is in it."))
        return _not_copied(ledger, source)

    def _tell_missing(self, ledger: SourceLedger, where: str) -> None:
        """Say which papers a newer export has no longer: a title that was spelt anew is one of them."""
        entries = accounts.missing(ledger, self.accounts.get(ledger.file))
        slugs = [self.pages[entry.paper].slug for entry in entries if entry.paper in self.pages]
        if slugs:
            are = f"that it gave before {'is' if len(slugs) == 1 else 'are'} not in it any more"
            shown = ", ".join(slugs[:5]) + (f" and {len(slugs) - 5:,} more" if len(slugs) > 5 else "")
            hint = "The pages stay. If one was only given another title: sitegen merge SLUG NEW-SLUG."
            ledger.problems.append(Problem(where, 0, f"{counted(len(slugs), 'paper')} {are}: {shown}", hint))

    def _reject(self, record: Rejected, ledger: SourceLedger, where: str) -> None:
        self.rejected.append(record)
        ledger.outcomes.append(Outcome(record.line, "", "rejected", reason=record.reason))
        ledger.problems.append(
            Problem(
                where,
                record.line,
                f"rejected: {record.reason}",
                f"Its text is kept in {state.FOLDER}/rejected/; mend the source and import again.",
            )
        )

    def _take_record(self, record: Record, ledger: SourceLedger) -> None:
        """Merge a record into the paper that it is; one that is no known paper waits until all others are read."""
        incoming = _incoming(record)
        match = self.index.find(incoming, record.source)
        if match.id:
            ledger.outcomes.append(self._merge(record, incoming, match, ledger))
        else:
            self.waiting.append((len(ledger.outcomes) + len(self.waiting), record, incoming))

    def _take_waiting(self, ledger: SourceLedger, where: str) -> None:
        """Merge what waits into papers that the source gives no longer, if it corrects them; the rest is new."""
        lost = self.index.lost(ledger.file, self.heard) if self.waiting and ledger.file in self.accounts else None
        for place, record, incoming in self.waiting:
            match = self.index.find(incoming, record.source)
            if not match.id and lost:
                corrected = lost.find(incoming, self.heard)
                match = corrected if corrected.id else match
            if match.id:
                outcome = self._merge(record, incoming, match, ledger)
            else:
                outcome = self._born(record, incoming, match, ledger, where)
            ledger.outcomes.insert(place, outcome)
        self.waiting.clear()

    def _merge(self, record: Record, incoming: dict[str, Any], match: identity.Match, ledger: SourceLedger) -> Outcome:
        if match.id not in self.pages:
            return Outcome(record.line, record.title, "known", reason=accounts.DELETED, id=match.id)
        page, base = self.pages[match.id], self.bases.get(match.id)
        heard = self.heard.setdefault((match.id, match.part), [])
        heard.append(incoming)
        incoming = parts.with_lists_of(heard, incoming)
        merged = parts.merge(page.fields | {"id": match.id}, base, match.part, incoming, record.source, page.locked)
        if page.by_hand:
            page.changes["id"] = match.id
        page.changes |= merged.changes
        page.fields |= merged.changes
        if "needs" in merged.changes and not page.fields.get("keywords"):
            page.fields["keywords"] = incoming.get("keywords", [])
            self.newborn.append(match.id)
        self._keep(match.id, merged.base, incoming, match.part)
        ledger.problems.extend(conflicts.told(page.where, page.parsed, each) for each in merged.conflicts)
        kind: Kind = "known" if match.id in self.old else "duplicate"
        return Outcome(record.line, record.title, kind, page.slug, match.reason, match.id)

    def _born(
        self, record: Record, incoming: dict[str, Any], match: identity.Match, ledger: SourceLedger, where: str
    ) -> Outcome:
        id = self._new_id(record.title, incoming)
        slug = store.new_slug(record.title, id, self.names)
        self.names.add(slug)
        page = Page(f"{store.FOLDER}/{slug}.md", slug, {"id": id, **incoming, "sources": [record.source]})
        self.pages[id] = page
        if not incoming.get("needs"):
            self.newborn.append(id)  # A stub has no text to choose keywords from.
        self._keep(id, merge.merge(page.fields, Base(id, slug), incoming, record.source).base, incoming)
        self.heard[id, ""] = [incoming]
        if match.near in self.pages:
            self.doubts.append(apart.Doubt(match.near, id, match.reason))
            ledger.problems.append(
                Problem(
                    where,
                    record.line,
                    f"kept as a paper of its own ({match.reason})",
                    f"If they are one: sitegen merge {self.pages[match.near].slug} {slug}",
                )
            )
        return Outcome(record.line, record.title, "new", slug, id=id)

    def _keep(self, id: str, base: Base, incoming: Mapping[str, Any], part: str = "") -> None:
        self.bases[id] = replace(base, id=id, slug=self.pages[id].slug)
        self.touched.add(id)
        self.index.add(id, incoming, part=part)

    def _new_id(self, title: str, incoming: Mapping[str, Any]) -> str:
        identifier = next(
            (str(incoming[name]) for name in ("doi", "arxiv", "pmid", "openalex") if incoming.get(name)), ""
        )
        id, number = paper_id(title, identifier), 1
        while id in self.pages or id in self.bases:
            number += 1
            id = paper_id(title, f"{identifier or title} {number}")
        return id

    def changed(self) -> set[str]:
        """Return the ids of papers that are new, or whose fields change by more than the names of their sources."""
        return {id for id, page in self.pages.items() if not page.text or set(page.news()) - {"sources", "id"}}


def _not_copied(ledger: SourceLedger, source: Source) -> SourceLedger:
    """Return the account of a file without a record: what is said of it names the file that the person has."""
    if source.given:
        ledger.problems = [replace(problem, path=source.path) for problem in ledger.problems]
    return ledger


def _too_long(record: Record) -> Rejected | None:
    """Return why a record is none: a text, or a list, that no paper has, such as a whole file taken for an abstract."""
    for name, value in record.fields.items():
        entries = value if isinstance(value, list) else [value]
        size = sum(len(entry) for entry in entries if isinstance(entry, str))
        for number, of, most in ((size, "characters", _LONGEST), (len(entries), "entries", _MOST)):
            if number > most:
                kept = f"{record.title}\n\n{'; '.join(map(str, entries))}"
                return Rejected(record.source, record.line, f"its {name} has {number:,} {of}, more than {most:,}", kept)
    return None


def _incoming(record: Record) -> dict[str, Any]:
    """Return a record's fields as the front matter has them: text and lists of text, empty ones left out."""
    fields = {key: value for key, value in record.fields.items() if value}
    resources = list(dict.fromkeys([*fields.get("resources", []), *resource_urls(str(fields.get("abstract", "")))]))  # type: ignore[misc]
    return {**fields, "resources": resources} if resources else fields
