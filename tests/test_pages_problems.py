from dataclasses import replace

from pages_samples import ANALYSIS, CONTENT, PAPERS, paper

from generator import pages
from generator.config import Config
from generator.papers import Collection, Content, Library, Slug, TopicSettings, Vocabulary
from generator.report import Problem


def problems(content: Content) -> list[str]:
    return [str(problem) for problem in pages.plan(content, ANALYSIS, Config()).problems]


def test_a_wiki_link_to_nothing_is_said_with_its_page() -> None:
    assert pages.plan(CONTENT, ANALYSIS, Config()).problems == (
        Problem(
            "content/papers/alpha.md",
            0,
            "[[nowhere]] leads nowhere",
            "Write the slug or the title of a paper, a keyword, or the name of a topic, a collection or a page.",
        ),
    )


def test_a_near_miss_is_named() -> None:
    page = replace(CONTENT.pages[1], notes="[[Beta decays]], [[Experts]], [[gama]]")
    library = Library.of(replace(paper, notes="") for paper in PAPERS)
    assert problems(replace(CONTENT, library=library, pages=(page,))) == [
        'content/pages/about.md: [[Beta decays]] leads nowhere\n  Did you mean "Beta decay"?',
        'content/pages/about.md: [[gama]] leads nowhere\n  Did you mean "gamma"?',
    ]


def test_papers_that_are_not_there_are_said() -> None:
    papers = (
        paper("one", "One", related=("tow", "was-two"), unrelated=("nope",)),
        paper("two", "Two", aliases=("was-two",)),
        paper("hidden", "Hidden", hidden=True),
    )
    named = ("two", "was-two", "hidden", "zzz")
    firsts = Collection(Slug("c"), "C", tuple(map(Slug, named)), path="content/collections/c.md")
    assert problems(Content(Library.of(papers), collections=(firsts,))) == [
        'content/collections/c.md: papers names "zzz", which is no paper\n'
        "  Write the name of a file in content/papers/ without its .md, or take it out.",
        'content/papers/one.md: related names "tow", which is no paper\n  Did you mean "two"?',
        'content/papers/one.md: unrelated names "nope", which is no paper\n'
        "  Write the name of a file in content/papers/ without its .md, or take it out.",
    ]


def test_a_link_to_an_unpublished_paper_gives_nothing_away() -> None:
    notes = "[[private]], [[Private thing]], [[Hidden-Thing]], [[hidden|what I wrote]]"
    site = pages.plan(replace(CONTENT, pages=(replace(CONTENT.pages[1], notes=notes),)), ANALYSIS, Config())
    (body,) = (page.body for page in site.pages if page.path == "pages/about.html")  # type: ignore[attr-defined]
    words = "<span>a paper that is not published</span>"
    assert body == f"<p>{words}, {words}, {words}, <span>what I wrote</span></p>"
    assert not [problem for problem in site.problems if problem.path == "content/pages/about.md"]


def test_what_a_page_names_in_vain_is_said_with_its_line() -> None:
    library = Library.of(
        (
            paper("one", "One", related=("tow",), without=("Gama ray",), lines={"related": 3, "without": 4}),
            paper("two", "Gamma rays", keywords=("Gamma ray",), without=("Gamma ray",), lines={"without": 5}),
        )
    )
    firsts = Collection(Slug("c"), "C", (Slug("tow"),), path="content/collections/c.md", line=2)
    words = Vocabulary(hide=("Gama ray",), lines={("hide", "Gama ray"): 7})
    found = problems(Content(library, vocabulary=words, collections=(firsts,)))
    assert [problem.splitlines()[0] for problem in found] == [
        'content/collections/c.md:2: papers names "tow", which is no paper',
        'content/keywords.toml:7: hide names "Gama ray", which no paper holds',
        'content/papers/one.md:3: related names "tow", which is no paper',
        'content/papers/one.md:4: without names "Gama ray", which this paper does not hold',
    ]
    assert 'Did you mean "Gamma ray"?' in found[1]


def test_a_paper_named_by_its_title_is_answered_with_its_slug() -> None:
    papers = (paper("one", "One", related=("Two, or More!",)), paper("two-or-more", "Two, or More!"))
    (found,) = problems(Content(Library.of(papers)))
    assert found.endswith('which is no paper\n  Did you mean "two-or-more"?')


def test_a_link_that_must_and_must_not_be_is_told() -> None:
    papers = (
        paper("one", "One", related=("two", "one"), unrelated=("two",), lines={"related": 3, "unrelated": 4}),
        paper("two", "Two"),
    )
    assert problems(Content(Library.of(papers))) == [
        'content/papers/one.md:3: "two" is in related and in unrelated: there is no link\n'
        "  Take it out of one of the two.",
        "content/papers/one.md:3: related names the paper itself\n  Take it out.",
    ]


def test_a_topics_colour_that_is_hard_to_see_is_said() -> None:
    topics = {"rays": TopicSettings(colour="#fffbe0", line=4), "experts": TopicSettings(colour="#0072b2", line=1)}
    assert problems(replace(CONTENT, topics=topics, pages=(), collections=(), library=Library.of([]))) == [
        'content/topics.toml:4: the colour #fffbe0 of "rays" is hard to read on #fbfaf7: a contrast of 1.0, 3.0 is asked\n'
        "  Marks are shown in #8c8a7b there."
    ]
