"use strict";
/* Pointer and buttons of the map: what a person does with it, told to the page that shows it. */
sitegen.map.hands = (map, picture, page) => {
  const { go, clear, pick, drawer, signal } = page;
  const { part, nothing, unfiltered, need, late, place } = sitegen.map;
  const [stage, box, tip] = ["stage", "box", "tip"].map(part);
  const { camera } = picture;

  /* Keys have a script of their own, fetched once the keyboard is here. */
  const keyboard = late(["map-walk"], () => sitegen.map.walk(map, camera, page));
  box.addEventListener("focus", () => keyboard());
  box.addEventListener("keydown", (event) => keyboard(({ press }) => press(event)));
  const escape = ({ key, defaultPrevented }) => key === "Escape" && !defaultPrevented && clear();
  document.addEventListener("keydown", escape, { signal });

  /* Pointer. A thumb reaches further than a mouse; a drag is not a click. Not before the click may the panel open, or
     the click would land on what then lies under the thumb. */
  let pressed = null;
  const reach = (event) => (event.pointerType === "touch" ? 20 : 8);
  stage.addEventListener("pointerdown", (event) => (pressed = { place: place(event), reach: reach(event) }));
  stage.addEventListener("click", (event) => {
    const [[x, y], press] = [place(event), pressed];
    pressed = null;
    if (!press || Math.hypot(x - press.place[0], y - press.place[1]) > 6) return;
    pick(picture.hit(x, y, press.reach));
    if (stage.isConnected) hover(null);
  });
  stage.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" && !event.buttons) hover(picture.hit(...place(event), reach(event)), place(event));
  });
  stage.addEventListener("pointerleave", () => hover(null));

  function hover(hit, at) {
    stage.classList.toggle("is-pointing", Boolean(hit));
    picture.highlight(hit?.paper ?? -1);
    tip.hidden = !(hit?.link >= 0);
    if (tip.hidden) return;
    tip.textContent = sitegen.map.because(map, hit.link);
    tip.style.transform = `translate(${Math.round(at[0])}px, ${Math.round(at[1])}px)`;
  }

  /* The search box has its script once it is gone to; an Enter that was quicker is not lost. */
  const finder = part("find");
  let entered = false;
  finder.addEventListener("keydown", ({ key }) => (entered ||= key === "Enter"));
  const find = late(["marker", "map-find"], () => sitegen.map.find(map, { go, entered }));
  for (const kind of ["focus", "input"]) finder.addEventListener(kind, () => find());

  /* Drawing an area, and saving, have scripts of their own. */
  const drawn = (area) => go({ ...nothing, area }, true);
  const area = late(["map-area"], () => sitegen.map.brush(map, camera, drawn));
  const save = (kind) => need(["marker", "citing", "map-save"], () => sitegen.map.save(kind, picture));
  box.addEventListener(
    "pointerdown",
    (event) => {
      if (sitegen.has("map-area") || event.button || !event.shiftKey) return;
      event.stopPropagation();
      area(({ begin }) => begin(event));
    },
    { capture: true },
  );

  const reset = () => go(unfiltered(map), true);
  const buttons = {
    drawer: () => drawer(!part("side").classList.contains("is-open")),
    shut: () => drawer(false),
    list: () => go({ ...nothing, list: true }, true),
    table: () => go({ ...nothing, table: true }, true),
    any: () => keyboard(({ any }) => any()),
    save: () => save("png"),
    svg: () => save("svg"),
    reset,
    again: () => (reset(), box.focus()),
    every: () => go({ off: new Set() }),
    none: () => go({ off: new Set(map.topics.map((topic) => topic.number)) }),
    in: () => camera.zoom(1.4),
    out: () => camera.zoom(1 / 1.4),
    all: camera.all,
    brush: () => area(({ take }) => take("brush")),
    lasso: () => area(({ take }) => take("lasso")),
    skip: (event) => (event.preventDefault(), box.focus()),
  };
  for (const [name, press] of Object.entries(buttons)) part(name).addEventListener("click", press);
};
