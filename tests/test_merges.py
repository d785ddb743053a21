"""Likely merges: what is suggested, which label is preferred, and what is kept apart."""

import tomllib

import pytest

from conftest import under_hash_seeds
from generator.analysis import analyse
from generator.keywords import merges
from generator.keywords.merges import Merge
from generator.papers import Content, Library, Paper, Slug, Vocabulary


def library(*lists: tuple[str, ...], abstracts: tuple[str, ...] = ()) -> list[Paper]:
    return [
        Paper(Slug(f"p{number:02}"), f"{number:08x}", f"Zq{chr(97 + number)}v", abstracts[number] if number < len(abstracts) else "", keywords=labels)
        for number, labels in enumerate(lists)
    ]  # fmt: skip


def likely(papers: list[Paper], words: Vocabulary | None = None) -> list[Merge]:
    words = words or Vocabulary()
    found = analyse(Content(Library.of(papers), words))
    return merges.likely(papers, found.keywords, found.listed, found.terms, words)


def pairs(*lists: tuple[str, ...], sure: bool = True, abstracts: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    found = likely(library(*lists, abstracts=abstracts))
    return [(one.variant, one.label) for one in found if one.is_sure == sure]


@pytest.mark.parametrize(
    ("more", "less", "why"),
    [
        ("Knowledge graph", "Knowledgegraph", "the same but for a space or hyphen"),
        ("Vision-language models", "Vision and language models", "the same words in another order"),
        ("Depth of networks", "Network depth", "the same words in another order"),
        ("Instruction tuning", "Instruction fine-tuning", '"tuning" for "fine-tuning"'),
        ("Training data", "Training dataset", '"dataset" for "data"'),
        ("GLUE", "GLUE benchmark", 'a name and "benchmark"'),
        ("Semantic segmentation", "Semantic segmentation methods", 'an act and "methods"'),
    ],
)
def test_two_spellings_of_one_keyword_are_suggested(more: str, less: str, why: str) -> None:
    found = likely(library((more,), (more,), (less,)))
    assert [(one.variant, one.label, one.why, one.listed) for one in found] == [(less, more, why, (1, 2))]
    assert found[0].is_sure


def test_what_more_papers_list_is_preferred_then_the_longer_then_the_alphabet() -> None:
    assert pairs(("Map-texts",), ("Map-texts",), ("Maptexts",)) == [("Maptexts", "Map-texts")]
    assert pairs(("Map-texts",), ("Maptexts",)) == [("Maptexts", "Map-texts")]
    assert pairs(("Text of maps",), ("Map text",)) == [("Map text", "Text of maps")]


def test_an_acronym_folds_into_the_long_form_that_a_paper_defines() -> None:
    abstracts = ("A stochastic weight averaging (SWA) run.", "SWA again.", "SWA twice.")
    lists = (("Stochastic weight averaging",), ("SWA",), ("SWA",))
    assert pairs(*lists, abstracts=abstracts) == [("SWA", "Stochastic weight averaging")]


def test_an_acronym_folds_into_the_only_label_with_its_initials() -> None:
    twice = [("Multi-layer perceptron",)] * 2 + [("MLP",)] * 2
    assert pairs(*twice) == [("MLP", "Multi-layer perceptron")]
    assert pairs(*twice, ("Mixed linear programs",)) == []
    assert pairs(*twice[1:3]) == [], "one paper each may mean two things"


def test_an_acronym_that_means_two_things_is_left_alone() -> None:
    abstracts = ("A stochastic weight averaging (SWA) run.", "A sliding window attention (SWA) run.")
    assert pairs(("Stochastic weight averaging",), ("Sliding window attention",), ("SWA",), abstracts=abstracts) == []


def test_an_acronym_that_all_papers_use_stays() -> None:
    lists = (*[("MMLU",)] * 4, ("Massive multidomain language understanding",))
    texts = ("", "", "", "", "The massive multidomain language understanding (MMLU).")
    assert pairs(*lists, abstracts=texts) == [("Massive multidomain language understanding", "MMLU")]


def test_a_mistyped_word_is_told_by_how_rarely_texts_have_it() -> None:
    lists = [("Vision-language models",)] * 5 + [("Vision-langauge models",)]
    texts = tuple(f"Of {labels[0]}." for labels in lists)
    assert pairs(*lists, abstracts=texts) == [("Vision-langauge models", "Vision-language models")]
    assert pairs(*lists[1:], abstracts=texts[1:]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPT-3", "GPT-4"),
        ("2D maps", "3D maps"),
        ("Supervised learning", "Unsupervised learning"),
        ("Supervised learning", "Semi-supervised learning"),
        ("Model merging", "Merged models"),
        ("Few-shot learning", "Zero-shot learning"),
        ("Pre-training", "Post-training"),
        ("Language", "Language models"),
        ("Symmetric matrices", "Asymmetric matrices"),
        ("Input text", "Output text"),
        ("Convex functions", "Concave functions"),
        ("Factor analysis", "Factorial analysis"),
        ("AutoML tools", "AutoRL tools"),
        ("Generalization", "Generative models"),
        ("Attention visualization", "Visual attention"),
        ("Gaussian", "Gaussian process"),
    ],
)
def test_what_only_looks_alike_is_kept_apart(one: str, other: str) -> None:
    assert likely(library(*[(one,)] * 6, (other,))) == []
    assert likely(library(*[(one,)] * 3, *[(other,)] * 3)) == []


def test_what_needs_a_look_is_commented_out() -> None:
    (found,) = likely(library(("Input text",), ("Input text",), ("Text inputs",)))
    line = '# "Text inputs" = "Input text"  # the same words in another order; listed by 1 and 2, held by 1 and 2'
    assert str(found) == line
    assert tomllib.loads(f"[prefer]\n{line}\n") == {"prefer": {}}


def test_what_is_suggested_has_that_effect() -> None:
    """Acronyms inside a label are written out by the program, and keywords.toml cannot name them so."""
    abstracts = ("A large language model (LLM).",) * 4 + ("An LLM framework.",)
    papers = library(
        *[("Language tools", "LLM framework")] * 4, ("Large language model frameworks",), abstracts=abstracts
    )
    for one in likely(papers):
        found = analyse(Content(Library.of(papers), Vocabulary(prefer={one.variant: one.label})))
        assert one.variant not in {keyword.label for keyword in found.keywords.values()}


def test_all_that_is_suggested_pastes_as_toml() -> None:
    found = likely(library(('"Net" of nets',), ('"Net" of nets',), ('Nets "net"',), ("GLUE",), ("GLUE benchmark",)))
    lines = "\n".join(map(str, found))
    pasted = tomllib.loads(f"[prefer]\n{lines}\n")["prefer"]
    assert pasted["GLUE benchmark"] == "GLUE"
    assert pasted == {one.variant: one.label for one in found if one.is_sure}


def test_a_keyword_is_a_variant_once_and_never_in_a_circle() -> None:
    lists = [("GLUE",)] * 3 + [("GLUE benchmark",)] * 2 + [("GLUE benchmarks dataset",), ("GLUE-benchmark dataset",)]
    found = likely(library(*lists))
    step = {one.variant: one.label for one in found}
    assert len(step) == len(found)
    for label in step:
        for _ in found:
            label = step.get(label, label)
        assert label not in step


def test_what_the_curator_named_is_no_variant() -> None:
    papers = library(("GLUE",), ("GLUE",), ("GLUE benchmark",))
    assert likely(papers, Vocabulary(define={"GLUE benchmark": "Nine tasks."}))[0].variant == "GLUE"
    both = Vocabulary(define={"GLUE benchmark": "Nine tasks.", "GLUE": "The paper."})
    assert likely(papers, both) == []


def test_what_is_merged_already_is_not_suggested_again() -> None:
    papers = library(("GLUE",), ("GLUE",), ("GLUE benchmark",))
    assert likely(papers, Vocabulary(prefer={"GLUE benchmark": "GLUE"})) == []


def test_keywords_in_the_same_company_that_never_meet_are_asked_about() -> None:
    company = ("Wing shape", "Lift force", "Wind tunnel")
    flight = [(name, *company) for name in ("Aerial robots", "Aerial drones") for _ in range(3)]
    other = [("Deep sea", "Water pressure", f"Fish {number}") for number in range(6)]
    texts = tuple(", ".join(names) for names in (*flight, *other))
    (found,) = likely(library(*flight, *other, abstracts=texts))
    assert ({found.variant, found.label}, found.is_sure) == ({"Aerial robots", "Aerial drones"}, False)
    assert found.company > 0.9
    together = [(*flight[0], "Aerial drones"), *flight[1:]]
    assert likely(library(*together, *other, abstracts=texts)) == []


def test_suggestions_do_not_depend_on_the_order_of_sets() -> None:
    code = (
        "from test_merges import *; "
        "labels = [('Map ' + one + ' ' + other,) for one in ('data', 'text', 'tuning') for other in ('set', 'model', 'methods')]; "
        "print(likely(library(*labels, *labels, *labels, ('Map text data',), ('Data map text',))))"
    )
    assert len(under_hash_seeds(code)) == 1
