"""Keys, acronyms, vocabulary and matching: one keyword, many spellings."""

import pytest

from generator.keywords import acronyms
from generator.keywords.dictionary import Dictionary, marks
from generator.keywords.keys import key, mask
from generator.keywords.spelling import sentence_case
from generator.keywords.units import segments
from generator.keywords.vocabulary import Folding
from generator.papers import Vocabulary


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Multi-task learning", "multitask learning"),
        ("multi task learning", "Multi-Task Learning"),
        ("Large Language Models", "large language model"),
        ("data set", "Datasets"),
        ("pre-training", "pretraining"),
        ("inductive bias", "inductive biases"),
        ("Mixture-of-Experts", "mixture of experts"),
        ("sensitivity analysis", "sensitivity analyses"),
        ("Randomised behavioural modelling", "randomized behavioral modeling"),
        ("paediatric ischaemic oedema", "pediatric ischemic edema"),
        ("neighbourhood centres", "neighborhood center"),
        ("Anaesthesia programmes", "anesthesia program"),
        ("harm minimisation catalogues", "harm minimization catalog"),
        ("supervised, promised, revised", "supervision, promises, revising"),
    ],
)
def test_spellings_of_one_keyword_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("C#", "C"),
        ("graph drawing", "drawing graphs"),
        ("2D", "3D"),
        ("timbre", "timber"),
        ("poet", "pet"),
    ],
)
def test_different_keywords_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_masking_keeps_places_and_hides_formulas_addresses_and_citations() -> None:
    text = "Costs $O(n^2)$; see https://example.org/a-b and Lake & Baroni (2018)."
    masked = mask(text)
    assert len(masked) == len(text)
    assert "example" not in masked
    assert "Baroni" not in masked
    assert masked.startswith("Costs ;")


def test_punctuation_parts_runs_and_hyphens_do_not() -> None:
    runs = [[word for _, _, word in run] for run in segments("Graph-based models, large data. New: one")]
    assert runs == [["graph", "base", "model"], ["larg", "data"], ["new"], ["on"]]


def test_an_acronym_is_found_with_its_long_form() -> None:
    found = acronyms.definitions(
        "We use chain of thought (CoT) and large language models (LLMs) with in-context learning (ICL)."
    )
    assert found == {"CoT": "chain of thought", "LLM": "large language models", "ICL": "in-context learning"}


def test_a_long_form_does_not_begin_inside_a_hyphenated_word() -> None:
    assert acronyms.definitions("with self-supervised learning (SSL)") == {"SSL": "self-supervised learning"}


@pytest.mark.parametrize("text", ["as shown before (see Fig)", "the model (BERT) is", "in many cases (II)", "(GPU)"])
def test_what_is_no_definition_is_left_alone(text: str) -> None:
    assert acronyms.definitions(text) == {}


def test_the_library_agrees_only_where_nearly_all_papers_do() -> None:
    same = [(f"p{n}", "a diffusion transformer (DiT) is") for n in range(3)]
    other = [("q", "a digital twin (DT) is"), ("r", "a decision tree (DT) is"), ("s", "a decision tree (DT) is")]
    assert acronyms.collect([*same, *other]).library == {"DiT": "diffus transform"}


def test_an_acronym_inside_a_name_is_not_formsd() -> None:
    forms = {"GPT": "gener pretrain transform", "LLM": "larg languag model"}
    words = [word for run in segments("GPT-4 and LLM-based agents, MLLM-Tool, LLMs", forms) for _, _, word in run]
    assert words == ["gpt", "4", "and", "larg languag model", "base", "agent", "mllm", "tool", "larg languag model"]


def test_keywords_are_found_in_any_spelling_with_their_places() -> None:
    dictionary = Dictionary.of([key("large language model"), key("multi-task learning")], {})
    forms = {"LLM": key("large language model")}
    title, abstract = (
        "LLMs for Multitask Learning",
        "A Large-Language Model is one of many LLMs; multi task\nlearning helps.",
    )
    found = dictionary.read(title, abstract, forms)
    spans = marks(found.title, {"larg languag model", "multitask learn"})
    assert [title[span.start : span.end] for span in spans] == ["LLMs", "Multitask Learning"]
    spans = marks(found.abstract, {"larg languag model", "multitask learn"})
    assert [abstract[span.start : span.end] for span in spans] == [
        "Large-Language Model",
        "LLMs",
        "multi task\nlearning",
    ]
    assert found.counts["larg languag model"] == 2.5 + 2


def test_the_longest_of_overlapping_places_is_marked() -> None:
    dictionary = Dictionary.of(["graph", "neural network", "graph neural network"], {})
    text = "a graph neural network on a graph"
    spans = marks(dictionary.read("", text, {}).abstract, {"graph", "neural network", "graph neural network"})
    assert [(text[span.start : span.end], span.key) for span in spans] == [
        ("graph neural network", "graph neural network"),
        ("graph", "graph"),
    ]


def test_a_name_in_capitals_does_not_match_a_common_word() -> None:
    dictionary = Dictionary.of(["art"], {}, {"art"})
    assert dictionary.read("State of the art", "ART wins.", {}).counts == {"art": 1.0}


def test_single_words_of_phrases_count_without_stop_words() -> None:
    found = Dictionary.of([key("mixture of experts")], {}).read("", "a mixture of these; experts", {})
    assert found.counts == {"mixtur": 1.0, "expert": 1.0}


def test_chinese_keywords_are_found_inside_runs() -> None:
    found = Dictionary.of(["神经网络"], {}).read("", "基于神经网络的图像分类", {})
    assert found.abstract == ((2, 6, "神经网络"),)


def test_the_curators_vocabulary_folds_variants_through_chains() -> None:
    folding = Folding.of(
        Vocabulary(prefer={"LMs": "language models", "language models": "LLM"}, hide=("noise",), define={"LLM": "big"})
    )
    assert folding.fold(key("LMs")) == folding.fold(key("language model")) == "llm"
    assert folding.labels == {"llm": "LLM"}
    assert folding.hidden == {"nois"}
    assert folding.definitions == {"llm": "big"}


def test_a_vocabulary_that_runs_in_circles_ends() -> None:
    folding = Folding.of(Vocabulary(prefer={"a b": "c d", "c d": "a b"}))
    assert folding.fold("a b") in {"a b", "c d"}


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("large language models", "Large language models"),
        ("fMRI data", "fMRI data"),
        ("GPT-4", "GPT-4"),
        ("multi-LLM agent", "Multi-LLM agent"),
    ],
)
def test_labels_begin_with_a_capital_unless_spelled_otherwise(label: str, shown: str) -> None:
    assert sentence_case(label) == shown


@pytest.mark.parametrize("piece", ["a.", "(AB) ", "A and ", "$ ", "(Lee, 2010; ", "aaaa", "\\x{", "graph neural (GN) "])
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    dictionary = Dictionary.of([key("graph neural")], {})
    found = dictionary.read("", text, acronyms.collect([("x", text)]).of("x"))
    marks(found.abstract, {"graph neural"})


def test_a_single_word_has_a_place_where_it_is_a_noun_and_counts_in_every_form() -> None:
    dictionary = Dictionary.of(["cluster"], {}, (), {"cluster": frozenset({"clustering"})})
    abstract = "Clustering finds clusters. We cluster what nobody clustered."
    found = dictionary.read("", abstract, {})
    assert [abstract[start:end] for start, end, _ in found.abstract] == ["Clustering", "clusters"]
    assert found.counts == {"cluster": 4.0}


def test_what_a_listed_phrase_ends_in_counts_too() -> None:
    dictionary = Dictionary.of([key("contextual language models")], {})
    assert dictionary.read("", "language models", {}).counts == {
        "languag": 1.0,
        "model": 1.0,
        key("language models"): 1.0,
    }
