"""The live map's data. Its options are vis-network's, as pyvis's network has them; its page is not used.

pyvis's own page asks other hosts for scripts and runs HTML that stands in titles, and its `add_edge` looks through all
edges each time. Its lists of nodes and edges are what is put into them, so these go straight to the script that draws.
"""

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from generator.analysis import Analysis
from generator.config import Config
from generator.emitters import Output, datafile, islands, mending, network, reading
from generator.pages import ListPage, Site
from generator.papers import Content

LIMIT = 2000
"""Papers that one map shows; a library of more opens on its topics."""

_OPTIONS: dict[str, object] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 1, "borderWidthSelected": 1},
    "interaction": {
        "dragNodes": False,
        "hover": False,
        "keyboard": {"enabled": False, "bindToWindow": False},
        "selectable": False,
        "zoomSpeed": 0.7,
    },
}


def outputs(
    papers: Sequence[reading.Reading],
    site: Site,
    content: Content,
    analysis: Analysis,
    config: Config,
    stamp: str,
) -> Iterator[Output]:
    """Yield data/map.js, for a large library also its topics' maps, then what the panel and the search page show of the
    papers, then how links are mended."""
    options = _options()
    table = network.keyword_table(papers, analysis)
    places = {keyword.key: place for place, keyword in enumerate(table)}
    lists = [page for page in site.pages if isinstance(page, ListPage)]
    if len(papers) <= LIMIT:
        yield _map("map", _with(lists, network.whole(papers, analysis, table, places), analysis), options, stamp)
    else:
        for name, parts in islands.files(papers, analysis, table, places):
            yield _map(name, _with(lists, parts, analysis), options, stamp)
        yield from (datafile.output(name, value, stamp) for name, value in islands.indexes(papers, analysis))
    yield from reading.outputs(papers, stamp)
    yield from mending.outputs(site, content, config, stamp)


def _with(lists: Sequence[ListPage], parts: dict[str, Any], analysis: Analysis) -> dict[str, Any]:
    """Return the parts of a map with the collections that it can show: by slug, the title and the nodes' numbers."""
    found = {}
    for page in lists:
        held: set[str] = {card.slug for card in page.papers}
        if "kind" in parts:
            held = {analysis.topic_of.get(slug, islands.LOOSE) for slug in held}
        if nodes := [node["id"] for node in parts["nodes"] if node["slug"] in held and not node.get("far")]:
            found[page.slug] = [page.title, nodes]
    return {**parts, "collections": found} if found else parts


def _map(name: str, parts: Mapping[str, Any], options: str, stamp: str) -> Output:
    return datafile.output(name, {**parts, "options": json.loads(options)}, stamp)


def _options() -> str:
    """Return the options that vis-network reads, as pyvis writes them."""
    with _bare("pyvis"):
        from pyvis.options import Options

        return json.dumps(Options().set(json.dumps(_OPTIONS)))


@contextlib.contextmanager
def _bare(package: str) -> Iterator[None]:
    """Have modules of a package imported meanwhile without what its own `__init__` imports: that of pyvis brings
    IPython and NetworkX, which takes longer than drawing the map."""
    found, before = find_spec(package), set(sys.modules)
    if found is None:
        raise ModuleNotFoundError(package, name=package)
    bare = ModuleType(package)
    bare.__path__ = list(found.submodule_search_locations or ())
    sys.modules.setdefault(package, bare)
    try:
        yield
    finally:
        for name in {name for name in sys.modules if name.partition(".")[0] == package} - before:
            del sys.modules[name]
