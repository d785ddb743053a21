"""What the front matter of a paper may say, and every value typed by it."""

import difflib
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator import identifiers
from generator.content.frontmatter import Field
from generator.papers import Author
from generator.report import Report
from generator.text import counted

TEXTS = ("id", "title", "abstract", "venue", "type", "language", "date", "needs")
LISTS = (
    *("resources", "tags", "collections", "files", "versions", "sources"),
    *("keywords", "without", "related", "unrelated", "aliases"),
)
SWITCHES = ("hidden", "private", "featured")
IDENTIFIERS: Mapping[str, Callable[[str], str]] = {
    "doi": identifiers.doi,
    "arxiv": identifiers.arxiv,
    "pmid": identifiers.pmid,
    "openalex": identifiers.openalex,
    "url": identifiers.web_url,
    "pdf": identifiers.web_url,
}
KNOWN = frozenset((*TEXTS, *LISTS, *SWITCHES, *IDENTIFIERS, "authors", "year", "position", "locked"))
_ID = re.compile("[0-9a-f]{8}")
_CALLED = {"doi": "a DOI", "arxiv": "an arXiv id", "pmid": "a PubMed number", "openalex": "an OpenAlex number"}
_SEVERAL_WORDS = re.compile(r"[\s,]")
_YES, _NO = ("true", "yes", "1"), ("false", "no", "0", "")


@dataclass(frozen=True, slots=True)
class Reader:
    """Types one page's fields by the schema; what is odd goes to the report."""

    fields: Mapping[str, Field]
    where: str
    report: Report

    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        extra: dict[str, object] = {}
        for key, field in self.fields.items():
            if key not in KNOWN:
                self._near_miss(key, field)
                extra[key] = field.value
            elif (value := self._typed(key, field)) is not None:
                values[key] = value
        if extra:
            values["extra"] = extra
        return values

    def _typed(self, key: str, field: Field) -> Any:
        if key in LISTS:
            return tuple(self._list(key, field))
        if key in SWITCHES:
            return self._switch(key, field)
        if key in ("authors", "locked", "position", "year"):
            return getattr(self, f"_{key}")(field)
        text = self._text(key, field)
        if key == "id" and text and not _ID.fullmatch(text):
            self.report.add(
                self.where, field.first, f'id is no id: "{text}"', "Delete the line; a new one is made.", fatal=True
            )
            return ""
        return self._identifier(key, text, field) if key in IDENTIFIERS and text else text

    def _warn(self, field: Field, message: str, hint: str) -> None:
        self.report.add(self.where, field.first, message, hint)

    def _text(self, key: str, field: Field) -> str:
        if isinstance(field.value, str):
            return field.value.strip()
        self._warn(field, f"{key} must be one text, found a list", "Write it as one text in double quotes.")
        return ", ".join(str(item) for item in field.value)

    def _list(self, key: str, field: Field) -> list[str]:
        if isinstance(field.value, list):
            if any(not isinstance(item, str) for item in field.value):
                self._warn(field, f"{key} must be a list of texts", "Put each entry in double quotes.")
            texts = (item.strip() for item in field.value if isinstance(item, str))
            return list(dict.fromkeys(text for text in texts if text))
        if isinstance(field.value, dict):
            self._warn(field, f"{key} must be a list", f"Write {key}: [one, two].")
            return []
        items = [item.strip() for item in field.value.split(",") if item.strip()]
        if items:
            self._warn(
                field, f"{key} is one text; it is read as a list of {len(items)}", f"Write {key}: [{', '.join(items)}]."
            )
        return items

    def _switch(self, key: str, field: Field) -> bool:
        word = str(field.value).lower()
        if word not in _YES + _NO:
            self._warn(field, f'{key} must be true or false, found "{field.value}"', "Write true, or remove the line.")
        return word in _YES

    def _authors(self, field: Field) -> tuple[Author, ...]:
        listed = isinstance(field.value, list)
        items = field.value if listed else re.split(r"(?<!\s)(?:\s*;\s*|\s+and\s+)", str(field.value))
        words = [item.strip() for item in items if isinstance(item, str)]
        if listed and len(words) % 2 == 0 and words and not any(map(_SEVERAL_WORDS.search, words)):
            pairs = ", ".join(f'"{family}, {given}"' for family, given in zip(words[::2], words[1::2], strict=True))
            what = f"authors are read as {len(words)} bodies of one word each: {', '.join(words[:4])}"
            self._warn(field, what, f"If these are persons, put each in quotes: authors: [{pairs}].")
        elif not listed and any(word.count(",") > 1 for word in words):
            what = f'authors is one text; it is read as {counted(len(words), "author")}: "{"; ".join(words)[:80]}"'
            self._warn(field, what, 'Write authors: ["Family, Given", "Family, Given"].')
        return tuple(author for item in items if (author := _author(item)))

    def _locked(self, field: Field) -> tuple[str, ...]:
        if str(field.value).lower() in _YES:
            return ("*",)
        names = [] if str(field.value).lower() in _NO else self._list("locked", field)
        for name in names:
            if name not in KNOWN:
                close = difflib.get_close_matches(name.lower(), KNOWN, n=1)
                hint = f'Did you mean "{close[0]}"?' if close else "Name fields of the front matter."
                self._warn(field, f'locked names "{name}", which is no field', hint)
        return tuple(names)

    def _position(self, field: Field) -> tuple[float, float] | None:
        try:
            x, y = (float(number) for number in field.value)
            if not (math.isfinite(x) and math.isfinite(y)):
                raise ValueError
        except (ValueError, TypeError):
            self._warn(
                field, f"position must be two numbers, found {_shown(field.value)}", "Write position: [120, -40]."
            )
            return None
        return (x, y)

    def _year(self, field: Field) -> int | None:
        text = str(field.value).strip()
        if re.fullmatch(r"\d{4}", text):
            return int(text)
        if text:
            meant = text.translate(str.maketrans("lOoI", "1001"))
            wanted = meant if re.fullmatch(r"\d{4}", meant) else "4 digits"
            self._warn(field, f'year must be a number, found "{text}"', f"Write {wanted}, or remove the line.")
        return None

    def _identifier(self, key: str, text: str, field: Field) -> str:
        value = IDENTIFIERS[key](text)
        if not value:
            what = "a web address (http or https)" if key in ("url", "pdf") else _CALLED[key]
            self._warn(field, f'{key} is not {what}: "{text}"', "Correct it, or remove the line.")
        return value

    def _near_miss(self, key: str, field: Field) -> None:
        close = difflib.get_close_matches(key.lower(), KNOWN, n=1, cutoff=0.8)
        if close:
            self._warn(
                field, f'"{key}" is no field of ours', f'Did you mean "{close[0]}"? Else it is kept as your own.'
            )


def _shown(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else f'"{value}"'


def _author(item: object) -> Author | None:
    """Return the author that an entry names: "Family, Given", a body, or a mapping with family and given."""
    if isinstance(item, dict):
        family = str(item.get("family") or item.get("last") or item.get("name") or "").strip()
        return Author(family, str(item.get("given") or item.get("first") or "").strip()) if family else None
    return Author.parse(str(item)) if str(item).strip() else None


def is_on(field: Field | None) -> bool:
    """Return whether a field switches something on."""
    return field is not None and str(field.value).lower() in _YES


def as_list(value: object) -> list[str]:
    """Return a list field's entries, also where a person wrote them as one text."""
    if isinstance(value, str):
        return [item.strip() for item in value.split(",") if item.strip()]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
