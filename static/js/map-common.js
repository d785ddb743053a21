"use strict";
/* What the map's scripts share: places on its page, scripts loaded when they are asked for, what is linked with what. */
sitegen.map = {
  views: {},
  wide: matchMedia("(min-width: 60rem)"),
  part: (name) => document.getElementById(`map-${name}`),

  /* Where something lies on the stage, in pixels. */
  place: ({ clientX, clientY }) => {
    const { left, top } = sitegen.map.part("stage").getBoundingClientRect();
    return [clientX - left, clientY - top];
  },

  failed: () => {
    document.getElementById("map").classList.add("is-ready");
    sitegen.map.part("status").textContent = sitegen.t("map.unloaded");
  },

  /* Do something once its scripts are here: at once, if they are. */
  need: async (names, action) => {
    if (!sitegen.has(...names)) {
      const page = document.getElementById("map");
      page.setAttribute("aria-busy", "true");
      sitegen.map.part("status").textContent = "";
      await sitegen.need(...names).catch(sitegen.map.failed);
      page.removeAttribute("aria-busy");
    }
    if (sitegen.has(...names)) action();
  },

  /* What takes scripts to make: a function that makes it when first asked, and does something with it. */
  late: (names, make) => {
    let made = null;
    return (action = () => {}) => sitegen.map.need(names, () => action((made ??= make())));
  },
};

/* Each paper's links by number, strongest first. */
sitegen.map.links = (map) => {
  const links = map.nodes.map(() => []);
  map.edges.forEach(({ from, to }, number) => {
    links[from].push(number);
    links[to].push(number);
  });
  const by = (a, b) => map.edges[b].weight - map.edges[a].weight || a - b;
  return links.map((numbers) => numbers.sort(by));
};

/* The papers linked with one, strongest first: who is at the other end, and the link's number. */
sitegen.map.related = (map, id) =>
  map.links[id].map((number) => {
    const { from, to } = map.edges[number];
    return { id: from === id ? to : from, number };
  });

/* Why two papers are linked, in a few words. */
sitegen.map.because = (map, number) => {
  const labels = map.edges[number].reasons.slice(0, 3).map(([place]) => map.keywords[place][0]);
  return labels.length ? sitegen.t("map.because", { words: labels.join(", ") }) : sitegen.t("map.given");
};

/* The address of something chosen, so that it can be opened in another tab. */
sitegen.map.fragment = (map, name, value) =>
  `#${map.in ? `in=${map.in}&` : ""}${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`;

/* Where a paper of another topic stands: on that topic's own map. */
sitegen.map.away = (map, id) =>
  sitegen.map.fragment({ in: map.topics[map.nodes[id].topic]?.id ?? "-" }, "paper", map.nodes[id].slug);

/* The place after one of so many, round and round; -1 is before the first and behind the last. */
sitegen.map.next = (at, step, all) => (at + step + all + (at < 0 && step < 0 ? 1 : 0)) % all;
