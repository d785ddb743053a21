"use strict";
/* Opens the map that the address asks for. A library of many papers has a map of its topics, and one inside each. */
(() => {
  const failed = () => {
    document.getElementById("map").classList.add("is-ready");
    document.getElementById("map-status").textContent = sitegen.t("map.unloaded");
  };

  function start(top) {
    if (!top.nodes.length) return;
    const blank = document.getElementById("map").cloneNode(true);
    let running = null;
    let turn = 0;

    /* The topic whose map is asked for, "" for the first map. Other pages name a paper without its topic. */
    async function wanted(given) {
      const slug = given.get("paper") ?? (given.get("link") ?? given.get("path") ?? "").split("~")[0];
      const topic = given.get("in") ?? (slug ? await home(slug) : "");
      if (topic && !given.has("in")) history.replaceState(null, "", `#in=${topic}&${location.hash.slice(1)}`);
      return top.nodes.some((node) => node.slug === topic) ? topic : "";
    }

    async function home(slug) {
      const shelf = await sitegen.load(`at/${sitegen.reading.hash(slug) % top.shelves}`);
      return Object.hasOwn(shelf, slug) ? shelf[slug] : "";
    }

    /* A topic's own map: the only island on it is its own. */
    async function inside(id) {
      const file = await sitegen.load(`map/${id}`);
      const topics = top.topics.map((topic) =>
        topic.number === file.topic ? { ...topic, central: file.central } : { ...topic, radius: 0 },
      );
      return { ...file, topics, in: id };
    }

    /* What the address says, shown; on its own map, which is begun if another one is there. */
    async function follow() {
      const mine = (turn += 1);
      try {
        const id = await wanted(new URLSearchParams(location.hash.slice(1)));
        if (running?.id !== id) begin(id, id ? await inside(id) : top, mine);
        else if (mine === turn) running.follow();
      } catch {
        failed();
      }
    }

    function begin(id, map, mine = turn) {
      if (mine !== turn) return;
      const held = document.getElementById("map").contains(document.activeElement);
      running?.stop();
      if (running) document.getElementById("map").replaceWith(blank.cloneNode(true));
      running = { ...sitegen.map.run(map), id };
      if (held) document.getElementById("map-box").focus();
    }

    function changed() {
      if (top.kind) follow();
      else running.follow();
    }

    if (top.kind) {
      for (const node of top.nodes) node.title ||= sitegen.t("map.no_topic");
      follow();
    } else begin("", top);
    addEventListener("popstate", changed);
    addEventListener("hashchange", changed);
  }

  sitegen.load("map").then(start, failed);
})();
