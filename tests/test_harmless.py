"""What was found harmless is not looked at again, and nothing else slips through for it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import hosting, offline
from generator.errors import SitegenError

HEAD = b'<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
PIECES = st.sampled_from(
    [
        b"<p>", b'<a href="https://x.org">', b'<p title="a > b">', b"<img src=a.png>", b'<script src="a.js"></script>',
        b'<p title="a > b" onclick="x()">', b'<img alt="a > b" src="//x.org/a.png">', b"<script>x()</script>",
        b'<IMG SRC="https://x.org/a">', b'<p style="color: red">', b'<p title="', b'" onload="x()">', b"<style>",
        b'<img srcset="a.png, //x.org/a.png 2x">', b"on = \'b\' there", b'<link href="//x.org/a.css" rel=stylesheet>',
        b'<p title="see onset = &quot;b&quot;">', b"<br/>", b'<use href="#a"/>', b"5 < 6",
    ]
)  # fmt: skip


def refused(checker: offline.Checker, page: bytes) -> str:
    try:
        checker.check("x.html", page)
    except SitegenError as error:
        return error.message
    return ""


@given(st.lists(st.lists(PIECES, max_size=6).map(lambda pieces: HEAD + b"".join(pieces)), max_size=6))
def test_a_page_is_refused_whatever_was_seen_before(pages: list[bytes]) -> None:
    checker = offline.Checker()
    for page in pages:
        whole = offline.LOADS.search(page)
        told = refused(checker, page)
        assert told == refused(offline.Checker(), page)
        # What stands in an attribute whose quotation mark is never closed is no element.
        if whole and not re.search(rb'<p title="(?!a > b|see)', page):
            assert told


def test_a_style_sheet_may_not_load_from_afar() -> None:
    with pytest.raises(SitegenError, match="loads from another host"):
        offline.Checker().check("x.css", b"@import url(//x.org/a.css);")


def test_the_limits_of_the_host_are_told_when_they_are_near() -> None:
    assert list(hosting.problems({"a": 79_000_000, "b": 720_000_000 // 10})) == []
    whole = {str(number): 79_000_000 for number in range(11)}
    (near,) = hosting.problems(whole)
    assert str(near).startswith("site: the site has 869 MB, and GitHub Pages publishes 1,000 MB at most")
    (file,) = hosting.problems({"data/library.csv": 81_000_000})
    assert str(file).startswith("site/data/library.csv: the file has 81 MB, and GitHub takes 100 MB at most")
