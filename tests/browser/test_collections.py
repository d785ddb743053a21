"""A collection's page, its papers on the live map, and its query: the search page answers it alike."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from browser import library
from browser.conftest import faults, until
from generator import content
from generator.build import build

QUERIES = [
    "docking",
    "docking OR diarization",
    "docking|diarization -year:2015",
    "benchmark docking OR diarization -year:2015",
    f"abstract:{library.RARE}",
    "title:doc",
    "title:dock*",
    "dock*",
    'author:"ada 0 muller" year:2016..2017',
    'author:"Müller Luz"',
    'keyword:"docking molecular" OR title:docking',
    "year:>=2018 venue:annals",
    "year:soon",
    "tag:bl docking",
    "source:library.ris speech",
    'collection:"board 1" depth',
    "has:code",
    "-tag:blue title:docking OR title:diarization",
    '"molecular docking" -"part 1"',
    "fine-tuning",
    "fine tuning",
    "finetuning depth",
    '"fine tuning"',
    "言語モデル",
    '"規模大"',
    "على",
    "the docking of",
    "-docking",
    "M3ViT OR 3ViT",
    "speech:recognition",
    "a-b-c docking",
    'topic:speech OR topic:"link prediction"',
    "OR docking",
    "c++",
]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with a collection for each query."""
    project = tmp_path_factory.mktemp("asked")
    library.write(project)
    folder = project / "content" / "collections"
    folder.mkdir()
    for number, query in enumerate(QUERIES):
        head = f"title: Query {number}\nquery: {json.dumps(query, ensure_ascii=False)}"
        (folder / f"q{number}.md").write_text(f"---\n{head}\n---\n\nOn $x^2$ and [[paper-01]].\n", "utf-8")
    # Writing the account of sources is an import's work; the pages say which they come from.
    read = content.read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "read", lambda *given: replace(read(*given), ledger=library.ledger()))
        build(project)
    return project / "site"


def held_by(page: Path) -> list[str]:
    listed = re.search(r'(?s)<ol class="papers">.*?</ol>', page.read_text("utf-8"))
    return sorted(re.findall(r'href="\.\./papers/([^"]+)\.html"', listed[0])) if listed else []


def test_the_search_page_finds_what_a_collection_of_the_same_query_holds(asked: Path, visit: Any) -> None:
    page = visit(f"{asked.as_uri()}/search.html")
    until(page, "document.querySelector('#search-count').textContent")
    found = page.evaluate(
        """async (queries) => {
            const summary = await sitegen.load("search");
            const index = sitegen.index(summary, sitegen.lists(summary));
            const answers = [];
            for (const query of queries) {
                const { papers, instead } = await index.search(`${query} `);
                const rows = await Promise.all(papers.map(index.paper));
                answers.push(instead.length ? [] : rows.map(({ row }) => row.slug).sort());
            }
            return answers;
        }""",
        QUERIES,
    )
    held = [held_by(asked / "collections" / f"q{number}.html") for number in range(len(QUERIES))]
    assert dict(zip(QUERIES, found, strict=True)) == dict(zip(QUERIES, held, strict=True))
    assert sum(map(bool, found)) > len(QUERIES) / 2


def test_everyone_can_use_a_collections_page(asked: Path, visit: Any) -> None:
    page = visit(f"{asked.as_uri()}/collections/q0.html", width=360)
    assert faults(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_a_collections_papers_are_shown_on_the_live_map(asked: Path, visit: Any) -> None:
    page = visit(f"{asked.as_uri()}/collections/q0.html")
    assert page.locator("ol.papers li").count() == 7
    assert page.locator(".topic-map .dot-label").count() == 7
    assert page.locator(".prose math msup").is_visible()
    page.locator("figcaption a").click()
    until(page, "document.querySelector('#map-papers')?.textContent")
    assert page.locator("#map-papers").inner_text().startswith("7 of 57 papers")
    assert page.locator("#map-collection").evaluate("(list) => list.selectedOptions[0].textContent") == "Query 0"
    page.locator("#map-reset").click()
    until(page, "!document.querySelector('#map-papers').textContent.startsWith('7 of')")
    assert "collection" not in page.url
