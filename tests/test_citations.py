"""A paper as other programs cite it."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from generator import citations
from generator.papers import Author, Paper, Slug

PAPER = Paper(
    Slug("maps-of-m-3-libraries"),
    "0123abcd",
    "Maps of M$^3$ libraries & GPT-4: 50 % of {all}",
    authors=(Author("Lovelace", "Ada"), Author("Research and Development Group")),
    year=2024,
    date="2024-03-05",
    venue="Journal of Maps_and_Charts",
    type="article-journal",
    doi="10.1000/x_y",
    arxiv="2401.01234",
    keywords=("Literature map",),
)


def test_bibtex_escapes_text_keeps_formulas_and_guards_capitals() -> None:
    assert citations.bibtex(PAPER, "We show 5 %.") == (
        "@article{maps-of-m-3-libraries,\n"
        "  title = {Maps of M$^3$ libraries \\& {GPT-4:} 50 \\% of \\{all\\}},\n"
        "  author = {Lovelace, Ada and {Research and Development Group}},\n"
        "  journal = {Journal of Maps\\_and\\_Charts},\n"
        "  year = {2024},\n"
        "  month = {3},\n"
        "  doi = {10.1000/x_y},\n"
        "  eprint = {2401.01234},\n"
        "  eprinttype = {arxiv},\n"
        "  url = {https://doi.org/10.1000/x_y},\n"
        "  keywords = {Literature map},\n"
        "  abstract = {We show 5 \\%.}\n"
        "}\n"
    )


def test_ris_is_one_tag_a_line_and_ends() -> None:
    assert citations.ris(PAPER, "One.\n\nTwo.").splitlines() == [
        "TY  - JOUR",
        "ID  - maps-of-m-3-libraries",
        "TI  - Maps of M$^3$ libraries & GPT-4: 50 % of {all}",
        "AU  - Lovelace, Ada",
        "AU  - Research and Development Group",
        "PY  - 2024",
        "DA  - 2024/03/05",
        "T2  - Journal of Maps_and_Charts",
        "DO  - 10.1000/x_y",
        "UR  - https://doi.org/10.1000/x_y",
        "AB  - One. Two.",
        "UR  - https://arxiv.org/abs/2401.01234",
        "KW  - Literature map",
        "ER  - ",
        "",
    ]


def test_csl_names_persons_and_bodies_and_dates_in_parts() -> None:
    [item] = json.loads(citations.csl_json(PAPER))
    assert item["author"] == [{"family": "Lovelace", "given": "Ada"}, {"literal": "Research and Development Group"}]
    assert item["issued"] == {"date-parts": [[2024, 3, 5]]}
    assert item["note"] == "arXiv: 2401.01234"


def test_a_paper_of_which_only_the_title_is_known_is_cited_with_it_alone() -> None:
    bare = Paper(Slug("a"), "00000000", "A title")
    assert citations.bibtex(bare) == "@misc{a,\n  title = {A title}\n}\n"
    assert citations.csl(bare) == {"id": "a", "type": "document", "title": "A title"}


@pytest.mark.parametrize("field", [each.name for each in fields(Paper)])
def test_what_a_citation_is_made_of_stands_for_all_of_it(field: str) -> None:
    before = getattr(PAPER, field)
    other: object = (Author("Else", "E."),) if field == "authors" else ("else",) if before == () else "1999-01"
    change: dict[str, Any] = {field: 1999 if field == "year" else other}
    changed = replace(PAPER, **change)
    made = [[make(one, "") for make in (citations.bibtex, citations.ris, citations.csl)] for one in (PAPER, changed)]
    assert made[0] == made[1] or citations.said(PAPER) != citations.said(changed)
