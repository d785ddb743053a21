"""What became of each record, as it is remembered: which one made a page, and which are copies.

An import prints what is news to it; read again, all records are known. The account of a source is kept longer, and
says how its papers came: a record is "new" if it made its page, or was the first to give a paper when no account was
kept yet; "duplicate" if an earlier record, of this source or another, gave the paper; "known" if a person had made the
page before any source gave it. A record keeps its kind, and the reason, as long as its source gives the paper.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping

from generator.ingest.ledger import Outcome, SourceLedger
from generator.papers import Account, Entry

DELETED = "its page was deleted by hand"


def account(source: SourceLedger, accounts: Mapping[str, Account], imported: Collection[str]) -> Account:
    """Return a source's account after it was read, with the accounts of all sources as they stand.

    imported: ids of the papers that some source had given before this import
    """
    earlier = _by_paper(accounts[source.file].entries if source.file in accounts else ())
    given = {entry.paper for name, each in accounts.items() if name != source.file for entry in each.entries}
    entries = []
    for outcome in source.outcomes:
        entries.append(_entry(outcome, earlier[outcome.id], given, imported))
        given.add(outcome.id)
    return Account(source.file, source.format, tuple(entries))


def missing(source: SourceLedger, before: Account | None) -> list[Entry]:
    """Return the first record of each paper that a source gave when it was read before, and does not give now."""
    seen = {"", *(outcome.id for outcome in source.outcomes)}
    gone: dict[str, Entry] = {}
    for entry in before.entries if before else ():
        if entry.paper not in seen and entry.reason != DELETED:
            gone.setdefault(entry.paper, entry)
    return list(gone.values())


def _by_paper(entries: Iterable[Entry]) -> defaultdict[str, deque[Entry]]:
    found: defaultdict[str, deque[Entry]] = defaultdict(deque)
    for entry in entries:
        if entry.paper and entry.reason != DELETED:
            found[entry.paper].append(entry)
    return found


def _entry(outcome: Outcome, earlier: deque[Entry], given: Collection[str], imported: Collection[str]) -> Entry:
    kind, reason = outcome.kind, outcome.reason
    if kind == "known" and reason != DELETED:
        if earlier:
            return _kept(outcome, earlier.popleft())
        if outcome.id in given:
            kind = "duplicate"
        elif outcome.id in imported:
            kind, reason = "new", ""
    return Entry(outcome.line, outcome.title, kind, outcome.id, reason)


def _kept(outcome: Outcome, entry: Entry) -> Entry:
    reason = entry.reason if entry.title == outcome.title or entry.kind == "new" else outcome.reason
    return Entry(outcome.line, outcome.title, entry.kind, outcome.id, reason)
