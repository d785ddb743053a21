"use strict";
/* Keyboard, pointer and buttons of the map: what a person does with it, told to the page that shows it. */
sitegen.map.hands = (map, picture, { go, walk, enter, clear, pick, drawer, any, failed, signal }) => {
  const { part, nothing, unfiltered } = sitegen.map;
  const [stage, box, tip] = ["stage", "box", "tip"].map(part);
  const { camera } = picture;

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
    const elsewhere = event.target.closest?.(".site-header :is(input, textarea, select)");
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
    tip.hidden = !(hit?.link >= 0);
    if (tip.hidden) return;
    tip.textContent = sitegen.map.because(map, hit.link);
    tip.style.transform = `translate(${Math.round(place[0])}px, ${Math.round(place[1])}px)`;
  }

  /* The search box has its script once it is gone to; an Enter that was quicker is not lost. */
  const finder = part("find");
  let entered = false;
  const enters = (event) => (entered ||= event.key === "Enter");
  finder.addEventListener("keydown", enters);
  finder.addEventListener(
    "focus",
    () =>
      sitegen.need("map-find").then(() => {
        finder.removeEventListener("keydown", enters);
        sitegen.map.find(map, { go, entered });
      }, failed),
    { once: true },
  );

  /* Drawing an area, and saving, have scripts of their own. */
  let brush = null;
  async function area() {
    await sitegen.need("map-area");
    return (brush ??= sitegen.map.brush(map, stage, camera, (drawn) => go({ ...nothing, area: drawn }, true)));
  }
  async function save(kind) {
    await sitegen.need("citing", "map-save");
    sitegen.map.save(kind, picture);
  }
  box.addEventListener(
    "pointerdown",
    (event) => {
      if (brush || event.button || !event.shiftKey) return;
      event.stopPropagation();
      area().then(({ begin }) => begin(event), failed);
    },
    { capture: true },
  );

  const reset = () => go(unfiltered(map), true);
  const buttons = {
    drawer: () => drawer(!part("side").classList.contains("is-open")),
    shut: () => drawer(false),
    list: () => go({ ...nothing, list: true }, true),
    table: () => go({ ...nothing, table: true }, true),
    any,
    save: () => save("png").catch(failed),
    svg: () => save("svg").catch(failed),
    reset,
    again: () => (reset(), box.focus()),
    every: () => go({ off: new Set() }),
    none: () => go({ off: new Set(map.topics.map((topic) => topic.number)) }),
    in: () => camera.zoom(1.4),
    out: () => camera.zoom(1 / 1.4),
    all: camera.all,
    brush: () => area().then(({ take }) => take("brush"), failed),
    lasso: () => area().then(({ take }) => take("lasso"), failed),
    skip: (event) => (event.preventDefault(), box.focus()),
  };
  for (const [name, press] of Object.entries(buttons)) part(name).addEventListener("click", press);

  /* Where this map is, and the way back to the map of topics. */
  part("where").hidden = !map.in;
  if (!map.in) return;
  const here = map.topics.find((topic) => topic.id === map.in);
  const name = here ? [sitegen.marker(here), here.name] : sitegen.t("map.no_topic");
  part("where").append(sitegen.el("span.map-here", name));
};
