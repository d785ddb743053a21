"""Two pages for one paper: `sitegen merge`, and the verdicts "same" of content/duplicates.toml."""

from dataclasses import dataclass, replace
from pathlib import Path

from generator.content import duplicates, records, state, store
from generator.content.bases import Base, base_file, read_bases
from generator.content.duplicates import Pair
from generator.content.store import StoredPaper
from generator.errors import SitegenError
from generator.ingest import joined
from generator.ingest.called import called, earlier_slugs
from generator.ingest.journal import Draft
from generator.papers import Account, Entry, Slug
from generator.report import Problem, Report

BY_HAND = "united by a person"


@dataclass(frozen=True, slots=True)
class United:
    """A page that stays and the one that went into it, with the fields in which they differed."""

    keep: Slug
    gone: Slug
    path: str
    told: tuple[Problem, ...] = ()


def unite(project: Path, keep: str, gone: str) -> tuple[United, Draft]:
    """Return what uniting two pages (slugs or files) does, and the draft that does it. Writes nothing.

    Raises SitegenError when one of them is not there, or both are one.
    """
    desk = _Desk.open(project)
    first, second = desk.named(keep), desk.named(gone)
    if first.paper.slug == second.paper.slug:
        raise SitegenError(
            f'"{keep}" and "{gone}" are one page: {first.paper.path}', hint="Name the page to keep, then another."
        )
    return desk.unite(first, second), desk.draft


def carry_out(project: Path) -> list[United]:
    """Unite the papers that content/duplicates.toml calls the same and that are still two, as one operation."""
    if not (pairs := duplicates.unsettled(project)):
        return []
    desk = _Desk.open(project)
    done = [desk.unite(*both) for pair in pairs if (both := desk.two(pair))]
    if done:
        told = desk.draft.commit("merge of " + ", ".join(f"{each.gone} into {each.keep}" for each in done))
        done[-1] = replace(done[-1], told=(*done[-1].told, *told))
    return done


def waiting(project: Path) -> list[Pair]:
    """Return the pairs that are called the same and are still two."""
    pairs = duplicates.unsettled(project)
    desk = _Desk.open(project) if pairs else None
    return [pair for pair in pairs if desk and desk.two(pair)]


@dataclass(slots=True)
class _Desk:
    """The pages of a project by slug, and a draft in which they are united one pair after the other."""

    draft: Draft
    pages: dict[str, StoredPaper]
    bases: dict[str, Base]
    earlier: dict[str, str]
    accounts: list[Account]

    @classmethod
    def open(cls, project: Path) -> "_Desk":
        pages: dict[str, StoredPaper] = {each.paper.slug: each for each in store.read(project, Report())}
        earlier = earlier_slugs(pages.values())
        bases, accounts = read_bases(project, Report()), list(records.read_ledger(project))
        return cls(Draft(project), pages, bases, earlier, accounts)

    def named(self, name: str) -> StoredPaper:
        """Return the page that a person means by a name."""
        return called(self.draft.project, self.pages, self.earlier, name)

    def two(self, pair: Pair) -> tuple[StoredPaper, StoredPaper] | None:
        """Return the two pages of a pair, None where there are not two."""
        slugs = [slug if slug in self.pages else self.earlier.get(slug, "") for slug in (pair.one, pair.other)]
        if slugs[0] == slugs[1] or not all(slug in self.pages for slug in slugs):
            return None
        return self.pages[slugs[0]], self.pages[slugs[1]]

    def unite(self, keep: StoredPaper, gone: StoredPaper) -> United:
        """Plan to unite two pages."""
        try:
            made = joined.join(keep, gone, self.bases.get(keep.paper.id), self.bases.get(gone.paper.id))
        except SitegenError as error:
            raise SitegenError(error.message, where=keep.paper.path, line=error.line, hint=error.hint) from error
        self.draft.put(keep.paper.path, made.text)
        self.draft.put(*base_file(made.base))
        if gone.paper.id in self.bases:
            self.draft.drop(f"{state.FOLDER}/base/{gone.paper.id}.json")
        self.draft.drop(gone.paper.path)
        self._put_accounts(made.base.id, gone.paper.id)
        self._note(keep, gone, made)
        return United(keep.paper.slug, gone.paper.slug, keep.paper.path, tuple(made.told))

    def _note(self, keep: StoredPaper, gone: StoredPaper, made: joined.Joined) -> None:
        """Know the pages as they are now, for the next pair."""
        slug = keep.paper.slug
        self.pages[slug] = store.parse(made.text, keep.paper.path, Report())
        del self.pages[gone.paper.slug]
        self.earlier |= dict.fromkeys(self.pages[slug].paper.aliases, slug)
        self.bases.pop(gone.paper.id, None)
        self.bases[made.base.id] = made.base

    def _put_accounts(self, keep: str, gone: str) -> None:
        """Have the account of every source say which page its records are of now."""
        if not gone:
            return
        first = not any(entry.paper == keep for account in self.accounts for entry in account.entries)
        for place, account in enumerate(self.accounts):
            entries = tuple(_moved(entry, keep, first) if entry.paper == gone else entry for entry in account.entries)
            if entries != account.entries:
                self.accounts[place] = replace(account, entries=entries)
                self.draft.put(*records.account_file(self.accounts[place]))


def _moved(entry: Entry, paper: str, first: bool) -> Entry:
    if entry.kind != "new":
        return replace(entry, paper=paper)
    return replace(entry, paper=paper, kind="known" if first else "duplicate", reason=BY_HAND)
