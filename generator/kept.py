"""What one build made of one thing and the next would make of it again: a text is made anew only of something else."""

from collections.abc import Callable, Mapping, Set
from hashlib import blake2b

_NOTHING: Mapping[str, str] = {}


class Kept:
    """Texts by name, as an earlier build made them.

    new: those that this one made, for the next
    """

    def __init__(self, earlier: Mapping[str, str] = _NOTHING) -> None:
        self._earlier = earlier
        self._asked: set[str] = set()
        self.new: dict[str, str] = {}

    def made(self, name: str, of: str, make: Callable[[], str]) -> str:
        """Return what `make` returns, or returned for an earlier build where the same stood in `of`: a `mark` of all
        that the text depends on."""
        text = self.before(name, of)
        if text is None:
            text = make()
            self.put(name, of, text)
        return text

    def before(self, name: str, of: str) -> str | None:
        """Return what an earlier build made, None where that was of something else."""
        self._asked.add(name)
        before, _, text = self._earlier.get(name, "").partition(" ")
        return text if before == of else None

    def put(self, name: str, of: str, text: str) -> None:
        """Keep a text for the next build."""
        self.new[name] = f"{of} {text}"

    @property
    def gone(self) -> Set[str]:
        """Names that nothing asked for."""
        return self._earlier.keys() - self._asked


def mark(*parts: str) -> str:
    """Return a hash of texts."""
    said = "".join([f"{len(part)} {part}" for part in parts])
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
