"use strict";
/* The panel beside the map. What it says of a paper, a link, a path, lists of papers is made by the scripts of
   `sitegen.map.views`, each loaded when it is first asked for. */
sitegen.map.panel = (map, { go }) => {
  const { nothing, part } = sitegen.map;
  const panel = part("panel");
  const body = part("panel-body");
  const made = {};
  let last = "";

  part("close").addEventListener("click", () => go(nothing, true));

  function view(name) {
    made.parts ??= sitegen.map.parts(map, { go, view });
    return (made[name] ??= sitegen.map.views[name](map, made.parts));
  }

  /* Show what is chosen. Nothing is made anew while it stays the same, so that reading is not disturbed. */
  function show(name, state, shown, way) {
    const own = Object.keys(nothing).map((each) => state[each]);
    const key = JSON.stringify([own, way, ["topic", "area", "all"].includes(name) && [...shown]]);
    if (key === last) return;
    last = key;
    const held = panel.contains(document.activeElement);
    const nodes = name ? view(name).show(state, shown, way) : [];
    body.replaceChildren(...nodes.flat(2).filter(Boolean));
    panel.hidden = !name;
    panel.classList.toggle("is-wide", Boolean(body.querySelector(".map-table")));
    panel.scrollTop = 0;
    if (held) (name ? panel : part("box")).focus();
  }

  /* Mark the related paper on which the keyboard stands. */
  function point(id) {
    for (const item of body.querySelectorAll("[data-paper]")) {
      const here = item.dataset.paper === String(id);
      item.classList.toggle("is-here", here);
      if (here) item.scrollIntoView({ block: "nearest" });
    }
  }

  return { show, view, point };
};
