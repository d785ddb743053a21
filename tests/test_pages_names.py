"""Which spellings of a name are one author, and which of a venue's are one venue."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_samples import paper

from generator.pages import names
from generator.papers import Author, Paper


def papers(*lines: str) -> list[Paper]:
    """Return a paper for each line; authors are parted by `;`."""
    return [
        paper(f"p{number}", "T", authors=tuple(Author.parse(each) for each in line.split(";")))
        for number, line in enumerate(lines)
    ]


def persons(*lines: str) -> list[set[str]]:
    """Return the spellings of each person."""
    found: dict[names.Group, set[str]] = {}
    for author, group in names.authors(papers(*lines)).items():
        found.setdefault(group, set()).add(f"{author.family}, {author.given}" if author.given else author.family)
    return sorted(found.values(), key=min)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Smith, J.", "Smith, John"),
        ("Smith, J.", "Smith, John", "Smith, J. A.", "Smith, John Andrew"),
        ("Müller, Jan", "MULLER, JAN", "Muller, J."),
        ("García-Márquez, G.", "Garcia Marquez, Gabriel"),
        ("Dupont, J.-P.", "Dupont, Jean-Pierre"),
        ("Li, Xiao-Ming", "Li, Xiaoming"),
        ("Løken, E.", "Loken, Eric"),
        ("The Group", "The group"),
    ],
)
def test_spellings_that_nothing_speaks_against_are_one_author(spellings: tuple[str, ...]) -> None:
    assert persons(*spellings) == [set(spellings)]


@pytest.mark.parametrize(
    "spellings",
    [
        ("Smith, John", "Smith, Jane"),
        ("Smith, J.", "Smith, K."),
        ("Smith, J. A.", "Smith, John B."),
        ("Smith, John", "Smythe, John"),
        ("Smith, John Jr.", "Smith, John"),
        ("Smith", "Smith, John"),
        ("Dupont, Jean", "Dupont, Jean-Pierre"),
        ("王, 伟", "王, 伟明"),
        ("Müller, Jan", "Mueller, Jan"),
    ],
)
def test_different_names_stay_apart(spellings: tuple[str, ...]) -> None:
    assert persons(*spellings) == sorted([{each} for each in spellings], key=min)


def test_initials_that_could_be_two_persons_are_neither() -> None:
    assert persons("Smith, J.", "Smith, John", "Smith, Jane") == [{"Smith, J."}, {"Smith, Jane"}, {"Smith, John"}]
    assert persons("Lee, John", "Lee, J. A.", "Lee, J. B.") == [{"Lee, J. A."}, {"Lee, J. B."}, {"Lee, John"}]


def test_two_names_on_one_paper_are_two_persons() -> None:
    assert persons("Smith, J.; Smith, John") == [{"Smith, J."}, {"Smith, John"}]


def test_an_author_is_named_by_the_fullest_spelling() -> None:
    group = names.authors(papers("Curie, M.", "CURIE, MARIE", "Curie, Marie", "Curie, M."))[Author("Curie", "M.")]
    assert (group.name, group.filed, group.slug) == ("Marie Curie", "Curie, Marie", "marie-curie")
    assert group.others == ("MARIE CURIE", "M. Curie")
    assert group.papers == ("p0", "p1", "p2", "p3")


def test_an_author_of_one_paper_has_no_address_of_their_own() -> None:
    found = names.authors(papers("Curie, Marie; Meitner, Lise", "Meitner, Lise"))
    assert [group.slug for group in found.values()] == ["", "lise-meitner"]


def test_authors_with_one_address_are_told_apart() -> None:
    found = names.authors(papers("Lee, Ann; Ann Lee", "Lee, Ann; Ann Lee"))
    assert sorted(group.slug for group in found.values()) == ["ann-lee", "ann-lee-2"]


def test_an_author_in_another_script_has_an_address_that_stays() -> None:
    wang = Author("王", "小明")
    before = names.authors(papers("王, 小明", "王, 小明"))[wang].slug
    assert before.startswith("author-")
    assert names.authors(papers("李; 王, 小明", "王, 小明; 李"))[wang].slug == before


def test_no_address_is_one_that_a_file_system_refuses() -> None:
    assert names.authors(papers("Con", "Con"))[Author("Con")].slug == "con-2"


def test_venues_are_one_without_case_signs_and_article() -> None:
    venues = ["The Lancet", "Lancet", "LANCET", "Lancet", "Science & Life", "Science and Life", "Nature", ""]
    found = names.venues([paper(f"p{number}", "T", venue=venue) for number, venue in enumerate(venues)])
    assert {venue: group.name for venue, group in found.items()} == {
        **dict.fromkeys(venues[:4], "Lancet"),
        **dict.fromkeys(venues[4:6], "Science & Life"),
        "Nature": "Nature",
    }
    assert {group.slug for group in found.values()} == {"lancet", "science-life", ""}


_NAMES = st.sampled_from(["A.", "Ann", "Anna", "A. B.", "Ann B.", "Ann-Lee", "Anna Berta", "B.", "Bo", "", "A. Jr."])


@given(st.lists(st.lists(_NAMES, min_size=1, max_size=3, unique=True), max_size=8), st.randoms())
def test_no_two_of_one_person_contradict_and_the_order_of_papers_does_not_matter(
    given_names: list[list[str]], shuffled: random.Random
) -> None:
    lines = [";".join(f"Lee, {each}".strip(", ") for each in line) for line in given_names]
    found = persons(*lines)
    for spellings in found:
        forms = [names.given(each.partition(", ")[2].removesuffix(" Jr.")) for each in spellings]
        assert all(names.alike(one, other) for one in forms for other in forms)
        assert len({each.endswith("Jr.") for each in spellings}) == 1
    shuffled.shuffle(lines)
    assert persons(*lines) == found
