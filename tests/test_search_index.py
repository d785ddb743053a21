"""The search index: its terms, its impacts, its files."""

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.emitters import postings


def unpacked(packed: str) -> dict[int, int]:
    found, at = {}, 0
    for step, level in re.findall("([0-9a-z]+)([A-Z])", packed):
        at += int(step, 36)
        found[at] = ord(level) - ord("A")
    return found


def test_stop_words_are_left_out_and_the_rest_is_stemmed() -> None:
    assert list(postings.terms("On the Memories of Transformers")) == ["memori", "transform"]


def test_accents_and_widths_do_not_matter() -> None:
    assert list(postings.terms("Müller ＡＢＣ e\u0301tude")) == list(postings.terms("muller abc etude"))


def test_a_title_weighs_more_than_an_abstract_and_a_rarer_place_in_a_long_text_less() -> None:
    documents = [
        {"title": "graphs", "abstract": "of many other things"},
        {"title": "of many other things", "abstract": "graphs"},
        {"title": "of many other things", "abstract": "graphs " + "and words besides " * 50},
    ]
    impacts = postings.index(documents).terms["graph"]
    assert impacts[0] > impacts[1] > impacts[2] > 0


def test_bm25_worked_by_hand() -> None:
    # Both documents have three counts (the title's word weighs 3): length = mean, so tf / (tf + 1.2) holds.
    made = postings.index([{"title": "apple"}, {"abstract": "pear pear plum"}])
    assert made.terms["appl"] == {0: 3 / 4.2}
    assert made.terms["pear"] == {1: 2 / 3.2}


def test_a_compound_is_one_word_however_it_is_written() -> None:
    made = postings.index([{"title": f"Better {spelling}"} for spelling in ("fine-tuning", "fine tuning", "finetuning")])
    assert list(made.terms["finetun"]) == [0, 1, 2]
    assert list(made.terms["fine"]) == [0, 1]


def test_words_that_nobody_joins_stay_apart() -> None:
    assert set(postings.index([{"title": "fine tuning"}]).terms) == {"fine", "tune"}


def test_no_text_gives_no_index() -> None:
    assert postings.sharded(postings.index([{}, {"abstract": "the of and"}])) == {}


@given(st.dictionaries(st.integers(0, 100_000), st.floats(0, 1), max_size=30))
def test_postings_survive_packing(postings: dict[int, float]) -> None:
    assert unpacked(postings.packed(postings)) == {paper: min(25, int(value * 26)) for paper, value in postings.items()}


@given(st.text(min_size=1, max_size=12))
def test_a_shard_is_a_safe_file_name(words: str) -> None:
    for term in postings.terms(words):
        name = postings.shard_name(term)
        assert re.fullmatch("[a-z0-9]{1,2}|u-[0-9]{1,2}", name)


def test_every_term_lies_in_its_shard_in_order() -> None:
    shards = postings.sharded(postings.index([{"title": "model modes 词汇 c++ x"}]))
    assert {name: list(table) for name, table in shards.items()} == {
        "mo": ["mode", "model"],
        "u-13": ["词汇"],
        "u-35": ["c++"],
        "x": ["x"],
    }
