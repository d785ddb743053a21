"""What a host takes: GitHub Pages publishes no site above a gigabyte, GitHub takes no file above a hundred megabytes.

References
----------
GitHub Docs: "GitHub Pages limits"; "About large files on GitHub".
"""

from collections.abc import Iterator, Mapping

from generator.report import Problem

SITE = 1_000_000_000
FILE = 100_000_000
NEAR = 0.8
"""The share of a limit from which on it is near."""


def problems(sizes: Mapping[str, int]) -> Iterator[Problem]:
    """Yield what is near to a limit, or beyond it, in a site of these files with so many bytes."""
    whole = sum(sizes.values())
    if whole > NEAR * SITE:
        what = f"the site has {_megabytes(whole)}, and GitHub Pages publishes {_megabytes(SITE)} at most"
        yield Problem("site", 0, what, 'Publish less of each abstract (abstracts = "excerpt"), or take another host.')
    for path, size in sorted(sizes.items()):
        if size > NEAR * FILE:
            what = f"the file has {_megabytes(size)}, and GitHub takes {_megabytes(FILE)} at most"
            yield Problem(f"site/{path}", 0, what, "Take another host, or part the library into several projects.")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"
