"""What every emitter hands to the build: a file of the site that can say whether it changed before it is made.

An output carries a key over everything its bytes depend on, so that the build may leave a file of the last
build alone without rendering it again. Emitters yield outputs; only the build writes.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from generator.papers import OutputPath

__all__ = ["Output", "digest"]


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: where it goes, what it depends on, and how to make its bytes."""

    path: OutputPath
    key: str
    render: Callable[[], bytes]


def digest(*parts: object) -> str:
    """Return a hash of values whose `repr` says all there is to them, such as frozen dataclasses of plain values."""
    made = hashlib.sha256()
    for part in parts:
        # What is text or bytes already is not written out once more.
        said = part if isinstance(part, bytes | str) else repr(part)
        written = said if isinstance(said, bytes) else said.encode("utf-8", "surrogatepass")
        made.update(b"%d%s" % (len(written), b"=" if said is part else b" "))
        made.update(written)
    return made.hexdigest()
