"use strict";
/* Why two papers are linked: what they share, by its part of the link, and the sentences that say it. */
sitegen.map.why = (map, { paperLink, keywordLink, papers, note, later }) => {
  const { el, t } = sitegen;
  const EVIDENCE = 2;

  function show(number) {
    const edge = map.edges[number];
    const ends = [edge.from, edge.to];
    const rest = 100 - edge.reasons.reduce((sum, [, share]) => sum + share, 0);
    const said = map.kind
      ? t("map.joined", { n: edge.links })
      : edge.given
        ? t("map.given")
        : t("map.strength", { percent: Math.round(edge.weight * 100) });
    const both = el("div", { class: "map-both" });
    if (map.kind) both.append(papers(ends));
    else later(ends, both, (...texts) => ends.map((id, at) => passage(id, texts[at], edge)));
    return [
      el("p", { class: "map-kicker" }, t("map.link")),
      el("h2", {}, t(map.kind ? "map.why_topics" : "map.why_linked")),
      note(said),
      el(
        "ul",
        { class: "map-reasons" },
        edge.reasons.map(([place, share]) => reason(place, share)),
      ),
      edge.weight > 0 && rest > 3 ? note(t("map.rest", { percent: rest })) : null,
      both,
      map.kind ? null : mending(edge),
    ];
  }

  function mending(edge) {
    const [one, other] = [edge.from, edge.to].map((id) => map.nodes[id]);
    return sitegen.mend(one, other, edge.reasons.map(([place]) => map.keywords[place][0]));
  }

  function reason(place, share) {
    const bar = el("span", { class: "map-share", "aria-hidden": "true" });
    bar.style.setProperty("--share", `${share}%`);
    return el("li", {}, keywordLink(place), el("span", { class: "map-percent" }, `${share} %`), bar);
  }

  /* The spans of the wanted keywords, with those that each holds: one that nowhere stands alone is held by longer ones. */
  function holders(spans, wanted) {
    const held = new Map();
    for (const place of wanted) {
      const alone = spans.filter((span) => span[2] === place);
      const longer = map.keywords[place][2] ?? [];
      for (const span of alone.length ? alone : spans.filter((one) => longer.includes(one[2])))
        held.set(span, [...(held.get(span) ?? []), place]);
    }
    return held;
  }

  function quote(text, start, end, spans) {
    const ranges = spans.map(([from, to]) => [from - start, to - start]).sort((a, b) => a[0] - b[0]);
    return el("blockquote", { dir: "auto" }, sitegen.marked(text.slice(start, end), ranges));
  }

  /* The first sentences that hold a shared keyword not yet seen, marked in whatever spelling; the title counts last. */
  function quotes(paper, wanted) {
    const left = new Set(wanted);
    const found = [];
    const held = holders(paper.spans ?? [], wanted);
    for (const [start, end] of paper.sentences ?? []) {
      const here = [...held.keys()].filter((span) => span[0] >= start && span[1] <= end);
      const news = here.flatMap((span) => held.get(span)).filter((place) => left.delete(place));
      if (news.length && found.push(quote(paper.abstract, start, end, here)) === EVIDENCE) return found;
    }
    const above = [...holders(paper.heading ?? [], left).keys()];
    return above.length ? [...found, quote(paper.title, 0, paper.title.length, above)] : found;
  }

  /* What one paper says of the shared keywords; where it says nothing, where they come from. */
  function passage(id, paper, edge) {
    const wanted = edge.reasons.map(([place]) => place);
    const said = quotes(paper, wanted);
    const spans = [...(paper.spans ?? []), ...(paper.heading ?? [])];
    const listed = wanted.filter((place) => paper.keywords?.includes(place) && !holders(spans, [place]).size);
    const words = listed.map((place) => map.keywords[place][0]).join(", ");
    const silent = words ? t("map.in_list", { words }) : said.length ? "" : t("map.no_sentence");
    return el("section", {}, el("h3", {}, paperLink(id)), said, wanted.length && silent ? note(silent) : null);
  }

  return show;
};
