"""Where every page lives. Nothing else in the program spells an address.

Pages are flat `x.html` files and links are relative, because a folder address such as `papers/x/` opens a
directory listing when the site is read from disk.
"""

from urllib.parse import quote

from generator.papers import OutputPath, Permalink
from generator.text import tokens

__all__ = [
    "AUTHORS",
    "CHANGES",
    "COLLECTIONS",
    "DATA",
    "FEED",
    "GAPS",
    "HOME",
    "HOW_TO_READ",
    "KEYWORDS",
    "LLMS",
    "MAP",
    "NOT_FOUND",
    "PAPERS",
    "PICTURE",
    "READING_LIST",
    "SEARCH",
    "SITEMAP",
    "SOURCES",
    "SUMS",
    "TOPICS",
    "TRUST",
    "VENUES",
    "YEARS",
    "absolute",
    "author",
    "authors_from",
    "beside",
    "collection",
    "file",
    "keyword",
    "keywords_from",
    "map_of",
    "map_of_collection",
    "paper",
    "papers_after",
    "part",
    "pictured",
    "root",
    "search_for",
    "search_in",
    "search_with",
    "source",
    "text_page",
    "topic",
    "venue",
    "venues_after",
    "year",
]

HOME = Permalink("index.html")
MAP = Permalink("map.html")
SEARCH = Permalink("search.html")
NOT_FOUND = Permalink("404.html")
HOW_TO_READ = Permalink("how-to-read.html")
TRUST = Permalink("trust.html")
GAPS = Permalink("gaps.html")
READING_LIST = Permalink("reading-list.html")
SOURCES = Permalink("sources.html")
CHANGES = Permalink("changes.html")
DATA = Permalink("data.html")
FEED = Permalink("feed.xml")
PICTURE = Permalink("map.png")
SITEMAP = Permalink("sitemap.xml")
LLMS = Permalink("llms.txt")
SUMS = Permalink("data/SHA256SUMS")
PAPERS = Permalink("papers/index.html")
KEYWORDS = Permalink("keywords/index.html")
TOPICS = Permalink("topics/index.html")
AUTHORS = Permalink("authors/index.html")
VENUES = Permalink("venues/index.html")
YEARS = Permalink("years/index.html")
COLLECTIONS = Permalink("collections/index.html")


def paper(slug: str) -> Permalink:
    """Return the address of a paper's page."""
    return Permalink(f"papers/{slug}.html")


def keyword(slug: str) -> Permalink:
    """Return the address of a keyword's page."""
    return Permalink(f"keywords/{slug}.html")


def topic(slug: str) -> Permalink:
    """Return the address of a topic's page."""
    return Permalink(f"topics/{slug}.html")


def author(slug: str) -> Permalink:
    """Return the address of an author's page."""
    return Permalink(f"authors/{slug}.html")


def authors_from(letter: str, part: int = 1) -> Permalink:
    """Return the address of the authors of one letter, and of the further parts of a long list.

    A slug has no `_`, so that no author's page has this name.
    """
    return Permalink(f"authors/{_from(letter, part)}")


def keywords_from(letter: str, part: int = 1) -> Permalink:
    """Return the address of the keywords of one letter, and of the further parts of a long list."""
    return Permalink(f"keywords/{_from(letter, part)}")


def _from(letter: str, part: int) -> str:
    name = letter.lower() if letter.isascii() and letter.isalpha() else f"u{ord(letter):x}"
    return f"from_{name}.html" if part == 1 else f"from_{name}_{part}.html"


def venue(slug: str) -> Permalink:
    """Return the address of a venue's page."""
    return Permalink(f"venues/{slug}.html")


def papers_after(part: int) -> Permalink:
    """Return the address of a part of the table of papers; the first is the index."""
    return PAPERS if part == 1 else Permalink(f"papers/part_{part}.html")


def part(page: Permalink, number: int) -> Permalink:
    """Return the address of a part of a page's long list; the first is the page. No slug has a `_`."""
    return page if number == 1 else Permalink(f"{file(page).removesuffix('.html')}_part_{number}.html")


def venues_after(part: int) -> Permalink:
    """Return the address of a part of the list of venues; the first is the index."""
    return VENUES if part == 1 else Permalink(f"venues/part_{part}.html")


def source(slug: str) -> Permalink:
    """Return the address of the account of a source."""
    return Permalink(f"sources/{slug}.html")


def year(number: int) -> Permalink:
    """Return the address of a year's page."""
    return Permalink(f"years/{number}.html")


def collection(slug: str) -> Permalink:
    """Return the address of a collection's page."""
    return Permalink(f"collections/{slug}.html")


def beside(page: Permalink, ending: str) -> Permalink:
    """Return the address of the file of a page's papers that stands beside it: `topics/x.bib`."""
    return Permalink(f"{file(page).removesuffix('.html')}.{ending}")


def text_page(slug: str) -> Permalink:
    """Return the address of a page of the curator's own words; `index` is the home page."""
    return HOME if slug == "index" else Permalink(f"pages/{slug}.html")


def pictured(where: str) -> Permalink:
    """Where a picture of a curator's lies: below the folder of pictures as it does in content/."""
    return Permalink(f"pictures/{quote(where.removeprefix('content/'))}")


def search_for(words: str) -> Permalink:
    """Return the address that searches for a phrase; several words in quotes, so that they stand together."""
    query = words.replace('"', " ").strip()
    if len(list(tokens(query))) > 1:
        query = f'"{query}"'
    return Permalink(f"{SEARCH}?q={quote(query)}")


def search_with(query: str) -> Permalink:
    """Return the address of a search for just this query; the space says that its last word is whole."""
    return Permalink(f"{SEARCH}?q={quote(query.strip() + ' ', safe='')}")


def search_in(facet: str, value: str) -> Permalink:
    """Return the address of the search page with all papers that have one tag, one folder or the like."""
    return Permalink(f"{SEARCH}?{facet}={quote(value, safe='')}")


def map_of(slug: str) -> Permalink:
    """Return the address of the map with one paper chosen."""
    return Permalink(f"{MAP}#paper={quote(slug)}")


def map_of_collection(slug: str) -> Permalink:
    """Return the address of the map with the papers of a collection only."""
    return Permalink(f"{MAP}#collection={quote(slug)}")


def file(link: Permalink) -> OutputPath:
    """Return the file that an address names, without its query and fragment."""
    return OutputPath(link.partition("#")[0].partition("?")[0])


def root(path: str) -> str:
    """Return the way from a file back to the site's root: "" or "../" as often as it is deep."""
    return "../" * path.count("/")


def absolute(url: str, link: str) -> str:
    """Return the address under the site's own `url`; the relative one when the site has none."""
    return f"{url.rstrip('/')}/{link}" if url else link
