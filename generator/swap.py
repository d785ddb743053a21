"""Two folders change places in one step, so that whoever reads finds one of them whole at every moment."""

from pathlib import Path

_CALLS = (("renameat2", -100), ("renameatx_np", -2))
"""Of Linux and of macOS: each with its word for "the folder this process is in"; the flag is 2 in both."""


def exchange(one: Path, other: Path) -> bool:
    """Have two folders change names at once; return False, with nothing done, where the system cannot."""
    import ctypes

    try:
        library = ctypes.CDLL(None)
    except TypeError:  # Windows
        return False
    for name, here in _CALLS:
        if hasattr(library, name):
            return bool(getattr(library, name)(here, bytes(one), here, bytes(other), ctypes.c_uint(2)) == 0)
    return False
