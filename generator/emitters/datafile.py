"""Data for the scripts of the site: one call a file, `sitegen.data("name", {...})`, because fetch fails on file://."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping

from generator.emitters import Output, digest
from generator.papers import OutputPath

_UNSAFE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}
# json.dumps would make an encoder for each value.
_dense = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_json = json.JSONEncoder(ensure_ascii=False).encode


def script(name: str, value: object) -> bytes:
    """Return the bytes of data/<name>.js; no text in it can end a script element or a line of the script.

    >>> script("x", {"title": "a </script>"})
    b'sitegen.data("x",{"title":"a \\\\u003c/script>"});\\n'
    """
    return f"sitegen.data({json.dumps(name)},{literal(value)});\n".encode()


def literal(value: object) -> str:
    """Return a value as a script writes it, in which nothing can end the script or its line."""
    written = _dense(value)
    for sign, safe in _UNSAFE.items():
        written = written.replace(sign, safe)
    return written


def lines(rows: Iterable[object]) -> str:
    """Return rows as a list of JSON for other programs, one a line: quick to write, and to compare.

    >>> print(lines([{"a": 1}, {"a": 2}]))
    [
    {"a": 1},
    {"a": 2}
    ]
    """
    return "[\n" + ",\n".join(map(_json, rows)) + "\n]"


def fields(table: Mapping[str, object]) -> str:
    """Return a table as an object of JSON, an entry a line.

    >>> print(fields({"a": [1]}))
    {
    "a": [1]
    }
    """
    rows = (f"{_json(key)}: {_json(row)}" for key, row in table.items())
    return "{\n" + ",\n".join(rows) + "\n}"


def output(name: str, value: object, stamp: str) -> Output:
    """Return data/<name>.js as an output; its key is over its own bytes and the build's stamp."""
    content = script(name, value)
    return Output(OutputPath(f"data/{name}.js"), digest(stamp, content), lambda: content)


def utf16(text: str) -> Callable[[int], int]:
    """Return a function from Python's positions in the text to a script's, which counts characters beyond U+FFFF twice.

    >>> utf16("a\N{GRINNING FACE}b")(2)
    3
    """
    if text.isascii() or max(text) <= "\uffff":
        return int
    far = [at for at, char in enumerate(text) if char > "\uffff"]
    return lambda position: position + bisect_left(far, position)
