"use strict";
/* Keyboard, pointer and buttons of the map: what a person does with it, told to the page that shows it. */
sitegen.map.hands = (map, picture, { go, walk, enter, clear, pick, drawer, signal }) => {
  const find = (id) => document.getElementById(id);
  const [stage, box, tip] = ["map-stage", "map-box", "map-tip"].map(find);
  const { camera } = picture;
  const here = map.topics.find((topic) => topic.id === map.in);

  const keys = {
    ArrowRight: () => walk(1),
    ArrowDown: () => walk(1),
    ArrowLeft: () => walk(-1),
    ArrowUp: () => walk(-1),
    Enter: enter,
    "+": () => camera.zoom(1.3),
    "=": () => camera.zoom(1.3),
    "-": () => camera.zoom(1 / 1.3),
    0: camera.all,
  };
  box.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  const escape = (event) => {
    const elsewhere = event.target.closest?.("input, textarea, select") && !find("map").contains(event.target);
    if (event.key === "Escape" && !event.defaultPrevented && !elsewhere) clear();
  };
  document.addEventListener("keydown", escape, { signal });

  /* Pointer. A thumb reaches further than a mouse; a drag is not a click. Not before the click may the panel open, or
     the click would land on what then lies under the thumb. */
  let pressed = null;
  const reach = (event) => (event.pointerType === "touch" ? 20 : 8);
  const at = (event) => {
    const { left, top } = stage.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  stage.addEventListener("pointerdown", (event) => (pressed = { place: at(event), reach: reach(event) }));
  stage.addEventListener("click", (event) => {
    const [[x, y], press] = [at(event), pressed];
    pressed = null;
    if (!press || Math.hypot(x - press.place[0], y - press.place[1]) > 6) return;
    pick(picture.hit(x, y, press.reach));
    if (stage.isConnected) hover(null);
  });
  stage.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" && !event.buttons) hover(picture.hit(...at(event), reach(event)), at(event));
  });
  stage.addEventListener("pointerleave", () => hover(null));

  function hover(hit, place) {
    stage.classList.toggle("is-pointing", Boolean(hit));
    picture.highlight(hit?.paper ?? -1);
    const words = hit?.link >= 0 ? sitegen.map.because(map, map.edges[hit.link]) : "";
    tip.hidden = !words;
    if (!words) return;
    tip.textContent = words;
    tip.style.transform = `translate(${Math.round(place[0])}px, ${Math.round(place[1])}px)`;
  }

  const buttons = {
    "map-drawer": () => drawer(!find("map-side").classList.contains("is-open")),
    "map-shut": () => drawer(false),
    "map-list": () => go({ ...sitegen.map.nothing, list: true }, true),
    "map-table": () => go({ ...sitegen.map.nothing, table: true }, true),
    "map-in": () => camera.zoom(1.4),
    "map-out": () => camera.zoom(1 / 1.4),
    "map-all": camera.all,
    "map-skip": (event) => (event.preventDefault(), box.focus()),
  };
  for (const [id, pressedOn] of Object.entries(buttons)) find(id).addEventListener("click", pressedOn);

  /* Where this map is, and the way back to the map of topics. */
  find("map-where").hidden = !map.in;
  if (!map.in) return;
  const name = here ? [sitegen.marker(here), here.name] : [sitegen.t("map.no_topic")];
  find("map-where").append(sitegen.el("span", { class: "map-here" }, ...name));
};
