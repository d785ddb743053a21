"""Is there any input that breaks a reader, an editor or a converter? Inputs are drawn until the time is up.

    SITEGEN_FUZZ=30 python -m benchmarks.fuzz

SITEGEN_FUZZ is in minutes of CPU, shared by the properties in turns, each turn with inputs of its own. What breaks one
is printed as small as it can be made; it then becomes a case of tests/test_fuzz.py. The tests run a short turn of each.
"""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, assume, given, seed, settings
from hypothesis import strategies as st

from benchmarks.attacks_files import live
from generator import citations, identifiers, prose
from generator import queries as query_language
from generator.content import frontmatter, merge, store
from generator.content.bases import Base
from generator.emitters import bibliographies, datafile
from generator.errors import SitegenError
from generator.importers import decoding, registry
from generator.papers import Author, Paper, Record, Rejected, Slug
from generator.report import Problem, Report
from generator.text import SLUG_BYTES, names_page, private_blocks, public, sentences, slugify

SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "samples"
SCRIPTS = SAMPLES.parents[1] / "static" / "js"
NODE = shutil.which("node")
Property = Callable[..., None]

# What formats, markup and programs give a meaning to, and characters that are more or fewer bytes or none.
_MARKS = (
    *("⁰⁴⁵", "٣", "2020-", "-13", "9" * 30),
    *("---\n", "---", ": ", "- ", "#", "|-", "'", '"', "\\", "{", "}", "[", "]", "(", ")", "<", ">", "&", "$", "$$",
      "`"),
    *("```\n", "|", "~", "^", "_", "*", "**", "@", "@article{a,\n",
      "TY  - JOUR\n", "ER  - \n", "PMID- 1\n", "FN x\n"),
    *("=", "==", ",", ";", "\n", "\n\n", "\r\n", "\r", "\t", " ", "\x00", "\x0b", "\x1f", "\x7f", "\x85", "\u2028"),
    *("\ufeff", "\ufffe", "\uffff", "\u200b", "\u202e", "é", "e\u0301", "ﬁ", "漢字", "ع", "😀", "İ", "ß", "\ud7ff"),
    *("<script>", "</script>", "<!--", "-->", "<!-- private -->", "<!-- /private -->", "javascript:",
      "data:", "//x.org"),
    *("https://x.org/", "10.1000/", "doi:", "arXiv:", "2401.00001", "&#", "&lt;", "\\textit{", "\\(", "\\[", "\\'"),
    *("[[", "]]", "![", "](", "[^1]", "[^1]: ", ": d\n", "title",
      "author", " and ", "null", "1e999", "{{7*7}}", "a", "B"),
)  # fmt: skip
TEXT = st.lists(st.one_of(st.sampled_from(_MARKS), st.text(max_size=6)), max_size=25).map("".join).filter(
    lambda text: text.isprintable() or not re.search("[\ud800-\udfff]", text)
)  # fmt: skip
_BYTES = sorted((path.relative_to(SAMPLES).as_posix(), path.read_bytes()) for path in SAMPLES.rglob("*.*"))
_VALUES = st.one_of(TEXT, st.lists(TEXT.filter(str.strip), max_size=4))
_FIELDS = st.dictionaries(st.sampled_from([*merge.SCALARS[:6], *merge.LISTS, "mine"]), _VALUES, max_size=5)


@st.composite
def mutated(draw: Callable[[Any], Any]) -> bytes:
    """Return a sample of some format with a few cuts, copies, swaps and insertions; or bytes of any kind."""
    content: bytes = draw(st.one_of(st.sampled_from([content for _, content in _BYTES]), st.binary(max_size=200)))
    for _ in range(draw(st.integers(0, 6))):
        start, length = draw(st.integers(0, len(content))), draw(st.integers(0, 60))
        put = draw(st.one_of(TEXT.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=6)))
        again = content[start : start + length] * draw(st.integers(0, 3))
        content = content[:start] + put + again + content[start + length * draw(st.integers(0, 1)) :]
    return content


def any_bytes_are_read_or_refused(content: bytes, format: str) -> None:
    """Every importer reads or refuses; a record can be written as a page, read again, and cited."""
    try:
        text = decoding.decode(content, "x").text
        importer = registry.choose(text, "x", format)
        found = list(importer.read(text, "x"))
    except SitegenError:
        return
    for each in found:
        assert isinstance(each, Record | Rejected | Problem)
        if isinstance(each, Record):
            _written(each)


def _written(record: Record) -> None:
    fields: dict[str, Any] = {"id": "12345678", **record.fields}
    page = store.page_text(fields)
    page.encode("utf-8")
    paper = store.parse(page, "content/papers/a.md", Report()).paper
    assert paper.title == str(record.fields["title"]).strip()
    _cited(paper)


def _cited(paper: Paper) -> None:
    from benchmarks.attacks_files import _bibtex, _ris

    assert list(_bibtex(citations.bibtex(paper, paper.abstract))) == []
    assert list(_ris(citations.ris(paper, paper.abstract))) == []
    assert json.loads(citations.csl_json(paper))


def a_page_is_edited_where_it_changes_and_nowhere_else(head: str, body: str, changes: dict[str, Any]) -> None:
    """What an edit writes is read back; a field that is not edited, and the body, stay as they were."""
    text = f"---\n{head}\n---\n{body}"
    try:
        page = frontmatter.parse(text, "x")
        edited = frontmatter.edit(page, changes)
    except SitegenError:
        return
    again = frontmatter.parse(edited, "x")
    assert again.body == page.body
    assert {name: again.value(name) for name in changes} == changes
    assert all(again.value(name) == field.value for name, field in page.fields.items() if name not in changes)


def fields_are_read_back_as_they_were(fields: dict[str, Any]) -> None:
    """What is written into a new page is what is read from it."""
    assert {
        key: field.value for key, field in frontmatter.parse(f"---\n{_dumped(fields)}---\n", "x").fields.items()
    } == fields


def _dumped(fields: Mapping[str, Any]) -> str:
    return "".join(frontmatter.dump(name, value) for name, value in fields.items())


def merging_again_changes_nothing(page: dict[str, Any], first: dict[str, Any], second: dict[str, Any]) -> None:
    """A record that comes a second time changes nothing; what a person wrote stays where a source says otherwise."""
    page, first, second = (_schema(fields) for fields in (page, first, second))
    base: Base | None = None
    for record, source in ((first, "a.bib"), (second, "b.ris"), (first, "a.bib"), (second, "b.ris")):
        before = dict(page)
        merged = merge.merge(page, base, record, source)
        page = {key: value for key, value in {**page, **merged.changes}.items() if value}
        again = merge.merge(page, merged.base, record, source)
        assert not again.changes
        assert all(page.get(name) == before[name] for name in before if name not in merged.changes)
        base = merged.base


def _schema(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with lists where lists stand, and texts where texts do."""
    typed = {
        name: (list(dict.fromkeys([value] if isinstance(value, str) else value)) if name in merge.LISTS
               else value if isinstance(value, str) else " ".join(value))
        for name, value in fields.items() if name != "mine"
    }  # fmt: skip
    return {name: value for name, value in typed.items() if value and "" not in value}


def markdown_is_safe(text: str) -> None:
    """Notes bring nothing that runs, loads or leads to a script; clean HTML is clean."""
    shown = str(prose.markdown_html(text, lambda _: None))
    assert list(live(shown)) == []
    assert not re.search(r"""<img[^>]*\ssrc="[^"]*(?::|//|\\)""", shown)
    once = prose.safe.clean(shown)
    assert prose.safe.clean(once) == once
    prose.page_links(text)
    assert all(start < end for start, end, _ in private_blocks(text))
    assert "secret" not in public(f"{text}<!-- private -->secret<!-- /private -->")


def titles_and_abstracts_are_texts(text: str) -> None:
    """Titles and abstracts bring no element of their own but those of formulas."""
    shown = str(prose.paragraphs(text))
    assert list(live(shown)) == []
    assert not re.search(r"<(?:a|img|b|i|p\s|div|span)\b", shown)
    prose.plain_text(text)
    assert all(0 <= start < end <= len(text) for start, end in sentences(text))
    for how in ("full", "excerpt", "none"):
        assert len(prose.published(text, how)) <= len(text) + 2


def names_are_safe(text: str) -> None:
    """A slug is letters, digits and hyphens, and stays what it is; an identifier that is found is found again."""
    slug = slugify(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= SLUG_BYTES
    assert slugify(slug) == slug
    assert names_page(store.new_slug(text, "12345678", ()))
    assert names_page(store.slug_of_file(text))
    for read in (identifiers.doi, identifiers.arxiv, identifiers.pmid, identifiers.openalex, identifiers.web_url):
        found = read(text)
        assert read(found) == found, read.__name__
    assert all(identifiers.web_url(address) == address for address in identifiers.resource_urls(text))


def what_is_cited_stays_in_its_entry(text: str, other: str) -> None:
    """No text ends an entry of BibTeX, a line of RIS, a cell of a table or a data script."""
    assume(text.strip())
    paper = Paper(
        Slug("a"), "12345678", text.strip(), other, venue=other, language=text, doi=identifiers.doi(text),
        url=identifiers.web_url(other), date=other, keywords=(text, other),
        authors=(Author.parse(text), Author(other, text)),
    )  # fmt: skip
    _cited(paper)
    assert not bibliographies._cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    script = datafile.script("x", {text: other}).decode()
    assert "<" not in script
    assert script.count("\n") == 1


def queries_are_understood(queries: list[str]) -> None:
    """The search script takes any query, and cuts words as the index does; a collection takes it, too."""
    texts = query_language.index([query_language.Document({"title": text}, 2020) for text in queries[:20]])
    for query in queries[:20]:
        assert all(0 <= number < len(queries) for number in texts.find(query_language.parse(query)))
    if NODE is None:
        return
    told = _scripts(queries)
    assert [said["error"] for said in told] == [""] * len(queries)


_NODE = """
const window = globalThis; globalThis.window = window; globalThis.sitegen = {};
const fs = require("fs"), vm = require("vm");
for (const name of ["stem", "search-words", "search-query"])
  vm.runInThisContext(fs.readFileSync(`${process.argv[1]}/${name}.js`, "utf-8"));
const cutter = sitegen.cutter(["the", "of"]), { parse, fields } = sitegen.parser(cutter);
const KINDS = ["word", "compound", "phrase", "year", "list", "every"];
const checked = (query) => {
  const { all, without, unknown } = parse(query);
  for (const one of [...all.flat(), ...without])
    if (!KINDS.includes(one.kind) || typeof one.shown !== "string" || (one.field && !fields.includes(one.field)))
      throw new Error(`odd: ${JSON.stringify(one)}`);
  if (!Array.isArray(unknown) || all.some((row) => !row.length)) throw new Error("empty");
  const exact = new Set(cutter.terms(query).map((one) => one.term));
  for (const [start, end] of cutter.ranges(query, { exact, prefixes: [] }))
    if (!(0 <= start && start < end && end <= query.length)) throw new Error("range");
};
const told = JSON.parse(fs.readFileSync(0, "utf-8")).map((query) => {
  try { checked(query); return { error: "" }; } catch (error) { return { error: String(error) }; }
});
process.stdout.write(JSON.stringify(told));
"""


def _scripts(queries: list[str]) -> list[dict[str, str]]:
    done = subprocess.run(
        [str(NODE), "-e", _NODE, str(SCRIPTS)],
        input=json.dumps(queries), capture_output=True, text=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    told: list[dict[str, str]] = json.loads(done.stdout)
    return told


@lru_cache(maxsize=1)
def _formats() -> list[str]:
    return ["", *(importer.name for importer in registry.available())]


PROPERTIES: Mapping[Property, tuple[dict[str, Any], int]] = {
    any_bytes_are_read_or_refused: (
        {"content": mutated(), "format": st.deferred(lambda: st.sampled_from(_formats()))},
        60,
    ),
    a_page_is_edited_where_it_changes_and_nowhere_else: ({"head": TEXT, "body": TEXT, "changes": _FIELDS}, 60),
    fields_are_read_back_as_they_were: ({"fields": _FIELDS}, 60),
    merging_again_changes_nothing: ({"page": _FIELDS, "first": _FIELDS, "second": _FIELDS}, 60),
    markdown_is_safe: ({"text": TEXT}, 60),
    titles_and_abstracts_are_texts: ({"text": TEXT}, 60),
    names_are_safe: ({"text": TEXT}, 60),
    what_is_cited_stays_in_its_entry: ({"text": TEXT, "other": TEXT}, 60),
    queries_are_understood: ({"queries": st.lists(TEXT, min_size=20, max_size=200)}, 3),
}
"""Each property with what it is given, and how many inputs the tests draw."""


def turn(property: Property, examples: int, number: int = 0) -> None:
    """Try so many inputs; the same number draws the same. Raises what the property raises on the smallest of them."""
    given_, _ = PROPERTIES[property]
    tried = settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=False
    )
    seed(number)(tried(given(**given_)(property)))()


def main() -> None:
    """Take turns until SITEGEN_FUZZ minutes of CPU are used; print what broke; end with 1 if anything did."""
    seconds, broken, tried = 60 * float(os.environ.get("SITEGEN_FUZZ", "1")), set[str](), 0
    begun = int(time.time())
    for number, (property, (_, examples)) in enumerate(itertools.cycle(PROPERTIES.items())):
        if time.process_time() > seconds or len(broken) == len(PROPERTIES):
            break
        if property.__name__ not in broken:
            tried += 5 * examples
            try:
                turn(property, 5 * examples, begun + number)
            except Exception:
                broken.add(property.__name__)
                traceback.print_exc()
                sys.stderr.flush()
    used = time.process_time() / 60
    print(f"{tried:,} inputs to {len(PROPERTIES)} properties in {used:.1f} minutes of CPU: {len(broken)} broken")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
