"""The map: nothing touches, and what stands stays."""

import itertools
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.graph import faithful, force, layout, swaps
from generator.graph.islands import Group, Island, Memory, Point
from generator.graph.layout import APART
from generator.papers import Link, Slug

EMPTY = Memory({}, {}, {})


def groups(*sizes: int) -> list[Group]:
    return [
        Group(f"t{n}", f"Topic number {n}", tuple(f"t{n}-{i:03}" for i in range(size))) for n, size in enumerate(sizes)
    ]


def links(made: list[Group], seed: int = 1) -> list[Link]:
    rng = random.Random(seed)
    found = set()
    for group in made:
        for slug in group.papers:
            for other in rng.sample(group.papers, min(3, len(group.papers))):
                found.add((min(slug, other), max(slug, other)))
    every = [slug for group in made for slug in group.papers]
    found |= {(min(pair), max(pair)) for pair in (rng.sample(every, 2) for _ in range(20))}
    return [Link(Slug(one), Slug(other), 0.3, ()) for one, other in sorted(found) if one != other]


def papers(made: list[Group]) -> list[str]:
    return [slug for group in made for slug in group.papers]


def remembered(made: list[Group], positions: dict[str, Point], islands: dict[str, Island]) -> Memory:
    home = {slug: group.id for group in made for slug in group.papers}
    return Memory(positions, {id: (island.x, island.y, island.radius) for id, island in islands.items()}, home)


def nearest(positions: dict[str, Point]) -> float:
    return min(math.dist(one, other) for one, other in itertools.combinations(positions.values(), 2))


def touching(islands: dict[str, Island]) -> list[tuple[str, str]]:
    boxes = {id: island.box() for id, island in islands.items()}
    return [
        (one, other)
        for one, other in itertools.combinations(boxes, 2)
        if boxes[one][0] < boxes[other][2]
        and boxes[other][0] < boxes[one][2]
        and boxes[one][1] < boxes[other][3]
        and boxes[other][1] < boxes[one][3]
    ]


@settings(max_examples=15)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.integers(0, 3))
def test_no_dots_and_no_islands_or_names_touch(sizes: list[int], loose: int) -> None:
    made = groups(*sizes)
    every = [*papers(made), *(f"z{n}" for n in range(loose))]
    positions, islands = layout.arrange(made, every, links(made) if len(papers(made)) > 1 else [], {}, EMPTY)
    assert positions.keys() == set(every)
    assert len(every) == 1 or nearest(positions) >= APART
    assert touching(islands) == []


def test_papers_stand_inside_their_island() -> None:
    made = groups(30, 20, 10)
    positions, islands = layout.arrange(made, papers(made), links(made), {}, EMPTY)
    for group in made:
        island = islands[group.id]
        assert all(math.dist(positions[slug], (island.x, island.y)) <= island.radius - 5 for slug in group.papers)


def test_papers_without_topic_stand_below_all_islands() -> None:
    made = groups(12, 9)
    positions, islands = layout.arrange(made, [*papers(made), "lone", "lost"], links(made), {}, EMPTY)
    lowest = max(island.box()[3] for island in islands.values())
    assert positions["lone"][1] == positions["lost"][1] > lowest


def test_arranging_again_moves_nothing() -> None:
    made = groups(25, 14, 3)
    first = layout.arrange(made, [*papers(made), "lone"], links(made), {"t0-001": (400.0, 0.0)}, EMPTY)
    again = layout.arrange(
        made, [*papers(made), "lone"], links(made), {"t0-001": (400.0, 0.0)}, remembered(made, *first)
    )
    assert again == first


def test_new_papers_move_no_old_one_and_join_their_neighbours() -> None:
    made = groups(30, 14)
    old, islands = layout.arrange(made, papers(made), links(made), {}, EMPTY)
    grown = [Group("t0", made[0].name, (*made[0].papers, "new")), made[1]]
    more = [*links(made), Link(Slug("new"), Slug("t0-004"), 0.9, ())]
    positions, moved = layout.arrange(grown, papers(grown), more, {}, remembered(made, old, islands))
    assert {slug: positions[slug] for slug in old} == old
    assert moved["t1"] == islands["t1"]
    assert math.dist(positions["new"], positions["t0-004"]) < 4 * APART


def test_a_paper_that_changes_its_topic_moves_alone() -> None:
    made = groups(20, 14)
    old, islands = layout.arrange(made, papers(made), links(made), {}, EMPTY)
    moved = [
        Group("t0", made[0].name, made[0].papers[1:]),
        Group("t1", made[1].name, (*made[1].papers, made[0].papers[0])),
    ]
    positions, now = layout.arrange(moved, papers(moved), links(made), {}, remembered(made, old, islands))
    assert [slug for slug in old if positions[slug] != old[slug]] == [made[0].papers[0]]
    assert math.dist(positions[made[0].papers[0]], (now["t1"].x, now["t1"].y)) <= now["t1"].radius


def test_a_new_topic_finds_room_between_old_ones() -> None:
    made = groups(20, 14, 9)
    old, islands = layout.arrange(made[:2], papers(made[:2]), links(made[:2]), {}, EMPTY)
    positions, now = layout.arrange(made, papers(made), links(made), {}, remembered(made[:2], old, islands))
    assert {slug: positions[slug] for slug in old} == old
    assert touching(now) == []


def test_a_pin_wins_and_others_make_room() -> None:
    made = groups(20)
    old, islands = layout.arrange(made, papers(made), links(made), {}, EMPTY)
    place = old["t0-005"]
    positions, _ = layout.arrange(made, papers(made), links(made), {"t0-000": place}, remembered(made, old, islands))
    assert positions["t0-000"] == place
    assert nearest(positions) >= APART


def test_an_empty_library_has_an_empty_map() -> None:
    assert layout.arrange([], [], [], {}, EMPTY) == ({}, {})
    positions, _ = layout.arrange([], ["a"], [], {}, EMPTY)
    assert positions.keys() == {"a"}


def test_many_newcomers_make_their_island_change_places_and_no_other() -> None:
    made = groups(30, 14)
    old, islands = layout.arrange(made, papers(made), links(made), {}, EMPTY)
    grown = [Group("t0", made[0].name, (*made[0].papers, *(f"new{n}" for n in range(6)))), made[1]]
    more = [*links(made), *(Link(Slug(f"new{n}"), Slug("t0-004"), 0.9, ()) for n in range(6))]
    positions, _ = layout.arrange(grown, papers(grown), more, {}, remembered(made, old, islands))
    assert {slug: positions[slug] for slug in made[1].papers} == {slug: old[slug] for slug in made[1].papers}
    assert {old[slug] for slug in made[0].papers} <= {positions[slug] for slug in grown[0].papers}
    near = [math.dist(positions[f"new{n}"], positions["t0-004"]) for n in range(6)]
    assert sum(near) / len(near) < 4 * APART
    assert nearest(positions) >= APART


def test_exchanging_places_brings_linked_dots_together_and_is_done_then() -> None:
    rng = random.Random(5)
    points = [(rng.random(), rng.random()) for _ in range(40)]
    edges = [(n, (n + 7) % 40, 1.0) for n in range(40)]
    place = swaps.improved(points, edges)
    assert sorted(place) == list(range(40))

    def length(at: list[int]) -> float:
        return sum(math.dist(points[at[one]], points[at[other]]) for one, other, _ in edges)

    assert length(place) < 0.6 * length(list(range(40)))
    moved = [points[at] for at in place]
    again = swaps.improved(moved, edges)
    assert length([place[at] for at in again]) <= length(place)


def test_forces_bring_linked_nodes_together_in_graphs_of_any_size() -> None:
    for size in (20, force.DENSE + 100):
        edges = [(n, n + 10, 1.0) for n in range(size - 10)]
        places = force.place(size, edges)
        linked = sum(math.dist(places[one], places[other]) for one, other, _ in edges) / len(edges)
        others = sum(math.dist(places[n], places[(n * 7 + 3) % size]) for n in range(size)) / size
        assert linked < 0.6 * others
        assert abs(places).max() <= 1 + 1e-9


def test_the_nearest_of_many_dots_are_those_of_all_wherever_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    order = random.Random(4)
    places = [(order.gauss(0, 90), order.gauss(0, 90)) for _ in range(500)] + [(900.0, 0.0), (-700.0, 400.0)]
    positions = {f"p{at:03}": place for at, place in enumerate(places)}
    pairs = {tuple(sorted(order.sample(sorted(positions), 2))) for _ in range(4000)} | {("p003", "p501")}
    near = [pair for pair in pairs if math.dist(positions[pair[0]], positions[pair[1]]) < 60 or "p501" in pair]
    related: dict[str, list[Link]] = {slug: [] for slug in positions}
    for source, target in sorted(near):
        for end in (source, target):
            related[end].append(Link(Slug(source), Slug(target), 0.5, ()))
    every = faithful.measure(positions, related)
    monkeypatch.setattr(faithful, "FEW", 10)
    assert faithful.measure(positions, related) == every
    assert 0.1 < every.near < 0.9


def test_faithfulness_is_the_share_of_linked_papers_among_the_ten_nearest_dots() -> None:
    positions = {f"p{n:02}": (float(n), 0.0) for n in range(21)}
    near, far = Link(Slug("p00"), Slug("p01"), 0.5, ()), Link(Slug("p00"), Slug("p20"), 0.4, ())
    related: dict[str, list[Link]] = {slug: [] for slug in positions}
    related |= {"p00": [near, far], "p01": [near], "p20": [far]}
    assert faithful.measure(positions, related) == faithful.Faithfulness(0.5, 0.5)
    assert faithful.measure({}, {}) == faithful.Faithfulness(0.0, 0.0)


def test_a_new_map_is_turned_to_fill_a_screen_that_is_wider_than_high() -> None:
    made = groups(*[20] * 8)
    chain = [
        Link(Slug(one.papers[0]), Slug(other.papers[0]), 0.9, (), False)
        for one, other in zip(made, made[1:], strict=False)
    ]
    _, placed = layout.arrange(made, papers(made), chain, {}, EMPTY)
    boxes = [island.box() for island in placed.values()]
    width = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    assert width > max(box[3] for box in boxes) - min(box[1] for box in boxes)
