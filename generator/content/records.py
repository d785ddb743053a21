"""content/.sitegen/ledger and rejected/: what became of every record of every source, kept for whoever asks later."""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import count
from pathlib import Path

from generator.content import state
from generator.papers import Account, Entry, Rejected
from generator.text import slugify

_REJECTED = f"{state.FOLDER}/rejected"


def read_ledger(project: Path) -> tuple[Account, ...]:
    """Return the account of every source, by its name."""
    accounts = []
    for path in sorted((project / state.FOLDER / "ledger").glob("*.json")):
        table = state.read_table(project, name := f"ledger/{path.name}")
        with state.shape(name):
            entries = tuple(Entry(int(line), *map(str, rest)) for line, *rest in table["entries"])
            accounts.append(Account(str(table["source"]), str(table["importer"]), entries))
    return tuple(sorted(accounts, key=lambda account: account.file))


def account_file(account: Account) -> tuple[str, str]:
    """Return the file of a source's account, and its text: a record a line."""
    entries = [(each.line, each.title, each.kind, each.paper, each.reason) for each in account.entries]
    table = {"source": account.file, "importer": account.format, "entries": entries}
    return state.table_file(f"ledger/{_file_name(account.file)}.json", table)


def rejected_texts(records: Iterable[Rejected]) -> dict[str, str]:
    """Return the files that keep refused records' own text, each below its reason; those of one line are numbered."""
    kept: dict[str, str] = {}
    for record in records:
        stem = f"{_REJECTED}/{_file_name(record.source)}.{record.line}"
        where = next(name for name in _numbered(stem) if name not in kept)
        kept[where] = f"{record.source}:{record.line}: {record.reason}\n\n{record.text}\n"
    return kept


def _numbered(stem: str) -> Iterator[str]:
    yield f"{stem}.txt"
    yield from (f"{stem}-{number}.txt" for number in count(2))


def rejected_files(project: Path, source: str = "") -> list[str]:
    """Return the files of the refused records that are kept, of one source or of all."""
    name = re.escape(_file_name(source)) if source else ".*"
    found = (project / _REJECTED).glob("*.txt")
    return sorted(
        f"{_REJECTED}/{path.name}" for path in found if re.fullmatch(rf"{name}\.\d+(?:-\d+)?\.txt", path.name)
    )


def _file_name(source: str) -> str:
    """Return a source's name, or one like it where not every disk takes that as the first part of a file's name."""
    if re.fullmatch(r"\w[\w .,()+-]{0,199}", source, re.ASCII):
        return source
    return f"{slugify(source)}-{blake2b(source.encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"
