"""A library of five papers whose every page can be foretold, for the tests of pages and emitters."""

from dataclasses import replace
from typing import Any

from generator.analysis import Analysis
from generator.graph.consensus import Stability
from generator.graph.faithful import Faithfulness
from generator.graph.neighbourhood import Neighbours
from generator.keywords.matched import Matched
from generator.papers import (
    Author,
    Collection,
    Content,
    Import,
    Keyword,
    Library,
    Link,
    Paper,
    Reason,
    Slug,
    Span,
    State,
    TextPage,
    Topic,
)

ABSTRACT = "We join experts. A mixture of experts is trained on 50\\% of ``tasks''.\n\nNothing else is <b>new</b>."


def paper(slug: str, title: str, **fields: Any) -> Paper:
    return Paper(Slug(slug), f"id-{slug}", title, path=f"content/papers/{slug}.md", **fields)


PAPERS = (
    paper(
        "alpha",
        "Alpha **rays** & <sks> dogs",
        abstract=ABSTRACT,
        authors=(Author("Curie", "Marie"), Author("The Group")),
        year=1903,
        venue="Comptes rendus",
        doi="10.1/x(1)",
        url="javascript:alert(1)",
        resources=("https://github.com/a/b", "https://huggingface.co/datasets/a", "ftp://old.example"),
        sources=("a.txt",),
        aliases=("old-alpha",),
        notes="See [[Beta decay]] and [[nowhere]].",
        extra={"grade": "A", "secret": "x"},
        featured=True,
    ),
    paper("beta", "Beta decay", abstract="Mixtures of experts decay.", year=1934, authors=(Author("Curie", "Marie"),)),
    paper("gamma", "Gamma", abstract="A gamma ray."),
    paper("lone", "Lone"),
    paper("hidden", "Hidden thing", hidden=True),
    paper("private", "Private thing", private=True),
)

MIXTURE = Keyword(
    "mixtur of expert", "Mixture of experts", Slug("mixture-of-experts"), (Slug("alpha"), Slug("beta")), 1,
    ("MoE",), "Several models, one <gate>.", True, ("gamma rai",),
)  # fmt: skip
GAMMA_RAY = Keyword("gamma rai", "Gamma ray", Slug("gamma-ray"), (Slug("gamma"),))

LINK = Link(Slug("alpha"), Slug("beta"), 0.42, (Reason("mixtur of expert", 70), Reason("gamma rai", 30)))
GIVEN = Link(Slug("beta"), Slug("gamma"), 0.0, (), given=True)

ANALYSIS = Analysis(
    keywords={keyword.key: keyword for keyword in (MIXTURE, GAMMA_RAY)},
    listed={"alpha": ("mixtur of expert",), "beta": (), "gamma": ("gamma rai",), "lone": ()},
    terms={"alpha": {"mixtur of expert": 1.0}, "beta": {"mixtur of expert": 1.0}, "gamma": {"gamma rai": 1.0}, "lone": {}},
    spans={"alpha": ((), (Span(19, 37, "mixtur of expert"),)), "beta": ((), (Span(0, 19, "mixtur of expert"),))},
    near=(LINK, GIVEN),
    links=(LINK, GIVEN),
    related={"alpha": (LINK,), "beta": (LINK, GIVEN), "gamma": (GIVEN,)},
    topics=(
        Topic(
            Slug("experts"), 0, "Experts", ("mixtur of expert",), (Slug("beta"), Slug("alpha")),
            bridges=((Slug("rays"), 1),), x=0, y=0, radius=50,
        ),
        Topic(
            Slug("rays"), 1, "Rays", ("gamma rai",), (Slug("gamma"),), colour="#777",
            bridges=((Slug("experts"), 1),), x=200, y=0, radius=20,
        ),
    ),
    neighbourhood=Neighbours(),
    topic_of={"alpha": Slug("experts"), "beta": Slug("experts"), "gamma": Slug("rays")},
    positions={"alpha": (-10.0, 0.0), "beta": (12.5, 3.04), "gamma": (200.0, 0.0), "lone": (0.0, 90.0)},
    bridges=(Slug("beta"),),
    orphans=(Slug("lone"),),
    modularity=0.3,
    stability=Stability(),
    faithfulness=Faithfulness(),
    state=State(),
    matched=Matched({}, {}, frozenset(), frozenset(), ""),
)  # fmt: skip

CONTENT = Content(
    Library.of(PAPERS),
    collections=(Collection(Slug("firsts"), "Firsts", (Slug("beta"), Slug("hidden")), "Read *these*."),),
    pages=(
        TextPage(Slug("index"), "Home", "Welcome to [[alpha]]."),
        TextPage(Slug("about"), "About us", "We <script>x</script>.", "content/pages/about.md"),
    ),
    imports=(
        Import(1, "2026-01-01T00:00:00Z", (), ("id-alpha",)),
        Import(2, "2026-02-01T00:00:00Z", (), ("id-beta", "id-hidden")),
    ),
)


def without_facts(analysis: Analysis = ANALYSIS) -> tuple[Content, Analysis]:
    """Return papers that have titles and abstracts only."""
    bare = [Paper(p.slug, p.id, p.title, p.abstract) for p in PAPERS if not (p.hidden or p.private)]
    return Content(Library.of(bare)), replace(analysis)
