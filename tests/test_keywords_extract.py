"""Keyword lists as a reader meets them."""

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from generator import keywords
from generator.papers import Paper, Slug, Vocabulary

TEXTS = {
    "Graph neural networks for molecules": "Graph neural networks (GNNs) learn molecular properties. We train GNNs on large molecular "
    "graphs and predict binding affinity. Binding affinity is measured on a public benchmark.",
    "A survey of graph neural networks": "This survey of graph neural networks covers message passing, graph attention and "
    "pooling. Message passing is the core of GNNs.",
    "Binding affinity from sequence": "Unveiling how protein language models predict binding affinity from sequence alone. "
    "Protein language models are trained without labels.",
}


def papers() -> list[Paper]:
    return [Paper(Slug(f"paper-{n}"), f"{n:08x}", title, abstract) for n, (title, abstract) in enumerate(TEXTS.items())]


def test_lists_hold_the_phrases_a_reader_expects() -> None:
    found = keywords.extract(papers())
    assert "Graph neural networks" in found["paper-0"]
    assert "Binding affinity" in found["paper-0"]
    assert "Message passing" in found["paper-1"]
    assert "Protein language models" in found["paper-2"]


def test_an_acronym_is_listed_under_its_long_form_only() -> None:
    for labels in keywords.extract(papers()).values():
        assert not {"GNN", "GNNs"} & set(labels)


def test_no_list_has_generic_words_or_doubles() -> None:
    for labels in keywords.extract(papers()).values():
        assert not {"Survey", "Unveiling", "Core", "Labels", "Properties", "Sequence"} & set(labels)
        assert len({keywords.key(label) for label in labels}) == len(labels) <= 10


def test_no_single_word_is_listed_beside_a_phrase_that_holds_it() -> None:
    for labels in keywords.extract(papers()).values():
        words = [keywords.key(label) for label in labels]
        assert not [one for one in words for other in words if " " not in one and one != other and one in other.split()]


def test_the_order_of_papers_does_not_matter() -> None:
    shuffled = papers()
    random.Random(1).shuffle(shuffled)
    assert keywords.extract(shuffled) == keywords.extract(papers())


def test_other_papers_spellings_and_the_curators_are_kept() -> None:
    new, *old = papers()
    old[0] = replace(old[0], keywords=("graph neural nets", "Graph Neural Networks"))
    assert "Graph Neural Networks" in keywords.extract([new], old)["paper-0"]
    words = Vocabulary(prefer={"graph neural networks": "GNN"}, hide=("binding affinity",))
    assert "GNN" in keywords.extract([new], old, words)["paper-0"]
    assert "Binding affinity" not in keywords.extract([new], old, words)["paper-0"]


def test_a_papers_own_keywords_come_first() -> None:
    new = replace(papers()[0], keywords=("Cheminformatics",))
    assert keywords.extract([new], papers()[1:])["paper-0"][0] == "Cheminformatics"


def test_at_most_top_keywords_are_listed() -> None:
    assert all(len(labels) <= 3 for labels in keywords.extract(papers(), top=3).values())


@pytest.mark.parametrize(
    ("title", "abstract", "wanted"),
    [
        ("基于图神经网络的分子性质预测", "图神经网络在分子性质预测中表现出色。我们提出新的方法。", "图神经网络"),
        (
            "Нейронные сети для анализа графов",
            "Мы изучаем нейронные сети. Нейронные сети применяются для анализа графов и для предсказания свойств молекул.",
            "Нейронные сети",
        ),
        (
            "Neuronale Netze für Moleküle",
            "Wir untersuchen neuronale Netze für die Vorhersage der Eigenschaften von Molekülen. Neuronale Netze werden auf großen "
            "Graphen mit der Methode von Müller trainiert und für die Chemie genutzt.",
            "Neuronale Netze",
        ),
    ],
)
def test_texts_in_other_languages_have_keywords(title: str, abstract: str, wanted: str) -> None:
    found = keywords.extract([Paper(Slug("x"), "0", title, abstract)])["x"]
    assert wanted in found


@pytest.mark.parametrize("title", ["", "?", "A", "123 456", "\u202e\u0000", "a b " * 3000, "(((", "$x", "\\cmd{", "🙂"])
def test_no_text_is_too_odd(title: str) -> None:
    assert isinstance(keywords.extract([Paper(Slug("x"), "0", title, title)])["x"], tuple)


def test_no_paper_gives_no_list() -> None:
    assert keywords.extract([]) == {}


def test_help_needs_no_slow_package() -> None:
    code = "import sys, generator.keywords, generator.analysis; print({'numpy', 'scipy', 'networkx', 'textblob'} & set(sys.modules))"
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent
    )
    assert out.stdout.strip() == "set()"
