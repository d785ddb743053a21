"""Compiled templates, kept as Python keeps compiled modules and among these, where they can be written.

Compiling all of them takes as long as rendering some hundred pages.
"""

import contextlib
import hashlib
import importlib.util
import marshal
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

import generator


class Compiled(BytecodeCache):
    """Keeps the code of our own templates; those of a project change with it."""

    def __init__(self, folder: Path, words: Mapping[str, str]) -> None:
        self._folder = folder
        # The words are compiled into the templates.
        compilers = [Path(__file__).with_name(name).read_bytes() for name in ("environment.py", "once.py")]
        made_by = jinja2.__version__, generator.__version__, compilers
        self._stamp = repr((made_by, sorted(words.items())))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the file that a template's code is kept in, "" for none."""
        if filename is None or Path(filename).parent != self._folder:
            return ""
        return importlib.util.cache_from_source(str(Path(__file__).with_name(f"{Path(filename).name}.py")))

    def get_source_checksum(self, source: str) -> str:
        return hashlib.sha256(f"{self._stamp}\0{source}".encode("utf-8", "surrogatepass")).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        if not bucket.key:
            return
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            kept = Path(bucket.key).read_bytes()
            checksum = bucket.checksum.encode()
            if kept.startswith(checksum):
                bucket.code = marshal.loads(kept[len(checksum) :])

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not bucket.key or sys.dont_write_bytecode:
            return
        with contextlib.suppress(OSError):
            file = Path(bucket.key)
            file.parent.mkdir(parents=True, exist_ok=True)
            new = file.with_suffix(f".{os.getpid()}")
            new.write_bytes(bucket.checksum.encode() + marshal.dumps(bucket.code))
            new.replace(file)
