"""BibTeX and BibLaTeX: every entry once, what LaTeX prints, and what is said of entries that are broken."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from generator import importers
from generator.importers.bibtex import importer
from generator.importers.bibtex_fields import authors
from generator.importers.latex import address, decode
from generator.papers import Author, Record, Rejected
from generator.report import Problem

SAMPLES = Path(__file__).parent / "samples" / "bibtex"


def records(text: str) -> list[dict[str, object]]:
    return [dict(each.fields) for each in importer.read(text, "x.bib") if isinstance(each, Record)]


def rejected(text: str) -> list[tuple[int, str]]:
    return [(each.line, each.reason) for each in importer.read(text, "x.bib") if isinstance(each, Rejected)]


def said(text: str) -> list[str]:
    return [str(each).split("\n")[0] for each in importer.read(text, "x.bib") if isinstance(each, Problem)]


def titles(text: str) -> list[object]:
    return [each["title"] for each in records(text)]


def sample(name: str) -> list[dict[str, object]]:
    return records((SAMPLES / name).read_text("utf-8"))


# What LaTeX prints


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"na{\"\i}ve {\'E}t\'e {\L}ukasz Erd{\H o}s \v{S}i\c{c} \O rsted Stra\ss e", "naïve Été Łukasz Erdős Šiç Ørsted Straße"),
        (r"Nguy{\~{\^e}}n \'{\u{a}}", "Nguyễn ắ"),
        (r"{D}eep \textbf{bold {TeX}t} {\em now} \& 50\% \_ \$5", "Deep bold TeXt now & 50% _ $5"),
        (r"in $O(n^2)$ and {$\mathcal{M}^3$} {T}ime", r"in $O(n^2)$ and $\mathcal{M}^3$ Time"),
        ("from $5 {M}illion to $6", "from $5 Million to $6"),
        (r"$\less$i$\greater$E. coli$\less$/i$\greater$ {\textless} 3", "<i>E. coli</i> < 3"),
        ("models~(PLMs), ~33.5 -- 40---``so'' 1--2", "models (PLMs), ~33.5 – 40—“so” 1–2"),
        (r"\alpha-helix, \ours is \unknowncommand{kept} \{a, b\}", r"α-helix, \ours is kept {a, b}"),
        ("a plain title", "a plain title"),
    ],
)  # fmt: skip
def test_latex_becomes_the_text_that_it_prints(written: str, printed: str) -> None:
    assert decode(written) == printed


def test_addresses_lose_escapes_and_keep_dashes_and_tildes() -> None:
    assert address(r"\url{http://a.org/\~{}b--c{\_}d\%20e$\sim$f}") == "http://a.org/~b--c_d%20e~f"
    assert address(r"10.1002/(SICI)1097-0258{\textless}1::AID{\textgreater}3.0.CO;2-2") == (
        "10.1002/(SICI)1097-0258<1::AID>3.0.CO;2-2"
    )


# Names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (r"G{\"o}del, Kurt and {The ATLAS Collaboration} and de la Cruz, Jos{\'e} and others",
         ["Gödel, Kurt", Author("The ATLAS Collaboration"), "de la Cruz, José", "others"]),
        ("{Barnes and Noble} and Jane\n\t\tDoe", [Author("Barnes and Noble"), "Jane Doe"]),
        ("{Health, Education and Welfare}", [Author("Health Education and Welfare")]),
        ("Maria {Da Silva} and {H}ans {M}eier", [Author("Da Silva", "Maria"), "Hans Meier"]),
        ("family=Berg, given=Jan, prefix=van der", [Author("van der Berg", "Jan")]),
        ("Ada Adler; Bob Brown", ["Ada Adler", "Bob Brown"]),
        ("Ada Adler, Bob Brown, Cyd Chen", ["Ada Adler", "Bob Brown", "Cyd Chen"]),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_parted_before_they_are_decoded(written: str, names: list[str | Author]) -> None:
    assert authors(written) == names


def test_a_body_stays_whole_and_others_are_nobody() -> None:
    found = records("@article{a, title={T}, author={{Kommune Sometown} and Adler, Ada and others}}")
    assert found[0]["authors"] == ["Kommune Sometown", "Adler, Ada"]


# Entries


def test_field_names_have_no_case_and_any_signs() -> None:
    assert records("@ARTICLE{x, TITLE={Upper}, Author={A B}, foo+bar={baz}, year = 2020}") == [
        {"title": "Upper", "authors": ["B, A"], "year": "2020", "type": "article-journal"}
    ]


def test_entries_of_one_key_are_all_kept() -> None:
    text = "@article{k, title={One}}\n@article{k, title={Two}}\n@article{K, title={Three}}\n"
    assert (titles(text), said(text)) == (["One", "Two", "Three"], [])


def test_a_field_given_twice_counts_once_and_is_told() -> None:
    text = "@article{a, title={First}, Title={Second}, year=2020, year=2020}"
    assert titles(text) == ["First"]
    assert said(text) == ["x.bib:1: 1 entry with a field given twice (title); the first is taken"]


def test_keywords_given_one_a_field_are_one_list() -> None:
    text = "@article{a, title={T}, keywords={one}, keywords={two}, Keywords={three, four}}"
    assert (records(text)[0]["keywords"], said(text)) == (["one", "two", "three", "four"], [])


def test_an_entry_needs_no_key() -> None:
    assert titles("@article{, title={No key}}\n@misc{title={Nor here}}\n@misc{\n  title = {Nor there}}\n") == [
        "No key", "Nor here", "Nor there"]  # fmt: skip


def test_an_entry_without_a_title_is_rejected_at_its_line() -> None:
    text = "\n@article{x, author={A}}\n@article{y, title={  }}\n"
    assert rejected(text) == [(2, 'the entry "x" has no title'), (3, 'the entry "y" has no title')]


def test_comments_preambles_and_free_text_are_no_entries() -> None:
    text = """@comment{jabref-meta: x;}
% @article{old, title={Commented out},
%   year = 1999}
Write to me@home (mornings) or read @article.
@preamble{ "\\newcommand{\\x}{y}" }
@article(p, title = {In (round) brackets}, year = 2020)
"""
    found = list(importer.read(text, "x.bib"))
    assert [(each.title, each.line) for each in found if isinstance(each, Record)] == [("In (round) brackets", 6)]
    assert len(found) == 1


def test_strings_are_put_in_and_joined_and_a_missing_one_keeps_its_name() -> None:
    text = (
        '@string{jan1 = "Journal"}\n@String(both = JAN1 # " of " # {Maps})\n'
        '@article{x, title="A" # " B", journal=Both, year=2020, month=jan}\n'
        "@article{y, title={C}, journal=nowhere, publisher=PRESS}\n@article{z, title={D}, journal=nowhere # {, 2}}\n"
    )
    first, second, third = records(text)
    assert (first["title"], first["venue"], first["date"]) == ("A B", "Journal of Maps", "2020-01")
    assert (second["venue"], third["venue"]) == ("nowhere", "nowhere, 2")
    assert said(text) == ['x.bib:4: the @string "nowhere" is not defined; its name is kept as text (2 times)']


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("year=2020, month=jan", "2020-01"),
        ("year={2020}, month={3}", "2020-03"),
        ("year=2020, month={March}, day={7}", "2020-03-07"),
        ('year=1984, month="12~" # jan', "1984-01-12"),
        ("date={2009-04-21}", "2009-04-21"),
        ("date={2009-04/2010-01}", "2009-04"),
        ("date={2009}", None),
        ("year={in press}, month=may", None),
    ],
)
def test_month_and_year_make_a_date(written: str, date: str | None) -> None:
    assert records(f"@article{{a, title={{T}}, {written}}}")[0].get("date") == date


def test_a_year_that_is_none_is_left_out_and_told() -> None:
    text = "@article{a, title={T}, year={in press}}\n@article{b, title={U}, year={forthcoming}}"
    assert "year" not in records(text)[0]
    assert said(text) == ['x.bib:1: 2 entries with a year that is none, left out: "in press", "forthcoming"']


@pytest.mark.parametrize(
    ("written", "field", "value"),
    [
        ("eprint={2005.01234v2}, archivePrefix={arXiv}, primaryClass={cs.LG}", "arxiv", "2005.01234"),
        ("eprint={hep-th/9901001}, eprinttype={arxiv}", "arxiv", "hep-th/9901001"),
        ("journal={arXiv preprint arXiv:1412.6980}", "arxiv", "1412.6980"),
        ("journal={CoRR}, volume={abs/1412.6980}", "arxiv", "1412.6980"),
        ("journal={Ar{X}iv:1412.6980}", "venue", "arXiv"),
        ("eprint={12345}, eprinttype={pubmed}", "pmid", "12345"),
        ("note={Cited 3 times. PMID: 12345}", "pmid", "12345"),
        ("howpublished={\\url{http://a.org/b}}", "url", "http://a.org/b"),
        ("url={www.a.org/b}", "url", "http://www.a.org/b"),
        ("url={https://a.org/x.pdf}", "pdf", "https://a.org/x.pdf"),
        ("url={https://doi.org/10.1000/Abc}", "doi", "10.1000/abc"),
        ("doi={https://doi.org/10.1000/ABC{\\_}(1)}", "doi", "10.1000/abc_(1)"),
        ("langid={ngerman}", "language", "de"),
        ("keywords={{Knowledge, Sociology of}, History}", "tags", ["Knowledge, Sociology of", "History"]),
        ("keywords={a{\\&}amp;b; c}", "tags", ["a&b", "c"]),
        ("keywords={Knowledge; Sociology of,Science,Syphilis}", "tags", ["Knowledge; Sociology of", "Science", "Syphilis"]),
        ("author_keywords={Sleep; Memory}, keywords={human; adult}", "keywords", ["Sleep", "Memory"]),
        ("author_keywords={Sleep; Memory}, keywords={human; adult}", "tags", ["human", "adult"]),
        ("mendeley-groups={Old/Signs,New}", "collections", ["Old / Signs", "New"]),
    ],
)  # fmt: skip
def test_each_dialect_says_it_in_its_own_field(written: str, field: str, value: object) -> None:
    assert records(f"@article{{a, title={{T}}, {written}}}")[0].get(field) == value


@pytest.mark.parametrize(
    ("written", "files"),
    [
        ("Full Text PDF:/home/a/x.pdf:application/pdf;Snapshot:/home/a/x.html:text/html", ["/home/a/x.pdf", "/home/a/x.html"]),
        (r":C$\backslash$:/Users/a/x - 1.pdf:pdf", ["C:/Users/a/x - 1.pdf"]),
        (r"my note\; one:C\:\\Texts\\x.txt:Text", [r"C:\Texts\x.txt"]),
        (":x.pdf:PDF", ["x.pdf"]),
        ("/home/a/x.pdf;/home/a/y.pdf", ["/home/a/x.pdf", "/home/a/y.pdf"]),
    ],
)  # fmt: skip
def test_files_are_paths_however_the_program_writes_them(written: str, files: list[str]) -> None:
    assert records(f"@article{{a, title={{T}}, file={{{written}}}}}")[0]["files"] == files


def test_a_child_takes_from_its_parents_what_it_lacks() -> None:
    text = """@inproceedings{a, title={A}, crossref={CONF}}
@inproceedings{b, title={B}, crossref={conf}, year=2019}
@misc{c, title={C}, xdata={shared}}
@inproceedings{d, crossref={a}}
@article{e, title={E}, crossref={e}}
@proceedings{Conf, title={Proceedings}, year=2020, month=may}
@xdata{shared, langid={german}, note={PMID 77}}
"""
    a, b, c, d, e, conf = records(text)
    assert (a["venue"], a["date"], b["year"]) == ("Proceedings", "2020-05", "2019")
    assert "date" not in b
    assert (c["language"], c["pmid"], d["title"], e["title"]) == ("de", "77", "A", "E")
    assert conf["title"] == "Proceedings"
    assert rejected(text) == [(7, "an @xdata without a title only serves other entries")]


def test_markup_of_publishers_goes_from_titles() -> None:
    assert titles(r"@article{a, title={$\less$i$\greater$E. coli$\less$/i$\greater$ {\&}amp; CO<sub>2</sub>, a < b}}") == [
        "E. coli & CO2, a < b"]  # fmt: skip


# Broken entries


def test_a_broken_entry_takes_none_of_those_after_it_along() -> None:
    text = "@article{a, title={Good}}\n@article{b, title={Broken {one}, year=2021}\n@article{c, title={After}}\n"
    assert titles(text) == ["Good", "After"]
    assert rejected(text) == [(2, "no title could be read from the entry: its braces or quotation marks do not match")]


def test_what_is_surely_whole_in_a_broken_entry_is_kept() -> None:
    text = """@article{b,
  title = {A {Good} title},
  abstract = {An abstract { without an end},
  author = {Adler, Ada},
  year = 2021
}
@article{c, title={After}}
"""
    broken, after = records(text)
    assert broken == {"title": "A Good title", "authors": ["Adler, Ada"], "year": "2021", "type": "article-journal"}
    assert after["title"] == "After"
    assert said(text) == [
        'x.bib:1: the entry "b" is broken: its braces or quotation marks do not match; '
        "read of it: title, authors, year, type"
    ]


def test_a_file_that_is_cut_off_names_the_entry_that_it_ends_in() -> None:
    text = "@article{a, title={Complete}}\n@article{b, title={Cut off in the mid"
    assert titles(text) == ["Complete"]
    assert rejected(text) == [(2, "the file ends inside the entry that starts at line 2: download or export it again")]
    text = "@article{a, title={Complete}}\n@article{b, title={Whole}, abstract={Cut o"
    assert titles(text) == ["Complete", "Whole"]
    assert said(text) == ["x.bib:2: the file ends inside the entry that starts at line 2; read of it: title, type"]


def test_a_brace_too_many_loses_no_field() -> None:
    text = "@article{a, title={T}}, year={2020}\n}\n@article{b, title={U}}\n"
    assert [(each["title"], each.get("year")) for each in records(text)] == [("T", "2020"), ("U", None)]
    assert said(text) == ['x.bib:1: the entry "a" is broken: a brace too many closes it early; read of it: title, year, type']  # fmt: skip


def test_a_missing_comma_loses_no_field() -> None:
    assert records('@article{a, title={T}\n  year=2020\n  journal="J"}') == [
        {"title": "T", "year": "2020", "venue": "J", "type": "article-journal"}
    ]


def test_a_value_that_ends_with_a_backslash_breaks_nothing() -> None:
    text = "@article{a, title={T}, file={C:\\x\\}, year=2020}\n@article{b, title={U}}"
    assert [each.get("year") for each in records(text)] == ["2020", None]
    assert said(text) == []


@pytest.mark.parametrize("unit", ["{", "\nx={a}", "{a} # ", "\\'{", ",\n year={", "$\\cite{"])
def test_no_depth_or_length_of_an_entry_stops_the_reading(unit: str) -> None:
    found = list(importer.read("@article{a, title={T},\n note={b}" + unit * 20_000 + "\n@misc{b, title={U}}", "x.bib"))
    assert [each.title for each in found if isinstance(each, Record)] == ["T", "U"]


# Recognition


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>Cite as:\n@article{a, title={T}}",
        "# Read me\n\nCite us:\n\n```bibtex\n@article{a,\n  title={T}}\n```\n",
        "Use @article or @inproceedings entries.\n@media (max-width: 3em) { a { b: c } }\n",
        "@param {string} name, the name\n@Override (x)\n",
        '{"bibtex": "@article{a, title={T}}"}',
        "a@b.org, title = x\n",
    ],
)
def test_text_that_only_mentions_an_entry_is_another_format(text: str) -> None:
    assert importer.recognises(text) < 20


def test_free_text_may_go_before_the_entries() -> None:
    assert importer.recognises("Scopus\nEXPORT DATE\n\n@ARTICLE{a,\nauthor={B},\n}") >= 80
    assert importer.recognises("% Encoding: UTF-8\n") >= 20


# Files from the wild

COUNTS = {"dev/d2l.bib": 488, "dev/bbt_873.bib": 988, "dev/bbt_bulk.bib": 1241, "crossformat/asysd_zotero.bib": 1000}


@pytest.mark.parametrize("name", COUNTS)
def test_every_entry_of_a_real_file_is_a_record(shared: Path, name: str) -> None:
    decoded = importers.decode((shared / "inputs" / name).read_bytes(), name)
    assert importers.choose(decoded.text, name) is importer
    found = list(importer.read(decoded.text, name))
    assert sum(isinstance(each, Record) for each in found) == COUNTS[name]
    assert not [each for each in found if isinstance(each, Rejected)]
    for each in found:
        if isinstance(each, Record):
            assert decoded.text.split("\n")[each.line - 1].lstrip().startswith("@")


@pytest.mark.parametrize(
    ("source", "truth"),
    [("bbt_873.bib", "bbt_873.expected.betterbibtex.json"), ("bbt_bulk.bib", "bbt_bulk.source.betterbibtex.json")],
)
def test_titles_are_those_that_the_reference_manager_has(shared: Path, source: str, truth: str) -> None:
    folder = shared / "inputs" / "dev"
    expected = json.loads((folder / truth).read_text("utf-8"))["items"]
    theirs = Counter(_plain(item["title"]) for item in expected if item.get("title"))
    ours = Counter(_plain(str(each["title"])) for each in records((folder / source).read_text("utf-8")))
    assert ours.total() == theirs.total()
    assert (ours & theirs).total() >= 0.99 * theirs.total()


def _plain(title: str) -> str:
    """Return a title without rich text and case: the reference manager changes the case of what it exports."""
    bare = re.sub(r"</?(?:i|b|su[bp]|span)\b[^>]*>", "", title)
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split())


def test_every_hostile_and_paired_file_gives_each_entry_once(shared: Path) -> None:
    folder = shared / "inputs"
    paths = [*folder.glob("hostile/*/*.bib"), *folder.glob("dev/jabref_pairs/*.bib")]
    for path in paths:
        if path.name == "html_not_a_bib.bib":
            continue
        text = importers.decode(path.read_bytes(), path.name).text
        assert importers.choose(text, path.name) is importer, path.name
        counted = re.findall(r"(?im)^\s*@(?!string|comment|preamble)\w+", text)
        found = [each for each in importer.read(text, path.name) if isinstance(each, Record | Rejected)]
        assert len(found) == len(counted), path.name
    assert len(paths) > 50


def test_a_login_page_is_no_bibtex(shared: Path) -> None:
    text = (shared / "inputs/hostile/made/html_not_a_bib.bib").read_text("utf-8")
    assert importer.recognises(text) == 0


def test_samples_keep_what_their_programs_know() -> None:
    assert sample("jabref.bib")[0]["collections"] == ["Reading list", "Thesis / Chapter 2"]
    assert sample("mendeley.bib")[0]["arxiv"] == "1501.00001"
    assert sample("zotero.bib")[0]["abstract"] == "We draw maps of papers. One in five (20%) has P < 0.05."
    assert sample("scopus.bib")[0]["keywords"] == ["Memory", "Sleep"]
    assert [each["title"] for each in sample("by_hand.bib")] == ['The "art" of braces', "No key at all"]
    assert sample("biblatex.bib")[1]["title"] == "Small Things: A Study"
