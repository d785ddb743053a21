"""What the site gives to other programs is read here by programs that are not ours."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pages_samples import ANALYSIS, CONTENT

from conftest import CHECKOUT
from generator import pages
from generator.config import Config
from generator.emitters import Output, bibliographies, citing, exports, graphs
from generator.importers import choose
from generator.papers import Account, Author, Content, Entry, Library, Paper, Rejected, Slug
from generator.report import Problem

SCHEMAS = CHECKOUT / "generator" / "schemas"
CONFIG = Config(title="Map")
LEDGER = (
    Account("a.txt", "listing", (Entry(1, "Alpha", "new", "id-alpha"), Entry(9, "", "rejected", "", "no title"))),
)


def outputs(content: Content = CONTENT, config: Config = CONFIG) -> Iterator[Output]:
    site = pages.plan(content, ANALYSIS, config)
    cited = citing.cited(site, content, config)
    yield from bibliographies.outputs(site, ANALYSIS, config, cited)
    yield from exports.outputs(site, content, ANALYSIS, config)
    yield from graphs.outputs(site, ANALYSIS, config)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {output.path: output.render() for output in outputs(replace(CONTENT, ledger=LEDGER))}


def changed(slug: str, **fields: object) -> Content:
    """Return the sample with one paper's fields changed."""
    papers = (replace(each, **fields) if each.slug == slug else each for each in CONTENT.library)  # type: ignore[arg-type]
    return replace(CONTENT, library=Library.of(papers))


def test_every_json_file_is_valid_by_its_published_schema(files: dict[str, bytes]) -> None:
    import jsonschema

    made = {path.removeprefix("data/") for path in files if path.endswith(".json") and "/schema/" not in path}
    schemas = {path.name.replace(".schema.json", ".json"): path for path in SCHEMAS.glob("*.json")}
    assert made == set(schemas)
    for name, path in schemas.items():
        schema = json.loads(path.read_text("utf-8"))
        assert files[f"data/schema/{path.name}"] == path.read_bytes()
        checker = jsonschema.Draft202012Validator(schema)
        checker.check_schema(schema)
        value = json.loads(files[f"data/{name}"])
        assert value
        checker.validate(value)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("papers", [{"slug": "a"}]),
        ("topics", [{"id": "a", "name": "A", "keywords": [], "papers": ["b", "b"]}]),
        ("related", {"a": [{"slug": "b", "weight": -1, "reasons": []}]}),
        ("vosviewer", {"network": {"items": [], "links": [{"source": 1}], "clusters": []}}),
        ("library.csl", [{"id": "a", "type": "book", "title": "T", "shelf": "x"}]),
    ],
)
def test_the_schemas_refuse_what_is_wrong(name: str, wrong: object) -> None:
    import jsonschema

    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema)


def test_networkx_reads_both_graphs(files: dict[str, bytes]) -> None:
    import networkx as nx

    for graph in (
        nx.read_graphml(io.BytesIO(files["data/graph.graphml"])),
        nx.read_gexf(io.BytesIO(files["data/graph.gexf"])),
    ):
        assert sorted(graph.nodes) == ["alpha", "beta", "gamma", "lone"]
        assert graph.nodes["alpha"]["label"] == "Alpha **rays** & <sks> dogs"
        assert graph.nodes["alpha"]["topic"] == "Experts"
        assert {frozenset(edge) for edge in graph.edges} == {frozenset({"alpha", "beta"}), frozenset({"beta", "gamma"})}
        assert graph.edges["alpha", "beta"]["weight"] == 0.42
        assert graph.edges["alpha", "beta"]["reasons"] == "Mixture of experts; Gamma ray"


def test_gexf_has_places_and_no_date(files: dict[str, bytes]) -> None:
    text = files["data/graph.gexf"].decode()
    assert "lastmodified" not in text
    assert 'x="12.5" y="-3.04"' in text


def test_a_link_in_vosviewers_map_joins_its_items(files: dict[str, bytes]) -> None:
    network = json.loads(files["data/vosviewer.json"])["network"]
    labels = {item["id"]: item["label"] for item in network["items"]}
    links = [(labels[link["source_id"]], labels[link["target_id"]], link["strength"]) for link in network["links"]]
    assert links == [("Alpha **rays** & <sks> dogs", "Beta decay", 0.42), ("Beta decay", "Gamma", 0.0)]
    clusters = {cluster["cluster"]: cluster["label"] for cluster in network["clusters"]}
    assert [clusters.get(item.get("cluster")) for item in network["items"]] == ["Experts", "Experts", "Rays", None]
    assert network["items"][1]["scores"] == {"Year": 1934}


def test_bibtexparser_reads_the_library_and_its_topics(files: dict[str, bytes]) -> None:
    import bibtexparser

    parsed = {
        path: bibtexparser.parse_string(content.decode()) for path, content in files.items() if path.endswith(".bib")
    }
    assert all(not library.failed_blocks for library in parsed.values())
    keys = {path: [entry.key for entry in library.entries] for path, library in parsed.items()}
    assert keys == {
        "data/library.bib": ["alpha", "beta", "gamma", "lone"],
        "collections/firsts.bib": ["beta"],
        "topics/experts.bib": ["alpha", "beta"],
        "topics/rays.bib": ["gamma"],
    }
    alpha = parsed["data/library.bib"].entries[0]
    assert alpha["author"] == "Curie, Marie and {The Group}"
    assert alpha["doi"] == "10.1/x(1)"


def test_rispy_reads_the_library_and_its_topics(files: dict[str, bytes]) -> None:
    rispy = pytest.importorskip("rispy", reason="rispy is not installed")
    entries = rispy.loads(files["data/library.ris"].decode())
    assert [entry["id"] for entry in entries] == ["alpha", "beta", "gamma", "lone"]
    assert entries[0]["authors"] == ["Curie, Marie", "The Group"]
    assert [entry["id"] for entry in rispy.loads(files["topics/rays.ris"].decode())] == ["gamma"]


def test_our_own_importer_takes_the_library_back(files: dict[str, bytes]) -> None:
    for path in ("data/library.ris", "data/library.bib", "data/library.csl.json", "data/library.csv"):
        text = files[path].decode("utf-8-sig")
        found = list(choose(text, path).read(text, path))
        assert not [each for each in found if isinstance(each, Rejected | Problem)], path
        titles = [each.title for each in found]
        assert titles[1:] == ["Beta decay", "Gamma", "Lone"], path


def cells(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_table_has_a_row_a_paper(files: dict[str, bytes]) -> None:
    rows = cells(files["data/library.csv"])
    assert [row["slug"] for row in rows] == ["alpha", "beta", "gamma", "lone"]
    assert rows[0]["authors"] == "Marie Curie; The Group"
    assert rows[0]["abstract"].startswith("We join experts. A mixture")
    assert rows[0]["page"] == "papers/alpha.html"
    assert [row["slug"] for row in cells(files["topics/experts.csv"])] == ["alpha", "beta"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    title = f'{start}HYPERLINK("http://evil.example","x")'
    content = changed("beta", title=title, authors=(Author(f"{start}cmd|'/c calc'!A0"),), venue=f"{start}1")
    made = {output.path: output for output in outputs(content)}
    row = cells(made["data/library.csv"].render())[1]
    assert row["title"] == f"'{title}"
    assert row["authors"].startswith("'")
    assert not [value for value in row.values() if value.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_control_characters_break_no_export() -> None:
    content = changed("beta", title="Beta \x00\x0b decay \ud800 \ufffe", abstract="a\x1bb")
    for output in outputs(content):
        made = output.render()
        if output.path.endswith((".graphml", ".gexf")):
            from defusedxml.ElementTree import fromstring

            fromstring(made)


def test_keys_change_with_what_the_files_say() -> None:
    before = {output.path: output.key for output in outputs()}
    assert before == {output.path: output.key for output in outputs()}
    after = {output.path: output.key for output in outputs(changed("gamma", year=1999))}
    moved = {path for path, key in after.items() if before[path] != key}
    assert {"data/library.bib", "data/library.csv", "topics/rays.ris", "data/graph.gexf", "data/papers.json"} <= moved
    assert not moved & {"topics/experts.bib", "topics/experts.csv", "data/schema/papers.schema.json"}


def test_nothing_unpublished_and_no_withheld_abstract_is_exported() -> None:
    for output in outputs(config=replace(CONFIG, abstracts="none")):
        made = output.render()
        assert b"join experts" not in made, output.path
        assert b"Hidden thing" not in made
        assert b"Private thing" not in made


def test_a_paper_that_only_a_person_made_is_exported() -> None:
    content = Content(Library.of([Paper(CONTENT.library.papers[0].slug, "id-alpha", "Only a title")]))
    site = pages.plan(content, replace(ANALYSIS, links=(), related={}, topics=(), topic_of={}, bridges=()), CONFIG)
    cited = citing.cited(site, content, CONFIG)
    made = {each.path: each.render() for each in bibliographies.outputs(site, ANALYSIS, CONFIG, cited)}
    assert cells(made["data/library.csv"])[0]["title"] == "Only a title"


@pytest.mark.parametrize("field", [*bibliographies._COLUMNS, "pdf", "keywords"])
def test_a_file_of_citations_is_made_anew_when_what_it_says_changed(field: str) -> None:
    paper = {"year": 1999, "authors": (Author("Else", ""),), "keywords": ("else",)}.get(field, "https://else.org/1999")
    content = CONTENT if field in ("page", "topic", "slug") else changed("alpha", **{field: paper})
    config = replace(CONFIG, url="https://else.org/") if field == "page" else CONFIG
    analysis = replace(ANALYSIS, topic_of={}) if field == "topic" else ANALYSIS
    found = []
    for library, look, settings in ((CONTENT, ANALYSIS, CONFIG), (content, analysis, config)):
        site = pages.plan(library, ANALYSIS, settings)
        made = bibliographies.outputs(site, look, settings, citing.cited(site, library, settings))
        found.append({each.path: (each.key, each.render()) for each in made})
    for path in found[0].keys() & found[1].keys():
        (key, content_of), (other_key, other) = found[0][path], found[1][path]
        assert content_of == other or key != other_key, path


def test_scripts_get_each_abstract_once_and_can_put_it_back() -> None:
    texts = ("Rays, at length.", "5 % of it & more.", "")
    papers = [Paper(Slug(f"p{n}"), f"id-{n}", "Rays, at length.", abstract=text) for n, text in enumerate(texts)]
    rows = {paper.slug: citing.Cited(paper, paper.abstract) for paper in papers}
    made = next(each for each in citing.outputs(rows, "") if each.path == "data/cite/0.js").render().decode()
    found = json.loads(made.partition(",")[2].removesuffix(");\n"))
    assert made.count("at length") == 4 + 3 + 3, "titles, and one abstract"
    for slug, row in rows.items():
        for name, whole in (("bibtex", row.bibtex), ("ris", row.ris)):
            assert found[slug][name].replace(citing.MARK, row.csl.get("abstract", "")) == whole
