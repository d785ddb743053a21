"""The search index: its terms, its impacts, its files."""

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import cast

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.emitters import citing, narrowing, postings, reading, search
from generator.queries import held, words
from generator.text import stem


def indexed(*documents: Mapping[str, str]) -> postings.Index:
    return postings.index(documents)


def unpacked(packed: str) -> dict[int, int]:
    found, at = {}, 0
    for step, level in re.findall("([0-9a-z]+)([A-Z])", packed):
        at += int(step, 36)
        found[at] = ord(level) - ord("A")
    return found


def test_stop_words_are_left_out_and_the_rest_is_stemmed() -> None:
    assert list(words.terms("On the Memories of Transformers")) == ["memori", "transform"]


def test_accents_and_widths_do_not_matter() -> None:
    assert list(words.terms("Müller ＡＢＣ e\u0301tude")) == list(words.terms("muller abc etude"))


def test_a_title_weighs_more_than_an_abstract_and_a_rarer_place_in_a_long_text_less() -> None:
    documents = [
        {"title": "graphs", "abstract": "of many other things"},
        {"title": "of many other things", "abstract": "graphs"},
        {"title": "of many other things", "abstract": "graphs " + "and words besides " * 50},
    ]
    impacts = unpacked(indexed(*documents).terms["graph"])
    assert impacts[0] > impacts[1] > impacts[2] > 0


def test_bm25_worked_by_hand() -> None:
    # Both documents have three counts (the title's word weighs 3): length = mean, so tf / (tf + 1.2) holds.
    made = indexed({"title": "apple"}, {"abstract": "pear pear plum"})
    assert unpacked(made.terms["appl"]) == {0: int(26 * 3 / 4.2)}
    assert unpacked(made.terms["pear"]) == {1: int(26 * 2 / 3.2)}


def test_a_compound_is_one_word_however_it_is_written() -> None:
    made = indexed(*({"title": f"Better {spelling}"} for spelling in ("fine-tuning", "fine tuning", "finetuning")))
    assert list(unpacked(made.terms["finetun"])) == [0, 1, 2]
    assert list(unpacked(made.terms["fine"])) == [0, 1]


def test_words_that_nobody_joins_stay_apart() -> None:
    assert set(indexed({"title": "fine tuning"}).terms) == {"fine", "tune"}


def test_no_text_gives_no_index() -> None:
    assert postings.shards(indexed({}, {"abstract": "the of and"})) == []


@given(st.lists(st.lists(st.sampled_from("bcde"), max_size=9), max_size=50))
def test_postings_survive_packing(texts: list[list[str]]) -> None:
    made = indexed(*({"year": " ".join(text)} for text in texts))
    mean = sum(map(len, texts)) / max(1, len(texts)) or 1.0
    levels = {
        word: {
            number: int(26 * postings.impact(text.count(word), len(text), mean))
            for number, text in enumerate(texts)
            if word in text
        }
        for word in made.terms
    }
    assert {word: unpacked(packed) for word, packed in made.terms.items()} == levels
    assert set(made.terms) == {word for text in texts for word in text}
    assert made.papers == {word: len(held) for word, held in levels.items()}


def places_of(packed: str) -> list[int]:
    last, before = postings.DIGITS
    found, at, high = [], 0, 0
    for digit in packed:
        if digit in before:
            high = high * len(before) + before.index(digit)
        else:
            at += high * len(last) + last.index(digit)
            high = 0
            found.append(at)
    return found


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 39_999)), max_size=30))
def test_places_survive_packing(placed: list[tuple[int, int]]) -> None:
    groups, places = ([pair[at] for pair in placed] for at in range(2))
    packed = postings.packed_places(numpy.array(groups, dtype=int), numpy.array(places, dtype=int), 5)
    held = [sorted({place for group, place in placed if group == number and place >= 0}) for number in range(5)]
    assert [places_of(each) for each in packed] == held


@given(st.text("aBé ü#+.,_’言語の9İ\n"))
def test_documents_are_cut_as_queries_are(written: str) -> None:
    found = held.read([{"abstract": written}, {"abstract": ""}])
    terms = [found.kinds_of[kind][0] for kind in found.kinds.tolist()]
    asked = list(words.terms(written))
    assert terms[: len(asked)] == asked
    bare = [term.rstrip("+#") for term in asked if term[-1] in "+#"]
    assert terms[len(asked) :] == [stem(term) for term in bare if len(term) > 1]


def test_every_term_lies_in_the_last_shard_that_begins_before_it() -> None:
    made = indexed({"title": "model modes 词汇 c++ x"})
    shards = postings.shards(made, most=8)
    assert [shard.first for shard in shards] == sorted(shard.first for shard in shards)
    assert [term for shard in shards for term in shard.terms] == ["c++", "mode", "model", "x", "词汇"]
    assert [list(shard.places) for shard in shards] == [list(shard.terms) for shard in shards]


def test_a_place_says_the_field_and_no_phrase_reaches_across_names() -> None:
    made = indexed({"title": "The depth of fields", "authors": "Kim Park . Lee Kim", "abstract": "Depth again"})
    start = {name: place for name, (place, _) in words.FIELDS.items()}
    assert places_of(made.places["depth"]) == [start["title"], start["abstract"]]
    assert places_of(made.places["kim"]) == [start["author"], start["author"] + 4]
    assert places_of(made.places["lee"]) == [start["author"] + 3]


def test_a_number_with_a_plus_is_found_without_it_but_no_language() -> None:
    terms = indexed({"title": "1600+ tasks in C++"}).terms
    assert {"1600", "1600+", "c++"} <= set(terms)
    assert "c" not in terms


def test_spellings_are_words_as_they_are_written() -> None:
    made = indexed({"title": "memories"}, {"title": "memories"}, {"title": "memory"})
    assert postings.spellings(made) == "0memoriesB"


def test_a_facet_that_is_long_to_load_waits() -> None:
    rows: dict[narrowing.Value, list[int]] = {("a" * search.AT_ONCE,): [0]}
    files = search.files([], [], {}, {"tag": rows, "venue": {("Annals",): [0]}})
    assert cast("dict[str, object]", files["search"])["facets"] == {"tag": False, "venue": True, "list": True}


def test_papers_are_known_by_the_hash_of_their_slugs_unless_two_share_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citing, "fnv1a", lambda slug: len(slug))
    readings = [cast("reading.Reading", SimpleNamespace(slug=slug)) for slug in ("ab", "c", "de")]
    assert narrowing.slugs(readings) == {"hashes": "000000200000010000002", "same": {"ab": 0, "de": 2}}
