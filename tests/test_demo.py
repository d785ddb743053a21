"""The demo of this repository, whole: its pages are what its sources say, and builds repeat themselves to the byte."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CHECKOUT, SEEDS, tree


def sitegen(*words: str, **environment: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", *words, "--json"],
        cwd=CHECKOUT, check=True, capture_output=True, text=True, env={**os.environ, **environment},
    )  # fmt: skip
    made: dict[str, object] = json.loads(done.stdout)
    return made


def copied(target: Path) -> Path:
    shutil.copytree(CHECKOUT / "content", target / "content")
    shutil.copy(CHECKOUT / "sitegen.toml", target)
    return target


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copied(tmp_path_factory.mktemp("demo"))
    sitegen("build", "--project", str(project))
    return project


def test_the_committed_pages_are_up_to_date(demo: Path) -> None:
    assert tree(demo / "content") == tree(CHECKOUT / "content")
    sitegen("build", "--frozen", "--strict", "--project", str(demo))


def test_in_the_repository_all_488_records_are_known(demo: Path) -> None:
    before = tree(demo / "content")
    made = sitegen("import", "--project", str(demo), *map(str, sorted(SEEDS.glob("*.txt"))))
    files = made["files"]
    assert isinstance(files, list)
    assert made["papers"] == 418
    assert [(each["records"], each["new"], each["known"] + each["duplicates"], each["rejected"]) for each in files] == [
        (count, 0, count, 0) for count in (59, 66, 63, 243, 57)
    ]
    assert tree(demo / "content") == before


def test_a_second_build_changes_no_byte(demo: Path) -> None:
    before = tree(demo)
    made = sitegen("build", "--project", str(demo))
    assert made["rendered"] == 0
    assert tree(demo) == before


def test_another_hash_seed_folder_and_time_zone_give_the_same_site(demo: Path, tmp_path: Path) -> None:
    project = copied(tmp_path / "an other" / "földer")
    sitegen(
        "build", "--project", str(project), PYTHONHASHSEED="12345", TZ="Asia/Tokyo", LANG="C", SOURCE_DATE_EPOCH="1"
    )
    assert tree(project / "site") == tree(demo / "site")


def test_a_build_without_cache_changes_no_byte(demo: Path) -> None:
    before = tree(demo / "site"), tree(demo / "content")
    shutil.rmtree(demo / ".sitegen-cache")
    sitegen("build", "--project", str(demo))
    assert (tree(demo / "site"), tree(demo / "content")) == before


def test_shuffled_sources_into_an_empty_project_give_the_committed_papers(tmp_path: Path) -> None:
    paths = sorted(SEEDS.glob("*.txt"))
    random.Random(7).shuffle(paths)
    tmp_path.joinpath("p").mkdir()
    sitegen("import", "--project", str(tmp_path / "p"), *map(str, paths), PYTHONHASHSEED="99")
    assert tree(tmp_path / "p" / "content" / "papers") == tree(CHECKOUT / "content" / "papers")


def test_every_file_of_the_data_folder_is_as_promised(demo: Path) -> None:
    papers, related, topics = (
        json.loads((demo / "site" / "data" / f"{name}.json").read_text("utf-8"))
        for name in ("papers", "related", "topics")
    )
    slugs = {paper["slug"] for paper in papers}
    assert len(slugs) == 418
    assert {key for paper in papers for key in paper} == set(
        "slug title authors year abstract keywords topic url".split()
    )
    assert all((demo / "site" / paper["url"]).is_file() for paper in papers)
    for links in related.values():
        assert [link["weight"] for link in links] == sorted((link["weight"] for link in links), reverse=True)
        assert all(set(link) == {"slug", "weight", "reasons"} and link["slug"] in slugs for link in links)
    assert {slug for topic in topics for slug in topic["papers"]} <= slugs
    assert {key for topic in topics for key in topic} == {"id", "name", "keywords", "papers"}
    assert (demo / "site" / "data" / "graph.graphml").read_text("utf-8").count("<node ") == 418


def test_an_edit_by_hand_shows_everywhere_and_a_new_import_leaves_it_alone(demo: Path, tmp_path: Path) -> None:
    project = tmp_path / "p"
    shutil.copytree(demo, project)
    page = project / "content" / "papers" / "12-in-1-multi-task-vision-and-language-representation-learning.md"
    text = page.read_text("utf-8").replace('title: "12-in-1', 'title: "Zwölf-in-1')
    text = re.sub("keywords: .*", "keywords: [Mixture-of-experts, Zebra crossings]", text) + "\nA *note* of mine.\n"
    page.write_text(text, "utf-8")
    sitegen("build", "--project", str(project))
    shown = (project / "site" / "papers" / f"{page.stem}.html").read_text("utf-8")
    assert "Zwölf-in-1" in shown
    assert "Zebra crossings" in shown
    assert "A <em>note</em> of mine." in shown
    papers = {
        paper["slug"]: paper for paper in json.loads((project / "site" / "data" / "papers.json").read_text("utf-8"))
    }
    assert papers[page.stem]["keywords"] == ["Mixture-of-experts", "Zebra crossings"]
    experts = next((project / "site" / "keywords").glob("mixture-of-experts.html")).read_text("utf-8")
    assert f"../papers/{page.stem}.html" in experts
    topics = json.loads((project / "site" / "data" / "topics.json").read_text("utf-8"))
    topic = next(each for each in topics if page.stem in each["papers"])
    assert papers[page.stem]["topic"] == topic["id"]
    assert "Zwölf-in-1" in (project / "site" / "topics" / f"{topic['id']}.html").read_text("utf-8")
    related = json.loads((project / "site" / "data" / "related.json").read_text("utf-8"))
    old = json.loads((demo / "site" / "data" / "related.json").read_text("utf-8"))
    assert related[page.stem] != old[page.stem]
    before = tree(project / "content" / "papers")
    sitegen("import", "--project", str(project), *map(str, sorted(SEEDS.glob("*.txt"))))
    assert tree(project / "content" / "papers") == before
