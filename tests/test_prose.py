import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import prose
from generator.papers import Permalink, Span
from generator.prose import Target
from generator.text import public


def nothing(target: str) -> Target | None:
    return None


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <sks> dog", "a &lt;sks&gt; dog"),
        ("**bold** {{7*7}} CoSTA* and A*", "**bold** {{7*7}} CoSTA* and A*"),
        (r"96.4\% of it", "96.4% of it"),
        ("``image'' and `code`", "“image” and `code`"),
        (r"many (\eg adapters, \ie. these)", "many (e.g. adapters, i.e. these)"),
        (r"{\em very} \textbf{good}", "very good"),
        (r"Na\"ive Bayes", "Naïve Bayes"),
        ("JiuZhang~2.0 gains ~33%", "JiuZhang\N{NO-BREAK SPACE}2.0 gains ~33%"),
        ("n^{1+o(1)} and O(T^2)", "n<sup>1+o(1)</sup> and O(T<sup>2</sup>)"),
        ("x_{ij} but C_Phi", "x<sub>ij</sub> but C_Phi"),
        (r"{\tau} and \lambda", "τ and λ"),
        (r"our \ours stays", r"our \ours stays"),
        ("M$^3$ViT", "M<sup>3</sup>ViT"),
        ("cost $5 to $6", "cost $5 to $6"),
        ("Part I -- Two, a--b", "Part I – Two, a--b"),
    ],
)
def test_left_over_tex_is_readable_and_the_rest_means_itself(text: str, html: str) -> None:
    assert prose.plain_html(text) == html


def test_formulas_become_mathml_and_unknown_commands_stay_code() -> None:
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in prose.plain_html("so $x^2$ grows")
    assert prose.plain_html(r"$\nosuchcommand{x}$") == r"<code>$\nosuchcommand{x}$</code>"


def test_a_formula_cannot_carry_a_link() -> None:
    assert "javascript" not in prose.plain_html(r"$\href{javascript:alert(1)}{x}$")


def test_plain_text_is_what_a_title_bar_can_show() -> None:
    assert prose.plain_text("M$^3$ViT:  ``x''\n at 5\\%") == "M^3ViT: “x” at 5%"


def test_a_long_text_is_abridged_after_a_word() -> None:
    assert prose.abridged("One, two, three", 9) == "One …"
    assert prose.abridged("One two", 7) == "One two"


PIECES = st.sampled_from(
    ["word ", " \n ", "a, ", "$x^2$ ", "{\\em it} ", "``q'' ", "--- ", "50\\% ", "x" * 30, "'", "{"]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.integers(1, 60))
def test_what_is_abridged_begins_as_the_plain_text_does(text: str, length: int) -> None:
    whole = prose.plain_text(text)
    cut = whole[:length].rpartition(" ")[0].rstrip(" ,;:.") + " …"
    assert prose.abridged(text, length) == (whole if len(whole) <= length else cut)


@given(st.text(alphabet="ab<>&\"'\\{}$^_~`-% \n*[]()", max_size=60))
def test_no_text_brings_an_element_of_its_own(text: str) -> None:
    shown = prose.paragraphs(text)
    for tag in ("<a", "<b>", "<script", "<img"):
        assert tag not in shown


def test_paragraphs_part_at_blank_lines() -> None:
    assert prose.paragraphs("one\n\n two\nstill\n \n") == "<p>one</p>\n<p>two\nstill</p>"


def test_spans_are_marked_around_converted_text() -> None:
    text = "We use ``a\\% b'' & more"
    assert prose.marked(text, [Span(9, 14, 'k"')]) == "We use “<mark>a% b</mark>” &amp; more"


def test_only_what_the_settings_let_out_is_published() -> None:
    long = "word " * 100
    assert prose.published(long, "full") == long
    assert prose.published(long, "none") == ""
    assert len(prose.published(long, "excerpt")) <= 302
    assert prose.published("short", "excerpt") == "short"


def test_an_excerpt_ends_with_a_sentence_or_else_with_a_word() -> None:
    text = "We study maps. They are read by people, e.g. by Dr. Who. " + "Then comes a much longer sentence " * 10 + "."
    assert prose.published(text, "excerpt") == "We study maps. They are read by people, e.g. by Dr. Who. …"
    assert prose.published("One sentence only, " * 40, "excerpt").endswith("One sentence …")
    chinese = "我们研究文献地图。" * 60
    assert prose.published(chinese, "excerpt") == "我们研究文献地图。" * 35 + " …"
    assert len(prose.published("图" * 900, "excerpt")) == 302


def test_markdown_has_tables_footnotes_and_code() -> None:
    html = prose.markdown_html("|a|b|\n|-|-|\n|1|2|\n\nx[^1]\n\n```py\n1<2\n```\n\n[^1]: note", nothing)
    assert '<div class="scroll"><table>' in html
    assert 'class="footnote"' in html
    assert "1&lt;2" in html


def test_markdown_has_definition_lists() -> None:
    html = prose.markdown_html("Expert\n:   A *part* of a model", nothing)
    assert html == "<dl>\n<dt>Expert</dt>\n<dd>A <em>part</em> of a model</dd>\n</dl>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("so $x_1^2$ *grows*", '<p>so <math display="inline"><mrow><msubsup>'),
        ("$x$", '<p><math display="inline"><mrow><mi>x</mi></mrow></math></p>'),
        ("$$\na\n< b\n$$", '<math display="block"><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow></math>'),
        ("|a|\n|-|\n|$x$|", '<td><math display="inline">'),
        ("n[^1]\n\n[^1]: $x$", '<p><math display="inline"><mrow><mi>x</mi></mrow></math>'),
    ],
)
def test_formulas_in_notes_are_mathml(text: str, shown: str) -> None:
    assert shown in prose.markdown_html(text, nothing)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("$5 and $6, or so", "<p>$5 and $6, or so</p>"),
        ("`$x$`", "<p><code>$x$</code></p>"),
        (r"\$x$", "<p>$x$</p>"),
        (r"$\nosuch{a*b*}$", r"<p><code>$\nosuch{a*b*}$</code></p>"),
    ],
)
def test_what_is_no_formula_in_notes_stays_as_written(text: str, html: str) -> None:
    assert prose.markdown_html(text, nothing) == html


def test_a_wiki_link_names_a_title_with_a_formula() -> None:
    assert prose.page_links("$y$ [[M$^3$ViT at $x$]]") == [("M$^3$ViT at $x$", 1)]


def test_formulas_are_not_loaded_for_notes_without_one() -> None:
    code = (
        "import sys; from generator import prose; prose.markdown_html('**a** $5 [[b]]', lambda name: None);"
        "print('latex2mathml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_headings_of_notes_stand_below_the_title() -> None:
    assert prose.markdown_html("# One", nothing) == '<h2 id="h-one">One</h2>'


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "![x](http://tracker.example/p.png)",
        "![x](//tracker.example/p.png)",
        "<div style='x' onclick=y>",
        "[[<img src=x>]]",
        '[x](http://a.example "onmouseover=alert(1)")',
        "$<img src=x onerror=alert(1)>$",
        "$$<script>alert(1)</script>$$",
        r"$\text{<img src=x onerror=alert(1)>}$",
        r"$\nosuch{<script>alert(1)</script>}$",
        r"$\href{javascript:alert(1)}{x}$",
        "x\n:   <script>alert(1)</script>",
        "a[^1]\n\n[^1]: <script>alert(1)</script>",
        "|a|\n|-|\n|<script>alert(1)</script>|",
    ],
)
def test_markdown_runs_and_loads_nothing(attack: str) -> None:
    html = prose.markdown_html(attack, nothing)
    assert not any(bad in html for bad in ("<script", "<img", 'href="javascript', 'href="data', "<div style"))


def test_an_image_of_another_host_is_a_link_to_it() -> None:
    rel = 'rel="noopener noreferrer"'
    assert prose.markdown_html("![A plot](http://a.example/p.png) *b*", nothing) == (
        f'<p><a href="http://a.example/p.png" {rel}>A plot</a> <em>b</em></p>'
    )
    assert f'<a href="https://a.example/p.png" {rel}>https://a.example/p.png</a>' in prose.markdown_html(
        "![](//a.example/p.png)", nothing
    )
    assert f'<a href="b.html" {rel}><span>A plot</span></a>' in prose.markdown_html(
        "[![A plot](http://a.example/p.png)](b.html)", nothing
    )
    assert '<img alt="A plot" src="p.png">' in prose.markdown_html("![A plot](p.png)", nothing)


def test_a_picture_lies_where_the_site_has_it() -> None:
    html = prose.markdown_html("![A](my%20map.png) ![B](b.png)", nothing, "../", {"my map.png": "pictures/m.png"}.get)
    assert html == '<p><img alt="A" src="../pictures/m.png"> <img alt="B" src="b.png"></p>'


def test_a_picture_may_be_named_as_obsidian_does() -> None:
    html = prose.markdown_html("![[my map.png|300]] ![[b.svg|A map]] ![[Note]]", nothing)
    assert html == '<p><img alt="" src="my map.png"> <img alt="A map" src="b.svg"> !<span>Note</span></p>'
    assert prose.pictures("x\n![[my map.png]]") == [("my map.png", 2)]
    assert prose.page_links("![[my map.png]]") == []


def test_pictures_are_named_with_their_lines_unless_they_do_not_show() -> None:
    text = "![a](a.png)\n\n`![b](b.png)` ![c](https://c.example/c.png)\n<!-- private -->![d](d.png)<!-- /private -->\n![e](../e%201.png)"
    assert prose.pictures(text) == [("a.png", 1), ("../e 1.png", 5)]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Text:\n- a\n- b", "<p>Text:</p><ul><li>a</li><li>b</li></ul>"),
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("- a\n\n  more\n- b", "<ul><li><p>a</p><p>more</p></li><li><p>b</p></li></ul>"),
        ("- [ ] a\n- [x] b\n- [c] d", "<ul><li>☐ a</li><li>☑ b</li><li>[c] d</li></ul>"),
        ("x\n\n    - a\n      - b", "<p>x</p><pre><code>- a  - b</code></pre>"),
        ("in the year\n1986. A year", "<p>in the year1986. A year</p>"),
        ("~~gone~~ and ~/home~", "<p><del>gone</del> and ~/home~</p>"),
    ],
)
def test_notes_are_written_as_editors_and_github_take_them(text: str, html: str) -> None:
    assert str(prose.markdown_html(text, nothing)).replace("\n", "") == html


def test_a_table_needs_no_empty_line_before_it() -> None:
    assert "<table>" in prose.markdown_html("Text\n| a | b |\n|---|---|\n| 1 | 2 |", nothing)


def test_an_address_in_notes_is_a_link() -> None:
    links = re.findall(
        'href="([^"]*)"[^>]*>([^<]*)<',
        prose.markdown_html(
            "See https://a.example/x_y_(z). <https://b.example> [https://c.example](https://c.example) `https://d.example`",
            nothing,
        ),
    )
    assert links == [(each, each) for each in ("https://a.example/x_y_(z)", "https://b.example", "https://c.example")]


def test_private_blocks_are_not_published() -> None:
    text = "a <!-- private -->secret\n\nmore<!-- /private --> b <!--private--> to the end"
    assert "secret" not in prose.markdown_html(text, nothing)
    assert "the end" not in prose.markdown_html(text, nothing)
    assert prose.markdown_html("<!-- private -->x<!-- /private -->", nothing) == ""


@pytest.mark.parametrize(
    "text",
    [
        "<!--private-->secret<!--/private-->",
        "<!-- PRIVATE -->secret<!-- / Private -->",
        "<!--- private --->secret<!--- /private --->",
        "<!--\nprivate\n-->secret<!--\n/private\n-->",
        "<!-- private: secret -->secret<!-- /private -->",
        "<!-- private\nsecret",
        "<!-- private -->secret<!-- /privat -->secret",
        "```\n<!-- private -->\nsecret\n```",
        "<!-- private -->a<!-- private -->b<!-- /private --> secret <!-- /private --> open",
    ],
)
def test_a_slip_in_a_private_mark_lets_nothing_out(text: str) -> None:
    assert "secret" not in prose.markdown_html(text, nothing)


_MARKS = st.lists(
    st.sampled_from(["<!-- private -->", "<!-- /private -->", "<!--", "-->", "private", "-", "/", "x ", "\n"])
)


@given(_MARKS.map("".join), _MARKS.map("".join))
def test_what_stands_behind_a_mark_is_private_whatever_stands_around(before: str, after: str) -> None:
    assert "secret" not in public(f"{before}<!-- private -->secret{after}")


def test_wiki_links_lead_where_the_library_says() -> None:
    links = {"alpha": Target(Permalink("papers/alpha.html"), "On alpha")}
    html = prose.markdown_html("[[alpha]] [[alpha|the first]] [[nowhere]]", links.get, "../")
    assert '<a href="../papers/alpha.html" rel="noopener noreferrer">On alpha</a>' in html
    assert ">the first</a>" in html
    assert "<span>nowhere</span>" in html


def test_a_link_to_a_file_leads_to_the_page_made_of_it() -> None:
    links = {"../papers/alpha.md": Target(Permalink("papers/alpha.html"), "On alpha")}
    text = "[first](../papers/alpha.md) [part](../papers/alpha.md#my-part) [lost](lost.md) [out](https://a.org/b.md)"
    html = prose.markdown_html(text, links.get, "../")
    assert '<a href="../papers/alpha.html" rel="noopener noreferrer">first</a>' in html
    assert '<a href="../papers/alpha.html#h-my-part" rel="noopener noreferrer">part</a>' in html
    assert "<span>lost</span>" in html
    assert '<a href="https://a.org/b.md"' in html
    assert prose.page_links(f"\n{text}\n`[x](code.md)`") == [("../papers/alpha.md", 2), ("lost.md", 2)]


def test_a_heading_is_linked_to_by_its_words() -> None:
    html = prose.markdown_html(
        "# A `b` & c!\n\n## Zwei Wörter\n\n## Zwei Wörter\n\n[up](#a-b--c) [out](#related) x[^1]\n\n[^1]: y", nothing
    )
    assert re.findall(r'<h2 id="([^"]*)"', html) == ["h-a-b--c", "h-zwei-wörter", "h-zwei-wörter-1"]
    assert '<a href="#h-a-b--c"' in html
    assert '<a href="#related"' in html
    assert 'href="#fn:1"' in html


def test_a_wiki_link_without_page_gives_only_words() -> None:
    unseen = {"secret": Target(Permalink(""), "unseen")}
    html = prose.markdown_html("[[secret]] and [[secret|my words]]", unseen.get, "../")
    assert html == "<p><span>unseen</span> and <span>my words</span></p>"


def test_unknown_targets_are_those_of_links_that_show() -> None:
    text = "[[a]] [[b|words]] [[b]] `[[c]]` <!-- private -->[[d]]<!-- /private -->"
    assert prose.page_links(text) == [("a", 1), ("b", 1)]


def test_wiki_links_are_found_on_their_lines() -> None:
    text = "[[a]]\n\n```\n[[b]]\n```\n`[[c]]` and [[b|words]]\n\n<!-- private -->\n[[d]]<!-- /private --> [[a]]\n"
    assert prose.page_links(text) == [("a", 1), ("b", 6), ("a", 9)]


def test_a_title_in_a_wiki_link_is_no_markdown() -> None:
    html = prose.markdown_html("[[a]]", {"a": Target(Permalink("a.html"), "CoSTA* & <b> **x**")}.get)
    assert html == '<p><a href="a.html" rel="noopener noreferrer">CoSTA* &amp; &lt;b&gt; **x**</a></p>'
