"""Every page of the site, planned before any is written. Pure: no file, no clock."""

from typing import TYPE_CHECKING

from generator.pages.ledger import SourcePage
from generator.pages.model import GroupPage, ListPage, MapPage, Page, SearchPage, Site, TopicPage
from generator.pages.paper import PaperPage

if TYPE_CHECKING:
    from generator.analysis import Analysis
    from generator.config import Config
    from generator.papers import Content

__all__ = [
    "GroupPage",
    "ListPage",
    "MapPage",
    "Page",
    "PaperPage",
    "SearchPage",
    "Site",
    "SourcePage",
    "TopicPage",
    "plan",
]


def plan(content: "Content", analysis: "Analysis", config: "Config") -> Site:
    """Return every page of the site, by path, with everything that it shows."""
    # A page that is set again on its own must not wait for all that planning needs.
    from generator.pages import planning

    return planning.plan(content, analysis, config)
