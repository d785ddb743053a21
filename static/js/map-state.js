"use strict";
/* What the map shows, as the address's fragment: every view can be sent to someone, and back and forward work. */

/* Nothing chosen. Every choice is a change from here. */
sitegen.map.nothing = { paper: -1, link: -1, topic: -1, path: null, area: null, list: false, table: false, steps: 0 };

/* No filter set. */
sitegen.map.unfiltered = (map) => ({
  words: "",
  keyword: -1,
  author: "",
  collection: "",
  off: new Set(),
  from: 0,
  to: 0,
  min: map.threshold,
});

sitegen.map.state = (map) => {
  const bySlug = new Map(map.nodes.map((node) => [node.slug, node.id]));
  const byTopic = new Map(map.topics.map((topic) => [topic.id, topic.number]));
  const byLabel = new Map(Object.entries(map.keywords).map(([place, [label]]) => [label, Number(place)]));
  const empty = { ...sitegen.map.nothing, ...sitegen.map.unfiltered(map), years: false };
  /* On the map of topics it is topics that are chosen. */
  const name = map.kind ? "topic" : "paper";

  /* The link between two papers, by number, or -1. */
  function between(a, b) {
    return map.edges.findIndex(({ from, to }) => (from === a && to === b) || (from === b && to === a));
  }

  /* A state; what the fragment does not say, or says wrong, is as when the map opens. */
  function read(fragment) {
    const given = new URLSearchParams(fragment.replace(/^#/, "").replace(/\+/g, "%2B"));
    const said = (key) => given.get(key) ?? "";
    const pair = (key) => ends(said(key));
    return {
      paper: paper(said(name)),
      link: pair("link") ? between(...pair("link")) : -1,
      topic: map.kind ? -1 : (byTopic.get(said("topic")) ?? -1),
      path: pair("path"),
      area: area(said("area")),
      list: given.has("list"),
      table: given.has("table"),
      years: said("colour") === "year",
      steps: Math.min(3, Math.max(0, number(said("steps"), 0))),
      words: said("q"),
      keyword: byLabel.get(said("keyword")) ?? -1,
      author: said("author"),
      collection: Object.hasOwn(map.collections ?? {}, said("collection")) ? said("collection") : "",
      off: new Set(
        said("hide")
          .split(",")
          .filter((id) => byTopic.has(id))
          .map((id) => byTopic.get(id)),
      ),
      from: number(said("from"), 0),
      to: number(said("to"), 0),
      min: Math.min(1, Math.max(0, number(said("min"), map.threshold))),
    };
  }

  /* A paper of this map itself: one of another topic has its own place there. */
  function paper(slug) {
    const id = bySlug.get(slug) ?? -1;
    return id >= 0 && map.nodes[id].far ? -1 : id;
  }

  function ends(text) {
    const found = text.split("~").map((slug) => bySlug.get(slug) ?? -1);
    return found.length === 2 && found[0] !== found[1] && !found.includes(-1) ? found : null;
  }

  /* A box on the map: left, top, right, bottom; or the corners of a shape, x and y in turn. */
  function area(text) {
    const numbers = text.split(",").map(Number.parseFloat);
    const whole = numbers.length === 4 || (numbers.length >= 6 && numbers.length % 2 === 0);
    return whole && numbers.every(Number.isFinite) ? numbers : null;
  }

  function number(text, otherwise) {
    const value = Number.parseFloat(text);
    return Number.isFinite(value) ? value : otherwise;
  }

  function write(state) {
    const slug = (id) => map.nodes[id].slug;
    const link = state.link >= 0 ? map.edges[state.link] : null;
    const hidden = [...state.off].sort((a, b) => a - b).map((at) => map.topics[at].id);
    const parts = [
      ["in", map.in],
      [name, state.paper >= 0 && slug(state.paper)],
      ["link", link && `${slug(link.from)}~${slug(link.to)}`],
      ["topic", state.topic >= 0 && map.topics[state.topic].id],
      ["path", state.path?.map(slug).join("~")],
      ["area", state.area?.map(Math.round).join(",")],
      ["list", state.list && "yes"],
      ["table", state.table && "yes"],
      ["steps", state.steps || ""],
      ["q", state.words],
      ["keyword", state.keyword >= 0 && map.keywords[state.keyword][0]],
      ["author", state.author],
      ["collection", state.collection],
      ["hide", hidden.join(",")],
      ["from", state.from || ""],
      ["to", state.to || ""],
      ["colour", state.years && "year"],
      ["min", state.min !== map.threshold && state.min.toFixed(2)],
    ];
    const said = parts.filter(([, value]) => value);
    return said
      .map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll("%2C", ",")}`)
      .join("&");
  }

  return { empty, read, write };
};
