"""Libraries in German, Spanish and Chinese: usable keywords, links inside a theme, topics that follow the themes.

tests/libraries/ holds 30 papers a language, written for these tests, of five themes with six papers each.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import pytest

from benchmarks.scores import agreement
from conftest import CHECKOUT, under_hash_seeds
from generator import analysis, keywords
from generator.analysis import Analysis
from generator.content import store
from generator.keywords import foreign
from generator.keywords.tongues import languages
from generator.papers import Content, Library, Paper, Slug
from generator.report import Report

LANGUAGES = ("de", "es", "zh")
GOOD = {
    "de": """Windleistung; Batteriespeicher; Erneuerbare Energien; Maschinelles Lernen; Magnetresonanztomographie;
        Ökologischer Landbau; Bodenverdichtung; Öffentlicher Nahverkehr; Lärmbelastung; Digitale Lernplattformen""",
    "es": """Redes neuronales; Aprendizaje de representaciones; Modelos de lenguaje; Cambio climático; Gestión del agua;
        Brotes de dengue; Control vectorial; Abandono escolar; Paneles fotovoltaicos; Hidrógeno verde""",
    "zh": """卷积神经网络; 注意力机制; 知识图谱; 命名实体识别; 深度强化学习; 路径规划; 臭氧污染; 气象条件; 基因编辑;
        全基因组选择""",
}


@dataclass(frozen=True)
class Read:
    papers: tuple[Paper, ...]
    themes: Mapping[str, str]
    analysis: Analysis

    def inside(self) -> float:
        pairs = [self.themes[link.source] == self.themes[link.target] for link in self.analysis.links]
        return sum(pairs) / len(pairs)

    def weight_inside(self) -> float:
        links = self.analysis.links
        within = sum(link.weight for link in links if self.themes[link.source] == self.themes[link.target])
        return within / sum(link.weight for link in links)


def records(language: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(
        (CHECKOUT / "tests" / "libraries" / f"{language}.json").read_text(encoding="utf-8")
    )
    return found


def bare(rows: Sequence[Mapping[str, str]], prefix: str = "p") -> list[Paper]:
    return [
        Paper(Slug(f"{prefix}{number:02}"), f"{number:08x}", row["title"], row["abstract"])
        for number, row in enumerate(rows)
    ]


@cache
def library(language: str) -> Read:
    rows = records(language)
    papers = bare(rows)
    lists = keywords.extract(papers)
    listed = tuple(replace(paper, keywords=lists[paper.slug]) for paper in papers)
    themes = {paper.slug: row["theme"] for paper, row in zip(papers, rows, strict=True)}
    return Read(listed, themes, analysis.analyse(Content(Library.of(listed))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_has_keywords(language: str) -> None:
    assert min(len(paper.keywords) for paper in library(language).papers) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_reader_would_name_is_found(language: str) -> None:
    found = {label for paper in library(language).papers for label in paper.keywords}
    assert {" ".join(label.split()) for label in GOOD[language].split(";")} - found == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_keyword_starts_or_ends_with_a_function_word(language: str) -> None:
    words = [label.lower().split() for paper in library(language).papers for label in paper.keywords]
    ends = {word for label in words for word in (label[0], label[-1])}
    assert not ends & languages.GERMAN.telling
    assert not ends & languages.SPANISH.telling
    assert not [label for label in ends if label[0] in "的了和是与及于等" or label[-1] in "的了和是与及等"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_keyword_has_one_spelling(language: str) -> None:
    labels = {label for paper in library(language).papers for label in paper.keywords}
    assert [form for form, times in Counter(label.casefold() for label in labels).items() if times > 1] == []
    stem = {"de": languages.GERMAN, "es": languages.SPANISH}.get(language, languages.UNKNOWN).stem
    stems = Counter(" ".join(map(stem, label.split())) for label in labels)
    assert [form for form, times in stems.items() if times > 1] == []


def test_german_nouns_keep_their_capital_and_stand_in_the_nominative() -> None:
    labels = {label for paper in library("de").papers for label in paper.keywords}
    assert all(label.split()[-1][0].isupper() for label in labels)
    assert {"Rekurrente neuronale Netze", "Maschinelles Lernen", "Öffentlicher Nahverkehr"} <= labels


# Of the links in Spanish between themes, a third is right: both papers are about neural networks or satellite images.
@pytest.mark.parametrize(("language", "share"), [("de", 0.85), ("es", 0.75), ("zh", 0.9)])
def test_links_join_papers_of_one_theme(language: str, share: float) -> None:
    assert library(language).inside() >= share
    assert library(language).weight_inside() >= 0.85


@pytest.mark.parametrize(("language", "most"), [("de", 0), ("es", 1), ("zh", 0)])
def test_papers_have_links(language: str, most: int) -> None:
    assert len(library(language).analysis.orphans) <= most


@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_follow_the_themes(language: str) -> None:
    read = library(language)
    groups = [read.analysis.topic_of.get(slug, "") for slug in read.themes]
    assert agreement(groups, list(read.themes.values()))[0] >= 0.8


def test_keywords_in_chinese_have_addresses_of_their_own() -> None:
    slugs = [keyword.slug for keyword in library("zh").analysis.keywords.values()]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.isascii() and slug for slug in slugs)


def test_a_chinese_keyword_is_cut_where_texts_end_not_inside_a_word() -> None:
    labels = {label for paper in library("zh").papers for label in paper.keywords}
    assert not {"图像分", "积神经网络", "样", "意力机制"} & labels
    assert "对比学习" in labels  # 对 is a particle, but not in 对比


def test_papers_of_a_mixed_library_are_read_in_their_own_language() -> None:
    english = {
        "title": "Graph neural networks for molecule generation",
        "abstract": "We propose graph neural networks that generate molecules. The graph neural networks are trained on "
        "a large set of molecules and are better than the baselines that we compare with.",
    }
    german = bare(records("de"))
    mixed = keywords.extract([*german, *bare([english], "e")])
    alone = keywords.extract(german)
    assert {slug: mixed[slug] for slug in alone} == alone
    assert "Graph neural networks" in mixed["e00"]


def test_a_library_of_one_paper_has_keywords() -> None:
    for language in LANGUAGES:
        paper = bare(records(language))[:1]
        assert len(keywords.extract(paper)["p00"]) >= 3


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        (
            "Apprentissage profond pour la segmentation d'images médicales",
            "Nous proposons un réseau de neurones pour la segmentation d'images médicales. L'apprentissage profond "
            "améliore la détection des tumeurs dans les images de résonance magnétique.",
            {"Apprentissage profond", "Segmentation d'images médicales"},
        ),
        (
            "Apprendimento automatico per la diagnosi delle malattie delle piante",
            "Questo lavoro presenta un metodo di apprendimento automatico per la diagnosi delle malattie delle piante. "
            "Le immagini delle foglie sono classificate da una rete neurale.",
            {"Apprendimento automatico"},
        ),
        (
            "Redes neurais para a previsão da produção de café",
            "Este trabalho apresenta redes neurais para a previsão da produção de café no Brasil. As redes neurais "
            "reduzem o erro da previsão em comparação com modelos estatísticos.",
            {"Redes neurais"},
        ),
        (
            "Нейронные сети для распознавания речи на русском языке",
            "В работе рассматривается применение нейронных сетей для распознавания речи на русском языке. Предложена "
            "модель, которая использует глубокое обучение и языковые модели.",
            {"Нейронные сети"},
        ),
        (
            "深層学習による医用画像の領域分割",
            "本研究では、深層学習を用いた医用画像の領域分割手法を提案する。提案手法は畳み込みニューラルネットワークに"
            "注意機構を導入し、病変の境界を正確に抽出する。",
            {"深層学習", "医用画像"},
        ),
        (
            "딥러닝을 이용한 의료 영상 분할",
            "본 논문은 딥러닝을 이용한 의료 영상 분할 방법을 제안한다. 의료 영상 데이터에 대한 실험에서 분할 정확도가 "
            "향상되었다.",
            {"의료 영상 분할"},
        ),
    ],
    ids=["fr", "it", "pt", "ru", "ja", "ko"],
)
def test_other_languages_fall_back_gracefully(title: str, abstract: str, expected: set[str]) -> None:
    assert foreign.is_foreign(f"{title}. {abstract}")
    found = keywords.extract([Paper(Slug("a"), "0", title, abstract)])["a"]
    assert expected <= set(found)


def test_no_paper_of_the_demo_is_taken_for_another_language() -> None:
    papers = [stored.paper for stored in store.read(CHECKOUT, Report())]
    assert len(papers) > 400
    assert [paper.title for paper in papers if foreign.is_foreign(f"{paper.title}. {paper.abstract}")] == []


def test_an_english_title_with_a_foreign_name_is_english() -> None:
    assert not foreign.is_foreign("Conditional Generative Modeling for De Novo Protein Design with Hierarchical Labels")
    assert not foreign.is_foreign("Interpreting a 3D object from a rough 2D line drawing")


def test_a_word_of_thousands_of_letters_is_none() -> None:
    abstract = "Die Netze und das Netz in der Stadt sind mit dem Wasser und der Luft für die Schule da. "
    paper = Paper(Slug("a"), "0", "Netze der Stadt", abstract + "Ä" * 50_000)
    assert max(map(len, keywords.extract([paper])["a"])) < 60


def test_foreign_keywords_do_not_depend_on_hash_seeds() -> None:
    code = """
import test_foreign
from generator import keywords
for language in test_foreign.LANGUAGES:
    print(keywords.extract(test_foreign.bare(test_foreign.records(language))))
"""
    assert len(under_hash_seeds(code)) == 1
