"""The map's data: what a script reads, worked out from a library of four papers."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import analysis, pages, prose
from generator.config import Config, MapSettings
from generator.emitters import datafile, map, reading, search
from generator.papers import Content, Library, Paper, Slug, Span

WORDS = "graph neural networks", "message passing", "protein folding"


def paper(slug: str, *, title: str = "", abstract: str = "", **fields: Any) -> Paper:
    return Paper(Slug(slug), f"{len(slug):08x}", title or slug.title(), abstract, **fields)


@pytest.fixture(scope="module")
def content() -> Content:
    both = f"We use {WORDS[0]} with {WORDS[1]}. </script> It works."
    keywords = WORDS[:2]
    return Content(
        Library.of(
            [
                paper("alpha", abstract=both, keywords=keywords, year=2020),
                paper("beta", title="About 😀 \\emph{beta}", abstract=f"😀 {both}", keywords=keywords),
                paper("gamma", abstract=f"All about {WORDS[2]}.", keywords=(WORDS[2],)),
                paper("secret", abstract=both, keywords=keywords, private=True),
            ]
        )
    )


def read(content: Content, config: Config | None = None) -> dict[str, Any]:
    """Return every data file of the map by its name."""
    config = config or Config()
    found = analysis.analyse(content, config.map)
    site = pages.plan(content, found, config)
    papers = reading.readings(site, content, found)
    made = map.outputs(papers, site, content, found, config, "stamp")
    return {output.path: parsed(output.render()) for output in made}


def parsed(script: bytes) -> Any:
    text = script.decode()
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


@pytest.fixture(scope="module")
def files(content: Content) -> dict[str, Any]:
    return read(content)


def test_every_published_paper_is_a_node_in_slug_order(files: dict[str, Any]) -> None:
    assert [(node["id"], node["slug"]) for node in files["data/map.js"]["nodes"]] == [
        (0, "alpha"),
        (1, "beta"),
        (2, "gamma"),
    ]


def test_a_node_holds_what_the_filters_need_and_no_colour(files: dict[str, Any]) -> None:
    node = files["data/map.js"]["nodes"][0]
    labels = files["data/map.js"]["keywords"]
    assert node["year"] == 2020
    assert [labels[place][0].lower() for place in node["keywords"]] == list(WORDS[:2])
    assert not {"color", "colour"} & set(node)


def test_an_edge_says_why_by_falling_share(files: dict[str, Any]) -> None:
    (edge,) = files["data/map.js"]["edges"]
    assert (edge["from"], edge["to"]) == (0, 1)
    shares = [share for _, share in edge["reasons"]]
    assert len(shares) >= 2
    assert shares == sorted(shares, reverse=True)


def test_nothing_moves_by_itself(files: dict[str, Any]) -> None:
    options = files["data/map.js"]["options"]
    assert options["physics"] == {"enabled": False}
    assert options["layout"] == {"improvedLayout": False}


def test_titles_are_readable_and_cannot_end_a_script(content: Content, files: dict[str, Any]) -> None:
    assert files["data/map.js"]["nodes"][1]["title"] == "About 😀 beta"
    found = analysis.analyse(content, MapSettings())
    papers = reading.readings(pages.plan(content, found, Config()), content, found)
    assert all(b"</script>" not in chunk.render() for chunk in reading.outputs(papers, "stamp"))


def test_spans_count_as_scripts_do(files: dict[str, Any]) -> None:
    for row in files["data/papers/0.js"]:
        units = row["abstract"].encode("utf-16-le")
        for start, end, place in row["spans"]:
            assert units[2 * start : 2 * end].decode("utf-16-le").lower() == row["labels"][place].lower()


def test_a_papers_file_says_nothing_of_other_papers_keywords(content: Content, files: dict[str, Any]) -> None:
    other = replace(content.library["gamma"], keywords=("anything", "protein folding", "zymurgy"))
    edited = read(Content(Library.of([*(one for one in content.library if one.slug != "gamma"), other])))
    assert edited["data/papers/0.js"] == files["data/papers/0.js"]
    assert edited["data/papers/1.js"][0]["labels"][:3] == ["Anything", "Protein folding", "Zymurgy"]


def test_a_longer_keyword_says_which_it_holds() -> None:
    library = Content(Library.of([
        paper("alpha", abstract="We see a gamma ray burst.", keywords=("gamma ray burst", "burst")),
        paper("beta", abstract="Gamma ray bursts last.", keywords=("gamma ray burst",)),
    ]))  # fmt: skip
    first, second = read(library)["data/papers/0.js"]
    assert (first["labels"], first["listed"], first["inside"]) == (["Gamma ray burst", "Burst"], 2, {"0": ["Burst"]})
    assert (second["labels"], second["inside"]) == (["Gamma ray burst"], {"0": ["Burst"]})


@pytest.mark.parametrize("how", ["none", "excerpt"])
def test_an_abstract_that_is_not_published_is_in_no_file(how: Any, content: Content) -> None:
    long = Content(
        Library.of(
            [*(one for one in content.library if one.slug != "gamma"), paper("gamma", abstract="x " * 300 + "zymurgy")]
        )
    )
    files = read(long, Config(abstracts=how))
    assert "zymurgy" not in str(files)
    assert ("abstract" in files["data/papers/0.js"][0]) is (how == "excerpt")


def test_the_same_library_gives_the_same_bytes(content: Content, files: dict[str, Any]) -> None:
    assert read(content) == files


def test_a_passage_moves_its_spans_with_its_text() -> None:
    made = prose.passage("It adds 5\\% to $x^2$ here. A {\\em new} graph\\footnote works.", [Span(39, 44, "graph")])
    assert made.text.startswith("It adds 5% to x² here. A new graph")
    assert [made.text[start:end] for start, end, _ in made.spans] == ["graph"]
    assert [made.text[start:end][:2] for start, end in made.sentences] == ["It", "A "]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("M^3ViT", "M³ViT"),
        ("M$^3$ViT", "M³ViT"),
        ("in $\\mathcal{O}(n^{2})$ steps", "in O(n²) steps"),
        ("$d_{model}$ and \\(\\alpha\\)", "d_model and α"),
        ("from \\$5 to \\$6", "from $5 to $6"),
    ],
)
def test_scripts_get_formulas_as_plain_letters(source: str, shown: str) -> None:
    assert prose.readable(source) == shown


def test_a_paper_is_found_by_the_other_names_of_its_keywords() -> None:
    library = Content(Library.of([paper(slug, keywords=("mixture of experts",)) for slug in ("alpha", "beta")]))
    found = analysis.analyse(library, MapSettings())
    keyword = replace(found.keywords["mixtur of expert"], variants=("MoE",))
    found = replace(found, keywords={**found.keywords, keyword.key: keyword})
    site = pages.plan(library, found, Config())
    papers = reading.readings(site, library, found)
    files = {output.path: output for output in search.outputs(papers, site, library, found, "stamp")}
    assert len(re.findall("[A-Z]", parsed(files["data/search/words-0.js"].render())["moe"])) == 2


def positions() -> Iterator[tuple[str, int, int]]:
    yield "abc", 2, 2
    yield "a😀c", 1, 1
    yield "a😀c", 2, 3


@pytest.mark.parametrize(("text", "position", "units"), list(positions()))
def test_characters_beyond_the_basic_plane_count_twice(text: str, position: int, units: int) -> None:
    assert datafile.utf16(text)(position) == units


def test_a_data_file_is_one_line_whatever_stands_in_it() -> None:
    script = datafile.script("x", ["a\u2028b\u2029c\nd<e"]).decode()
    assert script == 'sitegen.data("x",["a\\u2028b\\u2029c\\nd\\u003ce"]);\n'


def test_every_vendored_library_is_the_one_its_note_tells_of_and_has_its_licence() -> None:
    vendor = Path(__file__).resolve().parents[1] / "static" / "vendor"
    told = json.loads((vendor / "vendored.json").read_text("utf-8"))
    assert told
    for name, library in told.items():
        assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == library["sha256"]
    assert (vendor / "vis-network.LICENSE.txt").is_file()
