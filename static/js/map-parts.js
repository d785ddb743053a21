"use strict";
/* What the panel's views are made of: links within the map that leave the filters as they are, and lists of them. */

/* The address of something chosen, so that it can be opened in another tab. */
sitegen.map.fragment = (map, name, value) =>
  `#${map.in ? `in=${map.in}&` : ""}${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`;

sitegen.map.parts = (map, { go }) => {
  const { el, t, root } = sitegen;
  const { nothing, fragment } = sitegen.map;

  /* A plain click goes there without leaving the filters. */
  function jump(change, address, attributes, ...children) {
    const onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(change, true);
    };
    return el("a", { href: address, onclick, ...attributes }, ...children);
  }

  /* A paper of another topic stands on that topic's own map. */
  function paperLink(id) {
    const { slug, title, topic, far } = map.nodes[id];
    if (map.kind) return topicLink(topic, id);
    if (!far) return jump({ ...nothing, paper: id }, fragment(map, "paper", slug), { dir: "auto" }, title);
    const home = map.topics[topic];
    const address = fragment({ in: home?.id ?? "-" }, "paper", slug);
    return el("a", { href: address, dir: "auto" }, home ? sitegen.marker(home) : null, home ? " " : null, title);
  }

  function topicLink(number, node = number) {
    const topic = map.topics[number];
    const words = topic ? [sitegen.marker(topic), topic.name] : [t("map.no_topic")];
    const attributes = { class: "map-topic" };
    if (map.kind) {
      const { slug } = map.nodes[node];
      return jump({ ...nothing, paper: node }, fragment(map, "topic", slug), attributes, ...words);
    }
    if (!topic) return words[0];
    if (map.in && map.in !== topic.id) return el("a", { href: `#in=${topic.id}`, ...attributes }, ...words);
    return jump({ ...nothing, topic: number }, fragment(map, "topic", topic.id), attributes, ...words);
  }

  function keywordLink(place, count = 0) {
    const [label, slug] = map.keywords[place];
    const href = root + (slug ? `keywords/${slug}.html` : `search.html?q=${encodeURIComponent(label)}`);
    const sum = count ? el("span", { class: "map-count" }, ` ${count}`) : null;
    return el("a", { href, class: "map-keyword", dir: "auto" }, label, sum);
  }

  /* Keywords, each with a count where there is one. */
  function keywords(places, counts = []) {
    const items = places.map((at, turn) => el("li", {}, keywordLink(at, counts[turn])));
    return items.length ? el("ul", { class: "map-keywords", "aria-label": t("map.keywords") }, items) : null;
  }

  function whyLink(number, label) {
    const ends = [map.edges[number].from, map.edges[number].to].map((id) => map.nodes[id].slug);
    const address = fragment(map, "link", ends.join("~"));
    return jump({ ...nothing, link: number }, address, { class: "map-why", "aria-label": label }, t("map.why"));
  }

  const list = (rows, kind = "ul") =>
    el(
      kind,
      { class: "map-related" },
      rows.map((row) => el("li", {}, row)),
    );
  const papers = (ids, kind) => list(ids.map(paperLink), kind);
  const kicker = (...words) => el("p", { class: "map-kicker" }, ...words);
  const actions = (...children) => el("p", { class: "map-actions" }, ...children);
  const open = (address, words) => el("a", { class: "map-open", href: address }, words);
  const button = (words, onclick) => el("button", { type: "button", class: "map-button", onclick }, words);
  const note = (...words) => el("p", { class: "map-note" }, ...words);

  return { paperLink, topicLink, keywordLink, keywords, whyLink, list, papers, kicker, actions, open, button, note };
};
