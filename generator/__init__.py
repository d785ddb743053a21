"""sitegen: turn a pile of papers into a literature map that opens from disk."""

__version__ = "0.1.0"
