"use strict";
/* A library of many papers has a map of its topics, and one inside each: which one the address asks for, and what the
   panel says of a topic. */

/* Shows the map that the address asks for; `begin(map, id)` lets one take the page. Returns what follows the address. */
sitegen.map.islands = (top, begin) => {
  let running = null;
  let turn = 0;
  for (const node of top.nodes) node.title ||= sitegen.t("map.no_topic");

  /* The topic whose map is asked for, "" for the first map. Other pages name a paper without its topic. */
  async function wanted(given) {
    const slug = given.get("paper") ?? (given.get("link") ?? given.get("path") ?? "").split("~")[0];
    const topic = given.get("in") ?? (slug ? await home(slug) : "");
    if (topic && !given.has("in")) history.replaceState(null, "", `#in=${topic}&${location.hash.slice(1)}`);
    return top.nodes.some((node) => node.slug === topic) ? topic : "";
  }

  async function home(slug) {
    const shelf = await sitegen.load(`at/${sitegen.hash(slug) % top.shelves}`);
    return Object.hasOwn(shelf, slug) ? shelf[slug] : "";
  }

  /* A topic's own map: the only island on it is its own. */
  async function inside(id) {
    const file = await sitegen.load(`map/${id}`);
    const topics = top.topics.map((topic) => {
      const own = topic.number === file.topic;
      return { ...topic, ...(own ? { central: file.central } : { radius: 0 }) };
    });
    return { ...file, topics, in: id };
  }

  /* Where the map is, beside the way back to the map of topics. */
  function where({ topic, topics }) {
    const here = topics[topic];
    const name = here ? [sitegen.marker(here), here.name] : sitegen.t("map.no_topic");
    sitegen.map.part("where").append(sitegen.el("span.map-here", name));
    sitegen.map.part("where").hidden = false;
  }

  /* What the address says, shown; on its own map, which is begun if another one is there. */
  return async () => {
    const mine = (turn += 1);
    try {
      const id = await wanted(new URLSearchParams(location.hash.slice(1)));
      const map = running?.id === id ? null : id ? await inside(id) : top;
      if (mine !== turn) return;
      if (!map) return running.follow();
      running = { id, follow: begin(map) };
      sitegen.map.part("legend").textContent = sitegen.t(id ? "map.legend_inside" : "map.legend_topics");
      if (id) where(map);
    } catch {
      sitegen.map.failed();
    }
  };
};

/* The papers of the other topics, as places that the search box can find. */
sitegen.map.others = async (map) => {
  const titles = await sitegen.load("titles");
  const numbers = new Map(map.topics.map(({ id, number }) => [id, number]));
  const leads = async (id, at) => {
    const { nodes } = await sitegen.load(`map/${id}`);
    return sitegen.map.fragment({ in: id }, "paper", nodes[at].slug);
  };
  const place = (id) => (text, at) => ({ text, topic: numbers.get(id) ?? -1, leads: () => leads(id, at) });
  const away = Object.keys(titles).filter((id) => id !== map.in);
  return away.flatMap((id) => titles[id].map(place(id)));
};

/* On the map of topics: what the panel says of a topic first, with the way into its own map. */
sitegen.map.views.island = (map, { kicker, actions, open, keywords, list }) => {
  const { el, t, root } = sitegen;

  function show(node) {
    const topic = map.topics[node.topic];
    const page = topic && el("a", { href: `${root}topics/${topic.id}.html` }, t("map.open_topic"));
    const central = node.central.map(([slug, title]) =>
      el("a", { href: sitegen.map.fragment({ in: node.slug }, "paper", slug), dir: "auto" }, title),
    );
    return [
      kicker(t("map.topic")),
      el("h2", topic && sitegen.marker(topic), node.title),
      actions(open(`#in=${node.slug}`, t("map.enter", { n: node.papers })), page),
      keywords(node.keywords),
      central.length > 0 && el("h3", t("map.central")),
      list(central, "ol"),
    ];
  }

  return { show };
};
