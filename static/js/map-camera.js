"use strict";
/* Where the map's picture looks. Panels cover part of the stage, so it aims at the middle of what they leave free. */
sitegen.map.camera = (view) => {
  const { around } = sitegen.map.geometry;
  const { stage, map, network } = view;
  const bounds = extent();
  const wide = matchMedia("(min-width: 60rem)");
  let padding = buttons();
  let started = false;
  let kept = null;

  /* The room that the search box and the buttons take. */
  function buttons() {
    const top = map.in ? 96 : 48;
    return wide.matches ? { left: 64, right: 0, top, bottom: 0 } : { left: 0, right: 0, top, bottom: 48 };
  }

  function extent() {
    const boxes = map.nodes.filter((node) => !node.far).map((node) => [node.x, node.y, node.x, node.y]);
    boxes.push(
      ...map.topics
        .filter((topic) => topic.radius)
        .map(({ x, y, radius }) => [x - radius, y - radius - 20, x + radius, y + radius]),
    );
    return around(boxes);
  }

  /* How much of the stage lies under a panel, in pixels; the camera aims at the middle of the rest. */
  function pad({ right, bottom }) {
    const free = buttons();
    padding = { ...free, right: Math.max(free.right, right), bottom: Math.max(free.bottom, bottom) };
    view.padding = padding;
  }

  /* Keep the view for `restore`, until the reader moves it by hand. */
  function keep() {
    kept = { position: network.getViewPosition(), scale: network.getScale() };
  }

  function restore() {
    if (kept) move(kept.position, kept.scale);
    kept = null;
  }

  function forget() {
    kept = null;
  }

  /* The room that panels leave, in pixels. */
  function room() {
    const margin = stage.clientWidth < 600 ? 24 : 96;
    return {
      width: Math.max(80, stage.clientWidth - padding.left - padding.right - margin),
      height: Math.max(80, stage.clientHeight - padding.top - padding.bottom - 64),
    };
  }

  function frame(box, closest, titles = 0) {
    const width = Math.max(80, room().width - titles);
    const height = Math.max(80, room().height - titles);
    const scale = Math.min(width / Math.max(1, box[2] - box[0]), height / Math.max(1, box[3] - box[1]), closest);
    aim((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, scale);
  }

  function reaching(x, y, ids) {
    const { width, height } = room();
    const far = (axis, from) => Math.max(1, ...ids.map((id) => Math.abs(map.nodes[id][axis] - from)));
    return Math.min(1.4, Math.max(0.6, Math.min(width / 2 / far("x", x), height / 2 / far("y", y))));
  }

  function covered({ x, y, size }) {
    const at = network.canvasToDOM({ x, y });
    const edge = 20 + 2 * size * network.getScale();
    const [right, bottom] = [stage.clientWidth - padding.right - edge, stage.clientHeight - padding.bottom - edge];
    return at.x < padding.left + edge || at.y < padding.top + edge || at.x > right || at.y > bottom;
  }

  function aim(x, y, scale) {
    const position = {
      x: x + (padding.right - padding.left) / 2 / scale,
      y: y + (padding.bottom - padding.top) / 2 / scale,
    };
    move(position, scale);
  }

  function move(position, scale) {
    const animation = sitegen.calm() || document.hidden ? false : { duration: 450, easingFunction: "easeInOutQuad" };
    network.moveTo({ position, scale, animation: started && animation });
    if (!animation || !started) settle();
  }

  /* From afar dots are drawn larger than they are, so that they can be seen and hit. */
  function settle() {
    const wanted = map.kind ? 1 : Math.min(2.4, Math.max(1, 2.6 / (5 * network.getScale())));
    const stepped = Math.round(wanted * 4) / 4;
    if (stepped === view.growth) return;
    view.growth = stepped;
    view.grown();
  }

  network.on("zoom", sitegen.calmly(settle, 80));
  network.on("zoom", forget);
  network.on("dragStart", forget);
  network.on("animationFinished", settle);
  const camera = {
    pad,
    keep,
    restore,
    all: () => {
      forget();
      frame(bounds, 1.6);
    },
    /* All of these papers in view, with room for their titles. */
    fit: (ids) =>
      frame(around(ids.map((id) => map.nodes[id]).map((node) => [node.x, node.y, node.x, node.y])), 1.8, 48),
    /* One paper in the middle, near enough to read around it, with as many as may be of `others` in view. Where it was
       seen already, and on the map of topics, the camera moves no further than it must. */
    to: (id, others = [], seen = false) => {
      const { x, y } = map.nodes[id];
      if (!seen && !map.kind) aim(x, y, reaching(x, y, others));
      else if (covered(map.nodes[id])) aim(x, y, network.getScale());
    },
    topic: (topic) => {
      const { x, y, radius } = map.topics[topic];
      frame([x - radius, y - radius - 16, x + radius, y + radius], 2);
    },
    zoom: (factor) => {
      forget();
      const middle = network.getViewPosition();
      network.moveTo({ position: middle, scale: Math.min(8, Math.max(0.05, network.getScale() * factor)) });
      settle();
    },
    pan: (dx, dy) => {
      const { x, y } = network.getViewPosition();
      network.moveTo({ position: { x: x + dx / network.getScale(), y: y + dy / network.getScale() } });
    },
    /* Where a paper stands on the stage, in pixels. */
    place: (id) => network.canvasToDOM({ x: map.nodes[id].x, y: map.nodes[id].y }),
    /* Which place of the map lies at a point of the stage. */
    at: (x, y) => network.DOMtoCanvas({ x, y }),
    scale: () => network.getScale(),
  };
  view.padding = padding;
  camera.all();
  started = true;
  return camera;
};
