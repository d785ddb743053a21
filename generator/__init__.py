"""sitegen: turn a pile of papers into a literature map that opens from disk."""

import atexit
import gc

__version__ = "0.1.0"


def collect_rarely() -> None:
    """Let Python look for garbage in cycles rarely: this program makes hardly any, and looking costs a fifth of a
    large build. At the end it need not look at all: what is left goes with the process."""
    gc.set_threshold(10_000_000, 50, 50)
    atexit.register(gc.freeze)
