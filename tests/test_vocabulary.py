"""content/keywords.toml: what it may say, and what is told of words that cannot be meant."""

import re

import pytest

from conftest import CHECKOUT
from generator.content import vocabulary
from generator.keywords import sense
from generator.papers import Paper, Slug, Vocabulary
from generator.report import Report


def test_lists_within_lists_without_end_are_no_crash() -> None:
    vocabulary.parse(f"hide = {'[' * 9000}{']' * 9000}", vocabulary.FILE, report := Report())
    assert [problem.message.partition(":")[0] for problem in report.fatal] == ["not valid TOML"]


WHERE = "content/keywords.toml"


def read(text: str) -> tuple[Vocabulary, list[str]]:
    report = Report()
    found = vocabulary.parse(text, WHERE, report)
    return found, [str(problem) for problem in report.sorted()]


def paper(slug: str, title: str, abstract: str = "", **fields: tuple[str, ...]) -> Paper:
    return Paper(Slug(slug), slug, title, abstract, path=f"content/papers/{slug}.md", lines={"without": 4}, **fields)  # type: ignore[arg-type]


def test_variants_may_be_given_either_way_round() -> None:
    one, problems = read('[prefer]\nMoE = "Mixture-of-experts"\n"experts mixture" = "Mixture-of-experts"\n')
    other, more = read('[variants]\n"Mixture-of-experts" = ["MoE", "experts mixture"]\n')
    assert one == other
    assert problems == more == []


def test_each_label_knows_its_line() -> None:
    found, _ = read(
        'hide = [\n "Thing",\n]\n\n[prefer]\nLLM = "Large language models"\n"a \\"b\\"" = "C"\n'
        '[variants]\n"Mixture-of-experts" = ["MoE"]\n[define]\nLLM = "Big."\n'
    )
    assert found.lines == {
        ("hide", "Thing"): 2,
        ("prefer", "LLM"): 6,
        ("prefer", "Large language models"): 6,
        ("prefer", 'a "b"'): 7,
        ("prefer", "C"): 7,
        ("prefer", "MoE"): 9,
        ("prefer", "Mixture-of-experts"): 9,
        ("define", "LLM"): 11,
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[perfer]\na = "B"\n', f'{WHERE}:1: "perfer" means nothing here\n  Did you mean "prefer"?'),
        ("x = 1\n", f'{WHERE}:1: "x" means nothing here\n  Known are: define, hide, prefer, variants.'),
        (
            '[prefer]\na = "B"\nhide = ["C"]\n',
            f'{WHERE}:3: "hide" stands inside [prefer]\n  Move it above the first [section].',
        ),
        (
            '[prefer]\n"B" = ["a", "c"]\n',
            f'{WHERE}:2: prefer must give "B" one text\n  Write [variants] and under it "Label" = ["variant", "variant"].',
        ),
        ('prefer = "B"\n', f'{WHERE}:1: prefer must be a section\n  Write [prefer] and under it variant = "Label".'),
        ("hide = 3\n", f'{WHERE}:1: hide must be a list of texts\n  Write hide = ["Label", "Label"] above the first [section].'),
        ('[define]\nA = ""\n', f"{WHERE}:2: define has an empty text\n  Write a keyword, or take it out."),
        (
            '[prefer]\na = "B"\n[variants]\nC = ["a"]\n',
            f'{WHERE}:4: "a" is a variant of "B" and of "C": the first counts\n  Keep one of them.',
        ),
    ],
)  # fmt: skip
def test_an_odd_entry_is_named_with_its_line_and_its_mend(text: str, problem: str) -> None:
    assert read(text)[1] == [problem]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[prefer]\n"gnn" = "graph nets"\n"Graph net" = "Graph networks"\n"graph network" = "GNN"\n',
            f'{WHERE}:4: prefer goes in a circle: "Graph net" -> "graph network" -> "gnn" -> "Graph net"\n'
            "  Take one of these out.",
        ),
        (
            'hide = ["LLM"]\n[prefer]\nLLM = "Large language models"\n',
            f'{WHERE}:1: "LLM" is hidden and is a variant of "Large language models", which is hidden with it\n'
            "  Take it out of one of the two.",
        ),
        (
            'hide = ["Big things"]\n[prefer]\nthings = "Big things"\n',
            f'{WHERE}:1: "Big things" is hidden, and variants fold into it\n  Take it out of one of the two.',
        ),
        (
            'hide = ["Noise"]\n[define]\nnoise = "Not signal."\n',
            f'{WHERE}:1: "Noise" is hidden, so its definition is never shown\n  Take it out of one of the two.',
        ),
        (
            '[prefer]\na = "Few shot learning"\n[define]\n"Few-shot learning" = "x"\n',
            f'{WHERE}:4: "Few shot learning" and "Few-shot learning" are one keyword; "Few-shot learning" is shown\n'
            "  Write it in one way.",
        ),
        ('hide = ["-"]\n', f'{WHERE}:1: "-" holds no word, so it matches nothing\n  Take it out.'),
    ],
)
def test_words_against_each_other_are_told(text: str, problem: str) -> None:
    assert [str(one) for one in sense.contradictions(read(text)[0])] == [problem]


def test_a_plain_vocabulary_contradicts_nothing() -> None:
    text = 'hide = ["Thing"]\n[prefer]\nLLM = "Large language models"\n"language models, large" = "LLM"\n'
    text += '"large language model" = "Large language models"\n[define]\n"Large language models" = "Big."\n'
    assert list(sense.contradictions(read(text)[0])) == []


PAPERS = (
    paper("one", "Mixtures of Experts", "A MoE layer for dense retrieval.", keywords=("Sparse gates",)),
    paper("two", "On large language models (LLM)", "We test them."),
)


def unheld(text: str) -> list[str]:
    known = ["Mixture of experts", "Sparse gates", "Large language models", "Dense retrieval"]
    return [str(problem) for problem in sense.unheld(read(text)[0], PAPERS, known)]


def test_a_keyword_that_no_paper_holds_is_told_with_the_nearest() -> None:
    assert unheld('hide = ["Spars gates", "Zebra"]\n[define]\n"Dens retrievel" = "x"\n') == [
        f'{WHERE}:3: define names "Dens retrievel", which no paper holds\n  Did you mean "Dense retrieval"?',
        f'{WHERE}:1: hide names "Spars gates", which no paper holds\n  Did you mean "Sparse gates"?',
        f'{WHERE}:1: hide names "Zebra", which no paper holds\n  Take it out.',
    ]


def test_a_keyword_is_held_in_any_spelling_and_by_any_variant() -> None:
    assert unheld('hide = ["gate, sparse", "sparse gate"]\n[prefer]\nMoE = "Expert committees"\n')[1:] == []
    assert unheld('hide = ["sparse gate"]\n[prefer]\nMoE = "Expert committees"\n[define]\n"MOE" = "x"') == []


def test_an_unused_variant_is_told_only_where_it_is_a_slip() -> None:
    text = '[variants]\n"Large language models" = ["LLM", "very big ones", "large langage models"]\n'
    assert unheld(text) == []
    assert unheld(text + '"Mixture of experts" = ["dense retrieva", "experts, many"]\n') == [
        f'{WHERE}:3: prefer names "dense retrieva", which no paper holds\n  Did you mean "Dense retrieval"?'
    ]


def test_without_names_what_the_paper_holds_or_is_told() -> None:
    labels = {"mixtur of expert": "Mixture of experts", "larg languag model": "Large language models"}
    papers = (
        *PAPERS,
        paper("three", "Maps", "A mixture of experts and an LLM.", without=("Mixtures of expert", "LLM")),
        paper("four", "Maps", "A mixture of experts and an LLM.", without=("Mixture of exprets", "Zebra")),
        paper("five", "The LLM (large language model)", without=("Large language models",)),
    )
    assert [str(problem) for problem in sense.without(papers, Vocabulary(), labels)] == [
        'content/papers/four.md:4: without names "Mixture of exprets", which this paper does not hold\n'
        '  Did you mean "Mixture of experts"?',
        'content/papers/four.md:4: without names "Zebra", which this paper does not hold\n  Take it out.',
    ]


def test_an_acronym_that_the_library_writes_out_is_to_be_written_out() -> None:
    papers = [
        paper(name, name, f"The large language model (LLM) agents of {name}.") for name in ("one", "two", "three")
    ]
    text = 'hide = ["LLM agents"]\n[prefer]\nLLM = "Large language models"\nLLMs = "Foundation models"\n"GNN" = "Graph nets"\n'
    words, _ = read(text.replace("LLM = ", "# "))
    assert [str(problem) for problem in sense.abbreviated(words, papers)] == [
        f'{WHERE}:1: "LLM agents" is nowhere: papers\' acronyms are read as their long forms\n'
        '  Write "large language model agents".',
        f'{WHERE}:4: "LLMs" is nowhere: papers\' acronyms are read as their long forms\n'
        '  Write "large language model".',
    ]
    harmless, _ = read('[prefer]\nLLM = "Large language models"\n')
    assert list(sense.abbreviated(harmless, papers)) == []


@pytest.mark.parametrize("page", ["docs/reference/keywords.md", "docs/guide/vocabulary.md", "docs/guide/curate.md"])
def test_the_examples_of_the_documents_can_be_used(page: str) -> None:
    blocks = re.findall(r"(?s)```toml\n(.*?)```", (CHECKOUT / page).read_text("utf-8"))
    found = [block for block in blocks if "[prefer]" in block]
    assert found
    for block in found:
        words, problems = read(block)
        assert (problems, list(sense.contradictions(words))) == ([], [])
        assert words.prefer
