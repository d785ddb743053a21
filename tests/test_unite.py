"""Two pages for one paper become one: nothing that a person wrote is lost, and it can be taken back."""

import re
import string
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import LONG, listing, tree
from generator import build, content, ingest
from generator.cli import main
from generator.content import duplicates, frontmatter, store
from generator.content.bases import list_hash, read_bases
from generator.errors import SitegenError
from generator.ingest import undo, unite
from generator.report import Report

ONE, OTHER = "Maps of Fields of Study", "Charts of Fields of Study"


def page(project: Path, slug: str, head: str, notes: str = "") -> Path:
    path = project / "content" / "papers" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"---\n{head}---\n{notes}".encode())
    return path


def merged(project: Path, keep: str = "a", gone: str = "b") -> unite.United:
    united, draft = unite.unite(project, keep, gone)
    assert draft.commit(f"merge of {gone} into {keep}") == []
    return united


def fields(project: Path, slug: str) -> dict[str, frontmatter.Value]:
    text = (project / "content" / "papers" / f"{slug}.md").read_bytes().decode()
    return {name: field.value for name, field in frontmatter.parse(text, slug).fields.items()}


def imported(project: Path, name: str, *records: tuple[str, str]) -> ingest.Ledger:
    (project / "in").mkdir(parents=True, exist_ok=True)
    (path := project / "in" / name).write_text(listing(*records), "utf-8")
    return ingest.run(project, ingest.bring_in(project, [path]))


def test_the_page_that_stays_is_filled_and_its_own_word_wins(tmp_path: Path) -> None:
    page(tmp_path, "a", 'id: 00000001\ntitle: "Maps"   # mine\nyear: 2020\ntags: [red]\n', "Mine.\n")
    page(
        tmp_path,
        "b",
        "id: 00000002\ntitle: Maps\nyear: 2021\nvenue: Journal\ntags: [red, blue]\nrating: five\naliases: [old-b]\n",
        "Theirs. <!-- private -->hush<!-- /private -->\n",
    )
    told = merged(tmp_path).told
    assert (tmp_path / "content/papers/a.md").read_text("utf-8") == (
        '---\nid: 00000001\ntitle: "Maps"   # mine\nyear: 2020\ntags: [red, blue]\nvenue: Journal\nrating: five\n'
        "aliases: [b, old-b]\n---\nMine.\n\nTheirs. <!-- private -->hush<!-- /private -->\n"
    )
    assert not (tmp_path / "content/papers/b.md").exists()
    assert [str(problem) for problem in told] == [
        'content/papers/a.md:4: year differs: "2020" stays; "2021" in content/papers/b.md:4\n'
        "  To take the other, write: year: 2021"
    ]


def test_a_merge_is_taken_back_byte_for_byte(tmp_path: Path) -> None:
    imported(tmp_path, "s.txt", (ONE, LONG), (OTHER, LONG + "More."))
    one, other = "maps-of-fields-of-study", "charts-of-fields-of-study"
    with (tmp_path / f"content/papers/{one}.md").open("ab") as handle:
        handle.write(b"Notes with\r\nodd ends")
    before = tree(tmp_path / "content")
    del before[".sitegen/undo/last.json"]
    merged(tmp_path, one, other)
    assert len(list((tmp_path / "content/papers").iterdir())) == 1
    undo.undo(tmp_path)
    assert tree(tmp_path / "content") == before


def test_sources_of_both_find_the_page_and_change_no_byte(tmp_path: Path) -> None:
    one, other = "maps-of-fields-of-study", "charts-of-fields-of-study"
    first, second = (ONE, LONG), (OTHER, LONG + "Something else. " * 20)
    imported(tmp_path, "one.txt", first)
    imported(tmp_path, "two.txt", second)
    merged(tmp_path, one, other)
    assert fields(tmp_path, one)["sources"] == ["one.txt", "two.txt"]
    before = tree(tmp_path / "content")
    for name, record in (("one.txt", first), ("two.txt", second)):
        ledger = imported(tmp_path, name, record)
        assert [(outcome.kind, outcome.paper) for outcome in ledger.sources[0].outcomes] == [("known", one)]
    after = tree(tmp_path / "content")
    assert {name for name in after if after[name] != before.get(name)} == set()


def test_both_records_of_one_source_find_the_page_and_change_no_byte(tmp_path: Path) -> None:
    records = [(ONE, LONG), (OTHER, LONG + "Something else. " * 20)]
    imported(tmp_path, "s.txt", *records)
    merged(tmp_path, "maps-of-fields-of-study", "charts-of-fields-of-study")
    before = tree(tmp_path / "content")
    ledger = imported(tmp_path, "s.txt", *records)
    assert ledger.count("known") == 2
    assert tree(tmp_path / "content") == before


def test_a_change_in_the_other_source_is_asked_about_and_takes_nothing(tmp_path: Path) -> None:
    imported(tmp_path, "one.txt", (ONE, LONG))
    imported(tmp_path, "two.txt", (OTHER, LONG + "Something else. " * 20))
    merged(tmp_path, "maps-of-fields-of-study", "charts-of-fields-of-study")
    text = (tmp_path / "content/papers/maps-of-fields-of-study.md").read_text("utf-8")
    ledger = imported(tmp_path, "two.txt", (OTHER, LONG + "Something else. " * 19 + "New."))
    assert ledger.count("known") == 1
    assert ["abstract was changed here" in problem.message for problem in ledger.problems] == [True]
    assert (tmp_path / "content/papers/maps-of-fields-of-study.md").read_text("utf-8") == text


def test_a_page_that_came_from_two_sources_keeps_what_one_of_them_lets_go(tmp_path: Path) -> None:
    address = "https://example.org/code"
    imported(tmp_path, "one.txt", (ONE, LONG + address))
    imported(tmp_path, "two.txt", (OTHER, LONG + f"Something else. {address}"))
    merged(tmp_path, "maps-of-fields-of-study", "charts-of-fields-of-study")
    imported(tmp_path, "two.txt", (OTHER, LONG + "Something else."))
    assert fields(tmp_path, "maps-of-fields-of-study")["resources"] == [address]


def test_three_pages_become_one_and_all_sources_find_it(tmp_path: Path) -> None:
    texts = {name: LONG + f"Of {name} alone. " * 30 for name in ("Alpha study", "Beta study", "Gamma study")}
    imported(tmp_path, "s.txt", *texts.items())
    merged(tmp_path, "beta-study", "gamma-study")
    merged(tmp_path, "alpha-study", "beta-study")
    assert fields(tmp_path, "alpha-study")["aliases"] == ["beta-study", "gamma-study"]
    before = tree(tmp_path / "content")
    assert imported(tmp_path, "s.txt", *texts.items()).count("known") == 3
    assert tree(tmp_path / "content") == before


def test_a_preprint_and_its_article_share_a_page(tmp_path: Path) -> None:
    page(tmp_path, "a", "title: Maps\ndoi: 10.48550/arxiv.2401.00001\nurl: https://a.org\n")
    page(tmp_path, "b", "title: Maps, Printed\ndoi: 10.1000/x\nurl: https://b.org\n")
    told = merged(tmp_path).told
    after = fields(tmp_path, "a")
    assert after["doi"] == "10.1000/x"
    assert after["versions"] == ["https://doi.org/10.48550/arxiv.2401.00001", "https://b.org"]
    assert [problem.hint for problem in told][1:] == [
        "Versions keeps https://doi.org/10.48550/arxiv.2401.00001.",
        "Versions keeps https://b.org.",
    ]


def test_what_is_private_is_not_published_by_a_merge(tmp_path: Path) -> None:
    page(tmp_path, "a", "title: Maps\n", "Seen.\n")
    page(tmp_path, "b", "title: Maps\nprivate: true\n", "Unseen.\n")
    told = merged(tmp_path).told
    assert fields(tmp_path, "a")["private"] == "true"
    assert told[0].message == "is private now, as content/papers/b.md was"


def test_old_addresses_and_names_lead_to_the_page(tmp_path: Path) -> None:
    page(tmp_path, "a", f"title: {ONE}\nkeywords: [maps]\nabstract: {LONG}\nrelated: [b]\n")
    page(tmp_path, "b", f"title: {OTHER}\nkeywords: [maps]\nabstract: {LONG}\n")
    page(tmp_path, "c", "title: A third paper\nrelated: [b]\n", "See [[b]].\n")
    (tmp_path / "content/collections").mkdir()
    (tmp_path / "content/collections/mine.md").write_text("---\ntitle: Mine\npapers: [b, c]\n---\n", "utf-8")
    merged(tmp_path)
    assert "related" not in fields(tmp_path, "a")
    made = build.build(tmp_path)
    assert made.problems == ()
    redirect = (tmp_path / "site/papers/b.html").read_text("utf-8")
    assert 'content="0; url=../papers/a.html"' in redirect or 'content="0; url=a.html"' in redirect
    third = (tmp_path / "site/papers/c.html").read_text("utf-8")
    assert re.search(r'See <a [^>]*href="(\.\./papers/)?a\.html"', third)
    assert "the curator linked them" in third
    listed = (tmp_path / "site/collections/mine.html").read_text("utf-8")
    assert 'papers/a.html"' in listed
    assert 'collections/mine.html"' in (tmp_path / "site/papers/a.html").read_text("utf-8")
    before = tree(tmp_path / "content")
    build.build(tmp_path)
    assert tree(tmp_path / "content") == before


def test_the_account_of_a_source_says_where_its_records_are_now(tmp_path: Path) -> None:
    imported(tmp_path, "s.txt", (ONE, LONG), (OTHER, LONG + "Something else. " * 20))
    merged(tmp_path, "maps-of-fields-of-study", "charts-of-fields-of-study")
    found = content.read(tmp_path, Report())
    (paper,) = found.library
    (account,) = found.ledger
    assert [(entry.kind, entry.paper) for entry in account.entries] == [("new", paper.id), ("duplicate", paper.id)]


def test_lists_of_keywords_that_the_program_chose_do_not_pile_up(tmp_path: Path) -> None:
    imported(
        tmp_path,
        "s.txt",
        (ONE, "Citation maps show research fields to readers. " * 9),
        (OTHER, "Graph neural networks learn from labelled trees. " * 9),
    )
    one, other = "maps-of-fields-of-study", "charts-of-fields-of-study"
    chosen = fields(tmp_path, one)["keywords"]
    merged(tmp_path, one, other)
    assert fields(tmp_path, one)["keywords"] == chosen
    (base,) = read_bases(tmp_path, Report()).values()
    assert base.keywords is not None
    assert base.keywords.written == list_hash([str(label) for label in chosen])


WORDS = st.text(string.ascii_lowercase, min_size=3, max_size=8)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
PAGES = st.fixed_dictionaries(
    {"title": TEXTS},
    optional={
        **dict.fromkeys(("venue", "abstract", "rating", "mood", "language"), TEXTS),
        **{name: st.lists(WORDS, min_size=1, max_size=3, unique=True) for name in ("keywords", "tags", "own", "without")},
        "year": st.sampled_from(["1999", "2020"]),
        "authors": st.lists(WORDS, min_size=1, max_size=2),
        "doi": st.sampled_from(["10.1000/one", "10.1000/two", "10.48550/three"]),
        "url": st.sampled_from(["https://one.org/x", "https://two.org/y"]),
    },
)  # fmt: skip
NOTES = st.lists(TEXTS, max_size=3).map("\n\n".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PAGES, NOTES, PAGES, NOTES)
def test_no_word_of_either_page_is_lost(
    tmp_path_factory: pytest.TempPathFactory, one: dict[str, frontmatter.Value], mine: str,
    other: dict[str, frontmatter.Value], theirs: str,
) -> None:  # fmt: skip
    project = tmp_path_factory.mktemp("words")
    for slug, values, notes in (("a", one, mine), ("b", other, theirs)):
        page(project, slug, "".join(frontmatter.dump(name, value) for name, value in values.items()), notes)
    before = "\n".join(path.read_text("utf-8") for path in (project / "content/papers").iterdir())
    merged(project)
    kept = (project / "content/papers/a.md").read_text("utf-8")
    assert mine in kept
    assert theirs in kept
    for name, value in other.items():
        if isinstance(value, list) and name != "authors":
            assert set(value) <= set(fields(project, "a")[name])
    after = kept + "".join(path.read_text("utf-8") for path in (project / "content/.sitegen/base").iterdir())
    assert [word for word in re.findall(r"[a-z0-9./:]{3,}", before) if word not in after] == []
    undo.undo(project)
    assert "\n".join(path.read_text("utf-8") for path in (project / "content/papers").iterdir()) == before


@pytest.mark.parametrize(
    ("keep", "gone", "message"),
    [
        ("a", "a", '"a" and "a" are one page: content/papers/a.md'),
        ("a", "old-a", '"a" and "old-a" are one page: content/papers/a.md'),
        ("a", "bb", 'there is no paper "bb"'),
        ("content/papers/zz.md", "b", 'there is no paper "content/papers/zz.md"'),
        ("a", "broken.md", "the front matter is opened with --- but never closed"),
    ],
)
def test_what_cannot_be_united_is_named(tmp_path: Path, keep: str, gone: str, message: str) -> None:
    page(tmp_path, "a", "title: A\naliases: [old-a]\n")
    page(tmp_path, "b", "title: B\n")
    (tmp_path / "content/papers/broken.md").write_text("---\ntitle: x\n", "utf-8")
    before = tree(tmp_path / "content")
    with pytest.raises(SitegenError) as error:
        unite.unite(tmp_path, keep, gone)
    assert error.value.message == message
    assert tree(tmp_path / "content") == before


def test_the_command_shows_then_writes_then_is_taken_back(tmp_path: Path) -> None:
    page(tmp_path, "a", "title: Maps\nyear: 2020\n")
    page(tmp_path, "b", "title: Maps\nvenue: J\n")
    before = tree(tmp_path / "content")
    shown = CliRunner().invoke(main, ["merge", "-p", str(tmp_path), "a", "content/papers/b.md", "--dry-run"])
    assert shown.exit_code == 0
    assert "+venue: " in shown.stdout
    assert "--- a/content/papers/b.md" in shown.stdout
    assert tree(tmp_path / "content") == before
    done = CliRunner().invoke(main, ["merge", "-p", str(tmp_path), "a", "b"])
    assert done.stdout == "b is in content/papers/a.md now; sitegen undo takes it back.\n"
    assert CliRunner().invoke(main, ["undo", "-p", str(tmp_path)]).exit_code == 0
    assert tree(tmp_path / "content/papers") == {
        name.removeprefix("papers/"): content for name, content in before.items() if name.startswith("papers/")
    }
    missing = CliRunner().invoke(main, ["merge", "-p", str(tmp_path), "a", "c", "--json"])
    assert missing.exit_code == 1
    assert '"message": "there is no paper \\"c\\""' in missing.stdout


def test_a_verdict_same_is_carried_out_by_the_next_build_once(tmp_path: Path) -> None:
    for slug in "abc":
        page(tmp_path, slug, f"title: Maps of {slug}\nabstract: {LONG}\n")
    pairs = [duplicates.Pair("a", "b", "look", "same"), duplicates.Pair("b", "c", "look", "same")]
    (tmp_path / duplicates.FILE).write_text(duplicates.added("", pairs), "utf-8")
    text = (tmp_path / duplicates.FILE).read_text("utf-8")
    with pytest.raises(SitegenError, match='"b" is to be united with "a", and --frozen'):
        build.build(tmp_path, frozen=True)
    made = build.build(tmp_path)
    assert made.papers == 1
    assert {problem.message.split(":")[0] for problem in made.problems} == {"title differs"}
    assert (tmp_path / duplicates.FILE).read_text("utf-8") == text
    assert build.build(tmp_path).problems == ()
    assert build.build(tmp_path, frozen=True).papers == 1
    assert [paper.aliases for paper in content.read(tmp_path, Report()).library] == [("b", "c")]
    assert store.taken_names(tmp_path) == ["a"]
