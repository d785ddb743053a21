"use strict";
/* Why two papers are linked: what they share, by its part of the link, and the sentences that say it. */
sitegen.map.views.link = (map, { paperLink, keywordLink, papers, kicker, actions, note, later, keep }) => {
  const { el, t } = sitegen;
  const EVIDENCE = 2;

  function show({ link: number }) {
    const { from, to, reasons, given, links, weight } = map.edges[number];
    const rest = 100 - reasons.reduce((sum, [, share]) => sum + share, 0);
    const strength = () => (given ? t("map.given") : t("map.strength", { percent: Math.round(weight * 100) }));
    return [
      kicker(t("map.link")),
      el("h2", t(map.kind ? "map.why_topics" : "map.why_linked")),
      note(map.kind ? t("map.joined", { n: links }) : strength()),
      el("ul.map-reasons", reasons.map(reason)),
      weight > 0 && rest > 3 && note(t("map.rest", { percent: rest })),
      ...(map.kind ? [papers([from, to])] : said([from, to], reasons.map(([place]) => place))),
    ];
  }

  /* What both papers say, and how to mend the link. */
  function said(ends, wanted) {
    const labels = wanted.map((place) => map.keywords[place][0]);
    const fill = (...texts) => ends.map((id, at) => passage(id, texts[at], labels));
    return [
      later(ends, el("div.map-both"), fill),
      actions(keep(ends, t("list.add-both"))),
      sitegen.mend(...ends.map((id) => map.nodes[id]), labels),
    ];
  }

  function reason([place, share]) {
    const bar = el("span.map-share", { "aria-hidden": "true" });
    bar.style.setProperty("--share", `${share}%`);
    return el("li", keywordLink(place), el("span.map-percent", `${share} %`), bar);
  }

  /* The spans of the wanted keywords, with those that each holds: one that nowhere stands alone is held by longer ones. */
  function holders(spans, wanted, { labels = [], inside = {} }) {
    const held = new Map();
    for (const label of wanted) {
      const alone = spans.filter(([, , at]) => labels[at] === label);
      for (const span of alone.length ? alone : spans.filter(([, , at]) => inside[at]?.includes(label)))
        held.set(span, [...(held.get(span) ?? []), label]);
    }
    return held;
  }

  function quote(text, start, end, spans) {
    const ranges = spans.map(([from, to]) => [from - start, to - start]).sort((a, b) => a[0] - b[0]);
    return el("blockquote", { dir: "auto" }, sitegen.marked(text.slice(start, end), ranges));
  }

  /* The first sentences that hold a shared keyword not yet seen, marked in whatever spelling; the title counts last. */
  function quotes(row, wanted) {
    const { title, abstract, sentences = [], spans = [], heading = [] } = row;
    const left = new Set(wanted);
    const found = [];
    const held = holders(spans, wanted, row);
    for (const [start, end] of sentences) {
      const here = [...held.keys()].filter((span) => span[0] >= start && span[1] <= end);
      const news = here.flatMap((span) => held.get(span)).filter((label) => left.delete(label));
      if (news.length && found.push(quote(abstract, start, end, here)) === EVIDENCE) return found;
    }
    const above = [...holders(heading, left, row).keys()];
    return above.length ? [...found, quote(title, 0, title.length, above)] : found;
  }

  /* What one paper says of the shared keywords; where it says nothing, where they come from. */
  function passage(id, row, wanted) {
    const found = quotes(row, wanted);
    const { labels = [], listed = 0, spans = [], heading = [] } = row;
    const own = labels.slice(0, listed);
    const silently = wanted.filter((label) => own.includes(label) && !holders([...spans, ...heading], [label], row).size);
    const words = silently.join(", ");
    const silent = words ? t("map.in_list", { words }) : found.length ? "" : t("map.no_sentence");
    return el("section", el("h3", paperLink(id)), found, wanted.length && silent ? note(silent) : null);
  }

  return { show };
};
