"""Which papers are central, which join two topics, which stand alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.papers import Link, Slug

BRIDGES = 24
"""Papers that join topics: named at most."""
ACROSS = 0.25
"""The share of a paper's link weight that leads to one other topic before it joins the two."""


def central(papers: Iterable[str], related: Mapping[str, Sequence[Link]]) -> tuple[Slug, ...]:
    """Return the papers of a topic by the weight of their links inside it, most central first, ties by slug."""
    members = set(papers)
    strength = {
        slug: round(sum(link.weight for link in related[slug] if link.other(slug) in members), 6)
        for slug in sorted(members)
    }
    return tuple(Slug(slug) for slug in sorted(members, key=lambda slug: (-strength[slug], slug)))


def within(links: Iterable[Link], topic_of: Mapping[str, Slug]) -> dict[Slug, list[Link]]:
    """Return the links inside each topic that has any, in their order."""
    found: defaultdict[Slug, list[Link]] = defaultdict(list)
    for link in links:
        topic = topic_of.get(link.source)
        if topic is not None and topic_of.get(link.target) == topic:
            found[topic].append(link)
    return dict(found)


def between(links: Iterable[Link], topic_of: Mapping[str, Slug]) -> dict[Slug, tuple[tuple[Slug, int], ...]]:
    """Return for each topic the topics it has links to, with their number, most first."""
    counts: defaultdict[Slug, defaultdict[Slug, int]] = defaultdict(lambda: defaultdict(int))
    for link in links:
        one, other = topic_of.get(link.source), topic_of.get(link.target)
        if one is not None and other is not None and one != other:
            counts[one][other] += 1
            counts[other][one] += 1
    return {
        topic: tuple(sorted(row.items(), key=lambda item: (-item[1], item[0]))) for topic, row in sorted(counts.items())
    }


def bridges(related: Mapping[str, Sequence[Link]], topic_of: Mapping[str, Slug]) -> tuple[Slug, ...]:
    """Return the papers that join two topics, best first.

    A paper's score is the smaller of its link weights into its own topic and into the other one that it has most to
    do with.
    """
    scores = {slug: _joins(slug, topic_of[slug], ends, topic_of) for slug, ends in related.items() if slug in topic_of}
    best = sorted((slug for slug, score in scores.items() if score), key=lambda slug: (-scores[slug], slug))
    return tuple(Slug(slug) for slug in best[:BRIDGES])


def _joins(slug: str, home: Slug, ends: Sequence[Link], topic_of: Mapping[str, Slug]) -> float:
    pull: defaultdict[Slug, float] = defaultdict(float)
    for link in ends:
        other = topic_of.get(link.other(slug))
        if other is not None:
            pull[other] += link.weight
    away = max((weight for topic, weight in pull.items() if topic != home), default=0.0)
    return round(min(pull[home], away), 6) if away >= ACROSS * sum(pull.values()) else 0.0


def orphans(related: Mapping[str, Sequence[Link]]) -> tuple[Slug, ...]:
    """Return the papers without link, in order of slugs."""
    return tuple(Slug(slug) for slug in sorted(related) if not related[slug])
