"""Every page of the site, planned before any is written. Pure: no file, no clock."""

from generator.pages.ledger import SourcePage
from generator.pages.model import GroupPage, ListPage, MapPage, Page, PaperPage, SearchPage, Site, TopicPage
from generator.pages.plan import plan

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
