"use strict";
/* What the map shows, as the address's fragment: every view can be sent to someone, and back and forward work. */

/* Nothing chosen. Every choice is a change from here. */
sitegen.map.nothing = { paper: -1, link: -1, topic: -1, area: null, list: false, steps: 0 };

sitegen.map.state = (map) => {
  const bySlug = new Map(map.nodes.map((node) => [node.slug, node.id]));
  const byTopic = new Map(map.topics.map((topic) => [topic.id, topic.number]));
  const labels = map.keywords.map(([label]) => label);
  const empty = {
    ...sitegen.map.nothing,
    years: false,
    words: "",
    keyword: -1,
    off: new Set(),
    from: 0,
    to: 0,
    min: map.threshold,
  };

  /* The link between two papers, by number, or -1. */
  function between(a, b) {
    return map.edges.findIndex(({ from, to }) => (from === a && to === b) || (from === b && to === a));
  }

  /* A state; what the fragment does not say, or says wrong, is as when the map opens. */
  function read(fragment) {
    const given = new URLSearchParams(fragment.replace(/^#/, "").replace(/\+/g, "%2B"));
    const ends = (given.get("link") ?? "").split("~").map((slug) => bySlug.get(slug) ?? -1);
    return {
      paper: bySlug.get(given.get("paper")) ?? -1,
      link: ends.length === 2 ? between(...ends) : -1,
      topic: byTopic.get(given.get("topic")) ?? -1,
      area: area(given.get("area")),
      list: given.has("list"),
      years: given.get("colour") === "year",
      steps: Math.min(3, Math.max(0, number(given.get("steps"), 0))),
      words: given.get("q") ?? "",
      keyword: labels.indexOf(given.get("keyword")),
      off: new Set(
        (given.get("hide") ?? "")
          .split(",")
          .map((id) => byTopic.get(id) ?? -1)
          .filter((at) => at >= 0),
      ),
      from: number(given.get("from"), 0),
      to: number(given.get("to"), 0),
      min: Math.min(1, Math.max(0, number(given.get("min"), map.threshold))),
    };
  }

  /* A box on the map: left, top, right, bottom. */
  function area(text) {
    const box = (text ?? "").split(",").map(Number.parseFloat);
    return box.length === 4 && box.every(Number.isFinite) ? box : null;
  }

  function number(text, otherwise) {
    const value = Number.parseFloat(text);
    return Number.isFinite(value) ? value : otherwise;
  }

  function write(state) {
    const slug = (id) => map.nodes[id].slug;
    const link = state.link >= 0 ? map.edges[state.link] : null;
    const parts = [
      ["paper", state.paper >= 0 && slug(state.paper)],
      ["link", link && `${slug(link.from)}~${slug(link.to)}`],
      ["topic", state.topic >= 0 && map.topics[state.topic].id],
      ["area", state.area && state.area.map(Math.round).join(",")],
      ["list", state.list && "yes"],
      ["steps", state.steps || ""],
      ["q", state.words],
      ["keyword", state.keyword >= 0 && labels[state.keyword]],
      [
        "hide",
        [...state.off]
          .sort((a, b) => a - b)
          .map((at) => map.topics[at].id)
          .join(","),
      ],
      ["from", state.from || ""],
      ["to", state.to || ""],
      ["colour", state.years && "year"],
      ["min", state.min !== map.threshold && state.min.toFixed(2)],
    ];
    const said = parts.filter(([, value]) => value);
    return said.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`).join("&");
  }

  return { empty, read, write, between };
};
