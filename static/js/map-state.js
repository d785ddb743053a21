"use strict";
/* What the map shows, as the address's fragment: every view can be sent to someone, and back and forward work. */

/* Nothing chosen. Every choice is a change from here. */
sitegen.map.nothing = { paper: -1, link: -1, topic: -1, path: null, area: null, list: false, table: false, steps: 0 };

/* No filter set. */
sitegen.map.unfiltered = (map) => {
  const none = { words: "", keyword: -1, author: "", collection: "", off: new Set(), from: 0, to: 0 };
  return { ...none, min: map.threshold };
};

sitegen.map.state = (map) => {
  const papers = new Map(map.nodes.map((node) => [node.slug, node.id]));
  const topics = new Map(map.topics.map((topic) => [topic.id, topic.number]));
  /* What the fields for keyword and author take, in small letters, and what each stands for. */
  const known = {
    keyword: new Map(Object.entries(map.keywords).map(([place, [label]]) => [label.toLowerCase(), Number(place)])),
    author: new Map(map.nodes.flatMap(({ authors = [] }) => authors.map((name) => [name.toLowerCase(), name]))),
  };
  const empty = { ...sitegen.map.nothing, ...sitegen.map.unfiltered(map), years: false };

  const number = (text, otherwise = 0) => (/^\s*-?[\d.]/.test(text) ? Number.parseFloat(text) || 0 : otherwise);
  const pair = (ids) => ids?.map((id) => map.nodes[id].slug).join("~");
  const topic = (id) => topics.get(id) ?? -1;
  /* Each part of a state: its name in the address, how it is read there, how written: what is empty is left out. What
     does not exist is read as nothing. */
  const parts = {
    paper: [map.kind ? "topic" : "paper", own, (id) => map.nodes[id]?.slug],
    link: ["link", (text) => between(ends(text)), (at) => at >= 0 && pair([map.edges[at].from, map.edges[at].to])],
    topic: [map.kind ? "" : "topic", topic, (at) => map.topics[at]?.id],
    path: ["path", ends, pair],
    area: ["area", area, (numbers) => numbers?.map(Math.round).join(",")],
    list: ["list", () => true, (on) => on && "yes"],
    table: ["table", () => true, (on) => on && "yes"],
    steps: ["steps", (text) => Math.min(3, Math.max(0, number(text))), (steps) => steps],
    words: ["q", (text) => text.trim(), (words) => words],
    keyword: ["keyword", (text) => known.keyword.get(text.toLowerCase()) ?? -1, (at) => map.keywords[at]?.[0]],
    author: ["author", (text) => known.author.get(text.toLowerCase()) ?? "", (name) => name],
    collection: ["collection", (slug) => (Object.hasOwn(map.collections ?? {}, slug) ? slug : ""), (slug) => slug],
    off: ["hide", hidden, (off) => [...off].sort((a, b) => a - b).map((at) => map.topics[at].id).join(",")],
    from: ["from", number, (year) => year],
    to: ["to", number, (year) => year],
    years: ["colour", (text) => text === "year", (on) => on && "year"],
    min: [
      "min",
      (text) => Math.min(1, Math.max(0, number(text, map.threshold))),
      (min) => min !== map.threshold && min.toFixed(2),
    ],
  };

  /* A paper of this map itself: one of another topic has its own place there. */
  function own(slug) {
    const id = papers.get(slug) ?? -1;
    return map.nodes[id]?.far ? -1 : id;
  }

  function ends(text) {
    const found = text.split("~").map((slug) => papers.get(slug) ?? -1);
    return found.length === 2 && found[0] !== found[1] && !found.includes(-1) ? found : null;
  }

  /* The link between two papers, by number, or -1. */
  function between(ids) {
    return map.edges.findIndex(({ from, to }) => ids?.includes(from) && ids.includes(to));
  }

  function area(text) {
    const numbers = text.split(",").map(Number.parseFloat);
    return numbers.length > 3 && numbers.every(Number.isFinite) ? numbers : null;
  }

  function hidden(text) {
    return new Set(text.split(",").map(topic).filter((at) => at >= 0));
  }

  /* What a part of the address says of the state: [key, value], nothing if there is no such part. */
  function part(name, text) {
    const found = Object.entries(parts).find(([, [own]]) => own === name);
    return found ? [[found[0], found[1][1](text)]] : [];
  }

  /* A state; what the fragment does not say is as when the map opens. */
  function read(fragment) {
    const given = new URLSearchParams(fragment.replace(/^#/, "").replace(/\+/g, "%2B"));
    return { ...empty, ...Object.fromEntries([...given].flatMap(([name, text]) => part(name, text))) };
  }

  /* What the address says of a state: [name, text]. */
  function say(state) {
    const all = Object.entries(parts).map(([key, [name, , writes]]) => [name, writes(state[key])]);
    return [["in", map.in], ...all].filter(([, text]) => text);
  }

  function write(state) {
    return say(state).map(([name, text]) => `${name}=${encodeURIComponent(text).replaceAll("%2C", ",")}`).join("&");
  }

  return { empty, known, part, read, say, write };
};
