"""What one build found, as a text for the next: what did not change is not looked for again."""

from dataclasses import dataclass


@dataclass(slots=True)
class Kept:
    """What an earlier build found and what this one did, "" for nothing."""

    before: str = ""
    now: str = ""
