"""Every page of the site, planned before any is written. Pure: no file, no clock."""

from generator.pages.model import MapPage, Page, PaperPage, SearchPage, Site, TopicPage
from generator.pages.plan import plan

__all__ = ["MapPage", "Page", "PaperPage", "SearchPage", "Site", "TopicPage", "plan"]
