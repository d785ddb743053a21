"""Keywords of fields that write otherwise than computer science does: medicine, business, history."""

import pytest

from generator import keywords
from generator.keywords import acronyms, library
from generator.keywords.keys import mask
from generator.papers import Paper, Slug, Vocabulary


def lists(*texts: tuple[str, str]) -> list[tuple[str, ...]]:
    papers = [Paper(Slug(f"p{n}"), f"{n:08x}", *text) for n, text in enumerate(texts)]
    return list(keywords.extract(papers).values())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Betting harms families. © 2019 Springer Nature Switzerland AG.", "Betting harms families. "),
        ("Betting harms families. Copyright 2002 by The College of Surgeons.", "Betting harms families. "),
        (f"© 2017 Elsevier Ltd. All rights reserved. {'Betting harms. ' * 15}", f" {'Betting harms. ' * 15}"),
        ("Abstract Innovations come late.", " Innovations come late."),
        (
            "The © sign costs. " + "Betting harms families. " * 20,
            "The © sign costs. " + "Betting harms families. " * 20,
        ),
    ],
)
def test_whose_a_text_is_says_nothing_of_it(text: str, kept: str) -> None:
    assert mask(text).replace(";", "") == kept
    assert len(mask(text)) == len(text)


def test_a_long_form_may_have_words_of_number() -> None:
    text = "Concerned significant others (CSOs), the first pass effect (FPE) and few-shot learning (FSL); the rest of it (ROI)."
    assert acronyms.definitions(text) == {
        "CSO": "Concerned significant others",
        "FPE": "first pass effect",
        "FSL": "few-shot learning",
    }


def test_in_vitro_belongs_to_its_phrase() -> None:
    (found,) = lists(("In vitro models of clots", "We build in vitro models. Clots break in in vitro models of flow."))
    assert "In vitro models" in found


CLINIC = [
    (
        f"{device} for acute stroke",
        f"{device} was tried. The odds ratio (OR) was 1.{n} (95% confidence interval [CI] 0.4-0.9), at a flow of 4{n} mL/min. "
        f"With {device.lower()}, the flow in mL/min fell; 9{n}% confidence interval.",
    )
    for n, device in enumerate(["Balloon catheters", "Stent retrievers", "Contact aspiration"])
]


def test_units_and_the_names_of_figures_are_no_keywords() -> None:
    found = {label for row in lists(*CLINIC) for label in row}
    assert {"Balloon catheters", "Stent retrievers", "Contact aspiration"} <= found
    assert not {"Confidence interval", "Odds ratio", "mL/min"} & found


def test_what_a_title_counts_stays_a_keyword() -> None:
    found = lists(*CLINIC, ("Confidence interval estimates", "We compute a 95% confidence interval of risk."))
    assert "Confidence interval" in found[-1] or "Confidence interval estimates" in found[-1]


def test_what_somebody_does_is_no_keyword_and_what_is_done_in_sports_is() -> None:
    bets = "Sports betting companies buy time. Sports bettors follow sports betting companies."
    found = lists(
        (
            "Audits of suites",
            "Suites have tests revealing performance defects. Tests revealing performance defects are rare.",
        ),
        ("Sports betting companies", bets),
    )
    assert not [label for label in found[0] if "revealing" in label or "depicted" in label]
    assert "Sports betting companies" in found[1]


def test_a_title_in_capitals_is_read_as_the_abstract_writes_it() -> None:
    text = "Adipose tissue dysfunction in obesity is common in Spain. Adipose tissue dysfunction ends with exercise."
    (found,) = lists(("ADIPOSE TISSUE DYSFUNCTION IN OBESITY IN SPAIN", text))
    assert "Adipose tissue dysfunction" in found
    assert not [label for label in found if any(map(str.isupper, label[1:]))]


def test_a_name_keeps_its_capitals() -> None:
    harm = "We use the South Oaks Gambling Screen (SOGS). The South Oaks Gambling Screen counts harm."
    found = lists(
        ("Mature native Scirpus marshes in an estuary", "The native Scirpus marshes store carbon."),
        ("South Oaks Gambling Screen revisited", harm),
        ("The South Oaks Gambling Screen for harm", harm),
        (
            "Large language models",
            "Large Language Models (LLMs) are large language models. A Large Language Model (LLM).",
        ),
    )
    assert any("Scirpus" in label for label in found[0])
    assert "South Oaks Gambling Screen" in found[1]
    assert "Large language models" in found[3]


@pytest.mark.parametrize("label", ["MRI = magnetic resonance imaging", "Magnetic Resonance Imaging (MRI)"])
def test_a_keyword_that_says_its_acronym_is_the_long_form(label: str) -> None:
    papers = [
        Paper(Slug("a"), "00000001", "Scans of knees", "Knees hurt.", keywords=(label,)),
        Paper(Slug("b"), "00000002", "Magnetic resonance imaging of knees", "Knees.", keywords=("magnetic resonance imaging",)),
    ]  # fmt: skip
    reading = library.read(papers, Vocabulary())
    assert reading.listed["a"] == reading.listed["b"] == ("magnet reson imag",)
    assert library.labels(reading, papers, ["magnet reson imag"])["magnet reson imag"].startswith("M")


def test_a_word_that_no_text_has_outside_its_phrase_is_no_reason_beside_it() -> None:
    papers = [
        Paper(Slug("a"), "00000001", "Betting in New Zealand", "Risk.", keywords=("New Zealand", "Sports betting")),
        Paper(Slug("b"), "00000002", "Pokies in New Zealand", "Betting costs.", keywords=("Pokies",)),
    ]
    said = library.read(papers, Vocabulary()).said
    assert {"new zealand", "bet"} <= said["a"] & said["b"]
    assert not {"zealand"} & (said["a"] | said["b"])


def test_a_part_that_no_paper_has_outside_its_phrase_is_no_keyword_beside_it() -> None:
    heart = "Cavalier King Charles spaniels have murmurs."
    found = lists(
        ("Heart of Cavalier King Charles spaniels", heart),
        ("Syringomyelia in Cavalier King Charles spaniels", heart),
        ("Gait of Cavalier King Charles spaniels", heart),
    )
    for row in found:
        assert [label for label in row if "spaniels" in label] == ["Cavalier King Charles spaniels"]


def test_what_kind_of_study_it_is_is_no_keyword() -> None:
    text = "This case report has a long follow-up. Follow-up of the mitral valve took a year. Case report of the mitral valve."
    (found,) = lists(("Mitral valve repair: a case report with follow-up", text))
    assert "Mitral valve repair" in found
    assert not {"Case report", "Follow-up"} & set(found)


def test_first_belongs_to_what_other_papers_join_to_it() -> None:
    found = lists(
        ("First pass recanalization of arteries", "First pass recanalization is rare."),
        ("First-pass recanalization with stents", "First-pass recanalization of arteries."),
        ("The first-pass recanalization rate", "First-pass recanalization of arteries; a first result."),
    )
    assert all("First-pass recanalization" in row for row in found)
