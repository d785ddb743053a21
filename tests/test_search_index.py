"""The search index: its terms, its impacts, its files."""

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.emitters import citing, narrowing, postings, reading, search
from generator.kept import Kept
from generator.queries import words


def indexed(*documents: Mapping[str, str]) -> postings.Index:
    return postings.index({f"paper-{number}": document for number, document in enumerate(documents)})


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


def test_what_an_earlier_build_read_is_what_reading_finds() -> None:
    before = {"a": {"title": "Fine tuning of graphs"}, "b": {"title": "A map"}, "c": {"title": "Multi-task maps"}}
    first = Kept()
    postings.index(before, first)
    for slug, title in (("b", "A multi task map"), ("b", "Fine-tuning"), ("c", ""), ("d", "One more map of graphs")):
        after = {**before, slug: {"title": title}}
        kept = Kept(first.new)
        assert postings.index(after, kept) == postings.index(after)
        assert f"terms {slug}" in kept.new


@given(st.lists(st.integers(0, 39_999), max_size=20))
def test_places_survive_packing(places: list[int]) -> None:
    last, before = postings.DIGITS
    found, at, high = [], 0, 0
    for digit in postings.packed_places(places):
        if digit in before:
            high = high * len(before) + before.index(digit)
        else:
            at += high * len(last) + last.index(digit)
            high = 0
            found.append(at)
    assert found == sorted(set(places))


def test_every_term_lies_in_the_last_shard_that_begins_before_it() -> None:
    made = indexed({"title": "model modes 词汇 c++ x"})
    shards = postings.shards(made, most=8)
    assert [shard.first for shard in shards] == sorted(shard.first for shard in shards)
    assert [term for shard in shards for term in shard.terms] == ["c++", "mode", "model", "x", "词汇"]
    assert [list(shard.places) for shard in shards] == [list(shard.terms) for shard in shards]


def test_a_place_says_the_field_and_no_phrase_reaches_across_names() -> None:
    made = indexed({"title": "The depth of fields", "authors": "Kim Park . Lee Kim", "abstract": "Depth again"})
    start = {name: place for name, (place, _) in words.FIELDS.items()}
    assert made.places["depth"] == postings.packed_places([start["title"], start["abstract"]])
    assert made.places["kim"] == postings.packed_places([start["author"], start["author"] + 4])
    assert made.places["lee"] == postings.packed_places([start["author"] + 3])


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
