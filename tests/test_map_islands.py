"""The maps of a library of more papers than one picture shows, from the small library of the browser tests."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from browser import library

from generator.build import build
from generator.emitters import islands
from generator.emitters import map as network_map

PAPERS = len(library.THEMES) * library.PER_THEME + len(library.HOSTILE) + 6


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("many")
    library.write(project)
    library.join(project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network_map, "LIMIT", PAPERS - 1)
        build(project)
    return project / "site"


def read(site: Path, name: str) -> Any:
    text = (site / "data" / f"{name}.js").read_text("utf-8")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


@pytest.fixture(scope="module")
def top(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = read(site, "map")
    return found


@pytest.fixture(scope="module")
def inner(site: Path, top: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {node["slug"]: read(site, f"map/{node['slug']}") for node in top["nodes"]}


def own(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [node for node in found["nodes"] if "far" not in node]


def test_a_library_at_the_limit_has_one_map_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library.write(tmp_path, 8)
    monkeypatch.setattr(network_map, "LIMIT", 8)
    build(tmp_path)
    assert "kind" not in read(tmp_path / "site", "map")
    assert not (tmp_path / "site" / "data" / "map").exists()


def test_every_paper_is_on_the_map_of_one_topic(inner: dict[str, dict[str, Any]], top: dict[str, Any]) -> None:
    assert sorted(node["number"] for found in inner.values() for node in own(found)) == list(range(PAPERS))
    assert {node["slug"]: node["papers"] for node in top["nodes"]} == {
        topic: len(own(found)) for topic, found in inner.items()
    }


def test_a_paper_is_found_by_its_slug_and_by_its_title(site: Path, inner: dict[str, dict[str, Any]]) -> None:
    shelves = [read(site, f"at/{number}") for number in range(islands.shelves(PAPERS))]
    titles = read(site, "titles")
    for topic, found in inner.items():
        assert titles[topic] == [node["title"] for node in own(found)]
        for node in own(found):
            assert [shelf[node["slug"]] for shelf in shelves if node["slug"] in shelf] == [topic]


def test_a_link_between_two_topics_is_on_both_their_maps(inner: dict[str, dict[str, Any]]) -> None:
    seen: Counter[tuple[str, ...]] = Counter()
    crossing = set()
    for found in inner.values():
        for edge in found["edges"]:
            ends = [found["nodes"][edge[end]] for end in ("from", "to")]
            assert any("far" not in end for end in ends)
            pair = tuple(sorted(end["slug"] for end in ends))
            seen[pair] += 1
            if any("far" in end for end in ends):
                crossing.add(pair)
    assert crossing
    assert all(count == (2 if pair in crossing else 1) for pair, count in seen.items())


def test_links_between_topics_are_summed_with_their_reasons(
    top: dict[str, Any], inner: dict[str, dict[str, Any]]
) -> None:
    home = {node["slug"]: topic for topic, found in inner.items() for node in own(found)}
    ids = {node["slug"]: node["id"] for node in top["nodes"]}
    counts: Counter[tuple[int, ...]] = Counter()
    for found in inner.values():
        for edge in found["edges"]:
            pair = {ids[home[found["nodes"][edge[end]]["slug"]]] for end in ("from", "to")}
            if len(pair) == 2:
                counts[tuple(sorted(pair))] += 1
    assert top["edges"]
    for edge in top["edges"]:
        assert 2 * edge["links"] == counts[edge["from"], edge["to"]]
        assert all(1 <= share <= 100 for _, share in edge["reasons"])
    assert max(edge["weight"] for edge in top["edges"]) == 1


def test_papers_of_other_topics_stand_outside_the_island(top: dict[str, Any], inner: dict[str, dict[str, Any]]) -> None:
    for found in inner.values():
        if found["topic"] < 0:
            continue
        island = top["topics"][found["topic"]]
        for node in found["nodes"]:
            away = ((node["x"] - island["x"]) ** 2 + (node["y"] - island["y"]) ** 2) ** 0.5
            assert (away > island["radius"]) == ("far" in node)


def test_a_nodes_keywords_are_those_that_its_paper_lists(site: Path, inner: dict[str, dict[str, Any]]) -> None:
    for found in inner.values():
        for node in own(found):
            row = read(site, f"papers/{node['number'] // found['chunk']}")[node["number"] % found["chunk"]]
            assert row["slug"] == node["slug"]
            listed = row.get("labels", [])[: row.get("listed", 0)]
            assert [found["keywords"][str(place)][0] for place in node["keywords"]] == listed


def test_the_maps_own_scripts_are_small_for_a_large_library_too(site: Path) -> None:
    page = (site / "map.html").read_text("utf-8")
    names = [name for name in re.findall(r'src="static/js/([\w-]+)\.js"', page) if name != "words"]
    assert len(names) > 10
    assert sum((site / "static" / "js" / f"{name}.js").stat().st_size for name in names) < 66_000
