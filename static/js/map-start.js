"use strict";
/* Opens the map that the address asks for. */
(() => {
  const blank = document.getElementById("map").cloneNode(true);
  let stop = null;

  /* Let a map take the page; returns what follows the address. */
  function begin(map) {
    const page = document.getElementById("map");
    const held = page.contains(document.activeElement);
    stop?.();
    if (stop) page.replaceWith(blank.cloneNode(true));
    const running = sitegen.map.run(map);
    stop = running.stop;
    if (held) sitegen.map.part("box").focus();
    return running.follow;
  }

  async function start() {
    const top = await sitegen.load("map");
    if (!top.nodes.length) return;
    if (top.kind) await sitegen.need("marker", "citing", "map-topics");
    const follow = top.kind ? sitegen.map.islands(top, begin) : begin(top);
    if (top.kind) follow();
    addEventListener("popstate", follow);
    addEventListener("hashchange", follow);
  }

  start().catch(sitegen.map.failed);
})();
