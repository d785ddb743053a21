"use strict";
/* What can be done with the map beside reading it: draw a box or a shape around papers, save it, be surprised. */
sitegen.map.tools = (stage, picture, { go, passing }) => {
  const { nothing } = sitegen.map;
  const { corners } = sitegen.map.geometry;
  const CORNERS = 30;
  const find = (id) => document.getElementById(id);
  const box = find("map-box");
  const rubber = find("map-rubber");
  const brushes = { "map-brush": boxed, "map-lasso": (trail) => trail };
  let shape = null;
  let trail = null;

  function take(id) {
    shape = brushes[id] ?? null;
    box.classList.toggle("is-brushing", Boolean(shape));
    for (const each of Object.keys(brushes)) find(each).setAttribute("aria-pressed", String(each === id));
  }

  function boxed(points) {
    const [xs, ys] = [0, 1].map((axis) => [points[0][axis], points.at(-1)[axis]]);
    return corners([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
  }

  function point(event) {
    const { left, top } = stage.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  /* The picture would pan: while something is drawn it must not hear of the pointer. */
  const heard = (name, listener) => box.addEventListener(name, listener, { capture: true });

  heard("pointerdown", (event) => {
    if (event.button || !(shape || event.shiftKey)) return;
    event.stopPropagation();
    event.preventDefault();
    shape ??= boxed;
    trail = [point(event)];
    box.setPointerCapture(event.pointerId);
  });

  heard("pointermove", (event) => {
    if (!trail) return;
    event.stopPropagation();
    trail.push(point(event));
    rubber.removeAttribute("hidden");
    rubber.firstElementChild.setAttribute("points", shape(trail).join(" "));
  });

  heard("pointerup", (event) => {
    if (!trail) return;
    event.stopPropagation();
    const drawn = [...trail, point(event)];
    const area = shape === boxed ? boxOf(drawn) : outline(drawn);
    drop();
    if (area) go({ ...nothing, area }, true);
  });

  heard("pointercancel", drop);

  function drop() {
    trail = null;
    rubber.setAttribute("hidden", "");
    take("");
  }

  function onMap([x, y]) {
    const place = picture.camera.at(x, y);
    return [Math.round(place.x), Math.round(place.y)];
  }

  function small(points) {
    return [0, 1].some((axis) => {
      const values = points.map((each) => each[axis]);
      return Math.max(...values) - Math.min(...values) < 6;
    });
  }

  function boxOf(points) {
    const [first, , third] = boxed(points);
    return small([first, third]) ? null : [...onMap(first), ...onMap(third)];
  }

  /* A trail by its corners, so few that an address can hold them. */
  function outline(points) {
    const every = Math.ceil(points.length / CORNERS);
    const kept = points.filter((_, at) => at % every === 0);
    return kept.length < 3 || small(kept) ? null : kept.flatMap(onMap);
  }

  function surprise() {
    const ids = passing();
    if (ids.length) go({ ...nothing, paper: ids[Math.floor(Math.random() * ids.length)] }, true);
  }

  for (const id of Object.keys(brushes))
    find(id).addEventListener("click", () => take(shape === brushes[id] ? "" : id));
  const { save } = sitegen.reading;
  find("map-save").addEventListener("click", async () => save("map.png", "image/png", await picture.png()));
  find("map-svg").addEventListener("click", () => save("map.svg", "image/svg+xml", picture.svg()));
  find("map-any").addEventListener("click", surprise);
};
