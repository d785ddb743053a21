"use strict";
/* What can be done with the map beside reading it: draw a box around papers, save it as a picture, be surprised. */
sitegen.map.tools = (stage, picture, { go, passing }) => {
  const { nothing } = sitegen.map;
  const find = (id) => document.getElementById(id);
  const box = find("map-box");
  const rubber = find("map-rubber");
  let brushing = false;
  let start = null;

  function brush(on) {
    brushing = on;
    box.classList.toggle("is-brushing", on);
    find("map-brush").setAttribute("aria-pressed", String(on));
  }

  function point(event) {
    const frame = stage.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  }

  function corners(a, b) {
    return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  }

  function stretch([left, top, right, bottom]) {
    rubber.style.transform = `translate(${left}px, ${top}px)`;
    rubber.style.width = `${right - left}px`;
    rubber.style.height = `${bottom - top}px`;
  }

  /* The picture would pan: while a box is drawn it must not hear of the pointer. */
  box.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button || !(brushing || event.shiftKey)) return;
      event.stopPropagation();
      event.preventDefault();
      start = point(event);
      box.setPointerCapture(event.pointerId);
    },
    { capture: true },
  );

  box.addEventListener(
    "pointermove",
    (event) => {
      if (!start) return;
      event.stopPropagation();
      rubber.hidden = false;
      stretch(corners(start, point(event)));
    },
    { capture: true },
  );

  box.addEventListener(
    "pointerup",
    (event) => {
      if (!start) return;
      event.stopPropagation();
      const [left, top, right, bottom] = corners(start, point(event));
      start = null;
      rubber.hidden = true;
      brush(false);
      if (right - left < 6 || bottom - top < 6) return;
      const [from, to] = [picture.camera.at(left, top), picture.camera.at(right, bottom)];
      go({ ...nothing, area: [from.x, from.y, to.x, to.y].map(Math.round) }, true);
    },
    { capture: true },
  );

  box.addEventListener("pointercancel", () => {
    start = null;
    rubber.hidden = true;
  });

  async function save() {
    const address = URL.createObjectURL(await picture.png());
    sitegen.el("a", { href: address, download: "map.png" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  function surprise() {
    const ids = passing();
    if (ids.length) go({ ...nothing, paper: ids[Math.floor(Math.random() * ids.length)] }, true);
  }

  find("map-brush").addEventListener("click", () => brush(!brushing));
  find("map-save").addEventListener("click", save);
  find("map-any").addEventListener("click", surprise);
};
