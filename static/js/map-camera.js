"use strict";
/* Where the picture looks: at the middle of what panels leave free of the stage. */
sitegen.map.camera = (view) => {
  const { around } = sitegen.map.geometry;
  const { stage, map, network } = view;
  const { wide } = sitegen.map;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const bounds = sitegen.map.bounds(map);
  let started = false;
  let kept = null;

  /* The room that the search box, the buttons and a panel of `right` or `bottom` pixels take. */
  function pad({ right = 0, bottom = 0 } = {}) {
    const top = map.in ? 96 : wide.matches ? 48 : 60;
    const [left, below] = wide.matches ? [64, 0] : [0, 48];
    view.padding = { left, right, top, bottom: Math.max(below, bottom) };
  }

  /* The room that they leave, in pixels. */
  function room() {
    const { left, right, top, bottom } = view.padding;
    const margin = stage.clientWidth < 600 ? 24 : 96;
    return [stage.clientWidth - left - right - margin, stage.clientHeight - top - bottom - 64];
  }

  function frame([left, top, right, bottom], closest, titles = 0) {
    const [width, height] = room().map((pixels) => Math.max(80, pixels - titles));
    const scale = Math.min(width / Math.max(1, right - left), height / Math.max(1, bottom - top), closest);
    aim((left + right) / 2, (top + bottom) / 2, scale);
  }

  function aim(x, y, scale) {
    const { left, right, top, bottom } = view.padding;
    move({ position: { x: x + (right - left) / 2 / scale, y: y + (bottom - top) / 2 / scale }, scale });
  }

  function move(to) {
    const moving = started && !still.matches && !document.hidden;
    const animation = moving && { duration: 450, easingFunction: "easeInOutQuad" };
    network.moveTo({ ...to, animation });
    if (!animation) settle();
  }

  /* From afar dots are drawn larger, to be seen and hit. */
  function settle() {
    const wanted = map.kind ? 1 : Math.min(2.4, Math.max(1, 0.52 / network.getScale()));
    const stepped = Math.round(wanted * 4) / 4;
    if (stepped === view.growth) return;
    view.growth = stepped;
    if (started) view.grown();
  }

  const box = (ids) => around(ids.map((id) => map.nodes[id]).map(({ x, y }) => [x, y, x, y]));

  /* Near enough to read around a paper, with as many as may be of `others` in view: it may stand aside for them. */
  function among({ id, x, y }, others) {
    const [width, height] = room();
    const [left, top, right, bottom] = box([id, ...others]);
    const fitting = Math.min(width / Math.max(1, right - left), height / Math.max(1, bottom - top));
    const scale = Math.min(1.4, Math.max(0.6, fitting));
    const beside = (middle, at, span) => at + Math.max(-span, Math.min(middle - at, span));
    const middle = [(left + right) / 2, (top + bottom) / 2];
    aim(beside(middle[0], x, (0.36 * width) / scale), beside(middle[1], y, (0.36 * height) / scale), scale);
  }

  function covered(node) {
    const { left, right, top, bottom } = view.padding;
    const { x, y } = network.canvasToDOM(node);
    const edge = 20 + 2 * node.size * network.getScale();
    const [across, down] = [stage.clientWidth - right - edge, stage.clientHeight - bottom - edge];
    return x < left + edge || y < top + edge || x > across || y > down;
  }

  const forget = () => (kept = null);

  network.on("zoom", sitegen.calmly(settle, 80));
  network.on("zoom", forget);
  network.on("dragStart", forget);
  network.on("animationFinished", settle);
  const camera = {
    pad,
    /* Keep the view for `restore`, until the reader moves it by hand. */
    keep: () => (kept = { position: network.getViewPosition(), scale: network.getScale() }),
    restore: () => {
      if (kept) move(kept);
      forget();
    },
    all: () => (forget(), frame(bounds, 1.6)),
    /* All of these papers in view, with room for their titles. */
    fit: (ids) => frame(box(ids), 1.8, 48),
    /* One paper. Where it was seen already, and on the map of topics, the camera moves no further than it
       must. */
    to: (id, others = [], seen = false) => {
      const node = map.nodes[id];
      if (!seen && !map.kind) among(node, others);
      else if (covered(node)) aim(node.x, node.y, network.getScale());
    },
    topic: (number) => {
      const { x, y, radius } = map.topics[number];
      frame([x - radius, y - radius - 16, x + radius, y + radius], 2);
    },
    zoom: (factor) => {
      forget();
      network.moveTo({ scale: Math.min(8, Math.max(0.05, network.getScale() * factor)) });
      settle();
    },
    /* Where a paper stands on the stage, in pixels. */
    place: (id) => network.canvasToDOM({ x: map.nodes[id].x, y: map.nodes[id].y }),
    /* Which place of the map lies at a point of the stage. */
    at: (x, y) => network.DOMtoCanvas({ x, y }),
    scale: () => network.getScale(),
  };
  pad();
  camera.all();
  started = true;
  return camera;
};
