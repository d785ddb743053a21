"use strict";
/* Why two papers are linked: what they share, by its part of the link, and the sentences that say it. */
sitegen.map.why = (map, { paperLink, keywordLink, later }) => {
  const { el, t } = sitegen;

  function linkParts(number) {
    const edge = map.edges[number];
    const both = el("div", { class: "map-both" });
    later([edge.from, edge.to], both, (...papers) =>
      [edge.from, edge.to].map((id, at) => passage(id, papers[at], edge)),
    );
    const rest = 100 - edge.reasons.reduce((sum, [, share]) => sum + share, 0);
    return [
      el("p", { class: "map-kicker" }, t("map.link")),
      el("h2", {}, t("map.why_linked")),
      el(
        "p",
        { class: "map-note" },
        edge.given ? t("map.given") : t("map.strength", { percent: Math.round(edge.weight * 100) }),
      ),
      el(
        "ul",
        { class: "map-reasons" },
        edge.reasons.map(([place, share]) => reason(place, share)),
      ),
      edge.weight > 0 && rest > 3 ? el("p", { class: "map-note" }, t("map.rest", { percent: rest })) : null,
      both,
    ];
  }

  function reason(place, share) {
    const bar = el("span", { class: "map-share", "aria-hidden": "true" });
    bar.style.setProperty("--share", `${share}%`);
    return el("li", {}, keywordLink(place), el("span", { class: "map-percent" }, `${share} %`), bar);
  }

  /* The sentences of one paper that hold a shared keyword, the keyword marked in whatever spelling. */
  function passage(id, paper, edge) {
    const wanted = new Set(edge.reasons.map(([place]) => place));
    const spans = (paper.spans ?? []).filter(([, , place]) => wanted.has(place));
    const within = (start, end) => spans.filter((span) => span[0] >= start && span[1] <= end);
    const quotes = (paper.sentences ?? []).filter(([start, end]) => within(start, end).length);
    const quote = ([start, end]) => {
      const ranges = within(start, end).map((span) => [span[0] - start, span[1] - start]);
      return el("blockquote", { dir: "auto" }, sitegen.marked(paper.abstract.slice(start, end), ranges));
    };
    return el(
      "section",
      {},
      el("h3", {}, paperLink(id)),
      quotes.length ? quotes.map(quote) : el("p", { class: "map-note" }, t("map.no_sentence")),
    );
  }

  return linkParts;
};
