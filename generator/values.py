"""Frozen dataclasses of plain values as JSON and back, so that a later build can have what an earlier one made.

What many of them hold is written once, under a name made of its content. What comes back has the same `repr`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from importlib import import_module
from operator import attrgetter
from typing import Any

from markupsafe import Markup

_OURS = "generator."


class Writing:
    """Values as texts.

    shared: the types of which each value is written once; `apart` has their texts by name
    often: further types of which one value stands in many others: what is written of it is made once
    rows: types whose tuples are written as one list of all their fields; plain: those of texts and numbers only
    """

    def __init__(
        self,
        shared: tuple[type, ...],
        often: tuple[type, ...] = (),
        rows: tuple[type, ...] = (),
        plain: tuple[type, ...] = (),
    ) -> None:
        self.apart: dict[str, str] = {}
        self._shared, self._kept = frozenset(shared), frozenset((*shared, *often))
        self._plain, self._rows = frozenset(plain), frozenset((*rows, *plain))
        self._known: dict[int, str] = {}

    def text(self, value: object) -> str:
        """Return a value as a text. Raises TypeError for what no dataclass of plain values holds."""
        return self._texts((value,))

    def _texts(self, values: Iterable[Any]) -> str:
        # All that pages hold goes through here: what is plain, or was written before, is not handed on.
        known = self._known.get
        return ",".join(
            [
                say(value) if (say := _SAID.get(type(value))) else known(id(value)) or self._text(value)
                for value in values
            ]
        )

    def _text(self, value: Any) -> str:
        kind = type(value)
        if kind in self._kept:
            # The page that holds the value is alive while this is, so no other value takes its number.
            if id(value) not in self._known:
                self._known[id(value)] = self._apart(value) if kind in self._shared else self._fields(value)
            return self._known[id(value)]
        if kind is tuple:
            return self._list(value) if value and type(value[0]) in self._rows else f"[{self._texts(value)}]"
        return f'{{"html":{_string(str(value))}}}' if kind is Markup else self._fields(value)

    def _fields(self, value: Any) -> str:
        kind: type = type(value)
        called, parts = _parts(kind)
        return f'{{"is":"{called}","of":[{self._texts(parts(value))}]}}'

    def _list(self, values: tuple[Any, ...]) -> str:
        kind: type = type(values[0])
        called, parts = _parts(kind)
        every = [part for value in values for part in parts(value)]
        return f'{{"rows":"{called}","of":{_plain(every) if kind in self._plain else f"[{self._texts(every)}]"}}}'

    def _apart(self, value: Any) -> str:
        said = repr(value).encode("utf-8", "surrogatepass")
        name = f"{type(value).__name__} {blake2b(said, digest_size=16).hexdigest()}"
        self.apart[name] = self._fields(value)
        return f'{{"see":"{name}"}}'


_plain = json.JSONEncoder(separators=(",", ":")).encode
_string = json.encoder.encode_basestring_ascii
_SAID: Mapping[type, Callable[[Any], str]] = {
    str: _string,
    int: int.__repr__,
    float: float.__repr__,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
}


class Reading:
    """Texts as values; `apart` returns the texts of names. What is named twice is one object."""

    def __init__(self, apart: Callable[[list[str]], Mapping[str, str]]) -> None:
        self._apart = apart
        self._tables: dict[str, Any] = {}
        self._made: dict[str, Any] = {}

    def value(self, text: str) -> Any:
        """Return the value of a text. Raises LookupError where a part of it is not kept any more."""
        table = json.loads(text)
        wanted = {*_mentioned(table)}
        while missing := sorted(wanted - self._tables.keys()):
            found = {name: json.loads(text) for name, text in self._apart(missing).items()}
            if len(found) < len(missing):
                raise LookupError(missing)
            self._tables |= found
            wanted = {name for each in found.values() for name in _mentioned(each)}
        return self._value(table)

    def _value(self, table: Any) -> Any:
        if isinstance(table, list):
            return tuple(map(self._value, table))
        if not isinstance(table, dict):
            return table
        if "html" in table:
            return Markup(table["html"])
        if "see" in table:
            return self._shared(table["see"])
        if "rows" in table:
            return tuple(_rows(_kind(table["rows"]), [*map(self._value, table["of"])]))
        kind = _kind(table["is"])
        return kind(**dict(zip(_names(kind), map(self._value, table["of"]), strict=True)))

    def _shared(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._value(self._tables[name])
        return self._made[name]


def _rows(kind: type, parts: list[Any]) -> Iterator[Any]:
    width = len(_names(kind))
    return (kind(*parts[at : at + width]) for at in range(0, len(parts), width))


def _mentioned(table: Any) -> Iterator[str]:
    if isinstance(table, dict):
        if "see" in table:
            yield table["see"]
        yield from _mentioned(table.get("of", []))
    elif isinstance(table, list):
        for item in table:
            yield from _mentioned(item)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _parts(kind: type) -> tuple[str, Callable[[Any], Iterable[Any]]]:
    """Return what a dataclass of ours is called, and what gives the values of its fields."""
    if not is_dataclass(kind) or not kind.__module__.startswith(_OURS):
        raise TypeError(f"{kind.__name__} is no plain value")
    names = _names(kind)
    several = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]
    return f"{kind.__module__}:{kind.__qualname__}", several


@cache
def _kind(name: str) -> type:
    module, _, called = name.partition(":")
    kind: object = getattr(import_module(module), called) if module.startswith(_OURS) else None
    if not (isinstance(kind, type) and is_dataclass(kind)):
        raise LookupError(name)
    return kind
