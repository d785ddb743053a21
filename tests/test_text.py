"""Words, sentences, keys and slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import text
from generator.cut import cut


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Efficient Controllable Multi-Task Architectures", "efficient-controllable-multi-task-architectures"),
        ("C++ and C# for F# People", "c-plus-plus-and-c-sharp-for-f-sharp-people"),
        ("Über naïve Größen: Łódź & Ærø", "uber-naive-grossen-lodz-aero"),
        ("M$^3$ViT -- What's New?", "m-3-vit-whats-new"),
        ("../../etc/passwd", "etc-passwd"),
        ("深度学习综述", ""),
        ("🔥", ""),
    ],
)
def test_slugs_are_plain_ascii_words(title: str, slug: str) -> None:
    assert text.slugify(title) == slug


@given(st.text(max_size=400))
def test_slugs_fit_every_file_system(title: str) -> None:
    slug = text.slugify(title)
    assert len(slug) <= text.SLUG_BYTES
    assert slug == "" or all(part.isalnum() and part.isascii() and part == part.lower() for part in slug.split("-"))


def test_a_long_slug_is_cut_at_the_end_of_a_word() -> None:
    assert text.slugify("word " * 30) == "-".join(["word"] * 16)


def test_title_keys_see_neither_case_nor_punctuation_but_see_numbers_and_signs() -> None:
    assert text.title_key("Foo: Bar") == text.title_key("FOO  bär".replace("ä", "a")) == "foobar"
    assert text.title_key("GPT-3") != text.title_key("GPT-4")
    assert len({text.title_key(title) for title in ("C Programs", "C++ Programs", "C# Programs")}) == 3


@pytest.mark.parametrize(
    ("words", "stems"),
    [
        ("caresses ponies cats feed agreed plastered motoring sing", "caress poni cat feed agre plaster motor sing"),
        (
            "conflated troubled sized hopping falling hissing filing happy sky",
            "conflat troubl size hop fall hiss file happi sky",
        ),
        ("relational conditional rational digitizer operator sensitivity", "relat condit ration digit oper sensit"),
        ("triplicate formative electrical hopeful goodness", "triplic form electr hope good"),
        ("revival allowance inference adjustable adoption homologous", "reviv allow infer adjust adopt homolog"),
        ("probate rate cease controll roll", "probat rate ceas control roll"),
    ],
)  # the examples of Porter's paper
def test_stems_are_those_of_porters_paper(words: str, stems: str) -> None:
    assert " ".join(text.stem(word) for word in words.split()) == stems


def test_spellings_of_one_keyword_have_one_key() -> None:
    keys = {
        text.phrase_key(spelling) for spelling in ("Mixture-of-Experts", "mixture of experts", "Mixtures of Expert")
    }
    assert keys == {"mixtur of expert"}
    assert text.phrase_key("C++") != text.phrase_key("C")


def test_sentences_do_not_end_at_abbreviations() -> None:
    words = "We use data, e.g. Images (cf. Smith et al. 2020). It works. See J. Doe! Fine"
    assert [words[start:end] for start, end in text.sentences(words)] == [
        "We use data, e.g. Images (cf. Smith et al. 2020).",
        "It works.",
        "See J. Doe!",
        "Fine",
    ]


@given(st.text(max_size=300))
def test_sentences_are_in_order_and_hold_all_words(words: str) -> None:
    found = list(text.sentences(words))
    assert "".join("".join(words[start:end].split()) for start, end in found) == "".join(words.split())


def test_invisible_characters_go_and_joiners_stay() -> None:
    assert text.visible("\ufeffA\x00 ti\u202etle\u200b\twith\u2028breaks \u200d") == "A title with breaks \u200d"


@given(st.lists(st.text("aB9é ü#+.,_-\n語²\ud800", max_size=30), max_size=4))
def test_texts_cut_at_once_are_cut_as_one_by_one(texts: list[str]) -> None:
    found = cut(texts)
    columns = (found.texts, found.starts, found.ends, found.words)
    words = [
        (home, start, end, text.stemmed(found.written[word]))
        for home, start, end, word in zip(*[column.tolist() for column in columns], strict=True)
    ]
    assert words == [(home, *token) for home, each in enumerate(texts) for token in text.tokens(each)]


def test_texts_of_several_blocks_are_numbered_as_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["a graph, a map", "", "graphs and maps", "a map (again)", "c++"]
    columns = ("texts", "starts", "ends", "words", "gaps", "written", "between")
    whole = [list(getattr(cut(texts), name)) for name in columns]
    monkeypatch.setattr("generator.cut._AT_ONCE", 2)
    assert [list(getattr(cut(texts), name)) for name in columns] == whole
