"""Names of topics, on papers few enough to count."""

from dataclasses import replace

from generator.graph import labels, names
from generator.graph.names import Evidence
from generator.papers import Keyword, Slug, Topic


def keyword(key: str, label: str) -> Keyword:
    return Keyword(key, label, Slug(key.replace(" ", "-")), ())


def evidence(listed: dict[str, list[str]]) -> Evidence:
    """Return the evidence of papers that hold what they list, and have no links."""
    papers = {name: tuple(Slug(slug) for slug in listed if name in listed[slug]) for name in KEYWORDS}
    known = {name: replace(one, papers=papers[name]) for name, one in KEYWORDS.items()}
    terms = {slug: dict.fromkeys(own, 1.0) for slug, own in listed.items()}
    return Evidence.of(terms, listed, known, {slug: [] for slug in listed})


KEYWORDS = {
    name: keyword(name, label)
    for name, label in {
        "prompt tun": "Prompt tuning",
        "dens retriev": "Dense retrieval",
        "imag edit": "Image editing",
        "contrast loss": "Contrastive loss",
        "gpt 4": "GPT-4",
        "model tun": "Model tuning",
    }.items()
}


def ranked(papers: str, **holders: str) -> list[labels.Name]:
    held = {name.replace("_", " "): frozenset(slugs) for name, slugs in holders.items()}
    listed = {slug: [name for name in sorted(held) if slug in held[name]] for slug in papers}
    return labels.ranked(papers, held, listed, KEYWORDS, labels.proper(KEYWORDS.values()))


def test_a_name_scores_by_what_it_covers_and_what_it_owns() -> None:
    name = ranked("abcdef", prompt_tun="abcdxy")[0]
    assert (name.text, name.covers, name.owned) == ("Prompt tuning", 4 / 6, 4 / 6)
    assert name.score == round(2 / 3, 9)


def test_two_keywords_name_what_none_covers_by_half() -> None:
    found = ranked("abcdefghij", prompt_tun="abcd", imag_edit="efgx")
    assert (found[0].text, found[0].covers) == ("Prompt tuning and image editing", 0.7)
    assert [name.text for name in ranked("abcdefghij", prompt_tun="abcdef", imag_edit="ghij")] == [
        "Prompt tuning",
        "Image editing",
    ]


def test_two_keywords_of_the_same_papers_are_no_name() -> None:
    assert all(" and " not in name.text for name in ranked("abcdefghij", prompt_tun="abcd", imag_edit="abc"))


def test_an_ingredient_gives_way_to_a_field_that_covers_as_much() -> None:
    assert ranked("abcdef", contrast_loss="abcd", dens_retriev="abcd")[0].text == "Dense retrieval"


def test_a_model_with_a_number_names_nothing() -> None:
    assert ranked("abcd", gpt_4="abcd") == []


def test_names_of_topics_share_no_keyword() -> None:
    papers = [frozenset("abcdef"), frozenset("ghijkl")]
    listed = {slug: ["prompt tun"] for slug in "abcdefghi"} | {slug: ["imag edit"] for slug in "jkl"}
    found = names.topics(papers, evidence(listed), {})
    assert [topic.name for topic in found] == ["Prompt tuning", "Image editing"]


def test_parts_are_named_by_what_sets_them_apart_inside_their_topic() -> None:
    listed = {slug: ["prompt tun", "imag edit" if slug in "abcd" else "dens retriev"] for slug in "abcdefgh"}
    topic = Topic(Slug("t"), 0, "Prompt tuning", (), tuple(map(Slug, "abcdefgh")))
    parts = names.parts(topic, [frozenset("abcd"), frozenset("efgh")], evidence(listed))
    assert [(part.name, "".join(part.papers)) for part in parts] == [
        ("Image editing", "abcd"),
        ("Dense retrieval", "efgh"),
    ]
    assert [part.keywords[0] for part in parts] == ["imag edit", "dens retriev"]


def test_two_keywords_with_one_noun_say_it_once() -> None:
    found = ranked("abcdefghij", prompt_tun="abcd", model_tun="efgx")
    assert found[0].text == "Prompt and model tuning"
    assert labels.halves(found[0].text) == [("Prompt", "Prompt tuning"), ("model tuning",)]


def test_a_word_that_most_of_the_papers_say_stands_beside_a_keyword_though_none_lists_it() -> None:
    papers = "abcdefghijkl"
    phrases = {f"kind{n} attent": frozenset(papers[2 * n : 2 * n + 2]) for n in range(5)}
    held = {"attent": frozenset("abcdefghijxyz"), "long text": frozenset("abc"), **phrases}
    listed = {slug: [name for name in held if name != "attent" and slug in held[name]] for slug in papers}
    known = {name: keyword(name, name.capitalize()) for name in held} | {"attent": keyword("attent", "Attention")}
    assert (
        labels.ranked(papers, held, listed, known, labels.proper(known.values()))[0].text == "Attention and long text"
    )


def test_what_is_written_with_a_capital_elsewhere_keeps_it_inside_a_name() -> None:
    known = {
        "imag edit": keyword("imag edit", "Image editing"),
        "bayesian network": keyword("bayesian network", "Bayesian networks"),
        "dynam bayesian network": keyword("dynam bayesian network", "Dynamic Bayesian networks"),
    }
    held = {"imag edit": frozenset("abcd"), "bayesian network": frozenset("efgx")}
    listed = {slug: [name for name in held if slug in held[name]] for slug in "abcdefghij"}
    assert (
        labels.ranked("abcdefghij", held, listed, known, labels.proper(known.values()))[0].text
        == "Image editing and Bayesian networks"
    )
