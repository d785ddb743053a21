"""One spelling for each identifier."""

import json
from pathlib import Path

import pytest

from generator import identifiers


@pytest.mark.parametrize(
    "written", ["10.1000/ABC.d", "doi:10.1000/abc.d", "https://doi.org/10.1000%2Fabc.d.", "(10.1000/abc.d)"]
)
def test_a_doi_has_one_spelling(written: str) -> None:
    assert identifiers.doi(written) == "10.1000/abc.d"


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("arXiv:2401.01234v2", "2401.01234"),
        ("https://arxiv.org/abs/cs/0503050v1", "cs/0503050"),
        ("https://arxiv.org/pdf/2401.01234", "2401.01234"),
        ("2401.10", ""),
    ],
)
def test_an_arxiv_id_loses_its_version(written: str, id: str) -> None:
    assert identifiers.arxiv(written) == id


@pytest.mark.parametrize(
    "written",
    ["javascript:alert(1)", "data:text/html,x", "ftp://x.org", "https://", "//x.org", "http://a b", "http://[x"],
)
def test_only_web_addresses_are_addresses(written: str) -> None:
    assert identifiers.web_url(written) == ""


@pytest.mark.parametrize(
    ("sentence", "address"),
    [
        ("at https://github.com/a/b.", "https://github.com/a/b"),
        ("(https://a.io/x_(y)).", "https://a.io/x_(y)"),
        ("https://a.io/Machinery{Machinery}.", "https://a.io/Machinery"),
        ("https://a.io/Jellyfish .", "https://a.io/Jellyfish"),
        ("https://a.io/Fusion.)", "https://a.io/Fusion"),
    ],
)
def test_an_address_in_a_sentence_comes_out_clean(sentence: str, address: str) -> None:
    assert identifiers.resource_urls(sentence) == [address]


def test_all_87_addresses_of_the_seeds_come_out_clean(shared: Path) -> None:
    truth = json.loads((shared / "seed_truth.json").read_text("utf-8"))
    lines = [
        line
        for path in sorted((shared / "seeds").glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line
    ]
    found = {
        title.removeprefix("Subscribe"): identifiers.resource_urls(abstract)
        for title, abstract in zip(lines, lines[1:])
    }
    expected = {paper["title"]: paper["resource_urls"] for paper in truth["unique"]}
    assert {title: found[title] for title in expected} == expected
    assert sum(map(len, expected.values())) == 87
