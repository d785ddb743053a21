"use strict";
/* A box or a free shape drawn on the map, and what the papers inside it share. */

/* The corners of a box, from two that lie across. */
sitegen.map.boxed = ([[left, top], [right, bottom]]) => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

/* An area as the address has it: left, top, right and bottom of a box, or the corners of a shape, x and y in turn; behind
   them, where it was drawn on a map whose islands stand apart, how far, in percent. */
sitegen.map.parted = (area) => {
  const points = Array.from({ length: Math.floor(area.length / 2) }, (_, at) => area.slice(2 * at, 2 * at + 2));
  return { stretch: area.length % 2 ? area.at(-1) / 100 : 1, points: points.length > 2 ? points : sitegen.map.boxed(points) };
};

/* The corners of an area on this map: if it was drawn on another, each goes with the island nearest to it. */
sitegen.map.corners = (map, area) => {
  const { stretch, points } = sitegen.map.parted(area);
  if (stretch === map.stretch || !map.topics.length) return points;
  return points.map(([x, y]) => {
    const away = (topic) => Math.hypot(topic.x - x, (topic.y / map.stretch) * stretch - y);
    const near = map.topics.reduce((best, topic) => (away(topic) < away(best) ? topic : best));
    return [x, y + near.y - (near.y / map.stretch) * stretch];
  });
};

/* The papers in an area, on the map it was drawn on: those from which a line sidewards crosses its edge an odd number of
   times. */
sitegen.map.within = (map, area) => {
  const { stretch, points } = sitegen.map.parted(area);
  const crossed = (x, y, [x1, y1], [x2, y2]) => y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
  const inside = (node) => {
    const y = node.y + ((map.topics[node.topic] ?? node).y / map.stretch) * (stretch - map.stretch);
    return points.filter((one, at) => crossed(node.x, y, one, points.at(at - 1))).length % 2 === 1;
  };
  return map.nodes.filter((node) => !node.far && inside(node)).map((node) => node.id);
};

/* Lets an area be drawn: returns what takes one of the buttons up, or lays it down again, and what begins to draw. */
sitegen.map.brush = (map, camera, chosen) => {
  const CORNERS = 30;
  const { part, boxed, place } = sitegen.map;
  const [box, rubber] = [part("box"), part("rubber")];
  const shapes = { brush: (trail) => boxed([least(trail), most(trail)]), lasso: (trail) => trail };
  let taken = "";
  let trail = null;

  const axes = (pick) => (points) => [0, 1].map((axis) => pick(...points.map((point) => point[axis])));
  const [least, most] = [axes(Math.min), axes(Math.max)];
  const ends = (points) => [points[0], points.at(-1)];
  const shape = () => shapes[taken](taken === "brush" ? ends(trail) : trail);

  function take(name) {
    taken = name;
    box.classList.toggle("is-brushing", Boolean(name));
    for (const each of Object.keys(shapes)) part(each).setAttribute("aria-pressed", String(each === name));
  }

  /* The picture would pan: while something is drawn it must not hear of the pointer. */
  const heard = (name, listener) =>
    box.addEventListener(name, (event) => trail && (event.stopPropagation(), listener(event)), { capture: true });

  const started = (event) => (taken || event.shiftKey) && !event.button && begin(event);
  box.addEventListener("pointerdown", started, { capture: true });

  function begin(event) {
    event.stopPropagation();
    event.preventDefault();
    if (!taken) take("brush");
    trail = [place(event)];
    box.setPointerCapture(event.pointerId);
  }

  heard("pointermove", (event) => {
    trail.push(place(event));
    rubber.firstElementChild.setAttribute("points", shape().join(" "));
  });

  heard("pointerup", (event) => {
    trail.push(place(event));
    const area = measured();
    drop();
    if (area) chosen(area);
  });

  heard("pointercancel", drop);

  function drop() {
    trail = null;
    rubber.firstElementChild.removeAttribute("points");
    take("");
  }

  /* What was drawn, as numbers of the map; a trail by its corners, so few that an address can hold them. */
  function measured() {
    const drawn = shape();
    const [from, to] = [least(drawn), most(drawn)];
    if ([0, 1].some((axis) => to[axis] - from[axis] < 6)) return null;
    const every = Math.ceil(drawn.length / CORNERS);
    const kept = taken === "brush" ? [from, to] : drawn.filter((_, at) => at % every === 0);
    if (kept.length < 3 && taken !== "brush") return null;
    const placed = ([x, y]) => Object.values(camera.at(x, y)).map(Math.round);
    return [...kept.flatMap(placed), ...(map.stretch === 1 ? [] : [Math.round(100 * map.stretch)])];
  }

  return { take: (name) => take(taken === name ? "" : name), begin };
};

/* The panel of an area: its topics, the keywords most of its papers list, the papers. */
sitegen.map.views.area = (map, { view, counted, other, keep, list, papers, topicLink, keywords, kicker, actions }) => {
  const { el, t } = sitegen;

  function show(state, shown) {
    const ids = sitegen.map.within(map, state.area).filter((id) => shown.has(id));
    const nodes = ids.map((id) => map.nodes[id]);
    const head = [kicker(t("map.area")), el("h2", counted("map.area_papers", ids.length))];
    if (!ids.length) return head;
    head.push(actions(other(state), !map.kind && keep(ids, t("list.add-all"))));
    if (state.table) return [head, view("table").show(ids)];
    const most = count(nodes.flatMap((node) => node.keywords)).slice(0, 12);
    const topics = count(nodes.map((node) => node.topic));
    const rows = topics.map(([at, n]) => el("span", topicLink(at), ` (${n})`));
    return [
      head,
      el("h3", t("map.area_keywords")),
      keywords(...[0, 1].map((column) => most.map((row) => row[column]))),
      !map.kind && [el("h3", t("map.topics")), list(rows)],
      el("h3", t(map.kind ? "map.topics" : "map.papers")),
      papers(ids),
    ];
  }

  /* [value, number of times], the most frequent first. */
  function count(values) {
    const sums = new Map();
    values.forEach((value) => sums.set(value, (sums.get(value) ?? 0) + 1));
    return [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  return { show };
};
