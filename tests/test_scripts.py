"""The site's own scripts as they lie in static/js: how much of them the map begins with, and what they name."""

import re

import pytest
from pages_samples import ANALYSIS, CONTENT

from conftest import CHECKOUT
from generator import pages, theme
from generator.config import Config
from generator.drawing import shapes
from generator.emitters import html

SCRIPTS = CHECKOUT / "static" / "js"
MADE = {"words"}
"""Made for each site: what scripts say, and no code."""
MOST = 60_000


@pytest.fixture(scope="module")
def begun() -> list[str]:
    """The names of the scripts that the map's page itself loads, those of others and data left out."""
    site = pages.plan(CONTENT, ANALYSIS, Config())
    made = html.outputs(site, theme.load(CHECKOUT / "no-such-project"), Config())
    page = next(output for output in made if output.path == "map.html").render().decode()
    return [name for name in re.findall(r'<script[^>]* src="static/js/([\w-]+)\.js"', page) if name not in MADE]


def test_the_map_begins_with_less_than_60_kb_of_our_own_scripts(begun: list[str]) -> None:
    sizes = {name: (SCRIPTS / f"{name}.js").stat().st_size for name in begun}
    assert {"sitegen", "theme", "map"} <= sizes.keys()
    assert sum(sizes.values()) < MOST, sizes


def test_every_script_that_is_loaded_later_is_there(begun: list[str]) -> None:
    text = "".join(path.read_text("utf-8") for path in sorted(SCRIPTS.glob("*.js")))
    lists = re.findall(r'(?s)(?:need\(\[?|late\(\[|PARTS = \[)("[^\])]*)|SCRIPTS = \{(.*?)\}', text)
    named = {name for names in lists for name in re.findall(r'"([\w-]+)"', "".join(names))}
    assert {"map-find", "map-why", "map-save", "map-form", "map-topics"} <= named
    assert [name for name in sorted(named) if not (SCRIPTS / f"{name}.js").is_file()] == []
    assert not named & set(begun)


def test_scripts_draw_markers_as_pages_do() -> None:
    script = (SCRIPTS / "marker.js").read_text("utf-8")
    drawn = dict(re.findall(r'^ {2}(\w+): "(M.+)"', script, re.MULTILINE))
    assert drawn == {shape: shapes.outline(shape, shapes.DOT) for shape in shapes.SHAPES}
