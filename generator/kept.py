"""What one build made of one thing and the next would make of it again: a text is made anew only of something else."""

from collections.abc import Mapping, Set

_NOTHING: Mapping[str, str] = {}


class Kept:
    """Texts by name, as an earlier build made them.

    new: those that this one made, for the next
    """

    def __init__(self, earlier: Mapping[str, str] = _NOTHING) -> None:
        self._earlier = earlier
        self._asked: set[str] = set()
        self.new: dict[str, str] = {}

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
