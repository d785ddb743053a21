"""content/keywords.toml -> Vocabulary. What is odd but readable is told with its line; nothing is stemmed here.

Whether the curator's words make sense together is for `generator.keywords.vocabulary` to say.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator import toml
from generator.papers import Vocabulary
from generator.report import Report

FILE = "content/keywords.toml"
SECTIONS = ("prefer", "variants", "hide", "define")
_SHAPE = {
    "prefer": 'Write [prefer] and under it variant = "Label".',
    "variants": 'Write [variants] and under it "Label" = ["variant", "variant"].',
    "define": 'Write [define] and under it "Label" = "What it means."',
    "hide": 'Write hide = ["Label", "Label"] above the first [section].',
}


def parse(text: str, where: str, report: Report) -> Vocabulary:
    """Return what a keywords.toml says. A text that is no TOML is told as fatal and says nothing."""
    text = text.removeprefix("\ufeff")
    table, slip = toml.read(text)
    if slip:
        report.add(where, slip.line, slip.message, slip.hint, fatal=True)
        return Vocabulary(path=where)
    return _Reader(table, text.splitlines(), where, report).vocabulary()


@dataclass(slots=True)
class _Reader:
    table: Mapping[str, Any]
    text: list[str]
    where: str
    report: Report
    lines: dict[tuple[str, str], int] = field(default_factory=dict)

    def vocabulary(self) -> Vocabulary:
        for name in sorted(set(self.table) - set(SECTIONS)):
            close = difflib.get_close_matches(name.lower(), SECTIONS, n=1)
            hint = f'Did you mean "{close[0]}"?' if close else f"Known are: {', '.join(sorted(SECTIONS))}."
            self._say(name, name, f'"{name}" means nothing here', hint)
        prefer: dict[str, str] = {}
        for section, variant, label in (*self._preferred(), *self._variants()):
            if prefer.setdefault(variant, label) != label:
                what = f'"{variant}" is a variant of "{prefer[variant]}" and of "{label}": the first counts'
                self._say(section, variant, what, "Keep one of them.")
        hide = tuple(sorted(set(self._hidden())))
        define = dict(sorted(self._texts("define")))
        for section, label in [
            *(("prefer", text) for pair in prefer.items() for text in pair),
            *(("hide", text) for text in hide),
            *(("define", text) for text in define),
        ]:
            self.lines.setdefault((section, label), self._line(section, label))
        return Vocabulary(dict(sorted(prefer.items())), hide, define, self.lines, self.where)

    def _preferred(self) -> Iterator[tuple[str, str, str]]:
        yield from (("prefer", variant, label) for variant, label in self._texts("prefer"))

    def _variants(self) -> Iterator[tuple[str, str, str]]:
        for label, given in self._section("variants"):
            variants = given if isinstance(given, list) else [given]
            if not all(isinstance(variant, str) for variant in variants):
                self._say("variants", label, f'the variants of "{label}" must be texts', _SHAPE["variants"])
            for variant in variants:
                if self._is_text("variants", variant) and self._is_text("variants", label):
                    yield "variants", variant.strip(), label.strip()

    def _texts(self, section: str) -> Iterator[tuple[str, str]]:
        """Yield the entries of a section whose values must be one text each."""
        for name, value in self._section(section):
            if not isinstance(value, str):
                hint = _SHAPE["variants"] if section == "prefer" and isinstance(value, list) else _SHAPE[section]
                self._say(section, name, f'{section} must give "{name}" one text', hint)
            elif self._is_text(section, name) and self._is_text(section, value):
                yield name.strip(), value.strip()

    def _section(self, section: str) -> Iterator[tuple[str, Any]]:
        table = self.table.get(section, {})
        if not isinstance(table, dict):
            self._say(section, section, f"{section} must be a section", _SHAPE[section])
            return
        for name, value in table.items():
            # TOML gives what is written below a [section] to that section.
            if name in SECTIONS and isinstance(value, dict if name != "hide" else list):
                self._say(section, name, f'"{name}" stands inside [{section}]', "Move it above the first [section].")
            else:
                yield name, value

    def _hidden(self) -> Iterator[str]:
        given = self.table.get("hide", [])
        labels = [given] if isinstance(given, str) else given
        if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
            self._say("hide", "hide", "hide must be a list of texts", _SHAPE["hide"])
        for label in labels if isinstance(labels, list) else ():
            if self._is_text("hide", label):
                yield label.strip()

    def _is_text(self, section: str, value: object) -> bool:
        if isinstance(value, str) and not value.strip():
            self._say(section, value, f"{section} has an empty text", "Write a keyword, or take it out.")
        return isinstance(value, str) and bool(value.strip())

    def _say(self, section: str, name: str, what: str, hint: str) -> None:
        self.report.add(self.where, self._line(section, name), what, hint)

    def _line(self, section: str, name: str) -> int:
        """Return the line on which a section names something: its own lines first, then any; 0 where none does."""
        bare, quoted = re.escape(name), re.escape(name.replace("\\", "\\\\").replace('"', '\\"'))
        pattern = re.compile(rf"""^\s*\[*\s*(?:{section}\s*\.\s*)?{bare}\s*[]=.]|["']{bare}["']|"{quoted}\"""")
        found = [(of, number) for number, of, line in self._by_section() if pattern.search(line)]
        own = (number for of, number in found if of in ((section, "variants") if section == "prefer" else (section,)))
        return next(own, next((number for _, number in found), 0))

    def _by_section(self) -> Iterator[tuple[int, str, str]]:
        """Yield each line with its number and the section that it belongs to."""
        section = ""
        for number, line in enumerate(self.text, start=1):
            if header := re.match(r"\s*\[\s*([\w-]+)\s*\]", line):
                section = header[1]
            elif opening := re.match(r"(hide|prefer|variants|define)\s*[.=]", line):
                section = opening[1]
            yield number, section, line
