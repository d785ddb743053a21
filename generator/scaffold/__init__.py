"""What a person starts from: a project in an empty folder, and a page for a paper."""

from generator.scaffold.paper import new_paper
from generator.scaffold.project import Begun, begin
from generator.scaffold.workflow import pages_workflow

__all__ = ["Begun", "begin", "new_paper", "pages_workflow"]
