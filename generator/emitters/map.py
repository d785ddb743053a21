"""The live map's data. Its options are vis-network's, as pyvis's network has them; its page is not used.

pyvis's own page asks other hosts for scripts and runs HTML that stands in titles, and its `add_edge` looks through all
edges each time. Its lists of nodes and edges are what is put into them, so these go straight to the script that draws.
"""

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from typing import Any

from generator.analysis import Analysis
from generator.config import Config
from generator.emitters import Output, datafile, digest, islands, mending, network, reading
from generator.kept import Kept, mark
from generator.pages import ListPage, Site
from generator.papers import Content, OutputPath

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
    kept: Kept | None = None,
) -> Iterator[Output]:
    """Yield data/map.js, for a large library also its topics' maps, then what the panel and the search page show of the
    papers, then how links are mended. kept: what pyvis said for an earlier build"""
    options = (kept or Kept()).made("map options", mark(json.dumps(_OPTIONS)), _options)
    table = network.keyword_table(papers, analysis)
    places = {keyword.key: place for place, keyword in enumerate(table)}
    lists = [page for page in site.pages if isinstance(page, ListPage)]
    if len(papers) <= LIMIT:
        yield _map("map", _with(lists, network.whole(papers, analysis, table, places), analysis), options, stamp)
    else:
        for name, parts in islands.files(papers, analysis, table, places):
            yield _map(name, _with(lists, parts, analysis), options, stamp)
        yield from (datafile.output(name, value, stamp) for name, value in islands.indexes(papers, analysis))
    yield from reading.outputs(papers, places, stamp)
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
    key = digest(stamp, options, parts)
    return Output(
        OutputPath(f"data/{name}.js"),
        key,
        lambda: datafile.script(name, {**parts, "options": json.loads(options)}),
    )


def _options() -> str:
    """Return the options that vis-network reads, as pyvis writes them."""
    with _waiting("networkx"):
        from pyvis.network import Network

    model = Network(cdn_resources="remote")
    model.set_options(json.dumps(_OPTIONS))
    options: str = model.get_network_data()[-1]
    return options


@contextlib.contextmanager
def _waiting(package: str) -> Iterator[None]:
    """Have a package that is imported meanwhile wait until something of it is asked for: pyvis imports NetworkX for its
    `from_nx` alone, and that takes longer than drawing the map."""
    finder = _Waiting(package)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


@dataclass(frozen=True, slots=True)
class _Waiting:
    package: str

    def find_spec(self, name: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        """Return how a module is loaded, as Python's own finders do; None for all but the package."""
        found = PathFinder.find_spec(name, path, target) if name == self.package else None
        if found is not None and found.loader is not None:
            found.loader = LazyLoader(found.loader)
        return found
