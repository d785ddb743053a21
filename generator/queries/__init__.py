"""The language of queries, as a curator writes them into a collection: what the search page takes, answered in Python.

static/js/search-query.js reads the same language and static/js/search-index.js answers it; a test asks both.
"""

from generator.queries.grammar import FIELDS, Part, Query, parse
from generator.queries.matches import Document, Texts, index

__all__ = ["FIELDS", "Document", "Part", "Query", "Texts", "index", "parse"]
