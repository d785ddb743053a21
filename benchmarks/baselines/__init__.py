"""What the program is compared with: one known method a module, as its authors describe it.

`nearest(texts, top)` returns for each text its nearest others with their weights; `keywords(texts, top)` its keywords.
"""

from collections.abc import Callable, Sequence

Near = list[list[tuple[int, float]]]
"""text -> (place of another text, weight), nearest first"""

Nearest = Callable[[Sequence[str], int], Near]
Keywords = Callable[[Sequence[str], int], list[list[str]]]
