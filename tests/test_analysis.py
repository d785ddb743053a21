"""What the library says as a whole, and that saying it twice changes nothing."""

from dataclasses import fields, replace

from conftest import under_hash_seeds
from generator.analysis import Analysis, analyse
from generator.config import MapSettings
from generator.papers import Content, KeywordMemory, Library, Paper, Slug, State, TopicSettings, Vocabulary

FIELDS = {
    "retrieval": ("dense retrieval", "passage ranking", "query expansion", "search engines"),
    "vision": ("object detection", "image segmentation", "optical flow", "depth estimation"),
    "speech": ("speech recognition", "speaker diarization", "voice conversion", "acoustic modeling"),
}


def papers() -> list[Paper]:
    made = []
    for topic, names in FIELDS.items():
        for n in range(8):
            one, two, three = (names[(n + k) % 4] for k in range(3))
            text = f"We study {one} with {two}. Our {three} improves {one} on benchmark {topic}{n}."
            labels = (one.capitalize(), two.capitalize())
            made.append(
                Paper(
                    Slug(f"{topic}-{n}"),
                    f"{len(made):08x}",
                    f"{one.title()} and {two.title()} {n}",
                    text,
                    keywords=labels,
                )
            )
    return made


def content(*made: Paper, **more: object) -> Content:
    return replace(Content(Library.of(made or papers())), **more)  # type: ignore[arg-type]


def same(one: Analysis, other: Analysis) -> bool:
    return all(getattr(one, item.name) == getattr(other, item.name) for item in fields(Analysis))


def changed(slug: str, **values: object) -> list[Paper]:
    return [replace(paper, **values) if paper.slug == slug else paper for paper in papers()]  # type: ignore[arg-type]


def test_analysing_with_the_new_state_changes_nothing() -> None:
    first = analyse(content())
    assert same(first, analyse(content(state=first.state)))


def test_topics_are_found_and_named_by_their_keywords() -> None:
    found = analyse(content())
    assert len(found.topics) == 3
    for topic in found.topics:
        kind = topic.papers[0].split("-")[0]
        assert topic.name.lower() in FIELDS[kind]
        assert {found.topic_of[slug] for slug in topic.papers} == {topic.id}


def test_every_link_gives_reasons_that_both_papers_hold() -> None:
    found = analyse(content())
    assert found.links
    for link in found.links:
        assert link.source < link.target
        assert link.reasons
        assert sum(reason.share for reason in link.reasons) <= 101
        assert all({link.source, link.target} <= set(found.keywords[reason.keyword].papers) for reason in link.reasons)


def test_related_papers_are_nearest_first() -> None:
    found = analyse(content())
    for slug, ends in found.related.items():
        assert all(slug in (link.source, link.target) for link in ends)
        assert [link.weight for link in ends] == sorted((link.weight for link in ends), reverse=True)


def test_spans_mark_spellings_in_the_original_text() -> None:
    found = analyse(content())
    paper = papers()[0]
    title, abstract = found.spans[paper.slug]
    assert [paper.title[span.start : span.end] for span in title] == ["Dense Retrieval", "Passage Ranking"]
    assert "query expansion" in [paper.abstract[span.start : span.end] for span in abstract]


def test_keywords_list_the_papers_that_list_them_first() -> None:
    found = analyse(content())
    keyword = found.keywords["dens retriev"]
    assert keyword.label == "Dense retrieval"
    assert keyword.has_page
    first = keyword.papers[: keyword.listed]
    assert all("dens retriev" in found.listed[slug] for slug in first)
    assert all("dens retriev" not in found.listed[slug] for slug in keyword.papers[keyword.listed :])
    assert keyword.key not in keyword.related
    assert keyword.related


def test_hidden_and_private_papers_are_left_out() -> None:
    found = analyse(content(*changed("vision-0", hidden=True)))
    assert "vision-0" not in found.terms
    assert "vision-0" not in found.positions
    assert not any("vision-0" in keyword.papers for keyword in found.keywords.values())
    assert "vision-1" not in analyse(content(*changed("vision-1", private=True))).related


def test_a_keyword_without_which_a_paper_is_does_not_match_it() -> None:
    found = analyse(content(*changed("vision-0", without=("Object Detection",))))
    assert "object detect" not in found.listed["vision-0"]
    assert "object detect" not in found.terms["vision-0"]
    assert not any(span.key == "object detect" for part in found.spans["vision-0"] for span in part)


def test_the_curators_words_win_for_label_and_definition() -> None:
    words = Vocabulary(
        prefer={"object detection": "Detecting things"},
        hide=("optical flow",),
        define={"Detecting things": "What it says."},
    )
    found = analyse(content(vocabulary=words))
    keyword = found.keywords["detect thing"]
    assert (keyword.label, keyword.definition, keyword.slug) == (
        "Detecting things",
        "What it says.",
        "detecting-things",
    )
    assert "object detection" in [variant.lower() for variant in keyword.variants]
    assert "object detect" not in found.keywords
    assert "optic flow" not in found.keywords


def test_a_new_label_keeps_the_old_address() -> None:
    first = analyse(content())
    words = Vocabulary(define={"Dense Retrieval": "Of vectors."})
    keyword = analyse(content(vocabulary=words, state=first.state)).keywords["dens retriev"]
    assert (keyword.label, keyword.slug) == ("Dense Retrieval", "dense-retrieval")


def test_addresses_are_unique_and_never_reserved() -> None:
    made = [replace(paper, keywords=("C", "C++", "Search", "Index")) for paper in papers()]
    found = analyse(content(*made))
    slugs = [keyword.slug for keyword in found.keywords.values()]
    assert len(set(slugs)) == len(slugs)
    assert {"c", "c-plus-plus", "search-2", "index-2"} <= set(slugs)


def test_an_address_once_given_is_not_given_to_another() -> None:
    old = State(keywords={"gone": KeywordMemory("Gone", Slug("dense-retrieval"))})
    assert analyse(content(state=old)).keywords["dens retriev"].slug == "dense-retrieval-2"


def test_given_links_are_made_and_refused_ones_are_not() -> None:
    found = analyse(content(*changed("vision-0", related=("speech-0",), unrelated=("vision-4", "no-such-paper"))))
    pairs = {(link.source, link.target): link for link in found.links}
    assert pairs["speech-0", "vision-0"].given
    assert ("vision-0", "vision-4") not in pairs
    assert ("vision-0", "vision-4") in {(link.source, link.target) for link in analyse(content()).links}


def test_a_given_link_may_name_an_earlier_slug() -> None:
    made = [
        replace(paper, aliases=("old-name",)) if paper.slug == "speech-0" else paper
        for paper in changed("vision-0", related=("old-name",))
    ]
    assert any(link.given and link.source == "speech-0" for link in analyse(content(*made)).links)


def test_topics_toml_names_a_topic_and_leaves_its_id() -> None:
    id = analyse(content()).topics[0].id
    curated = {id: TopicSettings("My name", "#123456", "Mine.")}
    topic = analyse(content(topics=curated)).topics[0]
    assert (topic.id, topic.name, topic.colour, topic.definition) == (id, "My name", "#123456", "Mine.")


def test_a_topic_keeps_its_id_and_papers_their_places_when_papers_come() -> None:
    first = analyse(content())
    extra = Paper(
        Slug("vision-9"), "ff", "Optical Flow and Depth Estimation 9", papers()[8].abstract, keywords=("Optical flow",)
    )
    again = analyse(content(*papers(), extra, state=first.state))
    assert {topic.id for topic in again.topics} == {topic.id for topic in first.topics}
    assert {slug: again.positions[slug] for slug in first.positions} == dict(first.positions)


def test_a_pin_wins() -> None:
    assert analyse(content(*changed("vision-0", position=(5000.0, -3.0)))).positions["vision-0"] == (5000.0, -3.0)


def test_a_paper_that_shares_nothing_is_an_orphan_without_topic() -> None:
    found = analyse(content(*papers(), Paper(Slug("zz"), "ff", "Quite alone", "")))
    assert found.orphans == ("zz",)
    assert "zz" not in found.topic_of
    assert "zz" in found.positions


def test_libraries_of_no_and_one_paper_are_analysed() -> None:
    assert analyse(Content(Library.of([]))).topics == ()
    one = analyse(content(papers()[0]))
    assert (one.links, one.orphans) == ((), ("retrieval-0",))
    assert one.listed["retrieval-0"] == ("dens retriev", "passag rank")


def test_a_paper_has_no_more_links_than_set_and_those_of_others() -> None:
    few, many = analyse(content(), MapSettings(links=1)), analyse(content(), MapSettings(links=5))
    assert 0 < len(few.links) < len(many.links)
    strong = analyse(content(), MapSettings(threshold=0.5)).links
    assert 0 < len(strong) < len(analyse(content()).links)
    assert all(link.weight >= 0.5 for link in strong)


def test_the_analysis_does_not_depend_on_the_hash_seed() -> None:
    printed = under_hash_seeds(
        "import test_analysis as t; from generator.analysis import analyse; a = analyse(t.content());"
        "print(a.keywords, a.links, a.topics, a.positions, a.bridges, a.state)"
    )
    assert len(printed) == 1
