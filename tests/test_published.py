"""What is published is chosen: what a curator keeps to themselves is in no byte of the site, in no setting."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import tree
from generator import build
from generator.content import state
from generator.papers import Account, Content, Entry, History, Import, Library, Paper, Shift, Slug, TopicMemory

SHARED = "Graph neural networks learn maps of literature from shared keywords and citation graphs."
SEEN = 4
"""papers that are published,"""
OTHERS = 6
"""and others, of another topic: what all hold weighs nothing"""
SENTENCES = 6


def words(kind: str, *numbers: int) -> str:
    """Return a word that stands nowhere else and that no stemming, folding or markup changes."""
    return "qz" + kind + "".join(f"x{number}" for number in numbers) + "zq"


def abstract(paper: int) -> str:
    return " ".join(f"{SHARED[:-1]} with {words('abs', paper, n)}." for n in range(SENTENCES))


def page(number: int, fields: str = "", notes: str = "") -> str:
    keywords = f"Graph neural networks, Citation graphs, Literature maps, {words('key', number)}"
    return (
        f"---\nid: {number:08x}\ntitle: Maps of literature, part {words('title', number)}\n"
        f'authors: ["{words("author", number)}, A."]\nyear: {2000 + number}\nvenue: {words("venue", number)}\n'
        f"keywords: [{keywords}]\nfiles: [/home/me/{words('file', number)}.pdf]\n"
        f"resources: [https://a.example/{words('url', number)}]\ntags: [{words('tag', number)}]\n"
        f'mine: {words("mine", number)}\nabstract: "{abstract(number)}"\n{fields}---\n{notes}'
    )


PRIVATE_BLOCKS = (
    f"<!-- private -->{words('block', 0)}<!-- /private -->",
    f"<!--PRIVATE-->\n{words('block', 1)}\n\n<!--/Private-->",
    f"```\n<!--  private  -->\n{words('block', 2)}\n<!-- / private -->\n```",
    f"<!-- private: {words('block', 3)} -->{words('block', 4)}<!-- /private -->",
    f"<!-- private\n{words('block', 5)}",
    f"<!-- private -->\n# {words('block', 6)}\n<!-- /privat -->\n{words('block', 7)}",
)
UNSEEN = [
    *(words("block", n) for n in range(8)),
    *(words("file", n) for n in range(8)),
    *(words("mine", n) for n in range(8)),
    # Two papers are private, one of them with an alias, and one is hidden.
    *(
        words(kind, n)
        for n in (5, 6, 7)
        for kind in ("title", "author", "venue", "key", "url", "slug", "alias", "note", "tag")
    ),
    *(words("abs", n, at) for n in (5, 6, 7) for at in range(SENTENCES)),
    *(words("page", n) for n in range(4)),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    papers = tmp_path / "content" / "papers"
    papers.mkdir(parents=True)
    for number in range(SEEN):
        notes = f"![A map]({'' if number else '../maps/'}{words('seen', number)}.png) ![Gone](gone.png)\n\nSee [[{words('slug', 5)}]], [[Maps of literature, part {words('title', 6)}]].\n\n{PRIVATE_BLOCKS[number]}"
        fields = f"related: [{words('slug', 5)}, {words('alias', 6)}]\nunrelated: [{words('slug', 7)}]\n"
        (papers / f"seen-{number}.md").write_text(page(number, fields, notes), "utf-8")
    for number, switch in ((5, "private: true"), (6, "private: yes\nfeatured: true"), (7, "hidden: true")):
        fields = f"{switch}\naliases: [{words('alias', number)}]\nrelated: [seen-0]\n"
        notes = f"![]({words('tag', number)}.png) {words('note', number)}"
        (papers / f"{words('slug', number)}.md").write_text(page(number, fields, notes), "utf-8")
        (papers / f"{words('tag', number)}.png").write_bytes(words("note", number).encode())
    for number in range(OTHERS):
        text = f"Protein folding and enzyme design by amino acid sequences, study {number}."
        fields = f"title: Protein study {number}\nkeywords: [Protein folding, Enzyme design]\nabstract: {text}\n"
        (papers / f"other-{number}.md").write_text(f"---\nid: {number + 100:08x}\n{fields}---\n", "utf-8")
    (tmp_path / "content" / "maps").mkdir()
    for name in (words("seen", 0), words("seen", 1), words("tag", 5)):
        (tmp_path / "content" / "maps" / f"{name}.png").write_bytes(name.encode())
    (tmp_path / "content" / "collections").mkdir()
    listed = f"papers: [seen-0, {words('slug', 5)}, {words('slug', 7)}]\n"
    (tmp_path / "content" / "collections" / "good.md").write_text(f"---\n{listed}---\n{PRIVATE_BLOCKS[4]}", "utf-8")
    (tmp_path / "content" / "collections" / "mine.md").write_text(
        f"---\ntitle: {words('page', 0)}\nprivate: true\n{listed}---\n{words('page', 1)}", "utf-8"
    )
    (tmp_path / "content" / "pages").mkdir()
    (tmp_path / "content" / "pages" / "about.md").write_text(PRIVATE_BLOCKS[5], "utf-8")
    (tmp_path / "content" / "pages" / "draft.md").write_text(
        f"---\nhidden: true\n---\n# {words('page', 2)}\n{words('page', 3)}", "utf-8"
    )
    told = [f"{number:08x}" for number in (*range(8), *range(100, 100 + OTHERS))]
    imports = [Import(1, "2026-01-01", (), tuple(told)), Import(2, "2026-02-01", (), (told[0], told[5]), (told[0],))]
    where, text = state.imports_file(imports, {})
    (tmp_path / where).parent.mkdir(exist_ok=True)
    (tmp_path / where).write_text(text, "utf-8")
    return tmp_path


def built(project: Path, abstracts: str) -> str:
    """Build and return every name and every byte of the site, in small letters."""
    settings = f'abstracts = "{abstracts}"\nrepository = "https://git.example/a"\nurl = "https://site.example/a"\n'
    (project / "sitegen.toml").write_text(settings, "utf-8")
    build.build(project)
    return "\n".join(said(project / "site"))


def said(site: Path) -> Iterator[str]:
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        if "static/vendor" not in path.as_posix():
            yield (
                path.relative_to(site).as_posix().lower() + "\n" + path.read_bytes().decode("utf-8", "replace").lower()
            )


def shown(site: str) -> set[tuple[int, int]]:
    """Return the sentences, by paper and number, of which a word is in the site."""
    return {(int(paper), int(at)) for paper, at in re.findall("qzabsx([0-9])x([0-9])zq", site)}


ALL = {(paper, at) for paper in range(SEEN) for at in range(SENTENCES)}


@pytest.mark.parametrize(
    ("abstracts", "sentences"),
    [("full", ALL), ("excerpt", {(paper, at) for paper, at in ALL if at < 3}), ("none", set())],
)
def test_nothing_that_is_not_published_is_in_any_byte(
    project: Path, abstracts: str, sentences: set[tuple[int, int]]
) -> None:
    assert len(" ".join(abstract(0).split(". ")[:3])) <= 320
    site = built(project, abstracts)
    assert [word for word in UNSEEN if word in site] == []
    assert shown(site) == sentences
    # All kinds of files are there to be searched.
    names = ("changes.html", "feed.xml", "llms.txt", "map.png", "sitemap.xml", "data/library.bib", "data/graph.gexf")
    assert [name for name in names if not (project / "site" / name).is_file()] == []
    assert list((project / "site" / "topics").glob("*.xml"))
    # Papers are linked, with sentences as evidence; and the same search finds what is published.
    assert ("<blockquote" in site) is (abstracts != "none")
    assert '"reasons":[[' in site
    public = ("title", "author", "venue", "key", "url")
    assert all(words(kind, number) in site for kind in public for number in range(SEEN))


def test_a_build_after_another_setting_leaves_nothing_behind(project: Path) -> None:
    built(project, "full")
    for setting in ("none", "excerpt", "full", "none"):
        built(project, setting)
        left = tree(project / "site")
        (project / ".sitegen-cache" / "build.sqlite").unlink()
        built(project, setting)
        assert tree(project / "site") == left, setting


def test_a_paper_that_becomes_private_takes_what_it_named_with_it(project: Path) -> None:
    built(project, "full")
    before = state.read(project)
    id, topic = next((id, topic) for id, topic in before.topics.items() if "seen-3" in topic.members)
    # As if an earlier build had called the topic after what only one paper says.
    renamed = {**before.topics, f"topic-{words('key', 3)}": TopicMemory(words("key", 3), topic.members)}
    del renamed[id]
    page = project / "content" / "papers" / "seen-3.md"
    shifts = (Shift("renamed", ((id, words("key", 3)),), ((id, topic.name),)),)
    state.write(project, replace(before, topics=renamed, history=History({1: shifts}, 2, renamed)))
    assert f"topics/topic-{words('key', 3)}.html" in built(project, "full"), "names of topics stay"
    page.write_text(page.read_text("utf-8").replace("---\n", "---\nprivate: true\n", 1), "utf-8")
    site = built(project, "full")
    assert [word for kind in ("title", "author", "venue", "key", "url") if (word := words(kind, 3)) in site] == []
    assert f"topics/{id}.html" in site


def test_counts_and_lists_know_published_papers_only(project: Path) -> None:
    made = build.build(project)
    assert made.papers == SEEN + OTHERS
    site = project / "site"
    assert f"{SEEN + OTHERS} papers" in (site / "index.html").read_text("utf-8")
    assert len(list((site / "papers").glob("*.html"))) == SEEN + OTHERS + 1
    # Pictures beside the pages, too: those that published notes show, and what they name in vain is told.
    there = {f"pictures/maps/{words('seen', number)}.png" for number in (0, 1)}
    assert {path.relative_to(site).as_posix() for path in site.rglob("pictures/**/*.png")} == there
    assert all(
        f'src="../{name}"' in (site / "papers" / f"seen-{at}.html").read_text("utf-8")
        for at, name in enumerate(sorted(there))
    )
    told = [(problem.path, problem.line, problem.message) for problem in made.problems if "picture" in problem.message]
    lost = [("content/papers/seen-0.md", 'there is no picture "gone.png"')]
    assert [each[::2] for each in told if "seen-0" in each[0]] == lost
    assert len(told) == SEEN + SEEN - len(there)


def test_no_account_of_a_source_names_an_unpublished_paper() -> None:
    from generator import pages
    from generator.analysis import analyse
    from generator.config import Config

    papers = (Paper(Slug("a"), "0000000a", "Alpha"), Paper(Slug("b"), "0000000b", "Qzbeta", private=True))
    entries = (Entry(1, "Alpha", "new", "0000000a"), Entry(2, "Qzbeta", "new", "0000000b"))
    content = Content(Library.of(papers), ledger=(Account("list.txt", "listing", entries),))
    site = pages.plan(content, analyse(content), Config())
    assert "Alpha" in repr(site.pages)
    assert "Qzbeta" not in repr(site)


def test_what_is_private_is_kept_in_the_state(project: Path) -> None:
    built(project, "none")
    assert len(state.read(project).positions) == SEEN + OTHERS
